// Asks for the address of the server between the making of the loop and its first turn: the program
// is not ready for as long as the name server likes.
#include <netdb.h>
#include <uv.h>

static struct addrinfo *server;

static void on_timer(uv_timer_t *timer) {
  uv_close((uv_handle_t *)timer, NULL);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  getaddrinfo("printer.example", "80", NULL, &server); // expect: blocking-before-loop "getaddrinfo"
  uv_timer_init(loop, &timer);
  uv_timer_start(&timer, on_timer, 10, 0);
  return uv_run(loop, UV_RUN_DEFAULT);
}
