// A shared object that is loaded into a program before its own libraries (LD_PRELOAD) and sees
// event loops from outside, whatever they are made with: a turn lies between two waits of the same
// thread. It stands in front of the functions of the C library that wait for events, which mark the
// turns, and of those that block, which it names. A thread of its own looks at turns that last.
//
// What is not of this program: it lives in the processes of others, so its state is global, and its
// functions have the names that they stand in front of. It needs the C library and nothing else,
// keeps errno, allocates nothing, holds no file open and never interrupts a call that waits.
#pragma once

#define _GNU_SOURCE // RTLD_NEXT and the functions that it stands in front of

#include <dlfcn.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#define WITNESS_API __attribute__((visibility("default")))

#define FRAMES_MAX  48
#define THREADS_MAX 64 // that run loops at the same time

typedef struct WitnessStack {
  void *at[FRAMES_MAX];
  int count;
} WitnessStack;

// A thread that runs a loop. Written by itself, unless said otherwise; read by the watching thread.
typedef struct WitnessThread {
  atomic_int id;                // of the system; 0: this place is free
  _Atomic(uint64_t) start_ns;   // of the turn; 0 while the thread waits for events, or has no loop
  _Atomic(const char *) call;   // the blocking function that it is in
  _Atomic(uint64_t) last_start; // of the last turn that was a stall,
  _Atomic(uint64_t) last_end;   // and its end
  uint64_t call_ns;             // when `call` began
  const char *longest_call;     // of this turn
  uint64_t longest_ns;
  WitnessStack longest_stack;
  int loop_fd;          // of its epoll; -1
  int other_fd;         // another that it waits for, …
  unsigned other_count; // … so often in a row
  const void *site;     // of its poll or select: who calls it
  unsigned site_count;
  unsigned depth; // of functions that run loops, such as uv_run
  clockid_t cpu;  // its processor time
  // By the watching thread, about the turn that began at `watched_ns`.
  _Atomic(uint64_t) watched_ns;
  _Atomic(uint64_t) cpu_ns; // its processor time when the turn was young
  atomic_uint running;      // looks that found it running,
  atomic_uint waiting;      // or waiting, in
  atomic_long system_call;  // this one
  // The watching thread asks, the thread answers from a signal handler, with its stack.
  atomic_uint asked;
  atomic_uint answered;
  atomic_bool is_deaf; // it blocks the signal
  WitnessStack sample;
  _Atomic(uint64_t) sample_ns; // the turn that `sample` is of
} WitnessThread;

// ---- threads.c ----------------------------------------------------------------------------------

uint64_t witness_now(void);
// The thread's own place; NULL when it runs no loop, or when there are too many.
WitnessThread *witness_self(void);
WitnessThread *witness_adopt(void); // makes it one that runs a loop
WitnessThread *witness_threads(void);
void witness_begin_turn(WitnessThread *thread);
void witness_end_turn(WitnessThread *thread);
// Waits until a signal that is under way has been answered, so that it cannot cut a wait short.
void witness_settle(WitnessThread *thread);
// The function of that name that we stand in front of; `site` is in the object that calls it.
void *witness_real(_Atomic(void *) *place, const char *name, const void *site);

// For the probe in a Python process: when the present turn of that thread began, 0 while it waits;
// and when the one that began at `start` ended, now if that is not known.
WITNESS_API uint64_t nostall_witness_turn(int id);
WITNESS_API uint64_t nostall_witness_end(int id, uint64_t start);

// ---- watch.c ------------------------------------------------------------------------------------

void witness_watch(void);  // starts the watching thread, once in a process
void witness_forked(void); // it is gone

// ---- report.c -----------------------------------------------------------------------------------

bool witness_is_on(void);
uint64_t witness_stall_ns(void);
void witness_forget_file(void);
void witness_write_loop(const WitnessThread *thread);
typedef struct WitnessStall {
  uint64_t start_ns, end_ns;
  uint64_t spent_ns;         // in `call`; in the turn when there is none
  const char *call;          // or NULL
  long system_call;          // or -1
  const char *cause;         // "cpu", "blocked"
  const WitnessStack *stack; // or NULL
} WitnessStall;
void witness_write_stall(const WitnessThread *thread, const WitnessStall *stall);
void witness_write_disturbed(void);

// The function that `name` stands in front of, as a pointer of the same type.
#define WITNESS_REAL(pointer, name)                                                                \
  static _Atomic(void *) place_##name;                                                             \
  __typeof__(&name) pointer = NULL;                                                                \
  *(void **)&pointer = witness_real(&place_##name, #name, __builtin_return_address(0))
