// What of a header is used here is imported; the rest is told once, with the header.
#include "c_statics.h"
#include <stddef.h>

static int helper2(int n) {
  return outer(n);
}

int external(int n) {
  static int calls;
  calls++;
  defaults.enter(calls);
  return helper2(helper(n)) + waits();
}
