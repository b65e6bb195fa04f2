// jansson, and what to do when it fails.
#include "report/values.h"

#include "report/width.h"

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

typedef struct Indented {
  FILE *out;
  unsigned depth;
} Indented;

// Strings hold no raw line ends, so each one is the layout's.
static int write_indented(const char *text, size_t size, void *context) {
  const Indented *to = context;
  for (Str rest = {text, size}; rest.size > 0;) {
    size_t end = str_find_byte(rest, '\n');
    size_t line = end == SIZE_MAX ? rest.size : end + 1;
    fwrite(rest.at, 1, line, to->out);
    if (end != SIZE_MAX) fprintf(to->out, "%*s", (int)(to->depth * STEP), "");
    rest = str_slice(rest, line, rest.size);
  }
  return 0; // errors are looked at in the end
}

static int write_plain(const char *text, size_t size, void *context) {
  fwrite(text, 1, size, context);
  return 0;
}

void value_write(FILE *out, json_t *value, unsigned depth) {
  Indented to = {out, depth};
  (void)json_dump_callback(value, write_indented, &to, JSON_INDENT(STEP) | JSON_ENCODE_ANY);
  json_decref(value);
}

void value_write_line(FILE *out, json_t *value) {
  (void)json_dump_callback(value, write_plain, out, JSON_ENCODE_ANY);
  fputc('\n', out);
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
