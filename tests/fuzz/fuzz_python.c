// Bytes as a Python file: whatever they are, the front end makes a Summary of them that passes
// every check which a reader relies on.
#include "python/python.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size_bytes);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size_bytes) {
  Arena arena = {0};
  PythonReader *reader = python_reader_new();
  // A copy of just this size, so that a read beyond it is seen.
  char *bytes = arena_push(&arena, char, size_bytes);
  if (size_bytes > 0) memcpy(bytes, data, size_bytes);
  Str block = python_summarize(reader, &arena, STR("x.py"), (Str){bytes, size_bytes});
  Summary summary = {0};
  Error err = {0};
  if (!summary_open(summary_sealed(&arena, block), &summary, &err)) base_fatal("%s", err.text);
  python_reader_free(reader);
  arena_release(&arena);
  return 0;
}
