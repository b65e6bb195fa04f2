// Allocation: the C library's, with a count so that a test can make any one of them fail.
#include "runtime/core.h"

#include <stdlib.h>
#include <string.h>

static bool fails(void) {
  Loop *loop = loop_current();
  if (!loop || !loop->options.fail_allocation) return false;
  return ++loop->allocations == loop->options.fail_allocation;
}

void *memory_new(size_t size_bytes) {
  return fails() ? NULL : calloc(1, size_bytes ? size_bytes : 1);
}

void *memory_copy(const void *at, size_t size_bytes) {
  void *copy = memory_new(size_bytes);
  if (copy && size_bytes) memcpy(copy, at, size_bytes);
  return copy;
}

bool memory_grow(void **at, size_t count, size_t *capacity, size_t element_bytes) {
  if (count < *capacity) return true;
  size_t wanted = *capacity ? *capacity * 2 : 8;
  if (wanted > SIZE_MAX / element_bytes || fails()) return false;
  void *grown = realloc(*at, wanted * element_bytes);
  if (!grown) return false;
  *at = grown;
  *capacity = wanted;
  return true;
}
