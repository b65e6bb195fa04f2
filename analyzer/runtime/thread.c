// Work for other threads. A job has its own copy of the arguments: whoever waits for it may be
// cancelled and leave, the job goes on. Inline, for tests, a job runs on the loop's thread in a
// turn of its own, so that a run is the same every time.
#define _POSIX_C_SOURCE 200809L
#include "runtime/core.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { THREADS_MAX = 32 };

typedef struct Job {
  struct Job *next;
  Post post; // tells the loop that it is done
  Pool *pool;
  void (*work)(void *arguments);
  Future *done;
  unsigned references; // the one who waits and the work; the loop's thread alone
  max_align_t arguments[];
} Job;

struct Pool {
  Loop *loop;
  Pool *next;
  pthread_mutex_t mutex; // guards all below
  pthread_cond_t condition;
  Job *first, *last;
  Job *orphans; // done after the run was over
  size_t idle_count, thread_count, thread_max;
  bool stop;
  size_t running; // jobs that are not done; the loop's thread alone
  Waiters closing;
  pthread_t threads[THREADS_MAX];
};

// The loop whose jobs this thread does, so that a call to that loop is known to come from a job.
static _Thread_local const Loop *serving;

// ---- Threads ------------------------------------------------------------------------------------

static void job_unreference(Job *job) {
  if (--job->references) return;
  future_unreference(job->done);
  free(job);
}

static void job_done(void *context) {
  Job *job = context;
  Pool *pool = job->pool;
  loop_current()->outstanding--;
  future_finish(job->done, STATUS_OK, (Value){0}, NULL);
  job_unreference(job);
  if (--pool->running) return;
  for (Future *waiter = pool->closing.first; waiter; waiter = waiter->next) {
    future_finish(waiter, STATUS_OK, (Value){0}, NULL);
  }
}

// Only the loop's thread may count references, so the job waits for the end of the threads.
static void orphan(void *context) {
  Job *job = context;
  pthread_mutex_lock(&job->pool->mutex);
  job->next = job->pool->orphans;
  job->pool->orphans = job;
  pthread_mutex_unlock(&job->pool->mutex);
}

static Job *take_job(Pool *pool) {
  pthread_mutex_lock(&pool->mutex);
  pool->idle_count++;
  while (!pool->first && !pool->stop)
    pthread_cond_wait(&pool->condition, &pool->mutex);
  pool->idle_count--;
  Job *job = pool->first;
  if (job) pool->first = job->next;
  if (!pool->first) pool->last = NULL;
  pthread_mutex_unlock(&pool->mutex);
  return job;
}

static void *serve(void *argument) {
  Pool *pool = argument;
  serving = pool->loop;
  for (Job *job = take_job(pool); job; job = take_job(pool)) {
    job->work(job->arguments);
    if (!loop_send(pool->loop, &job->post)) orphan(job);
  }
  return NULL;
}

static bool add_job(Pool *pool, Job *job) {
  pthread_mutex_lock(&pool->mutex);
  if (!pool->idle_count && pool->thread_count < pool->thread_max &&
      !pthread_create(&pool->threads[pool->thread_count], NULL, serve, pool)) {
    pool->thread_count++;
  }
  bool served = pool->thread_count;
  if (served) {
    if (pool->last) {
      pool->last->next = job;
    } else {
      pool->first = job;
    }
    pool->last = job;
    pthread_cond_signal(&pool->condition);
  }
  pthread_mutex_unlock(&pool->mutex);
  return served;
}

static void run_inline(void *context) {
  Job *job = context;
  job->work(job->arguments);
  job_done(job);
}

// ---- Pools --------------------------------------------------------------------------------------

static size_t processor_count(void) {
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count < 1 ? 1 : count > THREADS_MAX ? THREADS_MAX : (size_t)count;
}

Pool *pool_new(size_t thread_count) {
  Loop *loop = loop_current();
  Pool *pool = memory_new(sizeof *pool);
  if (!pool) return NULL;
  if (!thread_count) thread_count = processor_count();
  pool->thread_max = thread_count > THREADS_MAX ? THREADS_MAX : thread_count;
  pool->loop = loop;
  pthread_mutex_init(&pool->mutex, NULL);
  pthread_cond_init(&pool->condition, NULL);
  pool->next = loop->pools;
  loop->pools = pool;
  return pool;
}

static Job *job_new(Pool *pool, void (*work)(void *), const void *arguments, size_t size_bytes) {
  Job *job = memory_new(sizeof *job + size_bytes);
  Future *done = job ? future_internal(HERE) : NULL;
  if (!done) {
    free(job);
    return NULL;
  }
  *job = (Job){.pool = pool, .work = work, .done = done, .references = 2};
  job->post = (Post){.run = job_done, .drop = orphan, .context = job};
  if (size_bytes) memcpy(job->arguments, arguments, size_bytes);
  return job;
}

static bool start(Pool *pool, Job *job) {
  if (pool->loop->options.threads == THREADS_POOL) return add_job(pool, job);
  job->post.handle.run = post_run;
  job->post.run = run_inline;
  loop_ready(pool->loop, &job->post.handle);
  return true;
}

Status pool_run(Pool *pool, void (*work)(void *), void *arguments, size_t size_bytes) {
  if (!pool) return STATUS_NO_MEMORY;
  if (!task_current()) return monitor_outside(loop_current(), "thread");
  if (pool->stop) return FAIL(STATUS_INVALID, "the pool was closed");
  Job *job = job_new(pool, work, arguments, size_bytes);
  if (!job) return STATUS_NO_MEMORY;
  pool->running++;
  pool->loop->outstanding++;
  if (!start(pool, job)) {
    job->references = 1;
    job_unreference(job);
    pool->running--;
    pool->loop->outstanding--;
    return STATUS_NO_MEMORY;
  }
  Status status = fiber_suspend(job->done, "thread", NULL);
  if (!status && size_bytes) memcpy(arguments, job->arguments, size_bytes);
  job_unreference(job);
  return status;
}

Status thread_run(void (*work)(void *), void *arguments, size_t size_bytes) {
  Loop *loop = loop_current();
  if (!loop) return FAIL(STATUS_INVALID, "a job outside of a task");
  if (!loop->pool) loop->pool = pool_new(loop->options.thread_count);
  return pool_run(loop->pool, work, arguments, size_bytes);
}

static void join(Pool *pool) {
  pthread_mutex_lock(&pool->mutex);
  pool->stop = true;
  pthread_cond_broadcast(&pool->condition);
  pthread_mutex_unlock(&pool->mutex);
  for (size_t i = 0; i < pool->thread_count; i++)
    pthread_join(pool->threads[i], NULL);
  pool->thread_count = 0;
}

Status pool_close(Pool *pool) {
  if (!pool) return STATUS_NO_MEMORY;
  while (pool->running) {
    Future waiter = FUTURE_OF_FRAME;
    waiters_add(&pool->closing, &waiter);
    Status status = fiber_suspend(&waiter, "pool", NULL);
    waiters_remove(&pool->closing, &waiter);
    if (status) return status;
  }
  join(pool);
  return STATUS_OK;
}

void pool_close_blocking(Pool *pool) {
  if (!pool) return;
  double began = loop_clock();
  join(pool);
  monitor_blocked(pool->loop, "pool_close_blocking", loop_clock() - began);
}

Status pool_shutdown_task(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Status status = STATUS_OK;
  for (Pool *pool = loop_current()->pools; pool; pool = pool->next) {
    Status closed = pool_close(pool);
    if (!status) status = closed;
  }
  return status;
}

void pools_free(Loop *loop) {
  while (loop->pools) {
    Pool *pool = loop->pools;
    loop->pools = pool->next;
    join(pool);
    for (Job *job = pool->orphans, *next = NULL; job; job = next) {
      next = job->next;
      job_unreference(job);
    }
    pthread_cond_destroy(&pool->condition);
    pthread_mutex_destroy(&pool->mutex);
    free(pool);
  }
}

// ---- From another thread -----------------------------------------------------------------------

typedef struct Request {
  Post post;
  pthread_mutex_t mutex;
  pthread_cond_t condition;
  Loop *loop;
  Coroutine *coroutine;
  Status status;
  Value value;
  bool is_job; // of this loop
  bool done;
} Request;

static void answer(Future *task, void *context) {
  Request *request = context;
  request->status = future_result(task, &request->value);
}

// Lets the thread go on, with an answer or without: the request is gone after this.
static void wake(Request *request) {
  pthread_mutex_lock(&request->mutex);
  request->done = true;
  pthread_cond_signal(&request->condition);
  pthread_mutex_unlock(&request->mutex);
}

static void let_go(void *context) {
  Request *request = context;
  if (request->is_job) request->loop->outstanding++;
  wake(request);
}

// The run was over before the loop came to it.
static void drop_request(void *context) {
  Request *request = context;
  coroutine_free(request->coroutine);
  request->status = STATUS_CLOSED;
  wake(request);
}

// From here the thread waits for the loop, and not the loop for it: a job that waits for a
// coroutine which sleeps would otherwise keep the virtual time from moving.
static void accept_request(void *context) {
  Request *request = context;
  if (request->is_job) request->loop->outstanding--;
  request->status = STATUS_NO_MEMORY;
  Fiber *fiber = fiber_new(request->coroutine, NULL);
  if (!fiber) {
    let_go(request);
    return;
  }
  if (future_on_done(&fiber->task, answer, request, let_go)) request->status = STATUS_CLOSED;
  future_unreference(&fiber->task);
}

Status loop_call(Loop *loop, Coroutine *coroutine, Value *result) {
  if (!coroutine) return STATUS_NO_MEMORY;
  if (loop == loop_current()) {
    Observation observation = {.kind = OBSERVED_LOOP_WAITS, .site = coroutine->site};
    snprintf(observation.text, sizeof observation.text, "the loop waits for its own %s",
             coroutine->name);
    monitor_observe(loop, observation);
    coroutine_free(coroutine);
    return FAIL(STATUS_DEADLOCK, "the loop's thread waits for its own loop");
  }
  Request request = {.loop = loop, .coroutine = coroutine, .is_job = serving == loop};
  pthread_mutex_init(&request.mutex, NULL);
  pthread_cond_init(&request.condition, NULL);
  request.post = (Post){.run = accept_request, .drop = drop_request, .context = &request};
  if (loop_send(loop, &request.post)) {
    pthread_mutex_lock(&request.mutex);
    while (!request.done)
      pthread_cond_wait(&request.condition, &request.mutex);
    pthread_mutex_unlock(&request.mutex);
  } else {
    coroutine_free(coroutine);
    request.status = STATUS_CLOSED;
  }
  pthread_cond_destroy(&request.condition);
  pthread_mutex_destroy(&request.mutex);
  if (result && !request.status) *result = request.value;
  return request.status;
}

// ---- Locks of threads --------------------------------------------------------------------------

// The holder's loop and task are for the one question that matters: does this thread wait for
// a task that only this thread can run?
struct ThreadLock {
  pthread_mutex_t mutex;
  pthread_cond_t condition;
  bool locked;
  Loop *loop;
  Fiber *holder;
};

ThreadLock *thread_lock_new(void) {
  ThreadLock *lock = memory_new(sizeof *lock);
  if (!lock) return NULL;
  pthread_mutex_init(&lock->mutex, NULL);
  pthread_cond_init(&lock->condition, NULL);
  return lock;
}

void thread_lock_free(ThreadLock *lock) {
  if (!lock) return;
  pthread_cond_destroy(&lock->condition);
  pthread_mutex_destroy(&lock->mutex);
  free(lock);
}

static Status refuse(Loop *loop, const ThreadLock *lock) {
  Observation observation = {.kind = OBSERVED_LOOP_WAITS, .site = lock->holder->task.site};
  snprintf(observation.text, sizeof observation.text,
           "the loop's thread waits for a lock that its own task %s holds",
           task_name(&lock->holder->task));
  monitor_observe(loop, observation);
  return FAIL(STATUS_DEADLOCK, "%s", observation.text);
}

Status thread_lock_acquire(ThreadLock *lock) {
  if (!lock) return STATUS_NO_MEMORY;
  Loop *loop = loop_current();
  double began = loop ? loop_clock() : 0;
  Status status = STATUS_OK;
  pthread_mutex_lock(&lock->mutex);
  while (lock->locked && !status) {
    if (loop && lock->holder && lock->loop == loop) {
      status = refuse(loop, lock);
    } else {
      pthread_cond_wait(&lock->condition, &lock->mutex);
    }
  }
  if (!status) {
    lock->locked = true;
    lock->loop = loop;
    lock->holder = loop ? loop->current : NULL;
    if (lock->holder) lock->holder->thread_locks++;
  }
  pthread_mutex_unlock(&lock->mutex);
  if (loop) monitor_blocked(loop, "thread_lock_acquire", loop_clock() - began);
  return status;
}

void thread_lock_release(ThreadLock *lock) {
  if (!lock) return;
  pthread_mutex_lock(&lock->mutex);
  if (lock->holder && lock->loop == loop_current()) lock->holder->thread_locks--;
  lock->locked = false;
  lock->holder = NULL;
  pthread_cond_signal(&lock->condition);
  pthread_mutex_unlock(&lock->mutex);
}
