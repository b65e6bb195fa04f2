// The start of a service that does right what nostall looks at: templates/ with the name of the
// service in place of `skeleton`.
#pragma once

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

typedef struct Framework {
  Str name;    // "asyncio"
  Str summary; // "the standard library alone"
  Str test;    // the command that runs the tests of the service
} Framework;

// In the order in which they are offered; the first is meant when none is named.
const Framework *scaffold_frameworks(size_t *count);

// The name of the package that a folder's name suggests: "my-orders/" makes my_orders. Fails:
// FAIL_USAGE when that can be no package, with what to do.
bool scaffold_name(Arena *arena, Str folder, Str *name, Error *err);
// Whether a package can have this name: an identifier in lower case that nothing else in the
// service has. Fails: FAIL_USAGE.
bool scaffold_check_name(Str name, Error *err);

// Makes `folder`, which must be new or empty, with a service named `name` in it: all of it, or
// nothing. `*count` is the number of files. Fails: FAIL_USAGE, FAIL_IO.
bool scaffold_write(Arena *arena, Str folder, Str name, const Framework *framework, size_t *count,
                    Error *err);
