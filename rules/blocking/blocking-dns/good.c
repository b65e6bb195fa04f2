// The pool of the loop looks it up; an address needs no look-up at all.
#include <netdb.h>
#include <uv.h>

static void on_address(uv_getaddrinfo_t *request, int status, struct addrinfo *found) {
  (void)request;
  if (status == 0) uv_freeaddrinfo(found);
}

static void on_timer(uv_timer_t *timer) {
  static uv_getaddrinfo_t request;
  const struct addrinfo hints = {.ai_flags = AI_NUMERICHOST};
  struct addrinfo *found = NULL;
  if (getaddrinfo("127.0.0.1", NULL, &hints, &found) == 0) freeaddrinfo(found);
  if (uv_getaddrinfo(timer->loop, &request, on_address, "printer.example.", "631", NULL))
    uv_stop(timer->loop);
  uv_close((uv_handle_t *)timer, NULL);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  if (uv_timer_init(loop, &timer) || uv_timer_start(&timer, on_timer, 10, 0)) return 1;
  return uv_run(loop, UV_RUN_DEFAULT);
}
