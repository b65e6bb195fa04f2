// Which files can hold code that runs on a loop: those in whose bytes one of a few words occurs.
// The others are parsed only when an analysed file calls into them.
#pragma once

#include "link/link.h"

typedef struct Prefilter Prefilter; // immutable: any number of threads may ask

// Lives in `arena`; the bytes of the words must live as long.
const Prefilter *prefilter_new(Arena *arena, KnowledgeWords words);
// Whether one of the words occurs anywhere, comments and parts of longer words included.
bool prefilter_matches(const Prefilter *prefilter, Str bytes);
