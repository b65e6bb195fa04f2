// The thread writes to a pipe when it is done.
#include <poll.h>
#include <pthread.h>
#include <unistd.h>

static int ends[2];

static void *work(void *context) {
  usleep(300000);
  (void)!write(ends[1], "x", 1);
  return context;
}

int main(void) {
  pthread_t thread;
  if (pipe(ends)) return 1;
  struct pollfd done = {.fd = ends[0], .events = POLLIN};
  pthread_create(&thread, NULL, work, NULL);
  pthread_detach(thread);
  return poll(&done, 1, -1) == 1 ? 0 : 1;
}
