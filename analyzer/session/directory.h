// What one directory holds of what matters for a list of files.
#pragma once

#include "base/str.h"
#include "session/stamp.h"

// In the names of a directory; all other entries are left out of them.
typedef enum EntryKind {
  ENTRY_DIRECTORY = 'd',
  ENTRY_ENVIRONMENT = 'e', // what marks the directory around it as an environment
  ENTRY_FILE = 'f',        // by its name C or Python
  ENTRY_GIT = 'g',         // `.git`, whatever it is
  ENTRY_IGNORES = 'i',     // a regular file `.gitignore`
  ENTRY_LINK = 'l',        // a link to a file, by its own name C or Python
  ENTRY_LOST_LINK = 'm',   // the same, to something else or nothing
  ENTRY_ODD = 'o',         // a `.gitignore` that is no regular file
  ENTRY_OUTPUT = 'x',      // a directory that is left out as long as it is no package
  ENTRY_PACKAGE = 'y',     // one of those that is a package
} EntryKind;

typedef struct Directory {
  Str full;    // absolute, terminated
  Stamp stamp; // from before it was read
  uint64_t device;
  Str names;     // its entries in order: kind, name, '\0'
  bool has_asks; // what some of them are is told by the file system behind them
} Directory;

// Reads the directory at `full`; all lives in `arena`. False with `errno` when it cannot be listed.
// `scratch` is as it was when this returns: one serves many directories.
bool directory_read(Arena *arena, Arena *scratch, Str full, Directory *out);
// Whether links and output are still what `names` say. Of no other entry that can change while the
// stamp stays.
bool directory_asks_hold(Arena *scratch, const Directory *directory);

// Takes the first entry off `*rest`; false where nothing is left, or nothing that makes sense.
bool directory_next(Str *rest, EntryKind *kind, Str *name);
