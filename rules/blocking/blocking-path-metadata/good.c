// The pool of the loop asks.
#include <uv.h>

static void on_stat(uv_fs_t *request) {
  if (request->result < 0) uv_stop(request->loop);
  uv_fs_req_cleanup(request);
}

static void on_timer(uv_timer_t *timer) {
  static uv_fs_t request;
  if (uv_fs_stat(timer->loop, &request, ".", on_stat)) uv_stop(timer->loop);
  uv_close((uv_handle_t *)timer, NULL);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  if (uv_timer_init(loop, &timer) || uv_timer_start(&timer, on_timer, 10, 0)) return 1;
  return uv_run(loop, UV_RUN_DEFAULT);
}
