// What a test says of the parameters of its function, and of fields, where it is true or false:
// comparisons, calls like `p.startswith("x")`, and what is made of these.
#include "link/guards/reader.h"

// Tests inside tests, and values of names that are tested, are looked into so far.
#define TEST_MAX_DEPTH 6

// `p` of `p.lower()`; anything else is itself.
static ExprId without_case(const Summary *summary, ExprId text) {
  const Expr *call = &summary->exprs[text];
  if (call->kind != EXPR_CALL || call->c != 0) return text;
  const Expr *callee = &summary->exprs[call->a];
  bool is_case = callee->kind == EXPR_ATTRIBUTE &&
                 str_lists("lower upper casefold", summary_name(summary, callee->b));
  return is_case ? callee->a : text;
}

static Guard equality(const Reader *reader, ExprId subject, ExprId with) {
  if (expr_is_literal(&reader->summary->exprs[with], LITERAL_NONE))
    return subject_guard(reader, subject, GUARD_IS_NONE);
  ExprId text = without_case(reader->summary, subject);
  Guard guard = subject_guard(reader, text, text == subject ? GUARD_EQUALS : GUARD_SPELLS);
  guard.test.with = with;
  return guard;
}

// `p is None`, `p == Mode.FAST`, `p in ("a", "b")` and so on.
static Guard compare_guard(const Reader *reader, const Expr *expr) {
  if (expr->b != 2) return (Guard){0};
  ExprId left = reader->summary->operands[expr->a], right = reader->summary->operands[expr->a + 1];
  uint32_t by = expr->c;
  bool is_unequal = by == OPERATOR_IS_NOT || by == OPERATOR_NE;
  Guard guard = {0};
  if (is_unequal || by == OPERATOR_IS || by == OPERATOR_EQ) {
    guard = equality(reader, left, right);
    if (guard.test.is == GUARD_NONE_SET) guard = equality(reader, right, left);
  } else if (by == OPERATOR_IN || by == OPERATOR_NOT_IN) {
    ExprId text = without_case(reader->summary, left);
    guard = subject_guard(reader, text, text == left ? GUARD_AMONG : GUARD_SPELLS_ONE);
    guard.test.with = right;
  }
  guard.test.is_not ^= is_unequal || by == OPERATOR_NOT_IN;
  return guard;
}

// `p.startswith("x")`, `p.endswith((".a", ".b"))`, `isinstance(p, T)`
static Guard call_guard(const Reader *reader, const Expr *call) {
  const Summary *summary = reader->summary;
  const Expr *callee = &summary->exprs[call->a];
  if (call->c == 0 || call->c > 2) return (Guard){0};
  ExprId first = summary->arguments[call->b].value;
  Guard guard = {0};
  if (callee->kind == EXPR_ATTRIBUTE && call->c == 1) {
    Str method = summary_name(summary, callee->b);
    GuardKind is = str_equal(method, STR("startswith")) ? GUARD_STARTS
                   : str_equal(method, STR("endswith")) ? GUARD_ENDS
                                                        : GUARD_NONE_SET;
    if (is != GUARD_NONE_SET) guard = subject_guard(reader, without_case(summary, callee->a), is);
    guard.test.with = first;
  }
  if (callee->kind != EXPR_NAME) return guard;
  Str name = summary_name(summary, callee->a);
  if (!str_equal(name, STR("isinstance")) || call->c != 2) return guard;
  guard = subject_guard(reader, first, GUARD_INSTANCE);
  guard.test.with = summary->arguments[call->b + 1].value;
  return guard;
}

// C's `flags & FLAG`. Only one bit: with several, any of them makes the test true.
static Guard bits_guard(const Reader *reader, const Expr *expr) {
  if (!(reader->summary->flags & SUMMARY_C) || expr->c != OPERATOR_AND) return (Guard){0};
  bool is_left = reader->summary->exprs[expr->a].kind == EXPR_LITERAL;
  ExprId mask = is_left ? expr->a : expr->b;
  if (!expr_is_literal(&reader->summary->exprs[mask], LITERAL_INT)) return (Guard){0};
  uint32_t bits = summary_int(reader->summary, mask);
  bool is_bit = bits != UINT32_MAX && bits != 0 && (bits & (bits - 1)) == 0;
  if (!is_bit) return (Guard){0};
  Guard guard = subject_guard(reader, is_left ? expr->b : expr->a, GUARD_HAS_BITS);
  guard.test.with = bits;
  return guard;
}

static void add(const Reader *reader, Guard guard, bool is_true) {
  guard.test.is_not ^= !is_true;
  if (guard.field == 0 || field_is_telling(reader->program, guard)) guards_add(reader->out, guard);
}

static void read_test(const Reader *reader, ExprId test, bool is_true, int depth);

// Of a true `Path(p) if p else None`: p was true.
static void read_choice(const Reader *reader, const Expr *choice, bool is_true, int depth) {
  const ExprId *operands = &reader->summary->operands[choice->a];
  if (choice->c == (is_true ? CHOICE_AND : CHOICE_OR))
    for (uint32_t i = 0; i < choice->b; i++)
      read_test(reader, operands[i], is_true, depth + 1);
  if (is_true) read_test(reader, choice_defaulted(reader->summary, choice), true, depth + 1);
  if (choice->c != CHOICE_CONDITIONAL || !is_true) return;
  if (literal_is_false(reader->summary, operands[1])) {
    read_test(reader, operands[2], true, depth + 1);
    read_test(reader, operands[0], true, depth + 1);
  } else if (literal_is_false(reader->summary, operands[0])) {
    read_test(reader, operands[2], false, depth + 1);
    read_test(reader, operands[1], true, depth + 1);
  }
}

// A variable that is tested: the parameter itself, or made from one before.
static void read_subject(const Reader *reader, ExprId subject, bool is_true, int depth) {
  Bound bound = subject_bound(reader, subject);
  if (bound_is_against(reader, bound, subject, is_true)) bound.other = BINDING_NONE;
  uint32_t own = bound.other == BINDING_NONE ? bound_parameter(reader, bound) : UINT32_MAX;
  if (bound_is_none(bound))
    add(reader, field_guard(reader, subject, GUARD_TRUE), is_true);
  else if (own <= UINT16_MAX)
    add(reader, parameter_guard(reader, own, GUARD_TRUE), is_true);
  else if (bound_parameter(reader, bound) <= UINT16_MAX)
    add(reader, subject_guard(reader, subject, GUARD_TRUE), is_true);
  else
    read_test(reader, bound_value(reader, bound), is_true, depth + 1);
}

// A call that tests something of a parameter, or `kwargs.get("mode")`.
static Guard tested_call(const Reader *reader, ExprId test) {
  Guard guard = call_guard(reader, &reader->summary->exprs[test]);
  return guard.test.is != GUARD_NONE_SET ? guard : subject_guard(reader, test, GUARD_TRUE);
}

// `paths` of `len(paths)` and `bool(paths)`, which are true where it is; 0 of others.
static ExprId measured(const Summary *summary, ExprId test) {
  const Expr *call = &summary->exprs[test];
  if (call->kind != EXPR_CALL || call->c != 1) return 0;
  const Expr *callee = &summary->exprs[call->a];
  if (callee->kind != EXPR_NAME) return 0;
  Str name = summary_name(summary, callee->a);
  bool is_measure = str_equal(name, STR("len")) || str_equal(name, STR("bool"));
  return is_measure ? summary->arguments[call->b].value : 0;
}

void test_read_number(const Reader *reader, ExprId number) {
  ExprKind kind = (ExprKind)reader->summary->exprs[number].kind;
  ExprId all = measured(reader->summary, number);
  if (kind == EXPR_NAME || kind == EXPR_ATTRIBUTE) read_subject(reader, number, true, 0);
  if (all) read_test(reader, all, true, 1);
}

static void read_test(const Reader *reader, ExprId test, bool is_true, int depth) {
  if (test == 0 || depth > TEST_MAX_DEPTH) return;
  const Expr *expr = &reader->summary->exprs[test];
  switch ((int)expr->kind) {
  case EXPR_NAME:
  case EXPR_ATTRIBUTE:
    read_subject(reader, test, is_true, depth);
    return;
  case EXPR_COMPARE:
    add(reader, compare_guard(reader, expr), is_true);
    test_read_number(
        reader, number_implied(reader->program, reader->module, reader->function, expr, is_true));
    return;
  case EXPR_BINARY:
    add(reader, bits_guard(reader, expr), is_true);
    return;
  case EXPR_CALL: {
    ExprId all = measured(reader->summary, test);
    if (all)
      read_test(reader, all, is_true, depth + 1);
    else
      add(reader, tested_call(reader, test), is_true);
    return;
  }
  case EXPR_NAMED:
    read_test(reader, expr->a, is_true, depth + 1);
    return;
  case EXPR_CHOICE:
    read_choice(reader, expr, is_true, depth);
    return;
  case EXPR_UNARY:
    if (expr->c == OPERATOR_NOT) read_test(reader, expr->a, !is_true, depth + 1);
    return;
  }
}

void test_read(const Reader *reader, ExprId test, bool is_true) {
  read_test(reader, test, is_true, 0);
}

// `case "a" | "b":`, `case Path():`
static void read_case(const Reader *reader, const Region *region, bool is_true) {
  const Summary *summary = reader->summary;
  ExprId pattern = region_pattern(region), subject = without_case(summary, region->subject);
  if (!pattern || (!is_true && region->flags & REGION_GUARDED)) return;
  bool is_of_values = summary->exprs[pattern].kind == EXPR_CONTAINER;
  bool is_of_texts = is_of_values && subject != region->subject;
  if (!is_of_values) subject = region->subject;
  GuardKind is = is_of_texts ? GUARD_SPELLS_ONE : is_of_values ? GUARD_AMONG : GUARD_INSTANCE;
  Guard guard = subject_guard(reader, subject, is);
  guard.test.with = pattern;
  add(reader, guard, is_true);
}

void test_read_branch(const Reader *reader, const Region *branch, bool is_true) {
  if (branch->kind == REGION_CASE)
    read_case(reader, branch, is_true);
  else
    test_read(reader, branch->subject, is_true);
}

void test_read_region(const Reader *reader, const Region *region) {
  if (region->kind == REGION_IF || region->kind == REGION_ELSE)
    read_test(reader, region->subject, region->kind == REGION_IF, 0);
}

void guards_of_value(Program *program, ModuleId module, ScopeId function, ExprId value,
                     bool is_true, Guards *out) {
  const Summary *summary = summary_of(program, module);
  if (summary->scopes[function].parameter_count == 0) return;
  Reader reader = {program, module, summary, function, out};
  read_test(&reader, value, is_true, 0);
}
