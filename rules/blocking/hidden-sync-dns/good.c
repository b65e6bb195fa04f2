// The base for DNS asks the name server from the loop, which goes on while there is no answer.
#include <arpa/inet.h>
#include <event2/bufferevent.h>
#include <event2/dns.h>
#include <event2/event.h>
#include <netinet/in.h>
#include <sys/socket.h>

static struct evdns_base *names;

// A name server on loopback that never answers.
static void use_silent_server(void) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  int server = socket(AF_INET, SOCK_DGRAM, 0);
  bind(server, (struct sockaddr *)&address, size);
  getsockname(server, (struct sockaddr *)&address, &size);
  evdns_base_nameserver_sockaddr_add(names, (struct sockaddr *)&address, size, 0);
  evdns_base_set_option(names, "timeout:", "0.3");
  evdns_base_set_option(names, "attempts:", "1");
}

static void on_event(struct bufferevent *stream, short what, void *context) {
  (void)what;
  bufferevent_free(stream);
  event_base_loopbreak(context);
}

static void on_timer(evutil_socket_t fd, short what, void *context) {
  (void)fd, (void)what;
  struct bufferevent *stream = bufferevent_socket_new(context, -1, BEV_OPT_CLOSE_ON_FREE);
  bufferevent_setcb(stream, NULL, NULL, on_event, context);
  use_silent_server();
  bufferevent_socket_connect_hostname(stream, names, AF_INET, "printer.example", 80);
}

int main(void) {
  struct event_base *base = event_base_new();
  struct event *timer = event_new(base, -1, 0, on_timer, base);
  names = evdns_base_new(base, 0);
  event_add(timer, &(struct timeval){.tv_usec = 10000});
  event_base_dispatch(base);
  evdns_base_free(names, 0);
  event_free(timer);
  event_base_free(base);
  return 0;
}
