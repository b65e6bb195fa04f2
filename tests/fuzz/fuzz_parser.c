// Any text to the fast producer of trees alone, which is so quick that a fuzzer gets far.
#include "python/parser/parser.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena arena = {0};
  char *bytes = arena_push(&arena, char, size);
  if (size > 0) memcpy(bytes, data, size);
  Str text = {bytes, size};
  Parser *parser = parser_new();
  AstModule module = {0};
  if (parser_read(parser, &arena, text, (Span){0, (uint32_t)size}, &module)) {
    (void)ast_print(&arena, &module);
  } else if (size > 1) {
    (void)parser_read(parser, &arena, text, (Span){1, (uint32_t)size - 1}, &module);
  }
  parser_free(parser);
  arena_release(&arena);
  return 0;
}
