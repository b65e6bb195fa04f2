// A comment silences what stands in its lines, and every chain that leads through them. Only who
// looked at all of the project with all rules that it names can say that it silences nothing.
#include "engine/unused.h"

#include "engine/select.h"

static void use_allowed(RuleContext *context, const Draft *draft, const bool *commented,
                        SuppressUse *uses, Arena *scratch) {
  if (!draft->allowed || !commented[draft->allowed_in]) return;
  const Summary *summary = program_summary(context->program, draft->allowed_in);
  SuppressUse *use = &uses[draft->allowed_in];
  suppress_use(scratch, summary, use, draft->finding.rule, draft->allowed_at);
  suppress_use(scratch, summary, use, draft->allowed, draft->allowed_at);
}

// What is hidden by its confidence or its tier counts as well: another run would show it.
static SuppressUse *find_uses(RuleContext *context, const bool *commented, Arena *scratch) {
  const Program *program = context->program;
  SuppressUse *uses = arena_push(scratch, SuppressUse, program_module_end(program) + 1);
  for (size_t i = 0; i < context->drafts.count; i++) {
    const Finding *finding = &context->drafts.at[i]->finding;
    ModuleId module = finding->module;
    if (commented[module])
      suppress_use(scratch, program_summary(program, module), &uses[module], finding->rule,
                   finding->span);
    use_allowed(context, context->drafts.at[i], commented, uses, scratch);
    for (uint32_t k = 0; k < finding->chain_count; k++) {
      const FindingHop *hop = &finding->chain[k];
      if (commented[hop->module])
        suppress_use(scratch, program_summary(program, hop->module), &uses[hop->module],
                     finding->rule, hop->span);
    }
  }
  return uses;
}

// Whether this run shows all that the code, "" for every rule, can silence in a module: of the
// rules that it names those ran that are on by default, or all, where none of them is.
static bool is_judged(const RuleContext *context, ModuleId module, Str code) {
  const EngineOptions *options = context->options;
  bool has_default = false, has_off = false, has_default_off = false;
  for (size_t i = 0; i < options->rules.count; i++) {
    const Rule *rule = options->rules.at[i];
    if (code.size > 0 && rule_match(rule, code) == MATCH_NONE) continue;
    bool is_off = !options->is_selected[i] ||
                  (options->is_off_in && options->is_off_in(options->off_context, module, i));
    has_default |= !rule->is_optional;
    has_off |= is_off;
    has_default_off |= is_off && !rule->is_optional;
  }
  return has_default ? !has_default_off : !has_off;
}

static void show(RuleContext *context, const Checker *checker, ModuleId module, uint32_t comment,
                 Str code) {
  if (!is_judged(context, module, code)) return;
  checker->on_unused(context, module, comment, code);
  arena_reset(&context->scratch);
}

static void show_comment(RuleContext *context, const Checker *checker, ModuleId module,
                         const SuppressUse *use, uint32_t comment) {
  const Summary *summary = program_summary(context->program, module);
  const Suppression *suppression = &summary->suppressions[comment];
  if (suppression->kind == SUPPRESSION_NOQA) return; // for other linters, too
  bool is_used = use->comments && use->comments[comment];
  if (suppression->code_count == 0 && !is_used) show(context, checker, module, comment, STR(""));
  for (uint32_t i = 0; i < suppression->code_count; i++) {
    uint32_t code = suppression->codes + i;
    if (use->codes && use->codes[code]) continue;
    show(context, checker, module, comment, summary_name(summary, summary->codes[code]));
  }
}

// The rule may be asked for by its id: then it is told of parts of a project as well.
static bool is_wanted(const EngineOptions *options, const Checker *checker) {
  bool is_explicit = false;
  for (size_t i = 0; i < options->rules.count; i++)
    is_explicit |= options->rules.at[i]->checker == checker && options->is_explicit[i];
  return options->is_whole || is_explicit;
}

// Whether a module has comments that are ours alone.
static bool has_comments(const Summary *summary) {
  for (uint32_t i = 0; summary && i < summary->suppressions_count; i++)
    if (summary->suppressions[i].kind != SUPPRESSION_NOQA) return true;
  return false;
}

// The modules whose comments are looked at; NULL where there is none.
static const bool *commented_modules(const RuleContext *context, Arena *scratch) {
  const Program *program = context->program;
  bool *commented = arena_push(scratch, bool, program_module_end(program) + 1);
  bool is_any = false;
  for (ModuleId module = 0; module < program_module_count(program); module++) {
    commented[module] =
        program_is_reported(program, module) && has_comments(program_summary(program, module));
    is_any |= commented[module];
  }
  return is_any ? commented : NULL;
}

void unused_show(RuleContext *context, const Checker *checker) {
  if (!is_wanted(context->options, checker)) return;
  Arena scratch = {0};
  const bool *commented = commented_modules(context, &scratch);
  if (!commented) {
    arena_release(&scratch);
    return;
  }
  waiting_tell_meeting(context, commented);
  SuppressUse *uses = find_uses(context, commented, &scratch);
  for (ModuleId module = 0; module < program_module_count(context->program); module++) {
    const Summary *summary = program_summary(context->program, module);
    // What could not be read may hold what a comment is for.
    bool is_read =
        commented[module] && summary->problems_count == 0 && !(summary->flags & SUMMARY_STUB_FILE);
    for (uint32_t i = 0; is_read && i < summary->suppressions_count; i++)
      show_comment(context, checker, module, &uses[module], i);
  }
  arena_release(&scratch);
}
