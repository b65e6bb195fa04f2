// Which files are left out: glob patterns, as people know them from .gitignore.
#pragma once

#include "base/str.h"

// `*` is any text without '/', `**` any text at all, `**/` also nothing, `?` one byte but '/',
// `[a-z]` and `[!a-z]` one byte of a set, `\x` the byte x. No pattern takes exponential time.
bool glob_matches(Str pattern, Str text);

typedef struct Globs {
  const Str *at;
  size_t count;
  Str current; // the directory that patterns with a '/' start from
} Globs;

// Whether a file, or a directory around it below `top`, is named by a pattern. A pattern without
// '/' is for the names of files and directories, one with a '/' for their paths.
bool globs_exclude(const Globs *globs, Str full, Str top);
