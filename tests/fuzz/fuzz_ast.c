// Any text: to a tree and, as all of it is then visited, to print. The tree must keep its promises,
// whoever produces it. What the fast producer reads, the other one must survive, too.
#include "python/ast.h"

#include <stdlib.h>
#include <string.h>

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

static void parse(AstParser *parser, Arena *arena, AstProducer producer, Str text) {
  ast_parser_use(parser, producer);
  AstModule module = ast_parse(parser, arena, text);
  check_module(&module, text);
  (void)ast_print(arena, &module);
}

// Whatever was read before, the same text gives the same tree.
static void check_again(AstParser *parser, Arena *arena, Str text) {
  AstModule first = ast_parse(parser, arena, text);
  AstModule second = ast_parse(parser, arena, text);
  check(str_equal(ast_print(arena, &first), ast_print(arena, &second)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena arena = {0};
  // A copy of just this size, so that a read beyond it is seen.
  char *bytes = arena_push(&arena, char, size);
  if (size > 0) memcpy(bytes, data, size);
  Str text = {bytes, size};
  AstParser *parser = ast_parser_new();
  parse(parser, &arena, AST_PRODUCER_FAST, text);
  parse(parser, &arena, AST_PRODUCER_TREE_SITTER, text);
  ast_parser_use(parser, AST_PRODUCER_FAST);
  check_again(parser, &arena, text);
  ast_parser_use(parser, AST_PRODUCER_BOTH);
  (void)ast_parse_expression(parser, &arena, text, (Span){0, (uint32_t)size});
  ast_parser_free(parser);
  arena_release(&arena);
  return 0;
}
