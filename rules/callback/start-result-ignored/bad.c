// Watches a file that is not there yet, and believes that it does.
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
  uv_fs_event_start(&watch, on_change, "settings/site.conf", 0); // expect: start-result-ignored
  return uv_run(loop, UV_RUN_DEFAULT);
}
