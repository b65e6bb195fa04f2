// Names and keywords. No keyword has more than eight bytes, so each is one number; a multiplication
// tells them apart.
#pragma once

#include "python/parser/scan.h"

#define KEYWORD_MAX_BYTES 8

typedef struct Keyword {
  uint64_t text; // as scan_bytes has it
  uint8_t kind;  // TokenKind
} Keyword;

// Different for all keywords, and 0 for none: the compiler refuses the table below when it is not.
#define KEYWORD_HASH(text) ((text)*UINT64_C(0x89fb3b448d8ba619) >> 58)

#define KEYWORD_BYTE(c, i) ((uint64_t)(c) << 8 * (i))
#define KEYWORD_WORD(a, b, c, d, e, f, g, h, ...)                                                  \
  (KEYWORD_BYTE(a, 0) | KEYWORD_BYTE(b, 1) | KEYWORD_BYTE(c, 2) | KEYWORD_BYTE(d, 3) |             \
   KEYWORD_BYTE(e, 4) | KEYWORD_BYTE(f, 5) | KEYWORD_BYTE(g, 6) | KEYWORD_BYTE(h, 7))
#define KEYWORD(kind, ...)        KEYWORD_ENTRY(kind, KEYWORD_WORD(__VA_ARGS__, 0, 0, 0, 0, 0, 0, 0))
#define KEYWORD_ENTRY(kind, text) [KEYWORD_HASH(text)] = {text, kind}

static const Keyword lexer_keywords[64] = {
    KEYWORD(TOKEN_FALSE, 'F', 'a', 'l', 's', 'e'),
    KEYWORD(TOKEN_NONE, 'N', 'o', 'n', 'e'),
    KEYWORD(TOKEN_TRUE, 'T', 'r', 'u', 'e'),
    KEYWORD(TOKEN_AND, 'a', 'n', 'd'),
    KEYWORD(TOKEN_AS, 'a', 's'),
    KEYWORD(TOKEN_ASSERT, 'a', 's', 's', 'e', 'r', 't'),
    KEYWORD(TOKEN_ASYNC, 'a', 's', 'y', 'n', 'c'),
    KEYWORD(TOKEN_AWAIT, 'a', 'w', 'a', 'i', 't'),
    KEYWORD(TOKEN_BREAK, 'b', 'r', 'e', 'a', 'k'),
    KEYWORD(TOKEN_CASE, 'c', 'a', 's', 'e'),
    KEYWORD(TOKEN_CLASS, 'c', 'l', 'a', 's', 's'),
    KEYWORD(TOKEN_CONTINUE, 'c', 'o', 'n', 't', 'i', 'n', 'u', 'e'),
    KEYWORD(TOKEN_DEF, 'd', 'e', 'f'),
    KEYWORD(TOKEN_DEL, 'd', 'e', 'l'),
    KEYWORD(TOKEN_ELIF, 'e', 'l', 'i', 'f'),
    KEYWORD(TOKEN_ELSE, 'e', 'l', 's', 'e'),
    KEYWORD(TOKEN_EXCEPT, 'e', 'x', 'c', 'e', 'p', 't'),
    KEYWORD(TOKEN_FINALLY, 'f', 'i', 'n', 'a', 'l', 'l', 'y'),
    KEYWORD(TOKEN_FOR, 'f', 'o', 'r'),
    KEYWORD(TOKEN_FROM, 'f', 'r', 'o', 'm'),
    KEYWORD(TOKEN_GLOBAL, 'g', 'l', 'o', 'b', 'a', 'l'),
    KEYWORD(TOKEN_IF, 'i', 'f'),
    KEYWORD(TOKEN_IMPORT, 'i', 'm', 'p', 'o', 'r', 't'),
    KEYWORD(TOKEN_IN, 'i', 'n'),
    KEYWORD(TOKEN_IS, 'i', 's'),
    KEYWORD(TOKEN_LAMBDA, 'l', 'a', 'm', 'b', 'd', 'a'),
    KEYWORD(TOKEN_MATCH, 'm', 'a', 't', 'c', 'h'),
    KEYWORD(TOKEN_NONLOCAL, 'n', 'o', 'n', 'l', 'o', 'c', 'a', 'l'),
    KEYWORD(TOKEN_NOT, 'n', 'o', 't'),
    KEYWORD(TOKEN_OR, 'o', 'r'),
    KEYWORD(TOKEN_PASS, 'p', 'a', 's', 's'),
    KEYWORD(TOKEN_RAISE, 'r', 'a', 'i', 's', 'e'),
    KEYWORD(TOKEN_RETURN, 'r', 'e', 't', 'u', 'r', 'n'),
    KEYWORD(TOKEN_TRY, 't', 'r', 'y'),
    KEYWORD(TOKEN_TYPE, 't', 'y', 'p', 'e'),
    KEYWORD(TOKEN_WHILE, 'w', 'h', 'i', 'l', 'e'),
    KEYWORD(TOKEN_WITH, 'w', 'i', 't', 'h'),
    KEYWORD(TOKEN_YIELD, 'y', 'i', 'e', 'l', 'd'),
};

// The bytes of a word of so many; a longer one is no keyword.
static const uint64_t lexer_word_masks[2 * KEYWORD_MAX_BYTES] = {
    0,
    UINT64_MAX >> 56,
    UINT64_MAX >> 48,
    UINT64_MAX >> 40,
    UINT64_MAX >> 32,
    UINT64_MAX >> 24,
    UINT64_MAX >> 16,
    UINT64_MAX >> 8,
    UINT64_MAX,
};

static_assert(TOKEN_NAME == 0, "what is no keyword is a name");

// The kind of a word. It may look at eight bytes.
static inline TokenKind lexer_word_kind(const char *start, size_t size) {
  if (size >= COUNT_OF(lexer_word_masks)) return TOKEN_NAME;
  uint64_t text = scan_bytes(start) & lexer_word_masks[size];
  const Keyword *word = &lexer_keywords[KEYWORD_HASH(text)];
  // No branch: whether the next word is a keyword is what nobody can guess.
  unsigned is_keyword = word->text == text;
  return (TokenKind)(word->kind & (0U - is_keyword));
}
