// A callback that looks up a name.
#include <netdb.h>
#include <netinet/in.h>
#include <resolv.h>
#include <stdbool.h>
#include <sys/socket.h>
#include <uv.h>

// A name server on loopback that never answers, for this thread.
static void use_silent_server(void) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  int server = socket(AF_INET, SOCK_DGRAM, 0);
  if (bind(server, (struct sockaddr *)&address, size)) return;
  getsockname(server, (struct sockaddr *)&address, &size);
  res_init();
  _res.nscount = 1;
  _res.nsaddr_list[0] = address;
  _res.retrans = 1;
  _res.retry = 1;
}

static bool is_known(const char *host) {
  struct addrinfo *found = NULL;
  if (getaddrinfo(host, "631", NULL, &found)) return false;
  freeaddrinfo(found);
  return true;
}

static void on_timer(uv_timer_t *timer) {
  use_silent_server();
  if (is_known("printer.example.")) // expect: blocking-dns "is_known"
    uv_stop(timer->loop);
  uv_close((uv_handle_t *)timer, NULL);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  if (uv_timer_init(loop, &timer) || uv_timer_start(&timer, on_timer, 10, 0)) return 1;
  return uv_run(loop, UV_RUN_DEFAULT);
}
