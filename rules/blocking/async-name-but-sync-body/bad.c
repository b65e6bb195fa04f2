// Looks asynchronous, takes a callback, and waits for the process before it calls it.
#include <sys/wait.h>
#include <unistd.h>
#include <uv.h>

typedef void (*done_cb)(uv_timer_t *timer, int status);

static int start_tool(void) {
  int tool = fork();
  if (tool == 0) {
    usleep(300000);
    _exit(0);
  }
  return tool;
}

static void run_tool_async(uv_timer_t *timer, done_cb done) {
  int status = 0;
  waitpid(start_tool(), &status, 0); // expect: async-name-but-sync-body "run_tool_async"
  done(timer, status);
}

static void on_done(uv_timer_t *timer, int status) {
  (void)status;
  uv_close((uv_handle_t *)timer, NULL);
}

static void on_timer(uv_timer_t *timer) {
  run_tool_async(timer, on_done); // expect: blocking-process-wait
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  uv_timer_init(loop, &timer);
  uv_timer_start(&timer, on_timer, 10, 0);
  return uv_run(loop, UV_RUN_DEFAULT);
}
