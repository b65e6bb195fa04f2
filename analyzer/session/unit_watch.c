// Folders in which units look for headers. Which names a header is asked for by is not kept: any
// part of a path may be one, so a folder counts with all that lies in it.
#define _XOPEN_SOURCE 700
#include "base/path.h"
#include "session/unit_cache.h"

#include <dirent.h>
#include <fcntl.h>

// What would have to be watched beyond that is not: such units are read each time.
#define FOLDERS_MAX_COUNT 20000

// ---- What has changed ---------------------------------------------------------------------------

static void compare(UnitCache *cache, ByteReader *reader, KeptWatch *watch) {
  size_t count = bytes_count(reader, 3 * sizeof(uint64_t));
  for (size_t i = 0; i < count && !watch->is_unusable; i++) {
    uint32_t number = kept_folder_of_key(cache, bytes_number(reader));
    WideHash listing = {.low = bytes_number(reader)};
    listing.high = bytes_number(reader);
    watch->is_unusable = number == UINT32_MAX;
    if (watch->is_unusable) return;
    const KeptFolder *folder = &cache->folders.at[number];
    Str before = {0};
    if (wide_hash_equal(folder->listing, listing)) continue;
    watch->is_unusable = !kept_listing(cache, listing, &before) ||
                         !listing_differences(cache->arena, before, folder->names, &watch->changed);
  }
  watch->is_unusable |= reader->is_broken;
}

uint32_t watch_find(UnitCache *cache, WideHash content) {
  uint64_t key = block_key(BLOCK_WATCH, content.low);
  const uint32_t *known = map_find(&cache->watch_numbers, key);
  if (known) return *known;
  const StoreEntry *entry = block_find(cache, BLOCK_WATCH, content);
  ByteReader reader = {0};
  if (!entry || !block_read(cache, entry, &reader)) return 0;
  KeptWatch watch = {0};
  compare(cache, &reader, &watch);
  block_use(cache, entry);
  array_push(cache->arena, &cache->watches, watch);
  uint32_t number = (uint32_t)cache->watches.count;
  (void)map_insert(cache->arena, &cache->watch_numbers, key, number);
  return number;
}

bool watch_touches_name(const UnitCache *cache, uint32_t watch, Str name) {
  const Map *changed = &cache->watches.at[watch - 1].changed;
  while (changed->count > 0 && name.at) {
    Str part = str_cut(&name, '/');
    if (part.size > 0 && map_find(changed, str_hash(part))) return true;
  }
  return false;
}

static bool is_touched(const UnitCache *cache, uint32_t watch, const KeptFile *file) {
  if (cache->watches.at[watch - 1].changed.count == 0) return false;
  if (file->probes.is_open || watch_touches_name(cache, watch, file->path)) return true;
  for (size_t i = 0; i < file->probes.names.count; i++)
    if (watch_touches_name(cache, watch, file->probes.names.at[i])) return true;
  return false;
}

bool watch_touches(UnitCache *cache, uint32_t watch, KeptFile *file) {
  if (cache->watches.at[watch - 1].is_unusable) return true;
  if (file->watch != watch) file->is_touched = is_touched(cache, watch, file);
  file->watch = watch;
  return file->is_touched;
}

// ---- What is to be watched ----------------------------------------------------------------------

typedef struct Plan {
  UnitCache *cache;
  Arena scratch;
  Interner searched;
  Interner below; // folders seen from a searched one: "sys" of <sys/socket.h>
  Interner all;
  Map parts; // of all paths and names: hashes
} Plan;

// An including file's own folder is searched first.
static void add_folders_of_files(Plan *plan, const Interner *files) {
  for (uint32_t i = 0; i < files->count; i++) {
    Str folder = path_parent(files->strings[i]);
    if (folder.size > 0) (void)interner_add(&plan->scratch, &plan->searched, folder);
  }
}

static void add_below(Plan *plan, Str folder) {
  for (Str around = path_parent(folder); around.size > 0; around = path_parent(around)) {
    if (interner_find(&plan->searched, around) == INTERNER_NONE) continue;
    Str rest = str_slice(folder, around.size + 1, folder.size);
    (void)interner_add(&plan->scratch, &plan->below, rest);
  }
}

static void add_all_below(Plan *plan, const WatchPlan *from) {
  for (uint32_t i = 0; i < from->files.count; i++)
    add_below(plan, path_parent(from->files.strings[i]));
  for (uint32_t i = 0; i < from->names.count; i++) {
    Str folder = path_parent(from->names.strings[i]);
    if (folder.size > 0) (void)interner_add(&plan->scratch, &plan->below, folder);
  }
}

// A folder that is not there shows in the listing of the one around it, once it is.
static void add_existing(Plan *plan, Str folder, Str below) {
  while (below.at && plan->all.count <= FOLDERS_MAX_COUNT) {
    Str part = str_cut(&below, '/');
    if (part.size == 0 || str_equal_c(part, ".")) continue;
    uint32_t number = kept_folder(plan->cache, folder);
    if (!listing_has(plan->cache->folders.at[number].names, part)) return;
    folder = str_print(&plan->scratch, "%.*s/%.*s", STR_ARG(folder), STR_ARG(part));
    (void)interner_add(&plan->scratch, &plan->all, folder);
  }
}

static void add_all(Plan *plan) {
  for (uint32_t i = 0; i < plan->searched.count; i++) {
    (void)interner_add(&plan->scratch, &plan->all, plan->searched.strings[i]);
    for (uint32_t k = 0; k < plan->below.count; k++)
      add_existing(plan, plan->searched.strings[i], plan->below.strings[k]);
  }
}

static void add_parts(Plan *plan, const Interner *paths) {
  for (uint32_t i = 0; i < paths->count; i++) {
    Str rest = paths->strings[i];
    while (rest.at)
      (void)map_insert(&plan->scratch, &plan->parts, str_hash(str_cut(&rest, '/')), 0);
  }
}

// In a folder where something happens just now, such as a home directory: nothing that the units
// could have asked for.
static bool is_quiet(const Plan *plan, const KeptFolder *folder) {
  DIR *stream = opendir(folder->path.at);
  bool is_fine = stream != NULL;
  for (struct dirent *entry = is_fine ? readdir(stream) : NULL; entry && is_fine;
       entry = readdir(stream)) {
    struct stat info = {0};
    Str name = str_from_c(entry->d_name);
    bool is_dots = str_equal_c(name, ".") || str_equal_c(name, "..");
    if (is_dots || !map_find(&plan->parts, str_hash(name))) continue;
    is_fine = fstatat(dirfd(stream), entry->d_name, &info, AT_SYMLINK_NOFOLLOW) == 0 &&
              stamp_settled(stamp_of(&info), plan->cache->start_ns).inode != 0;
  }
  if (stream) closedir(stream);
  return is_fine;
}

static bool put_watch(Plan *plan, WideHash *out) {
  UnitCache *cache = plan->cache;
  ByteWriter writer = {.arena = &plan->scratch};
  bytes_put_number(&writer, plan->all.count);
  for (uint32_t i = 0; i < plan->all.count; i++) {
    uint32_t number = kept_folder(cache, plan->all.strings[i]); // may move the table
    const KeptFolder *folder = &cache->folders.at[number];
    if (!folder->is_steady && !is_quiet(plan, folder)) return false;
    bytes_put_number(&writer, folder->key);
    bytes_put_number(&writer, folder->listing.low);
    bytes_put_number(&writer, folder->listing.high);
  }
  *out = block_keep(cache, BLOCK_WATCH, bytes_written(&writer));
  return true;
}

bool watch_keep(UnitCache *cache, const WatchPlan *from, WideHash *out) {
  Plan plan = {.cache = cache};
  for (uint32_t i = 0; i < from->searched.count; i++)
    (void)interner_add(&plan.scratch, &plan.searched, from->searched.strings[i]);
  add_folders_of_files(&plan, &from->files);
  add_all_below(&plan, from);
  add_all(&plan);
  add_parts(&plan, &from->files);
  add_parts(&plan, &from->names);
  bool ok = plan.all.count <= FOLDERS_MAX_COUNT && put_watch(&plan, out);
  arena_release(&plan.scratch);
  return ok;
}
