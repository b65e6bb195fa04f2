// A wave of threads for each list of tasks: a thread costs some 20 microseconds, a file a hundred.
#define _POSIX_C_SOURCE 200809L
#include "session/workers.h"

#if defined(__GLIBC__)
#include <malloc.h>
#endif
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

#define WORKERS_MAX          256
#define STACK_BYTES          ((size_t)8 << 20) // the same wherever we run; parsers bound their depth
#define PROGRESS_INTERVAL_MS 100
#define LIGHT_TASKS          128 // as long as a few threads take to start
// A syntax tree takes many times as much memory as its text: what has served for a text of this
// size is not worth keeping.
#define TOOLS_KEPT_BYTES ((size_t)256 << 10)
// What it took to read so much, a file or a few, is not given back to the system but used by what
// comes next: a page that the system gives anew costs a microsecond or two.
#define WARM_MAX_BYTES ((uint64_t)1 << 20)

typedef struct Wave {
  const Work *work;
  atomic_size_t next; // task to be taken
  atomic_size_t done;
  pthread_mutex_t lock;
  pthread_cond_t changed; // `running` went down
  unsigned running;       // under `lock`
} Wave;

typedef struct WaveThread {
  Wave *wave;
  Worker *worker;
  pthread_t id;
} WaveThread;

static unsigned processor_count(void) {
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count > 0 ? (unsigned)count : 1;
}

Workers workers_make(Arena *arena, unsigned count) {
  if (count == 0) count = processor_count();
  if (count > WORKERS_MAX) count = WORKERS_MAX;
  return (Workers){.at = arena_push(arena, Worker, count), .count = count};
}

static void release_tools(Worker *worker) {
  python_reader_free(worker->python);
  worker->python = NULL;
  read_buffer_release(&worker->buffer);
  if (worker->c) c_reader_free(worker->c);
  worker->c = NULL;
  worker->largest_bytes = 0;
}

void workers_forget(Workers *workers) {
  for (unsigned i = 0; i < workers->count; i++)
    arena_release(&workers->at[i].kept);
}

void workers_rest(Workers *workers) {
  uint64_t parsed_bytes = 0;
  for (unsigned i = 0; i < workers->count; i++)
    parsed_bytes += workers->at[i].parsed_bytes;
  bool is_warm = parsed_bytes <= WARM_MAX_BYTES;
  for (unsigned i = 0; i < workers->count; i++) {
    Worker *worker = &workers->at[i];
    if (i > 0 || is_warm || worker->largest_bytes > TOOLS_KEPT_BYTES) release_tools(worker);
  }
#if defined(__GLIBC__)
  if (!is_warm) (void)malloc_trim(0);
#endif
}

void workers_release(Workers *workers) {
  for (unsigned i = 0; i < workers->count; i++) {
    arena_release(&workers->at[i].kept);
    arena_release(&workers->at[i].arena);
    release_tools(&workers->at[i]);
  }
  workers->count = 0;
}

static void take_tasks(Wave *wave, Worker *worker) {
  const Work *work = wave->work;
  for (;;) {
    size_t task = atomic_fetch_add(&wave->next, 1);
    if (task >= work->count) return;
    work->do_task(work->context, worker, task);
    atomic_fetch_add(&wave->done, 1);
  }
}

static void *run_thread(void *context) {
  WaveThread *thread = context;
  Wave *wave = thread->wave;
  take_tasks(wave, thread->worker);
  pthread_mutex_lock(&wave->lock);
  wave->running--;
  pthread_cond_signal(&wave->changed);
  pthread_mutex_unlock(&wave->lock);
  return NULL;
}

static bool thread_start(WaveThread *thread) {
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0) return false;
  bool ok = pthread_attr_setstacksize(&attributes, STACK_BYTES) == 0 &&
            pthread_create(&thread->id, &attributes, run_thread, thread) == 0;
  pthread_attr_destroy(&attributes);
  return ok;
}

static struct timespec interval_from_now(void) {
  struct timespec at = {0};
  clock_gettime(CLOCK_REALTIME, &at);
  at.tv_nsec += PROGRESS_INTERVAL_MS * 1000000L;
  if (at.tv_nsec >= 1000000000L) {
    at.tv_nsec -= 1000000000L;
    at.tv_sec++;
  }
  return at;
}

static void report_progress(const Wave *wave) {
  const Work *work = wave->work;
  if (work->on_progress)
    work->on_progress(work->progress_context, atomic_load(&wave->done), work->count);
}

static void wait_for_threads(Wave *wave) {
  pthread_mutex_lock(&wave->lock);
  while (wave->running > 0) {
    struct timespec until = interval_from_now();
    (void)pthread_cond_timedwait(&wave->changed, &wave->lock, &until);
    report_progress(wave);
  }
  pthread_mutex_unlock(&wave->lock);
}

static unsigned start_threads(Wave *wave, const Workers *workers, WaveThread *threads) {
  unsigned wanted =
      workers->count < wave->work->count ? workers->count : (unsigned)wave->work->count;
  unsigned started = 0;
  pthread_mutex_lock(&wave->lock);
  for (unsigned i = 0; i < wanted; i++) {
    threads[started] = (WaveThread){.wave = wave, .worker = &workers->at[i]};
    if (thread_start(&threads[started])) started++;
  }
  wave->running = started;
  pthread_mutex_unlock(&wave->lock);
  return started;
}

static bool needs_threads(const Workers *workers, const Work *work) {
  return !work->is_light || (workers->count > 1 && work->count > LIGHT_TASKS);
}

void workers_run(const Workers *workers, const Work *work) {
  if (work->count == 0) return;
  Wave wave = {
      .work = work, .lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};
  if (!needs_threads(workers, work)) {
    take_tasks(&wave, &workers->at[0]);
    report_progress(&wave);
    return;
  }
  WaveThread threads[WORKERS_MAX];
  unsigned started = start_threads(&wave, workers, threads);
  // Where the system gives no thread, the work is done here.
  if (started == 0) take_tasks(&wave, &workers->at[0]);
  wait_for_threads(&wave);
  for (unsigned i = 0; i < started; i++)
    pthread_join(threads[i].id, NULL);
  report_progress(&wave);
}
