// What the file system says of a file or directory, by which a change shows without reading it.
#pragma once

#include "base/base.h"

#include <sys/stat.h>

typedef struct Stamp {
  uint64_t size_bytes;
  int64_t modified_ns;
  int64_t changed_ns; // by anybody, in any way: nobody can set it back
  uint64_t inode;     // 0 of no file: {0} is equal to no other
} Stamp;

Stamp stamp_of(const struct stat *info);
bool stamp_equal(Stamp a, Stamp b);

// Now, by the clock that files are stamped with.
int64_t stamp_now_ns(void);
// The stamp as it may be kept of what was read at `now_ns` or later: {0} where a change behind that
// could give the same one, because clocks of file systems tick slowly.
Stamp stamp_settled(Stamp stamp, int64_t now_ns);
