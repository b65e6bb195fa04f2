// A coroutine that fetches a page with the easy interface of libcurl.
#include "runtime/runtime.h"

#include <curl/curl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
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

static size_t ignore(char *text, size_t size, size_t count, void *context) {
  (void)text, (void)context;
  return size * count;
}

static Status fetch(const char *address) {
  CURL *curl = curl_easy_init();
  curl_easy_setopt(curl, CURLOPT_URL, address);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, ignore);
  CURLcode code = curl_easy_perform(curl);
  curl_easy_cleanup(curl);
  return code == CURLE_OK ? STATUS_OK : STATUS_IO;
}

static Status report_weather(void *arguments, Value *result) {
  (void)arguments, (void)result;
  static int server, port;
  pthread_t thread;
  char address[64];
  server = listen_on_loopback(&port);
  if (pthread_create(&thread, NULL, answer_late, &server)) return STATUS_IO;
  snprintf(address, sizeof address, "http://127.0.0.1:%d/", port);
  return fetch(address); // expect: blocking-http "fetch"
}

int main(void) {
  const RunOptions options = {.clock = REAL_TIME, .threads = THREADS_POOL};
  return runtime_run(CALL0(report_weather), NULL, &options);
}
