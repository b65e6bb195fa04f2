// A callback that calls a method of another process and waits for the answer.
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

static int switch_on(void) {
  return sd_bus_call_method(lamp, NULL, "/lamp", "example.Lamp", "On", NULL, NULL, "");
}

static void on_timer(uv_timer_t *timer) {
  if (switch_on() < 0) uv_stop(timer->loop); // expect: blocking-ipc "switch_on"
  uv_close((uv_handle_t *)timer, NULL);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  lamp = connect_lamp();
  if (!lamp || uv_timer_init(loop, &timer) || uv_timer_start(&timer, on_timer, 10, 0)) return 1;
  return uv_run(loop, UV_RUN_DEFAULT);
}
