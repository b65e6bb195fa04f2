// Calls that wait between the making of a loop and its first turn: nobody is served yet, but what
// was set up already waits, and so does whoever waits for the program to be ready.
#include "rules/calls.h"
#include "rules/list.h"

static void check_function(RuleContext *context, FunctionId id);

static const Checker checker = {.on_function = check_function, .reads = READS_C};

const Rule rule_blocking_before_loop = {
    .id = "blocking-before-loop",
    .family = "blocking",
    .summary = "A call waits between the making of a loop and its first turn.",
    .severity = SEVERITY_INFO,
    .is_optional = true,
    .checker = &checker,
};

// Helpers in helpers that are looked into for the one that makes the loop, and calls in all of
// them: through a pointer that can be many functions there are too many.
#define MAKER_MAX_DEPTH 3
#define MAKER_MAX_CALLS 4096

static bool makes_loop(const Program *program, const Call *call, int depth, uint32_t *seen) {
  if (call->entry) return (call->entry->traits & TRAIT_MAKES_LOOP) != 0;
  if (call->callee == FUNCTION_NONE || depth == MAKER_MAX_DEPTH) return false;
  const Function *callee = program_function(program, call->callee);
  for (uint32_t i = 0; i < callee->call_count && ++*seen < MAKER_MAX_CALLS; i++) {
    const Call *inner = program_call(program, callee->first_call + i);
    if (makes_loop(program, inner, depth + 1, seen)) return true;
  }
  return false;
}

static bool runs_loop(const Program *program, const Call *call) {
  return (program_call_effects(program, call) & 1u << EFFECT_NESTED_LOOP) != 0;
}

// Asked first: of few functions, while looking for who makes the loop goes through helpers.
static bool has_runner(const Program *program, const Function *function) {
  for (uint32_t i = 0; i < function->call_count; i++)
    if (runs_loop(program, program_call(program, function->first_call + i))) return true;
  return false;
}

static void check_call(RuleContext *context, const Call *call, const Call *maker) {
  const Program *program = rule_program(context);
  const Function *caller = program_function(program, call->caller);
  const Summary *summary = program_summary(program, caller->module);
  uint32_t effects = program_call_effects(program, call);
  for (Effect effect = EFFECT_SLEEP; effects && effect < EFFECT_COUNT; effect++) {
    if (!(effects & 1u << effect)) continue;
    Chain chain = program_chain(program, call, effect, rule_arena(context));
    if (chain.tier == TIER_CHEAP) continue;
    Str name = call_name(context, call);
    Finding *finding =
        finding_add(context, &rule_blocking_before_loop, caller->module, call->site,
                    "`%.*s` %s before the loop runs", STR_ARG(name), effect_phrase(effect));
    if (!finding) return;
    finding_hop(context, finding, caller->module, summary_expr_span(summary, maker->site),
                "the loop is made here");
    finding_trace(context, finding, &chain);
    finding->severity = SEVERITY_INFO;
    finding_help(context, finding, "do it before the loop is made, or once it runs, with %s",
                 knowledge_advice(chain.primitive, LIBRARY_C));
  }
}

static void check_function(RuleContext *context, FunctionId id) {
  const Program *program = rule_program(context);
  const Function *function = program_function(program, id);
  if (function->root != ROOT_NONE || !has_runner(program, function)) return;
  const Call *maker = NULL, *runner = NULL;
  for (uint32_t i = 0; i < function->call_count && !runner; i++) {
    const Call *call = program_call(program, function->first_call + i);
    uint32_t seen = 0;
    if (!maker && makes_loop(program, call, 0, &seen))
      maker = call;
    else if (maker && runs_loop(program, call))
      runner = call;
  }
  for (uint32_t i = 0; i < function->call_count && runner; i++) {
    const Call *call = program_call(program, function->first_call + i);
    if (call->site > maker->site && call->site < runner->site) check_call(context, call, maker);
  }
}
