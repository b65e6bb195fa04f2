// Reading: the frame is checked once, from the front; Summaries are checked by facts/ as they are
// asked for.
#include "session/store.h"

#include "session/seal.h"
#include "session/sealed.h"
#include "session/store_format.h"

#include <string.h>

static bool damaged(Error *err, const char *what) {
  return error_set(err, FAIL_FORMAT, "%s", what);
}

// ---- The frame ----------------------------------------------------------------------------------

static bool is_entry_sound(const StoreEntry *entry, uint64_t end) {
  if (entry->block == 0) return entry->block_bytes == 0;
  if (entry->block % STORE_ALIGN != 0 || entry->block < sizeof(StoreHeader)) return false;
  return entry->block <= end && entry->block_bytes <= end - entry->block;
}

// Blocks lie before the end of the segment.
static bool are_entries_sound(const StoreSegment *segment, uint64_t end) {
  for (uint32_t i = 0; i < segment->count; i++) {
    const StoreEntry *entry = &segment->entries[i];
    if (i > 0 && entry[-1].path_hash >= entry->path_hash) return false;
    if (!is_entry_sound(entry, end)) return false;
  }
  return true;
}

// Some four entries in each part, so that finding one takes no search.
#define PART_ENTRIES  4u
#define PART_BITS_MAX 24u

static uint32_t part_of(const StoreSegment *segment, uint64_t path_hash) {
  return segment->bits > 0 ? (uint32_t)(path_hash >> (64 - segment->bits)) : 0;
}

static void divide(Arena *arena, StoreSegment *segment) {
  while (segment->bits < PART_BITS_MAX && (PART_ENTRIES << segment->bits) < segment->count)
    segment->bits++;
  uint32_t parts = UINT32_C(1) << segment->bits, part = 0;
  uint32_t *starts = arena_push(arena, uint32_t, (size_t)parts + 1);
  for (uint32_t i = 0; i < segment->count; i++)
    for (uint32_t own = part_of(segment, segment->entries[i].path_hash); part < own;)
      starts[++part] = i;
  while (part < parts)
    starts[++part] = segment->count;
  segment->starts = starts;
}

// Reads the segment at `*at` and moves that behind it.
static bool read_segment(Arena *arena, Str bytes, uint64_t *at, StoreSegment *out, Error *err) {
  uint64_t left = bytes.size - *at;
  const SegmentHeader *header = (const void *)(bytes.at + *at);
  if (left < sizeof *header || header->magic != SEGMENT_MAGIC)
    return damaged(err, "a part of it does not begin as it should");
  if (header->segment_bytes > left || header->segment_bytes % STORE_ALIGN != 0)
    return damaged(err, "a part of it ends behind its end");
  uint64_t index_bytes = header->count * sizeof(StoreEntry);
  if (header->segment_bytes < sizeof *header + index_bytes)
    return damaged(err, "an index in it ends behind its part");
  Str index = {bytes.at + *at + sizeof *header, index_bytes};
  *out = (StoreSegment){.entries = (const void *)index.at, .count = header->count};
  if (segment_hash(header, index) != header->hash)
    return damaged(err, "the hash of an index in it is not as it should be");
  *at += header->segment_bytes;
  if (!are_entries_sound(out, *at)) return damaged(err, "an index in it leads nowhere");
  divide(arena, out);
  return true;
}

static bool read_segments(Arena *arena, Str bytes, Store *out, Error *err) {
  for (uint64_t at = sizeof(StoreHeader); at < bytes.size;) {
    StoreSegment segment = {0};
    if (out->segments.count == STORE_MAX_SEGMENTS) return damaged(err, "it has too many parts");
    if (!read_segment(arena, bytes, &at, &segment, err)) return false;
    array_push(arena, &out->segments, segment);
  }
  return true;
}

bool store_view(Arena *arena, Str bytes, uint64_t version, Store *out, Error *err) {
  *out = (Store){.version = version};
  const StoreHeader *header = (const void *)bytes.at;
  if (bytes.size < sizeof *header) return damaged(err, "it ends inside its header");
  if (memcmp(header->magic, STORE_MAGIC, sizeof header->magic) != 0)
    return damaged(err, "it is no cache");
  if (header->hash != store_header_hash(header))
    return damaged(err, "the hash of its header is not as it should be");
  if (header->format != STORE_FORMAT || header->version != version) return true;
  uint64_t end = header->committed_bytes;
  if (end < sizeof *header || end > bytes.size || end % STORE_ALIGN != 0)
    return damaged(err, "it is shorter than it should be");
  out->bytes = (Str){bytes.at, end};
  return read_segments(arena, out->bytes, out, err);
}

// ---- The file -----------------------------------------------------------------------------------

bool store_open(Arena *arena, int folder, const char *name, uint64_t version, Store *out,
                Error *err) {
  *out = (Store){.version = version};
  Str bytes = {0};
  uint64_t inode = 0;
  bool is_there = sealed_map(folder, name, STORE_MAX_BYTES * 2, &bytes, &inode, err);
  if (!is_there && err->kind == FAIL_NONE) return true;
  bool ok = is_there && store_view(arena, bytes, version, out, err);
  out->mapped = bytes;
  out->inode = inode;
  if (!ok) store_close(out);
  return ok;
}

void store_use_seal(Store *store, int folder, const char *name) {
  store->has_seal = true;
  store->is_own = store->segments.count == 0 || seal_holds(folder, name, store->inode);
}

void store_close(Store *store) {
  sealed_unmap(store->mapped);
  *store = (Store){.version = store->version};
}

// ---- Looking up ---------------------------------------------------------------------------------

static const StoreEntry *find_in(const StoreSegment *segment, uint64_t path_hash) {
  const uint32_t *range = &segment->starts[part_of(segment, path_hash)];
  for (uint32_t i = range[0]; i < range[1]; i++)
    if (segment->entries[i].path_hash == path_hash) return &segment->entries[i];
  return NULL;
}

const StoreEntry *store_find(const Store *store, uint64_t path_hash, Stamp stamp) {
  for (size_t i = store->segments.count; i-- > 0;) {
    const StoreEntry *entry = find_in(&store->segments.at[i], path_hash);
    if (!entry) continue;
    bool is_any = stamp.inode == 0;
    return is_any || stamp_equal(entry->stamp, stamp) ? entry : NULL;
  }
  return NULL;
}

const StoreEntry *store_find_content(const Store *store, uint64_t path_hash, WideHash content) {
  for (size_t i = store->segments.count; i-- > 0;) {
    const StoreEntry *entry = find_in(&store->segments.at[i], path_hash);
    if (entry && wide_hash_equal(entry->content, content)) return entry;
  }
  return NULL;
}

const StoreEntry *store_find_before(const Store *store, uint64_t path_hash,
                                    const StoreEntry *later) {
  bool is_behind = later == NULL;
  for (size_t i = store->segments.count; i-- > 0;) {
    const StoreEntry *entry = find_in(&store->segments.at[i], path_hash);
    if (entry && is_behind) return entry;
    is_behind |= entry && entry == later;
  }
  return NULL;
}

Str store_block(const Store *store, const StoreEntry *entry) {
  return entry->block ? (Str){store->bytes.at + entry->block, entry->block_bytes} : (Str){0};
}

bool store_summary(const Store *store, const StoreEntry *entry, Str path, Summary *out,
                   Error *err) {
  Str block = store_block(store, entry);
  bool ok = store->is_own ? summary_open_own(block, out, err) : summary_open(block, out, err);
  if (!ok) return false;
  return str_equal(out->path, path) || damaged(err, "a summary in it is of another file");
}
