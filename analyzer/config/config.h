// What a project says for itself: `nostall.toml`, read into values that the other layers
// understand. Everything that is wrong in the file is found, with its place; nothing of a wrong
// file is used.
#pragma once

#include "base/error.h"
#include "base/span.h"
#include "knowledge/knowledge.h"

typedef struct ConfigProblem {
  Span span;
  Str text; // one sentence without a final full stop
} ConfigProblem;

typedef struct ConfigProblems {
  const ConfigProblem *at; // in order of place
  size_t count;
} ConfigProblems;

typedef struct Config {
  Str name;                // of the file, as people read it; "" when there is none
  KnowledgeEntries python; // what the project adds to the tables
  KnowledgeEntries c;
  ConfigProblems problems;
  Str text; // the file, for showing the problems
} Config;

// The nostall.toml that belongs to some paths, as a person typed them: the nearest in or above the
// deepest directory that is around all of them. The search ends with the top of a git work tree.
// False when there is none. `*path` is absolute and terminated.
bool config_find(Arena *arena, const Str *paths, size_t count, Str *path);
// Reads a file, which goes by `name` in messages. What is wrong inside is in `out->problems`.
// Fails: FAIL_IO; FAIL_LIMIT when it is too large to be a configuration.
bool config_read(Arena *arena, const char *path, Str name, Config *out, Error *err);
// The same for a text; everything lives in `arena`.
void config_parse(Arena *arena, Str name, Str text, Config *out);
