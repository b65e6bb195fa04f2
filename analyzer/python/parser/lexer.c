// Lines, indentation, brackets and signs.
#include "python/parser/lexer.h"

#include <stdlib.h>
#include <string.h>

#define TAB_COLUMNS 8

#define LETTER (LEXER_WORD | LEXER_NAME)
#define FOUR(first, value)                                                                         \
  [first] = (value), [(first) + 1] = (value), [(first) + 2] = (value), [(first) + 3] = (value)
#define SIXTEEN(first, value)                                                                      \
  FOUR(first, value), FOUR((first) + 4, value), FOUR((first) + 8, value), FOUR((first) + 12, value)

const uint8_t lexer_bytes[256] = {
    FOUR('0', LEXER_WORD), FOUR('4', LEXER_WORD), ['8'] = LEXER_WORD,    ['9'] = LEXER_WORD,
    SIXTEEN('A', LETTER),  FOUR('Q', LETTER),     FOUR('U', LETTER),     ['Y'] = LETTER,
    ['Z'] = LETTER,        SIXTEEN('a', LETTER),  FOUR('q', LETTER),     FOUR('u', LETTER),
    ['y'] = LETTER,        ['z'] = LETTER,        SIXTEEN(0x80, LETTER), SIXTEEN(0x90, LETTER),
    SIXTEEN(0xA0, LETTER), SIXTEEN(0xB0, LETTER), SIXTEEN(0xC0, LETTER), SIXTEEN(0xD0, LETTER),
    SIXTEEN(0xE0, LETTER), SIXTEEN(0xF0, LETTER), ['_'] = LETTER,        ['"'] = LEXER_STOP,
    ['\''] = LEXER_STOP,   ['\\'] = LEXER_STOP,   ['{'] = LEXER_STOP,    ['}'] = LEXER_STOP,
    ['\n'] = LEXER_STOP,   ['\r'] = LEXER_STOP,   ['\0'] = LEXER_STOP};

// ---- Buffers
// ------------------------------------------------------------------------------------

#define TOKENS_MIN 4096

// Buffers larger than this are not kept.
#define KEPT_MAX_BYTES ((size_t)16 << 20)

static void *resize(void *at, size_t bytes) {
  void *result = realloc(at, bytes);
  if (!result) base_fatal("out of memory: cannot get %zu bytes", bytes);
  return result;
}

static void grow(Lexer *lexer) {
  size_t count = (size_t)(lexer->next - lexer->tokens);
  size_t capacity = count ? 2 * count : TOKENS_MIN;
  lexer->tokens = resize(lexer->tokens, capacity * sizeof *lexer->tokens);
  lexer->next = lexer->tokens + count;
  lexer->tokens_end = lexer->tokens + capacity;
}

static void reserve(Lexer *lexer) {
  if (lexer->tokens_end - lexer->next < LEXER_TOKENS_AT_ONCE) grow(lexer);
}

static void shrink(Lexer *lexer) {
  size_t token_bytes = (size_t)(lexer->tokens_end - lexer->tokens) * sizeof *lexer->tokens;
  if (token_bytes + lexer->source_capacity > KEPT_MAX_BYTES) lexer_release(lexer);
}

void lexer_release(Lexer *lexer) {
  free(lexer->tokens);
  free(lexer->comments);
  free(lexer->source);
  *lexer = (Lexer){0};
}

static void copy_source(Lexer *lexer, Str text) {
  if (lexer->source_capacity < text.size + LEXER_PADDING_BYTES) {
    free(lexer->source);
    lexer->source_capacity = text.size + text.size / 2 + LEXER_PADDING_BYTES;
    lexer->source = resize(NULL, lexer->source_capacity);
  }
  if (text.size > 0) memcpy(lexer->source, text.at, text.size);
  memset(lexer->source + text.size, 0, LEXER_PADDING_BYTES);
  lexer->limit = lexer->source + text.size;
}

bool lexer_push(Lexer *lexer, LexerFrame frame) {
  if (lexer->frame_count == LEXER_FRAMES_MAX) return false;
  lexer->frames[++lexer->frame_count] = frame;
  return true;
}

// ---- Lines
// --------------------------------------------------------------------------------------

const char *lexer_skip_line_end(const char *at) {
  return at + (at[0] == '\r' && at[1] == '\n' ? 2 : 1);
}

static const char *comment(Lexer *lexer, const char *start) {
  const char *end = memchr(start, '\n', (size_t)(lexer->limit - start));
  if (!end) end = lexer->limit;
  const char *cut = lexer->has_return ? memchr(start, '\r', (size_t)(end - start)) : NULL;
  if (cut) end = cut;
  if (lexer->comment_count == lexer->comment_capacity) {
    lexer->comment_capacity = lexer->comment_capacity ? 2 * lexer->comment_capacity : 1 << 8;
    lexer->comments = resize(lexer->comments, lexer->comment_capacity * sizeof *lexer->comments);
  }
  lexer->comments[lexer->comment_count++] = (Span){lexer->base + (uint32_t)(start - lexer->source),
                                                   lexer->base + (uint32_t)(end - lexer->source)};
  return end;
}

static bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\f';
}

// Over a backslash that joins two lines; there must be a second one.
static const char *join_lines(const char *at) {
  if (!lexer_is_line_end(at[1])) return NULL;
  at = lexer_skip_line_end(at + 1);
  return *at ? at : NULL;
}

// Behind blanks and a backslash in an indented line: the line goes on here,
// with its column.
static const char *joined_indentation(const char *at, uint32_t column) {
  while (at && (is_blank(*at) || *at == '\\'))
    at = *at == '\\' ? join_lines(at) : at + 1;
  bool is_blank_line = !at || *at == '\0' || *at == '#' || lexer_is_line_end(*at);
  return column && !is_blank_line ? at : NULL;
}

// Over spaces, eight at a time as long as there are so many.
static const char *skip_spaces(const char *at) {
  static const char spaces[8] = "        ";
  uint64_t want;
  uint64_t have;
  memcpy(&want, spaces, sizeof want);
  for (memcpy(&have, at, sizeof have); have == want; memcpy(&have, at, sizeof have))
    at += sizeof have;
  while (*at == ' ')
    at++;
  return at;
}

static const char *indentation(const char *at, LexerIndent *out) {
  const char *start = at;
  at = skip_spaces(at);
  out->column = out->alternate = (uint32_t)(at - start);
  for (; is_blank(*at); at++) {
    uint32_t step = *at == '\t' ? TAB_COLUMNS - out->column % TAB_COLUMNS : 1;
    *out = *at == '\f' ? (LexerIndent){0} : (LexerIndent){out->column + step, out->alternate + 1};
  }
  return *at == '\\' ? joined_indentation(at, out->column) : at;
}

// Opens or closes blocks for a line with this indentation.
static bool change_blocks(Lexer *lexer, const char *at, LexerIndent indent) {
  LexerIndent *top = &lexer->indents[lexer->indent_count];
  if (indent.column == top->column) return indent.alternate == top->alternate;
  if (indent.column > top->column) {
    if (indent.alternate <= top->alternate) return false;
    if (lexer->indent_count == LEXER_INDENTS_MAX) return false;
    lexer->indents[++lexer->indent_count] = indent;
    lexer_emit(lexer, TOKEN_INDENT, at, at);
    return true;
  }
  for (; indent.column < top->column; top--) {
    lexer->indent_count--;
    lexer_emit(lexer, TOKEN_DEDENT, at, at);
  }
  return indent.column == top->column && indent.alternate == top->alternate;
}

// From the start of a line to the first token of the next line that has one, or
// to the end.
static const char *begin_line(Lexer *lexer, const char *at) {
  for (;;) {
    LexerIndent indent = {0};
    at = indentation(at, &indent);
    if (!at) return NULL;
    if (*at == '#') at = comment(lexer, at);
    if (*at == '\0') return at;
    if (!lexer_is_line_end(*at)) return change_blocks(lexer, at, indent) ? at : NULL;
    at = lexer_skip_line_end(at);
  }
}

static const char *line_end(Lexer *lexer, const char *at) {
  const char *next = lexer_skip_line_end(at);
  if (lexer->frame_count) return next;
  lexer_emit(lexer, TOKEN_NEWLINE, at, next);
  return begin_line(lexer, next);
}

// ---- Signs
// --------------------------------------------------------------------------------------

static const char *one(Lexer *lexer, TokenKind kind, const char *at) {
  lexer_emit(lexer, kind, at, at + 1);
  return at + 1;
}

// A sign that may be followed by `=`.
static const char *maybe_equal(Lexer *lexer, const char *at, TokenKind alone, TokenKind with) {
  if (at[1] != '=') return one(lexer, alone, at);
  lexer_emit(lexer, with, at, at + 2);
  return at + 2;
}

// A sign that may also be doubled.
static const char *maybe_double(Lexer *lexer, const char *at, TokenKind alone, TokenKind with,
                                TokenKind twice, TokenKind twice_with) {
  if (at[1] != at[0]) return maybe_equal(lexer, at, alone, with);
  const char *end = at + (at[2] == '=' ? 3 : 2);
  lexer_emit(lexer, at[2] == '=' ? twice_with : twice, at, end);
  return end;
}

static const char *open_bracket(Lexer *lexer, TokenKind token, LexerFrameKind kind,
                                const char *at) {
  if (!lexer_push(lexer, (LexerFrame){.kind = (uint8_t)kind})) return NULL;
  return one(lexer, token, at);
}

static const char *close_bracket(Lexer *lexer, TokenKind token, LexerFrameKind kind,
                                 const char *at) {
  if (lexer_top(lexer)->kind != kind) return NULL;
  lexer->frame_count--;
  return one(lexer, token, at);
}

static const char *close_brace(Lexer *lexer, const char *at) {
  if (lexer_top(lexer)->kind != FRAME_FIELD)
    return close_bracket(lexer, TOKEN_CLOSE_BRACE, FRAME_BRACE, at);
  lexer->frame_count--;
  return lexer_literal(lexer, one(lexer, TOKEN_FIELD_END, at));
}

static const char *colon(Lexer *lexer, const char *at) {
  LexerFrame *top = lexer_top(lexer);
  if (top->kind != FRAME_FIELD) return maybe_equal(lexer, at, TOKEN_COLON, TOKEN_WALRUS);
  top->is_spec = true;
  return lexer_literal(lexer, one(lexer, TOKEN_FIELD_SPEC, at));
}

static const char *exclamation(Lexer *lexer, const char *at) {
  if (at[1] == '=') return maybe_equal(lexer, at, TOKEN_NE, TOKEN_NE);
  return lexer_top(lexer)->kind == FRAME_FIELD ? one(lexer, TOKEN_CONVERSION, at) : NULL;
}

static const char *dot(Lexer *lexer, const char *at) {
  if (lexer_is_digit(at[1])) return lexer_number(lexer, at);
  if (at[1] != '.' || at[2] != '.') return one(lexer, TOKEN_DOT, at);
  lexer_emit(lexer, TOKEN_ELLIPSIS, at, at + 3);
  return at + 3;
}

static const char *minus(Lexer *lexer, const char *at) {
  if (at[1] != '>') return maybe_equal(lexer, at, TOKEN_MINUS, TOKEN_MINUS_EQUAL);
  lexer_emit(lexer, TOKEN_ARROW, at, at + 2);
  return at + 2;
}

// ---- Tokens
// -------------------------------------------------------------------------------------

// Reads the blank at `at`, or the token, which is no name.
static const char *token(Lexer *lexer, const char *at) {
  switch (*at) {
  case ' ':
  case '\t':
  case '\f':
    return at + 1;
  case '\n':
  case '\r':
    return line_end(lexer, at);
  case '#':
    return comment(lexer, at);
  case '\\':
    return join_lines(at);
  case '"':
  case '\'':
    return lexer_string(lexer, at, at, 0);
  case '(':
    return open_bracket(lexer, TOKEN_OPEN_PAREN, FRAME_PAREN, at);
  case ')':
    return close_bracket(lexer, TOKEN_CLOSE_PAREN, FRAME_PAREN, at);
  case '[':
    return open_bracket(lexer, TOKEN_OPEN_BRACKET, FRAME_BRACKET, at);
  case ']':
    return close_bracket(lexer, TOKEN_CLOSE_BRACKET, FRAME_BRACKET, at);
  case '{':
    return open_bracket(lexer, TOKEN_OPEN_BRACE, FRAME_BRACE, at);
  case '}':
    return close_brace(lexer, at);
  case ',':
    return one(lexer, TOKEN_COMMA, at);
  case ';':
    return one(lexer, TOKEN_SEMICOLON, at);
  case '~':
    return one(lexer, TOKEN_TILDE, at);
  case ':':
    return colon(lexer, at);
  case '.':
    return dot(lexer, at);
  case '-':
    return minus(lexer, at);
  case '!':
    return exclamation(lexer, at);
  case '=':
    return maybe_equal(lexer, at, TOKEN_EQUAL, TOKEN_EQ);
  case '+':
    return maybe_equal(lexer, at, TOKEN_PLUS, TOKEN_PLUS_EQUAL);
  case '%':
    return maybe_equal(lexer, at, TOKEN_PERCENT, TOKEN_PERCENT_EQUAL);
  case '@':
    return maybe_equal(lexer, at, TOKEN_AT, TOKEN_AT_EQUAL);
  case '&':
    return maybe_equal(lexer, at, TOKEN_AMPERSAND, TOKEN_AMPERSAND_EQUAL);
  case '|':
    return maybe_equal(lexer, at, TOKEN_PIPE, TOKEN_PIPE_EQUAL);
  case '^':
    return maybe_equal(lexer, at, TOKEN_CARET, TOKEN_CARET_EQUAL);
  case '*':
    return maybe_double(lexer, at, TOKEN_STAR, TOKEN_STAR_EQUAL, TOKEN_DOUBLE_STAR,
                        TOKEN_DOUBLE_STAR_EQUAL);
  case '/':
    return maybe_double(lexer, at, TOKEN_SLASH, TOKEN_SLASH_EQUAL, TOKEN_DOUBLE_SLASH,
                        TOKEN_DOUBLE_SLASH_EQUAL);
  case '<':
    return maybe_double(lexer, at, TOKEN_LT, TOKEN_LE, TOKEN_SHIFT_LEFT, TOKEN_SHIFT_LEFT_EQUAL);
  case '>':
    return maybe_double(lexer, at, TOKEN_GT, TOKEN_GE, TOKEN_SHIFT_RIGHT, TOKEN_SHIFT_RIGHT_EQUAL);
  default:
    return lexer_is_digit(*at) ? lexer_number(lexer, at) : NULL;
  }
}

// The last line ends, and all blocks.
static bool finish(Lexer *lexer, const char *at) {
  if (lexer->frame_count) return false;
  reserve(lexer);
  uint8_t last = lexer->next[-1].kind;
  if (last != TOKEN_NEWLINE && last != TOKEN_END) lexer_emit(lexer, TOKEN_NEWLINE, at, at);
  (void)change_blocks(lexer, at, (LexerIndent){0});
  lexer_emit(lexer, TOKEN_END, at, at);
  return true;
}

static const char *begin(Lexer *lexer, Str text, Span part) {
  shrink(lexer);
  copy_source(lexer, str_slice(text, part.start, part.end));
  lexer->base = part.start;
  lexer->next = lexer->tokens;
  lexer->comment_count = 0;
  lexer->frame_count = 0;
  lexer->indent_count = 0;
  size_t size = (size_t)(lexer->limit - lexer->source);
  lexer->has_return = memchr(lexer->source, '\r', size);
  if (memchr(lexer->source, '\0', size)) return NULL;
  reserve(lexer);
  lexer_emit(lexer, TOKEN_END, lexer->source, lexer->source);
  bool has_mark = !memcmp(lexer->source, "\xEF\xBB\xBF", 3);
  return begin_line(lexer, lexer->source + (has_mark ? 3 : 0));
}

bool lexer_run(Lexer *lexer, Str text, Span part) {
  const char *at = begin(lexer, text, part);
  while (at && *at) {
    reserve(lexer);
    at = lexer_is(*at, LEXER_NAME) ? lexer_word(lexer, at) : token(lexer, at);
    if (at && *at == ' ') at++;
  }
  return at && finish(lexer, at);
}
