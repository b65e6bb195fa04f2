// Binary operators. They come as chains that lean to the left and may be very long, so a chain is
// read along its spine, without recursion, onto two stacks: operands on `pending`, and on `links`,
// last first, each operator with its operand to the right. Then it is built again:
//
//   nested     as it was, to the left
//   regrouped  when it mixes & and ^: the grammar has their precedence the wrong way round
//   balanced   when it is too long to be nested; every operand keeps its place and its order
#include "python/parse.h"

// AstOperator + 1 by the token that spells it.
static const uint8_t operators[NODE_KIND_COUNT] = {
    [NODE_PLUS] = AST_ADD + 1,
    [NODE_MINUS] = AST_SUB + 1,
    [NODE_STAR] = AST_MUL + 1,
    [NODE_AT] = AST_MATMUL + 1,
    [NODE_SLASH] = AST_DIV + 1,
    [NODE_DOUBLE_SLASH] = AST_FLOORDIV + 1,
    [NODE_PERCENT] = AST_MOD + 1,
    [NODE_DOUBLE_STAR] = AST_POW + 1,
    [NODE_SHIFT_LEFT] = AST_LSHIFT + 1,
    [NODE_SHIFT_RIGHT] = AST_RSHIFT + 1,
    [NODE_AMPERSAND] = AST_BIT_AND + 1,
    [NODE_CARET] = AST_BIT_XOR + 1,
    [NODE_PIPE] = AST_BIT_OR + 1,
    [NODE_PLUS_EQUAL] = AST_ADD + 1,
    [NODE_MINUS_EQUAL] = AST_SUB + 1,
    [NODE_STAR_EQUAL] = AST_MUL + 1,
    [NODE_AT_EQUAL] = AST_MATMUL + 1,
    [NODE_SLASH_EQUAL] = AST_DIV + 1,
    [NODE_DOUBLE_SLASH_EQUAL] = AST_FLOORDIV + 1,
    [NODE_PERCENT_EQUAL] = AST_MOD + 1,
    [NODE_DOUBLE_STAR_EQUAL] = AST_POW + 1,
    [NODE_SHIFT_LEFT_EQUAL] = AST_LSHIFT + 1,
    [NODE_SHIFT_RIGHT_EQUAL] = AST_RSHIFT + 1,
    [NODE_AMPERSAND_EQUAL] = AST_BIT_AND + 1,
    [NODE_CARET_EQUAL] = AST_BIT_XOR + 1,
    [NODE_PIPE_EQUAL] = AST_BIT_OR + 1,
    [NODE_EQUAL_EQUAL] = AST_EQ + 1,
    [NODE_NOT_EQUAL] = AST_NE + 1,
    [NODE_NOT_EQUAL_OLD] = AST_NE + 1,
    [NODE_LESS] = AST_LT + 1,
    [NODE_LESS_EQUAL] = AST_LE + 1,
    [NODE_GREATER] = AST_GT + 1,
    [NODE_GREATER_EQUAL] = AST_GE + 1,
    [NODE_KEYWORD_IS] = AST_IS + 1,
    [NODE_KEYWORD_IS_NOT] = AST_IS_NOT + 1,
    [NODE_KEYWORD_IN] = AST_IN + 1,
    [NODE_KEYWORD_NOT_IN] = AST_NOT_IN + 1,
};

bool parse_operator(NodeKind kind, AstOperator *out) {
  if (!operators[kind]) return false;
  *out = (AstOperator)(operators[kind] - 1);
  return true;
}

// How tight an operator binds.
static int rank(AstOperator op) {
  switch ((int)op) {
  case AST_BIT_OR:
    return 1;
  case AST_BIT_XOR:
    return 2;
  case AST_BIT_AND:
    return 3;
  case AST_LSHIFT:
  case AST_RSHIFT:
    return 4;
  case AST_ADD:
  case AST_SUB:
    return 5;
  case AST_POW:
    return 7;
  default:
    return 6;
  }
}

AstExpr *parse_binary_new(Parse *p, AstExpr *left, AstOperator op, AstExpr *right) {
  AstExpr *expr = parse_expr_new(p, AST_BINARY, span_join(left->span, right->span));
  expr->binary.left = left;
  expr->binary.right = right;
  expr->binary.op = op;
  return expr;
}

typedef struct Chain {
  uint32_t first_link;
  uint32_t first_operand;
  uint32_t count; // of operands
  Span leftmost;  // the first operand, with its parentheses
} Chain;

static const ParseLink *link_before(const Parse *p, const Chain *chain, uint32_t operand) {
  return &p->links.at[chain->first_link + chain->count - 1 - operand];
}

static AstExpr *operand_at(const Parse *p, const Chain *chain, uint32_t operand) {
  return p->pending.at[chain->first_operand + operand];
}

static Span operand_span(const Parse *p, const Chain *chain, uint32_t operand) {
  return operand ? link_before(p, chain, operand)->right.span : chain->leftmost;
}

// Builds the operands [from, to). As deep as the binary logarithm of their number.
static AstExpr *balanced(Parse *p, const Chain *chain, uint32_t from, uint32_t to) {
  if (to - from == 1) return operand_at(p, chain, from);
  uint32_t middle = from + (to - from + 1) / 2;
  AstExpr *left = balanced(p, chain, from, middle);
  AstExpr *right = balanced(p, chain, middle, to);
  return parse_binary_new(p, left, link_before(p, chain, middle)->op, right);
}

static AstExpr *nested(Parse *p, const Chain *chain) {
  AstExpr *expr = operand_at(p, chain, 0);
  for (uint32_t i = 1; i < chain->count; i++) {
    expr = parse_binary_new(p, expr, link_before(p, chain, i)->op, operand_at(p, chain, i));
    expr->span = (Span){chain->leftmost.start, operand_span(p, chain, i).end};
  }
  return expr;
}

// A part of the chain that is already built, and the operator to its left.
typedef struct Group {
  AstExpr *expr;
  Span span;
  AstOperator op;
} Group;

static void join_last(Parse *p, Group *groups, uint32_t *count) {
  Group *right = &groups[--*count];
  Group *left = right - 1;
  left->expr = parse_binary_new(p, left->expr, right->op, right->expr);
  left->expr->span = left->span = span_join(left->span, right->span);
}

static AstExpr *regrouped(Parse *p, const Chain *chain) {
  Group *groups = arena_push(p->scratch, Group, chain->count);
  uint32_t count = 0;
  for (uint32_t i = 0; i < chain->count; i++) {
    AstOperator op = i ? link_before(p, chain, i)->op : AST_BIT_OR;
    while (count > 1 && rank(groups[count - 1].op) >= rank(op))
      join_last(p, groups, &count);
    groups[count++] = (Group){operand_at(p, chain, i), operand_span(p, chain, i), op};
  }
  while (count > 1)
    join_last(p, groups, &count);
  return groups[0].expr;
}

static bool mixes_and_with_xor(const Parse *p, const Chain *chain) {
  bool has_and = false;
  bool has_xor = false;
  for (uint32_t i = 1; i < chain->count; i++) {
    has_and |= link_before(p, chain, i)->op == AST_BIT_AND;
    has_xor |= link_before(p, chain, i)->op == AST_BIT_XOR;
  }
  return has_and && has_xor;
}

static uint32_t depth_balanced(uint32_t count) {
  uint32_t depth = 0;
  while (count > (1u << depth))
    depth++;
  return depth;
}

// Reads the operands, each as deep as it will lie.
static void operands(Parse *p, const Chain *chain, Node leftmost, bool is_nested) {
  uint32_t depth = p->depth;
  for (uint32_t i = 0; i < chain->count; i++) {
    uint32_t level = is_nested ? chain->count - (i ? i : 1) : depth_balanced(chain->count);
    p->depth = depth + level - 1;
    parse_list_add(p, parse_expr(p, i ? link_before(p, chain, i)->right : leftmost));
  }
  p->depth = depth;
}

static AstExpr *chain_read(Parse *p, Node leftmost, uint32_t start, uint32_t first_link) {
  Chain chain = {first_link,
                 parse_list(p),
                 (uint32_t)p->links.count - first_link + 1,
                 {start, leftmost.span.end}};
  bool is_nested = p->depth + chain.count <= AST_MAX_DEPTH / 2;
  operands(p, &chain, leftmost, is_nested);
  AstExpr *expr = NULL;
  if (!is_nested) {
    expr = balanced(p, &chain, 0, chain.count);
  } else if (mixes_and_with_xor(p, &chain)) {
    expr = regrouped(p, &chain);
  } else {
    expr = nested(p, &chain);
  }
  p->links.count = chain.first_link;
  p->pending.count = chain.first_operand;
  return expr;
}

static bool is_link(Node node) {
  return node.kind == NODE_BINARY || node.kind == NODE_UNION_TYPE;
}

// Takes `LEFT op RIGHT` apart: pushes the link, returns LEFT.
static Node split(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  ParseLink link = {.right = parse_inside_type(p, parse_child(children, 2))};
  parse_operator(parse_child(children, 1).kind, &link.op);
  Node left = parse_inside_type(p, parse_child(children, 0));
  parse_close(p, children);
  array_push(p->scratch, &p->links, link);
  return left;
}

// The operator of a binary node; looks without opening.
static AstOperator operator_of(const Parse *p, Node node) {
  AstOperator op = AST_POW;
  uint32_t count = ts_node_child_count(node.at);
  for (uint32_t i = 1; i < count; i++)
    if (parse_operator(parse_node(p, ts_node_child(node.at, i)).kind, &op)) break;
  return op;
}

// To the right of an operator stands what binds tighter, or **. Where the grammar thinks otherwise
// (& and ^; list[int] | A | B, whose right side is a chain of its own) the right side is split,
// too.
static void split_right(Parse *p) {
  ParseLink link = p->links.at[p->links.count - 1];
  while (link.right.kind == NODE_BINARY) {
    AstOperator op = operator_of(p, link.right);
    if (op == AST_POW || rank(op) > rank(link.op)) return;
    p->links.count--;
    link.right = split(p, link.right);
    array_push(p->scratch, &p->links, link);
  }
}

AstExpr *parse_binary(Parse *p, Node node) {
  uint32_t first_link = (uint32_t)p->links.count;
  Node left = node;
  while (is_link(left)) {
    left = split(p, left);
    split_right(p);
  }
  return chain_read(p, left, node.span.start, first_link);
}
