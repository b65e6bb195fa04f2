// Files of people: read without surprises, written as a whole or not at all.
#pragma once

#include "base/error.h"
#include "base/str.h"

// Gives the file at `path` these bytes: they are written beside it, brought to the disk, and take
// its place in one step, so that it is never seen half written and stays as it was when anything
// fails. A file that is there keeps its permissions, and where `path` is a symbolic link it is what
// that leads to that changes. Fails: FAIL_IO, with the path in the text; FAIL_USAGE when something
// else than a file is there.
bool file_write(const char *path, Str bytes, Error *err);
// Reads a whole file into `arena`. Fails: FAIL_IO, for what is no file as well: a directory, a
// pipe, which is not waited for; FAIL_LIMIT above `max_bytes`. The text goes on behind the path:
// "cannot be read: …".
bool file_read(Arena *arena, const char *path, size_t max_bytes, Str *out, Error *err);
