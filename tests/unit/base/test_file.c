// Files are written as a whole or stay as they were.
#define _XOPEN_SOURCE 700
#include "base/file.h"
#include "support/test.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct Folder {
  char path[64];
  char file[96]; // in it
} Folder;

static Folder folder_new(void) {
  Folder folder = {.path = "/tmp/test-file-XXXXXX"};
  assert_non_null(mkdtemp(folder.path));
  snprintf(folder.file, sizeof folder.file, "%s/app.py", folder.path);
  return folder;
}

static int folder_entries(const Folder *folder) {
  DIR *listing = opendir(folder->path);
  int count = 0;
  for (struct dirent *entry = readdir(listing); entry; entry = readdir(listing))
    count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
  closedir(listing);
  return count;
}

static void assert_holds(const char *path, const char *want) {
  char text[64] = "";
  FILE *file = fopen(path, "rb");
  assert_non_null(file);
  size_t size = fread(text, 1, sizeof text, file);
  fclose(file);
  assert_int_equal(size, strlen(want));
  assert_memory_equal(text, want, size);
}

static mode_t mode_of(const char *path) {
  struct stat found;
  assert_int_equal(stat(path, &found), 0);
  return found.st_mode & 07777;
}

static void makes_and_replaces(void) {
  Folder folder = folder_new();
  Error err = {0};
  mode_t before = umask(027);
  assert_true(file_write(folder.file, STR("a\r\nb"), &err));
  umask(before);
  assert_int_equal(mode_of(folder.file), 0640);
  assert_int_equal(chmod(folder.file, 0755), 0);
  assert_true(file_write(folder.file, STR("c"), &err));
  assert_holds(folder.file, "c");
  assert_int_equal(mode_of(folder.file), 0755);
  assert_int_equal(folder_entries(&folder), 1);
  unlink(folder.file);
  rmdir(folder.path);
}
TEST_CASE("file_write makes a file, and replaces it with its permissions", makes_and_replaces)

static void follows_links(void) {
  Folder folder = folder_new();
  char link[96];
  snprintf(link, sizeof link, "%s/link.py", folder.path);
  Error err = {0};
  assert_true(file_write(folder.file, STR("a"), &err));
  assert_int_equal(symlink("app.py", link), 0);
  assert_true(file_write(link, STR("b"), &err));
  assert_holds(folder.file, "b");
  struct stat found;
  assert_int_equal(lstat(link, &found), 0);
  assert_true(S_ISLNK(found.st_mode));
  unlink(link);
  unlink(folder.file);
  rmdir(folder.path);
}
TEST_CASE("file_write changes what a link leads to", follows_links)

static void refuses_folders(void) {
  Folder folder = folder_new();
  Error err = {0};
  assert_false(file_write(folder.path, STR("a"), &err));
  assert_int_equal(err.kind, FAIL_USAGE);
  assert_non_null(strstr(err.text, "is not a file"));
  assert_int_equal(folder_entries(&folder), 0);
  rmdir(folder.path);
}
TEST_CASE("file_write refuses what is no file", refuses_folders)

static void names_what_it_cannot_write(void) {
  Folder folder = folder_new();
  char path[128];
  snprintf(path, sizeof path, "%s/missing/app.py", folder.path);
  Error err = {0};
  assert_false(file_write(path, STR("a"), &err));
  assert_int_equal(err.kind, FAIL_IO);
  assert_non_null(strstr(err.text, path));
  rmdir(folder.path);
}
TEST_CASE("file_write names the path that it cannot write", names_what_it_cannot_write)

// A limit on the size of files stands in for a disk that is full.
static void keeps_what_is_there(void) {
  Folder folder = folder_new();
  Error err = {0};
  assert_true(file_write(folder.file, STR("old"), &err));
  struct rlimit before;
  assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
  struct rlimit small = {.rlim_cur = 4, .rlim_max = before.rlim_max};
  signal(SIGXFSZ, SIG_IGN);
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
  bool is_written = file_write(folder.file, STR("longer than that"), &err);
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
  assert_false(is_written);
  assert_int_equal(err.kind, FAIL_IO);
  assert_holds(folder.file, "old");
  assert_int_equal(folder_entries(&folder), 1);
  unlink(folder.file);
  rmdir(folder.path);
}
TEST_CASE("file_write leaves the file as it was when there is no room", keeps_what_is_there)

static void refuses_devices(void) {
  Error err = {0};
  assert_false(file_write("/dev/null", STR("new"), &err));
  assert_int_equal(err.kind, FAIL_USAGE);
}
TEST_CASE("file_write leaves devices alone", refuses_devices)

TEST_MAIN(&makes_and_replaces_table, &follows_links_table, &refuses_folders_table,
          &names_what_it_cannot_write_table, &keeps_what_is_there_table, &refuses_devices_table)
