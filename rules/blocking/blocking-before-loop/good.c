// Has the loop ask, and is ready meanwhile.
#include <netdb.h>
#include <uv.h>

static struct addrinfo *server;

static void on_timer(uv_timer_t *timer) {
  uv_close((uv_handle_t *)timer, NULL);
}

static void on_address(uv_getaddrinfo_t *request, int status, struct addrinfo *found) {
  (void)request;
  if (status == 0) server = found;
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  uv_getaddrinfo_t request;
  int error = uv_getaddrinfo(loop, &request, on_address, "printer.example", "80", NULL);
  uv_timer_init(loop, &timer);
  uv_timer_start(&timer, on_timer, 10, 0);
  return error ? error : uv_run(loop, UV_RUN_DEFAULT);
}
