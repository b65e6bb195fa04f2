// Asking for a text and counting in it.
#include "report/place.h"

// From here on the columns of a line count bytes: nobody reads it, and many findings in one line
// must not take time by the square of its length.
#define COUNTED_MAX_BYTES 16384

static void fill(const Place *place, uint32_t offset, uint32_t *row, uint32_t *column) {
  if (place->lines.count == 0) return;
  uint32_t line = line_table_line(place->lines, offset);
  *row = line + 1;
  uint32_t bytes = offset - place->lines.starts[line];
  bool is_counted = place->is_quotable && bytes <= COUNTED_MAX_BYTES;
  *column = 1 + (is_counted ? line_table_column(place->lines, place->text, offset) : bytes);
}

Place place_find(const ReportSource *source, Str path, Span span) {
  Place place = {.row = 1, .column = 1, .end_row = 1, .end_column = 1};
  place.is_quotable = source->text(source->context, path, &place.text, &place.lines);
  fill(&place, span.start, &place.row, &place.column);
  fill(&place, span.end, &place.end_row, &place.end_column);
  return place;
}
