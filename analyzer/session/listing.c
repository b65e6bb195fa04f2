// A plain walk: one directory open at a time, those still to be read on a stack of our own.
#include "session/listing.h"

#include "base/map.h"
#include "session/paths.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

// Caches, environments, other people's code and output: ruff's list, and what Python makes itself.
static const char *const excluded_names[] = {
    ".bzr",          ".direnv",
    ".eggs",         ".git",
    ".git-rewrite",  ".hg",
    ".idea",         ".ipynb_checkpoints",
    ".mypy_cache",   ".nostall_cache",
    ".nox",          ".pants.d",
    ".pyenv",        ".pytest_cache",
    ".pytype",       ".ruff_cache",
    ".svn",          ".tox",
    ".venv",         ".vscode",
    "__pycache__",   "__pypackages__",
    "_build",        "buck-out",
    "build",         "dist",
    "dist-packages", "node_modules",
    "site-packages", "venv",
};

typedef Array(Str) Stack;

typedef struct Walk {
  Arena *arena;
  Listing *listing;
  Stack pending; // directories
  const Directories *known;
  Map places; // hash of a path -> place in `known`
  Arena scratch;
} Walk;

bool listing_is_c(Str name) {
  return str_has_suffix(name, STR(".c")) || str_has_suffix(name, STR(".h"));
}

bool listing_is_source(Str name) {
  return str_has_suffix(name, STR(".py")) || str_has_suffix(name, STR(".pyi")) ||
         str_has_suffix(name, STR(".pyw")) || listing_is_c(name);
}

// Whether an import can name it, which no environment or cache is meant for.
bool listing_may_be_package(Str name) {
  return name.at[0] != '.' && str_find_byte(name, '-') == SIZE_MAX &&
         !str_has_prefix(name, STR("__"));
}

bool listing_is_excluded(Str name) {
  for (size_t i = 0; i < COUNT_OF(excluded_names); i++) {
    if (str_equal_c(name, excluded_names[i])) return true;
  }
  return false;
}

ListingNames listing_excluded_names(void) {
  return (ListingNames){excluded_names, COUNT_OF(excluded_names)};
}

static bool is_environment(const Directory *directory) {
  EntryKind kind = ENTRY_ODD;
  Str name = {0};
  for (Str rest = directory->names; directory_next(&rest, &kind, &name);)
    if (kind == ENTRY_ENVIRONMENT) return true;
  return false;
}

static void add_entries(Walk *walk, const Directory *directory) {
  EntryKind kind = ENTRY_ODD;
  Str name = {0};
  for (Str rest = directory->names; directory_next(&rest, &kind, &name);) {
    if (kind == ENTRY_DIRECTORY || kind == ENTRY_PACKAGE)
      array_push(walk->arena, &walk->pending, path_join(walk->arena, directory->full, name));
    if (kind == ENTRY_FILE || kind == ENTRY_LINK)
      array_push(walk->arena, &walk->listing->files, path_join(walk->arena, directory->full, name));
  }
}

static const Directory *find_known(const Walk *walk, Str full) {
  const uint32_t *place = map_find(&walk->places, str_hash(full));
  const Directory *known = place ? &walk->known->at[*place] : NULL;
  return known && str_equal(known->full, full) ? known : NULL;
}

static bool visit(Walk *walk, Str full) {
  Directory directory = {0};
  const Directory *known = find_known(walk, full);
  if (known)
    directory = *known;
  else if (!directory_read(walk->arena, &walk->scratch, full, &directory))
    return false;
  array_push(walk->arena, &walk->listing->directories, directory);
  bool is_left = is_environment(&directory) && full.size > walk->listing->root.size;
  if (!is_left) add_entries(walk, &directory);
  return true;
}

static void add_gap(Walk *walk, Str full, int number) {
  Str reason = str_print(walk->arena, "cannot be listed: %s", strerror(number));
  ListingGap gap = {.full = full, .reason = reason};
  array_push(walk->arena, &walk->listing->gaps, gap);
}

static int compare_paths(const void *a, const void *b) {
  return str_compare(*(const Str *)a, *(const Str *)b);
}

static bool is_sorted(const Listing *listing) {
  for (size_t i = 1; i < listing->files.count; i++)
    if (str_compare(listing->files.at[i - 1], listing->files.at[i]) >= 0) return false;
  return true;
}

void listing_sort(Listing *listing) {
  if (is_sorted(listing)) return;
  qsort(listing->files.at, listing->files.count, sizeof *listing->files.at, compare_paths);
  size_t kept = 0;
  for (size_t i = 0; i < listing->files.count; i++) {
    bool is_new = kept == 0 || !str_equal(listing->files.at[i], listing->files.at[kept - 1]);
    if (is_new) listing->files.at[kept++] = listing->files.at[i];
  }
  listing->files.count = kept;
}

void listing_walk(Arena *arena, Str root, bool is_deep, const Directories *known, Listing *out) {
  *out = (Listing){.root = root, .is_deep = is_deep};
  Walk walk = {.arena = arena, .listing = out, .known = known};
  for (size_t i = 0; known && i < known->count; i++)
    map_insert(arena, &walk.places, str_hash(known->at[i].full), (uint32_t)i);
  array_push(arena, &walk.pending, root);
  while (walk.pending.count > 0) {
    Str full = walk.pending.at[--walk.pending.count];
    if (!visit(&walk, full)) add_gap(&walk, full, errno);
    if (!is_deep) break;
  }
  arena_release(&walk.scratch);
  listing_sort(out);
}

size_t listing_find(const Listing *listing, Str full) {
  size_t low = 0;
  size_t high = listing->files.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (str_compare(listing->files.at[middle], full) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

bool listing_holds(const Listing *listing, Str full, bool is_directory) {
  // Below a directory everything starts with "directory/", which sorts as one block.
  size_t at = listing_find(listing, full);
  if (!is_directory) return at < listing->files.count && str_equal(listing->files.at[at], full);
  for (; at < listing->files.count && str_has_prefix(listing->files.at[at], full); at++) {
    if (path_is_below(listing->files.at[at], full)) return true;
  }
  return false;
}
