// A callback that runs commands and waits for them.
#include <stdio.h>
#include <stdlib.h>
#include <uv.h>

static void notify(void) {
  if (system("sleep 0.3")) perror("notify");
}

static void on_timer(uv_timer_t *timer) {
  notify();            // expect: blocking-subprocess "notify"
  system("sleep 0.3"); // expect: blocking-subprocess "system"
  uv_close((uv_handle_t *)timer, NULL);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  if (uv_timer_init(loop, &timer) || uv_timer_start(&timer, on_timer, 10, 0)) return 1;
  return uv_run(loop, UV_RUN_DEFAULT);
}
