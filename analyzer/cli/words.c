// The tables of options.h as rows, and the words that fit where.
#include "cli/words.h"

#include "report/report.h"

#include <string.h>

static const OptionText options[] = {
#define GROUP(title) {.group = title},
#define OPTION(NAME, name, letter, value, commands, help)                                          \
  {NULL, name, letter, value, commands, help},
    OPTIONS(GROUP, OPTION)
#undef OPTION
#undef GROUP
};

static const CommandText commands[] = {
#define COMMAND(NAME, name, operands, help) {name, operands, help},
    COMMANDS(COMMAND)
#undef COMMAND
};

OptionTexts option_texts(void) {
  return (OptionTexts){options, COUNT_OF(options)};
}

const CommandText *command_text(Command command) {
  return &commands[command];
}

bool group_has_options(size_t group, Command command) {
  for (size_t i = group + 1; i < COUNT_OF(options) && !options[i].group; i++) {
    if (options[i].commands & 1u << command) return true;
  }
  return false;
}

// ---- Values -------------------------------------------------------------------------------------

static void add_word(Words *words, Str word) {
  if (words->count < WORDS_MAX) words->at[words->count++] = word;
}

static Words words_of(Str list) {
  Words words = {.kind = WORD_LISTED};
  for (Str rest = list; rest.at;)
    add_word(&words, str_cut(&rest, '|'));
  return words;
}

static Words graph_formats_of(void) {
  GraphFormats formats = graph_formats();
  Words words = {.kind = WORD_LISTED};
  for (size_t i = 0; i < COUNT_OF(formats.at); i++)
    add_word(&words, formats.at[i]);
  return words;
}

static Words formats_of(Command command) {
  if (command == COMMAND_GRAPH) return graph_formats_of();
  if (command != COMMAND_CHECK)
    return words_of(command == COMMAND_RULE    ? STR("text|markdown|json")
                    : command == COMMAND_GRAPH ? STR("tree|dot|mermaid|json")
                                               : STR("text|json"));
  Words words = {.kind = WORD_LISTED};
  for (const ReportFormat *format = report_formats; format->name; format++)
    add_word(&words, str_from_c(format->name));
  return words;
}

// `a|b` in small letters lists all there are.
static bool lists_all(Str value) {
  for (size_t i = 0; i < value.size; i++) {
    if (value.at[i] >= 'A' && value.at[i] <= 'Z') return false;
  }
  return str_find_byte(value, '|') != SIZE_MAX;
}

typedef struct ValueKind {
  Str value;
  WordKind kind;
} ValueKind;

static WordKind kind_of(Str value) {
  const ValueKind kinds[] = {
      {STR("RULES"), WORD_RULES}, {STR("FILE"), WORD_FILE},   {STR("FILE|KEY=VALUE"), WORD_FILE},
      {STR("PATH"), WORD_FILE},   {STR("PATHS"), WORD_FILE},  {STR("DB"), WORD_FILE},
      {STR("DIR"), WORD_FOLDER},  {STR("EXE"), WORD_PROGRAM}, {STR("COMMAND"), WORD_PROGRAM},
  };
  for (size_t i = 0; i < COUNT_OF(kinds); i++) {
    if (str_equal(kinds[i].value, value)) return kinds[i].kind;
  }
  return WORD_ANY;
}

Words option_words(const OptionText *option, Command command) {
  if (!option->value) return (Words){.kind = WORD_NONE};
  Str value = str_from_c(option->value);
  bool is_optional = str_has_prefix(value, STR("[="));
  if (is_optional) value = str_slice(value, 2, value.size - 1);
  Words words = {.kind = kind_of(value)};
  if (str_equal(value, STR("FORMAT"))) words = formats_of(command);
  if (lists_all(value)) words = words_of(value);
  words.is_optional = is_optional;
  return words;
}

// ---- Operands -----------------------------------------------------------------------------------

Words shell_words(void) {
  return words_of(STR("bash|fish|zsh"));
}

static Words command_words(void) {
  Words words = {.kind = WORD_LISTED};
  for (size_t i = 0; i < COMMAND_COUNT; i++)
    add_word(&words, str_from_c(commands[i].name));
  return words;
}

// By what --help calls them.
Words operand_words(Command command) {
  const char *operands = commands[command].operands;
  if (command == COMMAND_HELP) return command_words();
  if (command == COMMAND_COMPLETION) return shell_words();
  if (!*operands) return (Words){.kind = WORD_NONE};
  if (strstr(operands, "RULE")) return (Words){.kind = WORD_RULES};
  if (strstr(operands, "COMMAND")) return (Words){.kind = WORD_PROGRAM};
  if (strstr(operands, "DIR")) return (Words){.kind = WORD_FOLDER};
  if (!strstr(operands, "PATH")) return (Words){.kind = WORD_ANY};
  Str rest = str_from_c(operands);
  Str first = str_cut(&rest, ' ');
  Words words = lists_all(first) ? words_of(first) : (Words){0};
  words.kind = WORD_FILE;
  return words;
}

// ---- Rules --------------------------------------------------------------------------------------

static bool has_word(const RuleWords *words, Str name) {
  for (size_t i = 0; i < words->count; i++) {
    if (str_equal(words->at[i].name, name)) return true;
  }
  return false;
}

void words_print(FILE *out, const Words *words) {
  for (size_t i = 0; i < words->count; i++)
    fprintf(out, "%s%.*s", i > 0 ? " " : "", STR_ARG(words->at[i]));
}

static void add_rule_word(Arena *arena, RuleWords *words, Str name, Str help) {
  RuleWord word = {name, help};
  if (name.size > 0 && !has_word(words, name)) array_push(arena, words, word);
}

RuleWords rule_words(Arena *arena, RuleList rules) {
  RuleWords words = {0};
  for (size_t i = 0; i < rules.count; i++)
    add_rule_word(arena, &words, str_from_c(rules.at[i]->id), str_from_c(rules.at[i]->summary));
  for (size_t i = 0; i < rules.count; i++)
    add_rule_word(arena, &words, str_from_c(rules.at[i]->family), (Str){0});
  for (size_t i = 0; i < rules.count; i++) {
    for (Str rest = str_from_c(rules.at[i]->aliases); rest.at;)
      add_rule_word(arena, &words, str_cut(&rest, ' '), str_from_c(rules.at[i]->id));
  }
  return words;
}

Str short_help(const char *help) {
  Str text = str_from_c(help);
  size_t end = 0;
  while (end < text.size && !strchr(":;\n", text.at[end]))
    end++;
  return str_slice(text, 0, end);
}
