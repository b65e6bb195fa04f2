// A hash map that iterates in insertion order, so that output never wobbles. Keys are 64-bit
// numbers or strings; values are 32-bit numbers, usually an index into an array of the caller.
#pragma once

#include "base/str.h"

typedef struct Map { // number -> number; {0} is empty
  uint64_t *keys;    // in insertion order, `count` of them
  uint32_t *values;  // beside `keys`
  uint32_t *slots;   // private: open addressing, index + 1 into the above
  uint32_t count;
  uint32_t capacity;   // private
  uint32_t slot_count; // private: a power of two
} Map;

// Returns the value's place, or NULL when `key` is absent. The place moves with the next insert.
uint32_t *map_find(const Map *map, uint64_t key);
// Returns the value's place, inserted as `fallback` when `key` was absent.
uint32_t *map_insert(Arena *arena, Map *map, uint64_t key, uint32_t fallback);

typedef struct Interner { // string -> small number, counted from 0 in order of first sight
  Str *strings;           // `count` of them; the bytes are the caller's unless copied
  uint64_t *hashes;       // private: beside `strings`
  uint32_t *slots;        // private
  uint32_t count;
  uint32_t capacity;   // private
  uint32_t slot_count; // private
} Interner;

#define INTERNER_NONE UINT32_MAX

// Returns the number of `str`, INTERNER_NONE when it was never interned.
uint32_t interner_find(const Interner *interner, Str str);
// Returns the number of `str`; keeps the slice itself, so its bytes must live as long.
uint32_t interner_add(Arena *arena, Interner *interner, Str str);
// The same, with a copy of the bytes in `arena` when the string is new.
uint32_t interner_add_copy(Arena *arena, Interner *interner, Str str);
// Forgets all strings and keeps the storage, for a table that serves file after file.
void interner_clear(Interner *interner);
