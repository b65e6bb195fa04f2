// Streams, HTTP, WebSocket and the helpers, over loopback and on the virtual clock.
#include "runtime/runtime.h"

#include "support/test.h"

#include <string.h>

#ifndef RUNTIME_HAS_UV
#define RUNTIME_HAS_UV 0
#endif

// ---- Streams -----------------------------------------------------------------------------------

static Status echo(Stream *stream, void *context) {
  (void)context;
  for (;;) {
    const char *line = NULL;
    Status status = stream_read_line(stream, &line);
    if (status == STATUS_END) return STATUS_OK;
    if (status) return status;
    TRY(stream_print(stream, "<%s>\n", line));
    TRY(stream_drain(stream));
  }
}

static Status talk(int port) {
  Stream *stream = NULL;
  TRY(stream_connect("127.0.0.1", port, &stream));
  Status status = stream_print(stream, "one\r\ntwo\n");
  const char *line = NULL;
  if (!status) status = stream_read_line(stream, &line);
  if (!status && strcmp(line, "<one>") != 0) status = 1;
  if (!status) status = stream_read_line(stream, &line);
  if (!status && strcmp(line, "<two>") != 0) status = 2;
  stream_close(stream);
  return status;
}

static Status echoes(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Server *server = server_new(0, echo, NULL);
  Status status = talk(server_port(server));
  Status closed = server_close(server, 1);
  return status ? status : closed;
}

static Status swallow(Stream *stream, void *context) {
  char bytes[4096];
  size_t *total = context, size = 0;
  TRY(sleep_for(0.05));
  for (Status status = STATUS_OK; !status; *total += size) {
    size = 0;
    status = stream_read(stream, bytes, sizeof bytes, &size);
    if (status == STATUS_END) return STATUS_OK;
    if (status) return status;
  }
  return STATUS_OK;
}

// More than the socket takes: writing goes on at once, draining waits.
static Status fills_up(void *arguments, Value *result) {
  (void)arguments;
  enum { PIECE = 256 * 1024, PIECES = 40 };
  static char piece[PIECE];
  size_t total = 0;
  Server *server = server_new(0, swallow, &total);
  Stream *stream = NULL;
  TRY(stream_connect("127.0.0.1", server_port(server), &stream));
  size_t peak = 0;
  Status status = STATUS_OK;
  for (int i = 0; i < PIECES && !status; i++) {
    status = stream_write(stream, piece, sizeof piece);
    if (stream_buffered(stream) > peak) peak = stream_buffered(stream);
    if (!status) status = stream_drain(stream);
  }
  if (!status) status = stream_flush(stream);
  stream_close(stream);
  Status closed = server_close(server, 2);
  result->integer = total == (size_t)PIECE * PIECES && peak > 0 && peak < 2 * PIECE;
  return status ? status : closed;
}

// With marks of one's own draining waits from the high one on, until the low one is passed.
static Status drains_at_marks(void *arguments, Value *result) {
  (void)arguments;
  static char bytes[4 * 1024 * 1024];
  size_t total = 0;
  Server *server = server_new(0, swallow, &total);
  Stream *stream = NULL;
  TRY(stream_connect("127.0.0.1", server_port(server), &stream));
  stream_limits(stream, 1000, 3 * 1024 * 1024);
  Status status = stream_write(stream, bytes, sizeof bytes);
  size_t before = stream_buffered(stream);
  double began = time_now();
  if (!status) status = stream_drain(stream);
  bool waited = time_now() > began, low = stream_buffered(stream) <= 1000;
  result->integer = before <= 3 * 1024 * 1024 || (waited && low);
  stream_limits(stream, 1000, sizeof bytes); // now nothing waits
  if (!status) status = stream_write(stream, bytes, 1024 * 1024);
  began = time_now();
  if (!status) status = stream_drain(stream);
  result->integer += time_now() - began < 0.04;
  if (!status) status = stream_flush(stream);
  stream_close(stream);
  Status closed = server_close(server, 2);
  return status ? status : closed;
}

static Status answers_four(Stream *stream, void *context) {
  (void)context;
  char bytes[4];
  TRY(stream_read_all(stream, bytes, sizeof bytes));
  TRY(sleep_for(0.1));
  return stream_write(stream, bytes, sizeof bytes);
}

struct asks_four_args {
  int port;
};
static Status asks_four(void *arguments, Value *result) {
  const struct asks_four_args *args = arguments;
  Stream *stream = NULL;
  TRY(stream_connect("127.0.0.1", args->port, &stream));
  Status status = stream_write(stream, "ab", 2);
  if (!status) status = sleep_for(0.05);
  if (!status) status = stream_write(stream, "cd", 2);
  char bytes[4] = "";
  if (!status) status = stream_read_all(stream, bytes, sizeof bytes);
  result->integer = !memcmp(bytes, "abcd", 4);
  if (!status && stream_read_all(stream, bytes, 1) != STATUS_END) status = 1;
  stream_close(stream);
  return status;
}

// Three at a time, then one alone: the most at a time is three.
static Status counts_connections(void *arguments, Value *result) {
  (void)arguments;
  Server *server = server_new(0, answers_four, NULL);
  Group group;
  GROUP(group) {
    for (int i = 0; i < 3; i++)
      group_spawn(&group, CALL(asks_four, .port = server_port(server)), NULL);
  }
  Value right = {0};
  Status status = group.status;
  if (!status) status = coroutine_await(CALL(asks_four, .port = server_port(server)), &right);
  result->integer = right.integer && server_peak(server) == 3;
  Status closed = server_close(server, 1);
  return status ? status : closed;
}

// ---- HTTP and WebSocket ------------------------------------------------------------------------

static Status pages(Stream *stream, void *context) {
  (void)context;
  for (;;) {
    HttpRequest request;
    Status status = http_read_request(stream, &request);
    if (status == STATUS_END) return STATUS_OK;
    if (status) return status;
    HttpResponse response = {.code = strcmp(request.path, "/missing") ? 200 : 404};
    int size = snprintf(response.body, sizeof response.body, "%s %s %s", request.method,
                        request.path, request.body);
    response.body_size = (size_t)size;
    TRY(http_write_response(stream, &response));
  }
}

static Status browse(int port) {
  HttpResponse response;
  TRY(http_get("127.0.0.1", port, "/page", &response));
  if (response.code != 200 || strcmp(response.body, "GET /page ") != 0) return 1;
  Stream *stream = NULL;
  TRY(stream_connect("127.0.0.1", port, &stream));
  Status status = http_exchange(stream, "POST", "/missing", "text", &response);
  if (!status && (response.code != 404 || strcmp(response.body, "POST /missing text") != 0)) {
    status = 2;
  }
  if (!status) status = http_exchange(stream, "GET", "/again", NULL, &response);
  stream_close(stream);
  return status ? status : response.code == 200 ? STATUS_OK : 3;
}

static Status serves_pages(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Server *server = server_new(0, pages, NULL);
  Status status = browse(server_port(server));
  Status closed = server_close(server, 1);
  return status ? status : closed;
}

static Status shout(Stream *stream, void *context) {
  (void)context;
  HttpRequest request;
  TRY(http_read_request(stream, &request));
  TRY(websocket_accept(stream, &request));
  for (;;) {
    SocketMessage message;
    TRY(websocket_receive(stream, &message));
    TRY(websocket_send(stream, &message, false));
    if (message.kind == SOCKET_CLOSE) return STATUS_OK;
  }
}

static Status chat(Stream *stream, size_t size) {
  SocketMessage message = {.kind = SOCKET_TEXT, .size = size}, answer;
  memset(message.text, 'a', size);
  TRY(websocket_send(stream, &message, true));
  TRY(websocket_receive(stream, &answer));
  return answer.size == size && !memcmp(answer.text, message.text, size) ? STATUS_OK : 1;
}

static Status converses(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Server *server = server_new(0, shout, NULL);
  Stream *stream = NULL;
  Status status = websocket_connect("127.0.0.1", server_port(server), "/chat", &stream);
  if (!status) {
    status = chat(stream, 5);
    if (!status) status = chat(stream, 500);
    SocketMessage end = {.kind = SOCKET_CLOSE};
    if (!status) status = websocket_send(stream, &end, true);
    if (!status) status = websocket_receive(stream, &end);
    stream_close(stream);
  }
  Status closed = server_close(server, 1);
  return status ? status : closed;
}

// ---- Helpers -----------------------------------------------------------------------------------

static Status make_number(void *context, Value *out) {
  out->integer = ++*(int64_t *)context;
  return STATUS_OK;
}

static void forget_number(void *context, Value value) {
  (void)context, (void)value;
}

struct user_args {
  ResourcePool *pool;
};
static Status user(void *arguments, Value *result) {
  (void)result;
  const struct user_args *args = arguments;
  Value value = {0};
  TRY(resource_pool_take(args->pool, &value));
  Status status = sleep_for(1);
  resource_pool_give(args->pool, value, false);
  return status;
}

static Coroutine *make_user(size_t index, void *context) {
  (void)index;
  return CALL(user, .pool = context);
}

static Status shares(void *arguments, Value *result) {
  (void)arguments;
  ResourcePool pool;
  int64_t made = 0;
  resource_pool_init(&pool, 2, make_number, forget_number, &made);
  Status status = batch_run(make_user, &pool, 6, 6);
  result->integer = made == 2 && pool.peak == 2 && time_now() == 3.0;
  resource_pool_release(&pool);
  return status;
}

static Status limits_rate(void *arguments, Value *result) {
  (void)arguments;
  RateLimit limit = {.seconds = 1, .count = 2};
  for (int i = 0; i < 5; i++)
    TRY(rate_limit_wait(&limit));
  result->integer = time_now() == 2.0;
  return STATUS_OK;
}

static Status third_time(void *context) {
  return ++*(int *)context < 3 ? FAIL(1, "not yet") : STATUS_OK;
}

static Status tries_again(void *arguments, Value *result) {
  (void)arguments;
  int count = 0;
  Retry retry = {.attempts = 5, .pause_s = 1};
  TRY(retry_run(&retry, third_time, &count));
  result->integer = count == 3 && time_now() == 3.0;
  return STATUS_OK;
}

static Status never(void *context) {
  ++*(int *)context;
  return FAIL(1, "never");
}

static Status breaks_circuit(void *arguments, Value *result) {
  (void)arguments;
  CircuitBreaker breaker = {.failures_max = 2, .rest_s = 10};
  int calls = 0, refused = 0;
  for (int i = 0; i < 5; i++)
    refused += circuit_run(&breaker, never, &calls) == STATUS_OPEN;
  TRY(sleep_for(10));
  Status tried = circuit_run(&breaker, never, &calls);
  Status again = circuit_run(&breaker, never, &calls);
  result->integer = refused == 3 && calls == 3 && tried == 1 && again == STATUS_OPEN;
  return STATUS_OK;
}

typedef struct Row {
  const char *name;
  CoroutineFunction main;
  Clock clock;
  int64_t want;
} Row;

#if RUNTIME_HAS_UV
static const IoBackend *const backends[] = {&io_poll, &io_uv};
#else
static const IoBackend *const backends[] = {&io_poll};
#endif

static const Row rows[] = {
    {"lines over a socket", echoes, REAL_TIME, 0},
    {"lines on the virtual clock", echoes, VIRTUAL_TIME, 0},
    {"a slow reader stops the writer", fills_up, REAL_TIME, 1},
    {"marks of one's own", drains_at_marks, REAL_TIME, 2},
    {"connections are counted", counts_connections, VIRTUAL_TIME, 1},
    {"HTTP", serves_pages, VIRTUAL_TIME, 0},
    {"WebSocket", converses, VIRTUAL_TIME, 0},
    {"a pool of two for six", shares, VIRTUAL_TIME, 1},
    {"two a second", limits_rate, VIRTUAL_TIME, 1},
    {"the third attempt", tries_again, VIRTUAL_TIME, 1},
    {"an open circuit", breaks_circuit, VIRTUAL_TIME, 1},
};

static void runs(const Row *row) {
  for (size_t i = 0; i < sizeof backends / sizeof backends[0]; i++) {
    Value result = {0};
    RunOptions options = {.clock = row->clock, .io = backends[i]};
    Coroutine *main = coroutine_new(row->main, "main", NULL, 0, HERE);
    assert_int_equal(runtime_run(main, &result, &options), STATUS_OK);
    assert_int_equal(result.integer, row->want);
  }
}
TEST_TABLE("streams and helpers", rows, runs)

TEST_MAIN(&runs_table)
