// Operators: what can be folded is, what stores becomes a binding.
#include "c/walk.h"

typedef struct Pair {
  CXCursor left;
  CXCursor right;
} Pair;

static bool get_pair(Walker *walker, CXCursor cursor, Pair *out) {
  Children children = children_begin(walker, cursor);
  bool is_pair = children.count == 2;
  if (is_pair) *out = (Pair){children_at(walker, children, 0), children_at(walker, children, 1)};
  children_end(walker, children);
  return is_pair;
}

// Walks what is evaluated only when a test before it came out right.
static ExprId walk_when(Walker *walker, bool is_reached, CXCursor cursor, ExprUse use) {
  bool was_dead = walker->here.is_dead;
  if (!is_reached) walker->here.is_dead = true;
  ExprId id = c_walk_expr(walker, cursor, use);
  walker->here.is_dead = was_dead;
  return id;
}

static ExprId emit_pair(Walker *walker, CXCursor cursor, ExprDraft expr, ExprId left, ExprId right,
                        ExprUse use) {
  size_t mark = walker->stack.count;
  array_push(walker->arena, &walker->stack, left);
  array_push(walker->arena, &walker->stack, right);
  expr.a = c_emit_operands(walker, mark);
  expr.b = 2;
  return emit_expr(walker, expr, use, cursor_span(walker, cursor));
}

// ---- Unary --------------------------------------------------------------------------------------

static bool is_function(Walker *walker, CXCursor cursor) {
  CXCursor inner = cursor_peel(walker, cursor, false);
  if (inner.kind != CXCursor_DeclRefExpr) return false;
  return walker->clang->getCursorReferenced(inner).kind == CXCursor_FunctionDecl;
}

static ExprId walk_address(Walker *walker, CXCursor cursor, CXCursor operand, ExprUse use) {
  bool is_same = cursor_is_dereference(walker, cursor_peel(walker, operand, false)); // &*p
  if (use != USE_ARGUMENT || is_same || is_function(walker, operand))
    return c_walk_expr(walker, operand, use);
  ExprId inner = c_walk_expr(walker, operand, USE_OPERAND);
  ExprDraft address = {.kind = EXPR_UNARY, .a = inner, .c = OPERATOR_ADDRESS};
  return emit_expr(walker, address, use, cursor_span(walker, cursor));
}

static ExprId walk_sign(Walker *walker, CXCursor cursor, CXCursor operand, Operator op,
                        ExprUse use) {
  Since since = emit_since(walker);
  ExprUse inner_use = op == OPERATOR_NOT ? USE_TESTED : USE_OPERAND;
  ExprId inner = c_walk_expr(walker, operand, inner_use);
  bool is_constant = is_int_literal(walker, inner);
  ExprDraft expr = {.kind = EXPR_UNARY, .a = inner, .c = (uint32_t)op & EXPR_C_MAX};
  ExprId id = emit_expr(walker, expr, use, cursor_span(walker, cursor));
  return is_constant ? walk_folded(walker, cursor, use, since, id) : id;
}

// `n++` of a number; of a pointer nobody asks where it points then.
static ExprId walk_step(Walker *walker, CXCursor cursor, CXCursor operand, Operator op,
                        ExprUse use) {
  TypeUse type = type_use(walker->unit, walker->clang->getCursorType(operand));
  if (type != TYPE_NUMBER) return c_walk_expr(walker, operand, use);
  ExprId read = c_walk_expr(walker, operand, USE_OPERAND);
  Span span = cursor_span(walker, cursor);
  ExprId one = emit_int(walker, 1, false, USE_OPERAND, span);
  ExprDraft sum = {.kind = EXPR_BINARY,
                   .flags = EXPR_FLAG_AUGMENTED,
                   .a = read,
                   .b = one,
                   .c = (uint32_t)op & EXPR_C_MAX};
  ExprId id = emit_expr(walker, sum, use, span);
  bind_read(walker, operand, read, id, span);
  return id;
}

static ExprId walk_unary(Walker *walker, CXCursor cursor, ExprUse use) {
  Children children = children_begin(walker, cursor);
  CXCursor operand = children.count > 0 ? children_last(walker, children) : cursor;
  children_end(walker, children);
  if (children.count == 0) return walk_other(walker, cursor, use);
  switch ((int)walker->clang->getCursorUnaryOperatorKind(cursor)) {
  case CXUnaryOperator_AddrOf:
    return walk_address(walker, cursor, operand, use);
  case CXUnaryOperator_LNot:
    return walk_sign(walker, cursor, operand, OPERATOR_NOT, use);
  case CXUnaryOperator_Minus:
    return walk_sign(walker, cursor, operand, OPERATOR_NEGATIVE, use);
  case CXUnaryOperator_Not:
    return walk_sign(walker, cursor, operand, OPERATOR_INVERT, use);
  case CXUnaryOperator_PostInc:
  case CXUnaryOperator_PreInc:
    return walk_step(walker, cursor, operand, OPERATOR_ADD, use);
  case CXUnaryOperator_PostDec:
  case CXUnaryOperator_PreDec:
    return walk_step(walker, cursor, operand, OPERATOR_SUB, use);
  }
  return c_walk_expr(walker, operand, use); // *x, +x, __extension__ x, __real__ x
}

// ---- Assignments --------------------------------------------------------------------------------

static ExprId walk_assignment(Walker *walker, CXCursor cursor, Pair pair, ExprUse use) {
  CXCursor target = cursor_peel(walker, pair.left, false);
  bool is_name = target.kind == CXCursor_DeclRefExpr;
  ExprId value = c_walk_expr(walker, pair.right, is_name ? USE_BOUND : USE_STORED);
  c_bind_target(walker, pair.left, value, pair.right);
  if (use == USE_DROPPED) return value;
  return emit_expr(walker, (ExprDraft){.kind = EXPR_NAMED, .a = value}, use,
                   cursor_span(walker, cursor));
}

static bool get_operator(enum CXBinaryOperatorKind kind, Operator *out) {
  switch ((int)kind) {
#define CASE(clangs, ours)                                                                         \
  case CXBinaryOperator_##clangs:                                                                  \
    *out = OPERATOR_##ours;                                                                        \
    return true;
    CASE(Mul, MUL)
    CASE(Div, DIV)
    CASE(Rem, MOD)
    CASE(Add, ADD)
    CASE(Sub, SUB)
    CASE(Shl, LSHIFT)
    CASE(Shr, RSHIFT)
    CASE(And, AND)
    CASE(Xor, XOR)
    CASE(Or, OR)
    CASE(MulAssign, MUL)
    CASE(DivAssign, DIV)
    CASE(RemAssign, MOD)
    CASE(AddAssign, ADD)
    CASE(SubAssign, SUB)
    CASE(ShlAssign, LSHIFT)
    CASE(ShrAssign, RSHIFT)
    CASE(AndAssign, AND)
    CASE(XorAssign, XOR)
    CASE(OrAssign, OR)
    CASE(LT, LT)
    CASE(GT, GT)
    CASE(LE, LE)
    CASE(GE, GE)
    CASE(EQ, EQ)
    CASE(NE, NE)
#undef CASE
  }
  return false;
}

static ExprId walk_augmented(Walker *walker, CXCursor cursor, ExprUse use) {
  Pair pair = {0};
  Operator op = OPERATOR_ADD;
  enum CXBinaryOperatorKind kind = walker->clang->getCursorBinaryOperatorKind(cursor);
  if (!get_pair(walker, cursor, &pair) || !get_operator(kind, &op))
    return walk_other(walker, cursor, use);
  ExprId read = c_walk_expr(walker, pair.left, USE_OPERAND);
  ExprId value = c_walk_expr(walker, pair.right, USE_OPERAND);
  ExprDraft sum = {.kind = EXPR_BINARY,
                   .flags = EXPR_FLAG_AUGMENTED,
                   .a = read,
                   .b = value,
                   .c = (uint32_t)op & EXPR_C_MAX};
  bool is_dropped = use == USE_DROPPED;
  Span span = cursor_span(walker, cursor);
  ExprId id = emit_expr(walker, sum, is_dropped ? USE_BOUND : use, span);
  bind_read(walker, pair.left, read, id, span);
  return id;
}

// ---- Binary -------------------------------------------------------------------------------------

static ExprId walk_arithmetic(Walker *walker, CXCursor cursor, Pair pair, Operator op,
                              ExprUse use) {
  bool is_compare = op >= OPERATOR_EQ && op <= OPERATOR_GE;
  ExprUse inner_use = is_compare ? USE_COMPARED : USE_OPERAND;
  Since since = emit_since(walker);
  ExprId left = c_walk_expr(walker, pair.left, inner_use);
  ExprId right = c_walk_expr(walker, pair.right, inner_use);
  bool is_constant = is_int_literal(walker, left) && is_int_literal(walker, right);
  ExprDraft expr = {.kind = is_compare ? EXPR_COMPARE : EXPR_BINARY,
                    .a = left,
                    .b = right,
                    .c = (uint32_t)op & EXPR_C_MAX};
  ExprId id = is_compare ? emit_pair(walker, cursor, expr, left, right, use)
                         : emit_expr(walker, expr, use, cursor_span(walker, cursor));
  return is_constant ? walk_folded(walker, cursor, use, since, id) : id;
}

static ExprId walk_logic(Walker *walker, CXCursor cursor, Pair pair, bool is_and, ExprUse use) {
  Since since = emit_since(walker);
  ExprId left = c_walk_expr(walker, pair.left, USE_TESTED);
  bool is_decided = test_outcome(walker, left) == (is_and ? 0 : 1);
  ExprId right = walk_when(walker, !is_decided, pair.right, USE_TESTED);
  bool is_constant = is_int_literal(walker, left) && is_int_literal(walker, right);
  ExprDraft expr = {.kind = EXPR_CHOICE, .c = is_and ? CHOICE_AND : CHOICE_OR};
  ExprId id = emit_pair(walker, cursor, expr, left, right, use);
  return is_constant ? walk_folded(walker, cursor, use, since, id) : id;
}

static ExprId walk_binary(Walker *walker, CXCursor cursor, ExprUse use) {
  Pair pair = {0};
  if (!get_pair(walker, cursor, &pair)) return walk_other(walker, cursor, use);
  enum CXBinaryOperatorKind kind = walker->clang->getCursorBinaryOperatorKind(cursor);
  Operator op = OPERATOR_ADD;
  switch ((int)kind) {
  case CXBinaryOperator_Assign:
    return walk_assignment(walker, cursor, pair, use);
  case CXBinaryOperator_Comma:
    c_walk_expr(walker, pair.left, USE_DROPPED);
    return c_walk_expr(walker, pair.right, use);
  case CXBinaryOperator_LAnd:
  case CXBinaryOperator_LOr:
    return walk_logic(walker, cursor, pair, kind == CXBinaryOperator_LAnd, use);
  }
  if (!get_operator(kind, &op)) return walk_other(walker, cursor, use);
  return walk_arithmetic(walker, cursor, pair, op, use);
}

static ExprId walk_conditional(Walker *walker, CXCursor cursor, ExprUse use) {
  Children children = children_begin(walker, cursor);
  ExprId operands[3] = {0};
  Since since = emit_since(walker);
  bool is_whole = children.count == 3;
  if (is_whole) {
    ExprId test = c_walk_expr(walker, children_at(walker, children, 0), USE_TESTED);
    int outcome = test_outcome(walker, test);
    CXCursor yes = children_at(walker, children, 1);
    operands[0] = walk_when(walker, outcome != 0, yes, USE_CHOSEN);
    CXCursor no = children_at(walker, children, 2);
    operands[1] = walk_when(walker, outcome != 1, no, USE_CHOSEN);
    operands[2] = test;
  }
  children_end(walker, children);
  if (!is_whole) return walk_other(walker, cursor, use);
  bool is_constant = true;
  size_t mark = walker->stack.count;
  for (size_t i = 0; i < COUNT_OF(operands); i++) {
    is_constant = is_constant && is_int_literal(walker, operands[i]);
    array_push(walker->arena, &walker->stack, operands[i]);
  }
  ExprDraft choice = {.kind = EXPR_CHOICE, .b = 2, .c = CHOICE_CONDITIONAL};
  choice.a = c_emit_operands(walker, mark);
  ExprId id = emit_expr(walker, choice, use, cursor_span(walker, cursor));
  return is_constant ? walk_folded(walker, cursor, use, since, id) : id;
}

ExprId walk_operator(Walker *walker, CXCursor cursor, ExprUse use) {
  switch ((int)cursor.kind) {
  case CXCursor_UnaryOperator:
    return walk_unary(walker, cursor, use);
  case CXCursor_BinaryOperator:
    return walk_binary(walker, cursor, use);
  case CXCursor_CompoundAssignOperator:
    return walk_augmented(walker, cursor, use);
  }
  return walk_conditional(walker, cursor, use);
}
