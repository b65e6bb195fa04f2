// Every key of the configuration, once: its name, what it takes, what it is for. Reading, the
// messages about mistakes, and what is printed about keys all go by these tables. Private to this
// layer.
#pragma once

#include "config/config.h"

typedef enum KeyType {
  KEY_TEXT,
  KEY_NAMES,   // a string, or a list of strings
  KEY_WORD,    // one of `words`
  KEY_KIND,    // one of the effects that knowledge tells apart: "network" is "blocking-network"
  KEY_NUMBER,  // whole, from `least` to `most`
  KEY_FLAG,    // true or false
  KEY_SCALAR,  // a string, a whole number, or true or false
  KEY_TABLE,   // of `section`
  KEY_LISTS,   // a table: to each key that people choose, a string or a list of strings
  KEY_CHOICES, // a table: to each key that people choose, one of `words`
  KEY_TABLES,  // one or a list of tables of `section`
  KEY_ENTRIES, // a list of tables of `section`; a string in it stands for {name = "…"}
} KeyType;

typedef struct Section Section;

typedef struct Key {
  const char *name;
  KeyType type;
  bool is_required;
  const char *words; // separated by `|`
  int64_t least, most;
  const Section *section;
  const char *help;
} Key;

struct Section {
  const char *title; // "a blocking function", for messages
  const Key *keys;
  size_t count;
};

#define KEYS_MAX 28 // in one section

// ---- The sections, and the places of their keys -------------------------------------------------

#define ROOT_OF_SETTING(NAME, name, value, type, words, least, most, help) ROOT_##NAME,
enum {
  ROOT_EXTEND,
  CONFIG_RULE_SETTINGS(ROOT_OF_SETTING) ROOT_PER_FILE_IGNORES,
  ROOT_SEVERITY,
  CONFIG_FILE_SETTINGS(ROOT_OF_SETTING) ROOT_TEST_FILES,
  ROOT_SRC,
  CONFIG_RESULT_SETTINGS(ROOT_OF_SETTING) ROOT_PYTHON,
  ROOT_C,
};
#undef ROOT_OF_SETTING

// A section of a language holds lists of entries. The first key of an entry is its name.
enum {
  PYTHON_BLOCKING,
  PYTHON_NONBLOCKING,
  PYTHON_RUNNERS,
  PYTHON_REGISTRARS,
  PYTHON_OFFLOADS,
  PYTHON_SCHEDULERS,
  PYTHON_COROUTINES,
  PYTHON_DECORATORS,
  PYTHON_FUNCTIONS,
};
enum {
  C_BLOCKING,
  C_NONBLOCKING,
  C_RUNNERS,
  C_REGISTRARS,
  C_OFFLOADS,
  C_SLOTS,
  C_CALLBACKS,
  C_FUNCTIONS,
  C_SUSPENDS,
};

enum { ENTRY_NAME };
enum { RUNNER_BECAUSE = 1, RUNNER_INSTEAD };
enum {
  BLOCKING_KIND = 1,
  BLOCKING_TIER,
  BLOCKING_UNLESS,
  BLOCKING_ONLY_IF,
  BLOCKING_BECAUSE,
  BLOCKING_INSTEAD,
};
enum { TAKER_ARGUMENT = 1, TAKER_RUNS_ON_C, TAKER_KEYWORD = 2, TAKER_RUNS_ON };
enum { PLACE_RUNS_ON = 1, PLACE_IS_AWAITED };
enum { COROUTINE_RETURNS = 1 };
enum {
  CONDITION_ARGUMENT,
  CONDITION_IS,
  CONDITION_STARTS_WITH,
  CONDITION_KEYWORD, // of Python from here on
  CONDITION_IS_NONE,
  CONDITION_IS_GIVEN,
  CONDITION_MENTIONS,
  CONDITION_INSTANCE_OF,
  CONDITION_IS_NULL = 3, // of C
  CONDITION_AT_MOST,
  CONDITION_HAS_BITS,
  CONDITION_LACKS_BITS,
  CONDITION_FIELD,
  CONDITION_POINTS_TO_ZERO,
};

extern const Section config_root;
