// Branches that run on few machines: where a package is missing, which the program gets then, or
// on a platform where hardly anybody serves. What is done there is less sure to matter.
#include "link/doubts/doubts.h"
#include "link/types/constants.h"

// Tests inside of tests, and constants behind names.
#define TEST_MAX_DEPTH 4

typedef struct Asker { // where a test stands
  Program *program;
  ModuleId module;
  int depth;
} Asker;

static Trait told_by(const Asker *asker, ExprId expr) {
  const Expr *at = expr_of(asker->program, asker->module, expr);
  if (at->kind == EXPR_CALL) at = expr_of(asker->program, asker->module, expr = at->a);
  if (at->kind != EXPR_NAME && at->kind != EXPR_ATTRIBUTE) return 0;
  Values values = evaluate(asker->program, asker->module, expr);
  bool is_known = values.count == 1 && (values.at[0].kind == VALUE_LIBRARY ||
                                        values.at[0].kind == VALUE_LIBRARY_INSTANCE);
  if (!is_known) return 0;
  const KnowledgeEntry *entry = symbol_entry(asker->program, values.at[0].a);
  return entry ? entry->traits & (TRAIT_TELLS_PLATFORM | TRAIT_TELLS_PACKAGE) : 0;
}

// Whether a literal begins with what such a platform is called by; all elements of a display.
static bool names_platform(const Asker *asker, ExprId expr) {
  static const char *const names[] = {"nt", "win", "Win", "cygwin", "emscripten", "wasi"};
  const Summary *summary = summary_of(asker->program, asker->module);
  const Expr *at = &summary->exprs[expr];
  if (at->kind == EXPR_CONTAINER && asker->depth < TEST_MAX_DEPTH) {
    Asker inner = {asker->program, asker->module, asker->depth + 1};
    for (uint32_t i = 0; i < at->b; i++)
      if (!names_platform(&inner, summary->operands[at->a + i])) return false;
    return at->b > 0;
  }
  if (!expr_is_literal(at, LITERAL_STRING)) return false;
  Str text = summary_name(summary, at->b);
  for (size_t i = 0; i < COUNT_OF(names); i++)
    if (str_has_prefix(text, str_from_c(names[i]))) return true;
  return false;
}

// `os.name == "nt"`, `find_spec(name) is None`; and where they do not hold, the opposite.
static bool compares(const Asker *asker, const Expr *expr, bool is_true) {
  const Summary *summary = summary_of(asker->program, asker->module);
  if (expr->b != 2) return false;
  const ExprId *operands = &summary->operands[expr->a];
  Operator wanted[2] = {is_true ? OPERATOR_EQ : OPERATOR_NE,
                        is_true ? OPERATOR_IN : OPERATOR_NOT_IN};
  if (expr->c == wanted[0] || expr->c == wanted[1])
    return names_platform(asker, operands[1]) && told_by(asker, operands[0]) & TRAIT_TELLS_PLATFORM;
  const Expr *none = &summary->exprs[operands[1]];
  bool is_missing = summary->exprs[operands[0]].kind == EXPR_CALL &&
                    expr->c == (is_true ? OPERATOR_IS : OPERATOR_IS_NOT) &&
                    expr_is_literal(none, LITERAL_NONE);
  return is_missing && told_by(asker, operands[0]) & TRAIT_TELLS_PACKAGE;
}

// `sys.platform.startswith("win")`, `not find_spec(name)`
static bool asks(const Asker *asker, ExprId call, bool is_true) {
  const Summary *summary = summary_of(asker->program, asker->module);
  const Expr *expr = &summary->exprs[call];
  if (!is_true) return told_by(asker, call) & TRAIT_TELLS_PACKAGE;
  const Expr *method = &summary->exprs[expr->a];
  if (method->kind != EXPR_ATTRIBUTE || expr->c != 1) return false;
  return str_equal(summary_name(summary, method->b), STR("startswith")) &&
         names_platform(asker, summary->arguments[expr->b].value) &&
         told_by(asker, method->a) & TRAIT_TELLS_PLATFORM;
}

// `IS_WINDOWS`: few names are about that, and only these are looked up.
static bool may_tell(Str name) {
  for (size_t i = 0; i + 3 <= name.size; i++)
    if ((name.at[i] | 0x20) == 'w' && (name.at[i + 1] | 0x20) == 'i' &&
        (name.at[i + 2] | 0x20) == 'n')
      return true;
  return false;
}

static bool holds(const Asker *asker, ExprId test, bool is_true);

static bool is_constant(const Asker *asker, ExprId test, Str name, bool is_true) {
  if (!may_tell(name)) return false;
  Asker inner = {asker->program, asker->module, asker->depth + 1};
  ExprId made = constant_made(asker->program, &inner.module, test);
  return made != 0 && holds(&inner, made, is_true);
}

static bool is_assigned(const Summary *summary, const Binding *binding, LiteralKind literal) {
  return binding->kind == BINDING_ASSIGN && binding->unpack == 0 && binding->value != 0 &&
         expr_is_literal(&summary->exprs[binding->value], literal);
}

// `has_it = False`, and behind it `if find_spec(name): has_it = True`, or the other way round.
static bool flag_holds(const Asker *asker, BindingList list, bool is_true) {
  const Summary *summary = summary_of(asker->program, asker->module);
  const Binding *first = &summary->bindings[list.at[0]], *last = &summary->bindings[list.at[1]];
  bool is_raised = is_assigned(summary, last, LITERAL_TRUE);
  if (!is_assigned(summary, first, is_raised ? LITERAL_FALSE : LITERAL_TRUE)) return false;
  if (!is_raised && !is_assigned(summary, last, LITERAL_FALSE)) return false;
  const Region *branch = &summary->regions[last->region];
  return branch->kind == REGION_IF && holds(asker, branch->subject, is_true == is_raised);
}

// The same of a variable of a function: `has_it = find_spec(name) is not None`.
static bool variable_holds(const Asker *asker, const Expr *name, bool is_true) {
  const Summary *summary = summary_of(asker->program, asker->module);
  if (name->b == 0) return false;
  BindingList list = summary_list(summary, name->b - 1);
  const Binding *last = &summary->bindings[list.at[list.count - 1]];
  if (last->scope == 0 || last->kind != BINDING_ASSIGN || last->unpack != 0 || last->value == 0)
    return false;
  Asker inner = {asker->program, asker->module, asker->depth + 1};
  if (list.count == 1) return holds(&inner, last->value, is_true);
  return list.count == 2 && flag_holds(&inner, list, is_true);
}

static bool any_holds(const Asker *asker, const Expr *choice, bool is_true) {
  if (choice->c != (is_true ? CHOICE_AND : CHOICE_OR)) return false;
  Asker inner = {asker->program, asker->module, asker->depth + 1};
  const Summary *summary = summary_of(asker->program, asker->module);
  for (uint32_t i = 0; i < choice->b; i++)
    if (holds(&inner, summary->operands[choice->a + i], is_true)) return true;
  return false;
}

static bool holds(const Asker *asker, ExprId test, bool is_true) {
  if (test == 0 || asker->depth == TEST_MAX_DEPTH) return false;
  const Summary *summary = summary_of(asker->program, asker->module);
  const Expr *expr = &summary->exprs[test];
  switch ((int)expr->kind) {
  case EXPR_UNARY:
    return expr->c == OPERATOR_NOT &&
           holds(&(Asker){asker->program, asker->module, asker->depth + 1}, expr->a, !is_true);
  case EXPR_CHOICE:
    return any_holds(asker, expr, is_true);
  case EXPR_COMPARE:
    return compares(asker, expr, is_true);
  case EXPR_CALL:
    return asks(asker, test, is_true);
  case EXPR_NAME:
    return is_constant(asker, test, summary_name(summary, expr->a), is_true) ||
           variable_holds(asker, expr, is_true);
  case EXPR_ATTRIBUTE:
    return is_constant(asker, test, summary_name(summary, expr->b), is_true);
  }
  return false;
}

bool test_holds_elsewhere(const Walk *walk, ExprId test, bool is_true) {
  return holds(&(Asker){walk->program, walk->module, 0}, test, is_true);
}
