// Names and keywords.
#include "python/parser/scan.h"

#define KEYWORD_MAX_BYTES 8

typedef struct Keyword {
  char text[KEYWORD_MAX_BYTES + 1];
  uint8_t size;
  uint8_t kind; // TokenKind
} Keyword;

// Different for all keywords; the compiler refuses the table below when it is not.
#define HASH(first, last, size) (((first) + (last)*28 + (size)*11) % 128)
#define KEYWORD(first, last, text, kind)                                                           \
  [HASH(first, last, sizeof text - 1)] = {text, sizeof text - 1, kind}

static const Keyword keywords[128] = {
    KEYWORD('F', 'e', "False", TOKEN_FALSE),   KEYWORD('N', 'e', "None", TOKEN_NONE),
    KEYWORD('T', 'e', "True", TOKEN_TRUE),     KEYWORD('a', 'd', "and", TOKEN_AND),
    KEYWORD('a', 's', "as", TOKEN_AS),         KEYWORD('a', 't', "assert", TOKEN_ASSERT),
    KEYWORD('a', 'c', "async", TOKEN_ASYNC),   KEYWORD('a', 't', "await", TOKEN_AWAIT),
    KEYWORD('b', 'k', "break", TOKEN_BREAK),   KEYWORD('c', 'e', "case", TOKEN_CASE),
    KEYWORD('c', 's', "class", TOKEN_CLASS),   KEYWORD('c', 'e', "continue", TOKEN_CONTINUE),
    KEYWORD('d', 'f', "def", TOKEN_DEF),       KEYWORD('d', 'l', "del", TOKEN_DEL),
    KEYWORD('e', 'f', "elif", TOKEN_ELIF),     KEYWORD('e', 'e', "else", TOKEN_ELSE),
    KEYWORD('e', 't', "except", TOKEN_EXCEPT), KEYWORD('f', 'y', "finally", TOKEN_FINALLY),
    KEYWORD('f', 'r', "for", TOKEN_FOR),       KEYWORD('f', 'm', "from", TOKEN_FROM),
    KEYWORD('g', 'l', "global", TOKEN_GLOBAL), KEYWORD('i', 'f', "if", TOKEN_IF),
    KEYWORD('i', 't', "import", TOKEN_IMPORT), KEYWORD('i', 'n', "in", TOKEN_IN),
    KEYWORD('i', 's', "is", TOKEN_IS),         KEYWORD('l', 'a', "lambda", TOKEN_LAMBDA),
    KEYWORD('m', 'h', "match", TOKEN_MATCH),   KEYWORD('n', 'l', "nonlocal", TOKEN_NONLOCAL),
    KEYWORD('n', 't', "not", TOKEN_NOT),       KEYWORD('o', 'r', "or", TOKEN_OR),
    KEYWORD('p', 's', "pass", TOKEN_PASS),     KEYWORD('r', 'e', "raise", TOKEN_RAISE),
    KEYWORD('r', 'n', "return", TOKEN_RETURN), KEYWORD('t', 'y', "try", TOKEN_TRY),
    KEYWORD('t', 'e', "type", TOKEN_TYPE),     KEYWORD('w', 'e', "while", TOKEN_WHILE),
    KEYWORD('w', 'h', "with", TOKEN_WITH),     KEYWORD('y', 'd', "yield", TOKEN_YIELD),
};

static TokenKind keyword(const char *start, size_t size) {
  unsigned first = (unsigned char)start[0];
  unsigned last = (unsigned char)start[size - 1];
  const Keyword *word = &keywords[HASH(first, last, (unsigned)size)];
  if (word->size != size) return TOKEN_NAME;
  for (size_t i = 0; i < size; i++)
    if (word->text[i] != start[i]) return TOKEN_NAME;
  return (TokenKind)word->kind;
}

const char *lexer_word(Lexer *lexer, const char *start) {
  const char *at = scan_word(start);
  size_t size = (size_t)(at - start);
  if (size <= 2 && (*at == '"' || *at == '\'')) {
    uint8_t flags = lexer_prefix(start, at);
    if (flags != LEXER_NO_PREFIX) return lexer_string(lexer, start, at, flags);
  }
  TokenKind kind = size <= KEYWORD_MAX_BYTES ? keyword(start, size) : TOKEN_NAME;
  lexer_emit(lexer, kind, start, at);
  return at;
}
