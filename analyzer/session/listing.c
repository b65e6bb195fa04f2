// A plain walk: one directory open at a time, those still to be read on a stack of our own.
#define _DEFAULT_SOURCE // d_type
#include "session/listing.h"

#include "session/paths.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

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

// What marks the directory around it as an environment, whatever that is called.
static bool is_environment_mark(Str name) {
  return str_equal(name, STR("pyvenv.cfg")) || str_equal(name, STR("conda-meta"));
}

typedef Array(Str) Stack;

typedef struct Walk {
  Arena *arena;
  Listing *listing;
  Stack pending; // directories
} Walk;

bool listing_is_c(Str name) {
  return str_has_suffix(name, STR(".c")) || str_has_suffix(name, STR(".h"));
}

bool listing_is_source(Str name) {
  return str_has_suffix(name, STR(".py")) || str_has_suffix(name, STR(".pyi")) ||
         str_has_suffix(name, STR(".pyw")) || listing_is_c(name);
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

// What is behind an entry whose kind the directory does not tell, or behind a link.
static unsigned char kind_by_stat(int directory, const struct dirent *entry) {
  struct stat info = {0};
  bool is_link = entry->d_type == DT_LNK;
  int flags = is_link ? 0 : AT_SYMLINK_NOFOLLOW;
  if (fstatat(directory, entry->d_name, &info, flags) != 0) return DT_UNKNOWN;
  if (S_ISDIR(info.st_mode)) return is_link ? DT_UNKNOWN : DT_DIR;
  if (S_ISLNK(info.st_mode)) {
    bool is_file = fstatat(directory, entry->d_name, &info, 0) == 0 && S_ISREG(info.st_mode);
    return is_file ? DT_REG : DT_UNKNOWN;
  }
  return S_ISREG(info.st_mode) ? DT_REG : DT_UNKNOWN;
}

static void add_directory(Walk *walk, Str parent, Str name) {
  Str full = path_join(walk->arena, parent, name);
  // A package may be called `build`; output is no package.
  bool is_skipped = listing_is_excluded(name) && !path_exists(walk->arena, full, "__init__.py");
  if (!is_skipped) array_push(walk->arena, &walk->pending, full);
}

static void add_entry(Walk *walk, Str parent, int directory, const struct dirent *entry) {
  Str name = str_from_c(entry->d_name);
  if (str_equal(name, STR(".")) || str_equal(name, STR(".."))) return;
  bool is_file_name = listing_is_source(name);
  unsigned char kind = entry->d_type;
  if (kind == DT_UNKNOWN || (kind == DT_LNK && is_file_name)) kind = kind_by_stat(directory, entry);
  if (kind == DT_DIR) add_directory(walk, parent, name);
  if (kind == DT_REG && is_file_name)
    array_push(walk->arena, &walk->listing->files, path_join(walk->arena, parent, name));
}

static bool read_directory(Walk *walk, Str full) {
  DIR *stream = opendir(full.size > 0 ? full.at : "/");
  if (!stream) return false;
  size_t pending = walk->pending.count;
  size_t files = walk->listing->files.count;
  bool is_environment = false;
  for (const struct dirent *entry = readdir(stream); entry; entry = readdir(stream)) {
    add_entry(walk, full, dirfd(stream), entry);
    if (is_environment_mark(str_from_c(entry->d_name))) is_environment = true;
  }
  closedir(stream);
  if (is_environment && full.size > walk->listing->root.size) {
    walk->pending.count = pending;
    walk->listing->files.count = files;
  }
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

void listing_sort(Listing *listing) {
  if (listing->files.count > 0)
    qsort(listing->files.at, listing->files.count, sizeof *listing->files.at, compare_paths);
  size_t kept = 0;
  for (size_t i = 0; i < listing->files.count; i++) {
    bool is_new = kept == 0 || !str_equal(listing->files.at[i], listing->files.at[kept - 1]);
    if (is_new) listing->files.at[kept++] = listing->files.at[i];
  }
  listing->files.count = kept;
}

void listing_walk(Arena *arena, Str root, bool is_deep, Listing *out) {
  *out = (Listing){.root = root, .is_deep = is_deep};
  Walk walk = {.arena = arena, .listing = out};
  array_push(arena, &walk.pending, root);
  while (walk.pending.count > 0) {
    Str full = walk.pending.at[--walk.pending.count];
    if (!read_directory(&walk, full)) add_gap(&walk, full, errno);
    if (!is_deep) break;
  }
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
