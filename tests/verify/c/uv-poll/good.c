// The loop waits, for whatever comes first.
#include <unistd.h>
#include <uv.h>

static uv_poll_t reply;

static void on_late(uv_timer_t *timer) {
  uv_close((uv_handle_t *)&reply, NULL);
  uv_close((uv_handle_t *)timer, NULL);
}

static void on_reply(uv_poll_t *handle, int status, int events) {
  (void)handle, (void)status, (void)events;
}

static void on_timer(uv_timer_t *timer) {
  static int ends[2];
  if (pipe(ends)) return;
  uv_poll_init(timer->loop, &reply, ends[0]);
  uv_poll_start(&reply, UV_READABLE, on_reply);
  uv_timer_start(timer, on_late, 300, 0);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  uv_timer_init(loop, &timer);
  uv_timer_start(&timer, on_timer, 10, 0);
  return uv_run(loop, UV_RUN_DEFAULT);
}
