// "Did you mean".
#pragma once

#include "base/error.h"
#include "base/str.h"

// The nearest of some words; "" when none is near.
Str suggest(Str wanted, const Str *words, size_t count);
// Fails with "unknown <kind> `wanted`", and the nearest of the words or all of them.
bool suggest_fail(Error *err, const char *kind, Str wanted, const Str *words, size_t count);
