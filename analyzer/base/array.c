// Growth of Array(T): doubling, so that appending is constant time on average.
#include "base/array.h"

#include <string.h>

#define ARRAY_MIN_CAPACITY 8

static size_t capacity_for(size_t count, size_t extra, size_t capacity) {
  if (extra > SIZE_MAX - count) base_fatal("out of memory: an array of too many elements");
  size_t wanted = count + extra;
  size_t grown = capacity > SIZE_MAX / 2 ? SIZE_MAX : capacity * 2;
  if (grown < ARRAY_MIN_CAPACITY) grown = ARRAY_MIN_CAPACITY;
  return grown < wanted ? wanted : grown;
}

static size_t bytes_of(size_t element_bytes, size_t count) {
  if (count > SIZE_MAX / element_bytes)
    base_fatal("out of memory: %zu values of %zu bytes", count, element_bytes);
  return element_bytes * count;
}

static void *copy(Arena *arena, const void *at, size_t element_bytes, size_t count,
                  size_t capacity) {
  void *fresh = arena_alloc_raw(arena, element_bytes, alignof(max_align_t), capacity);
  if (count > 0) memcpy(fresh, at, count * element_bytes);
  return fresh;
}

void *array_grow(Arena *arena, const void *at, size_t element_bytes, size_t count, size_t extra,
                 size_t *capacity) {
  *capacity = capacity_for(count, extra, *capacity);
  return copy(arena, at, element_bytes, count, *capacity);
}

void *array_grow_exactly(Arena *arena, const void *at, size_t element_bytes, size_t count,
                         size_t extra, size_t *capacity) {
  if (extra > SIZE_MAX - count) base_fatal("out of memory: an array of too many elements");
  *capacity = count + extra;
  return copy(arena, at, element_bytes, count, *capacity);
}

void *array_move(Arena *arena, const void *at, size_t element_bytes, size_t count, size_t extra,
                 size_t *capacity) {
  size_t known = bytes_of(element_bytes, *capacity);
  *capacity = capacity_for(count, extra, *capacity);
  return arena_grow_table(arena, at, known, bytes_of(element_bytes, *capacity));
}
