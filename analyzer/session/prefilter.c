// Of two bytes at every second place a table says whether a word can begin there or one byte
// before, four places at a time; where one can, a second table says it of three bytes, and only
// then are words compared. Leaping from place to place would look at fewer of them, but one short
// word makes all leaps short, and each would have to wait for the one before.
#include "session/prefilter.h"

#include <string.h>

#define STEP_BYTES  2
#define PROBE_BYTES 3
#define SLOT_BITS   13

// Bytes that are looked at together.
#define STRIDE_BYTES ((size_t)(4 * STEP_BYTES))

// Where a word can begin when these three bytes stand at a place.
typedef enum Begin { BEGIN_HERE = 1 << 0, BEGIN_BEFORE = 1 << 1 } Begin;

struct Prefilter {
  const Str *words; // none contains another
  size_t word_count;
  uint8_t begins[1 << SLOT_BITS]; // Begin, by slot_of
  uint8_t pairs[UINT16_MAX + 1];  // the same, by pair_at
};

// In the byte order of the machine: the tables are made on it.
static uint16_t pair_at(const char *at) {
  uint16_t pair = 0;
  memcpy(&pair, at, sizeof pair);
  return pair;
}

static uint32_t slot_of(const char *at) {
  uint32_t bytes = pair_at(at) | (uint32_t)(unsigned char)at[2] << 16;
  return bytes * UINT32_C(0x9e3779b1) >> (32 - SLOT_BITS); // 2^32 / golden ratio
}

// A word that contains another adds nothing: where `asyncio` occurs, `async` does.
static bool is_needed(KnowledgeWords words, size_t index) {
  for (size_t i = 0; i < words.count; i++) {
    bool is_same = str_equal(words.at[i], words.at[index]);
    if (is_same && i < index) return false;
    if (!is_same && str_find(words.at[index], words.at[i]) != SIZE_MAX) return false;
  }
  return true;
}

// Marks what can stand at a place where `part` begins: behind its end, anything.
static void mark(Prefilter *prefilter, Str part, Begin begin) {
  char probe[PROBE_BYTES] = {0};
  memcpy(probe, part.at, part.size < PROBE_BYTES ? part.size : PROBE_BYTES);
  unsigned seconds = part.size > 1 ? 1 : 256;
  unsigned thirds = part.size > 2 ? 1 : 256;
  for (unsigned second = 0; second < seconds; second++) {
    if (seconds > 1) probe[1] = (char)second;
    prefilter->pairs[pair_at(probe)] |= (uint8_t)begin;
    for (unsigned third = 0; third < thirds; third++) {
      if (thirds > 1) probe[2] = (char)third;
      prefilter->begins[slot_of(probe)] |= (uint8_t)begin;
    }
  }
}

const Prefilter *prefilter_new(Arena *arena, KnowledgeWords words) {
  Prefilter *prefilter = arena_push(arena, Prefilter, 1);
  Str *kept = arena_push(arena, Str, words.count);
  prefilter->words = kept;
  for (size_t i = 0; i < words.count; i++) {
    Str word = words.at[i];
    if (!is_needed(words, i)) continue;
    assert(word.size >= STEP_BYTES);
    kept[prefilter->word_count++] = word;
    mark(prefilter, word, BEGIN_HERE);
    mark(prefilter, str_slice(word, 1, word.size), BEGIN_BEFORE);
  }
  return prefilter;
}

static bool has_word_at(const Prefilter *prefilter, Str rest) {
  for (size_t i = 0; i < prefilter->word_count; i++) {
    Str word = prefilter->words[i];
    // Most are told apart by their first letter.
    if (rest.at[0] == word.at[0] && str_has_prefix(rest, word)) return true;
  }
  return false;
}

static bool is_at(const Prefilter *prefilter, Str bytes, size_t at, unsigned begins) {
  if ((begins & BEGIN_HERE) && has_word_at(prefilter, str_slice(bytes, at, bytes.size)))
    return true;
  return (begins & BEGIN_BEFORE) && at > 0 &&
         has_word_at(prefilter, str_slice(bytes, at - 1, bytes.size));
}

// Whether a word begins at one of the places before `end`, or one byte before it.
static inline bool is_before(const Prefilter *prefilter, Str bytes, size_t at, size_t end) {
  for (; at < end; at += STEP_BYTES) {
    if (!prefilter->pairs[pair_at(bytes.at + at)]) continue;
    uint8_t begins = prefilter->begins[slot_of(bytes.at + at)];
    if (begins && is_at(prefilter, bytes, at, begins)) return true;
  }
  return false;
}

bool prefilter_matches(const Prefilter *prefilter, Str bytes) {
  const uint8_t *pairs = prefilter->pairs;
  size_t at = 0;
  for (; at + STRIDE_BYTES < bytes.size; at += STRIDE_BYTES) {
    const char *here = bytes.at + at;
    unsigned begins = pairs[pair_at(here)] | pairs[pair_at(here + STEP_BYTES)] |
                      pairs[pair_at(here + 2 * STEP_BYTES)] | pairs[pair_at(here + 3 * STEP_BYTES)];
    if (begins && is_before(prefilter, bytes, at, at + STRIDE_BYTES)) return true;
  }
  for (; at + PROBE_BYTES <= bytes.size; at += STEP_BYTES)
    if (is_before(prefilter, bytes, at, at + STEP_BYTES)) return true;
  for (; at < bytes.size; at++)
    if (is_at(prefilter, bytes, at, BEGIN_HERE | BEGIN_BEFORE)) return true;
  return false;
}
