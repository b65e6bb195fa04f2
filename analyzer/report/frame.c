// All measuring is in columns of a terminal: tabs fill up, wide characters take two, combining
// none.
#include "report/frame.h"

#define LINE_MAX_COLUMNS 140 // of a line that is shown whole
#define COLUMNS_BEFORE   40  // kept before the mark when a line is cut
// A line may hold many marks, so no more than this of it is measured for each, from a little before
// the mark on.
#define MEASURED_MAX_BYTES    2048
#define MEASURED_BEFORE_BYTES 512

typedef struct Window { // the part of a line that is shown, in columns
  size_t from;
  size_t to;
} Window;

// The column at which the character at `offset` of the line is shown.
static size_t column_at(Str line, size_t offset) {
  size_t column = 0;
  for (size_t at = 0; at < offset && at < line.size;) {
    size_t plain = paint_plain(str_slice(line, at, offset));
    column += plain;
    at += plain;
    if (plain > 0) continue;
    Cell cell = cell_next(str_slice(line, at, line.size), column);
    column += cell.columns;
    at += cell.size_bytes;
  }
  return column;
}

static bool is_continuation(char byte) {
  return ((unsigned char)byte & 0xc0) == 0x80;
}

// The part of a line that is measured; `*start`, a place in the line, becomes one in the part.
static Str measured_part(Str line, size_t *start) {
  if (line.size <= MEASURED_MAX_BYTES) return line;
  size_t from = *start > MEASURED_BEFORE_BYTES ? *start - MEASURED_BEFORE_BYTES : 0;
  while (from > 0 && from < *start && is_continuation(line.at[from]))
    from++;
  *start -= from;
  return str_slice(line, from, from + MEASURED_MAX_BYTES);
}

static Window choose_window(Str line, size_t mark) {
  size_t total = column_at(line, line.size);
  if (total <= LINE_MAX_COLUMNS) return (Window){0, total};
  size_t from = mark > COLUMNS_BEFORE ? mark - COLUMNS_BEFORE : 0;
  return (Window){from, from + LINE_MAX_COLUMNS};
}

static void print_line(const Painter *painter, Str line, Window window) {
  size_t column = 0;
  bool is_cut = false;
  if (window.from > 0) fputs("…", painter->out);
  for (size_t at = 0; at < line.size && !is_cut;) {
    size_t plain = paint_plain(str_slice(line, at, line.size));
    if (plain > 0 && column >= window.from && column + plain <= window.to) {
      fwrite(line.at + at, 1, plain, painter->out);
      column += plain;
      at += plain;
      continue;
    }
    Cell cell = cell_next(str_slice(line, at, line.size), column);
    bool is_inside = column >= window.from;
    is_cut = column + cell.columns > window.to;
    if (is_inside && !is_cut) fwrite(cell.shown.at, 1, cell.shown.size, painter->out);
    column += cell.columns;
    at += cell.size_bytes;
  }
  if (is_cut) fputs("…", painter->out);
}

void frame_edge(const Painter *painter, unsigned number_columns) {
  paint(painter, STYLE_FRAME, "%*s |", (int)number_columns, "");
}

static void print_numbered(const Painter *painter, const Frame *frame, uint32_t index, Str line,
                           Window window) {
  paint(painter, STYLE_FRAME, "%*u |", (int)frame->number_columns, frame->first_line + index + 1);
  if (line.size > 0) fputc(' ', painter->out);
  print_line(painter, line, window);
  fputc('\n', painter->out);
}

static Str trim_end(Str line) {
  while (line.size > 0 && (line.at[line.size - 1] == ' ' || line.at[line.size - 1] == '\t'))
    line.size--;
  return line;
}

// The mark covers the span, which starts at `start` of the line, as far as it lies on this line.
static void print_mark(const Painter *painter, const Frame *frame, Str line, size_t start,
                       Window window) {
  size_t end = start + (frame->span.end - frame->span.start);
  if (end > line.size) end = trim_end(line).size;
  size_t first = column_at(line, start);
  size_t last = end > start ? column_at(line, end) : first + 1;
  if (last > window.to) last = window.to;
  if (last <= first) last = first + 1;
  frame_edge(painter, frame->number_columns);
  size_t ellipsis = window.from > 0 ? 1 : 0;
  paint_repeat(painter, STYLE_PLAIN, ' ', 1 + ellipsis + first - window.from);
  paint_repeat(painter, frame->style, frame->mark, last - first);
  if (frame->label.size > 0) {
    fputc(' ', painter->out);
    paint_text(painter, frame->style, frame->label);
  }
  fputc('\n', painter->out);
}

static bool is_blank(const Frame *frame, uint32_t line) {
  size_t start = 0;
  Str text = measured_part(line_table_text(frame->lines, frame->text, line), &start);
  return trim_end(text).size == 0;
}

static void print_context(const Painter *painter, const Frame *frame, uint32_t line) {
  size_t start = 0;
  Str text = measured_part(line_table_text(frame->lines, frame->text, line), &start);
  print_numbered(painter, frame, line, text, choose_window(text, 0));
}

void frame_print(const Painter *painter, const Frame *frame) {
  uint32_t marked = line_table_line(frame->lines, frame->span.start);
  uint32_t first = marked > frame->context ? marked - frame->context : 0;
  uint32_t last = marked + frame->context;
  if (last >= frame->lines.count) last = frame->lines.count - 1;
  while (first < marked && is_blank(frame, first))
    first++;
  while (last > marked && is_blank(frame, last))
    last--;
  frame_edge(painter, frame->number_columns);
  fputc('\n', painter->out);
  for (uint32_t line = first; line < marked; line++)
    print_context(painter, frame, line);
  size_t start = frame->span.start - frame->lines.starts[marked];
  Str text = measured_part(line_table_text(frame->lines, frame->text, marked), &start);
  Window window = choose_window(text, column_at(text, start));
  print_numbered(painter, frame, marked, text, window);
  print_mark(painter, frame, text, start, window);
  for (uint32_t line = marked + 1; line <= last; line++)
    print_context(painter, frame, line);
}
