// Findings against observations. Private to this layer.
#pragma once

#include "confirm/seen.h"

// Fills verdicts and misses of `all->result`.
void judge(Arena *arena, Sightings *all);
// Whether a file is the project's own: below the current directory, and not installed there.
bool judge_is_own(Str path, Str here);
Str judge_here(Arena *arena);
// The innermost frame of the project; the innermost of all when none is.
const ConfirmFrame *judge_place(const ConfirmSeen *seen, Str here);
