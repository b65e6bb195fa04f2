// The list that main hands to the engine.
#include "rules/rules.h"

#include "rules/list.h"
#include "rules/pages.h"

#include <string.h>

static const Rule *const rules[] = {
#define RULE(name) &rule_##name,
    RULES(RULE)
#undef RULE
};

const RuleList rules_all = {rules, COUNT_OF(rules)};

const char *rule_page(const Rule *rule) {
  for (const RulePage *page = rule_pages; page->id; page++)
    if (strcmp(page->id, rule->id) == 0) return page->text;
  return "";
}
