// A growable array in an arena. `Array(Thing) things = {0}; array_push(arena, &things, thing);`
// An anonymous type: give it a typedef where it is passed on.
#pragma once

#include "base/arena.h"

#define Array(T)                                                                                   \
  struct {                                                                                         \
    T *at;                                                                                         \
    size_t count;                                                                                  \
    size_t capacity;                                                                               \
  }

// Appends `value`; old storage stays in the arena until that is freed.
#define array_push(arena, array, value)                                                            \
  (array_reserve((arena), (array), 1), (array)->at[(array)->count++] = (value))

// Makes room for `extra` more elements.
#define array_reserve(arena, array, extra) ARRAY_RESERVE(array_grow, arena, array, extra)

// The same and for no more than these: of many arrays of which most stay small.
#define array_reserve_exactly(arena, array, extra)                                                 \
  ARRAY_RESERVE(array_grow_exactly, arena, array, extra)

// The same for arrays into which nobody keeps a pointer: outgrown storage is given back.
#define array_push_moving(arena, array, value)                                                     \
  (array_reserve_moving((arena), (array), 1), (array)->at[(array)->count++] = (value))
#define array_reserve_moving(arena, array, extra) ARRAY_RESERVE(array_move, arena, array, extra)

// Returns storage for at least `count + extra` elements with the first `count` copied; private to
// the macros above. Aligned for any type.
void *array_grow(Arena *arena, const void *at, size_t element_bytes, size_t count, size_t extra,
                 size_t *capacity);
void *array_grow_exactly(Arena *arena, const void *at, size_t element_bytes, size_t count,
                         size_t extra, size_t *capacity);
void *array_move(Arena *arena, const void *at, size_t element_bytes, size_t count, size_t extra,
                 size_t *capacity);

#define ARRAY_RESERVE(grow, arena, array, extra)                                                   \
  ((array)->count + (extra) <= (array)->capacity                                                   \
       ? (void)0                                                                                   \
       : (void)((array)->at = grow((arena), (array)->at, sizeof *(array)->at, (array)->count,      \
                                   (extra), &(array)->capacity)))
