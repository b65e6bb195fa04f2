// Which Python and C files there are below a directory.
#pragma once

#include "base/array.h"
#include "base/error.h"
#include "base/map.h"
#include "session/directory.h"

#define CACHE_FOLDER_NAME ".nostall_cache"

// A directory that could not be listed.
typedef struct ListingGap {
  Str full;
  Str reason;
} ListingGap;

typedef Array(Directory) Directories;
typedef Array(Str) ListedFiles;

// Something beside directories that a list depends on: an index of git, a file of patterns.
typedef struct Watch {
  Str full;    // absolute, terminated
  Stamp stamp; // {0}: nothing is there
} Watch;
typedef Array(Watch) Watches;

typedef struct Listing {
  Str root;          // absolute
  bool is_deep;      // everything below it, not only what it holds itself
  ListedFiles files; // absolute, terminated, sorted, each once
  Array(ListingGap) gaps;
  Directories directories; // that were walked
  Watches watches;         // of a list that was kept
  Interner holders;        // from the root: directories in or below which git has a file
  bool holds_cache;        // of nostall, among what git tracks
} Listing;

// Whether a file name ends like C: .c, .h.
bool listing_is_c(Str name);
// Whether it ends like C or Python: .py, .pyi, .pyw.
bool listing_is_source(Str name);
// Names of directories that are left out of what nobody tracks: caches, environments, output.
typedef struct ListingNames {
  const char *const *at;
  size_t count;
} ListingNames;
ListingNames listing_excluded_names(void);
bool listing_is_excluded(Str name);
// Whether one of those is walked when it holds an `__init__.py`.
bool listing_may_be_package(Str name);

// What git takes for the project: tracked files, and those that are neither tracked nor ignored nor
// in an excluded directory. `root` is the top of a work tree. Fails: FAIL_IO when git is missing or
// refuses. Runs git with everything off that a repository could have it execute.
bool listing_git(Arena *arena, Str root, Listing *out, Error *err);
// Whether git ignores a path in the work tree at `root`; false as well when it cannot be asked.
bool listing_git_ignores(Str root, Str full);
// Every Python and C file but those in excluded directories and environments. Links to files are
// files, links to directories are not followed, so there are no loops. With `is_deep` false, the
// directory alone. Those in `known`, which may be NULL, are taken to be as they are there.
void listing_walk(Arena *arena, Str root, bool is_deep, const Directories *known, Listing *out);

// Brings the files in order and drops repetitions.
void listing_sort(Listing *listing);
// Whether the file, or with `is_directory` any file below it, is in the listing.
bool listing_holds(const Listing *listing, Str full, bool is_directory);
// The first file that does not sort before `full`.
size_t listing_find(const Listing *listing, Str full);
