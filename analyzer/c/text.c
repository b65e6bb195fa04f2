// See text.h.
#define _POSIX_C_SOURCE 200809L
#include "c/text.h"

#include <stdio.h>
#include <sys/stat.h>

static bool read_open(Arena *arena, FILE *file, Str path, size_t max_bytes, Str *out, Error *err) {
  struct stat status = {0};
  if (fstat(fileno(file), &status) != 0) return error_errno(err, "%.*s", STR_ARG(path));
  if (!S_ISREG(status.st_mode))
    return error_set(err, FAIL_IO, "%.*s is not a regular file", STR_ARG(path));
  if ((uint64_t)status.st_size > max_bytes)
    return error_set(err, FAIL_LIMIT, "%.*s is larger than %u MiB", STR_ARG(path),
                     (unsigned)(max_bytes >> 20));
  size_t size = (size_t)status.st_size;
  char *text = arena_take(arena, char, size + 1);
  size_t got = fread(text, 1, size, file);
  if (ferror(file)) return error_errno(err, "cannot read %.*s", STR_ARG(path));
  *out = (Str){text, got};
  return true;
}

bool text_read(Arena *arena, Str path, size_t max_bytes, Str *out, Error *err) {
  FILE *file = fopen(str_to_c(arena, path), "rb");
  if (!file) return error_errno(err, "cannot open %.*s", STR_ARG(path));
  bool ok = read_open(arena, file, path, max_bytes, out, err);
  fclose(file);
  return ok;
}
