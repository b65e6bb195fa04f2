// A piece of source as people see it: line numbers, the lines, and a mark under the place.
#pragma once

#include "base/span.h"
#include "report/paint.h"

typedef struct Frame {
  Str text;
  LineTable lines;
  uint32_t first_line;     // the number of the first of these, 0-based
  Span span;               // in `text`
  unsigned number_columns; // how wide line numbers are
  uint32_t context;        // lines around the marked one
  Style style;
  char mark; // '^'
  Str label; // behind the mark; may be ""
} Frame;

// Prints the frame between bars. Long lines are cut around the mark.
void frame_print(const Painter *painter, const Frame *frame);
// "   | ": the edge without a line number.
void frame_edge(const Painter *painter, unsigned number_columns);
