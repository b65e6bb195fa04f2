// Memory that is freed all at once. Choose the arena by lifetime (process, program, file, request,
// scratch) and take it as the first parameter. Not thread-safe: one arena, one thread.
#pragma once

#include "base/base.h"

typedef struct Arena {
  struct ArenaBlock *top;   // private
  struct ArenaBlock *spare; // private: the block that rewind and reset keep
  size_t used_bytes;        // for --stats; what was handed out, padding and what came back included
} Arena;                    // {0} is an empty arena

// A place to go back to: everything pushed after it is freed by arena_rewind.
typedef struct ArenaMark {
  struct ArenaBlock *block; // private
  size_t used;              // private
  size_t used_bytes;        // private
} ArenaMark;

// Returns `count` zeroed values of T, never NULL; aborts when memory is out or the size overflows.
#define arena_push(arena, T, count) ((T *)arena_alloc((arena), sizeof(T), alignof(T), (count)))
void *arena_alloc(Arena *arena, size_t size_bytes, size_t align, size_t count);

// The same without zeroing, for what is filled in at once.
#define arena_take(arena, T, count) ((T *)arena_alloc_raw((arena), sizeof(T), alignof(T), (count)))
void *arena_alloc_raw(Arena *arena, size_t size_bytes, size_t align, size_t count);

// For tables that move to a larger place when they are full: a large one gets memory of its own,
// which can grow and be given back. Nothing may be rewound to a mark that is younger than a table
// that grows or is given back. Of a small one nothing comes back.
void *arena_alloc_table(Arena *arena, size_t size_bytes, size_t align, size_t count);
// Makes `wanted_bytes` of a table of `size_bytes`, which keeps its content; the rest is not zeroed.
// `at` may be NULL for a table of nothing. The result is aligned for any type.
void *arena_grow_table(Arena *arena, const void *at, size_t size_bytes, size_t wanted_bytes);
void arena_give_back(Arena *arena, const void *at, size_t size_bytes);

ArenaMark arena_mark(const Arena *arena);
// Frees what was pushed since `mark`; one standard block is kept for reuse.
void arena_rewind(Arena *arena, ArenaMark mark);
// Frees what was pushed, keeping one standard block: for arenas that serve file after file.
void arena_reset(Arena *arena);
// Frees everything; the arena is {0} again.
void arena_release(Arena *arena);
