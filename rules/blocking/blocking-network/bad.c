// A coroutine that reads from a blocking socket.
#include "runtime/runtime.h"

#include <netinet/in.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

static int listen_on_loopback(int *port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  int server = socket(AF_INET, SOCK_STREAM, 0);
  if (bind(server, (struct sockaddr *)&address, size) || listen(server, 8)) return -1;
  getsockname(server, (struct sockaddr *)&address, &size);
  *port = ntohs(address.sin_port);
  return server;
}

static void *greet_late(void *context) {
  int peer = accept(*(const int *)context, NULL, NULL);
  usleep(300000);
  (void)!write(peer, "hello\n", 6);
  close(peer);
  return NULL;
}

static ssize_t read_greeting(int port) {
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
                                .sin_port = htons((uint16_t)port)};
  char greeting[64];
  int peer = socket(AF_INET, SOCK_STREAM, 0);
  if (connect(peer, (struct sockaddr *)&address, sizeof address)) return -1;
  ssize_t size = recv(peer, greeting, sizeof greeting, 0);
  close(peer);
  return size;
}

static Status announce(void *arguments, Value *result) {
  (void)arguments;
  static int server, port;
  pthread_t thread;
  server = listen_on_loopback(&port);
  if (pthread_create(&thread, NULL, greet_late, &server)) return STATUS_IO;
  result->integer = read_greeting(port); // expect: blocking-network "read_greeting"
  return sleep_for(0.05);
}

int main(void) {
  const RunOptions options = {.clock = REAL_TIME, .threads = THREADS_POOL};
  return runtime_run(CALL0(announce), NULL, &options);
}
