// The person's command as a child of ours. Private to this layer.
#pragma once

#include "base/error.h"

typedef struct CommandEnd {
  int exit_code; // 128 + signal when one ended it
  int signal;    // or 0
} CommandEnd;

// Runs it with our standard streams, in our process group, and waits. A signal that somebody sends
// to us goes on to it; one of the terminal reaches it anyway. It is asked to end when we are
// killed. Fails: FAIL_USAGE when it cannot be run; FAIL_IO.
bool command_run(char *const *command, char *const *environment, CommandEnd *out, Error *err);
