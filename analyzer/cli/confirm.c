// nostall confirm: the project is read first, then the command runs, then both are put together.
#define _XOPEN_SOURCE 700 // realpath
#include "confirm/confirm.h"

#include "cli/commands.h"
#include "cli/terminal.h"

#include <jansson.h>

#include <stdlib.h>

#define STALL_MS     100
#define STALL_MS_MIN 10

typedef struct ConfirmCommand {
  Arena arena;
  const CliProgram *program;
  const Options *options;
  ProjectRules rules;
  Settings settings;
  size_t format;
  Session *session;
  Array(ConfirmFinding) findings;
} ConfirmCommand;

// ---- What shows a finding when it runs ----------------------------------------------------------

static unsigned kinds_shown(const json_t *proof) {
  unsigned kinds = 0;
  json_t *shows = json_object_get(json_object_get(proof, "bad"), "shows");
  size_t i = 0;
  const json_t *one = NULL;
  json_array_foreach(shows, i, one) {
    ConfirmKind kind = CONFIRM_STALL;
    Str name = str_from_c(json_string_value(json_object_get(one, "kind")));
    if (confirm_kind_find(name, &kind)) kinds |= 1u << kind;
  }
  return kinds;
}

// What the rule's proofs, one for each language, show of it: the kinds of observations of its bad
// examples.
static unsigned kinds_in(const char *text) {
  json_t *root = json_loads(text, 0, NULL);
  unsigned kinds = kinds_shown(root);
  for (size_t i = 0; i < json_array_size(root); i++)
    kinds |= kinds_shown(json_array_get(root, i));
  json_decref(root);
  return kinds;
}

static unsigned kinds_of(const CliProgram *program, const Rule *rule) {
  const char *name = NULL;
  for (size_t i = 0;; i++) {
    const char *text = program->rule_file(rule, i, &name);
    if (!text) return 0;
    if (str_equal_c(str_from_c(name), "proof.json")) return kinds_in(text);
  }
}

// ---- Findings as places -------------------------------------------------------------------------

static Str real_path(Arena *arena, Str path) {
  char *real = realpath(str_to_c(arena, path), NULL);
  Str copy = real ? str_copy(arena, str_from_c(real)) : path;
  free(real);
  return copy;
}

static ConfirmPlace place_of(ConfirmCommand *command, Str path, Span span) {
  Str text = {0};
  LineTable lines = {0};
  Session *session = command->session;
  (void)session_source(session, session_find(session, path), &text, &lines);
  uint32_t line = line_table_line(lines, span.start);
  uint32_t end_line = line_table_line(lines, span.end);
  return (ConfirmPlace){
      .path = real_path(&command->arena, session_absolute_path(session, path)),
      .line = line + 1,
      .end_line = end_line + 1,
      .column = line_table_column(lines, text, span.start) + 1,
      .end_column = line_table_column(lines, text, span.end) + 1,
  };
}

static bool is_listed(const ConfirmCommand *command, const Finding *finding) {
  const Options *options = command->options;
  bool is_sure = finding->confidence >= options->min_confidence;
  return is_sure && !finding->is_suppressed &&
         (finding->tier == TIER_NONE || finding->tier <= options->max_tier);
}

static Str text_of(ConfirmCommand *command, const Finding *from) {
  Str text = {0};
  LineTable lines = {0};
  ModuleId module = session_find(command->session, from->path);
  if (!session_source(command->session, module, &text, &lines)) return (Str){0};
  return str_copy(&command->arena, str_slice(text, from->span.start, from->span.end));
}

static void add_finding(ConfirmCommand *command, const Finding *from) {
  Arena *arena = &command->arena;
  const FindingHop *last = from->chain_count > 0 ? &from->chain[from->chain_count - 1] : NULL;
  Str shown = session_display_path(command->session, from->path);
  unsigned long long fingerprint = from->fingerprint;
  ConfirmFinding finding = {
      .rule = str_from_c(from->rule->id),
      .message = str_copy(arena, from->message),
      .confidence = str_from_c(confidence_name(from->confidence)),
      .fingerprint = str_print(arena, "%016llx", fingerprint),
      .shown = str_copy(arena, shown),
      .text = text_of(command, from),
      .place = place_of(command, from->path, from->span),
      .kinds = kinds_of(command->program, from->rule),
      .is_listed = is_listed(command, from),
      .is_suppressed = from->is_suppressed,
  };
  finding.sink = last ? place_of(command, last->path, last->span) : finding.place;
  array_push(arena, &command->findings, finding);
}

// What is less sure, costs less or is silenced is looked for as well: it may tell what is seen.
static bool read_project(ConfirmCommand *command, bool *has_fatal, Error *err) {
  const Options *options = command->options;
  ProjectRun run;
  SessionOptions session =
      project_begin(&run, command->program, &command->settings, &command->rules, &options->paths);
  session.engine.min_confidence = CONFIDENCE_POSSIBLE;
  session.engine.max_tier = TIER_CHEAP;
  session.engine.keeps_suppressed = true;
  bool ok = project_check(&run, &session, err);
  command->session = run.session;
  if (ok) *has_fatal = project_print_notes(options, &run.result);
  for (size_t i = 0; ok && i < run.result.findings.count; i++)
    add_finding(command, &run.result.findings.at[i]);
  project_end(&run, ok);
  command->session = NULL;
  return ok;
}

// ---- The run ------------------------------------------------------------------------------------

static char **make_words(ConfirmCommand *command) {
  const StrList *operands = &command->options->operands;
  char **words = arena_push(&command->arena, char *, operands->count + 1);
  for (size_t i = 0; i < operands->count; i++)
    words[i] = str_to_c(&command->arena, operands->at[i]);
  return words;
}

static void print_result(const ConfirmCommand *command, const ConfirmResult *result, FILE *out) {
  if (command->format != 0)
    confirm_write_json(result, out);
  else
    confirm_write_text(result, terminal_has_color(out, command->options->color), out);
}

static bool write_result(const ConfirmCommand *command, const ConfirmResult *result, Error *err) {
  Str name = command->options->output_file;
  if (name.size == 0) {
    print_result(command, result, stdout);
    return true;
  }
  FILE *file = fopen(name.at, "wb");
  if (!file) return error_errno(err, "cannot open %s", name.at);
  print_result(command, result, file);
  bool ok = !ferror(file);
  ok = fclose(file) == 0 && ok;
  return ok || error_errno(err, "cannot write %s", name.at);
}

static int exit_code(const ConfirmResult *result) {
  return result->exit_code == 0 && result->seen.count == 0 ? EXIT_CLEAN : EXIT_FINDINGS;
}

static int run(ConfirmCommand *command, Error *err) {
  const Options *options = command->options;
  ConfirmOptions wanted = {
      .findings = command->findings.at,
      .finding_count = command->findings.count,
      .command = make_words(command),
      .stall_ms = options->is_given[OPTION_STALL_MS] ? options->stall_ms : STALL_MS,
      .has_witness = options->is_given[OPTION_WITNESS],
  };
  ConfirmResult result = {0};
  bool ok =
      confirm_run(&command->arena, &wanted, &result, err) && write_result(command, &result, err);
  return ok ? exit_code(&result) : trouble(options, str_from_c(err->text));
}

static bool check_words(const Options *options, Error *err) {
  if (options->operands.count == 0)
    return error_set(err, FAIL_USAGE, "confirm needs a command: nostall confirm -- python app.py");
  if (options->is_given[OPTION_STALL_MS] && options->stall_ms < STALL_MS_MIN)
    return error_set(err, FAIL_USAGE, "--stall-ms: less than %d cannot be measured", STALL_MS_MIN);
  return true;
}

static int read_and_run(ConfirmCommand *command) {
  Error error = {0};
  bool has_fatal = false;
  bool ok = project_select(&command->arena, command->program, command->options, &command->rules,
                           &error) &&
            read_project(command, &has_fatal, &error);
  if (!ok) return trouble(command->options, str_from_c(error.text));
  return has_fatal ? EXIT_TROUBLE : run(command, &error);
}

int confirm_command_run(const CliProgram *program, const Options *given) {
  const Str names[] = {STR("text"), STR("json")};
  ConfirmCommand command = {.program = program, .options = given};
  Settings *settings = &command.settings;
  Error error = {0};
  int code = EXIT_TROUBLE;
  if (!format_choose(given, names, COUNT_OF(names), &command.format)) return EXIT_TROUBLE;
  if (!check_words(given, &error)) {
    (void)trouble(given, str_from_c(error.text));
  } else if (settings_read(&command.arena, program, given, &given->paths, settings)) {
    command.options = &settings->options;
    code = read_and_run(&command);
  }
  arena_release(&command.arena);
  return code;
}
