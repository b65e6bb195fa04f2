// One row: parse, print, compare.
#include "ast_rows.h"

void ast_row_check(const AstRow *row) {
  Arena arena = {0};
  AstParser *parser = ast_parser_new();
  AstModule module = ast_parse(parser, &arena, row->source);
  assert_str_equal(ast_print(&arena, &module), str_from_c(row->want));
  ast_parser_free(parser);
  arena_release(&arena);
}
