// Rules from folders: for people who write one, and for tests of this layer.
#define _POSIX_C_SOURCE 200809L
#include "verify/verify.h"

#include "base/array.h"
#include "base/path.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FILE_BYTES_MAX ((size_t)1 << 20)
#define DEPTH_MAX      4
#define RULES_MAX      10000

typedef Array(VerifyFile) Files;
typedef Array(VerifyRule) Rules;

typedef struct Folder {
  Str path;
  int depth;
} Folder;

static bool read_file(Arena *arena, const char *path, Str *out, Error *err) {
  FILE *file = fopen(path, "rb");
  if (!file) return error_errno(err, "cannot open %s", path);
  char *text = malloc(FILE_BYTES_MAX + 1);
  if (!text) base_fatal("out of memory: cannot read %s", path);
  size_t size = fread(text, 1, FILE_BYTES_MAX + 1, file);
  *out = str_copy(arena, (Str){text, size});
  free(text);
  bool is_fine = !ferror(file);
  fclose(file);
  if (!is_fine) return error_errno(err, "cannot read %s", path);
  if (out->size > FILE_BYTES_MAX) return error_set(err, FAIL_LIMIT, "%s is too large", path);
  return true;
}

static int by_name(const void *a, const void *b) {
  return str_compare(*(const Str *)a, *(const Str *)b);
}

// In order of their names.
static bool list(Arena *arena, Str path, Str **out, size_t *count, Error *err) {
  char *name = str_to_c(arena, path);
  DIR *folder = opendir(name);
  if (!folder) return error_errno(err, "cannot open %s", name);
  Array(Str) names = {0};
  for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
    if (entry->d_name[0] == '.') continue;
    array_push(arena, &names, str_copy(arena, str_from_c(entry->d_name)));
  }
  closedir(folder);
  if (names.count > 0) qsort(names.at, names.count, sizeof *names.at, by_name);
  *out = names.at;
  *count = names.count;
  return true;
}

static Str last_part(Str path) {
  while (path.size > 1 && path.at[path.size - 1] == '/')
    path.size--;
  return path_name(path);
}

static bool is_kept(Str name) {
  return str_equal_c(name, "proof.json") || str_has_suffix(name, STR(".py")) ||
         str_has_suffix(name, STR(".c"));
}

static bool read_rule(Arena *arena, Str path, const Str *names, size_t count, Rules *out,
                      Error *err) {
  Files files = {0};
  for (size_t i = 0; i < count; i++) {
    VerifyFile file = {.name = names[i]};
    if (!is_kept(names[i])) continue;
    char *full = str_to_c(arena, str_print(arena, "%.*s/%.*s", STR_ARG(path), STR_ARG(names[i])));
    if (!read_file(arena, full, &file.text, err)) return false;
    array_push(arena, &files, file);
  }
  VerifyRule rule = {last_part(path), files.at, files.count};
  array_push(arena, out, rule);
  return true;
}

static bool is_folder(Arena *arena, Str path) {
  struct stat info = {0};
  return stat(str_to_c(arena, path), &info) == 0 && S_ISDIR(info.st_mode);
}

static bool has_proof(const Str *names, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (str_equal_c(names[i], "proof.json")) return true;
  }
  return false;
}

bool verify_read_rules(Arena *arena, const char *path, VerifyRules *out, Error *err) {
  Rules rules = {0};
  Array(Folder) waiting = {0};
  Folder first = {str_from_c(path), 0};
  array_push(arena, &waiting, first);
  for (size_t next = 0; next < waiting.count && rules.count < RULES_MAX; next++) {
    Folder folder = waiting.at[next];
    Str *names = NULL;
    size_t count = 0;
    if (!list(arena, folder.path, &names, &count, err)) return false;
    bool is_rule = has_proof(names, count);
    if (is_rule && !read_rule(arena, folder.path, names, count, &rules, err)) return false;
    for (size_t i = 0; i < count && !is_rule && folder.depth < DEPTH_MAX; i++) {
      Folder below = {str_print(arena, "%.*s/%.*s", STR_ARG(folder.path), STR_ARG(names[i])),
                      folder.depth + 1};
      if (is_folder(arena, below.path)) array_push(arena, &waiting, below);
    }
  }
  *out = (VerifyRules){rules.at, rules.count};
  return true;
}
