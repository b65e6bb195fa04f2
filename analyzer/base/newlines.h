// Where lines end, for texts that have \n alone: sixty-four bytes are looked at together.
#pragma once

#include "base/base.h"

#define NEWLINES_BYTES 64

// Bit i says that `at[i]` is a newline; reads NEWLINES_BYTES bytes.
static inline uint64_t newlines_among(const char *at);
// The lowest bit that is set; `mask` is not 0.
static inline uint32_t newlines_first(uint64_t mask);

#if defined(__SSE2__) && defined(__GNUC__)

#include <emmintrin.h>

static inline uint64_t newlines_among(const char *at) {
  uint64_t mask = 0;
  for (unsigned i = 0; i < NEWLINES_BYTES; i += 16) {
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(at + i));
    __m128i equal = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n'));
    mask |= (uint64_t)(unsigned)_mm_movemask_epi8(equal) << i;
  }
  return mask;
}

static inline uint32_t newlines_first(uint64_t mask) {
  return (uint32_t)__builtin_ctzll(mask);
}

#else

static inline uint64_t newlines_among(const char *at) {
  uint64_t mask = 0;
  for (unsigned i = 0; i < NEWLINES_BYTES; i++)
    mask |= (uint64_t)(at[i] == '\n') << i;
  return mask;
}

static inline uint32_t newlines_first(uint64_t mask) {
  uint32_t bit = 0;
  for (; !(mask & 1); mask >>= 1)
    bit++;
  return bit;
}

#endif
