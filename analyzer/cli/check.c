// nostall check: options to a session, its result to a report.
#define _POSIX_C_SOURCE 200809L
#include "cli/commands.h"
#include "cli/fixing.h"
#include "cli/output.h"
#include "cli/sources.h"
#include "cli/terminal.h"
#include "report/report.h"

#include <errno.h>
#include <unistd.h>

#define READ_BYTES      65536
#define STDIN_MAX_BYTES ((size_t)256 << 20) // the session refuses much less, with a better message

typedef struct Check {
  Arena arena;
  const CliProgram *program;
  const Options *given;
  const Options *options; // with what the configuration says
  Outputs outputs;
  Str stdin_bytes;
  bool has_stdin;
  ProjectRules rules;
  Settings settings;
  Session *session;
  Fixing fixing;
  ProjectRun run; // its session is that of the last round of fixes, `session`
  bool has_baseline;
  size_t known_count;     // findings that the baseline holds
  size_t unchanged_count; // … that touch no change
  Sources sources;
} Check;

// ---- Options ------------------------------------------------------------------------------------

static bool read_stdin(Check *check, Error *err) {
  Array(char) bytes = {0};
  for (;;) {
    array_reserve_moving(&check->arena, &bytes, READ_BYTES);
    ssize_t got = read(STDIN_FILENO, bytes.at + bytes.count, READ_BYTES);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return error_errno(err, "cannot read standard input");
    if (got == 0) break;
    bytes.count += (size_t)got;
    if (bytes.count > STDIN_MAX_BYTES)
      return error_set(err, FAIL_LIMIT, "standard input is too large");
  }
  check->stdin_bytes = (Str){bytes.at, bytes.count};
  return true;
}

static bool prepare_stdin(Check *check, Error *err) {
  const Options *options = check->options;
  bool has_dash = false;
  for (size_t i = 0; i < options->operands.count; i++)
    has_dash |= str_equal(options->operands.at[i], STR("-"));
  if (has_dash && options->operands.count > 1)
    return error_set(err, FAIL_USAGE, "`-` stands alone: standard input is one file");
  if (!has_dash && options->is_given[OPTION_STDIN_FILENAME])
    return error_set(err, FAIL_USAGE, "--stdin-filename needs the path `-`");
  if (has_dash && options->is_given[OPTION_ADD_IGNORE])
    return error_set(err, FAIL_USAGE, "--add-ignore writes files, and `-` is none");
  check->has_stdin = has_dash;
  return !has_dash || read_stdin(check, err);
}

// ---- Results ------------------------------------------------------------------------------------

static int exit_code(const Check *check, const SessionResult *result, bool has_fatal) {
  const bool *is_given = check->options->is_given;
  bool has_fixed = check->fixing.fix_count > 0;
  if (has_fatal) return EXIT_TROUBLE;
  if (is_given[OPTION_EXIT_NON_ZERO_ON_FIX] && has_fixed) return EXIT_FINDINGS;
  if (is_given[OPTION_DIFF]) return has_fixed && !is_given[OPTION_EXIT_ZERO];
  if (is_given[OPTION_FIX_ONLY]) return EXIT_CLEAN;
  bool is_fine = check->options->is_given[OPTION_EXIT_ZERO] ||
                 !project_fails(check->options, &result->findings);
  return is_fine ? EXIT_CLEAN : EXIT_FINDINGS;
}

static bool write_report(Check *check, const SessionResult *result, int code, Error *err) {
  const Options *options = check->options;
  bool has_summary = code != EXIT_TROUBLE || result->findings.count > 0;
  ReportInput input = {
      .findings = result->findings,
      .rules = check->program->rules,
      .rule_page = check->program->rule_page,
      .notes = project_notes(&check->arena, result),
      .note_count = result->note_count,
      .exit_code = code,
      .source = sources_report(&check->sources),
      .show_statistics = options->is_given[OPTION_STATISTICS],
      .show_summary = has_summary && !options->is_given[OPTION_QUIET],
      .file_count = result->file_count,
      .has_baseline = check->has_baseline,
      .known_count = check->known_count,
      .unchanged_count = check->unchanged_count,
      .fixed_count = check->fixing.fix_count,
      .has_unsafe_fixes = options->is_given[OPTION_UNSAFE_FIXES],
  };
  return outputs_write(&check->outputs, options, &input, err);
}

// Who looks closer is told when not all was read that the packages have.
static void tell_packages(const Check *check, const SessionResult *result) {
  const Options *options = check->options;
  bool is_wanted = options->is_given[OPTION_VERBOSE] || options->is_given[OPTION_STATISTICS];
  if (!result->is_packages_full || !is_wanted) return;
  ReportNote note = {.severity = SEVERITY_WARNING,
                     .text = STR("there are more installed modules than one run reads")};
  report_note(&note, terminal_has_color(stderr, options->color), stderr);
}

static bool hide_known(Check *check, SessionResult *result) {
  BaselineUse use = {.given = check->given,
                     .program = check->program,
                     .settings = &check->settings,
                     .rules = &check->rules,
                     .paths = &check->options->operands,
                     .session = check->session,
                     .keeps_known = check->outputs.shows_suppressed};
  if (!baseline_take_out(&check->arena, &use, &result->findings, &check->known_count)) return false;
  check->has_baseline = use.is_found;
  return true;
}

static bool all_touch_changes(Session *session, const Findings *findings) {
  for (size_t i = 0; i < findings->count; i++)
    if (!session_touches_changes(session, &findings->at[i])) return false;
  return true;
}

// Behind the baseline: what it holds of unchanged code must not stand for what is new.
static void hide_unchanged(Check *check, Findings *findings) {
  check->unchanged_count = 0;
  if (all_touch_changes(check->session, findings)) return;
  Finding *kept = arena_push(&check->arena, Finding, findings->count + 1);
  size_t count = 0;
  for (size_t i = 0; i < findings->count; i++) {
    if (session_touches_changes(check->session, &findings->at[i]))
      kept[count++] = findings->at[i];
    else
      check->unchanged_count += !findings->at[i].is_suppressed;
  }
  findings->at = kept;
  findings->count = count;
}

static void tell_left(const Options *options, const SessionSilenced *silenced) {
  for (size_t i = 0; i < silenced->left_count; i++) {
    ReportNote note = {.severity = SEVERITY_WARNING,
                       .path = silenced->left[i].path,
                       .text = silenced->left[i].text};
    report_note(&note, terminal_has_color(stderr, options->color), stderr);
  }
}

static int add_ignores(Check *check, const SessionResult *result, bool has_fatal) {
  const Options *options = check->options;
  SessionSilenced silenced = {0};
  Error error = {0};
  bool ok =
      session_silence(check->session, &result->findings, options->add_ignore, &silenced, &error);
  tell_left(options, &silenced);
  printf("Added %zu comment%s in %zu file%s.\n", silenced.comment_count,
         silenced.comment_count == 1 ? "" : "s", silenced.file_count,
         silenced.file_count == 1 ? "" : "s");
  if (!ok) return trouble(options, str_from_c(error.text));
  if (has_fatal) return EXIT_TROUBLE;
  return silenced.left_count > 0 ? EXIT_FINDINGS : EXIT_CLEAN;
}

// For each session: what is not reported is not fixed either.
static bool hide_some(void *context, SessionResult *result) {
  Check *check = context;
  if (!hide_known(check, result)) return false;
  hide_unchanged(check, &result->findings);
  return true;
}

static int finish_output(const Check *check, int code) {
  bool ok = fflush(stdout) == 0 && !ferror(stdout);
  if (ok || terminal_is_closed_pipe(stdout)) return code;
  return trouble(check->options, STR("cannot write to standard output"));
}

static int finish(Check *check, const SessionResult *result) {
  check->sources = (Sources){&check->arena, check->options, check->session, {0}};
  tell_packages(check, result);
  bool has_fatal = project_print_notes(check->options, result);
  if (result->file_count == 0 && !has_fatal && !check->options->is_given[OPTION_QUIET]) {
    ReportNote note = {.severity = SEVERITY_WARNING, .text = STR("no Python files found")};
    report_note(&note, terminal_has_color(stderr, check->options->color), stderr);
  }
  if (check->options->is_given[OPTION_ADD_IGNORE]) return add_ignores(check, result, has_fatal);
  int code = exit_code(check, result, has_fatal);
  Error error = {0};
  bool is_fixing = fixing_is_wanted(check->options);
  const Str *given = check->has_stdin ? &check->stdin_bytes : NULL;
  if (is_fixing && !fixing_finish(&check->fixing, result, given)) code = EXIT_TROUBLE;
  bool is_reported =
      !check->options->is_given[OPTION_FIX_ONLY] && !check->options->is_given[OPTION_DIFF];
  if (!is_reported || (is_fixing && given)) code = finish_output(check, code);
  if (!is_reported) return code;
  check->outputs.prints_aside = is_fixing && given;
  if (!write_report(check, result, code, &error))
    return trouble(check->options, str_from_c(error.text));
  return code;
}

static void print_profile(Check *check) {
  SessionProfile profile = session_profile(check->session);
  profile_print(check->options, &profile);
}

static bool list(Check *check, const SessionOptions *options, SessionResult *result, Error *err) {
  check->session = session_new(options);
  return session_list(check->session, result, err);
}

static int run(Check *check, Error *err) {
  const Options *options = check->options;
  SessionOptions session = project_begin(&check->run, check->program, &check->settings,
                                         &check->rules, &options->operands);
  session.changes = (SessionChanges){
      .is_asked = options->is_given[OPTION_CHANGED] || options->is_given[OPTION_STAGED],
      .is_staged = options->is_given[OPTION_STAGED],
      .base = options->changed,
      .scope = options->changed_scope,
  };
  session.stdin_name = options->stdin_name;
  session.stdin_bytes = check->stdin_bytes;
  session.compile_commands = options->compile_commands;
  session.libclang = options->libclang;
  session.engine.keeps_suppressed = check->outputs.shows_suppressed;
  session.is_profiled = options->is_given[OPTION_PROFILE];
  check->fixing = (Fixing){
      .arena = &check->arena, .options = options, .hide = hide_some, .hide_context = check};
  SessionResult result = {0};
  bool is_list = options->is_given[OPTION_SHOW_FILES];
  bool ok = is_list ? list(check, &session, &result, err)
                    : fixing_run(&check->fixing, &session, &check->session, &result, err);
  progress_clear(&check->run.progress);
  session_enter(check->session, PHASE_REPORT);
  int code = EXIT_TROUBLE;
  if (ok)
    code = is_list ? show_files(options, &result) : finish(check, &result);
  else if (!check->fixing.is_refused)
    (void)trouble(options, str_from_c(err->text));
  if (ok && !is_list) session_keep(check->session);
  if (options->is_given[OPTION_PROFILE]) print_profile(check);
  session_free(check->session);
  return code;
}

int check_run(const CliProgram *program, const Options *given) {
  Check check = {.program = program, .given = given, .options = given};
  Settings *settings = &check.settings;
  Error error = {0};
  int code = EXIT_TROUBLE;
  bool ok =
      outputs_choose(&check.arena, given, &check.outputs, &error) && prepare_stdin(&check, &error);
  if (!ok) {
    (void)trouble(given, str_from_c(error.text));
  } else if (settings_read(&check.arena, program, given, &given->operands, settings)) {
    check.options = &settings->options;
    ok = project_select(&check.arena, program, check.options, &check.rules, &error);
    bool is_shown = ok && given->is_given[OPTION_SHOW_SETTINGS];
    if (!ok) code = trouble(given, str_from_c(error.text));
    if (is_shown) code = show_settings(program, settings, &check.rules);
    if (ok && !is_shown) code = run(&check, &error);
  }
  arena_release(&check.arena);
  return code;
}
