// The thread tells the loop when it is done.
#include <unistd.h>
#include <uv.h>

static uv_async_t is_done;

static void compress(void *context) {
  (void)context;
  usleep(600000);
  uv_async_send(&is_done);
}

static void on_done(uv_async_t *handle) {
  uv_close((uv_handle_t *)handle, NULL);
}

static void on_timer(uv_timer_t *timer) {
  static uv_thread_t thread;
  if (uv_async_init(timer->loop, &is_done, on_done)) return;
  if (uv_thread_create(&thread, compress, NULL)) uv_stop(timer->loop);
  uv_close((uv_handle_t *)timer, NULL);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  if (uv_timer_init(loop, &timer) || uv_timer_start(&timer, on_timer, 10, 0)) return 1;
  return uv_run(loop, UV_RUN_DEFAULT);
}
