// A header of the project, with code.
#pragma once
typedef void (*visit)(int);
struct visitor {
  visit enter;
  visit leave;
};
int external(int n);
static inline int helper(int n) {
  return external(n);
}
static inline int outer(int n) {
  return helper(n) + 1;
}
static inline void unused(void) {
}
static const struct visitor defaults = {.enter = (visit)helper};
__attribute__((annotate("blocking"))) int waits(void);
