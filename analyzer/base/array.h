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
#define array_reserve(arena, array, extra)                                                         \
  ((array)->count + (extra) <= (array)->capacity                                                   \
       ? (void)0                                                                                   \
       : (void)((array)->at = array_grow((arena), (array)->at, sizeof *(array)->at,                \
                                         (array)->count, (extra), &(array)->capacity)))

// Returns storage for at least `count + extra` elements with the first `count` copied; private to
// the macros above. Aligned for any type.
void *array_grow(Arena *arena, const void *at, size_t element_bytes, size_t count, size_t extra,
                 size_t *capacity);
