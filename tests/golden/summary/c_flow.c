// Regions, exits and the ways out of them.
int step(int n);
void done(void);

int loops(int n) {
  while (step(n)) {
    if (n == 1) continue;
    if (n == 2)
      break;
    else if (n == 3)
      return 3;
  }
  while (1) {
    if (step(4)) break;
  }
  do {
    n--;
  } while (n > 0);
  do {
    done();
  } while (0);
  do {
    if (n) break;
    done();
  } while (0);
  for (int i = 0; i < n; i++)
    step(i);
  for (; n;)
    n = step(n);
  for (n = 0;;) {
    if (step(5)) return n;
  }
}

int jumps(int n) {
again:
  if (step(n)) goto again;
  if (n > 9) goto out;
  switch (step(6)) {
  case 0:
  case 1:
    step(7);
    break;
  case 2 ... 4:
    step(8);
  case 'x':
    return 1;
  default:
    goto out;
  }
  for (;;)
    step(9);
out:
  return n;
}

int duff(int n) {
  switch (n) {
  case 0:
    do {
      step(10);
    case 1:
      step(11);
    } while (--n > 0);
  }
  switch (n)
  case 3:
    step(12);
  return step(13), n;
}
