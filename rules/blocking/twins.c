// Synchronous calls where the library has the same without waiting, and calls that hide a look-up
// of a name. Both are what the rules of the kinds report, too: at one call stands one finding, and
// these go first, because they know the way out.
#include "rules/calls.h"
#include "rules/list.h"
#include "rules/ways.h"

static void check_twin(RuleContext *context, const Call *call);
static void check_hidden(RuleContext *context, const Call *call);

static const Checker twin_checker = {.on_call = check_twin, .reads = READS_C};
static const Checker hidden_checker = {.on_call = check_hidden, .reads = READS_C};

const Rule rule_sync_io_twin_in_callback = {
    .id = "sync-io-twin-in-callback",
    .family = "blocking",
    .summary = "A callback calls the synchronous form of a function that has an asynchronous one.",
    .severity = SEVERITY_WARNING,
    .checker = &twin_checker,
};

const Rule rule_hidden_sync_dns = {
    .id = "hidden-sync-dns",
    .family = "blocking",
    .summary = "A call that looks asynchronous looks up a name on the thread of the loop.",
    .severity = SEVERITY_ERROR,
    .checker = &hidden_checker,
};

static AsyncLibrary library_of(const Function *function) {
  return function->root_entry ? knowledge_library_c(function->root_entry) : LIBRARY_C;
}

// As the rule of the kind would have it.
static Severity tier_severity(Tier tier) {
  if (tier == TIER_UNBOUNDED) return SEVERITY_ERROR;
  return tier == TIER_CHEAP ? SEVERITY_INFO : SEVERITY_WARNING;
}

// ---- Twins --------------------------------------------------------------------------------------

static void report_twin(RuleContext *context, const Call *call, const Chain *chain) {
  const Function *caller = program_function(rule_program(context), call->caller);
  Str name = call_name(context, call);
  const char *words = chain->count == 1 ? "and has" : "by a call that has";
  Finding *finding =
      finding_add(context, &rule_sync_io_twin_in_callback, caller->module, call->site,
                  "`%.*s` blocks the event loop %s an asynchronous form", STR_ARG(name), words);
  if (!finding) return;
  way_add_root(context, finding, call->caller);
  finding_trace(context, finding, chain);
  finding->severity = tier_severity(chain->tier);
  finding_once_for_cause(finding);
  finding_help(context, finding, "use %s", knowledge_advice(chain->primitive, library_of(caller)));
}

static void check_twin(RuleContext *context, const Call *call) {
  const Program *program = rule_program(context);
  if (program_function(program, call->caller)->root == ROOT_NONE) return;
  uint32_t effects = program_call_effects(program, call);
  for (Effect effect = EFFECT_SLEEP; effects && effect < EFFECT_COUNT; effect++) {
    if (!(effects & 1u << effect)) continue;
    Chain chain = program_chain(program, call, effect, rule_arena(context));
    if (chain.primitive->traits & TRAIT_HAS_TWIN) report_twin(context, call, &chain);
  }
}

// ---- Hidden look-ups ----------------------------------------------------------------------------

static void check_hidden(RuleContext *context, const Call *call) {
  const Program *program = rule_program(context);
  if (!call->entry || !(call->entry->traits & TRAIT_HIDES_DNS)) return;
  if (!(program_call_effects(program, call) & 1u << EFFECT_DNS)) return;
  const Function *caller = program_function(program, call->caller);
  Finding *finding =
      finding_add(context, &rule_hidden_sync_dns, caller->module, call->site,
                  "`%.*s` looks up the host on the thread of the loop", STR_ARG(call->name));
  if (!finding) return;
  Chain chain = program_chain(program, call, EFFECT_DNS, rule_arena(context));
  finding_trace(context, finding, &chain);
  finding_help(context, finding, "use %s", knowledge_advice(call->entry, LIBRARY_C));
}
