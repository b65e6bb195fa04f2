// A thread of the pool walks through it.
#define _GNU_SOURCE
#include <ftw.h>
#include <stdint.h>
#include <sys/stat.h>
#include <uv.h>

static int64_t total;

static int add_size(const char *path, const struct stat *about, int kind, struct FTW *at) {
  (void)path, (void)kind, (void)at;
  total += about->st_size;
  return 0;
}

static void size_up(uv_work_t *work) {
  total = 0;
  nftw(work->data, add_size, 16, FTW_PHYS);
}

static void on_size(uv_work_t *work, int status) {
  if (status < 0 || total == 0) uv_stop(work->loop);
}

static void on_timer(uv_timer_t *timer) {
  static uv_work_t work = {.data = "."};
  if (uv_queue_work(timer->loop, &work, size_up, on_size)) uv_stop(timer->loop);
  uv_close((uv_handle_t *)timer, NULL);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  if (uv_timer_init(loop, &timer) || uv_timer_start(&timer, on_timer, 10, 0)) return 1;
  return uv_run(loop, UV_RUN_DEFAULT);
}
