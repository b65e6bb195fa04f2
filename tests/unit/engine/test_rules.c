// What holds for every rule that ships: its page begins with its summary and has all parts, its
// family and id are what they should be.
#include "rules/rules.h"

#include "support/test.h"

#include <stdio.h>
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
  static const char *const parts[] = {"\n## Why\n", "\n## What to do\n", "\n## Limits\n",
                                      "\n## References\n"};
  for (size_t i = 0; i < rules_all.count; i++) {
    size_t before = 0;
    for (size_t j = 0; j < COUNT_OF(parts); j++) {
      size_t at = str_find(str_from_c(rule_page(rules_all.at[i])), str_from_c(parts[j]));
      if (at == SIZE_MAX) fail_msg("the page of %s has no %s", rules_all.at[i]->id, parts[j]);
      if (at < before) fail_msg("%s: %s comes too early", rules_all.at[i]->id, parts[j]);
      before = at;
    }
  }
}
TEST_CASE("a page has all its parts in order", pages_are_complete)

static bool has_file(const Rule *rule, const char *wanted) {
  const char *name = NULL;
  for (size_t i = 0; rule_file(rule, i, &name); i++)
    if (strcmp(name, wanted) == 0) return true;
  return false;
}

static bool page_shows(const Rule *rule, const char *file) {
  char title[32] = "";
  snprintf(title, sizeof title, "\n`%s`:\n", file);
  return str_find(str_from_c(rule_page(rule)), str_from_c(title)) != SIZE_MAX;
}

static void examples_are_shown(void) {
  static const char *const pairs[][2] = {{"bad.py", "good.py"}, {"bad.c", "good.c"}};
  for (size_t i = 0; i < rules_all.count; i++) {
    const Rule *rule = rules_all.at[i];
    size_t shown = 0;
    for (size_t j = 0; j < COUNT_OF(pairs); j++) {
      bool has_bad = has_file(rule, pairs[j][0]), has_good = has_file(rule, pairs[j][1]);
      if (has_bad != has_good || has_bad != page_shows(rule, pairs[j][0]) ||
          has_good != page_shows(rule, pairs[j][1]))
        fail_msg("%s: %s and %s stand together, in folder and page", rule->id, pairs[j][0],
                 pairs[j][1]);
      shown += has_bad;
    }
    if (shown == 0) fail_msg("%s has no examples", rule->id);
  }
}
TEST_CASE("a page shows the bad and the good example of each language", examples_are_shown)

// A rule is for the languages that it has examples in.
static void checkers_read_the_languages(void) {
  for (size_t i = 0; i < rules_all.count; i++) {
    const Rule *rule = rules_all.at[i];
    CheckerReads reads = rule->checker->reads;
    if (has_file(rule, "bad.py") && reads == READS_C)
      fail_msg("%s has an example in Python and does not read it", rule->id);
    if (has_file(rule, "bad.c") && reads == READS_PYTHON)
      fail_msg("%s has an example in C and does not read it", rule->id);
  }
}
TEST_CASE("the checker of a rule reads its examples", checkers_read_the_languages)

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

static const char *family_of(Effect effect) {
  return effect == EFFECT_OPEN_PEER ? "descriptor" : "blocking";
}

static void effects_have_rules(void) {
  for (Effect effect = EFFECT_NONE + 1; effect < EFFECT_COUNT; effect++)
    assert_string_equal(rule_named(effect_id(effect))->family, family_of(effect));
}
TEST_CASE("every effect has a rule", effects_have_rules)

TEST_MAIN(&pages_begin_with_the_summary_table, &pages_are_complete_table, &examples_are_shown_table,
          &checkers_read_the_languages_table, &ids_are_unique_table, &rules_have_checkers_table,
          &effects_have_rules_table)
