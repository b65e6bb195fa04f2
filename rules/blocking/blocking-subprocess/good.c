// The loop tells when the process has ended.
#include <uv.h>

static uv_process_t process;

static void on_exit(uv_process_t *self, int64_t code, int signal) {
  if (code != 0 || signal != 0) uv_stop(self->loop);
  uv_close((uv_handle_t *)self, NULL);
}

static void on_timer(uv_timer_t *timer) {
  char *words[] = {"sleep", "0.3", NULL};
  const uv_process_options_t options = {.file = "sleep", .args = words, .exit_cb = on_exit};
  if (uv_spawn(timer->loop, &process, &options)) uv_stop(timer->loop);
  uv_close((uv_handle_t *)timer, NULL);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  if (uv_timer_init(loop, &timer) || uv_timer_start(&timer, on_timer, 10, 0)) return 1;
  return uv_run(loop, UV_RUN_DEFAULT);
}
