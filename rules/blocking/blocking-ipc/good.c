// The answer comes to a callback; the loop watches the bus.
#include <poll.h>
#include <pthread.h>
#include <stdint.h>
#include <sys/socket.h>
#include <systemd/sd-bus.h>
#include <unistd.h>
#include <uv.h>

// Who answers late, at the other end of a pair of sockets.
static void *serve(void *context) {
  sd_bus *bus = NULL;
  sd_bus_message *call = NULL;
  int file = *(const int *)context;
  if (sd_bus_new(&bus) < 0 || sd_bus_set_fd(bus, file, file) < 0) return NULL;
  if (sd_bus_set_server(bus, 1,
                        SD_ID128_MAKE(6e, 6f, 73, 74, 61, 6c, 6c, 0, 0, 0, 0, 0, 0, 0, 0, 1)) < 0 ||
      sd_bus_set_anonymous(bus, 1) < 0)
    return NULL;
  if (sd_bus_start(bus) < 0) return NULL;
  while (!call && sd_bus_wait(bus, UINT64_MAX) >= 0)
    while (!call && sd_bus_process(bus, &call) > 0)
      continue;
  usleep(300000);
  sd_bus_reply_method_return(call, "");
  sd_bus_flush(bus);
  return NULL;
}

static sd_bus *connect_lamp(void) {
  static int ends[2];
  pthread_t thread;
  sd_bus *bus = NULL;
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends)) return NULL;
  if (pthread_create(&thread, NULL, serve, &ends[1])) return NULL;
  if (sd_bus_new(&bus) < 0 || sd_bus_set_fd(bus, ends[0], ends[0]) < 0) return NULL;
  return sd_bus_start(bus) < 0 ? NULL : bus;
}

static sd_bus *lamp;
static uv_poll_t watcher;

static void on_bus(uv_poll_t *handle, int status, int events) {
  (void)events;
  if (status < 0) uv_poll_stop(handle);
  while (sd_bus_process(lamp, NULL) > 0)
    continue;
}

static int on_answer(sd_bus_message *answer, void *context, sd_bus_error *error) {
  (void)context, (void)error;
  if (sd_bus_message_is_method_error(answer, NULL)) return -1;
  return uv_poll_stop(&watcher);
}

static void on_timer(uv_timer_t *timer) {
  if (sd_bus_call_method_async(lamp, NULL, NULL, "/lamp", "example.Lamp", "On", on_answer, NULL,
                               "") < 0)
    uv_stop(timer->loop);
  uv_close((uv_handle_t *)timer, NULL);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  lamp = connect_lamp();
  if (!lamp || uv_poll_init(loop, &watcher, sd_bus_get_fd(lamp))) return 1;
  if (uv_poll_start(&watcher, UV_READABLE, on_bus)) return 1;
  if (uv_timer_init(loop, &timer) || uv_timer_start(&timer, on_timer, 10, 0)) return 1;
  return uv_run(loop, UV_RUN_DEFAULT);
}
