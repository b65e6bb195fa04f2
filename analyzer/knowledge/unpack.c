// Entries are made in room for all of them, which the system gives as it is written to.
#include "knowledge/packed.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

struct Unpacked {
  const Packed *packed;
  KnowledgeEntry *entries;
  atomic_bool *is_made; // beside `entries`
  pthread_mutex_t making;
};

Unpacked *unpacked_new(Arena *arena, const Packed *packed) {
  Unpacked *unpacked = arena_push(arena, Unpacked, 1);
  unpacked->packed = packed;
  unpacked->entries = arena_push(arena, KnowledgeEntry, packed->all_count);
  unpacked->is_made = arena_push(arena, atomic_bool, packed->all_count);
  if (pthread_mutex_init(&unpacked->making, NULL) != 0) base_fatal("out of memory: no lock");
  return unpacked;
}

static void put_part(const Unpacked *unpacked, PackedPart part, char *place) {
  switch ((PackedKind)part.kind) {
  case PACKED_NUMBER:
    memcpy(place, &part.value, sizeof part.value);
    return;
  case PACKED_TEXT: {
    const char *text = packed_text(unpacked->packed, part.value);
    memcpy(place, &text, sizeof text);
    return;
  }
  case PACKED_ENTRY: {
    const KnowledgeEntry *other = &unpacked->entries[part.value];
    memcpy(place, &other, sizeof(const KnowledgeEntry *));
    return;
  }
  }
}

// With the entries that it leads to: pack/ sees to it that these are few.
static void make(Unpacked *unpacked, uint32_t number) {
  const Packed *packed = unpacked->packed;
  uint32_t start = number > 0 ? packed->ends[number - 1] : 0;
  KnowledgeEntry *entry = &unpacked->entries[number];
  if (atomic_load_explicit(&unpacked->is_made[number], memory_order_relaxed)) return;
  for (uint32_t i = start; i < packed->ends[number]; i++) {
    PackedPart part = packed->parts[i];
    if (part.kind == PACKED_ENTRY) make(unpacked, part.value);
    put_part(unpacked, part, (char *)entry + part.place);
  }
  atomic_store_explicit(&unpacked->is_made[number], true, memory_order_release);
}

const KnowledgeEntry *unpacked_entry(Unpacked *unpacked, uint32_t number) {
  if (!atomic_load_explicit(&unpacked->is_made[number], memory_order_acquire)) {
    (void)pthread_mutex_lock(&unpacked->making);
    make(unpacked, number);
    (void)pthread_mutex_unlock(&unpacked->making);
  }
  return &unpacked->entries[number];
}
