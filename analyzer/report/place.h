// Byte offsets as rows and columns.
#pragma once

#include "report/report.h"

typedef struct Place {
  uint32_t row;        // 1-based, as all of them
  uint32_t column;     // in code points
  uint32_t end_row;    // of the character behind the span
  uint32_t end_column; //
  bool is_quotable;    // `text` is what was analysed; else columns count bytes
  Str text;            // until the next place is found
  LineTable lines;
} Place;

Place place_find(const ReportSource *source, Str path, Span span);
