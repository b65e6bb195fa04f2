// Tables of TOML held against the tables of keys: unknown keys, wrong types and missing values are
// found here, whatever the section is. Private to this layer.
#pragma once

#include "base/array.h"
#include "config/config.h"
#include "config/keys.h"
#include "config/toml.h"

typedef struct Reading {
  Arena *arena;
  Str text;
  Str name; // of the file
  LineTable lines;
  Array(ConfigProblem) problems;
} Reading;

// The values of one table, beside the keys of its section; NULL is not given.
typedef struct Record {
  const TomlNode *table;
  const TomlNode *values[KEYS_MAX];
} Record;

void reading_problem(Reading *reading, Span span, const char *format, ...) BASE_PRINTF(3, 4);
uint32_t reading_line(const Reading *reading, Span span); // 1-based

// Fills `*out` with those values that are of the right type; false when something was wrong.
bool record_read(Reading *reading, const Section *section, const TomlNode *table, Record *out);
// The same for an element of a KEY_ENTRIES, which may be a string.
bool entry_read(Reading *reading, const Section *section, const TomlNode *element, Record *out);

// The strings of a KEY_NAMES: itself or its elements. `for (node = names_first(value); node; node =
// names_next(value, node))`
static inline const TomlNode *names_first(const TomlNode *value) {
  return value->kind == TOML_ARRAY ? value->first : value;
}
static inline const TomlNode *names_next(const TomlNode *value, const TomlNode *node) {
  return value->kind == TOML_ARRAY ? node->next : NULL;
}

// The tables of a KEY_TABLES, in the same way; an array of them, or one.
#define tables_first names_first
#define tables_next  names_next

// What a KEY_WORD or KEY_KIND may be; nothing for the others.
#define KEY_WORDS_MAX 64
typedef struct KeyWords {
  Str at[KEY_WORDS_MAX];
  size_t count;
} KeyWords;
KeyWords key_words(const Key *key);
const char *key_type_words(KeyType type); // "a string"

// The effect of a KEY_KIND, EFFECT_NONE when there is none of that name.
Effect kind_find(Str name);
