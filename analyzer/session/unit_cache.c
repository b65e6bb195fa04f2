// See unit_cache.h. A payload stands behind its hash.
#define _POSIX_C_SOURCE 200809L
#include "session/unit_cache.h"

#define STORE_NAME "units"

void unit_cache_open(UnitCache *cache, Arena *arena, int folder, uint64_t version, Error *err) {
  *cache = (UnitCache){.arena = arena, .is_on = true, .start_ns = stamp_now_ns()};
  cache->store.version = version;
  if (folder < 0) return;
  cache->is_damaged = !store_open(arena, folder, STORE_NAME, version, &cache->store, err);
}

void unit_cache_close(UnitCache *cache) {
  read_buffer_release(&cache->buffer);
  store_close(&cache->store);
}

bool unit_cache_is_new(const UnitCache *cache) {
  return cache->is_on && (cache->is_new || cache->is_damaged);
}

bool unit_cache_write(UnitCache *cache, int folder, Error *err) {
  if (!unit_cache_is_new(cache)) return true;
  cache->store.is_damaged = cache->is_damaged;
  return store_write(&cache->store, folder, STORE_NAME, cache->puts.at, cache->puts.count, err);
}

// ---- Blocks -------------------------------------------------------------------------------------

uint64_t block_key(BlockKind kind, uint64_t hash) {
  uint64_t parts[2] = {(uint64_t)kind, hash};
  return str_hash((Str){(const char *)parts, sizeof parts});
}

bool block_read(UnitCache *cache, const StoreEntry *entry, ByteReader *out) {
  *out = (ByteReader){.rest = store_block(&cache->store, entry)};
  uint64_t hash = bytes_number(out);
  if (!out->is_broken && str_hash(out->rest) == hash) return true;
  cache->is_damaged = true;
  return false;
}

const StoreEntry *block_find(UnitCache *cache, BlockKind kind, WideHash content) {
  return store_find_content(&cache->store, block_key(kind, content.low), content);
}

static void put(UnitCache *cache, const StorePut *put) {
  uint32_t next = (uint32_t)cache->puts.count;
  uint32_t *number = map_insert(cache->arena, &cache->put_numbers, put->entry.path_hash, next);
  cache->is_new |= put->is_new;
  if (*number == next) {
    array_push(cache->arena, &cache->puts, *put);
    return;
  }
  bool was_new = cache->puts.at[*number].is_new;
  if (put->is_new || !was_new) cache->puts.at[*number] = *put;
}

void block_put(UnitCache *cache, StoreEntry entry, Str payload, const StoreEntry *kept) {
  StorePut made = {.entry = entry, .is_raw = true, .is_new = true, .kept = kept};
  if (!kept) {
    ByteWriter writer = {.arena = cache->arena};
    bytes_put_number(&writer, str_hash(payload));
    bytes_put(&writer, payload.at, payload.size);
    made.block = bytes_written(&writer);
  }
  put(cache, &made);
}

void block_use(UnitCache *cache, const StoreEntry *entry) {
  StorePut used = {.entry = *entry, .kept = entry};
  // What a later part says of the same is not what is used.
  used.is_new = store_find(&cache->store, entry->path_hash, (Stamp){0}) != entry;
  put(cache, &used);
}

WideHash block_keep(UnitCache *cache, BlockKind kind, Str payload) {
  WideHash content = str_hash_wide(payload);
  const StoreEntry *kept = block_find(cache, kind, content);
  StoreEntry entry = {.path_hash = block_key(kind, content.low), .content = content};
  ByteReader reader = {0};
  if (kept && block_read(cache, kept, &reader))
    block_use(cache, kept);
  else
    block_put(cache, entry, payload, NULL);
  return content;
}

void unit_keep_summary(UnitCache *cache, WideHash content, Str block) {
  const StoreEntry *kept = block_find(cache, BLOCK_SUMMARY, content);
  StorePut made = {
      .entry = {.path_hash = block_key(BLOCK_SUMMARY, content.low), .content = content},
      .block = block,
      .is_new = true};
  // What the store has of it may be what is damaged.
  if (kept && !cache->is_damaged)
    block_use(cache, kept);
  else if (block.size <= UINT32_MAX)
    put(cache, &made);
}

// ---- The library --------------------------------------------------------------------------------

// path · version

static bool stamp_at(Arena *arena, Str path, Stamp *out) {
  struct stat info = {0};
  ArenaMark mark = arena_mark(arena);
  bool is_there = path.size > 0 && stat(str_to_c(arena, path), &info) == 0;
  arena_rewind(arena, mark);
  *out = stamp_of(&info);
  return is_there;
}

bool unit_library(UnitCache *cache, uint64_t identity, Str *out) {
  uint64_t key = block_key(BLOCK_LIBRARY, identity);
  const StoreEntry *entry = store_find(&cache->store, key, (Stamp){0});
  ByteReader reader = {0};
  Stamp stamp = {0};
  if (!entry || !block_read(cache, entry, &reader)) return false;
  bool is_there = stamp_at(cache->arena, bytes_str(&reader), &stamp);
  *out = bytes_str(&reader);
  if (reader.is_broken || !is_there || !stamp_equal(stamp, entry->stamp)) return false;
  block_use(cache, entry);
  return true;
}

void unit_keep_library(UnitCache *cache, uint64_t identity, Str path, Str version) {
  Str known = {0};
  if (!cache->is_on) return;
  if (unit_library(cache, identity, &known) && str_equal(known, version)) return;
  StoreEntry entry = {.path_hash = block_key(BLOCK_LIBRARY, identity)};
  ByteWriter writer = {.arena = cache->arena};
  bytes_put_str(&writer, path);
  bytes_put_str(&writer, version);
  if (stamp_at(cache->arena, path, &entry.stamp))
    block_put(cache, entry, bytes_written(&writer), NULL);
}
