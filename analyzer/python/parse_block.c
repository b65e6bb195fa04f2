// Compound statements but for definitions and match.
#include "python/parse.h"

// The body of an else or finally clause among the children; `*end` moves to its end.
static AstStmts clause(Parse *p, Nodes children, NodeKind kind, uint32_t *end) {
  Node node = parse_find_node(children, kind);
  if (!node.at.id) return (AstStmts){0};
  Nodes inside = parse_open(p, node);
  AstStmts body = parse_body(p, inside, end);
  parse_close(p, inside);
  return body;
}

// An if, or an elif without what follows it.
static AstStmt *branch(Parse *p, Node node, Nodes children) {
  AstStmt *stmt = parse_stmt_new(p, AST_IF, node.span);
  stmt->branch.test = parse_expr(p, parse_child(children, 1));
  stmt->branch.body = parse_body(p, children, &stmt->span.end);
  return stmt;
}

// Each elif is one level deeper. In a chain that is too long for that, the further ones stand
// beside each other.
#define ELIF_MAX_DEPTH (AST_MAX_DEPTH / 2)

static AstStmts one_stmt(Parse *p, AstStmt *stmt) {
  uint32_t mark = parse_list(p);
  parse_list_add(p, stmt);
  return parse_list_stmts(p, mark);
}

// Reads the branches onto the shared list.
static void branches(Parse *p, Node node, Nodes children) {
  uint32_t depth = p->depth;
  parse_list_add(p, branch(p, node, children));
  for (uint32_t i = 0; i < children.count; i++) {
    if (children.at[i].kind != NODE_ELIF_CLAUSE) continue;
    if (p->depth < ELIF_MAX_DEPTH) p->depth++;
    Nodes inside = parse_open(p, children.at[i]);
    parse_list_add(p, branch(p, children.at[i], inside));
    parse_close(p, inside);
  }
  p->depth = depth;
}

// Hangs the branches [from, to) of the list into each other, the last first.
static AstStmt *nest(Parse *p, uint32_t from, uint32_t to, AstStmts otherwise, uint32_t end) {
  AstStmt *stmt = NULL;
  for (uint32_t i = to; i-- > from;) {
    stmt = p->pending.at[i];
    stmt->branch.otherwise = otherwise;
    stmt->span.end = end;
    if (i > from) otherwise = one_stmt(p, stmt);
  }
  return stmt;
}

AstStmt *parse_if(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  uint32_t mark = parse_list(p);
  branches(p, node, children);
  AstStmt *last = p->pending.at[p->pending.count - 1];
  uint32_t end = last->span.end;
  AstStmts otherwise = clause(p, children, NODE_ELSE_CLAUSE, &end);
  parse_close(p, children);
  uint32_t count = (uint32_t)p->pending.count;
  uint32_t room = p->depth < ELIF_MAX_DEPTH ? ELIF_MAX_DEPTH - p->depth + 1 : 1;
  if (count - mark > room) { // the rest stands side by side
    last->branch.otherwise = otherwise;
    last->span.end = end;
    otherwise = parse_list_stmts(p, mark + room);
    count = mark + room;
  }
  AstStmt *stmt = nest(p, mark, count, otherwise, end);
  p->pending.count = mark;
  return stmt;
}

AstStmt *parse_for(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstStmt *stmt = parse_stmt_new(p, AST_FOR, node.span);
  stmt->loop.is_async = parse_child(children, 0).kind == NODE_KEYWORD_ASYNC;
  uint32_t target = stmt->loop.is_async ? 2 : 1;
  stmt->loop.target = parse_expr(p, parse_child(children, target));
  stmt->loop.iterable = parse_expr(p, parse_child(children, target + 2));
  stmt->loop.body = parse_body(p, children, &stmt->span.end);
  stmt->loop.otherwise = clause(p, children, NODE_ELSE_CLAUSE, &stmt->span.end);
  parse_close(p, children);
  return stmt;
}

AstStmt *parse_while(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstStmt *stmt = parse_stmt_new(p, AST_WHILE, node.span);
  stmt->loop.test = parse_expr(p, parse_child(children, 1));
  stmt->loop.body = parse_body(p, children, &stmt->span.end);
  stmt->loop.otherwise = clause(p, children, NODE_ELSE_CLAUSE, &stmt->span.end);
  parse_close(p, children);
  return stmt;
}

// Splits `x as y`; `*target` stays as it is without `as`. Returns the node of x.
static Node split_as(Parse *p, Node node, Node *target) {
  if (node.kind != NODE_AS_PATTERN) return node;
  Nodes children = parse_open(p, node);
  Node value = parse_child(children, 0);
  *target = parse_child(children, 2);
  parse_close(p, children);
  return value;
}

// except VALUE: or except VALUE as NAME: or except VALUE, VALUE:
static void handler_type(Parse *p, Nodes children, uint32_t colon, AstHandler *out) {
  uint32_t from = parse_child(children, 1).kind == NODE_STAR ? 2 : 1;
  uint32_t to = colon;
  if (from >= to) return;
  Node name = {0};
  uint32_t as = parse_find(children, NODE_KEYWORD_AS);
  if (as != UINT32_MAX && as < to) {
    name = parse_child(children, as + 1);
    to = as;
  }
  if (to - from == 1) {
    out->type = parse_expr(p, split_as(p, children.at[from], &name));
  } else {
    out->type = parse_tuple_or_one(p, children.at + from, to - from);
  }
  name = parse_unwrap(p, name);
  if (name.at.id) out->name = parse_name(p, name);
}

static void handler(Parse *p, Node node, AstHandler *out) {
  Nodes children = parse_open(p, node);
  uint32_t colon = parse_find(children, NODE_COLON);
  if (colon == UINT32_MAX) colon = children.count;
  out->span = out->header = node.span;
  out->header.end = parse_child(children, colon - 1).span.end;
  handler_type(p, children, colon, out);
  out->body = parse_body(p, children, &out->span.end);
  parse_close(p, children);
}

static bool is_star(Parse *p, Node node) {
  uint32_t count = ts_node_child_count(node.at);
  for (uint32_t i = 0; i < count && i < 3; i++)
    if (parse_node(p, ts_node_child(node.at, i)).kind == NODE_STAR) return true;
  return false;
}

static void handlers(Parse *p, Nodes children, AstStmt *stmt) {
  uint32_t count = parse_count(children, NODE_EXCEPT_CLAUSE);
  if (!count) return;
  stmt->try_.handlers = arena_push(p->arena, AstHandler, count);
  for (uint32_t i = 0; i < children.count; i++) {
    Node node = children.at[i];
    if (node.kind != NODE_EXCEPT_CLAUSE) continue;
    stmt->try_.is_star |= is_star(p, node);
    AstHandler *out = &stmt->try_.handlers[stmt->try_.handler_count++];
    handler(p, node, out);
    stmt->span.end = out->span.end;
  }
}

AstStmt *parse_try(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstStmt *stmt = parse_stmt_new(p, AST_TRY, node.span);
  stmt->try_.body = parse_body(p, children, &stmt->span.end);
  handlers(p, children, stmt);
  stmt->try_.otherwise = clause(p, children, NODE_ELSE_CLAUSE, &stmt->span.end);
  stmt->try_.finally = clause(p, children, NODE_FINALLY_CLAUSE, &stmt->span.end);
  Node finally = parse_find_node(children, NODE_FINALLY_CLAUSE);
  if (!finally.at.id && !stmt->try_.handler_count)
    parse_problem(p, AST_PROBLEM_SYNTAX, (Span){node.span.start, stmt->span.end},
                  "`except` or `finally` is missing behind this");
  if (finally.at.id) {
    uint32_t size = (uint32_t)sizeof "finally" - 1;
    stmt->try_.finally_header = (Span){finally.span.start, finally.span.start + size};
  }
  parse_close(p, children);
  return stmt;
}

static AstWithItem with_item(Parse *p, Node value) {
  Node target = {0};
  value = parse_unwrap(p, value); // with (x as y):
  AstWithItem item = {.manager = parse_expr(p, split_as(p, value, &target))};
  if (target.at.id) item.target = parse_expr(p, target);
  return item;
}

// What makes (a, b) a tuple instead of two items.
static bool is_tuple_only(NodeKind kind) {
  return kind == NODE_NAMED || kind == NODE_LIST_SPLAT || kind == NODE_YIELD;
}

// The managers of a with statement, as they stand: on the stack of nodes, to be closed by the
// caller.
static Nodes with_values(Parse *p, Nodes clause) {
  uint32_t mark = (uint32_t)p->nodes.count;
  for (uint32_t i = 0; i < clause.count; i++) {
    Node value = clause.at[i];
    if (value.kind == NODE_WITH_ITEM) {
      Nodes inside = parse_open(p, value);
      value = parse_child(inside, 0);
      parse_close(p, inside);
    }
    if (parse_is_expr(value)) array_push(p->scratch, &p->nodes, value);
  }
  return (Nodes){p->nodes.at + mark, (uint32_t)p->nodes.count - mark, mark};
}

static void items_read(Parse *p, Nodes values, AstStmt *stmt) {
  stmt->with.items = arena_push(p->arena, AstWithItem, values.count);
  stmt->with.count = values.count;
  for (uint32_t i = 0; i < values.count; i++)
    stmt->with.items[i] = with_item(p, values.at[i]);
}

static void tuple_read(Parse *p, Nodes values, Span span, AstStmt *stmt) {
  AstExpr *tuple = parse_expr_new(p, AST_TUPLE, span);
  tuple->elements = parse_exprs(p, values);
  stmt->with.items = arena_push(p->arena, AstWithItem, 1);
  stmt->with.items[stmt->with.count++].manager = tuple;
}

// with (a, b): has two items, with (a, *b): and with (a := b, c): have one, a tuple. The grammar is
// not sure which it sees; `nodes` are what stands in the parentheses, if any, or without them.
static void with_items(Parse *p, Nodes nodes, Span span, bool is_group, AstStmt *stmt) {
  Nodes values = with_values(p, nodes);
  bool is_tuple = false;
  for (uint32_t i = 0; i < values.count; i++)
    is_tuple |= is_tuple_only(values.at[i].kind);
  bool has_comma = parse_find(nodes, NODE_COMMA) != UINT32_MAX;
  if (!is_group && values.count == 1 && values.at[0].kind == NODE_TUPLE) {
    Node only = values.at[0];
    Nodes inside = parse_open(p, only);
    with_items(p, inside, only.span, true, stmt);
    parse_close(p, inside);
  } else if (is_group && (!values.count || (is_tuple && has_comma))) {
    tuple_read(p, values, span, stmt);
  } else {
    items_read(p, values, stmt);
  }
  parse_close(p, values);
}

AstStmt *parse_with(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstStmt *stmt = parse_stmt_new(p, AST_WITH, node.span);
  stmt->with.is_async = parse_child(children, 0).kind == NODE_KEYWORD_ASYNC;
  Node clause = parse_find_node(children, NODE_WITH_CLAUSE);
  Nodes inside = parse_open(p, clause);
  bool is_group = parse_child(inside, 0).kind == NODE_OPEN_PAREN;
  with_items(p, inside, clause.span, is_group, stmt);
  parse_close(p, inside);
  stmt->with.body = parse_body(p, children, &stmt->span.end);
  parse_close(p, children);
  return stmt;
}
