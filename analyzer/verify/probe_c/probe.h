// The probe of C examples: a program of its own, compiled by the user's compiler together with an
// example and the runtime. It reports what probe/ reports of Python examples, in the same words.
//
// The example knows nothing of it. Its functions are compiled with hooks (frames.c), its calls of
// runtime_run come here (main.c), and the few functions by which loops wait stand here in front of
// those of the C library (calls.c).
#pragma once

#include "runtime/runtime.h"

#include <pthread.h>

// ---- What is run: the driver, made by analyzer/verify/c.c ---------------------------------------

typedef struct ProbeJob {
  const char *file; // the example's name
  bool is_virtual;
  bool is_cancelled;                 // each run is cancelled as soon as it waits
  bool has_slow_disk;                // see disk.c
  int (*main)(int, char **);         // the example's own; NULL: it has runs
  Coroutine *(*const *makers)(void); // of the runs, NULL at the end
} ProbeJob;
extern const ProbeJob probe_job;

// ---- Places: from addresses to the lines of the example -----------------------------------------

bool places_open(void);                         // false: this program cannot be read
unsigned places_line(uintptr_t address);        // 0: not in the example
uintptr_t places_begin(uintptr_t address);      // of the function that it is in, 0: unknown
const char *places_function(uintptr_t address); // its name, or ""
bool places_is_return(uintptr_t address);       // in the example, right behind a call
const char *places_callee(uintptr_t address);   // what the call before it called, or NULL

// ---- Frames: which functions of the example run or wait -----------------------------------------

enum { STACK_MAX = 16 };

typedef struct Place {
  unsigned line;
  const char *function;
} Place;

typedef struct PlaceStack { // innermost first
  Place at[STACK_MAX];
  size_t count;
  const char *callee; // what the innermost place calls, or NULL
} PlaceStack;

// Where a thread is in the example, in the flow of `task` (NULL: of none): `low` is its stack
// pointer, 0 when it is not known. The innermost place is the call that it is in, or the beginning
// of the function.
PlaceStack frames_stack(pthread_t thread, const void *task, uintptr_t low, bool is_by_function);
PlaceStack frames_here(void);                // of the caller
PlaceStack frames_of_task(const void *task); // that is suspended
const void *frames_task(void);               // whose flow the loop's thread is in
void frames_set_task(const void *task);      //
void frames_forget_task(const void *task);   // it is done, its functions did not all return
bool frames_is_above(size_t base);           // whether this thread is in more than that many
size_t frames_count(void);                   // of this thread, outside of tasks
void frames_set_base(size_t base);           // so many older ones are no part of stacks

// One lock for all that threads share here. No signal handler takes it.
void probe_lock(void);
void probe_unlock(void);

// ---- The record ---------------------------------------------------------------------------------

typedef struct Fact {
  const char *key, *value; // NULL: null
} Fact;

typedef struct Measured {
  double at_s;
  // Each < 0: none.
  double s, sure_s; // sure_s: of s, what cannot be the doing of a busy machine
  long beats_due;
  long calls;
} Measured;
#define NOT_MEASURED                                                                               \
  ((Measured){.at_s = record_now(), .s = -1, .sure_s = -1, .beats_due = -1, .calls = -1})

void record_begin(void);
double record_now(void); // on the clock of the example, since the beginning
void record_set_run(unsigned run);
bool record_is_over(void);
void record_set_over(bool is_over); // what is seen now says nothing
void record_set_virtual(double now_s);
void record_set_loop(const char *name);
void record_set_disturbed(void);
// All are copied. `facts` ends with a NULL key and may be NULL.
void record_see(const char *kind, const PlaceStack *stack, Measured measured, const Fact *facts);
bool record_has_seen(const char *kind); // in this run
void record_turn(double start_s, double end_s);
void record_beat(double at_s);
void record_task(const char *name, double start_s, double end_s);
void record_outcome(const char *outcome);
void record_write(int file); // the evidence

// ---- The watch over the loop's thread, on the real clock ----------------------------------------

void watch_open(void);        // this thread is the loop's
bool watch_is_loop(void);     // whether it is
bool watch_is_open(void);     // whether there is a loop's thread
void watch_begin_turn(void);  //
void watch_end_turn(void);    //
int watch_slice(int wait_ms); // how long it may wait before the next heartbeat
// A call that only a busy machine makes long: time in it does not count, it disturbs the run.
void watch_pardon(bool is_pardoned);
void watch_beat(void);  // if it is due
double clock_now(void); // in seconds

// ---- Calls that are watched ---------------------------------------------------------------------

void runner_enter(void); // a loop of a library runs from here
void runner_leave(void); // to here
bool runner_is_in(void);
void runner_see_nested(void);
void calls_look(void); // another task's turn: who holds a lock of threads now waits with it
// The next definition of a function, found once; stored in `out`, which is returned.
void *calls_next(_Atomic(void *) *known, const char *name, void **out);
// A function that must not be called in a signal handler was called by code at `caller`.
void signals_look(const char *call, const void *caller);
// A function of the example, whose frame lies between these, returns.
void uv_leave_frame(uintptr_t low, uintptr_t high);

void probe_at_end(void (*look)(void)); // called before the evidence is written; one alone
_Noreturn void probe_finish(const char *outcome); // writes the evidence and ends the program
