// From names to entries: the index over all tables, their braces expanded. Private to this layer.
#pragma once

#include "base/array.h"
#include "base/map.h"
#include "knowledge/knowledge.h"

#define NAME_MAX_BYTES 512 // of a dotted name; longer ones are not known

enum { MODULE_IN_TABLES, MODULE_OWN };

typedef struct Names {
  uint64_t *hashes;    // of names; 0 is a free slot
  uint16_t *numbers;   // beside `hashes`: index into `entries`
  uint32_t slot_count; // a power of two
  uint32_t count;
  Array(const KnowledgeEntry *) entries;
  Map modules;      // hash of a name's first part -> MODULE_IN_TABLES or MODULE_OWN
  uint64_t *owners; // a set that holds what stands before a dot in any name, and a little else
  Array(Str) loop_words;
  Array(Str) silent_names;
} Names;

// Indexes the tables of a language.
void names_index_python(Arena *arena, Names *names);
void names_index_c(Arena *arena, Names *names);
// Adds an entry, in place of those that have its names so far.
void names_add_python(Arena *arena, Names *names, const KnowledgeEntry *entry);
void names_add_c(Arena *arena, Names *names, const KnowledgeEntry *entry);

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

// Whether a name with this hash may stand before a dot in another; exact where it says no.
bool names_has_below(const Names *names, uint64_t hash);

// The entry whose name has this hash, or NULL.
const KnowledgeEntry *names_find(const Names *names, uint64_t hash);
