// Each step is a request to the pool of the loop.
#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uv.h>

static char settings[] = "settings";
static char greeting[64];

// A file whose text comes slowly: a FIFO.
static void *write_late(void *context) {
  int file = open(context, O_WRONLY);
  usleep(300000);
  (void)!write(file, "greeting = hello\n", 17);
  close(file);
  return NULL;
}

static int make_slow_file(char *name) {
  pthread_t thread;
  return mkfifo(name, 0600) || pthread_create(&thread, NULL, write_late, name);
}

static void on_read(uv_fs_t *request) {
  if (request->result < 0) uv_stop(request->loop);
  uv_fs_req_cleanup(request);
}

static void on_open(uv_fs_t *request) {
  static uv_fs_t reading;
  uv_buf_t buffer = uv_buf_init(greeting, sizeof greeting);
  uv_file file = (uv_file)request->result;
  if (file < 0 || uv_fs_read(request->loop, &reading, file, &buffer, 1, -1, on_read))
    uv_stop(request->loop);
  uv_fs_req_cleanup(request);
}

static void on_timer(uv_timer_t *timer) {
  static uv_fs_t opening;
  if (uv_fs_open(timer->loop, &opening, settings, O_RDONLY, 0, on_open)) uv_stop(timer->loop);
  uv_close((uv_handle_t *)timer, NULL);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  if (make_slow_file(settings)) return 1;
  if (uv_timer_init(loop, &timer) || uv_timer_start(&timer, on_timer, 10, 0)) return 1;
  return uv_run(loop, UV_RUN_DEFAULT);
}
