// Problems in words, in an order that does not depend on which thread met them first.
#include "session/notes.h"

#include <stdlib.h>

// In one file; one mistake often makes the reader stumble again behind it.
#define PROBLEMS_SHOWN_MAX 5

void notes_add(Notes *notes, bool is_fatal, Str path, Str text) {
  FileNote note = {.path = path, .is_fatal = is_fatal, .text = text};
  array_push(notes->arena, &notes->list, note);
}

static const char *problem_phrase(ProblemKind kind) {
  switch (kind) {
  case PROBLEM_SYNTAX:
    return "syntax error";
  case PROBLEM_ENCODING:
    return "encoding";
  case PROBLEM_TOO_DEEP:
    return "nested too deeply, the inner part is not analysed";
  case PROBLEM_TOO_LARGE:
    return "too large, not analysed";
  case PROBLEM_NUL:
    return "NUL byte";
  }
  return "";
}

static Str problem_text(Arena *arena, const Summary *summary, const Problem *problem) {
  const char *phrase = problem_phrase((ProblemKind)problem->kind);
  Str detail = summary_name(summary, problem->text);
  if (detail.size == 0) return str_print(arena, "%s", phrase);
  return str_print(arena, "%s: %.*s", phrase, STR_ARG(detail));
}

// 1-based; `*line` stays 0 for what has no place.
static uint32_t place(const Summary *summary, Str text, uint32_t offset, uint32_t *line) {
  LineTable lines = {.starts = summary->line_starts, .count = summary->line_starts_count};
  if (lines.count == 0) return 0;
  uint32_t index = line_table_line(lines, offset);
  *line = index + 1;
  if (text.size > 0) return line_table_column(lines, text, offset) + 1;
  return offset - lines.starts[index] + 1;
}

void notes_add_problems(Notes *notes, Str full, const Summary *summary, Str text) {
  uint32_t count = summary->problems_count;
  uint32_t shown = count > PROBLEMS_SHOWN_MAX ? PROBLEMS_SHOWN_MAX : count;
  for (uint32_t i = 0; i < shown; i++) {
    const Problem *problem = &summary->problems[i];
    FileNote note = {.path = full,
                     .is_fatal = problem->kind == PROBLEM_TOO_LARGE,
                     .text = problem_text(notes->arena, summary, problem)};
    note.column = place(summary, text, summary->problem_spans[i].start, &note.line);
    if (i + 1 == shown && shown < count)
      note.text = str_print(notes->arena, "%.*s (and %u more)", STR_ARG(note.text), count - shown);
    array_push(notes->arena, &notes->list, note);
  }
}

static int compare_notes(const void *a, const void *b) {
  const FileNote *left = a;
  const FileNote *right = b;
  int order = str_compare(left->path, right->path);
  if (order == 0) order = (left->line > right->line) - (left->line < right->line);
  if (order == 0) order = (left->column > right->column) - (left->column < right->column);
  return order != 0 ? order : str_compare(left->text, right->text);
}

void notes_sort(Notes *notes) {
  if (notes->list.count > 0)
    qsort(notes->list.at, notes->list.count, sizeof *notes->list.at, compare_notes);
}
