// Open addressing with linear probing over tables of indices: the entries themselves lie densely in
// insertion order. A slot holds index + 1, so zeroed memory is an empty table. At most half of the
// slots are taken.
#include "base/map.h"

#include <string.h>

#define SLOTS_MIN     64
#define SLOTS_MAX     ((uint32_t)1 << 31)
#define HASH_MULTIPLY 0x9e3779b97f4a7c15u // 2^64 / golden ratio: spreads keys that count upwards

static uint32_t key_home(const Map *map, uint64_t key) {
  return (uint32_t)((key * HASH_MULTIPLY) >> 32) & (map->slot_count - 1);
}

static uint32_t grown(uint32_t slot_count) {
  if (slot_count >= SLOTS_MAX) base_fatal("out of memory: a table of too many entries");
  return slot_count ? slot_count * 2 : SLOTS_MIN;
}

// The slot of `key`, or the empty slot where it belongs.
static uint32_t *key_slot(const Map *map, uint64_t key) {
  uint32_t mask = map->slot_count - 1;
  for (uint32_t i = key_home(map, key);; i = (i + 1) & mask) {
    uint32_t *slot = &map->slots[i];
    if (*slot == 0 || map->keys[*slot - 1] == key) return slot;
  }
}

// A table of `capacity` elements with room for more.
static void *grown_table(Arena *arena, const void *at, size_t element_bytes, uint32_t capacity,
                         uint32_t wanted) {
  return arena_grow_table(arena, at, element_bytes * capacity, element_bytes * wanted);
}

static uint32_t *empty_slots(Arena *arena, uint32_t *slots, uint32_t count, uint32_t wanted) {
  arena_give_back(arena, slots, count * sizeof *slots);
  return arena_alloc_table(arena, sizeof *slots, alignof(uint32_t), wanted);
}

static void map_resize(Arena *arena, Map *map, uint32_t slot_count) {
  uint32_t capacity = slot_count / 2;
  map->slots = empty_slots(arena, map->slots, map->slot_count, slot_count);
  map->keys = grown_table(arena, map->keys, sizeof *map->keys, map->capacity, capacity);
  map->values = grown_table(arena, map->values, sizeof *map->values, map->capacity, capacity);
  map->slot_count = slot_count;
  map->capacity = capacity;
  for (uint32_t i = 0; i < map->count; i++)
    *key_slot(map, map->keys[i]) = i + 1;
}

uint32_t *map_find(const Map *map, uint64_t key) {
  if (map->count == 0) return NULL;
  uint32_t slot = *key_slot(map, key);
  return slot ? &map->values[slot - 1] : NULL;
}

uint32_t *map_insert(Arena *arena, Map *map, uint64_t key, uint32_t fallback) {
  if (map->count == map->capacity) map_resize(arena, map, grown(map->slot_count));
  uint32_t *slot = key_slot(map, key);
  if (*slot) return &map->values[*slot - 1];
  uint32_t index = map->count++;
  *slot = index + 1;
  map->keys[index] = key;
  map->values[index] = fallback;
  return &map->values[index];
}

// The slot of `str`, or the empty slot where it belongs. Hashes are compared first: a string is
// looked at only when it is almost certainly the one.
static uint32_t *str_slot(const Interner *interner, Str str, uint64_t hash) {
  uint32_t mask = interner->slot_count - 1;
  for (uint32_t i = (uint32_t)hash & mask;; i = (i + 1) & mask) {
    uint32_t *slot = &interner->slots[i];
    if (*slot == 0) return slot;
    uint32_t index = *slot - 1;
    if (interner->hashes[index] == hash && str_equal(interner->strings[index], str)) return slot;
  }
}

// The slot that holds `index`, whose string is known to be in the table. Empty slots on the way
// are stepped over: interner_clear makes them as it goes.
static uint32_t *index_slot(const Interner *interner, uint32_t index) {
  uint32_t mask = interner->slot_count - 1;
  uint32_t i = (uint32_t)interner->hashes[index] & mask;
  while (interner->slots[i] != index + 1)
    i = (i + 1) & mask;
  return &interner->slots[i];
}

static void interner_place(Interner *interner, uint32_t index) {
  uint32_t mask = interner->slot_count - 1;
  uint32_t i = (uint32_t)interner->hashes[index] & mask;
  while (interner->slots[i] != 0)
    i = (i + 1) & mask;
  interner->slots[i] = index + 1;
}

static void interner_grow(Arena *arena, Interner *interner) {
  uint32_t slot_count = grown(interner->slot_count);
  uint32_t capacity = interner->capacity, wanted = slot_count / 2;
  interner->slots = empty_slots(arena, interner->slots, interner->slot_count, slot_count);
  interner->strings =
      grown_table(arena, interner->strings, sizeof *interner->strings, capacity, wanted);
  interner->hashes =
      grown_table(arena, interner->hashes, sizeof *interner->hashes, capacity, wanted);
  interner->slot_count = slot_count;
  interner->capacity = wanted;
  for (uint32_t i = 0; i < interner->count; i++)
    interner_place(interner, i);
}

uint32_t interner_find(const Interner *interner, Str str) {
  if (interner->count == 0) return INTERNER_NONE;
  uint32_t slot = *str_slot(interner, str, str_hash(str));
  return slot ? slot - 1 : INTERNER_NONE;
}

static uint32_t add_new(Arena *arena, Interner *interner, Str str, uint64_t hash) {
  if (interner->count == interner->capacity) interner_grow(arena, interner);
  uint32_t index = interner->count++;
  interner->strings[index] = str;
  interner->hashes[index] = hash;
  interner_place(interner, index);
  return index;
}

uint32_t interner_add(Arena *arena, Interner *interner, Str str) {
  uint64_t hash = str_hash(str);
  if (interner->slot_count == 0) return add_new(arena, interner, str, hash);
  uint32_t slot = *str_slot(interner, str, hash);
  return slot ? slot - 1 : add_new(arena, interner, str, hash);
}

uint32_t interner_add_copy(Arena *arena, Interner *interner, Str str) {
  uint32_t known = interner->count;
  uint32_t index = interner_add(arena, interner, str);
  if (index == known) interner->strings[index] = str_copy(arena, str);
  return index;
}

void interner_clear(Interner *interner) {
  // One large file must not make every small one after it pay for sweeping a large table.
  if (interner->count < interner->slot_count / 16) {
    for (uint32_t i = 0; i < interner->count; i++)
      *index_slot(interner, i) = 0;
  } else if (interner->slot_count > 0) {
    memset(interner->slots, 0, interner->slot_count * sizeof *interner->slots);
  }
  interner->count = 0;
}
