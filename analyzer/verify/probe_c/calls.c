// Functions that stand here in front of those of the C library, for the example and for the loops
// that it uses. Waiting for descriptors is where a loop rests: it ends a turn, and is cut into
// slices so that heartbeats show that the loop would have run. Locks of threads remember the task
// that took them.
#define _GNU_SOURCE
#include "verify/probe_c/probe.h"

#include <dlfcn.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/select.h>

enum { HELD_MAX = 64 };

typedef struct Held {
  pthread_mutex_t *mutex;
  const void *task;
  PlaceStack stack; // where it was taken
  bool is_told;
} Held;

static struct Calls {
  uintptr_t poller; // of a loop that the example wrote itself: where it waits
  unsigned runners; // loops of others that run on the loop's thread
  size_t base;      // frames of the example that are outside of them
  Held held[HELD_MAX];
  size_t held_count;
} calls;

// The next definitions of the functions below, found when they are called first: libraries may call
// them before anything of ours has run.
#define NAMES(NAME)                                                                                \
  NAME(poll)                                                                                       \
  NAME(ppoll)                                                                                      \
  NAME(select)                                                                                     \
  NAME(epoll_wait)                                                                                 \
  NAME(epoll_pwait)                                                                                \
  NAME(pthread_mutex_lock)                                                                         \
  NAME(pthread_mutex_unlock)

#define NUMBER(name) NEXT_##name,
enum { NAMES(NUMBER) NEXT_COUNT };
static _Atomic(void *) next_functions[NEXT_COUNT];

void *calls_next(_Atomic(void *) *known, const char *name, void **out) {
  *out = atomic_load(known);
  if (!*out) *out = dlsym(RTLD_NEXT, name);
  if (!*out) abort();
  atomic_store(known, *out);
  return out;
}

#define NEXT(name)                                                                                 \
  (*(__typeof__(&(name)) *)calls_next(&next_functions[NEXT_##name], #name, (void *[1]){NULL}))

// ---- Where loops wait ---------------------------------------------------------------------------

// A wait that an example does itself inside of a callback is none of the loop's: it holds it. Of a
// loop that is written out, the first wait is where it rests.
static bool is_rest(const void *caller) {
  if (probe_job.is_virtual) return false;
  uintptr_t address = (uintptr_t)caller;
  bool is_own = places_line(address - 1) > 0;
  if (!watch_is_open() && !is_own) return false;
  if (watch_is_open() && !watch_is_loop()) return false;
  if (!is_own) return calls.runners > 0 && !task_current() && !frames_is_above(calls.base);
  if (calls.runners > 0) return false;
  if (!calls.poller) calls.poller = address;
  watch_open();
  return calls.poller == address;
}

typedef struct Rest {
  double end;
  int wait_ms; // < 0: for ever
  int slice_ms;
} Rest;

static Rest rest_begin(int wait_ms) {
  watch_end_turn();
  watch_beat();
  return (Rest){
      .end = clock_now() + wait_ms / 1000.0, .wait_ms = wait_ms, .slice_ms = watch_slice(wait_ms)};
}

// Whether to wait on, after nothing came.
static bool rest_goes_on(Rest *rest) {
  watch_beat();
  double left = rest->end - clock_now();
  if (rest->wait_ms >= 0 && left <= 0) return false;
  rest->slice_ms = watch_slice(rest->wait_ms < 0 ? -1 : (int)(left * 1000) + 1);
  return true;
}

#define REST(result, wait_ms, call)                                                                \
  do {                                                                                             \
    Rest rest = rest_begin(wait_ms);                                                               \
    do                                                                                             \
      result = (call);                                                                             \
    while (result == 0 && rest_goes_on(&rest));                                                    \
    watch_begin_turn();                                                                            \
  } while (0)

#define CALLER __builtin_return_address(0)

int poll(struct pollfd *files, nfds_t count, int wait_ms) {
  int result = 0;
  if (!is_rest(CALLER)) return NEXT(poll)(files, count, wait_ms);
  REST(result, wait_ms, NEXT(poll)(files, count, rest.slice_ms));
  return result;
}

int epoll_wait(int file, struct epoll_event *events, int most, int wait_ms) {
  int result = 0;
  if (!is_rest(CALLER)) return NEXT(epoll_wait)(file, events, most, wait_ms);
  REST(result, wait_ms, NEXT(epoll_wait)(file, events, most, rest.slice_ms));
  return result;
}

int epoll_pwait(int file, struct epoll_event *events, int most, int wait_ms, const sigset_t *mask) {
  int result = 0;
  if (!is_rest(CALLER)) return NEXT(epoll_pwait)(file, events, most, wait_ms, mask);
  REST(result, wait_ms, NEXT(epoll_pwait)(file, events, most, rest.slice_ms, mask));
  return result;
}

static int milliseconds(const struct timespec *wait) {
  return wait ? (int)(wait->tv_sec * 1000 + (wait->tv_nsec + 999999) / 1000000) : -1;
}

static const struct timespec *span_of(int wait_ms, struct timespec *out) {
  *out = (struct timespec){wait_ms / 1000, (long)(wait_ms % 1000) * 1000000};
  return out;
}

int ppoll(struct pollfd *files, nfds_t count, const struct timespec *wait, const sigset_t *mask) {
  int result = 0;
  struct timespec span;
  if (!is_rest(CALLER)) return NEXT(ppoll)(files, count, wait, mask);
  REST(result, milliseconds(wait), NEXT(ppoll)(files, count, span_of(rest.slice_ms, &span), mask));
  return result;
}

typedef struct Sets {
  fd_set at[3];
} Sets;

static int select_some(int count, fd_set *const *sets, const Sets *wanted, int wait_ms) {
  struct timeval span = {wait_ms / 1000, (long)(wait_ms % 1000) * 1000};
  for (int i = 0; i < 3; i++)
    if (sets[i]) *sets[i] = wanted->at[i];
  return NEXT(select)(count, sets[0], sets[1], sets[2], &span);
}

int select(int count, fd_set *read, fd_set *write, fd_set *other, struct timeval *wait) {
  int result = 0;
  Sets wanted;
  fd_set *const sets[] = {read, write, other};
  if (!is_rest(CALLER)) return NEXT(select)(count, read, write, other, wait);
  for (int i = 0; i < 3; i++)
    if (sets[i]) wanted.at[i] = *sets[i];
  int wait_ms = wait ? (int)(wait->tv_sec * 1000 + wait->tv_usec / 1000) : -1;
  REST(result, wait_ms, select_some(count, sets, &wanted, rest.slice_ms));
  return result;
}

// ---- Locks of threads ---------------------------------------------------------------------------

static Held *find_held(const pthread_mutex_t *mutex) {
  for (size_t i = 0; i < calls.held_count; i++)
    if (calls.held[i].mutex == mutex) return &calls.held[i];
  return NULL;
}

static bool is_watched(const void *caller) {
  return task_current() && places_line((uintptr_t)caller - 1) > 0;
}

// The task that holds it can only go on when this thread, which would wait for it, does.
static void check_deadlock(const pthread_mutex_t *mutex) {
  if (!find_held(mutex)) return;
  PlaceStack stack = frames_here();
  record_see("self-deadlock", &stack, NOT_MEASURED, NULL);
  probe_finish("deadlock");
}

int pthread_mutex_lock(pthread_mutex_t *mutex) {
  if (!is_watched(CALLER)) return NEXT(pthread_mutex_lock)(mutex);
  int result = pthread_mutex_trylock(mutex);
  if (result != 0) {
    check_deadlock(mutex);
    result = NEXT(pthread_mutex_lock)(mutex);
  }
  if (result == 0 && calls.held_count < HELD_MAX)
    calls.held[calls.held_count++] = (Held){mutex, task_current(), frames_here(), false};
  return result;
}

int pthread_mutex_unlock(pthread_mutex_t *mutex) {
  Held *held = is_watched(CALLER) ? find_held(mutex) : NULL;
  if (held) *held = calls.held[--calls.held_count];
  return NEXT(pthread_mutex_unlock)(mutex);
}

void calls_look(void) {
  for (size_t i = 0; i < calls.held_count; i++) {
    Held *held = &calls.held[i];
    if (held->is_told || held->task == task_current()) continue;
    held->is_told = true;
    record_see("lock-held-across-await", &held->stack, NOT_MEASURED, NULL);
  }
}

// ---- Loops of others ----------------------------------------------------------------------------

void runner_enter(void) {
  watch_open();
  calls.base = frames_count();
  frames_set_base(calls.base);
  calls.runners++;
  watch_begin_turn();
}

void runner_leave(void) {
  watch_end_turn();
  calls.runners--;
  frames_set_base(0);
}

void runner_see_nested(void) {
  PlaceStack stack = frames_here();
  record_see("nested-run", &stack, NOT_MEASURED, NULL);
}

bool runner_is_in(void) {
  return calls.runners > 0;
}
