// nostall advise: what a program's own facts say about mixing sync and async.
#include "advise/advise.h"
#include "cli/commands.h"
#include "cli/terminal.h"

typedef struct AdviseCommand {
  Arena arena;
  const CliProgram *program;
  const Options *options;
  Settings settings;
  ProjectRules rules;
  ProjectRun run;
  size_t format; // 0: text
} AdviseCommand;

// The rules that are needed, as far as nobody wants fewer.
static bool select_rules(AdviseCommand *command, Error *err) {
  const Options *options = command->options;
  StrList select = options->is_given[OPTION_SELECT] ? options->select : (StrList){0};
  for (const Str *selector = advise_selectors; selector->at && !options->is_given[OPTION_SELECT];
       selector++)
    array_push(&command->arena, &select, *selector);
  RuleList rules = command->program->rules;
  Selection selection = {.select = select.at,
                         .select_count = select.count,
                         .ignore = options->ignore.at,
                         .ignore_count = options->ignore.count};
  command->rules.is_selected = arena_push(&command->arena, bool, rules.count);
  command->rules.is_explicit = arena_push(&command->arena, bool, rules.count);
  return engine_select(rules, &selection, command->rules.is_selected, command->rules.is_explicit,
                       err);
}

static Str display_path(void *context, Str path) {
  const AdviseCommand *command = context;
  return session_display_path(command->run.session, path);
}

static int print(AdviseCommand *command) {
  const SessionResult *result = &command->run.result;
  bool has_fatal = project_print_notes(command->options, result);
  Advice advice = advise(&command->arena, session_program(command->run.session), result->findings);
  AdviceOutput output = {.out = stdout,
                         .display = display_path,
                         .context = command,
                         .is_full = command->options->is_given[OPTION_FULL]};
  Error error = {0};
  if (command->format == 0) {
    advise_print(&advice, &output);
  } else if (!advise_print_json(&advice, &output, &error)) {
    return trouble(command->options, str_from_c(error.text));
  }
  return has_fatal ? EXIT_TROUBLE : EXIT_CLEAN;
}

static int run(AdviseCommand *command, Error *err) {
  const Options *options = command->options;
  SessionOptions session = project_begin(&command->run, command->program, &command->settings,
                                         &command->rules, &options->operands);
  session.needs_program = true;
  bool ok = project_check(&command->run, &session, err);
  int code = ok ? print(command) : trouble(options, str_from_c(err->text));
  project_end(&command->run, ok);
  return code;
}

int advise_command_run(const CliProgram *program, const Options *given) {
  const Str formats[] = {STR("text"), STR("json")};
  AdviseCommand command = {.program = program, .options = given};
  Error error = {0};
  int code = EXIT_TROUBLE;
  if (format_choose(given, formats, COUNT_OF(formats), &command.format) &&
      settings_read(&command.arena, program, given, &given->operands, &command.settings)) {
    command.options = &command.settings.options;
    bool ok = select_rules(&command, &error);
    code = ok ? run(&command, &error) : trouble(given, str_from_c(error.text));
  }
  arena_release(&command.arena);
  return code;
}
