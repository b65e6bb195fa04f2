// Joins the thread.
#include <st.h>

static void *work(void *argument) {
  st_usleep(1000);
  return argument;
}

int main(void) {
  if (st_init() < 0) return 1;
  st_thread_t thread = st_thread_create(work, NULL, 1, 0);
  if (!thread) return 1;
  st_thread_join(thread, NULL);
  return 0;
}
