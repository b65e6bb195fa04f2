// From what a rule asks for to edits of a text, and from edits to a new text. Alone knows how code
// is written: parentheses, indentation, imports, the names that are in reach at a place. What
// cannot be written faithfully is not written at all.
#pragma once

#include "engine/engine.h"
#include "python/python.h"

// Of one file, as long as its findings are looked at.
typedef struct FixSource {
  const Summary *summary;
  AsyncLibrary library;     // that the file speaks
  unsigned target;          // the oldest Python that the code is for
  Str text;                 // as it was analysed
  PythonTokens tokens;      // of it
  Array(BindingId) imports; // that `summary` has
} FixSource;

// Reads the tokens; `text` must live as long. False where there are none, or the file has other
// problems: nothing is fixed there.
bool fix_open(Arena *arena, const Summary *summary, AsyncLibrary library, unsigned target, Str text,
              FixSource *out);
// Whether a step that comes from outside can be asked for: all that it names is there.
bool fix_is_possible(const Summary *summary, const FixStep *step);
// The fix that a finding asks for, in `arena`; NULL when it asks for none or none can be made.
const Fix *fix_make(Arena *arena, const FixSource *source, const Finding *finding);

// ---- Applying -----------------------------------------------------------------------------------

// The text with the fixes of some findings of a file made. Those that touch what an earlier one
// touches are left for another round; equal edits count as one. `is_applied`, beside `findings`,
// says which were; the others must have a fix, too.
Str fix_apply(Arena *arena, Str text, const Finding *const *findings, size_t count,
              bool *is_applied);

// A unified diff with three lines around each change; "" when nothing differs. Lines end as in the
// texts.
Str fix_diff(Arena *arena, Str name, Str before, Str after);

#define FIX_NEW_LINE UINT32_MAX
// Where the lines of `after` come from: of each its number in `before`, counted from 0, or
// FIX_NEW_LINE.
typedef struct FixOrigins {
  const uint32_t *at;
  size_t count;
} FixOrigins;
FixOrigins fix_origins(Arena *arena, Str before, Str after);
