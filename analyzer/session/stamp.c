// Kernels stamp files with the time of their last tick, at most 10 ms old; file systems round that
// down, some to one second, the oldest to two.
#define _POSIX_C_SOURCE 200809L
#include "session/stamp.h"

#include <time.h>

#define SECOND_NS  INT64_C(1000000000)
#define TICK_NS    (SECOND_NS / 20)
#define ROUNDED_NS (2 * SECOND_NS) // where a time has no fraction of a second

static int64_t in_ns(struct timespec time) {
  return (int64_t)time.tv_sec * SECOND_NS + time.tv_nsec;
}

Stamp stamp_of(const struct stat *info) {
  return (Stamp){.size_bytes = (uint64_t)info->st_size,
                 .modified_ns = in_ns(info->st_mtim),
                 .changed_ns = in_ns(info->st_ctim),
                 .inode = (uint64_t)info->st_ino};
}

bool stamp_equal(Stamp a, Stamp b) {
  return a.inode != 0 && a.inode == b.inode && a.size_bytes == b.size_bytes &&
         a.modified_ns == b.modified_ns && a.changed_ns == b.changed_ns;
}

int64_t stamp_now_ns(void) {
  struct timespec now = {0};
  (void)clock_gettime(CLOCK_REALTIME, &now);
  return in_ns(now);
}

static bool is_settled(int64_t time_ns, int64_t now_ns) {
  int64_t grain_ns = time_ns % SECOND_NS == 0 ? ROUNDED_NS : TICK_NS;
  return time_ns < now_ns - grain_ns;
}

Stamp stamp_settled(Stamp stamp, int64_t now_ns) {
  // A time of modification can be set to anything; that of the last change decides.
  bool is_fine = is_settled(stamp.changed_ns, now_ns) && stamp.modified_ns < now_ns;
  return is_fine ? stamp : (Stamp){0};
}
