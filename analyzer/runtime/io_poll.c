// Waiting by poll(2): no dependency, and all of it visible to sanitizers.
#define _POSIX_C_SOURCE 200809L
#include "runtime/core.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct Poller {
  struct pollfd *fds; // the first one is the reading end of `pipe`
  size_t count, capacity;
  int pipe[2];
} Poller;

static void poller_close(void *io) {
  Poller *poller = io;
  for (int i = 0; i < 2; i++) {
    if (poller->pipe[i] >= 0) close(poller->pipe[i]);
  }
  free(poller->fds);
  free(poller);
}

static bool make_pipe(int ends[2]) {
  if (pipe(ends)) return false;
  for (int i = 0; i < 2; i++) {
    fcntl(ends[i], F_SETFL, O_NONBLOCK);
    fcntl(ends[i], F_SETFD, FD_CLOEXEC);
  }
  return true;
}

static bool add(Poller *poller, int fd, short events) {
  void *fds = poller->fds;
  if (!memory_grow(&fds, poller->count, &poller->capacity, sizeof *poller->fds)) return false;
  poller->fds = fds;
  poller->fds[poller->count++] = (struct pollfd){.fd = fd, .events = events};
  return true;
}

static void *poller_open(void) {
  Poller *poller = memory_new(sizeof *poller);
  if (!poller) return NULL;
  poller->pipe[0] = poller->pipe[1] = -1;
  if (make_pipe(poller->pipe) && add(poller, poller->pipe[0], POLLIN)) return poller;
  poller_close(poller);
  return NULL;
}

static bool poller_watch(void *io, int fd, unsigned events) {
  Poller *poller = io;
  short wanted = (short)((events & IO_READ ? POLLIN : 0) | (events & IO_WRITE ? POLLOUT : 0));
  for (size_t i = 1; i < poller->count; i++) {
    if (poller->fds[i].fd != fd) continue;
    if (wanted) {
      poller->fds[i].events = wanted;
    } else {
      poller->fds[i] = poller->fds[--poller->count];
    }
    return true;
  }
  return !wanted || add(poller, fd, wanted);
}

static void drain(int fd) {
  char bytes[64];
  while (read(fd, bytes, sizeof bytes) > 0)
    continue;
}

static unsigned events_of(short found) {
  unsigned events = 0;
  if (found & (POLLIN | POLLHUP | POLLERR | POLLNVAL)) events |= IO_READ;
  if (found & (POLLOUT | POLLHUP | POLLERR | POLLNVAL)) events |= IO_WRITE;
  return events;
}

// Rounded up: waking too early would only make the loop ask again.
static int milliseconds(double seconds) {
  if (!(seconds < INT_MAX / 1000)) return seconds < NO_TIMEOUT ? INT_MAX : -1;
  int ms = (int)(seconds * 1000);
  return ms + (ms < seconds * 1000);
}

static size_t poller_wait(void *io, double seconds, IoReady *ready, size_t capacity) {
  Poller *poller = io;
  if (poll(poller->fds, (nfds_t)poller->count, milliseconds(seconds)) <= 0) return 0;
  if (poller->fds[0].revents) drain(poller->pipe[0]);
  size_t count = 0;
  for (size_t i = 1; i < poller->count && count < capacity; i++) {
    if (!poller->fds[i].revents) continue;
    ready[count++] = (IoReady){poller->fds[i].fd, events_of(poller->fds[i].revents)};
  }
  return count;
}

static void poller_wake(void *io) {
  const Poller *poller = io;
  int error_number = errno;
  // A full pipe wakes as well.
  ssize_t written = write(poller->pipe[1], "", 1);
  (void)written;
  errno = error_number;
}

const IoBackend io_poll = {
    .name = "poll",
    .open = poller_open,
    .close = poller_close,
    .watch = poller_watch,
    .wait = poller_wait,
    .wake = poller_wake,
};
