// A function of a loop, which is not made for threads, called on a thread that is not the loop's.
#include "rules/list.h"
#include "rules/ways.h"

static void check_call(RuleContext *context, const Call *call);

static const Checker checker = {.on_call = check_call, .reads = READS_ALL};

const Rule rule_loop_api_off_thread = {
    .id = "loop-api-off-thread",
    .family = "threads",
    .summary = "A thread calls a function that belongs to the thread of the event loop.",
    .aliases = "asyncio-object-from-thread",
    .severity = SEVERITY_ERROR,
    .checker = &checker,
};

static bool is_loop_only(const Call *call) {
  return call->entry && !call->is_deferred && call->entry->traits & TRAIT_LOOP_ONLY &&
         !(call->entry->traits & TRAIT_ANY_THREAD);
}

// What the loop calls itself is known of Python without a search; to ask further is to find where
// everything runs.
static bool runs_elsewhere(const Program *program, FunctionId function) {
  const Function *at = program_function(program, function);
  bool is_c = (program_summary(program, at->module)->flags & SUMMARY_C) != 0;
  if (!is_c && at->root != ROOT_NONE) return true;
  for (Context context = CONTEXT_LOOP; context < CONTEXT_COUNT; context++) {
    bool is_thread = context == CONTEXT_THREAD || context == CONTEXT_POOL;
    if (!is_thread && program_runs_in(program, function, context)) return true;
  }
  return false;
}

// A function that has an effect here was told to work at once, and leaves the loop alone.
static void check_call(RuleContext *context, const Call *call) {
  const Program *program = rule_program(context);
  if (!is_loop_only(call) || program_call_effects(program, call) != 0) return;
  bool is_on_thread = program_runs_in(program, call->caller, CONTEXT_THREAD);
  if (!is_on_thread && !program_runs_in(program, call->caller, CONTEXT_POOL)) return;
  Context where = is_on_thread ? CONTEXT_THREAD : CONTEXT_POOL;
  Way way = program_way(program, call->caller, where, rule_arena(context));
  Str name = program_function_name(program, call->caller, rule_arena(context));
  Finding *finding = finding_add(
      context, &rule_loop_api_off_thread, program_function(program, call->caller)->module,
      call->site, "`%.*s` is for the thread of the loop alone, `%.*s` runs on another one",
      STR_ARG(call->name), STR_ARG(name));
  if (!finding) return;
  Confidence sure = call->confidence < way.confidence ? call->confidence : way.confidence;
  bool is_less = sure > CONFIDENCE_PROBABLE && runs_elsewhere(program, call->caller);
  finding->confidence = is_less ? CONFIDENCE_PROBABLE : sure;
  way_add(context, finding, &way);
  bool is_c = (program_summary(program, finding->module)->flags & SUMMARY_C) != 0;
  finding_help(context, finding,
               is_c ? "wake the loop with the function that its library has for other threads, and "
                      "make this call there"
                    : "hand it to the loop: `loop.call_soon_threadsafe(...)`, or "
                      "`asyncio.run_coroutine_threadsafe(...)` for a coroutine");
  const Expr *site = &program_summary(program, finding->module)->exprs[call->site];
  if (!is_c && call->entry->threadsafe && site->kind == EXPR_CALL)
    finding_fix(context, finding, APPLICABILITY_SAFE,
                (FixStep){.kind = FIX_MEMBER, .expr = site->a, .name = call->entry->threadsafe});
}
