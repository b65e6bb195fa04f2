// Strings in the view. Of plain ones only the quotes matter; of f-strings and t-strings the fields,
// which hold code and may hold strings again. Everything else is shown as letters, so that
// tree-sitter meets no escapes and no doubled braces.
#include "python/parse_view.h"

#include <string.h>

// What literal text is shown as where it could be mistaken.
#define LETTER 'x'

static bool is_quote(const View *view, uint32_t at, char quote, uint32_t width) {
  for (uint32_t i = 0; i < width; i++)
    if (view_peek(view, at + i) != quote) return false;
  return true;
}

// Hides a backslash with what follows it, an escaped \r\n being one.
static void escape(View *view) {
  uint32_t size = view->at + 1 < view->end ? 2 : 1;
  if (size == 2 && view->text[view->at + 1] == '\r' && view_peek(view, view->at + 2) == '\n')
    size = 3;
  view_hide(view, view->at, view->at + size, LETTER);
  view->at += size;
}

static bool has_letter(const View *view, uint32_t start, uint32_t end, const char *letters) {
  for (uint32_t i = start; i < end; i++)
    if (strchr(letters, view->text[i])) return true;
  return false;
}

// The line ends before the string: tree-sitter is shown a closing quote in place of the last byte,
// or a number when there is no such byte.
static void unclosed(View *view, uint32_t start, uint32_t opening, char quote) {
  view_problem(view, start, view->at, "this string is not closed");
  if (view->at > opening + 1) {
    view->out[view->at - 1] = quote;
  } else {
    view_hide(view, start, view->at, '0');
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
  memcpy(view->out + end, view->text + end, view->end - end);
  view_hide(view, start, end, '0');
  view->at = end;
}

static void plain(View *view, uint32_t start, char quote, uint32_t width) {
  uint32_t opening = view->at;
  view->at += width;
  while (view->at < view->end) {
    char c = view->text[view->at];
    if (c == quote && is_quote(view, view->at, quote, width)) {
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
    unclosed(view, start, opening, quote);
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
  Frame frame = {.kind = FRAME_FORMAT,
                 .open = quote,
                 .width = (uint8_t)width,
                 .start = start,
                 .is_raw = has_letter(view, start, view->at, "rR")};
  view_push(view, frame);
  view->at += width;
  view_literal(view);
}

static uint32_t string_index(const View *view) {
  const Frame *top = &view->frames.at[view->frames.count - 1];
  return top->kind == FRAME_FIELD ? top->string : (uint32_t)view->frames.count - 1;
}

static void open_field(View *view) {
  Frame field = {.kind = FRAME_FIELD, .start = view->at, .string = string_index(view)};
  view_push(view, field);
  view->at++;
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
  if (name) {
    view_hide(view, view->at, view->at + name, LETTER);
    view->at += name;
  } else if (next == '{' || next == '}' ||
             (is_raw && next != '\\' && next != '"' && next != '\'')) {
    view->out[view->at++] = LETTER;
  } else {
    escape(view);
  }
}

// Reads one brace. Returns whether code begins.
static bool brace(View *view, bool is_spec) {
  char c = view->text[view->at];
  bool is_double = view_peek(view, view->at + 1) == c && !is_spec;
  if (is_double) {
    view_hide(view, view->at, view->at + 2, LETTER);
    view->at += 2;
  } else if (c == '{') {
    open_field(view);
    return true;
  } else if (is_spec) {
    view->frames.count--;
    view->at++;
  } else {
    view_problem(view, view->at, view->at + 1, "`}` closes nothing");
    view->out[view->at++] = LETTER;
  }
  return false;
}

// The f-string ends here although it should not; it is shown as a number.
static void literal_over(View *view, uint32_t string) {
  uint32_t start = view->frames.at[string].start;
  view_problem(view, start, view->at, "this string is not closed");
  view_hide(view, start, view->at, '0');
  view->frames.count = string;
}

// Reads one character of literal text. Returns whether the literal ends behind it.
static bool literal_step(View *view) {
  uint32_t string = string_index(view);
  Frame frame = view->frames.at[string];
  bool is_spec = string + 1 < view->frames.count;
  char c = view->text[view->at];
  if (c == frame.open && is_quote(view, view->at, c, frame.width)) {
    view->at += frame.width;
    if (is_spec) literal_over(view, string);
    view->frames.count = string;
    return true;
  }
  if (c == '{' || c == '}') return brace(view, is_spec);
  if (view_is_line_end(c) && frame.width == 1) {
    literal_over(view, string);
    return true;
  }
  if (c == '\\') {
    literal_escape(view, frame.is_raw);
    return false;
  }
  if (view_is_line_end(c) && is_spec) view->out[view->at] = LETTER;
  view->at++;
  return false;
}

void view_literal(View *view) {
  while (view->at < view->stop)
    if (literal_step(view)) return;
}
