// A client that works with the loop, here that of the runtime; with libcurl it is the multi
// interface.
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

// A server of one answer, which takes its time.
static void *answer_late(void *context) {
  static const char answer[] =
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nsunny";
  char request[1024];
  int peer = accept(*(const int *)context, NULL, NULL);
  (void)!read(peer, request, sizeof request);
  usleep(300000);
  (void)!write(peer, answer, sizeof answer - 1);
  close(peer);
  return NULL;
}

static Status report_weather(void *arguments, Value *result) {
  (void)arguments, (void)result;
  static int server, port;
  pthread_t thread;
  HttpResponse response;
  server = listen_on_loopback(&port);
  if (pthread_create(&thread, NULL, answer_late, &server)) return STATUS_IO;
  return http_get("127.0.0.1", port, "/", &response);
}

int main(void) {
  const RunOptions options = {.clock = REAL_TIME, .threads = THREADS_POOL};
  return runtime_run(CALL0(report_weather), NULL, &options);
}
