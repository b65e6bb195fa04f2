// Switches a socket that the loop watches to blocking mode, so that the answer can be written in
// one go. Whoever reads it takes his time.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>
#include <uv.h>

#define ANSWER_BYTES (8 << 20)

static struct sockaddr_in address = {.sin_family = AF_INET};
static socklen_t size = sizeof address;
static uv_poll_t watcher;
static int client = -1;

static void *read_late(void *context) {
  static char bytes[1 << 16];
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  connect(fd, (struct sockaddr *)&address, size);
  (void)!write(fd, "?", 1);
  usleep(300000);
  while (recv(fd, bytes, sizeof bytes, 0) > 0)
    continue;
  close(fd);
  return context;
}

static int open_listener(void) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  bind(fd, (struct sockaddr *)&address, size);
  listen(fd, 8);
  getsockname(fd, (struct sockaddr *)&address, &size);
  return fd;
}

static void on_question(uv_poll_t *handle, int status, int events) {
  (void)status, (void)events;
  char *answer = calloc(1, ANSWER_BYTES);
  fcntl(client, F_SETFL, fcntl(client, F_GETFL) & ~O_NONBLOCK); // expect: nonblock-cleared "client"
  (void)!write(client, answer, ANSWER_BYTES);
  free(answer);
  uv_close((uv_handle_t *)handle, NULL);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  pthread_t reader;
  int listener = open_listener();
  (void)pthread_create(&reader, NULL, read_late, NULL);
  client = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
  (void)uv_poll_init(loop, &watcher, client);
  uv_poll_start(&watcher, UV_READABLE, on_question);
  uv_run(loop, UV_RUN_DEFAULT);
  close(client);
  return pthread_join(reader, NULL);
}
