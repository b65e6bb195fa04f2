// Says that it cannot watch the file.
#include <stdio.h>
#include <uv.h>

static void on_change(uv_fs_event_t *watch, const char *name, int events, int status) {
  if (status == 0) printf("%s: %d\n", name, events);
  uv_close((uv_handle_t *)watch, NULL);
}

static void on_deadline(uv_timer_t *timer) {
  uv_stop(timer->loop);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_fs_event_t watch;
  uv_timer_t deadline;
  uv_timer_init(loop, &deadline);
  uv_timer_start(&deadline, on_deadline, 100, 0);
  uv_fs_event_init(loop, &watch);
  int code = uv_fs_event_start(&watch, on_change, "settings/site.conf", 0);
  if (code < 0) {
    fprintf(stderr, "settings are not watched: %s\n", uv_strerror(code));
    uv_close((uv_handle_t *)&watch, NULL);
  }
  return uv_run(loop, UV_RUN_DEFAULT);
}
