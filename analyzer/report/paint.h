// Writing for people: colours where they are wanted, and nothing from a source file that could
// speak to the terminal.
#pragma once

#include "engine/engine.h"

#include <stdio.h>

typedef enum Style {
  STYLE_PLAIN,
  STYLE_BOLD,
  STYLE_ERROR,
  STYLE_WARNING,
  STYLE_INFO,
  STYLE_FRAME, // line numbers and bars
  STYLE_TRACE, // marks along a chain
  STYLE_HELP,
} Style;

typedef struct Painter {
  FILE *out; // not owned; errors are looked at once, in the end
  bool use_color;
} Painter;

Style paint_severity(Severity severity);

void paint(const Painter *painter, Style style, const char *format, ...) BASE_PRINTF(3, 4);
// Text from outside: control characters become visible, those that turn the direction of writing
// or are no UTF-8 become U+FFFD.
void paint_text(const Painter *painter, Style style, Str text);

void paint_repeat(const Painter *painter, Style style, char c, size_t count);

// One character as it is shown.
typedef struct Cell {
  Str shown;         // what to write
  unsigned columns;  // how wide that is
  size_t size_bytes; // of the character in the source
} Cell;

#define TAB_COLUMNS 4

// The cell at the start of `text`, which is not empty, in a line of which `column` columns are
// full.
Cell cell_next(Str text, size_t column);
// How many bytes at the start are cells of one column each that are shown as they are.
size_t paint_plain(Str text);
