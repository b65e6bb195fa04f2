// Calls that wait while a lock of threads is held. Every thread that wants the lock waits with
// them; where the loop takes it, too, the loop does, at a call that looks like nothing.
#include "rules/list.h"
#include "rules/native.h"

static void check_call(RuleContext *context, const Call *call);

static const Checker checker = {.on_call = check_call, .reads = READS_C};

const Rule rule_blocking_while_locked = {
    .id = "blocking-while-locked",
    .family = "blocking",
    .summary = "A call waits while a lock is held that others wait for.",
    .severity = SEVERITY_WARNING,
    .checker = &checker,
};

// Locks are there for computing without being disturbed.
#define WAITS (~(1u << EFFECT_CPU | 1u << EFFECT_NESTED_LOOP | 1u << EFFECT_LOG))

static const Function *function_at(const Program *program, ModuleId module, ExprId site) {
  ScopeId scope = summary_scope_at(program_summary(program, module), site);
  FunctionId id = program_function_of(program, module, scope);
  return id == FUNCTION_NONE ? NULL : program_function(program, id);
}

// Whether some function on the way gives the lock back before it waits.
static bool is_given_back(const Program *program, const Chain *chain) {
  for (uint32_t i = 1; i < chain->count; i++) {
    const Function *function = function_at(program, chain->hops[i].module, chain->hops[i].site);
    if (!function) continue;
    FunctionId id = program_function_of(program, function->module, function->scope);
    if (program_gives_back_lock(program, id)) return true;
  }
  return false;
}

// Whether the call at the end of a chain is given the lock, as those are that wait for a condition:
// they give it up meanwhile. Where it is not known which lock that is, it may be this one.
static bool gives_up(const Program *program, const Chain *chain, uint64_t lock) {
  const Hop *last = &chain->hops[chain->count - 1];
  const Summary *summary = program_summary(program, last->module);
  const Expr *expr = &summary->exprs[last->site];
  if (chain->primitive->effect != EFFECT_LOCK || chain->count == 1) return false;
  for (uint32_t i = 1; i < expr->c; i++) {
    uint64_t id = program_lock_id(program, last->module, argument_value(summary, expr, i));
    if (lock == 0 || id == 0 || id == lock) return true;
  }
  return false;
}

// A call on the loop that takes the lock, not one of those under it; NULL when there is none.
static const Call *taken_by_loop(const Program *program, uint64_t lock, const Call *under) {
  for (uint32_t i = 0; lock != 0 && i < program_call_count(program); i++) {
    const Call *call = program_call(program, i);
    if (!call->entry || !(call->entry->traits & TRAIT_LOCKS) || !call->entry->is_mutex) continue;
    if (call->caller == under->caller || !program_runs_on_loop(program, call->caller)) continue;
    ModuleId module = program_function(program, call->caller)->module;
    const Summary *summary = program_summary(program, module);
    const Expr *expr = &summary->exprs[call->site];
    if (expr->c > 0 && program_lock_id(program, module, argument_value(summary, expr, 0)) == lock)
      return call;
  }
  return NULL;
}

static void report(RuleContext *context, const Call *call, Held held, const Chain *chain,
                   const Call *taker) {
  const Program *program = rule_program(context);
  ModuleId module = program_function(program, call->caller)->module;
  const Summary *summary = program_summary(program, module);
  Str name = call_name(context, call);
  Str lock = native_last_name(summary, held.lock != 0 ? held.lock : held.site);
  Finding *finding = finding_add(context, &rule_blocking_while_locked, module, call->site,
                                 "`%.*s` waits while `%.*s` is held", STR_ARG(name), STR_ARG(lock));
  if (!finding) return;
  finding_hop(context, finding, module, summary_expr_span(summary, held.site), "taken here");
  if (taker) {
    ModuleId other = program_function(program, taker->caller)->module;
    Span span = summary_expr_span(program_summary(program, other), taker->site);
    finding_hop(context, finding, other, span, "the loop takes it, too, and waits here meanwhile");
  }
  finding_trace(context, finding, chain);
  if (!taker && finding->confidence > CONFIDENCE_PROBABLE)
    finding->confidence = CONFIDENCE_PROBABLE;
  finding->severity = SEVERITY_WARNING;
  finding_help(context, finding,
               "give the lock back before the call, and take it again for what the call gave");
}

// Work on files is what many locks are for: it counts where it stands under a lock that the loop
// takes, not somewhere below. Where no loop takes the lock, threads that wait for each other are as
// often meant as not, and only waits near by count.
#define NEAR_MAX_HOPS 2

static bool matters(const Chain *chain, bool is_taken_by_loop) {
  bool is_wait = chain->tier == TIER_UNBOUNDED || chain->primitive->effect == EFFECT_SYNC;
  if (!is_wait) return is_taken_by_loop && chain->count == 1;
  return is_taken_by_loop || chain->count <= NEAR_MAX_HOPS;
}

static void check_call(RuleContext *context, const Call *call) {
  const Program *program = rule_program(context);
  ModuleId module = program_function(program, call->caller)->module;
  Held held = program_held_lock(program, module, call->site);
  if (held.site == 0 || !held.is_sure) return;
  uint32_t effects = program_call_effects(program, call) & WAITS;
  uint64_t lock = held.lock != 0 ? program_lock_id(program, module, held.lock) : 0;
  for (Effect effect = EFFECT_SLEEP; effects && effect < EFFECT_COUNT; effect++) {
    if (!(effects & 1u << effect)) continue;
    Chain chain = program_chain(program, call, effect, rule_arena(context));
    if (chain.tier == TIER_CHEAP || chain.primitive->is_mutex) continue;
    if (is_given_back(program, &chain) || gives_up(program, &chain, lock)) continue;
    const Call *taker = taken_by_loop(program, lock, call);
    if (matters(&chain, taker != NULL)) report(context, call, held, &chain, taker);
  }
}
