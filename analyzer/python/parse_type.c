// Annotations. The grammar has a language of its own for them, in which list[int] is a generic_type
// and A | B a union_type; Python knows only expressions, so they are put back.
#include "python/parse.h"

AstExpr *parse_splat_type(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstExpr *expr = parse_expr_new(p, AST_STARRED, node.span);
  expr->operand = parse_expr(p, parse_child(children, 1));
  parse_close(p, children);
  return expr;
}

// The grammar's type_parameter as the index of a subscript.
static AstExpr *index_of(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  uint32_t inside = children.count > 2 ? children.count - 2 : 0;
  AstExpr *expr = parse_index(p, children.at + 1, inside);
  parse_close(p, children);
  return expr;
}

AstExpr *parse_generic_type(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstExpr *expr = parse_expr_new(p, AST_SUBSCRIPT, node.span);
  expr->subscript.object = parse_expr_name(p, parse_child(children, 0).span);
  expr->subscript.index = index_of(p, parse_child(children, 1));
  parse_close(p, children);
  return expr;
}

AstExpr *parse_member_type(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstExpr *expr = parse_expr_new(p, AST_ATTRIBUTE, node.span);
  expr->attribute.object = parse_expr(p, parse_child(children, 0));
  expr->attribute.name = parse_name(p, parse_child(children, 2));
  parse_close(p, children);
  return expr;
}

// A:B in an annotation is a slice in a subscript; A:B:C leans to the right.
AstExpr *parse_constrained_type(Parse *p, Node node) {
  AstExpr *expr = parse_expr_new(p, AST_SLICE, node.span);
  Nodes children = parse_open(p, node);
  expr->slice.lower = parse_expr(p, parse_child(children, 0));
  AstExpr *rest = parse_expr(p, parse_child(children, 2));
  parse_close(p, children);
  if (rest->kind == AST_SLICE) {
    expr->slice.upper = rest->slice.lower;
    expr->slice.step = rest->slice.upper;
  } else {
    expr->slice.upper = rest;
  }
  return expr;
}

Node parse_inside_type(Parse *p, Node node) {
  while (node.kind == NODE_TYPE) {
    Nodes children = parse_open(p, node);
    node = parse_child(children, 0);
    parse_close(p, children);
  }
  return node;
}

// T, T: bound, *Ts, **P, each with = default. The view shows `=` as `:`, see parse_view.c.
static void parameter_head(Parse *p, Node node, AstTypeParameter *out) {
  out->name.span = (Span){node.span.start, node.span.start};
  if (node.kind == NODE_SPLAT_TYPE) {
    Nodes children = parse_open(p, node);
    bool is_double = parse_child(children, 0).kind == NODE_DOUBLE_STAR;
    out->kind = is_double ? AST_PARAM_SPEC : AST_TYPE_VAR_TUPLE;
    out->name = parse_name(p, parse_child(children, 1));
    parse_close(p, children);
  } else if (node.kind == NODE_IDENTIFIER) {
    out->name = parse_name(p, node);
  } else {
    parse_problem(p, AST_PROBLEM_SYNTAX, node.span, "this is not a type parameter");
  }
}

// The `: bound = default` of a type parameter, which leans to the right.
static void parameter_rest(Parse *p, Node node, bool is_default, AstTypeParameter *out) {
  while (node.kind == NODE_CONSTRAINED_TYPE) {
    Nodes children = parse_open(p, node);
    AstExpr *expr = parse_expr(p, parse_child(children, 0));
    *(is_default ? &out->fallback : &out->bound) = expr;
    is_default = p->text.at[parse_child(children, 1).span.start] == '=';
    node = parse_inside_type(p, parse_child(children, 2));
    parse_close(p, children);
  }
  *(is_default ? &out->fallback : &out->bound) = parse_expr(p, node);
}

static void parameter(Parse *p, Node node, AstTypeParameter *out) {
  node = parse_inside_type(p, node);
  if (node.kind != NODE_CONSTRAINED_TYPE) {
    parameter_head(p, node, out);
    return;
  }
  Nodes children = parse_open(p, node);
  parameter_head(p, parse_inside_type(p, parse_child(children, 0)), out);
  bool is_default = p->text.at[parse_child(children, 1).span.start] == '=';
  parameter_rest(p, parse_inside_type(p, parse_child(children, 2)), is_default, out);
  parse_close(p, children);
}

AstTypeParameters parse_type_parameters(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  uint32_t count = parse_count(children, NODE_TYPE);
  AstTypeParameters result = {count ? arena_push(p->arena, AstTypeParameter, count) : NULL, count};
  uint32_t at = 0;
  for (uint32_t i = 0; i < children.count; i++)
    if (children.at[i].kind == NODE_TYPE) parameter(p, children.at[i], &result.at[at++]);
  parse_close(p, children);
  return result;
}
