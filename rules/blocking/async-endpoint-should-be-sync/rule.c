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

// How deep helpers are looked into for what needs the loop, and how many calls in all.
#define LOOP_MAX_DEPTH 4
#define LOOP_MAX_CALLS 1024

typedef struct LoopSearch {
  const Program *program;
  uint32_t seen;
} LoopSearch;

// Whether a helper is for both sides: it asks whether a loop is running.
static bool asks_for_loop(const Program *program, const Function *function) {
  for (uint32_t i = 0; i < function->call_count; i++) {
    const Call *call = program_call(program, function->first_call + i);
    if (call->entry && call->entry->asks_for_loop != ASKS_NOTHING) return true;
  }
  return false;
}

// Whether a call is, or comes by helpers to, one that only code on the loop may make.
static bool is_for_loop(LoopSearch *search, const Call *call, int depth) {
  if (call->entry) return call->entry->traits & (TRAIT_LOOP_ONLY | TRAIT_NEEDS_LOOP);
  if (call->callee == FUNCTION_NONE || call->how == CALL_PASSED || depth == LOOP_MAX_DEPTH)
    return false;
  const Function *callee = program_function(search->program, call->callee);
  if (callee->is_async || asks_for_loop(search->program, callee)) return false;
  for (uint32_t i = 0; i < callee->call_count; i++) {
    if (search->seen++ == LOOP_MAX_CALLS) return false;
    const Call *inner = program_call(search->program, callee->first_call + i);
    if (is_for_loop(search, inner, depth + 1)) return true;
  }
  return false;
}

// What needs the loop, though it awaits nothing: it makes tasks, hands coroutines on, or puts
// something into a queue of the loop.
static bool needs_loop(RuleContext *context, const Function *function) {
  LoopSearch search = {.program = rule_program(context)};
  for (uint32_t i = 0; i < function->call_count; i++) {
    const Call *call = program_call(search.program, function->first_call + i);
    if (call->result != RESULT_VALUE || is_for_loop(&search, call, 0)) return true;
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
  if (!call || needs_loop(context, function) || program_overrides_async(program, id)) return;
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
