// Pieces of string literals: prefixes, quotes and escapes.
#include "python/literal.h"

LiteralPiece literal_split(Str text) {
  LiteralPiece piece = {0};
  size_t at = 0;
  for (; at < text.size && text.at[at] != '"' && text.at[at] != '\'' && text.at[at] != '`'; at++) {
    char letter = (char)(text.at[at] | 0x20);
    piece.is_raw |= letter == 'r';
    piece.is_bytes |= letter == 'b';
    piece.is_format |= letter == 'f' || letter == 't';
    piece.is_template |= letter == 't';
  }
  if (at == text.size) return piece;
  char quote = text.at[at];
  piece.is_backquoted = quote == '`';
  bool is_triple = at + 2 < text.size && text.at[at + 1] == quote && text.at[at + 2] == quote;
  size_t width = is_triple ? 3 : 1;
  size_t end = text.size;
  for (size_t i = 0; i < width && end > at + width && text.at[end - 1] == quote; i++)
    end--;
  piece.body = str_slice(text, at + width, end);
  return piece;
}

bool literal_is_plain(const LiteralPiece *piece) {
  bool has_escape = !piece->is_raw && str_find_byte(piece->body, '\\') != SIZE_MAX;
  return !has_escape && str_find_byte(piece->body, '\r') == SIZE_MAX;
}

static size_t utf8_put(char *out, uint32_t code) {
  if (code < 0x80) {
    out[0] = (char)code;
    return 1;
  }
  if (code < 0x800) {
    out[0] = (char)(0xC0 | code >> 6);
    out[1] = (char)(0x80 | (code & 0x3F));
    return 2;
  }
  if (code < 0x10000) {
    out[0] = (char)(0xE0 | code >> 12);
    out[1] = (char)(0x80 | (code >> 6 & 0x3F));
    out[2] = (char)(0x80 | (code & 0x3F));
    return 3;
  }
  out[0] = (char)(0xF0 | code >> 18);
  out[1] = (char)(0x80 | (code >> 12 & 0x3F));
  out[2] = (char)(0x80 | (code >> 6 & 0x3F));
  out[3] = (char)(0x80 | (code & 0x3F));
  return 4;
}

static int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return 99;
}

// Reads up to `most` digits; returns how many there are.
static size_t number(Str text, size_t at, size_t most, int base, uint32_t *out) {
  size_t count = 0;
  *out = 0;
  while (count < most && at + count < text.size && digit(text.at[at + count]) < base) {
    *out = *out * (uint32_t)base + (uint32_t)digit(text.at[at + count]);
    count++;
  }
  return count;
}

// The letters of one-character escapes, and what they stand for.
static const char simple_letters[] = "\\'\"abfnrtv";
static const char simple_values[] = "\\'\"\a\b\f\n\r\t\v";

// An escape of digits. Returns its length from the letter on, 0 when it is none.
static size_t escape_number(const LiteralPiece *piece, size_t at, uint32_t *code) {
  Str text = piece->body;
  char letter = text.at[at];
  if (letter >= '0' && letter <= '7') {
    size_t count = number(text, at, 3, 8, code);
    if (piece->is_bytes) *code &= 0xFF;
    return count;
  }
  size_t width = letter == 'x' ? 2 : 0;
  if (!piece->is_bytes && letter == 'u') width = 4;
  if (!piece->is_bytes && letter == 'U') width = 8;
  if (!width || number(text, at + 1, width, 16, code) != width || *code > 0x10FFFF) return 0;
  return width + 1;
}

// Resolves the escape whose backslash is at `*at` and moves behind it. What is no escape stays as
// it is spelled, and so does \N{...}, for which one would need the names of all characters.
static size_t escape(const LiteralPiece *piece, size_t *at, char *out) {
  Str text = piece->body;
  size_t next = *at + 1;
  if (next == text.size) {
    out[0] = text.at[(*at)++];
    return 1;
  }
  char letter = text.at[next];
  if (letter == '\n' || letter == '\r') {
    bool is_pair = letter == '\r' && next + 1 < text.size && text.at[next + 1] == '\n';
    *at = next + (is_pair ? 2 : 1);
    return 0;
  }
  for (size_t i = 0; i < sizeof simple_letters - 1; i++) {
    if (simple_letters[i] != letter) continue;
    out[0] = simple_values[i];
    *at = next + 1;
    return 1;
  }
  uint32_t code = 0;
  size_t size = escape_number(piece, next, &code);
  if (!size) {
    out[0] = text.at[(*at)++];
    return 1;
  }
  *at = next + size;
  if (!piece->is_bytes) return utf8_put(out, code);
  out[0] = (char)code;
  return 1;
}

size_t literal_value(const LiteralPiece *piece, char *out) {
  Str text = piece->body;
  size_t size = 0;
  for (size_t at = 0; at < text.size;) {
    if (text.at[at] == '\\' && !piece->is_raw) {
      size += escape(piece, &at, out + size);
    } else if (text.at[at] == '\r') { // Python reads every line end as \n
      at += at + 1 < text.size && text.at[at + 1] == '\n' ? 2 : 1;
      out[size++] = '\n';
    } else {
      out[size++] = text.at[at++];
    }
  }
  return size;
}
