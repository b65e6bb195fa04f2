// The letters of TOML: what a text may consist of, strings with their escapes, whole numbers.
#include "config/toml.h"

#include "base/array.h"

#include <string.h>

static bool fail(Arena *arena, TomlProblem *problem, uint32_t start, uint32_t end,
                 const char *text) {
  *problem = (TomlProblem){{start, end}, str_copy(arena, str_from_c(text))};
  return false;
}

// ---- What a text may consist of -----------------------------------------------------------------

// TOML allows no control characters anywhere, not even in comments.
static bool is_allowed(Str text, size_t at) {
  unsigned char byte = (unsigned char)text.at[at];
  if (byte == '\r') return at + 1 < text.size && text.at[at + 1] == '\n';
  return byte == '\t' || byte == '\n' || (byte >= 0x20 && byte != 0x7f);
}

// The end of the lines that are UTF-8.
static size_t valid_lines(Str text) {
  size_t line = 0;
  for (size_t at = 0; at <= text.size; at++) {
    if (at < text.size && text.at[at] != '\n') continue;
    if (!str_is_utf8(str_slice(text, line, at))) return line;
    line = at + 1;
  }
  return text.size;
}

bool toml_text_check(Arena *arena, Str text, TomlProblem *problem) {
  for (size_t at = 0; at < text.size; at++) {
    if (is_allowed(text, at)) continue;
    Str words = str_print(arena, "byte 0x%02x is no part of a text", (unsigned char)text.at[at]);
    *problem = (TomlProblem){{(uint32_t)at, (uint32_t)at + 1}, words};
    return false;
  }
  if (str_is_utf8(text)) return true;
  uint32_t line = (uint32_t)valid_lines(text);
  return fail(arena, problem, line, line, "this line is not UTF-8");
}

// ---- Strings ------------------------------------------------------------------------------------

typedef struct Decoder {
  Arena *arena;
  Str rest;       // inside the quotes
  uint32_t start; // of `rest` in the text
  Array(char) value;
} Decoder;

static void put(Decoder *decoder, const char *bytes, size_t size) {
  for (size_t i = 0; i < size; i++)
    array_push(decoder->arena, &decoder->value, bytes[i]);
}

static void skip(Decoder *decoder, size_t size) {
  decoder->rest = str_slice(decoder->rest, size, decoder->rest.size);
  decoder->start += (uint32_t)size;
}

static void put_character(Decoder *decoder, uint32_t number) {
  char bytes[4];
  size_t size = number < 0x80 ? 1 : number < 0x800 ? 2 : number < 0x10000 ? 3 : 4;
  static const unsigned char leads[] = {0, 0, 0xc0, 0xe0, 0xf0};
  for (size_t i = size; i > 1; i--, number >>= 6)
    bytes[i - 1] = (char)(0x80 | (number & 0x3f));
  bytes[0] = (char)(leads[size] | number);
  put(decoder, bytes, size);
}

static int hex_value(char byte) {
  const char *digits = "0123456789abcdef";
  const char *found = byte ? strchr(digits, str_small(byte)) : NULL;
  return found ? (int)(found - digits) : -1;
}

// `\u00e9` or `\U0001f600`: a character, but no half of a pair.
static bool decode_number(Decoder *decoder, size_t digits, TomlProblem *problem) {
  uint32_t number = 0;
  size_t end = 2 + digits;
  bool is_fine = decoder->rest.size >= end;
  for (size_t i = 2; is_fine && i < end; i++) {
    int digit = hex_value(decoder->rest.at[i]);
    is_fine = digit >= 0;
    number = number << 4 | (uint32_t)digit;
  }
  is_fine = is_fine && number <= 0x10ffff && (number < 0xd800 || number > 0xdfff);
  if (!is_fine)
    return fail(decoder->arena, problem, decoder->start, decoder->start + 2,
                "this is no character of Unicode");
  put_character(decoder, number);
  skip(decoder, end);
  return true;
}

// A backslash at the end of a line takes the white space behind it away.
static void skip_space(Decoder *decoder) {
  while (decoder->rest.size > 0 && strchr(" \t\r\n", decoder->rest.at[0]))
    skip(decoder, 1);
}

static bool decode_escape(Decoder *decoder, TomlProblem *problem) {
  static const char names[] = "btnfr\"\\";
  static const char values[] = "\b\t\n\f\r\"\\";
  char name = decoder->rest.size > 1 ? decoder->rest.at[1] : '\0';
  if (name == 'u') return decode_number(decoder, 4, problem);
  if (name == 'U') return decode_number(decoder, 8, problem);
  if (name == '\r' || name == '\n') {
    skip(decoder, 1);
    skip_space(decoder);
    return true;
  }
  const char *found = name ? strchr(names, name) : NULL;
  if (!found)
    return fail(decoder->arena, problem, decoder->start, decoder->start + 2,
                "there is no such escape; in '…' a backslash means itself");
  put(decoder, values + (found - names), 1);
  skip(decoder, 2);
  return true;
}

bool toml_string_value(Arena *arena, Str quoted, uint32_t start, Str *out, TomlProblem *problem) {
  bool is_long = quoted.size >= 6 && quoted.at[1] == quoted.at[0] && quoted.at[2] == quoted.at[0];
  size_t quotes = is_long ? 3 : 1;
  Decoder decoder = {.arena = arena,
                     .rest = str_slice(quoted, quotes, quoted.size - quotes),
                     .start = start + (uint32_t)quotes};
  if (is_long && str_has_prefix(decoder.rest, STR("\r\n"))) skip(&decoder, 1);
  if (is_long && str_has_prefix(decoder.rest, STR("\n"))) skip(&decoder, 1);
  bool has_escapes = quoted.at[0] == '"';
  if (!has_escapes || str_find_byte(decoder.rest, '\\') == SIZE_MAX) {
    *out = decoder.rest;
    return true;
  }
  while (decoder.rest.size > 0) {
    size_t plain = str_find_byte(decoder.rest, '\\');
    if (plain == SIZE_MAX) plain = decoder.rest.size;
    put(&decoder, decoder.rest.at, plain);
    skip(&decoder, plain);
    if (decoder.rest.size > 0 && !decode_escape(&decoder, problem)) return false;
  }
  *out = (Str){decoder.value.at, decoder.value.count};
  return true;
}

// ---- Numbers ------------------------------------------------------------------------------------

static int base_of(Str written) {
  if (str_has_prefix(written, STR("0x"))) return 16;
  if (str_has_prefix(written, STR("0o"))) return 8;
  return str_has_prefix(written, STR("0b")) ? 2 : 10;
}

bool toml_integer_value(Str written, int64_t *out) {
  int base = base_of(written);
  bool is_negative = str_has_prefix(written, STR("-"));
  uint64_t most = is_negative ? (uint64_t)INT64_MAX + 1 : INT64_MAX;
  uint64_t number = 0;
  for (size_t i = base == 10 ? 0 : 2; i < written.size; i++) {
    int digit = hex_value(written.at[i]);
    if (digit < 0) continue; // a sign, or _ between digits
    if (number > (most - (uint64_t)digit) / (uint64_t)base) return false;
    number = number * (uint64_t)base + (uint64_t)digit;
  }
  *out = is_negative ? (int64_t)(0 - number) : (int64_t)number;
  return true;
}
