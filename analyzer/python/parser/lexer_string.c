// Strings. Plain ones are one token. f-strings and t-strings are read as PEP 701 has it: literal
// text, which gives no token, and fields, in which there are tokens as everywhere.
#include "python/parser/scan.h"

#include <string.h>

// Specifications may nest, as in f"{a:{b:{c}}}"; CPython takes no more.
#define SPEC_LEVELS_MAX 2

// Which letters a prefix has, by the bits of their flags; the u of Python 2 goes alone.
uint8_t lexer_prefix(const char *start, const char *quote) {
  uint8_t flags = (uint8_t)(quote - start);
  for (const char *at = start; at < quote; at++) {
    uint8_t flag = 0;
    switch (*at | 0x20) {
    case 'r':
      flag = STRING_IS_RAW;
      break;
    case 'b':
      flag = STRING_IS_BYTES;
      break;
    case 't':
      flag = STRING_IS_FORMAT | STRING_IS_TEMPLATE;
      break;
    case 'f':
      flag = STRING_IS_FORMAT;
      break;
    case 'u':
      if (quote - start == 1) break;
      return LEXER_NO_PREFIX;
    default:
      return LEXER_NO_PREFIX;
    }
    if (flags & flag) return LEXER_NO_PREFIX;
    flags |= flag;
  }
  bool is_both = (flags & STRING_IS_BYTES) && (flags & STRING_IS_FORMAT);
  return is_both ? LEXER_NO_PREFIX : flags;
}

static bool is_triple(const char *quote) {
  return quote[1] == *quote && quote[2] == *quote;
}

// Behind a backslash: over one character, a line end being one.
static const char *skip_escaped(const char *at) {
  return lexer_is_line_end(*at) ? lexer_skip_line_end(at) : at + (*at != '\0');
}

// Finds the end of a string of one line, from behind its opening quote on. Returns its closing
// quote.
static const char *single_end(const char *at, char quote, bool *has_escape) {
  for (;;) {
    at = scan_string(at, quote);
    if (*at == quote) return at;
    if (*at == '\0' || lexer_is_line_end(*at)) return NULL;
    bool is_escape = *at++ == '\\';
    if (!is_escape) continue;
    *has_escape = true;
    at = skip_escaped(at);
  }
}

// The same for three quotes. Searches for quotes and for backslashes side by side, each byte once.
static const char *triple_end(const Lexer *lexer, const char *at, char quote, bool *has_escape) {
  const char *end = at;
  for (;;) {
    if (end < at) end = at;
    end = memchr(end, quote, (size_t)(lexer->limit - end));
    if (!end) return NULL;
    const char *slash = memchr(at, '\\', (size_t)(end - at));
    while (slash && slash < end) {
      *has_escape = true;
      at = skip_escaped(slash + 1);
      slash = at < end ? memchr(at, '\\', (size_t)(end - at)) : NULL;
    }
    if (at > end) continue;
    if (is_triple(end)) return end;
    at = ++end;
  }
}

const char *lexer_string_end(const Lexer *lexer, const char *quote) {
  bool has_escape = false;
  if (!is_triple(quote)) {
    const char *end = single_end(quote + 1, *quote, &has_escape);
    return end ? end + 1 : NULL;
  }
  const char *end = triple_end(lexer, quote + 3, *quote, &has_escape);
  return end ? end + 3 : NULL;
}

static const char *plain(Lexer *lexer, const char *start, const char *quote, uint8_t flags) {
  bool has_escape = false;
  bool is_long = flags & STRING_IS_TRIPLE;
  const char *body = quote + (is_long ? 3 : 1);
  const char *end = is_long ? triple_end(lexer, body, *quote, &has_escape)
                            : single_end(body, *quote, &has_escape);
  if (!end) return NULL;
  bool has_return = lexer->has_return && memchr(body, '\r', (size_t)(end - body));
  if (!has_return && (!has_escape || (flags & STRING_IS_RAW))) flags |= STRING_IS_PLAIN;
  end += is_long ? 3 : 1;
  lexer_emit_string(lexer, TOKEN_STRING, flags, start, end);
  return end;
}

const char *lexer_string(Lexer *lexer, const char *start, const char *quote, uint8_t flags) {
  if (is_triple(quote)) flags |= STRING_IS_TRIPLE;
  if (!(flags & STRING_IS_FORMAT)) return plain(lexer, start, quote, flags);
  LexerFrame frame = {.kind = FRAME_FORMAT,
                      .quote = *quote,
                      .is_triple = flags & STRING_IS_TRIPLE,
                      .is_raw = flags & STRING_IS_RAW};
  if (!lexer_push(lexer, frame)) return NULL;
  const char *body = quote + (frame.is_triple ? 3 : 1);
  lexer_emit_string(lexer, TOKEN_FORMAT_START, flags, start, body);
  return lexer_literal(lexer, body);
}

// Behind a backslash in literal text. Braces stay what they are, but for those of \N{NAME}.
static const char *literal_escape(const char *at, bool is_raw) {
  if (*at == '{' || *at == '}') return at;
  if (is_raw || at[0] != 'N' || at[1] != '{') return skip_escaped(at);
  while (*at != '}') {
    if (*at == '\0' || lexer_is_line_end(*at) || *at == '"' || *at == '\'') return NULL;
    at++;
  }
  return at + 1;
}

// Moves over literal text, to where a field begins or ends or the string ends.
static const char *literal_text(const char *at, const LexerFrame *frame) {
  while (at) {
    while (!lexer_is(*at, LEXER_STOP))
      at++;
    if (*at == '\\') {
      at = literal_escape(at + 1, frame->is_raw);
    } else if (*at == '{' || *at == '}') {
      if (frame->is_spec || at[1] != *at) return at;
      at += 2;
    } else if (*at == frame->quote) {
      if (!frame->is_triple || is_triple(at)) return at;
      at++;
    } else if (*at == '\0' || (lexer_is_line_end(*at) && !frame->is_triple)) {
      return NULL;
    } else {
      at++;
    }
  }
  return NULL;
}

static const char *open_field(Lexer *lexer, const char *at, LexerFrame outer) {
  LexerFrame field = outer;
  field.kind = FRAME_FIELD;
  field.is_spec = false;
  if (outer.is_spec) field.spec_levels++;
  if (field.spec_levels > SPEC_LEVELS_MAX || !lexer_push(lexer, field)) return NULL;
  lexer_emit(lexer, TOKEN_FIELD_START, at, at + 1);
  return at + 1;
}

const char *lexer_literal(Lexer *lexer, const char *at) {
  for (;;) {
    LexerFrame frame = *lexer_top(lexer);
    at = literal_text(at, &frame);
    if (!at) return NULL;
    if (*at == '{') return open_field(lexer, at, frame);
    if (*at == '}') {
      if (!frame.is_spec) return NULL;
      lexer->frame_count--;
      lexer_emit(lexer, TOKEN_FIELD_END, at, at + 1);
      at++;
      continue;
    }
    if (frame.is_spec) return NULL;
    const char *end = at + (frame.is_triple ? 3 : 1);
    lexer->frame_count--;
    lexer_emit(lexer, TOKEN_FORMAT_END, at, end);
    return end;
  }
}
