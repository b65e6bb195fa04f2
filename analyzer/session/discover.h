// From the paths that someone typed to the files of the projects around them.
//
// What is asked for is one thing, what it may import another: `check pkg/api.py` reports on one
// file and still follows its calls through the project. The project of a path is
//   1. the git work tree around it, as far as git lists the path;
//   2. else the directory of the nearest pyproject.toml, setup.py, setup.cfg, or file of our own
//      above it, walked;
//   3. else the topmost package around it (the directory itself where there is none, a file's
//      neighbours), so that nobody's home directory is read for one script.
// A tree that git ignores, or an environment inside a project, thereby stands for itself.
#pragma once

#include "session/globs.h"
#include "session/lists.h"
#include "session/notes.h"

typedef struct SourceFile {
  Str full; // absolute, terminated; "-" for text without a name
  Str path; // from the root, terminated
  bool is_reported;
  bool is_linked; // by itself: is_reported, or of the project and not excluded, so that it makes no
                  // difference which of its files are named
  bool is_named;  // by the person, on its own
  bool is_given;  // its text was handed over: SessionOptions.stdin_bytes
  bool is_native; // C
  bool is_test;   // by SessionOptions.test_files
  bool is_package; // of an installed package: not among those that are listed
} SourceFile;

typedef struct Discovery {
  Str root;          // absolute: the deepest directory around all projects
  Str current;       // the directory that paths are shown from
  bool is_whole;     // all files are reported on, but those that are excluded
  Str start;         // the deepest directory around all that was asked for
  SourceFile *files; // sorted by path
  size_t count;
  bool holds_cache; // git has the folder of the cache among the project's files
} Discovery;

// Everything lives in `notes->arena`. Paths that are not there become fatal notes. Fails: FAIL_IO
// without a current directory.
// `lists` may be NULL; else it was {0}, and what lies in it is used as long as `*out` is.
bool discover(Notes *notes, const SessionOptions *options, Lists *lists, Discovery *out,
              Error *err);
// The directory of the project around one, as 1 and 2 above say by name alone; false when there is
// none.
bool discover_top(Arena *arena, Str directory, Str *out);
// The file with this path, or NULL.
const SourceFile *discovery_find(const Discovery *discovery, Str path);
// An absolute path as people read it: from the current directory when it lies below that.
Str discovery_display(const Discovery *discovery, Str full);
