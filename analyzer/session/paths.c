// File paths as text, and the few questions about them that only the file system can answer.
#define _XOPEN_SOURCE 700 // realpath
#include "session/paths.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

Str path_join(Arena *arena, Str directory, Str name) {
  size_t size = directory.size + 1 + name.size;
  char *at = arena_push(arena, char, size + 1);
  if (directory.size > 0) memcpy(at, directory.at, directory.size);
  at[directory.size] = '/';
  if (name.size > 0) memcpy(at + directory.size + 1, name.at, name.size);
  return (Str){at, size};
}

bool path_is_below(Str path, Str directory) {
  if (!str_has_prefix(path, directory)) return false;
  return path.size == directory.size || path.at[directory.size] == '/';
}

Str path_below(Str path, Str directory) {
  return str_slice(path, directory.size + 1, path.size);
}

Str path_common(Str a, Str b) {
  Str common = a;
  while (!path_is_below(b, common))
    common = path_parent(common);
  return common;
}

static Str without_final_slashes(Str path) {
  while (path.size > 0 && path.at[path.size - 1] == '/')
    path.size--;
  return path;
}

static bool resolve(Arena *arena, const char *path, Str *out) {
  char *real = realpath(path, NULL);
  if (!real) return false;
  Str whole = without_final_slashes(str_from_c(real));
  *out = (Str){str_to_c(arena, whole), whole.size};
  free(real);
  return true;
}

bool path_current(Arena *arena, Str *out, Error *err) {
  if (!resolve(arena, ".", out)) return error_errno(err, "cannot tell the current directory");
  return true;
}

// The directory of `given` resolved, its last part kept.
static bool resolve_parent(Arena *arena, Str given, Str *out) {
  Str name = path_name(given);
  Str before = str_slice(given, 0, given.size - name.size);
  Str directory = {0};
  if (!resolve(arena, before.size > 0 ? str_to_c(arena, before) : ".", &directory)) return false;
  *out = path_join(arena, directory, name);
  return true;
}

bool path_place(Arena *arena, Str given, PathPlace *out, Error *err) {
  const char *path = str_to_c(arena, given);
  struct stat info = {0};
  if (given.size == 0) errno = ENOENT;
  if (given.size == 0 || stat(path, &info) != 0) return error_errno(err, "cannot be read");
  out->is_directory = S_ISDIR(info.st_mode);
  bool ok = out->is_directory ? resolve(arena, path, &out->full)
                              : resolve_parent(arena, given, &out->full);
  return ok || error_errno(err, "cannot be read");
}

Str path_imagine(Arena *arena, Str current, Str given) {
  Str full = {0};
  if (given.size > 0 && resolve_parent(arena, given, &full)) return full;
  bool is_absolute = str_has_prefix(given, STR("/"));
  return is_absolute ? (Str){str_to_c(arena, given), given.size} : path_join(arena, current, given);
}

bool path_exists(Arena *arena, Str directory, const char *name) {
  ArenaMark mark = arena_mark(arena);
  bool exists = access(path_join(arena, directory, str_from_c(name)).at, F_OK) == 0;
  arena_rewind(arena, mark);
  return exists;
}
