// What a run would do, without doing it: --show-files, --show-settings.
#include "cli/commands.h"
#include "cli/terminal.h"
#include "report/report.h"

#include <stdio.h>

int show_files(const Options *options, const SessionResult *result) {
  bool has_fatal = project_print_notes(options, result);
  for (size_t i = 0; i < result->file_count; i++)
    printf("%.*s\n", STR_ARG(result->files[i]));
  return has_fatal ? EXIT_TROUBLE : EXIT_CLEAN;
}

// ---- Settings: TOML, with who said it behind each
// ------------------------------------------------

static void print_text(Str text) {
  putchar('"');
  for (size_t i = 0; i < text.size; i++) {
    unsigned char byte = (unsigned char)text.at[i];
    if (byte == '"' || byte == '\\') putchar('\\');
    if (byte < 0x20 || byte == 0x7f)
      printf("\\u%04x", byte);
    else
      putchar(byte);
  }
  putchar('"');
}

static void print_origin(const Settings *settings, OptionId id) {
  Str origin = settings->origins[id];
  if (origin.size > 0)
    printf("  # %.*s\n", STR_ARG(origin));
  else
    printf("\n");
}

static void show_text(const Settings *settings, OptionId id, const char *value) {
  printf("%s = ", options_name(id));
  print_text(str_from_c(value));
  print_origin(settings, id);
}

static void print_list(const char *name, const StrList *list) {
  printf("%s = [", name);
  for (size_t i = 0; i < list->count; i++) {
    if (i > 0) printf(", ");
    print_text(list->at[i]);
  }
  printf("]");
}

static void show_list(const Settings *settings, OptionId id, const StrList *list) {
  print_list(options_name(id), list);
  print_origin(settings, id);
}

static const char *test_rules_name(TestRules rules) {
  switch (rules) {
  case TESTS_RELAXED:
    return "relaxed";
  case TESTS_SAME:
    return "same";
  case TESTS_SKIP:
    return "skip";
  }
  return "";
}

static void show_rules(const Settings *settings) {
  const Options *options = &settings->options;
  const char *preset = options->max_tier == TIER_CHEAP ? "strict"
                       : options->has_advice           ? "advice"
                                                       : "default";
  unsigned target = options->target > 0 ? options->target : TARGET_DEFAULT;
  char version[16];
  snprintf(version, sizeof version, "%u.%u", target / 100, target % 100);
  show_list(settings, OPTION_SELECT, &options->select);
  show_list(settings, OPTION_EXTEND_SELECT, &options->extend);
  show_list(settings, OPTION_IGNORE, &options->ignore);
  show_text(settings, OPTION_PRESET, preset);
  show_text(settings, OPTION_TARGET_VERSION, version);
  show_text(settings, OPTION_MIN_CONFIDENCE, confidence_name(options->min_confidence));
  show_text(settings, OPTION_TESTS, test_rules_name(options->tests));
  show_text(settings, OPTION_FAIL_ON, severity_name(options->fail_on));
  if (!options->has_max_warnings) return;
  printf("%s = %u", options_name(OPTION_MAX_WARNINGS), options->max_warnings);
  print_origin(settings, OPTION_MAX_WARNINGS);
}

static void show_paths(const Settings *settings) {
  const Options *options = &settings->options;
  Arena arena = {0};
  Str baseline = {0};
  bool is_there = false;
  show_list(settings, OPTION_EXCLUDE, &options->excludes);
  printf("%s = %s", options_name(OPTION_FORCE_EXCLUDE), options->force_exclude ? "true" : "false");
  print_origin(settings, OPTION_FORCE_EXCLUDE);
  print_list("test-files", &settings->test_files);
  printf("\n");
  print_list("src", &settings->src);
  printf("\n");
  bool is_none = options->is_given[OPTION_NO_ENVIRONMENT];
  if (is_none || options->is_given[OPTION_ENVIRONMENT])
    show_text(settings, is_none ? OPTION_NO_ENVIRONMENT : OPTION_ENVIRONMENT,
              is_none ? "none" : str_to_c(&arena, options->environment));
  bool has_place = baseline_place(&arena, settings, &options->operands, &baseline, &is_there);
  if (has_place && is_there) show_text(settings, OPTION_BASELINE, baseline.at);
  arena_release(&arena);
}

static void show_selected(const CliProgram *program, const Settings *settings,
                          const ProjectRules *rules) {
  size_t count = 0;
  for (size_t i = 0; i < program->rules.count; i++)
    count += rules->is_selected[i];
  printf("\n# %zu of %zu rules are on.\n[severity]\n", count, program->rules.count);
  for (size_t i = 0; i < program->rules.count; i++) {
    const Rule *rule = program->rules.at[i];
    RuleSeverity own = settings->severities[i];
    if (rules->is_selected[i])
      printf("%s = \"%s\"\n", rule->id,
             severity_name(own.is_given ? own.severity : rule->severity));
  }
}

int show_settings(const CliProgram *program, const Settings *settings, const ProjectRules *rules) {
  if (settings->files.count == 0) printf("# no configuration\n");
  for (size_t i = settings->files.count; i-- > 0;)
    printf("# %.*s\n", STR_ARG(settings->files.at[i]));
  show_rules(settings);
  show_paths(settings);
  show_selected(program, settings, rules);
  return EXIT_CLEAN;
}
