// Comments that say something to us. Read from the text itself, for the compiler keeps none.
//
//   // nostall: loop                        marks the function whose definition stands here or
//   below
//   // nostall: ignore[rule] -- reason      the statement that it stands in or, alone, the next one
//   // nostall: ignore-file[rule]           alone on its line: the whole file
//   // nostall: disable[rule]               alone on its line: from here on, to the end or
//   // nostall: enable[rule]                to here
//   // NOLINT(nostall-rule), // NOLINTNEXTLINE(nostall-rule)
//
// The same between /* and */. A bare NOLINT is meant for every tool.
#include "c/walk.h"

#include <string.h>

typedef struct Reader {
  Arena *arena;
  Str text;
  Comments *out;
} Reader;

// ---- One comment --------------------------------------------------------------------------------

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\f';
}

static bool is_alone(const Reader *reader, Span comment) {
  Str text = reader->text;
  for (uint32_t at = comment.start; at > 0 && text.at[at - 1] != '\n'; at--)
    if (!is_blank(text.at[at - 1])) return false;
  for (uint32_t at = comment.end; at < text.size && text.at[at] != '\n'; at++)
    if (!is_blank(text.at[at])) return false;
  return true;
}

static Str take_mark(Str body) {
  static const char *const marks[] = {"loop",     "thread",       "coroutine",
                                      "signal",   "no_coroutine", "mixed_coroutine",
                                      "blocking", "nonblocking",  "start"};
  body = str_trim(str_slice(body, strlen("nostall:"), body.size));
  size_t end = 0;
  while (end < body.size && ((body.at[end] >= 'a' && body.at[end] <= 'z') || body.at[end] == '_'))
    end++;
  Str word = str_slice(body, 0, end);
  for (size_t i = 0; i < COUNT_OF(marks); i++)
    if (str_equal_c(word, marks[i])) return word;
  return (Str){0};
}

static void read_ours(Reader *reader, Str body, Span span) {
  bool own_line = is_alone(reader, span);
  Ignore ignore = {0};
  if (ignore_parse(body, &ignore)) {
    Comment comment = {.span = span,
                       .own_line = own_line,
                       .is_for_file = ignore.word == IGNORE_FILE,
                       .word = ignore.word,
                       .kind = SUPPRESSION_IGNORE,
                       .codes = ignore.codes,
                       .reason = ignore.reason};
    bool is_misplaced = ignore.word != IGNORE_HERE && !own_line;
    if (!is_misplaced) array_push(reader->arena, &reader->out->comments, comment);
    return;
  }
  Marker marker = {.own_line = own_line, .word = take_mark(body)};
  if (marker.word.size == 0) return;
  marker.line = line_table_line(reader->out->lines, own_line ? span.end : span.start);
  array_push(reader->arena, &reader->out->markers, marker);
}

// The rules among the checks of NOLINT(…), as codes of ours; false when none is.
static bool read_checks(Reader *reader, Str checks, Str *codes) {
  Array(char) text = {0};
  bool is_ours = false;
  while (checks.at) {
    Str check = str_trim(str_cut(&checks, ','));
    if (str_equal_c(check, "*")) check = STR("nostall-*");
    if (!str_has_prefix(check, STR("nostall-"))) continue;
    is_ours = true;
    check = str_slice(check, strlen("nostall-"), check.size);
    if (str_equal_c(check, "*")) { // every rule
      *codes = STR("");
      return true;
    }
    for (size_t i = 0; i < check.size; i++)
      array_push(reader->arena, &text, check.at[i]);
    array_push(reader->arena, &text, ',');
  }
  *codes = (Str){text.at, text.count};
  return is_ours;
}

static void read_nolint(Reader *reader, Str body, Span span) {
  Comment comment = {.span = span, .kind = SUPPRESSION_NOQA};
  body = str_slice(body, strlen("NOLINT"), body.size);
  comment.is_next_line = str_has_prefix(body, STR("NEXTLINE"));
  if (comment.is_next_line) body = str_slice(body, strlen("NEXTLINE"), body.size);
  if (body.size > 0 && body.at[0] >= 'A' && body.at[0] <= 'Z') return; // NOLINTBEGIN
  if (body.size > 0 && body.at[0] == '(') {
    size_t end = str_find_byte(body, ')');
    if (end == SIZE_MAX) return;
    comment.kind = SUPPRESSION_IGNORE;
    if (!read_checks(reader, str_slice(body, 1, end), &comment.codes)) return;
  }
  array_push(reader->arena, &reader->out->comments, comment);
}

static void read_comment(Reader *reader, Span span, Str body) {
  size_t ours = str_find(body, STR("nostall:"));
  size_t nolint = str_find(body, STR("NOLINT"));
  if (ours != SIZE_MAX && (nolint == SIZE_MAX || ours < nolint))
    read_ours(reader, str_slice(body, ours, body.size), span);
  else if (nolint != SIZE_MAX)
    read_nolint(reader, str_slice(body, nolint, body.size), span);
}

// ---- The text -----------------------------------------------------------------------------------

static size_t skip_quoted(Str text, size_t at) {
  char quote = text.at[at++];
  while (at < text.size && text.at[at] != quote && text.at[at] != '\n')
    at += text.at[at] == '\\' ? 2 : 1;
  return at + 1;
}

// To the end of the line; one that ends in a backslash goes on.
static size_t end_of_line(Str text, size_t at) {
  while (at < text.size && text.at[at] != '\n')
    at += text.at[at] == '\\' ? 2 : 1;
  return at < text.size ? at : text.size;
}

static size_t end_of_block(Str text, size_t at) {
  size_t size = str_find(str_slice(text, at, text.size), STR("*/"));
  return size == SIZE_MAX ? text.size : at + size + 2;
}

static void read_all(Reader *reader) {
  Str text = reader->text;
  for (size_t at = 0; at < text.size;) {
    char byte = text.at[at];
    char next = at + 1 < text.size ? text.at[at + 1] : '\0';
    bool is_line = byte == '/' && next == '/';
    if (byte == '"' || byte == '\'') {
      at = skip_quoted(text, at);
    } else if (is_line || (byte == '/' && next == '*')) {
      size_t end = is_line ? end_of_line(text, at) : end_of_block(text, at + 2);
      size_t body_end = is_line || end < at + 4 ? end : end - 2;
      Span span = {(uint32_t)at, (uint32_t)end};
      read_comment(reader, span, str_trim(str_slice(text, at + 2, body_end)));
      at = end;
    } else {
      at++;
    }
  }
}

void comments_read(Arena *arena, Str text, Comments *out) {
  bool is_worth =
      str_find(text, STR("nostall:")) != SIZE_MAX || str_find(text, STR("NOLINT")) != SIZE_MAX;
  if (!is_worth) return;
  out->lines = line_table_make(arena, text);
  Reader reader = {.arena = arena, .text = text, .out = out};
  read_all(&reader);
}

// ---- Suppressions -------------------------------------------------------------------------------

static Span lines_span(const Comments *comments, Str text, uint32_t first, uint32_t last) {
  const LineTable *lines = &comments->lines;
  bool is_inside = last + 1 < lines->count;
  return (Span){lines->starts[first], is_inside ? lines->starts[last + 1] : (uint32_t)text.size};
}

// The lines of the shortest statement that reaches over `line`, or `line` alone.
static Span statement_at(const Comments *comments, Str text, uint32_t line) {
  Span best = lines_span(comments, text, line, line);
  uint32_t best_size = UINT32_MAX;
  for (size_t i = 0; i < comments->statements.count; i++) {
    Span statement = comments->statements.at[i];
    uint32_t first = line_table_line(comments->lines, statement.start);
    uint32_t last = line_table_line(comments->lines, statement.end);
    if (line < first || line > last || statement.end - statement.start >= best_size) continue;
    best_size = statement.end - statement.start;
    best = lines_span(comments, text, first, last);
  }
  return best;
}

// The lines of the first statement behind a comment.
static Span statement_after(const Comments *comments, Str text, Span comment) {
  Span best = {UINT32_MAX, UINT32_MAX};
  for (size_t i = 0; i < comments->statements.count; i++) {
    Span statement = comments->statements.at[i];
    if (statement.start >= comment.end && statement.start < best.start) best = statement;
  }
  uint32_t line = line_table_line(comments->lines, comment.end);
  if (best.start == UINT32_MAX) return lines_span(comments, text, line, line);
  return lines_span(comments, text, line_table_line(comments->lines, best.start),
                    line_table_line(comments->lines, best.end));
}

static Span find_cover(const Comments *comments, Str text, const Comment *comment) {
  if (comment->is_for_file) return (Span){0, (uint32_t)text.size};
  uint32_t line = line_table_line(comments->lines, comment->span.start);
  if (comment->is_next_line) {
    bool has_next = line + 1 < comments->lines.count;
    return statement_at(comments, text, has_next ? line + 1 : line);
  }
  return comment->own_line ? statement_after(comments, text, comment->span)
                           : statement_at(comments, text, line);
}

static Str as_utf8(Str text) {
  return str_is_utf8(text) ? text : STR("");
}

void comments_emit(SummaryBuilder *out, Str text, const Comments *comments) {
  for (size_t i = 0; i < comments->comments.count; i++) {
    const Comment *comment = &comments->comments.at[i];
    Ignore range = {.word = comment->word,
                    .codes = as_utf8(comment->codes),
                    .reason = as_utf8(comment->reason)};
    if (comment->word == IGNORE_DISABLE)
      summary_builder_disable(out, &range, comment->span, (uint32_t)text.size);
    if (comment->word == IGNORE_ENABLE) summary_builder_enable(out, &range, comment->span);
    if (comment->word == IGNORE_DISABLE || comment->word == IGNORE_ENABLE) continue;
    Suppression made = {.kind = comment->kind, .own_line = comment->own_line};
    summary_builder_suppress(out, made, as_utf8(comment->codes), as_utf8(comment->reason),
                             comment->span, find_cover(comments, text, comment));
  }
}
