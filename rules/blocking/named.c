// Functions that are called asynchronous and wait all the same. Who reads the name passes a
// callback and goes on, and does not get to go on before all is done.
#include "rules/calls.h"
#include "rules/list.h"

static void check_function(RuleContext *context, FunctionId id);

static const Checker checker = {.on_function = check_function, .reads = READS_C};

const Rule rule_async_name_but_sync_body = {
    .id = "async-name-but-sync-body",
    .family = "blocking",
    .summary = "A function that is called asynchronous waits until the work is done.",
    .severity = SEVERITY_WARNING,
    .checker = &checker,
};

// Long computations are no wait; and what runs a loop inside lets callbacks go on.
#define WAITS (~(1u << EFFECT_CPU | 1u << EFFECT_NESTED_LOOP | 1u << EFFECT_LOG))

static bool is_called_async(Str name) {
  return str_has_suffix(name, STR("_async")) || str_has_suffix(name, STR("Async"));
}

// What is to be called when the work is done.
static bool takes_callback(const Summary *summary, const Scope *scope) {
  for (uint32_t i = 0; i < scope->parameter_count; i++)
    if (summary->parameters[scope->parameters + i].annotation != 0) return true;
  return false;
}

static void report(RuleContext *context, Str name, bool is_sure, const Call *call,
                   const Chain *chain) {
  ModuleId module = program_function(rule_program(context), call->caller)->module;
  Str callee = call_name(context, call);
  Finding *finding = finding_add(context, &rule_async_name_but_sync_body, module, call->site,
                                 "`%.*s` is called asynchronous, but `%.*s` makes its caller wait",
                                 STR_ARG(name), STR_ARG(callee));
  if (!finding) return;
  finding_trace(context, finding, chain);
  if (!is_sure && finding->confidence > CONFIDENCE_PROBABLE)
    finding->confidence = CONFIDENCE_PROBABLE;
  finding_help(context, finding, "use %s", knowledge_advice(chain->primitive, LIBRARY_C));
}

static void check_function(RuleContext *context, FunctionId id) {
  const Program *program = rule_program(context);
  const Function *function = program_function(program, id);
  const Summary *summary = program_summary(program, function->module);
  const Scope *scope = &summary->scopes[function->scope];
  Str name = summary_name(summary, scope->name);
  if (!is_called_async(name)) return;
  bool is_sure = takes_callback(summary, scope);
  for (uint32_t i = 0; i < function->call_count; i++) {
    const Call *call = program_call(program, function->first_call + i);
    uint32_t effects = program_call_effects(program, call) & WAITS;
    for (Effect effect = EFFECT_SLEEP; effects && effect < EFFECT_COUNT; effect++) {
      if (!(effects & 1u << effect)) continue;
      Chain chain = program_chain(program, call, effect, rule_arena(context));
      // A function that takes no callback may be called so for another reason; and a guess is no
      // reason to doubt a name.
      if (chain.confidence == CONFIDENCE_POSSIBLE) continue;
      if (chain.tier <= (is_sure ? TIER_BULK : TIER_UNBOUNDED))
        report(context, name, is_sure && chain.tier == TIER_UNBOUNDED, call, &chain);
    }
  }
}
