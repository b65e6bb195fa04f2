// Words to options. `--name=value`, `--name value`, `-nvalue`, `-n value`, letters together (-qv),
// and `--` before operands that start with a dash. The first word that is no option and names a
// command is the command; options may stand anywhere, but behind the first word of what `confirm`
// runs all words are that command's.
#include "cli/options.h"

#define JOBS_MAX    4096u
#define SECONDS_MAX 3600u
#define STALL_MAX   60000u

typedef struct OptionRow {
  const char *name;
  char letter; // 0: none
  const char *value;
  unsigned commands;
} OptionRow;

static const OptionRow rows[] = {
#define GROUP(title)
#define OPTION(NAME, name, letter, value, commands, help) {name, letter, value, commands},
    OPTIONS(GROUP, OPTION)
#undef OPTION
#undef GROUP
};

const char *options_name(OptionId id) {
  return rows[id].name;
}

typedef struct Parser {
  Arena *arena;
  Options *options;
  char **words;
  size_t count;
  size_t next;
} Parser;

CommandNames command_names(void) {
  return (CommandNames){{
#define COMMAND(NAME, name, operands, help) STR(name),
      COMMANDS(COMMAND)
#undef COMMAND
  }};
}

bool command_find(Str name, Command *out) {
  CommandNames names = command_names();
  for (size_t i = 0; i < COMMAND_COUNT; i++) {
    if (!str_equal(name, names.at[i])) continue;
    *out = (Command)i;
    return true;
  }
  return false;
}

// ---- Values -------------------------------------------------------------------------------------

static void add_list(Arena *arena, StrList *list, Str value) {
  for (Str rest = value; rest.at;) {
    Str item = str_trim(str_cut(&rest, ','));
    if (item.size > 0) array_push(arena, list, item);
  }
}

static bool parse_number(const char *option, Str value, unsigned most, unsigned *out, Error *err) {
  unsigned number = 0;
  bool is_fine = value.size > 0;
  for (size_t i = 0; i < value.size && is_fine; i++) {
    is_fine = value.at[i] >= '0' && value.at[i] <= '9';
    number = number * 10 + (unsigned)(value.at[i] - '0');
    is_fine = is_fine && number <= most;
  }
  if (!is_fine)
    return error_set(err, FAIL_USAGE, "--%s: `%.*s` is no number from 0 to %u", option,
                     STR_ARG(value), most);
  *out = number;
  return true;
}

static bool parse_confidence(Str value, Confidence *out, Error *err) {
  const Str words[] = {STR("resolved"), STR("probable"), STR("possible")};
  if (confidence_parse(value, out)) return true;
  return suggest_fail(err, "level of confidence", value, words, COUNT_OF(words));
}

static bool parse_severity(Str value, Severity *out, Error *err) {
  const Str words[] = {STR("info"), STR("warning"), STR("error")};
  if (severity_parse(value, out)) return true;
  return suggest_fail(err, "severity", value, words, COUNT_OF(words));
}

static bool parse_test_rules(Str value, TestRules *out, Error *err) {
  const Str words[] = {STR("relaxed"), STR("same"), STR("skip")};
  if (test_rules_parse(value, out)) return true;
  return suggest_fail(err, "choice for --tests", value, words, COUNT_OF(words));
}

void options_set_preset(Options *options, Str preset) {
  options->max_tier = str_equal(preset, STR("strict")) ? TIER_CHEAP : TIER_BULK;
  options->has_advice = str_equal(preset, STR("advice"));
}

static bool parse_preset(Str value, Options *options, Error *err) {
  const Str words[] = {STR("default"), STR("advice"), STR("strict")};
  options_set_preset(options, value);
  for (size_t i = 0; i < COUNT_OF(words); i++)
    if (str_equal(value, words[i])) return true;
  return suggest_fail(err, "preset", value, words, COUNT_OF(words));
}

static bool parse_target(Str value, unsigned *out, Error *err) {
  *out = config_version(value);
  return *out > 0 ||
         error_set(err, FAIL_USAGE, "--target-version: `%.*s` is no version of Python such as 3.11",
                   STR_ARG(value));
}

// It becomes a part of a line of code.
static bool parse_reason(Str value, Str *out, Error *err) {
  *out = str_trim(value);
  for (size_t i = 0; i < value.size; i++) {
    unsigned char byte = (unsigned char)value.at[i];
    if (byte < 0x20 || byte == 0x7f || byte == '#')
      return error_set(err, FAIL_USAGE, "--add-ignore: a reason is one line without `#`");
  }
  return str_is_utf8(value) || error_set(err, FAIL_USAGE, "--add-ignore: a reason is UTF-8");
}

static bool parse_scope(Str value, ChangeScope *out, Error *err) {
  const Str words[] = {STR("chain"), STR("primary"), STR("files")}; // in order of ChangeScope
  for (size_t i = 0; i < COUNT_OF(words); i++) {
    if (!str_equal(value, words[i])) continue;
    *out = (ChangeScope)i;
    return true;
  }
  return suggest_fail(err, "choice for --changed-scope", value, words, COUNT_OF(words));
}

static bool parse_language(Str value, Str *out, Error *err) {
  const Str words[] = {STR("c"), STR("python")};
  *out = value;
  if (str_equal(value, words[0]) || str_equal(value, words[1])) return true;
  return suggest_fail(err, "language", value, words, COUNT_OF(words));
}

static bool parse_color(Str value, ColorChoice *out, Error *err) {
  const Str words[] = {STR("auto"), STR("always"), STR("never")}; // in order of ColorChoice
  for (size_t i = 0; i < COUNT_OF(words); i++) {
    if (!str_equal(value, words[i])) continue;
    *out = (ColorChoice)i;
    return true;
  }
  return suggest_fail(err, "choice for --color", value, words, COUNT_OF(words));
}

static bool apply(Parser *parser, OptionId id, Str value, Error *err) {
  Options *options = parser->options;
  options->is_given[id] = true;
  switch (id) {
  case OPTION_SELECT:
    add_list(parser->arena, &options->select, value);
    return true;
  case OPTION_EXTEND_SELECT:
    add_list(parser->arena, &options->extend, value);
    return true;
  case OPTION_IGNORE:
    add_list(parser->arena, &options->ignore, value);
    return true;
  case OPTION_EXCLUDE:
    add_list(parser->arena, &options->excludes, value);
    return true;
  case OPTION_EXTEND_EXCLUDE:
    add_list(parser->arena, &options->extend_excludes, value);
    return true;
  case OPTION_FORCE_EXCLUDE:
    options->force_exclude = true;
    return true;
  case OPTION_FAIL_ON:
    return parse_severity(value, &options->fail_on, err);
  case OPTION_TESTS:
    return parse_test_rules(value, &options->tests, err);
  case OPTION_MAX_WARNINGS:
    options->has_max_warnings = true;
    return parse_number("max-warnings", value, CONFIG_WARNINGS_MAX, &options->max_warnings, err);
  case OPTION_PATHS:
    add_list(parser->arena, &options->paths, value);
    return true;
  case OPTION_FRAMEWORK:
    options->framework = value;
    return true;
  case OPTION_NAME:
    options->name = value;
    return true;
  case OPTION_OUTPUT_FILE:
    options->output_file = value;
    return true;
  case OPTION_STALL_MS:
    return parse_number("stall-ms", value, STALL_MAX, &options->stall_ms, err);
  case OPTION_OUTPUT_FORMAT:
    options->output_format = value;
    array_push(parser->arena, &options->outputs, value);
    return true;
  case OPTION_HTML:
    options->html = value;
    return true;
  case OPTION_BADGE:
    options->badge = value;
    return true;
  case OPTION_SINCE:
    array_push(parser->arena, &options->since, value);
    return true;
  case OPTION_STDIN_FILENAME:
    options->stdin_name = value;
    return true;
  case OPTION_PRESET:
    return parse_preset(value, options, err);
  case OPTION_TARGET_VERSION:
    return parse_target(value, &options->target, err);
  case OPTION_MIN_CONFIDENCE:
    return parse_confidence(value, &options->min_confidence, err);
  case OPTION_COLOR:
    return parse_color(value, &options->color, err);
  case OPTION_JOBS:
    return parse_number("jobs", value, JOBS_MAX, &options->jobs, err);
  case OPTION_TIME_LIMIT:
    return parse_number("time-limit", value, SECONDS_MAX, &options->time_limit_s, err);
  case OPTION_RULES_DIR:
    options->rules_dir = value;
    return true;
  case OPTION_PYTHON:
    options->python = value;
    return true;
  case OPTION_CC:
    options->cc = value;
    return true;
  case OPTION_ENVIRONMENT:
    options->environment = value;
    return true;
  case OPTION_COMPILE_COMMANDS:
    options->compile_commands = value;
    return true;
  case OPTION_CACHE_DIR:
    options->cache_folder = value;
    return value.size > 0 || error_set(err, FAIL_USAGE, "--cache-dir names no directory");
  case OPTION_LIBCLANG:
    options->libclang = value;
    return true;
  case OPTION_CONFIG:
    if (value.size == 0) return error_set(err, FAIL_USAGE, "--config names no file");
    array_push(parser->arena, &options->configs, value);
    return true;
  case OPTION_LANGUAGE:
    return parse_language(value, &options->language, err);
  case OPTION_TIMELINE:
    options->timeline = value;
    return true;
  case OPTION_BASELINE:
    if (value.size == 0) return error_set(err, FAIL_USAGE, "--baseline names no file");
    options->baseline = value;
    return true;
  case OPTION_CHANGED:
    options->changed = value;
    return !value.at || value.size > 0 ||
           error_set(err, FAIL_USAGE, "--changed= names no revision");
  case OPTION_ADD_IGNORE:
    return parse_reason(value, &options->add_ignore, err);
  case OPTION_CHANGED_SCOPE:
    return parse_scope(value, &options->changed_scope, err);
  case OPTION_SHOW_FILES:
  case OPTION_SHOW_SETTINGS:
  case OPTION_STAGED:
  case OPTION_NO_BASELINE:
  case OPTION_ALL:
  case OPTION_FULL:
  case OPTION_ISOLATED:
  case OPTION_NO_CACHE:
  case OPTION_NO_ENVIRONMENT:
  case OPTION_SCHEMA:
  case OPTION_SWAP:
  case OPTION_WITNESS:
  case OPTION_STATISTICS:
  case OPTION_FIX:
  case OPTION_UNSAFE_FIXES:
  case OPTION_DIFF:
  case OPTION_FIX_ONLY:
  case OPTION_SHOW_FIXES:
  case OPTION_EXIT_NON_ZERO_ON_FIX:
  case OPTION_EXIT_ZERO:
  case OPTION_PROFILE:
  case OPTION_QUIET:
  case OPTION_VERBOSE:
  case OPTION_HELP:
  case OPTION_VERSION:
  case OPTION_COUNT:
    return true;
  }
  return true;
}

// ---- Words --------------------------------------------------------------------------------------

static bool fail_unknown(Str word, Error *err) {
  Str names[OPTION_COUNT];
  for (size_t i = 0; i < OPTION_COUNT; i++)
    names[i] = str_from_c(rows[i].name);
  Str near = suggest(word, names, OPTION_COUNT);
  if (near.size == 0) return error_set(err, FAIL_USAGE, "unknown option `--%.*s`", STR_ARG(word));
  return error_set(err, FAIL_USAGE, "unknown option `--%.*s`; did you mean `--%.*s`?",
                   STR_ARG(word), STR_ARG(near));
}

// The value of an option that stands in the next word.
static bool take_value(Parser *parser, const OptionRow *row, Str *value, Error *err) {
  if (parser->next == parser->count)
    return error_set(err, FAIL_USAGE, "--%s needs a value: --%s %s", row->name, row->name,
                     row->value);
  *value = str_from_c(parser->words[parser->next++]);
  return true;
}

static bool parse_long(Parser *parser, Str word, Error *err) {
  Str value = word;
  Str name = str_cut(&value, '=');
  for (size_t id = 0; id < OPTION_COUNT; id++) {
    const OptionRow *row = &rows[id];
    if (!str_equal_c(name, row->name)) continue;
    if (!row->value && value.at)
      return error_set(err, FAIL_USAGE, "--%s takes no value", row->name);
    bool is_optional = row->value && row->value[0] == '[';
    if (row->value && !value.at && !is_optional && !take_value(parser, row, &value, err))
      return false;
    return apply(parser, (OptionId)id, value, err);
  }
  return fail_unknown(name, err);
}

static bool find_letter(char letter, OptionId *out) {
  for (size_t id = 0; id < OPTION_COUNT; id++) {
    if (rows[id].letter != letter) continue;
    *out = (OptionId)id;
    return true;
  }
  return false;
}

static bool parse_letters(Parser *parser, Str letters, Error *err) {
  for (Str rest = letters; rest.size > 0;) {
    OptionId id = OPTION_COUNT;
    if (!find_letter(rest.at[0], &id))
      return error_set(err, FAIL_USAGE, "unknown option `-%c`", rest.at[0]);
    rest = str_slice(rest, 1, rest.size);
    Str value = rest;
    bool has_value = rows[id].value != NULL;
    if (has_value && rest.size == 0 && !take_value(parser, &rows[id], &value, err)) return false;
    if (has_value && str_has_prefix(value, STR("="))) value = str_slice(value, 1, value.size);
    if (!apply(parser, id, value, err)) return false;
    if (has_value) return true;
  }
  return true;
}

static void add_operand(Parser *parser, Str word) {
  Options *options = parser->options;
  bool is_first = !options->has_command && options->operands.count == 0;
  if (is_first && command_find(word, &options->command))
    options->has_command = true;
  else
    array_push(parser->arena, &options->operands, word);
}

static bool parse_word(Parser *parser, Str word, Error *err) {
  bool is_dash = str_equal(word, STR("-"));
  if (str_has_prefix(word, STR("--")))
    return parse_long(parser, str_slice(word, 2, word.size), err);
  if (str_has_prefix(word, STR("-")) && !is_dash)
    return parse_letters(parser, str_slice(word, 1, word.size), err);
  add_operand(parser, word);
  return true;
}

static bool check_changes(const Options *options, Error *err) {
  bool is_changed = options->is_given[OPTION_CHANGED], is_staged = options->is_given[OPTION_STAGED];
  bool is_fixed = options->is_given[OPTION_FIX] || options->is_given[OPTION_FIX_ONLY] ||
                  options->is_given[OPTION_DIFF];
  if (options->is_given[OPTION_ADD_IGNORE] && is_fixed)
    return error_set(err, FAIL_USAGE, "--add-ignore does not go with --fix: fix first");
  if (is_changed && is_staged)
    return error_set(err, FAIL_USAGE, "--staged does not go with --changed: choose one");
  if (options->is_given[OPTION_CHANGED_SCOPE] && !is_changed && !is_staged)
    return error_set(err, FAIL_USAGE, "--changed-scope needs --changed or --staged");
  return true;
}

static bool check_options(const Options *options, Error *err) {
  for (size_t id = 0; id < OPTION_COUNT; id++) {
    bool fits = rows[id].commands & 1u << options->command;
    if (options->is_given[id] && !fits)
      return error_set(err, FAIL_USAGE, "`--%s` is no option of `nostall %.*s`", rows[id].name,
                       STR_ARG(command_names().at[options->command]));
  }
  return true;
}

bool options_parse(Arena *arena, int argc, char **argv, Options *out, Error *err) {
  *out = (Options){.command = COMMAND_CHECK, .max_tier = TIER_BULK};
  out->min_confidence = CONFIDENCE_RESOLVED;
  out->fail_on = SEVERITY_WARNING;
  Parser parser = {.arena = arena, .options = out, .words = argv, .count = (size_t)argc, .next = 1};
  bool has_only_operands = false;
  while (parser.next < parser.count) {
    Str word = str_from_c(argv[parser.next++]);
    bool is_separator = !has_only_operands && str_equal(word, STR("--"));
    if (has_only_operands)
      array_push(arena, &out->operands, word);
    else if (is_separator)
      has_only_operands = true;
    else if (!parse_word(&parser, word, err))
      return false;
    has_only_operands |= out->command == COMMAND_CONFIRM && out->operands.count > 0;
  }
  return check_options(out, err) && check_changes(out, err);
}
