// The handler says that there was a signal, the loop does the rest.
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static volatile sig_atomic_t signalled;
static char *names;

static void forget(void) {
  free(names);
  names = NULL;
}

static void on_terminate(int number) {
  signalled = number;
}

int main(void) {
  names = malloc(100);
  signal(SIGTERM, on_terminate);
  for (int turn = 0; !signalled; turn++) {
    poll(NULL, 0, 20);
    if (turn == 2) raise(SIGTERM);
  }
  printf("signal %d\n", (int)signalled);
  forget();
  return 0;
}
