// Coroutine objects that are used too often or too late: awaited a second time, or given back out
// of a block that is left before they run.
#include "rules/await/await.h"

#include "rules/calls.h"

const Rule rule_double_await = {
    .id = "double-await",
    .family = "await",
    .summary = "The same coroutine is awaited twice: the second time it raises RuntimeError.",
    .severity = SEVERITY_ERROR,
    .checker = &await_checker,
};

const Rule rule_return_coroutine_from_resource_scope = {
    .id = "return-coroutine-from-resource-scope",
    .family = "await",
    .summary = "A coroutine is returned out of `with` or `try`, which is left before it runs.",
    .severity = SEVERITY_WARNING,
    .checker = &await_checker,
};

// ---- What runs a coroutine ----------------------------------------------------------------------

// create_task(x), gather(x), wait_for(x, 1)
static bool is_run_by(const Uses *uses, ExprId call, ExprId value) {
  const Expr *site = &uses->summary->exprs[call];
  if (site->kind != EXPR_CALL) return false;
  const Call *known = program_call_at(uses->program, uses->module, call);
  if (!known || !known->entry || known->confidence != CONFIDENCE_RESOLVED) return false;
  for (size_t i = 0; i < COUNT_OF(known->entry->roles); i++) {
    Role role = known->entry->roles[i];
    if (role.role != ROLE_COROUTINE) continue;
    for (uint32_t j = 0; j < site->c; j++)
      if (argument_value(uses->summary, site, j) == value &&
          argument_has_role(uses->summary, site, j, role))
        return true;
  }
  return false;
}

static bool is_run(Uses *uses, ExprId read) {
  ExprUse use = (ExprUse)uses->summary->exprs[read].use;
  if (use == USE_AWAITED) return true;
  return use == USE_ARGUMENT && is_run_by(uses, uses_parent(uses, read), read);
}

// ---- Twice --------------------------------------------------------------------------------------

// Whether what is caught around `try` lets the code go on to the end of the block around it.
static bool is_caught_and_goes_on(const Summary *summary, RegionId try) {
  for (RegionId i = try + 1; i < summary->regions_count; i++) {
    const Region *region = &summary->regions[i];
    if (region->begin > summary->regions[summary->regions[try].parent].end) break;
    bool is_handler = region->kind == REGION_EXCEPT || region->kind == REGION_EXCEPT_STAR;
    if (is_handler && region->group == try && region->flow & (FLOW_FALLS | FLOW_CONTINUES))
      return true;
  }
  return false;
}

// The loop around `at` that comes back to it and does not bind the variable anew: 0 when there is
// none. What always leaves the block does not come back, but by way of a handler.
static RegionId repeating_loop(const Summary *summary, ExprId at, const Binding *binding) {
  bool goes_on = summary->exprs[at].use != USE_RETURNED;
  for (RegionId id = summary_region_at(summary, at);; id = summary->regions[id].parent) {
    const Region *region = &summary->regions[id];
    if (region->kind == REGION_BODY || summary_region_contains(summary, id, binding->region))
      return 0;
    if (!(region->flow & (FLOW_FALLS | FLOW_CONTINUES))) goes_on = false;
    if (region->kind == REGION_TRY && is_caught_and_goes_on(summary, id)) goes_on = true;
    if (region_is_loop(region)) return goes_on && at >= region->begin ? id : 0;
  }
}

// Whether the expression is evaluated whenever the statement is.
static bool is_unconditional(Uses *uses, ExprId expr) {
  for (ExprId at = uses_parent(uses, expr); at; at = uses_parent(uses, at)) {
    uint32_t kind = uses->summary->exprs[at].kind;
    if (kind == EXPR_CHOICE || kind == EXPR_LAMBDA || kind == EXPR_COMPREHENSION) return false;
  }
  return true;
}

typedef struct Runs { // of a variable: the first two places that run the coroutine in it
  ExprId first, second;
  RegionId loop; // the first is repeated in it
} Runs;

// `return await x` in a block that ends there does not lead to what follows the block.
static bool leads_to(const Summary *summary, ExprId first, ExprId second) {
  RegionId region = summary_region_at(summary, first);
  if (!summary_region_contains(summary, region, summary_region_at(summary, second))) return false;
  for (RegionId id = summary_region_at(summary, second); id != region;
       id = summary->regions[id].parent) {
    // In a handler or `finally` of the block nobody knows how far the first had come.
    uint32_t kind = summary->regions[id].kind;
    if (kind == REGION_EXCEPT || kind == REGION_EXCEPT_STAR || kind == REGION_FINALLY) return false;
  }
  return true;
}

// False where a nested function, or a use that is not known, has the variable too.
static bool find_runs(AwaitCheck *check, BindingId id, Runs *out) {
  Uses *uses = &check->uses;
  const Summary *summary = uses->summary;
  const Binding *binding = &summary->bindings[id];
  *out = (Runs){0};
  ExprId read = uses_next_read(uses, id, 0);
  for (; read; read = uses_next_read(uses, id, read + 1)) {
    ScopeId scope = summary_runner(summary, summary_scope_at(summary, read));
    if (scope != binding->scope) return false;
    if (!is_run(uses, read) || !is_unconditional(uses, read)) continue;
    if (!out->first) out->first = read;
    if (out->first == read)
      out->loop = repeating_loop(summary, read, binding);
    else if (!out->second && leads_to(summary, out->first, read))
      out->second = read;
  }
  return out->second || out->loop;
}

static bool is_only_binding(const Uses *uses, BindingId id) {
  const Summary *summary = uses->summary;
  const Binding *binding = &summary->bindings[id];
  BindingList list = summary_bindings(summary, binding->scope, summary_name(summary, binding->name),
                                      summary_name_hash(summary_name(summary, binding->name)));
  return list.count == 1;
}

static void report_twice(AwaitCheck *check, BindingId id, Runs runs) {
  Uses *uses = &check->uses;
  Str variable = summary_name(uses->summary, uses->summary->bindings[id].name);
  ExprId at = runs.second ? runs.second : runs.first;
  Finding *finding =
      finding_add(check->context, &rule_double_await, uses->module, at,
                  runs.second ? "the coroutine in `%.*s` has been awaited before"
                              : "the loop awaits the same coroutine in `%.*s` each time",
                  STR_ARG(variable));
  if (!finding) return;
  if (runs.second)
    finding_hop(check->context, finding, uses->module, summary_expr_span(uses->summary, runs.first),
                "it runs to its end here");
  finding_help(check->context, finding,
               "call the async function again for each await, or make a task, which can be awaited "
               "again");
}

static void check_variable(AwaitCheck *check, BindingId id) {
  Runs runs;
  if (!uses_is_local(&check->uses, id) || !is_only_binding(&check->uses, id)) return;
  if (find_runs(check, id, &runs)) report_twice(check, id, runs);
}

void await_check_twice(AwaitCheck *check, const Call *call) {
  const Summary *summary = check->uses.summary;
  if (call->result != RESULT_COROUTINE || call->result_confidence != CONFIDENCE_RESOLVED) return;
  if (summary->exprs[call->site].use != USE_BOUND) return;
  BindingId id = uses_binding(&check->uses, call->site);
  if (id == BINDING_NONE) return;
  const Binding *binding = &summary->bindings[id];
  if (binding->kind == BINDING_ASSIGN || binding->kind == BINDING_ANNOTATE)
    check_variable(check, id);
}

// Most parameters are something else, which their annotation says without being looked up.
static bool is_spelled_coroutine(const Summary *summary, ExprId annotation) {
  const Expr *expr = &summary->exprs[annotation];
  if (expr->kind == EXPR_SUBSCRIPT) expr = &summary->exprs[expr->a];
  uint32_t name = expr->kind == EXPR_NAME ? expr->a : expr->kind == EXPR_ATTRIBUTE ? expr->b : 0;
  return str_has_prefix(summary_name(summary, name), STR("Coroutine"));
}

static void check_parameter(AwaitCheck *check, ScopeId scope, const Parameter *parameter) {
  const Summary *summary = check->uses.summary;
  Str name = summary_name(summary, parameter->name);
  BindingList list = summary_bindings(summary, scope, name, summary_name_hash(name));
  if (list.count == 0 || summary->bindings[list.at[0]].kind != BINDING_PARAMETER) return;
  if (!uses_is_local(&check->uses, list.at[0])) return;
  ExprId read = uses_next_read(&check->uses, list.at[0], 0);
  if (read && program_result(check->uses.program, check->uses.module, read) == RESULT_COROUTINE)
    check_variable(check, list.at[0]);
}

void await_check_parameters(AwaitCheck *check) {
  const Summary *summary = check->uses.summary;
  for (ScopeId id = 0; id < summary->scopes_count; id++) {
    const Scope *scope = &summary->scopes[id];
    if (!(scope->flags & SCOPE_AWAITS)) continue;
    for (uint32_t i = 0; i < scope->parameter_count; i++) {
      const Parameter *parameter = &summary->parameters[scope->parameters + i];
      if (parameter->annotation && is_spelled_coroutine(summary, parameter->annotation))
        check_parameter(check, id, parameter);
    }
  }
}

// ---- Too late -----------------------------------------------------------------------------------

static bool has_parts_of(Uses *uses, const Region *with, ExprId call) {
  if (with->binding == BINDING_NONE) return false;
  ExprId read = uses_next_read(uses, with->binding, with->begin);
  for (; read && read < call; read = uses_next_read(uses, with->binding, read + 1))
    for (ExprId at = read; at; at = uses_parent(uses, at))
      if (at == call) return true;
  return false;
}

static bool has_handlers(const Summary *summary, RegionId try) {
  for (RegionId i = try + 1; i < summary->regions_count; i++) {
    const Region *region = &summary->regions[i];
    if (region->group == try && region->kind != REGION_TRY_ELSE) return true;
  }
  return false;
}

// The block around a `return` that is left, cleaned up or no longer guarded when the coroutine
// runs; 0 when there is none.
static RegionId left_block(const Summary *summary, RegionId from) {
  for (RegionId id = from;; id = summary->regions[id].parent) {
    const Region *region = &summary->regions[id];
    if (region->kind == REGION_BODY) return 0;
    if (region->kind == REGION_WITH || region->kind == REGION_ASYNC_WITH) return id;
    if (region->kind == REGION_TRY && has_handlers(summary, id)) return id;
  }
}

static void report_returned(AwaitCheck *check, const Call *call, RegionId block) {
  Uses *uses = &check->uses;
  const Summary *summary = uses->summary;
  const Region *region = &summary->regions[block];
  bool is_try = region->kind == REGION_TRY;
  bool is_async = (summary->scopes[region->scope].flags & SCOPE_ASYNC) != 0;
  Str name = call_name(check->context, call);
  Finding *finding = finding_add(
      check->context, &rule_return_coroutine_from_resource_scope, uses->module, call->site,
      is_try ? "the coroutine of `%.*s` is returned before it runs: this `try` sees none of its "
               "errors"
             : "the coroutine of `%.*s` is returned before it runs: this `with` has ended by then",
      STR_ARG(name));
  if (!finding) return;
  finding->confidence = call->result_confidence;
  // A plain function may guard no more than the making of the coroutine.
  bool is_sure = is_async || (!is_try && has_parts_of(uses, region, call->site));
  if (!is_sure && finding->confidence > CONFIDENCE_PROBABLE)
    finding->confidence = CONFIDENCE_PROBABLE;
  finding_hop(check->context, finding, uses->module, summary_region_span(summary, block),
              "left at the `return`");
  finding_help(check->context, finding,
               is_async ? "write `return await`"
                        : "make the function `async def`, and write `return await`");
  if (is_async) // who calls it may await twice by now
    finding_fix(check->context, finding, APPLICABILITY_UNSAFE,
                (FixStep){.kind = FIX_AWAIT, .expr = call->site});
}

void await_check_returned(AwaitCheck *check, const Call *call) {
  const Summary *summary = check->uses.summary;
  if (call->result != RESULT_COROUTINE || summary->exprs[call->site].use != USE_RETURNED) return;
  if (call->result_confidence == CONFIDENCE_POSSIBLE) return; // one of several results
  ScopeId runner = summary_runner(summary, summary_scope_at(summary, call->site));
  if (summary->scopes[runner].kind != SCOPE_FUNCTION) return;
  RegionId block = left_block(summary, summary_region_at(summary, call->site));
  if (block) report_returned(check, call, block);
}
