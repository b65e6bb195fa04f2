// What the parameters of a lambda hold. A lambda is called by what it is given to, in the same
// expression: `sorted(files, key=lambda file: file.read())` calls it with each element,
// `run(lambda job: job.go(), first)` with what `run` passes on, `(lambda x: x.go())(job)` as it
// says.
#include "link/program.h"

// Expressions behind a lambda that are looked at for the call that it is an argument of.
#define CALL_MAX_AHEAD 256
// Expressions of a project function that are looked at for calls of its parameter.
#define BODY_MAX_EXPRS 2000

ExprId call_around(const Summary *summary, ExprId lambda) {
  ExprId end = summary->exprs_count - lambda > CALL_MAX_AHEAD ? lambda + CALL_MAX_AHEAD
                                                              : summary->exprs_count;
  for (ExprId at = lambda + 1; at < end; at++) {
    const Expr *expr = &summary->exprs[at];
    if (expr->kind == EXPR_CALL && summary_has_argument(summary, expr, lambda)) return at;
  }
  return 0;
}

typedef struct Taken { // a parameter of a callable
  uint32_t place;
  uint32_t count; // how many it has
} Taken;

// ---- Library functions --------------------------------------------------------------------------

// The role that a library function has for the lambda.
static const Role *role_of(const Program *program, const KnowledgeEntry *entry, ModuleId module,
                           ExprId call, ExprId lambda) {
  for (size_t i = 0; i < COUNT_OF(entry->roles) && entry->roles[i].role != ROLE_NONE; i++) {
    const Role *role = &entry->roles[i];
    if (argument_find(program, module, call, role->position, str_from_c(role->keyword)).value ==
        lambda)
      return role;
  }
  return NULL;
}

static const Role *consumed_role(const KnowledgeEntry *entry) {
  for (size_t i = 0; i < COUNT_OF(entry->roles); i++)
    if (entry->roles[i].role == ROLE_CONSUMED) return &entry->roles[i];
  return NULL;
}

// The elements of what the library function goes through. One that takes a function of several
// parameters does more with it than to pass elements, unless it goes through several things.
static Values element_for(Program *program, ModuleId module, ExprId call,
                          const KnowledgeEntry *entry, Taken taken) {
  const Role *consumed = consumed_role(entry);
  bool is_alone = taken.count == 1;
  if (!consumed) { // `items.sort(key=…)`
    const Expr *callee = expr_of(program, module, expr_of(program, module, call)->a);
    if (!is_alone || callee->kind != EXPR_ATTRIBUTE) return values_unknown();
    return element_values(program, evaluate(program, module, callee->a), false);
  }
  // `reduce` calls with what came of the elements before, and the next one.
  bool is_next = entry->folds && taken.count == 2 && taken.place == 1;
  if (!is_alone && !consumed->rest && !is_next) return values_unknown();
  int position = consumed->position + (consumed->rest ? (int)taken.place : 0);
  ArgumentMatch match =
      argument_find(program, module, call, position, str_from_c(consumed->keyword));
  if (!match.value) return values_unknown();
  return element_values(program, evaluate(program, module, match.value), false);
}

// ---- Project functions --------------------------------------------------------------------------

static bool is_parameter(Program *program, ModuleId module, ExprId expr, FunctionId function,
                         uint32_t index) {
  if (expr_of(program, module, expr)->kind != EXPR_NAME) return false;
  Values values = evaluate(program, module, expr);
  return values.count == 1 && values.at[0].kind == VALUE_PARAMETER && values.at[0].a == function &&
         values.at[0].b == index;
}

// What a callee passes on to its parameter `given`, in terms of the call that gave it: an argument
// of its own.
static Values forwarded_for(Program *program, ModuleId module, ExprId call, Value callee,
                            uint32_t given, uint32_t place) {
  const Scope *scope = function_scope(program, callee.a);
  ModuleId home = function_state(program, callee.a)->public.module;
  const Summary *summary = summary_of(program, home);
  Values found = {.confidence = CONFIDENCE_RESOLVED};
  if (scope->end - scope->begin > BODY_MAX_EXPRS) return values_unknown();
  for (ExprId at = scope->begin; at < scope->end; at++) {
    const Expr *expr = &summary->exprs[at];
    if (expr->kind != EXPR_CALL || !is_parameter(program, home, expr->a, callee.a, given)) continue;
    ArgumentMatch match = argument_find(program, home, at, (int)place, STR(""));
    Values passed = match.value ? evaluate(program, home, match.value) : values_unknown();
    bool is_own =
        passed.count == 1 && passed.at[0].kind == VALUE_PARAMETER && passed.at[0].a == callee.a;
    if (is_own) {
      ArgumentMatch own =
          argument_for_parameter(program, module, call, callee.a, passed.at[0].b, callee.b != 0);
      passed = own.value ? evaluate(program, module, own.value) : values_unknown();
    }
    values_add(&found, passed);
  }
  return found;
}

// ---- Any callee ---------------------------------------------------------------------------------

static Values passed_by(Program *program, ModuleId module, ExprId call, ExprId lambda,
                        Taken taken) {
  Values callees = evaluate(program, module, expr_of(program, module, call)->a);
  if (callees.count != 1 || callees.is_open) return values_unknown();
  Value callee = callees.at[0];
  if (callee.kind == VALUE_LIBRARY) {
    const KnowledgeEntry *entry = symbol_entry(program, callee.a);
    const Role *role = entry ? role_of(program, entry, module, call, lambda) : NULL;
    bool is_called = role && role->role == ROLE_CALLED;
    return is_called ? element_for(program, module, call, entry, taken) : values_unknown();
  }
  if (callee.kind != VALUE_FUNCTION) return values_unknown();
  uint32_t given = argument_parameter(program, module, call, callee, lambda);
  if (given == UINT32_MAX) return values_unknown();
  return forwarded_for(program, module, call, callee, given, taken.place);
}

Values callable_passed(Program *program, ModuleId module, ExprId argument, uint32_t place) {
  if (!question_begin(program)) return values_unknown();
  ExprId call = call_around(summary_of(program, module), argument);
  Taken taken = {place, 1};
  Values found = call ? passed_by(program, module, call, argument, taken) : values_unknown();
  question_end(program);
  return found;
}

Values lambda_passed(Program *program, Value parameter) {
  const Function *function = &function_state(program, parameter.a)->public;
  ModuleId module = function->module;
  const Summary *summary = summary_of(program, module);
  ExprId lambda = summary->scopes[function->scope].end; // its expression follows its body
  if (lambda >= summary->exprs_count || summary->exprs[lambda].kind != EXPR_LAMBDA)
    return values_unknown();
  bool is_argument = summary->exprs[lambda].use == USE_ARGUMENT;
  if (!is_argument || !question_begin(program)) return values_unknown();
  ExprId call = call_around(summary, lambda);
  Taken taken = {parameter.b, summary->scopes[function->scope].parameter_count};
  Values found = call ? passed_by(program, module, call, lambda, taken) : values_unknown();
  question_end(program);
  return found;
}
