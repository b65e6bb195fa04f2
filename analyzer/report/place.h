// Byte offsets as rows and columns.
#pragma once

#include "report/report.h"

typedef enum ColumnUnit {
  COLUMN_POINTS, // code points
  COLUMN_UTF16,  // code units: characters beyond U+FFFF count twice
  COLUMN_BYTES,  // of UTF-8
} ColumnUnit;

typedef struct Place {
  uint32_t row;        // 1-based, as all of them
  uint32_t column;     // in the unit that was asked for
  uint32_t end_row;    // of the character behind the span
  uint32_t end_column; //
  bool is_quotable;    // `part` is what was analysed; else columns count bytes
  TextPart part;       // of the text, around the place; until the next place is found
} Place;

Place place_find(const ReportSource *source, Str path, Span span); // in code points
Place place_find_in(const ReportSource *source, Str path, Span span, ColumnUnit unit);
// The same, with all of the text.
Place place_find_whole(const ReportSource *source, Str path, Span span, ColumnUnit unit);

// A span of the text in the part of it that a place has.
Span place_span(const Place *place, Span span);

// The source of the lines that a place touches, without the last line end; "" when it is not
// quotable or longer than anybody reads.
Str place_lines(const Place *place);
