// Strings, one after the other: constants, or formats once one of them is an f-string or t-string.
#include "python/literal.h"
#include "python/parser/parser.h"

// ---- Constants ----------------------------------------------------------------------------------

// A string whose value is what stands between its quotes.
static AstExpr *plain(Parser *p, const Token *token) {
  uint32_t quotes = token->detail & STRING_IS_TRIPLE ? 3 : 1;
  uint32_t start = token->start + (token->detail & STRING_PREFIX_MASK) + quotes;
  AstExpr *expr = parser_expr_take(p, AST_CONSTANT, token->start);
  expr->constant.kind = token->detail & STRING_IS_BYTES ? AST_BYTES : AST_STRING;
  expr->constant.value = parser_text(p, (Span){start, token->end - quotes});
  expr->constant.is_exact = true;
  return expr;
}

// The value of all strings from `first` on up to the next token.
static AstExpr *joined(Parser *p, const Token *first) {
  size_t words = (p->at[-1].end - first->start) / sizeof(uint64_t) + 1;
  char *value = parser_take(p, words * sizeof(uint64_t));
  size_t size = 0;
  for (const Token *token = first; token < p->at; token++) {
    LiteralPiece piece = literal_split(parser_text(p, (Span){token->start, token->end}));
    size += literal_value(&piece, value + size);
  }
  AstExpr *expr = parser_expr_new(p, AST_CONSTANT, first->start);
  expr->constant.kind = first->detail & STRING_IS_BYTES ? AST_BYTES : AST_STRING;
  expr->constant.value = (Str){value, size};
  return expr;
}

// ---- Fields -------------------------------------------------------------------------------------

// fstring_conversion: '!' NAME, nothing between them and one of three names
static char conversion(Parser *p) {
  const Token *mark = parser_next(p);
  AstName name = parser_name(p);
  bool is_valid = name.text.size == 1 && name.span.start == mark->end;
  char letter = is_valid ? name.text.at[0] : '\0';
  if (letter != 'r' && letter != 's' && letter != 'a') parser_fail(p);
  return letter;
}

static void spec(Parser *p);

// fstring_replacement_field:
//     '{' (yield_expr | star_expressions) ['='] [fstring_conversion] [':' spec] '}'
static AstReplacement field(Parser *p) {
  parser_next(p);
  AstReplacement result = {0};
  if (parser_enter(p)) {
    result.value = parser_yield_or_expressions(p);
    parser_leave(p);
  } else {
    result.value = parser_deep(p, p->at->start);
  }
  bool is_debug = parser_accept(p, TOKEN_EQUAL);
  if (parser_kind(p) == TOKEN_CONVERSION) result.conversion = conversion(p);
  bool has_spec = parser_accept(p, TOKEN_FIELD_SPEC);
  if (is_debug && !has_spec && !result.conversion) result.conversion = 'r';
  size_t mark = p->items.size_bytes;
  if (has_spec) spec(p);
  result.spec = parser_take_exprs(p, mark);
  parser_expect(p, TOKEN_FIELD_END);
  return result;
}

// fstring_full_format_spec: the expressions of its fields, those of their specifications after
// them. They nest no deeper than the lexer lets them.
static void spec(Parser *p) {
  while (parser_kind(p) == TOKEN_FIELD_START) {
    AstReplacement inner = field(p);
    parser_push_expr(p, inner.value);
    for (uint32_t i = 0; i < inner.spec.count; i++)
      parser_push_expr(p, inner.spec.at[i]);
  }
}

// ---- Formats ------------------------------------------------------------------------------------

// fstring: FSTRING_START fstring_middle* FSTRING_END, the fields onto the list of items
static void format(Parser *p) {
  parser_next(p);
  while (parser_kind(p) == TOKEN_FIELD_START) {
    AstReplacement part = field(p);
    parser_list_push(&p->items, AstReplacement, part);
  }
  parser_expect(p, TOKEN_FORMAT_END);
}

static AstExpr *format_new(Parser *p, uint32_t start, size_t mark, bool is_template) {
  AstExpr *expr = parser_expr_new(p, AST_FORMAT, start);
  expr->format.is_template = is_template;
  expr->format.parts = parser_list_take(p, &p->items, mark, AstReplacement, &expr->format.count);
  return expr;
}

static bool has_only_ascii(Str text) {
  for (size_t i = 0; i < text.size; i++)
    if ((unsigned char)text.at[i] >= 0x80) return false;
  return true;
}

// strings: (fstring | tstring | STRING)+
// Bytes go with bytes alone, and t-strings with t-strings.
AstExpr *parser_strings(Parser *p) {
  const Token *first = p->at;
  bool is_alone = first[1].kind != TOKEN_STRING && first[1].kind != TOKEN_FORMAT_START;
  if (is_alone && first->detail & STRING_IS_PLAIN && !(first->detail & STRING_IS_BYTES)) {
    parser_next(p);
    return plain(p, first);
  }
  size_t mark = p->items.size_bytes;
  uint8_t all = UINT8_MAX;
  uint8_t any = 0;
  while (parser_kind(p) == TOKEN_STRING || parser_kind(p) == TOKEN_FORMAT_START) {
    all &= p->at->detail;
    any |= p->at->detail;
    if (parser_kind(p) == TOKEN_STRING) {
      parser_next(p);
    } else {
      format(p);
    }
  }
  if ((all ^ any) & (STRING_IS_BYTES | STRING_IS_TEMPLATE)) parser_fail(p);
  if (any & STRING_IS_BYTES && !has_only_ascii(parser_text(p, parser_span(p, first->start))))
    parser_fail(p);
  if (any & STRING_IS_FORMAT) return format_new(p, first->start, mark, any & STRING_IS_TEMPLATE);
  bool is_plain = p->at == first + 1 && any & STRING_IS_PLAIN;
  return is_plain ? plain(p, first) : joined(p, first);
}
