// Conditions of library calls: `open(path)` waits for nothing below /proc. Where the path is a
// parameter, what the condition says is a guard of the call like any test.
#include "link/guards/guards.h"

static uint32_t condition_number(Program *program, const Condition *condition) {
  for (uint32_t i = 0; i < program->conditions.count; i++)
    if (program->conditions.at[i] == condition) return i;
  array_push(program->arena, &program->conditions, condition);
  return (uint32_t)program->conditions.count - 1;
}

// A guard: what the caller is given for an argument of a call does not meet a condition.
static Guard unmet_guard(Program *program, const Function *caller, const Condition *condition) {
  Guard guard = {.module = caller->module};
  guard.test = (Test){GUARD_MET, true, condition_number(program, condition)};
  return guard;
}

static void add_unmet(Program *program, const Function *caller, ExprId value,
                      const Condition *condition, Guards *out) {
  if (value == 0) return;
  uint32_t parameter = guards_parameter(program, caller->module, caller->scope, value);
  if (parameter > UINT16_MAX) return;
  Guard guard = unmet_guard(program, caller, condition);
  guard.parameter = (uint16_t)parameter;
  guards_add(out, guard);
}

// The call that made the receiver of a method, `open(path)` of `with open(path) as file:
// file.read()`; 0 when it is not known.
static ExprId receiver_call(Program *program, const Function *caller, ExprId site) {
  const Summary *summary = summary_of(program, caller->module);
  const Expr *callee = &summary->exprs[summary->exprs[site].a];
  if (callee->kind != EXPR_ATTRIBUTE) return 0;
  bool is_name = summary->exprs[callee->a].kind == EXPR_NAME;
  ExprId made =
      is_name ? guards_value(program, caller->module, caller->scope, callee->a) : callee->a;
  return made != 0 && summary->exprs[made].kind == EXPR_CALL ? made : 0;
}

// What a class, or what opens one, says of its methods: those of `open("/proc/stat")` do not wait.
static void add_inert(Program *program, const Call *call, const Function *caller, Guards *out) {
  ExprId made = receiver_call(program, caller, call->site);
  if (made == 0) return;
  Values maker = evaluate(program, caller->module, expr_of(program, caller->module, made)->a);
  if (maker.count != 1 || maker.at[0].kind != VALUE_LIBRARY) return;
  const KnowledgeEntry *entry = symbol_entry(program, maker.at[0].a);
  if (!entry || entry->inert_if.is == ARGUMENT_NONE_SET) return;
  ArgumentMatch match = argument_find(program, caller->module, made, entry->inert_if.position,
                                      str_from_c(entry->inert_if.keyword));
  add_unmet(program, caller, match.value, &entry->inert_if, out);
}

// The same for a condition of what is called; it may come through `*args` and `**kwargs`.
static void add_condition(Program *program, const Call *call, const Function *caller,
                          const Condition *condition, Guards *out) {
  Passed passed = passed_condition(program, call, condition);
  if (passed_is_from(program, caller, passed))
    add_unmet(program, caller, passed.value, condition, out);
  if (passed.value != 0 || passed.is_default) return;
  Guard guard = unmet_guard(program, caller, condition);
  if (guard_hide_condition(program, call, condition, &guard)) guards_add(out, guard);
}

void guards_of_entry(Program *program, const Call *call, Guards *out) {
  const Function *caller = &function_state(program, call->caller)->public;
  const Summary *summary = summary_of(program, caller->module);
  bool has_arguments =
      call->how == CALL_PLAIN || call->how == CALL_CONSTRUCT || call->how == CALL_PASSED;
  if (!call->entry || !has_arguments || summary->exprs[call->site].kind != EXPR_CALL) return;
  bool has_receiver = !(summary->flags & SUMMARY_C) && call->how != CALL_PASSED;
  if (has_receiver && summary->scopes[caller->scope].parameter_count > 0)
    add_inert(program, call, caller, out);
  for (size_t i = 0; i < COUNT_OF(call->entry->unless); i++) {
    const Condition *condition = &call->entry->unless[i];
    if (condition->is == ARGUMENT_NONE_SET || summary->flags & SUMMARY_C) return;
    if (condition->is == ARGUMENT_GIVEN || condition->is == ARGUMENT_ABSENT) continue;
    add_condition(program, call, caller, condition, out);
  }
}
