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

// Which comments of a file, and which codes in them, silence something; NULL: none does.
typedef struct SuppressUse {
  bool *comments; // beside Summary.suppressions: those without codes
  bool *codes;    // beside Summary.codes
} SuppressUse;
// Marks all that silence `rule` at `span`.
void suppress_use(Arena *arena, const Summary *summary, SuppressUse *use, const Rule *rule,
                  Span span);
