// The watching thread. It looks at turns that last: whether the thread runs or waits, by what the
// kernel says of it, and, only while it runs, where: then a signal makes it take its own stack. A
// thread that waits is never signalled, that would end the wait; see witness_settle.
#include "confirm/witness/witness.h"

#include <execinfo.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define LOOKS       4 // in the length of a stall
#define STACK_BYTES 65536
#define OWN_FRAMES  2 // of the handler, and of what called it

static atomic_bool is_watching;
static int signal_number; // 0: none was free

// ---- The signal ---------------------------------------------------------------------------------

static void answer(int number) {
  (void)number;
  WitnessThread *thread = witness_self();
  if (!thread) return;
  uint64_t turn = atomic_load(&thread->start_ns);
  WitnessStack *sample = &thread->sample;
  int count = backtrace(sample->at, FRAMES_MAX);
  sample->count = count > OWN_FRAMES ? count - OWN_FRAMES : 0;
  memmove(sample->at, sample->at + OWN_FRAMES, (size_t)sample->count * sizeof *sample->at);
  atomic_store(&thread->sample_ns, turn);
  atomic_store(&thread->answered, atomic_load(&thread->asked));
}

static int take_signal(void) {
  for (int number = SIGRTMAX - 1; number > SIGRTMIN; number--) {
    struct sigaction old;
    bool is_free = sigaction(number, NULL, &old) == 0 && old.sa_handler == SIG_DFL;
    struct sigaction own = {.sa_handler = answer, .sa_flags = SA_RESTART | SA_ONSTACK};
    sigemptyset(&own.sa_mask);
    if (is_free && sigaction(number, &own, NULL) == 0) return number;
  }
  return 0;
}

// The thread may enter a call that waits between our look and the signal: it then sees that it has
// been asked, and waits for the answer. If we see the call first, we take the question back.
static void ask(WitnessThread *thread, uint64_t start) {
  atomic_fetch_add(&thread->asked, 1);
  bool is_same = atomic_load(&thread->start_ns) == start && !atomic_load(&thread->call);
  int id = atomic_load(&thread->id);
  if (!is_same || id == 0 || syscall(SYS_tgkill, getpid(), id, signal_number) != 0)
    atomic_fetch_sub(&thread->asked, 1);
}

// ---- What the kernel says -----------------------------------------------------------------------

static size_t read_task(int id, const char *name, char *out, size_t size) {
  char path[64] = "";
  snprintf(path, sizeof path, "/proc/self/task/%d/%s", id, name);
  long file = syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  long count = syscall(SYS_read, file, out, size - 1);
  (void)syscall(SYS_close, file);
  out[count > 0 ? count : 0] = '\0';
  return count > 0 ? (size_t)count : 0;
}

// "12 (name) S …": the name may hold anything.
static char state_of(int id) {
  char text[256] = "";
  if (read_task(id, "stat", text, sizeof text) == 0) return '?';
  const char *end = strrchr(text, ')');
  return end && end[1] == ' ' ? end[2] : '?';
}

static long system_call_of(int id) {
  char text[256] = "";
  if (read_task(id, "syscall", text, sizeof text) == 0) return -1;
  return text[0] >= '0' && text[0] <= '9' ? strtol(text, NULL, 10) : -1;
}

static uint64_t cpu_of(const WitnessThread *thread) {
  struct timespec time = {0, 0};
  if (clock_gettime(thread->cpu, &time) != 0) return 0;
  return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

// ---- Looking ------------------------------------------------------------------------------------

static void begin_watch(WitnessThread *thread, uint64_t start) {
  atomic_store(&thread->cpu_ns, cpu_of(thread));
  atomic_store(&thread->running, 0);
  atomic_store(&thread->waiting, 0);
  atomic_store(&thread->system_call, -1);
  atomic_store(&thread->watched_ns, start);
}

static void look(WitnessThread *thread) {
  int id = atomic_load(&thread->id);
  uint64_t start = atomic_load(&thread->start_ns);
  if (id == 0 || start == 0) return;
  if (atomic_load(&thread->watched_ns) != start) begin_watch(thread, start);
  if (witness_now() - start < witness_stall_ns() / 2 || atomic_load(&thread->call)) return;
  if (state_of(id) != 'R') {
    atomic_fetch_add(&thread->waiting, 1);
    atomic_store(&thread->system_call, system_call_of(id));
    return;
  }
  atomic_fetch_add(&thread->running, 1);
  bool is_asked = atomic_load(&thread->asked) != atomic_load(&thread->answered);
  bool can_ask = signal_number > 0 && !is_asked && !atomic_load(&thread->is_deaf);
  if (can_ask && atomic_load(&thread->sample_ns) != start) ask(thread, start);
}

static void *watch(void *unused) {
  (void)unused;
  uint64_t ns = witness_stall_ns() / LOOKS;
  struct timespec span = {(time_t)(ns / 1000000000u), (long)(ns % 1000000000u)};
  WitnessThread *threads = witness_threads();
  for (;;) {
    (void)syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC, 0, &span, NULL);
    for (size_t i = 0; i < THREADS_MAX; i++)
      look(&threads[i]);
  }
  return NULL;
}

// The first backtrace of a process loads a library: not in a signal handler.
void witness_watch(void) {
  if (atomic_exchange(&is_watching, true)) return;
  void *frame = NULL;
  (void)backtrace(&frame, 1);
  if (signal_number == 0) signal_number = take_signal();
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_attr_t attributes;
  pthread_t thread;
  if (pthread_attr_init(&attributes) == 0) {
    (void)pthread_attr_setstacksize(&attributes, STACK_BYTES);
    (void)pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    (void)pthread_create(&thread, &attributes, watch, NULL);
    (void)pthread_attr_destroy(&attributes);
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void witness_forked(void) {
  atomic_store(&is_watching, false);
}
