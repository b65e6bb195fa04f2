// The innermost loops of the lexer, sixteen bytes at a time where every processor of a kind can do
// that. They may look at LEXER_PADDING_BYTES behind the text, and end there at the latest.
#pragma once

#include "python/parser/lexer.h"

// Eight bytes as a number, the first of them the lowest.
static inline uint64_t scan_bytes(const char *at) {
  const unsigned char *byte = (const unsigned char *)at;
  return (uint64_t)byte[0] | (uint64_t)byte[1] << 8 | (uint64_t)byte[2] << 16 |
         (uint64_t)byte[3] << 24 | (uint64_t)byte[4] << 32 | (uint64_t)byte[5] << 40 |
         (uint64_t)byte[6] << 48 | (uint64_t)byte[7] << 56;
}

// How many letters, digits, underscores and bytes beyond ASCII stand at `at`.
static inline size_t scan_plain_word(const char *at) {
  size_t size = 0;
  while (lexer_is(at[size], LEXER_WORD))
    size++;
  return size;
}

// Behind the spaces from `at` on.
static inline const char *scan_plain_spaces(const char *at) {
  while (*at == ' ')
    at++;
  return at;
}

// At the next quote of this kind or backslash, or a byte that may end a line or the text; what else
// is not above these counts as well.
static inline const char *scan_plain_string(const char *at, char quote) {
  while (*at != quote && *at != '\\' && (unsigned char)*at > '\r')
    at++;
  return at;
}

#if defined(__SSE2__) && defined(__GNUC__)

#include <emmintrin.h>

#define SCAN_BYTES 16

static inline __m128i scan_load(const char *at) {
  return _mm_loadu_si128((const __m128i *)(const void *)at);
}

// How many bytes are set before the first that is not.
static inline unsigned scan_count(__m128i set) {
  return (unsigned)__builtin_ctz(~(unsigned)_mm_movemask_epi8(set));
}

// Bytes from `first` to `last`, which are moved to the end of what a byte with a sign can hold.
static inline __m128i scan_between(__m128i bytes, char first, char last) {
  __m128i moved = _mm_add_epi8(bytes, _mm_set1_epi8((char)(INT8_MAX - last)));
  return _mm_cmpgt_epi8(moved, _mm_set1_epi8((char)(INT8_MAX - last + first - 1)));
}

// Those of the next sixteen bytes that begin a word.
static inline unsigned scan_part(const char *at) {
  __m128i bytes = scan_load(at);
  __m128i letters = scan_between(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), 'a', 'z');
  __m128i digits = scan_between(bytes, '0', '9');
  __m128i rest = _mm_or_si128(bytes, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('_')));
  return scan_count(_mm_or_si128(_mm_or_si128(letters, digits), rest)); // the top bit counts
}

BASE_NOINLINE static size_t scan_long_word(const char *at) {
  size_t size = SCAN_BYTES;
  for (unsigned part = SCAN_BYTES; part == SCAN_BYTES; size += part)
    part = scan_part(at + size);
  return size;
}

static inline size_t scan_word(const char *at) {
  size_t size = scan_part(at);
  return size < SCAN_BYTES ? size : scan_long_word(at);
}

static inline const char *scan_spaces(const char *at) {
  for (;; at += SCAN_BYTES) {
    unsigned count = scan_count(_mm_cmpeq_epi8(scan_load(at), _mm_set1_epi8(' ')));
    if (count < SCAN_BYTES) return at + count;
  }
}

static inline const char *scan_string(const char *at, char quote) {
  for (;; at += SCAN_BYTES) {
    __m128i bytes = scan_load(at);
    __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8('\r')), bytes);
    __m128i marks = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(quote)),
                                 _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
    unsigned found = (unsigned)_mm_movemask_epi8(_mm_or_si128(low, marks));
    if (found) return at + __builtin_ctz(found);
  }
}

#else

static inline size_t scan_word(const char *at) {
  return scan_plain_word(at);
}

static inline const char *scan_spaces(const char *at) {
  return scan_plain_spaces(at);
}

static inline const char *scan_string(const char *at, char quote) {
  return scan_plain_string(at, quote);
}

#endif
