// See stage.h.
#define _XOPEN_SOURCE 700
#include "c/stage.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>

#define HANDLER_STACK_BYTES ((size_t)256 << 10)

void stage_catch_overflow(void) {
  struct sigaction action = {0};
  if (sigaction(SIGSEGV, NULL, &action) != 0 || (action.sa_flags & SA_ONSTACK)) return;
  action.sa_flags |= SA_ONSTACK;
  sigaction(SIGSEGV, &action, NULL);
}

void stage_watch(Stage *stage) {
  pthread_mutex_lock(&stage->lock);
  clock_gettime(CLOCK_MONOTONIC, &stage->deadline);
  stage->deadline.tv_sec += (time_t)stage->max_seconds;
  stage->is_watched = true;
  pthread_cond_signal(&stage->changed);
  pthread_mutex_unlock(&stage->lock);
}

void stage_unwatch(Stage *stage) {
  pthread_mutex_lock(&stage->lock);
  stage->is_watched = false;
  pthread_cond_signal(&stage->changed);
  pthread_mutex_unlock(&stage->lock);
}

static void *perform(void *context) {
  Stage *stage = context;
  void *memory = malloc(HANDLER_STACK_BYTES);
  stack_t own = {.ss_sp = memory, .ss_size = HANDLER_STACK_BYTES};
  stack_t before = {0};
  bool is_set = memory && sigaltstack(&own, &before) == 0;
  stage->work(stage);
  if (is_set) sigaltstack(&before, NULL);
  free(memory);
  pthread_mutex_lock(&stage->lock);
  stage->is_done = true;
  pthread_cond_signal(&stage->changed);
  pthread_mutex_unlock(&stage->lock);
  return NULL;
}

// The signal is sent with the lock held: the thread cannot leave the watched part meanwhile.
static void wait_for_end(Stage *stage) {
  pthread_mutex_lock(&stage->lock);
  while (!stage->is_done) {
    if (!stage->is_watched) {
      pthread_cond_wait(&stage->changed, &stage->lock);
    } else if (pthread_cond_timedwait(&stage->changed, &stage->lock, &stage->deadline) ==
               ETIMEDOUT) {
      if (!stage->is_watched) continue;
      stage->is_watched = false;
      pthread_kill(stage->thread, SIGABRT);
    }
  }
  pthread_mutex_unlock(&stage->lock);
}

static bool start(Stage *stage, size_t stack_bytes) {
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0) return false;
  bool ok = pthread_attr_setstacksize(&attributes, stack_bytes) == 0 &&
            pthread_create(&stage->thread, &attributes, perform, stage) == 0;
  pthread_attr_destroy(&attributes);
  return ok;
}

bool stage_run(Stage *stage) {
  pthread_condattr_t clock;
  if (pthread_condattr_init(&clock) != 0) return false;
  pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
  pthread_mutex_init(&stage->lock, NULL);
  pthread_cond_init(&stage->changed, &clock);
  pthread_condattr_destroy(&clock);
  bool is_started = start(stage, STAGE_STACK_BYTES) || start(stage, STAGE_STACK_BYTES / 16);
  if (is_started) {
    wait_for_end(stage);
    pthread_join(stage->thread, NULL);
  }
  pthread_cond_destroy(&stage->changed);
  pthread_mutex_destroy(&stage->lock);
  return is_started;
}
