// A stream of the loop.
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

static Status announce(void *arguments, Value *result) {
  (void)arguments;
  static int server, port;
  pthread_t thread;
  Stream *stream = NULL;
  server = listen_on_loopback(&port);
  if (pthread_create(&thread, NULL, greet_late, &server)) return STATUS_IO;
  TRY(stream_connect("127.0.0.1", port, &stream));
  Status status = stream_read_line(stream, &result->text);
  stream_close(stream);
  return status;
}

int main(void) {
  const RunOptions options = {.clock = REAL_TIME, .threads = THREADS_POOL};
  return runtime_run(CALL0(announce), NULL, &options);
}
