// Asking for a text and counting in it.
#include "report/place.h"

// From here on the columns of a line count bytes: nobody reads it, and many findings in one line
// must not take time by the square of its length.
#define COUNTED_MAX_BYTES 16384

#define QUOTED_MAX_BYTES 2000

// How many units a line has before `offset`; both count from where the part begins.
static uint32_t count_units(const TextPart *part, uint32_t start, uint32_t offset,
                            ColumnUnit unit) {
  uint32_t count = 0;
  for (uint32_t at = start; at < offset && at < part->text.size; at++) {
    unsigned char byte = (unsigned char)part->text.at[at];
    bool is_continuation = (byte & 0xc0) == 0x80;
    if (!is_continuation || unit == COLUMN_BYTES) count++;
    if (byte >= 0xf0 && unit == COLUMN_UTF16) count++;
  }
  return count;
}

static uint32_t column_of(const Place *place, uint32_t line, uint32_t offset, ColumnUnit unit) {
  const TextPart *part = &place->part;
  uint32_t start = part->lines.starts[line];
  bool is_counted = place->is_quotable && offset - start <= COUNTED_MAX_BYTES;
  if (!is_counted) return offset - start;
  if (unit == COLUMN_POINTS) return line_table_column_in(part->lines, part->text, line, offset);
  return count_units(part, start, offset, unit);
}

static void fill(const Place *place, uint32_t line, uint32_t offset, ColumnUnit unit, uint32_t *row,
                 uint32_t *column) {
  const TextPart *part = &place->part;
  *row = part->line + line + 1;
  *column = 1 + column_of(place, line, offset, unit);
}

Span place_span(const Place *place, Span span) {
  return (Span){span.start - place->part.start, span.end - place->part.start};
}

static Place find(const ReportSource *source, Str path, Span asked, Span span, ColumnUnit unit) {
  Place place = {.row = 1, .column = 1, .end_row = 1, .end_column = 1};
  place.is_quotable = source->text(source->context, path, asked, &place.part);
  LineTable lines = place.part.lines;
  if (lines.count == 0) return place;
  Span own = place_span(&place, span);
  uint32_t first = line_table_line(lines, own.start);
  bool ends_there =
      own.end >= own.start && first + 1 < lines.count && own.end < lines.starts[first + 1];
  uint32_t last = ends_there ? first : line_table_line(lines, own.end);
  fill(&place, first, own.start, unit, &place.row, &place.column);
  fill(&place, last, own.end, unit, &place.end_row, &place.end_column);
  return place;
}

Place place_find_in(const ReportSource *source, Str path, Span span, ColumnUnit unit) {
  return find(source, path, span, span, unit);
}

Place place_find_whole(const ReportSource *source, Str path, Span span, ColumnUnit unit) {
  return find(source, path, (Span){0, UINT32_MAX}, span, unit);
}

Place place_find(const ReportSource *source, Str path, Span span) {
  return place_find_in(source, path, span, COLUMN_POINTS);
}

Str place_lines(const Place *place) {
  const TextPart *part = &place->part;
  if (!place->is_quotable || part->lines.count == 0) return (Str){0};
  uint32_t start = part->lines.starts[place->row - 1 - part->line];
  Str last = line_table_text(part->lines, part->text, place->end_row - 1 - part->line);
  size_t end = (size_t)(last.at - part->text.at) + last.size;
  return end - start <= QUOTED_MAX_BYTES ? str_slice(part->text, start, end) : (Str){0};
}
