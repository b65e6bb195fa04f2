// What is kept of translation units of C: a unit's Summaries hold while every file that it was made
// of is as it was, and nothing new lies where one of them would have been looked for first.
//
// It is a store of its own, `units`, whose blocks are of several kinds; each is found by the hash
// of its kind and of what it is about:
//
//   file     by path: content and stamp; what it asks about others (`__has_include`)
//   folder   by path: stamp, and which listing it has
//   listing  by content: the names in a folder, as hashes; or that there is no such folder
//   watch    by content: folders in which units look for headers, with the listings that they had
//   unit     by command: the files with their contents, the watch, names not found, the Summaries
//   summary  by content: a Summary
//   library  by what the system has installed: which libclang that is
//
// Folders are watched, not single places: when a name has come to a folder, or has gone from it,
// the units are read again in whose paths to files that name stands, anywhere. That is more than
// necessary, and rare.
#pragma once

#include "base/log.h"
#include "base/map.h"
#include "c/c.h"
#include "session/bytes.h"
#include "session/read.h"
#include "session/store.h"

typedef struct KeptFile {
  uint64_t key;
  Str path; // terminated
  const StoreEntry *entry;
  WideHash content; // as it is now
  Stamp stamp;      // settled; {0} when it is too young to be known by it
  CProbes probes;
  bool is_looked;
  bool is_there;
  bool is_steady; // as it is since before this run began
  bool is_asked_again;
  uint32_t watch;  // number + 1 of the watch for which `is_touched` was found
  bool is_touched; // a name in its path has come or gone
} KeptFile;

typedef struct KeptFolder {
  uint64_t key;
  Str path; // terminated
  const StoreEntry *entry;
  WideHash listing; // as it is now
  Str names;        // payload of that
  bool is_steady;
} KeptFolder;

typedef struct KeptWatch {
  Map changed;      // hashes of names
  bool is_unusable; // too much has changed to be told
} KeptWatch;

typedef struct UnitCache {
  Arena *arena;
  Store store;
  bool is_on;
  bool is_damaged;
  int64_t start_ns; // of this run
  ReadBuffer buffer;
  Array(StorePut) puts;
  Map put_numbers; // by key
  bool is_new;     // one of them is
  Array(KeptFile) files;
  Map file_numbers; // by key
  Array(KeptFolder) folders;
  Map folder_numbers; // by key
  Array(KeptWatch) watches;
  Map watch_numbers; // by key
} UnitCache;

typedef enum BlockKind {
  BLOCK_FILE = 1,
  BLOCK_FOLDER,
  BLOCK_LISTING,
  BLOCK_WATCH,
  BLOCK_UNIT,
  BLOCK_SUMMARY,
  BLOCK_LIBRARY,
} BlockKind;

// ---- unit_cache.c: blocks -----------------------------------------------------------------------

// Opens the store in the directory open as `folder`; -1 where nothing was kept yet. Damage shows in
// `is_damaged`. What it makes is in `arena`.
void unit_cache_open(UnitCache *cache, Arena *arena, int folder, uint64_t version, Error *err);
void unit_cache_close(UnitCache *cache);
bool unit_cache_is_new(const UnitCache *cache);
// The caller holds the lock of the folder. Fails: FAIL_IO.
bool unit_cache_write(UnitCache *cache, int folder, Error *err);

uint64_t block_key(BlockKind kind, uint64_t hash);
// The payload of an entry that this layer has made; false when it is not as it was written.
bool block_read(UnitCache *cache, const StoreEntry *entry, ByteReader *out);
// The entry of something that is found by its content.
const StoreEntry *block_find(UnitCache *cache, BlockKind kind, WideHash content);
// Keeps a payload under its content.
WideHash block_keep(UnitCache *cache, BlockKind kind, Str payload);
// Keeps an entry with a payload; `kept` is what the store has of it, if that is all the same.
void block_put(UnitCache *cache, StoreEntry entry, Str payload, const StoreEntry *kept);
// Keeps a Summary that is not sealed; it must live until that is written.
void unit_keep_summary(UnitCache *cache, WideHash content, Str block);
// Says that an entry of the store is in use.
void block_use(UnitCache *cache, const StoreEntry *entry);

// Which version of libclang, and with which flags of its own, lies where `identity` was found
// (c_library_identity); false when that file is not as it was.
bool unit_library(UnitCache *cache, uint64_t identity, Str *out);
void unit_keep_library(UnitCache *cache, uint64_t identity, Str path, Str version);

// ---- unit_files.c: files and folders ------------------------------------------------------------
// Numbers, not pointers: tables move.

uint32_t kept_file(UnitCache *cache, Str path);
// UINT32_MAX when the store does not know it.
uint32_t kept_file_of_key(UnitCache *cache, uint64_t key);
// Asks the file system, once.
void kept_file_look(UnitCache *cache, KeptFile *file);
// Whether it was the same all the time, from before this run began up to now.
bool kept_file_was_steady(KeptFile *file);
uint32_t kept_folder(UnitCache *cache, Str path);
uint32_t kept_folder_of_key(UnitCache *cache, uint64_t key);
// The payload of a listing, as in the store.
bool kept_listing(UnitCache *cache, WideHash listing, Str *names);
bool listing_has(Str names, Str name);
// Which names one has and the other lacks; false when there is more to it.
bool listing_differences(Arena *arena, Str before, Str now, Map *out);

// ---- unit_watch.c: where else files could come from ---------------------------------------------

// What has changed since a watch was kept; number + 1 of it, 0 when the store does not have it.
uint32_t watch_find(UnitCache *cache, WideHash content);
// Whether a unit with this file may now be made of another one.
bool watch_touches(UnitCache *cache, uint32_t watch, KeptFile *file);
bool watch_touches_name(const UnitCache *cache, uint32_t watch, Str name);

// Everything that units of one run look through.
typedef struct WatchPlan {
  Interner searched; // folders, absolute
  Interner files;    // paths of what was found
  Interner names;    // of what was asked about
} WatchPlan;
// False when it cannot be watched: something changes just now, or there is too much.
bool watch_keep(UnitCache *cache, const WatchPlan *plan, WideHash *out);

// ---- unit_records.c: units ----------------------------------------------------------------------

typedef struct KeptBlock {
  uint64_t path_hash;
  const StoreEntry *entry;
} KeptBlock;

typedef struct KeptUnit {
  WideHash id; // of its command, and of all else that is not in files
  bool is_valid;
  WideHash record; // of a valid one
  const KeptBlock *blocks;
  uint32_t block_count;
  const uint32_t *files; // numbers of them
  uint32_t file_count;
} KeptUnit;

WideHash unit_id(Arena *arena, const CCommand *command, Str root, Str library);
// Looks for what was kept of it and still holds.
void unit_find(UnitCache *cache, KeptUnit *unit);

// One that was read in this run, or was found.
typedef struct UnitNews {
  const CCommand *command;
  const CUnit *unit;           // NULL: it was found
  const CBeginning *beginning; // that it was read behind, or NULL
  KeptUnit *kept;              // valid afterwards if it could be kept
} UnitNews;
// Keeps those that were read.
void units_keep(UnitCache *cache, UnitNews *news, size_t count);
