// What one run leaves for the next: a folder that holds the Summaries of files and the findings of
// whole runs. A cache changes no result: what it says of a file holds for one content of it, and
// what is damaged, of another version or not understood is not used.
#pragma once

#include "base/log.h"
#include "session/parts.h"
#include "session/store.h"
#include "session/unit_cache.h"

#include <stdatomic.h>

// What is known of a file by its stamp, or by its bytes.
typedef struct FileIdentity { // beside Discovery.files
  uint64_t path_hash;         // 0 until it was asked for
  WideHash content;
  Stamp stamp; // settled
  size_t size_bytes;
  const StoreEntry *entry; // with that content, or NULL
  uint32_t words;          // as in StoreEntry, of this run
  bool is_known;           // the content is
  bool is_new;             // the store does not say all of this
} FileIdentity;

typedef struct Cache {
  Arena arena;
  bool is_on;
  Str path;   // of the folder
  int folder; // open; -1 when it is not there
  Store store;
  UnitCache units; // of C
  FileIdentity *files;
  uint32_t words; // those of this run's prefilter; not 0
  atomic_bool is_damaged;
  bool is_damage_told;
  uint64_t result_key; // see result.c
  uint64_t files_key;
  bool takes_result;
  Str found;       // a result that was kept, mapped
  Str result;      // what is to be written, or ""
  KeptParts shown; // lines of files, as `found` has them
  KeptParts noted; // … to be written with `result`
} Cache;

// ---- cache_folder.c -----------------------------------------------------------------------------

// The folder of the project around a directory; false where there is no project.
bool cache_folder_find(Arena *arena, Str start, Str *out);
// The folder that was named, or that of the project around `start`; absolute.
bool cache_folder_choose(Arena *arena, Str named, Str current, Str start, Str *out);
// Opens it; -1 where there is none, and with a text in `err` where it is not ours to use. A folder
// that was found, not named, is not followed to another place.
int cache_folder_open(Str path, bool is_named, Error *err);
// Makes it where there is none, and what marks it: for git and for programs that make backups.
int cache_folder_make(Str path, bool is_named, Error *err);
// The lock of who writes into it; -1 while somebody else has it. Closing it gives it back.
int cache_folder_lock(int folder, Error *err);
// Removes what is ours in it, and it. Fails: FAIL_IO.
bool cache_folder_remove(Str path, bool is_named, Error *err);

// ---- build_key.c, which is generated ------------------------------------------------------------

// What stands for the code that makes a Summary of a text, and for all code.
extern const uint64_t build_key_summary;
extern const uint64_t build_key_unit; // … of a translation unit, and what is kept beside it
extern const uint64_t build_key_all;
