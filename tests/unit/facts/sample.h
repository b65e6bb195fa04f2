// A Summary made by hand that has records of every table, as a front end would make it.
#pragma once

#include "facts/facts.h"

// The text that it is made from.
Str sample_source(void);
// Fills `builder`, which may have served before.
void sample_fill(SummaryBuilder *builder);
// The block; in `arena`.
Str sample_block(Arena *arena);
