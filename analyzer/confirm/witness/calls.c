// The functions of the C library that may block. Each is called as it is; in a turn of a loop the
// longest one is kept, with the stack, which at its end is still the one that led there.
#include "confirm/witness/calls.h"

#include <errno.h>
#include <execinfo.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

WitnessThread *witness_enter_call(const char *name) {
  WitnessThread *thread = witness_self();
  if (!thread || atomic_load_explicit(&thread->start_ns, memory_order_relaxed) == 0) return NULL;
  if (atomic_load_explicit(&thread->call, memory_order_relaxed)) return NULL;
  thread->call_ns = witness_now();
  atomic_store(&thread->call, name); // from here on nobody asks
  witness_settle(thread);
  return thread;
}

void witness_leave_call(WitnessThread *thread) {
  uint64_t spent = witness_now() - thread->call_ns;
  if (spent >= witness_stall_ns() / 2 && spent > thread->longest_ns) {
    thread->longest_ns = spent;
    thread->longest_call = atomic_load(&thread->call);
    thread->longest_stack.count = backtrace(thread->longest_stack.at, FRAMES_MAX);
  }
  atomic_store_explicit(&thread->call, NULL, memory_order_release);
}

#define BLOCKING(type, name, parameters, arguments)                                                \
  WITNESS_API type name parameters {                                                               \
    WITNESS_REAL(real, name);                                                                      \
    WitnessThread *thread = witness_enter_call(#name);                                             \
    type answer = real arguments;                                                                  \
    if (thread) {                                                                                  \
      int error = errno;                                                                           \
      witness_leave_call(thread);                                                                  \
      errno = error;                                                                               \
    }                                                                                              \
    return answer;                                                                                 \
  }

// ---- Time ---------------------------------------------------------------------------------------

BLOCKING(unsigned, sleep, (unsigned seconds), (seconds))
BLOCKING(int, usleep, (useconds_t span), (span))
BLOCKING(int, nanosleep, (const struct timespec *span, struct timespec *rest), (span, rest))
BLOCKING(int, clock_nanosleep,
         (clockid_t clock, int flags, const struct timespec *span, struct timespec *rest),
         (clock, flags, span, rest))

// ---- Descriptors --------------------------------------------------------------------------------

BLOCKING(ssize_t, read, (int fd, void *at, size_t size), (fd, at, size))
BLOCKING(ssize_t, write, (int fd, const void *at, size_t size), (fd, at, size))
BLOCKING(ssize_t, pread, (int fd, void *at, size_t size, off_t where), (fd, at, size, where))
BLOCKING(ssize_t, pwrite, (int fd, const void *at, size_t size, off_t where), (fd, at, size, where))
BLOCKING(ssize_t, recv, (int fd, void *at, size_t size, int flags), (fd, at, size, flags))
BLOCKING(ssize_t, recvfrom,
         (int fd, void *restrict at, size_t size, int flags, __SOCKADDR_ARG from,
          socklen_t *restrict from_size),
         (fd, at, size, flags, from, from_size))
BLOCKING(ssize_t, recvmsg, (int fd, struct msghdr *message, int flags), (fd, message, flags))
BLOCKING(ssize_t, send, (int fd, const void *at, size_t size, int flags), (fd, at, size, flags))
BLOCKING(ssize_t, sendto,
         (int fd, const void *at, size_t size, int flags, __CONST_SOCKADDR_ARG to,
          socklen_t to_size),
         (fd, at, size, flags, to, to_size))
BLOCKING(ssize_t, sendmsg, (int fd, const struct msghdr *message, int flags), (fd, message, flags))
BLOCKING(int, connect, (int fd, __CONST_SOCKADDR_ARG to, socklen_t size), (fd, to, size))
BLOCKING(int, accept, (int fd, __SOCKADDR_ARG from, socklen_t *restrict size), (fd, from, size))
BLOCKING(int, accept4, (int fd, __SOCKADDR_ARG from, socklen_t *restrict size, int flags),
         (fd, from, size, flags))
BLOCKING(int, fsync, (int fd), (fd))
BLOCKING(int, fdatasync, (int fd), (fd))
BLOCKING(int, flock, (int fd, int operation), (fd, operation))
BLOCKING(int, lockf, (int fd, int command, off_t size), (fd, command, size))

// ---- Names, processes ---------------------------------------------------------------------------

BLOCKING(int, getaddrinfo,
         (const char *restrict name, const char *restrict service,
          const struct addrinfo *restrict hints, struct addrinfo **restrict out),
         (name, service, hints, out))
BLOCKING(int, getnameinfo,
         (const struct sockaddr *restrict address, socklen_t size, char *restrict name,
          socklen_t name_size, char *restrict service, socklen_t service_size, int flags),
         (address, size, name, name_size, service, service_size, flags))
BLOCKING(struct hostent *, gethostbyname, (const char *name), (name))
BLOCKING(struct hostent *, gethostbyaddr, (const void *address, socklen_t size, int type),
         (address, size, type))
BLOCKING(pid_t, wait, (int *status), (status))
BLOCKING(pid_t, waitpid, (pid_t process, int *status, int options), (process, status, options))
BLOCKING(int, waitid, (idtype_t type, id_t id, siginfo_t *info, int options),
         (type, id, info, options))
BLOCKING(int, system, (const char *command), (command))
BLOCKING(int, pclose, (FILE * stream), (stream))

// ---- Threads ------------------------------------------------------------------------------------

BLOCKING(int, pthread_join, (pthread_t other, void **result), (other, result))
BLOCKING(int, sem_wait, (sem_t * semaphore), (semaphore))
BLOCKING(int, sem_timedwait, (sem_t *restrict semaphore, const struct timespec *restrict limit),
         (semaphore, limit))
BLOCKING(int, sem_clockwait,
         (sem_t *restrict semaphore, clockid_t clock, const struct timespec *restrict limit),
         (semaphore, clock, limit))

// Nearly always free: then nothing is measured.
WITNESS_API int pthread_mutex_lock(pthread_mutex_t *mutex) {
  WITNESS_REAL(real, pthread_mutex_lock);
  WitnessThread *self = witness_self();
  bool is_in_turn = self && atomic_load_explicit(&self->start_ns, memory_order_relaxed) != 0;
  if (!is_in_turn) return real(mutex);
  int result = pthread_mutex_trylock(mutex);
  if (result != EBUSY) return result;
  int error = errno;
  WitnessThread *thread = witness_enter_call("pthread_mutex_lock");
  result = real(mutex);
  if (thread) witness_leave_call(thread);
  errno = error;
  return result;
}
