// Comments that silence findings. Private to this layer.
#pragma once

#include "engine/engine.h"

// The comments of a file that are for many lines; the others are found near what they silence.
typedef struct SuppressIndex {
  bool is_made;
  const uint32_t *wide;
  uint32_t wide_count;
} SuppressIndex;
SuppressIndex suppress_index(Arena *arena, const Summary *summary);

// Whether a comment in the file silences `rule` at `span`.
bool suppress_silences(const Summary *summary, const SuppressIndex *index, const Rule *rule,
                       Span span);
