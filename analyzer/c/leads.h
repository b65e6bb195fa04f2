// What units take in before all else, by way of other headers. Private to c/.
#pragma once

#include "base/map.h"
#include "c/c.h"
#include "c/prefix.h"

typedef Array(CName) LeadNames;

typedef struct LeadFile {
  Prefix prefix;
  bool is_there;
} LeadFile;

typedef struct Lead {
  Str header;          // as the compiler calls it: relative paths start at the command's directory
  uint32_t name_count; // of the names, so many come before it
} Lead;

typedef struct LeadWay { // from a unit to its headers, the outermost first
  Array(Lead) leads;
  LeadNames names;
} LeadWay;

typedef struct LeadFiles { // what was read and looked for so far
  Arena *arena;
  Map numbers; // by path -> index into `files`
  Array(LeadFile) files;
} LeadFiles;

// Follows the first `#include "…"` of the unit, of what that names, and so on.
void leads_find(LeadFiles *files, const CCommand *command, const Prefix *prefix, LeadWay *out);
