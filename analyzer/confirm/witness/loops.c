// The functions in which loops wait, and those that run whole loops.
//
// A thread that calls epoll_wait runs a loop. poll and select have other uses, too: they are a
// loop's when the same place calls them again and again for more than one descriptor, and the
// thread has no epoll. Any other wait, inside a turn, is a call that blocks.
#include "confirm/witness/witness.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "confirm/witness/calls.h"

#define HABIT 3 // so often it is one

// ---- Whose wait it is ---------------------------------------------------------------------------

static WitnessThread *own_epoll(int fd) {
  WitnessThread *thread = witness_adopt();
  if (!thread) return NULL;
  if (thread->loop_fd < 0) thread->loop_fd = fd;
  if (thread->loop_fd == fd) {
    thread->other_count = 0;
    return thread;
  }
  // Another one: a call inside a turn, unless from now on it is the only one.
  thread->other_count = fd == thread->other_fd ? thread->other_count + 1 : 1;
  thread->other_fd = fd;
  if (thread->other_count < HABIT) return NULL;
  thread->loop_fd = fd;
  return thread;
}

static _Thread_local const void *seen_site __attribute__((tls_model("initial-exec")));
static _Thread_local unsigned seen_count __attribute__((tls_model("initial-exec")));

static WitnessThread *own_poll(const void *site, bool is_many) {
  WitnessThread *thread = witness_self();
  if (thread && thread->loop_fd >= 0) return NULL;
  if (thread && thread->depth > 0 && !thread->site) thread->site = site; // uv_run and the like
  if (thread && thread->site == site) return thread;
  if (!is_many) return NULL;
  seen_count = site == seen_site ? seen_count + 1 : 1;
  seen_site = site;
  if (seen_count < HABIT) return NULL;
  thread = witness_adopt();
  if (thread) thread->site = site;
  return thread;
}

// ---- Waits --------------------------------------------------------------------------------------

// A wait of a loop ends one turn and begins the next; any other is a call.
#define WAIT(owner, name, parameters, arguments)                                                   \
  WITNESS_API int name parameters {                                                                \
    WITNESS_REAL(real, name);                                                                      \
    WitnessThread *loop = owner;                                                                   \
    WitnessThread *caller = loop ? NULL : witness_enter_call(#name);                               \
    if (loop) witness_end_turn(loop);                                                              \
    int result = real arguments;                                                                   \
    int error = errno;                                                                             \
    if (loop) witness_begin_turn(loop);                                                            \
    if (caller) witness_leave_call(caller);                                                        \
    errno = error;                                                                                 \
    return result;                                                                                 \
  }

WAIT(own_epoll(fd), epoll_wait, (int fd, struct epoll_event *events, int count, int timeout),
     (fd, events, count, timeout))
WAIT(own_epoll(fd), epoll_pwait,
     (int fd, struct epoll_event *events, int count, int timeout, const sigset_t *mask),
     (fd, events, count, timeout, mask))
#if defined(__GLIBC__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 35)
WAIT(own_epoll(fd), epoll_pwait2,
     (int fd, struct epoll_event *events, int count, const struct timespec *timeout,
      const sigset_t *mask),
     (fd, events, count, timeout, mask))
#endif
WAIT(own_poll(__builtin_return_address(0), count > 1), poll,
     (struct pollfd * all, nfds_t count, int timeout), (all, count, timeout))
WAIT(own_poll(__builtin_return_address(0), count > 1), ppoll,
     (struct pollfd * all, nfds_t count, const struct timespec *timeout, const sigset_t *mask),
     (all, count, timeout, mask))

static bool has_many(int count, const fd_set *reads, const fd_set *writes) {
  int found = 0;
  for (int fd = 0; fd < count && fd < FD_SETSIZE && found < 2; fd++) {
    bool is_in = (reads && FD_ISSET(fd, reads)) || (writes && FD_ISSET(fd, writes));
    found += is_in;
  }
  return found > 1;
}

WAIT(own_poll(__builtin_return_address(0), has_many(count, reads, writes)), select,
     (int count, fd_set *restrict reads, fd_set *restrict writes, fd_set *restrict errors,
      struct timeval *restrict timeout),
     (count, reads, writes, errors, timeout))
WAIT(own_poll(__builtin_return_address(0), has_many(count, reads, writes)), pselect,
     (int count, fd_set *restrict reads, fd_set *restrict writes, fd_set *restrict errors,
      const struct timespec *restrict timeout, const sigset_t *restrict mask),
     (count, reads, writes, errors, timeout, mask))

// The loop is gone, and what the thread does now is no turn. A child of vfork closes, too, and that
// is not the loop's.
WITNESS_API int close(int fd) {
  WITNESS_REAL(real, close);
  WitnessThread *thread = witness_self();
  if (thread && thread->loop_fd == fd && syscall(SYS_gettid) == atomic_load(&thread->id)) {
    thread->loop_fd = -1;
    if (thread->depth == 0) atomic_store(&thread->start_ns, 0);
  }
  return real(fd);
}

// ---- Whole loops --------------------------------------------------------------------------------

// Between their begin and end a thread is in its loop for sure: also before the first wait.
static WitnessThread *enter(void) {
  WitnessThread *thread = witness_adopt();
  if (thread && thread->depth++ == 0) witness_begin_turn(thread);
  return thread;
}

static void leave(WitnessThread *thread) {
  if (!thread || --thread->depth > 0) return;
  witness_end_turn(thread);
  thread->site = NULL;
}

// Declared here, so that none of the libraries has to be installed.
#define LOOP(name, parameters, arguments)                                                          \
  int name parameters;                                                                             \
  WITNESS_API int name parameters {                                                                \
    WITNESS_REAL(real, name);                                                                      \
    WitnessThread *thread = enter();                                                               \
    int result = real arguments;                                                                   \
    leave(thread);                                                                                 \
    return result;                                                                                 \
  }

LOOP(uv_run, (void *loop, int mode), (loop, mode))
LOOP(event_base_loop, (void *base, int flags), (base, flags))
LOOP(ev_run, (void *loop, int flags), (loop, flags))
LOOP(sd_event_loop, (void *event), (event))

void g_main_loop_run(void *loop);
WITNESS_API void g_main_loop_run(void *loop) {
  WITNESS_REAL(real, g_main_loop_run);
  WitnessThread *thread = enter();
  real(loop);
  leave(thread);
}
