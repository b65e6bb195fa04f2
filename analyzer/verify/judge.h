// Holding evidence against a proof. Private to this layer.
#pragma once

#include "verify/evidence.h"
#include "verify/proof.h"

// One way in which a proof does not hold.
typedef struct Failure {
  Str what; // a sentence without anything measured: the same in every run that fails in this way
  Str more; // what this run said of it, may be ""
  bool is_sure; // no busy machine makes it
} Failure;

typedef Array(Failure) Failures;

// Both append what does not hold to `out`, nothing when all of it does. `source` is the example
// that the evidence is of.
void judge_bad(Arena *arena, const Proof *proof, const Evidence *evidence, Str source,
               Failures *out);
void judge_good(Arena *arena, const Proof *proof, const Evidence *evidence, Failures *out);
