// Connects to a host by name without a base for DNS: the name is looked up before the call returns.
#include <arpa/inet.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <netdb.h>
#include <netinet/in.h>
#include <resolv.h>
#include <sys/socket.h>

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

static void on_event(struct bufferevent *stream, short what, void *context) {
  (void)what, (void)context;
  bufferevent_free(stream);
}

static void on_timer(evutil_socket_t fd, short what, void *context) {
  (void)fd, (void)what;
  struct bufferevent *stream = bufferevent_socket_new(context, -1, BEV_OPT_CLOSE_ON_FREE);
  bufferevent_setcb(stream, NULL, NULL, on_event, NULL);
  use_silent_server();
  // expect: hidden-sync-dns "bufferevent_socket_connect_hostname"
  (void)bufferevent_socket_connect_hostname(stream, NULL, AF_INET, "printer.example", 80);
}

int main(void) {
  struct event_base *base = event_base_new();
  struct event *timer = event_new(base, -1, 0, on_timer, base);
  event_add(timer, &(struct timeval){.tv_usec = 10000});
  event_base_dispatch(base);
  event_free(timer);
  event_base_free(base);
  return 0;
}
