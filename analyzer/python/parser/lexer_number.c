// Numbers: https://docs.python.org/3/reference/lexical_analysis.html#numeric-literals
#include "python/parser/lexer.h"

#include <string.h>

static bool is_binary(char c) {
  return c == '0' || c == '1';
}

static bool is_octal(char c) {
  return c >= '0' && c <= '7';
}

static bool is_hexadecimal(char c) {
  char letter = (char)(c | 0x20);
  return lexer_is_digit(c) || (letter >= 'a' && letter <= 'f');
}

// Digits with single underscores between them, at least one; NULL when there is none.
static const char *digits(const char *at, bool (*is_one)(char c)) {
  do {
    if (!is_one(*at)) return NULL;
    while (is_one(*at))
      at++;
  } while (*at == '_' && at++);
  return at;
}

// Directly behind a number only a keyword may stand, as in `1if x else y`.
static bool may_follow(const char *at) {
  if (!lexer_is(*at, LEXER_WORD)) return true;
  static const char *const words[] = {"and", "else", "for", "if", "in", "is", "not", "or"};
  for (size_t i = 0; i < COUNT_OF(words); i++)
    if (!strncmp(at, words[i], strlen(words[i]))) return true;
  return false;
}

static const char *finish(Lexer *lexer, TokenKind kind, const char *start, const char *end) {
  if (!end || !may_follow(end)) return NULL;
  lexer_emit(lexer, kind, start, end);
  return end;
}

// e5, E-5; `at` itself when there is no exponent.
static const char *exponent(const char *at) {
  if ((*at | 0x20) != 'e') return at;
  const char *first = at + 1;
  bool is_signed = *first == '+' || *first == '-';
  if (is_signed) first++;
  if (!lexer_is_digit(*first)) return is_signed ? NULL : at;
  return digits(first, lexer_is_digit);
}

static const char *based(Lexer *lexer, const char *start, bool (*is_one)(char c)) {
  const char *at = start + 2;
  if (*at == '_') at++;
  return finish(lexer, TOKEN_INT, start, digits(at, is_one));
}

static bool has_nonzero(const char *start, const char *end) {
  for (; start < end; start++)
    if (*start > '0' && *start <= '9') return true;
  return false;
}

// 1, 1.5, .5, 1., 1e5, 1j. A whole number but zero does not begin with zero.
static const char *decimal(Lexer *lexer, const char *start) {
  TokenKind kind = TOKEN_INT;
  const char *at = *start == '.' ? start : digits(start, lexer_is_digit);
  const char *whole = at;
  if (at && *at == '.') {
    kind = TOKEN_FLOAT;
    at++;
    if (lexer_is_digit(*at)) at = digits(at, lexer_is_digit);
  }
  const char *end = at ? exponent(at) : NULL;
  if (end != at) kind = TOKEN_FLOAT;
  if (end && (*end | 0x20) == 'j') {
    kind = TOKEN_IMAGINARY;
    end++;
  }
  if (kind == TOKEN_INT && *start == '0' && has_nonzero(start, whole)) return NULL;
  return finish(lexer, kind, start, end);
}

const char *lexer_number(Lexer *lexer, const char *start) {
  switch (*start == '0' ? start[1] | 0x20 : 0) {
  case 'x':
    return based(lexer, start, is_hexadecimal);
  case 'o':
    return based(lexer, start, is_octal);
  case 'b':
    return based(lexer, start, is_binary);
  default:
    return decimal(lexer, start);
  }
}
