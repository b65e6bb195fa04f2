// Expressions from the outside in, down to what stands between operators.
#include "python/parser/parser.h"

#define ATOM   (TOKEN_BEGINS_EXPRESSION | TOKEN_IS_ATOM)
#define PREFIX (TOKEN_BEGINS_EXPRESSION | TOKEN_IS_BEFORE_PRIMARY)
#define ENDS   TOKEN_ENDS_EXPRESSION

const uint8_t parser_tokens[TOKEN_KIND_COUNT] = {
    [TOKEN_NAME] = ATOM,
    [TOKEN_MATCH] = ATOM,
    [TOKEN_CASE] = ATOM,
    [TOKEN_TYPE] = ATOM,
    [TOKEN_INT] = ATOM,
    [TOKEN_FLOAT] = ATOM,
    [TOKEN_IMAGINARY] = ATOM,
    [TOKEN_STRING] = ATOM,
    [TOKEN_FALSE] = ATOM,
    [TOKEN_NONE] = ATOM,
    [TOKEN_TRUE] = ATOM,
    [TOKEN_ELLIPSIS] = ATOM,
    [TOKEN_FORMAT_START] = TOKEN_BEGINS_EXPRESSION,
    [TOKEN_DEEP] = TOKEN_BEGINS_EXPRESSION,
    [TOKEN_OPEN_PAREN] = TOKEN_BEGINS_EXPRESSION,
    [TOKEN_OPEN_BRACKET] = TOKEN_BEGINS_EXPRESSION,
    [TOKEN_OPEN_BRACE] = TOKEN_BEGINS_EXPRESSION,
    [TOKEN_AWAIT] = PREFIX,
    [TOKEN_LAMBDA] = PREFIX,
    [TOKEN_NOT] = PREFIX,
    [TOKEN_PLUS] = PREFIX,
    [TOKEN_MINUS] = PREFIX,
    [TOKEN_TILDE] = PREFIX,
    [TOKEN_STAR] = PREFIX,
    [TOKEN_NEWLINE] = ENDS,
    [TOKEN_COMMA] = ENDS,
    [TOKEN_CLOSE_PAREN] = ENDS,
    [TOKEN_CLOSE_BRACKET] = ENDS,
    [TOKEN_CLOSE_BRACE] = ENDS,
    [TOKEN_COLON] = ENDS,
    [TOKEN_EQUAL] = ENDS,
    [TOKEN_FIELD_END] = ENDS,
    [TOKEN_FOR] = ENDS,
    [TOKEN_AS] = ENDS,
    [TOKEN_ELSE] = ENDS,
};

// ---- Binary operators ---------------------------------------------------------------------------

// How tight an operator binds, 0 for what is none, and how the tree calls it.
typedef struct Binary {
  uint8_t rank;
  uint8_t op;
} Binary;

static const Binary binaries[TOKEN_KIND_COUNT] = {
    [TOKEN_PIPE] = {1, AST_BIT_OR},        [TOKEN_CARET] = {2, AST_BIT_XOR},
    [TOKEN_AMPERSAND] = {3, AST_BIT_AND},  [TOKEN_SHIFT_LEFT] = {4, AST_LSHIFT},
    [TOKEN_SHIFT_RIGHT] = {4, AST_RSHIFT}, [TOKEN_PLUS] = {5, AST_ADD},
    [TOKEN_MINUS] = {5, AST_SUB},          [TOKEN_STAR] = {6, AST_MUL},
    [TOKEN_SLASH] = {6, AST_DIV},          [TOKEN_DOUBLE_SLASH] = {6, AST_FLOORDIV},
    [TOKEN_PERCENT] = {6, AST_MOD},        [TOKEN_AT] = {6, AST_MATMUL},
};

static AstExpr *binary_new(Parser *p, uint32_t start, AstExpr *left, uint8_t op, AstExpr *right) {
  AstExpr *expr = parser_expr_new(p, AST_BINARY, start);
  expr->binary.left = left;
  expr->binary.right = right;
  expr->binary.op = (AstOperator)op;
  return expr;
}

static AstExpr *factor(Parser *p);

// power: await_primary '**' factor | await_primary
static AstExpr *power_rest(Parser *p, uint32_t start, AstExpr *left) {
  if (!parser_accept(p, TOKEN_DOUBLE_STAR)) return left;
  uint32_t inner = p->at->start;
  if (!parser_enter(p)) return binary_new(p, start, left, AST_POW, parser_deep(p, inner));
  AstExpr *right = factor(p);
  parser_leave(p);
  return binary_new(p, start, left, AST_POW, right);
}

static AstExpr *unary(Parser *p, AstOperator op, AstExpr *(*operand)(Parser *p)) {
  uint32_t start = parser_next(p)->start;
  AstExpr *inner = NULL;
  if (parser_enter(p)) {
    inner = operand(p);
    parser_leave(p);
  } else {
    inner = parser_deep(p, p->at->start);
  }
  AstExpr *expr = parser_expr_new(p, AST_UNARY, start);
  expr->unary.operand = inner;
  expr->unary.op = op;
  return expr;
}

// factor: '+' factor | '-' factor | '~' factor | power
static AstExpr *factor(Parser *p) {
  switch ((int)parser_kind(p)) {
  case TOKEN_PLUS:
    return unary(p, AST_POSITIVE, factor);
  case TOKEN_MINUS:
    return unary(p, AST_NEGATIVE, factor);
  case TOKEN_TILDE:
    return unary(p, AST_INVERT, factor);
  default: {
    uint32_t start = p->at->start;
    return power_rest(p, start, parser_await_primary(p));
  }
  }
}

// Each level of operators has a function that goes on behind its first operand, which is read.
//
// bitwise_or, bitwise_xor, bitwise_and, shift_expr, sum and term are chains of operators of one
// rank, whose operands are chains of the next. No deeper than there are ranks.
static AstExpr *binary(Parser *p, uint8_t rank);

static AstExpr *binary_rest(Parser *p, uint8_t rank, uint32_t start, AstExpr *left) {
  for (;;) {
    Binary found = binaries[parser_kind(p)];
    if (found.rank < rank) return left;
    parser_next(p);
    AstExpr *right = binary(p, (uint8_t)(found.rank + 1));
    left = binary_new(p, start, left, found.op, right);
  }
}

static AstExpr *binary(Parser *p, uint8_t rank) {
  uint32_t start = p->at->start;
  return binary_rest(p, rank, start, factor(p));
}

AstExpr *parser_bitwise_or(Parser *p) {
  return binary(p, 1);
}

// ---- Comparisons --------------------------------------------------------------------------------

// The operator of a comparison, which may be two words. False when there is none.
static bool comparison_operator(Parser *p, AstOperator *out) {
  static const uint8_t operators[TOKEN_KIND_COUNT] = {
      [TOKEN_EQ] = AST_EQ, [TOKEN_NE] = AST_NE, [TOKEN_LT] = AST_LT, [TOKEN_LE] = AST_LE,
      [TOKEN_GT] = AST_GT, [TOKEN_GE] = AST_GE, [TOKEN_IN] = AST_IN, [TOKEN_IS] = AST_IS,
  };
  TokenKind kind = parser_kind(p);
  *out = (AstOperator)operators[kind];
  if (kind == TOKEN_NOT && p->at[1].kind == TOKEN_IN) {
    *out = AST_NOT_IN;
    parser_next(p);
  } else if (!operators[kind]) {
    return false;
  }
  parser_next(p);
  if (kind == TOKEN_IS && parser_accept(p, TOKEN_NOT)) *out = AST_IS_NOT;
  return true;
}

typedef struct Comparator {
  AstExpr *operand;
  AstOperator op;
} Comparator;

static AstExpr *compare_new(Parser *p, uint32_t start, AstExpr *first, size_t mark) {
  AstExpr *expr = parser_expr_new(p, AST_COMPARE, start);
  const char *at = p->items.at + mark;
  uint32_t count = (uint32_t)((p->items.size_bytes - mark) / sizeof(Comparator));
  expr->compare.first = first;
  expr->compare.count = count;
  expr->compare.operands = parser_take(p, count * sizeof(AstExpr *));
  expr->compare.ops = parser_take(p, (count + count % 2) * sizeof(AstOperator));
  for (uint32_t i = 0; i < count; i++) {
    Comparator comparator;
    memcpy(&comparator, at + i * sizeof comparator, sizeof comparator);
    expr->compare.operands[i] = comparator.operand;
    expr->compare.ops[i] = comparator.op;
  }
  p->items.size_bytes = mark;
  return expr;
}

// comparison: bitwise_or compare_op_bitwise_or_pair+ | bitwise_or
static AstExpr *comparison_rest(Parser *p, uint32_t start, AstExpr *first) {
  AstOperator op = AST_EQ;
  if (!comparison_operator(p, &op)) return first;
  size_t mark = p->items.size_bytes;
  do {
    AstExpr *operand = binary(p, 1);
    parser_list_push(&p->items, Comparator, ((Comparator){operand, op}));
  } while (comparison_operator(p, &op));
  return compare_new(p, start, first, mark);
}

// ---- and, or, not -------------------------------------------------------------------------------

// inversion: 'not' inversion | comparison
static AstExpr *inversion(Parser *p) {
  if (parser_kind(p) == TOKEN_NOT) return unary(p, AST_NOT, inversion);
  uint32_t start = p->at->start;
  return comparison_rest(p, start, binary(p, 1));
}

// The rest of a chain of `and` or `or`, whose operands `operand` reads.
static AstExpr *bool_op(Parser *p, uint32_t start, AstExpr *first, TokenKind word,
                        AstExpr *(*operand)(Parser *p)) {
  size_t mark = p->items.size_bytes;
  parser_push_expr(p, first);
  while (parser_accept(p, word))
    parser_push_expr(p, operand(p));
  AstExpr *expr = parser_expr_new(p, AST_BOOL_OP, start);
  expr->bool_op.is_or = word == TOKEN_OR;
  expr->bool_op.values = parser_take_exprs(p, mark);
  return expr;
}

// conjunction: inversion ('and' inversion)+ | inversion
static AstExpr *conjunction_rest(Parser *p, uint32_t start, AstExpr *first) {
  return parser_kind(p) == TOKEN_AND ? bool_op(p, start, first, TOKEN_AND, inversion) : first;
}

static AstExpr *conjunction(Parser *p) {
  uint32_t start = p->at->start;
  return conjunction_rest(p, start, inversion(p));
}

// disjunction: conjunction ('or' conjunction)+ | conjunction
static AstExpr *disjunction_rest(Parser *p, uint32_t start, AstExpr *first) {
  return parser_kind(p) == TOKEN_OR ? bool_op(p, start, first, TOKEN_OR, conjunction) : first;
}

// The rest of a disjunction that begins with a primary.
static AstExpr *behind_primary(Parser *p, uint32_t start, AstExpr *expr) {
  expr = power_rest(p, start, expr);
  expr = binary_rest(p, 1, start, expr);
  expr = comparison_rest(p, start, expr);
  expr = conjunction_rest(p, start, expr);
  return disjunction_rest(p, start, expr);
}

// Most expressions end behind their first primary; the others go on, level by level.
AstExpr *parser_disjunction(Parser *p) {
  uint32_t start = p->at->start;
  if (parser_has(p, TOKEN_IS_BEFORE_PRIMARY) && parser_kind(p) != TOKEN_AWAIT)
    return disjunction_rest(p, start, conjunction(p));
  AstExpr *expr = parser_await_primary(p);
  return parser_has(p, TOKEN_ENDS_EXPRESSION) ? expr : behind_primary(p, start, expr);
}

// ---- Whole expressions --------------------------------------------------------------------------

// lambdef: 'lambda' [lambda_params] ':' expression
static AstExpr *lambda(Parser *p) {
  if (!parser_enter(p)) return parser_deep(p, p->at->start);
  uint32_t start = parser_next(p)->start;
  AstParameters parameters = parser_parameters(p, TOKEN_COLON, false);
  parser_expect(p, TOKEN_COLON);
  AstExpr *body = parser_expression(p);
  parser_leave(p);
  AstExpr *expr = parser_expr_new(p, AST_LAMBDA, start);
  expr->lambda.parameters = parameters;
  expr->lambda.body = body;
  return expr;
}

// 'if' disjunction 'else' expression, when it is there, behind the first disjunction.
static AstExpr *conditional_rest(Parser *p, uint32_t start, AstExpr *body) {
  if (!parser_accept(p, TOKEN_IF)) return body;
  AstExpr *test = parser_disjunction(p);
  parser_expect(p, TOKEN_ELSE);
  AstExpr *otherwise = NULL;
  if (parser_enter(p)) {
    otherwise = parser_expression(p);
    parser_leave(p);
  } else {
    otherwise = parser_deep(p, p->at->start);
  }
  AstExpr *expr = parser_expr_new(p, AST_CONDITIONAL, start);
  expr->conditional.body = body;
  expr->conditional.test = test;
  expr->conditional.otherwise = otherwise;
  return expr;
}

static AstExpr *behind_first(Parser *p, uint32_t start, AstExpr *expr) {
  return conditional_rest(p, start, behind_primary(p, start, expr));
}

static AstExpr *prefixed(Parser *p) {
  uint32_t start = p->at->start;
  return parser_kind(p) == TOKEN_LAMBDA ? lambda(p)
                                        : conditional_rest(p, start, parser_disjunction(p));
}

// expression: disjunction 'if' disjunction 'else' expression | disjunction | lambdef
AstExpr *parser_long_expression(Parser *p) {
  if (parser_has(p, TOKEN_IS_BEFORE_PRIMARY)) return prefixed(p);
  uint32_t start = p->at->start;
  AstExpr *expr = parser_primary(p);
  return parser_has(p, TOKEN_ENDS_EXPRESSION) ? expr : behind_first(p, start, expr);
}

// named_expression: NAME ':=' expression | expression
AstExpr *parser_long_named(Parser *p) {
  if (!parser_is_name(parser_kind(p)) || p->at[1].kind != TOKEN_WALRUS)
    return parser_long_expression(p);
  AstName target = parser_name(p);
  parser_next(p);
  AstExpr *value = parser_expression(p);
  AstExpr *expr = parser_expr_new(p, AST_NAMED, target.span.start);
  expr->named.target = target;
  expr->named.value = value;
  return expr;
}

static AstExpr *starred(Parser *p, AstExpr *(*operand)(Parser *p)) {
  uint32_t start = parser_next(p)->start;
  AstExpr *inner = operand(p);
  AstExpr *expr = parser_expr_new(p, AST_STARRED, start);
  expr->operand = inner;
  return expr;
}

// starred_expression: '*' expression
AstExpr *parser_starred(Parser *p) {
  return starred(p, parser_expression);
}

// star_expression: '*' bitwise_or | expression
AstExpr *parser_long_star_expression(Parser *p) {
  return parser_kind(p) == TOKEN_STAR ? starred(p, parser_bitwise_or) : parser_long_expression(p);
}

// star_named_expression: '*' bitwise_or | named_expression
AstExpr *parser_long_star_named(Parser *p) {
  return parser_kind(p) == TOKEN_STAR ? starred(p, parser_bitwise_or) : parser_long_named(p);
}

AstExpr *parser_tuple_rest(Parser *p, uint32_t start, AstExpr *first,
                           AstExpr *(*element)(Parser *p)) {
  size_t mark = p->items.size_bytes;
  parser_push_expr(p, first);
  while (parser_accept(p, TOKEN_COMMA) && parser_has(p, TOKEN_BEGINS_EXPRESSION))
    parser_push_expr(p, element(p));
  AstExpr *expr = parser_expr_new(p, AST_TUPLE, start);
  expr->elements = parser_take_exprs(p, mark);
  return expr;
}

// star_expressions: star_expression (',' star_expression)* [','] | star_expression
AstExpr *parser_star_expressions(Parser *p) {
  uint32_t start = p->at->start;
  AstExpr *first = parser_star_expression(p);
  if (parser_kind(p) != TOKEN_COMMA) return first;
  return parser_tuple_rest(p, start, first, parser_star_expression);
}

// yield_expr: 'yield' 'from' expression | 'yield' [star_expressions]
AstExpr *parser_yield(Parser *p) {
  uint32_t start = parser_next(p)->start;
  bool is_from = parser_accept(p, TOKEN_FROM);
  AstExpr *operand = NULL;
  if (is_from) {
    operand = parser_expression(p);
  } else if (parser_has(p, TOKEN_BEGINS_EXPRESSION)) {
    operand = parser_star_expressions(p);
  }
  AstExpr *expr = parser_expr_new(p, is_from ? AST_YIELD_FROM : AST_YIELD, start);
  expr->operand = operand;
  return expr;
}

AstExpr *parser_yield_or_expressions(Parser *p) {
  return parser_kind(p) == TOKEN_YIELD ? parser_yield(p) : parser_star_expressions(p);
}
