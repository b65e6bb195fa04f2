// Calls in the bodies and the arguments of macros, and functions that macros make.
int poll_once(int timeout);
int check(int value);
void list_first(void);

#define TIMEOUT               (10 * 100)
#define CALL(function, value) function(value)
#define TWICE(value)          ((value) + (value))
#define GUARD(expression)                                                                          \
  do {                                                                                             \
    if (!(expression)) return -1;                                                                  \
  } while (0)
#define TRY(expression)                                                                            \
  do {                                                                                             \
    if (expression) break;                                                                         \
    check(0);                                                                                      \
  } while (0)
#define EACH(i, n) for (int i = 0; i < (n); i++)
#define FOREVER    for (;;)
#define DEFINE(name)                                                                               \
  static int name##_run(int n) {                                                                   \
    return check(n);                                                                               \
  }
#define likely(x) __builtin_expect(!!(x), 1)

DEFINE(made)

int use(int n) {
  CALL(poll_once, TIMEOUT);
  TWICE(check(n));
  GUARD(check(1));
  TRY(check(2));
  EACH(i, n) check(i);
  if (likely(n > 1)) made_run(n);
  FOREVER {
    poll_once(-1);
  }
}
