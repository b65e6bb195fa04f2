// Completions for fish: a line for each option of each command.
#include "cli/words.h"

static void print_text(FILE *out, Str text) {
  fputc('\'', out);
  for (size_t i = 0; i < text.size; i++) {
    if (text.at[i] == '\'' || text.at[i] == '\\') fputc('\\', out);
    fputc(text.at[i], out);
  }
  fputc('\'', out);
}

static void print_commands(FILE *out) {
  for (size_t i = 0; i < COMMAND_COUNT; i++)
    fprintf(out, " %s", command_text((Command)i)->name);
}

static void print_functions(FILE *out) {
  fprintf(out, "function __nostall_named\n"
               "    for word in (commandline -opc)[2..-1]\n"
               "        if contains -- $word");
  print_commands(out);
  fprintf(out, "%s",
          "\n            echo $word\n            return\n        end\n    end\n    return 1\n"
          "end\n"
          "function __nostall_is\n"
          "    set -l command (__nostall_named; or echo check)\n"
          "    contains -- $command $argv\n"
          "end\n");
}

static void print_rules(FILE *out, RuleList rules) {
  Arena arena = {0};
  RuleWords words = rule_words(&arena, rules);
  fprintf(out, "function __nostall_rules\n    printf '%%s\\t%%s\\n' ALL 'all rules' \\\n");
  for (size_t i = 0; i < words.count; i++) {
    fprintf(out, "        %.*s ", STR_ARG(words.at[i].name));
    print_text(out, words.at[i].help.size > 0 ? words.at[i].help : STR("a family of rules"));
    fprintf(out, i + 1 < words.count ? " \\\n" : "\nend\n");
  }
  arena_release(&arena);
}

// -x: the value is one of these and no file; -r: there is a value, files are offered.
static void print_words(FILE *out, const Words *words, bool is_operand) {
  switch (words->kind) {
  case WORD_RULES:
    fprintf(out, is_operand ? " -a '(__nostall_rules)'"
                            : " -x -a '(__fish_complete_list , __nostall_rules)'");
    return;
  case WORD_LISTED:
    fprintf(out, is_operand ? " -a '" : " -x -a '");
    words_print(out, words);
    fprintf(out, "'");
    return;
  case WORD_PROGRAM:
    fprintf(out, is_operand ? " -a '(__fish_complete_subcommand)'"
                            : " -x -a '(__fish_complete_command)'");
    return;
  case WORD_FOLDER:
    fprintf(out, is_operand ? " -a '(__fish_complete_directories)'"
                            : " -x -a '(__fish_complete_directories)'");
    return;
  case WORD_FILE:
    fprintf(out, is_operand ? " -F" : " -r -F");
    if (words->count == 0) return;
    fprintf(out, " -a '");
    words_print(out, words);
    fprintf(out, "'");
    return;
  case WORD_ANY:
    if (!is_operand && !words->is_optional) fprintf(out, " -x");
    return;
  case WORD_NONE:
    return;
  }
}

static void print_option(FILE *out, const OptionText *option, Command command) {
  Words words = option_words(option, command);
  fprintf(out, "complete -c nostall -n '__nostall_is %s' -l %s", command_text(command)->name,
          option->name);
  if (option->letter) fprintf(out, " -s %c", option->letter);
  print_words(out, &words, false);
  fprintf(out, " -d ");
  print_text(out, short_help(option->help));
  fprintf(out, "\n");
}

static void print_operand(FILE *out, Command command) {
  Words words = operand_words(command);
  if (words.kind == WORD_NONE || words.kind == WORD_ANY) return;
  fprintf(out, "complete -c nostall -n '__nostall_is %s'", command_text(command)->name);
  print_words(out, &words, true);
  fprintf(out, "\n");
}

void completion_print_fish(FILE *out, RuleList rules) {
  print_functions(out);
  print_rules(out, rules);
  fprintf(out, "complete -c nostall -f\n");
  for (size_t i = 0; i < COMMAND_COUNT; i++) {
    const CommandText *command = command_text((Command)i);
    fprintf(out, "complete -c nostall -n 'not __nostall_named' -a %s -d ", command->name);
    print_text(out, str_from_c(command->help));
    fprintf(out, "\n");
  }
  OptionTexts all = option_texts();
  for (size_t i = 0; i < COMMAND_COUNT; i++) {
    print_operand(out, (Command)i);
    for (size_t row = 0; row < all.count; row++) {
      if (!all.at[row].group && all.at[row].commands & 1u << i)
        print_option(out, &all.at[row], (Command)i);
    }
  }
}
