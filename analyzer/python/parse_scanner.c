// tree-sitter-python with a scanner that does not let it recover for long. After an error
// tree-sitter tries to go on, in time that may grow with the square of the text, and says nothing
// until it is through. But then it asks the scanner for tokens that are never valid together. Ours
// answers with one that leads nowhere, and after a few times does so wherever it is asked, as long
// as is needed for parse_tree.c to notice.
//
// In sound text the same happens, though rarely, to one of several readings that the grammar
// follows side by side. The others go on.
#include "python/parse.h"

#include <stdlib.h>
#include <tree_sitter/parser.h>

// Refusals that a text may have and still be sound; text with more is read in smaller pieces.
#define REFUSALS_MAX 50

// The size of a token that leads nowhere.
#define NOWHERE_MAX_CHARACTERS 100

// The grammar's external tokens, as far as we need them.
enum { TOKEN_INDENT = 1, TOKEN_STRING_CONTENT = 4 };

typedef struct Scanner {
  void *python; // the grammar's own
  uint32_t refusals;
} Scanner;

static void *scanner_create(void) {
  Scanner *scanner = calloc(1, sizeof *scanner);
  if (!scanner) base_fatal("out of memory");
  scanner->python = tree_sitter_python()->external_scanner.create();
  return scanner;
}

static void scanner_destroy(void *payload) {
  Scanner *scanner = payload;
  tree_sitter_python()->external_scanner.destroy(scanner->python);
  free(scanner);
}

static unsigned scanner_serialize(void *payload, char *buffer) {
  const Scanner *scanner = payload;
  return tree_sitter_python()->external_scanner.serialize(scanner->python, buffer);
}

static void scanner_deserialize(void *payload, const char *buffer, unsigned size) {
  const Scanner *scanner = payload;
  tree_sitter_python()->external_scanner.deserialize(scanner->python, buffer, size);
}

static bool scanner_scan(void *payload, TSLexer *lexer, const bool *valid) {
  Scanner *scanner = payload;
  bool has_failed = valid[TOKEN_INDENT] && valid[TOKEN_STRING_CONTENT];
  if (!has_failed && scanner->refusals < REFUSALS_MAX)
    return tree_sitter_python()->external_scanner.scan(scanner->python, lexer, valid);
  if (lexer->eof(lexer)) return false; // an empty token would lead nowhere for ever
  scanner->refusals++;
  for (int i = 0; i < NOWHERE_MAX_CHARACTERS && !lexer->eof(lexer); i++)
    lexer->advance(lexer, false);
  lexer->mark_end(lexer);
  lexer->result_symbol = TOKEN_STRING_CONTENT;
  return true;
}

void parse_scanner_use(TSLanguage *language) {
  language->external_scanner.create = scanner_create;
  language->external_scanner.destroy = scanner_destroy;
  language->external_scanner.scan = scanner_scan;
  language->external_scanner.serialize = scanner_serialize;
  language->external_scanner.deserialize = scanner_deserialize;
}
