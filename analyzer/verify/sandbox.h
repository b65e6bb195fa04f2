// A program that is run shut in: its own session, files, limits and environment; where the kernel
// lets us, its own network with nothing but the loopback interface, its own processes, and nothing
// else that it could write to. Private to this layer.
#pragma once

#include "base/error.h"
#include "base/str.h"

#include <sys/types.h>

typedef struct SandboxFile {
  Str path; // in the folder of the run, '/' between parts
  Str text;
} SandboxFile;

typedef struct SandboxWalls {
  bool user;    // the three below need it
  bool network; // only loopback
  bool process; // what it starts ends with it
  bool mount;   // the rest of the file system can only be read
} SandboxWalls;

// A word "@/x" is x in the folder of the run.
typedef struct SandboxStep {
  const char *program;          // a full path
  const char *const *arguments; // behind the program's name, NULL at the end
} SandboxStep;

typedef struct SandboxJob {
  const char *program; // as in a step
  const char *const *arguments;
  const SandboxStep *steps; // that come before it, one after the other: compiling
  size_t step_count;
  const SandboxFile *files;
  size_t file_count;
  const char *sends;      // a file of the folder: the evidence, in place of what the program writes
  SandboxWalls walls;     //
  bool keeps_environment; // otherwise the program gets a small one of its own
  unsigned limit_ms;      // on the wall
} SandboxJob;

typedef enum SandboxEnd {
  SANDBOX_EXITED,
  SANDBOX_LATE,       // stopped at its limit
  SANDBOX_UNPREPARED, // a step before the program ended with `code`
  SANDBOX_FAILED,     // did not come to run; `code` is an errno
} SandboxEnd;

typedef struct SandboxStatus {
  SandboxEnd end;
  int code; // exit code; 128 + the signal that ended it
} SandboxStatus;

// A run: its keeper is a child of ours that prepares, waits, stops and cleans up, also when we are
// gone.
typedef struct Sandbox {
  pid_t keeper;
  int evidence; // descriptor 3 of the program
  int errors;   // descriptor 2
  int status;   // one SandboxStatus, when all is over
} Sandbox;

// What the kernel lets us build, found out by trying.
SandboxWalls sandbox_walls(void);
// Fails: FAIL_IO. The descriptors are the caller's to close, the keeper to be waited for.
bool sandbox_start(const SandboxJob *job, Sandbox *out, Error *err);
// Asks the keeper to stop at once.
void sandbox_stop(const Sandbox *sandbox);

// ---- The inside: sandbox_walls.c ----------------------------------------------------------------

// Called by the keeper, and by its child, the first process inside. False with errno.
bool walls_enter(SandboxWalls walls);
bool walls_close_files(const char *folder);
