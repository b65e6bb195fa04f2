// What the loops of tests/confirm/loops.c serve, for those that libraries run.
#pragma once

typedef struct Server {
  int fd;    // readable again and again
  int other; // never, so that there is more than one
  const char *action;
  long count, limit; // of round trips
  int turn;
} Server;

// One turn; 0 at the end.
int loops_serve(Server *server);

// Runs the loop of a library. Returns 77 when there is none of that name in this build.
int libraries_run(const char *kind, Server *server);

void libev_run(Server *server); // in builds that have it
