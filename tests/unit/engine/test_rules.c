// What holds for every rule that ships: its page begins with its summary and has all parts, its
// family and id are what they should be.
#include "rules/rules.h"

#include "support/test.h"

#include <string.h>

static const Rule *rule_named(const char *id) {
  Str suggestion = STR("");
  const Rule *rule = engine_find_rule(rules_all, str_from_c(id), &suggestion);
  assert_non_null(rule);
  return rule;
}

static void pages_begin_with_the_summary(void) {
  for (size_t i = 0; i < rules_all.count; i++) {
    const Rule *rule = rules_all.at[i];
    Str page = str_from_c(rule_page(rule));
    assert_str_equal(str_cut(&page, '\n'), str_from_c(rule->summary));
  }
}
TEST_CASE("the first line of a page is the summary", pages_begin_with_the_summary)

static void pages_are_complete(void) {
  static const char *const parts[] = {"\n## Why\n",        "\n## What to do\n", "\n## Limits\n",
                                      "\n## References\n", "\n`bad.py`:\n",     "\n`good.py`:\n"};
  for (size_t i = 0; i < rules_all.count; i++) {
    size_t before = 0;
    for (size_t j = 0; j < COUNT_OF(parts); j++) {
      size_t at = str_find(str_from_c(rule_page(rules_all.at[i])), str_from_c(parts[j]));
      if (at == SIZE_MAX) fail_msg("the page of %s has no %s", rules_all.at[i]->id, parts[j]);
      if (j < 4 && at < before) fail_msg("%s: %s comes too early", rules_all.at[i]->id, parts[j]);
      before = j < 4 ? at : before;
    }
  }
}
TEST_CASE("a page has all its parts in order", pages_are_complete)

static void ids_are_unique(void) {
  for (size_t i = 0; i < rules_all.count; i++)
    for (size_t j = 0; j < i; j++)
      assert_string_not_equal(rules_all.at[i]->id, rules_all.at[j]->id);
}
TEST_CASE("no two rules have one id", ids_are_unique)

static void rules_have_checkers(void) {
  for (size_t i = 0; i < rules_all.count; i++) {
    assert_non_null(rules_all.at[i]->checker);
    assert_true(strlen(rules_all.at[i]->family) > 0);
  }
}
TEST_CASE("every rule has a checker and a family", rules_have_checkers)

// Effects that only calls in C have.
static const Effect without_rule[] = {EFFECT_DNS, EFFECT_POLL, EFFECT_IPC, EFFECT_SYNC, EFFECT_LOG};

static bool is_without_rule(Effect effect) {
  for (size_t i = 0; i < COUNT_OF(without_rule); i++)
    if (without_rule[i] == effect) return true;
  return false;
}

static void effects_have_rules(void) {
  for (Effect effect = EFFECT_NONE + 1; effect < EFFECT_COUNT; effect++)
    if (!is_without_rule(effect))
      assert_string_equal(rule_named(effect_id(effect))->family, "blocking");
}
TEST_CASE("every effect has a rule of the family blocking", effects_have_rules)

TEST_MAIN(&pages_begin_with_the_summary_table, &pages_are_complete_table, &ids_are_unique_table,
          &rules_have_checkers_table, &effects_have_rules_table)
