// Simple statements, which end with their line or at a semicolon.
#include "python/parser/parser.h"

// ---- Assignments --------------------------------------------------------------------------------

// (star_targets '=')+ (yield_expr | star_expressions), from behind the first target on
static AstStmt *assignment(Parser *p, uint32_t start, AstExpr *first) {
  size_t mark = p->items.size_bytes;
  AstExpr *value = first;
  while (parser_accept(p, TOKEN_EQUAL)) {
    if (!parser_is_target(value)) parser_fail(p);
    parser_push_expr(p, value);
    value = parser_yield_or_expressions(p);
  }
  AstStmt *stmt = parser_stmt_take(p, AST_ASSIGN, start);
  stmt->assign.targets = parser_take_exprs(p, mark);
  stmt->assign.value = value;
  return stmt;
}

// single_target ':' expression ['=' (yield_expr | star_expressions)], from the colon on
static AstStmt *annotated(Parser *p, uint32_t start, AstExpr *target) {
  parser_next(p);
  if (!parser_is_single_target(target)) parser_fail(p);
  AstExpr *annotation = parser_expression(p);
  AstExpr *value = parser_accept(p, TOKEN_EQUAL) ? parser_yield_or_expressions(p) : NULL;
  AstStmt *stmt = parser_stmt_new(p, AST_ANN_ASSIGN, start);
  stmt->ann_assign.target = target;
  stmt->ann_assign.annotation = annotation;
  stmt->ann_assign.value = value;
  stmt->ann_assign.is_simple = target->kind == AST_NAME_EXPR && target->span.start == start;
  return stmt;
}

// AstOperator + 1 of `+=` and the like.
static const uint8_t augmented_operators[TOKEN_KIND_COUNT] = {
    [TOKEN_PLUS_EQUAL] = AST_ADD + 1,          [TOKEN_MINUS_EQUAL] = AST_SUB + 1,
    [TOKEN_STAR_EQUAL] = AST_MUL + 1,          [TOKEN_AT_EQUAL] = AST_MATMUL + 1,
    [TOKEN_SLASH_EQUAL] = AST_DIV + 1,         [TOKEN_DOUBLE_SLASH_EQUAL] = AST_FLOORDIV + 1,
    [TOKEN_PERCENT_EQUAL] = AST_MOD + 1,       [TOKEN_DOUBLE_STAR_EQUAL] = AST_POW + 1,
    [TOKEN_SHIFT_LEFT_EQUAL] = AST_LSHIFT + 1, [TOKEN_SHIFT_RIGHT_EQUAL] = AST_RSHIFT + 1,
    [TOKEN_AMPERSAND_EQUAL] = AST_BIT_AND + 1, [TOKEN_CARET_EQUAL] = AST_BIT_XOR + 1,
    [TOKEN_PIPE_EQUAL] = AST_BIT_OR + 1,
};

// single_target augassign (yield_expr | star_expressions), from the operator on
static AstStmt *augmented(Parser *p, uint32_t start, AstExpr *target) {
  uint8_t op = augmented_operators[parser_next(p)->kind];
  if (!parser_is_single_target(target)) parser_fail(p);
  AstExpr *value = parser_yield_or_expressions(p);
  AstStmt *stmt = parser_stmt_take(p, AST_AUG_ASSIGN, start);
  stmt->aug_assign.target = target;
  stmt->aug_assign.value = value;
  stmt->aug_assign.op = (AstOperator)(op - 1);
  return stmt;
}

// assignment | star_expressions | yield_expr
static AstStmt *expression(Parser *p) {
  uint32_t start = p->at->start;
  AstExpr *first = parser_yield_or_expressions(p);
  TokenKind kind = parser_kind(p);
  if (kind == TOKEN_EQUAL) return assignment(p, start, first);
  if (kind == TOKEN_COLON) return annotated(p, start, first);
  if (augmented_operators[kind]) return augmented(p, start, first);
  AstStmt *stmt = parser_stmt_take(p, AST_EXPR_STMT, start);
  stmt->value = first;
  return stmt;
}

// ---- Statements with a keyword ------------------------------------------------------------------

// pass_stmt: 'pass' and so on
static AstStmt *word(Parser *p, AstStmtKind kind) {
  uint32_t start = parser_next(p)->start;
  return parser_stmt_take(p, kind, start);
}

// return_stmt: 'return' [star_expressions]
static AstStmt *return_(Parser *p) {
  uint32_t start = parser_next(p)->start;
  AstExpr *value = parser_has(p, TOKEN_BEGINS_EXPRESSION) ? parser_star_expressions(p) : NULL;
  AstStmt *stmt = parser_stmt_take(p, AST_RETURN, start);
  stmt->value = value;
  return stmt;
}

// raise_stmt: 'raise' expression ['from' expression] | 'raise'
static AstStmt *raise(Parser *p) {
  uint32_t start = parser_next(p)->start;
  bool is_bare = !parser_has(p, TOKEN_BEGINS_EXPRESSION);
  AstExpr *exception = is_bare ? NULL : parser_expression(p);
  AstExpr *cause = !is_bare && parser_accept(p, TOKEN_FROM) ? parser_expression(p) : NULL;
  AstStmt *stmt = parser_stmt_take(p, AST_RAISE, start);
  stmt->raise.exception = exception;
  stmt->raise.cause = cause;
  return stmt;
}

// assert_stmt: 'assert' expression [',' expression]
static AstStmt *assert_(Parser *p) {
  uint32_t start = parser_next(p)->start;
  AstExpr *test = parser_expression(p);
  AstExpr *message = parser_accept(p, TOKEN_COMMA) ? parser_expression(p) : NULL;
  AstStmt *stmt = parser_stmt_take(p, AST_ASSERT, start);
  stmt->assert_.test = test;
  stmt->assert_.message = message;
  return stmt;
}

// del_stmt: 'del' del_target (',' del_target)* [',']
static AstStmt *del(Parser *p) {
  uint32_t start = parser_next(p)->start;
  size_t mark = p->items.size_bytes;
  do {
    AstExpr *target = parser_primary(p);
    if (!parser_is_del_target(target)) parser_fail(p);
    parser_push_expr(p, target);
  } while (parser_accept(p, TOKEN_COMMA) && parser_has(p, TOKEN_BEGINS_EXPRESSION));
  AstStmt *stmt = parser_stmt_new(p, AST_DELETE, start);
  stmt->targets = parser_take_exprs(p, mark);
  return stmt;
}

// global_stmt: 'global' NAME (',' NAME)*, nonlocal_stmt
static AstStmt *names(Parser *p, AstStmtKind kind) {
  uint32_t start = parser_next(p)->start;
  size_t mark = p->items.size_bytes;
  do {
    AstName name = parser_name(p);
    parser_list_push(&p->items, AstName, name);
  } while (parser_accept(p, TOKEN_COMMA));
  AstStmt *stmt = parser_stmt_new(p, kind, start);
  stmt->names.at = parser_list_take(p, &p->items, mark, AstName, &stmt->names.count);
  return stmt;
}

// type_alias: 'type' NAME [type_params] '=' expression
static AstStmt *type_alias(Parser *p) {
  uint32_t start = parser_next(p)->start;
  AstName name = parser_name(p);
  AstTypeParameters parameters = parser_type_parameters(p);
  parser_expect(p, TOKEN_EQUAL);
  AstExpr *value = parser_expression(p);
  AstStmt *stmt = parser_stmt_new(p, AST_TYPE_ALIAS, start);
  stmt->type_alias.name = name;
  stmt->type_alias.parameters = parameters;
  stmt->type_alias.value = value;
  return stmt;
}

// simple_stmt. `type` begins an alias when a name follows, as no two names do elsewhere.
static AstStmt *simple_stmt(Parser *p) {
  switch ((int)parser_kind(p)) {
  case TOKEN_RETURN:
    return return_(p);
  case TOKEN_IMPORT:
    return parser_import(p);
  case TOKEN_FROM:
    return parser_from(p);
  case TOKEN_RAISE:
    return raise(p);
  case TOKEN_PASS:
    return word(p, AST_PASS);
  case TOKEN_DEL:
    return del(p);
  case TOKEN_ASSERT:
    return assert_(p);
  case TOKEN_BREAK:
    return word(p, AST_BREAK);
  case TOKEN_CONTINUE:
    return word(p, AST_CONTINUE);
  case TOKEN_GLOBAL:
    return names(p, AST_GLOBAL);
  case TOKEN_NONLOCAL:
    return names(p, AST_NONLOCAL);
  case TOKEN_TYPE:
    return parser_is_name((TokenKind)p->at[1].kind) ? type_alias(p) : expression(p);
  default:
    return expression(p);
  }
}

// simple_stmts: simple_stmt (';' simple_stmt)* [';'] NEWLINE
void parser_simple_stmts(Parser *p) {
  do {
    p->created = 0;
    p->is_deep = false;
    AstStmt *stmt = simple_stmt(p);
    parser_check_nesting(p, stmt);
    parser_list_push(&p->items, AstStmt *, stmt);
  } while (parser_accept(p, TOKEN_SEMICOLON) && parser_kind(p) != TOKEN_NEWLINE);
  p->line_end = p->at[-1].end;
  parser_expect(p, TOKEN_NEWLINE);
}
