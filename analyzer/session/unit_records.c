// The record of a unit:
//
//   id · watch · count of files, each key and content · names not found · count of Summaries, each
//   hash of the path, and content
#define _POSIX_C_SOURCE 200809L
#include "session/unit_cache.h"

#include <stdlib.h>

#define HASH_BYTES (2 * sizeof(uint64_t))

// ---- Ids ----------------------------------------------------------------------------------------

// What the driver of clang asks the environment for.
static const char *const variables[] = {"CPATH",
                                        "C_INCLUDE_PATH",
                                        "SDKROOT",
                                        "MACOSX_DEPLOYMENT_TARGET",
                                        "COMPILER_PATH",
                                        "GCC_EXEC_PREFIX",
                                        "CCC_OVERRIDE_OPTIONS",
                                        "QA_OVERRIDE_GCC3_OPTIONS",
                                        "CCC_ADD_ARGS",
                                        "SOURCE_DATE_EPOCH"};

static void put_words(ByteWriter *writer, const Str *words, uint32_t count) {
  bytes_put_number(writer, count);
  for (uint32_t i = 0; i < count; i++)
    bytes_put_str(writer, words[i]);
}

WideHash unit_id(Arena *arena, const CCommand *command, Str root, Str library) {
  ArenaMark mark = arena_mark(arena);
  ByteWriter writer = {.arena = arena};
  bytes_put_str(&writer, command->file);
  bytes_put_str(&writer, command->directory);
  put_words(&writer, command->flags, command->flag_count);
  put_words(&writer, command->refused, command->refused_count);
  bytes_put_number(&writer, command->is_guessed);
  bytes_put_str(&writer, root);
  bytes_put_str(&writer, library);
  for (size_t i = 0; i < COUNT_OF(variables); i++)
    bytes_put_str(&writer, str_from_c(getenv(variables[i])));
  WideHash id = str_hash_wide(bytes_written(&writer));
  arena_rewind(arena, mark);
  return id;
}

static void put_hash(ByteWriter *writer, WideHash hash) {
  bytes_put_number(writer, hash.low);
  bytes_put_number(writer, hash.high);
}

static WideHash read_hash(ByteReader *reader) {
  WideHash hash = {.low = bytes_number(reader)};
  hash.high = bytes_number(reader);
  return hash;
}

// ---- Finding ------------------------------------------------------------------------------------

static bool are_files_same(UnitCache *cache, ByteReader *reader, uint32_t watch, KeptUnit *unit) {
  size_t count = bytes_count(reader, sizeof(uint64_t) + HASH_BYTES);
  uint32_t *files = arena_push(cache->arena, uint32_t, count);
  for (size_t i = 0; i < count; i++) {
    files[i] = kept_file_of_key(cache, bytes_number(reader));
    WideHash content = read_hash(reader);
    if (files[i] == UINT32_MAX) return false;
    KeptFile *file = &cache->files.at[files[i]];
    kept_file_look(cache, file);
    bool is_same = file->is_there && wide_hash_equal(file->content, content);
    if (!is_same || watch_touches(cache, watch, file)) return false;
  }
  unit->files = files;
  unit->file_count = (uint32_t)count;
  return true;
}

static bool are_names_still_missing(const UnitCache *cache, ByteReader *reader, uint32_t watch) {
  size_t count = bytes_count(reader, sizeof(uint64_t));
  for (size_t i = 0; i < count; i++)
    if (watch_touches_name(cache, watch, bytes_str(reader))) return false;
  return true;
}

static bool find_blocks(UnitCache *cache, ByteReader *reader, KeptUnit *unit) {
  size_t count = bytes_count(reader, sizeof(uint64_t) + HASH_BYTES);
  KeptBlock *blocks = arena_push(cache->arena, KeptBlock, count);
  for (size_t i = 0; i < count; i++) {
    blocks[i].path_hash = bytes_number(reader);
    blocks[i].entry = block_find(cache, BLOCK_SUMMARY, read_hash(reader));
    if (!blocks[i].entry) return false;
  }
  unit->blocks = blocks;
  unit->block_count = (uint32_t)count;
  return !reader->is_broken;
}

static bool holds(UnitCache *cache, const StoreEntry *entry, KeptUnit *unit) {
  ByteReader reader = {0};
  if (!block_read(cache, entry, &reader)) return false;
  if (!wide_hash_equal(read_hash(&reader), unit->id)) return false;
  uint32_t watch = watch_find(cache, read_hash(&reader));
  if (watch == 0) return false;
  return are_files_same(cache, &reader, watch, unit) &&
         are_names_still_missing(cache, &reader, watch) && find_blocks(cache, &reader, unit);
}

void unit_find(UnitCache *cache, KeptUnit *unit) {
  uint64_t key = block_key(BLOCK_UNIT, unit->id.low);
  const StoreEntry *entry = store_find_before(&cache->store, key, NULL);
  while (entry && !unit->is_valid) {
    unit->is_valid = holds(cache, entry, unit);
    if (unit->is_valid) {
      unit->record = entry->content;
      block_use(cache, entry);
    }
    entry = store_find_before(&cache->store, key, entry);
  }
  for (uint32_t i = 0; unit->is_valid && i < unit->block_count; i++)
    block_use(cache, unit->blocks[i].entry);
}

// ---- Keeping ------------------------------------------------------------------------------------

static void plan_file(UnitCache *cache, WatchPlan *plan, const KeptFile *file) {
  (void)interner_add(cache->arena, &plan->files, file->path);
  for (size_t i = 0; i < file->probes.names.count; i++)
    (void)interner_add(cache->arena, &plan->names, file->probes.names.at[i]);
}

static void plan_inclusions(UnitCache *cache, WatchPlan *plan, const CInclusions *inclusions) {
  for (uint32_t i = 0; i < inclusions->file_count; i++) {
    uint32_t number = kept_file(cache, inclusions->files[i]);
    kept_file_look(cache, &cache->files.at[number]);
    plan_file(cache, plan, &cache->files.at[number]);
  }
  for (uint32_t i = 0; i < inclusions->missing_count; i++)
    (void)interner_add(cache->arena, &plan->names, inclusions->missing[i]);
}

static void plan_unit(UnitCache *cache, WatchPlan *plan, const UnitNews *news) {
  uint32_t count = 0;
  const Str *folders = c_command_folders(cache->arena, news->command, &count);
  for (uint32_t i = 0; i < count; i++)
    (void)interner_add(cache->arena, &plan->searched, folders[i]);
  for (uint32_t i = 0; !news->unit && i < news->kept->file_count; i++)
    plan_file(cache, plan, &cache->files.at[news->kept->files[i]]);
  if (news->unit) plan_inclusions(cache, plan, &news->unit->inclusions);
  if (news->beginning) plan_inclusions(cache, plan, &news->beginning->inclusions);
}

static bool is_fit(UnitCache *cache, const CInclusions *inclusions) {
  if (inclusions->is_open) return false;
  for (uint32_t i = 0; i < inclusions->file_count; i++) {
    uint32_t number = kept_file(cache, inclusions->files[i]); // may move the table
    KeptFile *file = &cache->files.at[number];
    if (file->probes.reads_others || !kept_file_was_steady(file)) return false;
  }
  return true;
}

// A beginning's files may be among those of the unit; that does no harm.
static void put_files(UnitCache *cache, ByteWriter *writer, const CInclusions *inclusions) {
  for (uint32_t i = 0; i < inclusions->file_count; i++) {
    uint32_t number = kept_file(cache, inclusions->files[i]);
    const KeptFile *file = &cache->files.at[number];
    bytes_put_number(writer, file->key);
    put_hash(writer, file->content);
  }
}

static void put_summaries(UnitCache *cache, ByteWriter *writer, const Str *blocks, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    WideHash content = str_hash_wide(blocks[i]);
    Summary summary = summary_view(blocks[i]);
    bytes_put_number(writer, str_hash(summary.path));
    put_hash(writer, content);
    unit_keep_summary(cache, content, blocks[i]);
  }
}

static void keep_unit(UnitCache *cache, const UnitNews *news, WideHash watch) {
  const CUnit *unit = news->unit;
  const CBeginning *beginning = news->beginning;
  ByteWriter writer = {.arena = cache->arena};
  put_hash(&writer, news->kept->id);
  put_hash(&writer, watch);
  uint32_t more = beginning ? beginning->inclusions.file_count : 0;
  bytes_put_number(&writer, unit->inclusions.file_count + more);
  put_files(cache, &writer, &unit->inclusions);
  if (beginning) put_files(cache, &writer, &beginning->inclusions);
  put_words(&writer, unit->inclusions.missing, unit->inclusions.missing_count);
  bytes_put_number(&writer, unit->count + (beginning ? beginning->count : 0));
  put_summaries(cache, &writer, unit->blocks, unit->count);
  if (beginning) put_summaries(cache, &writer, beginning->blocks, beginning->count);
  Str payload = bytes_written(&writer);
  StoreEntry entry = {.path_hash = block_key(BLOCK_UNIT, news->kept->id.low),
                      .content = str_hash_wide(payload)};
  block_put(cache, entry, payload, NULL);
  news->kept->record = entry.content;
  news->kept->is_valid = true;
}

void units_keep(UnitCache *cache, UnitNews *news, size_t count) {
  bool is_any = false;
  for (size_t i = 0; i < count; i++)
    is_any |= news[i].unit != NULL;
  if (!cache->is_on || !is_any) return;
  WatchPlan plan = {0};
  WideHash watch = {0};
  for (size_t i = 0; i < count; i++)
    plan_unit(cache, &plan, &news[i]);
  if (!watch_keep(cache, &plan, &watch)) return;
  for (size_t i = 0; i < count; i++) {
    bool is_kept = news[i].unit && is_fit(cache, &news[i].unit->inclusions) &&
                   (!news[i].beginning || is_fit(cache, &news[i].beginning->inclusions));
    if (is_kept) keep_unit(cache, &news[i], watch);
  }
}
