// Problems in words, in an order that does not depend on which thread met them first.
#include "session/notes.h"

#include <stdlib.h>

// In one file; one mistake often makes the reader stumble again behind it.
#define PROBLEMS_SHOWN_MAX 5

// A header that is missing takes all that it would have declared with it.
static uint32_t shown_max(const Summary *summary) {
  return summary->flags & SUMMARY_C ? 1 : PROBLEMS_SHOWN_MAX;
}

void notes_add(Notes *notes, bool is_fatal, Str path, Str text) {
  FileNote note = {.path = path, .is_fatal = is_fatal, .text = text};
  array_push(notes->arena, &notes->list, note);
}

// What stands before and behind the words of the one who met the problem.
typedef struct Phrase {
  const char *before;
  const char *behind;
} Phrase;

static Phrase problem_phrase(ProblemKind kind) {
  switch (kind) {
  case PROBLEM_SYNTAX:
    return (Phrase){"syntax error: ", ""};
  case PROBLEM_ENCODING:
  case PROBLEM_NUL:
  case PROBLEM_HEADER:
  case PROBLEM_COMPILER:
  case PROBLEM_FLAG:
    return (Phrase){"", ""};
  case PROBLEM_TOO_DEEP:
    return (Phrase){"", "; what is inside is not analysed"};
  case PROBLEM_TOO_LARGE:
    return (Phrase){"", "; it is not analysed"};
  }
  return (Phrase){"", ""};
}

static Str problem_text(Arena *arena, const Summary *summary, const Problem *problem) {
  Phrase phrase = problem_phrase((ProblemKind)problem->kind);
  Str words = summary_name(summary, problem->text);
  return str_print(arena, "%s%.*s%s", phrase.before, STR_ARG(words), phrase.behind);
}

// Lines and columns are 1-based; they stay 0 for what has no place.
static void set_place(FileNote *note, Str text, LineTable lines, uint32_t offset) {
  if (lines.count == 0) return;
  uint32_t index = line_table_line(lines, offset);
  note->line = index + 1;
  note->column =
      1 + (text.size > 0 ? line_table_column(lines, text, offset) : offset - lines.starts[index]);
}

static int compare_notes(const void *a, const void *b) {
  const FileNote *left = a;
  const FileNote *right = b;
  int order = str_compare(left->path, right->path);
  if (order == 0) order = (left->line > right->line) - (left->line < right->line);
  if (order == 0) order = (left->column > right->column) - (left->column < right->column);
  return order != 0 ? order : str_compare(left->text, right->text);
}

typedef struct ProblemPlace {
  uint32_t start;
  uint32_t index; // in the Summary
} ProblemPlace;

static int compare_places(const void *a, const void *b) {
  const ProblemPlace *left = a;
  const ProblemPlace *right = b;
  if (left->start != right->start) return left->start < right->start ? -1 : 1;
  return (left->index > right->index) - (left->index < right->index);
}

static FileNote problem_note(Notes *notes, Str full, const Summary *summary, Str text,
                             LineTable lines, uint32_t index) {
  const Problem *problem = &summary->problems[index];
  FileNote note = {.path = full,
                   .is_fatal = problem->kind == PROBLEM_TOO_LARGE,
                   .text = problem_text(notes->arena, summary, problem)};
  set_place(&note, text, lines, summary->problem_spans[index].start);
  return note;
}

// Only the problems that are shown are looked up: columns are counted from the start of a line, and
// a line may have problems without number.
void notes_add_problems(Notes *notes, Str full, const Summary *summary, Str text, LineTable lines) {
  uint32_t count = 0;
  bool is_sorted = true;
  ProblemPlace *places = arena_push(notes->arena, ProblemPlace, summary->problems_count);
  for (uint32_t i = 0; i < summary->problems_count; i++) {
    if (summary->problems[i].kind == PROBLEM_FLAG) continue; // told once for all files
    places[count] = (ProblemPlace){.start = summary->problem_spans[i].start, .index = i};
    is_sorted &= count == 0 || compare_places(&places[count - 1], &places[count]) < 0;
    count++;
  }
  if (!is_sorted) qsort(places, count, sizeof *places, compare_places);
  uint32_t max = shown_max(summary);
  for (uint32_t i = 0; i < count && i < max; i++) {
    FileNote note = problem_note(notes, full, summary, text, lines, places[i].index);
    bool is_last = i + 1 == max && i + 1 < count;
    if (is_last)
      note.text = str_print(notes->arena, "%.*s (and %u more)", STR_ARG(note.text), count - i - 1);
    array_push(notes->arena, &notes->list, note);
  }
}

void notes_sort(Notes *notes) {
  if (notes->list.count > 0)
    qsort(notes->list.at, notes->list.count, sizeof *notes->list.at, compare_notes);
}
