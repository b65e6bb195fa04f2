// Namespaces of Linux. A user namespace gives the right to make the others without being root; many
// systems refuse it, some give it without its rights. So a child tries first, step by step.
#define _GNU_SOURCE // unshare
#include "verify/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef SYS_mount_setattr
#define SYS_mount_setattr 442 // the same on every architecture
#endif
#define RECURSIVE 0x8000 // AT_RECURSIVE

typedef struct MountAttributes { // struct mount_attr of linux/mount.h
  uint64_t set, clear, propagation, user_namespace;
} MountAttributes;

static bool write_text(const char *path, const char *text) {
  int file = open(path, O_WRONLY | O_CLOEXEC);
  if (file < 0) return false;
  bool ok = write(file, text, strlen(text)) == (ssize_t)strlen(text);
  close(file);
  return ok;
}

// Everybody keeps the id that they have.
static bool enter_user(void) {
  char users[64] = "", groups[64] = "";
  snprintf(users, sizeof users, "%ld %ld 1", (long)getuid(), (long)getuid());
  snprintf(groups, sizeof groups, "%ld %ld 1", (long)getgid(), (long)getgid());
  return unshare(CLONE_NEWUSER) == 0 && write_text("/proc/self/uid_map", users) &&
         write_text("/proc/self/setgroups", "deny") && write_text("/proc/self/gid_map", groups);
}

static bool enter_network(void) {
  struct ifreq loopback = {.ifr_name = "lo"};
  if (unshare(CLONE_NEWNET) != 0) return false;
  int handle = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (handle < 0) return false;
  loopback.ifr_flags = IFF_UP | IFF_RUNNING;
  bool ok = ioctl(handle, SIOCSIFFLAGS, &loopback) == 0;
  close(handle);
  return ok;
}

bool walls_enter(SandboxWalls walls) {
  return (!walls.user || enter_user()) && (!walls.network || enter_network()) &&
         (!walls.process || unshare(CLONE_NEWPID) == 0);
}

static bool set_writable(const char *path, bool is_writable, unsigned flags) {
  const uint64_t read_only = 1; // MOUNT_ATTR_RDONLY
  MountAttributes wanted = {.set = is_writable ? 0 : read_only,
                            .clear = is_writable ? read_only : 0};
  return syscall(SYS_mount_setattr, AT_FDCWD, path, flags, &wanted, sizeof wanted) == 0;
}

// The folder becomes a file system in memory that goes with the last process that sees it; all
// others can only be read from now on. A /proc that shows the new processes is welcome but not
// needed.
bool walls_close_files(const char *folder) {
  bool ok = unshare(CLONE_NEWNS) == 0 && mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
            mount("tmpfs", folder, "tmpfs", MS_NOSUID | MS_NODEV, "size=256m,mode=700") == 0;
  if (!ok) return false;
  (void)mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
  return set_writable("/", false, RECURSIVE) && set_writable(folder, true, 0);
}

// ---- Trying -------------------------------------------------------------------------------------

static bool works(SandboxWalls walls) {
  pid_t child = fork();
  if (child == 0) {
    if (!walls_enter(walls)) _exit(1);
    if (!walls.process && !walls.mount) _exit(0);
    pid_t inside = fork();
    if (inside == 0) _exit(!walls.mount || walls_close_files("/tmp") ? 0 : 1);
    int status = 1;
    bool is_fine = inside > 0 && waitpid(inside, &status, 0) == inside && status == 0;
    _exit(is_fine ? 0 : 1);
  }
  int status = 1;
  return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

SandboxWalls sandbox_walls(void) {
  SandboxWalls all = {.user = true, .network = true, .process = true, .mount = true};
  if (works(all)) return all;
  SandboxWalls found = {.user = true};
  if (!works(found)) return (SandboxWalls){0};
  found.network = true;
  found.network = works(found);
  found.process = true;
  found.process = works(found);
  found.mount = true;
  found.mount = works(found);
  return found;
}
