// What the commands that read a project share: which rules are on, and what is said about files.
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "report/report.h"

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

// Which installed packages are meant: by the options, else by the variables of the environment.
static EnvironmentChoice choose_environment(const Options *options) {
  bool is_given = options->is_given[OPTION_ENVIRONMENT];
  return (EnvironmentChoice){
      .is_off = options->is_given[OPTION_NO_ENVIRONMENT] ||
                (is_given && str_equal(options->environment, STR("none"))),
      .path = options->environment,
      .virtual_env = environment_variable("VIRTUAL_ENV"),
      .conda_prefix = environment_variable("CONDA_PREFIX"),
  };
}

static bool uses_cache(const Options *options) {
  return !options->is_given[OPTION_NO_CACHE] && environment_variable("NOSTALL_NO_CACHE").size == 0;
}

Str project_cache_folder(const Options *options) {
  bool is_given = options->is_given[OPTION_CACHE_DIR];
  return is_given ? options->cache_folder : environment_variable("NOSTALL_CACHE_DIR");
}

SessionOptions project_begin(ProjectRun *run, const CliProgram *program, const Settings *settings,
                             const ProjectRules *rules, const StrList *paths) {
  const Options *options = &settings->options;
  *run = (ProjectRun){.log = project_log(options)};
  progress_init(&run->progress, stderr, run->log.level == LOG_WARNING);
  return (SessionOptions){
      .paths = paths->at,
      .path_count = paths->count,
      .on_progress = progress_show,
      .progress_context = &run->progress,
      .excludes = options->excludes.at,
      .exclude_count = options->excludes.count,
      .force_exclude = options->force_exclude,
      .file_ignores = settings->file_ignores,
      .file_ignore_count = settings->file_ignore_count,
      .test_files = settings->test_files.at,
      .test_file_count = settings->test_files.count,
      .src = settings->src.at,
      .src_count = settings->src.count,
      .environment = choose_environment(options),
      .uses_cache = uses_cache(options),
      .cache_folder = project_cache_folder(options),
      .own_python = settings->python,
      .own_c = settings->c,
      .jobs = options->jobs,
      .engine = {.rules = program->rules,
                 .is_selected = rules->is_selected,
                 .is_explicit = rules->is_explicit,
                 .severities = settings->severities,
                 .min_confidence = options->min_confidence,
                 .max_tier = options->max_tier,
                 .tests = options->tests,
                 .target = options->target,
                 .async_tests = options->async_tests},
      .log = &run->log,
  };
}

bool project_check(ProjectRun *run, const SessionOptions *session, Error *err) {
  run->session = session_new(session);
  bool ok = session_check(run->session, &run->result, err);
  progress_clear(&run->progress);
  return ok;
}

void project_end(ProjectRun *run, bool is_kept) {
  if (is_kept) session_keep(run->session);
  session_free(run->session);
  run->session = NULL;
}

Log project_log(const Options *options) {
  LogLevel level = options->is_given[OPTION_VERBOSE] ? LOG_DEBUG
                   : options->is_given[OPTION_QUIET] ? LOG_SILENT
                                                     : LOG_WARNING;
  return (Log){.out = stderr, .level = level};
}

const ReportNote *project_notes(Arena *arena, const SessionResult *result) {
  ReportNote *notes = arena_push(arena, ReportNote, result->note_count + 1);
  for (size_t i = 0; i < result->note_count; i++) {
    const FileNote *from = &result->notes[i];
    notes[i] = (ReportNote){.severity = from->is_fatal ? SEVERITY_ERROR : SEVERITY_WARNING,
                            .path = from->path,
                            .line = from->line,
                            .column = from->column,
                            .text = from->text};
  }
  return notes;
}

bool project_print_notes(const Options *options, const SessionResult *result) {
  Arena arena = {0};
  const ReportNote *notes = project_notes(&arena, result);
  bool has_fatal = false;
  bool use_color = terminal_has_color(stderr, options->color);
  for (size_t i = 0; i < result->note_count; i++) {
    bool is_fatal = notes[i].severity == SEVERITY_ERROR;
    has_fatal |= is_fatal;
    if (is_fatal || !options->is_given[OPTION_QUIET]) report_note(&notes[i], use_color, stderr);
  }
  arena_release(&arena);
  return has_fatal;
}

// Warnings within what --max-warnings lets pass do not count, whatever --fail-on says.
bool project_fails(const Options *options, const Findings *findings) {
  size_t counts[] = {[SEVERITY_INFO] = 0, [SEVERITY_WARNING] = 0, [SEVERITY_ERROR] = 0};
  for (size_t i = 0; i < findings->count; i++)
    counts[findings->at[i].severity] += !findings->at[i].is_suppressed;
  bool warns = options->fail_on <= SEVERITY_WARNING && counts[SEVERITY_WARNING] > 0;
  if (options->has_max_warnings) warns = counts[SEVERITY_WARNING] > options->max_warnings;
  bool informs = options->fail_on == SEVERITY_INFO && counts[SEVERITY_INFO] > 0;
  return counts[SEVERITY_ERROR] > 0 || warns || informs;
}
