// Byte offsets, and the lines that they fall on.
#include "base/span.h"

#include "base/array.h"
#include "base/newlines.h"

typedef Array(uint32_t) Starts;

Span span_join(Span a, Span b) {
  return (Span){.start = a.start < b.start ? a.start : b.start,
                .end = a.end > b.end ? a.end : b.end};
}

bool span_contains(Span outer, Span inner) {
  return outer.start <= inner.start && inner.end <= outer.end;
}

static void scan_newlines(Arena *arena, Starts *starts, Str text) {
  size_t place = 0;
  for (; text.size - place >= NEWLINES_BYTES; place += NEWLINES_BYTES) {
    for (uint64_t ends = newlines_among(text.at + place); ends; ends &= ends - 1)
      array_push(arena, starts, (uint32_t)place + newlines_first(ends) + 1);
  }
  for (; place < text.size; place++)
    if (text.at[place] == '\n') array_push(arena, starts, (uint32_t)place + 1);
}

static void scan_all_ends(Arena *arena, Starts *starts, Str text) {
  for (size_t i = 0; i < text.size; i++) {
    bool is_pair = text.at[i] == '\r' && i + 1 < text.size && text.at[i + 1] == '\n';
    if (is_pair) i++;
    if (text.at[i] == '\n' || text.at[i] == '\r') array_push(arena, starts, (uint32_t)(i + 1));
  }
}

LineTable line_table_make(Arena *arena, Str text) {
  if (text.size > UINT32_MAX) base_fatal("a text of %zu bytes has no line table", text.size);
  Starts starts = {0};
  array_reserve(arena, &starts, text.size / 32 + 1);
  array_push(arena, &starts, 0);
  // Nearly every file has \n alone.
  bool is_plain = str_find_byte(text, '\r') == SIZE_MAX;
  if (is_plain) scan_newlines(arena, &starts, text);
  if (!is_plain) scan_all_ends(arena, &starts, text);
  return (LineTable){.starts = starts.at, .count = (uint32_t)starts.count};
}

uint32_t line_table_line(LineTable lines, uint32_t offset) {
  uint32_t low = 0; // starts at or before `offset`
  uint32_t high = lines.count;
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    if (lines.starts[middle] <= offset) low = middle;
    if (lines.starts[middle] > offset) high = middle;
  }
  return low;
}

Str line_table_text(LineTable lines, Str text, uint32_t line) {
  if (line >= lines.count) return (Str){0};
  size_t end = line + 1 < lines.count ? lines.starts[line + 1] : text.size;
  Str whole = str_slice(text, lines.starts[line], end);
  if (str_has_suffix(whole, STR("\n"))) whole.size--;
  if (str_has_suffix(whole, STR("\r"))) whole.size--;
  return whole;
}

// Length by the first byte; 0 for a byte that starts no code point.
static size_t lead_bytes(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xc2) return 0;
  if (lead < 0xe0) return 2;
  if (lead < 0xf0) return 3;
  return lead < 0xf5 ? 4 : 0;
}

// Bytes of the code point at `at`; 1 for a byte that belongs to none.
static size_t code_point_bytes(Str text, size_t at) {
  size_t size = lead_bytes((unsigned char)text.at[at]);
  if (size == 0 || size > text.size - at) return 1;
  for (size_t i = 1; i < size; i++) {
    if (((unsigned char)text.at[at + i] & 0xc0) != 0x80) return 1;
  }
  return size;
}

uint32_t line_table_column(LineTable lines, Str text, uint32_t offset) {
  if (lines.count == 0) return 0;
  return line_table_column_in(lines, text, line_table_line(lines, offset), offset);
}

uint32_t line_table_column_in(LineTable lines, Str text, uint32_t line, uint32_t offset) {
  size_t end = offset < text.size ? offset : text.size;
  uint32_t column = 0;
  for (size_t at = lines.starts[line]; at < end; column++) {
    at += (unsigned char)text.at[at] < 0x80 ? 1 : code_point_bytes(text, at);
    if (at > end) break; // inside a code point, which has one column
  }
  return column;
}
