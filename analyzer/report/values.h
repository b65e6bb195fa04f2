// JSON values from ours: one way to make and to write them. No memory ends the process.
#pragma once

#include "report/place.h"

#include <jansson.h>

json_t *value_text(Str text);     // what is no UTF-8 becomes U+FFFD
json_t *value_optional(Str text); // null for ""
json_t *value_number(uint64_t number);
json_t *value_object(void);
json_t *value_list(void);
json_t *value_fingerprint(uint64_t fingerprint); // 16 hexadecimal digits
// Both take the value over.
void value_set(json_t *object, const char *key, json_t *value);
void value_add(json_t *list, json_t *value);

// Writes a value and frees it; lines behind the first are indented by `depth` steps.
void value_write(FILE *out, json_t *value, unsigned depth);
void value_write_line(FILE *out, json_t *value); // on one line, with its end

// An array of which only one element is in memory at a time.
typedef struct ValueStream {
  FILE *out;
  unsigned depth; // of the array
  size_t count;   // of elements that were written
} ValueStream;

void value_stream_add(ValueStream *stream, json_t *value); // frees it
void value_stream_end(const ValueStream *stream);          // no line end behind it
