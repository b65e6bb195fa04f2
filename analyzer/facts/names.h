// The names of one file while its Summary is built. Private to facts/; see NameTable.
#pragma once

#include "facts/facts.h"

// Forgets all names and keeps the storage. Must be called before the first name.
void names_clear(Arena *arena, NameTable *table);
// Makes room for so many; not before names_clear.
void names_expect(Arena *arena, NameTable *table, size_t count);

// Where everything about the names of a Summary is written, see `names` and `name_carries`.
typedef struct NameLines {
  char *text; // their bytes, one behind the other
  uint16_t *ends;
  NameId *carries; // names_carry_count
  uint32_t *hashes;
} NameLines;
uint32_t names_carry_count(const NameTable *table);
void names_fill(const NameTable *table, NameLines out);
