// The names of one file while its Summary is built. Private to facts/; see NameTable.
#pragma once

#include "facts/facts.h"

// Forgets all names and keeps the storage. Must be called before the first name.
void names_clear(Arena *arena, NameTable *table);
// Writes the bytes of all names, one behind the other.
void names_copy(char *text, const NameTable *table);
