// Which rules a selection turns on, against a small list of rules of our own.
#include "engine/engine.h"

#include "support/test.h"

static const Rule sleeping = {
    .id = "blocking-sleep", .family = "blocking", .aliases = "ASYNC251 S7488"};
static const Rule opening = {.id = "blocking-open", .family = "blocking", .aliases = "ASYNC230"};
static const Rule asking = {.id = "blocking-path-metadata",
                            .family = "blocking",
                            .aliases = "ASYNC240",
                            .is_optional = true};
static const Rule reading = {
    .id = "blocking-file-io", .family = "blocking", .aliases = "ASYNC230 ASYNC240"};
static const Rule dropping = {.id = "orphaned-task", .family = "task", .aliases = "RUF006"};
static const Rule awaiting = {.id = "missing-await", .family = "await", .aliases = NULL};

static const Rule *const list[] = {&sleeping, &opening, &asking, &reading, &dropping, &awaiting};
static const RuleList rules = {list, COUNT_OF(list)};

#define WORDS_MAX 4

// Splits at blanks; "" is no word.
static size_t split(const char *text, Str words[WORDS_MAX]) {
  size_t count = 0;
  if (text == NULL || text[0] == '\0') return 0;
  for (Str rest = str_from_c(text); rest.at && count < WORDS_MAX;)
    words[count++] = str_cut(&rest, ' ');
  return count;
}

static bool select_words(const char *select, const char *extend, const char *ignore,
                         bool *is_selected, bool *is_explicit, Error *err) {
  Str words[3][WORDS_MAX];
  Selection selection = {.select = words[0],
                         .select_count = split(select, words[0]),
                         .extend = words[1],
                         .extend_count = split(extend, words[1]),
                         .ignore = words[2],
                         .ignore_count = split(ignore, words[2])};
  return engine_select(rules, &selection, is_selected, is_explicit, err);
}

// One letter a rule in the order of the list: '-' off, 'x' on, 'X' on and explicit.
typedef struct SelectRow {
  const char *name;
  const char *select, *extend, *ignore;
  const char *want;
} SelectRow;

static const SelectRow select_rows[] = {
    {"the default leaves out what is optional", "", "", "", "xx-xxx"},
    {"select replaces the default", "task", "", "", "----x-"},
    {"a family holds its optional rules", "blocking", "", "", "xxxx--"},
    {"ALL", "ALL", "", "", "xxxxxx"},
    {"an id is explicit", "blocking-path-metadata", "", "", "--X---"},
    {"extend adds to the default", "", "blocking-path-metadata", "", "xxXxxx"},
    {"a code stands for all its rules", "ASYNC230", "", "", "-X-X--"},
    {"a code in small letters", "async251", "", "", "X-----"},
    {"the beginning of a code", "ASYNC2", "", "", "xxxx--"},
    {"the letters of a code", "RUF", "", "", "----x-"},
    {"ignore takes away", "", "", "blocking", "----xx"},
    {"ignore ALL", "", "", "ALL", "------"},
    {"the narrower wins over ignore", "", "blocking-open", "blocking", "-X--xx"},
    {"the narrower wins over select", "blocking", "", "blocking-open", "x-xx--"},
    {"a code is narrower than its family", "blocking", "", "ASYNC230", "x-x---"},
    {"a family is narrower than ALL", "task", "", "ALL", "----x-"},
    {"of equal width the later", "orphaned-task", "", "orphaned-task", "------"},
    {"extend brings back what select left out", "task", "await", "", "----xx"},
};

static void selects(const SelectRow *row) {
  bool is_selected[COUNT_OF(list)];
  bool is_explicit[COUNT_OF(list)];
  Error err = {0};
  assert_success(
      select_words(row->select, row->extend, row->ignore, is_selected, is_explicit, &err), &err);
  char got[COUNT_OF(list) + 1] = {0};
  for (size_t i = 0; i < COUNT_OF(list); i++)
    got[i] = !is_selected[i] ? '-' : is_explicit[i] ? 'X' : 'x';
  assert_string_equal(got, row->want);
}
TEST_TABLE("engine_select", select_rows, selects)

typedef struct RefuseRow {
  const char *name;
  const char *selector;
  const char *want;
} RefuseRow;

static const RefuseRow refuse_rows[] = {
    {"a slip in an id", "blocking-slep",
     "no rule, family or code is called `blocking-slep`; did you mean `blocking-sleep`?"},
    {"a slip in a family", "blokcing",
     "no rule, family or code is called `blokcing`; did you mean `blocking`?"},
    {"a slip in a code", "ASYNC215",
     "no rule, family or code is called `ASYNC215`; did you mean `ASYNC251`?"},
    {"nothing near", "E501", "no rule, family or code is called `E501`"},
    {"half the letters of a code", "ASY", "no rule, family or code is called `ASY`"},
};

static void refuses(const RefuseRow *row) {
  bool is_selected[COUNT_OF(list)];
  bool is_explicit[COUNT_OF(list)];
  Error err = {0};
  assert_false(select_words("", "", row->selector, is_selected, is_explicit, &err));
  assert_int_equal(err.kind, FAIL_USAGE);
  assert_string_equal(err.text, row->want);
}
TEST_TABLE("engine_select refuses", refuse_rows, refuses)

typedef struct FindRow {
  const char *name;
  const char *word;
  const Rule *want;
  const char *suggestion;
} FindRow;

static const FindRow find_rows[] = {
    {"an id", "orphaned-task", &dropping, ""},
    {"a code", "RUF006", &dropping, ""},
    {"a code of several", "ASYNC230", &opening, ""},
    {"no beginning of a code", "ASYNC2", NULL, ""},
    {"a slip", "orphan-task", NULL, "orphaned-task"},
    {"nothing near", "something-else", NULL, ""},
};

static void finds(const FindRow *row) {
  Str suggestion = STR("unset");
  assert_ptr_equal(engine_find_rule(rules, str_from_c(row->word), &suggestion), row->want);
  assert_str_equal(suggestion, str_from_c(row->suggestion));
}
TEST_TABLE("engine_find_rule", find_rows, finds)

typedef struct ConfidenceRow {
  const char *name;
  bool is_known;
  Confidence want;
} ConfidenceRow;

static const ConfidenceRow confidence_rows[] = {
    {"possible", true, CONFIDENCE_POSSIBLE},
    {"probable", true, CONFIDENCE_PROBABLE},
    {"resolved", true, CONFIDENCE_RESOLVED},
    {"certain", false, CONFIDENCE_POSSIBLE},
};

static void parses_confidence(const ConfidenceRow *row) {
  Confidence got = CONFIDENCE_POSSIBLE;
  assert_int_equal(confidence_parse(str_from_c(row->name), &got), row->is_known);
  assert_int_equal(got, row->want);
  if (row->is_known) assert_string_equal(confidence_name(got), row->name);
}
TEST_TABLE("confidence_parse", confidence_rows, parses_confidence)

TEST_MAIN(&selects_table, &refuses_table, &finds_table, &parses_confidence_table)
