// Remembers what is left, and goes on when the loop says that there is room.
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>
#include <uv.h>

#define REPORT_BYTES (1 << 20)

static int ends[2];
static char report[REPORT_BYTES];
static size_t sent;

static void *read_late(void *context) {
  static char bytes[1 << 16];
  usleep(300000);
  for (long left = REPORT_BYTES; left > 0;)
    left -= read(ends[0], bytes, sizeof bytes);
  return context;
}

static void on_room(uv_poll_t *handle, int status, int events) {
  (void)status, (void)events;
  while (sent < sizeof report) {
    ssize_t done = write(ends[1], report + sent, sizeof report - sent);
    if (done < 0 && errno == EAGAIN) return;
    if (done < 0) break;
    sent += (size_t)done;
  }
  uv_close((uv_handle_t *)handle, NULL);
}

static void on_timer(uv_timer_t *timer) {
  static uv_poll_t room;
  (void)pthread_create(timer->data, NULL, read_late, NULL);
  (void)uv_poll_init(timer->loop, &room, ends[1]);
  uv_poll_start(&room, UV_WRITABLE, on_room);
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
