// nostall completion: what a shell needs to complete our words, made from the tables of options.h
// and the list of rules. Each script stands alone: it asks neither nostall nor another package.
#include "cli/commands.h"
#include "cli/words.h"

#include <stdio.h>

// ---- bash ---------------------------------------------------------------------------------------
// Words and values of options stand in variables and `case` branches. bash cuts words at `=`, so
// `--option=value` arrives as three.

// "--select | -o" for every option that takes a value of its own.
static void print_bash_valued(FILE *out) {
  bool is_first = true;
  OptionTexts all = option_texts();
  for (size_t i = 0; i < all.count; i++) {
    Words words = all.at[i].group ? (Words){0} : option_words(&all.at[i], COMMAND_CHECK);
    if (words.kind == WORD_NONE || words.is_optional) continue;
    fprintf(out, "%s--%s", is_first ? "" : " | ", all.at[i].name);
    if (all.at[i].letter) fprintf(out, " | -%c", all.at[i].letter);
    is_first = false;
  }
}

static void print_bash_action(FILE *out, const Words *words, bool is_operand) {
  switch (words->kind) {
  case WORD_RULES:
    fprintf(out, is_operand ? "_nostall_words \"$rules\"" : "_nostall_list \"$rules\"");
    return;
  case WORD_LISTED:
    fprintf(out, "_nostall_words '");
    words_print(out, words);
    fprintf(out, "'");
    return;
  case WORD_PROGRAM:
    fprintf(out, "COMPREPLY=($(compgen -c -- \"$word\"))");
    return;
  case WORD_FOLDER:
    fprintf(out, "COMPREPLY=($(compgen -d -- \"$word\"))");
    return;
  case WORD_FILE:
    if (words->count == 0) {
      fprintf(out, ":");
      return;
    }
    fprintf(out, "COMPREPLY=($(compgen -f -W '");
    words_print(out, words);
    fprintf(out, "' -- \"$word\"))");
    return;
  case WORD_ANY:
  case WORD_NONE:
    fprintf(out, "compopt +o default +o bashdefault");
    return;
  }
}

static void print_bash_values(FILE *out, Command command) {
  OptionTexts all = option_texts();
  for (size_t i = 0; i < all.count; i++) {
    const OptionText *option = &all.at[i];
    if (option->group || !(option->commands & 1u << command)) continue;
    Words words = option_words(option, command);
    if (words.kind == WORD_NONE) continue;
    fprintf(out, "    %s:--%s", command_text(command)->name, option->name);
    if (option->letter) fprintf(out, " | %s:-%c", command_text(command)->name, option->letter);
    fprintf(out, ")\n      ");
    print_bash_action(out, &words, false);
    fprintf(out, "\n      return\n      ;;\n");
  }
}

static void print_bash_command(FILE *out, Command command) {
  OptionTexts all = option_texts();
  fprintf(out, "    %s)\n      options='", command_text(command)->name);
  for (size_t i = 0; i < all.count; i++) {
    if (!all.at[i].group && all.at[i].commands & 1u << command)
      fprintf(out, "--%s ", all.at[i].name);
  }
  fprintf(out, "'\n      ;;\n");
}

static void print_bash_operand(FILE *out, Command command) {
  Words words = operand_words(command);
  fprintf(out, "    %s) ", command_text(command)->name);
  print_bash_action(out, &words, true);
  fprintf(out, " ;;\n");
}

static void print_bash_commands(FILE *out, const char *separator) {
  for (size_t i = 0; i < COMMAND_COUNT; i++)
    fprintf(out, "%s%s", i > 0 ? separator : "", command_text((Command)i)->name);
}

static void print_bash_rules(FILE *out, RuleList rules) {
  Arena arena = {0};
  RuleWords words = rule_words(&arena, rules);
  fprintf(out, "  local rules='ALL");
  for (size_t i = 0; i < words.count; i++)
    fprintf(out, " %.*s", STR_ARG(words.at[i].name));
  fprintf(out, "'\n");
  arena_release(&arena);
}

static void print_bash_head(FILE *out) {
  fprintf(out, "%s",
          "# `word` is what is being typed, the words are those that may stand there.\n"
          "_nostall_words() { COMPREPLY=($(compgen -W \"$1\" -- \"$word\")); }\n"
          "# The same for the last part of a list with commas.\n"
          "_nostall_list() {\n"
          "  local head=\n"
          "  [[ $word == *,* ]] && head=${word%,*},\n"
          "  COMPREPLY=($(compgen -P \"$head\" -W \"$1\" -- \"${word##*,}\"))\n"
          "}\n"
          "_nostall() {\n"
          "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
          "  local command= options= skips= i\n");
}

static void print_bash_scan(FILE *out) {
  fprintf(out, "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
               "    if [[ $skips ]]; then\n      skips=\n      continue\n    fi\n"
               "    case ${COMP_WORDS[i]} in\n    ");
  print_bash_valued(out);
  fprintf(out,
          ") [[ ${COMP_WORDS[i + 1]} == = ]] || skips=1 ;;\n    =) skips=1 ;;\n    -*) ;;\n    ");
  print_bash_commands(out, " | ");
  fprintf(out, "%s",
          ")\n      command=${COMP_WORDS[i]}\n      break\n      ;;\n"
          "    *)\n      command=check\n      break\n      ;;\n    esac\n  done\n"
          "  local is_first=\n  [[ $command ]] || is_first=1\n  command=${command:-check}\n"
          "  [[ $word == = ]] && word=\n"
          "  [[ $before == = ]] && before=${COMP_WORDS[COMP_CWORD - 2]}\n"
          "  COMPREPLY=()\n");
}

void completion_print_bash(FILE *out, RuleList rules) {
  print_bash_head(out);
  print_bash_rules(out, rules);
  print_bash_scan(out);
  fprintf(out, "  case $command:$before in\n");
  for (size_t i = 0; i < COMMAND_COUNT; i++)
    print_bash_values(out, (Command)i);
  fprintf(out, "  esac\n  case $command in\n");
  for (size_t i = 0; i < COMMAND_COUNT; i++)
    print_bash_command(out, (Command)i);
  fprintf(out, "  esac\n  if [[ $word == -* ]]; then\n    _nostall_words \"$options\"\n    return\n"
               "  fi\n  if [[ $is_first ]]; then\n    COMPREPLY=($(compgen -f -W '");
  print_bash_commands(out, " ");
  fprintf(out, "' -- \"$word\"))\n    compopt -o filenames\n    return\n  fi\n"
               "  case $command in\n");
  for (size_t i = 0; i < COMMAND_COUNT; i++)
    print_bash_operand(out, (Command)i);
  fprintf(out, "  esac\n}\ncomplete -o bashdefault -o default -F _nostall nostall\n");
}

// ---- The command --------------------------------------------------------------------------------

typedef struct Shell {
  Str name;
  void (*print)(FILE *out, RuleList rules);
} Shell;

int completion_run(const CliProgram *program, const Options *options) {
  const Shell shells[] = {{STR("bash"), completion_print_bash},
                          {STR("fish"), completion_print_fish},
                          {STR("zsh"), completion_print_zsh}};
  Words names = shell_words();
  Error error = {0};
  if (options->operands.count != 1)
    return trouble(options, STR("completion takes one shell: bash, fish or zsh"));
  for (size_t i = 0; i < COUNT_OF(shells); i++) {
    if (!str_equal(shells[i].name, options->operands.at[0])) continue;
    if (i != 2)
      printf("# Completions of nostall %s for %.*s, made by `nostall completion`.\n",
             NOSTALL_VERSION, STR_ARG(shells[i].name));
    shells[i].print(stdout, program->rules);
    return EXIT_CLEAN;
  }
  (void)suggest_fail(&error, "shell", options->operands.at[0], names.at, names.count);
  return trouble(options, str_from_c(error.text));
}
