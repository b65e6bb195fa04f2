// A process of its own, the keeper, holds the other end of a pipe: when we close ours, or die, it
// removes the folder. It is in a session of its own, so that what ends us does not end it.
#define _GNU_SOURCE // nftw, pipe2
#include "confirm/folder.h"

#include "base/map.h"
#include "confirm/embedded.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define FOLDERS_OPEN_MAX 16
#define REMOVALS_MAX     20
#define REMOVAL_WAIT_US  10000

// ---- Removing -----------------------------------------------------------------------------------

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *place) {
  (void)info, (void)kind, (void)place;
  (void)remove(path);
  return 0;
}

// Processes of the program may still be writing: then it takes more than one pass.
static void remove_all(const char *path) {
  for (int i = 0; i < REMOVALS_MAX; i++) {
    (void)nftw(path, remove_one, FOLDERS_OPEN_MAX, FTW_PHYS | FTW_DEPTH);
    if (access(path, F_OK) != 0) return;
    (void)usleep(REMOVAL_WAIT_US);
  }
}

BASE_NORETURN static void keep(const char *path, int promise) {
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, NULL);
  (void)setsid();
  for (int file = 0; file < 3; file++)
    close(file); // who reads them shall not wait for us
  char byte = 0;
  while (read(promise, &byte, 1) < 0 && errno == EINTR)
    continue;
  remove_all(path);
  _exit(0);
}

static bool start_keeper(Folder *folder, const char *path, Error *err) {
  int ends[2] = {-1, -1};
  if (pipe2(ends, O_CLOEXEC) != 0) return error_errno(err, "cannot make a pipe");
  folder->keeper = fork();
  if (folder->keeper == 0) {
    close(ends[1]);
    keep(path, ends[0]);
  }
  close(ends[0]);
  folder->promise = ends[1];
  if (folder->keeper > 0) return true;
  close(ends[1]);
  return error_errno(err, "cannot start a process");
}

void folder_remove(Folder *folder) {
  close(folder->promise);
  while (waitpid(folder->keeper, NULL, 0) < 0 && errno == EINTR)
    continue;
}

// ---- Filling ------------------------------------------------------------------------------------

static bool write_file(Arena *arena, const Folder *folder, Str name, Str bytes, Error *err) {
  char *path = str_to_c(arena, str_print(arena, "%.*s/%.*s", STR_ARG(folder->path), STR_ARG(name)));
  FILE *file = fopen(path, "wb");
  if (!file) return error_errno(err, "cannot open %s", path);
  bool ok = bytes.size == 0 || fwrite(bytes.at, bytes.size, 1, file) == 1;
  ok = fclose(file) == 0 && ok;
  return ok || error_errno(err, "cannot write %s", path);
}

static bool make_folder(Arena *arena, const Folder *folder, const char *name, Error *err) {
  char *path = str_to_c(arena, str_print(arena, "%.*s/%s", STR_ARG(folder->path), name));
  return mkdir(path, 0700) == 0 || error_errno(err, "cannot make %s", path);
}

typedef Array(char) Text;

static void add_text(Arena *arena, Text *text, Str more) {
  array_reserve(arena, text, more.size + 1);
  if (more.size > 0) memcpy(text->at + text->count, more.at, more.size);
  text->count += more.size;
}

static void add_line(Arena *arena, Text *lines, uint32_t line) {
  add_text(arena, lines, str_print(arena, "%u ", line));
}

// Path, lines, path, lines: each ended by a NUL, which no path contains.
static Str list_watched(Arena *arena, const ConfirmOptions *options) {
  Interner paths = {0};
  Array(Text) lines = {0};
  const Text none = {0};
  for (size_t i = 0; i < options->finding_count; i++) {
    const ConfirmPlace *places[] = {&options->findings[i].place, &options->findings[i].sink};
    for (size_t k = 0; k < COUNT_OF(places); k++) {
      uint32_t path = interner_add(arena, &paths, places[k]->path);
      if (path == lines.count) array_push(arena, &lines, none);
      add_line(arena, &lines.at[path], places[k]->line);
    }
  }
  Text all = {0};
  for (uint32_t i = 0; i < paths.count; i++) {
    add_text(arena, &all, paths.strings[i]);
    add_text(arena, &all, (Str){"", 1});
    add_text(arena, &all, (Str){lines.at[i].at, lines.at[i].count});
    add_text(arena, &all, (Str){"", 1});
  }
  return (Str){all.at, all.count};
}

static bool fill(Arena *arena, const Folder *folder, const ConfirmOptions *options, Error *err) {
  if (!make_folder(arena, folder, "seen", err)) return false;
  if (!make_folder(arena, folder, "nostall_probe", err)) return false;
  for (const EmbeddedFile *file = confirm_files; file->name; file++) {
    Str bytes = {(const char *)file->bytes, file->size};
    if (!write_file(arena, folder, str_from_c(file->name), bytes, err)) return false;
  }
  return write_file(arena, folder, STR("watched"), list_watched(arena, options), err);
}

bool folder_make(Arena *arena, const ConfirmOptions *options, Folder *out, Error *err) {
  const char *home = getenv("TMPDIR");
  if (!home || *home != '/') home = "/tmp";
  char *path = str_to_c(arena, str_print(arena, "%s/nostall-XXXXXX", home));
  if (!mkdtemp(path)) return error_errno(err, "cannot make a folder in %s", home);
  *out = (Folder){.path = str_from_c(path)};
  if (!start_keeper(out, path, err)) {
    remove_all(path);
    return false;
  }
  if (fill(arena, out, options, err)) return true;
  folder_remove(out);
  return false;
}
