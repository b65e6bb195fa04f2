// Lists of files that earlier runs made: one holds as long as no directory says otherwise that it
// came from, and nothing else that it depends on.
//
// What a list depends on is told by stamps, which nobody can foresee who did not make the list
// here: a list from elsewhere does not hold.
#pragma once

#include "session/listing.h"

// Reads the stamp of a path, links not followed; {0} where nothing is.
Stamp watch_stamp(const char *full);

typedef struct ListUse {
  Listing *listing;
  bool is_git;
  bool is_new;                // it is not kept as it is
  int64_t begun_ns;           // when git was asked, by the clock of files …
  int64_t begun_monotonic_ns; // … and by one that nobody sets
} ListUse;

typedef struct KeptList KeptList;

typedef struct Lists {
  Arena arena;
  int folder; // of the cache, open; -1: there is none
  bool is_on; // … and if none, it may be made
  Array(ListUse) uses;
  Array(KeptList *) kept; // what was read, for as long as listings are slices of it
  Array(Str) written;     // the bytes of files, as collected
  Array(Str) names;       // of them
} Lists;

// Opens what the folder of the cache has. `lists` was {0}.
void lists_open(Lists *lists, Str cache_path, bool is_named);
void lists_close(Lists *lists);
// The list of what is below a root, from an earlier run; false when it has to be made. Where it is
// that of a walk and only some directories changed, those alone are read. `lists` may be NULL.
bool lists_find(Lists *lists, Arena *arena, Str root, bool is_git, Listing *out);
// Says that one is about to be made, and then that it was.
ListUse lists_begin(Listing *listing, bool is_git);
void lists_add(Lists *lists, ListUse use);

// Finds out what the new lists depend on, before anything is written; whether there are any to be
// kept. To be called when nobody waits any more.
bool lists_collect(Lists *lists);
// Writes them into the folder of the cache, whose lock the caller has. Fails: FAIL_IO.
bool lists_write(const Lists *lists, int folder, Error *err);

// ---- list_file.c --------------------------------------------------------------------------------

struct KeptList {
  Str bytes; // mapped; all of it lies in them
  Directories directories;
  Watches watches;
  ListedFiles files;
};

// Fails: FAIL_FORMAT for what is not as it was written, or not of this build, root and kind.
bool list_parse(Arena *arena, Str bytes, uint64_t key, KeptList *out, Error *err);
Str list_print(Arena *arena, uint64_t key, const Directories *directories, const Watches *watches,
               const Str *files, size_t file_count);
// Makes bytes at a multiple of 8 begin as those of a list with that key do, as far as they go; for
// tests.
void list_seal(char *bytes, size_t size_bytes, uint64_t key);

// ---- git_watch.c --------------------------------------------------------------------------------

// All that what git lists in a work tree depends on: its directories and other files. False where
// that cannot be told.
bool git_watch(Arena *arena, const Listing *listing, Directories *directories, Watches *watches);
