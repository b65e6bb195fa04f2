// Timeouts. One works by cancelling what is awaited inside; where nothing is awaited, or where a
// call holds the thread, it cannot. Told from the calls that make them.
#include "rules/calls.h"
#include "rules/list.h"
#include "rules/uses.h"
#include "rules/ways.h"

static void check_call(RuleContext *context, const Call *call);

static const Checker checker = {.on_call = check_call};

const Rule rule_timeout_cannot_interrupt_blocking = {
    .id = "timeout-cannot-interrupt-blocking",
    .family = "cancellation",
    .summary = "A timeout is put around a blocking call, which it cannot end.",
    .severity = SEVERITY_ERROR,
    .checker = &checker,
};

const Rule rule_timeout_without_await = {
    .id = "timeout-without-await",
    .family = "cancellation",
    .summary = "Nothing is awaited inside a timeout: it can never strike.",
    .aliases = "ASYNC100 ASYNC912 S7490",
    .severity = SEVERITY_WARNING,
    .checker = &checker,
};

const Rule rule_delayed_relative_timeout = {
    .id = "delayed-relative-timeout",
    .family = "cancellation",
    .summary = "A timeout is made first and entered later: its time runs meanwhile.",
    .aliases = "ASYNC122",
    .severity = SEVERITY_WARNING,
    .checker = &checker,
};

const Rule rule_constant_absolute_deadline = {
    .id = "constant-absolute-deadline",
    .family = "cancellation",
    .summary = "A point in time on the loop's clock is given as a number.",
    .aliases = "ASYNC125",
    .severity = SEVERITY_WARNING,
    .checker = &checker,
};

typedef struct Timeout { // while it is looked at
  RuleContext *context;
  const Program *program;
  const Call *call; // what makes it
  const Summary *summary;
  Array(FunctionId) seen; // coroutines that are awaited inside, in order; some have callers there
} Timeout;

// ---- Its block ----------------------------------------------------------------------------------

// The block of a `with` item, 0 when the expression is none.
static RegionId block_of(const Summary *summary, ExprId manager) {
  uint8_t use = (uint8_t)summary->exprs[manager].use;
  return use == USE_ENTERED || use == USE_ASYNC_ENTERED ? uses_block(summary, manager) : 0;
}

// ---- What blocks inside -------------------------------------------------------------------------

// What one waits for with a timeout in mind. Work that takes long is told where it stands.
#define WAITS                                                                                      \
  (1u << EFFECT_SLEEP | 1u << EFFECT_HTTP | 1u << EFFECT_SUBPROCESS | 1u << EFFECT_PROCESS_WAIT |  \
   1u << EFFECT_NETWORK | 1u << EFFECT_DNS | 1u << EFFECT_POLL | 1u << EFFECT_IPC |                \
   1u << EFFECT_DATABASE | 1u << EFFECT_LOCK | 1u << EFFECT_INPUT | 1u << EFFECT_CLOUD_SDK)

// Coroutines behind coroutines are followed so far.
#define SEEN_MAX 64

static bool is_seen(const Timeout *timeout, FunctionId function) {
  for (size_t i = 0; i < timeout->seen.count; i++)
    if (timeout->seen.at[i] == function) return true;
  return false;
}

static void report_blocking(Timeout *timeout, const Call *call, const Chain *chain) {
  const Program *program = timeout->program;
  ModuleId module = program_function(program, timeout->call->caller)->module;
  Str name = call_name(timeout->context, call);
  Finding *finding = finding_add(timeout->context, &rule_timeout_cannot_interrupt_blocking, module,
                                 timeout->call->site,
                                 "this timeout cannot end `%.*s`, which %s on the thread of the "
                                 "event loop",
                                 STR_ARG(name), effect_phrase(chain->primitive->effect));
  if (!finding) return;
  finding_trace(timeout->context, finding, chain);
  if (timeout->call->confidence < finding->confidence)
    finding->confidence = timeout->call->confidence;
  AsyncLibrary library = program_library(program, module);
  finding_help(timeout->context, finding, "use %s inside, or give the call a timeout of its own",
               knowledge_advice(chain->primitive, library));
}

// The first call of a function, of those in a range, that waits without an end.
static bool find_wait(Timeout *timeout, FunctionId id, ExprId begin, ExprId end) {
  const Program *program = timeout->program;
  const Function *function = program_function(program, id);
  for (uint32_t i = 0; i < function->call_count; i++) {
    const Call *call = program_call(program, function->first_call + i);
    if (call->site < begin || call->site >= end) continue;
    uint32_t effects = program_call_effects(program, call) & WAITS;
    for (Effect effect = EFFECT_SLEEP; effects && effect < EFFECT_COUNT; effect++) {
      if (!(effects & 1u << effect)) continue;
      Chain chain = program_chain(program, call, effect, rule_arena(timeout->context));
      if (chain.tier != TIER_UNBOUNDED || chain.confidence < CONFIDENCE_RESOLVED) continue;
      report_blocking(timeout, call, &chain);
      return true;
    }
  }
  return false;
}

// The coroutines that a function awaits in a range.
static void follow_awaits(Timeout *timeout, FunctionId id, ExprId begin, ExprId end) {
  const Program *program = timeout->program;
  const Function *function = program_function(program, id);
  const Summary *summary = program_summary(program, function->module);
  for (uint32_t i = 0; i < function->call_count; i++) {
    const Call *call = program_call(program, function->first_call + i);
    if (call->site < begin || call->site >= end || call->callee == FUNCTION_NONE) continue;
    if (call->how != CALL_PLAIN || call->confidence < CONFIDENCE_RESOLVED) continue;
    const Function *callee = program_function(program, call->callee);
    if (!callee->is_async || callee->is_generator || is_seen(timeout, call->callee)) continue;
    if (summary->exprs[call->site].use != USE_AWAITED || timeout->seen.count == SEEN_MAX) continue;
    array_push(rule_scratch(timeout->context), &timeout->seen, call->callee);
  }
}

static bool blocks_inside(Timeout *timeout, FunctionId id, ExprId begin, ExprId end) {
  if (find_wait(timeout, id, begin, end)) return true;
  follow_awaits(timeout, id, begin, end);
  for (size_t i = 0; i < timeout->seen.count; i++) {
    FunctionId next = timeout->seen.at[i];
    if (find_wait(timeout, next, 0, UINT32_MAX)) return true;
    follow_awaits(timeout, next, 0, UINT32_MAX);
  }
  return false;
}

// ---- Nothing to cancel --------------------------------------------------------------------------

// A `yield` counts: who runs meanwhile may await.
static void check_awaits(Timeout *timeout, const Region *block) {
  if (block->flags & (REGION_AWAITS | REGION_YIELDS | REGION_DEAD)) return;
  ModuleId module = program_function(timeout->program, timeout->call->caller)->module;
  Str name = call_name(timeout->context, timeout->call);
  Finding *finding =
      finding_add(timeout->context, &rule_timeout_without_await, module, timeout->call->site,
                  "nothing is awaited inside `%.*s`, so it can end nothing", STR_ARG(name));
  if (!finding) return;
  finding->confidence = timeout->call->confidence;
  finding_help(timeout->context, finding, "put it around what is awaited, or remove it");
}

// ---- Time ---------------------------------------------------------------------------------------

// The `with` that enters what a variable of the function holds, with an await before it; 0 when
// there is none, or when something else is done with it.
static ExprId late_entry(Timeout *timeout, ModuleId module, ExprId made) {
  Uses uses = uses_of(timeout->context, module);
  BindingId variable = uses_binding(&uses, made);
  if (variable == BINDING_NONE || !uses_is_local(&uses, variable)) return 0;
  if (uses_next_read(&uses, variable, 0) < made) return 0;
  ExprId read = uses_next_read(&uses, variable, made);
  if (!read) return 0;
  uint8_t use = (uint8_t)timeout->summary->exprs[read].use;
  if (use != USE_ENTERED && use != USE_ASYNC_ENTERED) return 0;
  ScopeId scope = summary_scope_at(timeout->summary, made);
  for (ExprId at = made + 1; at < read; at++)
    if (timeout->summary->exprs[at].kind == EXPR_AWAIT &&
        summary_scope_at(timeout->summary, at) == scope)
      return read;
  return 0;
}

static bool is_without_limit(const Summary *summary, const Expr *call) {
  if (call->c == 0) return true;
  const Expr *first = &summary->exprs[argument_value(summary, call, 0)];
  return expr_is_literal(first, LITERAL_NONE);
}

static void check_start(Timeout *timeout) {
  const Call *call = timeout->call;
  const Expr *expr = &timeout->summary->exprs[call->site];
  if (!call->entry->is_timed_when_made || is_without_limit(timeout->summary, expr)) return;
  ModuleId module = program_function(timeout->program, call->caller)->module;
  ExprId entry = late_entry(timeout, module, call->site);
  if (!entry) return;
  Finding *finding =
      finding_add(timeout->context, &rule_delayed_relative_timeout, module, call->site,
                  "the time of `%.*s` runs from here, before its block", STR_ARG(call->name));
  if (!finding) return;
  finding->confidence = call->confidence;
  finding_hop(timeout->context, finding, module, summary_expr_span(timeout->summary, entry),
              "it is entered here, behind an await");
  finding_help(timeout->context, finding, "make it where it is entered");
}

// 0 is over at once on every clock, which may be meant.
static bool is_number(const Summary *summary, ExprId value) {
  const Expr *expr = &summary->exprs[value];
  if (expr->kind != EXPR_LITERAL) return false;
  return (expr->a == LITERAL_INT && expr->b != 0) || expr->a == LITERAL_FLOAT;
}

static void check_deadline(RuleContext *context, const Call *call, ModuleId module) {
  const Summary *summary = program_summary(rule_program(context), module);
  const Expr *expr = &summary->exprs[call->site];
  for (size_t i = 0; i < COUNT_OF(call->entry->roles); i++) {
    if (call->entry->roles[i].role != ROLE_DEADLINE) continue;
    for (uint32_t j = 0; j < expr->c; j++) {
      ExprId value = argument_value(summary, expr, j);
      if (!argument_has_role(summary, expr, j, call->entry->roles[i])) continue;
      if (!is_number(summary, value)) continue;
      Finding *finding = finding_add(context, &rule_constant_absolute_deadline, module, value,
                                     "`%.*s` takes a point in time on the clock of the loop, which "
                                     "begins anywhere",
                                     STR_ARG(call_name(context, call)));
      if (!finding) return;
      finding->confidence = call->confidence;
      finding_help(context, finding,
                   "add to the current time of the loop, or use the function that takes a "
                   "length of time");
    }
  }
}

static bool has_deadline(const KnowledgeEntry *entry) {
  for (size_t i = 0; i < COUNT_OF(entry->roles); i++)
    if (entry->roles[i].role == ROLE_DEADLINE) return true;
  return false;
}

// ---- All calls ----------------------------------------------------------------------------------

// `wait_for(load(), 5)`: what the coroutine does that is its argument.
static void check_function_call(Timeout *timeout) {
  const Call *call = timeout->call;
  const Expr *expr = &timeout->summary->exprs[call->site];
  for (uint32_t i = 0; i < expr->c; i++) {
    ExprId value = argument_value(timeout->summary, expr, i);
    if (!argument_has_role(timeout->summary, expr, i, call->entry->roles[0])) continue;
    const Call *inner = program_call_at(
        timeout->program, program_function(timeout->program, call->caller)->module, value);
    if (!inner || inner->callee == FUNCTION_NONE || inner->confidence < CONFIDENCE_RESOLVED)
      continue;
    const Function *callee = program_function(timeout->program, inner->callee);
    if (callee->is_async && !callee->is_generator)
      blocks_inside(timeout, inner->callee, 0, UINT32_MAX);
  }
}

static void check_call(RuleContext *context, const Call *call) {
  if (!call->entry || call->how == CALL_ENTER) return;
  const Program *program = rule_program(context);
  const Function *caller = program_function(program, call->caller);
  if (has_deadline(call->entry)) check_deadline(context, call, caller->module);
  if (call->entry->cancels == CANCELS_NOTHING || call->entry->cancels == CANCELS_TASKS) return;
  Timeout timeout = {.context = context, .program = program, .call = call};
  timeout.summary = program_summary(program, caller->module);
  if (timeout.summary->exprs[call->site].kind != EXPR_CALL) return;
  if (call->entry->roles[0].role == ROLE_COROUTINE) {
    check_function_call(&timeout);
    return;
  }
  check_start(&timeout);
  // One that cannot be entered so is another rule's.
  bool is_wrong = timeout.summary->exprs[call->site].use == USE_ENTERED &&
                  call->entry->result == RESULT_ASYNC_CONTEXT;
  if (is_wrong) return;
  RegionId block = block_of(timeout.summary, call->site);
  if (!block || !caller->is_async) return;
  const Region *region = &timeout.summary->regions[block];
  bool ends_in_time = call->entry->cancels == CANCELS_IN_TIME;
  if (ends_in_time && blocks_inside(&timeout, call->caller, region->begin, region->end)) return;
  check_awaits(&timeout, region);
}
