// Offsets and hashes of a block; the only place that adds up the sizes of its parts.
#include "facts/layout.h"

#include <string.h>

#define FACTS_BEGIN offsetof(SummaryHeader, flags)
#define HEAD_BEGIN  offsetof(SummaryHeader, block_bytes)

static_assert(sizeof(SummaryHeader) % SUMMARY_ALIGN == 0, "tables begin behind the header");
static_assert(sizeof(SummaryHeader) == 56 + 4 * (POSITION_TABLE_COUNT + FACT_TABLE_COUNT + 4),
              "the header has no padding");

// Records are hashed and compared as bytes, so none may have padding, which nobody writes.
static_assert(sizeof(Scope) == 36, "no padding");
static_assert(sizeof(Parameter) == 8, "no padding");
static_assert(sizeof(Expr) == 8, "no padding");
static_assert(sizeof(LargeInt) == 8, "no padding");
static_assert(sizeof(Argument) == 8, "no padding");
static_assert(sizeof(Binding) == 20, "no padding");
static_assert(sizeof(Declaration) == 12, "no padding");
static_assert(sizeof(Import) == 8, "no padding");
static_assert(sizeof(Region) == 20, "no padding");
static_assert(sizeof(Exit) == 16, "no padding");
static_assert(sizeof(Suppression) == 16, "no padding");
static_assert(sizeof(Problem) == 8, "no padding");
static_assert(sizeof(Climb) == 8, "no padding");
static_assert(sizeof(PlaceMark) == 8, "no padding");
static_assert(sizeof(ListMark) == 2, "no padding");
static_assert(sizeof(ScopeLists) == 8, "no padding");

// Returns the place of a part of `bytes`, behind which `*end` is left aligned.
static uint64_t place(uint64_t *end, uint64_t bytes) {
  uint64_t at = *end;
  *end = (at + bytes + SUMMARY_ALIGN - 1) & ~(uint64_t)(SUMMARY_ALIGN - 1);
  return at;
}

SummaryLayout summary_layout(const SummaryHeader *header) {
  SummaryLayout layout = {0};
  uint64_t end = sizeof *header;
#define TABLE(Type, name)                                                                          \
  layout.facts[FACT_##name] =                                                                      \
      place(&end, sizeof(Type) * (uint64_t)header->fact_counts[FACT_##name]);
  SUMMARY_FACT_TABLES(TABLE, TABLE)
#undef TABLE
  layout.text = place(&end, (uint64_t)header->text_bytes + header->path_bytes);
  layout.path = layout.text + header->text_bytes;
  layout.positions_begin = end;
#define TABLE(Type, name)                                                                          \
  layout.positions[POSITION_##name] =                                                              \
      place(&end, sizeof(Type) * (uint64_t)header->position_counts[POSITION_##name]);
  SUMMARY_POSITION_TABLES(TABLE)
#undef TABLE
  layout.end = end;
  return layout;
}

static uint64_t hash_head(Str block) {
  return str_hash(str_slice(block, HEAD_BEGIN, FACTS_BEGIN));
}

static uint64_t hash_facts(Str block, uint64_t positions_begin) {
  return str_hash(str_slice(block, FACTS_BEGIN, positions_begin));
}

static uint64_t hash_positions(Str block, uint64_t positions_begin) {
  return str_hash(str_slice(block, positions_begin, block.size));
}

void summary_seal(char *bytes, size_t size_bytes) {
  SummaryHeader *header = (SummaryHeader *)(void *)bytes;
  Str block = {bytes, size_bytes};
  uint64_t positions_begin = summary_layout(header).positions_begin;
  header->facts_hash = hash_facts(block, positions_begin);
  header->positions_hash = hash_positions(block, positions_begin);
  header->head_hash = hash_head(block);
}

Str summary_sealed(Arena *arena, Str block) {
  char *bytes = (char *)arena_push(arena, uint64_t, block.size / SUMMARY_ALIGN);
  memcpy(bytes, block.at, block.size);
  summary_seal(bytes, block.size);
  return (Str){bytes, block.size};
}

static Str facts_of(const Summary *summary) {
  const SummaryHeader *header = (const void *)summary->block.at;
  return str_slice(summary->block, FACTS_BEGIN, summary_layout(header).positions_begin);
}

uint64_t summary_facts_hash(const Summary *summary) {
  return str_hash(facts_of(summary));
}

static bool has_right_hashes(Str block) {
  const SummaryHeader *header = (const void *)block.at;
  uint64_t positions_begin = summary_layout(header).positions_begin;
  return header->head_hash == hash_head(block) &&
         header->facts_hash == hash_facts(block, positions_begin) &&
         header->positions_hash == hash_positions(block, positions_begin);
}

bool summary_check_header(Str block, Error *err) {
  if ((uintptr_t)block.at % SUMMARY_ALIGN != 0)
    return error_set(err, FAIL_FORMAT, "damaged summary: it does not begin at a multiple of 8");
  if (block.size < sizeof(SummaryHeader))
    return error_set(err, FAIL_FORMAT, "damaged summary: it ends inside its header");
  const SummaryHeader *header = (const void *)block.at;
  if (memcmp(header->magic, SUMMARY_MAGIC, sizeof header->magic) != 0)
    return error_set(err, FAIL_FORMAT, "not a summary");
  if (header->version != SUMMARY_VERSION)
    return error_set(err, FAIL_FORMAT, "a summary of version %u, but this nostall reads version %u",
                     header->version, SUMMARY_VERSION);
  if (header->block_bytes != block.size || summary_layout(header).end != block.size)
    return error_set(err, FAIL_FORMAT, "damaged summary: its size is not what its header says");
  if (!has_right_hashes(block))
    return error_set(err, FAIL_FORMAT, "damaged summary: its hash is not what its header says");
  return true;
}

bool summary_has_same_facts(const Summary *summary, Str block) {
  Error error = {0};
  if (!summary_check_header(block, &error)) return false;
  const SummaryHeader *header = (const void *)block.at;
  Str facts = str_slice(block, FACTS_BEGIN, summary_layout(header).positions_begin);
  return str_equal(facts, facts_of(summary));
}
