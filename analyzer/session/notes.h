// What must be said of files, collected on the thread that runs the session.
#pragma once

#include "base/array.h"
#include "session/session.h"

typedef struct Notes {
  Arena *arena;
  Array(FileNote) list;
} Notes;

// A note on a whole file.
void notes_add(Notes *notes, bool is_fatal, Str path, Str text);
// A note on each problem in a Summary, made of the file `full`. Columns count characters of `text`,
// bytes when that is empty.
void notes_add_problems(Notes *notes, Str full, const Summary *summary, Str text, LineTable lines);
// Brings them in order of path and place.
void notes_sort(Notes *notes);
