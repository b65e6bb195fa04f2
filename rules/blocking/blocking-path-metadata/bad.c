// A callback that asks for the age of a file.
#include <sys/stat.h>
#include <time.h>
#include <uv.h>

static time_t age_of(const char *path) {
  struct stat about;
  return stat(path, &about) ? -1 : time(NULL) - about.st_mtime;
}

static void on_timer(uv_timer_t *timer) {
  if (age_of(".") < 0) uv_stop(timer->loop); // expect: blocking-path-metadata "age_of"
  uv_close((uv_handle_t *)timer, NULL);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  if (uv_timer_init(loop, &timer) || uv_timer_start(&timer, on_timer, 10, 0)) return 1;
  return uv_run(loop, UV_RUN_DEFAULT);
}
