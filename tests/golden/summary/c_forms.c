// Old forms and new ones.
#include <stdarg.h>
typedef void (*callback)(int);
int check(int n);
void take(int n);
extern callback hook;

int old(a, b, run)
int a;
char *b;
callback run;
{
  run(a);
  return undeclared(b);
}

implicit(n) {
  return check(n);
}

#define pick(x) _Generic((x), int : take, char * : old_pick)(x)
void old_pick(char *text);

struct outer {
  struct {
    callback inside;
  };
  struct {
    callback deeper;
  } named;
};
_Static_assert(sizeof(struct outer) > 1, "holds something");

static _Thread_local int counter;
_Atomic int shared;

int modern(struct outer *outer, int n, ...) {
  va_list list;
  __builtin_va_start(list, n); // what the macro becomes depends on the compiler
  callback given = va_arg(list, callback);
  va_end(list);
  pick(n);
  pick("text");
  outer->inside(n);
  outer->named.deeper(n);
  *outer = (struct outer){.inside = take, .named = {take}};
  int value = ({
    int inner = check(1);
    if (inner) return 0;
    check(inner);
  });
  value = check(2) ?: check(3);
  value += (check(4), check(5));
  int sized[check(6)];
  sized[check(7)] = check(8);
  counter = shared++;
  static void *labels[] = {&&one, &&two};
  goto *labels[value];
one:
  __asm__ volatile("" : "=r"(value) : "r"(check(9)));
two:;
  extern int elsewhere;
  elsewhere = value;
  given(__builtin_constant_p(check(10)));
  [[maybe_unused]] int unused = sizeof(int[check(11)]);
  return -value;
}
