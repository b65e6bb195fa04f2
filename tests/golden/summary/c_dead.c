// Code that never runs.
int sleep(unsigned seconds);
__attribute__((noreturn)) void die(void);
#define DEBUG 0

int dead(int n) {
  if (0) sleep(1);
  if (DEBUG && n) sleep(2);
  if (DEBUG) {
    sleep(3);
  } else {
    sleep(4);
  }
  if (sizeof(n) == 4)
    sleep(5);
  else
    sleep(6);
  while (0)
    sleep(7);
  n = 1 ? 0 : sleep(8);
  n = DEBUG || sleep(9);
  for (;;) {
    if (n) break;
    continue;
    sleep(10);
  }
  switch (n) {
    sleep(11);
  case 1:
    return 1;
    sleep(12);
  case 2:
    die();
    sleep(13);
  }
  if (n) {
    goto out;
    sleep(14);
  }
  if (0) {
  label:
    sleep(15);
  }
  if (n > 5) goto label;
  (void)sizeof(sleep(16));
  __typeof__(sleep(17)) m = n;
  return m;
  sleep(18);
out:
  sleep(19);
  die();
  sleep(20);
  return 0;
}
