// What is found about calls and will not be shown. Thousands of calls come to some effect by ways
// that are less sure than anybody asked for; neither texts nor chains are made for them. Two things
// may depend on such a finding all the same: the number that tells a shown one from its equals, and
// whether a comment that it comes by silences anything.
#include "engine/findings.h"

static ModuleId module_of(const RuleContext *context, const Call *call) {
  return program_function(context->program, call->caller)->module;
}

bool finding_waits(RuleContext *context, const Rule *rule, const Call *call, Effect effect,
                   Confidence confidence, Tier tier, FindingTeller tell) {
  ModuleId module = module_of(context, call);
  size_t index = finding_rule_index(context, rule, module);
  if (index == context->options->rules.count) return true;
  if (!finding_hides(context, index, module, confidence, tier)) return false;
  Waiting waiting = {.call = call, .tell = tell, .effect = effect, .rule_index = (uint32_t)index};
  array_push(context->arena, &context->waiting, waiting);
  return true;
}

static void ask(RuleContext *context, Waiting *waiting) {
  FindingTeller tell = waiting->tell;
  waiting->tell = NULL;
  tell(context, waiting->call, waiting->effect);
  arena_reset(&context->scratch);
}

// ---- Equals -------------------------------------------------------------------------------------

// Equals are of one file and one rule, and in functions of one name.
static uint64_t place_key(RuleContext *context, ModuleId module, Span span, uint32_t rule_index) {
  const Summary *summary = program_summary(context->program, module);
  NameId name = summary->scopes[finding_runner(context, module, span)].name;
  return ((uint64_t)module << 32 | name) * HASH_SPREAD ^ rule_index;
}

static uint64_t waiting_key(RuleContext *context, const Waiting *waiting) {
  ModuleId module = module_of(context, waiting->call);
  const Summary *summary = program_summary(context->program, module);
  Span span = summary_expr_span(summary, waiting->call->site);
  return place_key(context, module, span, waiting->rule_index);
}

// Looking for the function around a place is for files that have something to show.
static bool *find_shown(RuleContext *context, Arena *scratch, Map *places) {
  bool *is_shown = arena_push(scratch, bool, program_module_end(context->program) + 1);
  for (size_t i = 0; i < context->drafts.count; i++) {
    const Draft *draft = context->drafts.at[i];
    const Finding *finding = &draft->finding;
    if (draft_is_hidden(context, draft)) continue;
    uint64_t key = place_key(context, finding->module, finding->span, draft->rule_index);
    map_insert(scratch, places, key, 0);
    is_shown[finding->module] = true;
  }
  return is_shown;
}

void waiting_tell_equals(RuleContext *context) {
  if (context->waiting.count == 0) return;
  Arena scratch = {0};
  Map places = {0};
  const bool *is_shown = find_shown(context, &scratch, &places);
  for (size_t i = 0; i < context->waiting.count; i++) {
    Waiting *waiting = &context->waiting.at[i];
    if (!waiting->tell || !is_shown[module_of(context, waiting->call)]) continue;
    if (map_find(&places, waiting_key(context, waiting))) ask(context, waiting);
  }
  arena_release(&scratch);
}

// ---- Comments -----------------------------------------------------------------------------------

// What put the caller on the loop is told, too.
static bool meets(const RuleContext *context, const Waiting *waiting, const bool *modules) {
  const Function *caller = program_function(context->program, waiting->call->caller);
  return (caller->root_site != 0 && modules[caller->root_module]) ||
         program_chain_meets(context->program, waiting->call, waiting->effect, modules);
}

void waiting_tell_meeting(RuleContext *context, const bool *modules) {
  for (size_t i = 0; i < context->waiting.count; i++) {
    Waiting *waiting = &context->waiting.at[i];
    if (waiting->tell && meets(context, waiting, modules)) ask(context, waiting);
  }
}
