// A file is written under another name in its folder first; rename is what cannot be half done.
#define _XOPEN_SOURCE 700
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MODE_BITS  07777
#define MODE_NEW   ((mode_t)-1)
#define BESIDE_MAX (PATH_MAX + 64)
#define TRIES_MAX  100

// The file that is meant, behind symbolic links. A link to nowhere stands for itself.
static bool find_target(const char *path, char target[PATH_MAX], Error *err) {
  if (realpath(path, target)) return true;
  if (errno != ENOENT) return error_errno(err, "cannot write %s", path);
  size_t size = strlen(path);
  if (size >= PATH_MAX) return error_set(err, FAIL_IO, "cannot write %s: path too long", path);
  memcpy(target, path, size + 1);
  return true;
}

// The permissions that the file has already, MODE_NEW when it is not there.
static bool find_mode(const char *target, mode_t *mode, Error *err) {
  struct stat found;
  *mode = MODE_NEW;
  if (stat(target, &found) != 0) return true;
  *mode = found.st_mode & MODE_BITS;
  return S_ISREG(found.st_mode) || error_set(err, FAIL_USAGE, "%s is not a file", target);
}

static bool write_all(int file, Str bytes) {
  while (bytes.size > 0) {
    ssize_t written = write(file, bytes.at, bytes.size);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes = str_slice(bytes, (size_t)written, bytes.size);
  }
  return true;
}

static bool fill(int file, mode_t mode, Str bytes) {
  bool has_mode = mode == MODE_NEW || fchmod(file, mode) == 0;
  return has_mode && write_all(file, bytes) && fsync(file) == 0;
}

// A new file in the folder of `target`, of a name that nobody has. What the umask says of its
// permissions holds.
static int open_beside(const char *target, char beside[BESIDE_MAX]) {
  const char *slash = strrchr(target, '/');
  int folder_size = slash ? (int)(slash - target) + 1 : 0;
  for (unsigned try = 0; try < TRIES_MAX; try++) {
    snprintf(beside, BESIDE_MAX, "%.*s.nostall-%ld-%u", folder_size, target, (long)getpid(), try);
    int file = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file >= 0 || errno != EEXIST) return file;
  }
  return -1;
}

static bool write_beside(const char *target, mode_t mode, Str bytes, Error *err) {
  char beside[BESIDE_MAX];
  int file = open_beside(target, beside);
  if (file < 0) return error_errno(err, "cannot write %s", target);
  bool is_whole = fill(file, mode, bytes);
  int why = errno;
  if (close(file) != 0 && is_whole) {
    is_whole = false;
    why = errno;
  }
  if (is_whole && rename(beside, target) == 0) return true;
  if (is_whole) why = errno;
  unlink(beside);
  errno = why;
  return error_errno(err, "cannot write %s", target);
}

bool file_write(const char *path, Str bytes, Error *err) {
  char target[PATH_MAX];
  mode_t mode = MODE_NEW;
  return find_target(path, target, err) && find_mode(target, &mode, err) &&
         write_beside(target, mode, bytes, err);
}

// ---- Reading ------------------------------------------------------------------------------------

static bool read_whole(Arena *arena, int file, size_t size, Str *out, Error *err) {
  char *bytes = arena_take(arena, char, size);
  size_t count = 0;
  while (count < size) {
    ssize_t got = read(file, bytes + count, size - count);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return error_errno(err, "cannot be read");
    if (got == 0) break;
    count += (size_t)got;
  }
  *out = (Str){bytes, count};
  return true;
}

static bool read_open(Arena *arena, int file, size_t max_bytes, Str *out, Error *err) {
  struct stat info;
  if (fstat(file, &info) != 0) return error_errno(err, "cannot be read");
  if (!S_ISREG(info.st_mode)) return error_set(err, FAIL_IO, "is no file");
  if ((uint64_t)info.st_size > max_bytes)
    return error_set(err, FAIL_LIMIT, "is larger than %zu KB", max_bytes >> 10);
  return read_whole(arena, file, (size_t)info.st_size, out, err);
}

bool file_read(Arena *arena, const char *path, size_t max_bytes, Str *out, Error *err) {
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (file < 0) return error_errno(err, "cannot be read");
  bool ok = read_open(arena, file, max_bytes, out, err);
  close(file);
  return ok;
}
