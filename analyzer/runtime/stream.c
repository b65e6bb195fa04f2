// Streams over sockets. Writing fills a buffer; a task of the stream's own sends what the socket
// does not take at once, and draining waits for it.
#define _DEFAULT_SOURCE
#include "runtime/core.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
  LINE_MAX_BYTES = 64 * 1024,
  READ_BYTES = 4096,
  LOW_BYTES = 16 * 1024,
  HIGH_BYTES = 64 * 1024,
};

typedef struct Buffer {
  char *at;
  size_t first, size, capacity; // bytes first .. size are there
} Buffer;

struct Stream {
  int fd;
  Buffer in, out;
  size_t low_bytes, high_bytes;
  size_t line_bytes; // handed out by the last stream_read_line
  Task *writer;
  Event below_low, empty;
  Status broken; // why writing failed
};

static bool buffer_reserve(Buffer *buffer, size_t extra) {
  if (buffer->first && buffer->first == buffer->size) buffer->first = buffer->size = 0;
  if (buffer->capacity - buffer->size >= extra) return true;
  size_t held = buffer->size - buffer->first, capacity = 4096;
  while (capacity < held + extra)
    capacity *= 2;
  char *at = memory_new(capacity);
  if (!at) return false;
  if (held) memcpy(at, buffer->at + buffer->first, held);
  free(buffer->at);
  *buffer = (Buffer){.at = at, .size = held, .capacity = capacity};
  return true;
}

static Status stream_error(const char *what) {
  return FAIL(STATUS_IO, "%s: %s", what, strerror(errno));
}

static void prepare(int fd) {
  int one = 1;
  fcntl(fd, F_SETFL, O_NONBLOCK);
  fcntl(fd, F_SETFD, FD_CLOEXEC);
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
}

static Stream *stream_of(int fd) {
  Stream *stream = memory_new(sizeof *stream);
  if (!stream) {
    close(fd);
    return NULL;
  }
  prepare(fd);
  stream->fd = fd;
  stream->low_bytes = LOW_BYTES;
  stream->high_bytes = HIGH_BYTES;
  stream->below_low.set = stream->empty.set = true;
  return stream;
}

static Status finish_connect(int fd) {
  TRY(io_writable(fd));
  int error_number = 0;
  socklen_t size = sizeof error_number;
  getsockopt(fd, SOL_SOCKET, SO_ERROR, &error_number, &size);
  errno = error_number;
  return error_number ? stream_error("connect") : STATUS_OK;
}

Status stream_connect(const char *host, int port, Stream **out) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
  if (inet_pton(AF_INET, host, &address.sin_addr) != 1) {
    return FAIL(STATUS_INVALID, "%s is no IPv4 address", host);
  }
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0) return stream_error("socket");
  prepare(fd);
  Status status = STATUS_OK;
  if (connect(fd, (struct sockaddr *)&address, sizeof address)) {
    status = errno == EINPROGRESS ? finish_connect(fd) : stream_error("connect");
  }
  if (status) {
    close(fd);
    return status;
  }
  *out = stream_of(fd);
  return *out ? STATUS_OK : STATUS_NO_MEMORY;
}

// ---- Reading -----------------------------------------------------------------------------------

static void give_line(Stream *stream) {
  stream->in.first += stream->line_bytes;
  stream->line_bytes = 0;
}

static Status fill(Stream *stream) {
  if (!buffer_reserve(&stream->in, READ_BYTES)) return STATUS_NO_MEMORY;
  for (;;) {
    ssize_t got = recv(stream->fd, stream->in.at + stream->in.size, READ_BYTES, 0);
    if (got > 0) {
      stream->in.size += (size_t)got;
      return STATUS_OK;
    }
    if (got == 0) return STATUS_END;
    if (errno == EINTR) continue;
    if (errno != EAGAIN && errno != EWOULDBLOCK) return stream_error("read");
    TRY(io_readable(stream->fd));
  }
}

Status stream_read(Stream *stream, void *out, size_t capacity, size_t *size) {
  if (!stream) return STATUS_NO_MEMORY;
  give_line(stream);
  if (stream->in.first == stream->in.size) TRY(fill(stream));
  size_t held = stream->in.size - stream->in.first;
  *size = held < capacity ? held : capacity;
  memcpy(out, stream->in.at + stream->in.first, *size);
  stream->in.first += *size;
  return STATUS_OK;
}

Status stream_read_all(Stream *stream, void *out, size_t size) {
  for (size_t got = 0, one = 0; got < size; got += one) {
    TRY(stream_read(stream, (char *)out + got, size - got, &one));
  }
  return STATUS_OK;
}

Status stream_read_line(Stream *stream, const char **out) {
  if (!stream) return STATUS_NO_MEMORY;
  give_line(stream);
  for (size_t searched = 0;;) {
    char *start = stream->in.at ? stream->in.at + stream->in.first : NULL;
    size_t held = stream->in.size - stream->in.first;
    char *end = held > searched ? memchr(start + searched, '\n', held - searched) : NULL;
    if (end) {
      stream->line_bytes = (size_t)(end - start) + 1;
      *end = '\0';
      if (end > start && end[-1] == '\r') end[-1] = '\0';
      *out = start;
      return STATUS_OK;
    }
    if (held > LINE_MAX_BYTES) return FAIL(STATUS_FULL, "a line without end");
    searched = held;
    TRY(fill(stream));
  }
}

// ---- Writing -----------------------------------------------------------------------------------

static Status send_some(Stream *stream) {
  Buffer *out = &stream->out;
  while (out->first < out->size) {
    ssize_t sent = send(stream->fd, out->at + out->first, out->size - out->first, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return STATUS_OK;
    if (sent < 0) return stream_error("write");
    out->first += (size_t)sent;
  }
  return STATUS_OK;
}

static void wake_drainers(Stream *stream) {
  size_t held = stream_buffered(stream);
  if (held <= stream->low_bytes || stream->broken) event_set(&stream->below_low);
  if (!held || stream->broken) event_set(&stream->empty);
}

struct write_out_args {
  Stream *stream;
};
static Status write_out(void *arguments, Value *result) {
  (void)result;
  Stream *stream = ((const struct write_out_args *)arguments)->stream;
  while (stream_buffered(stream) && !stream->broken) {
    Status status = io_writable(stream->fd);
    if (!status) status = send_some(stream);
    if (!status_is_exception(status) && status) return status;
    stream->broken = status;
    wake_drainers(stream);
  }
  return STATUS_OK;
}

static Status start_writer(Stream *stream) {
  if (stream->writer && !future_is_done(stream->writer)) return STATUS_OK;
  future_release(stream->writer);
  stream->writer = task_spawn(CALL(write_out, .stream = stream), "stream writer");
  future_give(stream->writer, NULL);
  return stream->writer ? STATUS_OK : STATUS_NO_MEMORY;
}

Status stream_write(Stream *stream, const void *bytes, size_t size) {
  if (!stream) return STATUS_NO_MEMORY;
  if (stream->broken) return stream->broken;
  if (!buffer_reserve(&stream->out, size)) return STATUS_NO_MEMORY;
  if (size) memcpy(stream->out.at + stream->out.size, bytes, size);
  stream->out.size += size;
  TRY(send_some(stream));
  size_t held = stream_buffered(stream);
  if (!held) return STATUS_OK;
  event_clear(&stream->empty);
  if (held > stream->high_bytes) event_clear(&stream->below_low);
  return start_writer(stream);
}

Status stream_print(Stream *stream, const char *format, ...) {
  char text[2048];
  va_list arguments;
  va_start(arguments, format);
  int size = vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  if (size < 0 || (size_t)size >= sizeof text) return FAIL(STATUS_FULL, "too long to print");
  return stream_write(stream, text, (size_t)size);
}

Status stream_drain(Stream *stream) {
  if (!stream) return STATUS_NO_MEMORY;
  TRY(event_wait(&stream->below_low));
  return stream->broken;
}

Status stream_flush(Stream *stream) {
  if (!stream) return STATUS_NO_MEMORY;
  TRY(event_wait(&stream->empty));
  return stream->broken;
}

void stream_limits(Stream *stream, size_t low_bytes, size_t high_bytes) {
  stream->low_bytes = low_bytes;
  stream->high_bytes = high_bytes;
}

size_t stream_buffered(const Stream *stream) {
  return stream->out.size - stream->out.first;
}

static void free_stream(Stream *stream) {
  future_release(stream->writer);
  close(stream->fd);
  free(stream->in.at);
  free(stream->out.at);
  free(stream);
}

// The writer may wait for the socket: it is cancelled and the stream freed when it has left.
static void writer_left(Future *writer, void *context) {
  (void)writer;
  free_stream(context);
}

void stream_close(Stream *stream) {
  if (!stream) return;
  if (!stream->writer || future_is_done(stream->writer)) {
    free_stream(stream);
    return;
  }
  stream->broken = STATUS_END;
  if (future_on_done(stream->writer, writer_left, stream, NULL)) future_cancel(stream->writer);
}

// ---- Servers -----------------------------------------------------------------------------------

struct Server {
  int fd, port;
  ServeFunction serve;
  void *context;
  Task *acceptor;
  Task **tasks;
  size_t count, capacity, peak;
};

struct connection_args {
  Server *server;
  Stream *stream;
};
static Status connection(void *arguments, Value *result) {
  (void)result;
  const struct connection_args *args = arguments;
  Status status = args->server->serve(args->stream, args->server->context);
  if (!status) status = stream_flush(args->stream);
  stream_close(args->stream);
  return status;
}

// Forgets the connections that are over.
static void sweep(Server *server) {
  size_t kept = 0;
  for (size_t i = 0; i < server->count; i++) {
    if (future_is_done(server->tasks[i])) {
      future_result(server->tasks[i], NULL);
      future_release(server->tasks[i]);
    } else {
      server->tasks[kept++] = server->tasks[i];
    }
  }
  server->count = kept;
}

static Status add_connection(Server *server, int fd) {
  sweep(server);
  Stream *stream = stream_of(fd);
  if (!stream) return STATUS_NO_MEMORY;
  void *tasks = server->tasks;
  bool ok = memory_grow(&tasks, server->count, &server->capacity, sizeof(Task *));
  server->tasks = tasks;
  Task *task =
      ok ? task_spawn(CALL(connection, .server = server, .stream = stream), "connection") : NULL;
  if (!task) {
    stream_close(stream);
    return STATUS_NO_MEMORY;
  }
  future_give(task, NULL);
  server->tasks[server->count++] = task;
  if (server->count > server->peak) server->peak = server->count;
  return STATUS_OK;
}

struct accept_all_args {
  Server *server;
};
static Status accept_all(void *arguments, Value *result) {
  (void)result;
  Server *server = ((const struct accept_all_args *)arguments)->server;
  for (;;) {
    TRY(io_readable(server->fd));
    int fd = accept(server->fd, NULL, NULL);
    if (fd >= 0) TRY(add_connection(server, fd));
  }
}

static int listen_on(int port, int *actual) {
  int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1;
  if (fd < 0) return -1;
  prepare(fd);
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_port = htons((uint16_t)port),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  if (bind(fd, (struct sockaddr *)&address, size) || listen(fd, 128) ||
      getsockname(fd, (struct sockaddr *)&address, &size)) {
    close(fd);
    return -1;
  }
  *actual = ntohs(address.sin_port);
  return fd;
}

Server *server_new(int port, ServeFunction serve, void *context) {
  Server *server = memory_new(sizeof *server);
  if (!server) return NULL;
  server->serve = serve;
  server->context = context;
  server->fd = listen_on(port, &server->port);
  if (server->fd >= 0) {
    server->acceptor = task_spawn(CALL(accept_all, .server = server), "server");
    future_give(server->acceptor, NULL);
  }
  if (server->acceptor) return server;
  if (server->fd >= 0) close(server->fd);
  free(server);
  return NULL;
}

int server_port(const Server *server) {
  return server ? server->port : -1;
}

size_t server_peak(const Server *server) {
  return server->peak;
}

Status server_close(Server *server, double grace) {
  if (!server) return STATUS_NO_MEMORY;
  future_cancel(server->acceptor);
  Status status = wait_until(&server->acceptor, 1, NO_TIMEOUT, WAIT_ALL);
  close(server->fd);
  sweep(server);
  if (!status && server->count) status = wait_until(server->tasks, server->count, grace, WAIT_ALL);
  for (size_t i = 0; i < server->count; i++)
    future_cancel(server->tasks[i]);
  if (!status && server->count) {
    status = wait_until(server->tasks, server->count, NO_TIMEOUT, WAIT_ALL);
  }
  sweep(server);
  future_result(server->acceptor, NULL);
  future_release(server->acceptor);
  free(server->tasks);
  free(server);
  return status;
}
