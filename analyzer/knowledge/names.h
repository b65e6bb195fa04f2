// From names to entries: the index over all tables, their braces expanded. Private to this layer.
#pragma once

#include "base/array.h"
#include "base/map.h"
#include "knowledge/knowledge.h"

#define NAME_MAX_BYTES 512 // of a dotted name; longer ones are not known

typedef struct Names {
  uint64_t *hashes;    // of names; 0 is a free slot
  uint16_t *numbers;   // beside `hashes`: index into `entries`
  uint32_t slot_count; // a power of two
  uint32_t count;
  Array(const KnowledgeEntry *) entries;
  Map modules; // hash of a name's first part
  Array(Str) loop_words;
  Array(Str) silent_names;
} Names;

// Indexes `count` entries of the user's, then the tables of a language.
void names_index_python(Arena *arena, Names *names, const KnowledgeEntry *own, size_t count);
void names_index_c(Arena *arena, Names *names, const KnowledgeEntry *own, size_t count);

// Hashing a name byte by byte from NAME_HASH_START gives its hash, and on the way those of its
// prefixes.
#define NAME_HASH_START 0xcbf29ce484222325u
static inline uint64_t name_hash_byte(uint64_t hash, char byte) {
  return (hash ^ (unsigned char)byte) * 0x00000100000001b3u; // FNV-1a
}
uint64_t name_hash(Str name);

static inline Str name_first_part(Str name) {
  return str_slice(name, 0, str_find_byte(name, '.'));
}

// The entry whose name has this hash, or NULL.
const KnowledgeEntry *names_find(const Names *names, uint64_t hash);
