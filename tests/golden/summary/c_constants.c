// What the compiler folds.
#include <stddef.h>
enum { FLAG_A = 1, FLAG_B = 4, FLAG_LOW = -2 };
#define FLAG_C 0x40u
#define BOTH   (FLAG_A | FLAG_B)
struct hints {
  int flags;
  int family;
  double delay;
  const char *host;
  void *data;
};
struct pair {
  long seconds, rest;
};
static const int retries = 7;
int take(int flags, ...);
long size_of(const void *at);

void constants(int given, int *out) {
  take(BOTH | FLAG_C, FLAG_LOW, -1, ~0, !3, 'a', 1.5,
       "text"
       "s",
       NULL, 0);
  take(retries, sizeof given, sizeof(struct pair), offsetof(struct hints, family));
  take(given | FLAG_C, given & ~FLAG_A, (char)300, 1 ? 2 : 3, given ? 1 : 2);
  take(FLAG_A == 1, FLAG_A && FLAG_B, 18446744073709551615ULL, 4294967295U, 1e3);
  struct hints hints = {0};
  hints.flags = FLAG_A;
  hints.flags |= FLAG_C;
  hints.host = "localhost";
  hints.delay = 0.25;
  hints.data = &given;
  struct pair zero = {0, 0}, empty = {}, *at = &zero;
  at->seconds = 0;
  empty.rest++;
  given = take(1);
  *out = given;
  const char *name = NULL;
  name = hints.host;
  size_of(&zero);
  size_of(name);
  int local = -5;
  local <<= 1;
  _Bool ready = local > 3;
  take(ready);
  take((take(1), 2) + 3, ({
                           local = 4;
                           5;
                         }) + 6,
       (local = 7, 8) == 9);
  zero = (struct pair){0};
  take(given == 3 || FLAG_A == 1);
}
