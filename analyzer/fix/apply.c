// Edits to a new text.
#include "fix/writer.h"

#include "base/array.h"

#include <stdlib.h>
#include <string.h>

typedef Array(FixEdit) Edits;

static bool is_equal(const FixEdit *a, const FixEdit *b) {
  return a->span.start == b->span.start && a->span.end == b->span.end &&
         str_equal(a->text, b->text);
}

// Touching counts: who inserts at one place, or where something goes, has an order in mind.
static bool is_apart(Span a, Span b) {
  bool is_empty = a.start == a.end && b.start == b.end;
  if (is_empty) return a.start != b.start;
  if (a.start == a.end) return a.start < b.start || a.start > b.end;
  if (b.start == b.end) return b.start < a.start || b.start > a.end;
  return a.end <= b.start || b.end <= a.start;
}

typedef enum Fit { FIT_NEW, FIT_DONE, FIT_CLASH } Fit;

// Against the first `count` edits, which are those of earlier fixes.
static Fit fit_of(const Edits *taken, size_t count, const FixEdit *edit) {
  for (size_t i = 0; i < count; i++) {
    if (is_equal(&taken->at[i], edit)) return FIT_DONE;
    if (!is_apart(taken->at[i].span, edit->span)) return FIT_CLASH;
  }
  return FIT_NEW;
}

// All of a fix, or nothing of it.
static bool take(Arena *arena, Edits *taken, const Fix *fix) {
  size_t before = taken->count;
  for (uint32_t i = 0; i < fix->edit_count; i++) {
    Fit fit = fit_of(taken, before, &fix->edits[i]);
    if (fit == FIT_CLASH) {
      taken->count = before;
      return false;
    }
    if (fit == FIT_NEW) array_push(arena, taken, fix->edits[i]);
  }
  return true;
}

static int compare_edits(const void *left, const void *right) {
  const Span a = ((const FixEdit *)left)->span;
  const Span b = ((const FixEdit *)right)->span;
  if (a.start != b.start) return a.start < b.start ? -1 : 1;
  return a.end != b.end ? (a.end < b.end ? -1 : 1) : 0;
}

void edits_sort(FixEdit *edits, size_t count) {
  if (count > 0) qsort(edits, count, sizeof *edits, compare_edits);
}

static char *put(char *out, Str text) {
  if (text.size > 0) memcpy(out, text.at, text.size);
  return out + text.size;
}

static Str write_text(Arena *arena, Str text, const Edits *edits) {
  size_t size = text.size;
  for (size_t i = 0; i < edits->count; i++)
    size += edits->at[i].text.size;
  char *start = arena_push(arena, char, size + 1);
  char *out = start;
  uint32_t from = 0;
  for (size_t i = 0; i < edits->count; i++) {
    out = put(out, str_slice(text, from, edits->at[i].span.start));
    out = put(out, edits->at[i].text);
    from = edits->at[i].span.end;
  }
  out = put(out, str_slice(text, from, text.size));
  return (Str){start, (size_t)(out - start)};
}

Str fix_apply(Arena *arena, Str text, const Finding *const *findings, size_t count,
              bool *is_applied) {
  Edits edits = {0};
  for (size_t i = 0; i < count; i++)
    is_applied[i] = take(arena, &edits, findings[i]->fix);
  if (edits.count == 0) return text;
  edits_sort(edits.at, edits.count);
  return write_text(arena, text, &edits);
}
