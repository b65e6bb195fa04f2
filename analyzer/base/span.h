// A place in a text, in bytes. Lines and columns are made at the edge, with a LineTable.
#pragma once

#include "base/str.h"

typedef struct Span {
  uint32_t start;
  uint32_t end; // exclusive
} Span;

Span span_join(Span a, Span b); // the smallest span that covers both
bool span_contains(Span outer, Span inner);

// Where lines start, for turning offsets into lines; `starts[0]` is 0.
typedef struct LineTable {
  const uint32_t *starts;
  uint32_t count;
} LineTable;

// Whole lines of a longer text, which begin at this offset and line of it (0-based) and are counted
// from there.
typedef struct TextPart {
  Str text;
  LineTable lines;
  uint32_t start;
  uint32_t line;
} TextPart;

// Scans `text` for \n, \r\n and \r line ends, as Python does.
LineTable line_table_make(Arena *arena, Str text);
uint32_t line_table_line(LineTable lines, uint32_t offset);    // 0-based; clamped to the last line
Str line_table_text(LineTable lines, Str text, uint32_t line); // without its line end
// The column of `offset` in code points, 0-based; invalid bytes count as one each.
uint32_t line_table_column(LineTable lines, Str text, uint32_t offset);
// The same where the line is known.
uint32_t line_table_column_in(LineTable lines, Str text, uint32_t line, uint32_t offset);
