// Branches that are switched on and off in the source: `LOG_FILE = None` in a class or module, and
// `if self.LOG_FILE:`. Where nobody sets the constant, the branch waits for somebody to change the
// program.
#include "link/doubts/doubts.h"
#include "link/guards/guards.h"
#include "link/types/constants.h"

// Tests inside of tests.
#define FIXED_MAX_DEPTH 4

// Variables of modules that are written in capitals are meant to be constants; only these are
// looked up.
static bool is_in_capitals(Str name) {
  for (size_t i = 0; i < name.size; i++)
    if (name.at[i] >= 'a' && name.at[i] <= 'z') return false;
  return name.size > 1;
}

static bool is_own_object(const Walk *walk, ExprId object) {
  const Scope *scope = function_scope(walk->program, walk->function);
  const Expr *expr = &walk->summary->exprs[object];
  return scope->flags & SCOPE_METHOD && scope->parameter_count > 0 && expr->kind == EXPR_NAME &&
         expr->a == walk->summary->parameters[scope->parameters].name;
}

// The literal, in `*in`, that a name or attribute is in every run; 0 when it is none.
static ExprId fixed_value(const Walk *walk, ExprId test, ModuleId *in) {
  const Expr *expr = &walk->summary->exprs[test];
  *in = walk->module;
  bool is_attribute = expr->kind == EXPR_ATTRIBUTE;
  if (is_attribute && is_own_object(walk, expr->a))
    return field_constant(walk->program, walk->module,
                          function_state(walk->program, walk->function)->public.scope, expr->b, in);
  Str name = summary_name(walk->summary, is_attribute ? expr->b : expr->a);
  return is_in_capitals(name) ? constant_kept(walk->program, in, test) : 0;
}

static Answer fixed_truth(const Walk *walk, ExprId test) {
  Constant constant = {.class = CLASS_NONE, .member = BINDING_NONE};
  constant.literal = fixed_value(walk, test, &constant.module);
  return constant.literal ? constant_truth(walk->program, &constant) : ANSWER_UNKNOWN;
}

// `LOG_FILE is not None`
static Answer fixed_comparison(const Walk *walk, const Expr *compare) {
  const ExprId *operands = walk->summary->operands + compare->a;
  bool is_same = compare->b == 2 && compare->c == OPERATOR_IS;
  bool is_other = compare->b == 2 && compare->c == OPERATOR_IS_NOT;
  if (!is_same && !is_other) return ANSWER_UNKNOWN;
  const Expr *with = &walk->summary->exprs[operands[1]];
  ExprKind kind = (ExprKind)walk->summary->exprs[operands[0]].kind;
  bool is_none = with->kind == EXPR_LITERAL && with->a == LITERAL_NONE;
  if (!is_none || (kind != EXPR_NAME && kind != EXPR_ATTRIBUTE)) return ANSWER_UNKNOWN;
  Constant constant = {.class = CLASS_NONE, .member = BINDING_NONE};
  constant.literal = fixed_value(walk, operands[0], &constant.module);
  if (!constant.literal) return ANSWER_UNKNOWN;
  return constant_is_none(walk->program, &constant) == is_same ? ANSWER_YES : ANSWER_NO;
}

static Answer fixed_answer(const Walk *walk, ExprId test, int depth);

// `LOG_FILE and path`: one that is false is enough, else all must be known.
static Answer fixed_choice(const Walk *walk, const Expr *choice, int depth) {
  if (choice->c != CHOICE_AND && choice->c != CHOICE_OR) return ANSWER_UNKNOWN;
  Answer decides = choice->c == CHOICE_AND ? ANSWER_NO : ANSWER_YES;
  uint32_t others = 0;
  for (uint32_t i = 0; i < choice->b; i++) {
    Answer part = fixed_answer(walk, walk->summary->operands[choice->a + i], depth + 1);
    if (part == decides) return decides;
    others += part != ANSWER_UNKNOWN;
  }
  if (others < choice->b) return ANSWER_UNKNOWN;
  return decides == ANSWER_NO ? ANSWER_YES : ANSWER_NO;
}

static Answer fixed_answer(const Walk *walk, ExprId test, int depth) {
  const Expr *expr = &walk->summary->exprs[test];
  if (test == 0 || depth == FIXED_MAX_DEPTH) return ANSWER_UNKNOWN;
  Answer inner = ANSWER_UNKNOWN;
  switch ((int)expr->kind) {
  case EXPR_NAME:
  case EXPR_ATTRIBUTE:
    return fixed_truth(walk, test);
  case EXPR_COMPARE:
    return fixed_comparison(walk, expr);
  case EXPR_CHOICE:
    return fixed_choice(walk, expr, depth);
  case EXPR_UNARY:
    if (expr->c == OPERATOR_NOT) inner = fixed_answer(walk, expr->a, depth + 1);
    return inner == ANSWER_UNKNOWN ? inner : inner == ANSWER_YES ? ANSWER_NO : ANSWER_YES;
  }
  return ANSWER_UNKNOWN;
}

bool test_is_ruled_out(const Walk *walk, ExprId test, bool is_true) {
  return fixed_answer(walk, test, 0) == (is_true ? ANSWER_NO : ANSWER_YES);
}
