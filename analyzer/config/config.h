// What a project says for itself, in `nostall.toml` or a section of `pyproject.toml`, read into
// values that the other layers understand. Everything that is wrong in the file is found, with its
// place; nothing of a wrong file is used.
#pragma once

#include "base/error.h"
#include "base/span.h"
#include "knowledge/knowledge.h"

#include <stdio.h>

typedef struct ConfigProblem {
  Span span;
  Str text; // one sentence without a final full stop
} ConfigProblem;

typedef struct ConfigProblems {
  const ConfigProblem *at; // in order of place
  size_t count;
} ConfigProblems;

typedef struct ConfigText {
  Str text;
  Span span;
} ConfigText;

typedef struct ConfigTexts {
  const ConfigText *at;
  size_t count;
} ConfigTexts;

typedef struct ConfigFileIgnores {
  Str pattern; // of paths, from the directory of the file
  ConfigTexts rules;
} ConfigFileIgnores;

typedef struct Config {
  ConfigTexts select;
  ConfigTexts extend_select;
  ConfigTexts ignore;
  ConfigTexts exclude;
  ConfigText preset; // "" when it is not given
  ConfigText target; // a version of Python: see config_version
  ConfigText min_confidence;
  ConfigText environment; // "" when it is not given
  const ConfigFileIgnores *file_ignores;
  size_t file_ignore_count;
  Str name;                // of the file, as people read it; "" when there is none
  KnowledgeEntries python; // what the project adds to the tables
  KnowledgeEntries c;
  bool has_section; // false: a pyproject.toml without [tool.nostall]
  ConfigProblems problems;
  Str text; // the file, for showing the problems
} Config;

// The configuration that belongs to some paths, as a person typed them: the nearest in or above the
// deepest directory that is around all of them; in one directory .nostall.toml, nostall.toml, or a
// pyproject.toml with [tool.nostall] in it, in this order. The search ends with the top of a git
// work tree. False when there is none. `*path` is absolute and terminated.
bool config_find(Arena *arena, const Str *paths, size_t count, Str *path);
// Reads a file, which goes by `name` in messages. What is wrong inside is in `out->problems`.
// Fails: FAIL_IO; FAIL_LIMIT when it is too large to be a configuration.
bool config_read(Arena *arena, const char *path, Str name, Config *out, Error *err);
// The same for a text; everything lives in `arena`.
void config_parse(Arena *arena, Str name, Str text, Config *out);

// ---- Versions of Python -------------------------------------------------------------------------

// 311 for "3.11", "3.11.4", "py311"; 0 for what is no version.
unsigned config_version(Str text);
// The oldest version that `requires-python` of the nearest pyproject.toml lets in, found as
// config_find finds files; 0 when there is none, or it says nothing.
unsigned config_required_python(Arena *arena, const Str *paths, size_t count);

// Whether the files that tell pytest what to do, in or above those directories, have a plugin await
// every asynchronous test: asyncio_mode = "auto".
bool config_runs_async_tests(Arena *arena, const Str *paths, size_t count);

// ---- What can be said ---------------------------------------------------------------------------

// Prints what a key takes, `c.blocking.kind`, or all keys for "". Fails: FAIL_USAGE when there is
// no such key, with a suggestion.
bool config_describe(Str key, FILE *out, Error *err);
// Prints a JSON Schema of the whole. Fails: FAIL_IO.
bool config_write_schema(FILE *out, Error *err);
