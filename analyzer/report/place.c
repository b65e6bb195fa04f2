// Asking for a text and counting in it.
#include "report/place.h"

static void fill(const Place *place, uint32_t offset, uint32_t *row, uint32_t *column) {
  if (place->lines.count == 0) return;
  uint32_t line = line_table_line(place->lines, offset);
  *row = line + 1;
  *column = 1 + (place->is_quotable ? line_table_column(place->lines, place->text, offset)
                                    : offset - place->lines.starts[line]);
}

Place place_find(const ReportSource *source, Str path, Span span) {
  Place place = {.row = 1, .column = 1, .end_row = 1, .end_column = 1};
  place.is_quotable = source->text(source->context, path, &place.text, &place.lines);
  fill(&place, span.start, &place.row, &place.column);
  fill(&place, span.end, &place.end_row, &place.end_column);
  return place;
}
