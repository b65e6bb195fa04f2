// A callback that waits for a reply itself.
#include <poll.h>
#include <unistd.h>
#include <uv.h>

static int wait_for_reply(int file) {
  struct pollfd reply = {.fd = file, .events = POLLIN};
  return poll(&reply, 1, 300);
}

static void on_timer(uv_timer_t *timer) {
  int ends[2];
  if (pipe(ends)) return;
  if (wait_for_reply(ends[0]) == 0) // expect: blocking-poll "wait_for_reply"
    uv_close((uv_handle_t *)timer, NULL);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  if (uv_timer_init(loop, &timer) || uv_timer_start(&timer, on_timer, 10, 0)) return 1;
  return uv_run(loop, UV_RUN_DEFAULT);
}
