// State that several tasks share, as advice that is asked for: what is decided before an await and
// written behind it, loop-bound objects made before there is a loop, context variables that are set
// for good.
#include "rules/calls.h"
#include "rules/list.h"
#include "rules/uses.h"

static void check_module(RuleContext *context, ModuleId module);
static void check_call(RuleContext *context, const Call *call);

static const Checker checker = {.on_module = check_module, .on_call = check_call};

const Rule rule_race_across_await = {
    .id = "race-across-await",
    .family = "threads",
    .summary = "An attribute is read, something is awaited, and the attribute is written from what "
               "was read.",
    .severity = SEVERITY_INFO,
    .is_optional = true,
    .checker = &checker,
};

const Rule rule_module_level_asyncio_primitive = {
    .id = "module-level-asyncio-primitive",
    .family = "threads",
    .summary = "A lock, queue or event of asyncio is made as a module is imported.",
    .severity = SEVERITY_INFO,
    .is_optional = true,
    .checker = &checker,
};

const Rule rule_contextvar_not_reset = {
    .id = "contextvar-not-reset",
    .family = "threads",
    .summary = "A context variable is set in a loop that goes on, and not reset.",
    .severity = SEVERITY_INFO,
    .is_optional = true,
    .checker = &checker,
};

// ---- Races --------------------------------------------------------------------------------------

// `self.count` twice: the same name of the same variable.
static bool is_same_attribute(const Summary *summary, ExprId left, ExprId right) {
  const Expr *a = &summary->exprs[left];
  const Expr *b = &summary->exprs[right];
  if (a->kind != EXPR_ATTRIBUTE || b->kind != EXPR_ATTRIBUTE || a->b != b->b) return false;
  return summary->exprs[a->a].kind == EXPR_NAME && summary->exprs[b->a].kind == EXPR_NAME &&
         summary->exprs[a->a].a == summary->exprs[b->a].a;
}

static bool awaits_between(const Summary *summary, ExprId from, ExprId to, ScopeId scope) {
  for (ExprId at = from; at < to; at++)
    if (summary->exprs[at].kind == EXPR_AWAIT && summary_scope_at(summary, at) == scope)
      return true;
  return false;
}

// Whoever holds a lock of tasks has the attribute for itself, as far as anybody can see.
static bool is_locked(const Summary *summary, RegionId region) {
  for (; summary->regions[region].kind != REGION_BODY; region = summary->regions[region].parent)
    if (summary->regions[region].kind == REGION_ASYNC_WITH) return true;
  return false;
}

static void report_race(RuleContext *context, ModuleId module, ExprId read, Span written) {
  const Summary *summary = program_summary(rule_program(context), module);
  Str name = summary_name(summary, summary->exprs[read].b);
  Finding *finding = finding_add_span(context, &rule_race_across_await, module, written,
                                      "`%.*s` may have changed since it was read: other tasks run "
                                      "at the await in between",
                                      STR_ARG(name));
  if (!finding) return;
  finding_hop(context, finding, module, summary_expr_span(summary, read), "it is read here");
  finding_help(context, finding,
               "await first and read behind it, or hold a lock of your async "
               "library around both");
}

// `self.count += await more()`: the left side is read first.
static void check_augmented(RuleContext *context, ModuleId module, ExprId at) {
  const Summary *summary = program_summary(rule_program(context), module);
  const Expr *expr = &summary->exprs[at];
  ScopeId scope = summary_scope_at(summary, at);
  if (summary->exprs[expr->a].kind != EXPR_ATTRIBUTE) return;
  if (!awaits_between(summary, expr->a, at, scope)) return;
  if (!is_locked(summary, summary_region_at(summary, at)))
    report_race(context, module, expr->a, summary_expr_span(summary, at));
}

// The read that an attribute's new value is made of: `self.count = self.count + await more()`.
static ExprId read_in_value(Uses *uses, const Binding *binding) {
  const Summary *summary = uses->summary;
  for (ExprId at = binding->value; at > summary->scopes[binding->scope].begin; at--) {
    if (summary->exprs[at].flags & EXPR_FLAG_STORE) return 0;
    if (!is_same_attribute(summary, at, binding->extra)) continue;
    ExprId top = at;
    while (top && top != binding->value)
      top = uses_parent(uses, top);
    return top ? at : 0;
  }
  return 0;
}

// The read in a test around it: `if self.pool is None: self.pool = await connect()`.
static ExprId read_in_test(const Summary *summary, const Binding *binding) {
  for (RegionId i = binding->region; summary->regions[i].kind != REGION_BODY;
       i = summary->regions[i].parent) {
    const Region *region = &summary->regions[i];
    if (region->kind != REGION_IF || !region->subject) continue;
    for (ExprId at = region->subject; at > 0 && at + 4 > region->subject; at--)
      if (is_same_attribute(summary, at, binding->extra)) return at;
  }
  return 0;
}

static void check_binding(RuleContext *context, Uses *uses, BindingId id) {
  const Summary *summary = uses->summary;
  const Binding *binding = &summary->bindings[id];
  if (binding->kind != BINDING_ATTRIBUTE || !binding->value) return;
  if (!(summary->scopes[binding->scope].flags & SCOPE_ASYNC)) return;
  if (summary->exprs[binding->value].flags & EXPR_FLAG_AUGMENTED) return;
  ExprId read = read_in_value(uses, binding);
  if (!read) read = read_in_test(summary, binding);
  if (!read || !awaits_between(summary, read, binding->at, binding->scope)) return;
  if (!is_locked(summary, binding->region))
    report_race(context, uses->module, read, summary_binding_span(summary, id));
}

static void check_module(RuleContext *context, ModuleId module) {
  Uses uses = uses_of(context, module);
  for (ExprId at = 1; at < uses.summary->exprs_count; at++)
    if (uses.summary->exprs[at].kind == EXPR_BINARY &&
        uses.summary->exprs[at].flags & EXPR_FLAG_AUGMENTED)
      check_augmented(context, module, at);
  for (BindingId i = 0; i < uses.summary->bindings_count; i++)
    check_binding(context, &uses, i);
}

// ---- Calls --------------------------------------------------------------------------------------

static void check_primitive(RuleContext *context, const Call *call, ModuleId module) {
  Finding *finding =
      finding_add(context, &rule_module_level_asyncio_primitive, module, call->site,
                  "`%.*s` belongs to the first loop that waits for it, and is made for all",
                  STR_ARG(call->name));
  if (!finding) return;
  finding->confidence = call->confidence;
  finding_help(context, finding, "make it in the coroutine that runs the program, and pass it on");
}

static bool is_in_long_loop(const Summary *summary, ExprId at) {
  RegionId id = summary_region_at(summary, at);
  for (; summary->regions[id].kind != REGION_BODY; id = summary->regions[id].parent) {
    const Region *region = &summary->regions[id];
    if (region->kind == REGION_ASYNC_FOR) return true;
    if (region->kind == REGION_WHILE && region->flags & REGION_ENDLESS) return true;
  }
  return false;
}

static void check_set(RuleContext *context, const Call *call, ModuleId module) {
  const Summary *summary = program_summary(rule_program(context), module);
  if (summary->exprs[call->site].use != USE_DROPPED) return;
  if (!is_in_long_loop(summary, call->site)) return;
  Finding *finding = finding_add(context, &rule_contextvar_not_reset, module, call->site,
                                 "what is set here for one round is still there in the next");
  if (!finding) return;
  finding->confidence = call->confidence;
  finding_help(context, finding,
               "keep the token and `reset` it in `finally`, or run each round in a task");
}

static void check_call(RuleContext *context, const Call *call) {
  if (!call->entry || !(call->entry->traits & (TRAIT_BINDS_LOOP | TRAIT_SETS_CONTEXT))) return;
  const Program *program = rule_program(context);
  const Function *caller = program_function(program, call->caller);
  const Summary *summary = program_summary(program, caller->module);
  bool is_module = summary->scopes[caller->scope].kind == SCOPE_MODULE;
  if (call->entry->traits & TRAIT_BINDS_LOOP && is_module)
    check_primitive(context, call, caller->module);
  if (call->entry->traits & TRAIT_SETS_CONTEXT && caller->is_async)
    check_set(context, call, caller->module);
}
