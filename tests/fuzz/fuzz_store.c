// Bytes as a store of Summaries: store_view refuses them, or whatever its entries lead to is safe.
//
// Hashes would keep nearly all inputs out, so each is tried twice: as it is, and with its first
// segment sealed anew.
#include "session/store_format.h"

#include <string.h>

#define VERSION 7

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size_bytes);

static void look_at(Arena *arena, const Store *store, const StoreEntry *entry) {
  Summary summary = {0};
  Error err = {0};
  const StoreEntry *latest = store_find(store, entry->path_hash, (Stamp){0});
  assert(latest && latest->path_hash == entry->path_hash);
  assert(store_find_content(store, entry->path_hash, entry->content));
  if (entry->block && store_summary(store, entry, STR("a.py"), &summary, &err))
    (void)summary_print(arena, &summary);
}

static void open_store(Arena *arena, Str bytes) {
  Store store = {0};
  Error err = {0};
  if (!store_view(arena, bytes, VERSION, &store, &err)) return;
  for (size_t i = 0; i < store.segments.count; i++)
    for (uint32_t k = 0; k < store.segments.at[i].count; k++)
      look_at(arena, &store, &store.segments.at[i].entries[k]);
}

static void repair(char *bytes, size_t size_bytes) {
  StoreHeader *header = (void *)bytes;
  memcpy(header->magic, STORE_MAGIC, sizeof header->magic);
  header->version = VERSION;
  header->format = STORE_FORMAT;
  header->committed_bytes = size_bytes;
  header->hash = store_header_hash(header);
  size_t left = size_bytes - sizeof *header;
  SegmentHeader *segment = (void *)(bytes + sizeof *header);
  if (left < sizeof *segment) return;
  segment->magic = SEGMENT_MAGIC;
  segment->segment_bytes = left;
  uint64_t index_bytes = segment->count * sizeof(StoreEntry);
  if (index_bytes > left - sizeof *segment) return;
  segment->hash =
      segment_hash(segment, (Str){bytes + sizeof *header + sizeof *segment, index_bytes});
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size_bytes) {
  Arena arena = {0};
  size_t words = (size_bytes + sizeof(uint64_t) - 1) / sizeof(uint64_t);
  char *bytes = (char *)arena_push(&arena, uint64_t, words);
  if (size_bytes > 0) memcpy(bytes, data, size_bytes);
  open_store(&arena, (Str){bytes, size_bytes});
  if (size_bytes >= sizeof(StoreHeader)) {
    repair(bytes, words * sizeof(uint64_t));
    open_store(&arena, (Str){bytes, words * sizeof(uint64_t)});
  }
  arena_release(&arena);
  return 0;
}
