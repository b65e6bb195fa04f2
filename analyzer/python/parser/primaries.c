// What operators stand between: names and constants, and what is read off them with dots,
// parentheses and brackets.
#include "python/parser/parser.h"

// ---- Atoms --------------------------------------------------------------------------------------

static AstExpr *name(Parser *p) {
  uint32_t start = parser_next(p)->start;
  AstExpr *expr = parser_expr_take(p, AST_NAME_EXPR, start);
  expr->name = parser_text(p, expr->span);
  return expr;
}

AstExpr *parser_constant(Parser *p) {
  static const uint8_t kinds[TOKEN_KIND_COUNT] = {
      [TOKEN_INT] = AST_INT,           [TOKEN_FLOAT] = AST_FLOAT, [TOKEN_IMAGINARY] = AST_COMPLEX,
      [TOKEN_NONE] = AST_NONE,         [TOKEN_TRUE] = AST_TRUE,   [TOKEN_FALSE] = AST_FALSE,
      [TOKEN_ELLIPSIS] = AST_ELLIPSIS,
  };
  const Token *token = parser_next(p);
  AstExpr *expr = parser_expr_take(p, AST_CONSTANT, token->start);
  expr->constant.kind = (AstConstantKind)kinds[token->kind];
  expr->constant.value = parser_text(p, expr->span);
  expr->constant.is_exact = true;
  return expr;
}

AstExpr *parser_alone(Parser *p) {
  if (parser_is_name(parser_kind(p))) return name(p);
  return parser_kind(p) == TOKEN_STRING ? parser_strings(p) : parser_constant(p);
}

// `read` takes it that its bracket is there.
static AstExpr *bracketed(Parser *p, AstExpr *(*read)(Parser *p)) {
  if (!parser_enter(p)) return parser_deep(p, p->at->start);
  AstExpr *expr = read(p);
  parser_leave(p);
  return expr;
}

// atom: NAME | 'True' | 'False' | 'None' | strings | NUMBER | '...'
//     | (tuple | group | genexp) | (list | listcomp) | (dict | set | dictcomp | setcomp)
static AstExpr *atom(Parser *p) {
  switch ((int)parser_kind(p)) {
  case TOKEN_NAME:
  case TOKEN_MATCH:
  case TOKEN_CASE:
  case TOKEN_TYPE:
    return name(p);
  case TOKEN_INT:
  case TOKEN_FLOAT:
  case TOKEN_IMAGINARY:
  case TOKEN_NONE:
  case TOKEN_TRUE:
  case TOKEN_FALSE:
  case TOKEN_ELLIPSIS:
    return parser_constant(p);
  case TOKEN_STRING:
  case TOKEN_FORMAT_START:
    return parser_strings(p);
  case TOKEN_OPEN_PAREN:
    return bracketed(p, parser_group);
  case TOKEN_OPEN_BRACKET:
    return bracketed(p, parser_list);
  case TOKEN_OPEN_BRACE:
    return bracketed(p, parser_brace);
  case TOKEN_DEEP:
    return parser_deep(p, p->at->start);
  default:
    parser_fail(p);
    return &p->nothing;
  }
}

// ---- Arguments ----------------------------------------------------------------------------------

// Which arguments may still come: a keyword is followed by no positional one but with a star, and
// **mapping by neither.
typedef enum Phase { PHASE_POSITIONAL, PHASE_KEYWORD, PHASE_MAPPING } Phase;

// kwarg: NAME '=' expression, and '**' expression
static void keyword(Parser *p, bool is_mapping) {
  uint32_t start = p->at->start;
  AstKeyword keyword = {.name = is_mapping ? parser_no_name(start) : parser_name(p)};
  parser_next(p);
  keyword.value = parser_expression(p);
  parser_list_push(&p->keywords, AstKeyword, keyword);
}

// args: one argument after the other
static void argument(Parser *p, Phase *phase) {
  TokenKind kind = parser_kind(p);
  if (kind == TOKEN_DOUBLE_STAR) {
    *phase = PHASE_MAPPING;
    keyword(p, true);
  } else if (parser_is_name(kind) && p->at[1].kind == TOKEN_EQUAL) {
    if (*phase == PHASE_POSITIONAL) *phase = PHASE_KEYWORD;
    keyword(p, false);
  } else if (*phase == PHASE_MAPPING || (*phase == PHASE_KEYWORD && kind != TOKEN_STAR)) {
    parser_fail(p);
  } else {
    parser_push_expr(p, kind == TOKEN_STAR ? parser_starred(p) : parser_named(p));
  }
}

// The generator in f(x for x in y), whose parentheses are those of the call. `argument` is what was
// read of it.
static AstExpr *sole_generator(Parser *p, uint32_t open, AstExpr *argument) {
  AstComprehensions parts = parser_for_clauses(p);
  parser_expect(p, TOKEN_CLOSE_PAREN);
  AstExpr *expr = parser_expr_new(p, AST_GENERATOR, open);
  expr->comprehension.element = argument;
  expr->comprehension.parts = parts;
  return expr;
}

// arguments: args [',']
void parser_arguments(Parser *p, uint32_t open, bool is_call, AstExprs *arguments,
                      AstKeywords *keywords) {
  size_t mark = p->items.size_bytes;
  size_t keyword_mark = p->keywords.size_bytes;
  Phase phase = PHASE_POSITIONAL;
  while (parser_kind(p) != TOKEN_CLOSE_PAREN) {
    bool is_first = p->items.size_bytes == mark && parser_kind(p) != TOKEN_STAR;
    argument(p, &phase);
    if (is_call && is_first && phase == PHASE_POSITIONAL && parser_is_for(p)) {
      *arguments = parser_take_exprs(p, mark);
      arguments->at[0] = sole_generator(p, open, arguments->at[0]);
      return;
    }
    if (!parser_accept(p, TOKEN_COMMA)) break;
  }
  parser_expect(p, TOKEN_CLOSE_PAREN);
  *arguments = parser_take_exprs(p, mark);
  keywords->at = parser_list_take(p, &p->keywords, keyword_mark, AstKeyword, &keywords->count);
}

// ---- Primaries ----------------------------------------------------------------------------------

// primary genexp | primary '(' [arguments] ')'
static AstExpr *call(Parser *p, uint32_t start, AstExpr *callee) {
  if (!parser_enter(p)) return parser_deep(p, start);
  uint32_t open = parser_next(p)->start;
  AstExprs arguments = {0};
  AstKeywords keywords = {0};
  parser_arguments(p, open, true, &arguments, &keywords);
  parser_leave(p);
  AstExpr *expr = parser_expr_take(p, AST_CALL, start);
  expr->call.callee = callee;
  expr->call.arguments = arguments;
  expr->call.keywords = keywords;
  expr->call.parentheses = parser_span(p, open);
  return expr;
}

// primary '.' NAME
static AstExpr *attribute(Parser *p, uint32_t start, AstExpr *object) {
  parser_next(p);
  AstName member = parser_name(p);
  AstExpr *expr = parser_expr_take(p, AST_ATTRIBUTE, start);
  expr->attribute.object = object;
  expr->attribute.name = member;
  return expr;
}

static AstExpr *slice_part(Parser *p) {
  TokenKind kind = parser_kind(p);
  bool is_there = kind != TOKEN_COLON && kind != TOKEN_COMMA && kind != TOKEN_CLOSE_BRACKET;
  return is_there ? parser_expression(p) : NULL;
}

// slice: [expression] ':' [expression] [':' [expression]] | named_expression
static AstExpr *slice(Parser *p) {
  uint32_t start = p->at->start;
  AstExpr *lower = parser_kind(p) == TOKEN_COLON ? NULL : parser_named(p);
  if (parser_kind(p) != TOKEN_COLON) return lower;
  if (lower && lower->kind == AST_NAMED && lower->span.start == start) parser_fail(p);
  AstExpr *upper = parser_accept(p, TOKEN_COLON) ? slice_part(p) : NULL;
  AstExpr *step = parser_accept(p, TOKEN_COLON) ? slice_part(p) : NULL;
  AstExpr *expr = parser_expr_new(p, AST_SLICE, start);
  expr->slice.lower = lower;
  expr->slice.upper = upper;
  expr->slice.step = step;
  return expr;
}

static AstExpr *slice_or_starred(Parser *p) {
  return parser_kind(p) == TOKEN_STAR ? parser_starred(p) : slice(p);
}

// slices: slice | (slice | starred_expression) (',' (slice | starred_expression))* [',']
static AstExpr *slices(Parser *p) {
  uint32_t start = p->at->start;
  bool is_one = parser_kind(p) != TOKEN_STAR;
  AstExpr *first = slice_or_starred(p);
  if (is_one && parser_kind(p) != TOKEN_COMMA) return first;
  size_t mark = p->items.size_bytes;
  parser_push_expr(p, first);
  while (parser_accept(p, TOKEN_COMMA) && parser_kind(p) != TOKEN_CLOSE_BRACKET)
    parser_push_expr(p, slice_or_starred(p));
  AstExpr *expr = parser_expr_new(p, AST_TUPLE, start);
  expr->elements = parser_take_exprs(p, mark);
  return expr;
}

// primary '[' slices ']'
static AstExpr *subscript(Parser *p, uint32_t start, AstExpr *object) {
  if (!parser_enter(p)) return parser_deep(p, start);
  parser_next(p);
  AstExpr *index = slices(p);
  parser_leave(p);
  parser_expect(p, TOKEN_CLOSE_BRACKET);
  AstExpr *expr = parser_expr_take(p, AST_SUBSCRIPT, start);
  expr->subscript.object = object;
  expr->subscript.index = index;
  return expr;
}

// primary: atom, and behind it any number of attributes, calls and subscripts
AstExpr *parser_primary(Parser *p) {
  uint32_t start = p->at->start;
  AstExpr *expr = atom(p);
  for (;;) {
    switch ((int)parser_kind(p)) {
    case TOKEN_DOT:
      expr = attribute(p, start, expr);
      break;
    case TOKEN_OPEN_PAREN:
      expr = call(p, start, expr);
      break;
    case TOKEN_OPEN_BRACKET:
      expr = subscript(p, start, expr);
      break;
    case TOKEN_DEEP:
      expr = parser_deep(p, start);
      break;
    default:
      return expr;
    }
  }
}

// await_primary: 'await' primary | primary
AstExpr *parser_await_primary(Parser *p) {
  if (parser_kind(p) != TOKEN_AWAIT) return parser_primary(p);
  uint32_t start = parser_next(p)->start;
  AstExpr *operand = parser_primary(p);
  AstExpr *expr = parser_expr_new(p, AST_AWAIT, start);
  expr->operand = operand;
  return expr;
}
