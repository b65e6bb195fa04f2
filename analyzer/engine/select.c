// Selectors: which rules a word on the command line or in a comment means. A selector is as
// specific as the number of rules that it names is small, so nobody has to learn an order of
// precedence.
#include "engine/select.h"

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Codes are written in capitals, and people write them in both.
static bool equal_fold(Str a, Str b) {
  if (a.size != b.size) return false;
  for (size_t i = 0; i < a.size; i++) {
    char upper = a.at[i] >= 'a' && a.at[i] <= 'z' ? (char)(a.at[i] - 'a' + 'A') : a.at[i];
    char other = b.at[i] >= 'a' && b.at[i] <= 'z' ? (char)(b.at[i] - 'a' + 'A') : b.at[i];
    if (upper != other) return false;
  }
  return true;
}

// The letters of a code, `ASYNC` of ASYNC251. A beginning of a code must hold all of them: `A`
// means nothing.
static size_t letters_of(Str code) {
  size_t size = 0;
  while (size < code.size && !is_digit(code.at[size]))
    size++;
  return size;
}

static Match code_match(Str code, Str selector) {
  if (equal_fold(code, selector)) return MATCH_EXACT;
  if (selector.size < letters_of(code)) return MATCH_NONE;
  return equal_fold(str_slice(code, 0, selector.size), selector) ? MATCH_GROUP : MATCH_NONE;
}

Match rule_match(const Rule *rule, Str selector) {
  if (selector.size == 0) return MATCH_NONE;
  if (str_equal_c(selector, rule->id)) return MATCH_EXACT;
  Match best = MATCH_NONE;
  if (str_equal_c(selector, "ALL") || str_equal_c(selector, rule->family)) best = MATCH_GROUP;
  Str code = ruff_code(selector);
  if (code.size > 0) selector = code;
  for (Str rest = str_from_c(rule->aliases); rest.at;) {
    Match match = code_match(str_cut(&rest, ' '), selector);
    if (match > best) best = match;
  }
  return best;
}

// ---- Selecting ----------------------------------------------------------------------------------

static size_t rules_named(RuleList rules, Str selector) {
  size_t count = 0;
  for (size_t i = 0; i < rules.count; i++)
    if (rule_match(rules.at[i], selector) != MATCH_NONE) count++;
  return count;
}

// Keeps the nearer of two words in `*best`.
static void consider(Str word, Str wanted, Str *best, size_t *best_distance) {
  size_t distance = str_distance(wanted, word, *best_distance);
  if (distance >= *best_distance) return;
  *best = word;
  *best_distance = distance;
}

// A third of a word may be wrong, and always two letters.
static size_t distance_limit(Str word) {
  size_t third = word.size / 3;
  return (third < 2 ? 2 : third) + 1;
}

static Str nearest_id(RuleList rules, Str wanted) {
  Str best = STR("");
  size_t distance = distance_limit(wanted);
  for (size_t i = 0; i < rules.count; i++)
    consider(str_from_c(rules.at[i]->id), wanted, &best, &distance);
  return best;
}

static Str nearest_selector(RuleList rules, Str wanted) {
  Str best = STR("");
  size_t distance = distance_limit(wanted);
  for (size_t i = 0; i < rules.count; i++) {
    consider(str_from_c(rules.at[i]->id), wanted, &best, &distance);
    consider(str_from_c(rules.at[i]->family), wanted, &best, &distance);
    for (Str rest = str_from_c(rules.at[i]->aliases); rest.at;)
      consider(str_cut(&rest, ' '), wanted, &best, &distance);
  }
  return best;
}

static bool refuse(RuleList rules, Str selector, Error *err) {
  Str near = nearest_selector(rules, selector);
  if (near.size > 0)
    return error_set(err, FAIL_USAGE,
                     "no rule, family or code is called `%.*s`; did you mean `%.*s`?",
                     STR_ARG(selector), STR_ARG(near));
  return error_set(err, FAIL_USAGE, "no rule, family or code is called `%.*s`", STR_ARG(selector));
}

typedef struct Selecting { // one call of engine_select
  RuleList rules;
  bool *is_selected;
  bool *is_explicit;
} Selecting;

// How many rules the selector names that decided about `rule`, among those in `list`; keeps the
// last of the narrowest.
static void decide(const Selecting *selecting, size_t rule, const Str *list, size_t count,
                   bool is_wanted, size_t *narrowest) {
  for (size_t i = 0; i < count; i++) {
    Match match = rule_match(selecting->rules.at[rule], list[i]);
    if (match == MATCH_NONE) continue;
    if (match == MATCH_EXACT && is_wanted) selecting->is_explicit[rule] = true;
    size_t width = rules_named(selecting->rules, list[i]);
    if (width > *narrowest) continue;
    *narrowest = width;
    selecting->is_selected[rule] = is_wanted;
  }
}

static bool check_selectors(RuleList rules, const Str *list, size_t count, Error *err) {
  for (size_t i = 0; i < count; i++)
    if (rules_named(rules, list[i]) == 0) return refuse(rules, list[i], err);
  return true;
}

bool engine_select(RuleList rules, const Selection *selection, bool *is_selected, bool *is_explicit,
                   Error *err) {
  if (!check_selectors(rules, selection->select, selection->select_count, err)) return false;
  if (!check_selectors(rules, selection->extend, selection->extend_count, err)) return false;
  if (!check_selectors(rules, selection->ignore, selection->ignore_count, err)) return false;
  Selecting selecting = {rules, is_selected, is_explicit};
  for (size_t i = 0; i < rules.count; i++) {
    size_t narrowest = SIZE_MAX;
    is_explicit[i] = false;
    is_selected[i] = selection->select_count == 0 && !rules.at[i]->is_optional;
    decide(&selecting, i, selection->select, selection->select_count, true, &narrowest);
    decide(&selecting, i, selection->extend, selection->extend_count, true, &narrowest);
    decide(&selecting, i, selection->ignore, selection->ignore_count, false, &narrowest);
    is_explicit[i] = is_explicit[i] && is_selected[i];
  }
  return true;
}

const Rule *engine_find_rule(RuleList rules, Str name, Str *suggestion) {
  *suggestion = STR("");
  for (size_t i = 0; i < rules.count; i++)
    if (str_equal_c(name, rules.at[i]->id)) return rules.at[i];
  for (size_t i = 0; i < rules.count; i++)
    if (rule_match(rules.at[i], name) == MATCH_EXACT) return rules.at[i];
  *suggestion = nearest_id(rules, name);
  return NULL;
}
