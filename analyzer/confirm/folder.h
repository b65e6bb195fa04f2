// The folder of a run: the probe, the witness, what is watched, and what they saw. Private to this
// layer.
#pragma once

#include "confirm/confirm.h"

#include <sys/types.h>

#define WITNESS_NAME "nostall_witness.so"

typedef struct Folder {
  Str path;     // absolute
  pid_t keeper; // removes it, whatever becomes of us
  int promise;  // closed by us, or by the system in our place: then the keeper starts
} Folder;

// Makes it, with everything in it that the program's processes read. Fails: FAIL_IO.
bool folder_make(Arena *arena, const ConfirmOptions *options, Folder *out, Error *err);
void folder_remove(Folder *folder);
