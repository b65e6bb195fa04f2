// A callback that walks through a tree of files.
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

static int64_t size_of(const char *folder) {
  total = 0;
  nftw(folder, add_size, 16, FTW_PHYS);
  return total;
}

static void on_timer(uv_timer_t *timer) {
  if (size_of(".") == 0) uv_stop(timer->loop); // expect: blocking-tree-io "size_of"
  uv_close((uv_handle_t *)timer, NULL);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  if (uv_timer_init(loop, &timer) || uv_timer_start(&timer, on_timer, 10, 0)) return 1;
  return uv_run(loop, UV_RUN_DEFAULT);
}
