// "Did you mean": the word that a slip of the fingers made another of, or that the given one is a
// part of (`--format`).
#include "base/suggest.h"

#include <stdio.h>

#define PART_MIN_BYTES 4

Str suggest(Str wanted, const Str *words, size_t count) {
  size_t limit = wanted.size < 4 ? 1 : wanted.size < 9 ? 2 : wanted.size / 3;
  Str best = STR("");
  for (size_t i = 0; i < count; i++) {
    size_t distance = str_distance(wanted, words[i], limit);
    if (distance > limit) continue;
    best = words[i];
    if (distance == 0) break;
    limit = distance - 1; // only what is nearer
  }
  for (size_t i = 0; i < count && best.size == 0 && wanted.size >= PART_MIN_BYTES; i++) {
    if (str_find(words[i], wanted) != SIZE_MAX) best = words[i];
  }
  return best;
}

bool suggest_fail(Error *err, const char *kind, Str wanted, const Str *words, size_t count) {
  Str near = suggest(wanted, words, count);
  if (near.size > 0)
    return error_set(err, FAIL_USAGE, "unknown %s `%.*s`; did you mean `%.*s`?", kind,
                     STR_ARG(wanted), STR_ARG(near));
  char all[256] = "";
  size_t used = 0;
  for (size_t i = 0; i < count && used < sizeof all; i++) {
    int size =
        snprintf(all + used, sizeof all - used, "%s%.*s", i > 0 ? ", " : "", STR_ARG(words[i]));
    used += size > 0 ? (size_t)size : 0;
  }
  return error_set(err, FAIL_USAGE, "unknown %s `%.*s`; there are: %s", kind, STR_ARG(wanted), all);
}
