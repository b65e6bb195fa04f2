// The text as it is shown to tree-sitter, inside. parse_view.c explains.
#pragma once

#include "python/parse.h"
#include "python/parse_run.h"

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
  uint32_t formats;  // f-strings that are open, this one among them
} Frame;

// One line as Python counts them: brackets and backslashes join several.
typedef struct Line {
  uint32_t start; // its first word
  uint32_t column;
  uint32_t cut;  // where a new line seems to begin although a bracket is open; 0 for nowhere
  bool is_askew; // indented like none of those before
  bool is_lost;  // it has more f-strings in one another than the grammar's scanner counts
} Line;

typedef enum TokenKind {
  TOKEN_SIGN,    // anything that is none of these
  TOKEN_KEYWORD, // also None and the like
  TOKEN_OPERAND, // a name, a number, a closing bracket
  TOKEN_STRING,
} TokenKind;

// All offsets are from the start of the part that is shown.
typedef struct View {
  Parse *p;
  const char *text;
  char *out;     // runs, see parse_run.h
  uint32_t base; // of the part in the whole text
  uint32_t at;
  uint32_t end;
  uint32_t stop;      // a line known to be broken must end here; `end` otherwise
  uint32_t type_list; // where the [ of a list of type parameters is; 0 for nowhere
  uint64_t reread;    // bytes that were read again after a mistake
  bool is_first_word; // of a statement
  TokenKind last;     // the last token of the line
  Line line;
  size_t problems_before; // the line
  Array(Frame) frames;
  Array(uint32_t) columns; // of the blocks that are open
  uint32_t column_count;   // of the blocks that were open before the last line
  uint32_t column_lost;    // of them, in whose place one that is askew was written
} View;

// How a line or a part of it goes on.
typedef enum Step {
  STEP_TOKEN, // with a token
  STEP_END,   // it is over, and `at` is where
  STEP_LOST,  // it is over, mended, and `at` is where the next one begins
  STEP_AGAIN, // it is read again from its start
} Step;

static inline char view_peek(const View *view, uint32_t at) {
  return at < view->end ? view->text[at] : '\0';
}

static inline uint32_t view_formats_open(const View *view) {
  return view->frames.count ? view->frames.at[view->frames.count - 1].formats : 0;
}

static inline bool view_is_line_end(char c) {
  return c == '\n' || c == '\r';
}

// A letter, a digit, an underscore or anything beyond ASCII.
static inline bool view_is_word(char c) {
  static const uint64_t words[] = {0x03FF000000000000, 0x07FFFFFE87FFFFFE}; // ASCII as a bit set
  unsigned char byte = (unsigned char)c;
  return byte >= 0x80 || (words[byte >> 6] >> (byte & 63) & 1);
}

// Shows one character in place of a range.
static inline void view_show(View *view, uint32_t start, uint32_t end, char shown) {
  parse_run_write(view->out, start, end, shown);
}

uint32_t view_skip_blanks(const View *view, uint32_t at);
uint32_t view_skip_word(const View *view, uint32_t at);
Str view_word_at(const View *view, uint32_t at); // the one at `at`
uint32_t view_skip_line_end(const View *view, uint32_t at);
// The start of the next line of code, from the end of a line on; collects comments on the way.
uint32_t view_next_line(View *view, uint32_t at);

void view_add_line(View *view, uint32_t end); // the line that is read ends there

Span view_span(const View *view, uint32_t start, uint32_t end); // in the whole text
void view_problem(View *view, uint32_t start, uint32_t end, const char *text);
// Text that is read again has a limit, so that hostile input takes linear time.
bool view_may_reread(View *view, uint32_t size);

// parse_view_indent.c
// The column of the line at `at`, which moves to its first character that is not blank.
uint32_t view_column(const View *view, uint32_t *at);
void view_indentation(View *view); // begins the line at `at`, and moves to its first character
// Whether the last line began a block and none comes; the next line has that column.
void view_check_block(View *view, uint32_t column);

// parse_view_word.c
// Shows the word that lies between `start` and `at`.
void view_word(View *view, uint32_t start);
bool view_is_keyword(Str word); // everywhere, not just in some places
bool view_is_prefix(Str word);  // of a string

// parse_view_string.c
// Reads the string whose opening quote is at `at`; its prefix begins at `start`.
void view_string(View *view, uint32_t start);
// Reads on in the literal part of an f-string, up to its end or to the start of a field.
void view_literal(View *view);

// parse_view_broken.c
// Called where a line ends although something is open. STEP_TOKEN: it goes on behind the line end.
Step view_give_up(View *view);
// Whether the line begins with a word that may have a block.
bool view_is_compound(const View *view, const ParseLine *line);
// Called where a line ends behind the token at `last`: hides what cannot end one.
void view_check_end(View *view, uint32_t last);
