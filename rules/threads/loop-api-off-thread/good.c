// The thread sends for the loop, which starts it.
#include <uv.h>

static uv_timer_t timer;

static void on_timer(uv_timer_t *handle) {
  uv_close((uv_handle_t *)handle, NULL);
}

static void on_sent(uv_async_t *async) {
  uv_timer_start(&timer, on_timer, 10, 0);
  uv_close((uv_handle_t *)async, NULL);
}

static uv_async_t async;

static void work(uv_work_t *request) {
  (void)request;
  uv_async_send(&async);
}

static void on_start(uv_timer_t *handle) {
  static uv_work_t request;
  uv_queue_work(handle->loop, &request, work, NULL);
  uv_close((uv_handle_t *)handle, NULL);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t start;
  uv_timer_init(loop, &timer);
  uv_timer_init(loop, &start);
  (void)uv_async_init(loop, &async, on_sent);
  uv_timer_start(&start, on_start, 10, 0);
  return uv_run(loop, UV_RUN_DEFAULT);
}
