// What the commands that read a project share: which rules are on, and what is said about files.
#include "cli/commands.h"
#include "cli/terminal.h"
#include "report/report.h"

#include <stdlib.h>

// The strict preset is made of all rules, advice of the usual ones and that family; a selection of
// one's own goes before both.
bool project_select(Arena *arena, const CliProgram *program, const Options *options,
                    ProjectRules *out, Error *err) {
  const Str all = STR("ALL");
  bool is_strict = options->max_tier == TIER_CHEAP && !options->is_given[OPTION_SELECT];
  StrList extend = {0};
  if (options->has_advice && !options->is_given[OPTION_SELECT])
    array_push(arena, &extend, STR("advice"));
  for (size_t i = 0; i < options->extend.count; i++)
    array_push(arena, &extend, options->extend.at[i]);
  Selection selection = {
      .select = is_strict ? &all : options->select.at,
      .select_count = is_strict ? 1 : options->select.count,
      .extend = extend.at,
      .extend_count = extend.count,
      .ignore = options->ignore.at,
      .ignore_count = options->ignore.count,
  };
  out->is_selected = arena_push(arena, bool, program->rules.count);
  out->is_explicit = arena_push(arena, bool, program->rules.count);
  if (options->is_given[OPTION_SELECT] && options->select.count == 0)
    return error_set(err, FAIL_USAGE, "--select names no rule");
  return engine_select(program->rules, &selection, out->is_selected, out->is_explicit, err);
}

static Str variable(const char *name) {
  const char *value = getenv(name);
  return value ? str_from_c(value) : (Str){0};
}

EnvironmentChoice project_environment(const Options *options) {
  bool is_given = options->is_given[OPTION_ENVIRONMENT];
  return (EnvironmentChoice){
      .is_off = options->is_given[OPTION_NO_ENVIRONMENT] ||
                (is_given && str_equal(options->environment, STR("none"))),
      .path = options->environment,
      .virtual_env = variable("VIRTUAL_ENV"),
      .conda_prefix = variable("CONDA_PREFIX"),
  };
}

Log project_log(const Options *options) {
  LogLevel level = options->is_given[OPTION_VERBOSE] ? LOG_DEBUG
                   : options->is_given[OPTION_QUIET] ? LOG_SILENT
                                                     : LOG_WARNING;
  return (Log){.out = stderr, .level = level};
}

bool project_print_notes(const Options *options, const SessionResult *result) {
  bool has_fatal = false;
  bool use_color = terminal_has_color(stderr, options->color);
  for (size_t i = 0; i < result->note_count; i++) {
    const FileNote *from = &result->notes[i];
    has_fatal |= from->is_fatal;
    ReportNote note = {.severity = from->is_fatal ? SEVERITY_ERROR : SEVERITY_WARNING,
                       .path = from->path,
                       .line = from->line,
                       .column = from->column,
                       .text = from->text};
    bool is_wanted = from->is_fatal || !options->is_given[OPTION_QUIET];
    if (is_wanted) report_note(&note, use_color, stderr);
  }
  return has_fatal;
}
