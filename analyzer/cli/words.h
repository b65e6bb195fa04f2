// The tables of options.h as rows, and which words fit where: for --help, the manual and the
// completions of shells. Private to this layer.
#pragma once

#include "cli/cli.h"
#include "cli/options.h"

typedef struct OptionText {
  const char *group; // a heading; everything else is empty then
  const char *name;
  char letter;       // 0: none
  const char *value; // as options.h has it, or NULL
  unsigned commands; // 1u << Command
  const char *help;
} OptionText;

typedef struct OptionTexts {
  const OptionText *at; // in order of the table, headings between them
  size_t count;
} OptionTexts;

typedef struct CommandText {
  const char *name;
  const char *operands;
  const char *help;
} CommandText;

OptionTexts option_texts(void);
const CommandText *command_text(Command command); // not COMMAND_COUNT
// Whether any option below a heading is one of a command.
bool group_has_options(size_t group, Command command);

// What may stand as the value of an option, or as an operand.
typedef enum WordKind {
  WORD_NONE,    // nothing: a switch, or no operand
  WORD_ANY,     // what nobody can list
  WORD_LISTED,  // one of some words
  WORD_RULES,   // ids, families, codes; separated by commas as the value of an option
  WORD_FILE,    // a file or folder
  WORD_FOLDER,  // a folder
  WORD_PROGRAM, // a program, and then its own words
} WordKind;

#define WORDS_MAX 32

typedef struct Words {
  WordKind kind;
  bool is_optional;  // the value may be left out, and stands behind a `=`
  Str at[WORDS_MAX]; // of WORD_LISTED; of operands WORD_FILE, what the first one may be instead
  size_t count;
} Words;

Words option_words(const OptionText *option, Command command);
Words operand_words(Command command);
Words shell_words(void);                         // what `completion` takes
void words_print(FILE *out, const Words *words); // those that are listed, with blanks between

// All that names rules: their ids, each family once, the codes of other linters each once.
typedef struct RuleWord {
  Str name;
  Str help; // a sentence, "" for a family
} RuleWord;
typedef Array(RuleWord) RuleWords;
RuleWords rule_words(Arena *arena, RuleList rules);

// The first sentence of a help text, without what follows a colon or semicolon: for one line.
Str short_help(const char *help);

void completion_print_bash(FILE *out, RuleList rules);
void completion_print_zsh(FILE *out, RuleList rules);
void completion_print_fish(FILE *out, RuleList rules);
