// Handlers that are `async def` for no reason. Frameworks with a pool of threads run a plain `def`
// there, so that it may block; an `async def` that blocks and awaits nothing holds the loop for
// everybody.
#include "rules/calls.h"
#include "rules/list.h"

static void check_function(RuleContext *context, FunctionId id);

static const Checker checker = {.on_function = check_function};

const Rule rule_async_endpoint_should_be_sync = {
    .id = "async-endpoint-should-be-sync",
    .family = "blocking",
    .summary = "An async handler blocks and awaits nothing; as a plain function it would run in a "
               "thread.",
    .severity = SEVERITY_WARNING,
    .checker = &checker,
};

// The first call that blocks for sure, and for long enough to matter.
static const Call *find_blocking(RuleContext *context, const Function *function, Chain *out) {
  const Program *program = rule_program(context);
  for (uint32_t i = 0; i < function->call_count; i++) {
    const Call *call = program_call(program, function->first_call + i);
    uint32_t effects = program_call_effects(program, call);
    for (Effect effect = EFFECT_SLEEP; effects && effect < EFFECT_COUNT; effect++) {
      if (!(effects & 1u << effect) || effect == EFFECT_NESTED_LOOP || effect == EFFECT_LOG)
        continue;
      *out = program_chain(program, call, effect, rule_arena(context));
      if (out->tier <= TIER_BULK && out->confidence == CONFIDENCE_RESOLVED) return call;
    }
  }
  return NULL;
}

// What needs the loop, though it awaits nothing: it makes tasks, or hands coroutines on.
static bool needs_loop(RuleContext *context, const Function *function) {
  const Program *program = rule_program(context);
  for (uint32_t i = 0; i < function->call_count; i++) {
    const Call *call = program_call(program, function->first_call + i);
    if (call->result != RESULT_VALUE) return true;
    if (call->entry && call->entry->traits & (TRAIT_LOOP_ONLY | TRAIT_NEEDS_LOOP)) return true;
  }
  return false;
}

static void check_function(RuleContext *context, FunctionId id) {
  const Program *program = rule_program(context);
  const Function *function = program_function(program, id);
  if (!function->pooled_by || function->is_generator) return;
  const Summary *summary = program_summary(program, function->module);
  const Scope *scope = &summary->scopes[function->scope];
  if (scope->flags & (SCOPE_AWAITS | SCOPE_STUB) || function->is_awaited) return;
  Chain chain = {0};
  const Call *call = find_blocking(context, function, &chain);
  if (!call || needs_loop(context, function)) return;
  Str name = program_function_name(program, id, rule_arena(context));
  Str callee = call_name(context, call);
  Finding *finding = finding_add_span(
      context, &rule_async_endpoint_should_be_sync, function->module,
      summary_scope_name_span(summary, function->scope),
      "`%.*s` awaits nothing and blocks the event loop in `%.*s`", STR_ARG(name), STR_ARG(callee));
  if (!finding) return;
  finding_trace(context, finding, &chain);
  finding_help(context, finding,
               "write `def` instead of `async def`: the framework runs it in a "
               "thread then");
}
