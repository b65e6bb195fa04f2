// The number of the machine is made at random when a system is installed, or first started. What is
// kept is a hash with much else in it: it tells nobody the number.
#define _POSIX_C_SOURCE 200809L
#include "session/seal.h"

#include "session/sealed.h"
#include "session/stamp.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define SEAL_NAME     "seal"
#define MACHINE_FILE  "/etc/machine-id"
#define MACHINE_BYTES 32

typedef struct Sealed { // what is hashed
  char machine[MACHINE_BYTES];
  char purpose[8];
  Stamp stamp;
  uint64_t device;
  uint64_t owner;
} Sealed;
static_assert(sizeof(Sealed) == MACHINE_BYTES + 8 + sizeof(Stamp) + 16, "no padding");

static size_t read_bytes(int folder, const char *name, void *out, size_t size) {
  int file = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (file < 0) return 0;
  ssize_t got = read(file, out, size);
  close(file);
  return got > 0 ? (size_t)got : 0;
}

static bool read_machine(char *out) {
  size_t zeros = 0;
  if (read_bytes(AT_FDCWD, MACHINE_FILE, out, MACHINE_BYTES) != MACHINE_BYTES) return false;
  for (size_t i = 0; i < MACHINE_BYTES; i++) {
    bool is_digit = (out[i] >= '0' && out[i] <= '9') || (out[i] >= 'a' && out[i] <= 'f');
    if (!is_digit) return false; // "uninitialized"
    zeros += out[i] == '0';
  }
  return zeros < MACHINE_BYTES;
}

static bool make(int folder, const char *name, uint64_t *inode, WideHash *out) {
  struct stat info = {0};
  Sealed sealed = {.purpose = "nostall"};
  if (fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(info.st_mode))
    return false;
  bool is_ours = info.st_uid == geteuid() && (info.st_mode & (S_IWGRP | S_IWOTH)) == 0;
  if (!is_ours || !read_machine(sealed.machine)) return false;
  sealed.stamp = stamp_of(&info);
  sealed.device = (uint64_t)info.st_dev;
  sealed.owner = (uint64_t)info.st_uid;
  *inode = sealed.stamp.inode;
  *out = str_hash_wide((Str){(const char *)&sealed, sizeof sealed});
  return true;
}

bool seal_holds(int folder, const char *name, uint64_t inode) {
  WideHash wanted = {0}, found = {0};
  uint64_t now = 0;
  return make(folder, name, &now, &wanted) && now == inode &&
         read_bytes(folder, SEAL_NAME, &found, sizeof found) == sizeof found &&
         wide_hash_equal(wanted, found);
}

void seal_write(int folder, const char *name) {
  WideHash seal = {0};
  uint64_t inode = 0;
  Error error = {0};
  if (make(folder, name, &inode, &seal))
    (void)sealed_write(folder, SEAL_NAME, SEAL_NAME, 1, (Str){(const char *)&seal, sizeof seal},
                       &error);
}
