// Starts a thread that waits to be joined, and forgets it.
#include <st.h>

static void *work(void *argument) {
  st_usleep(1000);
  return argument;
}

int main(void) {
  if (st_init() < 0) return 1;
  if (!st_thread_create(work, NULL, 1, 0)) return 1; // expect: coroutine-handle-dropped
  st_usleep(50000);
  return 0;
}
