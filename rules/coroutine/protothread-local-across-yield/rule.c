// A coroutine without a stack: a function that returns to suspend, and is resumed by a switch that
// jumps to a label behind. Its macros expand to `state = 42; case 42: if (!ready) return`. What is
// lost on the way, an automatic variable, or where the jump ends, in another switch, is seen from
// that shape; no library is named.
#include "rules/list.h"

static void check_function(RuleContext *context, FunctionId function);

static const Checker checker = {.on_function = check_function, .reads = READS_C};

const Rule rule_protothread_local_across_yield = {
    .id = "protothread-local-across-yield",
    .family = "coroutine",
    .summary = "A coroutine without a stack uses a local variable from before it was suspended.",
    .severity = SEVERITY_ERROR,
    .checker = &checker,
};

#define LOCALS_MAX      21 // three facts for each
#define SUSPENSIONS_MAX 64

// ---- Suspensions --------------------------------------------------------------------------------

typedef struct Suspensions {
  ExprId labels[SUSPENSIONS_MAX]; // that the function is resumed at
  uint32_t count;
} Suspensions;

// What a value is kept in from call to call: a field, or a static variable. 0 for others.
static NameId state_name(const Summary *summary, ScopeId scope, const Expr *expr) {
  if (expr->kind == EXPR_ATTRIBUTE) return expr->b;
  if (expr->kind != EXPR_NAME) return 0;
  Str name = summary_name(summary, expr->a);
  BindingList list = summary_bindings(summary, scope, name, summary_name_hash(name));
  bool is_static = list.count > 0 && summary->bindings[list.at[0]].flags & BINDING_INTERNAL;
  return is_static || list.count == 0 ? expr->a : 0;
}

static bool is_number(const Summary *summary, ExprId expr, uint32_t value) {
  const Expr *literal = &summary->exprs[expr];
  return expr != 0 && expr_is_literal(literal, LITERAL_INT) && literal->b == value;
}

// The store of a label's value right before it: what is stored into.
static NameId stored_before(const Summary *summary, ExprId label) {
  uint32_t low = 0, high = summary->bindings_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (summary->bindings[middle].at <= label)
      low = middle + 1;
    else
      high = middle;
  }
  for (; low > 0 && summary->bindings[low - 1].at == label; low--)
    if (is_number(summary, summary->bindings[low - 1].value, summary->exprs[label].b))
      return summary->bindings[low - 1].name;
  return 0;
}

// Between the store and the label, or in a branch right behind it, the function returns.
static bool returns_at(const Summary *summary, ScopeId scope, ExprId label) {
  RegionId around = summary_region_at(summary, label);
  RegionId first = around + 1;
  while (first < summary->regions_count &&
         (summary->regions[first].begin <= label || summary->regions[first].parent != around))
    first++;
  for (uint32_t i = 0; i < summary->exits_count; i++) {
    const Exit *exit = &summary->exits[i];
    if (exit->kind != EXIT_RETURN || exit->scope != scope) continue;
    if (exit->at == label) return true;
    bool is_behind = first < summary->regions_count && exit->region == first &&
                     summary->regions[first].kind == REGION_IF;
    if (is_behind) return true;
  }
  return false;
}

static RegionId case_around(const Summary *summary, ExprId label) {
  RegionId at = summary_region_at(summary, label);
  while (summary->regions[at].kind != REGION_CASE && summary->regions[at].kind != REGION_BODY)
    at = summary->regions[at].parent;
  return at;
}

static bool switches_on(const Summary *summary, const Region *region, NameId state) {
  if (region->kind != REGION_CASE || region->subject == 0) return false;
  const Expr *subject = &summary->exprs[region->subject];
  NameId name = subject->kind == EXPR_ATTRIBUTE ? subject->b
                : subject->kind == EXPR_NAME    ? subject->a
                                                : 0;
  return name == state;
}

// ---- Labels in the wrong switch -----------------------------------------------------------------

static void report_switch(RuleContext *context, ModuleId module, const Summary *summary,
                          RegionId inner, ExprId label) {
  Finding *finding = finding_add_span(
      context, &rule_protothread_local_across_yield, module, summary_region_span(summary, inner),
      "the coroutine is suspended inside of a `switch` and cannot be resumed there");
  if (!finding) return;
  finding_hop(context, finding, module, summary_expr_span(summary, label),
              "the label to go on from belongs to the inner `switch`");
  finding_help(context, finding, "use `if` and `else` around what suspends");
}

// Whether the label is one to be resumed at; tells when it is in the wrong switch.
static bool is_suspension(RuleContext *context, ModuleId module, const Summary *summary,
                          ScopeId scope, ExprId label) {
  NameId state = stored_before(summary, label);
  if (state == 0 || !returns_at(summary, scope, label)) return false;
  RegionId inner = case_around(summary, label);
  if (switches_on(summary, &summary->regions[inner], state))
    return state_name(summary, scope, &summary->exprs[summary->regions[inner].subject]) != 0;
  for (RegionId at = inner; summary->regions[at].kind != REGION_BODY;
       at = summary->regions[at].parent)
    if (switches_on(summary, &summary->regions[at], state)) {
      report_switch(context, module, summary, inner, label);
      break;
    }
  return false;
}

static void find_suspensions(RuleContext *context, ModuleId module, const Summary *summary,
                             ScopeId scope, Suspensions *out) {
  const Scope *function = &summary->scopes[scope];
  for (ExprId at = function->begin; at < function->end && out->count < SUSPENSIONS_MAX; at++) {
    const Expr *expr = &summary->exprs[at];
    bool is_label =
        expr->kind == EXPR_LITERAL && expr->use == USE_MATCHED && expr->a == LITERAL_INT;
    if (is_label && is_suspension(context, module, summary, scope, at))
      out->labels[out->count++] = at;
  }
}

// ---- Variables ----------------------------------------------------------------------------------

typedef struct Local {
  NameId name;
  ExprId read;       // the first that finds it lost
  ExprId suspension; // where
} Local;

typedef struct Locals {
  const Summary *summary;
  ScopeId scope;
  const Suspensions *suspensions;
  Local at[LOCALS_MAX];
  uint32_t count;
} Locals;

// Three facts of each variable: it has no value yet; it was given one behind the beginning of the
// switch; what it was given was lost.
#define UNSET(number)   (UINT64_C(1) << (number))
#define CHANGED(number) (UINT64_C(1) << ((number) + LOCALS_MAX))
#define LOST(number)    (UINT64_C(1) << ((number) + 2 * LOCALS_MAX))
#define ALL_UNSET       (UNSET(LOCALS_MAX) - 1)

static uint32_t local_number(Locals *locals, NameId name) {
  for (uint32_t i = 0; i < locals->count; i++)
    if (locals->at[i].name == name) return i;
  return LOCALS_MAX;
}

static bool is_automatic(const Locals *locals, NameId name) {
  Str text = summary_name(locals->summary, name);
  BindingList list =
      summary_bindings(locals->summary, locals->scope, text, summary_name_hash(text));
  for (uint32_t i = 0; i < list.count; i++) {
    const Binding *binding = &locals->summary->bindings[list.at[i]];
    bool is_kept = binding->flags & (BINDING_INTERNAL | BINDING_GLOBAL);
    if (is_kept || binding->kind == BINDING_PARAMETER) return false;
  }
  return list.count > 0;
}

// A declaration without an initialiser, `int n;`: nothing was evaluated for it.
static bool is_bare(const Summary *summary, const Binding *binding) {
  return binding->kind == BINDING_ASSIGN && binding->value == 0 && binding->at > 0 &&
         summary->exprs[binding->at - 1].use != USE_BOUND;
}

// What the macros of a suspension set themselves, right before they return, is for the test behind.
static bool is_part_of_suspension(const Locals *locals, const Binding *binding) {
  const Summary *summary = locals->summary;
  uint32_t id = (uint32_t)(binding - summary->bindings);
  uint32_t start = summary_binding_span(summary, id).start;
  for (uint32_t i = 0; i < locals->suspensions->count; i++) {
    ExprId label = locals->suspensions->labels[i];
    if (label >= binding->at && summary_expr_span(summary, label).start == start) return true;
  }
  return false;
}

static bool is_inside_switch(const Locals *locals, const Binding *binding) {
  const Summary *summary = locals->summary;
  RegionId around = case_around(summary, locals->suspensions->labels[0]);
  return binding->at >= summary->regions[around].begin && !is_part_of_suspension(locals, binding);
}

static void on_binding(void *context, BindingId id, FlowState *state) {
  Locals *locals = context;
  const Binding *binding = &locals->summary->bindings[id];
  if (binding->kind == BINDING_ATTRIBUTE || binding->scope != locals->scope) return;
  uint32_t number = local_number(locals, binding->name);
  if (number == LOCALS_MAX || is_bare(locals->summary, binding)) return;
  state->may &= ~(UNSET(number) | LOST(number));
  if (is_inside_switch(locals, binding)) state->may |= CHANGED(number);
}

// What gets the address of a variable may fill it.
static void on_address(Locals *locals, const Expr *expr, FlowState *state) {
  const Expr *object = &locals->summary->exprs[expr->a];
  if (object->kind != EXPR_NAME) return;
  uint32_t number = local_number(locals, object->a);
  if (number != LOCALS_MAX) state->may &= ~(UNSET(number) | LOST(number));
}

static bool is_addressed(const Summary *summary, ExprId name) {
  const Expr *next = &summary->exprs[name + 1];
  return name + 1 < summary->exprs_count && next->kind == EXPR_UNARY &&
         next->c == OPERATOR_ADDRESS && next->a == name;
}

static void on_expr(void *context, ExprId id, FlowState *state) {
  Locals *locals = context;
  const Expr *expr = &locals->summary->exprs[id];
  if (expr->kind == EXPR_UNARY && expr->c == OPERATOR_ADDRESS) on_address(locals, expr, state);
  if (expr->kind != EXPR_NAME || is_addressed(locals->summary, id)) return;
  uint32_t number = local_number(locals, expr->a);
  if (number == LOCALS_MAX || !(state->may & LOST(number)) || locals->at[number].read != 0) return;
  locals->at[number].read = id;
}

// The function begins anew and jumps here: what was not set before the switch has no value, what
// was changed behind its beginning has the old one.
static void on_label(void *context, ExprId label, const FlowState *begun, FlowState *state) {
  Locals *locals = context;
  bool is_resumed = false;
  for (uint32_t i = 0; i < locals->suspensions->count; i++)
    is_resumed |= locals->suspensions->labels[i] == label;
  for (uint32_t i = 0; is_resumed && i < locals->count; i++)
    if (begun->may & UNSET(i) || state->may & CHANGED(i)) state->may |= LOST(i);
}

// Whether the whole variable is ever given a value in one of its bindings: arrays and records,
// which others fill, are left alone.
static bool has_values(const Locals *locals, NameId name) {
  Str text = summary_name(locals->summary, name);
  BindingList list =
      summary_bindings(locals->summary, locals->scope, text, summary_name_hash(text));
  for (uint32_t i = 0; i < list.count; i++)
    if (!is_bare(locals->summary, &locals->summary->bindings[list.at[i]])) return true;
  return false;
}

static void find_locals(Locals *locals) {
  const Summary *summary = locals->summary;
  for (BindingId id = 0; id < summary->bindings_count && locals->count < LOCALS_MAX; id++) {
    const Binding *binding = &summary->bindings[id];
    if (binding->scope != locals->scope || binding->kind != BINDING_ASSIGN) continue;
    if (local_number(locals, binding->name) != LOCALS_MAX) continue;
    if (is_automatic(locals, binding->name) && has_values(locals, binding->name))
      locals->at[locals->count++] = (Local){.name = binding->name};
  }
}

// ---- Checking -----------------------------------------------------------------------------------

static ExprId suspension_before(const Suspensions *suspensions, ExprId read) {
  ExprId found = suspensions->labels[0];
  for (uint32_t i = 0; i < suspensions->count; i++)
    if (suspensions->labels[i] < read) found = suspensions->labels[i];
  return found;
}

static void report(RuleContext *context, ModuleId module, const Locals *locals,
                   const Local *local) {
  Str name = summary_name(locals->summary, local->name);
  Finding *finding = finding_add(
      context, &rule_protothread_local_across_yield, module, local->read,
      "`%.*s` has lost its value: the coroutine was suspended since it was set", STR_ARG(name));
  if (!finding) return;
  ExprId label = suspension_before(locals->suspensions, local->read);
  finding_hop(context, finding, module, summary_expr_span(locals->summary, label),
              "the function returns here, and begins anew");
  finding_help(context, finding,
               "keep `%.*s` in the record of the coroutine, or declare it `static` when there is "
               "only one",
               STR_ARG(name));
}

static void check_function(RuleContext *context, FunctionId id) {
  static const FlowVisitor visitor = {
      .on_expr = on_expr, .on_binding = on_binding, .on_label = on_label};
  const Function *function = program_function(rule_program(context), id);
  const Summary *summary = program_summary(rule_program(context), function->module);
  Suspensions suspensions = {0};
  find_suspensions(context, function->module, summary, function->scope, &suspensions);
  if (suspensions.count == 0) return;
  Locals locals = {.summary = summary, .scope = function->scope, .suspensions = &suspensions};
  find_locals(&locals);
  flow_walk(rule_scratch(context), summary, function->scope, ALL_UNSET, &visitor, &locals);
  for (uint32_t i = 0; i < locals.count; i++)
    if (locals.at[i].read != 0) report(context, function->module, &locals, &locals.at[i]);
}
