// Strings: pieces like r"..." and f"...", one after the other. Plain ones are read from their text,
// without a look at tree-sitter's children; of f-strings and t-strings only the expressions are
// kept.
#include "python/literal.h"
#include "python/parse.h"

static void replacement(Parse *p, Node node);

// The expressions in a format specification, however deep they nest.
static void specification(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  for (uint32_t i = 0; i < children.count; i++) {
    Node child = children.at[i];
    if (child.kind != NODE_FORMAT_EXPRESSION && child.kind != NODE_INTERPOLATION) continue;
    if (!parse_enter(p, child.span)) continue;
    uint32_t mark = (uint32_t)p->replacements.count;
    replacement(p, child);
    AstReplacement inner = p->replacements.at[mark];
    p->replacements.count = mark;
    parse_list_add(p, inner.value);
    for (uint32_t j = 0; j < inner.spec.count; j++)
      parse_list_add(p, inner.spec.at[j]);
    parse_leave(p);
  }
  parse_close(p, children);
}

// {value=!r:spec}
static void replacement(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstReplacement result = {.value = parse_expr(p, parse_child(children, 1))};
  Node conversion = parse_find_node(children, NODE_TYPE_CONVERSION);
  Node spec = parse_find_node(children, NODE_FORMAT_SPECIFIER);
  bool is_debug = parse_find(children, NODE_EQUAL) != UINT32_MAX;
  if (is_debug && !spec.at.id) result.conversion = 'r';
  if (conversion.at.id) result.conversion = parse_text(p, conversion.span).at[1];
  if (spec.at.id) {
    uint32_t mark = parse_list(p);
    specification(p, spec);
    result.spec = parse_list_exprs(p, mark);
  }
  parse_close(p, children);
  array_push(p->scratch, &p->replacements, result);
}

static void replacements(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  for (uint32_t i = 0; i < children.count; i++)
    if (children.at[i].kind == NODE_INTERPOLATION) replacement(p, children.at[i]);
  parse_close(p, children);
}

static AstExpr *format(Parse *p, Node node, const Node *pieces, uint32_t count) {
  AstExpr *expr = parse_expr_new(p, AST_FORMAT, node.span);
  uint32_t mark = (uint32_t)p->replacements.count;
  for (uint32_t i = 0; i < count; i++) {
    LiteralPiece piece = literal_split(parse_text(p, pieces[i].span));
    expr->format.is_template |= piece.is_template;
    if (piece.is_format) replacements(p, pieces[i]);
  }
  expr->format.count = (uint32_t)p->replacements.count - mark;
  expr->format.parts = arena_push(p->arena, AstReplacement, expr->format.count);
  for (uint32_t i = 0; i < expr->format.count; i++)
    expr->format.parts[i] = p->replacements.at[mark + i];
  p->replacements.count = mark;
  return expr;
}

// The value of pieces that hold no expression.
static AstExpr *plain(Parse *p, Node node, const Node *pieces, uint32_t count) {
  AstExpr *expr = parse_expr_new(p, AST_CONSTANT, node.span);
  LiteralPiece first = literal_split(parse_text(p, pieces[0].span));
  expr->constant.kind = first.is_bytes ? AST_BYTES : AST_STRING;
  expr->constant.is_exact = count == 1 && literal_is_plain(&first);
  expr->constant.value = first.body;
  if (expr->constant.is_exact) return expr;
  char *value = arena_push(p->arena, char, node.span.end - node.span.start);
  size_t size = 0;
  for (uint32_t i = 0; i < count; i++) {
    LiteralPiece piece = literal_split(parse_text(p, pieces[i].span));
    size += literal_value(&piece, value + size);
  }
  expr->constant.value = (Str){value, size};
  return expr;
}

static AstExpr *pieces_read(Parse *p, Node node, const Node *pieces, uint32_t count) {
  bool is_format = false;
  for (uint32_t i = 0; i < count; i++) {
    LiteralPiece piece = literal_split(parse_text(p, pieces[i].span));
    is_format |= piece.is_format;
    if (!piece.is_backquoted) continue;
    parse_problem(p, AST_PROBLEM_SYNTAX, pieces[i].span, "backquotes are Python 2");
    return parse_expr_error(p, node.span);
  }
  if (is_format) return format(p, node, pieces, count);
  for (uint32_t i = 0; i < count && p->has_errors; i++)
    parse_close(p, parse_open(p, pieces[i])); // notes what is wrong inside
  return plain(p, node, pieces, count);
}

AstExpr *parse_string(Parse *p, Node node) {
  if (node.kind == NODE_STRING) return pieces_read(p, node, &node, 1);
  Nodes children = parse_open(p, node);
  AstExpr *expr = children.count ? pieces_read(p, node, children.at, children.count)
                                 : parse_expr_error(p, node.span);
  parse_close(p, children);
  return expr;
}
