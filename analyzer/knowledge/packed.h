// Tables and their index as the program carries them: without a pointer. It may be loaded anywhere,
// so each pointer in a table has to be put right at every start, before anything else happens; that
// were 4.8 MB to write to for entries of which a run needs a few hundred. And an entry is mostly
// zeros. pack/ makes this of the tables as people write them, when the program is built.
#pragma once

#include "knowledge/knowledge.h"

typedef enum PackedKind {
  PACKED_NUMBER, // four bytes as they are
  PACKED_TEXT,   // a pointer to what stands there in `texts`
  PACKED_ENTRY,  // a pointer to the entry of that number
} PackedKind;

// What is not zero in an entry.
typedef struct PackedPart {
  uint16_t place; // in the entry, in bytes
  uint16_t kind;
  uint32_t value;
} PackedPart;

typedef struct PackedWord { // a slice of `texts`
  uint32_t start;
  uint32_t size;
} PackedWord;

typedef struct PackedTable {
  uint32_t name; // in `texts`
  uint32_t end;  // the number of the entry behind its last
} PackedTable;

// Of one language.
typedef struct Packed {
  const PackedPart *parts;
  const uint32_t *ends; // of each entry in `parts`
  uint32_t entry_count; // of all tables
  uint32_t all_count;   // and those that no table holds, which others lead to
  const PackedTable *tables;
  uint32_t table_count;
  const unsigned char *texts;
  // As in Names.
  const uint64_t *hashes;
  const uint16_t *numbers;
  const uint64_t *owners;
  uint32_t slot_count;
  uint32_t name_count;
  const uint64_t *modules;
  uint32_t module_count;
  const PackedWord *loop_words;
  uint32_t loop_word_count;
  const PackedWord *silent_names;
  uint32_t silent_name_count;
} Packed;

extern const Packed packed_python;
extern const Packed packed_c;

static inline const char *packed_text(const Packed *packed, uint32_t start) {
  return (const char *)packed->texts + start;
}

// Entries that are made when they are asked for, by any thread.
typedef struct Unpacked Unpacked;
Unpacked *unpacked_new(Arena *arena, const Packed *packed);
const KnowledgeEntry *unpacked_entry(Unpacked *unpacked, uint32_t number);
