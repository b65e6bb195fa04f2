// Lines, indentation, brackets and signs.
#include "python/parser/lexer_word.h"

#include <stdlib.h>
#include <string.h>

#define TAB_COLUMNS      8
#define PREFIX_MAX_BYTES 2 // of a string

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

#define TOKENS_MIN  4096
#define TOKEN_BYTES 4 // of a text that is dense

// Buffers larger than this are not kept: what is made next of the text takes their memory.
#define KEPT_MAX_BYTES ((size_t)128 << 10)

static void *resize(void *at, size_t bytes) {
  void *result = realloc(at, bytes);
  if (!result) base_fatal("out of memory: cannot get %zu bytes", bytes);
  return result;
}

// Makes room for more tokens at `next`; returns where that is now.
static Token *grow(Lexer *lexer, Token *next) {
  size_t count = (size_t)(next - lexer->tokens);
  size_t wanted = count ? 2 * count : (size_t)(lexer->limit - lexer->source) / TOKEN_BYTES;
  size_t capacity = (wanted < TOKENS_MIN ? TOKENS_MIN : wanted) + LEXER_TOKENS_AT_ONCE;
  lexer->tokens = resize(lexer->tokens, capacity * sizeof *lexer->tokens);
  lexer->full = lexer->tokens + capacity - LEXER_TOKENS_AT_ONCE;
  return lexer->tokens + count;
}

void lexer_rest(Lexer *lexer) {
  size_t token_bytes = (size_t)(lexer->full - lexer->tokens) * sizeof *lexer->tokens;
  if (token_bytes + lexer->copy_capacity > KEPT_MAX_BYTES) lexer_release(lexer);
}

void lexer_release(Lexer *lexer) {
  free(lexer->tokens);
  free(lexer->comments);
  free(lexer->copy);
  free(lexer->deep);
  *lexer = (Lexer){.is_padded = lexer->is_padded};
}

static const char *copy_source(Lexer *lexer, Str text) {
  if (lexer->copy_capacity < text.size + LEXER_PADDING_BYTES) {
    free(lexer->copy);
    lexer->copy_capacity = text.size + text.size / 2 + LEXER_PADDING_BYTES;
    lexer->copy = resize(NULL, lexer->copy_capacity);
  }
  if (text.size > 0) memcpy(lexer->copy, text.at, text.size);
  memset(lexer->copy + text.size, 0, LEXER_PADDING_BYTES);
  return lexer->copy;
}

static void take_source(Lexer *lexer, Str text, Span part) {
  bool has_padding = lexer->is_padded && part.end == text.size;
  Str source = str_slice(text, part.start, part.end);
  lexer->source = has_padding ? source.at : copy_source(lexer, source);
  lexer->limit = lexer->source + source.size;
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

// `at` is behind the spaces that a line starts with, and nearly always at its first token.
static const char *indentation(const char *start, const char *at, LexerIndent *out) {
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
  if (indent.column < lexer->indents[0].column) return false;
  for (; indent.column < top->column; top--) {
    lexer->indent_count--;
    lexer_emit(lexer, TOKEN_DEDENT, at, at);
  }
  return indent.column == top->column && indent.alternate == top->alternate;
}

// From the start of a line to the first token of the next line that has one, or to the end.
static const char *begin_line(Lexer *lexer, const char *at) {
  for (;;) {
    LexerIndent indent = {0};
    at = indentation(at, scan_spaces(at), &indent);
    if (!at) return NULL;
    if (*at == '#') at = comment(lexer, at);
    if (*at == '\0') return at;
    if (!lexer_is_line_end(*at)) return change_blocks(lexer, at, indent) ? at : NULL;
    at = lexer_skip_line_end(at);
  }
}

// The same for a line with nothing but spaces in front of its first token, at `at`.
static inline bool begin_plain_line(Lexer *lexer, const char *at, uint32_t column) {
  const LexerIndent *top = &lexer->indents[lexer->indent_count];
  bool is_level = column == top->column && column == top->alternate;
  return is_level || change_blocks(lexer, at, (LexerIndent){column, column});
}

static const char *line_end(Lexer *lexer, const char *at) {
  const char *next = lexer_skip_line_end(at);
  lexer_emit(lexer, TOKEN_NEWLINE, at, next);
  return begin_line(lexer, next);
}

// ---- Signs --------------------------------------------------------------------------------------

static const char *one(Lexer *lexer, TokenKind kind, const char *at) {
  lexer_emit(lexer, kind, at, at + 1);
  return at + 1;
}

// How signs go on: `alone`, with `=` behind them, and doubled.
typedef struct Sign {
  uint8_t alone, equal, twice, twice_equal; // TokenKind
} Sign;

static const Sign signs[128] = {
    [','] = {.alone = TOKEN_COMMA},
    [';'] = {.alone = TOKEN_SEMICOLON},
    ['~'] = {.alone = TOKEN_TILDE},
    ['.'] = {.alone = TOKEN_DOT},
    [':'] = {TOKEN_COLON, TOKEN_WALRUS, 0, 0},
    ['-'] = {TOKEN_MINUS, TOKEN_MINUS_EQUAL, 0, 0},
    ['='] = {TOKEN_EQUAL, TOKEN_EQ, 0, 0},
    ['+'] = {TOKEN_PLUS, TOKEN_PLUS_EQUAL, 0, 0},
    ['%'] = {TOKEN_PERCENT, TOKEN_PERCENT_EQUAL, 0, 0},
    ['@'] = {TOKEN_AT, TOKEN_AT_EQUAL, 0, 0},
    ['&'] = {TOKEN_AMPERSAND, TOKEN_AMPERSAND_EQUAL, 0, 0},
    ['|'] = {TOKEN_PIPE, TOKEN_PIPE_EQUAL, 0, 0},
    ['^'] = {TOKEN_CARET, TOKEN_CARET_EQUAL, 0, 0},
    ['*'] = {TOKEN_STAR, TOKEN_STAR_EQUAL, TOKEN_DOUBLE_STAR, TOKEN_DOUBLE_STAR_EQUAL},
    ['/'] = {TOKEN_SLASH, TOKEN_SLASH_EQUAL, TOKEN_DOUBLE_SLASH, TOKEN_DOUBLE_SLASH_EQUAL},
    ['<'] = {TOKEN_LT, TOKEN_LE, TOKEN_SHIFT_LEFT, TOKEN_SHIFT_LEFT_EQUAL},
    ['>'] = {TOKEN_GT, TOKEN_GE, TOKEN_SHIFT_RIGHT, TOKEN_SHIFT_RIGHT_EQUAL},
    ['('] = {.alone = TOKEN_OPEN_PAREN},
    [')'] = {.alone = TOKEN_CLOSE_PAREN},
    ['['] = {.alone = TOKEN_OPEN_BRACKET},
    [']'] = {.alone = TOKEN_CLOSE_BRACKET},
    ['{'] = {.alone = TOKEN_OPEN_BRACE},
    ['}'] = {.alone = TOKEN_CLOSE_BRACE},
};

static Sign sign_of(const char *at) {
  return signs[*at & 127];
}

// A sign that may be doubled, and followed by `=`.
static const char *doubled(Lexer *lexer, const char *at) {
  Sign sign = sign_of(at);
  bool is_twice = at[1] == at[0];
  const char *end = at + (is_twice ? 2 : 1);
  bool has_equal = *end == '=';
  TokenKind alone = is_twice ? sign.twice : sign.alone;
  TokenKind equal = is_twice ? sign.twice_equal : sign.equal;
  end += has_equal;
  lexer_emit(lexer, has_equal ? equal : alone, at, end);
  return end;
}

static const char *close_field(Lexer *lexer, const char *at) {
  if (lexer_top(lexer)->kind != FRAME_FIELD) return NULL;
  lexer->frame_count--;
  return lexer_literal(lexer, one(lexer, TOKEN_FIELD_END, at));
}

static const char *begin_spec(Lexer *lexer, const char *at) {
  lexer_top(lexer)->is_spec = true;
  return lexer_literal(lexer, one(lexer, TOKEN_FIELD_SPEC, at));
}

static const char *exclamation(Lexer *lexer, const char *at) {
  if (at[1] != '=')
    return lexer_top(lexer)->kind == FRAME_FIELD ? one(lexer, TOKEN_CONVERSION, at) : NULL;
  lexer_emit(lexer, TOKEN_NE, at, at + 2);
  return at + 2;
}

// A number, or an ellipsis.
static const char *dots(Lexer *lexer, const char *at) {
  if (lexer_is_digit(at[1])) return lexer_number(lexer, at);
  if (at[2] != '.') return one(lexer, TOKEN_DOT, at);
  lexer_emit(lexer, TOKEN_ELLIPSIS, at, at + 3);
  return at + 3;
}

static const char *arrow(Lexer *lexer, const char *at) {
  lexer_emit(lexer, TOKEN_ARROW, at, at + 2);
  return at + 2;
}

// ---- Too many brackets --------------------------------------------------------------------------

static void push_deep(Lexer *lexer, size_t count, char close) {
  if (count == lexer->deep_capacity) {
    lexer->deep_capacity = count ? 2 * count : 1 << 8;
    lexer->deep = resize(lexer->deep, lexer->deep_capacity);
  }
  lexer->deep[count] = close;
}

// The bracket at `start` up to the one that closes it, without a look at what is in it.
static const char *deep(Lexer *lexer, const char *start) {
  size_t count = 0;
  for (const char *at = start; at;) {
    char c = *at;
    if (c == '(' || c == '[' || c == '{') {
      push_deep(lexer, count++, c == '(' ? ')' : c == '[' ? ']' : '}');
    } else if (c == ')' || c == ']' || c == '}') {
      if (lexer->deep[--count] != c) return NULL;
      if (count > 0) {
        at++;
        continue;
      }
      lexer->has_deep = true;
      lexer_emit(lexer, TOKEN_DEEP, start, at + 1);
      return at + 1;
    } else if (c == '#') {
      at = comment(lexer, at);
      continue;
    } else if (c == '"' || c == '\'') {
      at = lexer_string_end(lexer, at);
      continue;
    } else if (c == '\0') {
      return NULL;
    }
    at++;
  }
  return NULL;
}

// ---- Tokens -------------------------------------------------------------------------------------

// A word that may be the prefix of a string.
static const char *word(Lexer *lexer, const char *start) {
  size_t size = scan_word(start);
  const char *end = start + size;
  uint8_t flags = lexer_prefix(start, end);
  if (flags != LEXER_NO_PREFIX) return lexer_string(lexer, start, end, flags);
  lexer_emit(lexer, lexer_word_kind(start, size), start, end);
  return end;
}

// How a token begins, as far as it tells where to read on.
typedef enum Beginning {
  BEGINS_NOTHING,
  BEGINS_WORD,
  BEGINS_BLANK,
  BEGINS_SIGN,        // of one character
  BEGINS_SIGN_EQUAL,  // maybe with an equals sign
  BEGINS_SIGN_DOUBLE, // maybe doubled, too
  BEGINS_COLON,
  BEGINS_DOT,
  BEGINS_MINUS,
  BEGINS_OPEN,
  BEGINS_CLOSE,
  BEGINS_STRING,
  BEGINS_NUMBER,
  BEGINS_LINE_END,
  BEGINS_COMMENT,
  BEGINS_JOIN,
  BEGINS_EXCLAMATION,
  BEGINS_END,
} Beginning;

static const uint8_t beginnings[256] = {
    SIXTEEN('A', BEGINS_WORD),  FOUR('Q', BEGINS_WORD),     FOUR('U', BEGINS_WORD),
    ['Y'] = BEGINS_WORD,        ['Z'] = BEGINS_WORD,        SIXTEEN('a', BEGINS_WORD),
    FOUR('q', BEGINS_WORD),     FOUR('u', BEGINS_WORD),     ['y'] = BEGINS_WORD,
    ['z'] = BEGINS_WORD,        ['_'] = BEGINS_WORD,        SIXTEEN(0x80, BEGINS_WORD),
    SIXTEEN(0x90, BEGINS_WORD), SIXTEEN(0xA0, BEGINS_WORD), SIXTEEN(0xB0, BEGINS_WORD),
    SIXTEEN(0xC0, BEGINS_WORD), SIXTEEN(0xD0, BEGINS_WORD), SIXTEEN(0xE0, BEGINS_WORD),
    SIXTEEN(0xF0, BEGINS_WORD), [' '] = BEGINS_BLANK,       ['\t'] = BEGINS_BLANK,
    ['\f'] = BEGINS_BLANK,      [','] = BEGINS_SIGN,        [';'] = BEGINS_SIGN,
    ['~'] = BEGINS_SIGN,        ['='] = BEGINS_SIGN_EQUAL,  ['+'] = BEGINS_SIGN_EQUAL,
    ['%'] = BEGINS_SIGN_EQUAL,  ['@'] = BEGINS_SIGN_EQUAL,  ['&'] = BEGINS_SIGN_EQUAL,
    ['|'] = BEGINS_SIGN_EQUAL,  ['^'] = BEGINS_SIGN_EQUAL,  ['*'] = BEGINS_SIGN_DOUBLE,
    ['/'] = BEGINS_SIGN_DOUBLE, ['<'] = BEGINS_SIGN_DOUBLE, ['>'] = BEGINS_SIGN_DOUBLE,
    [':'] = BEGINS_COLON,       ['.'] = BEGINS_DOT,         ['-'] = BEGINS_MINUS,
    ['('] = BEGINS_OPEN,        ['['] = BEGINS_OPEN,        ['{'] = BEGINS_OPEN,
    [')'] = BEGINS_CLOSE,       [']'] = BEGINS_CLOSE,       ['}'] = BEGINS_CLOSE,
    ['"'] = BEGINS_STRING,      ['\''] = BEGINS_STRING,     FOUR('0', BEGINS_NUMBER),
    FOUR('4', BEGINS_NUMBER),   ['8'] = BEGINS_NUMBER,      ['9'] = BEGINS_NUMBER,
    ['\n'] = BEGINS_LINE_END,   ['\r'] = BEGINS_LINE_END,   ['#'] = BEGINS_COMMENT,
    ['\\'] = BEGINS_JOIN,       ['!'] = BEGINS_EXCLAMATION, ['\0'] = BEGINS_END,
};

static Beginning beginning_of(const char *at) {
  return (Beginning)beginnings[(unsigned char)*at];
}

// Reads what read_all leaves to others.
static const char *token(Lexer *lexer, const char *at) {
  switch (beginning_of(at)) {
  case BEGINS_WORD:
    return word(lexer, at);
  case BEGINS_SIGN_DOUBLE:
    return doubled(lexer, at);
  case BEGINS_COLON:
    return begin_spec(lexer, at);
  case BEGINS_DOT:
    return dots(lexer, at);
  case BEGINS_MINUS:
    return arrow(lexer, at);
  case BEGINS_OPEN:
    return deep(lexer, at);
  case BEGINS_CLOSE:
    return *at == '}' ? close_field(lexer, at) : NULL;
  case BEGINS_STRING:
    return lexer_string(lexer, at, at, 0);
  case BEGINS_NUMBER:
    return lexer_number(lexer, at);
  case BEGINS_LINE_END:
    return line_end(lexer, at);
  case BEGINS_COMMENT:
    return comment(lexer, at);
  case BEGINS_JOIN:
    return join_lines(at);
  case BEGINS_EXCLAMATION:
    return exclamation(lexer, at);
  case BEGINS_BLANK:
  case BEGINS_SIGN:
  case BEGINS_SIGN_EQUAL:
  case BEGINS_NOTHING:
  case BEGINS_END:
    return NULL;
  }
  return NULL;
}

// The frames of brackets are in the order of their tokens, and every closing one comes behind its
// opening one.
static_assert(FRAME_BRACKET - FRAME_PAREN == (TOKEN_OPEN_BRACKET - TOKEN_OPEN_PAREN) / 2 &&
                  FRAME_BRACE - FRAME_PAREN == (TOKEN_OPEN_BRACE - TOKEN_OPEN_PAREN) / 2,
              "brackets");

static uint8_t frame_of(TokenKind bracket) {
  return (uint8_t)(FRAME_PAREN + (bracket - TOKEN_OPEN_PAREN) / 2);
}

// Both write a token of which all but its kind and size is known, and return the place behind it
// and a space.
static inline const char *put(Token *out, TokenKind kind, uint32_t start, const char *at,
                              size_t size) {
  *out = (Token){.start = start, .end = start + (uint32_t)size, .kind = (uint8_t)kind};
  at += size;
  return at + (*at == ' ');
}

static inline const char *put_sign(Token *out, uint32_t start, const char *at) {
  Sign sign = sign_of(at);
  bool has_equal = at[1] == '=';
  return put(out, has_equal ? sign.equal : sign.alone, start, at, has_equal ? 2 : 1);
}

// Reads the tokens up to the end of the text. Those that come most often are read here, where the
// place of the next one is at hand; what leaves the switch is left to others.
static const char *read_all(Lexer *lexer, const char *at) {
  const uintptr_t origin = (uintptr_t)lexer->source - lexer->base;
  for (Token *next = lexer->next;;) {
    if (next > lexer->full) next = grow(lexer, next);
    uint32_t start = (uint32_t)((uintptr_t)at - origin);
    switch (beginning_of(at)) {
    case BEGINS_WORD: {
      size_t size = scan_word(at);
      if (beginning_of(at + size) == BEGINS_STRING && size <= PREFIX_MAX_BYTES) break;
      at = put(next++, lexer_word_kind(at, size), start, at, size);
      continue;
    }
    case BEGINS_BLANK:
      at++;
      continue;
    case BEGINS_SIGN:
      at = put(next++, sign_of(at).alone, start, at, 1);
      continue;
    case BEGINS_DOT:
      if (at[1] == '.' || lexer_is_digit(at[1])) break;
      at = put(next++, TOKEN_DOT, start, at, 1);
      continue;
    case BEGINS_OPEN:
      if (lexer->frame_count == LEXER_FRAMES_MAX) break;
      lexer->frames[++lexer->frame_count].kind = frame_of(sign_of(at).alone);
      at = put(next++, sign_of(at).alone, start, at, 1);
      continue;
    case BEGINS_CLOSE:
      if (lexer_top(lexer)->kind != frame_of(sign_of(at).alone)) break;
      lexer->frame_count--;
      at = put(next++, sign_of(at).alone, start, at, 1);
      continue;
    case BEGINS_SIGN_EQUAL:
      at = put_sign(next++, start, at);
      continue;
    case BEGINS_COLON:
      if (lexer_top(lexer)->kind == FRAME_FIELD) break;
      at = put_sign(next++, start, at);
      continue;
    case BEGINS_MINUS:
      if (at[1] == '>') break;
      at = put_sign(next++, start, at);
      continue;
    case BEGINS_LINE_END: {
      const char *line = lexer_skip_line_end(at);
      const char *first = scan_spaces(line);
      if (!lexer->frame_count) {
        if (beginning_of(first) != BEGINS_WORD) break;
        put(next++, TOKEN_NEWLINE, start, at, (size_t)(line - at));
        lexer->next = next;
        if (!begin_plain_line(lexer, first, (uint32_t)(first - line))) return NULL;
        next = lexer->next;
      }
      at = first;
      continue;
    }
    case BEGINS_END:
      lexer->next = next;
      return at;
    case BEGINS_NOTHING:
    case BEGINS_SIGN_DOUBLE:
    case BEGINS_STRING:
    case BEGINS_NUMBER:
    case BEGINS_COMMENT:
    case BEGINS_JOIN:
    case BEGINS_EXCLAMATION:
      break;
    }
    lexer->next = next;
    at = token(lexer, at);
    if (!at) return NULL;
    at += *at == ' ';
    next = lexer->next;
  }
}

// The last line ends, and all blocks.
static bool finish(Lexer *lexer, const char *at) {
  if (lexer->frame_count) return false;
  uint8_t last = lexer->next[-1].kind;
  if (last != TOKEN_NEWLINE && last != TOKEN_END) lexer_emit(lexer, TOKEN_NEWLINE, at, at);
  (void)change_blocks(lexer, at, lexer->indents[0]);
  lexer_emit(lexer, TOKEN_END, at, at);
  return true;
}

// False when nothing can be read.
static bool begin(Lexer *lexer, Str text, Span part) {
  take_source(lexer, text, part);
  lexer->base = part.start;
  lexer->next = lexer->tokens;
  lexer->comment_count = 0;
  lexer->frame_count = 0;
  lexer->indent_count = 0;
  lexer->indents[0] = (LexerIndent){0};
  lexer->has_deep = false;
  size_t size = (size_t)(lexer->limit - lexer->source);
  lexer->has_return = memchr(lexer->source, '\r', size);
  if (!lexer->tokens) lexer->next = grow(lexer, NULL);
  lexer_emit(lexer, TOKEN_END, lexer->source, lexer->source);
  return !memchr(lexer->source, '\0', size);
}

// The end behind the last token that could be read.
static bool give_up(Lexer *lexer) {
  Token last = lexer->next[-1];
  *lexer->next++ = (Token){.start = last.end, .end = last.end, .kind = TOKEN_END};
  return false;
}

bool lexer_run(Lexer *lexer, Str text, Span part) {
  if (!begin(lexer, text, part)) return give_up(lexer);
  bool has_mark = !memcmp(lexer->source, "\xEF\xBB\xBF", 3);
  const char *at = begin_line(lexer, lexer->source + (has_mark ? 3 : 0));
  if (at) at = read_all(lexer, at);
  return (at && finish(lexer, at)) || give_up(lexer);
}

bool lexer_run_lines(Lexer *lexer, Str text, Span part) {
  const char *at = NULL;
  if (begin(lexer, text, part)) {
    at = indentation(lexer->source, scan_spaces(lexer->source), &lexer->indents[0]);
    if (at) at = read_all(lexer, at);
    if (at && finish(lexer, at)) return true;
  }
  return give_up(lexer);
}
