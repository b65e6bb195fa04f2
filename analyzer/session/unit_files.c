// Files and folders as the file system has them now, beside what the store says.
#define _XOPEN_SOURCE 700
#include "session/unit_cache.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

// Larger ones are not known, and units with them are read each time.
#define FILE_MAX_BYTES ((size_t)64 << 20)

#define FILE_IS_OPEN      1u
#define FILE_READS_OTHERS 2u

// ---- Files --------------------------------------------------------------------------------------

static uint32_t add_file(UnitCache *cache, uint64_t key, KeptFile file) {
  file.key = key;
  array_push(cache->arena, &cache->files, file);
  uint32_t number = (uint32_t)cache->files.count - 1;
  (void)map_insert(cache->arena, &cache->file_numbers, key, number);
  return number;
}

static bool read_file_entry(UnitCache *cache, KeptFile *file) {
  ByteReader reader = {0};
  if (!block_read(cache, file->entry, &reader)) return false;
  file->path = (Str){0};
  Str path = bytes_str(&reader);
  uint64_t flags = bytes_number(&reader);
  size_t count = bytes_count(&reader, sizeof(uint64_t));
  file->probes = (CProbes){.is_open = (flags & FILE_IS_OPEN) != 0,
                           .reads_others = (flags & FILE_READS_OTHERS) != 0};
  for (size_t i = 0; i < count; i++)
    array_push(cache->arena, &file->probes.names, bytes_str(&reader));
  file->path = (Str){str_to_c(cache->arena, path), path.size};
  return !reader.is_broken;
}

uint32_t kept_file_of_key(UnitCache *cache, uint64_t key) {
  const uint32_t *known = map_find(&cache->file_numbers, key);
  if (known) return *known;
  KeptFile file = {.entry = store_find(&cache->store, key, (Stamp){0})};
  if (!file.entry || !read_file_entry(cache, &file)) return UINT32_MAX;
  return add_file(cache, key, file);
}

uint32_t kept_file(UnitCache *cache, Str path) {
  uint64_t key = block_key(BLOCK_FILE, str_hash(path));
  uint32_t known = kept_file_of_key(cache, key);
  if (known != UINT32_MAX) return known;
  return add_file(cache, key, (KeptFile){.path = {str_to_c(cache->arena, path), path.size}});
}

static void keep_file(UnitCache *cache, KeptFile *file) {
  bool is_same = file->entry && wide_hash_equal(file->entry->content, file->content);
  StoreEntry entry = {.path_hash = file->key, .content = file->content, .stamp = file->stamp};
  bool is_stamped =
      is_same && (file->stamp.inode == 0 || stamp_equal(file->entry->stamp, file->stamp));
  if (is_stamped) {
    block_use(cache, file->entry);
    return;
  }
  ByteWriter writer = {.arena = cache->arena};
  bytes_put_str(&writer, file->path);
  bytes_put_number(&writer, (file->probes.is_open ? FILE_IS_OPEN : 0) |
                                (file->probes.reads_others ? FILE_READS_OTHERS : 0));
  bytes_put_number(&writer, file->probes.names.count);
  for (size_t i = 0; i < file->probes.names.count; i++)
    bytes_put_str(&writer, file->probes.names.at[i]);
  block_put(cache, entry, bytes_written(&writer), is_same ? file->entry : NULL);
}

static bool read_now(UnitCache *cache, KeptFile *file) {
  FileBytes read = {0};
  Error error = {0};
  if (!read_file(&cache->buffer, AT_FDCWD, file->path.at, FILE_MAX_BYTES, &read, &error))
    return false;
  file->stamp = read.stamp;
  file->content = str_hash_wide(read.bytes);
  bool is_known = file->entry && wide_hash_equal(file->entry->content, file->content);
  if (!is_known) c_probes_find(cache->arena, read.bytes, &file->probes);
  return true;
}

static bool stamp_now(Str path, Stamp *out) {
  struct stat info = {0};
  if (stat(path.at, &info) != 0 || !S_ISREG(info.st_mode)) return false;
  *out = stamp_of(&info);
  return true;
}

void kept_file_look(UnitCache *cache, KeptFile *file) {
  if (file->is_looked) return;
  file->is_looked = true;
  Stamp stamp = {0};
  if (!stamp_now(file->path, &stamp)) return;
  file->is_steady = stamp_settled(stamp, cache->start_ns).inode != 0;
  bool is_known = file->entry && stamp_equal(file->entry->stamp, stamp);
  if (is_known) file->content = file->entry->content;
  if (is_known) file->stamp = stamp;
  file->is_there = is_known || read_now(cache, file);
  if (file->is_there) keep_file(cache, file);
}

bool kept_file_was_steady(KeptFile *file) {
  Stamp stamp = {0};
  if (!file->is_steady || file->is_asked_again) return file->is_steady;
  file->is_asked_again = true;
  file->is_steady =
      file->is_there && stamp_now(file->path, &stamp) && stamp_equal(stamp, file->stamp);
  return file->is_steady;
}

// ---- Listings -----------------------------------------------------------------------------------
// whether there is a folder · its path without links · count · hashes of the names, sorted

typedef Array(uint64_t) Hashes;

static int by_number(const void *a, const void *b) {
  uint64_t one = *(const uint64_t *)a;
  uint64_t two = *(const uint64_t *)b;
  return (one > two) - (one < two);
}

static bool list(Arena *arena, Str path, Hashes *out) {
  DIR *stream = opendir(path.at);
  if (!stream) return false;
  for (struct dirent *entry = readdir(stream); entry; entry = readdir(stream))
    array_push(arena, out, str_hash(str_from_c(entry->d_name)));
  closedir(stream);
  if (out->count > 0) qsort(out->at, out->count, sizeof *out->at, by_number);
  return true;
}

static Str make_listing(Arena *arena, Str path) {
  Hashes names = {0};
  ByteWriter writer = {.arena = arena};
  bool is_there = list(arena, path, &names);
  char *real = is_there ? realpath(path.at, NULL) : NULL;
  bytes_put_number(&writer, is_there);
  bytes_put_str(&writer, str_from_c(real));
  bytes_put_number(&writer, names.count);
  if (names.count > 0) bytes_put(&writer, names.at, names.count * sizeof *names.at);
  free(real);
  return bytes_written(&writer);
}

typedef struct Listing {
  bool is_there;
  Str real;
  const char *names; // hashes, eight bytes each, wherever they lie
  size_t count;
} Listing;

static Listing open_listing(Str payload) {
  ByteReader reader = {.rest = payload};
  Listing listing = {.is_there = bytes_number(&reader) != 0, .real = bytes_str(&reader)};
  listing.count = bytes_count(&reader, sizeof(uint64_t));
  listing.names = reader.rest.at;
  return listing;
}

static uint64_t name_at(const Listing *listing, size_t i) {
  uint64_t hash = 0;
  memcpy(&hash, listing->names + i * sizeof hash, sizeof hash);
  return hash;
}

bool listing_has(Str names, Str name) {
  Listing listing = open_listing(names);
  uint64_t wanted = str_hash(name);
  size_t low = 0, high = listing.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    uint64_t found = name_at(&listing, middle);
    if (found == wanted) return true;
    if (found < wanted)
      low = middle + 1;
    else
      high = middle;
  }
  return false;
}

bool listing_differences(Arena *arena, Str before, Str now, Map *out) {
  Listing old = open_listing(before);
  Listing new = open_listing(now);
  if (old.is_there != new.is_there || !str_equal(old.real, new.real)) return false;
  size_t i = 0, k = 0;
  while (i < old.count || k < new.count) {
    bool is_gone = k == new.count || (i < old.count && name_at(&old, i) < name_at(&new, k));
    bool is_come = !is_gone && (i == old.count || name_at(&new, k) < name_at(&old, i));
    if (is_gone) (void)map_insert(arena, out, name_at(&old, i), 0);
    if (is_come) (void)map_insert(arena, out, name_at(&new, k), 0);
    i += !is_come;
    k += !is_gone;
  }
  return true;
}

bool kept_listing(UnitCache *cache, WideHash listing, Str *names) {
  const StoreEntry *entry = block_find(cache, BLOCK_LISTING, listing);
  ByteReader reader = {0};
  if (!entry || !block_read(cache, entry, &reader)) return false;
  block_use(cache, entry);
  *names = reader.rest;
  return true;
}

// ---- Folders ------------------------------------------------------------------------------------

static void keep_folder(UnitCache *cache, const KeptFolder *folder, Stamp stamp) {
  const StoreEntry *known = folder->entry;
  bool is_same = known && wide_hash_equal(known->content, folder->listing) &&
                 (stamp.inode == 0 || stamp_equal(known->stamp, stamp));
  if (is_same) {
    block_use(cache, known);
    return;
  }
  ByteWriter writer = {.arena = cache->arena};
  bytes_put_str(&writer, folder->path);
  StoreEntry entry = {.path_hash = folder->key, .content = folder->listing, .stamp = stamp};
  // In some folders something happens all the time; that is not worth writing for.
  bool is_new = cache->is_new;
  block_put(cache, entry, bytes_written(&writer), known);
  cache->is_new = is_new;
}

static void look_at_folder(UnitCache *cache, KeptFolder *folder) {
  struct stat info = {0};
  bool is_there = stat(folder->path.at, &info) == 0 && S_ISDIR(info.st_mode);
  Stamp stamp = is_there ? stamp_of(&info) : (Stamp){0};
  folder->is_steady = !is_there || stamp_settled(stamp, cache->start_ns).inode != 0;
  bool is_known = folder->entry && stamp_equal(folder->entry->stamp, stamp) &&
                  kept_listing(cache, folder->entry->content, &folder->names);
  if (is_known) folder->listing = folder->entry->content;
  int64_t now_ns = stamp_now_ns();
  if (!is_known) folder->names = make_listing(cache->arena, folder->path);
  bool is_new = cache->is_new;
  if (!is_known) folder->listing = block_keep(cache, BLOCK_LISTING, folder->names);
  cache->is_new = is_new;
  keep_folder(cache, folder, is_there ? stamp_settled(stamp, now_ns) : (Stamp){0});
}

static uint32_t add_folder(UnitCache *cache, KeptFolder folder) {
  look_at_folder(cache, &folder);
  array_push(cache->arena, &cache->folders, folder);
  uint32_t number = (uint32_t)cache->folders.count - 1;
  (void)map_insert(cache->arena, &cache->folder_numbers, folder.key, number);
  return number;
}

uint32_t kept_folder_of_key(UnitCache *cache, uint64_t key) {
  const uint32_t *known = map_find(&cache->folder_numbers, key);
  if (known) return *known;
  KeptFolder folder = {.key = key, .entry = store_find(&cache->store, key, (Stamp){0})};
  ByteReader reader = {0};
  if (!folder.entry || !block_read(cache, folder.entry, &reader)) return UINT32_MAX;
  Str path = bytes_str(&reader);
  if (reader.is_broken) return UINT32_MAX;
  folder.path = (Str){str_to_c(cache->arena, path), path.size};
  return add_folder(cache, folder);
}

uint32_t kept_folder(UnitCache *cache, Str path) {
  uint64_t key = block_key(BLOCK_FOLDER, str_hash(path));
  uint32_t known = kept_folder_of_key(cache, key);
  if (known != UINT32_MAX) return known;
  return add_folder(cache,
                    (KeptFolder){.key = key, .path = {str_to_c(cache->arena, path), path.size}});
}
