// The hand-written Python parser: reads valid code, quickly, and refuses the rest without a word.
// parse.c gives what is refused to tree-sitter, which knows how to go on behind an error, and has
// what is sound around it read here.
//
//   lexer*.c        tokens, see lexer.h
//   parser.c        the parser object        statements.c   simple statements
//   expressions.c   operators                imports.c      import and from
//   primaries.c     names, calls, ...        targets.c      what can be assigned to
//   displays.c      what brackets hold       compounds.c    compound statements and blocks
//   strings.c       constants and f-strings  definitions.c  def, class, parameters
//   nesting.c       how deep a tree is       patterns.c     match
//
// Recursive descent over an array of tokens. Above each function stands the production that it
// reads, in the notation of https://docs.python.org/3/reference/grammar.html; what the comment
// leaves out is the lookahead of a grammar that is tried from left to right.
//
// After an error the parser sees nothing but the end of the file: every loop ends, every function
// returns something, and only the outermost one asks whether it was in vain.
#pragma once

#include "python/ast.h"
#include "python/parser/lexer.h"

#include <string.h>

// A list that grows: values of one type above the mark where its reader began.
typedef struct ParserList {
  char *at;
  size_t size_bytes;
  size_t capacity_bytes;
} ParserList;

typedef struct Parser {
  Lexer lexer;
  ParserList items;    // whatever is read now
  ParserList keywords; // of calls, which come between other arguments
  ParserList problems; // what is nested too deeply
  // Of one parse:
  const Token *at;  // the next token
  const Token *end; // the last one, TOKEN_END
  Str text;
  Arena *arena;
  char *free; // memory from the arena that is not used yet
  char *free_end;
  size_t free_bytes;  // to be asked for next
  uint32_t nesting;   // of functions here that call themselves
  uint32_t depth;     // of the statement in the tree, 1 for those of the module
  uint32_t created;   // nodes of the statement that is being read, without its blocks
  uint32_t line_end;  // where the last line of code ended
  uint32_t failed_at; // once it has: where the first token begins that does not fit
  bool has_failed;
  bool is_deep;    // the statement that is being read, and that is said
  AstExpr nothing; // what is returned after an error
  AstPattern no_pattern;
} Parser;

// For parse.c. One per worker, reused.
Parser *parser_new(void);
void parser_free(Parser *parser);
// Whether LEXER_PADDING_BYTES of NUL stand behind the texts that come.
void parser_padded(Parser *parser, bool is_padded);
// Gives back what a large text took, but for what was made of it.
void parser_rest(Parser *parser);
// Reads text[part.start, part.end) as a file. False when it is no valid Python; `arena` may have
// grown then. What is nested deeper than AST_MAX_DEPTH, or in more brackets than CPython reads, is
// an error expression in it, and a problem for each statement. What cannot be read begins at
// `failed_at`.
bool parser_read(Parser *parser, Arena *arena, Str text, Span part, AstModule *out);
// Reads the statements of whole lines from within a file, which lie `depth` levels deep in the
// tree, one after the other up to the first that cannot be read. Returns the end of the last line
// of those in `out`, part.start when there is none, or part.end when all were read.
uint32_t parser_read_lines(Parser *parser, Arena *arena, Str text, Span part, uint32_t depth,
                           AstModule *out);

// ---- Tokens -------------------------------------------------------------------------------------

static inline TokenKind parser_kind(const Parser *p) {
  return (TokenKind)p->at->kind;
}

// To be called where a token is known to be, as the end is never passed.
static inline const Token *parser_next(Parser *p) {
  return p->at++;
}

static inline bool parser_accept(Parser *p, TokenKind kind) {
  bool is_there = p->at->kind == kind;
  p->at += is_there;
  return is_there;
}

void parser_fail(Parser *p);

static inline void parser_expect(Parser *p, TokenKind kind) {
  if (!parser_accept(p, kind)) parser_fail(p);
}

static inline bool parser_is_name(TokenKind kind) {
  return kind <= TOKEN_TYPE;
}

// What is known of a kind of token.
enum {
  TOKEN_IS_ATOM = 1 << 0,           // an expression of its own; strings may go on
  TOKEN_ENDS_EXPRESSION = 1 << 1,   // no operator: those of them that often follow an expression
  TOKEN_BEGINS_EXPRESSION = 1 << 2, // an asterisk does, too
  TOKEN_IS_BEFORE_PRIMARY = 1 << 3, // begins an expression, and is no part of a primary
};
extern const uint8_t parser_tokens[TOKEN_KIND_COUNT];

static inline bool parser_has(const Parser *p, uint8_t property) {
  return parser_tokens[p->at->kind] & property;
}

// Whether the expression that comes is a single token, as nearly half of all are.
static inline bool parser_is_alone(const Parser *p) {
  return parser_has(p, TOKEN_IS_ATOM) && parser_tokens[p->at[1].kind] & TOKEN_ENDS_EXPRESSION;
}

// From the start of a token to the end of the last one that was read.
static inline Span parser_span(const Parser *p, uint32_t start) {
  return (Span){start, p->at[-1].end};
}

static inline Str parser_text(const Parser *p, Span span) {
  return (Str){p->text.at + span.start, span.end - span.start};
}

// NAME
AstName parser_name(Parser *p);
// An absent one.
static inline AstName parser_no_name(uint32_t place) {
  return (AstName){STR(""), {place, place}};
}

// Parentheses that only group are no level of the tree, but one of ours.
#define PARSER_MAX_NESTING (2 * AST_MAX_DEPTH)

// What calls itself does so between these two. False at the limit, for parser_deep.
static inline bool parser_enter(Parser *p) {
  bool may_enter = p->nesting < PARSER_MAX_NESTING;
  p->nesting += may_enter;
  return may_enter;
}

static inline void parser_leave(Parser *p) {
  p->nesting--;
}

// ---- Nodes --------------------------------------------------------------------------------------

void *parser_take_slow(Parser *p, size_t bytes);

// Memory for a node or a list, not zeroed.
static inline void *parser_take(Parser *p, size_t bytes) {
  if ((size_t)(p->free_end - p->free) < bytes) return parser_take_slow(p, bytes);
  void *at = p->free;
  p->free += bytes;
  return at;
}

// A node from `start` to the end of the last token, of which the caller fills in the rest.
static inline AstExpr *parser_expr_take(Parser *p, AstExprKind kind, uint32_t start) {
  AstExpr *expr = parser_take(p, sizeof *expr);
  expr->kind = kind;
  expr->span = parser_span(p, start);
  p->created++;
  return expr;
}

// The same, zeroed.
static inline AstExpr *parser_expr_new(Parser *p, AstExprKind kind, uint32_t start) {
  AstExpr *expr = parser_take(p, sizeof *expr);
  memset(expr, 0, sizeof *expr);
  expr->kind = kind;
  expr->span = parser_span(p, start);
  p->created++;
  return expr;
}

// The same for a statement. Most are of one word or value, and the largest has room for fifteen.
static inline AstStmt *parser_stmt_take(Parser *p, AstStmtKind kind, uint32_t start) {
  AstStmt *stmt = parser_take(p, sizeof *stmt);
  stmt->kind = kind;
  stmt->span = parser_span(p, start);
  return stmt;
}

// Zeroed.
static inline AstStmt *parser_stmt_new(Parser *p, AstStmtKind kind, uint32_t start) {
  AstStmt *stmt = parser_take(p, sizeof *stmt);
  memset(stmt, 0, sizeof *stmt);
  stmt->kind = kind;
  stmt->span = parser_span(p, start);
  return stmt;
}

static inline AstPattern *parser_pattern_new(Parser *p, AstPatternKind kind, uint32_t start) {
  AstPattern *pattern = parser_take(p, sizeof *pattern);
  memset(pattern, 0, sizeof *pattern);
  pattern->kind = kind;
  pattern->span = parser_span(p, start);
  p->created++;
  return pattern;
}

void parser_list_grow(ParserList *list);

#define parser_list_push(list, T, value)                                                           \
  do {                                                                                             \
    T value_ = (value);                                                                            \
    parser_list_add((list), &value_, sizeof value_);                                               \
  } while (0)

// Values are of at most LIST_VALUE_MAX_BYTES.
#define LIST_VALUE_MAX_BYTES 256

static inline void parser_list_add(ParserList *list, const void *value, size_t bytes) {
  if (list->capacity_bytes - list->size_bytes < LIST_VALUE_MAX_BYTES) parser_list_grow(list);
  memcpy(list->at + list->size_bytes, value, bytes);
  list->size_bytes += bytes;
}

// Takes the values above the mark off the list. Returns them in memory of their own, NULL for none.
#define parser_list_take(p, list, mark, T, count)                                                  \
  ((list)->size_bytes == (mark) ? NULL                                                             \
                                : (T *)parser_list_copy((p), (list), (mark), sizeof(T), (count)))
void *parser_list_copy(Parser *p, ParserList *list, size_t mark, size_t bytes, uint32_t *count);

static inline AstExprs parser_take_exprs(Parser *p, size_t mark) {
  AstExprs exprs = {0};
  exprs.at = parser_list_take(p, &p->items, mark, AstExpr *, &exprs.count);
  return exprs;
}

static inline void parser_push_expr(Parser *p, AstExpr *expr) {
  parser_list_push(&p->items, AstExpr *, expr);
}

// ---- expressions.c ------------------------------------------------------------------------------

AstExpr *parser_disjunction(Parser *p);          // disjunction
AstExpr *parser_bitwise_or(Parser *p);           // bitwise_or
AstExpr *parser_starred(Parser *p);              // starred_expression
AstExpr *parser_star_expressions(Parser *p);     // star_expressions
AstExpr *parser_yield(Parser *p);                // yield_expr
AstExpr *parser_yield_or_expressions(Parser *p); // yield_expr | star_expressions
// These of more than one token.
AstExpr *parser_long_expression(Parser *p);
AstExpr *parser_long_named(Parser *p);
AstExpr *parser_long_star_expression(Parser *p);
AstExpr *parser_long_star_named(Parser *p);

AstExpr *parser_alone(Parser *p); // a single token; in primaries.c

// expression
static inline AstExpr *parser_expression(Parser *p) {
  return parser_is_alone(p) ? parser_alone(p) : parser_long_expression(p);
}

// named_expression
static inline AstExpr *parser_named(Parser *p) {
  return parser_is_alone(p) ? parser_alone(p) : parser_long_named(p);
}

// star_expression
static inline AstExpr *parser_star_expression(Parser *p) {
  return parser_is_alone(p) ? parser_alone(p) : parser_long_star_expression(p);
}

// star_named_expression
static inline AstExpr *parser_star_named(Parser *p) {
  return parser_is_alone(p) ? parser_alone(p) : parser_long_star_named(p);
}

// The rest of a tuple whose first element is read, up to where no further element begins.
AstExpr *parser_tuple_rest(Parser *p, uint32_t start, AstExpr *first,
                           AstExpr *(*element)(Parser *p));

// ---- primaries.c --------------------------------------------------------------------------------

AstExpr *parser_await_primary(Parser *p); // await_primary
AstExpr *parser_primary(Parser *p);       // primary
AstExpr *parser_constant(Parser *p);      // a number, True, False, None or ...
// [arguments] ')', from behind the opening parenthesis at `open` on. In a call they may be a
// generator which shares the parentheses.
void parser_arguments(Parser *p, uint32_t open, bool is_call, AstExprs *arguments,
                      AstKeywords *keywords);

// ---- displays.c ---------------------------------------------------------------------------------

AstExpr *parser_group(Parser *p);                // tuple | group | genexp
AstExpr *parser_list(Parser *p);                 // list | listcomp
AstExpr *parser_brace(Parser *p);                // dict | set | dictcomp | setcomp
bool parser_is_for(const Parser *p);             // whether a clause of a comprehension comes
AstComprehensions parser_for_clauses(Parser *p); // for_if_clauses

// ---- strings.c ----------------------------------------------------------------------------------

AstExpr *parser_strings(Parser *p); // strings

// ---- targets.c ----------------------------------------------------------------------------------

bool parser_is_target(const AstExpr *expr);        // star_target
bool parser_is_single_target(const AstExpr *expr); // single_target
bool parser_is_del_target(const AstExpr *expr);    // del_target
AstExpr *parser_star_target(Parser *p);            // star_target
AstExpr *parser_star_targets(Parser *p);           // star_targets

// ---- statements.c, imports.c --------------------------------------------------------------------

void parser_simple_stmts(Parser *p); // simple_stmts, onto the list of items
AstStmt *parser_import(Parser *p);   // import_name
AstStmt *parser_from(Parser *p);     // import_from

// ---- compounds.c --------------------------------------------------------------------------------

void parser_statement(Parser *p); // statement, onto the list of items
AstStmts parser_block(Parser *p); // ':' block

// ---- definitions.c ------------------------------------------------------------------------------

AstStmt *parser_function(Parser *p, uint32_t start, AstExprs decorators, bool is_async);
AstStmt *parser_class(Parser *p, AstExprs decorators);
AstStmt *parser_decorated(Parser *p);
AstTypeParameters parser_type_parameters(Parser *p); // [type_params]
// Parameters up to `close`, which is not read.
AstParameters parser_parameters(Parser *p, TokenKind close, bool has_annotations);

// ---- patterns.c ---------------------------------------------------------------------------------

bool parser_is_match(const Parser *p); // whether the line that begins with `match` is a statement
AstStmt *parser_match(Parser *p);      // match_stmt

// ---- nesting.c ----------------------------------------------------------------------------------

// Cuts off what is nested too deeply in the statement at the present depth, its blocks left alone.
void parser_check_nesting(Parser *p, AstStmt *stmt);
// Skips the rest of an expression that began at `start` and is nested too deeply.
AstExpr *parser_deep(Parser *p, uint32_t start);
// Notes it, once for a statement.
void parser_too_deep(Parser *p, Span span);
