// Decorators of a project that keep what a function gives, by the arguments of its calls: `cache =
// {}` around a wrapper that looks into it, calls the function and stores what that gives.
#include "link/program.h"
#include "link/types/spelled.h"

// A variable from around the wrapper, or of the module.
static bool is_from_around(Program *program, ModuleId module, ScopeId wrapper, NameId name) {
  return scope_bindings(program, module, wrapper, atom_of(program, module, name)).count == 0;
}

static bool is_looked_into(const Summary *summary, ExprId begin, ExprId end, NameId container) {
  for (ExprId at = begin; at < end; at++) {
    const Expr *expr = &summary->exprs[at];
    if (!expr_is_name(expr, container)) continue;
    if (expr->use == USE_COMPARED || expr->use == USE_OBJECT || expr->use == USE_SUBSCRIPTED)
      return true;
  }
  return false;
}

// Whether what a call gives is stored in something, at once or by a name.
static bool is_result_stored(const Summary *summary, ExprId call, ExprId end) {
  if (summary->exprs[call].use == USE_STORED) return true;
  BindingId id = bindings_from(summary, call);
  const Binding *binding = id < summary->bindings_count ? &summary->bindings[id] : NULL;
  if (!binding || binding->value != call || binding->kind != BINDING_ASSIGN) return false;
  for (ExprId at = call + 1; at < end; at++) {
    const Expr *expr = &summary->exprs[at];
    if (expr_is_name(expr, binding->name) && expr->use == USE_STORED) return true;
  }
  return false;
}

bool memo_keeps(Program *program, FunctionId maker, FunctionId wrapper, uint32_t index) {
  if (wrapper == FUNCTION_NONE || function_state(program, wrapper)->public.is_async) return false;
  const Function *public = &function_state(program, wrapper)->public;
  const Scope *outer = function_scope(program, maker), *scope = function_scope(program, wrapper);
  if (public->module != function_state(program, maker)->public.module) return false;
  if (index >= outer->parameter_count) return false;
  const Summary *summary = summary_of(program, public->module);
  ExprId call = only_call_of(summary, scope, summary->parameters[outer->parameters + index].name);
  if (call == 0 || !is_result_stored(summary, call, scope->end)) return false;
  for (ExprId at = call + 1; at < scope->end; at++) {
    const Expr *store = &summary->exprs[at];
    if (store->kind != EXPR_SUBSCRIPT || !(store->flags & EXPR_FLAG_STORE)) continue;
    const Expr *container = &summary->exprs[store->a];
    if (container->kind != EXPR_NAME || !is_looked_into(summary, scope->begin, call, container->a))
      continue;
    if (is_from_around(program, public->module, public->scope, container->a)) return true;
  }
  return false;
}
