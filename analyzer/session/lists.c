// Finding a kept list: all stamps are asked for, which is what an unchanged project costs; then
// directories with another stamp are read, and mostly hold what they held, as after an editor has
// put a file in the place of another.
#define _DEFAULT_SOURCE // statfs
#include "session/lists.h"

#include "session/cache.h"
#include "session/git.h"
#include "session/paths.h"
#include "session/sealed.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#if defined(__linux__)
#include <sys/vfs.h>
#endif

#define NAME_START     "list-"
#define LISTS_MAX      8
#define LIST_MAX_BYTES ((size_t)256 << 20)
// Of two clocks: more, and one of them was set.
#define DRIFT_MAX_NS INT64_C(20000000)

void lists_open(Lists *lists, Str cache_path, bool is_named) {
  Error error = {0};
  lists->folder = cache_folder_open(cache_path, is_named, &error);
  lists->is_on = lists->folder >= 0 || error.kind == FAIL_NONE;
}

void lists_close(Lists *lists) {
  for (size_t i = 0; i < lists->kept.count; i++)
    sealed_unmap(lists->kept.at[i]->bytes);
  if (lists->is_on && lists->folder >= 0) close(lists->folder);
  arena_release(&lists->arena);
}

// ---- Whether one holds --------------------------------------------------------------------------

static uint64_t key_of(Str root, bool is_git) {
  uint64_t parts[] = {str_hash(root), is_git, is_git ? git_environment_key() : 0};
  return str_hash((Str){(const char *)parts, sizeof parts});
}

static Str name_of(Arena *arena, uint64_t key) {
  return str_print(arena, NAME_START "%016llx", (unsigned long long)key);
}

Stamp watch_stamp(const char *full) {
  struct stat info = {0};
  return lstat(full, &info) == 0 ? stamp_of(&info) : (Stamp){0};
}

static bool is_watch_same(const Watch *watch) {
  Stamp stamp = watch_stamp(watch->full.at);
  return stamp.inode == 0 ? watch->stamp.inode == 0 : stamp_equal(watch->stamp, stamp);
}

static bool are_watches_same(const KeptList *kept) {
  for (size_t i = 0; i < kept->watches.count; i++)
    if (!is_watch_same(&kept->watches.at[i])) return false;
  return true;
}

// `root` is open and the place of the whole list: paths from there are shorter to follow.
static bool is_directory_same(Arena *scratch, int open_root, Str root, const Directory *directory) {
  struct stat info = {0};
  bool is_root = directory->full.size <= root.size;
  const char *path = is_root ? "." : path_below(directory->full, root).at;
  return fstatat(open_root, path, &info, 0) == 0 &&
         stamp_equal(directory->stamp, stamp_of(&info)) &&
         (!directory->has_asks || directory_asks_hold(scratch, directory));
}

// What became of the directories of a list.
typedef struct Comparison {
  Directories known;   // as they are now; those that are gone are left out
  bool is_any_new;     // one has another stamp
  bool is_any_changed; // … and other names, or is gone
} Comparison;

static void compare(Arena *arena, Arena *scratch, const Directory *directory, Comparison *out) {
  Directory now = {0};
  out->is_any_new = true;
  if (!directory_read(arena, scratch, directory->full, &now)) {
    out->is_any_changed = true;
    return;
  }
  // Where the new one could be that of a later change too: the old one is no longer anybody's.
  if (now.stamp.inode == 0) now.stamp = directory->stamp;
  out->is_any_changed |= !str_equal(now.names, directory->names);
  array_push(arena, &out->known, now);
}

static Comparison compare_directories(Arena *arena, const KeptList *kept, int open_root, Str root) {
  const Directories *all = &kept->directories;
  Comparison out = {.known = *all};
  size_t same = 0;
  while (same < all->count && is_directory_same(arena, open_root, root, &all->at[same]))
    same++;
  if (same == all->count) return out;
  out.known = (Directories){0};
  Arena scratch = {0};
  array_reserve(arena, &out.known, all->count);
  memcpy(out.known.at, all->at, same * sizeof *all->at);
  out.known.count = same;
  for (size_t i = same; i < all->count; i++) {
    if (i > same && is_directory_same(arena, open_root, root, &all->at[i]))
      array_push(arena, &out.known, all->at[i]);
    else
      compare(arena, &scratch, &all->at[i], &out);
  }
  arena_release(&scratch);
  return out;
}

static bool use_kept(Lists *lists, const KeptList *kept, Arena *arena, Str root, bool is_git,
                     Listing *out) {
  int open_root = open(root.size > 0 ? root.at : "/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (open_root < 0) return false;
  Comparison now = compare_directories(&lists->arena, kept, open_root, root);
  close(open_root);
  ListUse use = lists_begin(out, is_git);
  use.is_new = now.is_any_new;
  *out = (Listing){.root = root, .is_deep = true, .directories = now.known};
  if (now.is_any_changed) {
    if (is_git) return false;
    listing_walk(arena, root, true, &now.known, out);
  } else {
    out->files = kept->files;
    out->watches = kept->watches;
  }
  array_push(&lists->arena, &lists->uses, use);
  return true;
}

bool lists_find(Lists *lists, Arena *arena, Str root, bool is_git, Listing *out) {
  if (!lists || lists->folder < 0) return false;
  uint64_t key = key_of(root, is_git), inode = 0;
  KeptList *kept = arena_push(&lists->arena, KeptList, 1);
  array_push(&lists->arena, &lists->kept, kept);
  Error error = {0};
  // One that is damaged is written anew without a word: nothing was lost but time.
  return sealed_map(lists->folder, name_of(&lists->arena, key).at, LIST_MAX_BYTES, &kept->bytes,
                    &inode, &error) &&
         list_parse(&lists->arena, kept->bytes, key, kept, &error) && kept->directories.count > 0 &&
         str_equal(kept->directories.at[0].full, root) && are_watches_same(kept) &&
         use_kept(lists, kept, arena, root, is_git, out);
}

// ---- What is kept -------------------------------------------------------------------------------

static int64_t monotonic_ns(void) {
  struct timespec now = {0};
  (void)clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

ListUse lists_begin(Listing *listing, bool is_git) {
  return (ListUse){.listing = listing,
                   .is_git = is_git,
                   .is_new = true,
                   .begun_ns = stamp_now_ns(),
                   .begun_monotonic_ns = monotonic_ns()};
}

void lists_add(Lists *lists, ListUse use) {
  if (lists && lists->is_on) array_push(&lists->arena, &lists->uses, use);
}

// File systems on which a directory is known to get another time when an entry comes or goes.
static bool is_file_system_known(const char *path) {
#if defined(__linux__)
  static const unsigned long known[] = {
      0xef53,     // ext2, ext3, ext4
      0x58465342, // xfs
      0x9123683e, // btrfs
      0xca451a4e, // bcachefs
      0xf2f52010, // f2fs
      0x2fc12fc1, // zfs
      0x01021994, // tmpfs
      0x794c7630, // overlayfs
  };
  struct statfs info = {0};
  if (statfs(path, &info) != 0) return false;
  for (size_t i = 0; i < COUNT_OF(known); i++)
    if ((unsigned long)info.f_type == known[i]) return true;
#else
  (void)path;
#endif
  return false;
}

static bool was_clock_set(const ListUse *use) {
  int64_t drift_ns = (stamp_now_ns() - use->begun_ns) - (monotonic_ns() - use->begun_monotonic_ns);
  return drift_ns > DRIFT_MAX_NS || drift_ns < -DRIFT_MAX_NS;
}

// Of what was looked at behind git: a stamp that is older than git's answer is one of its time.
static bool settle(const ListUse *use, Directories *directories, Watches *watches) {
  for (size_t i = 0; i < directories->count; i++)
    if (stamp_settled(directories->at[i].stamp, use->begun_ns).inode == 0) return false;
  for (size_t i = 0; i < watches->count; i++) {
    Stamp stamp = watches->at[i].stamp;
    if (stamp.inode != 0 && stamp_settled(stamp, use->begun_ns).inode == 0) return false;
  }
  return !was_clock_set(use);
}

// Only where a file system lies below another do devices differ.
static bool is_one_device(const Directories *directories) {
  uint64_t device = 0;
  for (size_t i = 0; i < directories->count; i++) {
    uint64_t own = directories->at[i].device; // 0 of one that was not read in this run
    if (own != 0 && device != 0 && own != device) return false;
    if (own != 0) device = own;
  }
  return true;
}

static bool collect(Lists *lists, const ListUse *use) {
  const Listing *listing = use->listing;
  Directories directories = listing->directories;
  Watches watches = listing->watches;
  if (listing->gaps.count > 0 || listing->holds_cache) return false;
  if (!is_file_system_known(listing->root.size > 0 ? listing->root.at : "/")) return false;
  bool is_asked = use->is_git && directories.count == 0;
  if (is_asked && (!git_watch(&lists->arena, listing, &directories, &watches) ||
                   !settle(use, &directories, &watches)))
    return false;
  if (directories.count == 0 || !is_one_device(&directories)) return false;
  uint64_t key = key_of(listing->root, use->is_git);
  Str bytes = list_print(&lists->arena, key, &directories, &watches, listing->files.at,
                         listing->files.count);
  if (bytes.size == 0 || bytes.size > LIST_MAX_BYTES) return false;
  array_push(&lists->arena, &lists->written, bytes);
  array_push(&lists->arena, &lists->names, name_of(&lists->arena, key));
  return true;
}

bool lists_collect(Lists *lists) {
  bool is_any = false;
  for (size_t i = 0; i < lists->uses.count; i++)
    if (lists->uses.at[i].is_new) is_any |= collect(lists, &lists->uses.at[i]);
  return is_any;
}

bool lists_write(const Lists *lists, int folder, Error *err) {
  bool ok = true;
  for (size_t i = 0; ok && i < lists->written.count; i++)
    ok = sealed_write(folder, NAME_START, lists->names.at[i].at, LISTS_MAX, lists->written.at[i],
                      err);
  return ok;
}
