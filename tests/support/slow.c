// What makes nostall_slow of nostall: all of Python is read by tree-sitter. The linker leads the
// making of parsers through this file (--wrap).
#include "python/ast.h"

AstParser *__real_ast_parser_new(void);
AstParser *__wrap_ast_parser_new(void);

AstParser *__wrap_ast_parser_new(void) {
  AstParser *parser = __real_ast_parser_new();
  ast_parser_use(parser, AST_PRODUCER_TREE_SITTER);
  return parser;
}
