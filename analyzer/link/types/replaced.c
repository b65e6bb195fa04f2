// Attributes that are not what the class says: methods of libraries that a module replaces, what a
// function puts in the place of a method, and what a test does not want to run.
#include "link/types/containers.h"

// ---- Methods of libraries -----------------------------------------------------------------------

// Masks of names of one file hold their numbers, which spread well enough.
static void add_name(NameMask *mask, NameId name) {
  mask_add(mask, name);
}
static bool has_name(const NameMask *mask, NameId name) {
  return mask_has(mask, name);
}

// `self.executor.submit = …`: what stands in a field is given something else under the name.
static bool replaces(const Summary *summary, ExprId at) {
  const Expr *expr = &summary->exprs[at];
  return expr->kind == EXPR_ATTRIBUTE && expr->flags & EXPR_FLAG_STORE &&
         summary->exprs[expr->a].kind == EXPR_ATTRIBUTE;
}

static const NameMask *replaced_names(Program *program, ModuleId module) {
  const Summary *summary = summary_of(program, module);
  NameMask *mask = arena_push(program->arena, NameMask, 1);
  for (ExprId at = 1; at < summary->exprs_count; at++)
    if (replaces(summary, at)) add_name(mask, summary->exprs[at].b);
  return mask;
}

bool attribute_is_replaced(Program *program, ModuleId module, NameId name) {
  Module *at = module_of(program, module);
  if (!at->replaced) at->replaced = replaced_names(program, module);
  if (!has_name(at->replaced, name)) return false;
  for (ExprId i = 1; i < at->summary->exprs_count; i++)
    if (at->summary->exprs[i].b == name && replaces(at->summary, i)) return true;
  return false;
}

// ---- In a function ------------------------------------------------------------------------------

// Whether a binding sets the attribute of that name of that variable.
static bool sets(const Summary *summary, const Binding *binding, const Expr *attribute) {
  if (binding->kind != BINDING_ATTRIBUTE || binding->name != attribute->b) return false;
  const Expr *object = &summary->exprs[summary->exprs[binding->extra].a];
  return expr_is_name(object, summary->exprs[attribute->a].a);
}

static void add_given(NameMask *mask, const Summary *summary, BindingList attributes) {
  for (uint32_t i = 0; i < attributes.count; i++) {
    const Binding *binding = &summary->bindings[attributes.at[i]];
    const Expr *object = &summary->exprs[summary->exprs[binding->extra].a];
    if (object->kind == EXPR_NAME) add_name(mask, binding->name);
  }
}

// `client.get = cached(client.get)`: names of attributes of variables that are given something.
static const NameMask *given_names(Program *program, ModuleId module) {
  const Summary *summary = summary_of(program, module);
  NameMask *mask = arena_push(program->arena, NameMask, 1);
  for (ScopeId scope = 0; scope < summary->scopes_count; scope++)
    if (summary->scopes[scope].kind == SCOPE_CLASS)
      add_given(mask, summary, summary_fields(summary, scope));
  add_given(mask, summary, summary_unlisted(summary));
  return mask;
}

bool method_is_replaced(Program *program, ModuleId module, ExprId id) {
  Module *at = module_of(program, module);
  const Summary *summary = at->summary;
  const Expr *attribute = &summary->exprs[id];
  if (summary->exprs[attribute->a].kind != EXPR_NAME) return false;
  if (!at->given) at->given = given_names(program, module);
  if (!has_name(at->given, attribute->b)) return false;
  ScopeId scope = scope_at(program, module, id);
  BindingId binding = bindings_from(summary, summary->scopes[scope].begin);
  for (; binding < summary->bindings_count && summary->bindings[binding].at < id; binding++) {
    const Binding *one = &summary->bindings[binding];
    bool is_set = one->scope == scope && one->extra != id && sets(summary, one, attribute);
    if (is_set && !(one->flags & BINDING_DEAD)) return true;
  }
  return false;
}

bool attribute_is_mocked(Program *program, ModuleId module, ExprId id) {
  const Module *at = module_of(program, module);
  const Summary *summary = at->summary;
  const Expr *attribute = &summary->exprs[id];
  if (!at->is_test || summary->exprs[attribute->a].kind != EXPR_NAME) return false;
  ScopeId scope = scope_at(program, module, id);
  BindingId binding = bindings_from(summary, summary->scopes[scope].begin);
  for (; binding < summary->bindings_count && summary->bindings[binding].at < id; binding++) {
    const Binding *one = &summary->bindings[binding];
    bool is_set = one->scope == scope && one->value != 0 && sets(summary, one, attribute);
    if (is_set && kept_is_unknown(program, evaluate_kept(program, module, one->value))) return true;
  }
  return false;
}
