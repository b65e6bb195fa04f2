// Strings in the view. Of plain ones only the quotes matter; of f-strings and t-strings the fields,
// which hold code and may hold strings again. Everything else is shown as letters, so that
// tree-sitter meets no escapes and no doubled braces.
#include "python/parse_view.h"

#include <string.h>

// What text is shown as, and what is shown where a string is broken.
#define LETTER 'x'
#define NUMBER '0'

// The scanner of the grammar keeps the number of f-strings that are open in a byte.
#define FORMATS_MAX UINT8_MAX

static bool is_quote(const View *view, uint32_t at, char quote, uint32_t width) {
  for (uint32_t i = 0; i < width; i++)
    if (view_peek(view, at + i) != quote) return false;
  return true;
}

// Moves over a backslash and what follows it, an escaped \r\n being one.
static void escape(View *view) {
  char next = view_peek(view, view->at + 1);
  view->at = view_is_line_end(next) ? view_skip_line_end(view, view->at + 1) : view->at + 2;
  if (view->at > view->end) view->at = view->end;
}

static bool has_letter(const View *view, uint32_t start, uint32_t end, const char *letters) {
  for (uint32_t i = start; i < end; i++)
    if (strchr(letters, view->text[i])) return true;
  return false;
}

// The line ends before the string: tree-sitter is shown a closing quote in place of the last byte,
// or a number when there is no such byte.
static void unclosed(View *view, uint32_t start, uint32_t opening) {
  view_problem(view, start, view->at, "this string is not closed");
  if (view->at > opening + 1) {
    view_show(view, opening + 1, view->at - 1, LETTER);
    view->out[view->at - 1] = view->text[opening];
  } else {
    view_show(view, start, view->at, NUMBER);
  }
}

// The text ends before the string, which would swallow all that follows: only its first line is
// lost.
static void endless(View *view, uint32_t start, uint32_t opening) {
  view_problem(view, start, opening + 3, "this string is not closed");
  uint32_t end = opening;
  while (end < view->end && !view_is_line_end(view->text[end]))
    end++;
  if (!view_may_reread(view, view->end - end)) end = view->end;
  view_show(view, start, end, NUMBER);
  view->at = end;
}

static void plain(View *view, uint32_t start, char quote, uint32_t width) {
  uint32_t opening = view->at;
  view->at += width;
  while (view->at < view->end) {
    char c = view->text[view->at];
    if (c == quote && is_quote(view, view->at, quote, width)) {
      view_show(view, opening + width, view->at, LETTER);
      view->at += width;
      return;
    }
    if (c == '\\') {
      escape(view);
    } else if (view_is_line_end(c) && width == 1) {
      break;
    } else {
      view->at++;
    }
  }
  if (width == 1) {
    unclosed(view, start, opening);
  } else {
    endless(view, start, opening);
  }
}

void view_string(View *view, uint32_t start) {
  char quote = view->text[view->at];
  uint32_t width = is_quote(view, view->at, quote, 3) ? 3 : 1;
  if (!has_letter(view, start, view->at, "fFtT")) {
    plain(view, start, quote, width);
    return;
  }
  uint32_t formats = view_formats_open(view) + 1;
  if (formats > FORMATS_MAX) view->line.is_lost = true;
  Frame frame = {.kind = FRAME_FORMAT,
                 .formats = formats,
                 .open = quote,
                 .width = (uint8_t)width,
                 .start = start,
                 .is_raw = has_letter(view, start, view->at, "rR")};
  array_push(view->p->scratch, &view->frames, frame);
  view->at += width;
  view_literal(view);
}

static uint32_t string_index(const View *view) {
  const Frame *top = &view->frames.at[view->frames.count - 1];
  return top->kind == FRAME_FIELD ? top->string : (uint32_t)view->frames.count - 1;
}

// \N{NAME}, whose braces are no field. Returns its size, 0 when there is none.
static uint32_t character_name(const View *view) {
  uint32_t at = view->at + 2;
  if (view_peek(view, at - 1) != 'N' || view_peek(view, at) != '{') return 0;
  while (at < view->end && view->text[at] != '}' && !view_is_line_end(view->text[at]))
    at++;
  return view_peek(view, at) == '}' ? at + 1 - view->at : 0;
}

static void literal_escape(View *view, bool is_raw) {
  char next = view_peek(view, view->at + 1);
  uint32_t name = is_raw ? 0 : character_name(view);
  bool is_quoting = next == '\\' || next == '"' || next == '\'';
  if (name) {
    view->at += name;
  } else if (next == '{' || next == '}' || (is_raw && !is_quoting)) {
    view->at++;
  } else {
    escape(view);
  }
}

// Moves over literal text, to where a field begins or ends or the string ends.
static void literal_text(View *view, const Frame *string, bool is_spec) {
  while (view->at < view->end) {
    char c = view->text[view->at];
    if (c == '{' || c == '}') {
      if (is_spec || view_peek(view, view->at + 1) != c) return;
      view->at += 2;
    } else if (c == '\\') {
      literal_escape(view, string->is_raw);
    } else if (c == string->open && is_quote(view, view->at, c, string->width)) {
      return;
    } else if (view_is_line_end(c) && string->width == 1) {
      return;
    } else {
      view->at++;
    }
  }
}

static void open_field(View *view, uint32_t string) {
  Frame field = {.kind = FRAME_FIELD, .start = view->at, .string = string};
  field.formats = view_formats_open(view);
  array_push(view->p->scratch, &view->frames, field);
  view->last = TOKEN_SIGN;
  view->at++;
}

// The f-string ends here although it should not; it is shown as a number.
static void literal_lost(View *view, uint32_t string) {
  uint32_t start = view->frames.at[string].start;
  view_problem(view, start, view->at, "this string is not closed");
  view_show(view, start, view->at, NUMBER);
  view->frames.count = string;
}

void view_literal(View *view) {
  for (;;) {
    uint32_t string = string_index(view);
    Frame frame = view->frames.at[string];
    bool is_spec = string + 1 < view->frames.count;
    uint32_t start = view->at;
    literal_text(view, &frame, is_spec);
    view->last = TOKEN_STRING;
    view_show(view, start, view->at, LETTER);
    if (view->at >= view->end) return;
    char c = view->text[view->at];
    if (c == '{') {
      open_field(view, string);
      return;
    }
    if (c == '}' && is_spec) {
      view->frames.count--;
      view->at++;
    } else if (c == '}') {
      view_problem(view, view->at, view->at + 1, "`}` closes nothing");
      view->out[view->at++] = LETTER;
    } else if (view_is_line_end(c) || is_spec) {
      if (!view_is_line_end(c)) view->at += frame.width;
      literal_lost(view, string);
      return;
    } else {
      view->at += frame.width;
      view->frames.count = string;
      return;
    }
  }
}
