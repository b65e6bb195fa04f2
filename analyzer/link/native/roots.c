// What C code runs on a loop: callbacks that are registered with one, functions in tables that a
// framework calls, functions that are marked, and what a hand-written loop calls after it has
// waited.
#include "link/native/native.h"

static bool is_on_loop(ArgumentRole role) {
  return role == ROLE_ON_LOOP || role == ROLE_ON_COROUTINE;
}

static void mark_targets(Native *native, Targets targets, RootKind kind, ModuleId module,
                         ExprId site, const KnowledgeEntry *entry) {
  for (uint32_t i = 0; i < targets.count; i++) {
    FunctionId function = native->targets.at[targets.at[i]].function;
    if (function != FUNCTION_NONE) root_mark(native->program, function, kind, module, site, entry);
  }
}

// ---- Registrations ------------------------------------------------------------------------------

typedef struct Site { // a call of something by its name
  ModuleId module;
  ScopeId scope;
  ExprId call;
  const Expr *expr;
} Site;

// What the function's own entry says of its arguments, else what the types of its parameters do.
static void register_call(Native *native, Site site) {
  const Summary *summary = native->program->modules[site.module].summary;
  const KnowledgeEntry *entry = native_callee_entry(native, site.module, site.expr);
  for (uint32_t i = 0; i < site.expr->c; i++) {
    const Argument *argument = &summary->arguments[site.expr->b + i];
    Str type = summary_name(summary, argument->keyword);
    ArgumentRole role = knowledge_argument_role_c(native->program->knowledge, entry, (int)i, type);
    if (!is_on_loop(role)) continue;
    Targets targets = native_targets(native, site.module, site.scope, argument->value);
    mark_targets(native, targets, ROOT_CALLBACK, site.module, site.call,
                 entry ? entry : native_entry(native, type));
  }
}

// ---- Tables and marks ---------------------------------------------------------------------------

// `ev->handler = on_read`, where knowledge says who calls that field.
static void register_field(Native *native, ModuleId module, const Binding *binding) {
  const Summary *summary = native->program->modules[module].summary;
  if (binding->kind != BINDING_ATTRIBUTE || binding->value == 0) return;
  const KnowledgeEntry *entry = native_entry(native, summary_name(summary, binding->name));
  if (!entry || entry->kind != KNOWN_SLOT || !is_on_loop(entry->roles[0].role)) return;
  Targets targets = native_targets(native, module, binding->scope, binding->value);
  mark_targets(native, targets, ROOT_STORED, module, binding->value, entry);
}

static bool has_mark(const Summary *summary, const Scope *scope, Str mark) {
  for (uint32_t i = 0; i < scope->decorator_count; i++) {
    const Expr *expr = &summary->exprs[summary->operands[scope->decorators + i]];
    if (expr->kind == EXPR_LITERAL && expr->a == LITERAL_STRING &&
        str_equal(summary_name(summary, expr->b), mark))
      return true;
  }
  return false;
}

// A mark at the definition, or at a prototype of it elsewhere.
static void mark_function(Native *native, ModuleId module, ScopeId id) {
  const Summary *summary = native->program->modules[module].summary;
  const Scope *scope = &summary->scopes[id];
  if (scope->kind != SCOPE_FUNCTION || scope->decorator_count == 0) return;
  if (!has_mark(summary, scope, STR("loop")) && !has_mark(summary, scope, STR("coroutine"))) return;
  FunctionId functions[NATIVE_MAX_NAMESAKES];
  Named named = native_name(native, module, 0, scope->name);
  uint32_t count = native_functions(native, named, module, functions, NATIVE_MAX_NAMESAKES);
  for (uint32_t i = 0; i < count; i++)
    root_mark(native->program, functions[i], ROOT_MARKED, module, 0, NULL);
}

// A function of which the project says that it runs on the loop.
static void mark_own(Native *native, ModuleId module, ScopeId id) {
  const Summary *summary = native->program->modules[module].summary;
  const Scope *scope = &summary->scopes[id];
  if (scope->kind != SCOPE_FUNCTION || scope->flags & SCOPE_STUB) return;
  const KnowledgeEntry *entry = native_entry(native, summary_name(summary, scope->name));
  if (!entry || !is_on_loop(entry->runs_as)) return;
  root_mark(native->program, function_get(native->program, module, id), ROOT_MARKED, module, 0,
            entry);
}

// ---- Loops by hand ------------------------------------------------------------------------------

// A loop that waits for events and then calls at least so many functions of the project is an event
// loop; one that calls fewer waits for one thing, and again when it was interrupted.
#define HAND_LOOP_MIN_CALLS 3

static bool is_loop_region(const Region *region) {
  return region->kind == REGION_WHILE && (region->flags & REGION_ENDLESS || region->subject == 0);
}

static uint32_t called_functions(Native *native, ModuleId module, ScopeId scope, ExprId call,
                                 FunctionId *out, uint32_t capacity) {
  const Summary *summary = native->program->modules[module].summary;
  const Expr *callee = &summary->exprs[summary->exprs[call].a];
  if (callee->kind != EXPR_NAME) return 0;
  Named named = native_name(native, module, scope, callee->a);
  return native_functions(native, named, module, out, capacity);
}

// The entry of the call in a region that waits for events, NULL when there is none.
static const KnowledgeEntry *poller_in(Native *native, ModuleId module, const Region *region) {
  const Summary *summary = native->program->modules[module].summary;
  for (ExprId at = region->begin; at < region->end; at++) {
    const Expr *expr = &summary->exprs[at];
    if (expr->kind != EXPR_CALL) continue;
    const KnowledgeEntry *entry = native_callee_entry(native, module, expr);
    if (entry && entry->effect == EFFECT_POLL) return entry;
  }
  return NULL;
}

static void run_hand_loop(Native *native, ModuleId module, const Region *region) {
  const Summary *summary = native->program->modules[module].summary;
  const KnowledgeEntry *poller = poller_in(native, module, region);
  FunctionId first[1];
  uint32_t calls = 0;
  for (ExprId at = region->begin; poller && at < region->end; at++)
    if (summary->exprs[at].kind == EXPR_CALL)
      calls += called_functions(native, module, region->scope, at, first, 1);
  if (calls < HAND_LOOP_MIN_CALLS) return;
  for (ExprId at = region->begin; at < region->end; at++) {
    if (summary->exprs[at].kind != EXPR_CALL) continue;
    if (native_place(native, module, region->scope, at) != PLACE_PLAIN) continue;
    if (called_functions(native, module, region->scope, at, first, 1) == 1)
      root_mark(native->program, first[0], ROOT_POLLED, module, at, poller);
  }
}

// ---- All ----------------------------------------------------------------------------------------

static void register_module(Native *native, ModuleId module) {
  const Summary *summary = native->program->modules[module].summary;
  for (BindingId id = 0; id < summary->bindings_count; id++)
    register_field(native, module, &summary->bindings[id]);
  for (RegionId id = 0; id < summary->regions_count; id++)
    if (is_loop_region(&summary->regions[id])) run_hand_loop(native, module, &summary->regions[id]);
  for (ScopeId scope = 1; scope < summary->scopes_count; scope++) {
    mark_function(native, module, scope);
    mark_own(native, module, scope);
    for (ExprId at = summary->scopes[scope].begin; at < summary->scopes[scope].end; at++) {
      const Expr *expr = &summary->exprs[at];
      if (expr->kind == EXPR_CALL && !(expr->flags & EXPR_FLAG_DEAD))
        register_call(native, (Site){module, scope, at, expr});
    }
  }
}

void native_roots(Native *native) {
  for (ModuleId module = 0; module < native->program->input.file_count; module++)
    if (module_is_native(native->program, module)) register_module(native, module);
}
