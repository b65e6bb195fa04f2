// The handler returns at once.
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

static void handle(int file) {
  unsigned long long count = 0;
  (void)!read(file, &count, sizeof count);
}

int main(void) {
  int loop = epoll_create1(0), timer = timerfd_create(CLOCK_MONOTONIC, 0);
  struct itimerspec span = {.it_value = {0, 50000000}, .it_interval = {0, 50000000}};
  struct epoll_event event = {.events = EPOLLIN, .data.fd = timer};
  timerfd_settime(timer, 0, &span, NULL);
  epoll_ctl(loop, EPOLL_CTL_ADD, timer, &event);
  for (int i = 0; i < 5; i++) {
    if (epoll_wait(loop, &event, 1, -1) == 1) handle(event.data.fd);
  }
  return 0;
}
