// Comments that are left behind.
#include "rules/list.h"

static void check_unused(RuleContext *context, ModuleId module, uint32_t suppression, Str code);

static const Checker checker = {.on_unused = check_unused, .reads = READS_ALL};

const Rule rule_unused_suppression = {
    .id = "unused-suppression",
    .family = "suppression",
    .summary = "A comment silences what is not there any more.",
    .aliases = NULL,
    .severity = SEVERITY_WARNING,
    .checker = &checker,
    .is_about_comments = true,
};

static void check_unused(RuleContext *context, ModuleId module, uint32_t suppression, Str code) {
  const Summary *summary = program_summary(rule_program(context), module);
  Span comment = summary->suppression_spans[suppression];
  Finding *finding = NULL;
  if (code.size == 0)
    finding = finding_add_span(context, &rule_unused_suppression, module, comment,
                               "this comment silences nothing");
  else
    finding = finding_add_span(context, &rule_unused_suppression, module, comment,
                               "`%.*s` silences nothing here", STR_ARG(code));
  if (!finding) return;
  finding_help(context, finding, "remove it, or check how the rule is spelt");
  const char *name = code.size > 0 ? str_to_c(rule_arena(context), code) : NULL;
  FixStep step = {.kind = FIX_DROP_COMMENT, .index = suppression, .name = name};
  finding_fix(context, finding, APPLICABILITY_SAFE, step);
}
