// A service is written beside its folder first and takes its place in one step, so that nobody
// finds half of one.
#define _XOPEN_SOURCE 700
#include "scaffold/scaffold.h"

#include "base/array.h"
#include "base/file.h"
#include "scaffold/template_files.h"

#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define OPEN_FOLDERS_MAX 16

typedef Array(char) Text;
typedef Array(Str) Names;

#define TEXT(literal)                                                                              \
  { literal, sizeof(literal) - 1 }
static const Framework frameworks[] = {
    {TEXT("asyncio"), TEXT("the standard library alone"),
     TEXT("PYTHONPATH=src python -m unittest")},
    {TEXT("fastapi"), TEXT("FastAPI, httpx and uvicorn"),
     TEXT("pip install -e '.[test]' && python -m pytest")},
};

static const TemplateFile *const templates[] = {scaffold_asyncio, scaffold_fastapi};
static_assert(COUNT_OF(templates) == COUNT_OF(frameworks), "each has its files");

const Framework *scaffold_frameworks(size_t *count) {
  *count = COUNT_OF(frameworks);
  return frameworks;
}

// ---- Names in texts -----------------------------------------------------------------------------

static void append(Arena *arena, Text *out, Str text) {
  array_reserve(arena, out, text.size);
  if (text.size > 0) memcpy(out->at + out->count, text.at, text.size);
  out->count += text.size;
}

static Str to_upper(Arena *arena, Str name) {
  char *text = arena_push(arena, char, name.size + 1);
  for (size_t i = 0; i < name.size; i++) {
    bool is_small = name.at[i] >= 'a' && name.at[i] <= 'z';
    text[i] = (char)(is_small ? name.at[i] - 'a' + 'A' : name.at[i]);
  }
  return (Str){text, name.size};
}

// A text with `from` replaced by `to`, terminated.
static Str replace(Arena *arena, Str text, Str from, Str to) {
  Text out = {0};
  for (;;) {
    size_t at = str_find(text, from);
    if (at == SIZE_MAX) break;
    append(arena, &out, str_slice(text, 0, at));
    append(arena, &out, to);
    text = str_slice(text, at + from.size, text.size);
  }
  append(arena, &out, text);
  array_push(arena, &out, '\0');
  return (Str){out.at, out.count - 1};
}

static Str rename_in(Arena *arena, Str text, Str name) {
  Str half = replace(arena, text, STR("skeleton"), name);
  return replace(arena, half, STR("SKELETON"), to_upper(arena, name));
}

// ---- Files --------------------------------------------------------------------------------------

// Makes the folders above a file. `path` is terminated.
static bool make_folders(char *path, size_t from, Error *err) {
  for (char *slash = strchr(path + from, '/'); slash; slash = strchr(slash + 1, '/')) {
    *slash = '\0';
    bool is_made = mkdir(path, 0777) == 0 || errno == EEXIST;
    if (!is_made) return error_errno(err, "cannot make %s", path);
    *slash = '/';
  }
  return true;
}

static bool write_template(Arena *arena, Str root, Str name, const TemplateFile *file, Error *err) {
  Str path = str_print(arena, "%.*s/%s", STR_ARG(root), file->name);
  Str renamed =
      str_print(arena, "%.*s/%.*s", STR_ARG(root),
                STR_ARG(rename_in(arena, str_slice(path, root.size + 1, path.size), name)));
  char *target = str_to_c(arena, renamed);
  Str text = rename_in(arena, (Str){(const char *)file->bytes, file->size}, name);
  return make_folders(target, root.size + 1, err) && file_write(target, text, err);
}

static bool write_templates(Arena *arena, Str root, Str name, const TemplateFile *files,
                            size_t *count, Error *err) {
  for (; files->name; files++, ++*count)
    if (!write_template(arena, root, name, files, err)) return false;
  return true;
}

static int remove_one(const char *path, const struct stat *found, int kind, struct FTW *place) {
  (void)found;
  (void)kind;
  (void)place;
  return remove(path);
}

static void remove_all(const char *path) {
  (void)nftw(path, remove_one, OPEN_FOLDERS_MAX, FTW_DEPTH | FTW_PHYS);
}

static bool list_folder(Arena *arena, const char *folder, Names *out) {
  DIR *listing = opendir(folder);
  if (!listing) return false;
  for (struct dirent *entry = readdir(listing); entry; entry = readdir(listing)) {
    Str name = str_from_c(entry->d_name);
    if (str_equal(name, STR(".")) || str_equal(name, STR(".."))) continue;
    array_push(arena, out, str_copy(arena, name));
  }
  closedir(listing);
  return true;
}

// Moves what is in a folder into one that is empty, and nothing when something cannot be moved.
static bool move_entries(Arena *arena, const char *from, const char *to) {
  Names names = {0};
  bool ok = list_folder(arena, from, &names);
  size_t moved = 0;
  for (; ok && moved < names.count; moved++) {
    char *old = str_to_c(arena, str_print(arena, "%s/%.*s", from, STR_ARG(names.at[moved])));
    char *new = str_to_c(arena, str_print(arena, "%s/%.*s", to, STR_ARG(names.at[moved])));
    ok = rename(old, new) == 0;
  }
  int why = errno;
  for (size_t i = 0; !ok && i + 1 < moved; i++)
    remove_all(str_to_c(arena, str_print(arena, "%s/%.*s", to, STR_ARG(names.at[i]))));
  errno = why;
  return ok;
}

// Whether the folder can be made, and is there already, with nothing in it.
static bool check_folder(Arena *arena, const char *folder, bool *is_there, Error *err) {
  struct stat found;
  *is_there = false;
  if (stat(folder, &found) != 0)
    return errno == ENOENT || error_errno(err, "cannot make %s", folder);
  Names names = {0};
  *is_there = S_ISDIR(found.st_mode) && list_folder(arena, folder, &names) && names.count == 0;
  return *is_there || error_set(err, FAIL_USAGE,
                                "%s is there already; name a folder that is new or empty", folder);
}

static Str without_slashes(Str path) {
  while (path.size > 1 && path.at[path.size - 1] == '/')
    path.size--;
  return path;
}

bool scaffold_write(Arena *arena, Str folder, Str name, const Framework *framework, size_t *count,
                    Error *err) {
  char *target = str_to_c(arena, without_slashes(folder));
  bool is_there = false;
  if (!check_folder(arena, target, &is_there, err)) return false;
  Str root = str_print(arena, "%s.nostall-%ld", target, (long)getpid());
  char *beside = str_to_c(arena, root);
  if (mkdir(beside, 0777) != 0) return error_errno(err, "cannot make %s", target);
  *count = 0;
  bool ok = write_templates(arena, root, name, scaffold_common, count, err) &&
            write_templates(arena, root, name, templates[framework - frameworks], count, err);
  if (ok) {
    ok = is_there ? move_entries(arena, beside, target) : rename(beside, target) == 0;
    if (!ok) (void)error_errno(err, "cannot make %s", target);
  }
  remove_all(beside);
  return ok;
}
