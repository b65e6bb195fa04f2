// Gives a request to the loop that is gone when the function returns.
#include <uv.h>

static void work(uv_work_t *request) {
  (void)request;
}

static void on_timer(uv_timer_t *timer) {
  uv_work_t request;
  uv_close((uv_handle_t *)timer, NULL);
  uv_queue_work(timer->loop, &request, work, NULL); // expect: stack-request-escapes
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  uv_timer_init(loop, &timer);
  uv_timer_start(&timer, on_timer, 10, 0);
  return uv_run(loop, UV_RUN_DEFAULT);
}
