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
  if (json_object_set_new_nocheck(object, key, value) != 0)
    base_fatal("out of memory: cannot make a JSON object");
}

void value_add(json_t *list, json_t *value) {
  if (json_array_append_new(list, value) != 0)
    base_fatal("out of memory: cannot make a JSON array");
}

// ---- Writing ------------------------------------------------------------------------------------

// A few bytes come at a time, and a stream is dear for each.
typedef struct Gathered {
  FILE *out;
  unsigned depth; // of the value itself
  bool is_line;   // all in one
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

static void put_char(Gathered *to, char c) {
  if (to->used == sizeof to->bytes) flush(to);
  to->bytes[to->used++] = c;
}

// A line end and what the next line begins with, or what stands in its place.
static void put_break(Gathered *to, unsigned depth, bool is_between) {
  if (to->is_line) {
    if (is_between) put_char(to, ' ');
    return;
  }
  put_char(to, '\n');
  for (unsigned i = 0; i < (to->depth + depth) * STEP; i++)
    put_char(to, ' ');
}

static void put_number(Gathered *to, json_int_t number) {
  char digits[24];
  char *at = digits + sizeof digits;
  bool is_negative = number < 0;
  uint64_t rest = is_negative ? 0 - (uint64_t)number : (uint64_t)number;
  do {
    *--at = (char)('0' + rest % 10);
    rest /= 10;
  } while (rest > 0);
  if (is_negative) *--at = '-';
  put(to, at, (size_t)(digits + sizeof digits - at));
}

static void put_escaped(Gathered *to, char c) {
  static const char hexadecimal[] = "0123456789ABCDEF";
  static const char short_forms[] = "\"\"\\\\\bb\ff\nn\rr\tt";
  put_char(to, '\\');
  for (const char *at = short_forms; *at; at += 2) {
    if (*at != c) continue;
    put_char(to, at[1]);
    return;
  }
  put(to, "u00", 3);
  put_char(to, hexadecimal[(unsigned char)c >> 4]);
  put_char(to, hexadecimal[(unsigned char)c & 15]);
}

static void put_string(Gathered *to, const char *text, size_t size) {
  put_char(to, '"');
  size_t begin = 0;
  for (size_t i = 0; i < size; i++) {
    if ((unsigned char)text[i] >= ' ' && text[i] != '"' && text[i] != '\\') continue;
    put(to, text + begin, i - begin);
    put_escaped(to, text[i]);
    begin = i + 1;
  }
  put(to, text + begin, size - begin);
  put_char(to, '"');
}

// As jansson lays it out, several times as fast. Values are ours, and nested as deep as we nest
// them.
static void put_value(Gathered *to, json_t *value, unsigned depth);

static void put_object(Gathered *to, json_t *object, unsigned depth) {
  void *at = json_object_iter(object);
  put_char(to, '{');
  if (at) put_break(to, depth + 1, false);
  while (at) {
    const char *key = json_object_iter_key(at);
    put_string(to, key, strlen(key));
    put(to, ": ", 2);
    put_value(to, json_object_iter_value(at), depth + 1);
    at = json_object_iter_next(object, at);
    if (at) put_char(to, ',');
    put_break(to, at ? depth + 1 : depth, at);
  }
  put_char(to, '}');
}

static void put_list(Gathered *to, const json_t *list, unsigned depth) {
  size_t count = json_array_size(list);
  put_char(to, '[');
  if (count > 0) put_break(to, depth + 1, false);
  for (size_t i = 0; i < count; i++) {
    bool is_last = i + 1 == count;
    put_value(to, json_array_get(list, i), depth + 1);
    if (!is_last) put_char(to, ',');
    put_break(to, is_last ? depth : depth + 1, !is_last);
  }
  put_char(to, ']');
}

static int write_plain(const char *text, size_t size, void *context) {
  put(context, text, size);
  return 0;
}

static void put_value(Gathered *to, json_t *value, unsigned depth) {
  switch (json_typeof(value)) {
  case JSON_OBJECT:
    put_object(to, value, depth);
    break;
  case JSON_ARRAY:
    put_list(to, value, depth);
    break;
  case JSON_STRING:
    put_string(to, json_string_value(value), json_string_length(value));
    break;
  case JSON_INTEGER:
    put_number(to, json_integer_value(value));
    break;
  case JSON_REAL:
    (void)json_dump_callback(value, write_plain, to, JSON_ENCODE_ANY);
    break;
  case JSON_TRUE:
    put(to, "true", 4);
    break;
  case JSON_FALSE:
    put(to, "false", 5);
    break;
  case JSON_NULL:
    put(to, "null", 4);
    break;
  }
}

void value_write(FILE *out, json_t *value, unsigned depth) {
  Gathered to = {.out = out, .depth = depth};
  put_value(&to, value, 0);
  flush(&to);
  json_decref(value);
}

void value_write_line(FILE *out, json_t *value) {
  Gathered to = {.out = out, .is_line = true};
  put_value(&to, value, 0);
  put_char(&to, '\n');
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
