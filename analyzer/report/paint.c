// Escape sequences in one place, characters in the other.
#include "report/paint.h"

#include "report/width.h"

#include <stdarg.h>

static const char *style_code(Style style) {
  switch (style) {
  case STYLE_PLAIN:
    return "";
  case STYLE_BOLD:
    return "\x1b[1m";
  case STYLE_ERROR:
    return "\x1b[1;31m";
  case STYLE_WARNING:
    return "\x1b[1;33m";
  case STYLE_INFO:
    return "\x1b[1;36m";
  case STYLE_FRAME:
    return "\x1b[34m";
  case STYLE_TRACE:
    return "\x1b[35m";
  case STYLE_HELP:
    return "\x1b[1;32m";
  }
  return "";
}

Style paint_severity(Severity severity) {
  switch (severity) {
  case SEVERITY_INFO:
    return STYLE_INFO;
  case SEVERITY_WARNING:
    return STYLE_WARNING;
  case SEVERITY_ERROR:
    return STYLE_ERROR;
  }
  return STYLE_PLAIN;
}

static void begin(const Painter *painter, Style style) {
  if (painter->use_color) fputs(style_code(style), painter->out);
}

static void end(const Painter *painter, Style style) {
  if (painter->use_color && style != STYLE_PLAIN) fputs("\x1b[0m", painter->out);
}

void paint(const Painter *painter, Style style, const char *format, ...) {
  va_list arguments;
  begin(painter, style);
  va_start(arguments, format);
  vfprintf(painter->out, format, arguments);
  va_end(arguments);
  end(painter, style);
}

// U+2400 to U+2421 picture the control characters.
static Str picture_of(unsigned char control) {
  static const char pictures[] = "␀␁␂␃␄␅␆␇␈␉␊␋␌␍␎␏␐␑␒␓␔␕␖␗␘␙␚␛␜␝␞␟␠␡";
  size_t index = control == 0x7f ? 0x21 : control;
  return (Str){pictures + index * 3, 3};
}

static bool is_hidden(uint32_t point) {
  bool is_control = point >= 0x80 && point < 0xa0;
  bool is_direction = (point >= 0x202a && point <= 0x202e) ||
                      (point >= 0x2066 && point <= 0x2069) || point == 0x200e || point == 0x200f ||
                      point == 0x61c;
  bool is_line_end = point == 0x2028 || point == 0x2029;
  return is_control || is_direction || is_line_end || point == WIDTH_INVALID;
}

Cell cell_next(Str text, size_t column) {
  Cell cell = {0};
  uint32_t point = width_decode(text, &cell.size_bytes);
  cell.shown = str_slice(text, 0, cell.size_bytes);
  cell.columns = width_of(point);
  if (point == '\t') {
    cell.columns = (unsigned)(TAB_COLUMNS - column % TAB_COLUMNS);
    cell.shown = str_slice(STR("    "), 0, cell.columns);
  } else if (point < 0x20 || point == 0x7f) {
    cell.shown = picture_of((unsigned char)point);
  } else if (is_hidden(point)) {
    cell.shown = STR("\xef\xbf\xbd");
    cell.columns = 1;
  }
  return cell;
}

size_t paint_plain(Str text) {
  size_t count = 0;
  while (count < text.size && text.at[count] >= 0x20 && text.at[count] < 0x7f)
    count++;
  return count;
}

void paint_text(const Painter *painter, Style style, Str text) {
  begin(painter, style);
  size_t column = 0;
  for (Str rest = text; rest.size > 0;) {
    size_t plain = paint_plain(rest);
    if (plain > 0) {
      fwrite(rest.at, 1, plain, painter->out);
      column += plain;
      rest = str_slice(rest, plain, rest.size);
      continue;
    }
    Cell cell = cell_next(rest, column);
    fwrite(cell.shown.at, 1, cell.shown.size, painter->out);
    column += cell.columns;
    rest = str_slice(rest, cell.size_bytes, rest.size);
  }
  end(painter, style);
}

void paint_repeat(const Painter *painter, Style style, char c, size_t count) {
  begin(painter, style);
  for (size_t i = 0; i < count; i++)
    fputc(c, painter->out);
  end(painter, style);
}
