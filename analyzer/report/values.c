// jansson, and what to do when it fails.
#include "report/values.h"

#include "report/width.h"

#include <string.h>

#define STEP 2 // columns of one step of indentation

static void check_memory(const void *value) {
  if (!value) base_fatal("out of memory: cannot make a JSON value");
}

json_t *value_text(Str text) {
  json_t *value = json_stringn(text.size > 0 ? text.at : "", text.size);
  if (value) return value;
  Arena arena = {0};
  Str repaired = width_repair(&arena, text);
  value = json_stringn(repaired.at, repaired.size);
  check_memory(value);
  arena_release(&arena);
  return value;
}

json_t *value_optional(Str text) {
  return text.size > 0 ? value_text(text) : json_null();
}

json_t *value_number(uint64_t number) {
  json_t *value = json_integer((json_int_t)number);
  check_memory(value);
  return value;
}

json_t *value_object(void) {
  json_t *value = json_object();
  check_memory(value);
  return value;
}

json_t *value_list(void) {
  json_t *value = json_array();
  check_memory(value);
  return value;
}

json_t *value_fingerprint(uint64_t fingerprint) {
  char text[17] = "";
  snprintf(text, sizeof text, "%016llx", (unsigned long long)fingerprint);
  return value_text(str_from_c(text));
}

void value_set(json_t *object, const char *key, json_t *value) {
  if (json_object_set_new(object, key, value) != 0)
    base_fatal("out of memory: cannot make a JSON object");
}

void value_add(json_t *list, json_t *value) {
  if (json_array_append_new(list, value) != 0)
    base_fatal("out of memory: cannot make a JSON array");
}

// ---- Writing ------------------------------------------------------------------------------------

// jansson gives a few bytes at a time, and a stream is dear for each.
typedef struct Gathered {
  FILE *out;
  unsigned depth;
  size_t used;
  char bytes[4096];
} Gathered;

// Errors are looked at in the end.
static void flush(Gathered *to) {
  fwrite(to->bytes, 1, to->used, to->out);
  to->used = 0;
}

static void put(Gathered *to, const char *text, size_t size) {
  if (size > sizeof to->bytes - to->used) flush(to);
  if (size > sizeof to->bytes) {
    fwrite(text, 1, size, to->out);
    return;
  }
  memcpy(to->bytes + to->used, text, size);
  to->used += size;
}

// Strings hold no raw line ends, so each one is the layout's.
static int write_indented(const char *text, size_t size, void *context) {
  Gathered *to = context;
  for (const char *end = text + size; text < end;) {
    const char *newline = memchr(text, '\n', (size_t)(end - text));
    const char *next = newline ? newline + 1 : end;
    put(to, text, (size_t)(next - text));
    for (unsigned i = 0; newline && i < to->depth * STEP; i++)
      put(to, " ", 1);
    text = next;
  }
  return 0;
}

static int write_plain(const char *text, size_t size, void *context) {
  put(context, text, size);
  return 0;
}

void value_write(FILE *out, json_t *value, unsigned depth) {
  Gathered to = {.out = out, .depth = depth};
  (void)json_dump_callback(value, write_indented, &to, JSON_INDENT(STEP) | JSON_ENCODE_ANY);
  flush(&to);
  json_decref(value);
}

void value_write_line(FILE *out, json_t *value) {
  Gathered to = {.out = out};
  (void)json_dump_callback(value, write_plain, &to, JSON_ENCODE_ANY);
  put(&to, "\n", 1);
  flush(&to);
  json_decref(value);
}

void value_stream_add(ValueStream *stream, json_t *value) {
  fprintf(stream->out, "%s\n%*s", stream->count == 0 ? "[" : ",", (int)((stream->depth + 1) * STEP),
          "");
  value_write(stream->out, value, stream->depth + 1);
  stream->count++;
}

void value_stream_end(const ValueStream *stream) {
  if (stream->count == 0)
    fputs("[]", stream->out);
  else
    fprintf(stream->out, "\n%*s]", (int)(stream->depth * STEP), "");
}
