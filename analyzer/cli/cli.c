// From words to a command, and from its end to an exit code.
#define _POSIX_C_SOURCE 200809L
#include "cli/cli.h"

#include "cli/commands.h"
#include "cli/terminal.h"
#include "report/report.h"

#if defined(__GLIBC__)
#include <malloc.h>
#endif
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

int trouble(const Options *options, Str text) {
  ReportNote note = {.severity = SEVERITY_ERROR, .text = text};
  report_note(&note, terminal_has_color(stderr, options->color), stderr);
  return EXIT_TROUBLE;
}

bool format_choose(const Options *options, const Str *names, size_t count, size_t *chosen) {
  *chosen = 0;
  if (!options->is_given[OPTION_OUTPUT_FORMAT]) return true;
  for (; *chosen < count; ++*chosen) {
    if (str_equal(names[*chosen], options->output_format)) return true;
  }
  Error error = {0};
  (void)suggest_fail(&error, "output format", options->output_format, names, count);
  (void)trouble(options, str_from_c(error.text));
  return false;
}

int version_run(const Options *options) {
  const Str names[] = {STR("text"), STR("json")};
  size_t format = 0;
  if (!format_choose(options, names, COUNT_OF(names), &format)) return EXIT_TROUBLE;
  if (format == 0)
    printf("nostall %s\n", NOSTALL_VERSION);
  else
    printf("{\"version\": \"%s\"}\n", NOSTALL_VERSION);
  return EXIT_CLEAN;
}

static int help_run(const Options *options) {
  Command command = COMMAND_HELP;
  bool is_known = options->operands.count == 0 || command_find(options->operands.at[0], &command);
  if (is_known) {
    help_print(stdout, command);
    return EXIT_CLEAN;
  }
  CommandNames names = command_names();
  Error error = {0};
  (void)suggest_fail(&error, "command", options->operands.at[0], names.at, COMMAND_COUNT);
  return trouble(options, str_from_c(error.text));
}

static int run_command(const CliProgram *program, const Options *options) {
  switch (options->command) {
  case COMMAND_CHECK:
    return check_run(program, options);
  case COMMAND_RULE:
    return rule_run(program, options);
  case COMMAND_VERIFY:
    return verify_command_run(program, options);
  case COMMAND_CONFIRM:
    return confirm_command_run(program, options);
  case COMMAND_BASELINE:
    return baseline_command_run(program, options);
  case COMMAND_CONFIG:
    return config_command_run(options);
  case COMMAND_ADVISE:
    return advise_command_run(program, options);
  case COMMAND_REPORT:
    return report_command_run(program, options);
  case COMMAND_GRAPH:
    return graph_command_run(program, options);
  case COMMAND_NEW:
    return new_command_run(options);
  case COMMAND_CLEAN:
    return clean_command_run(options);
  case COMMAND_COMPLETION:
    return completion_run(program, options);
  case COMMAND_MANUAL:
    return manual_run(program, options);
  case COMMAND_VERSION:
    return version_run(options);
  case COMMAND_HELP:
    return help_run(options);
  case COMMAND_COUNT:
    break;
  }
  return EXIT_TROUBLE;
}

// The first word may be a misspelt command just as well as a path.
static bool check_first_word(const Options *options, Error *err) {
  if (options->has_command || options->operands.count == 0) return true;
  Str word = options->operands.at[0];
  CommandNames names = command_names();
  Str near = suggest(word, names.at, COMMAND_COUNT);
  // Words of the command line are terminated.
  if (near.size == 0 || access(word.at, F_OK) == 0) return true;
  return error_set(err, FAIL_USAGE, "there is no file or command `%.*s`; did you mean `%.*s`?",
                   STR_ARG(word), STR_ARG(near));
}

static int run_words(const CliProgram *program, Arena *arena, int argc, char **argv) {
  Options options = {0};
  Error error = {0};
  if (argc < 2) {
    help_print(stderr, COMMAND_HELP);
    return EXIT_TROUBLE;
  }
  if (!options_parse(arena, argc, argv, &options, &error))
    return trouble(&options, str_from_c(error.text));
  if (options.is_given[OPTION_VERSION]) return version_run(&options);
  if (options.is_given[OPTION_HELP]) {
    help_print(stdout, options.has_command ? options.command : COMMAND_HELP);
    return EXIT_CLEAN;
  }
  if (!check_first_word(&options, &error)) return trouble(&options, str_from_c(error.text));
  return run_command(program, &options);
}

// Commands print as if nothing could go wrong; here it shows whether all of it arrived.
static int finish(int code) {
  bool is_fine = fflush(stdout) == 0 && !ferror(stdout);
  if (is_fine || code == EXIT_TROUBLE || terminal_is_closed_pipe(stdout)) return code;
  fputs("error: cannot write to standard output\n", stderr);
  return EXIT_TROUBLE;
}

// Memory that is freed is mostly wanted again at once, as one part of a run ends and the next
// begins: what is not huge stays ours, and is not asked for page by page again.
#define MAPPED_MIN_BYTES (4 << 20)
#define KEPT_MAX_BYTES   (8 << 20)

static void keep_memory(void) {
#if defined(__GLIBC__)
  (void)mallopt(M_MMAP_THRESHOLD, MAPPED_MIN_BYTES);
  (void)mallopt(M_TRIM_THRESHOLD, KEPT_MAX_BYTES);
#endif
}

int cli_main(const CliProgram *program, int argc, char **argv) {
  keep_memory();
  // A reader that went away shows as a failed write, not as a signal in the middle of one.
  signal(SIGPIPE, SIG_IGN);
  Arena arena = {0};
  int code = run_words(program, &arena, argc, argv);
  arena_release(&arena);
  return finish(code);
}
