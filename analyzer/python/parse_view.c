// The text as it is shown to tree-sitter: of the same length and without what it need not see or
// would misread. Trees keep offsets, names and strings are cut from the true text, so nobody else
// notices.
//
// A pass over the text, which knows of Python's tokens just lines, words, strings and brackets,
// shows
//
//   a name, the text of a string, white space    as one character each, see parse_run.h
//   comments, which it collects                  as white space
//   backslashes that join lines, line ends in    as white space; the grammar's scanner may see a
//   brackets                                     dedent there
//   indentation                                  see parse_view_indent.c
//   def f[T = int]()                             with `:` for `=`, which the grammar lacks, see
//                                                parse_type.c
//
// parse_view_word.c and parse_view_string.c have more of that. What is broken beyond doubt (an open
// bracket where a statement begins) is mended as far as can be, see parse_view_broken.c.
#include "python/parse_view.h"

#include <string.h>

// What is broken may make us read the same text again, up to this much in all.
#define REREAD_FLOOR_BYTES 0x10000
#define REREAD_FACTOR      8

Span view_span(const View *view, uint32_t start, uint32_t end) {
  return (Span){view->base + start, view->base + end};
}

void view_problem(View *view, uint32_t start, uint32_t end, const char *text) {
  parse_problem_is(view->p, view_span(view, start, end), str_from_c(text));
}

bool view_may_reread(View *view, uint32_t size) {
  uint64_t limit = REREAD_FLOOR_BYTES + (uint64_t)view->end * REREAD_FACTOR;
  if (view->reread + size > limit) return false;
  view->reread += size;
  return true;
}

static bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\f';
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

static void comment(View *view) {
  uint32_t start = view->at;
  while (view->at < view->end && !view_is_line_end(view->text[view->at]))
    view->at++;
  Span span = view_span(view, start, view->at);
  array_push(view->p->scratch, &view->p->comments, span);
}

uint32_t view_next_line(View *view, uint32_t at) {
  while (at < view->end) {
    uint32_t start = at;
    view->at = view_skip_blanks(view, at);
    if (view_peek(view, view->at) == '#') comment(view);
    if (view->at < view->end && !view_is_line_end(view->text[view->at])) return start;
    at = view_skip_line_end(view, view->at);
  }
  return view->end;
}

void view_add_line(View *view, uint32_t end) {
  if (end <= view->line.start) return; // only a backslash
  ParseLine line = {.span = view_span(view, view->line.start, end),
                    .column = view->line.column,
                    .is_askew = view->line.is_askew,
                    .is_lost = view->line.is_lost,
                    .is_mended = view->p->problems.count > view->problems_before};
  array_push(view->p->scratch, &view->p->lines, line);
}

static void open_bracket(View *view) {
  Frame frame = {.kind = FRAME_BRACKET, .open = view->text[view->at], .start = view->at};
  frame.formats = view_formats_open(view);
  frame.is_type_list = view->type_list && view->type_list == view->at;
  array_push(view->p->scratch, &view->frames, frame);
}

static bool closes(const Frame *frame, char c) {
  if (frame->kind == FRAME_FIELD) return c == '}';
  return frame->kind == FRAME_BRACKET && frame->open == (c == ')' ? '(' : c == ']' ? '[' : '{');
}

// The frame that `c` closes, or the number of frames when there is none in the code we are in.
static size_t find_opener(const View *view, char c) {
  for (size_t i = view->frames.count; i > 0 && view->frames.at[i - 1].kind != FRAME_FORMAT; i--)
    if (closes(&view->frames.at[i - 1], c)) return i - 1;
  return view->frames.count;
}

static void close_bracket(View *view) {
  char c = view->text[view->at];
  Span here = view_span(view, view->at, view->at + 1);
  size_t opener = find_opener(view, c);
  if (opener == view->frames.count) {
    Str text = c == ')'   ? STR("`)` closes nothing")
               : c == ']' ? STR("`]` closes nothing")
                          : STR("`}` closes nothing");
    parse_problem_is(view->p, here, text);
    view->out[view->at] = ' ';
    return;
  }
  while (view->frames.count > opener + 1) {
    Frame lost = view->frames.at[--view->frames.count];
    parse_problem(view->p, AST_PROBLEM_SYNTAX, here, "`%c` closes `%c`", c, lost.open);
    view->out[lost.start] = ' ';
  }
  view->frames.count = opener;
}

static void equal(View *view) {
  uint32_t at = view->at;
  bool is_inside = view->frames.count && view->frames.at[view->frames.count - 1].is_type_list;
  bool is_alone = view_peek(view, at + 1) != '=' && !strchr("=!<>:", view->text[at - (at > 0)]);
  if (is_inside && is_alone) view->out[at] = ':';
}

static void string(View *view, uint32_t start) {
  view->is_first_word = false;
  view->last = TOKEN_STRING;
  view_string(view, start);
}

static void word(View *view) {
  uint32_t start = view->at;
  view->at = view_skip_word(view, start);
  char next = view_peek(view, view->at);
  bool is_quoted = next == '"' || next == '\'';
  if (is_quoted && view_is_prefix((Str){view->text + start, view->at - start})) {
    string(view, start);
  } else {
    view_word(view, start);
  }
}

// A token of one byte; longer ones come in pieces, which is all the same to us.
static void sign(View *view) {
  char c = view->text[view->at];
  Frame *top = view->frames.count ? &view->frames.at[view->frames.count - 1] : NULL;
  bool is_field = top && top->kind == FRAME_FIELD;
  view->last = c == ')' || c == ']' || c == '}' ? TOKEN_OPERAND : TOKEN_SIGN;
  view->is_first_word = !top && (c == ':' || c == ';');
  if (c == '(' || c == '[' || c == '{') open_bracket(view);
  if (view->last == TOKEN_OPERAND) close_bracket(view);
  if (c == '=') equal(view);
  if (c == '\0') view->out[view->at] = '?'; // it would end the text for the scanner
  view->at++;
  if (is_field && c == ':') top->is_spec = true;
  if (is_field && (c == ':' || (c == '}' && top == view->frames.at + view->frames.count)))
    view_literal(view);
}

static void token(View *view) {
  char c = view->text[view->at];
  if (c == '"' || c == '\'') {
    string(view, view->at);
  } else if (view_is_word(c)) {
    word(view);
  } else {
    sign(view);
  }
}

// Moves over what stands between tokens.
static Step gap(View *view) {
  while (view->at < view->stop) {
    char c = view->text[view->at];
    if (is_blank(c)) {
      view->at++;
    } else if (c == '#') {
      comment(view);
    } else if (c == '\\' && view_is_line_end(view_peek(view, view->at + 1))) {
      view->at = view_skip_line_end(view, view->at + 1);
    } else if (!view_is_line_end(c)) {
      return STEP_TOKEN;
    } else {
      if (!view->frames.count) return STEP_END;
      Step step = view_give_up(view);
      if (step != STEP_TOKEN) return step;
      view->at = view_skip_line_end(view, view->at);
    }
  }
  return view->frames.count ? view_give_up(view) : STEP_END;
}

// Reads one line of Python, from the start of a line of text to the start of the next one.
static void line(View *view) {
  view->problems_before = view->p->problems.count;
  view->line.is_lost = false;
  view_indentation(view);
  view->stop = view->end;
  view->is_first_word = true;
  uint32_t last = view->at;
  for (;;) {
    uint32_t end = view->at;
    Step step = gap(view);
    if (step == STEP_LOST) return;
    if (step == STEP_END) {
      view_check_end(view, last);
      view_add_line(view, end);
      uint32_t next = view_next_line(view, view_skip_line_end(view, view->at));
      view_show(view, end, next, '\n');
      view->at = next;
      return;
    }
    if (step == STEP_TOKEN) {
      view_show(view, end, view->at, ' ');
      last = view->at;
      token(view);
    }
  }
}

// A byte order mark, and whatever blank lines there are.
static void beginning(View *view) {
  bool has_mark = view->end >= 3 && !memcmp(view->text, "\xEF\xBB\xBF", 3);
  uint32_t next = view_next_line(view, has_mark ? 3 : 0);
  view_show(view, 0, next, '\n');
  view->at = next;
}

void parse_view(Parse *p, Span part) {
  uint32_t size = part.end - part.start;
  if (!size) return;
  char *out = p->view + part.start;
  View view = {.p = p,
               .text = p->text.at + part.start,
               .out = out,
               .base = part.start,
               .end = size,
               .stop = size};
  memcpy(out, view.text, size);
  beginning(&view);
  while (view.at < view.end)
    line(&view);
  view_check_block(&view, 0);
}
