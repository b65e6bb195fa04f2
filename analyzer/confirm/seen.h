// What the processes of a run wrote down, read and put together. Private to this layer.
#pragma once

#include "base/map.h"
#include "confirm/confirm.h"

// A turn of a loop that was a stall, for finding what two observers saw of the same one.
typedef struct SeenTurn {
  uint32_t pid, thread;
  double start_ms, end_ms; // of the machine's clock since it was started
  ConfirmSeen *seen;
} SeenTurn;

// A stall as the witness saw it.
typedef struct SeenByWitness {
  SeenTurn turn;
  double ms; // of the call that blocked; of the turn when there is no such call
  Str call, cause;
  Array(ConfirmFrame) stack; // `path` is a shared object or program, `line` is not known yet
  Array(uint64_t) addresses; // in it, beside `stack`
} SeenByWitness;

typedef struct Sightings {
  ConfirmResult *result;
  Interner keys;    // of result->seen
  Interner reached; // "path:line" that a loop ran
  Interner loops;   // "pid:thread" of loops that the probe sees
  Array(SeenTurn) turns;
  Array(SeenByWitness) witnessed;
} Sightings;

// Reads all files of the folder. Lines that cannot be read are left out: a process may have been
// killed while it wrote.
bool seen_read(Arena *arena, const char *folder, Sightings *out, Error *err);
// Adds an observation to those of the same kind and stack; returns them.
ConfirmSeen *seen_add(Arena *arena, Sightings *all, const ConfirmSeen *one);
void tally_add(Arena *arena, ConfirmTally *tally, const ConfirmTally *more);

// Gives the witness's stalls to those that the probe saw of the same turn, and adds the others.
void witness_merge(Arena *arena, Sightings *all);
bool seen_is_reached(Arena *arena, const Sightings *all, const ConfirmPlace *place);
