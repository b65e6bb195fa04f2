// A thread saves the jobs and keeps their lock until they are on the disk. The loop only wants to
// add one.
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
  save(jobs); // expect: blocking-while-locked "lock"
  jobs = 0;
  pthread_mutex_unlock(&lock);
  return context;
}

static void add_job(void) {
  pthread_mutex_lock(&lock); // and the loop with it
  jobs++;
  pthread_mutex_unlock(&lock);
}

static void on_timer(uv_timer_t *timer) {
  add_job();
  uv_close((uv_handle_t *)timer, NULL);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  uv_timer_t timer;
  pthread_t saver;
  (void)pthread_create(&saver, NULL, run, NULL);
  uv_timer_init(loop, &timer);
  uv_timer_start(&timer, on_timer, 50, 0);
  uv_run(loop, UV_RUN_DEFAULT);
  return pthread_join(saver, NULL);
}
