// The files of installed packages, found by the dotted names of their modules, one by one as they
// are asked for. A folder is listed once; nothing is read that nobody asks for.
#pragma once

#include "base/map.h"
#include "link/link.h"
#include "session/discover.h"
#include "session/environment.h"
#include "session/stamp.h"

// What one run may find: names that are asked for lead to ever more.
#define PACKAGES_MAX_FILES      4096
#define PACKAGES_MAX_BYTES      ((size_t)64 << 20) // of source that is read
#define PACKAGES_MAX_FILE_BYTES ((size_t)4 << 20)  // of one file; larger ones are tables of data

typedef struct PackageFolder {
  Str path;
  Interner names;
  bool is_there;
  Stamp stamp; // as it was listed, settled
} PackageFolder;

typedef struct Packages {
  Arena *arena;
  Environment environment;
  Discovery *discovery;          // its files have room behind the project's
  uint32_t count;                // files of packages, behind the project's
  Map known;                     // hash of a folder's path -> index into `folders`
  Array(PackageFolder) folders;  //
  size_t read_count, read_bytes; // what was loaded
  bool is_full;                  // something was not looked at
} Packages;

// For ProgramInput: `packages` must have folders.
bool packages_find(Packages *packages, Str dotted, ProgramPackage *out);
