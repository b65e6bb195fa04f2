// The pool of the loop opens it.
#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uv.h>

static char hosts[] = "hosts";

// A file that takes its time to be opened: a FIFO.
static void *answer_late(void *context) {
  usleep(300000);
  int file = open(context, O_WRONLY);
  (void)!write(file, "127.0.0.1 printer\n", 18);
  close(file);
  return NULL;
}

static int make_sleeping_file(char *name) {
  pthread_t thread;
  return mkfifo(name, 0600) || pthread_create(&thread, NULL, answer_late, name);
}

static void on_open(uv_fs_t *request) {
  static uv_fs_t closing;
  uv_file file = (uv_file)request->result;
  if (file < 0 || uv_fs_close(request->loop, &closing, file, uv_fs_req_cleanup))
    uv_stop(request->loop);
  uv_fs_req_cleanup(request);
}

static void on_timer(uv_timer_t *timer) {
  static uv_fs_t opening;
  if (uv_fs_open(timer->loop, &opening, hosts, O_RDONLY, 0, on_open)) uv_stop(timer->loop);
  uv_close((uv_handle_t *)timer, NULL);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  if (make_sleeping_file(hosts)) return 1;
  if (uv_timer_init(loop, &timer) || uv_timer_start(&timer, on_timer, 10, 0)) return 1;
  return uv_run(loop, UV_RUN_DEFAULT);
}
