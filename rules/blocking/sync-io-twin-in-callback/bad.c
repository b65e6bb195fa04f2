// A request without a callback: it is done when the call returns, by the thread of the loop.
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uv.h>

// The list of hosts lies where opening takes its time: a FIFO.
static void *answer_late(void *context) {
  usleep(400000);
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
  keep_hosts(timer->loop); // expect: sync-io-twin-in-callback "keep_hosts"
  uv_close((uv_handle_t *)timer, NULL);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  pthread_t server;
  signal(SIGPIPE, SIG_IGN); // who reads may be content with less
  mkfifo("hosts", 0600);
  (void)pthread_create(&server, NULL, answer_late, "hosts");
  uv_timer_init(loop, &timer);
  uv_timer_start(&timer, on_timer, 10, 0);
  uv_run(loop, UV_RUN_DEFAULT);
  return pthread_join(server, NULL);
}
