// Returns to the loop; what comes next is in the callback of the answer.
#include <uv.h>

static void on_answer(uv_timer_t *timer) {
  uv_close((uv_handle_t *)timer, NULL);
}

static void ask(uv_loop_t *loop) {
  static uv_timer_t answer;
  if (uv_timer_init(loop, &answer) || uv_timer_start(&answer, on_answer, 10, 0)) uv_stop(loop);
}

static void on_timer(uv_timer_t *timer) {
  ask(timer->loop);
  uv_close((uv_handle_t *)timer, NULL);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  if (uv_timer_init(loop, &timer) || uv_timer_start(&timer, on_timer, 10, 0)) return 1;
  return uv_run(loop, UV_RUN_DEFAULT);
}
