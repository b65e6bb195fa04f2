// --help, from the tables of options.h.
#include "cli/words.h"
#include "report/report.h"

#include <string.h>

#define NAME_COLUMNS 28
#define HELP_COLUMNS 60 // behind the name

// Cuts as many words off the front as a line has room for, at least one.
static Str cut_line(Str *rest) {
  size_t end = 0;
  for (size_t at = 0; at <= rest->size; at++) {
    bool is_end = at == rest->size || rest->at[at] == ' ' || rest->at[at] == '\n';
    if (is_end && (end == 0 || at <= HELP_COLUMNS)) end = at;
    if (at < rest->size && rest->at[at] == '\n' && at <= HELP_COLUMNS) break;
  }
  Str line = str_slice(*rest, 0, end);
  *rest = str_slice(*rest, end < rest->size ? end + 1 : end, rest->size);
  return line;
}

// A name and what it means, later lines of which start below the first.
static void print_row(FILE *out, const char *name, const char *help) {
  fprintf(out, "  %-*s", NAME_COLUMNS, name);
  if (strlen(name) >= NAME_COLUMNS) fprintf(out, "\n  %-*s", NAME_COLUMNS, "");
  for (Str rest = str_from_c(help); rest.size > 0;) {
    Str line = cut_line(&rest);
    fprintf(out, "%.*s\n", STR_ARG(line));
    if (rest.size > 0) fprintf(out, "  %-*s", NAME_COLUMNS, "");
  }
}

static void print_option(FILE *out, const OptionText *row) {
  char name[64] = "";
  char letter[8] = "    ";
  if (row->letter) snprintf(letter, sizeof letter, "-%c, ", row->letter);
  bool is_apart = row->value && row->value[0] != '[';
  snprintf(name, sizeof name, "%s--%s%s%s", letter, row->name, is_apart ? " " : "",
           row->value ? row->value : "");
  print_row(out, name, row->help);
}

static void print_options(FILE *out, Command command) {
  OptionTexts all = option_texts();
  for (size_t i = 0; i < all.count; i++) {
    const OptionText *row = &all.at[i];
    if (row->group && group_has_options(i, command)) fprintf(out, "\n%s:\n", row->group);
    if (!row->group && row->commands & 1u << command) print_option(out, row);
  }
}

static void print_formats(FILE *out) {
  fprintf(out, "\nFormats:\n");
  for (const ReportFormat *format = report_formats; format->name; format++) {
    bool is_first = format == report_formats;
    char name[64] = "";
    snprintf(name, sizeof name, "%s%s", format->name, is_first ? " (default)" : "");
    print_row(out, name, format->help);
  }
}

static void print_details(FILE *out, Command command) {
  switch (command) {
  case COMMAND_CHECK:
    print_formats(out);
    fprintf(out,
            "\nExit codes:\n"
            "  0  nothing to report\n"
            "  1  findings\n"
            "  2  a PATH or an option is wrong, a file could not be read, the output could not be\n"
            "     written\n"
            "\nComments that silence a finding:\n"
            "  # nostall: ignore[RULE] -- reason\n"
            "  # noqa: CODE\n");
    return;
  case COMMAND_RULE:
    fprintf(out, "\nFormats:\n  text (default), markdown, json\n");
    return;
  case COMMAND_VERIFY:
    fprintf(out,
            "\nFormats:\n  text (default), json\n"
            "\nExit codes:\n"
            "  0  every rule is proven\n"
            "  1  one is not\n"
            "  2  the job could not be done: no interpreter, an option is wrong, the output could\n"
            "     not be written\n"
            "\nThis command runs code: the examples of the rules, shut in as far as the system\n"
            "allows it. --rules-dir runs what stands in that folder.\n");
    return;
  case COMMAND_CONFIRM:
    fprintf(
        out,
        "\nFormats:\n  text (default), json\n"
        "\nExit codes:\n"
        "  0  the command ended with 0, and nothing was observed\n"
        "  1  something was: of a finding, or what no finding predicted; or the command ended\n"
        "     with another code, which the report names\n"
        "  2  the job could not be done: the command cannot be run, nothing could be seen of\n"
        "     it, an option is wrong, the output could not be written\n"
        "\nThe command runs as it is, with its own input and output; signals go on to it. Python\n"
        "finds the probe by PYTHONPATH: with -I, -E or -S it does not.\n");
    return;
  case COMMAND_COMPLETION:
    fprintf(
        out,
        "\n  bash: nostall completion bash > ~/.local/share/bash-completion/completions/nostall\n"
        "  fish: nostall completion fish > ~/.config/fish/completions/nostall.fish\n"
        "  zsh:  nostall completion zsh > DIR/_nostall, where DIR stands in fpath\n");
    return;
  case COMMAND_MANUAL:
    fprintf(out, "\n  nostall manual | man -l -\n");
    return;
  case COMMAND_VERSION:
    fprintf(out, "\nFormats:\n  text (default), json\n");
    return;
  case COMMAND_ADVISE:
    fprintf(out, "\nFormats:\n  text (default), json\n"
                 "\nExit codes:\n  0  the advice was given, whatever it says\n"
                 "  2  the job could not be done\n");
    return;
  case COMMAND_REPORT:
    fprintf(
        out,
        "\nThe page is one file that needs no network and opens from a mail. What a run found is\n"
        "no reason for another exit code than 0.\n");
    return;
  case COMMAND_GRAPH:
    fprintf(
        out,
        "\nFormats:\n  tree (default), dot, mermaid, json\n"
        "\nSYMBOL is a function by its name, as much of it as is needed (`load`, `Store.load`,\n"
        "`shop.store.Store.load`), or FILE:LINE.\n");
    return;
  case COMMAND_NEW:
    fprintf(out, "\nDIR is new or empty. What is written there has tests of its own, and passes\n"
                 "`nostall check --preset strict`.\n");
    return;
  case COMMAND_BASELINE:
    fprintf(out, "\n  create [PATH...]   write what is found to the file\n"
                 "  prune [PATH...]    take out what is not found any more\n"
                 "  diff [PATH...]     tell what is new, and what is gone\n"
                 "  diff OLD NEW       the same of two files that end with .json\n"
                 "\nFormats of diff:\n  text (default), json\n"
                 "\nExit codes:\n"
                 "  0  done; of diff: nothing is new\n"
                 "  1  of diff: something is\n"
                 "  2  the job could not be done; the file is as it was\n");
    return;
  case COMMAND_CLEAN:
    fprintf(out,
            "\nIt removes the folder .nostall_cache of the project around the paths, or DIR.\n");
    return;
  case COMMAND_CONFIG:
    fprintf(out, "\nKeys are written with dots: nostall config c.blocking\n");
    return;
  case COMMAND_HELP:
  case COMMAND_COUNT:
    return;
  }
}

static void print_program(FILE *out) {
  fprintf(out, "nostall finds what stalls or breaks an event loop, through calls and files.\n"
               "\nUsage: nostall [COMMAND] [OPTIONS]\n\nCommands:\n");
  for (size_t i = 0; i < COMMAND_COUNT; i++)
    print_row(out, command_text((Command)i)->name, command_text((Command)i)->help);
  print_options(out, COMMAND_HELP);
  fprintf(out, "\n`nostall help COMMAND` says more.\n");
}

void help_print(FILE *out, Command command) {
  if (command == COMMAND_HELP) {
    print_program(out);
    return;
  }
  const CommandText *row = command_text(command);
  const char *name = command == COMMAND_CHECK ? "[check]" : row->name;
  fprintf(out, "%s.\n\nUsage: nostall %s [OPTIONS]%s%s\n", row->help, name,
          *row->operands ? " " : "", row->operands);
  print_options(out, command);
  print_details(out, command);
}
