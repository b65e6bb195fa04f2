// The text as it is shown to tree-sitter: of the same length, with bytes exchanged where its
// grammar or its recovery would go wrong. Trees keep offsets, names and strings are cut from the
// true text, so the exchange is never seen.
//
// A pass over the text, which knows of Python's tokens just lines, words, strings and brackets,
// hides:
//
//   comments, which it collects, and backslashes that join lines
//   line ends in brackets, where the grammar may see a dedent; line ends are \n everywhere else
//   escapes in strings and literal braces in f-strings
//   indentation beyond what tree-sitter's scanner can store
//
// and shows as something else:
//
//   type(x).attr = y    a type alias to the grammar: `type` is another name where no name follows
//   print >>out, x      a statement of Python 2 to the grammar: `print` is another name
//   def f[T = int]()    unknown to the grammar: `=` is `:`, see parse_type.c
//   f"{x:=5}"           `=` is part of a format specification here
//
// What is broken beyond doubt (an open bracket where a statement begins) is mended as far as can
// be, see parse_view_broken.c.
#include "python/parse_view.h"

#include <string.h>

// tree-sitter-python stores its indentation stack in 1024 bytes, two for each level, beside up to
// 255 open strings, and does not check. Columns beyond this are shown as this one.
#define COLUMN_MAX 380

// What is broken may make us read the same text again, up to this much in all.
#define REREAD_FLOOR_BYTES 0x10000
#define REREAD_FACTOR      8

bool view_is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         (unsigned char)c >= 0x80;
}

Span view_span(const View *view, uint32_t start, uint32_t end) {
  return (Span){view->base + start, view->base + end};
}

Frame *view_top(View *view) {
  return view->frames.count ? &view->frames.at[view->frames.count - 1] : NULL;
}

void view_push(View *view, Frame frame) {
  array_push(view->p->scratch, &view->frames, frame);
}

void view_problem(View *view, uint32_t start, uint32_t end, const char *text) {
  parse_problem(view->p, AST_PROBLEM_SYNTAX, view_span(view, start, end), "%s", text);
}

bool view_may_reread(View *view, uint32_t size) {
  uint64_t limit = REREAD_FLOOR_BYTES + (uint64_t)view->end * REREAD_FACTOR;
  if (view->reread + size > limit) return false;
  view->reread += size;
  return true;
}

void view_hide(View *view, uint32_t start, uint32_t end, char shown) {
  memset(view->out + start, shown, end - start);
}

static bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\f';
}

bool view_is_line_end(char c) {
  return c == '\n' || c == '\r';
}

uint32_t view_skip_blanks(const View *view, uint32_t at) {
  while (is_blank(view_peek(view, at)))
    at++;
  return at;
}

uint32_t view_skip_word(const View *view, uint32_t at) {
  while (view_is_word(view_peek(view, at)))
    at++;
  return at;
}

uint32_t view_skip_line_end(const View *view, uint32_t at) {
  bool is_pair = view_peek(view, at) == '\r' && view_peek(view, at + 1) == '\n';
  return at + (is_pair ? 2 : 1);
}

uint32_t view_column(const View *view, uint32_t *at) {
  uint32_t column = 0;
  for (; *at < view->end; ++*at) {
    char c = view->text[*at];
    if (c == ' ') {
      column++;
    } else if (c == '\t') {
      column += 8;
    } else if (c == '\f') {
      column = 0;
    } else {
      break;
    }
  }
  return column;
}

static void comment(View *view) {
  uint32_t start = view->at;
  while (view->at < view->stop && !view_is_line_end(view->text[view->at]))
    view->at++;
  view_hide(view, start, view->at, ' ');
  Span span = view_span(view, start, view->at);
  array_push(view->p->scratch, &view->p->comments, span);
}

static bool is_prefix(const View *view, uint32_t start) {
  uint32_t size = view->at - start;
  if (size > 2) return false;
  for (uint32_t i = 0; i < size; i++)
    if (!strchr("rRbBfFuUtT", view->text[start + i])) return false;
  return true;
}

// `type` begins no alias: no name follows.
static bool is_plain_type(const View *view) {
  uint32_t next = view_skip_blanks(view, view->at);
  return !view_is_word(view_peek(view, next)) && view_peek(view, next) != '\\';
}

static bool is_shifted(const View *view) {
  uint32_t next = view_skip_blanks(view, view->at);
  return view_peek(view, next) == '>' && view_peek(view, next + 1) == '>';
}

// Remembers the bracket behind the name that follows.
static void find_type_list(View *view) {
  uint32_t name = view_skip_blanks(view, view->at);
  uint32_t bracket = view_skip_blanks(view, view_skip_word(view, name));
  if (bracket > name && view_peek(view, bracket) == '[') view->type_list = bracket;
}

// Words that mean something where a statement begins.
static void first_word(View *view, uint32_t start) {
  Str word = {view->text + start, view->at - start};
  view->is_first_word = false;
  if (str_equal_c(word, "def") || str_equal_c(word, "class")) {
    find_type_list(view);
  } else if (str_equal_c(word, "async")) {
    view->is_first_word = true;
  } else if (str_equal_c(word, "type")) {
    if (is_plain_type(view)) view->out[start] = '_';
    find_type_list(view);
  } else if (str_equal_c(word, "print") && is_shifted(view)) {
    view->out[start] = '_';
  }
}

static void word(View *view) {
  uint32_t start = view->at;
  view->at = view_skip_word(view, start);
  char next = view_peek(view, view->at);
  if ((next == '"' || next == '\'') && is_prefix(view, start)) {
    view->is_first_word = false;
    view_string(view, start);
  } else if (view->is_first_word) {
    first_word(view, start);
  }
}

static void open_bracket(View *view) {
  Frame frame = {.kind = FRAME_BRACKET, .open = view->text[view->at], .start = view->at};
  frame.is_type_list = view->type_list && view->type_list == view->at;
  view_push(view, frame);
  view->at++;
}

static bool closes(const Frame *frame, char c) {
  if (frame->kind == FRAME_FIELD) return c == '}';
  return frame->kind == FRAME_BRACKET && frame->open == (c == ')' ? '(' : c == ']' ? '[' : '{');
}

// The frame that `c` closes, or `count` when there is none in the code we are in.
static size_t find_opener(const View *view, char c) {
  for (size_t i = view->frames.count; i > 0 && view->frames.at[i - 1].kind != FRAME_FORMAT; i--)
    if (closes(&view->frames.at[i - 1], c)) return i - 1;
  return view->frames.count;
}

static void close_bracket(View *view) {
  char c = view->text[view->at];
  size_t opener = find_opener(view, c);
  if (opener == view->frames.count) {
    Span span = view_span(view, view->at, view->at + 1);
    parse_problem(view->p, AST_PROBLEM_SYNTAX, span, "`%c` closes nothing", c);
    view->out[view->at++] = ' ';
    return;
  }
  while (view->frames.count > opener + 1) {
    Frame lost = view->frames.at[--view->frames.count];
    Span span = view_span(view, lost.start, lost.start + 1);
    parse_problem(view->p, AST_PROBLEM_SYNTAX, span, "`%c` is not closed before `%c`", lost.open,
                  c);
    view->out[lost.start] = ' ';
  }
  bool is_field = view->frames.at[opener].kind == FRAME_FIELD;
  view->frames.count = opener;
  view->at++;
  if (is_field) view_literal(view);
}

static void colon(View *view) {
  Frame *top = view_top(view);
  view->at++;
  view->is_first_word = !top;
  if (!top || top->kind != FRAME_FIELD) return;
  top->is_spec = true;
  if (view_peek(view, view->at) == '=') view->out[view->at] = '>';
  view_literal(view);
}

static void equal(View *view) {
  const Frame *top = view_top(view);
  uint32_t at = view->at++;
  if (!top || !top->is_type_list) return;
  bool is_double = view_peek(view, at + 1) == '=';
  if (is_double) view->at++;
  if (!is_double && !strchr("=!<>:", view->text[at - 1])) view->out[at] = ':';
}

static void backslash(View *view) {
  uint32_t next = view->at + 1;
  if (view_is_line_end(view_peek(view, next))) {
    next = view_skip_line_end(view, next);
    view_hide(view, view->at, next, ' ');
  }
  view->at = next;
}

// A line end in brackets does not count, unless the brackets are a mistake.
static bool is_line_over(View *view) {
  if (view->frames.count) {
    if (view_give_up(view)) return true;
    uint32_t next = view_skip_line_end(view, view->at);
    view_hide(view, view->at, next, ' ');
    view->at = next;
    return false;
  }
  view_end_line(view);
  uint32_t next = view_skip_line_end(view, view->at);
  view_hide(view, view->at, next, '\n');
  view->at = next;
  return true;
}

// Reads one token. Returns whether the line is over.
static bool token(View *view) {
  char c = view->text[view->at];
  switch (c) {
  case ' ':
  case '\t':
  case '\f':
    view->at++;
    return false;
  case '\n':
  case '\r':
    return is_line_over(view);
  case '#':
    comment(view);
    return false;
  case '\\':
    backslash(view);
    return false;
  case '"':
  case '\'':
    view->is_first_word = false;
    view_string(view, view->at);
    return false;
  case '(':
  case '[':
  case '{':
    open_bracket(view);
    break;
  case ')':
  case ']':
  case '}':
    close_bracket(view);
    break;
  case ':':
    colon(view);
    return false;
  case ';':
    view->is_first_word = !view->frames.count;
    view->at++;
    return false;
  case '=':
    equal(view);
    break;
  default:
    if (view_is_word(c)) {
      word(view);
      return false;
    }
    view->at++;
  }
  view->is_first_word = false;
  return false;
}

// Shows a column that tree-sitter can store: to its scanner a form feed starts the line anew.
static void limit_column(View *view) {
  if (view->line.column <= COLUMN_MAX) return;
  uint32_t at = view->line.start;
  for (uint32_t i = 0; i < COLUMN_MAX && view->at < at; i++)
    view->out[--at] = ' ';
  view_hide(view, view->at, at, '\f');
}

// Reads one line of Python from the start of a line of text.
static void line(View *view) {
  uint32_t start = view->at;
  uint32_t column = view_column(view, &start);
  view->line = (Line){.start = start, .column = column};
  view->stop = view->end;
  limit_column(view);
  view->at = start;
  view->is_first_word = true;
  for (;;) {
    if (view->at >= view->stop) {
      if (!view->frames.count) break;
      if (view_give_up(view)) return;
    } else if (token(view)) {
      return;
    }
  }
  view_end_line(view);
}

void parse_view(Parse *p, Span part, char *out) {
  uint32_t size = part.end - part.start;
  if (!size) return;
  View view = {.p = p,
               .text = p->text.at + part.start,
               .out = out,
               .base = part.start,
               .end = size,
               .stop = size};
  memcpy(out, view.text, size);
  while (view.at < view.end)
    line(&view);
}
