// The same work as far as libuv has it, without coroutines: a chain of callbacks. One timer that is
// due at once stands for one task, its callback starts the next. Prints what runtime.c prints.
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#include <uv.h>

static double clock_ns(void) {
  struct timespec now = {0};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static double resident(void) {
  FILE *file = fopen("/proc/self/statm", "r");
  long total = 0, pages = 0;
  if (!file) return 0;
  if (fscanf(file, "%ld %ld", &total, &pages) != 2) pages = 0;
  fclose(file);
  return (double)pages * (double)sysconf(_SC_PAGESIZE);
}

// ---- One after the other -----------------------------------------------------------------------

enum { CHAIN = 500000, CROWD = 100000, IDLERS = 1000, TURNS = 1000, JOBS = 10000 };

typedef struct Link {
  uv_timer_t timer;
  long *left;
} Link;

static void start_link(uv_loop_t *loop, long *left);

static void free_link(uv_handle_t *handle) {
  free(handle);
}

static void link_fires(uv_timer_t *timer) {
  long *left = ((Link *)timer)->left;
  uv_close((uv_handle_t *)timer, free_link);
  if (--*left > 0) start_link(timer->loop, left);
}

static void start_link(uv_loop_t *loop, long *left) {
  Link *link = calloc(1, sizeof *link);
  if (!link) abort();
  link->left = left;
  uv_timer_init(loop, &link->timer);
  uv_timer_start(&link->timer, link_fires, 0, 0);
}

static double spawn_ns(uv_loop_t *loop) {
  long left = CHAIN;
  double began = clock_ns();
  start_link(loop, &left);
  uv_run(loop, UV_RUN_DEFAULT);
  return (clock_ns() - began) / CHAIN;
}

// ---- A thousand that come up in each turn ------------------------------------------------------

typedef struct Idler {
  uv_idle_t idle;
  int left;
} Idler;

static void idler_runs(uv_idle_t *idle) {
  if (--((Idler *)idle)->left == 0) uv_close((uv_handle_t *)idle, NULL);
}

static double turns_ns(uv_loop_t *loop) {
  Idler *idlers = calloc(IDLERS, sizeof *idlers);
  if (!idlers) abort();
  double began = clock_ns();
  for (int i = 0; i < IDLERS; i++) {
    idlers[i].left = TURNS;
    uv_idle_init(loop, &idlers[i].idle);
    uv_idle_start(&idlers[i].idle, idler_runs);
  }
  uv_run(loop, UV_RUN_DEFAULT);
  double each = (clock_ns() - began) / (1.0 * IDLERS * TURNS);
  free(idlers);
  return each;
}

// ---- Jobs for the pool -------------------------------------------------------------------------

static void work(uv_work_t *job) {
  (void)job;
}

static void work_done(uv_work_t *job, int status) {
  int *left = job->data;
  if (status == 0 && --*left > 0) uv_queue_work(job->loop, job, work, work_done);
}

static double job_ns(uv_loop_t *loop) {
  int left = JOBS;
  uv_work_t job = {.data = &left};
  double began = clock_ns();
  uv_queue_work(loop, &job, work, work_done);
  uv_run(loop, UV_RUN_DEFAULT);
  return (clock_ns() - began) / JOBS;
}

// ---- Many that wait ----------------------------------------------------------------------------

static void fires(uv_timer_t *timer) {
  uv_close((uv_handle_t *)timer, free_link);
}

static void crowd(uv_loop_t *loop) {
  double before = resident();
  double began = clock_ns();
  for (int i = 0; i < CROWD; i++) {
    uv_timer_t *timer = calloc(1, sizeof *timer);
    if (!timer) abort();
    uv_timer_init(loop, timer);
    uv_timer_start(timer, fires, 100, 0);
  }
  double bytes = (resident() - before) / CROWD;
  uv_run(loop, UV_RUN_DEFAULT);
  // The tenth of a second is waiting, which the virtual clock of the others does not.
  printf("crowd %.1f\nmemory %.0f\n", (clock_ns() - began - 1e8) / CROWD, bytes);
}

int main(void) {
  uv_loop_t loop;
  if (uv_loop_init(&loop)) return 1;
  crowd(&loop); // first: it would find the memory of the others
  printf("spawn %.1f\n", spawn_ns(&loop));
  printf("sleep0 %.1f\n", turns_ns(&loop));
  printf("thread %.1f\n", job_ns(&loop));
  return uv_loop_close(&loop) != 0;
}
