// match and its patterns.
#include "python/parser/parser.h"

static AstPattern *pattern(Parser *p);

static AstPattern *fail(Parser *p) {
  parser_fail(p);
  return &p->no_pattern;
}

static AstPattern *deep(Parser *p) {
  uint32_t start = p->at->start;
  (void)parser_deep(p, start);
  return parser_pattern_new(p, AST_PATTERN_ERROR, start);
}

static bool is_wildcard(const Parser *p) {
  return p->at->end - p->at->start == 1 && p->text.at[p->at->start] == '_';
}

static void push_pattern(Parser *p, AstPattern *item) {
  parser_list_push(&p->items, AstPattern *, item);
}

static AstPatterns take_patterns(Parser *p, size_t mark) {
  AstPatterns patterns = {0};
  patterns.at = parser_list_take(p, &p->items, mark, AstPattern *, &patterns.count);
  return patterns;
}

static AstPattern *value_new(Parser *p, AstExpr *value) {
  AstPattern *result = parser_pattern_new(p, AST_PATTERN_VALUE, value->span.start);
  result->value = value;
  return result;
}

// ---- Values -------------------------------------------------------------------------------------

static bool is_number(TokenKind kind) {
  return kind == TOKEN_INT || kind == TOKEN_FLOAT || kind == TOKEN_IMAGINARY;
}

static AstExpr *number(Parser *p) {
  if (is_number(parser_kind(p))) return parser_constant(p);
  parser_fail(p);
  return &p->nothing;
}

// signed_number: NUMBER | '-' NUMBER
static AstExpr *signed_number(Parser *p) {
  uint32_t start = p->at->start;
  bool is_negative = parser_accept(p, TOKEN_MINUS);
  AstExpr *operand = number(p);
  if (!is_negative) return operand;
  AstExpr *expr = parser_expr_new(p, AST_UNARY, start);
  expr->unary.op = AST_NEGATIVE;
  expr->unary.operand = operand;
  return expr;
}

// complex_number: signed_real_number ('+' | '-') imaginary_number
static AstExpr *signed_or_complex(Parser *p) {
  uint32_t start = p->at->start;
  AstExpr *left = signed_number(p);
  bool is_real = p->at[-1].kind != TOKEN_IMAGINARY;
  bool is_plus = parser_kind(p) == TOKEN_PLUS;
  if (!is_plus && parser_kind(p) != TOKEN_MINUS) return left;
  parser_next(p);
  if (!is_real || parser_kind(p) != TOKEN_IMAGINARY) parser_fail(p);
  AstExpr *right = number(p);
  AstExpr *expr = parser_expr_new(p, AST_BINARY, start);
  expr->binary.left = left;
  expr->binary.right = right;
  expr->binary.op = is_plus ? AST_ADD : AST_SUB;
  return expr;
}

// name_or_attr: NAME ('.' NAME)*
static AstExpr *name_or_attr(Parser *p) {
  AstName name = parser_name(p);
  AstExpr *expr = parser_expr_new(p, AST_NAME_EXPR, name.span.start);
  expr->name = name.text;
  while (parser_accept(p, TOKEN_DOT)) {
    AstName member = parser_name(p);
    AstExpr *outer = parser_expr_new(p, AST_ATTRIBUTE, name.span.start);
    outer->attribute.object = expr;
    outer->attribute.name = member;
    expr = outer;
  }
  return expr;
}

// literal_expr: signed_number | complex_number | strings | 'None' | 'True' | 'False'
// NULL when something else comes.
static AstExpr *literal(Parser *p) {
  switch ((int)parser_kind(p)) {
  case TOKEN_MINUS:
  case TOKEN_INT:
  case TOKEN_FLOAT:
  case TOKEN_IMAGINARY:
    return signed_or_complex(p);
  case TOKEN_STRING:
  case TOKEN_FORMAT_START:
    return parser_strings(p);
  case TOKEN_NONE:
  case TOKEN_TRUE:
  case TOKEN_FALSE:
    return parser_constant(p);
  default:
    return NULL;
  }
}

// ---- Names --------------------------------------------------------------------------------------

// pattern_capture_target: a NAME, but not the wildcard
static AstName capture_target(Parser *p) {
  if (is_wildcard(p)) parser_fail(p);
  return parser_name(p);
}

// wildcard_pattern: "_"
static AstPattern *wildcard(Parser *p) {
  AstName name = parser_name(p);
  TokenKind next = parser_kind(p);
  if (next == TOKEN_DOT || next == TOKEN_OPEN_PAREN) parser_fail(p);
  AstPattern *result = parser_pattern_new(p, AST_PATTERN_AS, name.span.start);
  result->as.name = (AstName){STR(""), name.span};
  return result;
}

// star_pattern: '*' (NAME | "_")
static AstPattern *star_pattern(Parser *p) {
  uint32_t start = parser_next(p)->start;
  bool is_unnamed = is_wildcard(p);
  AstName name = parser_name(p);
  if (is_unnamed) name.text = STR("");
  AstPattern *result = parser_pattern_new(p, AST_PATTERN_STAR, start);
  result->name = name;
  return result;
}

// One argument of a class pattern, by position onto the list of items.
static void class_argument(Parser *p, AstNames *names, size_t *keyword_mark) {
  bool is_keyword = parser_is_name(parser_kind(p)) && p->at[1].kind == TOKEN_EQUAL;
  if (!is_keyword) {
    if (p->keywords.size_bytes > *keyword_mark) parser_fail(p);
    push_pattern(p, pattern(p));
    return;
  }
  AstName name = parser_name(p);
  parser_next(p);
  AstPattern *value = pattern(p);
  parser_list_push(&p->keywords, AstName, name);
  parser_list_push(&p->keywords, AstPattern *, value);
  names->count++;
}

// Takes the names and patterns above the mark apart.
static void take_keywords(Parser *p, size_t mark, uint32_t count, AstPattern *out) {
  out->class_.keywords.at = parser_take(p, count * sizeof(AstName));
  out->class_.keyword_patterns.at = parser_take(p, count * sizeof(AstPattern *));
  out->class_.keywords.count = out->class_.keyword_patterns.count = count;
  const char *at = p->keywords.at + mark;
  for (uint32_t i = 0; i < count; i++) {
    memcpy(&out->class_.keywords.at[i], at, sizeof(AstName));
    memcpy(&out->class_.keyword_patterns.at[i], at + sizeof(AstName), sizeof(AstPattern *));
    at += sizeof(AstName) + sizeof(AstPattern *);
  }
  p->keywords.size_bytes = mark;
}

// class_pattern: name_or_attr '(' [positional_patterns] [keyword_patterns] [','] ')'
static AstPattern *class_pattern(Parser *p, AstExpr *cls) {
  parser_next(p);
  size_t mark = p->items.size_bytes;
  size_t keyword_mark = p->keywords.size_bytes;
  AstNames names = {0};
  while (parser_kind(p) != TOKEN_CLOSE_PAREN) {
    class_argument(p, &names, &keyword_mark);
    if (!parser_accept(p, TOKEN_COMMA)) break;
  }
  parser_expect(p, TOKEN_CLOSE_PAREN);
  AstPattern *result = parser_pattern_new(p, AST_PATTERN_CLASS, cls->span.start);
  result->class_.cls = cls;
  result->class_.patterns = take_patterns(p, mark);
  if (names.count) take_keywords(p, keyword_mark, names.count, result);
  return result;
}

// capture_pattern: NAME, value_pattern: NAME ('.' NAME)+, class_pattern
static AstPattern *name_pattern(Parser *p) {
  if (is_wildcard(p)) return wildcard(p);
  AstExpr *expr = name_or_attr(p);
  if (parser_kind(p) == TOKEN_OPEN_PAREN) return class_pattern(p, expr);
  if (parser_kind(p) == TOKEN_DEEP) return deep(p);
  if (expr->kind != AST_NAME_EXPR) return value_new(p, expr);
  AstPattern *result = parser_pattern_new(p, AST_PATTERN_AS, expr->span.start);
  result->as.name = (AstName){expr->name, expr->span};
  return result;
}

// ---- Sequences and mappings ---------------------------------------------------------------------

// maybe_star_pattern: star_pattern | pattern
static AstPattern *maybe_star(Parser *p) {
  return parser_kind(p) == TOKEN_STAR ? star_pattern(p) : pattern(p);
}

// The rest of a sequence whose first element is read, up to `close` or whatever ends it.
static AstPattern *sequence_rest(Parser *p, uint32_t start, AstPattern *first, TokenKind close) {
  size_t mark = p->items.size_bytes;
  push_pattern(p, first);
  while (parser_accept(p, TOKEN_COMMA)) {
    TokenKind kind = parser_kind(p);
    if (kind == close || kind == TOKEN_IF || kind == TOKEN_COLON) break;
    push_pattern(p, maybe_star(p));
  }
  if (close != TOKEN_COLON) parser_expect(p, close);
  AstPattern *result = parser_pattern_new(p, AST_PATTERN_SEQUENCE, start);
  result->patterns = take_patterns(p, mark);
  return result;
}

// sequence_pattern: '[' [maybe_sequence_pattern] ']' | '(' [open_sequence_pattern] ')'
// group_pattern:    '(' pattern ')'
static AstPattern *sequence(Parser *p) {
  const Token *open = parser_next(p);
  bool is_list = open->kind == TOKEN_OPEN_BRACKET;
  TokenKind close = is_list ? TOKEN_CLOSE_BRACKET : TOKEN_CLOSE_PAREN;
  if (parser_accept(p, close)) return parser_pattern_new(p, AST_PATTERN_SEQUENCE, open->start);
  AstPattern *first = maybe_star(p);
  bool is_sequence = is_list || parser_kind(p) == TOKEN_COMMA;
  if (is_sequence) return sequence_rest(p, open->start, first, close);
  if (first->kind == AST_PATTERN_STAR) parser_fail(p);
  parser_expect(p, close);
  return first;
}

typedef struct PatternPair {
  AstExpr *key;
  AstPattern *pattern;
} PatternPair;

// key_value_pattern: (literal_expr | attr) ':' pattern
static PatternPair key_value(Parser *p) {
  PatternPair pair = {.key = literal(p)};
  if (!pair.key) {
    if (is_wildcard(p)) parser_fail(p);
    pair.key = name_or_attr(p);
    if (pair.key->kind != AST_ATTRIBUTE) parser_fail(p);
  }
  parser_expect(p, TOKEN_COLON);
  pair.pattern = pattern(p);
  return pair;
}

static AstPattern *mapping_new(Parser *p, uint32_t start, size_t mark, AstName rest) {
  AstPattern *result = parser_pattern_new(p, AST_PATTERN_MAPPING, start);
  uint32_t count = (uint32_t)((p->items.size_bytes - mark) / sizeof(PatternPair));
  result->mapping.keys = (AstExprs){parser_take(p, count * sizeof(AstExpr *)), count};
  result->mapping.patterns = (AstPatterns){parser_take(p, count * sizeof(AstPattern *)), count};
  result->mapping.rest = rest;
  const char *at = p->items.at + mark;
  for (uint32_t i = 0; i < count; i++) {
    PatternPair pair;
    memcpy(&pair, at + i * sizeof pair, sizeof pair);
    result->mapping.keys.at[i] = pair.key;
    result->mapping.patterns.at[i] = pair.pattern;
  }
  p->items.size_bytes = mark;
  return result;
}

// mapping_pattern: '{' [items_pattern] [',' '**' NAME] [','] '}'
static AstPattern *mapping(Parser *p) {
  uint32_t start = parser_next(p)->start;
  size_t mark = p->items.size_bytes;
  AstName rest = {0};
  bool is_over = false;
  while (parser_kind(p) != TOKEN_CLOSE_BRACE && !is_over) {
    is_over = parser_accept(p, TOKEN_DOUBLE_STAR);
    if (is_over) {
      rest = capture_target(p);
    } else {
      PatternPair pair = key_value(p);
      parser_list_push(&p->items, PatternPair, pair);
    }
    if (!parser_accept(p, TOKEN_COMMA)) break;
  }
  parser_expect(p, TOKEN_CLOSE_BRACE);
  return mapping_new(p, start, mark, rest);
}

// ---- Patterns -----------------------------------------------------------------------------------

// closed_pattern
static AstPattern *closed(Parser *p) {
  switch ((int)parser_kind(p)) {
  case TOKEN_NAME:
  case TOKEN_MATCH:
  case TOKEN_CASE:
  case TOKEN_TYPE:
    return name_pattern(p);
  case TOKEN_OPEN_PAREN:
  case TOKEN_OPEN_BRACKET:
    return sequence(p);
  case TOKEN_OPEN_BRACE:
    return mapping(p);
  case TOKEN_DEEP:
    return deep(p);
  default: {
    uint32_t start = p->at->start;
    AstExpr *value = literal(p);
    if (!value) return fail(p);
    AstPattern *result = parser_pattern_new(p, AST_PATTERN_VALUE, start);
    result->value = value;
    return result;
  }
  }
}

// or_pattern: closed_pattern ('|' closed_pattern)*
static AstPattern *or_pattern(Parser *p) {
  uint32_t start = p->at->start;
  AstPattern *first = closed(p);
  if (parser_kind(p) != TOKEN_PIPE) return first;
  size_t mark = p->items.size_bytes;
  push_pattern(p, first);
  while (parser_accept(p, TOKEN_PIPE))
    push_pattern(p, closed(p));
  AstPattern *result = parser_pattern_new(p, AST_PATTERN_OR, start);
  result->patterns = take_patterns(p, mark);
  return result;
}

// pattern: or_pattern 'as' NAME | or_pattern
static AstPattern *pattern(Parser *p) {
  uint32_t start = p->at->start;
  if (!parser_enter(p)) return deep(p);
  AstPattern *inner = or_pattern(p);
  parser_leave(p);
  if (!parser_accept(p, TOKEN_AS)) return inner;
  AstName name = capture_target(p);
  AstPattern *result = parser_pattern_new(p, AST_PATTERN_AS, start);
  result->as.pattern = inner;
  result->as.name = name;
  return result;
}

// patterns: open_sequence_pattern | pattern
static AstPattern *patterns(Parser *p) {
  uint32_t start = p->at->start;
  AstPattern *first = maybe_star(p);
  if (parser_kind(p) == TOKEN_COMMA) return sequence_rest(p, start, first, TOKEN_COLON);
  if (first->kind == AST_PATTERN_STAR) parser_fail(p);
  return first;
}

// ---- Statements ---------------------------------------------------------------------------------

// Only what has a block ends with a colon.
bool parser_is_match(const Parser *p) {
  const Token *token = p->at;
  while (token->kind != TOKEN_NEWLINE && token->kind != TOKEN_END)
    token++;
  return token[-1].kind == TOKEN_COLON && token->kind == TOKEN_NEWLINE &&
         token[1].kind == TOKEN_INDENT;
}

// case_block: "case" patterns ['if' named_expression] ':' block
static void case_block(Parser *p) {
  uint32_t start = p->at->start;
  parser_expect(p, TOKEN_CASE);
  AstCase one = {.pattern = patterns(p)};
  if (parser_accept(p, TOKEN_IF)) one.guard = parser_named(p);
  one.body = parser_block(p);
  one.span = (Span){start, p->line_end};
  parser_list_push(&p->items, AstCase, one);
}

// subject_expr: star_named_expression ',' [star_named_expressions] | named_expression
static AstExpr *subject(Parser *p) {
  uint32_t start = p->at->start;
  AstExpr *first = parser_star_named(p);
  if (parser_kind(p) == TOKEN_COMMA) return parser_tuple_rest(p, start, first, parser_star_named);
  if (first->kind == AST_STARRED) parser_fail(p);
  return first;
}

// match_stmt: "match" subject_expr ':' NEWLINE INDENT case_block+ DEDENT
AstStmt *parser_match(Parser *p) {
  uint32_t start = parser_next(p)->start;
  AstExpr *value = subject(p);
  parser_expect(p, TOKEN_COLON);
  parser_expect(p, TOKEN_NEWLINE);
  parser_expect(p, TOKEN_INDENT);
  size_t mark = p->items.size_bytes;
  do {
    case_block(p);
  } while (parser_kind(p) != TOKEN_DEDENT && parser_kind(p) != TOKEN_END);
  parser_expect(p, TOKEN_DEDENT);
  AstStmt *stmt = parser_stmt_new(p, AST_MATCH, start);
  stmt->span.end = p->line_end;
  stmt->match.subject = value;
  stmt->match.cases = parser_list_take(p, &p->items, mark, AstCase, &stmt->match.count);
  return stmt;
}
