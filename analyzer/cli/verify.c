// nostall verify: the examples of rules, run; what was seen, printed or drawn.
#define _POSIX_C_SOURCE 200809L
#include "verify/verify.h"

#include "cli/commands.h"
#include "cli/terminal.h"

typedef struct VerifyCommand {
  Arena arena;
  const CliProgram *program;
  const Options *options;
  Array(VerifyRule) rules;
  size_t format;
} VerifyCommand;

// ---- Which rules --------------------------------------------------------------------------------

static void add_rule(VerifyCommand *command, const Rule *rule) {
  Array(VerifyFile) files = {0};
  const char *name = NULL;
  for (size_t i = 0;; i++) {
    const char *text = command->program->rule_file(rule, i, &name);
    if (!text) break;
    VerifyFile file = {str_from_c(name), str_from_c(text)};
    array_push(&command->arena, &files, file);
  }
  VerifyRule added = {str_from_c(rule->id), files.at, files.count};
  array_push(&command->arena, &command->rules, added);
}

static bool find_rule(VerifyCommand *command, Str name, Error *err) {
  Str near = {0};
  const Rule *rule = engine_find_rule(command->program->rules, name, &near);
  if (rule) {
    add_rule(command, rule);
    return true;
  }
  if (near.size > 0)
    return error_set(err, FAIL_USAGE, "unknown rule `%.*s`; did you mean `%.*s`?", STR_ARG(name),
                     STR_ARG(near));
  return error_set(err, FAIL_USAGE, "unknown rule `%.*s`; `nostall rule --all` lists them",
                   STR_ARG(name));
}

static bool is_named(const Options *options, Str id) {
  for (size_t i = 0; i < options->operands.count; i++) {
    if (str_equal(options->operands.at[i], id)) return true;
  }
  return options->operands.count == 0;
}

static bool read_folder(VerifyCommand *command, Error *err) {
  VerifyRules found = {0};
  if (!verify_read_rules(&command->arena, command->options->rules_dir.at, &found, err))
    return false;
  for (size_t i = 0; i < found.count; i++) {
    if (is_named(command->options, found.at[i].id))
      array_push(&command->arena, &command->rules, found.at[i]);
  }
  if (command->rules.count > 0) return true;
  return error_set(err, FAIL_USAGE, "%s has no such rule with a proof.json",
                   command->options->rules_dir.at);
}

static bool choose_rules(VerifyCommand *command, Error *err) {
  const Options *options = command->options;
  if (options->rules_dir.size > 0) return read_folder(command, err);
  for (size_t i = 0; i < options->operands.count; i++)
    if (!find_rule(command, options->operands.at[i], err)) return false;
  for (size_t i = 0; i < command->program->rules.count && options->operands.count == 0; i++)
    add_rule(command, command->program->rules.at[i]);
  return true;
}

// ---- What comes of it
// -----------------------------------------------------------------------------

static bool check_timeline(const Options *options, Error *err) {
  Str name = options->timeline;
  bool is_known = !options->is_given[OPTION_TIMELINE] || str_has_suffix(name, STR(".svg")) ||
                  str_has_suffix(name, STR(".json"));
  return is_known ||
         error_set(err, FAIL_USAGE, "--timeline: `%.*s` ends neither in .svg nor in .json",
                   STR_ARG(name));
}

static bool write_timeline(const Options *options, const VerifyResult *result, Error *err) {
  if (!options->is_given[OPTION_TIMELINE]) return true;
  FILE *file = fopen(options->timeline.at, "wb");
  if (!file) return error_errno(err, "cannot open %s", options->timeline.at);
  if (str_has_suffix(options->timeline, STR(".svg")))
    verify_write_picture(result, file);
  else
    verify_write_trace(result, file);
  bool ok = !ferror(file);
  ok = fclose(file) == 0 && ok;
  return ok || error_errno(err, "cannot write %s", options->timeline.at);
}

static void print_result(const VerifyCommand *command, const VerifyResult *result) {
  if (command->format == 0)
    verify_write_text(result, terminal_has_color(stdout, command->options->color), stdout);
  else
    verify_write_json(result, stdout);
}

// Where there is nothing to run, nothing was verified.
static bool check_result(const Options *options, const VerifyResult *result, Error *err) {
  bool is_chosen = options->language.size > 0;
  return result->count > 0 || error_set(err, FAIL_USAGE, "none of these rules has a proof%s%.*s",
                                        is_chosen ? " in " : "", STR_ARG(options->language));
}

static int exit_code(const VerifyResult *result) {
  bool is_proven = true;
  for (size_t i = 0; i < result->count; i++)
    is_proven &= result->at[i].verdict == VERDICT_PROVEN;
  if (!verify_has_tool(result)) return EXIT_TROUBLE;
  return is_proven ? EXIT_CLEAN : EXIT_FINDINGS;
}

static int run(VerifyCommand *command, Error *err) {
  const Options *options = command->options;
  Progress progress = {0};
  progress_init(&progress, stderr, true);
  VerifyOptions wanted = {.rules = command->rules.at,
                          .rule_count = command->rules.count,
                          .python = options->python,
                          .cc = options->cc,
                          .language = options->language,
                          .jobs = options->jobs,
                          .limit_ms = options->time_limit_s * 1000,
                          .is_swapped = options->is_given[OPTION_SWAP],
                          .on_progress = progress_show,
                          .progress_context = &progress};
  VerifyResult result = {0};
  bool ok = verify_run(&command->arena, &wanted, &result, err);
  progress_clear(&progress);
  ok = ok && check_result(options, &result, err);
  if (!ok) return trouble(options, str_from_c(err->text));
  print_result(command, &result);
  if (!write_timeline(options, &result, err)) return trouble(options, str_from_c(err->text));
  return exit_code(&result);
}

int verify_command_run(const CliProgram *program, const Options *options) {
  const Str names[] = {STR("text"), STR("json")};
  VerifyCommand command = {.program = program, .options = options};
  Error error = {0};
  if (!format_choose(options, names, COUNT_OF(names), &command.format)) return EXIT_TROUBLE;
  bool ok = check_timeline(options, &error) && choose_rules(&command, &error);
  int code = ok ? run(&command, &error) : trouble(options, str_from_c(error.text));
  arena_release(&command.arena);
  return code;
}
