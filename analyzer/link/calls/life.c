// What an object is told when it is made in a class, and what it does when it goes.
#include "link/calls/calls.h"

// `name = Column()` in a class tells the object its name.
void walk_set_name(Walk *walk, ExprId site, ClassId class_id) {
  const Summary *summary = walk->summary;
  if (summary->exprs[site].use != USE_BOUND) return;
  Value object = {.kind = VALUE_INSTANCE, .a = class_id, .b = INSTANCE_EXACT};
  if (!silent_may_run(walk->program, object, special_name(walk->program, SPECIAL_SET_NAME))) return;
  if (summary->scopes[scope_at(walk->program, walk->module, site)].kind != SCOPE_CLASS) return;
  walk_method(walk, site, object, SPECIAL_SET_NAME, CONFIDENCE_RESOLVED, CALL_OPERATOR);
}

// ---- The end of an object -----------------------------------------------------------------------

static void run_end(Walk *walk, ExprId site, ClassId class_id) {
  Value object = {.kind = VALUE_INSTANCE, .a = class_id, .b = INSTANCE_EXACT};
  walk_method(walk, site, object, SPECIAL_DEL, CONFIDENCE_PROBABLE, CALL_OPERATOR);
}

void walk_dropped(Walk *walk, ExprId site, ClassId class_id) {
  if (walk->summary->exprs[site].use == USE_DROPPED) run_end(walk, site, class_id);
}

// Uses of a name that keep no reference to the object.
#define USES_THAT_LET_GO                                                                           \
  (1u << USE_OBJECT | 1u << USE_TESTED | 1u << USE_COMPARED | 1u << USE_IDENTITY |                 \
   1u << USE_FORMATTED | 1u << USE_DELETED)
// Expressions of a function that are looked at for other uses of a name that is deleted.
#define DELETED_MAX_EXPRS 2000

static bool is_kept_elsewhere(const Summary *summary, const Scope *scope, NameId name) {
  for (ExprId at = scope->begin; at < scope->end; at++) {
    const Expr *expr = &summary->exprs[at];
    if (expr_is_name(expr, name) && !(USES_THAT_LET_GO >> expr->use & 1u)) return true;
  }
  return false;
}

// The only value that a variable of the function is given; 0 when there are several.
static ExprId only_value(const Walk *walk, ScopeId scope, NameId name) {
  BindingList list = scope_bindings(walk->program, walk->module, scope,
                                    atom_of(walk->program, walk->module, name));
  ExprId value = 0;
  for (uint32_t i = 0; i < list.count; i++) {
    const Binding *binding = &walk->summary->bindings[list.at[i]];
    if (binding->kind == BINDING_DELETE) continue;
    if (binding->kind != BINDING_ASSIGN || binding->unpack != 0 || value) return 0;
    value = binding->value;
  }
  return value;
}

// `del name` of an object that nobody else has.
void walk_deleted(Walk *walk, ExprId site) {
  const Expr *expr = &walk->summary->exprs[site];
  const Scope *scope = function_scope(walk->program, walk->function);
  ScopeId id = function_state(walk->program, walk->function)->public.scope;
  bool is_local =
      expr->kind == EXPR_NAME && id != 0 && scope->end - scope->begin < DELETED_MAX_EXPRS;
  ExprId made = is_local ? only_value(walk, id, expr->a) : 0;
  if (made == 0 || walk->summary->exprs[made].kind != EXPR_CALL) return;
  Values class = evaluate(walk->program, walk->module, walk->summary->exprs[made].a);
  if (class.count != 1 || class.at[0].kind != VALUE_CLASS || class.is_open) return;
  if (!is_kept_elsewhere(walk->summary, scope, expr->a)) run_end(walk, site, class.at[0].a);
}
