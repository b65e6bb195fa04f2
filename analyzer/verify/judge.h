// Holding evidence against a proof. Private to this layer.
#pragma once

#include "verify/evidence.h"
#include "verify/proof.h"

// Both return what is missing as a sentence, "" when all of it holds. `source` is the example that
// the evidence is of.
Str judge_bad(Arena *arena, const Proof *proof, const Evidence *evidence, Str source);
Str judge_good(Arena *arena, const Proof *proof, const Evidence *evidence);
