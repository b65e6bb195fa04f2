// Made below TMPDIR by mkdtemp, removed by a walk from the leaves up.
#define _XOPEN_SOURCE 700
#include "folder.h"

#include <errno.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define OPEN_DIRECTORIES_MAX 16

static Str current_directory(Arena *arena) {
  char path[PATH_MAX] = "";
  if (!getcwd(path, sizeof path)) base_fatal("cannot tell the current directory");
  return str_copy(arena, str_from_c(path));
}

static void go(Arena *arena, Str path) {
  if (chdir(str_to_c(arena, path)) != 0) base_fatal("cannot enter %.*s", STR_ARG(path));
}

void folder_enter(Folder *folder) {
  *folder = (Folder){0};
  folder->previous = current_directory(&folder->arena);
  const char *parent = getenv("TMPDIR");
  Str pattern = str_print(&folder->arena, "%s/nostall-XXXXXX", parent ? parent : "/tmp");
  char *path = str_to_c(&folder->arena, pattern);
  if (!mkdtemp(path)) base_fatal("cannot make a folder below %s", path);
  go(&folder->arena, str_from_c(path));
  folder->path = current_directory(&folder->arena);
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *walk) {
  (void)info;
  (void)kind;
  (void)walk;
  return remove(path);
}

void folder_leave(Folder *folder) {
  go(&folder->arena, folder->previous);
  (void)nftw(str_to_c(&folder->arena, folder->path), remove_one, OPEN_DIRECTORIES_MAX,
             FTW_DEPTH | FTW_PHYS);
  arena_release(&folder->arena);
}

static void make_parents(Folder *folder, Str path) {
  for (size_t i = 0; i < path.size; i++) {
    if (path.at[i] != '/') continue;
    bool ok = mkdir(str_to_c(&folder->arena, str_slice(path, 0, i)), 0777) == 0 || errno == EEXIST;
    if (!ok) base_fatal("cannot make the directories of %.*s", STR_ARG(path));
  }
}

void folder_write(Folder *folder, const char *path, const char *text) {
  make_parents(folder, str_from_c(path));
  FILE *file = fopen(path, "wb");
  if (!file) base_fatal("cannot write %s", path);
  fputs(text, file);
  if (fclose(file) != 0) base_fatal("cannot write %s", path);
}
