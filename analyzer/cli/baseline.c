// nostall baseline: the findings that there are, kept in a file.
#include "base/file.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "report/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

typedef enum Action { ACTION_CREATE, ACTION_PRUNE, ACTION_DIFF } Action;

typedef struct BaselineCommand {
  Arena arena;
  const CliProgram *program;
  const Options *given;
  Action action;
  StrList paths; // behind the action
  Settings settings;
  ProjectRules rules;
  ProjectRun run;
  Baseline now;
} BaselineCommand;

static int fail(const BaselineCommand *command, const Error *error) {
  return trouble(command->given, str_from_c(error->text));
}

// ---- Words --------------------------------------------------------------------------------------

static bool read_words(BaselineCommand *command, Error *err) {
  const Str names[] = {STR("create"), STR("prune"), STR("diff")}; // in order of Action
  const StrList *words = &command->given->operands;
  if (words->count == 0)
    return error_set(err, FAIL_USAGE, "baseline needs one of: create, prune, diff");
  size_t action = 0;
  while (action < COUNT_OF(names) && !str_equal(words->at[0], names[action]))
    action++;
  if (action == COUNT_OF(names))
    return suggest_fail(err, "command of baseline", words->at[0], names, COUNT_OF(names));
  command->action = (Action)action;
  for (size_t i = 1; i < words->count; i++)
    array_push(&command->arena, &command->paths, words->at[i]);
  return true;
}

// `baseline diff OLD NEW`: two files, and nothing is analysed.
static bool names_two_files(const BaselineCommand *command) {
  struct stat info;
  if (command->action != ACTION_DIFF || command->paths.count != 2) return false;
  for (size_t i = 0; i < 2; i++) {
    Str path = command->paths.at[i]; // words of the command line are terminated
    bool is_file = stat(path.at, &info) != 0 || S_ISREG(info.st_mode);
    if (!str_has_suffix(path, STR(".json")) || !is_file) return false;
  }
  return true;
}

// ---- Findings -----------------------------------------------------------------------------------

// False, with a message, when the findings are not all there: no file is written then.
static bool check_project(BaselineCommand *command) {
  Error error = {0};
  const Options *options = &command->settings.options;
  SessionOptions session = project_begin(&command->run, command->program, &command->settings,
                                         &command->rules, &command->paths);
  session.compile_commands = options->compile_commands;
  session.libclang = options->libclang;
  bool ok = project_check(&command->run, &session, &error);
  if (!ok) return fail(command, &error), false;
  bool has_fatal = project_print_notes(options, &command->run.result);
  command->now = baseline_of(&command->arena, &command->run.result.findings);
  return !has_fatal;
}

// What is in files that were not looked at, or of rules that are off, stays.
static bool is_kept(void *context, const BaselineEntry *entry) {
  const BaselineCommand *command = context;
  return !baseline_is_asked(command->run.session, command->program->rules, &command->rules, entry);
}

static BaselineKeep keep_of(BaselineCommand *command) {
  return (BaselineKeep){is_kept, command};
}

// The file, if it is there already; one that is broken is not written over.
static bool find_file(BaselineCommand *command, Str *path, bool *is_there, Baseline *old) {
  Error error = {0};
  *old = (Baseline){0};
  if (!baseline_place(&command->arena, &command->settings, &command->paths, path, is_there)) {
    (void)trouble(command->given, STR("the configuration says that there is no baseline: give one "
                                      "with --baseline FILE"));
    return false;
  }
  bool ok = !*is_there || baseline_read(&command->arena, path->at, old, &error);
  if (!ok) (void)fail(command, &error);
  return ok;
}

static bool write_file(BaselineCommand *command, Str path, const Baseline *baseline) {
  Error error = {0};
  Str text = baseline_print(&command->arena, baseline);
  bool ok = file_write(path.at, text, &error);
  if (!ok) (void)fail(command, &error);
  return ok;
}

static const char *plural(size_t count) {
  return count == 1 ? "" : "s";
}

static int create(BaselineCommand *command) {
  Str path = {0};
  bool is_there = false;
  Baseline old = {0};
  if (!find_file(command, &path, &is_there, &old) || !check_project(command)) return EXIT_TROUBLE;
  Baseline new = baseline_renew(&command->arena, &old, &command->now, keep_of(command));
  if (!write_file(command, path, &new)) return EXIT_TROUBLE;
  BaselineDiff diff = baseline_diff(&command->arena, &old, &new);
  size_t total = baseline_total(&new);
  printf("Wrote %.*s: %zu finding%s", STR_ARG(path), total, plural(total));
  if (is_there)
    printf(" (%zu new, %zu gone)", baseline_total(&diff.introduced), baseline_total(&diff.fixed));
  printf(".\n");
  return EXIT_CLEAN;
}

static int prune(BaselineCommand *command) {
  Str path = {0};
  bool is_there = false;
  Baseline old = {0};
  if (!find_file(command, &path, &is_there, &old)) return EXIT_TROUBLE;
  if (!is_there)
    return trouble(command->given,
                   str_print(&command->arena,
                             "%.*s is not there; `nostall baseline create` makes it",
                             STR_ARG(path)));
  if (!check_project(command)) return EXIT_TROUBLE;
  Baseline left = baseline_prune(&command->arena, &old, &command->now, keep_of(command));
  size_t before = baseline_total(&old), after = baseline_total(&left);
  if (after < before && !write_file(command, path, &left)) return EXIT_TROUBLE;
  printf("%zu of %zu finding%s gone from %.*s.\n", before - after, before, plural(before),
         STR_ARG(path));
  return EXIT_CLEAN;
}

// ---- Differences --------------------------------------------------------------------------------

static void print_list(const char *title, const Baseline *list) {
  if (list->count > 0) printf("%s:\n", title);
  for (size_t i = 0; i < list->count; i++) {
    const BaselineEntry *entry = &list->at[i];
    printf("  %.*s: %.*s %.*s", STR_ARG(entry->path), STR_ARG(entry->rule),
           STR_ARG(entry->message));
    if (entry->count > 1) printf(" (%u times)", entry->count);
    printf("\n");
  }
}

static void print_json(Arena *arena, const char *key, const Baseline *list, const char *end) {
  Str text = baseline_print_list(arena, list);
  printf("  \"%s\": %.*s%s\n", key, STR_ARG(text), end);
}

static int tell_diff(const BaselineCommand *command, const Baseline *old, const Baseline *new) {
  const Str names[] = {STR("text"), STR("json")};
  size_t format = 0;
  if (!format_choose(command->given, names, COUNT_OF(names), &format)) return EXIT_TROUBLE;
  Arena scratch = {0};
  BaselineDiff diff = baseline_diff(&scratch, old, new);
  if (format == 0) {
    print_list("introduced", &diff.introduced);
    print_list("fixed", &diff.fixed);
    printf("%zu introduced, %zu fixed, %zu preexisting.\n", baseline_total(&diff.introduced),
           baseline_total(&diff.fixed), baseline_total(&diff.preexisting));
  } else {
    printf("{\n");
    print_json(&scratch, "introduced", &diff.introduced, ",");
    print_json(&scratch, "fixed", &diff.fixed, ",");
    print_json(&scratch, "preexisting", &diff.preexisting, "");
    printf("}\n");
  }
  int code = diff.introduced.count > 0 ? EXIT_FINDINGS : EXIT_CLEAN;
  arena_release(&scratch);
  return code;
}

static int diff_files(BaselineCommand *command) {
  Baseline sides[2] = {0};
  Error error = {0};
  for (size_t i = 0; i < 2; i++)
    if (!baseline_read(&command->arena, command->paths.at[i].at, &sides[i], &error))
      return fail(command, &error);
  return tell_diff(command, &sides[0], &sides[1]);
}

static bool is_asked(void *context, const BaselineEntry *entry) {
  return !keep_of(context).is_kept(context, entry);
}

// What is now against the file, in those files that were looked at.
static int diff_now(BaselineCommand *command) {
  Str path = {0};
  bool is_there = false;
  Baseline old = {0}, none = {0};
  if (!find_file(command, &path, &is_there, &old) || !check_project(command)) return EXIT_TROUBLE;
  Baseline asked = baseline_renew(&command->arena, &old, &none, (BaselineKeep){is_asked, command});
  return tell_diff(command, &asked, &command->now);
}

// ---- All ----------------------------------------------------------------------------------------

static int run(BaselineCommand *command) {
  Error error = {0};
  if (!read_words(command, &error)) return fail(command, &error);
  if (names_two_files(command)) return diff_files(command);
  if (!settings_read(&command->arena, command->program, command->given, &command->paths,
                     &command->settings))
    return EXIT_TROUBLE;
  if (!project_select(&command->arena, command->program, &command->settings.options,
                      &command->rules, &error))
    return fail(command, &error);
  switch (command->action) {
  case ACTION_CREATE:
    return create(command);
  case ACTION_PRUNE:
    return prune(command);
  case ACTION_DIFF:
    break;
  }
  return diff_now(command);
}

int baseline_command_run(const CliProgram *program, const Options *options) {
  BaselineCommand command = {.program = program, .given = options};
  int code = run(&command);
  if (command.run.session) project_end(&command.run, false);
  arena_release(&command.arena);
  return code;
}
