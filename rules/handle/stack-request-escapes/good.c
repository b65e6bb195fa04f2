// The request lives until it is answered.
#include <stdlib.h>
#include <uv.h>

static void work(uv_work_t *request) {
  (void)request;
}

static void after_work(uv_work_t *request, int status) {
  (void)status;
  free(request);
}

static void on_timer(uv_timer_t *timer) {
  uv_work_t *request = malloc(sizeof *request);
  uv_close((uv_handle_t *)timer, NULL);
  uv_queue_work(timer->loop, request, work, after_work);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  uv_timer_init(loop, &timer);
  uv_timer_start(&timer, on_timer, 10, 0);
  return uv_run(loop, UV_RUN_DEFAULT);
}
