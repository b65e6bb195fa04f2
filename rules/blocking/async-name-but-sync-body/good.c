// A thread of the pool waits, and the callback is called when it has.
#include <sys/wait.h>
#include <unistd.h>
#include <uv.h>

typedef void (*done_cb)(uv_timer_t *timer, int status);

struct run {
  uv_work_t work;
  uv_timer_t *timer;
  done_cb done;
  int status;
};

static int start_tool(void) {
  int tool = fork();
  if (tool == 0) {
    usleep(300000);
    _exit(0);
  }
  return tool;
}

static void wait_for_tool(uv_work_t *work) {
  struct run *run = work->data;
  waitpid(start_tool(), &run->status, 0);
}

static void after_tool(uv_work_t *work, int status) {
  struct run *run = work->data;
  (void)status;
  run->done(run->timer, run->status);
}

static void run_tool_async(uv_timer_t *timer, done_cb done) {
  static struct run run;
  run.work.data = &run;
  run.timer = timer;
  run.done = done;
  uv_queue_work(timer->loop, &run.work, wait_for_tool, after_tool);
}

static void on_done(uv_timer_t *timer, int status) {
  (void)status;
  uv_close((uv_handle_t *)timer, NULL);
}

static void on_timer(uv_timer_t *timer) {
  run_tool_async(timer, on_done);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  uv_timer_init(loop, &timer);
  uv_timer_start(&timer, on_timer, 10, 0);
  return uv_run(loop, UV_RUN_DEFAULT);
}
