// The search of Wu and Manber. The pair of bytes at the end of a window as long as the shortest
// word tells how far the window may move before a word can end there; only where it may not move
// are words compared. Most pairs of Python stand in no word, so a third of the text is looked at,
// however many words there are.
#include "session/prefilter.h"

#include <string.h>

#define PAIR_COUNT ((size_t)1 << 16)

struct Prefilter {
  const Str *words; // none contains another
  size_t word_count;
  size_t window;             // bytes of the shortest word, at least 2
  uint8_t moves[PAIR_COUNT]; // how far the window may move when it ends with this pair
};

static size_t pair_of(const char *at) {
  uint16_t pair = 0; // in the byte order of the machine: the table is made on it
  memcpy(&pair, at, sizeof pair);
  return pair;
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

static void fill_moves(Prefilter *prefilter) {
  size_t farthest = prefilter->window - 1;
  memset(prefilter->moves, (int)(farthest < UINT8_MAX ? farthest : UINT8_MAX), PAIR_COUNT);
  for (size_t i = 0; i < prefilter->word_count; i++) {
    for (size_t end = 2; end <= prefilter->window; end++) {
      uint8_t *move = &prefilter->moves[pair_of(prefilter->words[i].at + end - 2)];
      if (*move > prefilter->window - end) *move = (uint8_t)(prefilter->window - end);
    }
  }
}

const Prefilter *prefilter_new(Arena *arena, KnowledgeWords words) {
  Prefilter *prefilter = arena_push(arena, Prefilter, 1);
  Str *kept = arena_push(arena, Str, words.count);
  prefilter->words = kept;
  prefilter->window = SIZE_MAX;
  for (size_t i = 0; i < words.count; i++) {
    if (!is_needed(words, i)) continue;
    assert(words.at[i].size >= 2);
    kept[prefilter->word_count++] = words.at[i];
    if (words.at[i].size < prefilter->window) prefilter->window = words.at[i].size;
  }
  if (prefilter->word_count > 0) fill_moves(prefilter);
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

bool prefilter_matches(const Prefilter *prefilter, Str bytes) {
  if (prefilter->word_count == 0) return false;
  size_t window = prefilter->window;
  for (size_t end = window; end <= bytes.size;) {
    uint8_t move = prefilter->moves[pair_of(bytes.at + end - 2)];
    end += move;
    if (move > 0) continue;
    if (has_word_at(prefilter, str_slice(bytes, end - window, bytes.size))) return true;
    end++;
  }
  return false;
}
