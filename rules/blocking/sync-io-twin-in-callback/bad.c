// Requests without a callback: they are done when the call returns, by the thread of the loop.
#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <resolv.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uv.h>

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

// The list of hosts lies where opening takes its time: a FIFO.
static void *answer_late(void *context) {
  usleep(300000);
  int hosts = open(context, O_WRONLY);
  (void)!write(hosts, "printer.example\n", 16);
  close(hosts);
  return NULL;
}

static void keep_hosts(uv_loop_t *loop) {
  uv_fs_t request;
  uv_fs_copyfile(loop, &request, "hosts", "hosts.kept", 0, NULL);
}

static void on_timer(uv_timer_t *timer) {
  uv_getaddrinfo_t request;
  keep_hosts(timer->loop); // expect: sync-io-twin-in-callback "keep_hosts"
  use_silent_server();
  // expect: sync-io-twin-in-callback "uv_getaddrinfo"
  (void)uv_getaddrinfo(timer->loop, &request, NULL, "printer.example", "80", NULL);
  uv_close((uv_handle_t *)timer, NULL);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  pthread_t server;
  mkfifo("hosts", 0600);
  (void)pthread_create(&server, NULL, answer_late, "hosts");
  uv_timer_init(loop, &timer);
  uv_timer_start(&timer, on_timer, 10, 0);
  uv_run(loop, UV_RUN_DEFAULT);
  return pthread_join(server, NULL);
}
