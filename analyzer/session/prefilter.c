// Each word is looked for by the byte of it that is rarest in Python source: memchr passes over the
// text faster than anything that looks at several bytes, and seldom stops for nothing.
#include "session/prefilter.h"

#include <string.h>

// From most to least frequent, counted over the sources of Django; what is not listed is rarer.
static const char frequent_bytes[] = " etsarnoil\nd_fcmpu.\"gh(),=:byvwkx";

typedef struct Needle {
  Str word;
  size_t rare; // offset of its rarest byte
} Needle;

struct Prefilter {
  const Needle *needles; // none contains another
  size_t count;
};

// A word that contains another adds nothing: where `asyncio` occurs, `async` does.
static bool is_needed(KnowledgeWords words, size_t index) {
  for (size_t i = 0; i < words.count; i++) {
    bool is_same = str_equal(words.at[i], words.at[index]);
    if (is_same && i < index) return false;
    if (!is_same && str_find(words.at[index], words.at[i]) != SIZE_MAX) return false;
  }
  return true;
}

static size_t rarity(char byte) {
  const char *found = strchr(frequent_bytes, byte);
  return byte && found ? (size_t)(found - frequent_bytes) : sizeof frequent_bytes;
}

static size_t rarest(Str word) {
  size_t best = 0;
  for (size_t i = 1; i < word.size; i++) {
    if (rarity(word.at[i]) > rarity(word.at[best])) best = i;
  }
  return best;
}

const Prefilter *prefilter_new(Arena *arena, KnowledgeWords words) {
  Prefilter *prefilter = arena_push(arena, Prefilter, 1);
  Needle *needles = arena_push(arena, Needle, words.count);
  for (size_t i = 0; i < words.count; i++) {
    assert(words.at[i].size > 0);
    if (!is_needed(words, i)) continue;
    needles[prefilter->count++] = (Needle){.word = words.at[i], .rare = rarest(words.at[i])};
  }
  prefilter->needles = needles;
  return prefilter;
}

static bool occurs(const Needle *needle, Str bytes) {
  if (bytes.size < needle->word.size) return false;
  const char *last = bytes.at + (bytes.size - needle->word.size) + needle->rare;
  for (const char *at = bytes.at + needle->rare; at <= last; at++) {
    at = memchr(at, needle->word.at[needle->rare], (size_t)(last - at) + 1);
    if (!at) return false;
    if (memcmp(at - needle->rare, needle->word.at, needle->word.size) == 0) return true;
  }
  return false;
}

bool prefilter_matches(const Prefilter *prefilter, Str bytes) {
  for (size_t i = 0; i < prefilter->count; i++) {
    if (occurs(&prefilter->needles[i], bytes)) return true;
  }
  return false;
}
