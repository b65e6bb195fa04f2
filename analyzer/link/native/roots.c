// What C code runs on a loop, on threads and in signal handlers: callbacks that are registered,
// functions in tables that a framework calls, coroutines that a macro begins. What is marked stands
// in marks.c, loops by hand in polled.c.
#include "link/native/native.h"

Context native_context(ArgumentRole role, const KnowledgeEntry *entry) {
  switch ((int)role) {
  case ROLE_ON_LOOP:
    return CONTEXT_LOOP;
  case ROLE_ON_COROUTINE:
    return CONTEXT_COROUTINE;
  case ROLE_OFF_LOOP:
    return entry && entry->traits & TRAIT_SHARED_POOL ? CONTEXT_POOL : CONTEXT_THREAD;
  case ROLE_SIGNAL:
    return CONTEXT_SIGNAL;
  }
  return CONTEXT_COUNT;
}

static bool is_on_loop(Context context) {
  return context == CONTEXT_LOOP || context == CONTEXT_COROUTINE;
}

// `origin` but for its function.
static void mark_targets(Native *native, Targets targets, Origin origin) {
  Program *program = native->program;
  Confidence confidence = targets.count == 1 ? CONFIDENCE_RESOLVED : CONFIDENCE_PROBABLE;
  for (uint32_t i = 0; i < targets.count; i++) {
    origin.confidence = CONFIDENCE_RESOLVED; // whichever it is, it runs there
    origin.function = native->targets.at[targets.at[i]].function;
    if (origin.function == FUNCTION_NONE) continue;
    if (is_on_loop(origin.context)) root_mark(program, origin);
    origin.confidence = confidence;
    array_push(program->arena, &program->origins, origin);
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
    const KnowledgeEntry *taker = entry ? entry : native_entry(native, type);
    Context context = native_context(role, taker);
    if (context == CONTEXT_COUNT) continue;
    Targets targets = native_targets(native, site.module, site.scope, argument->value);
    Origin origin = {.context = context,
                     .module = site.module,
                     .site = site.call,
                     .entry = taker,
                     .kind = ROOT_CALLBACK};
    mark_targets(native, targets, origin);
  }
}

// ---- Tables -------------------------------------------------------------------------------------

// `ev->handler = on_read`, where knowledge says who calls that field.
static void register_field(Native *native, ModuleId module, const Binding *binding) {
  const Summary *summary = native->program->modules[module].summary;
  if (binding->kind != BINDING_ATTRIBUTE || binding->value == 0) return;
  const KnowledgeEntry *entry = native_entry(native, summary_name(summary, binding->name));
  if (!entry || entry->kind != KNOWN_SLOT) return;
  Context context = native_context(entry->roles[0].role, entry);
  if (context == CONTEXT_COUNT) return;
  Targets targets = native_targets(native, module, binding->scope, binding->value);
  Origin origin = {.context = context,
                   .module = module,
                   .site = binding->value,
                   .entry = entry,
                   .kind = ROOT_STORED};
  mark_targets(native, targets, origin);
}

// ---- Coroutines that a macro begins -------------------------------------------------------------

static Trait traits_of(const Native *native, ModuleId module, const Expr *expr) {
  if (expr->kind != EXPR_CALL) return 0;
  const KnowledgeEntry *entry = native_callee_entry(native, module, expr);
  return entry ? entry->traits : 0;
}

// Between the call that makes a stack and the one that leaves it for good stands the call that runs
// there, as `go(worker(channel))` expands to.
static void begin_flow(Native *native, Site site) {
  const Summary *summary = native->program->modules[site.module].summary;
  const Scope *scope = &summary->scopes[site.scope];
  ExprId last = 0;
  for (ExprId at = site.call + 1; at < scope->end; at++) {
    if (summary->exprs[at].kind != EXPR_CALL) continue;
    if (traits_of(native, site.module, &summary->exprs[at]) & TRAIT_ENDS_FLOW) break;
    last = at;
  }
  if (last == 0) return;
  map_insert(&native->arena, &native->flows, number_hash(site.module) ^ last, 1);
  Targets targets = native_targets(native, site.module, site.scope, summary->exprs[last].a);
  Origin origin = {.context = CONTEXT_COROUTINE,
                   .module = site.module,
                   .site = site.call,
                   .entry = native_callee_entry(native, site.module, site.expr),
                   .kind = ROOT_CALLBACK};
  mark_targets(native, targets, origin);
}

// ---- All ----------------------------------------------------------------------------------------

static void register_module(Native *native, ModuleId module) {
  const Summary *summary = native->program->modules[module].summary;
  for (BindingId id = 0; id < summary->bindings_count; id++)
    register_field(native, module, &summary->bindings[id]);
  for (ScopeId scope = 1; scope < summary->scopes_count; scope++) {
    for (ExprId at = summary->scopes[scope].begin; at < summary->scopes[scope].end; at++) {
      const Expr *expr = &summary->exprs[at];
      if (expr->kind != EXPR_CALL || expr->flags & EXPR_FLAG_DEAD) continue;
      Site site = {module, scope, at, expr};
      register_call(native, site);
      if (traits_of(native, module, expr) & TRAIT_BEGINS_FLOW) begin_flow(native, site);
    }
  }
}

void native_roots(Native *native) {
  for (ModuleId module = 0; module < native->program->input.file_count; module++)
    if (module_is_native(native->program, module)) register_module(native, module);
  native_hand_loops(native);
}
