// A library that looks like libclang and can do nothing: every function, each giving nothing back.
// Those that the opening of a library asks for are in fake_answers.c.
#include "c/functions.h"

#define FUNCTION(name)                                                                             \
  void *clang_##name(void);                                                                        \
  __attribute__((weak)) void *clang_##name(void) {                                                 \
    return 0;                                                                                      \
  }
LIBCLANG_FUNCTIONS(FUNCTION)
LIBCLANG_OPTIONAL_FUNCTIONS(FUNCTION)
