// Runs the loop inside of one of its callbacks.
#include <stdbool.h>
#include <uv.h>

static bool is_answered;

static void on_answer(uv_timer_t *timer) {
  is_answered = true;
  uv_close((uv_handle_t *)timer, NULL);
}

static void ask(uv_loop_t *loop) {
  static uv_timer_t answer;
  if (uv_timer_init(loop, &answer) || uv_timer_start(&answer, on_answer, 10, 0)) return;
  while (!is_answered)
    uv_run(loop, UV_RUN_ONCE);
}

static void on_timer(uv_timer_t *timer) {
  ask(timer->loop); // expect: nested-event-loop "ask"
  uv_close((uv_handle_t *)timer, NULL);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  if (uv_timer_init(loop, &timer) || uv_timer_start(&timer, on_timer, 10, 0)) return 1;
  return uv_run(loop, UV_RUN_DEFAULT);
}
