// The pool of the loop waits for the disk.
#include <fcntl.h>
#include <uv.h>

static void on_synced(uv_fs_t *request) {
  if (request->result < 0) uv_stop(request->loop);
  uv_fs_req_cleanup(request);
}

static void on_open(uv_fs_t *request) {
  static uv_fs_t syncing;
  uv_file journal = (uv_file)request->result;
  if (journal < 0 || uv_fs_fdatasync(request->loop, &syncing, journal, on_synced))
    uv_stop(request->loop);
  uv_fs_req_cleanup(request);
}

static void on_timer(uv_timer_t *timer) {
  static uv_fs_t opening;
  const int flags = O_WRONLY | O_CREAT | O_APPEND;
  if (uv_fs_open(timer->loop, &opening, "journal", flags, 0600, on_open)) uv_stop(timer->loop);
  uv_close((uv_handle_t *)timer, NULL);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  if (uv_timer_init(loop, &timer) || uv_timer_start(&timer, on_timer, 10, 0)) return 1;
  return uv_run(loop, UV_RUN_DEFAULT);
}
