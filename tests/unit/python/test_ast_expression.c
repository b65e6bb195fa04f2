// ast_parse_expression: the inside of a string annotation.
#include "ast_rows.h"

typedef struct Row {
  const char *name;
  Str text;
  Span part;
  Span want; // of the expression; empty when there is none
  AstExprKind kind;
} Row;

static const Row rows[] = {
    {"a name", TEXT("x: 'A'"), {4, 5}, {4, 5}, AST_NAME_EXPR},
    {"with blanks", TEXT("x: ' A '"), {4, 7}, {5, 6}, AST_NAME_EXPR},
    {"a union", TEXT("x: 'A[B] | None'"), {4, 15}, {4, 15}, AST_BINARY},
    {"a subscript", TEXT("x: 'list[A]'"), {4, 11}, {4, 11}, AST_SUBSCRIPT},
    {"a tuple", TEXT("'a, b'"), {1, 5}, {1, 5}, AST_TUPLE},
    {"over lines in brackets", TEXT("'''A[\nB]'''"), {3, 8}, {3, 8}, AST_SUBSCRIPT},
    {"nothing", TEXT("''"), {1, 1}, {0, 0}, AST_EXPR_ERROR},
    {"blanks", TEXT("'  '"), {1, 3}, {0, 0}, AST_EXPR_ERROR},
    {"a statement", TEXT("'a = b'"), {1, 6}, {0, 0}, AST_EXPR_ERROR},
    {"two statements", TEXT("'a; b'"), {1, 5}, {0, 0}, AST_EXPR_ERROR},
    {"words", TEXT("'see the manual'"), {1, 15}, {0, 0}, AST_EXPR_ERROR},
    {"a keyword", TEXT("'return'"), {1, 7}, {0, 0}, AST_EXPR_ERROR},
    {"an open bracket", TEXT("'A['"), {1, 3}, {0, 0}, AST_EXPR_ERROR},
};

static void reads(const Row *row) {
  Arena arena = {0};
  AstParser *parser = ast_parser_new();
  const AstExpr *expr = ast_parse_expression(parser, &arena, row->text, row->part);
  assert_int_equal(expr != NULL, row->want.end > 0);
  if (expr) {
    assert_int_equal(expr->kind, row->kind);
    assert_span_equal(expr->span, row->want);
  }
  ast_parser_free(parser);
  arena_release(&arena);
}
TEST_TABLE("ast_parse_expression", rows, reads)

TEST_MAIN(&reads_table)
