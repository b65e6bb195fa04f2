// nostall manual: the manual page in the format man(7), from the tables of options.h. Names in
// backquotes are printed bold.
#include "cli/commands.h"
#include "cli/words.h"

#include "report/report.h"

#include <stdio.h>
#include <string.h>

#define CHANGED      "2026-11-22" // the last change of what only this page says
#define TEXT_COLUMNS 76

// ---- Text ---------------------------------------------------------------------------------------

// Whether the word behind a space no longer fits into the line.
static bool is_too_long(Str text, size_t space, size_t column) {
  size_t end = space + 1;
  while (end < text.size && !strchr(" \n", text.at[end]))
    end++;
  return column + (end - space) > TEXT_COLUMNS;
}

// A byte that means nothing but itself.
static void print_byte(FILE *out, char byte) {
  if (byte == '\\')
    fputs("\\e", out);
  else if (byte == '-')
    fputs("\\-", out);
  else
    fputc(byte, out);
}

// A line that begins with `.` or `'` would be a request.
static void print_text(FILE *out, Str text) {
  bool is_bold = false;
  bool is_start = true;
  size_t column = 0;
  for (size_t i = 0; i < text.size; i++) {
    char byte = text.at[i];
    if (is_start && (byte == '.' || byte == '\'')) fputs("\\&", out);
    if (byte == ' ' && is_too_long(text, i, column)) byte = '\n';
    is_start = byte == '\n';
    column = is_start ? 0 : column + 1;
    if (byte != '`') {
      print_byte(out, byte);
      continue;
    }
    is_bold = !is_bold;
    fputs(is_bold ? "\\fB" : "\\fP", out);
  }
}

static void print_line(FILE *out, const char *text) {
  print_text(out, str_from_c(text));
  fputc('\n', out);
}

static void print_section(FILE *out, const char *title) {
  fprintf(out, ".SH %s\n", title);
}

// A term and what it means.
static void print_item(FILE *out, const char *term, const char *text) {
  fprintf(out, ".TP\n\\fB");
  print_text(out, str_from_c(term));
  fprintf(out, "\\fP\n");
  print_line(out, text);
}

// ---- From the tables ----------------------------------------------------------------------------

static void print_synopsis(FILE *out) {
  print_section(out, "SYNOPSIS");
  for (size_t i = 0; i < COMMAND_COUNT; i++) {
    const CommandText *command = command_text((Command)i);
    bool is_check = i == COMMAND_CHECK;
    if (i > 0) fprintf(out, ".br\n");
    fprintf(out, "\\fBnostall\\fP %s\\fB", is_check ? "[" : "");
    print_text(out, str_from_c(command->name));
    fprintf(out, "\\fP%s [\\fIOPTIONS\\fP]", is_check ? "]" : "");
    if (*command->operands) fputc(' ', out);
    print_line(out, command->operands);
  }
}

static void print_commands(FILE *out) {
  print_section(out, "COMMANDS");
  for (size_t i = 0; i < COMMAND_COUNT; i++) {
    const CommandText *command = command_text((Command)i);
    fprintf(out, ".TP\n\\fB");
    print_text(out, str_from_c(command->name));
    fprintf(out, "\\fP%s", *command->operands ? " " : "");
    print_line(out, command->operands);
    print_text(out, str_from_c(command->help));
    fprintf(out, ".\n");
  }
}

static void print_where(FILE *out, unsigned commands) {
  if (commands == IN_ALL) return;
  fprintf(out, ".br\nCommands: ");
  bool is_first = true;
  for (size_t i = 0; i < COMMAND_COUNT; i++) {
    if (!(commands & 1u << i)) continue;
    fprintf(out, "%s%s", is_first ? "" : ", ", command_text((Command)i)->name);
    is_first = false;
  }
  fprintf(out, ".\n");
}

static void print_option(FILE *out, const OptionText *option) {
  fprintf(out, ".TP\n");
  if (option->letter) fprintf(out, "\\fB\\-%c\\fP, ", option->letter);
  fprintf(out, "\\fB\\-\\-");
  print_text(out, str_from_c(option->name));
  fprintf(out, "\\fP");
  if (option->value) {
    fprintf(out, "%s\\fI", option->value[0] == '[' ? "" : " ");
    print_text(out, str_from_c(option->value));
    fprintf(out, "\\fP");
  }
  fputc('\n', out);
  print_text(out, str_from_c(option->help));
  fprintf(out, ".\n");
  print_where(out, option->commands);
}

static void print_options(FILE *out) {
  print_section(out, "OPTIONS");
  OptionTexts all = option_texts();
  for (size_t i = 0; i < all.count; i++) {
    if (all.at[i].group)
      fprintf(out, ".SS %s\n", all.at[i].group);
    else
      print_option(out, &all.at[i]);
  }
}

static void print_formats(FILE *out) {
  print_section(out, "FORMATS");
  print_line(out, "Of `check`; the first is the default:");
  for (const ReportFormat *format = report_formats; format->name; format++)
    print_item(out, format->name, format->help);
}

static void print_rules(FILE *out, RuleList rules) {
  print_section(out, "RULES");
  print_line(out, "`nostall rule RULE` shows the page of one.");
  const char *family = "";
  for (size_t i = 0; i < rules.count; i++) {
    if (strcmp(family, rules.at[i]->family) != 0) {
      family = rules.at[i]->family;
      fprintf(out, ".SS %s\n", family);
    }
    print_item(out, rules.at[i]->id, rules.at[i]->summary);
  }
}

// ---- What stands in no table --------------------------------------------------------------------

static void print_comments(FILE *out) {
  print_section(out, "COMMENTS");
  print_line(out, "At a finding, or at any call on the way to what blocks:");
  print_item(out, "# nostall: ignore[RULE] -- reason",
             "No findings of this rule here. In C behind `//`.");
  print_item(out, "# noqa: CODE",
             "The same, with a rule or a code of flake8-async, ruff or Sonar.");
}

static void print_exit_codes(FILE *out) {
  print_section(out, "EXIT STATUS");
  print_item(out, "0", "Nothing to report.");
  print_item(out, "1", "Findings.");
  print_item(out, "2", "The job could not be done: an option, a file or a configuration is wrong.");
}

static void print_environment(FILE *out) {
  print_section(out, "ENVIRONMENT");
  print_item(out, "VIRTUAL_ENV, CONDA_PREFIX", "The environment whose packages are read.");
  print_item(out, "NO_COLOR, FORCE_COLOR, TERM", "Whether there are colours, without `--color`.");
  print_item(out, "NOSTALL_LIBCLANG", "The library that reads C, without `--libclang`.");
  print_item(out, "CC", "The compiler of examples in C, without `--cc`.");
}

static void print_files(FILE *out) {
  print_section(out, "FILES");
  print_item(out, ".nostall.toml, nostall.toml, pyproject.toml",
             "The configuration, the nearest above the paths; in the last one `[tool.nostall]`.");
  print_item(out, "compile_commands.json, compile_flags.txt", "How C files are compiled.");
}

static void print_example(FILE *out, const char *text, const char *words) {
  fprintf(out, ".PP\n");
  print_line(out, text);
  fprintf(out, ".PP\n.RS 4\n.nf\n");
  print_line(out, words);
  fprintf(out, ".fi\n.RE\n");
}

static void print_examples(FILE *out) {
  print_section(out, "EXAMPLES");
  print_line(out, "The findings in a project, one a line:");
  fprintf(out, ".PP\n.RS 4\n.nf\n");
  print_line(out, "nostall check --output-format concise");
  fprintf(out, ".fi\n.RE\n");
  print_example(out, "What a rule is about:", "nostall rule blocking-sleep");
  print_example(out, "Whether it happens in the tests:", "nostall confirm -- python -m pytest");
}

static void print_page(FILE *out, RuleList rules) {
  fprintf(out, ".TH NOSTALL 1 \"%s\" \"nostall %s\" \"User Commands\"\n", CHANGED, NOSTALL_VERSION);
  print_section(out, "NAME");
  fprintf(out, "nostall \\- find what stalls or breaks an event loop in Python and C\n");
  print_synopsis(out);
  print_section(out, "DESCRIPTION");
  print_line(
      out,
      "nostall reads a project as a whole and reports calls that block its event loop, written in "
      "a "
      "coroutine or callback or reached from one through other functions and files; coroutines "
      "that never run, tasks that nobody keeps, cancellation that is swallowed. Findings go to "
      "standard output, all else to standard error.");
  print_commands(out);
  print_options(out);
  print_formats(out);
  print_comments(out);
  print_exit_codes(out);
  print_environment(out);
  print_files(out);
  print_examples(out);
  print_rules(out, rules);
}

int manual_run(const CliProgram *program, const Options *options) {
  if (options->operands.count > 0) return trouble(options, STR("manual takes no words"));
  print_page(stdout, program->rules);
  return EXIT_CLEAN;
}
