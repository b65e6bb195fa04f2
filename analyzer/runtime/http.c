// A small HTTP/1.1: requests and responses with a length, connections that stay open. For examples
// on the loopback interface: what it does not know it refuses.
#define _POSIX_C_SOURCE 200809L
#include "runtime/core.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef struct Headers {
  size_t length;
  bool keep_alive;
  char socket_key[64];
} Headers;

static void note_header(Headers *headers, const char *line) {
  const char *value = strchr(line, ':');
  if (!value) return;
  size_t name_size = (size_t)(value - line);
  value += 1 + strspn(value + 1, " ");
  if (name_size == 14 && !strncasecmp(line, "Content-Length", 14)) {
    headers->length = strtoul(value, NULL, 10);
  } else if (name_size == 10 && !strncasecmp(line, "Connection", 10)) {
    headers->keep_alive = strcasecmp(value, "close") != 0;
  } else if (name_size == 17 && !strncasecmp(line, "Sec-WebSocket-Key", 17)) {
    snprintf(headers->socket_key, sizeof headers->socket_key, "%s", value);
  }
}

static Status read_headers(Stream *stream, Headers *headers) {
  enum { HEADERS_MAX = 100 };
  *headers = (Headers){.keep_alive = true};
  for (int i = 0; i < HEADERS_MAX; i++) {
    const char *line = NULL;
    TRY(stream_read_line(stream, &line));
    if (!*line) return STATUS_OK;
    note_header(headers, line);
  }
  return FAIL(STATUS_FULL, "too many headers");
}

static Status read_body(Stream *stream, size_t length, char *out, size_t capacity, size_t *size) {
  if (length >= capacity) return FAIL(STATUS_FULL, "a body of %zu bytes", length);
  TRY(stream_read_all(stream, out, length));
  out[length] = '\0';
  *size = length;
  return STATUS_OK;
}

Status http_read_request(Stream *stream, HttpRequest *out) {
  *out = (HttpRequest){0};
  const char *line = NULL;
  TRY(stream_read_line(stream, &line));
  if (sscanf(line, "%7s %255s", out->method, out->path) != 2) {
    return FAIL(STATUS_INVALID, "no request: %.40s", line);
  }
  Headers headers;
  TRY(read_headers(stream, &headers));
  out->keep_alive = headers.keep_alive;
  memcpy(out->socket_key, headers.socket_key, sizeof out->socket_key);
  return read_body(stream, headers.length, out->body, sizeof out->body, &out->body_size);
}

Status http_write_response(Stream *stream, const HttpResponse *response) {
  TRY(stream_print(stream, "HTTP/1.1 %d %s\r\nContent-Length: %zu\r\n\r\n", response->code,
                   response->code == 200 ? "OK" : "Status", response->body_size));
  TRY(stream_write(stream, response->body, response->body_size));
  return stream_drain(stream);
}

Status http_exchange(Stream *stream, const char *method, const char *path, const char *body,
                     HttpResponse *out) {
  size_t size = body ? strlen(body) : 0;
  *out = (HttpResponse){0};
  TRY(stream_print(stream, "%s %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %zu\r\n\r\n",
                   method, path, size));
  if (size) TRY(stream_write(stream, body, size));
  const char *line = NULL;
  TRY(stream_read_line(stream, &line));
  if (strncmp(line, "HTTP/1.", 7) != 0 || strlen(line) < 12) {
    return FAIL(STATUS_INVALID, "no response: %.40s", line);
  }
  out->code = (int)strtol(line + 9, NULL, 10);
  Headers headers;
  TRY(read_headers(stream, &headers));
  return read_body(stream, headers.length, out->body, sizeof out->body, &out->body_size);
}

Status http_get(const char *host, int port, const char *path, HttpResponse *out) {
  Stream *stream = NULL;
  TRY(stream_connect(host, port, &stream));
  Status status = http_exchange(stream, "GET", path, NULL, out);
  stream_close(stream);
  return status;
}
