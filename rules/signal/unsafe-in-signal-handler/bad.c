// The handler writes a message and frees a list. Raised in the middle of another printf or free, it
// would find a lock that is taken, or a heap that is cut open.
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static volatile sig_atomic_t is_stopping;
static char *names;

static void forget(void) {
  free(names);
  names = NULL;
}

static void on_terminate(int number) {
  printf("signal %d\n", number); // expect: unsafe-in-signal-handler "`printf`"
  forget();                      // expect: unsafe-in-signal-handler "`forget` comes to `free`"
  is_stopping = 1;
}

int main(void) {
  names = malloc(100);
  signal(SIGTERM, on_terminate);
  for (int turn = 0; !is_stopping; turn++) {
    poll(NULL, 0, 20);
    if (turn == 2) raise(SIGTERM);
  }
  return 0;
}
