// Fixes from the command line: session after session, until none is left to be made.
#pragma once

#include "cli/options.h"

typedef struct FixCount { // of a rule in a file
  const Rule *rule;
  size_t count;
} FixCount;

typedef struct FixTarget { // a file that changes
  Str path;                // from the root
  Str absolute;            // terminated
  Str display;
  Str before, after; // bytes
  Array(FixCount) counts;
  bool is_given; // standard input
} FixTarget;

typedef struct Fixing {
  Arena *arena;
  const Options *options;
  // Takes findings out that are neither reported nor fixed; false, with the reason said, when that
  // cannot be done.
  bool (*hide)(void *context, SessionResult *result);
  void *hide_context;
  bool is_refused; // `hide` gave up
  Array(FixTarget) targets;
  StrList broken; // paths of files that a fix would have broken: they stay as they are
  size_t fix_count;
} Fixing;

// Whether the options ask for fixes at all.
bool fixing_is_wanted(const Options *options);
// Checks, makes fixes and checks again, all in memory. `*session` is the last one, the caller's to
// free, and `*result` what it found. Fails as session_check, and where `is_refused`.
bool fixing_run(Fixing *fixing, const SessionOptions *options, Session **session,
                SessionResult *result, Error *err);
// Writes the files, or prints the diff, or the text of standard input (`given`, NULL without it),
// as the options say; and says what was done. False where a file could not be written, which is
// said.
bool fixing_finish(const Fixing *fixing, const SessionResult *result, const Str *given);
