// The innermost loop of the lexer, sixteen bytes at a time where every
// processor of a kind can do that. It may look at LEXER_PADDING_BYTES behind
// the text.
#pragma once

#include "python/parser/lexer.h"

#if defined(__SSE2__) && defined(__GNUC__)

#include <emmintrin.h>

#define SCAN_BYTES 16

// Behind the letters, digits, underscores and bytes beyond ASCII from `at` on.
static inline const char *scan_word(const char *at) {
  for (;; at += SCAN_BYTES) {
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
    __m128i lower = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
    __m128i letters = _mm_and_si128(_mm_cmpgt_epi8(lower, _mm_set1_epi8('a' - 1)),
                                    _mm_cmplt_epi8(lower, _mm_set1_epi8('z' + 1)));
    __m128i digits = _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8('0' - 1)),
                                   _mm_cmplt_epi8(bytes, _mm_set1_epi8('9' + 1)));
    __m128i rest = _mm_or_si128(bytes, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('_')));
    __m128i all = _mm_or_si128(_mm_or_si128(letters, digits), rest); // the top bit counts
    unsigned others = 0xFFFF & ~(unsigned)_mm_movemask_epi8(all);
    if (others) return at + __builtin_ctz(others);
  }
}

#else

static inline const char *scan_word(const char *at) {
  while (lexer_is(*at, LEXER_WORD))
    at++;
  return at;
}

#endif
