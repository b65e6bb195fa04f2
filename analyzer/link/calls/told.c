// With what the loop calls a function, or goes on with it: a future that is done, where whoever
// hands it over got it from one. `future.add_done_callback(lambda f:
// loop.call_soon_threadsafe(self.finish, f))`.
#include "link/calls/calls.h"

// Whether an expression is the function itself: the lambda, or a name for it where it is defined.
static bool is_function_itself(const Summary *summary, ScopeId function, ExprId expr) {
  const Expr *at = &summary->exprs[expr];
  const Scope *scope = &summary->scopes[function];
  if (at->kind == EXPR_LAMBDA) return at->a == function;
  if (scope->kind != SCOPE_FUNCTION) return false;
  bool is_method = (scope->flags & SCOPE_METHOD) != 0;
  if (at->kind == EXPR_ATTRIBUTE) return is_method && at->b == scope->name;
  return at->kind == EXPR_NAME && !is_method && at->a == scope->name;
}

// The first argument of a call that tells those it calls of a future that is done, else 0.
static ExprId told_of_done(Program *program, ModuleId module, ExprId site) {
  const Expr *call = expr_of(program, module, site);
  if (call->kind != EXPR_CALL || call->c == 0) return 0;
  Values callee = evaluate(program, module, call->a);
  if (callee.count != 1 || callee.at[0].kind != VALUE_LIBRARY) return 0;
  const KnowledgeEntry *entry = symbol_entry(program, callee.at[0].a);
  if (!entry || !entry->tells_done) return 0;
  return summary_of(program, module)->arguments[call->b].value;
}

// Whether a function is used for nothing but callbacks of futures, where it is defined.
static bool is_done_callback(Program *program, ModuleId module, ScopeId function) {
  const Summary *summary = summary_of(program, module);
  const Scope *around = &summary->scopes[summary->scopes[function].parent];
  uint32_t uses = 0, told = 0;
  for (ExprId at = around->begin; at < around->end; at++) {
    uses += is_function_itself(summary, function, at);
    if (uses == told) continue;
    ExprId callback = told_of_done(program, module, at);
    told += callback != 0 && is_function_itself(summary, function, callback);
  }
  return uses > 0 && uses == told;
}

// `yield from self.event.wait()` before: the object's own result is there when it goes on.
bool result_is_awaited(const Walk *walk, ExprId site) {
  const Summary *summary = walk->summary;
  const Scope *scope = function_scope(walk->program, walk->function);
  Str name = summary_name(summary, scope->name);
  if (!str_equal(name, STR("__await__")) && !str_equal(name, STR("__iter__"))) return false;
  const Expr *callee = &summary->exprs[summary->exprs[site].a];
  if (callee->kind != EXPR_ATTRIBUTE || scope->parameter_count == 0) return false;
  const Expr *object = &summary->exprs[callee->a];
  if (object->kind == EXPR_CALL) object = &summary->exprs[object->a]; // super()
  NameId self = summary->parameters[scope->parameters].name;
  bool is_own = object->kind == EXPR_NAME &&
                (object->a == self || str_equal(summary_name(summary, object->a), STR("super")));
  for (ExprId at = scope->begin; is_own && at < site; at++)
    if (summary->exprs[at].kind == EXPR_YIELD || summary->exprs[at].kind == EXPR_YIELD_FROM)
      return true;
  return false;
}

// `message is None`: the variable, else 0.
static NameId asked_for_none(const Summary *summary, ExprId test) {
  const Expr *expr = &summary->exprs[test];
  if (test == 0 || expr->kind != EXPR_COMPARE || expr->b != 2 || expr->c != OPERATOR_IS) return 0;
  const Expr *left = &summary->exprs[summary->operands[expr->a]];
  const Expr *right = &summary->exprs[summary->operands[expr->a + 1]];
  bool is_none = expr_is_literal(right, LITERAL_NONE);
  return is_none && left->kind == EXPR_NAME ? left->a : 0;
}

// `message = await queue.get()`, the last time before.
static bool is_awaited_last(const Summary *summary, ScopeId scope, NameId name, ExprId before) {
  bool is_so = false;
  for (BindingId i = 0; i < summary->bindings_count; i++) {
    const Binding *binding = &summary->bindings[i];
    if (binding->scope != scope || binding->name != name || binding->at > before) continue;
    if (binding->kind == BINDING_REFINE) continue;
    is_so = binding->kind == BINDING_ASSIGN && binding->unpack == 0 && binding->value != 0 &&
            summary->exprs[binding->value].kind == EXPR_AWAIT;
  }
  return is_so;
}

// `if message is None: task.result()`: what is thrown away is asked for its error, and nothing has
// come since the task has ended.
bool result_is_told(const Walk *walk, ExprId site) {
  const Summary *summary = walk->summary;
  if (summary->exprs[site].use != USE_DROPPED) return false;
  RegionId at = summary_region_at(summary, site);
  const Region *region = &summary->regions[at];
  NameId name = region->kind == REGION_IF ? asked_for_none(summary, region->subject) : 0;
  return name != 0 && is_awaited_last(summary, region->scope, name, region->subject);
}

bool call_hands_done(const Walk *walk, ExprId site) {
  const Summary *summary = walk->summary;
  const Expr *call = &summary->exprs[site];
  ScopeId function = function_state(walk->program, walk->function)->public.scope;
  const Scope *scope = &summary->scopes[function];
  uint32_t first = (scope->flags & SCOPE_METHOD) != 0;
  if (call->kind != EXPR_CALL || scope->parameter_count <= first) return false;
  NameId future = summary->parameters[scope->parameters + first].name;
  for (uint32_t i = 1; i < call->c; i++) {
    const Expr *handed = &summary->exprs[summary->arguments[call->b + i].value];
    if (!expr_is_name(handed, future)) continue;
    return is_done_callback(walk->program, walk->module, function);
  }
  return false;
}
