// Nodes and their children. Errors may turn up between any two children; they are set aside here,
// so that readers see what the grammar promises.
#include "python/parse.h"

// tree-sitter's own symbol for text it skipped.
#define SYMBOL_ERROR ((TSSymbol)-1)

// Up to here asking for child after child is cheaper than a cursor.
#define NARROW 12

Node parse_node(const Parse *p, TSNode at) {
  if (!at.id) return (Node){0};
  TSSymbol symbol = ts_node_symbol(at);
  NodeKind kind = symbol == SYMBOL_ERROR ? NODE_ERROR : (NodeKind)p->kinds[symbol];
  return (Node){at, kind, {ts_node_start_byte(at), ts_node_end_byte(at)}};
}

Str parse_text(const Parse *p, Span span) {
  return str_slice(p->text, span.start, span.end);
}

AstName parse_name(const Parse *p, Node node) {
  return (AstName){parse_text(p, node.span), node.span};
}

bool parse_is_missing(const Parse *p, Node node) {
  return p->has_errors && node.at.id && ts_node_is_missing(node.at);
}

void parse_problem_is(Parse *p, Span span, Str text) {
  array_push(p->scratch, &p->problems, ((AstProblem){AST_PROBLEM_SYNTAX, span, text}));
}

void parse_problem(Parse *p, AstProblemKind kind, Span span, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  AstProblem problem = {kind, span, str_print_list(p->arena, format, arguments)};
  va_end(arguments);
  array_push(p->scratch, &p->problems, problem);
}

static void take(Parse *p, TSNode at) {
  Node node = parse_node(p, at);
  if (parse_is_missing(p, node)) parse_missing(p, node);
  p->nodes.at[p->nodes.count++] = node;
}

static void take_wide(Parse *p, TSNode at, uint32_t first, uint32_t step) {
  ts_tree_cursor_reset(p->cursor, at);
  if (!ts_tree_cursor_goto_first_child(p->cursor)) return;
  uint32_t index = 0;
  do {
    if (index >= first && (index - first) % step == 0)
      take(p, ts_tree_cursor_current_node(p->cursor));
    index++;
  } while (ts_tree_cursor_goto_next_sibling(p->cursor));
}

static Nodes open_every(Parse *p, Node node, uint32_t first, uint32_t step) {
  uint32_t mark = (uint32_t)p->nodes.count;
  uint32_t count = node.at.id ? ts_node_child_count(node.at) : 0;
  array_reserve(p->scratch, &p->nodes, count + 1); // one more: `at` is never NULL
  if (count <= NARROW) {
    for (uint32_t i = first; i < count; i += step)
      take(p, ts_node_child(node.at, i));
  } else {
    take_wide(p, node.at, first, step);
  }
  return (Nodes){p->nodes.at + mark, (uint32_t)p->nodes.count - mark, mark};
}

Nodes parse_open_all(Parse *p, Node node) {
  return open_every(p, node, 0, 1);
}

// Moves the errors behind the other children and reads them.
static Nodes without_errors(Parse *p, Nodes nodes) {
  Node *at = p->nodes.at + nodes.first;
  uint32_t kept = 0;
  uint32_t mark = (uint32_t)p->nodes.count;
  for (uint32_t i = 0; i < nodes.count; i++) {
    if (at[i].kind == NODE_ERROR) {
      Node error = at[i];
      array_push(p->scratch, &p->nodes, error);
      at = p->nodes.at + nodes.first;
    } else {
      at[kept++] = at[i];
    }
  }
  uint32_t end = (uint32_t)p->nodes.count;
  for (uint32_t i = mark; i < end; i++)
    parse_stray(p, p->nodes.at[i]);
  return (Nodes){p->nodes.at + nodes.first, kept, nodes.first};
}

Nodes parse_open(Parse *p, Node node) {
  Nodes nodes = parse_open_all(p, node);
  return p->has_errors && parse_find(nodes, NODE_ERROR) != UINT32_MAX ? without_errors(p, nodes)
                                                                      : nodes;
}

Nodes parse_open_every(Parse *p, Node node, uint32_t first, uint32_t step) {
  if (!p->has_errors) return open_every(p, node, first, step);
  Nodes nodes = parse_open(p, node);
  Node *at = p->nodes.at + nodes.first;
  uint32_t kept = 0;
  for (uint32_t i = first; i < nodes.count; i += step)
    at[kept++] = at[i];
  return (Nodes){at, kept, nodes.first};
}

void parse_close(Parse *p, Nodes nodes) {
  p->nodes.count = nodes.first;
}

Node parse_child(Nodes nodes, uint32_t index) {
  return index < nodes.count ? nodes.at[index] : (Node){0};
}

uint32_t parse_find(Nodes nodes, NodeKind kind) {
  for (uint32_t i = 0; i < nodes.count; i++)
    if (nodes.at[i].kind == kind) return i;
  return UINT32_MAX;
}

Node parse_find_node(Nodes nodes, NodeKind kind) {
  return parse_child(nodes, parse_find(nodes, kind));
}

uint32_t parse_count(Nodes nodes, NodeKind kind) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < nodes.count; i++)
    count += nodes.at[i].kind == kind;
  return count;
}

bool parse_enter(Parse *p, Span span) {
  if (p->depth < AST_MAX_DEPTH) {
    p->depth++;
    return true;
  }
  parse_problem(p, AST_PROBLEM_TOO_DEEP, span, "nested more than %d levels deep", AST_MAX_DEPTH);
  return false;
}

void parse_leave(Parse *p) {
  p->depth--;
}

uint32_t parse_list(const Parse *p) {
  return (uint32_t)p->pending.count;
}

void parse_list_add(Parse *p, void *item) {
  array_push(p->scratch, &p->pending, item);
}

AstExprs parse_list_exprs(Parse *p, uint32_t mark) {
  uint32_t count = (uint32_t)p->pending.count - mark;
  AstExprs list = {arena_push(p->arena, AstExpr *, count), count};
  for (uint32_t i = 0; i < count; i++)
    list.at[i] = p->pending.at[mark + i];
  p->pending.count = mark;
  return list;
}

AstStmts parse_list_stmts(Parse *p, uint32_t mark) {
  uint32_t count = (uint32_t)p->pending.count - mark;
  AstStmts list = {arena_push(p->arena, AstStmt *, count), count};
  for (uint32_t i = 0; i < count; i++)
    list.at[i] = p->pending.at[mark + i];
  p->pending.count = mark;
  return list;
}

AstPatterns parse_list_patterns(Parse *p, uint32_t mark) {
  uint32_t count = (uint32_t)p->pending.count - mark;
  AstPatterns list = {arena_push(p->arena, AstPattern *, count), count};
  for (uint32_t i = 0; i < count; i++)
    list.at[i] = p->pending.at[mark + i];
  p->pending.count = mark;
  return list;
}
