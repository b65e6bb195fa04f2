// Descriptors that tasks wait for, and calls that other threads send to the loop.
#include "runtime/core.h"

#include <stdlib.h>
#include <string.h>

enum { READY_MAX = 64 };

static bool reserve(Loop *loop, int fd) {
  size_t needed = (size_t)fd + 1;
  if (needed <= loop->watch_capacity) return true;
  size_t capacity = loop->watch_capacity ? loop->watch_capacity : 16;
  while (capacity < needed)
    capacity *= 2;
  Watch *watches = memory_new(capacity * sizeof *watches);
  if (!watches) return false;
  if (loop->watches) memcpy(watches, loop->watches, loop->watch_capacity * sizeof *watches);
  free(loop->watches);
  loop->watches = watches;
  loop->watch_capacity = capacity;
  return true;
}

static bool update(Loop *loop, int fd) {
  const Watch *watch = &loop->watches[fd];
  unsigned events = (watch->reader ? IO_READ : 0U) | (watch->writer ? IO_WRITE : 0U);
  return loop->io->watch(loop->io_state, fd, events);
}

static Status wait_ready(int fd, bool writing) {
  Loop *loop = loop_current();
  if (fd < 0) return FAIL(STATUS_INVALID, "no descriptor");
  if (!loop || !reserve(loop, fd)) return STATUS_NO_MEMORY;
  Future waiter = FUTURE_OF_FRAME;
  Watch *watch = &loop->watches[fd];
  if (writing ? watch->writer : watch->reader) {
    return FAIL(STATUS_INVALID, "another task waits for descriptor %d", fd);
  }
  *(writing ? &watch->writer : &watch->reader) = &waiter;
  loop->watch_count++;
  Status status = update(loop, fd) ? fiber_suspend(&waiter, writing ? "write" : "read", NULL)
                                   : STATUS_NO_MEMORY;
  watch = &loop->watches[fd]; // may have moved
  Future **slot = writing ? &watch->writer : &watch->reader;
  if (*slot == &waiter) {
    *slot = NULL;
    loop->watch_count--;
    update(loop, fd);
  }
  return status;
}

Status io_readable(int fd) {
  return wait_ready(fd, false);
}

Status io_writable(int fd) {
  return wait_ready(fd, true);
}

static void finish(Loop *loop, Future **slot) {
  if (!*slot) return;
  future_finish(*slot, STATUS_OK, (Value){0}, NULL);
  *slot = NULL;
  loop->watch_count--;
}

bool io_gather(Loop *loop, double seconds) {
  IoReady ready[READY_MAX];
  size_t count = loop->io->wait(loop->io_state, seconds, ready, READY_MAX);
  for (size_t i = 0; i < count; i++) {
    if (ready[i].fd == signals_descriptor(loop)) {
      signals_deliver(loop);
      continue;
    }
    if ((size_t)ready[i].fd >= loop->watch_capacity) continue;
    Watch *watch = &loop->watches[ready[i].fd];
    if (ready[i].events & IO_READ) finish(loop, &watch->reader);
    if (ready[i].events & IO_WRITE) finish(loop, &watch->writer);
    update(loop, ready[i].fd);
  }
  return count;
}

// ---- From other threads ------------------------------------------------------------------------

// The post may be gone after its call: only one that the loop owns is touched then.
void post_run(Handle *handle) {
  Post *post = (Post *)(void *)handle;
  Post *owned = post->owned ? post : NULL;
  post->run(post->context);
  free(owned);
}

void post_discard(Handle *handle) {
  Post *post = (Post *)(void *)handle;
  Post *owned = post->owned ? post : NULL;
  if (post->drop) post->drop(post->context);
  free(owned);
}

bool loop_send(Loop *loop, Post *post) {
  post->handle.run = post_run;
  post->next = NULL;
  pthread_mutex_lock(&loop->mutex);
  bool taken = !loop->shut;
  if (taken) {
    if (loop->posts_last) {
      loop->posts_last->next = post;
    } else {
      loop->posts = post;
    }
    loop->posts_last = post;
    atomic_store(&loop->posted, true);
    // Inside the mutex: after it the loop may already be gone.
    loop->io->wake(loop->io_state);
  }
  pthread_mutex_unlock(&loop->mutex);
  return taken;
}

bool loop_post(Loop *loop, void (*run)(void *), void *context) {
  Post *post = calloc(1, sizeof *post);
  if (!post) return false;
  *post = (Post){.run = run, .context = context, .owned = true};
  if (loop_send(loop, post)) return true;
  free(post);
  return false;
}

static Post *take_posts(Loop *loop) {
  pthread_mutex_lock(&loop->mutex);
  Post *posts = loop->posts;
  loop->posts = loop->posts_last = NULL;
  atomic_store(&loop->posted, false);
  pthread_mutex_unlock(&loop->mutex);
  return posts;
}

void loop_posts(Loop *loop) {
  for (Post *post = take_posts(loop); post; post = post->next)
    loop_ready(loop, &post->handle);
}

void loop_shut(Loop *loop) {
  pthread_mutex_lock(&loop->mutex);
  loop->shut = true;
  pthread_mutex_unlock(&loop->mutex);
  for (Post *post = take_posts(loop), *next = NULL; post; post = next) {
    next = post->next;
    post_discard(&post->handle);
  }
}

void io_free(Loop *loop) {
  if (loop->io_state) loop->io->close(loop->io_state);
  free(loop->watches);
}
