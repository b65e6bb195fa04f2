// What a probe saw, as values: the part of its JSON that is judged and told. Private to this layer.
#pragma once

#include "base/array.h"
#include "verify/verify.h"

typedef struct EvidencePlace {
  uint32_t line;
  Str function;
} EvidencePlace;

typedef struct EvidenceFact {
  Str key;
  Str value; // "null" for none
} EvidenceFact;

typedef struct Observation {
  Str kind;
  uint32_t run;
  Array(EvidencePlace) stack; // in the example, innermost first
  Array(EvidenceFact) facts;
  double at_ms, ms;
  double sure_ms; // of `ms`, what cannot be the doing of a busy machine
  uint64_t beats_due, beats, calls;
} Observation;

typedef struct EvidenceSpan {
  Str name; // a task's
  double start_ms, end_ms;
} EvidenceSpan;

typedef struct Evidence {
  Array(Str) outcomes;
  Array(Observation) observations;
  Array(EvidenceSpan) turns;
  Array(EvidenceSpan) tasks;
  Array(double) beats;
  uint64_t turn_count, heartbeats;
  double longest_turn_ms;
  bool is_disturbed;
  Array(Str) stubs;
} Evidence;

// Everything lives in `arena`. Fails: FAIL_FORMAT, for text that no probe of ours writes.
bool evidence_parse(Arena *arena, Str text, Evidence *out, Error *err);
// The value of a fact, "" when the observation has none of that name.
Str observation_fact(const Observation *observation, const char *key);
