// The tokens of a Python text, inside the parser:
// https://docs.python.org/3/reference/lexical_analysis.html
//
//   lexer.c         lines, indentation, brackets, signs
//   lexer_word.h    names and keywords      lexer_number.c   numbers
//   lexer_string.c  strings, f-strings and t-strings
//   scan.h          the innermost loops
//
// The lexer accepts what CPython's tokenizer does, with one exception: every byte beyond ASCII
// counts as a letter. What it cannot read ends it; there is no recovery.
#pragma once

#include "base/span.h"

typedef enum TokenKind {
  // Names; all but the first are keywords where the grammar wants one.
  TOKEN_NAME,
  TOKEN_MATCH,
  TOKEN_CASE,
  TOKEN_TYPE,

  TOKEN_INT,
  TOKEN_FLOAT,
  TOKEN_IMAGINARY,
  TOKEN_STRING,       // a whole one, with its prefix
  TOKEN_FORMAT_START, // of an f-string or t-string: prefix and quotes
  TOKEN_FORMAT_END,   // its quotes
  TOKEN_FIELD_START,  // { in one of these
  TOKEN_FIELD_END,    // }
  TOKEN_FIELD_SPEC,   // :
  TOKEN_CONVERSION,   // !

  TOKEN_AND,
  TOKEN_AS,
  TOKEN_ASSERT,
  TOKEN_ASYNC,
  TOKEN_AWAIT,
  TOKEN_BREAK,
  TOKEN_CLASS,
  TOKEN_CONTINUE,
  TOKEN_DEF,
  TOKEN_DEL,
  TOKEN_ELIF,
  TOKEN_ELSE,
  TOKEN_EXCEPT,
  TOKEN_FALSE,
  TOKEN_FINALLY,
  TOKEN_FOR,
  TOKEN_FROM,
  TOKEN_GLOBAL,
  TOKEN_IF,
  TOKEN_IMPORT,
  TOKEN_IN,
  TOKEN_IS,
  TOKEN_LAMBDA,
  TOKEN_NONE,
  TOKEN_NONLOCAL,
  TOKEN_NOT,
  TOKEN_OR,
  TOKEN_PASS,
  TOKEN_RAISE,
  TOKEN_RETURN,
  TOKEN_TRUE,
  TOKEN_TRY,
  TOKEN_WHILE,
  TOKEN_WITH,
  TOKEN_YIELD,

  TOKEN_OPEN_PAREN,
  TOKEN_CLOSE_PAREN,
  TOKEN_OPEN_BRACKET,
  TOKEN_CLOSE_BRACKET,
  TOKEN_OPEN_BRACE,
  TOKEN_CLOSE_BRACE,
  TOKEN_COMMA,
  TOKEN_COLON,
  TOKEN_SEMICOLON,
  TOKEN_DOT,
  TOKEN_ELLIPSIS,
  TOKEN_DEEP, // a bracket with all that is in it, inside of too many
  TOKEN_ARROW,
  TOKEN_WALRUS,
  TOKEN_EQUAL,
  TOKEN_PLUS,
  TOKEN_MINUS,
  TOKEN_STAR,
  TOKEN_DOUBLE_STAR,
  TOKEN_SLASH,
  TOKEN_DOUBLE_SLASH,
  TOKEN_PERCENT,
  TOKEN_AT,
  TOKEN_SHIFT_LEFT,
  TOKEN_SHIFT_RIGHT,
  TOKEN_AMPERSAND,
  TOKEN_PIPE,
  TOKEN_CARET,
  TOKEN_TILDE,
  TOKEN_EQ,
  TOKEN_NE,
  TOKEN_LT,
  TOKEN_LE,
  TOKEN_GT,
  TOKEN_GE,
  TOKEN_PLUS_EQUAL,
  TOKEN_MINUS_EQUAL,
  TOKEN_STAR_EQUAL,
  TOKEN_DOUBLE_STAR_EQUAL,
  TOKEN_SLASH_EQUAL,
  TOKEN_DOUBLE_SLASH_EQUAL,
  TOKEN_PERCENT_EQUAL,
  TOKEN_AT_EQUAL,
  TOKEN_SHIFT_LEFT_EQUAL,
  TOKEN_SHIFT_RIGHT_EQUAL,
  TOKEN_AMPERSAND_EQUAL,
  TOKEN_PIPE_EQUAL,
  TOKEN_CARET_EQUAL,

  TOKEN_NEWLINE, // the end of a logical line
  TOKEN_INDENT,
  TOKEN_DEDENT,
  TOKEN_END,
  TOKEN_KIND_COUNT
} TokenKind;

// What is known of a string: its flags and the size of its prefix.
enum {
  STRING_PREFIX_MASK = 3,
  STRING_IS_TRIPLE = 1 << 2,
  STRING_IS_RAW = 1 << 3,
  STRING_IS_BYTES = 1 << 4,
  STRING_IS_FORMAT = 1 << 5, // f or t
  STRING_IS_TEMPLATE = 1 << 6,
  STRING_IS_PLAIN = 1 << 7, // its value is its text
};

typedef struct Token {
  uint32_t start;
  uint32_t end;
  uint8_t kind;   // TokenKind
  uint8_t detail; // of a string or the start of a format: the flags above
} Token;

// What encloses the place that is being read. A format is the literal text of an f-string, a field
// one {...} in it, which knows its f-string.
typedef enum LexerFrameKind {
  FRAME_FILE,
  FRAME_PAREN,
  FRAME_BRACKET,
  FRAME_BRACE,
  FRAME_FORMAT,
  FRAME_FIELD
} LexerFrameKind;

typedef struct LexerFrame {
  uint8_t kind; // LexerFrameKind
  char quote;
  bool is_triple;
  bool is_raw;
  bool is_spec;        // we are in the specification behind the colon of the field
  uint8_t spec_levels; // specifications around the field
} LexerFrame;

// As many brackets and as many blocks as CPython reads. What is in more brackets is one token.
#define LEXER_FRAMES_MAX  200
#define LEXER_INDENTS_MAX 100

typedef struct LexerIndent {
  uint32_t column;    // with tab stops at every eighth column
  uint32_t alternate; // with tabs of one column: both must agree
} LexerIndent;

// Buffers are kept from text to text.
typedef struct Lexer {
  Token *tokens; // the first is no token, so that there always is one before; the last is TOKEN_END
  Token *next;   // behind the last one
  Token *full;   // LEXER_TOKENS_AT_ONCE before the end: as far as the next one may be
  Span *comments; // in source order, each without its line end
  uint32_t comment_count;
  uint32_t comment_capacity;
  bool is_padded; // to be set: LEXER_PADDING_BYTES of NUL stand behind a whole text
  // Private: the text with NULs behind it, mostly a copy, and where we are.
  const char *source;
  char *copy;
  size_t copy_capacity;
  const char *limit; // the NUL
  uint32_t base;     // of the source in the whole text
  bool has_return;   // there is a \r somewhere
  bool has_deep;     // there is a TOKEN_DEEP
  char *deep;        // brackets that close those in one, the innermost last
  size_t deep_capacity;
  uint32_t frame_count; // that are open; frames[0] encloses all and is not counted
  uint32_t indent_count;
  LexerFrame frames[LEXER_FRAMES_MAX + 1];
  LexerIndent indents[LEXER_INDENTS_MAX + 1]; // the first is that of all lines
} Lexer;

// Reads the tokens of text[part.start, part.end). False where CPython's tokenizer would give up;
// what was read up to there is there, too, with TOKEN_END behind it.
bool lexer_run(Lexer *lexer, Str text, Span part);
// The same of whole lines from within a file: the first one says how far all are indented at least.
bool lexer_run_lines(Lexer *lexer, Str text, Span part);
// The tokens have been read: what is large is given back.
void lexer_rest(Lexer *lexer);
void lexer_release(Lexer *lexer);

// ---- For the files lexer*.c ---------------------------------------------------------------------
// They take the place to read from and return the place behind what they read, NULL for an error.

// The text has so many NULs behind it.
#define LEXER_PADDING_BYTES 16

#define LEXER_WORD 1 // may stand in a name
#define LEXER_NAME 2 // may begin one
#define LEXER_STOP 4 // may end the text of a string, or needs a closer look there
extern const uint8_t lexer_bytes[256];

static inline bool lexer_is(char c, uint8_t property) {
  return lexer_bytes[(unsigned char)c] & property;
}

static inline bool lexer_is_digit(char c) {
  return (unsigned char)(c - '0') < 10;
}

static inline bool lexer_is_line_end(char c) {
  return c == '\n' || c == '\r';
}

// There is room for so many tokens whenever a function is called that reads one: the ends of all
// blocks, of a line and of the text, or of all fields of an f-string.
#define LEXER_TOKENS_AT_ONCE (LEXER_INDENTS_MAX + 3)

static inline void lexer_emit_string(Lexer *lexer, TokenKind kind, uint8_t detail,
                                     const char *start, const char *end) {
  uint32_t offset = lexer->base + (uint32_t)(start - lexer->source);
  *lexer->next++ = (Token){.start = offset,
                           .end = offset + (uint32_t)(end - start),
                           .kind = (uint8_t)kind,
                           .detail = detail};
}

static inline void lexer_emit(Lexer *lexer, TokenKind kind, const char *start, const char *end) {
  lexer_emit_string(lexer, kind, 0, start, end);
}

static inline LexerFrame *lexer_top(Lexer *lexer) {
  return &lexer->frames[lexer->frame_count];
}

bool lexer_push(Lexer *lexer, LexerFrame frame); // false when there are too many
const char *lexer_skip_line_end(const char *at); // \n, \r or \r\n

// Behind the string whose opening quote is at `quote`.
const char *lexer_string_end(const Lexer *lexer, const char *quote);
const char *lexer_number(Lexer *lexer, const char *start);
// The flags of the prefix of a string, or LEXER_NO_PREFIX.
#define LEXER_NO_PREFIX UINT8_MAX
uint8_t lexer_prefix(const char *start, const char *quote);
// A string whose opening quote is at `quote`; its prefix, which has these flags, begins at `start`.
const char *lexer_string(Lexer *lexer, const char *start, const char *quote, uint8_t flags);
// Reads on in the literal part of an f-string, up to its end or behind the start of a field.
const char *lexer_literal(Lexer *lexer, const char *at);
