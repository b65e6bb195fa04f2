// Entries are brought in order, so that what two readings found can be compared byte by byte.
#define _DEFAULT_SOURCE // d_type
#include "session/directory.h"

#include "base/array.h"
#include "session/listing.h"
#include "session/paths.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

typedef Array(Str) Entries; // each with its kind in front and a NUL behind

// What marks the directory around it as an environment, whatever that is called.
static bool is_environment_mark(Str name) {
  return str_equal(name, STR("pyvenv.cfg")) || str_equal(name, STR("conda-meta"));
}

// ---- Kinds --------------------------------------------------------------------------------------

// Of an entry whose kind the directory does not tell.
static unsigned char kind_of(int directory, const struct dirent *entry) {
  struct stat info = {0};
  if (entry->d_type != DT_UNKNOWN) return entry->d_type;
  if (fstatat(directory, entry->d_name, &info, AT_SYMLINK_NOFOLLOW) != 0) return DT_UNKNOWN;
  if (S_ISDIR(info.st_mode)) return DT_DIR;
  if (S_ISLNK(info.st_mode)) return DT_LNK;
  return S_ISREG(info.st_mode) ? DT_REG : DT_UNKNOWN;
}

static bool leads_to_file(int directory, const char *name) {
  struct stat info = {0};
  return fstatat(directory, name, &info, 0) == 0 && S_ISREG(info.st_mode);
}

// A package may be called `build`; output is no package.
static EntryKind kind_of_output(Arena *scratch, Str parent, Str name) {
  ArenaMark mark = arena_mark(scratch);
  bool is_package = path_exists(scratch, path_join(scratch, parent, name), "__init__.py");
  arena_rewind(scratch, mark);
  return is_package ? ENTRY_PACKAGE : ENTRY_OUTPUT;
}

static bool classify_directory(Arena *scratch, Str parent, Str name, EntryKind *out) {
  *out = ENTRY_DIRECTORY;
  if (!listing_is_excluded(name)) return true;
  if (!listing_may_be_package(name)) return false;
  *out = kind_of_output(scratch, parent, name);
  return true;
}

static bool classify_source(int directory, const char *name, unsigned char kind, EntryKind *out) {
  *out = ENTRY_FILE;
  if (kind == DT_LNK) *out = leads_to_file(directory, name) ? ENTRY_LINK : ENTRY_LOST_LINK;
  return kind == DT_REG || kind == DT_LNK;
}

// False for an entry that does not matter.
static bool classify(Arena *scratch, Str parent, int directory, const struct dirent *entry,
                     EntryKind *out) {
  Str name = str_from_c(entry->d_name);
  bool is_source = listing_is_source(name);
  bool is_ignores = str_equal(name, STR(".gitignore"));
  *out = ENTRY_GIT;
  if (str_equal(name, STR(".git"))) return true;
  if (is_environment_mark(name)) {
    *out = ENTRY_ENVIRONMENT;
    return true;
  }
  unsigned char kind = kind_of(directory, entry);
  if (kind == DT_DIR && !is_ignores) return classify_directory(scratch, parent, name, out);
  if (is_source) return classify_source(directory, entry->d_name, kind, out);
  *out = kind == DT_REG ? ENTRY_IGNORES : ENTRY_ODD;
  return is_ignores;
}

// ---- Reading ------------------------------------------------------------------------------------

static bool is_asked_about(EntryKind kind) {
  return kind == ENTRY_LINK || kind == ENTRY_LOST_LINK || kind == ENTRY_OUTPUT ||
         kind == ENTRY_PACKAGE;
}

static void add_entry(Arena *scratch, Entries *entries, EntryKind kind, Str name) {
  char *at = arena_push(scratch, char, name.size + 2);
  at[0] = (char)kind;
  memcpy(at + 1, name.at, name.size);
  array_push(scratch, entries, ((Str){at, name.size + 2}));
}

static int compare_entries(const void *a, const void *b) {
  const Str *left = a, *right = b;
  return strcmp(left->at + 1, right->at + 1);
}

static Str join_entries(Arena *arena, const Entries *entries) {
  size_t size = 0, used = 0;
  for (size_t i = 0; i < entries->count; i++)
    size += entries->at[i].size;
  char *at = arena_push(arena, char, size);
  for (size_t i = 0; i < entries->count; i++) {
    memcpy(at + used, entries->at[i].at, entries->at[i].size);
    used += entries->at[i].size;
  }
  return (Str){at, size};
}

static bool is_dots(const char *name) {
  return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static void read_entries(Arena *scratch, DIR *stream, Directory *out, Entries *entries) {
  for (const struct dirent *entry = readdir(stream); entry; entry = readdir(stream)) {
    EntryKind kind = ENTRY_ODD;
    if (is_dots(entry->d_name) || !classify(scratch, out->full, dirfd(stream), entry, &kind))
      continue;
    out->has_asks |= is_asked_about(kind);
    add_entry(scratch, entries, kind, str_from_c(entry->d_name));
  }
  if (entries->count > 0) qsort(entries->at, entries->count, sizeof *entries->at, compare_entries);
}

bool directory_read(Arena *arena, Arena *scratch, Str full, Directory *out) {
  *out = (Directory){.full = full};
  DIR *stream = opendir(full.size > 0 ? full.at : "/");
  if (!stream) return false;
  struct stat info = {0};
  if (fstat(dirfd(stream), &info) == 0) {
    out->stamp = stamp_settled(stamp_of(&info), stamp_now_ns());
    out->device = (uint64_t)info.st_dev;
  }
  ArenaMark mark = arena_mark(scratch);
  Entries entries = {0};
  read_entries(scratch, stream, out, &entries);
  out->names = join_entries(arena, &entries);
  arena_rewind(scratch, mark);
  closedir(stream);
  return true;
}

// ---- Names --------------------------------------------------------------------------------------

bool directory_next(Str *rest, EntryKind *kind, Str *name) {
  size_t end = rest->size > 0 ? str_find_byte(*rest, '\0') : SIZE_MAX;
  if (end == SIZE_MAX || end < 2) return false;
  *kind = (EntryKind)rest->at[0];
  *name = str_slice(*rest, 1, end);
  *rest = str_slice(*rest, end + 1, rest->size);
  return true;
}

bool directory_asks_hold(Arena *scratch, const Directory *directory) {
  EntryKind kind = ENTRY_ODD, is = ENTRY_ODD;
  Str name = {0};
  for (Str rest = directory->names; directory_next(&rest, &kind, &name);) {
    if (!is_asked_about(kind)) continue;
    ArenaMark mark = arena_mark(scratch);
    if (kind == ENTRY_LINK || kind == ENTRY_LOST_LINK) {
      Str full = path_join(scratch, directory->full, name);
      is = leads_to_file(AT_FDCWD, full.at) ? ENTRY_LINK : ENTRY_LOST_LINK;
    } else {
      is = kind_of_output(scratch, directory->full, name);
    }
    arena_rewind(scratch, mark);
    if (is != kind) return false;
  }
  return true;
}
