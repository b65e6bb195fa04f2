// Numbers have eight bytes: what is kept is small, and reading it should not need thought.
#include "session/bytes.h"

#include <string.h>

void bytes_put(ByteWriter *writer, const void *from, size_t size_bytes) {
  array_reserve(writer->arena, &writer->bytes, size_bytes);
  if (size_bytes > 0) memcpy(writer->bytes.at + writer->bytes.count, from, size_bytes);
  writer->bytes.count += size_bytes;
}

void bytes_put_number(ByteWriter *writer, uint64_t number) {
  bytes_put(writer, &number, sizeof number);
}

void bytes_put_str(ByteWriter *writer, Str text) {
  bytes_put_number(writer, text.size);
  bytes_put(writer, text.at, text.size);
}

Str bytes_written(const ByteWriter *writer) {
  return (Str){writer->bytes.at, writer->bytes.count};
}

static Str take(ByteReader *reader, size_t size_bytes) {
  reader->is_broken |= size_bytes > reader->rest.size;
  if (reader->is_broken) return (Str){0};
  Str taken = str_slice(reader->rest, 0, size_bytes);
  reader->rest = str_slice(reader->rest, size_bytes, reader->rest.size);
  return taken;
}

uint64_t bytes_number(ByteReader *reader) {
  uint64_t number = 0;
  Str taken = take(reader, sizeof number);
  if (taken.size > 0) memcpy(&number, taken.at, sizeof number);
  return number;
}

Str bytes_str(ByteReader *reader) {
  uint64_t size = bytes_number(reader);
  return take(reader, size < SIZE_MAX ? (size_t)size : SIZE_MAX);
}

uint64_t bytes_below(ByteReader *reader, uint64_t limit) {
  uint64_t number = bytes_number(reader);
  reader->is_broken |= number >= limit;
  return reader->is_broken ? 0 : number;
}

size_t bytes_count(ByteReader *reader, size_t least_bytes) {
  uint64_t count = bytes_number(reader);
  reader->is_broken |= count > reader->rest.size / least_bytes;
  return reader->is_broken ? 0 : (size_t)count;
}
