// Units for tests: the library opened once a program, Summaries that pass the checks of
// summary_open.
#pragma once

#include "c/c.h"

// The library that the tests run with; stops the program when there is none.
const CLibrary *reading_library(void);

// Reads one unit with a reader of its own; every block is sealed, opened and printed.
bool reading_print(Arena *arena, const CCommand *command, Str root, Str *out, Error *err);
// Flags from a line of text, for the file `path` (absolute) below `root`.
CCommand reading_command(Arena *arena, Str root, Str path, const char *flags);
