// Completions for zsh: _arguments with what --help says, one list of options for each command.
#include "cli/words.h"

// Text within a single-quoted specification: in brackets, or behind a colon.
static void print_text(FILE *out, Str text) {
  for (size_t i = 0; i < text.size; i++) {
    switch (text.at[i]) {
    case '\'':
      fputs("'\\''", out);
      break;
    case '[':
    case ']':
    case ':':
    case '\\':
      fputc('\\', out);
      fputc(text.at[i], out);
      break;
    default:
      fputc(text.at[i], out);
      break;
    }
  }
}

static void print_action(FILE *out, const Words *words, bool is_operand) {
  switch (words->kind) {
  case WORD_RULES:
    fprintf(out, is_operand ? "rule:_nostall_rule" : "rules:_nostall_rules");
    return;
  case WORD_LISTED:
    fprintf(out, "word:(");
    words_print(out, words);
    fprintf(out, ")");
    return;
  case WORD_PROGRAM:
    fprintf(out, "command:_command_names -e");
    return;
  case WORD_FOLDER:
    fprintf(out, "folder:_files -/");
    return;
  case WORD_FILE:
    fprintf(out, "file:_files");
    return;
  case WORD_ANY:
  case WORD_NONE:
    fprintf(out, "value: ");
    return;
  }
}

static void print_spec(FILE *out, const OptionText *option, Command command, bool is_letter) {
  Words words = option_words(option, command);
  bool is_list = words.kind == WORD_RULES;
  fprintf(out, "      '%s", is_list ? "*" : "");
  if (option->letter) fprintf(out, "(-%c --%s)", option->letter, option->name);
  if (is_letter)
    fprintf(out, "-%c%s", option->letter, words.kind == WORD_NONE ? "" : "+");
  else
    fprintf(out, "--%s%s", option->name,
            words.kind == WORD_NONE ? ""
            : words.is_optional     ? "=-"
                                    : "=");
  fprintf(out, "[");
  print_text(out, short_help(option->help));
  fprintf(out, "]");
  if (words.kind != WORD_NONE) {
    fprintf(out, words.is_optional ? "::" : ":");
    print_action(out, &words, false);
  }
  fprintf(out, "'\n");
}

static void print_command(FILE *out, Command command) {
  OptionTexts all = option_texts();
  fprintf(out, "    %s)\n      specs=(\n", command_text(command)->name);
  for (size_t i = 0; i < all.count; i++) {
    if (all.at[i].group || !(all.at[i].commands & 1u << command)) continue;
    if (all.at[i].letter) print_spec(out, &all.at[i], command, true);
    print_spec(out, &all.at[i], command, false);
  }
  Words words = operand_words(command);
  if (words.kind == WORD_FILE && words.count > 0) {
    fprintf(out, "      '1:word:(");
    words_print(out, &words);
    fprintf(out, ")'\n");
  }
  if (words.kind == WORD_PROGRAM) {
    fprintf(out, "      '*::command:_normal'\n");
  } else if (words.kind != WORD_NONE) {
    fprintf(out, "      '*:");
    print_action(out, &words, true);
    fprintf(out, "'\n");
  }
  fprintf(out, "      )\n      ;;\n");
}

static void print_rules(FILE *out, RuleList rules) {
  Arena arena = {0};
  RuleWords words = rule_words(&arena, rules);
  fprintf(out, "_nostall_all_rules=(\n  'ALL:all rules'\n");
  for (size_t i = 0; i < words.count; i++) {
    fprintf(out, "  '%.*s:", STR_ARG(words.at[i].name));
    print_text(out, words.at[i].help.size > 0 ? words.at[i].help : STR("a family of rules"));
    fprintf(out, "'\n");
  }
  fprintf(out, ")\n"
               "_nostall_rule() { _describe -t rules rule _nostall_all_rules }\n"
               "_nostall_rules() {\n"
               "  compset -P '*,'\n"
               "  _describe -t rules rule _nostall_all_rules -S ''\n"
               "}\n");
  arena_release(&arena);
}

static void print_commands(FILE *out) {
  fprintf(out, "_nostall_first() {\n  local -a commands=(\n");
  for (size_t i = 0; i < COMMAND_COUNT; i++) {
    const CommandText *command = command_text((Command)i);
    fprintf(out, "    '%s:", command->name);
    print_text(out, str_from_c(command->help));
    fprintf(out, "'\n");
  }
  fprintf(out, "  )\n  _describe -t commands command commands\n  _files\n}\n");
}

void completion_print_zsh(FILE *out, RuleList rules) {
  fprintf(out,
          "#compdef nostall\n# Completions of nostall %s for zsh, made by `nostall completion`.\n"
          "typeset -ga _nostall_all_rules\n",
          NOSTALL_VERSION);
  print_rules(out, rules);
  print_commands(out);
  fprintf(out, "%s",
          "_nostall() {\n"
          "  local command= i\n  local -a specs\n"
          "  for ((i = 2; i < CURRENT; i++)); do\n    case $words[i] in\n    ");
  for (size_t i = 0; i < COMMAND_COUNT; i++)
    fprintf(out, "%s%s", i > 0 ? " | " : "(", command_text((Command)i)->name);
  fprintf(out, "%s",
          ")\n      command=$words[i]\n      words[i]=()\n      ((CURRENT--))\n      break\n"
          "      ;;\n    esac\n  done\n"
          "  case ${command:-check} in\n");
  for (size_t i = 0; i < COMMAND_COUNT; i++)
    print_command(out, (Command)i);
  fprintf(out, "%s",
          "  esac\n"
          "  if [[ -z $command ]]; then\n    specs=(${specs:#'*:'*} '1: :_nostall_first' "
          "'*:file:_files')\n"
          "  fi\n"
          "  _arguments -s -S : $specs\n}\n"
          "if [[ $zsh_eval_context[-1] == loadautofunc ]]; then\n  _nostall \"$@\"\nelse\n"
          "  compdef _nostall nostall\nfi\n");
}
