// File paths as text. An absolute path has no '/' at its end, so the root of the file system is "",
// and `directory + "/" + name` is always right. Results are terminated: `at` serves as a C string.
#pragma once

#include "base/error.h"
#include "base/path.h"

Str path_join(Arena *arena, Str directory, Str name);
// Whether `path` is `directory` or lies below it.
bool path_is_below(Str path, Str directory);
// The part of `path` behind `directory` and its '/'; "" when they are the same.
Str path_below(Str path, Str directory);
// The deepest directory that both are or lie below; a slice of `a`.
Str path_common(Str a, Str b);

// The current directory. Fails: FAIL_IO when it was removed or may not be seen.
bool path_current(Arena *arena, Str *out, Error *err);
// What is at a path as someone typed it, links in its directory part followed. The last part of a
// file's path stays as it is, so that a link to a file keeps its own name.
typedef struct PathPlace {
  Str full;
  bool is_directory;
} PathPlace;
// Fails: FAIL_IO when nothing is there.
bool path_place(Arena *arena, Str given, PathPlace *out, Error *err);
// The absolute path for a file that need not exist: for text that comes from somewhere else.
Str path_imagine(Arena *arena, Str current, Str given);

bool path_exists(Arena *arena, Str directory, const char *name);
