// The text as it is shown to tree-sitter, inside. parse_view.c explains.
#pragma once

#include "python/parse.h"

// What encloses the place that is being read: a bracket, an f-string or a field {...} in one.
typedef enum FrameKind { FRAME_BRACKET, FRAME_FORMAT, FRAME_FIELD } FrameKind;

typedef struct Frame {
  FrameKind kind;
  char open;         // of a bracket: ( [ {, of an f-string: its quote
  uint8_t width;     // of an f-string: 1 or 3 quotes
  bool is_raw;       // of an f-string
  bool is_spec;      // of a field: we are behind its colon
  bool is_type_list; // of a bracket: def f[...]
  uint32_t start;    // its first byte; of an f-string that of its prefix
  uint32_t string;   // of a field: the index of its f-string
} Frame;

// One line as Python counts them: brackets and backslashes join several.
typedef struct Line {
  uint32_t start; // its first word
  uint32_t column;
  uint32_t cut; // where a new line seems to begin although a bracket is open; 0 for nowhere
} Line;

// All offsets are from the start of the part that is shown.
typedef struct View {
  Parse *p;
  const char *text;
  char *out;     // out[i] is shown in place of text[i]
  uint32_t base; // of the part in the whole text
  uint32_t at;
  uint32_t end;
  uint32_t stop;      // a line known to be broken must end here; `end` otherwise
  uint32_t type_list; // where the [ of a list of type parameters is; 0 for nowhere
  uint64_t reread;    // bytes that were read again after a mistake
  bool is_first_word; // of a statement
  Line line;
  Array(Frame) frames;
} View;

static inline char view_peek(const View *view, uint32_t at) {
  return at < view->end ? view->text[at] : '\0';
}

Frame *view_top(View *view); // NULL when nothing is open
void view_push(View *view, Frame frame);
// Shows `shown` in place of every byte in the range.
void view_hide(View *view, uint32_t start, uint32_t end, char shown);
bool view_is_word(char c);
Span view_span(const View *view, uint32_t start, uint32_t end); // in the whole text
uint32_t view_column(const View *view,
                     uint32_t *at); // of the line at `at`, which moves to its text
uint32_t view_skip_blanks(const View *view, uint32_t at);
uint32_t view_skip_word(const View *view, uint32_t at);
uint32_t view_skip_line_end(const View *view, uint32_t at);
bool view_is_line_end(char c);
void view_problem(View *view, uint32_t start, uint32_t end, const char *text);
// Text that is read again has a limit, so that hostile input takes linear time.
bool view_may_reread(View *view, uint32_t size);

// parse_view_string.c
// Reads the string whose opening quote is at `at`; its prefix begins at `start`.
void view_string(View *view, uint32_t start);
// Reads on in the literal part of an f-string, up to its end or to the start of a field.
void view_literal(View *view);

// parse_view_broken.c
// Called where a line ends although something is open; looks whether it is time to give up on the
// line, and does: `at` is then where the next one begins.
bool view_give_up(View *view);
// Called where a line ends: hides what cannot end one.
void view_end_line(View *view);
