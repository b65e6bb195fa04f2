// Opens a list of hosts on the loop's thread; it lies where opening takes its time, a FIFO.
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uv.h>

static void *answer_late(void *context) {
  usleep(300000);
  int hosts = open(context, O_WRONLY);
  (void)!write(hosts, "127.0.0.1 printer\n", 18);
  close(hosts);
  return NULL;
}

static FILE *open_hosts(void) {
  pthread_t server;
  mkfifo("hosts", 0600);
  pthread_create(&server, NULL, answer_late, "hosts");
  pthread_detach(server);
  return fopen("hosts", "r");
}

static void on_timer(uv_timer_t *timer) {
  FILE *hosts = open_hosts();
  if (hosts) fclose(hosts);
  uv_close((uv_handle_t *)timer, NULL);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  uv_timer_init(loop, &timer);
  uv_timer_start(&timer, on_timer, 10, 0);
  return uv_run(loop, UV_RUN_DEFAULT);
}
