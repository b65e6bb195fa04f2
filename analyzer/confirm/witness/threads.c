// Threads that run loops, and their turns.
#include "confirm/witness/witness.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define ANSWER_NS 20000000u // longer than this no signal is under way

static WitnessThread threads[THREADS_MAX];
static _Thread_local WitnessThread *self __attribute__((tls_model("initial-exec")));
static pthread_key_t key;
static atomic_int is_prepared;
static pid_t process;

// The clock that the kernel keeps up to date at each of its ticks: some milliseconds coarse, and a
// fraction of the price. It is looked at twice in each turn and each call.
uint64_t witness_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

WitnessThread *witness_threads(void) {
  return threads;
}

// ---- Places -------------------------------------------------------------------------------------

static void give_up(void *place) {
  WitnessThread *thread = place;
  atomic_store(&thread->start_ns, 0);
  atomic_store(&thread->id, 0);
  self = NULL;
}

static void forked(void) {
  memset(threads, 0, sizeof threads);
  self = NULL;
  process = getpid();
  witness_forked();
  witness_forget_file();
}

static bool prepare(void) {
  int expected = 0;
  if (atomic_compare_exchange_strong(&is_prepared, &expected, 1)) {
    process = getpid();
    bool ok = pthread_key_create(&key, give_up) == 0 && pthread_atfork(NULL, NULL, forked) == 0;
    atomic_store(&is_prepared, ok ? 2 : 3);
  }
  while (atomic_load(&is_prepared) == 1)
    sched_yield();
  return atomic_load(&is_prepared) == 2;
}

// In the child of vfork, which has our memory and is not us.
static bool is_other_process(void) {
  return syscall(SYS_getpid) != process;
}

WitnessThread *witness_self(void) {
  return self;
}

static WitnessThread *take_place(int id) {
  for (size_t i = 0; i < THREADS_MAX; i++) {
    int none = 0;
    if (atomic_compare_exchange_strong(&threads[i].id, &none, id)) return &threads[i];
  }
  return NULL;
}

WitnessThread *witness_adopt(void) {
  if (self) return self;
  if (!witness_is_on() || !prepare() || is_other_process()) return NULL;
  int before = errno;
  WitnessThread *place = take_place((int)syscall(SYS_gettid));
  if (place) {
    place->loop_fd = place->other_fd = -1;
    place->site = NULL;
    place->site_count = place->other_count = place->depth = 0;
    atomic_store(&place->is_deaf, false);
    if (pthread_getcpuclockid(pthread_self(), &place->cpu) != 0) place->cpu = CLOCK_MONOTONIC;
    (void)pthread_setspecific(key, place);
    self = place;
    witness_watch();
    witness_write_loop(place);
  }
  errno = before;
  return place;
}

// ---- Turns --------------------------------------------------------------------------------------

void witness_begin_turn(WitnessThread *thread) {
  thread->longest_call = NULL;
  thread->longest_ns = 0;
  atomic_store_explicit(&thread->start_ns, witness_now(), memory_order_release);
}

void witness_settle(WitnessThread *thread) {
  if (atomic_load(&thread->asked) == atomic_load(&thread->answered)) return;
  uint64_t limit = witness_now() + ANSWER_NS;
  while (atomic_load(&thread->asked) != atomic_load(&thread->answered)) {
    if (witness_now() > limit) {
      atomic_store(&thread->is_deaf, true);
      atomic_store(&thread->answered, atomic_load(&thread->asked));
    }
    sched_yield();
  }
}

static uint64_t cpu_ns(void) {
  struct timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

// What it did for the larger part of the time. It neither ran nor waited: the machine was busy.
static const char *find_cause(const WitnessThread *thread, uint64_t start, uint64_t spent) {
  if (thread->longest_ns >= spent / 2) return "blocked";
  bool is_watched = atomic_load(&thread->watched_ns) == start;
  uint64_t before = atomic_load(&thread->cpu_ns);
  if (is_watched && before > 0 && cpu_ns() - before >= witness_stall_ns() / 2) return "cpu";
  if (is_watched && atomic_load(&thread->waiting) > atomic_load(&thread->running)) return "blocked";
  return NULL;
}

static void tell_stall(WitnessThread *thread, uint64_t start, uint64_t end) {
  atomic_store(&thread->last_end, end);
  atomic_store(&thread->last_start, start);
  const char *cause = find_cause(thread, start, end - start);
  if (!cause) {
    witness_write_disturbed();
    return;
  }
  bool has_call = thread->longest_ns >= (end - start) / 2;
  bool has_sample = atomic_load(&thread->sample_ns) == start;
  WitnessStall stall = {.start_ns = start,
                        .end_ns = end,
                        .spent_ns = has_call ? thread->longest_ns : end - start,
                        .call = has_call ? thread->longest_call : NULL,
                        .system_call = -1,
                        .cause = cause};
  if (has_call)
    stall.stack = &thread->longest_stack;
  else if (has_sample)
    stall.stack = &thread->sample;
  if (!has_call && cause[0] == 'b') stall.system_call = atomic_load(&thread->system_call);
  witness_write_stall(thread, &stall);
}

void witness_end_turn(WitnessThread *thread) {
  uint64_t start = atomic_load_explicit(&thread->start_ns, memory_order_relaxed);
  if (start == 0 || is_prepared != 2) return;
  atomic_store(&thread->start_ns, 0); // from here on nobody asks
  witness_settle(thread);
  uint64_t end = witness_now();
  if (end - start < witness_stall_ns() || is_other_process()) return;
  int before = errno;
  tell_stall(thread, start, end);
  errno = before;
}

// ---- What we stand in front of ------------------------------------------------------------------

// A library that was loaded later, for one object alone, is found by way of that object.
static void *find_from(const char *name, const void *site) {
  Dl_info info;
  if (!dladdr(site, &info)) return NULL;
  void *object = dlopen(info.dli_fname, RTLD_LAZY | RTLD_NOLOAD);
  return object ? dlsym(object, name) : NULL;
}

void *witness_real(_Atomic(void *) *place, const char *name, const void *site) {
  void *found = atomic_load_explicit(place, memory_order_relaxed);
  if (found) return found;
  int before = errno;
  found = dlsym(RTLD_NEXT, name);
  if (!found) found = find_from(name, site);
  atomic_store(place, found);
  errno = before;
  return found;
}

// ---- For the probe in a Python process ----------------------------------------------------------

static WitnessThread *find(int id) {
  for (size_t i = 0; i < THREADS_MAX; i++) {
    if (atomic_load(&threads[i].id) == id) return &threads[i];
  }
  return NULL;
}

WITNESS_API uint64_t nostall_witness_turn(int id) {
  WitnessThread *thread = find(id);
  return thread ? atomic_load(&thread->start_ns) : 0;
}

WITNESS_API uint64_t nostall_witness_end(int id, uint64_t start) {
  WitnessThread *thread = find(id);
  bool is_known = thread && atomic_load(&thread->last_start) == start;
  return is_known ? atomic_load(&thread->last_end) : witness_now();
}
