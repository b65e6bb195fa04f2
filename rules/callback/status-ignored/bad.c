// Takes it for granted that the service is there.
#include <stdlib.h>
#include <uv.h>

static void on_alloc(uv_handle_t *handle, size_t size, uv_buf_t *buffer) {
  (void)handle;
  *buffer = uv_buf_init(malloc(size), (unsigned)size);
}

static void on_read(uv_stream_t *stream, ssize_t size, const uv_buf_t *buffer) {
  free(buffer->base);
  if (size < 0) uv_close((uv_handle_t *)stream, NULL);
}

// expect: status-ignored
static void on_connected(uv_connect_t *request, int status) {
  (void)status;
  int code = uv_read_start(request->handle, on_alloc, on_read);
  if (code < 0) uv_close((uv_handle_t *)request->handle, NULL);
}

static void on_timer(uv_timer_t *timer) {
  static uv_connect_t request;
  uv_close((uv_handle_t *)timer, NULL);
  uv_pipe_connect(&request, timer->data, "service.socket", on_connected);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_pipe_t service;
  uv_timer_t timer;
  uv_pipe_init(loop, &service, 0);
  uv_timer_init(loop, &timer);
  timer.data = &service;
  uv_timer_start(&timer, on_timer, 100, 0);
  return uv_run(loop, UV_RUN_DEFAULT);
}
