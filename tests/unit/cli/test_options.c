// Words to options, and what is said of those that make none.
#include "cli/options.h"
#include "support/test.h"

#define WORDS_MAX 10

typedef struct Row {
  const char *name;
  const char *words[WORDS_MAX];
  const char *want; // see describe
} Row;

static const Row rows[] = {
    {"nothing", {0}, "check []"},
    {"paths alone", {"a.py", "b"}, "check [a.py b]"},
    {"a command", {"check", "a.py"}, "check [a.py]"},
    {"another command", {"rule", "blocking-sleep"}, "rule [blocking-sleep]"},
    {"a command's name once more", {"check", "check"}, "check [check]"},
    {"options before the command", {"-q", "check", "a.py"}, "check [a.py] quiet"},
    {"options behind paths", {"a.py", "--quiet"}, "check [a.py] quiet"},
    {"value in the same word", {"--jobs=3"}, "check [] jobs 3"},
    {"value in the next word", {"--jobs", "3"}, "check [] jobs 3"},
    {"value behind a letter", {"-j3"}, "check [] jobs 3"},
    {"value in the word behind a letter", {"-j", "3"}, "check [] jobs 3"},
    {"value behind a letter and a sign", {"-j=3"}, "check [] jobs 3"},
    {"letters together", {"-qvj3"}, "check [] jobs 3 quiet verbose"},
    {"the last value counts", {"-j3", "-j4"}, "check [] jobs 4"},
    {"lists by commas", {"--select=a, b,,c"}, "check [] select a b c"},
    {"lists grow", {"--select", "a", "--select", "b"}, "check [] select a b"},
    {"an empty value", {"--select="}, "check [] select"},
    {"standard input", {"-"}, "check [-]"},
    {"words behind --", {"--", "-q", "--", "--jobs"}, "check [-q -- --jobs]"},
    {"-- is no command", {"--", "rule"}, "check [rule]"},
    {"a value that looks like an option", {"--exclude", "-q"}, "check [] exclude -q"},
    {"strict", {"--preset", "strict"}, "check [] strict"},
    {"advice", {"--preset", "advice"}, "check [] advice"},
    {"the last preset counts", {"--preset", "strict", "--preset", "advice"}, "check [] advice"},
    {"version of Python", {"--target-version", "3.11"}, "check [] target 311"},
    {"version in short", {"--target-version=py39"}, "check [] target 309"},
    {"no version",
     {"--target-version=2.7"},
     "--target-version: `2.7` is no version of Python such as 3.11"},
    {"confidence", {"--min-confidence", "possible"}, "check [] possible"},
    {"help of a command", {"rule", "--help"}, "rule [] help"},
    {"unknown option", {"--frobnicate"}, "unknown option `--frobnicate`"},
    {"misspelt option", {"--slect"}, "unknown option `--slect`; did you mean `--select`?"},
    {"misspelt option with a value", {"--job=3"}, "unknown option `--job`; did you mean `--jobs`?"},
    {"part of an option",
     {"--format", "x"},
     "unknown option `--format`; did you mean `--output-format`?"},
    {"unknown letter", {"-z"}, "unknown option `-z`"},
    {"unknown letter among others", {"-qz"}, "unknown option `-z`"},
    {"missing value", {"--jobs"}, "--jobs needs a value: --jobs N"},
    {"missing value of a letter", {"-j"}, "--jobs needs a value: --jobs N"},
    {"value for a switch", {"--quiet=yes"}, "--quiet takes no value"},
    {"no number", {"--jobs=3x"}, "--jobs: `3x` is no number from 0 to 4096"},
    {"a number too large",
     {"--jobs=99999999999999999999"},
     "--jobs: `99999999999999999999` is no number from 0 to 4096"},
    {"a negative number", {"--jobs=-1"}, "--jobs: `-1` is no number from 0 to 4096"},
    {"no number at all", {"--jobs="}, "--jobs: `` is no number from 0 to 4096"},
    {"misspelt confidence",
     {"--min-confidence=posible"},
     "unknown level of confidence `posible`; did you mean `possible`?"},
    {"unknown confidence",
     {"--min-confidence=99%"},
     "unknown level of confidence `99%`; there are: resolved, probable, possible"},
    {"misspelt preset", {"--preset=strickt"}, "unknown preset `strickt`; did you mean `strict`?"},
    {"misspelt colour",
     {"--color=allways"},
     "unknown choice for --color `allways`; did you mean `always`?"},
    {"an option of another command",
     {"rule", "--select=a"},
     "`--select` is no option of `nostall rule`"},
    {"the same the other way round", {"--all"}, "`--all` is no option of `nostall check`"},
};

static Str add(Arena *arena, Str text, Str word) {
  return str_print(arena, "%.*s %.*s", STR_ARG(text), STR_ARG(word));
}

static Str add_list(Arena *arena, Str text, OptionId id, const char *name, const Options *options,
                    StrList list) {
  if (!options->is_given[id]) return text;
  text = add(arena, text, str_from_c(name));
  for (size_t i = 0; i < list.count; i++)
    text = add(arena, text, list.at[i]);
  return text;
}

static Str describe_operands(Arena *arena, StrList operands) {
  Str text = STR("");
  for (size_t i = 0; i < operands.count; i++)
    text = i > 0 ? add(arena, text, operands.at[i]) : operands.at[i];
  return text;
}

static Str describe(Arena *arena, const Options *options) {
  Str command = command_names().at[options->command];
  Str text = str_print(arena, "%.*s [%.*s]", STR_ARG(command),
                       STR_ARG(describe_operands(arena, options->operands)));
  text = add_list(arena, text, OPTION_SELECT, "select", options, options->select);
  text = add_list(arena, text, OPTION_EXCLUDE, "exclude", options, options->excludes);
  if (options->jobs > 0) text = str_print(arena, "%.*s jobs %u", STR_ARG(text), options->jobs);
  if (options->max_tier == TIER_CHEAP) text = add(arena, text, STR("strict"));
  if (options->has_advice) text = add(arena, text, STR("advice"));
  if (options->target > 0)
    text = str_print(arena, "%.*s target %u", STR_ARG(text), options->target);
  if (options->min_confidence != CONFIDENCE_RESOLVED)
    text = add(arena, text, str_from_c(confidence_name(options->min_confidence)));
  if (options->is_given[OPTION_QUIET]) text = add(arena, text, STR("quiet"));
  if (options->is_given[OPTION_VERBOSE]) text = add(arena, text, STR("verbose"));
  if (options->is_given[OPTION_HELP]) text = add(arena, text, STR("help"));
  return text;
}

static void parses(const Row *row) {
  Arena arena = {0};
  char *words[WORDS_MAX + 1] = {0};
  int count = 1;
  for (size_t i = 0; i < WORDS_MAX && row->words[i]; i++)
    words[count++] = str_to_c(&arena, str_from_c(row->words[i]));
  Options options = {0};
  Error error = {0};
  bool ok = options_parse(&arena, count, words, &options, &error);
  Str got = ok ? describe(&arena, &options) : str_from_c(error.text);
  assert_str_equal(got, str_from_c(row->want));
  arena_release(&arena);
}
TEST_TABLE("options_parse", rows, parses)

typedef struct SuggestRow {
  const char *name;
  const char *wanted;
  const char *want;
} SuggestRow;

static const SuggestRow suggest_rows[] = {
    {"the word itself", "version", "version"},
    {"a letter too few", "chck", "check"},
    {"a letter too many", "rulee", "rule"},
    {"two swapped", "hlep", "help"},
    {"the nearest", "checks", "check"},
    {"nothing near", "frobnicate", ""},
    {"a part of a word", "vers", "version"},
    {"too small a part", "bas", ""},
    {"nothing", "", ""},
};

static void suggests(const SuggestRow *row) {
  CommandNames names = command_names();
  Str got = suggest(str_from_c(row->wanted), names.at, COMMAND_COUNT);
  assert_str_equal(got, str_from_c(row->want));
}
TEST_TABLE("suggest", suggest_rows, suggests)

TEST_MAIN(&parses_table, &suggests_table)
