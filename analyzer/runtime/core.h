// What the files of the runtime share: the loop's queues, futures, and fibers, which are the
// running side of tasks. Nothing here is for programs; runtime.h is.
#pragma once

#include "runtime/context.h"
#include "runtime/runtime.h"

#include <pthread.h>
#include <stdatomic.h>

// ---- Memory: all of it comes from here, so that a test can make any allocation fail ------------

void *memory_new(size_t size_bytes); // zeroed, or NULL
void *memory_copy(const void *at, size_t size_bytes);
// Makes room for one more element. The old storage stays on failure.
bool memory_grow(void **at, size_t count, size_t *capacity, size_t element_bytes);

// ---- A heap with the order of heapq, also among equals -----------------------------------------

typedef struct Heap {
  Value *items;
  size_t count, capacity;
} Heap;
bool heap_push(Heap *heap, QueueLess *less, Value item);
Value heap_pop(Heap *heap, QueueLess *less);
void heap_heapify(Heap *heap, QueueLess *less);

// ---- The loop's queue --------------------------------------------------------------------------

// Something to be run in a coming turn. Part of what it runs, so that no wake-up ever allocates.
typedef struct Handle {
  struct Handle *next;
  void (*run)(struct Handle *handle);
} Handle;

// A call that waits for a future to be done. Owned by the future, then by the ready queue.
typedef struct Callback {
  Handle handle;
  struct Callback *next;
  Future *future;
  FutureFunction *run; // NULL: the wake-up of a fiber, part of it
  void *context;
  void (*drop)(void *context);
  Future *target; // what the call goes on with: for runtime_collect
} Callback;

struct Timer {
  Handle handle;
  double when;
  void (*run)(void *context);
  void *context;
  Future *target;
  unsigned references; // the one who started it, and the queue that it stands in
  bool in_heap, queued, cancelled;
};

// ---- Futures -----------------------------------------------------------------------------------

typedef enum FutureState { FUTURE_PENDING, FUTURE_FINISHED, FUTURE_CANCELLED } FutureState;
typedef enum FutureKind { FUTURE_PLAIN, FUTURE_TASK, FUTURE_GATHER } FutureKind;

typedef struct Fiber Fiber;

struct Future {
  FutureState state;
  FutureKind kind;
  unsigned references; // 0: lives in the frame of the function that waits for it
  Status status;
  Value value;
  Failure *failure;
  Callback *first, *last;
  bool unread;  // holds an error that nobody asked for
  bool marked;  // reachable, while runtime_collect looks
  bool owned;   // in the list of `owner`
  Fiber *owner; // NULL: the program
  Future *owned_next, *owned_previous;
  Future *next, *previous; // all futures, or the waiters of one lock, queue, ...
  bool waiting;            // in such a list
  Site site;
};

// A list of futures by their `next`.
void waiters_add(Waiters *waiters, Future *future);
void waiters_remove(Waiters *waiters, Future *future);
Future *waiters_take(Waiters *waiters); // the first, or NULL

// A future of a frame: made, waited for and forgotten by one function.
#define FUTURE_OF_FRAME ((Future){.state = FUTURE_PENDING})

Future *future_internal(Site site); // a reference, owned by nobody; NULL when memory is out
void future_init(Future *future, FutureKind kind, Site site);
Future *future_reference(Future *future);
void future_unreference(Future *future); // NULL is fine
bool future_finish(Future *future, Status status, Value value, Failure *failure);
bool future_cancel_plain(Future *future);
void future_own(Future *future, Fiber *owner);
void future_disown(Future *future); // gives up the handle of the owner
void future_release_all(Future **list);
Failure *future_failure(Future *future); // marks the error as read
// Whether it raises when awaited: an error, or an error that is a cancellation.
bool future_has_error(const Future *future);
// future_on_done, with the future or task that the call goes on with.
bool future_on_done_for(Future *future, FutureFunction *run, void *context, void (*drop)(void *),
                        Future *target);
void callback_add(Future *future, Callback *callback);
void waiter_wake(Future *future, void *context); // future_on_done: finishes the Future in `context`
void waiter_drop(void *context);                 // and its drop

// ---- Coroutines, generators, fibers ------------------------------------------------------------

struct Coroutine {
  CoroutineFunction function;
  const char *name;
  Site site;
  Fiber *owner; // who would be reported if it never started
  Coroutine *next, *previous;
  bool listed;
  void *arguments;
};
void coroutine_free(Coroutine *coroutine);
Status coroutine_run(Coroutine *coroutine, Value *result); // consumes it
void coroutine_leave_owner(Coroutine *coroutine);
void coroutine_report_list(Coroutine **list);

typedef struct Locals Locals;

struct Fiber {
  Future task; // first: a Task * is a Fiber * to us
  // What each step touches stands together.
  Handle step;
  Context *returns_to; // the loop's
  Context *active;     // the context that runs or is suspended: its own, or a generator's
  Context context;
  Status thrown; // what its suspending call returns next
  bool started, finished, must_cancel, closing, ran;
  unsigned thread_locks; // locks of threads that it holds
  unsigned id;
  const char *waits_for; // for reports: "lock", "queue", ...
  const void *waits_on;  // the object
  Future *waiting;       // what it is suspended on
  Callback wake;
  Coroutine *coroutine;
  Coroutine *unstarted; // made by it and not yet awaited or spawned
  Future *handles;      // owned by it
  Locals *locals;
  Failure *failure;
  int cancelling;
  unsigned refused;       // attempts to wait while it is torn down
  Fiber *next, *previous; // all that are not done, by age
  Group *group;
  Fiber *group_next, *group_previous;
  const char *function;
  char *name;
};

static inline Fiber *fiber_of(Future *task) {
  return task && task->kind == FUTURE_TASK ? (Fiber *)(void *)task : NULL;
}

Fiber *fiber_new(Coroutine *coroutine, const char *name); // a reference; scheduled
void fiber_free(Fiber *fiber);
void fiber_close(Fiber *fiber); // tears a suspended one down with STATUS_CLOSED
// Suspends the running fiber until `future` is done; returns what was thrown in. `what` names the
// kind of wait for reports; `object` is the lock, queue, ... or NULL for what always comes.
Status fiber_suspend(Future *future, const char *what, const void *object);
Status fiber_pass(void); // lets one turn pass
bool fiber_cancel(Fiber *fiber);
void fiber_step_handle(Handle *handle);
void fiber_wake_handle(Handle *handle);
// Takes over `failure` (or none) as the one that goes with `status`.
Status fiber_fail(Status status, Failure *failure);

Failure *failure_reference(Failure *failure);
void failure_unreference(Failure *failure);
Failure *failure_new(Status status, Site site);

Locals *locals_reference(Locals *locals);
void locals_unreference(Locals *locals);

// ---- The loop ----------------------------------------------------------------------------------

// A call that another thread sends. Part of what sends it, so that sending does not allocate.
typedef struct Post {
  Handle handle; // first
  void (*run)(void *context);
  void (*drop)(void *context); // instead, when the run is over before; or NULL
  void *context;
  struct Post *next;
  bool owned; // by the loop, which frees it
} Post;
// Any thread. False when the run is over: nothing will be called.
bool loop_send(Loop *loop, Post *post);
void post_run(Handle *handle);
void post_discard(Handle *handle);

typedef struct Hold {
  const Lock *lock;
  Fiber *fiber; // NULL: the program
  Site site;
} Hold;

typedef struct Watch {
  Future *reader, *writer;
} Watch;

struct Loop {
  RunOptions options;
  Loop *outer; // what ran on this thread before; nesting is refused, so NULL
  Handle *first, *last;
  size_t ready_count;
  Heap timers;
  size_t cancelled_timers;
  double time;   // of the virtual clock
  double origin; // of the real clock
  bool stopping;
  uint64_t turns;
  size_t allocations;

  Context context; // of the loop itself
  Stacks *stacks;
  Fiber *current;
  Fiber *fibers, *fibers_last; // not done
  size_t fiber_count, fiber_peak;
  unsigned next_id;
  Fiber *main;
  Future *handles; // owned by the program
  Coroutine *unstarted;
  Generator *generators, *generators_last; // the begun ones in order of their beginning
  Locals *locals;                          // of the program
  Failure *failure;

  const struct IoBackend *io;
  void *io_state;
  Watch *watches;
  size_t watch_capacity, watch_count;

  pthread_mutex_t mutex; // guards `posts` and `shut`
  Post *posts, *posts_last;
  bool shut; // nothing more is taken from other threads
  atomic_bool posted;
  size_t outstanding; // jobs in threads that will post, but for those that wait for the loop
  Pool *pools, *pool; // all of them, and the one of thread_run
  struct Signals *signals;
  double longest_step;
  bool step_told;         // the stall of this step was reported
  unsigned last_fiber_id; // that ran in it
  struct Watchdog *watchdog;
  struct Overflow *overflow;
  double step_began; // of the real clock
  struct Hold *holds;
  size_t hold_count, hold_capacity;
};

void loop_ready(Loop *loop, Handle *handle); // to the end of the queue
// Runs turns until `future` is done, as run_until_complete does.
Status loop_run_until(Loop *loop, Future *future);
double loop_time(const Loop *loop);
double loop_clock(void); // the system's monotonic clock, in seconds
Timer *timer_new(void (*run)(void *), void *context);
void timer_unreference(Timer *timer);

// ---- The monitor: what the others tell it ------------------------------------------------------

void monitor_emit(Loop *loop, TraceKind kind, const Fiber *fiber, const Fiber *other,
                  double number);
static inline void monitor_trace(Loop *loop, TraceKind kind, const Fiber *fiber, const Fiber *other,
                                 double number) {
  if (loop->options.trace) monitor_emit(loop, kind, fiber, other, number);
}
void monitor_observe(Loop *loop, Observation observation);
void monitor_task_ends(Fiber *fiber); // looks for what it left behind
void monitor_step_ends(Fiber *fiber);
void monitor_future_freed(Future *future);            // looks for what nobody read or waited for
Status monitor_outside(Loop *loop, const char *what); // STATUS_INVALID; `loop` may be NULL
Status monitor_cycle(Future *future);                 // STATUS_DEADLOCK

// ---- Parts of one file that another calls ------------------------------------------------------

double timers_next(Loop *loop);          // when the next is due, or INFINITY
void timers_run(Loop *loop, double end); // queues what is due before `end`
void timers_free(Loop *loop);
void gather_free(Future *future);
bool gather_cancel(Future *future);
Status generators_shutdown(void *arguments, Value *result); // a coroutine
void generators_free(Loop *loop);
bool generator_is_running(const Generator *generator);
void loop_posts(Loop *loop); // queues what other threads sent
void loop_shut(Loop *loop);  // drops it, and takes no more
Future *const *gather_children(const Future *future, size_t *count);
bool queue_reserve(Queue *queue, size_t count);
void loop_set_current(Loop *loop);
bool io_gather(Loop *loop, double seconds); // waits, and wakes those who wait for descriptors
void io_free(Loop *loop);
void monitor_measure(Loop *loop); // after each step on the real clock
void monitor_blocked(Loop *loop, const char *call, double seconds);
void loop_discard(Loop *loop); // forgets what is ready
void callback_run(Handle *handle);
void callback_free(Callback *callback);
void timer_fire(Handle *handle);
void monitor_locks(Loop *loop, const Fiber *fiber); // that it holds; NULL: the program
void monitor_pending(Loop *loop, ObservationKind kind);
void monitor_lock_across(const Fiber *fiber);

bool overflow_install(Loop *loop); // tells which task overflowed its stack, then lets it crash
void overflow_remove(Loop *loop);
_Noreturn void overflow_abort(const Fiber *fiber);

bool watchdog_start(Loop *loop); // on the real clock: looks at what a long step is doing
void watchdog_stop(Loop *loop);
void watchdog_step(Loop *loop, bool idle);
const char *watchdog_call(Loop *loop); // the system call that it saw, "computing", or NULL

Status pool_shutdown_task(void *arguments, Value *result); // a coroutine
void pools_free(Loop *loop);
void signals_deliver(Loop *loop);
int signals_descriptor(const Loop *loop); // -1: none
void signals_free(Loop *loop);
