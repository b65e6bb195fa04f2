// The packages that a project is installed with: which environment is meant, and in which folders
// its packages lie. Files are read, none of them is executed.
#pragma once

#include "base/array.h"
#include "base/error.h"
#include "base/str.h"

// What is known of the environment before the file system is asked.
typedef struct EnvironmentChoice {
  bool is_off;      // no packages at all
  Str path;         // the one that is meant, or a folder of packages; "": it is looked for
  Str virtual_env;  // the variables of that name, or ""
  Str conda_prefix; //
} EnvironmentChoice;

typedef struct Environment {
  Str root;           // absolute; "" when there is none
  Array(Str) folders; // of packages, in the order of sys.path; absolute, terminated, each once
} Environment;

// The environment of a project whose files lie below `start`, itself in the project `top`: the one
// that is named; else that of VIRTUAL_ENV; else `.venv` or `venv` in `start` or a directory above,
// up to `top`; else that of CONDA_PREFIX, unless it is the one that everything else hangs on.
// Everything lives in `arena`. Fails: FAIL_USAGE, when the one that is named is none.
bool environment_find(Arena *arena, const EnvironmentChoice *choice, Str start, Str top,
                      Environment *out, Error *err);
