// The bytes of a Summary block. Private to facts/ and its tests.
//
//   header      below; its last part, from `flags` on, counts as facts
//   facts       one table per line of SUMMARY_FACT_TABLES, then the text of the names, the path
//   positions   one table per line of SUMMARY_POSITION_TABLES
//
// Each table begins at a multiple of 8; the bytes between are 0. Numbers are in the byte order of
// the machine that wrote them: one with the other order sees another version number and refuses.
#pragma once

#include "facts/facts.h"

#define SUMMARY_MAGIC   "nostall\n" // 8 bytes, not terminated
#define SUMMARY_VERSION 11u         // of the layout, the records and the meaning of both
#define SUMMARY_ALIGN   8u

enum {
#define TABLE(Type, name) FACT_##name,
  SUMMARY_FACT_TABLES(TABLE, TABLE)
#undef TABLE
      FACT_TABLE_COUNT
};

enum {
#define TABLE(Type, name) POSITION_##name,
  SUMMARY_POSITION_TABLES(TABLE)
#undef TABLE
      POSITION_TABLE_COUNT
};

typedef struct SummaryHeader {
  char magic[8];
  uint64_t head_hash; // xxh3 from behind this field up to `flags`, the other hashes with it
  uint64_t block_bytes;
  uint64_t facts_hash;     // xxh3 from `flags` up to the positions
  uint64_t positions_hash; // xxh3 from there to the end
  uint64_t source_hash;
  uint32_t version;
  uint32_t source_bytes;
  uint32_t position_counts[POSITION_TABLE_COUNT];
  uint32_t flags;      // SummaryFlag
  uint32_t text_bytes; // of all names
  uint32_t path_bytes;
  uint32_t unused; // 0
  uint32_t fact_counts[FACT_TABLE_COUNT];
} SummaryHeader;

// Where things begin, in bytes from the start of the block. Adds up without overflow for any
// counts.
typedef struct SummaryLayout {
  uint64_t facts[FACT_TABLE_COUNT];
  uint64_t text;
  uint64_t path;
  uint64_t positions_begin;
  uint64_t positions[POSITION_TABLE_COUNT];
  uint64_t end;
} SummaryLayout;

SummaryLayout summary_layout(const SummaryHeader *header);

// Sets the hashes in the header of a block that is complete otherwise.
void summary_seal(char *bytes, size_t size_bytes);

// Whether `block` is whole, of this version and unchanged: all that can be said without looking at
// records. Fails: FAIL_FORMAT.
bool summary_check_header(Str block, Error *err);
