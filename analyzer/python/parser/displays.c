// What brackets hold: groups and tuples, lists, sets, dictionaries, and comprehensions of all.
#include "python/parser/parser.h"

// ---- Comprehensions -----------------------------------------------------------------------------

bool parser_is_for(const Parser *p) {
  return p->at->kind == TOKEN_FOR || (p->at->kind == TOKEN_ASYNC && p->at[1].kind == TOKEN_FOR);
}

// for_if_clause: ['async'] 'for' star_targets 'in' disjunction ('if' disjunction)*
static AstComprehension for_clause(Parser *p) {
  AstComprehension part = {.is_async = parser_accept(p, TOKEN_ASYNC)};
  parser_expect(p, TOKEN_FOR);
  part.target = parser_star_targets(p);
  parser_expect(p, TOKEN_IN);
  part.iterable = parser_disjunction(p);
  size_t mark = p->items.size_bytes;
  while (parser_accept(p, TOKEN_IF))
    parser_push_expr(p, parser_disjunction(p));
  part.conditions = parser_take_exprs(p, mark);
  return part;
}

// for_if_clauses: for_if_clause+
AstComprehensions parser_for_clauses(Parser *p) {
  size_t mark = p->items.size_bytes;
  while (parser_is_for(p)) {
    AstComprehension part = for_clause(p);
    parser_list_push(&p->items, AstComprehension, part);
  }
  AstComprehensions parts = {0};
  parts.at = parser_list_take(p, &p->items, mark, AstComprehension, &parts.count);
  return parts;
}

// The rest of a comprehension whose element is read; `value` is that of a dictionary.
static AstExpr *comprehension(Parser *p, AstExprKind kind, uint32_t start, AstExpr *element,
                              AstExpr *value, TokenKind close) {
  if (element && element->kind == AST_STARRED) parser_fail(p);
  AstComprehensions parts = parser_for_clauses(p);
  parser_expect(p, close);
  AstExpr *expr = parser_expr_new(p, kind, start);
  expr->comprehension.element = element;
  expr->comprehension.value = value;
  expr->comprehension.parts = parts;
  return expr;
}

// ---- Parentheses --------------------------------------------------------------------------------

static AstExpr *empty(Parser *p, AstExprKind kind, uint32_t start) {
  parser_next(p);
  return parser_expr_new(p, kind, start);
}

// tuple:  '(' [star_named_expression ',' [star_named_expressions]] ')'
// group:  '(' (yield_expr | named_expression) ')'
// genexp: '(' named_expression for_if_clauses ')'
AstExpr *parser_group(Parser *p) {
  uint32_t start = parser_next(p)->start;
  if (parser_kind(p) == TOKEN_CLOSE_PAREN) return empty(p, AST_TUPLE, start);
  bool is_yield = parser_kind(p) == TOKEN_YIELD;
  AstExpr *first = is_yield ? parser_yield(p) : parser_star_named(p);
  bool is_starred = first->kind == AST_STARRED;
  if (!is_yield && parser_is_for(p))
    return comprehension(p, AST_GENERATOR, start, first, NULL, TOKEN_CLOSE_PAREN);
  if (!is_yield && parser_kind(p) == TOKEN_COMMA) {
    first = parser_tuple_rest(p, start, first, parser_star_named);
    parser_expect(p, TOKEN_CLOSE_PAREN);
    first->span = parser_span(p, start);
    return first;
  }
  if (is_starred) parser_fail(p);
  parser_expect(p, TOKEN_CLOSE_PAREN);
  return first;
}

// ---- Lists and sets -----------------------------------------------------------------------------

// The rest of a list or a set whose first element is read.
static AstExpr *elements(Parser *p, AstExprKind kind, uint32_t start, AstExpr *first,
                         TokenKind close) {
  size_t mark = p->items.size_bytes;
  parser_push_expr(p, first);
  while (parser_accept(p, TOKEN_COMMA) && parser_kind(p) != close)
    parser_push_expr(p, parser_star_named(p));
  parser_expect(p, close);
  AstExpr *expr = parser_expr_new(p, kind, start);
  expr->elements = parser_take_exprs(p, mark);
  return expr;
}

// list:     '[' [star_named_expressions] ']'
// listcomp: '[' named_expression for_if_clauses ']'
AstExpr *parser_list(Parser *p) {
  uint32_t start = parser_next(p)->start;
  if (parser_kind(p) == TOKEN_CLOSE_BRACKET) return empty(p, AST_LIST, start);
  AstExpr *first = parser_star_named(p);
  if (parser_is_for(p))
    return comprehension(p, AST_LIST_COMP, start, first, NULL, TOKEN_CLOSE_BRACKET);
  return elements(p, AST_LIST, start, first, TOKEN_CLOSE_BRACKET);
}

// set:     '{' star_named_expressions '}'
// setcomp: '{' named_expression for_if_clauses '}'
static AstExpr *set(Parser *p, uint32_t start, AstExpr *first) {
  if (parser_is_for(p))
    return comprehension(p, AST_SET_COMP, start, first, NULL, TOKEN_CLOSE_BRACE);
  return elements(p, AST_SET, start, first, TOKEN_CLOSE_BRACE);
}

// ---- Dictionaries -------------------------------------------------------------------------------

typedef struct Pair {
  AstExpr *key; // NULL: **value
  AstExpr *value;
} Pair;

// double_starred_kvpair: '**' bitwise_or | expression ':' expression
static Pair pair(Parser *p) {
  Pair pair = {0};
  if (parser_accept(p, TOKEN_DOUBLE_STAR)) {
    pair.value = parser_bitwise_or(p);
    return pair;
  }
  pair.key = parser_expression(p);
  parser_expect(p, TOKEN_COLON);
  pair.value = parser_expression(p);
  return pair;
}

static AstExpr *dictionary_new(Parser *p, uint32_t start, size_t mark) {
  AstExpr *expr = parser_expr_new(p, AST_DICT, start);
  const char *at = p->items.at + mark;
  uint32_t count = (uint32_t)((p->items.size_bytes - mark) / sizeof(Pair));
  expr->dict.count = count;
  expr->dict.keys = parser_take(p, count * sizeof(AstExpr *));
  expr->dict.values = parser_take(p, count * sizeof(AstExpr *));
  for (uint32_t i = 0; i < count; i++) {
    Pair pair;
    memcpy(&pair, at + i * sizeof pair, sizeof pair);
    expr->dict.keys[i] = pair.key;
    expr->dict.values[i] = pair.value;
  }
  p->items.size_bytes = mark;
  return expr;
}

// dict:     '{' [double_starred_kvpairs] '}'
// dictcomp: '{' kvpair for_if_clauses '}'
static AstExpr *dictionary(Parser *p, uint32_t start, Pair first) {
  if (first.key && parser_is_for(p))
    return comprehension(p, AST_DICT_COMP, start, first.key, first.value, TOKEN_CLOSE_BRACE);
  size_t mark = p->items.size_bytes;
  parser_list_push(&p->items, Pair, first);
  while (parser_accept(p, TOKEN_COMMA) && parser_kind(p) != TOKEN_CLOSE_BRACE) {
    Pair next = pair(p);
    parser_list_push(&p->items, Pair, next);
  }
  parser_expect(p, TOKEN_CLOSE_BRACE);
  return dictionary_new(p, start, mark);
}

AstExpr *parser_brace(Parser *p) {
  uint32_t start = parser_next(p)->start;
  if (parser_kind(p) == TOKEN_CLOSE_BRACE) return empty(p, AST_DICT, start);
  if (parser_kind(p) == TOKEN_DOUBLE_STAR) return dictionary(p, start, pair(p));
  bool is_named = parser_is_name(parser_kind(p)) && p->at[1].kind == TOKEN_WALRUS;
  AstExpr *first = parser_star_named(p);
  if (is_named || first->kind == AST_STARRED || !parser_accept(p, TOKEN_COLON))
    return set(p, start, first);
  return dictionary(p, start, (Pair){first, parser_expression(p)});
}
