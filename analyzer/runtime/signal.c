// Signals become calls on the loop. The handler only notes the number in a pipe that the loop
// watches; everything else happens in a turn.
#define _POSIX_C_SOURCE 200809L
#include "runtime/core.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

enum { SIGNALS_MAX = 65 };

typedef struct SignalEntry {
  void (*run)(void *context);
  void *context;
  struct sigaction before;
  bool installed;
} SignalEntry;

typedef struct Signals {
  SignalEntry entries[SIGNALS_MAX];
  int pipe[2];
  size_t installed_count;
} Signals;

// Where the handler writes: the one thing that a signal handler cannot be passed.
static volatile sig_atomic_t signal_pipe = -1;

static void on_signal(int number) {
  int error_number = errno;
  unsigned char byte = (unsigned char)number;
  if (signal_pipe >= 0) {
    ssize_t written = write((int)signal_pipe, &byte, 1);
    (void)written;
  }
  errno = error_number;
}

void signals_deliver(Loop *loop) {
  unsigned char numbers[64];
  ssize_t size = read(loop->signals->pipe[0], numbers, sizeof numbers);
  for (ssize_t i = 0; i < size && loop->signals; i++) {
    const SignalEntry *entry = &loop->signals->entries[numbers[i] % SIGNALS_MAX];
    if (entry->run) entry->run(entry->context);
  }
}

static bool open_pipe(Signals *signals) {
  if (pipe(signals->pipe)) return false;
  for (int i = 0; i < 2; i++) {
    fcntl(signals->pipe[i], F_SETFL, O_NONBLOCK);
    fcntl(signals->pipe[i], F_SETFD, FD_CLOEXEC);
  }
  return true;
}

static Signals *signals_new(Loop *loop) {
  if (signal_pipe >= 0) return NULL; // another loop has them
  Signals *signals = memory_new(sizeof *signals);
  if (!signals) return NULL;
  if (!open_pipe(signals)) {
    free(signals);
    return NULL;
  }
  signal_pipe = signals->pipe[1];
  loop->signals = signals;
  loop->io->watch(loop->io_state, signals->pipe[0], IO_READ);
  return signals;
}

static void restore(Signals *signals, int number) {
  SignalEntry *entry = &signals->entries[number];
  if (entry->installed) sigaction(number, &entry->before, NULL);
  if (entry->installed) signals->installed_count--;
  *entry = (SignalEntry){0};
}

Status signal_on(int number, void (*run)(void *context), void *context) {
  Loop *loop = loop_current();
  if (!loop || number <= 0 || number >= SIGNALS_MAX) return FAIL(STATUS_INVALID, "no such signal");
  if (!loop->signals && !signals_new(loop))
    return FAIL(STATUS_INVALID, "signals have another loop");
  SignalEntry *entry = &loop->signals->entries[number];
  if (!run) {
    restore(loop->signals, number);
    if (!loop->signals->installed_count) signals_free(loop);
    return STATUS_OK;
  }
  entry->run = run;
  entry->context = context;
  if (entry->installed) return STATUS_OK;
  struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
  if (sigaction(number, &action, &entry->before)) return FAIL(STATUS_IO, "cannot catch %d", number);
  entry->installed = true;
  loop->signals->installed_count++;
  return STATUS_OK;
}

void signals_free(Loop *loop) {
  Signals *signals = loop->signals;
  if (!signals) return;
  for (int number = 1; number < SIGNALS_MAX; number++)
    restore(signals, number);
  signal_pipe = -1;
  loop->io->watch(loop->io_state, signals->pipe[0], 0);
  close(signals->pipe[0]);
  close(signals->pipe[1]);
  free(signals);
  loop->signals = NULL;
}

int signals_descriptor(const Loop *loop) {
  return loop->signals ? loop->signals->pipe[0] : -1;
}
