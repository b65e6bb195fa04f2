// What a long step is doing: a second thread looks, without disturbing it, at the system call that
// the loop's thread is in. Linux tells in /proc; elsewhere a stall has a task but no call.
#define _DEFAULT_SOURCE
#include "runtime/core.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

typedef struct Watchdog {
  pthread_t thread;
  pthread_mutex_t mutex;
  pthread_cond_t condition;
  bool stop;
  int file; // /proc/thread-self/syscall of the loop's thread
  double interval_s;
  atomic_uint_fast64_t steps; // of the loop: one that does not change is a long one
  atomic_bool idle;           // the loop waits for the world
  atomic_long call;           // seen last, or one of these
} Watchdog;

enum { CALL_NONE = -2, CALL_RUNNING = -1 };

typedef struct CallName {
  long number;
  const char *name;
} CallName;

static const CallName names[] = {
    {SYS_read, "read"},
    {SYS_write, "write"},
    {SYS_readv, "readv"},
    {SYS_writev, "writev"},
    {SYS_pread64, "pread"},
    {SYS_pwrite64, "pwrite"},
    {SYS_openat, "openat"},
    {SYS_fsync, "fsync"},
    {SYS_fdatasync, "fdatasync"},
    {SYS_connect, "connect"},
    {SYS_accept, "accept"},
    {SYS_accept4, "accept"},
    {SYS_recvfrom, "recv"},
    {SYS_recvmsg, "recvmsg"},
    {SYS_sendto, "send"},
    {SYS_sendmsg, "sendmsg"},
    {SYS_nanosleep, "nanosleep"},
    {SYS_clock_nanosleep, "nanosleep"},
    {SYS_futex, "futex (a lock of threads)"},
    {SYS_wait4, "waitpid"},
    {SYS_waitid, "waitid"},
    {SYS_flock, "flock"},
    {SYS_fcntl, "fcntl"},
    {SYS_ppoll, "poll"},
    {SYS_pselect6, "select"},
    {SYS_epoll_pwait, "epoll_wait"},
    {SYS_rt_sigtimedwait, "sigwait"},
#ifdef SYS_open
    {SYS_open, "open"},
#endif
#ifdef SYS_poll
    {SYS_poll, "poll"},
#endif
#ifdef SYS_select
    {SYS_select, "select"},
#endif
#ifdef SYS_epoll_wait
    {SYS_epoll_wait, "epoll_wait"},
#endif
#ifdef SYS_pause
    {SYS_pause, "pause"},
#endif
};

static long look(const Watchdog *watchdog) {
  char text[128];
  ssize_t size = pread(watchdog->file, text, sizeof text - 1, 0);
  if (size <= 0) return CALL_NONE;
  text[size] = '\0';
  if (text[0] == 'r') return CALL_RUNNING;
  return strtol(text, NULL, 10);
}

static struct timespec after(double seconds) {
  struct timespec now = {0};
  clock_gettime(CLOCK_REALTIME, &now);
  double fraction = (double)now.tv_nsec / 1e9 + seconds;
  time_t whole = (time_t)fraction;
  return (struct timespec){now.tv_sec + whole, (long)((fraction - (double)whole) * 1e9)};
}

static void *watch(void *argument) {
  Watchdog *watchdog = argument;
  uint_fast64_t seen = 0;
  pthread_mutex_lock(&watchdog->mutex);
  while (!watchdog->stop) {
    struct timespec until = after(watchdog->interval_s);
    if (pthread_cond_timedwait(&watchdog->condition, &watchdog->mutex, &until) != ETIMEDOUT)
      continue;
    uint_fast64_t steps = atomic_load(&watchdog->steps);
    if (steps == seen && !atomic_load(&watchdog->idle)) {
      long call = look(watchdog);
      // A call that was seen once says more than that the thread ran later.
      long none = CALL_NONE;
      if (call >= 0) {
        atomic_store(&watchdog->call, call);
      } else if (call == CALL_RUNNING) {
        atomic_compare_exchange_strong(&watchdog->call, &none, call);
      }
    }
    seen = steps;
  }
  pthread_mutex_unlock(&watchdog->mutex);
  return NULL;
}

bool watchdog_start(Loop *loop) {
  const RunOptions *options = &loop->options;
  if (options->clock != REAL_TIME || !options->report) return true;
  Watchdog *watchdog = memory_new(sizeof *watchdog);
  if (!watchdog) return false;
  watchdog->file = open("/proc/thread-self/syscall", O_RDONLY | O_CLOEXEC);
  watchdog->interval_s = (options->slow_s > 0 ? options->slow_s : 0.1) / 4;
  atomic_store(&watchdog->call, CALL_NONE);
  pthread_mutex_init(&watchdog->mutex, NULL);
  pthread_cond_init(&watchdog->condition, NULL);
  if (watchdog->file < 0 || pthread_create(&watchdog->thread, NULL, watch, watchdog)) {
    if (watchdog->file >= 0) close(watchdog->file);
    free(watchdog);
    return true; // stalls are told without their call
  }
  loop->watchdog = watchdog;
  return true;
}

void watchdog_stop(Loop *loop) {
  Watchdog *watchdog = loop->watchdog;
  if (!watchdog) return;
  pthread_mutex_lock(&watchdog->mutex);
  watchdog->stop = true;
  pthread_cond_signal(&watchdog->condition);
  pthread_mutex_unlock(&watchdog->mutex);
  pthread_join(watchdog->thread, NULL);
  pthread_cond_destroy(&watchdog->condition);
  pthread_mutex_destroy(&watchdog->mutex);
  close(watchdog->file);
  free(watchdog);
  loop->watchdog = NULL;
}

void watchdog_step(Loop *loop, bool idle) {
  Watchdog *watchdog = loop->watchdog;
  if (!watchdog) return;
  atomic_fetch_add_explicit(&watchdog->steps, 1, memory_order_relaxed);
  atomic_store_explicit(&watchdog->idle, idle, memory_order_relaxed);
}

const char *watchdog_call(Loop *loop) {
  if (!loop->watchdog) return NULL;
  long call = atomic_exchange(&loop->watchdog->call, CALL_NONE);
  if (call == CALL_RUNNING) return "computing";
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    if (names[i].number == call) return names[i].name;
  }
  return call == CALL_NONE ? NULL : "a system call";
}
