// A callback that reads a file.
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uv.h>

static char settings[] = "settings";

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

static int read_greeting(char *out, int size) {
  FILE *file = fopen(settings, "r");
  if (!file) return -1;
  int result = fgets(out, size, file) ? 0 : -1;
  fclose(file);
  return result;
}

static void on_timer(uv_timer_t *timer) {
  char greeting[64] = "";
  if (read_greeting(greeting, sizeof greeting)) // expect: blocking-file-io "read_greeting"
    uv_stop(timer->loop);
  uv_close((uv_handle_t *)timer, NULL);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  if (make_slow_file(settings)) return 1;
  if (uv_timer_init(loop, &timer) || uv_timer_start(&timer, on_timer, 10, 0)) return 1;
  return uv_run(loop, UV_RUN_DEFAULT);
}
