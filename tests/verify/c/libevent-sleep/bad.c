// A callback of libevent that sleeps.
#include <event2/event.h>
#include <unistd.h>

static void on_timer(evutil_socket_t file, short what, void *base) {
  (void)file, (void)what;
  usleep(300000);
  event_base_loopbreak(base);
}

int main(void) {
  const struct timeval soon = {0, 10000};
  struct event_base *base = event_base_new();
  struct event *timer = evtimer_new(base, on_timer, base);
  if (event_add(timer, &soon)) return 1;
  event_base_dispatch(base);
  event_free(timer);
  event_base_free(base);
  return 0;
}
