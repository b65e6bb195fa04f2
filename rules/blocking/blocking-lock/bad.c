// A callback that waits for a thread: for its result, then for its end.
#include <unistd.h>
#include <uv.h>

static uv_sem_t is_ready;

static void compress(void *context) {
  (void)context;
  usleep(300000);
  uv_sem_post(&is_ready);
  usleep(300000);
}

static void take_result(void) {
  uv_sem_wait(&is_ready);
}

static void on_timer(uv_timer_t *timer) {
  uv_thread_t thread;
  uv_sem_init(&is_ready, 0);
  if (uv_thread_create(&thread, compress, NULL)) return;
  take_result();           // expect: blocking-lock "take_result"
  uv_thread_join(&thread); // expect: blocking-lock "uv_thread_join"
  uv_close((uv_handle_t *)timer, NULL);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  if (uv_timer_init(loop, &timer) || uv_timer_start(&timer, on_timer, 10, 0)) return 1;
  return uv_run(loop, UV_RUN_DEFAULT);
}
