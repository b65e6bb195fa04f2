// Strings are slices by value: UTF-8 bytes, no terminator promised, not owned.
#pragma once

#include "base/arena.h"

#include <stdarg.h>

typedef struct Str {
  const char *at;
  size_t size;
} Str;

// A Str of a string literal, usable in static initialisers.
#define STR(literal) ((Str){"" literal, sizeof(literal) - 1})
// printf("%.*s", STR_ARG(name))
#define STR_ARG(str) (int)(str).size, (str).at

Str str_from_c(const char *text);                 // NULL gives the empty string
Str str_slice(Str str, size_t start, size_t end); // clamped to the string
Str str_trim(Str str);                            // ASCII white space off both ends
// Without the blanks and tabs that it begins with.
Str str_skip_blanks(Str text);
// Takes `word`, given in small letters, off the front of `*rest`; capitals count as small ones.
bool str_take_word(Str *rest, Str word);
bool str_equal(Str a, Str b);
bool str_equal_c(Str a, const char *b);
bool str_equal_any_case(Str a, Str b); // ASCII letters alone
char str_small(char letter);           // a capital ASCII letter as a small one, others as they are
bool str_has_prefix(Str str, Str prefix);
bool str_has_suffix(Str str, Str suffix);
int str_compare(Str a, Str b);            // bytewise, for sorting
size_t str_find(Str str, Str needle);     // offset, or SIZE_MAX
size_t str_find_byte(Str str, char byte); // offset, or SIZE_MAX
uint64_t str_hash(Str str);               // xxh3; the same on every machine
bool str_is_utf8(Str str);                // strictly: no surrogates, no overlong forms

// xxh3 in 128 bits, for texts that are told apart by nothing else.
typedef struct WideHash {
  uint64_t low, high;
} WideHash;
WideHash str_hash_wide(Str str);
bool wide_hash_equal(WideHash a, WideHash b);

// Cuts at the first `separator`: returns the part before it and moves `*rest` behind it.
// `*rest` becomes empty (and `at` NULL) after the last part, so `while (rest.at)` visits all.
Str str_cut(Str *rest, char separator);
// What stands behind the last separator, all where there is none; and in front of it, then nothing.
Str str_behind(Str str, char separator);
Str str_before(Str str, char separator);
// Whether `word` is one of `words`, which stand in one text with a space between two; NULL is none.
bool str_lists(const char *words, Str word);

Str str_copy(Arena *arena, Str str);
char *str_to_c(Arena *arena, Str str); // a terminated copy
Str str_print(Arena *arena, const char *format, ...) BASE_PRINTF(2, 3);
Str str_print_list(Arena *arena, const char *format, va_list arguments) BASE_PRINTF(2, 0);

// Edit distance (insert, delete, replace, swap of neighbours), capped at `limit + 1`; for
// "did you mean". Of strings longer than STR_DISTANCE_MAX_BYTES only equal ones are near.
#define STR_DISTANCE_MAX_BYTES 64
size_t str_distance(Str a, Str b, size_t limit);
