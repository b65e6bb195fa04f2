// The file that turns a C example into a program: it includes the example and tells the probe what
// to run. Private to this layer.
#pragma once

#include "verify/proof.h"

// C, in `arena`.
Str driver_print(Arena *arena, const Proof *proof, const ProofSide *side);
