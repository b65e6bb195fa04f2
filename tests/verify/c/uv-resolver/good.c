// A thread of the pool resolves it.
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <resolv.h>
#include <sys/socket.h>
#include <uv.h>

// A name server on loopback that never answers.
static void use_silent_server(void) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  int server = socket(AF_INET, SOCK_DGRAM, 0);
  bind(server, (struct sockaddr *)&address, size);
  getsockname(server, (struct sockaddr *)&address, &size);
  res_init();
  _res.nscount = 1;
  _res.nsaddr_list[0] = address;
  _res.retrans = 1;
  _res.retry = 1;
}

static void resolve(uv_work_t *work) {
  struct addrinfo *found = NULL;
  (void)work;
  use_silent_server();
  if (getaddrinfo("printer.example", "80", NULL, &found) == 0) freeaddrinfo(found);
}

static void on_timer(uv_timer_t *timer) {
  static uv_work_t work;
  uv_queue_work(timer->loop, &work, resolve, NULL);
  uv_close((uv_handle_t *)timer, NULL);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  uv_timer_init(loop, &timer);
  uv_timer_start(&timer, on_timer, 10, 0);
  return uv_run(loop, UV_RUN_DEFAULT);
}
