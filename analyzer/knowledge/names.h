// From names to entries: the index over all tables, their braces expanded. Private to this layer.
#pragma once

#include "base/array.h"
#include "base/map.h"
#include "knowledge/packed.h"

#define NAME_MAX_BYTES 512 // of a dotted name; longer ones are not known

enum { MODULE_IN_TABLES, MODULE_OWN };

typedef struct Names {
  const uint64_t *hashes;  // of names; 0 is a free slot
  const uint16_t *numbers; // beside `hashes`: of entries
  const uint64_t
      *owners;         // a set that holds what stands before a dot in any name, and a little else
  uint32_t slot_count; // a power of two
  uint32_t count;
  const Packed *packed;                  // of the entries with the first numbers, or NULL …
  Unpacked *unpacked;                    //
  uint32_t unpacked_count;               //
  Array(const KnowledgeEntry *) entries; // … and those with the numbers behind
  Map modules; // hash of a name's first part -> MODULE_IN_TABLES or MODULE_OWN
  Array(Str) loop_words;
  Array(Str) silent_names;
  struct NameSlots { // the first three, where they are ours to write: those of packed tables are
                     // not
    uint64_t *hashes;
    uint16_t *numbers;
    uint64_t *owners;
  } own;
} Names;

#define OWNERS_LOG2 17 // bits in the set of owners, of which the tables have some thousands
#define OWNER_WORDS ((1u << OWNERS_LOG2) / 64)

// The index of packed tables.
void names_unpack(Arena *arena, const Packed *packed, Names *names);
// All names of the packed tables, written out.
KnowledgeNames names_list(Arena *arena, const Names *names);
// What is said of Python without any entry.
void names_begin_python(Arena *arena, Names *names);
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
