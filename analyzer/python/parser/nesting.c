// How deep a tree is, and what lies deeper. Chains lean to the left: a.b.c.d has its deepest node
// first, and how deep it lies is known when the last dot is read. So depth is measured afterwards,
// and only where there are nodes enough to be too deep; what is too deep becomes an error. What
// leans to the right, or is in brackets, is not read so far: it is skipped.
#include "python/parser/parser.h"

void parser_too_deep(Parser *p, Span span) {
  if (p->is_deep) return;
  p->is_deep = true;
  AstProblem problem = {AST_PROBLEM_TOO_DEEP, span,
                        str_print(p->arena, "nested more than %d levels deep", AST_MAX_DEPTH)};
  parser_list_push(&p->problems, AstProblem, problem);
}

// ---- Skipping -----------------------------------------------------------------------------------

// What is open while an expression is skipped.
typedef struct Skip {
  uint32_t brackets;
  uint32_t lambdas; // without their colon
  uint32_t ifs;     // without their `else`
} Skip;

static bool ends_outside(const Parser *p, Skip *skip) {
  TokenKind kind = parser_kind(p);
  if (kind >= TOKEN_PLUS_EQUAL && kind <= TOKEN_CARET_EQUAL) return true;
  switch ((int)kind) {
  case TOKEN_LAMBDA:
    skip->lambdas++;
    return false;
  case TOKEN_IF:
    skip->ifs++;
    return false;
  case TOKEN_COLON:
    return skip->lambdas == 0 || (skip->lambdas--, false);
  case TOKEN_ELSE:
    return skip->ifs == 0 || (skip->ifs--, false);
  case TOKEN_COMMA:
  case TOKEN_EQUAL:
    return skip->lambdas == 0;
  case TOKEN_ASYNC:
    return true;
  case TOKEN_FIELD_SPEC:
  case TOKEN_CONVERSION:
  case TOKEN_SEMICOLON:
  case TOKEN_FROM:
  case TOKEN_FOR:
  case TOKEN_AS:
  case TOKEN_NEWLINE:
    return true;
  default:
    return false;
  }
}

static int bracket_step(TokenKind kind) {
  switch ((int)kind) {
  case TOKEN_OPEN_PAREN:
  case TOKEN_OPEN_BRACKET:
  case TOKEN_OPEN_BRACE:
  case TOKEN_FORMAT_START:
  case TOKEN_FIELD_START:
    return 1;
  case TOKEN_CLOSE_PAREN:
  case TOKEN_CLOSE_BRACKET:
  case TOKEN_CLOSE_BRACE:
  case TOKEN_FORMAT_END:
  case TOKEN_FIELD_END:
    return -1;
  default:
    return 0;
  }
}

static bool is_skipped(const Parser *p, Skip *skip) {
  if (parser_kind(p) == TOKEN_END) return false;
  int step = bracket_step(parser_kind(p));
  if (step < 0) return skip->brackets > 0 && skip->brackets-- > 0;
  skip->brackets += (uint32_t)step;
  return skip->brackets > 0 || !ends_outside(p, skip);
}

AstExpr *parser_deep(Parser *p, uint32_t start) {
  const Token *first = p->at;
  Skip skip = {0};
  while (is_skipped(p, &skip))
    parser_next(p);
  if (p->at == first) parser_fail(p);
  AstExpr *expr = parser_expr_new(p, AST_EXPR_ERROR, start);
  if (!p->has_failed) parser_too_deep(p, expr->span);
  return expr;
}

// ---- Cutting ------------------------------------------------------------------------------------

// A walk over what may be too deep: to find out whether it is, and then to cut it off.
typedef struct Nesting {
  Parser *p;
  bool is_cutting;
  bool fits;
} Nesting;

static void cut(Nesting *n, AstExpr *expr, uint32_t levels);

static void cut_all(Nesting *n, AstExprs exprs, uint32_t levels) {
  for (uint32_t i = 0; i < exprs.count; i++)
    cut(n, exprs.at[i], levels);
}

static void cut_keywords(Nesting *n, AstKeywords keywords, uint32_t levels) {
  for (uint32_t i = 0; i < keywords.count; i++)
    cut(n, keywords.at[i].value, levels);
}

static void cut_parameters(Nesting *n, AstParameters parameters, uint32_t levels) {
  for (uint32_t i = 0; i < parameters.count; i++) {
    cut(n, parameters.at[i].annotation, levels);
    cut(n, parameters.at[i].fallback, levels);
  }
}

static void cut_type_parameters(Nesting *n, AstTypeParameters parameters, uint32_t levels) {
  for (uint32_t i = 0; i < parameters.count; i++) {
    cut(n, parameters.at[i].bound, levels);
    cut(n, parameters.at[i].fallback, levels);
  }
}

static void cut_comprehension(Nesting *n, AstExpr *expr, uint32_t levels) {
  for (uint32_t i = 0; i < expr->comprehension.parts.count; i++) {
    const AstComprehension *part = &expr->comprehension.parts.at[i];
    cut(n, part->target, levels);
    cut(n, part->iterable, levels);
    cut_all(n, part->conditions, levels);
  }
  cut(n, expr->comprehension.element, levels);
  cut(n, expr->comprehension.value, levels);
}

static void cut_children(Nesting *n, AstExpr *expr, uint32_t levels) {
  switch (expr->kind) {
  case AST_BOOL_OP:
    cut_all(n, expr->bool_op.values, levels);
    break;
  case AST_NAMED:
    cut(n, expr->named.value, levels);
    break;
  case AST_BINARY:
    cut(n, expr->binary.left, levels);
    cut(n, expr->binary.right, levels);
    break;
  case AST_UNARY:
    cut(n, expr->unary.operand, levels);
    break;
  case AST_LAMBDA:
    cut_parameters(n, expr->lambda.parameters, levels);
    cut(n, expr->lambda.body, levels);
    break;
  case AST_CONDITIONAL:
    cut(n, expr->conditional.test, levels);
    cut(n, expr->conditional.body, levels);
    cut(n, expr->conditional.otherwise, levels);
    break;
  case AST_DICT:
    cut_all(n, (AstExprs){expr->dict.keys, expr->dict.count}, levels);
    cut_all(n, (AstExprs){expr->dict.values, expr->dict.count}, levels);
    break;
  case AST_EXPR_ERROR:
  case AST_SET:
  case AST_LIST:
  case AST_TUPLE:
    cut_all(n, expr->elements, levels);
    break;
  case AST_LIST_COMP:
  case AST_SET_COMP:
  case AST_DICT_COMP:
  case AST_GENERATOR:
    cut_comprehension(n, expr, levels);
    break;
  case AST_AWAIT:
  case AST_YIELD:
  case AST_YIELD_FROM:
  case AST_STARRED:
    cut(n, expr->operand, levels);
    break;
  case AST_COMPARE:
    cut(n, expr->compare.first, levels);
    cut_all(n, (AstExprs){expr->compare.operands, expr->compare.count}, levels);
    break;
  case AST_CALL:
    cut(n, expr->call.callee, levels);
    cut_all(n, expr->call.arguments, levels);
    cut_keywords(n, expr->call.keywords, levels);
    break;
  case AST_FORMAT:
    for (uint32_t i = 0; i < expr->format.count; i++) {
      cut(n, expr->format.parts[i].value, levels);
      cut_all(n, expr->format.parts[i].spec, levels);
    }
    break;
  case AST_ATTRIBUTE:
    cut(n, expr->attribute.object, levels);
    break;
  case AST_SUBSCRIPT:
    cut(n, expr->subscript.object, levels);
    cut(n, expr->subscript.index, levels);
    break;
  case AST_SLICE:
    cut(n, expr->slice.lower, levels);
    cut(n, expr->slice.upper, levels);
    cut(n, expr->slice.step, levels);
    break;
  case AST_CONSTANT:
  case AST_NAME_EXPR:
    break;
  }
}

// ---- Chains of operators ------------------------------------------------------------------------

// A chain that is too long to be nested is balanced instead, as parse_chain.c does it: every
// operand keeps its place and its order.
typedef struct Chain {
  AstExpr **operands;
  AstOperator *operators; // each to the left of its operand
  uint32_t count;
} Chain;

// The left operand that goes on with a chain: not one in parentheses.
static AstExpr *next_link(const AstExpr *expr) {
  AstExpr *left = expr->binary.left;
  return left->kind == AST_BINARY && left->span.start == expr->span.start ? left : NULL;
}

static uint32_t chain_length(const AstExpr *expr) {
  uint32_t count = 1;
  for (; expr; expr = next_link(expr))
    count++;
  return count;
}

static Chain chain_take(Parser *p, AstExpr *expr, uint32_t count) {
  Chain chain = {parser_take(p, count * sizeof(AstExpr *)),
                 parser_take(p, (count + count % 2) * sizeof(AstOperator)), count};
  AstExpr *left = NULL;
  for (uint32_t i = count; expr; expr = next_link(expr)) {
    chain.operands[--i] = expr->binary.right;
    chain.operators[i] = expr->binary.op;
    left = expr->binary.left;
  }
  chain.operands[0] = left;
  return chain;
}

static AstExpr *balanced(Parser *p, const Chain *chain, uint32_t from, uint32_t to) {
  if (to - from == 1) return chain->operands[from];
  uint32_t middle = from + (to - from + 1) / 2;
  AstExpr *left = balanced(p, chain, from, middle);
  AstExpr *right = balanced(p, chain, middle, to);
  AstExpr *expr = parser_expr_new(p, AST_BINARY, left->span.start);
  expr->span = span_join(left->span, right->span);
  expr->binary.left = left;
  expr->binary.right = right;
  expr->binary.op = chain->operators[middle];
  return expr;
}

static uint32_t depth_balanced(uint32_t count) {
  uint32_t depth = 0;
  while (count > (1u << depth))
    depth++;
  return depth;
}

static void cut_binary(Nesting *n, AstExpr *expr, uint32_t levels) {
  uint32_t count = n->is_cutting ? chain_length(expr) : 0;
  bool is_nested = AST_MAX_DEPTH - levels + 1 + count <= AST_MAX_DEPTH / 2;
  if (is_nested || !n->is_cutting) {
    cut_children(n, expr, levels - 1);
    return;
  }
  Chain chain = chain_take(n->p, expr, count);
  uint32_t depth = depth_balanced(count);
  for (uint32_t i = 0; i < count; i++)
    cut(n, chain.operands[i], levels > depth ? levels - depth : 0);
  *expr = *balanced(n->p, &chain, 0, count);
}

static void too_deep(Nesting *n, Span span) {
  n->fits = false;
  if (n->is_cutting) parser_too_deep(n->p, span);
}

static void cut(Nesting *n, AstExpr *expr, uint32_t levels) {
  if (!expr || (!n->fits && !n->is_cutting)) return;
  if (levels == 0) {
    too_deep(n, expr->span);
    if (n->is_cutting) *expr = (AstExpr){.kind = AST_EXPR_ERROR, .span = expr->span};
  } else if (expr->kind == AST_BINARY) {
    cut_binary(n, expr, levels);
  } else {
    cut_children(n, expr, levels - 1);
  }
}

// ---- Patterns -----------------------------------------------------------------------------------

static void cut_pattern(Nesting *n, AstPattern *pattern, uint32_t levels);

static void cut_patterns(Nesting *n, AstPatterns patterns, uint32_t levels) {
  for (uint32_t i = 0; i < patterns.count; i++)
    cut_pattern(n, patterns.at[i], levels);
}

static void cut_pattern(Nesting *n, AstPattern *pattern, uint32_t levels) {
  if (!pattern) return;
  if (levels-- == 0) {
    too_deep(n, pattern->span);
    if (n->is_cutting) *pattern = (AstPattern){.kind = AST_PATTERN_ERROR, .span = pattern->span};
    return;
  }
  switch (pattern->kind) {
  case AST_PATTERN_VALUE:
    cut(n, pattern->value, levels);
    break;
  case AST_PATTERN_SEQUENCE:
  case AST_PATTERN_OR:
    cut_patterns(n, pattern->patterns, levels);
    break;
  case AST_PATTERN_MAPPING:
    cut_all(n, pattern->mapping.keys, levels);
    cut_patterns(n, pattern->mapping.patterns, levels);
    break;
  case AST_PATTERN_CLASS:
    cut(n, pattern->class_.cls, levels);
    cut_patterns(n, pattern->class_.patterns, levels);
    cut_patterns(n, pattern->class_.keyword_patterns, levels);
    break;
  case AST_PATTERN_AS:
    cut_pattern(n, pattern->as.pattern, levels);
    break;
  case AST_PATTERN_ERROR:
  case AST_PATTERN_STAR:
    break;
  }
}

// ---- Statements ---------------------------------------------------------------------------------

static void cut_match(Nesting *n, const AstStmt *stmt, uint32_t levels) {
  cut(n, stmt->match.subject, levels);
  for (uint32_t i = 0; i < stmt->match.count; i++) {
    cut_pattern(n, stmt->match.cases[i].pattern, levels);
    cut(n, stmt->match.cases[i].guard, levels);
  }
}

static void cut_with(Nesting *n, const AstStmt *stmt, uint32_t levels) {
  for (uint32_t i = 0; i < stmt->with.count; i++) {
    cut(n, stmt->with.items[i].manager, levels);
    cut(n, stmt->with.items[i].target, levels);
  }
}

static void cut_try(Nesting *n, const AstStmt *stmt, uint32_t levels) {
  for (uint32_t i = 0; i < stmt->try_.handler_count; i++)
    cut(n, stmt->try_.handlers[i].type, levels);
}

// The expressions of a statement, those of its blocks not counted.
static void cut_stmt(Nesting *n, const AstStmt *stmt, uint32_t levels) {
  switch (stmt->kind) {
  case AST_FUNCTION_DEF:
    cut_all(n, stmt->function.decorators, levels);
    cut_type_parameters(n, stmt->function.type_parameters, levels);
    cut_parameters(n, stmt->function.parameters, levels);
    cut(n, stmt->function.returns, levels);
    break;
  case AST_CLASS_DEF:
    cut_all(n, stmt->class_.decorators, levels);
    cut_type_parameters(n, stmt->class_.type_parameters, levels);
    cut_all(n, stmt->class_.bases, levels);
    cut_keywords(n, stmt->class_.keywords, levels);
    break;
  case AST_RETURN:
  case AST_EXPR_STMT:
    cut(n, stmt->value, levels);
    break;
  case AST_STMT_ERROR:
  case AST_DELETE:
    cut_all(n, stmt->targets, levels);
    break;
  case AST_ASSIGN:
    cut_all(n, stmt->assign.targets, levels);
    cut(n, stmt->assign.value, levels);
    break;
  case AST_TYPE_ALIAS:
    cut_type_parameters(n, stmt->type_alias.parameters, levels);
    cut(n, stmt->type_alias.value, levels);
    break;
  case AST_AUG_ASSIGN:
    cut(n, stmt->aug_assign.target, levels);
    cut(n, stmt->aug_assign.value, levels);
    break;
  case AST_ANN_ASSIGN:
    cut(n, stmt->ann_assign.target, levels);
    cut(n, stmt->ann_assign.annotation, levels);
    cut(n, stmt->ann_assign.value, levels);
    break;
  case AST_FOR:
  case AST_WHILE:
    cut(n, stmt->loop.target, levels);
    cut(n, stmt->loop.iterable, levels);
    cut(n, stmt->loop.test, levels);
    break;
  case AST_IF:
    cut(n, stmt->branch.test, levels);
    break;
  case AST_WITH:
    cut_with(n, stmt, levels);
    break;
  case AST_MATCH:
    cut_match(n, stmt, levels);
    break;
  case AST_RAISE:
    cut(n, stmt->raise.exception, levels);
    cut(n, stmt->raise.cause, levels);
    break;
  case AST_TRY:
    cut_try(n, stmt, levels);
    break;
  case AST_ASSERT:
    cut(n, stmt->assert_.test, levels);
    cut(n, stmt->assert_.message, levels);
    break;
  case AST_IMPORT:
  case AST_IMPORT_FROM:
  case AST_GLOBAL:
  case AST_NONLOCAL:
  case AST_PASS:
  case AST_BREAK:
  case AST_CONTINUE:
    break;
  }
}

void parser_check_nesting(Parser *p, AstStmt *stmt) {
  if (p->depth + p->created <= AST_MAX_DEPTH || p->has_failed) return;
  if (p->depth > AST_MAX_DEPTH) {
    parser_fail(p);
    return;
  }
  Nesting nesting = {p, false, true};
  cut_stmt(&nesting, stmt, AST_MAX_DEPTH - p->depth);
  if (nesting.fits) return;
  nesting.is_cutting = true;
  cut_stmt(&nesting, stmt, AST_MAX_DEPTH - p->depth);
}
