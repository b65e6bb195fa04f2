// Expressions: the table of readers, names and constants, operators.
//
// Chains of operators lean to the left and may be very long. They are read along their spine,
// without recursion; a chain that would be too deep is built as a balanced tree, which keeps every
// operand in its place and its order.
#include "python/parse.h"

AstExpr *parse_expr_new(Parse *p, AstExprKind kind, Span span) {
  AstExpr *expr = arena_push(p->arena, AstExpr, 1);
  expr->kind = kind;
  expr->span = span;
  return expr;
}

AstExpr *parse_expr_error(Parse *p, Span span) {
  return parse_expr_new(p, AST_EXPR_ERROR, span);
}

AstExpr *parse_expr_name(Parse *p, Span span) {
  AstExpr *expr = parse_expr_new(p, AST_NAME_EXPR, span);
  expr->name = parse_text(p, span);
  return expr;
}

static AstExpr *constant(Parse *p, Node node, AstConstantKind kind) {
  AstExpr *expr = parse_expr_new(p, AST_CONSTANT, node.span);
  expr->constant.kind = kind;
  expr->constant.value = parse_text(p, node.span);
  expr->constant.is_exact = true;
  return expr;
}

static AstExpr *identifier(Parse *p, Node node) {
  return parse_is_missing(p, node) ? parse_expr_error(p, node.span) : parse_expr_name(p, node.span);
}

static bool is_imaginary(Str text) {
  return text.size && (text.at[text.size - 1] == 'j' || text.at[text.size - 1] == 'J');
}

// In broken code a number is shown where none can be read.
static AstExpr *integer(Parse *p, Node node) {
  char first = p->text.at[node.span.start];
  if (first < '0' || first > '9') return parse_expr_error(p, node.span);
  return constant(p, node, is_imaginary(parse_text(p, node.span)) ? AST_COMPLEX : AST_INT);
}

static AstExpr *floating(Parse *p, Node node) {
  return constant(p, node, is_imaginary(parse_text(p, node.span)) ? AST_COMPLEX : AST_FLOAT);
}

static AstExpr *true_(Parse *p, Node node) {
  return constant(p, node, AST_TRUE);
}

static AstExpr *false_(Parse *p, Node node) {
  return constant(p, node, AST_FALSE);
}

static AstExpr *none(Parse *p, Node node) {
  return constant(p, node, AST_NONE);
}

static AstExpr *ellipsis(Parse *p, Node node) {
  return constant(p, node, AST_ELLIPSIS);
}

static AstExpr *unary(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstExpr *expr = parse_expr_new(p, AST_UNARY, node.span);
  switch ((int)parse_child(children, 0).kind) {
  case NODE_MINUS:
    expr->unary.op = AST_NEGATIVE;
    break;
  case NODE_PLUS:
    expr->unary.op = AST_POSITIVE;
    break;
  case NODE_TILDE:
    expr->unary.op = AST_INVERT;
    break;
  default:
    expr->unary.op = AST_NOT;
  }
  expr->unary.operand = parse_expr(p, parse_child(children, 1));
  parse_close(p, children);
  return expr;
}

// The `and` or `or` of a boolean operator; looks without opening.
static NodeKind boolean_word(const Parse *p, Node node) {
  uint32_t count = ts_node_child_count(node.at);
  for (uint32_t i = 0; i < count; i++) {
    NodeKind kind = parse_node(p, ts_node_child(node.at, i)).kind;
    if (kind == NODE_KEYWORD_AND || kind == NODE_KEYWORD_OR) return kind;
  }
  return NODE_OTHER;
}

// a and b and c leans to the left, too, but is one node of ours.
static AstExpr *boolean(Parse *p, Node node) {
  AstExpr *expr = parse_expr_new(p, AST_BOOL_OP, node.span);
  uint32_t first_link = (uint32_t)p->links.count;
  NodeKind word = boolean_word(p, node);
  Node left = node;
  do {
    Nodes children = parse_open(p, left);
    ParseLink link = {.right = parse_child(children, 2)};
    left = parse_child(children, 0);
    parse_close(p, children);
    array_push(p->scratch, &p->links, link);
  } while (left.kind == NODE_BOOLEAN && boolean_word(p, left) == word);
  uint32_t mark = parse_list(p);
  parse_list_add(p, parse_expr(p, left));
  while (p->links.count > first_link)
    parse_list_add(p, parse_expr(p, p->links.at[--p->links.count].right));
  expr->bool_op.is_or = word == NODE_KEYWORD_OR;
  expr->bool_op.values = parse_list_exprs(p, mark);
  return expr;
}

static AstExpr *comparison(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstExpr *expr = parse_expr_new(p, AST_COMPARE, node.span);
  uint32_t count = children.count / 2;
  expr->compare.count = count;
  expr->compare.ops = arena_push(p->arena, AstOperator, count);
  expr->compare.operands = arena_push(p->arena, AstExpr *, count);
  expr->compare.first = parse_expr(p, parse_child(children, 0));
  for (uint32_t i = 0; i < count; i++) {
    Node word = parse_child(children, 2 * i + 1);
    parse_operator(word.kind, &expr->compare.ops[i]);
    if (word.kind == NODE_NOT_EQUAL_OLD)
      parse_problem(p, AST_PROBLEM_SYNTAX, word.span, "`<>` is Python 2");
    expr->compare.operands[i] = parse_expr(p, parse_child(children, 2 * i + 2));
  }
  parse_close(p, children);
  return expr;
}

static AstExpr *conditional(Parse *p, Node node) {
  Nodes children = parse_open_every(p, node, 0, 2);
  AstExpr *expr = parse_expr_new(p, AST_CONDITIONAL, node.span);
  expr->conditional.body = parse_expr(p, parse_child(children, 0));
  expr->conditional.test = parse_expr(p, parse_child(children, 1));
  expr->conditional.otherwise = parse_expr(p, parse_child(children, 2));
  parse_close(p, children);
  return expr;
}

static AstExpr *named(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstExpr *expr = parse_expr_new(p, AST_NAMED, node.span);
  expr->named.target = parse_name(p, parse_child(children, 0));
  expr->named.value = parse_expr(p, parse_child(children, 2));
  parse_close(p, children);
  return expr;
}

static AstExpr *lambda(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstExpr *expr = parse_expr_new(p, AST_LAMBDA, node.span);
  expr->lambda.parameters = parse_parameters(p, parse_find_node(children, NODE_LAMBDA_PARAMETERS));
  expr->lambda.body = parse_expr(p, parse_child(children, children.count - 1));
  parse_close(p, children);
  return expr;
}

static AstExpr *operand_expr(Parse *p, Node node, AstExprKind kind, uint32_t operand) {
  Nodes children = parse_open(p, node);
  AstExpr *expr = parse_expr_new(p, kind, node.span);
  expr->operand = parse_expr(p, parse_child(children, operand));
  parse_close(p, children);
  return expr;
}

static AstExpr *starred(Parse *p, Node node) {
  return operand_expr(p, node, AST_STARRED, 1);
}

// The grammar lets ** bind tighter than await; in Python it is the other way round.
static AstExpr *await_power(Parse *p, AstExpr *expr, Node power) {
  Nodes children = parse_open(p, power);
  expr->operand = parse_expr(p, parse_child(children, 0));
  expr->span.end = children.count ? children.at[0].span.end : expr->span.end;
  AstExpr *right = parse_expr(p, parse_child(children, 2));
  parse_close(p, children);
  return parse_binary_new(p, expr, AST_POW, right);
}

static AstExpr *await(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstExpr *expr = parse_expr_new(p, AST_AWAIT, node.span);
  Node operand = parse_child(children, 1);
  if (operand.kind == NODE_BINARY) {
    expr = await_power(p, expr, operand);
  } else {
    expr->operand = parse_expr(p, operand);
  }
  parse_close(p, children);
  return expr;
}

static AstExpr *yield(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  bool is_from = parse_child(children, 1).kind == NODE_KEYWORD_FROM;
  AstExpr *expr = parse_expr_new(p, is_from ? AST_YIELD_FROM : AST_YIELD, node.span);
  Node operand = parse_child(children, is_from ? 2 : 1);
  if (operand.at.id) expr->operand = parse_expr(p, operand);
  parse_close(p, children);
  return expr;
}

static AstExpr *attribute(Parse *p, Node node) {
  Nodes children = parse_open_every(p, node, 0, 2);
  AstExpr *expr = parse_expr_new(p, AST_ATTRIBUTE, node.span);
  expr->attribute.object = parse_expr(p, parse_child(children, 0));
  expr->attribute.name = parse_name(p, parse_child(children, 1));
  parse_close(p, children);
  return expr;
}

// A tuple, or (x) as a target, which the grammar takes for a tuple of one element.
static AstExpr *tuple(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  bool is_group = node.kind == NODE_TUPLE_PATTERN && children.count == 3 &&
                  children.at[1].kind != NODE_LIST_SPLAT_PATTERN;
  AstExpr *expr = NULL;
  if (is_group) {
    expr = parse_expr(p, children.at[1]);
  } else {
    expr = parse_expr_new(p, AST_TUPLE, node.span);
    expr->elements = parse_exprs(p, children);
  }
  parse_close(p, children);
  return expr;
}

static AstExpr *list(Parse *p, Node node) {
  return parse_elements(p, node, AST_LIST);
}

static AstExpr *set(Parse *p, Node node) {
  return parse_elements(p, node, AST_SET);
}

static AstExpr *list_comprehension(Parse *p, Node node) {
  return parse_comprehension(p, node, AST_LIST_COMP);
}

static AstExpr *set_comprehension(Parse *p, Node node) {
  return parse_comprehension(p, node, AST_SET_COMP);
}

static AstExpr *dictionary_comprehension(Parse *p, Node node) {
  return parse_comprehension(p, node, AST_DICT_COMP);
}

static AstExpr *generator(Parse *p, Node node) {
  return parse_comprehension(p, node, AST_GENERATOR);
}

// `x as y` where no target can stand: a stray of error recovery.
static AstExpr *as_pattern(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstExpr *expr = parse_expr(p, parse_child(children, 0));
  parse_problem(p, AST_PROBLEM_SYNTAX, parse_child(children, 1).span, "`as` is not expected here");
  parse_close(p, children);
  return expr;
}

static AstExpr *(*const readers[NODE_KIND_COUNT])(Parse *p, Node node) = {
    [NODE_IDENTIFIER] = identifier,
    [NODE_INTEGER] = integer,
    [NODE_FLOAT] = floating,
    [NODE_TRUE] = true_,
    [NODE_FALSE] = false_,
    [NODE_NONE] = none,
    [NODE_ELLIPSIS] = ellipsis,
    [NODE_STRING] = parse_string,
    [NODE_CONCATENATED_STRING] = parse_string,
    [NODE_ATTRIBUTE] = attribute,
    [NODE_SUBSCRIPT] = parse_subscript,
    [NODE_SLICE] = parse_slice,
    [NODE_CALL] = parse_call,
    [NODE_LIST] = list,
    [NODE_SET] = set,
    [NODE_TUPLE] = tuple,
    [NODE_DICTIONARY] = parse_dictionary,
    [NODE_LIST_SPLAT] = starred,
    [NODE_LIST_COMPREHENSION] = list_comprehension,
    [NODE_SET_COMPREHENSION] = set_comprehension,
    [NODE_DICTIONARY_COMPREHENSION] = dictionary_comprehension,
    [NODE_GENERATOR] = generator,
    [NODE_EXPRESSION_LIST] = tuple,
    [NODE_NAMED] = named,
    [NODE_CONDITIONAL] = conditional,
    [NODE_LAMBDA] = lambda,
    [NODE_BOOLEAN] = boolean,
    [NODE_NOT] = unary,
    [NODE_COMPARISON] = comparison,
    [NODE_BINARY] = parse_binary,
    [NODE_UNARY] = unary,
    [NODE_AWAIT] = await,
    [NODE_YIELD] = yield,
    [NODE_AS_PATTERN] = as_pattern,
    [NODE_PATTERN_LIST] = tuple,
    [NODE_TUPLE_PATTERN] = tuple,
    [NODE_LIST_PATTERN] = list,
    [NODE_LIST_SPLAT_PATTERN] = starred,
    [NODE_SPLAT_TYPE] = parse_splat_type,
    [NODE_GENERIC_TYPE] = parse_generic_type,
    [NODE_UNION_TYPE] = parse_binary,
    [NODE_CONSTRAINED_TYPE] = parse_constrained_type,
    [NODE_MEMBER_TYPE] = parse_member_type,
};

// Kinds that stand for the one expression inside them.
static bool is_wrapper(NodeKind kind) {
  return kind == NODE_PARENTHESIZED || kind == NODE_TYPE || kind == NODE_AS_PATTERN_TARGET;
}

bool parse_is_expr(Node node) {
  return readers[node.kind] || is_wrapper(node.kind);
}

Node parse_unwrap(Parse *p, Node node) {
  while (is_wrapper(node.kind)) {
    Nodes children = parse_open(p, node);
    node = (Node){0};
    for (uint32_t i = 0; i < children.count && !node.at.id; i++)
      if (parse_is_expr(children.at[i])) node = children.at[i];
    parse_close(p, children);
  }
  return node;
}

// To the grammar *f(x) is a call of *f, and so on: with all but plain names the star ends up at the
// very left of the tree. It is taken away there, and put around the whole.
static AstExpr *hoist_star(Parse *p, Node node) {
  TSNode at = node.at;
  while (parse_node(p, at).kind != NODE_LIST_SPLAT && ts_node_child_count(at))
    at = ts_node_child(at, 0);
  uint32_t count = ts_node_child_count(at);
  if (count < 2) return parse_expr_error(p, node.span);
  ParseStar outer = p->star;
  p->star = (ParseStar){true, node.span.start, ts_node_start_byte(ts_node_child(at, count - 1))};
  AstExpr *expr = parse_expr_new(p, AST_STARRED, node.span);
  expr->operand = parse_expr(p, node);
  p->star = outer;
  return expr;
}

static AstExpr *splat_operand(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstExpr *expr = parse_expr(p, parse_child(children, 1));
  parse_close(p, children);
  return expr;
}

static bool has_star(const Parse *p, Node node) {
  return node.span.start < node.span.end && p->text.at[node.span.start] == '*';
}

static bool is_list(NodeKind kind) {
  return kind == NODE_EXPRESSION_LIST || kind == NODE_PATTERN_LIST;
}

static bool is_starred(NodeKind kind) {
  return kind == NODE_LIST_SPLAT || kind == NODE_LIST_SPLAT_PATTERN || kind == NODE_SPLAT_TYPE;
}

AstExpr *parse_expr(Parse *p, Node node) {
  Node inner = parse_unwrap(p, node);
  if (!readers[inner.kind]) return parse_expr_error(p, node.span);
  bool is_hoisted = p->star.is_set && p->star.start == inner.span.start;
  if (is_hoisted) {
    inner.span.start = p->star.operand;
    if (is_starred(inner.kind)) return splat_operand(p, inner);
  } else if (has_star(p, inner) && !is_list(inner.kind) && !is_starred(inner.kind)) {
    return hoist_star(p, inner);
  }
  if (!parse_enter(p, inner.span)) return parse_expr_error(p, inner.span);
  AstExpr *expr = readers[inner.kind](p, inner);
  parse_leave(p);
  return expr;
}

AstExprs parse_exprs(Parse *p, Nodes nodes) {
  uint32_t mark = parse_list(p);
  for (uint32_t i = 0; i < nodes.count; i++)
    if (parse_is_expr(nodes.at[i])) parse_list_add(p, parse_expr(p, nodes.at[i]));
  return parse_list_exprs(p, mark);
}

AstExpr *parse_tuple_or_one(Parse *p, const Node *nodes, uint32_t count) {
  if (!count) return parse_expr_error(p, (Span){0});
  if (count == 1) return parse_expr(p, nodes[0]);
  AstExpr *expr = parse_expr_new(p, AST_TUPLE, span_join(nodes[0].span, nodes[count - 1].span));
  expr->elements = parse_exprs(p, (Nodes){nodes, count, 0});
  return expr;
}
