// What was seen, in words. Private to this layer.
#pragma once

#include "verify/evidence.h"

// One sentence without a full stop. With numbers as they were measured, or in words that are true
// of every run.
Str tell_observation(Arena *arena, const Observation *observation, bool has_numbers);
Str tell_good(Arena *arena, const Evidence *evidence);
// Of a good example, what its proof has asked of every run.
Str tell_promise(uint64_t heartbeats_due);
// The line of the example that an observation is told at, 0 when it has none.
uint32_t tell_line(const Observation *observation);
// Whether the same was told of an earlier observation.
bool tell_is_repeated(const Evidence *evidence, size_t index);
