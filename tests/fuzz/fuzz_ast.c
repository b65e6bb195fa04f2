// Any text: to a tree and, as all of it is then visited, to print. The tree must keep its promises.
#include "python/ast.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds) {
  if (!holds) abort();
}

static void check_module(const AstModule *module, Str text) {
  for (uint32_t i = 0; i < module->problem_count; i++) {
    Span span = module->problems[i].span;
    check(span.start <= span.end && span.end <= text.size);
    check(i == 0 || module->problems[i - 1].span.start <= span.start);
  }
  for (uint32_t i = 0; i < module->comment_count; i++) {
    Span span = module->comments[i];
    check(span.start < span.end && span.end <= text.size && text.at[span.start] == '#');
    check(i == 0 || module->comments[i - 1].end <= span.start);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Str text = {(const char *)data, size};
  Arena arena = {0};
  AstParser *parser = ast_parser_new();
  AstModule module = ast_parse(parser, &arena, text);
  check_module(&module, text);
  ast_print(&arena, text, &module);
  ast_parse_expression(parser, &arena, text, (Span){0, (uint32_t)size});
  ast_parser_free(parser);
  arena_release(&arena);
  return 0;
}
