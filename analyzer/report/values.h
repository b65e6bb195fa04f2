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

// An array of which only one element is in memory at a time.
typedef struct ValueStream {
  FILE *out;
  unsigned depth; // of the array
  size_t count;   // of elements that were written
} ValueStream;

void value_stream_add(ValueStream *stream, json_t *value); // frees it
void value_stream_end(const ValueStream *stream);          // no line end behind it

// What is many is written as it goes, without a value for each: the same bytes, at a fraction of
// the cost. What is opened is closed; in an object each value stands behind its key.
typedef struct ValueOut {
  FILE *out;
  unsigned depth; // steps that the lines behind the first are indented by
  bool is_line;   // all on one line
  // private
  unsigned open;      // brackets
  bool is_first;      // nothing stands behind the last bracket yet
  bool is_behind_key; //
  size_t used;
  char bytes[16384];
} ValueOut;

void value_open(ValueOut *to, char bracket); // `{` or `[`
void value_close(ValueOut *to, char bracket);
void value_key(ValueOut *to, const char *key); // one of ours: nothing in it is escaped
void value_put_text(ValueOut *to, Str text);   // what is no UTF-8 becomes U+FFFD
void value_put_optional(ValueOut *to, Str text);
void value_put_number(ValueOut *to, uint64_t number);
void value_put_null(ValueOut *to);
void value_put_fingerprint(ValueOut *to, uint64_t fingerprint);
void value_end_line(ValueOut *to); // behind what stands in no bracket
void value_flush(ValueOut *to);    // in the end
