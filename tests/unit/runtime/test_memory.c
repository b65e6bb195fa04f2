// Every allocation of a run fails once: the run ends with a status, nothing crashes or leaks.
#include "runtime/runtime.h"

#include "support/test.h"

static Status one(void *arguments, Value *result) {
  (void)arguments;
  TRY(sleep_for(0.5));
  result->integer = 1;
  return STATUS_OK;
}

static Status items(Generator *self, void *arguments) {
  (void)arguments;
  for (int i = 0; i < 3; i++)
    TRY(generator_yield(self, (Value){.integer = i}));
  return STATUS_OK;
}

static void work(void *arguments) {
  *(int *)arguments += 1;
}

static Status iterate(void) {
  Generator *generator = GENERATE0(items);
  Value item = {0};
  Status status = STATUS_OK;
  while (!status)
    status = generator_next(generator, &item);
  generator_release(generator);
  return status == STATUS_STOP ? STATUS_OK : status;
}

static Status in_queue(void) {
  Queue queue;
  queue_init(&queue, QUEUE_PRIORITY, 0);
  Status status = queue_put(&queue, (Value){.integer = 1});
  Value item = {0};
  if (!status) status = queue_get(&queue, &item);
  queue_release(&queue);
  return status;
}

static Status in_group(void) {
  Group group;
  GROUP(group) {
    for (int i = 0; i < 2; i++)
      group_spawn(&group, CALL0(one), "member");
    group.status = sleep_for(0.1);
  }
  return group.status;
}

static Status completed(void) {
  Task *tasks[] = {task_spawn(CALL0(one), NULL), task_spawn(CALL0(one), NULL)};
  Completed *each = completed_new(tasks, 2, 5);
  Future *done = NULL;
  Status status = STATUS_OK;
  while (!status)
    status = completed_next(each, &done);
  completed_free(each);
  return status == STATUS_STOP ? STATUS_OK : status;
}

static Status everything(void *arguments, Value *result) {
  (void)arguments;
  static const char key;
  Task *tasks[] = {task_spawn(CALL0(one), "a"), task_spawn(CALL0(one), "b")};
  TRY(future_join(gather(tasks, 2, 0), NULL));
  TRY(wait_until(tasks, 2, 1, WAIT_ALL));
  TRY(future_await(shield(tasks[0]), NULL));
  TRY(wait_for(CALL0(one), 5, result));
  TRY(wait_for_future(task_spawn(CALL0(one), NULL), 5, NULL));
  TRY(iterate());
  TRY(in_queue());
  TRY(in_group());
  TRY(completed());
  TRY(local_set(&key, (Value){.integer = 1}));
  int number = 0;
  TRY(thread_run(work, &number, sizeof number));
  return number == 1 ? STATUS_OK : STATUS_INVALID;
}

// ---- Sockets, scopes, helpers ------------------------------------------------------------------

static Status echo_frames(Stream *stream, void *context) {
  (void)context;
  HttpRequest request;
  TRY(http_read_request(stream, &request));
  TRY(websocket_accept(stream, &request));
  SocketMessage message;
  TRY(websocket_receive(stream, &message));
  return websocket_send(stream, &message, false);
}

static Status talk(int port) {
  Stream *stream = NULL;
  TRY(websocket_connect("127.0.0.1", port, "/", &stream));
  SocketMessage message = {.kind = SOCKET_TEXT, .text = "hello", .size = 5};
  Status status = websocket_send(stream, &message, true);
  if (!status) status = websocket_receive(stream, &message);
  stream_close(stream);
  return status;
}

static Status over_sockets(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Server *server = server_new(0, echo_frames, NULL);
  if (!server) return STATUS_NO_MEMORY;
  // A server that had no memory for a connection does not answer.
  Timeout timeout;
  TIMEOUT(timeout, 5) {
    timeout.status = talk(server_port(server));
  }
  Status closed = server_close(server, 1);
  return timeout.status ? timeout.status : closed;
}

static Status make_number(void *context, Value *out) {
  (void)context;
  out->integer = 1;
  return STATUS_OK;
}

static void drop_number(void *context, Value value) {
  (void)context, (void)value;
}

static Status take_and_give(void) {
  ResourcePool pool;
  resource_pool_init(&pool, 1, make_number, drop_number, NULL);
  Value value = {0};
  Status status = resource_pool_take(&pool, &value);
  if (!status) resource_pool_give(&pool, value, false);
  resource_pool_release(&pool);
  return status;
}

static Status once(Generator *self, void *arguments) {
  (void)arguments;
  return generator_yield(self, (Value){.integer = 1});
}

static Status inside(Value resource, void *context) {
  (void)resource, (void)context;
  return sleep_for(0.1);
}

static Status leaves(void *self, Status body) {
  (void)self;
  return body;
}

static Status in_scopes(void) {
  Generator *generator = GENERATE0(once);
  if (!generator) return STATUS_NO_MEMORY;
  TRY(resource_with(&resource_of_generator, generator, inside, NULL));
  ExitStack exits = {0};
  Status status = exits_push(&exits, leaves, NULL);
  return exits_leave(&exits, status);
}

struct wait_at_args {
  Barrier *barrier;
};
static Status wait_at(void *arguments, Value *result) {
  (void)result;
  return barrier_wait(((const struct wait_at_args *)arguments)->barrier, NULL);
}

static Status at_barrier(void) {
  Barrier barrier;
  barrier_init(&barrier, 2);
  Task *other = task_spawn(CALL(wait_at, .barrier = &barrier), NULL);
  if (!other) return STATUS_NO_MEMORY;
  Status status = STATUS_OK;
  Timeout timeout;
  TIMEOUT(timeout, 1) {
    timeout.status = barrier_wait(&barrier, NULL);
  }
  status = timeout.status;
  future_cancel(other);
  Status joined = future_join(other, NULL);
  return status ? status : joined;
}

static Status helpers(void *arguments, Value *result) {
  (void)arguments, (void)result;
  TRY(take_and_give());
  TRY(in_scopes());
  TRY(at_barrier());
  Pool *pool = pool_new(1);
  int number = 0;
  TRY(pool_run(pool, work, &number, sizeof number));
  return pool_close(pool);
}

typedef struct Row {
  const char *name;
  CoroutineFunction main;
  RunOptions options;
} Row;
static const Row rows[] = {
    {"3.11", everything, {.profile = PROFILE_311}},
    {"3.12", everything, {.profile = PROFILE_312}},
    {"3.13", everything, {.profile = PROFILE_313}},
    {"threads", everything, {.threads = THREADS_POOL}},
    {"sockets", over_sockets, {.profile = PROFILE_313}},
    {"helpers", helpers, {.profile = PROFILE_313}},
    {"helpers with threads", helpers, {.threads = THREADS_POOL, .clock = REAL_TIME}},
};

// The run ends with another status as long as an allocation is left to fail.
static void fails_cleanly(const Row *row) {
  size_t good = 0;
  for (size_t at = 1; good < 20; at++) {
    RunOptions options = row->options;
    options.fail_allocation = at;
    options.turns_max = 10000;
    Coroutine *main = coroutine_new(row->main, "main", NULL, 0, HERE);
    Status status = runtime_run(main, NULL, &options);
    good = status == STATUS_OK ? good + 1 : 0;
    assert_true(at < 2000);
  }
}
TEST_TABLE("each allocation fails in turn", rows, fails_cleanly)

TEST_MAIN(&fails_cleanly_table)
