// Compound statements, but for definitions and match, and the blocks of all.
#include "python/parser/parser.h"

// A statement from `start` to the end of its last line.
static AstStmt *compound_new(Parser *p, AstStmtKind kind, uint32_t start) {
  AstStmt *stmt = parser_stmt_new(p, kind, start);
  stmt->span.end = p->line_end;
  return stmt;
}

static AstStmts take_stmts(Parser *p, size_t mark) {
  AstStmts stmts = {0};
  stmts.at = parser_list_take(p, &p->items, mark, AstStmt *, &stmts.count);
  return stmts;
}

// ---- Blocks -------------------------------------------------------------------------------------

// NEWLINE INDENT statement+ DEDENT
static void indented(Parser *p) {
  parser_next(p);
  parser_expect(p, TOKEN_INDENT);
  do {
    parser_statement(p);
  } while (parser_kind(p) != TOKEN_DEDENT && parser_kind(p) != TOKEN_END);
  parser_expect(p, TOKEN_DEDENT);
}

// block: NEWLINE INDENT statements DEDENT | simple_stmts
AstStmts parser_block(Parser *p) {
  size_t mark = p->items.size_bytes;
  uint32_t created = p->created;
  p->depth++;
  parser_expect(p, TOKEN_COLON);
  if (parser_kind(p) == TOKEN_NEWLINE) {
    indented(p);
  } else {
    parser_simple_stmts(p);
  }
  p->depth--;
  p->created = created;
  return take_stmts(p, mark);
}

// else_block: 'else' ':' block; nothing when there is none
static AstStmts else_block(Parser *p) {
  return parser_accept(p, TOKEN_ELSE) ? parser_block(p) : (AstStmts){0};
}

// ---- if -----------------------------------------------------------------------------------------

// ('if' | 'elif') named_expression ':' block
static AstStmt *branch(Parser *p) {
  uint32_t start = parser_next(p)->start;
  p->created = 0;
  AstExpr *test = parser_named(p);
  AstStmts body = parser_block(p);
  AstStmt *stmt = compound_new(p, AST_IF, start);
  stmt->branch.test = test;
  stmt->branch.body = body;
  parser_check_nesting(p, stmt);
  return stmt;
}

// In a chain of more branches than may be nested so many are; the further ones stand beside each
// other, as parse_block.c has it.
#define ELIF_MAX_DEPTH (AST_MAX_DEPTH / 2)

static uint32_t elif_room(uint32_t depth) {
  return depth < ELIF_MAX_DEPTH ? ELIF_MAX_DEPTH - depth + 1 : 1;
}

// How many branches follow, the one that begins here counted.
static uint32_t branches_ahead(const Parser *p) {
  uint32_t count = 0;
  uint32_t blocks = 0;
  for (const Token *token = p->at; token->kind != TOKEN_END; token++) {
    bool is_end = token->kind == TOKEN_DEDENT;
    if (is_end && blocks-- == 0) break;
    blocks += token->kind == TOKEN_INDENT;
    bool is_behind = token[-1].kind == TOKEN_NEWLINE || token[-1].kind == TOKEN_DEDENT;
    if (blocks > 0 || is_end || !is_behind) continue;
    if (token->kind != TOKEN_ELIF) break;
    count++;
  }
  return count;
}

// Hangs the branches above the mark into each other, the last first.
static AstStmt *hang(Parser *p, size_t mark, uint32_t room, AstStmts otherwise) {
  AstStmts branches = take_stmts(p, mark);
  if (branches.count > room) {
    AstStmt *last = branches.at[branches.count - 1];
    last->branch.otherwise = otherwise;
    last->span.end = p->line_end;
    otherwise = (AstStmts){branches.at + room, branches.count - room};
    branches.count = room;
  }
  for (uint32_t i = branches.count; i-- > 0;) {
    branches.at[i]->branch.otherwise = otherwise;
    branches.at[i]->span.end = p->line_end;
    otherwise = (AstStmts){&branches.at[i], 1};
  }
  return branches.at[0];
}

// if_stmt: 'if' named_expression ':' block ('elif' named_expression ':' block)* [else_block]
// Each elif is one level deeper, as long as the chain fits.
static AstStmt *if_(Parser *p) {
  size_t mark = p->items.size_bytes;
  uint32_t depth = p->depth;
  uint32_t room = AST_MAX_DEPTH;
  bool is_asked = false;
  for (;;) {
    AstStmt *stmt = branch(p);
    parser_list_push(&p->items, AstStmt *, stmt);
    if (parser_kind(p) != TOKEN_ELIF) break;
    if (p->depth >= ELIF_MAX_DEPTH && !is_asked) {
      is_asked = true;
      if (p->depth + branches_ahead(p) >= AST_MAX_DEPTH) room = elif_room(depth);
    }
    p->depth += room == AST_MAX_DEPTH;
  }
  AstStmts otherwise = else_block(p);
  p->depth = depth;
  return hang(p, mark, room, otherwise);
}

// ---- Loops --------------------------------------------------------------------------------------

// while_stmt: 'while' named_expression ':' block [else_block]
static AstStmt *while_(Parser *p) {
  uint32_t start = parser_next(p)->start;
  AstExpr *test = parser_named(p);
  AstStmts body = parser_block(p);
  AstStmts otherwise = else_block(p);
  AstStmt *stmt = compound_new(p, AST_WHILE, start);
  stmt->loop.test = test;
  stmt->loop.body = body;
  stmt->loop.otherwise = otherwise;
  return stmt;
}

// for_stmt: ['async'] 'for' star_targets 'in' star_expressions ':' block [else_block]
static AstStmt *for_(Parser *p, uint32_t start, bool is_async) {
  parser_next(p);
  AstExpr *target = parser_star_targets(p);
  parser_expect(p, TOKEN_IN);
  AstExpr *iterable = parser_star_expressions(p);
  AstStmts body = parser_block(p);
  AstStmts otherwise = else_block(p);
  AstStmt *stmt = compound_new(p, AST_FOR, start);
  stmt->loop.target = target;
  stmt->loop.iterable = iterable;
  stmt->loop.body = body;
  stmt->loop.otherwise = otherwise;
  stmt->loop.is_async = is_async;
  return stmt;
}

// ---- with ---------------------------------------------------------------------------------------

// with_item: expression ['as' star_target]
static void with_item(Parser *p) {
  AstWithItem item = {.manager = parser_expression(p)};
  if (parser_accept(p, TOKEN_AS)) item.target = parser_star_target(p);
  parser_list_push(&p->items, AstWithItem, item);
}

static int bracket_step(TokenKind kind) {
  switch ((int)kind) {
  case TOKEN_OPEN_PAREN:
  case TOKEN_OPEN_BRACKET:
  case TOKEN_OPEN_BRACE:
    return 1;
  case TOKEN_CLOSE_PAREN:
  case TOKEN_CLOSE_BRACKET:
  case TOKEN_CLOSE_BRACE:
    return -1;
  default:
    return 0;
  }
}

// Whether `kind` behind `before` makes what is in parentheses one expression, not several items: a
// generator, a yield, or a tuple with an assignment or an asterisk in it.
static bool is_expression_mark(TokenKind before, TokenKind kind) {
  bool is_first = before == TOKEN_OPEN_PAREN || before == TOKEN_COMMA;
  return kind == TOKEN_FOR || kind == TOKEN_WALRUS ||
         (is_first && (kind == TOKEN_YIELD || kind == TOKEN_STAR));
}

// Whether the parenthesis that comes encloses all items of the statement.
static bool has_items_in_parentheses(const Parser *p) {
  if (p->at->kind != TOKEN_OPEN_PAREN || p->at[1].kind == TOKEN_CLOSE_PAREN) return false;
  const Token *token = p->at + 1;
  for (int depth = 1; depth; token++) {
    if (token->kind == TOKEN_END) return false; // of lines with an error
    bool is_mark =
        depth == 1 && is_expression_mark((TokenKind)token[-1].kind, (TokenKind)token->kind);
    if (is_mark) return false;
    depth += bracket_step((TokenKind)token->kind);
  }
  return token->kind == TOKEN_COLON;
}

static void with_items(Parser *p) {
  if (!has_items_in_parentheses(p)) {
    do {
      with_item(p);
    } while (parser_accept(p, TOKEN_COMMA));
    return;
  }
  parser_next(p);
  do {
    with_item(p);
  } while (parser_accept(p, TOKEN_COMMA) && parser_kind(p) != TOKEN_CLOSE_PAREN);
  parser_expect(p, TOKEN_CLOSE_PAREN);
}

// with_stmt: ['async'] 'with' '(' with_item (',' with_item)* [','] ')' ':' block
//          | ['async'] 'with' with_item (',' with_item)* ':' block
static AstStmt *with(Parser *p, uint32_t start, bool is_async) {
  parser_next(p);
  size_t mark = p->items.size_bytes;
  with_items(p);
  uint32_t count = 0;
  AstWithItem *items = parser_list_take(p, &p->items, mark, AstWithItem, &count);
  AstStmts body = parser_block(p);
  AstStmt *stmt = compound_new(p, AST_WITH, start);
  stmt->with.items = items;
  stmt->with.count = count;
  stmt->with.body = body;
  stmt->with.is_async = is_async;
  return stmt;
}

// ---- try ----------------------------------------------------------------------------------------

// expression ['as' NAME] | expression (',' expression)* [',']
static void handler_type(Parser *p, AstHandler *out) {
  uint32_t start = p->at->start;
  out->type = parser_expression(p);
  if (parser_kind(p) == TOKEN_COMMA) {
    out->type = parser_tuple_rest(p, start, out->type, parser_expression);
  } else if (parser_accept(p, TOKEN_AS)) {
    out->name = parser_name(p);
  }
}

// except_block:      'except' [types] ':' block
// except_star_block: 'except' '*' types ':' block
static void handler(Parser *p, bool *is_star) {
  uint32_t start = parser_next(p)->start;
  *is_star = parser_accept(p, TOKEN_STAR);
  AstHandler handler = {0};
  if (*is_star || parser_kind(p) != TOKEN_COLON) handler_type(p, &handler);
  handler.header = parser_span(p, start);
  handler.body = parser_block(p);
  handler.span = (Span){start, p->line_end};
  parser_list_push(&p->items, AstHandler, handler);
}

// All handlers have an asterisk, or none has.
static void handlers(Parser *p, bool *is_star) {
  bool is_first = true;
  while (parser_kind(p) == TOKEN_EXCEPT) {
    bool has_star = false;
    handler(p, &has_star);
    if (!is_first && has_star != *is_star) parser_fail(p);
    *is_star = has_star;
    is_first = false;
  }
}

// try_stmt: 'try' ':' block finally_block
//         | 'try' ':' block except_block+ [else_block] [finally_block]
static AstStmt *try_(Parser *p) {
  uint32_t start = parser_next(p)->start;
  AstStmts body = parser_block(p);
  size_t mark = p->items.size_bytes;
  bool is_star = false;
  handlers(p, &is_star);
  uint32_t count = 0;
  AstHandler *all = parser_list_take(p, &p->items, mark, AstHandler, &count);
  AstStmts otherwise = count ? else_block(p) : (AstStmts){0};
  Span header = {p->at->start, p->at->end};
  bool has_finally = parser_accept(p, TOKEN_FINALLY);
  AstStmts finally = has_finally ? parser_block(p) : (AstStmts){0};
  if (!count && !has_finally) parser_fail(p);
  AstStmt *stmt = compound_new(p, AST_TRY, start);
  stmt->try_.body = body;
  stmt->try_.handlers = all;
  stmt->try_.handler_count = count;
  stmt->try_.otherwise = otherwise;
  stmt->try_.finally = finally;
  if (has_finally) stmt->try_.finally_header = header;
  stmt->try_.is_star = is_star;
  return stmt;
}

// ---- Statements ---------------------------------------------------------------------------------

// 'async' (function_def | with_stmt | for_stmt)
static AstStmt *async(Parser *p) {
  uint32_t start = parser_next(p)->start;
  switch ((int)parser_kind(p)) {
  case TOKEN_DEF:
    return parser_function(p, start, (AstExprs){0}, true);
  case TOKEN_WITH:
    return with(p, start, true);
  case TOKEN_FOR:
    return for_(p, start, true);
  default:
    parser_fail(p);
    return parser_stmt_new(p, AST_STMT_ERROR, start);
  }
}

// compound_stmt; NULL when a simple one comes
static AstStmt *compound(Parser *p) {
  uint32_t start = p->at->start;
  switch ((int)parser_kind(p)) {
  case TOKEN_IF:
    return if_(p);
  case TOKEN_DEF:
    return parser_function(p, start, (AstExprs){0}, false);
  case TOKEN_FOR:
    return for_(p, start, false);
  case TOKEN_WITH:
    return with(p, start, false);
  case TOKEN_CLASS:
    return parser_class(p, (AstExprs){0});
  case TOKEN_TRY:
    return try_(p);
  case TOKEN_WHILE:
    return while_(p);
  case TOKEN_AT:
    return parser_decorated(p);
  case TOKEN_ASYNC:
    return async(p);
  case TOKEN_MATCH:
    return parser_is_match(p) ? parser_match(p) : NULL;
  default:
    return NULL;
  }
}

// statement: compound_stmt | simple_stmts
void parser_statement(Parser *p) {
  p->created = 0;
  p->is_deep = false;
  AstStmt *stmt = compound(p);
  if (!stmt) {
    parser_simple_stmts(p);
    return;
  }
  parser_check_nesting(p, stmt);
  parser_list_push(&p->items, AstStmt *, stmt);
}
