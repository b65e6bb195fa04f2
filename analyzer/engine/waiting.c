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

// Equals are of one file and one rule.
static uint64_t place_key(ModuleId module, uint32_t rule_index) {
  return (uint64_t)module << 32 | rule_index;
}

void waiting_tell_equals(RuleContext *context) {
  if (context->waiting.count == 0) return;
  Arena scratch = {0};
  Map shown = {0};
  for (size_t i = 0; i < context->drafts.count; i++) {
    const Draft *draft = context->drafts.at[i];
    if (!draft_is_hidden(context, draft))
      map_insert(&scratch, &shown, place_key(draft->finding.module, draft->rule_index), 0);
  }
  for (size_t i = 0; i < context->waiting.count; i++) {
    Waiting *waiting = &context->waiting.at[i];
    ModuleId module = module_of(context, waiting->call);
    if (waiting->tell && map_find(&shown, place_key(module, waiting->rule_index)))
      ask(context, waiting);
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
