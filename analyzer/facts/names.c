// What is seldom asked of the names of a file, and what is made of them; see name_find.h.
#include "facts/names.h"

#include <string.h>

#define SLOTS_MIN   256
#define SLOTS_MAX   ((uint32_t)1 << 31)
#define SLOTS_SWEPT 4 // slots that are swept in the time that emptying one takes

static inline uint64_t whole_hash_of(Str name, NameWords words) {
  uint64_t hash = name_words_hash(name.size, words);
  if (name.size <= NAME_SHORT_MAX_BYTES) return hash;
  if (name.size > 2 * NAME_SHORT_MAX_BYTES) return str_hash(name);
  return name_mix(name_mix(hash, name_load(name.at + 8, 8)),
                  name_load(name.at + name.size - 16, 8));
}

uint64_t summary_name_hash(Str name) {
  return whole_hash_of(name, name_words(name));
}

static void place(NameTable *table, NameId id) {
  uint32_t mask = table->slot_count - 1;
  uint32_t i = table->entries[id].hash & mask;
  while (table->slots[i] != 0)
    i = (i + 1) & mask;
  table->slots[i] = id + 1;
}

static void grow(Arena *arena, NameTable *table, uint32_t slot_count) {
  table->slot_count = slot_count;
  table->slots = arena_push(arena, uint32_t, table->slot_count);
  NameEntry *entries = arena_take(arena, NameEntry, table->slot_count / 2);
  if (table->count > 0) memcpy(entries, table->entries, table->count * sizeof *entries);
  table->entries = entries;
  for (NameId id = 0; id < table->count; id++)
    place(table, id);
}

void names_expect(Arena *arena, NameTable *table, size_t count) {
  uint32_t slot_count = table->slot_count;
  while (slot_count / 2 < count && slot_count < SLOTS_MAX)
    slot_count *= 2;
  if (slot_count > table->slot_count) grow(arena, table, slot_count);
}

NameId name_add(SummaryBuilder *builder, Str name, NameWords words, uint32_t hash) {
  NameTable *table = &builder->interned;
  if (table->count == table->slot_count / 2) {
    if (table->slot_count >= SLOTS_MAX) base_fatal("out of memory: too many names in one file");
    grow(&builder->arena, table, table->slot_count * 2);
  }
  NameId id = table->count++;
  table->text_bytes += name.size;
  table->entries[id] = (NameEntry){.head = words.head,
                                   .tail = words.tail,
                                   .at = name.at,
                                   .size = (uint32_t)name.size,
                                   .hash = hash};
  place(table, id);
  return id;
}

NameId name_find_long(SummaryBuilder *builder, Str name) {
  const NameTable *table = &builder->interned;
  NameWords words = name_words(name);
  uint32_t hash = (uint32_t)whole_hash_of(name, words);
  uint32_t mask = table->slot_count - 1;
  for (uint32_t i = hash & mask; table->slots[i] != 0; i = (i + 1) & mask) {
    const NameEntry *entry = &table->entries[table->slots[i] - 1];
    if (name_is_alike(entry, name, words) && memcmp(entry->at, name.at, name.size) == 0)
      return table->slots[i] - 1;
  }
  return name_add(builder, name, words, hash);
}

NameId summary_builder_name(SummaryBuilder *builder, Str name) {
  return name_find(builder, name);
}

// The words of a name are at hand, its bytes may be anywhere in the source.
static void copy_name(char *to, const NameEntry *name) {
  size_t size = name->size;
  if (size > NAME_SHORT_MAX_BYTES || size < 4) {
    if (size > 0) memcpy(to, name->at, size);
  } else if (size >= 8) {
    memcpy(to, &name->head, 8);
    memcpy(to + size - 8, &name->tail, 8);
  } else {
    memcpy(to, &name->head, 4);
    memcpy(to + size - 4, &name->tail, 4);
  }
}

uint32_t names_carry_count(const NameTable *table) {
  return (uint32_t)(table->text_bytes >> 16);
}

void names_fill(const NameTable *table, NameLines out) {
  size_t end = 0;
  uint32_t carries = 0;
  for (NameId id = 0; id < table->count; id++) {
    const NameEntry *entry = &table->entries[id];
    copy_name(out.text + end, entry);
    end += entry->size;
    while (end >> 16 > carries)
      out.carries[carries++] = id;
    out.ends[id] = (uint16_t)end;
    out.hashes[id] = entry->hash;
  }
}

// A slot that was emptied before is stepped over.
static void empty_slots(NameTable *table) {
  uint32_t mask = table->slot_count - 1;
  for (NameId id = 0; id < table->count; id++) {
    uint32_t i = table->entries[id].hash & mask;
    while (table->slots[i] != id + 1)
      i = (i + 1) & mask;
    table->slots[i] = 0;
  }
}

// One large file must not make every small one after it pay for sweeping a large table.
void names_clear(Arena *arena, NameTable *table) {
  if (table->slot_count == 0) grow(arena, table, SLOTS_MIN);
  if (table->slot_count / SLOTS_SWEPT > table->count)
    empty_slots(table);
  else
    memset(table->slots, 0, table->slot_count * sizeof *table->slots);
  table->count = 0;
  table->text_bytes = 0;
}
