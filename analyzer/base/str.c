// Slices of bytes. Calls into the C library are guarded against the empty slice, whose `at` may be
// NULL.
#include "base/str.h"

#define XXH_INLINE_ALL
#include <stdio.h>
#include <string.h>
#include <xxhash.h>

Str str_from_c(const char *text) {
  return text ? (Str){text, strlen(text)} : (Str){0};
}

Str str_slice(Str str, size_t start, size_t end) {
  if (end > str.size) end = str.size;
  if (start > end) start = end;
  return str.at ? (Str){str.at + start, end - start} : str;
}

static bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

Str str_trim(Str str) {
  size_t start = 0;
  size_t end = str.size;
  while (start < end && is_space(str.at[start]))
    start++;
  while (end > start && is_space(str.at[end - 1]))
    end--;
  return str_slice(str, start, end);
}

Str str_skip_blanks(Str text) {
  size_t at = 0;
  while (at < text.size && (text.at[at] == ' ' || text.at[at] == '\t'))
    at++;
  return str_slice(text, at, text.size);
}

char str_small(char letter) {
  return letter >= 'A' && letter <= 'Z' ? (char)(letter + ('a' - 'A')) : letter;
}

bool str_equal_any_case(Str a, Str b) {
  if (a.size != b.size) return false;
  for (size_t i = 0; i < a.size; i++)
    if (str_small(a.at[i]) != str_small(b.at[i])) return false;
  return true;
}

bool str_take_word(Str *rest, Str word) {
  if (rest->size < word.size) return false;
  for (size_t i = 0; i < word.size; i++)
    if (str_small(rest->at[i]) != word.at[i]) return false;
  *rest = str_slice(*rest, word.size, rest->size);
  return true;
}

bool str_equal(Str a, Str b) {
  return a.size == b.size && (a.size == 0 || memcmp(a.at, b.at, a.size) == 0);
}

bool str_equal_c(Str a, const char *b) {
  return str_equal(a, str_from_c(b));
}

bool str_has_prefix(Str str, Str prefix) {
  return str_equal(str_slice(str, 0, prefix.size), prefix);
}

bool str_has_suffix(Str str, Str suffix) {
  return suffix.size <= str.size &&
         str_equal(str_slice(str, str.size - suffix.size, str.size), suffix);
}

int str_compare(Str a, Str b) {
  size_t shared = a.size < b.size ? a.size : b.size;
  int order = shared ? memcmp(a.at, b.at, shared) : 0;
  if (order != 0) return order;
  return (a.size > b.size) - (a.size < b.size);
}

size_t str_find_byte(Str str, char byte) {
  const char *found = str.size ? memchr(str.at, byte, str.size) : NULL;
  return found ? (size_t)(found - str.at) : SIZE_MAX;
}

size_t str_find(Str str, Str needle) {
  if (needle.size == 0) return 0;
  for (size_t from = 0; needle.size <= str.size - from;) {
    size_t last = str.size - needle.size + 1;
    size_t next = str_find_byte(str_slice(str, from, last), needle.at[0]);
    if (next == SIZE_MAX) return SIZE_MAX;
    from += next;
    if (memcmp(str.at + from, needle.at, needle.size) == 0) return from;
    from++;
  }
  return SIZE_MAX;
}

uint64_t str_hash(Str str) {
  return XXH3_64bits(str.at, str.size);
}

WideHash str_hash_wide(Str str) {
  XXH128_hash_t hash = XXH3_128bits(str.size ? str.at : "", str.size);
  return (WideHash){hash.low64, hash.high64};
}

bool wide_hash_equal(WideHash a, WideHash b) {
  return a.low == b.low && a.high == b.high;
}

// What may follow a first byte: the number of bytes, and the range of the second one, which is
// narrower where overlong forms, surrogates and numbers past U+10FFFF would begin.
typedef struct Utf8Lead {
  unsigned char first, last; // the first bytes that this is for
  unsigned char following;
  unsigned char second_min, second_max;
} Utf8Lead;

static const Utf8Lead utf8_leads[] = {
    {0x00, 0x7f, 0, 0x00, 0x00}, {0xc2, 0xdf, 1, 0x80, 0xbf}, {0xe0, 0xe0, 2, 0xa0, 0xbf},
    {0xe1, 0xec, 2, 0x80, 0xbf}, {0xed, 0xed, 2, 0x80, 0x9f}, {0xee, 0xef, 2, 0x80, 0xbf},
    {0xf0, 0xf0, 3, 0x90, 0xbf}, {0xf1, 0xf3, 3, 0x80, 0xbf}, {0xf4, 0xf4, 3, 0x80, 0x8f},
};

static const Utf8Lead *find_lead(unsigned char byte) {
  for (size_t i = 0; i < COUNT_OF(utf8_leads); i++) {
    if (utf8_leads[i].first <= byte && byte <= utf8_leads[i].last) return &utf8_leads[i];
  }
  return NULL;
}

// Bytes of the code point at the start of `str`, 0 when there is none.
static size_t utf8_bytes(Str str) {
  const unsigned char *at = (const unsigned char *)str.at;
  const Utf8Lead *lead = find_lead(at[0]);
  if (!lead || lead->following >= str.size) return 0;
  if (lead->following == 0) return 1;
  if (at[1] < lead->second_min || at[1] > lead->second_max) return 0;
  for (size_t i = 2; i <= lead->following; i++) {
    if ((at[i] & 0xc0) != 0x80) return 0;
  }
  return (size_t)lead->following + 1;
}

static bool is_ascii_word(const char *at) {
  uint64_t word = 0;
  memcpy(&word, at, sizeof word);
  return (word & 0x8080808080808080u) == 0;
}

bool str_is_utf8(Str str) {
  for (size_t at = 0; at < str.size;) {
    if (str.size - at >= sizeof(uint64_t) && is_ascii_word(str.at + at)) {
      at += sizeof(uint64_t);
      continue;
    }
    size_t size = utf8_bytes(str_slice(str, at, str.size));
    if (size == 0) return false;
    at += size;
  }
  return true;
}

Str str_cut(Str *rest, char separator) {
  Str whole = *rest;
  size_t end = str_find_byte(whole, separator);
  *rest = end == SIZE_MAX ? (Str){0} : str_slice(whole, end + 1, whole.size);
  return str_slice(whole, 0, end);
}

Str str_behind(Str str, char separator) {
  size_t start = str.size;
  while (start > 0 && str.at[start - 1] != separator)
    start--;
  return str_slice(str, start, str.size);
}

Str str_before(Str str, char separator) {
  size_t size = str.size - str_behind(str, separator).size;
  return str_slice(str, 0, size > 0 ? size - 1 : 0);
}

bool str_lists(const char *words, Str word) {
  for (Str rest = str_from_c(words); rest.at;)
    if (str_equal(str_cut(&rest, ' '), word)) return true;
  return false;
}

Str str_copy(Arena *arena, Str str) {
  char *at = arena_take(arena, char, str.size);
  if (str.size) memcpy(at, str.at, str.size);
  return (Str){at, str.size};
}

char *str_to_c(Arena *arena, Str str) {
  if (str.size == SIZE_MAX) base_fatal("out of memory: a string of %zu bytes", str.size);
  char *at = arena_take(arena, char, str.size + 1);
  if (str.size) memcpy(at, str.at, str.size);
  at[str.size] = '\0';
  return at;
}

Str str_print(Arena *arena, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  Str text = str_print_list(arena, format, arguments);
  va_end(arguments);
  return text;
}

#define SHORT_BYTES 256

// A text of up to SHORT_BYTES, as most are.
typedef struct ShortText {
  size_t size;
  char at[SHORT_BYTES];
} ShortText;

static bool short_put(ShortText *out, const char *at, size_t size) {
  if (size > SHORT_BYTES - out->size) return false;
  if (size > 0) memcpy(out->at + out->size, at, size);
  out->size += size;
  return true;
}

static bool short_put_number(ShortText *out, unsigned number) {
  char digits[3 * sizeof number];
  char *at = digits + sizeof digits;
  do
    *--at = (char)('0' + number % 10);
  while (number /= 10);
  return short_put(out, at, (size_t)(digits + sizeof digits - at));
}

static size_t up_to_nul(const char *text, size_t size) {
  const char *end = size > 0 ? memchr(text, '\0', size) : NULL;
  return end ? (size_t)(end - text) : size;
}

// The same as vsnprintf of formats with nothing but %s, %.*s, %u and %%, at a fraction of the
// cost. False for others and for long texts.
static bool short_print(ShortText *out, const char *format, va_list arguments) {
  for (;;) {
    const char *sign = strchr(format, '%');
    if (!sign) return short_put(out, format, strlen(format));
    if (!short_put(out, format, (size_t)(sign - format))) return false;
    format = sign + 2;
    if (sign[1] == 's') {
      const char *text = va_arg(arguments, const char *);
      if (!text || !short_put(out, text, strlen(text))) return false;
    } else if (sign[1] == 'u') {
      if (!short_put_number(out, va_arg(arguments, unsigned))) return false;
    } else if (sign[1] == '%') {
      if (!short_put(out, sign, 1)) return false;
    } else if (!strncmp(sign, "%.*s", 4)) {
      int size = va_arg(arguments, int);
      const char *text = va_arg(arguments, const char *);
      if (size < 0 || !short_put(out, text, up_to_nul(text, (size_t)size))) return false;
      format = sign + 4;
    } else {
      return false;
    }
  }
}

static Str long_print(Arena *arena, const char *format, va_list arguments) {
  va_list again;
  va_copy(again, arguments);
  int size = vsnprintf(NULL, 0, format, arguments);
  if (size < 0) base_fatal("cannot print with the format \"%s\"", format);
  char *at = arena_take(arena, char, (size_t)size + 1);
  vsnprintf(at, (size_t)size + 1, format, again);
  va_end(again);
  return (Str){at, (size_t)size};
}

Str str_print_list(Arena *arena, const char *format, va_list arguments) {
  va_list again;
  va_copy(again, arguments);
  ShortText text = {0};
  bool is_short = short_print(&text, format, arguments);
  Str printed = {text.at, text.size};
  printed =
      is_short ? (Str){str_to_c(arena, printed), printed.size} : long_print(arena, format, again);
  va_end(again);
  return printed;
}

static size_t min_of(size_t a, size_t b) {
  return a < b ? a : b;
}

// Three rows of the table of distances between prefixes: of i - 2, i - 1 and i bytes of `a`. The
// two older ones are enough for a swap of neighbours.
typedef struct Rows {
  size_t before[STR_DISTANCE_MAX_BYTES + 1];
  size_t above[STR_DISTANCE_MAX_BYTES + 1];
  size_t here[STR_DISTANCE_MAX_BYTES + 1];
} Rows;

// Fills `here` for the first `i` bytes of `a`; returns its smallest entry.
static size_t fill_row(Rows *rows, Str a, Str b, size_t i) {
  rows->here[0] = i;
  size_t least = i;
  for (size_t j = 1; j <= b.size; j++) {
    bool is_same = a.at[i - 1] == b.at[j - 1];
    size_t best = min_of(rows->above[j], rows->here[j - 1]) + 1;
    best = min_of(best, rows->above[j - 1] + (is_same ? 0 : 1));
    bool is_swap = i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] && a.at[i - 2] == b.at[j - 1];
    if (is_swap) best = min_of(best, rows->before[j - 2] + 1);
    rows->here[j] = best;
    least = min_of(least, best);
  }
  return least;
}

size_t str_distance(Str a, Str b, size_t limit) {
  if (str_equal(a, b)) return 0;
  size_t gap = a.size > b.size ? a.size - b.size : b.size - a.size;
  if (gap > limit || a.size > STR_DISTANCE_MAX_BYTES || b.size > STR_DISTANCE_MAX_BYTES)
    return limit + 1;
  Rows rows = {0};
  for (size_t j = 0; j <= b.size; j++)
    rows.here[j] = j;
  for (size_t i = 1; i <= a.size; i++) {
    memcpy(rows.before, rows.above, sizeof rows.before);
    memcpy(rows.above, rows.here, sizeof rows.above);
    // Every later row comes from this one at the same cost or more: a swap, which skips it, costs
    // what a deletion into it would have.
    if (fill_row(&rows, a, b, i) > limit) return limit + 1;
  }
  return min_of(rows.here[b.size], limit + 1);
}
