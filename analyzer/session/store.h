// The Summaries of earlier runs in one file, mapped; what is new is appended to it.
//
//   header      StoreHeader
//   segments    one for each run that had something to add: SegmentHeader, its entries in order of
//               path_hash, blocks of Summaries, each at a multiple of 8
//
// Of two entries for one path the later segment's counts; the earlier one still serves a text that
// comes back, as texts do when a branch is left and entered again. Entries name blocks by their
// place in the file, those of earlier segments too. Readers see `committed_bytes` of the file as it
// is when they open it. Writers hold a lock, append behind that, and then move it; or write a new
// file beside it, which takes its name. Nothing that was committed is ever written to.
//
// The file is data from outside: what has an entry is checked when the store is opened, a block
// when it is first looked at. Numbers are in the byte order of the machine, as in a Summary.
#pragma once

#include "facts/facts.h"
#include "session/stamp.h"

typedef struct StoreEntry {
  uint64_t path_hash; // of the path that is in the Summary
  WideHash content;   // of the bytes of the file
  Stamp stamp;        // {0}: not to be trusted
  uint64_t block;     // place of its Summary, 0 when none was made
  uint32_t block_bytes;
  uint32_t words;      // those of the prefilter that it was searched for; 0: it was not
  uint32_t day;        // when it was written, in days since 1970
  uint32_t can_matter; // 1: one of them is in it
} StoreEntry;

typedef struct StoreSegment {
  const StoreEntry *entries;
  uint32_t count;
  uint32_t bits;          // private: the first bits of a path_hash choose a part of the entries …
  const uint32_t *starts; // private: … which goes from starts[part] to starts[part + 1]
} StoreSegment;

typedef struct Store { // {0} is empty
  Str bytes;           // private: what was committed when it was opened
  Str mapped;          // private: the file, "" where it is not one
  Array(StoreSegment) segments;
  uint64_t version;
  uint64_t inode;  // of the file
  bool has_seal;   // see store_use_seal
  bool is_own;     // nobody else can have written what is in it
  bool is_damaged; // what is written replaces it
} Store;

// Opens `name` in the directory open as `folder`; where there is none, `*out` is empty. `version`
// stands for all that the Summaries depend on beside the texts; a store of another one is an empty
// store. Fails: FAIL_FORMAT when it is damaged, FAIL_IO.
bool store_open(Arena *arena, int folder, const char *name, uint64_t version, Store *out,
                Error *err);
// Says that its blocks are Summaries alone, and has it sealed (seal.h) whenever it is written:
// Summaries of a store that is sealed are checked by their hashes alone.
void store_use_seal(Store *store, int folder, const char *name);
void store_close(Store *store);
// The same from bytes that lie at a multiple of 8.
bool store_view(Arena *arena, Str bytes, uint64_t version, Store *out, Error *err);

// The latest entry of a path if it has this stamp, else NULL. With a stamp of {0}, the latest.
const StoreEntry *store_find(const Store *store, uint64_t path_hash, Stamp stamp);
// The latest entry of a path with this content.
const StoreEntry *store_find_content(const Store *store, uint64_t path_hash, WideHash content);
// The latest entry of a path that was written before `later`; NULL: the latest of all.
const StoreEntry *store_find_before(const Store *store, uint64_t path_hash,
                                    const StoreEntry *later);
// The bytes of an entry; "" when it has none.
Str store_block(const Store *store, const StoreEntry *entry);
// The Summary of an entry that has one; it lies in the store. Fails: FAIL_FORMAT.
bool store_summary(const Store *store, const StoreEntry *entry, Str path, Summary *out, Error *err);

// ---- Writing ------------------------------------------------------------------------------------

typedef struct StorePut {
  StoreEntry entry;       // `day`, `block` and `block_bytes` are filled in
  Str block;              // not sealed; "" when it has none, or that of `kept`
  bool is_raw;            // `block` is no Summary, or sealed already: written as it is
  const StoreEntry *kept; // an entry of the store whose block is meant, or NULL
  bool is_new;            // false: `entry` is in the store as it is, and was used
} StorePut;

// Puts what is new into `name` in `folder`: at its end, or, where much of it is out of date,
// together with what is not into a new file. There is at most one of a path. `store` is what was
// opened at first. Nobody else writes meanwhile: the caller holds the lock. Fails: FAIL_IO; the
// file is then as it was.
bool store_write(const Store *store, int folder, const char *name, const StorePut *puts,
                 size_t count, Error *err);
