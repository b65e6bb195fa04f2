// Numbers and texts as bytes, one behind the other: for what is kept between runs and for keys.
#pragma once

#include "base/array.h"
#include "base/str.h"

typedef struct ByteWriter {
  Arena *arena;
  Array(char) bytes;
} ByteWriter;

void bytes_put(ByteWriter *writer, const void *from, size_t size_bytes);
void bytes_put_number(ByteWriter *writer, uint64_t number);
void bytes_put_str(ByteWriter *writer, Str text);
Str bytes_written(const ByteWriter *writer);

// Reads back, and never beyond the end: from the first mistake on everything is 0 and "".
typedef struct ByteReader {
  Str rest;
  bool is_broken;
} ByteReader;

uint64_t bytes_number(ByteReader *reader);
Str bytes_str(ByteReader *reader); // a slice of what is read
// A number that must be below `limit`.
uint64_t bytes_below(ByteReader *reader, uint64_t limit);
// How many things follow of which each takes `least_bytes` or more.
size_t bytes_count(ByteReader *reader, size_t least_bytes);
