// The loop waits, for whatever comes first.
#include <poll.h>
#include <unistd.h>
#include <uv.h>

static uv_poll_t reply;

static int has_reply(int file) {
  struct pollfd waiting = {.fd = file, .events = POLLIN};
  return poll(&waiting, 1, 0);
}

static void on_late(uv_timer_t *timer) {
  uv_close((uv_handle_t *)&reply, NULL);
  uv_close((uv_handle_t *)timer, NULL);
}

static void on_reply(uv_poll_t *handle, int status, int events) {
  if (status == 0 && events & UV_READABLE) uv_poll_stop(handle);
}

static void on_timer(uv_timer_t *timer) {
  static int ends[2];
  if (pipe(ends) || has_reply(ends[0])) return;
  if (uv_poll_init(timer->loop, &reply, ends[0])) return;
  if (uv_poll_start(&reply, UV_READABLE, on_reply)) return;
  if (uv_timer_start(timer, on_late, 300, 0)) uv_stop(timer->loop);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  if (uv_timer_init(loop, &timer) || uv_timer_start(&timer, on_timer, 10, 0)) return 1;
  return uv_run(loop, UV_RUN_DEFAULT);
}
