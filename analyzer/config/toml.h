// TOML 1.0 as values with their places. tree-sitter-toml reads the text; what its grammar leaves
// open (keys that come twice, tables that are closed, escapes, the range of numbers) is checked
// here. Private to this layer, the only one that knows that parser.
#pragma once

#include "base/span.h"

#define TOML_MAX_BYTES ((size_t)1 << 20)
#define TOML_MAX_DEPTH 32 // of arrays and tables in one another, and parts of a dotted key

typedef enum TomlKind {
  TOML_STRING,
  TOML_INTEGER,
  TOML_FLOAT,
  TOML_BOOLEAN,
  TOML_DATE, // and times
  TOML_ARRAY,
  TOML_TABLE,
} TomlKind;

// How a table or array came to be, which decides what may be added to it. Private to toml.c.
typedef enum TomlOrigin {
  ORIGIN_VALUE,    // written out: nothing may be added
  ORIGIN_IMPLICIT, // a table that only stands in front of a dot in a header
  ORIGIN_HEADER,   // [table], or all of [[table]]
  ORIGIN_DOTTED,   // a table that stands in front of a dot in a key
} TomlOrigin;

typedef struct TomlNode TomlNode;
struct TomlNode {
  TomlKind kind;
  TomlOrigin origin;
  Str key;       // in a table; "" in an array
  Span key_span; // of that part of the key
  Span span;     // of the value as it is written; of a table with a header, of that
  Str text;      // of a string its value; of numbers and dates what is written
  int64_t integer;
  bool boolean;
  uint32_t id;     // each node has its own
  uint32_t count;  // of children
  TomlNode *first; // children, in the order of the text
  TomlNode *last;
  TomlNode *next; // child of the same parent
};

typedef struct TomlProblem {
  Span span;
  Str text;
} TomlProblem;

// Reads a document into `*out`, its table; everything lives in `arena` and points into `text`,
// which has no byte order mark. False, with the first problem, when it is no TOML.
bool toml_parse(Arena *arena, Str text, TomlNode **out, TomlProblem *problem);

const char *toml_kind_name(TomlKind kind); // "a string"

// ---- toml_text.c --------------------------------------------------------------------------------

// Whether a text is what TOML is made of: UTF-8 without control characters; `problem` says where it
// is not.
bool toml_text_check(Arena *arena, Str text, TomlProblem *problem);
// The value of a string with its quotes, of any of the four kinds. `start` is its place.
bool toml_string_value(Arena *arena, Str quoted, uint32_t start, Str *out, TomlProblem *problem);
// The value of a whole number as it is written; false when it is too large.
bool toml_integer_value(Str written, int64_t *out);
