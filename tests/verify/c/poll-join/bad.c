// A loop around poll that joins a thread.
#include <poll.h>
#include <pthread.h>
#include <unistd.h>

static void *work(void *context) {
  usleep(300000);
  return context;
}

static void start(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, work, NULL);
  pthread_join(thread, NULL);
}

int main(void) {
  for (int i = 0; i < 2; i++) {
    poll(NULL, 0, 50);
    start();
  }
  return 0;
}
