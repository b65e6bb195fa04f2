// The thread takes what there is, gives the lock back, and then saves.
#include <pthread.h>
#include <unistd.h>
#include <uv.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int jobs = 3;

// A disk that takes its time.
static void save(int count) {
  (void)count;
  usleep(300000);
}

static void *run(void *context) {
  pthread_mutex_lock(&lock);
  int count = jobs;
  jobs = 0;
  pthread_mutex_unlock(&lock);
  save(count);
  return context;
}

static void add_job(void) {
  pthread_mutex_lock(&lock);
  jobs++;
  pthread_mutex_unlock(&lock);
}

static void on_timer(uv_timer_t *timer) {
  static int turns;
  add_job();
  if (++turns == 20) uv_close((uv_handle_t *)timer, NULL);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  pthread_t saver;
  (void)pthread_create(&saver, NULL, run, NULL);
  uv_timer_init(loop, &timer);
  uv_timer_start(&timer, on_timer, 10, 10);
  uv_run(loop, UV_RUN_DEFAULT);
  return pthread_join(saver, NULL);
}
