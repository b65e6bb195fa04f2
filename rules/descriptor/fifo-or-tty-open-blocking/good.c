// Opens it without waiting, and has the loop say when there is somebody.
#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uv.h>

#define COMMANDS "commands"

static void *open_late(void *context) {
  usleep(300000);
  int fd = open(COMMANDS, O_WRONLY);
  (void)!write(fd, "stop\n", 5);
  close(fd);
  return context;
}

static int open_commands(void) {
  return open(COMMANDS, O_RDONLY | O_NONBLOCK);
}

static void on_command(uv_poll_t *watcher, int status, int events) {
  (void)status, (void)events;
  uv_close((uv_handle_t *)watcher, NULL);
}

static void on_timer(uv_timer_t *timer) {
  static uv_poll_t watcher;
  (void)uv_poll_init(timer->loop, &watcher, open_commands());
  uv_poll_start(&watcher, UV_READABLE, on_command);
  uv_close((uv_handle_t *)timer, NULL);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  pthread_t writer;
  mkfifo(COMMANDS, 0600);
  (void)pthread_create(&writer, NULL, open_late, NULL);
  uv_timer_init(loop, &timer);
  uv_timer_start(&timer, on_timer, 10, 0);
  uv_run(loop, UV_RUN_DEFAULT);
  return pthread_join(writer, NULL);
}
