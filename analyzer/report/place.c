// Asking for a text and counting in it.
#include "report/place.h"

// From here on the columns of a line count bytes: nobody reads it, and many findings in one line
// must not take time by the square of its length.
#define COUNTED_MAX_BYTES 16384

#define QUOTED_MAX_BYTES 2000

// How many units a line has before `offset`.
static uint32_t count_units(const Place *place, uint32_t start, uint32_t offset, ColumnUnit unit) {
  uint32_t count = 0;
  for (uint32_t at = start; at < offset && at < place->text.size; at++) {
    unsigned char byte = (unsigned char)place->text.at[at];
    bool is_continuation = (byte & 0xc0) == 0x80;
    if (!is_continuation || unit == COLUMN_BYTES) count++;
    if (byte >= 0xf0 && unit == COLUMN_UTF16) count++;
  }
  return count;
}

static uint32_t column_of(const Place *place, uint32_t line, uint32_t offset, ColumnUnit unit) {
  uint32_t start = place->lines.starts[line];
  bool is_counted = place->is_quotable && offset - start <= COUNTED_MAX_BYTES;
  if (!is_counted) return offset - start;
  if (unit == COLUMN_POINTS) return line_table_column(place->lines, place->text, offset);
  return count_units(place, start, offset, unit);
}

static void fill(const Place *place, uint32_t offset, ColumnUnit unit, uint32_t *row,
                 uint32_t *column) {
  if (place->lines.count == 0) return;
  uint32_t line = line_table_line(place->lines, offset);
  *row = line + 1;
  *column = 1 + column_of(place, line, offset, unit);
}

Place place_find_in(const ReportSource *source, Str path, Span span, ColumnUnit unit) {
  Place place = {.row = 1, .column = 1, .end_row = 1, .end_column = 1};
  place.is_quotable = source->text(source->context, path, &place.text, &place.lines);
  fill(&place, span.start, unit, &place.row, &place.column);
  fill(&place, span.end, unit, &place.end_row, &place.end_column);
  return place;
}

Place place_find(const ReportSource *source, Str path, Span span) {
  return place_find_in(source, path, span, COLUMN_POINTS);
}

Str place_lines(const Place *place) {
  if (!place->is_quotable || place->lines.count == 0) return (Str){0};
  uint32_t start = place->lines.starts[place->row - 1];
  Str last = line_table_text(place->lines, place->text, place->end_row - 1);
  size_t end = (size_t)(last.at - place->text.at) + last.size;
  return end - start <= QUOTED_MAX_BYTES ? str_slice(place->text, start, end) : (Str){0};
}
