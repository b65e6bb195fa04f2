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

static const RulePage *find_page(const Rule *rule) {
  for (const RulePage *page = rule_pages; page->id; page++)
    if (strcmp(page->id, rule->id) == 0) return page;
  return NULL;
}

const char *rule_page(const Rule *rule) {
  const RulePage *page = find_page(rule);
  return page ? page->text : "";
}

const char *rule_file(const Rule *rule, size_t index, const char **name) {
  const RulePage *page = find_page(rule);
  const RuleFile *file = page ? page->files : NULL;
  for (size_t i = 0; file && file->name && i < index; i++)
    file++;
  if (!file || !file->name) return NULL;
  *name = file->name;
  return file->text;
}
