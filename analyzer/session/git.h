// Asking git. Private to this layer.
#pragma once

#include "base/array.h"
#include "base/error.h"
#include "base/str.h"

// Runs git in the work tree at `root` with everything off by which a repository could have it
// execute something; `words` is ended by NULL. `keeps_index`: a hook's own index is meant. What it
// prints lives in `arena`; `*code` is how it exited, -1 when it did not by itself. Fails: FAIL_IO
// when git cannot be run.
bool git_ask(Arena *arena, Str root, const char *const *words, bool keeps_index, Str *output,
             int *code, Error *err);
// What stands for the variables that change what git answers.
uint64_t git_environment_key(void);
