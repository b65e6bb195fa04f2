// A job that waits without doing anything, in a pool whose few threads everybody shares.
#include "rules/calls.h"
#include "rules/list.h"
#include "rules/ways.h"

static void check_call(RuleContext *context, const Call *call);

static const Checker checker = {.on_call = check_call, .reads = READS_C};

const Rule rule_blocking_in_worker_pool = {
    .id = "blocking-in-worker-pool",
    .family = "threads",
    .summary = "A job waits for others and holds a thread of a pool that they need, too.",
    .severity = SEVERITY_INFO,
    .is_optional = true,
    .checker = &checker,
};

// Waits in which nothing is done. Calls that wait for a disk, a server or a name are what people
// have the pool for.
static const Effect idle_effects[] = {EFFECT_SLEEP, EFFECT_LOCK, EFFECT_POLL, EFFECT_INPUT,
                                      EFFECT_PROCESS_WAIT};

static bool is_idle(const Chain *chain) {
  return chain->tier == TIER_UNBOUNDED && !chain->primitive->is_mutex;
}

static void report(RuleContext *context, const Call *call, Effect effect) {
  const Program *program = rule_program(context);
  Chain chain = program_chain(program, call, effect, rule_arena(context));
  if (!is_idle(&chain)) return;
  Str name = call_name(context, call);
  Finding *finding = finding_add(context, &rule_blocking_in_worker_pool,
                                 program_function(program, call->caller)->module, call->site,
                                 "`%.*s` %s, on a thread of a pool that others share",
                                 STR_ARG(name), effect_phrase(effect));
  if (!finding) return;
  Way way = program_way(program, call->caller, CONTEXT_POOL, rule_arena(context));
  way_add(context, finding, &way);
  finding_trace(context, finding, &chain);
  if (way.confidence < finding->confidence) finding->confidence = way.confidence;
  finding_help(context, finding,
               "wait on the loop, with a timer or a callback, or give the job a thread of its own");
}

static void check_call(RuleContext *context, const Call *call) {
  const Program *program = rule_program(context);
  uint32_t effects = program_call_effects(program, call);
  if (!effects || !program_begins_in(program, call->caller, CONTEXT_POOL)) return;
  for (size_t i = 0; i < COUNT_OF(idle_effects); i++)
    if (effects & 1u << idle_effects[i]) report(context, call, idle_effects[i]);
}
