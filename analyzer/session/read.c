// open, fstat, read, close; one byte more than expected is asked for, so that the usual file takes
// one read to get and one to see its end.
#define _POSIX_C_SOURCE 200809L
#include "session/read.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

// A buffer beyond this is given back after use: one huge file should not cost memory for good.
#define KEPT_MAX_BYTES ((size_t)4 << 20)

void read_buffer_release(ReadBuffer *buffer) {
  free(buffer->at);
  *buffer = (ReadBuffer){0};
}

static void buffer_reserve(ReadBuffer *buffer, size_t size, size_t used) {
  bool is_waste = used == 0 && buffer->capacity > KEPT_MAX_BYTES && size < KEPT_MAX_BYTES / 2;
  if (is_waste) read_buffer_release(buffer);
  if (size <= buffer->capacity) return;
  size_t capacity = buffer->capacity > 0 ? buffer->capacity : 65536;
  while (capacity < size)
    capacity *= 2;
  char *at = realloc(buffer->at, capacity);
  if (!at) base_fatal("out of memory: cannot get %zu bytes", capacity);
  *buffer = (ReadBuffer){.at = at, .capacity = capacity};
}

static bool too_large(size_t max_bytes, Error *err) {
  return error_set(err, FAIL_LIMIT, "is larger than %zu MB and is not analysed", max_bytes >> 20);
}

static bool check_kind(const struct stat *info, size_t max_bytes, Error *err) {
  if (S_ISDIR(info->st_mode)) return error_set(err, FAIL_IO, "is a directory, not a file");
  if (!S_ISREG(info->st_mode)) return error_set(err, FAIL_IO, "is no regular file");
  return (uintmax_t)info->st_size <= max_bytes || too_large(max_bytes, err);
}

// A regular file gives less than was asked for only at its end.
static bool read_rest(ReadBuffer *buffer, int file, size_t max_bytes, Str *bytes, Error *err) {
  size_t used = 0;
  for (;;) {
    buffer_reserve(buffer, used + 1, used);
    size_t wanted = buffer->capacity - used;
    ssize_t got = read(file, buffer->at + used, wanted);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return error_errno(err, "cannot be read");
    used += (size_t)got;
    if (used > max_bytes) return too_large(max_bytes, err);
    if ((size_t)got < wanted) break;
  }
  *bytes = (Str){buffer->at, used};
  return true;
}

static bool read_open(ReadBuffer *buffer, int file, size_t max_bytes, FileBytes *out, Error *err) {
  struct stat info = {0};
  if (fstat(file, &info) != 0) return error_errno(err, "cannot be read");
  if (!check_kind(&info, max_bytes, err)) return false;
  out->stamp = stamp_settled(stamp_of(&info), stamp_now_ns());
  buffer_reserve(buffer, (size_t)info.st_size + READ_PADDING_BYTES, 0);
  if (!read_rest(buffer, file, max_bytes, &out->bytes, err)) return false;
  buffer_reserve(buffer, out->bytes.size + READ_PADDING_BYTES, out->bytes.size);
  out->bytes.at = buffer->at;
  memset(buffer->at + out->bytes.size, 0, READ_PADDING_BYTES);
  out->is_padded = true;
  // Someone is writing to it; half of a file would look like broken source.
  bool is_same = out->bytes.size == (size_t)info.st_size;
  return is_same || error_set(err, FAIL_IO, "changed while it was being read");
}

// Each worker has one file open at a time; where the system allows fewer than there are workers,
// one waits until another has closed its own.
#define OPEN_MAX_TRIES   2000
#define OPEN_PAUSE_NANOS 1000000

static int open_file(int directory, const char *path) {
  for (int tries = 1;; tries++) {
    // O_NONBLOCK: opening a pipe must not wait for a writer.
    int file = openat(directory, path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    bool is_short = file < 0 && (errno == EMFILE || errno == ENFILE);
    if (!is_short || tries == OPEN_MAX_TRIES) return file;
    (void)nanosleep(&(struct timespec){.tv_nsec = OPEN_PAUSE_NANOS}, NULL);
  }
}

bool read_file(ReadBuffer *buffer, int directory, const char *path, size_t max_bytes,
               FileBytes *out, Error *err) {
  *out = (FileBytes){0};
  int file = open_file(directory, path);
  out->is_missing = file < 0 && (errno == ENOENT || errno == ENOTDIR);
  if (file < 0) return error_errno(err, "cannot be read");
  bool ok = read_open(buffer, file, max_bytes, out, err);
  close(file);
  return ok;
}
