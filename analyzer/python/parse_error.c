// Broken code. tree-sitter puts what it had to skip into ERROR nodes, which may hold anything from
// a word to whole functions, and makes up tokens that are missing. Every statement inside is read
// as if nothing had happened, expressions are kept in an AST_STMT_ERROR, the rest is a problem.
#include "python/parse.h"

// Text quoted in a problem.
#define QUOTE_MAX_BYTES 40

void parse_missing(Parse *p, Node node) {
  if (ts_node_is_named(node.at)) {
    parse_problem(p, AST_PROBLEM_SYNTAX, node.span, "an expression is missing here");
  } else {
    parse_problem(p, AST_PROBLEM_SYNTAX, node.span, "`%s` is missing here", ts_node_type(node.at));
  }
}

// The start of the text, up to the end of its line; not cut within a character.
static Str quote(Str text) {
  size_t line = str_find_byte(text, '\n');
  size_t size = line < text.size ? line : text.size;
  if (size > QUOTE_MAX_BYTES) size = QUOTE_MAX_BYTES;
  while (size && size < text.size && ((unsigned char)text.at[size] & 0xC0) == 0x80)
    size--;
  return str_trim(str_slice(text, 0, size));
}

void parse_unexpected(Parse *p, Span span) {
  Str text = str_trim(parse_text(p, span));
  Str start = quote(text);
  const char *more = start.size < text.size ? " ..." : "";
  if (start.size) {
    parse_problem(p, AST_PROBLEM_SYNTAX, span, "cannot read `%.*s`%s", STR_ARG(start), more);
  } else {
    parse_problem(p, AST_PROBLEM_SYNTAX, span, "cannot read this");
  }
}

void parse_stray(Parse *p, Node error) {
  if (!p->is_in_error) parse_unexpected(p, error.span);
  if (!parse_enter(p, error.span)) return;
  Nodes children = parse_open(p, error);
  for (uint32_t i = 0; i < children.count; i++) {
    if (!parse_is_expr(children.at[i])) continue;
    AstExpr *expr = parse_expr(p, children.at[i]);
    array_push(p->scratch, &p->strays, expr);
  }
  parse_close(p, children);
  parse_leave(p);
}

// Moves the strays into an error statement of the list that is being built.
static void strays_add(Parse *p, Span span, bool is_wanted) {
  uint32_t count = (uint32_t)p->strays.count;
  if (!count && !is_wanted) return;
  AstStmt *stmt = parse_stmt_new(p, AST_STMT_ERROR, span);
  stmt->targets = (AstExprs){arena_push(p->arena, AstExpr *, count), count};
  for (uint32_t i = 0; i < count; i++)
    stmt->targets.at[i] = p->strays.at[i];
  p->strays.count = 0;
  parse_list_add(p, stmt);
}

// Reads every expression in a broken line, whatever statements it is shown as.
static void harvest(Parse *p, Node node) {
  if (parse_is_expr(node)) {
    AstExpr *expr = parse_expr(p, node);
    array_push(p->scratch, &p->strays, expr);
    return;
  }
  if (!parse_enter(p, node.span)) return;
  Nodes children = parse_open(p, node);
  for (uint32_t i = 0; i < children.count; i++)
    harvest(p, children.at[i]);
  parse_close(p, children);
  parse_leave(p);
}

const ParseBroken *parse_broken_at(const Parse *p, uint32_t offset) {
  size_t low = 0;
  size_t high = p->broken.count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (p->broken.at[middle].span.end <= offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  bool is_inside = low < p->broken.count && p->broken.at[low].span.start <= offset;
  return is_inside ? &p->broken.at[low] : NULL;
}

// The broken line that a statement is in as a whole. Imports are kept even then.
static const ParseBroken *broken_line(const Parse *p, Node node) {
  if (!p->broken.count || node.kind == NODE_IMPORT || node.kind == NODE_IMPORT_FROM) return NULL;
  const ParseBroken *broken = parse_broken_at(p, node.span.start);
  return broken && !broken->is_header && node.span.end <= broken->span.end ? broken : NULL;
}

static void items_add(Parse *p, Nodes items);

static void children_add(Parse *p, Node node) {
  if (!parse_enter(p, node.span)) return;
  Nodes children = parse_open_all(p, node);
  items_add(p, children);
  parse_close(p, children);
  parse_leave(p);
}

// An error within an error goes without a word of its own.
static void error_add(Parse *p, Node node) {
  bool is_inner = p->is_in_error;
  if (!is_inner) parse_unexpected(p, node.span);
  p->is_in_error = true;
  children_add(p, node);
  p->is_in_error = is_inner;
  if (!is_inner) strays_add(p, node.span, true);
}

static void item_add(Parse *p, Node node) {
  if (parse_is_stmt(node)) {
    AstStmt *stmt = parse_stmt(p, node);
    parse_list_add(p, stmt);
    strays_add(p, node.span, false);
  } else if (node.kind == NODE_ERROR) {
    error_add(p, node);
  } else if (node.kind == NODE_BLOCK) {
    children_add(p, node);
  } else if (parse_is_expr(node)) {
    AstExpr *expr = parse_expr(p, node);
    array_push(p->scratch, &p->strays, expr);
  }
}

// Adds what can be read of the children of a block or an error to the list that is being built.
static void items_add(Parse *p, Nodes items) {
  const ParseBroken *last = NULL;
  for (uint32_t i = 0; i < items.count; i++) {
    const ParseBroken *broken = broken_line(p, items.at[i]);
    if (last && broken != last) strays_add(p, last->span, true);
    if (broken) {
      harvest(p, items.at[i]);
    } else {
      item_add(p, items.at[i]);
    }
    last = broken;
  }
  if (last) strays_add(p, last->span, true);
}

void parse_items(Parse *p, Node node) {
  Nodes items = parse_open_all(p, node);
  items_add(p, items);
  parse_close(p, items);
}

AstStmts parse_stmts(Parse *p, Node node) {
  uint32_t mark = parse_list(p);
  parse_items(p, node);
  return parse_list_stmts(p, mark);
}

// The hidden body behind the colon at `offset`.
static ParseBody *hidden_body(const Parse *p, uint32_t offset) {
  size_t low = 0;
  size_t high = p->bodies.count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (p->bodies.at[middle].span.end <= offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  bool is_inside = low < p->bodies.count && p->bodies.at[low].span.start <= offset;
  return is_inside ? &p->bodies.at[low] : NULL;
}

static AstStmts shown_body(Parse *p, Node block, uint32_t *end) {
  uint32_t mark = parse_list(p);
  Nodes items = parse_open_all(p, block);
  items_add(p, items);
  Node last = parse_child(items, items.count - 1);
  parse_close(p, items);
  AstStmts body = parse_list_stmts(p, mark);
  if (body.count) *end = body.at[body.count - 1]->span.end;
  if (last.kind == NODE_SEMICOLON && last.span.end > *end) *end = last.span.end;
  return body;
}

AstStmts parse_body(Parse *p, Nodes children, uint32_t *end) {
  Node colon = parse_find_node(children, NODE_COLON);
  if (colon.at.id) *end = colon.span.end;
  ParseBody *hidden = p->bodies.count ? hidden_body(p, colon.span.start) : NULL;
  if (hidden) {
    hidden->is_placed = true;
    *end = hidden->span.end;
    return hidden->stmts;
  }
  Node block = parse_find_node(children, NODE_BLOCK);
  return block.at.id ? shown_body(p, block, end) : (AstStmts){0};
}
