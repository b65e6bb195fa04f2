// How many columns of a terminal a character takes.
#pragma once

#include "base/str.h"

#define WIDTH_INVALID UINT32_MAX

// 0 for what joins the character before it, 2 for wide ones, else 1.
unsigned width_of(uint32_t point);
// The code point at the start of `text`, which is not empty, and its size in bytes; WIDTH_INVALID
// and 1 for a byte that is no UTF-8.
uint32_t width_decode(Str text, size_t *size);
// `text` with every such byte replaced by U+FFFD.
Str width_repair(Arena *arena, Str text);
