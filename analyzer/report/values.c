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

// Errors are looked at in the end.
void value_flush(ValueOut *to) {
  fwrite(to->bytes, 1, to->used, to->out);
  to->used = 0;
}

// A few bytes come at a time, and a stream is dear for each.
static void put(ValueOut *to, const char *text, size_t size) {
  if (size > sizeof to->bytes - to->used) value_flush(to);
  if (size > sizeof to->bytes) {
    fwrite(text, 1, size, to->out);
    return;
  }
  memcpy(to->bytes + to->used, text, size);
  to->used += size;
}

// Where so many bytes can be written at once, which are far less than there is room for.
static char *take(ValueOut *to, size_t size) {
  if (size > sizeof to->bytes - to->used) value_flush(to);
  char *at = to->bytes + to->used;
  to->used += size;
  return at;
}

static void put_char(ValueOut *to, char c) {
  if (to->used == sizeof to->bytes) value_flush(to);
  to->bytes[to->used++] = c;
}

// A line end and what the next line begins with.
static void put_break(ValueOut *to) {
  if (to->is_line) return;
  put_char(to, '\n');
  for (unsigned i = 0; i < (to->depth + to->open) * STEP; i++)
    put_char(to, ' ');
}

// What stands between a key, or an element, and what is before it.
static void separate(ValueOut *to) {
  bool has_before = to->open > 0 && !to->is_first;
  to->is_first = false;
  if (to->is_line) {
    if (has_before) memcpy(take(to, 2), ", ", 2);
    return;
  }
  if (has_before) put_char(to, ',');
  if (to->open > 0) put_break(to);
}

static void begin_value(ValueOut *to) {
  if (!to->is_behind_key) separate(to);
  to->is_behind_key = false;
}

void value_open(ValueOut *to, char bracket) {
  begin_value(to);
  put_char(to, bracket);
  to->open++;
  to->is_first = true;
}

void value_close(ValueOut *to, char bracket) {
  to->open--;
  if (!to->is_first) put_break(to);
  to->is_first = false;
  put_char(to, bracket);
}

void value_end_line(ValueOut *to) {
  put_char(to, '\n');
}

static void put_escaped(ValueOut *to, char c) {
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

// Whether eight bytes are all written as they are.
static bool are_plain(const char *at) {
  const uint64_t ones = UINT64_MAX / 255, tops = ones << 7;
  uint64_t word = 0;
  memcpy(&word, at, sizeof word);
  uint64_t quote = word ^ ones * '"', backslash = word ^ ones * '\\';
  // The top bit of a byte that is not; behind the first of them maybe of others, too.
  return (((word - ones * ' ') | (quote - ones) | (backslash - ones) | word) & tops) == 0;
}

// How many bytes from `at` on are written as they are.
static size_t plain_bytes(const char *at, size_t size) {
  size_t count = 0;
  while (size - count >= sizeof(uint64_t) && are_plain(at + count))
    count += sizeof(uint64_t);
  bool is_end = size > sizeof(uint64_t) && size - count < sizeof(uint64_t);
  if (is_end && are_plain(at + size - sizeof(uint64_t))) return size;
  while (count < size && at[count] >= ' ' && at[count] != '"' && at[count] != '\\' &&
         (unsigned char)at[count] < 0x80)
    count++;
  return count;
}

static void put_string(ValueOut *to, Str text) {
  put_char(to, '"');
  while (text.size > 0) {
    size_t size = plain_bytes(text.at, text.size);
    put(to, text.at, size);
    text = str_slice(text, size, text.size);
    if (text.size == 0) break;
    size = 1;
    if ((unsigned char)text.at[0] < 0x80)
      put_escaped(to, text.at[0]);
    else if (width_decode(text, &size) == WIDTH_INVALID)
      put(to, "\xef\xbf\xbd", 3);
    else
      put(to, text.at, size);
    text = str_slice(text, size, text.size);
  }
  put_char(to, '"');
}

static void put_key(ValueOut *to, Str key) {
  separate(to);
  put_string(to, key);
  put(to, ": ", 2);
  to->is_behind_key = true;
}

void value_key(ValueOut *to, const char *key) {
  size_t size = strlen(key);
  separate(to);
  char *at = take(to, size + 4);
  *at = '"';
  memcpy(at + 1, key, size);
  memcpy(at + 1 + size, "\": ", 3);
  to->is_behind_key = true;
}

void value_put_text(ValueOut *to, Str text) {
  begin_value(to);
  put_string(to, text);
}

void value_put_null(ValueOut *to) {
  begin_value(to);
  put(to, "null", 4);
}

void value_put_optional(ValueOut *to, Str text) {
  if (text.size > 0)
    value_put_text(to, text);
  else
    value_put_null(to);
}

static void put_number(ValueOut *to, json_int_t number) {
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

void value_put_number(ValueOut *to, uint64_t number) {
  begin_value(to);
  put_number(to, (json_int_t)number);
}

void value_put_fingerprint(ValueOut *to, uint64_t fingerprint) {
  begin_value(to);
  char *at = take(to, 18);
  *at++ = '"';
  for (int shift = 60; shift >= 0; shift -= 4)
    *at++ = "0123456789abcdef"[fingerprint >> shift & 15];
  *at = '"';
}

// As jansson lays it out, several times as fast. Values are ours, and nested as deep as we nest
// them.
static void put_value(ValueOut *to, json_t *value);

static void put_object(ValueOut *to, json_t *object) {
  value_open(to, '{');
  for (void *at = json_object_iter(object); at; at = json_object_iter_next(object, at)) {
    put_key(to, str_from_c(json_object_iter_key(at)));
    put_value(to, json_object_iter_value(at));
  }
  value_close(to, '}');
}

static void put_list(ValueOut *to, const json_t *list) {
  value_open(to, '[');
  for (size_t i = 0; i < json_array_size(list); i++)
    put_value(to, json_array_get(list, i));
  value_close(to, ']');
}

static int write_plain(const char *text, size_t size, void *context) {
  put(context, text, size);
  return 0;
}

static void put_plain(ValueOut *to, Str text) {
  begin_value(to);
  put(to, text.at, text.size);
}

static void put_real(ValueOut *to, const json_t *value) {
  begin_value(to);
  (void)json_dump_callback(value, write_plain, to, JSON_ENCODE_ANY);
}

static void put_value(ValueOut *to, json_t *value) {
  switch (json_typeof(value)) {
  case JSON_OBJECT:
    put_object(to, value);
    break;
  case JSON_ARRAY:
    put_list(to, value);
    break;
  case JSON_STRING:
    value_put_text(to, (Str){json_string_value(value), json_string_length(value)});
    break;
  case JSON_INTEGER:
    begin_value(to);
    put_number(to, json_integer_value(value));
    break;
  case JSON_REAL:
    put_real(to, value);
    break;
  case JSON_TRUE:
    put_plain(to, STR("true"));
    break;
  case JSON_FALSE:
    put_plain(to, STR("false"));
    break;
  case JSON_NULL:
    value_put_null(to);
    break;
  }
}

void value_write(FILE *out, json_t *value, unsigned depth) {
  ValueOut to = {.out = out, .depth = depth};
  put_value(&to, value);
  value_flush(&to);
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
