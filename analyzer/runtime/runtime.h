// A small async runtime with the semantics of asyncio, event for event: a loop, stackful
// coroutines, tasks, and what coordinates them. It stands alone: nothing here or below needs the
// rest of the analyzer, so that a program can be compiled against this folder and the C library.
//
//   struct greet_args {
//     const char *name;
//   };
//   static Status greet(void *arguments, Value *result) {
//     const struct greet_args *args = arguments;
//     TRY(sleep_for(0.5));
//     printf("hello, %s\n", args->name);
//     result->integer = 42;
//     return STATUS_OK;
//   }
//   ...
//   Task *task = task_spawn(CALL(greet, .name = "world"), "greeter");
//   TRY(future_await(task, &answer));
//
// What suspends returns a Status that must not be dropped: cancellation arrives as one. A suspended
// function keeps its stack, so it may suspend anywhere, in helpers too.
//
// One thread runs one loop; the loop that runs on a thread is found without being passed, as in
// asyncio. All calls belong to that thread unless they say "any thread".
//
// What makes an object returns NULL when memory is out; what takes one accepts that NULL and
// returns STATUS_NO_MEMORY, so that only the last call of a chain needs a look.
#pragma once

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#if defined(__GNUC__)
#define RUNTIME_MUST                __attribute__((warn_unused_result))
#define RUNTIME_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define RUNTIME_MUST
#define RUNTIME_PRINTF(text, first)
#endif

// ---- Status ----------------------------------------------------------------------------------

// 0 is success, above are the program's own errors, below are the runtime's.
typedef int Status;
enum {
  STATUS_OK = 0,
  STATUS_CANCELLED = -1, // the task was asked to end: clean up and return this
  STATUS_CLOSED = -2,    // the generator or task is being torn down: clean up without waiting
  STATUS_TIMEOUT = -3,
  STATUS_INVALID = -4,   // a call that makes no sense now
  STATUS_GROUP = -5,     // several errors: see Failure.members
  STATUS_STOP = -6,      // the end of an iteration
  STATUS_FULL = -7,      // a queue
  STATUS_EMPTY = -8,     // a queue
  STATUS_SHUT = -9,      // a queue that was shut down
  STATUS_BROKEN = -10,   // a barrier
  STATUS_DEADLOCK = -11, // nothing can ever happen again
  STATUS_BUDGET = -12,   // RunOptions.turns_max or time_max was used up
  STATUS_NO_MEMORY = -13,
  STATUS_IO = -14,   // the system refused: the text of the failure says what
  STATUS_END = -15,  // the other side closed the stream
  STATUS_OPEN = -16, // a circuit breaker that lets nothing through
};

// Whether a handler for "any error" may take this: not for cancellation and teardown.
bool status_is_exception(Status status);
const char *status_name(Status status);

// Returns from the calling function with the status of `expression` unless that is STATUS_OK.
#define TRY(expression)                                                                            \
  do {                                                                                             \
    Status try_status = (expression);                                                              \
    if (try_status) return try_status;                                                             \
  } while (0)

// Where something was written down in the program.
typedef struct Site {
  const char *file;
  int line;
  const char *function;
} Site;
#define HERE ((Site){__FILE__, __LINE__, __func__})

// What is known of an error beyond its status.
typedef struct Failure {
  Status status;
  char text[120];
  Site site;
  struct Failure **members; // of STATUS_GROUP
  size_t member_count;
  unsigned references; // private
} Failure;

// Notes text and place of an error and returns `status`: return FAIL(404, "no page %s", path);
#define FAIL(status, ...) failure_raise((status), HERE, __VA_ARGS__)
Status failure_raise(Status status, Site site, const char *format, ...) RUNTIME_PRINTF(3, 4);

// The error that the running task met last, or NULL; lives until the next one.
const Failure *failure_last(void);
// Its text, or where it has none the name of its status: never NULL.
const char *failure_text(void);

// ---- Values and coroutines --------------------------------------------------------------------

// What coroutines return and queues carry. Larger things go by pointer.
typedef union Value {
  int64_t integer;
  double number;
  void *pointer;
  const char *text;
} Value;

// The body of a coroutine. `arguments` is the coroutine's own copy; `*result` starts as zero.
typedef Status (*CoroutineFunction)(void *arguments, Value *result);

// A call that has not started: a "coroutine object". Each one is awaited, spawned or closed once.
typedef struct Coroutine Coroutine;

// A call of `function`, whose arguments are fields of `struct function_args`, by name.
#define CALL(function, ...)                                                                        \
  coroutine_new((function), #function, &(struct function##_args){__VA_ARGS__},                     \
                sizeof(struct function##_args), HERE)
// A call without arguments.
#define CALL0(function) coroutine_new((function), #function, NULL, 0, HERE)
Coroutine *coroutine_new(CoroutineFunction function, const char *name, const void *arguments,
                         size_t size_bytes, Site site);

// Runs it here and now, on this stack: no turn of the loop passes.
RUNTIME_MUST Status coroutine_await(Coroutine *coroutine, Value *result);
void coroutine_close(Coroutine *coroutine); // gives it up unstarted, without a report

// ---- Futures and tasks --------------------------------------------------------------------------

// A result that is not there yet. The handle belongs to the task that made it (outside of tasks to
// the program) and is released when that task ends, unless it was released or given away before.
typedef struct Future Future;
// A future whose result a coroutine of its own works out.
typedef Future Task;

#define future_new() future_new_at(HERE)
Future *future_new_at(Site site);

// Schedules the coroutine; it starts in the next turn. `name` is copied and may be NULL. Without a
// handle that anyone holds a task may be lost: see runtime_collect.
Task *task_spawn(Coroutine *coroutine, const char *name);

// Waits for the result; `result` may be NULL. An error of the future is returned as this status.
RUNTIME_MUST Status future_await(Future *future, Value *result);
RUNTIME_MUST Status future_join(Future *future, Value *result); // awaits, then releases the handle
void future_release(Future *future);
void future_give(Future *future, Task *owner); // NULL: to the program

// These return false when the future is done already.
bool future_set_result(Future *future, Value result);
bool future_set_error(Future *future, Status status);
bool future_cancel(Future *future);

bool future_is_done(const Future *future);
bool future_is_cancelled(const Future *future);
// What future_await would return now: STATUS_INVALID when the future is not done.
Status future_result(Future *future, Value *result);

// Calls `run` in a turn after the future is done, even when it is done already. `drop` (or NULL)
// frees the context when it is needed no longer. The context must live until then: a call that is
// queued runs even after future_remove.
typedef void FutureFunction(Future *future, void *context);
bool future_on_done(Future *future, FutureFunction *run, void *context, void (*drop)(void *));
void future_remove(Future *future, FutureFunction *run, const void *context);

Task *task_current(void);
const char *task_name(const Task *task);
int task_cancelling(const Task *task);        // requests of cancellation that are not taken back
int task_uncancel(Task *task);                // takes one back, returns how many remain
size_t task_all(Task **out, size_t capacity); // those not done; returns how many there are

// Values that follow the flow of control: a task starts with what its creator had.
Value local_get(const void *key); // zero when it was never set
Status local_set(const void *key, Value value);

// ---- Together -----------------------------------------------------------------------------------

typedef struct Outcome {
  Status status;
  Value value;
} Outcome;

enum { GATHER_OUTCOMES = 1 }; // errors and cancellations are results as any other

// A future of all results: its value points to `count` outcomes in the order of `futures`, which
// live as long as the future.
Future *gather(Future *const *futures, size_t count, unsigned flags);

// Waits for `inner`, which goes on when the waiting is cancelled.
Future *shield(Future *inner);

#define NO_TIMEOUT ((double)INFINITY)

typedef enum WaitUntil { WAIT_FIRST, WAIT_FIRST_ERROR, WAIT_ALL } WaitUntil;

// Waits without an opinion: no error is raised, nothing is cancelled, not even at the timeout.
RUNTIME_MUST Status wait_until(Future *const *futures, size_t count, double timeout,
                               WaitUntil what);

// The futures in the order in which they are done.
typedef struct Completed Completed;
Completed *completed_new(Future *const *futures, size_t count, double timeout);
// STATUS_STOP after the last one, STATUS_TIMEOUT after the deadline.
RUNTIME_MUST Status completed_next(Completed *completed, Future **out);
void completed_free(Completed *completed);

// Awaits with a limit, and cancels what was awaited when it is passed: STATUS_TIMEOUT.
RUNTIME_MUST Status wait_for(Coroutine *coroutine, double timeout, Value *result);
RUNTIME_MUST Status wait_for_future(Future *future, double timeout, Value *result);

// ---- Time ---------------------------------------------------------------------------------------

typedef struct Timer Timer;

RUNTIME_MUST Status sleep_for(double seconds);
double time_now(void); // of the loop, in seconds

// A call that blocks the thread, for examples and tests: sleeps on the real clock, moves the
// virtual one. `call` names it in reports.
void block_for(double seconds, const char *call);

// Calls back in the next turn, or after a while. The Timer is a handle: timer_cancel or timer_drop
// gives it up. NULL when memory is out.
Timer *call_soon(void (*run)(void *), void *context);
Timer *call_later(double seconds, void (*run)(void *), void *context);
Timer *call_at(double when, void (*run)(void *), void *context);
void timer_cancel(Timer *timer); // does nothing when it ran already; gives up the handle
void timer_drop(Timer *timer);   // lets it run without a handle

// A limit for a block of code. The deadline cancels the task once; leaving the block turns that
// cancellation, and no other, into STATUS_TIMEOUT.
//
//   Timeout timeout;
//   TIMEOUT(timeout, 1.5) {
//     timeout.status = read_all(stream);
//   }
//   TRY(timeout.status);
typedef struct Timeout {
  Status status; // of the body; after the block, of the block
  Task *task;    // private from here
  Timer *timer;
  double when;
  int cancelling;
  enum { TIMEOUT_ACTIVE = 1, TIMEOUT_EXPIRING, TIMEOUT_EXPIRED, TIMEOUT_LEFT } state;
} Timeout;

#define TIMEOUT(timeout, seconds)                                                                  \
  for (bool timeout##_on = timeout_enter(&(timeout), (seconds)); timeout##_on;                     \
       timeout##_on = ((timeout).status = timeout_leave(&(timeout), (timeout).status), false))
bool timeout_enter(Timeout *timeout, double seconds);
Status timeout_leave(Timeout *timeout, Status status);
Status timeout_reschedule(Timeout *timeout, double when);
bool timeout_is_expired(const Timeout *timeout);

// Tasks that end together: the first error cancels the others and the body; leaving waits for all.
//
//   Group group;
//   GROUP(group) {
//     group_spawn(&group, CALL(fetch, .id = 1), NULL);
//     group.status = sleep_for(1);
//   }
//   TRY(group.status); // STATUS_GROUP when tasks failed
typedef struct Group {
  Status status; // of the body; after the block, of the block
  Task *parent;  // private from here
  struct Fiber *first, *last;
  size_t task_count;
  Failure **errors;
  size_t error_count, error_capacity;
  Future *completed;
  bool entered, leaving, aborting, failed, parent_cancelled;
} Group;

#define GROUP(group)                                                                               \
  for (bool group##_on = group_enter(&(group)); group##_on;                                        \
       group##_on = ((group).status = group_leave(&(group), (group).status), false))
bool group_enter(Group *group);
RUNTIME_MUST Status group_leave(Group *group, Status status);
// NULL, and the coroutine closed, when the group is not open or shutting down.
Task *group_spawn(Group *group, Coroutine *coroutine, const char *name);

// ---- Coordination between tasks of one loop: not for threads -----------------------------------

// These may stand in any storage; zero is an unlocked lock, an event that is not set.
typedef struct Waiters {
  Future *first, *last;
} Waiters;

typedef struct Lock {
  bool locked;
  Waiters waiters;
} Lock;
#define lock_acquire(lock) lock_acquire_at((lock), HERE)
RUNTIME_MUST Status lock_acquire_at(Lock *lock, Site site); // first come, first served
Status lock_release(Lock *lock);                            // STATUS_INVALID when it is not locked
bool lock_is_locked(const Lock *lock);

typedef struct Event {
  bool set;
  Waiters waiters;
} Event;
RUNTIME_MUST Status event_wait(Event *event);
void event_set(Event *event);
void event_clear(Event *event);
bool event_is_set(const Event *event);

typedef struct Condition {
  Lock *lock;
  Lock own;
  Waiters waiters;
} Condition;
void condition_init(Condition *condition, Lock *lock); // NULL: a lock of its own
RUNTIME_MUST Status condition_acquire(Condition *condition);
Status condition_release(Condition *condition);
RUNTIME_MUST Status condition_wait(Condition *condition);
RUNTIME_MUST Status condition_wait_for(Condition *condition, bool (*holds)(void *), void *context);
Status condition_notify(Condition *condition, size_t count);
Status condition_notify_all(Condition *condition);

typedef struct Semaphore {
  size_t value;
  size_t bound; // 0: none
  Waiters waiters;
  size_t woken; // waiters that have their turn and did not run yet
} Semaphore;
void semaphore_init(Semaphore *semaphore, size_t value);
void semaphore_init_bounded(Semaphore *semaphore, size_t value);
RUNTIME_MUST Status semaphore_acquire(Semaphore *semaphore);
Status semaphore_release(Semaphore *semaphore); // STATUS_INVALID above the bound
bool semaphore_is_locked(const Semaphore *semaphore);

typedef struct Barrier {
  Condition condition;
  size_t parties, count;
  enum { BARRIER_FILLING, BARRIER_DRAINING, BARRIER_RESETTING, BARRIER_BROKEN } state;
} Barrier;
void barrier_init(Barrier *barrier, size_t parties);
RUNTIME_MUST Status barrier_wait(Barrier *barrier, size_t *index); // `index` may be NULL
RUNTIME_MUST Status barrier_reset(Barrier *barrier);
RUNTIME_MUST Status barrier_abort(Barrier *barrier);

typedef enum QueueKind { QUEUE_FIFO, QUEUE_LIFO, QUEUE_PRIORITY } QueueKind;
typedef bool QueueLess(Value a, Value b);
typedef struct Queue {
  QueueKind kind; // private from here
  QueueLess *less;
  Value *items;
  size_t first, count, capacity, size_max, peak;
  size_t unfinished;
  bool shut;
  Waiters getters, putters;
  Event finished;
} Queue;
// `size_max` 0: no limit. queue_release frees the items' storage.
void queue_init(Queue *queue, QueueKind kind, size_t size_max);
void queue_release(Queue *queue);
void queue_order(Queue *queue, QueueLess *less); // for QUEUE_PRIORITY; by integer unless said
RUNTIME_MUST Status queue_put(Queue *queue, Value item);
RUNTIME_MUST Status queue_get(Queue *queue, Value *out);
RUNTIME_MUST Status queue_put_now(Queue *queue, Value item); // STATUS_FULL
RUNTIME_MUST Status queue_get_now(Queue *queue, Value *out); // STATUS_EMPTY
Status queue_task_done(Queue *queue);
RUNTIME_MUST Status queue_join(Queue *queue);
void queue_shut(Queue *queue, bool immediate);
size_t queue_size(const Queue *queue);
size_t queue_peak(const Queue *queue); // the most that it ever held

// ---- Iteration and scoped resources ------------------------------------------------------------

// A coroutine that hands out values on the way. It runs inside the task that asks for the next one.
typedef struct Generator Generator;
typedef Status (*GeneratorFunction)(Generator *self, void *arguments);

#define GENERATE(function, ...)                                                                    \
  generator_new((function), #function, &(struct function##_args){__VA_ARGS__},                     \
                sizeof(struct function##_args), HERE)
#define GENERATE0(function) generator_new((function), #function, NULL, 0, HERE)
Generator *generator_new(GeneratorFunction function, const char *name, const void *arguments,
                         size_t size_bytes, Site site);
RUNTIME_MUST Status generator_next(Generator *generator, Value *out); // STATUS_STOP at the end
// Has the generator's generator_yield return `status`, then goes on as generator_next.
RUNTIME_MUST Status generator_throw(Generator *generator, Status status, Value *out);
// Inside: hands out `item`. STATUS_CLOSED when the consumer closes the generator.
RUNTIME_MUST Status generator_yield(Generator *self, Value item);
// Ends it: what it has to clean up runs now. Closing twice is fine.
RUNTIME_MUST Status generator_close(Generator *generator);
// Gives up the handle. One that was started and not finished is closed by the loop later, and
// reported: nobody knows when.
void generator_release(Generator *generator);

// Anything that can be iterated: `next` returns STATUS_STOP at the end.
typedef struct Iterator {
  Status (*next)(void *self, Value *out);
  void *self;
} Iterator;
Iterator generator_iterator(Generator *generator);
RUNTIME_MUST Status iterator_next(const Iterator *iterator, Value *out);

// A resource with a beginning and an end, both of which may suspend. `leave` gets the status of the
// body and returns the status of the whole.
typedef struct Resource {
  Status (*enter)(void *self, Value *out);
  Status (*leave)(void *self, Status body);
} Resource;
RUNTIME_MUST Status resource_with(const Resource *resource, void *self,
                                  Status (*body)(Value resource, void *context), void *context);
// A generator that yields once, as a resource: before the yield is the beginning, after it the end.
// Leaving releases it, and so does an entering that fails.
extern const Resource resource_of_generator; // `self` is the Generator *

// Resources that are taken one by one and all left at the end, the last one first.
typedef struct ExitStack {
  struct ExitEntry *top; // private
} ExitStack;
RUNTIME_MUST Status exits_enter(ExitStack *exits, const Resource *resource, void *self, Value *out);
RUNTIME_MUST Status exits_push(ExitStack *exits, Status (*leave)(void *self, Status body),
                               void *self);
RUNTIME_MUST Status exits_leave(ExitStack *exits, Status body);

// ---- Running -----------------------------------------------------------------------------------

typedef enum Clock { VIRTUAL_TIME, REAL_TIME } Clock;
// asyncio of which CPython; they differ in details of wait_for, semaphores, conditions, groups.
typedef enum Profile { PROFILE_313, PROFILE_312, PROFILE_311 } Profile;
typedef enum Threads { THREADS_INLINE, THREADS_POOL } Threads;

typedef struct Loop Loop;
struct Trace;
struct Report;
struct Observation;

// The stations of a run, for tests that compare it with another: called on the loop's thread.
typedef enum RunStation { RUN_BEGINS, RUN_DEADLOCK, RUN_MAIN_DONE, RUN_ENDS } RunStation;
typedef struct RunMark {
  RunStation kind;
  Task *main; // which has not begun at RUN_BEGINS
} RunMark;

typedef struct RunOptions {
  Clock clock;
  Profile profile;
  Threads threads;          // inline: jobs run on the loop's thread in a turn of their own
  size_t thread_count;      // of the pool; 0: as many as processors, at most 32
  size_t stack_bytes;       // of a coroutine; 0: 64 KiB, 256 KiB under sanitizers
  double slow_s;            // a step of this length is a stall; 0: 0.1
  uint64_t turns_max;       // 0: no limit
  double time_max;          // of the loop's clock, in seconds; 0: no limit
  bool no_overflow_handler; // leave SIGSEGV alone
  void (*trace)(const struct Trace *event, void *context);
  void *trace_context;
  void (*mark)(const RunMark *mark, void *context);
  void *mark_context;
  struct Report *report; // what went wrong, filled when the run is over
  // The same at the moment at which it is noticed, on the loop's thread: for those who want to
  // know where the program is then.
  void (*observe)(const struct Observation *observation, void *context);
  void *observe_context;
  size_t fail_allocation;     // tests: the allocation with this number fails, counted from 1
  const struct IoBackend *io; // NULL: io_poll
} RunOptions;

// Runs the coroutine on a new loop until it is done, cancels and awaits the tasks that are left,
// closes generators and the pool. STATUS_INVALID inside of a loop; STATUS_DEADLOCK when nothing
// can ever happen again. `options` may be NULL: all zero, a virtual clock.
Status runtime_run(Coroutine *main, Value *result, const RunOptions *options);

Loop *loop_current(void);  // NULL outside of a run
uint64_t loop_turns(void); // so far

// Any thread: calls `run` on the loop's thread, and wakes the loop for it. False when memory is out
// or the run is over.
bool loop_post(Loop *loop, void (*run)(void *), void *context);

// ---- Threads -----------------------------------------------------------------------------------

// Runs `work` on another thread with a copy of the arguments, which is copied back when it is done.
// Cancelled, the waiting ends and the work goes on: it must not use the caller's memory.
RUNTIME_MUST Status thread_run(void (*work)(void *arguments), void *arguments, size_t size_bytes);

typedef struct Pool Pool;
Pool *pool_new(size_t thread_count); // 0: as many as processors. The loop's, until the run is over
RUNTIME_MUST Status pool_run(Pool *pool, void (*work)(void *arguments), void *arguments,
                             size_t size_bytes);
RUNTIME_MUST Status pool_close(Pool *pool); // waits for the jobs without blocking the loop
void pool_close_blocking(Pool *pool);       // stops the loop until the jobs are done: a stall

// Any thread but the loop's: runs a coroutine of this thread there and waits. On the loop's own
// thread that would wait for ever: STATUS_DEADLOCK. While a job waits here it does not hold up the
// virtual clock. STATUS_CLOSED when the run is torn down first.
RUNTIME_MUST Status loop_call(Loop *loop, Coroutine *coroutine, Value *result);

// A lock between threads. It blocks the thread; a task that waits while it holds one is reported,
// and a thread that would wait for its own loop's task gets STATUS_DEADLOCK.
typedef struct ThreadLock ThreadLock;
ThreadLock *thread_lock_new(void);
void thread_lock_free(ThreadLock *lock);
RUNTIME_MUST Status thread_lock_acquire(ThreadLock *lock);
void thread_lock_release(ThreadLock *lock);

// ---- Signals -----------------------------------------------------------------------------------

// Calls `run` on the loop for each arrival of the signal, until the run is over or `run` is NULL.
Status signal_on(int number, void (*run)(void *context), void *context);

// ---- Readiness of descriptors ------------------------------------------------------------------

RUNTIME_MUST Status io_readable(int fd);
RUNTIME_MUST Status io_writable(int fd);

enum { IO_READ = 1, IO_WRITE = 2 };
typedef struct IoReady {
  int fd;
  unsigned events;
} IoReady;

// How a loop waits for the world outside. `wake` may be called on any thread.
typedef struct IoBackend {
  const char *name;
  void *(*open)(void);
  void (*close)(void *io);
  bool (*watch)(void *io, int fd, unsigned events); // 0: not any more
  // Returns how many of `ready` it filled; `seconds` may be INFINITY.
  size_t (*wait)(void *io, double seconds, IoReady *ready, size_t capacity);
  void (*wake)(void *io);
} IoBackend;
extern const IoBackend io_poll; // poll(2)
extern const IoBackend io_uv;   // libuv, when the runtime was built with it

// ---- Streams: sockets with buffers -------------------------------------------------------------

typedef struct Stream Stream;
typedef struct Server Server;

RUNTIME_MUST Status stream_connect(const char *host, int port, Stream **out);
// Up to `capacity` bytes; STATUS_END when the other side has closed.
RUNTIME_MUST Status stream_read(Stream *stream, void *out, size_t capacity, size_t *size);
RUNTIME_MUST Status stream_read_all(Stream *stream, void *out, size_t size); // exactly so many
// A line without its end, in storage of the stream until the next read. STATUS_FULL above 64 KiB.
RUNTIME_MUST Status stream_read_line(Stream *stream, const char **out);
// Takes the bytes into a buffer and returns at once; what does not go out now goes out later.
RUNTIME_MUST Status stream_write(Stream *stream, const void *bytes, size_t size);
RUNTIME_MUST Status stream_print(Stream *stream, const char *format, ...) RUNTIME_PRINTF(2, 3);
// Waits while more than the high mark is buffered, until less than the low mark is.
RUNTIME_MUST Status stream_drain(Stream *stream);
void stream_limits(Stream *stream, size_t low_bytes, size_t high_bytes); // 16 and 64 KiB
size_t stream_buffered(const Stream *stream);
RUNTIME_MUST Status stream_flush(Stream *stream); // waits until nothing is buffered
void stream_close(Stream *stream);                // at once; also frees it

// Listens on the loopback interface; `port` 0 takes a free one. `serve` runs in a task for each
// connection and owns its stream, which is closed when it returns.
typedef Status (*ServeFunction)(Stream *stream, void *context);
Server *server_new(int port, ServeFunction serve, void *context);
int server_port(const Server *server);
size_t server_peak(const Server *server); // the most connections at a time
// Stops accepting, waits `grace` seconds for the connections, cancels those that remain.
RUNTIME_MUST Status server_close(Server *server, double grace);

// ---- HTTP and WebSocket on streams: enough for examples on loopback ----------------------------

typedef struct HttpRequest {
  char method[8];
  char path[256];
  char body[4096];
  size_t body_size;
  bool keep_alive;
  char socket_key[64]; // of a WebSocket handshake
} HttpRequest;

typedef struct HttpResponse {
  int code;
  char body[4096];
  size_t body_size;
} HttpResponse;

RUNTIME_MUST Status http_read_request(Stream *stream, HttpRequest *out);
RUNTIME_MUST Status http_write_response(Stream *stream, const HttpResponse *response);
RUNTIME_MUST Status http_exchange(Stream *stream, const char *method, const char *path,
                                  const char *body, HttpResponse *out);
RUNTIME_MUST Status http_get(const char *host, int port, const char *path, HttpResponse *out);

typedef struct SocketMessage {
  enum { SOCKET_TEXT = 1, SOCKET_CLOSE = 8, SOCKET_PING = 9, SOCKET_PONG = 10 } kind;
  char text[1024];
  size_t size;
} SocketMessage;
RUNTIME_MUST Status websocket_accept(Stream *stream, const HttpRequest *request);
RUNTIME_MUST Status websocket_connect(const char *host, int port, const char *path, Stream **out);
// `masked`: true on the client's side, as the protocol wants it.
RUNTIME_MUST Status websocket_send(Stream *stream, const SocketMessage *message, bool masked);
RUNTIME_MUST Status websocket_receive(Stream *stream, SocketMessage *out);

// ---- Helpers on top ----------------------------------------------------------------------------

// Things that are made when needed, at most `limit` at a time, and used again.
typedef struct ResourcePool {
  Semaphore free;
  Value *idle; // private from here
  size_t idle_count, idle_capacity, made, in_use, peak;
  Status (*make)(void *context, Value *out);
  void (*destroy)(void *context, Value value);
  void *context;
} ResourcePool;
void resource_pool_init(ResourcePool *pool, size_t limit, Status (*make)(void *, Value *),
                        void (*destroy)(void *, Value), void *context);
RUNTIME_MUST Status resource_pool_take(ResourcePool *pool, Value *out); // waits for its turn
void resource_pool_give(ResourcePool *pool, Value value, bool broken);  // broken: destroyed
void resource_pool_release(ResourcePool *pool);

// At most `count` starts in each `seconds`.
typedef struct RateLimit {
  double seconds, next;
  size_t count;
} RateLimit;
RUNTIME_MUST Status rate_limit_wait(RateLimit *limit);

// Runs jobs in batches: each batch is awaited before the next begins. With `size` 1, one by one.
RUNTIME_MUST Status batch_run(Coroutine *(*make)(size_t index, void *context), void *context,
                              size_t count, size_t size);

// Tries until it succeeds, at most `attempts` times, with growing pauses: `pause_s` doubled up to
// `pause_max_s`, each varied by a share of `jitter` from `seed`. Cancellation is not retried.
typedef struct Retry {
  unsigned attempts;
  double pause_s, pause_max_s, jitter;
  uint64_t seed;
} Retry;
RUNTIME_MUST Status retry_run(const Retry *retry, Status (*attempt)(void *context), void *context);

// Lets nothing through for `rest_s` after `failures_max` errors in a row, then one to try.
typedef struct CircuitBreaker {
  unsigned failures_max;
  double rest_s;
  unsigned failures; // private from here
  double opened;
  bool is_open, is_trying;
} CircuitBreaker;
RUNTIME_MUST Status circuit_run(CircuitBreaker *breaker, Status (*attempt)(void *), void *context);

// ---- What is observed --------------------------------------------------------------------------

typedef enum TraceKind {
  TRACE_TURN,   // begins; number: its number
  TRACE_SPAWN,  // task, by other
  TRACE_STEP,   // task runs
  TRACE_WAIT,   // task waits
  TRACE_CANCEL, // task is asked to end, by other
  TRACE_DONE,   // task; number: its status
  TRACE_STALL,  // task ran too long; number: seconds
} TraceKind;

typedef struct Trace {
  TraceKind kind;
  double time; // of the loop's clock
  uint64_t turn;
  unsigned task, other; // numbers of tasks, 0: none
  const char *name;     // of the task
  double number;
} Trace;

typedef enum ObservationKind {
  OBSERVED_STALL,          // the loop stood still: `call` says in what, `seconds` for how long
  OBSERVED_NEVER_AWAITED,  // a coroutine that did not start
  OBSERVED_TASK_LOST,      // pending, and nothing holds it or will wake it
  OBSERVED_TASK_LEFT,      // still pending when the run was over
  OBSERVED_CANCEL_IGNORED, // pending after it was cancelled at the end of the run
  OBSERVED_ERROR_UNREAD,   // a task or future failed and nobody asked
  OBSERVED_LOCK_HELD,      // by a task that ended
  OBSERVED_LOCK_ACROSS,    // a lock of threads, held while the task waits
  OBSERVED_AWAIT_CYCLE,    // tasks that wait for each other
  OBSERVED_DEADLOCK,       // nothing can ever happen again: what the task waits for
  OBSERVED_GENERATOR_OPEN, // begun, not finished and not closed
  OBSERVED_NESTED_RUN,     // runtime_run inside of a loop
  OBSERVED_LOOP_WAITS,     // the loop's thread waits for its own loop
  OBSERVED_OUTSIDE,        // something was to wait where no task runs, and was refused
} ObservationKind;
const char *observation_name(ObservationKind kind);

typedef struct Observation {
  ObservationKind kind;
  Site site; // where the object was made
  char task[48];
  char text[120];
  const char *name; // of the coroutine or of the task's function, where there is one
  const char *call; // the blocking call, where it is known
  double seconds;
  Status status; // of an error that nobody read
} Observation;

typedef struct Report {
  Observation *items; // in order of time
  size_t count, capacity;
  Status status;   // of the run
  Failure failure; // of the run, when its status is not STATUS_OK; without members
  uint64_t turns;
  size_t peak_tasks; // alive at the same time
  double longest_step_s;
} Report;
void report_release(Report *report);
size_t report_count(const Report *report, ObservationKind kind);

// Looks for tasks that nothing can wake and nobody holds, lets them clean up with STATUS_CLOSED,
// and reports them. Returns how many there were. A run ends with it.
size_t runtime_collect(void);
void runtime_dump(FILE *out); // each task: where it was made and what it waits for
