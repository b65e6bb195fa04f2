// What brackets hold: arguments, subscripts, collections, comprehensions.
#include "python/parse.h"

static bool is_keyword(NodeKind kind) {
  return kind == NODE_KEYWORD_ARGUMENT || kind == NODE_DICTIONARY_SPLAT;
}

static AstKeyword keyword(Parse *p, Node node) {
  Nodes children = parse_open_every(p, node, node.kind == NODE_KEYWORD_ARGUMENT ? 0 : 1, 2);
  AstKeyword result = {.name = {STR(""), {node.span.start, node.span.start}}};
  if (node.kind == NODE_KEYWORD_ARGUMENT) result.name = parse_name(p, parse_child(children, 0));
  result.value = parse_expr(p, parse_child(children, children.count - 1));
  parse_close(p, children);
  return result;
}

void parse_arguments(Parse *p, Node node, AstExprs *arguments, AstKeywords *keywords) {
  Nodes children = parse_open_every(p, node, 1, 2);
  uint32_t count =
      parse_count(children, NODE_KEYWORD_ARGUMENT) + parse_count(children, NODE_DICTIONARY_SPLAT);
  if (count) keywords->at = arena_push(p->arena, AstKeyword, count);
  uint32_t mark = parse_list(p);
  for (uint32_t i = 0; i < children.count; i++) {
    Node child = children.at[i];
    if (is_keyword(child.kind)) {
      keywords->at[keywords->count++] = keyword(p, child);
    } else if (parse_is_expr(child)) {
      parse_list_add(p, parse_expr(p, child));
    }
  }
  *arguments = parse_list_exprs(p, mark);
  parse_close(p, children);
}

AstExpr *parse_call(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  Node callee = parse_child(children, 0);
  Node arguments = parse_child(children, 1);
  AstExpr *expr = parse_expr_new(p, AST_CALL, node.span);
  expr->call.parentheses = arguments.span;
  expr->call.callee = parse_expr(p, callee);
  if (arguments.kind == NODE_GENERATOR) { // f(x for x in y): they share the parentheses
    uint32_t mark = parse_list(p);
    parse_list_add(p, parse_expr(p, arguments));
    expr->call.arguments = parse_list_exprs(p, mark);
  } else {
    parse_arguments(p, arguments, &expr->call.arguments, &expr->call.keywords);
  }
  parse_close(p, children);
  return expr;
}

AstExpr *parse_index(Parse *p, const Node *nodes, uint32_t count) {
  AstExpr *expr = parse_tuple_or_one(p, nodes, count);
  if (expr->kind != AST_STARRED) return expr;
  uint32_t mark = parse_list(p);
  parse_list_add(p, expr);
  AstExpr *tuple = parse_expr_new(p, AST_TUPLE, expr->span);
  tuple->elements = parse_list_exprs(p, mark);
  return tuple;
}

AstExpr *parse_subscript(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstExpr *expr = parse_expr_new(p, AST_SUBSCRIPT, node.span);
  expr->subscript.object = parse_expr(p, parse_child(children, 0));
  uint32_t inside = children.count > 3 ? children.count - 3 : 0; // between the brackets
  expr->subscript.index = parse_index(p, children.at + 2, inside);
  parse_close(p, children);
  return expr;
}

AstExpr *parse_slice(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstExpr *expr = parse_expr_new(p, AST_SLICE, node.span);
  AstExpr **parts[] = {&expr->slice.lower, &expr->slice.upper, &expr->slice.step};
  uint32_t part = 0;
  for (uint32_t i = 0; i < children.count; i++) {
    if (children.at[i].kind == NODE_COLON) {
      part++;
    } else if (part < COUNT_OF(parts)) {
      *parts[part] = parse_expr(p, children.at[i]);
    }
  }
  parse_close(p, children);
  return expr;
}

AstExpr *parse_elements(Parse *p, Node node, AstExprKind kind) {
  Nodes children = parse_open_every(p, node, 1, 2);
  AstExpr *expr = parse_expr_new(p, kind, node.span);
  expr->elements = parse_exprs(p, children);
  parse_close(p, children);
  return expr;
}

static void pair(Parse *p, Node node, AstExpr **key, AstExpr **value) {
  Nodes children = parse_open_every(p, node, node.kind == NODE_PAIR ? 0 : 1, 2);
  if (node.kind == NODE_PAIR) *key = parse_expr(p, parse_child(children, 0));
  *value = parse_expr(p, parse_child(children, children.count - 1));
  parse_close(p, children);
}

AstExpr *parse_dictionary(Parse *p, Node node) {
  Nodes children = parse_open_every(p, node, 1, 2);
  AstExpr *expr = parse_expr_new(p, AST_DICT, node.span);
  uint32_t count = parse_count(children, NODE_PAIR) + parse_count(children, NODE_DICTIONARY_SPLAT);
  expr->dict.keys = arena_push(p->arena, AstExpr *, count);
  expr->dict.values = arena_push(p->arena, AstExpr *, count);
  for (uint32_t i = 0; i < children.count; i++) {
    NodeKind kind = children.at[i].kind;
    if (kind != NODE_PAIR && kind != NODE_DICTIONARY_SPLAT) continue;
    uint32_t at = expr->dict.count++;
    pair(p, children.at[i], &expr->dict.keys[at], &expr->dict.values[at]);
  }
  parse_close(p, children);
  return expr;
}

// for_in_clause: async? for TARGET in ITERABLE, ITERABLE ...
static AstComprehension for_clause(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstComprehension result = {.is_async = parse_child(children, 0).kind == NODE_KEYWORD_ASYNC};
  uint32_t target = result.is_async ? 2 : 1;
  result.target = parse_expr(p, parse_child(children, target));
  if (children.count > target + 2) {
    const Node *iterable = children.at + target + 2;
    result.iterable = parse_tuple_or_one(p, iterable, children.count - target - 2);
  } else {
    result.iterable = parse_expr_error(p, (Span){node.span.end, node.span.end});
  }
  parse_close(p, children);
  return result;
}

// The conditions that follow clause `at`; `*at` moves behind them.
static AstExprs conditions(Parse *p, Nodes nodes, uint32_t *at) {
  uint32_t mark = parse_list(p);
  for (; parse_child(nodes, *at).kind == NODE_IF_CLAUSE; ++*at) {
    Nodes children = parse_open(p, nodes.at[*at]);
    parse_list_add(p, parse_expr(p, parse_child(children, 1)));
    parse_close(p, children);
  }
  return parse_list_exprs(p, mark);
}

AstExpr *parse_comprehension(Parse *p, Node node, AstExprKind kind) {
  Nodes children = parse_open(p, node);
  AstExpr *expr = parse_expr_new(p, kind, node.span);
  Node element = parse_child(children, 1);
  if (element.kind == NODE_PAIR) {
    pair(p, element, &expr->comprehension.element, &expr->comprehension.value);
  } else {
    expr->comprehension.element = parse_expr(p, element);
  }
  AstComprehensions *parts = &expr->comprehension.parts;
  parts->at = arena_push(p->arena, AstComprehension, parse_count(children, NODE_FOR_IN_CLAUSE));
  for (uint32_t i = 2; i < children.count;) {
    if (children.at[i].kind != NODE_FOR_IN_CLAUSE) {
      i++;
      continue;
    }
    AstComprehension *part = &parts->at[parts->count++];
    *part = for_clause(p, children.at[i++]);
    part->conditions = conditions(p, children, &i);
  }
  parse_close(p, children);
  return expr;
}
