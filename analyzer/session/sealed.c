// What is written is flushed before it gets its name: after a crash there is the old file or the
// new.
#define _POSIX_C_SOURCE 200809L
#include "session/sealed.h"

#include "session/stamp.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h> // renameat
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define NAME_BYTES 32

static bool write_all(int file, Str bytes) {
  for (size_t done = 0; done < bytes.size;) {
    ssize_t wrote = write(file, bytes.at + done, bytes.size - done);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return false;
    done += (size_t)wrote;
  }
  return true;
}

// Removes the oldest where there are too many.
static void make_room(int folder, const char *start, const char *name, size_t max) {
  int copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *stream = copy >= 0 ? fdopendir(copy) : NULL;
  if (!stream) return;
  char oldest[NAME_BYTES] = {0};
  int64_t oldest_ns = INT64_MAX;
  size_t count = 0;
  for (struct dirent *entry = readdir(stream); entry; entry = readdir(stream)) {
    struct stat info = {0};
    Str found = str_from_c(entry->d_name);
    bool is_other = str_has_prefix(found, str_from_c(start)) && found.size < NAME_BYTES &&
                    !str_equal_c(found, name) && fstatat(folder, entry->d_name, &info, 0) == 0;
    if (!is_other) continue;
    count++;
    int64_t modified_ns = stamp_of(&info).modified_ns;
    if (modified_ns >= oldest_ns) continue;
    oldest_ns = modified_ns;
    memcpy(oldest, found.at, found.size + 1);
  }
  closedir(stream);
  if (count >= max) (void)unlinkat(folder, oldest, 0);
}

bool sealed_write(int folder, const char *start, const char *name, size_t max, Str bytes,
                  Error *err) {
  make_room(folder, start, name, max);
  (void)unlinkat(folder, SEALED_NEW_NAME, 0);
  int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW;
  int file = openat(folder, SEALED_NEW_NAME, flags, 0644);
  if (file < 0) return error_errno(err, "%s cannot be written", name);
  bool ok = write_all(file, bytes) && fdatasync(file) == 0;
  ok = close(file) == 0 && ok && renameat(folder, SEALED_NEW_NAME, folder, name) == 0;
  return ok || error_errno(err, "%s cannot be written", name);
}

static bool map(int file, size_t max_bytes, Str *bytes, uint64_t *inode, Error *err) {
  struct stat info = {0};
  if (fstat(file, &info) != 0) return error_errno(err, "it cannot be read");
  if (!S_ISREG(info.st_mode)) return error_set(err, FAIL_FORMAT, "it is no file");
  if (info.st_size == 0) return error_set(err, FAIL_FORMAT, "it is empty");
  if ((uint64_t)info.st_size > max_bytes) return error_set(err, FAIL_FORMAT, "it is too large");
  void *at = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, file, 0);
  if (at == MAP_FAILED) return error_errno(err, "it cannot be mapped");
  *bytes = (Str){at, (size_t)info.st_size};
  *inode = (uint64_t)info.st_ino;
  return true;
}

bool sealed_map(int folder, const char *name, size_t max_bytes, Str *bytes, uint64_t *inode,
                Error *err) {
  int file = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (file < 0 && errno == ENOENT) return false;
  if (file < 0) return error_errno(err, "it cannot be opened");
  bool ok = map(file, max_bytes, bytes, inode, err);
  close(file);
  return ok;
}

void sealed_unmap(Str bytes) {
  union {
    const char *in;
    void *out;
  } at = {.in = bytes.at};
  if (bytes.at) (void)munmap(at.out, bytes.size);
}
