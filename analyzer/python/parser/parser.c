// The parser object, its memory and its lists.
#include "python/parser/parser.h"

#include <stdlib.h>

// Memory is taken from the arena in pieces that double, so that short texts take little.
#define PIECE_MIN_BYTES ((size_t)512)
#define PIECE_MAX_BYTES ((size_t)16 << 10)

#define LIST_MIN_BYTES  ((size_t)4 << 10)
#define LIST_KEPT_BYTES ((size_t)4 << 20)

// Nodes and lists are aligned to this.
typedef uint64_t Word;

Parser *parser_new(void) {
  Parser *parser = calloc(1, sizeof *parser);
  if (!parser) base_fatal("out of memory");
  return parser;
}

void parser_rest(Parser *parser) {
  lexer_rest(&parser->lexer);
}

void parser_free(Parser *parser) {
  if (!parser) return;
  lexer_release(&parser->lexer);
  free(parser->items.at);
  free(parser->keywords.at);
  free(parser->problems.at);
  free(parser);
}

void parser_fail(Parser *p) {
  if (!p->has_failed) p->failed_at = p->at->start;
  p->has_failed = true;
  p->at = p->end;
}

AstName parser_name(Parser *p) {
  if (!parser_is_name(parser_kind(p))) {
    parser_fail(p);
    return parser_no_name(0);
  }
  const Token *token = parser_next(p);
  Span span = {token->start, token->end};
  return (AstName){parser_text(p, span), span};
}

void *parser_take_slow(Parser *p, size_t bytes) {
  if (bytes > p->free_bytes / 4) return arena_take(p->arena, Word, bytes / sizeof(Word) + 1);
  char *at = (char *)arena_take(p->arena, Word, p->free_bytes / sizeof(Word));
  p->free = at + bytes;
  p->free_end = at + p->free_bytes;
  if (p->free_bytes < PIECE_MAX_BYTES) p->free_bytes *= 2;
  return at;
}

void parser_list_grow(ParserList *list) {
  list->capacity_bytes = list->capacity_bytes ? 2 * list->capacity_bytes : LIST_MIN_BYTES;
  char *at = realloc(list->at, list->capacity_bytes);
  if (!at) base_fatal("out of memory: cannot get %zu bytes", list->capacity_bytes);
  list->at = at;
}

void *parser_list_copy(Parser *p, ParserList *list, size_t mark, size_t bytes, uint32_t *count) {
  size_t size = list->size_bytes - mark;
  *count = (uint32_t)(size / bytes);
  char *at = parser_take(p, size);
  const char *from = list->at + mark;
  for (size_t i = 0; i < size; i += sizeof(Word)) // most are short
    memcpy(at + i, from + i, sizeof(Word));
  list->size_bytes = mark;
  return at;
}

// Empty, and never without memory: marks are places in it.
static void list_reset(ParserList *list) {
  if (list->capacity_bytes > LIST_KEPT_BYTES) {
    free(list->at);
    *list = (ParserList){0};
  }
  list->size_bytes = 0;
  if (!list->at) parser_list_grow(list);
}

static void begin(Parser *p, Arena *arena, Str text, uint32_t depth) {
  list_reset(&p->items);
  list_reset(&p->keywords);
  list_reset(&p->problems);
  p->at = p->lexer.tokens + 1;
  p->end = p->lexer.next - 1;
  p->text = text;
  p->arena = arena;
  p->free = p->free_end = NULL;
  p->free_bytes = PIECE_MIN_BYTES;
  p->nesting = 0;
  p->depth = depth + 1;
  p->created = 0;
  p->line_end = 0;
  p->has_failed = false;
  p->is_deep = false;
}

// file: [statements] ENDMARKER
static AstStmts file(Parser *p) {
  while (parser_kind(p) != TOKEN_END)
    parser_statement(p);
  AstStmts body = {0};
  body.at = parser_list_take(p, &p->items, 0, AstStmt *, &body.count);
  return body;
}

// The same up to an error; `*end` is where the last line of it ends.
static AstStmts sound_statements(Parser *p, uint32_t *end) {
  size_t mark = 0;
  while (parser_kind(p) != TOKEN_END) {
    parser_statement(p);
    if (p->has_failed) break;
    mark = p->items.size_bytes;
    *end = p->line_end;
  }
  p->items.size_bytes = mark;
  AstStmts body = {0};
  body.at = parser_list_take(p, &p->items, 0, AstStmt *, &body.count);
  return body;
}

static void take_problems(Parser *p, AstModule *out) {
  out->problems = parser_list_take(p, &p->problems, 0, AstProblem, &out->problem_count);
}

static void take_comments(Parser *p, AstModule *out) {
  const Lexer *lexer = &p->lexer;
  out->comment_count = lexer->comment_count;
  if (!lexer->comment_count) return;
  out->comments = arena_take(p->arena, Span, lexer->comment_count);
  memcpy(out->comments, lexer->comments, lexer->comment_count * sizeof *lexer->comments);
}

void parser_padded(Parser *p, bool is_padded) {
  p->lexer.is_padded = is_padded;
}

bool parser_read(Parser *p, Arena *arena, Str text, Span part, AstModule *out) {
  bool is_whole = lexer_run(&p->lexer, text, part);
  begin(p, arena, text, 0);
  *out = (AstModule){.text = text, .body = file(p)};
  if (!is_whole && !p->has_failed) p->failed_at = p->end->start;
  if (!is_whole || p->has_failed) return false;
  take_comments(p, out);
  take_problems(p, out);
  return true;
}

uint32_t parser_read_lines(Parser *p, Arena *arena, Str text, Span part, uint32_t depth,
                           AstModule *out) {
  bool is_whole = lexer_run_lines(&p->lexer, text, part);
  begin(p, arena, text, depth);
  uint32_t end = part.start;
  *out = (AstModule){.body = sound_statements(p, &end)};
  take_problems(p, out);
  return is_whole && !p->has_failed ? part.end : end;
}
