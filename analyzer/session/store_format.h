// The bytes of a store that are no Summaries. Private to store*.c and their tests.
#pragma once

#include "session/store.h"

#define STORE_MAGIC        "nostall$" // 8 bytes, not terminated
#define STORE_FORMAT       1u
#define STORE_ALIGN        8u
#define STORE_MAX_SEGMENTS 256u
#define STORE_MAX_BYTES    (UINT64_C(1) << 30) // of what is kept
#define SEGMENT_MAGIC      0x7467656eu

typedef struct StoreHeader {
  char magic[8];
  uint64_t hash; // xxh3 of the fields behind it up to `committed_bytes`
  uint64_t version;
  uint32_t format;
  uint32_t unused;          // 0
  uint64_t committed_bytes; // all that is there for readers, this header too
} StoreHeader;

typedef struct SegmentHeader {
  uint64_t hash; // xxh3 of the fields behind it, and of the entries
  uint32_t magic;
  uint32_t count;         // entries
  uint64_t segment_bytes; // with this header, the entries and the blocks
} SegmentHeader;

uint64_t store_header_hash(const StoreHeader *header);
uint64_t segment_hash(const SegmentHeader *header, Str index);
