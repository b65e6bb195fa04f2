// Writes to a pipe that is full, again and again, until whoever reads it has made room.
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>
#include <uv.h>

#define REPORT_BYTES (1 << 20)

static int ends[2];
static char report[REPORT_BYTES];

static void *read_late(void *context) {
  static char bytes[1 << 16];
  usleep(300000);
  for (long left = REPORT_BYTES; left > 0;)
    left -= read(ends[0], bytes, sizeof bytes);
  return context;
}

static void write_all(const char *at, size_t left) {
  while (left > 0) {
    ssize_t done = write(ends[1], at, left); // expect: eagain-busy-retry "write"
    if (done < 0 && errno != EAGAIN) return;
    if (done > 0) at += done, left -= (size_t)done;
  }
}

static void on_timer(uv_timer_t *timer) {
  (void)pthread_create(timer->data, NULL, read_late, NULL);
  write_all(report, sizeof report);
  uv_close((uv_handle_t *)timer, NULL);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  pthread_t reader;
  if (pipe(ends)) return 1;
  fcntl(ends[1], F_SETFL, O_NONBLOCK);
  uv_timer_init(loop, &timer);
  timer.data = &reader;
  uv_timer_start(&timer, on_timer, 10, 0);
  uv_run(loop, UV_RUN_DEFAULT);
  return pthread_join(reader, NULL);
}
