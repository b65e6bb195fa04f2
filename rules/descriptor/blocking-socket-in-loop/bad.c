#define _GNU_SOURCE
// An echo server around epoll. What accept gives is in blocking mode, so reading until there is
// nothing left waits for more.
#include <arpa/inet.h>
#include <pthread.h>
#include <stdbool.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

static struct sockaddr_in address = {.sin_family = AF_INET};
static socklen_t size = sizeof address;

// Sends a word, and another one after a while.
static void *talk(void *context) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  connect(fd, (struct sockaddr *)&address, size);
  (void)!write(fd, "hello", 5);
  usleep(300000);
  (void)!write(fd, "again", 5);
  close(fd);
  return context;
}

static int open_listener(void) {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  bind(fd, (struct sockaddr *)&address, size);
  listen(fd, 8);
  getsockname(fd, (struct sockaddr *)&address, &size);
  return fd;
}

static void count_turn(void) {
  static int turns;
  turns++;
}

static void add_client(int loop, int listener) {
  int fd = accept4(listener, NULL, NULL, 0);
  struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
  if (fd >= 0) epoll_ctl(loop, EPOLL_CTL_ADD, fd, &event); // expect: blocking-socket-in-loop "fd"
}

static bool is_done(const char *bytes) {
  return bytes[0] == 'a';
}

static bool read_client(int fd) {
  char bytes[64] = "";
  while (recv(fd, bytes, sizeof bytes, 0) > 0)
    if (is_done(bytes)) return true;
  return false;
}

int main(void) {
  int loop = epoll_create1(0), listener = open_listener();
  struct epoll_event event = {.events = EPOLLIN, .data.fd = listener};
  pthread_t client;
  epoll_ctl(loop, EPOLL_CTL_ADD, listener, &event);
  (void)pthread_create(&client, NULL, talk, NULL);
  for (;;) {
    if (epoll_wait(loop, &event, 1, -1) != 1) continue;
    count_turn();
    if (event.data.fd == listener)
      add_client(loop, listener);
    else if (read_client(event.data.fd))
      break;
  }
  return pthread_join(client, NULL);
}
