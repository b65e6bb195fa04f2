// The folder may lie in a stranger's work tree: links in it are not followed, and nothing in it is
// touched that is not ours.
#define _DEFAULT_SOURCE // flock
#include "session/cache.h"

#include "session/discover.h"
#include "session/listing.h"
#include "session/paths.h"
#include "session/sealed.h"
#include "session/session.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOCK_NAME  "lock"
#define TAG_NAME   "CACHEDIR.TAG"
#define TAG_BYTES  512
#define OURS       "# This folder was made by nostall"
#define RULES_NAME ".gitignore"

static const char tag_text[] =
    "Signature: 8a477f597d28d172789f06886806bc55\n" OURS "; it may be removed at any time.\n"
    "# See https://bford.info/cachedir/\n";
static const char rules_text[] = OURS ", and is not for git.\n*\n";

bool cache_folder_find(Arena *arena, Str start, Str *out) {
  Str top = {0};
  if (!discover_top(arena, start, &top)) return false;
  *out = path_join(arena, top, STR(CACHE_FOLDER_NAME));
  return true;
}

bool cache_folder_choose(Arena *arena, Str named, Str current, Str start, Str *out) {
  if (named.size == 0) return cache_folder_find(arena, start, out);
  *out = path_imagine(arena, current, named);
  return true;
}

// ---- Whose it is --------------------------------------------------------------------------------

// Whether a file is there and holds the text, or the beginning of it: who wrote it was stopped.
typedef enum Marking { MARKING_NONE, MARKING_BEGUN, MARKING_DONE, MARKING_OTHER } Marking;

static Marking read_marking(int folder, const char *name, const char *text) {
  char found[TAG_BYTES] = {0};
  int file = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (file < 0) return errno == ENOENT ? MARKING_NONE : MARKING_OTHER;
  ssize_t got = read(file, found, sizeof found);
  close(file);
  Str bytes = {found, got > 0 ? (size_t)got : 0};
  if (got < 0 || !str_has_prefix(str_from_c(text), bytes)) return MARKING_OTHER;
  return bytes.size == strlen(text) ? MARKING_DONE : MARKING_BEGUN;
}

static bool is_tagged(int folder) {
  return read_marking(folder, TAG_NAME, tag_text) == MARKING_DONE;
}

static DIR *list(int folder) {
  int copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  return copy >= 0 ? fdopendir(copy) : NULL;
}

static bool is_dots(const char *name) {
  return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static bool is_mark(const char *name) {
  return strcmp(name, RULES_NAME) == 0 || strcmp(name, TAG_NAME) == 0;
}

// Whether nothing is in it but what marks it, as far as we got.
static bool is_free(int folder) {
  DIR *stream = list(folder);
  if (!stream) return false;
  bool is_any = false;
  for (struct dirent *entry = readdir(stream); entry; entry = readdir(stream))
    is_any |= !is_dots(entry->d_name) && !is_mark(entry->d_name);
  closedir(stream);
  return !is_any && read_marking(folder, TAG_NAME, tag_text) != MARKING_OTHER &&
         read_marking(folder, RULES_NAME, rules_text) != MARKING_OTHER;
}

static int open_folder(Str path, bool is_named) {
  int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (is_named ? 0 : O_NOFOLLOW);
  return open(path.at, flags);
}

int cache_folder_open(Str path, bool is_named, Error *err) {
  int folder = open_folder(path, is_named);
  if (folder < 0 && errno == ENOENT) return -1;
  if (folder >= 0 && (is_tagged(folder) || is_free(folder))) return folder;
  if (folder < 0)
    (void)error_errno(err, "cannot be used for the cache");
  else
    (void)error_set(err, FAIL_IO, "holds other files and is not used for the cache");
  if (folder >= 0) close(folder);
  return -1;
}

// ---- Making it ----------------------------------------------------------------------------------

static bool mark(int folder, const char *name, const char *text) {
  if (read_marking(folder, name, text) == MARKING_DONE) return true;
  int flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW;
  int file = openat(folder, name, flags, 0644);
  if (file < 0) return false;
  size_t size = strlen(text);
  bool ok = write(file, text, size) == (ssize_t)size;
  return close(file) == 0 && ok;
}

// The directories around a folder that somebody named.
static void make_around(Str path) {
  Arena scratch = {0};
  char *text = str_to_c(&scratch, path);
  for (size_t i = 1; i < path.size; i++) {
    if (text[i] != '/') continue;
    text[i] = '\0';
    (void)mkdir(text, 0777);
    text[i] = '/';
  }
  arena_release(&scratch);
}

int cache_folder_make(Str path, bool is_named, Error *err) {
  if (is_named) make_around(path);
  if (mkdir(path.at, 0777) != 0 && errno != EEXIST) {
    (void)error_errno(err, "cannot be made");
    return -1;
  }
  int folder = cache_folder_open(path, is_named, err);
  if (folder < 0) return -1;
  // The tag comes last: a folder with it is complete.
  if (is_tagged(folder) ||
      (mark(folder, RULES_NAME, rules_text) && mark(folder, TAG_NAME, tag_text)))
    return folder;
  (void)error_errno(err, "cannot be written to");
  close(folder);
  return -1;
}

int cache_folder_lock(int folder, Error *err) {
  int file = openat(folder, LOCK_NAME, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
  if (file >= 0 && flock(file, LOCK_EX | LOCK_NB) == 0) return file;
  (void)error_errno(err, "it cannot be locked");
  if (file >= 0) close(file);
  return -1;
}

// ---- Removing it --------------------------------------------------------------------------------

static bool is_ours(const char *name) {
  static const char *const names[] = {LOCK_NAME,       RULES_NAME, "seal",      "summaries",
                                      "summaries.new", "units",    "units.new", SEALED_NEW_NAME};
  for (size_t i = 0; i < COUNT_OF(names); i++)
    if (strcmp(name, names[i]) == 0) return true;
  return str_has_prefix(str_from_c(name), STR("result-")) ||
         str_has_prefix(str_from_c(name), STR("list-"));
}

static bool remove_files(int folder, Error *err) {
  DIR *stream = list(folder);
  if (!stream) return error_errno(err, "cannot be listed");
  bool ok = true;
  for (struct dirent *entry = readdir(stream); entry; entry = readdir(stream))
    if (is_ours(entry->d_name)) ok = unlinkat(folder, entry->d_name, 0) == 0 && ok;
  closedir(stream);
  // The tag goes last: as long as it is there the rest can be removed by the next try.
  ok = ok && (unlinkat(folder, TAG_NAME, 0) == 0 || errno == ENOENT);
  return ok || error_errno(err, "cannot be emptied");
}

bool cache_folder_remove(Str path, bool is_named, Error *err) {
  Error error = {0};
  int folder = cache_folder_open(path, is_named, &error);
  if (folder < 0) {
    if (error.kind == FAIL_NONE) return true;
    *err = error;
    return false;
  }
  bool ok = remove_files(folder, err);
  close(folder);
  if (!ok) return false;
  // What others put there stays, and the folder with it.
  return rmdir(path.at) == 0 || errno == ENOTEMPTY || errno == EEXIST ||
         error_errno(err, "cannot be removed");
}

// ---- The command --------------------------------------------------------------------------------

static bool start_of(Arena *arena, Str given, Str *start, Error *err) {
  PathPlace place = {0};
  if (!path_place(arena, given, &place, err))
    return error_set(err, FAIL_IO, "%.*s cannot be read", STR_ARG(given));
  Str folder = place.is_directory ? place.full : path_parent(place.full);
  *start = start->at ? path_common(*start, folder) : folder;
  return true;
}

static bool place_to_clean(Arena *arena, const Str *paths, size_t path_count, Str *out,
                           Error *err) {
  Str start = {0};
  const Str here = STR(".");
  if (path_count == 0 && !start_of(arena, here, &start, err)) return false;
  for (size_t i = 0; i < path_count; i++)
    if (!start_of(arena, paths[i], &start, err)) return false;
  if (!cache_folder_find(arena, start, out)) *out = (Str){0};
  return true;
}

bool session_clean(Arena *arena, const Str *paths, size_t path_count, Str cache_folder,
                   Str *removed, Error *err) {
  bool is_named = cache_folder.size > 0;
  *removed = is_named ? (Str){str_to_c(arena, cache_folder), cache_folder.size} : (Str){0};
  if (!is_named && !place_to_clean(arena, paths, path_count, removed, err)) return false;
  bool is_there = removed->size > 0 && access(removed->at, F_OK) == 0;
  if (!is_there) *removed = (Str){0};
  Error error = {0};
  return !is_there || cache_folder_remove(*removed, is_named, &error) ||
         error_set(err, FAIL_IO, "%.*s %s", STR_ARG(*removed), error.text);
}
