// libclang as a table of functions. Private to c/. Its headers are those of version 19; of the
// numbers in them only that of the kind TranslationUnit has changed between versions, so that one
// is never used.
#pragma once

#include "base/error.h"
#include "c/c.h"
#include "c/functions.h"

#include <clang-c/CXErrorCode.h>
#include <clang-c/Index.h>

typedef struct Libclang {
#define FUNCTION(name) __typeof__(clang_##name) *name;
  LIBCLANG_FUNCTIONS(FUNCTION)
  LIBCLANG_OPTIONAL_FUNCTIONS(FUNCTION)
#undef FUNCTION
} Libclang;

struct CLibrary {
  Libclang clang;
  Arena arena;
  Str version;
  Str warning;
  // What to add to every command so that stddef.h and its kin are found: nothing, or GCC's.
  const char *extra_flags[3];
  uint32_t extra_count;
};
