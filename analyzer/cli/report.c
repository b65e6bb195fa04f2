// nostall report: one page about a whole project, and a badge.
#include "base/path.h"
#include "baseline/baseline.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/sources.h"
#include "cli/terminal.h"

#include "base/file.h"

#define EARLIER_MAX_BYTES ((size_t)256 << 20)

typedef struct ReportCommand {
  Arena arena;
  const CliProgram *program;
  const Options *options;
  Settings settings;
  ProjectRules rules;
  ProjectRun run;
  Session *session; // of the run
  Sources sources;
  Array(EarlierRun) earlier;
} ReportCommand;

// ---- Earlier runs -------------------------------------------------------------------------------

// The severity of an entry of a baseline is that of its rule today.
static Severity severity_of(RuleList rules, Str rule) {
  for (size_t i = 0; i < rules.count; i++)
    if (str_equal_c(rule, rules.at[i]->id)) return rules.at[i]->severity;
  return SEVERITY_WARNING;
}

static bool read_baseline(ReportCommand *command, Str text, EarlierRun *out, Error *err) {
  Baseline baseline = {0};
  if (!baseline_parse(&command->arena, text, &baseline, err)) return false;
  EarlierFinding *findings = arena_push(&command->arena, EarlierFinding, baseline.count + 1);
  for (size_t i = 0; i < baseline.count; i++) {
    const BaselineEntry *entry = &baseline.at[i];
    findings[i] = (EarlierFinding){.rule = entry->rule,
                                   .path = entry->path,
                                   .message = entry->message,
                                   .severity = severity_of(command->program->rules, entry->rule),
                                   .fingerprint = entry->fingerprint,
                                   .count = entry->count};
  }
  *out = (EarlierRun){.findings = findings, .count = baseline.count};
  return true;
}

// A report is a list, a baseline an object.
static bool read_run(ReportCommand *command, Str text, EarlierRun *out, Error *err) {
  if (str_has_prefix(str_trim(text), STR("{"))) return read_baseline(command, text, out, err);
  return earlier_parse(&command->arena, text, out, err);
}

static bool read_earlier(ReportCommand *command, Error *err) {
  const StrList *since = &command->options->since;
  for (size_t i = 0; i < since->count; i++) {
    const char *path = since->at[i].at;
    EarlierRun run = {0};
    Str text = {0};
    Error inner = {0};
    if (!file_read(&command->arena, path, EARLIER_MAX_BYTES, &text, &inner))
      return error_set(err, inner.kind, "%.200s %.250s", path, inner.text);
    if (!read_run(command, text, &run, &inner))
      return error_set(err, inner.kind, "%.200s: %.250s", path, inner.text);
    run.name = path_name(since->at[i]);
    array_push(&command->arena, &command->earlier, run);
  }
  return true;
}

// ---- Writing ------------------------------------------------------------------------------------

typedef bool PageWrite(const PageInput *input, FILE *out, Error *err);

typedef struct Page {
  PageWrite *write;
  const PageInput *input;
} Page;

static bool write_page(const void *context, FILE *out, Error *err) {
  const Page *page = context;
  return page->write(page->input, out, err);
}

static bool write_to(Str path, PageWrite *write, const PageInput *input, Error *err) {
  Page page = {write, input};
  if (!str_equal(path, STR("-"))) return output_write(path.at, write_page, &page, err);
  return write_page(&page, stdout, err) || terminal_is_closed_pipe(stdout);
}

// The name of the folder in which the project lies, and what part of it was asked for.
static Str project_name(ReportCommand *command) {
  const StrList *paths = &command->options->operands;
  Str name = path_name(session_root(command->session));
  if (name.size == 0) name = STR("project");
  bool is_part = paths->count == 1 && !str_equal(paths->at[0], STR("."));
  if (!is_part || str_has_prefix(paths->at[0], STR("/"))) return name;
  return str_print(&command->arena, "%.*s: %.*s", STR_ARG(name), STR_ARG(paths->at[0]));
}

static bool write_results(ReportCommand *command, const SessionResult *result, Error *err) {
  const Options *options = command->options;
  Atlas atlas = atlas_make(&command->arena, session_program(command->session));
  command->sources = (Sources){&command->arena, options, command->session, {0}};
  PageInput input = {.report = {.findings = result->findings,
                                .rules = command->program->rules,
                                .rule_page = command->program->rule_page,
                                .source = sources_report(&command->sources),
                                .file_count = result->file_count},
                     .atlas = &atlas,
                     .title = project_name(command),
                     .earlier = command->earlier.at,
                     .earlier_count = command->earlier.count};
  if (options->is_given[OPTION_HTML] && !write_to(options->html, page_write, &input, err))
    return false;
  return !options->is_given[OPTION_BADGE] || write_to(options->badge, badge_write, &input, err);
}

// ---- The command --------------------------------------------------------------------------------

static int analyse(ReportCommand *command, Error *err) {
  const Options *options = command->options;
  SessionOptions session = project_begin(&command->run, command->program, &command->settings,
                                         &command->rules, &options->operands);
  session.needs_program = true;
  bool ok = project_check(&command->run, &session, err);
  command->session = command->run.session;
  bool has_fatal = ok && project_print_notes(options, &command->run.result);
  ok = ok && write_results(command, &command->run.result, err);
  project_end(&command->run, ok);
  if (!ok) return trouble(options, str_from_c(err->text));
  return has_fatal ? EXIT_TROUBLE : EXIT_CLEAN;
}

static int run(ReportCommand *command) {
  Error error = {0};
  bool ok =
      read_earlier(command, &error) &&
      project_select(&command->arena, command->program, command->options, &command->rules, &error);
  return ok ? analyse(command, &error) : trouble(command->options, str_from_c(error.text));
}

int report_command_run(const CliProgram *program, const Options *given) {
  if (!given->is_given[OPTION_HTML] && !given->is_given[OPTION_BADGE])
    return trouble(given, STR("report needs --html FILE, --badge FILE, or both"));
  ReportCommand command = {.program = program, .options = given};
  int code = EXIT_TROUBLE;
  if (settings_read(&command.arena, program, given, &given->operands, &command.settings)) {
    command.options = &command.settings.options;
    code = run(&command);
  }
  arena_release(&command.arena);
  return code;
}
