// Indentation in the view: shown to tree-sitter's scanner, which takes it as it comes, and checked
// as Python does, which does not.
//
// A single line that is out of place is put back, for otherwise all enclosing blocks would end
// there: it is shown as one line with that before,
//
//       a()             a();b()
//   b()           as
//       c()             c()
#include "python/parse_view.h"

// tree-sitter-python stores its indentation in 1024 bytes, two for each level, beside up to 255 for
// open strings, and does not check. Columns beyond this are shown as this one.
#define COLUMN_MAX 380

#define TAB_COLUMNS 8

uint32_t view_column(const View *view, uint32_t *at) {
  uint32_t column = 0;
  for (;; ++*at) {
    char c = view_peek(view, *at);
    if (c == ' ') {
      column++;
    } else if (c == '\t') {
      column += TAB_COLUMNS - column % TAB_COLUMNS;
    } else if (c == '\f') {
      column = 0;
    } else {
      return column;
    }
  }
}

// Shows a column. The scanner counts a tab as eight, so that no column needs more characters than
// it has bytes; the first one stands for what is left over.
static void show(View *view, uint32_t start, uint32_t end, uint32_t column) {
  if (column > COLUMN_MAX) column = COLUMN_MAX;
  uint32_t tabs = column / TAB_COLUMNS;
  uint32_t count = tabs + column % TAB_COLUMNS;
  if (!count) {
    view_show(view, start, end, '\f');
    return;
  }
  uint32_t first = end - (count - 1);
  view_show(view, start, first, tabs ? '\t' : ' ');
  for (uint32_t i = 1; i < count; i++)
    view->out[first + i - 1] = i < tabs ? '\t' : ' ';
}

static uint32_t top(const View *view) {
  return view->columns.count ? view->columns.at[view->columns.count - 1] : 0;
}

static bool ends_with_colon(const View *view, const ParseLine *line) {
  return view->p->text.at[line->span.end - 1] == ':';
}

// Whether `column` was that of a block that was open before the last line.
static bool was_open(const View *view, const ParseLine *last, uint32_t column) {
  for (uint32_t i = 0; i < view->column_count; i++) {
    bool is_lost = last->is_askew && i + 1 == view->columns.count;
    if ((is_lost ? view->column_lost : view->columns.at[i]) == column) return true;
  }
  return false;
}

// Puts the last line to the end of the one before it, as a line deeper than the last shows it to be
// out of place. False when it is not.
static bool put_back(View *view, uint32_t column) {
  size_t count = view->p->lines.count;
  if (count < 2) return false;
  ParseLine *line = &view->p->lines.at[count - 1];
  if (!was_open(view, line, column)) return false;
  const ParseLine *before = &view->p->lines.at[count - 2];
  if (before->column < column || view_is_compound(view, line)) return false;
  if (parse_broken_at(view->p, before->span.start)) return false;
  uint32_t start = before->span.end - view->base;
  uint32_t end = line->span.start - view->base;
  while (!view_is_line_end(view->text[end - 1]))
    end--;
  view_show(view, start, end, ends_with_colon(view, before) ? ' ' : ';');
  if (line->is_askew && view->columns.count <= view->column_count)
    view->columns.at[view->columns.count - 1] = view->column_lost;
  view->columns.count = view->column_count;
  line->column = before->column;
  line->is_put_back = true;
  line->is_askew = false;
  parse_problem(view->p, AST_PROBLEM_SYNTAX, line->span,
                "this is not indented like its neighbours");
  return true;
}

// Returns whether the line is indented like one of those before.
static bool check_shallower(View *view, uint32_t start, uint32_t column) {
  while (top(view) > column)
    view->columns.count--;
  if (top(view) == column) return true;
  view->column_lost = view->columns.at[view->columns.count];
  view_problem(view, start, start, "this is indented like none of the lines before");
  array_push(view->p->scratch, &view->columns, column);
  return false;
}

// A deeper line is due behind the header of a block.
static bool is_due(const View *view) {
  if (!view->p->lines.count) return false;
  const ParseLine *last = &view->p->lines.at[view->p->lines.count - 1];
  return ends_with_colon(view, last) || view_is_compound(view, last);
}

// It may be the rest of a broken line.
static bool is_likely(const View *view) {
  size_t count = view->p->lines.count;
  return count && parse_broken_at(view->p, view->p->lines.at[count - 1].span.start);
}

static bool check_deeper(View *view, uint32_t start, uint32_t column) {
  if (!is_due(view)) {
    if (put_back(view, column)) return check_shallower(view, start, column);
    if (!is_likely(view)) view_problem(view, start, start, "unexpected indentation");
  }
  array_push(view->p->scratch, &view->columns, column);
  return true;
}

void view_check_block(View *view, uint32_t column) {
  size_t count = view->p->lines.count;
  const ParseLine *last = count ? &view->p->lines.at[count - 1] : NULL;
  if (!last || column > last->column || !ends_with_colon(view, last)) return;
  if (!view_is_compound(view, last) || parse_broken_at(view->p, last->span.start)) return;
  parse_problem(view->p, AST_PROBLEM_SYNTAX, last->span,
                "an indented block is missing behind this");
}

void view_indentation(View *view) {
  uint32_t start = view->at;
  uint32_t column = view_column(view, &start);
  show(view, view->at, start, column);
  uint32_t count = (uint32_t)view->columns.count;
  bool is_straight = true;
  if (column > top(view)) {
    is_straight = check_deeper(view, start, column);
  } else if (column < top(view)) {
    is_straight = check_shallower(view, start, column);
  }
  view_check_block(view, column);
  view->column_count = count;
  view->line = (Line){.start = start, .column = column, .is_askew = !is_straight};
  view->at = start;
}
