// Definitions: functions and classes, their decorators and parameters.
#include "python/parse.h"

// A broken header may show a shorter name than the true one.
static AstName function_name(const Parse *p, Node node) {
  const ParseBroken *broken = parse_broken_at(p, node.span.start);
  if (!broken || broken->name.start != node.span.start) return parse_name(p, node);
  return (AstName){parse_text(p, broken->name), broken->name};
}

static AstStmt *function(Parse *p, Node node, AstExprs decorators) {
  Nodes children = parse_open(p, node);
  AstStmt *stmt = parse_stmt_new(p, AST_FUNCTION_DEF, node.span);
  stmt->function.decorators = decorators;
  stmt->function.is_async = parse_child(children, 0).kind == NODE_KEYWORD_ASYNC;
  stmt->function.name = function_name(p, parse_find_node(children, NODE_IDENTIFIER));
  Node types = parse_find_node(children, NODE_TYPE_PARAMETER);
  if (types.at.id) stmt->function.type_parameters = parse_type_parameters(p, types);
  stmt->function.parameters = parse_parameters(p, parse_find_node(children, NODE_PARAMETERS));
  Node returns = parse_find_node(children, NODE_TYPE);
  if (returns.at.id) stmt->function.returns = parse_expr(p, returns);
  stmt->function.body = parse_body(p, children, &stmt->span.end);
  parse_close(p, children);
  return stmt;
}

static AstStmt *class_(Parse *p, Node node, AstExprs decorators) {
  Nodes children = parse_open(p, node);
  AstStmt *stmt = parse_stmt_new(p, AST_CLASS_DEF, node.span);
  stmt->class_.decorators = decorators;
  stmt->class_.name = parse_name(p, parse_find_node(children, NODE_IDENTIFIER));
  Node types = parse_find_node(children, NODE_TYPE_PARAMETER);
  if (types.at.id) stmt->class_.type_parameters = parse_type_parameters(p, types);
  Node bases = parse_find_node(children, NODE_ARGUMENT_LIST);
  if (bases.at.id) parse_arguments(p, bases, &stmt->class_.bases, &stmt->class_.keywords);
  stmt->class_.body = parse_body(p, children, &stmt->span.end);
  parse_close(p, children);
  return stmt;
}

AstStmt *parse_function(Parse *p, Node node) {
  return function(p, node, (AstExprs){0});
}

AstStmt *parse_class(Parse *p, Node node) {
  return class_(p, node, (AstExprs){0});
}

AstStmt *parse_decorated(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  uint32_t mark = parse_list(p);
  for (uint32_t i = 0; i < children.count; i++) {
    if (children.at[i].kind != NODE_DECORATOR) continue;
    Nodes inside = parse_open(p, children.at[i]);
    parse_list_add(p, parse_expr(p, parse_child(inside, 1)));
    parse_close(p, inside);
  }
  AstExprs decorators = parse_list_exprs(p, mark);
  Node definition = parse_child(children, children.count - 1);
  AstStmt *stmt = NULL;
  if (definition.kind == NODE_CLASS) stmt = class_(p, definition, decorators);
  if (definition.kind == NODE_FUNCTION) stmt = function(p, definition, decorators);
  parse_close(p, children);
  return stmt;
}

// Where the grammar allows more than a name (a tuple, as in Python 2), the name stays empty.
static void plain_name(Parse *p, Node node, AstParameter *out) {
  if (node.kind == NODE_IDENTIFIER) {
    out->name = parse_name(p, node);
  } else {
    out->name.span = node.span;
    parse_problem(p, AST_PROBLEM_SYNTAX, node.span, "this is not the name of a parameter");
  }
}

// *args, **kwargs
static void splat_name(Parse *p, Node node, AstParameter *out) {
  Nodes children = parse_open(p, node);
  out->kind = node.kind == NODE_DICTIONARY_SPLAT_PATTERN ? AST_DOUBLE_STAR : AST_STAR;
  plain_name(p, parse_child(children, 1), out);
  parse_close(p, children);
}

static void parameter_name(Parse *p, Node node, AstParameter *out) {
  if (node.kind == NODE_LIST_SPLAT_PATTERN || node.kind == NODE_DICTIONARY_SPLAT_PATTERN) {
    splat_name(p, node, out);
  } else {
    plain_name(p, node, out);
  }
}

static void parameter(Parse *p, Node node, AstParameter *out) {
  if (node.kind != NODE_TYPED_PARAMETER && node.kind != NODE_DEFAULT_PARAMETER &&
      node.kind != NODE_TYPED_DEFAULT_PARAMETER) {
    parameter_name(p, node, out);
    return;
  }
  Nodes children = parse_open(p, node);
  parameter_name(p, parse_child(children, 0), out);
  Node annotation = parse_find_node(children, NODE_TYPE);
  if (annotation.at.id) out->annotation = parse_expr(p, annotation);
  uint32_t equal = parse_find(children, NODE_EQUAL);
  if (equal != UINT32_MAX) out->fallback = parse_expr(p, parse_child(children, equal + 1));
  parse_close(p, children);
}

static bool is_parameter(NodeKind kind) {
  return kind == NODE_IDENTIFIER || kind == NODE_TYPED_PARAMETER ||
         kind == NODE_DEFAULT_PARAMETER || kind == NODE_TYPED_DEFAULT_PARAMETER ||
         kind == NODE_LIST_SPLAT_PATTERN || kind == NODE_DICTIONARY_SPLAT_PATTERN ||
         kind == NODE_TUPLE_PATTERN;
}

AstParameters parse_parameters(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstParameters result = {0};
  uint32_t count = 0;
  for (uint32_t i = 0; i < children.count; i++)
    count += is_parameter(children.at[i].kind);
  if (count) result.at = arena_push(p->arena, AstParameter, count);
  bool has_slash = parse_find(children, NODE_POSITIONAL_SEPARATOR) != UINT32_MAX;
  AstParameterKind kind = has_slash ? AST_POSITIONAL_ONLY : AST_PLAIN;
  for (uint32_t i = 0; i < children.count; i++) {
    if (children.at[i].kind == NODE_POSITIONAL_SEPARATOR) kind = AST_PLAIN;
    if (children.at[i].kind == NODE_KEYWORD_SEPARATOR) kind = AST_KEYWORD_ONLY;
    if (!is_parameter(children.at[i].kind)) continue;
    AstParameter *out = &result.at[result.count++];
    out->kind = kind;
    parameter(p, children.at[i], out);
    if (out->kind == AST_STAR) kind = AST_KEYWORD_ONLY;
  }
  parse_close(p, children);
  return result;
}
