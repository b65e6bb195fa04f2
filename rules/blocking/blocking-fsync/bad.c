// A callback that waits until a record is on the disk.
#include <fcntl.h>
#include <unistd.h>
#include <uv.h>

static int commit(int journal) {
  return fdatasync(journal);
}

static void on_timer(uv_timer_t *timer) {
  int journal = open("journal", O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (commit(journal)) uv_stop(timer->loop); // expect: blocking-fsync "commit"
  close(journal);
  uv_close((uv_handle_t *)timer, NULL);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  if (uv_timer_init(loop, &timer) || uv_timer_start(&timer, on_timer, 10, 0)) return 1;
  return uv_run(loop, UV_RUN_DEFAULT);
}
