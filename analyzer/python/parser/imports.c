// import and from.
#include "python/parser/parser.h"

// The names and dots between two tokens, written without what stands between them.
static Str spread_name(Parser *p, const Token *first, const Token *end) {
  size_t words = (end[-1].end - first->start) / sizeof(uint64_t) + 1;
  char *text = parser_take(p, words * sizeof(uint64_t));
  size_t size = 0;
  for (const Token *token = first; token < end; token++) {
    Str part = parser_text(p, (Span){token->start, token->end});
    memcpy(text + size, part.at, part.size);
    size += part.size;
  }
  return (Str){text, size};
}

// dotted_name: NAME ('.' NAME)*
static AstName dotted_name(Parser *p) {
  const Token *first = p->at;
  uint32_t size = 0;
  do {
    AstName name = parser_name(p);
    size += name.span.end - name.span.start + 1;
  } while (parser_accept(p, TOKEN_DOT));
  Span span = parser_span(p, first->start);
  bool is_spread = size - 1 != span.end - span.start;
  if (p->has_failed) return parser_no_name(0);
  return (AstName){is_spread ? spread_name(p, first, p->at) : parser_text(p, span), span};
}

// NAME ['as' NAME], where the first may be dotted
static void alias(Parser *p, AstName name) {
  AstAlias alias = {.name = name, .alias = parser_no_name(name.span.end)};
  if (parser_accept(p, TOKEN_AS)) alias.alias = parser_name(p);
  alias.span = parser_span(p, name.span.start);
  parser_list_push(&p->items, AstAlias, alias);
}

static void take_names(Parser *p, AstStmt *stmt, size_t mark) {
  stmt->import.names = parser_list_take(p, &p->items, mark, AstAlias, &stmt->import.count);
}

// import_name: 'import' dotted_as_name (',' dotted_as_name)*
AstStmt *parser_import(Parser *p) {
  uint32_t start = parser_next(p)->start;
  size_t mark = p->items.size_bytes;
  do {
    alias(p, dotted_name(p));
  } while (parser_accept(p, TOKEN_COMMA));
  AstStmt *stmt = parser_stmt_new(p, AST_IMPORT, start);
  take_names(p, stmt, mark);
  return stmt;
}

// The dots of a relative import.
static uint32_t level(Parser *p) {
  uint32_t count = 0;
  for (;;) {
    if (parser_accept(p, TOKEN_DOT)) {
      count += 1;
    } else if (parser_accept(p, TOKEN_ELLIPSIS)) {
      count += 3;
    } else {
      return count;
    }
  }
}

// import_from_as_names in parentheses: a comma may follow the last
static void names_in_parentheses(Parser *p) {
  do {
    alias(p, parser_name(p));
  } while (parser_accept(p, TOKEN_COMMA) && parser_kind(p) != TOKEN_CLOSE_PAREN);
  parser_expect(p, TOKEN_CLOSE_PAREN);
}

// import_from_targets: '(' import_from_as_names [','] ')' | import_from_as_names | '*'
static void names(Parser *p) {
  if (parser_accept(p, TOKEN_OPEN_PAREN)) {
    names_in_parentheses(p);
    return;
  }
  if (parser_kind(p) == TOKEN_STAR) {
    Span span = {p->at->start, p->at->end};
    parser_next(p);
    AstAlias all = {{parser_text(p, span), span}, parser_no_name(span.end), span};
    parser_list_push(&p->items, AstAlias, all);
    return;
  }
  do {
    alias(p, parser_name(p));
  } while (parser_accept(p, TOKEN_COMMA));
}

// import_from: 'from' ('.' | '...')* dotted_name 'import' import_from_targets
//            | 'from' ('.' | '...')+ 'import' import_from_targets
AstStmt *parser_from(Parser *p) {
  uint32_t start = parser_next(p)->start;
  uint32_t dots = level(p);
  bool is_bare = dots && parser_kind(p) == TOKEN_IMPORT;
  AstName module = is_bare ? parser_no_name(p->at[-1].end) : dotted_name(p);
  parser_expect(p, TOKEN_IMPORT);
  size_t mark = p->items.size_bytes;
  names(p);
  AstStmt *stmt = parser_stmt_new(p, AST_IMPORT_FROM, start);
  stmt->import.module = module;
  stmt->import.level = dots;
  take_names(p, stmt, mark);
  return stmt;
}
