// Comments that are left behind.
#include "rules/list.h"

static void check_unused(RuleContext *context, ModuleId module, Span comment, Str code);

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

static void check_unused(RuleContext *context, ModuleId module, Span comment, Str code) {
  Finding *finding = NULL;
  if (code.size == 0)
    finding = finding_add_span(context, &rule_unused_suppression, module, comment,
                               "this comment silences nothing");
  else
    finding = finding_add_span(context, &rule_unused_suppression, module, comment,
                               "`%.*s` silences nothing here", STR_ARG(code));
  if (finding) finding_help(context, finding, "remove it, or check how the rule is spelt");
}
