// Waiting by libuv, so that a run can share its way of waiting with programs that use libuv.
#define _POSIX_C_SOURCE 200809L
#include "runtime/runtime.h"

#include <stdlib.h>
#include <uv.h>

typedef struct Poll {
  uv_poll_t handle; // first
  struct Poller *poller;
  struct Poll *next;
  int fd;
} Poll;

typedef struct Poller {
  uv_loop_t loop;
  uv_async_t wake;
  uv_timer_t timer;
  Poll *polls;
  IoReady *ready; // while waiting
  size_t count, capacity;
} Poller;

static void on_wake(uv_async_t *wake) {
  (void)wake;
}

static void on_timer(uv_timer_t *timer) {
  (void)timer;
}

static void *poller_open(void) {
  Poller *poller = calloc(1, sizeof *poller);
  if (!poller) return NULL;
  if (uv_loop_init(&poller->loop)) {
    free(poller);
    return NULL;
  }
  if (uv_async_init(&poller->loop, &poller->wake, on_wake)) {
    uv_loop_close(&poller->loop);
    free(poller);
    return NULL;
  }
  uv_timer_init(&poller->loop, &poller->timer);
  return poller;
}

static void on_closed(uv_handle_t *handle) {
  free(handle);
}

static void poller_close(void *io) {
  Poller *poller = io;
  for (Poll *poll = poller->polls, *next = NULL; poll; poll = next) {
    next = poll->next;
    uv_close((uv_handle_t *)&poll->handle, on_closed);
  }
  uv_close((uv_handle_t *)&poller->wake, NULL);
  uv_close((uv_handle_t *)&poller->timer, NULL);
  uv_run(&poller->loop, UV_RUN_DEFAULT);
  uv_loop_close(&poller->loop);
  free(poller);
}

static void on_ready(uv_poll_t *handle, int status, int events) {
  const Poll *poll = (const Poll *)handle;
  Poller *poller = poll->poller;
  if (poller->count == poller->capacity) return; // told again the next time
  unsigned found = 0;
  if (status < 0 || events & (UV_READABLE | UV_DISCONNECT)) found |= IO_READ;
  if (status < 0 || events & (UV_WRITABLE | UV_DISCONNECT)) found |= IO_WRITE;
  poller->ready[poller->count++] = (IoReady){poll->fd, found};
}

static Poll *poll_add(Poller *poller, int fd) {
  Poll *poll = calloc(1, sizeof *poll);
  if (!poll) return NULL;
  if (uv_poll_init(&poller->loop, &poll->handle, fd)) {
    free(poll);
    return NULL;
  }
  poll->poller = poller;
  poll->fd = fd;
  poll->next = poller->polls;
  poller->polls = poll;
  return poll;
}

// A descriptor that nobody waits for is forgotten: it may be closed and its number used again.
static void poll_remove(Poller *poller, Poll *gone) {
  for (Poll **at = &poller->polls; *at; at = &(*at)->next) {
    if (*at != gone) continue;
    *at = gone->next;
    break;
  }
  uv_poll_stop(&gone->handle);
  uv_close((uv_handle_t *)&gone->handle, on_closed);
}

static bool poller_watch(void *io, int fd, unsigned events) {
  Poller *poller = io;
  Poll *poll = poller->polls;
  while (poll && poll->fd != fd)
    poll = poll->next;
  if (!events) {
    if (poll) poll_remove(poller, poll);
    return true;
  }
  if (!poll) poll = poll_add(poller, fd);
  if (!poll) return false;
  int wanted = (events & IO_READ ? UV_READABLE : 0) | (events & IO_WRITE ? UV_WRITABLE : 0);
  return uv_poll_start(&poll->handle, wanted, on_ready) == 0;
}

static size_t poller_wait(void *io, double seconds, IoReady *ready, size_t capacity) {
  Poller *poller = io;
  poller->ready = ready;
  poller->capacity = capacity;
  poller->count = 0;
  bool endless = !(seconds < NO_TIMEOUT);
  if (seconds > 0 && !endless) {
    uv_update_time(&poller->loop);
    uint64_t ms = (uint64_t)(seconds * 1000);
    uv_timer_start(&poller->timer, on_timer, ms + ((double)ms < seconds * 1000), 0);
  }
  uv_run(&poller->loop, seconds > 0 ? UV_RUN_ONCE : UV_RUN_NOWAIT);
  uv_timer_stop(&poller->timer);
  return poller->count;
}

static void poller_wake(void *io) {
  uv_async_send(&((Poller *)io)->wake);
}

const IoBackend io_uv = {
    .name = "libuv",
    .open = poller_open,
    .close = poller_close,
    .watch = poller_watch,
    .wait = poller_wait,
    .wake = poller_wake,
};
