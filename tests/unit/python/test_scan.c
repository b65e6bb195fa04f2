// The innermost loops of the lexer against their plain forms, and the words that are no names.
#include "support/test.h"

#include "python/parser/lexer_word.h"

#include <string.h>

#define TEXT_MAX_BYTES 70

// Each byte behind so many letters, and more letters behind it: no other text shows more.
typedef struct Row {
  const char *name;
  size_t before;
} Row;

static const Row rows[] = {
    {"at once", 0},
    {"behind one", 1},
    {"last of sixteen", 15},
    {"behind sixteen", 16},
    {"in the second part", 25},
    {"behind two parts", 32},
    {"behind three parts", 48},
};

static void fill(char *text, char letter, size_t before, char byte) {
  memset(text, letter, TEXT_MAX_BYTES);
  memset(text + TEXT_MAX_BYTES, 0, LEXER_PADDING_BYTES);
  text[before] = byte;
}

static void agrees(const Row *row) {
  char text[TEXT_MAX_BYTES + LEXER_PADDING_BYTES];
  for (int byte = 0; byte <= UINT8_MAX; byte++) {
    fill(text, 'x', row->before, (char)byte);
    assert_int_equal(scan_word(text), scan_plain_word(text));
    assert_ptr_equal(scan_string(text, '"'), scan_plain_string(text, '"'));
    assert_ptr_equal(scan_string(text, '\''), scan_plain_string(text, '\''));
    fill(text, ' ', row->before, (char)byte);
    assert_ptr_equal(scan_spaces(text), scan_plain_spaces(text));
  }
}

TEST_TABLE("the plain loops and the fast ones agree", rows, agrees)

// The end of the text ends everything.
static void ends(void) {
  char text[TEXT_MAX_BYTES + LEXER_PADDING_BYTES];
  for (size_t size = 0; size < TEXT_MAX_BYTES; size++) {
    fill(text, 'x', 0, 'x');
    memset(text + size, 0, sizeof text - size);
    assert_int_equal(scan_word(text), size);
    assert_ptr_equal(scan_string(text, '"'), text + size);
  }
}

TEST_CASE("loops end with the text", ends)

static TokenKind kind_of(const char *word) {
  char text[TEXT_MAX_BYTES] = {0};
  memcpy(text, word, strlen(word));
  return lexer_word_kind(text, strlen(word));
}

static const char *const keywords[] = {
    "match",    "case",  "type",   "and",  "as",   "assert", "async", "await",    "break", "class",
    "continue", "def",   "del",    "elif", "else", "except", "False", "finally",  "for",   "from",
    "global",   "if",    "import", "in",   "is",   "lambda", "None",  "nonlocal", "not",   "or",
    "pass",     "raise", "return", "True", "try",  "while",  "with",  "yield",
};

// In the order of the kinds, so each has one of its own; and nothing longer or shorter is one.
static void words(void) {
  for (size_t i = 0; i < COUNT_OF(keywords); i++) {
    TokenKind want = i < 3 ? TOKEN_MATCH + (TokenKind)i : TOKEN_AND + (TokenKind)(i - 3);
    assert_int_equal(kind_of(keywords[i]), want);
    char longer[TEXT_MAX_BYTES] = {0};
    memcpy(longer, keywords[i], strlen(keywords[i]));
    longer[strlen(keywords[i])] = '_';
    assert_int_equal(kind_of(longer), TOKEN_NAME);
    longer[0] = 'q';
    assert_int_equal(kind_of(longer), TOKEN_NAME);
  }
  assert_int_equal(kind_of("a_name_of_more_than_sixteen_bytes"), TOKEN_NAME);
  assert_int_equal(kind_of("continued"), TOKEN_NAME);
}

TEST_CASE("keywords have kinds of their own", words)

TEST_MAIN(&agrees_table, &ends_table, &words_table)
