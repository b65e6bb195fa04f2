// Opens a FIFO on the loop's thread to read commands from it. Nobody has opened it for writing yet.
#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uv.h>

#define COMMANDS "commands"

static void *open_late(void *context) {
  usleep(300000);
  close(open(COMMANDS, O_WRONLY));
  return context;
}

static int open_commands(void) {
  return open(COMMANDS, O_RDONLY);
}

static void on_timer(uv_timer_t *timer) {
  int commands = open_commands(); // expect: fifo-or-tty-open-blocking "open_commands"
  close(commands);
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
