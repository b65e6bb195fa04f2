// A front end asks for the id of every name at every place where it stands; most are short and
// known. The first and last eight bytes of a name are held as words: together with its size they
// are all of a name of up to 16 bytes, which is found without going to its text or calling
// anything. Open addressing with linear probing, at most half of the slots taken.
//
// Inline, for the two places of a front end where most names come from; summary_builder_name is the
// same for all others. Part of facts.h.
#pragma once

#include "facts/build.h"

#define NAME_SHORT_MAX_BYTES 16 // of a name that its words are all of

static inline uint64_t name_load(const char *at, size_t size) {
  uint64_t word = 0;
  memcpy(&word, at, size);
  return word;
}

static inline uint64_t name_mix(uint64_t hash, uint64_t word) {
  hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15); // 2^64 / golden ratio
  return hash ^ hash >> 32;
}

typedef struct NameWords { // the first and the last bytes of a name
  uint64_t head, tail;
} NameWords;

static inline NameWords name_words(Str name) {
  const char *at = name.at;
  size_t size = name.size;
  if (size >= 8) return (NameWords){name_load(at, 8), name_load(at + size - 8, 8)};
  if (size >= 4) return (NameWords){name_load(at, 4), name_load(at + size - 4, 4)};
  if (size == 0) return (NameWords){0};
  return (NameWords){name_load(at, 1),
                     name_load(at + size / 2, 1) << 8 | name_load(at + size - 1, 1)};
}

// The whole of it for a short name.
static inline uint64_t name_words_hash(size_t size, NameWords words) {
  return name_mix(name_mix(size, words.head), words.tail);
}

static inline bool name_is_alike(const NameEntry *entry, Str name, NameWords words) {
  return entry->head == words.head && entry->tail == words.tail && entry->size == name.size;
}

// A name of more than NAME_SHORT_MAX_BYTES.
NameId name_find_long(SummaryBuilder *builder, Str name);
// One that is not there, with what has been read of it already.
NameId name_add(SummaryBuilder *builder, Str name, NameWords words, uint32_t hash);

// As summary_builder_name.
static inline NameId name_find(SummaryBuilder *builder, Str name) {
  if (name.size > NAME_SHORT_MAX_BYTES) return name_find_long(builder, name);
  const NameTable *table = &builder->interned;
  NameWords words = name_words(name);
  uint32_t hash = (uint32_t)name_words_hash(name.size, words);
  uint32_t mask = table->slot_count - 1;
  for (uint32_t i = hash & mask;; i = (i + 1) & mask) {
    uint32_t slot = table->slots[i];
    if (slot == 0) return name_add(builder, name, words, hash);
    if (name_is_alike(&table->entries[slot - 1], name, words)) return slot - 1;
  }
}
