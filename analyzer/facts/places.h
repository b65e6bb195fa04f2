// Places and lines, packed. Private to facts/.
//
// A place is two numbers: how far it starts behind the place before (times two; times two minus one
// for how far before it), and its length. A line is one number, its length with its end; the last
// line, which has none, is left out. A number takes one byte for each seven bits, the lowest first;
// all bytes but its last have the highest bit set. Neighbours in the code are neighbours in the
// tables, so most places take two bytes and most lines one.
#pragma once

#include "facts/facts.h"

// Places from one PlaceMark to the next.
#define PLACES_PER_MARK 64u

// Fills `place_marks`, `places` and `lines` of a builder.
void pack_positions(SummaryBuilder *builder, Str source);

// The number of places that a Summary must hold.
uint64_t places_count(const Summary *summary);

typedef struct PackReader {
  const uint8_t *at;
  const uint8_t *end;
  uint32_t start; // of the place before
} PackReader;
// Both return false where the bytes end too early, or do not fit 32 bits.
bool pack_read(PackReader *reader, uint32_t *out);
bool pack_read_place(PackReader *reader, Span *out);
