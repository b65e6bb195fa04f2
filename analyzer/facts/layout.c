// Offsets and hashes of a block; the only place that adds up the sizes of its parts.
#include "facts/layout.h"

#include <string.h>

#define FACTS_BEGIN offsetof(SummaryHeader, flags)
#define HASH_BEGIN  offsetof(SummaryHeader, block_bytes)

static_assert(sizeof(SummaryHeader) % SUMMARY_ALIGN == 0, "tables begin behind the header");
static_assert(sizeof(SummaryHeader) == 48 + 4 * (POSITION_TABLE_COUNT + FACT_TABLE_COUNT + 3),
              "the header has no padding");

// Records are hashed and compared as bytes, so none may have padding, which nobody writes.
static_assert(sizeof(Scope) == 60, "no padding");
static_assert(sizeof(Parameter) == 16, "no padding");
static_assert(sizeof(Expr) == 16, "no padding");
static_assert(sizeof(Argument) == 8, "no padding");
static_assert(sizeof(Binding) == 32, "no padding");
static_assert(sizeof(Declaration) == 12, "no padding");
static_assert(sizeof(Import) == 12, "no padding");
static_assert(sizeof(Region) == 32, "no padding");
static_assert(sizeof(Exit) == 24, "no padding");
static_assert(sizeof(Suppression) == 16, "no padding");
static_assert(sizeof(Problem) == 8, "no padding");
static_assert(sizeof(Climb) == 8, "no padding");

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
  SUMMARY_FACT_TABLES(TABLE)
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

uint64_t summary_facts_hash(Str block) {
  const SummaryHeader *header = (const void *)block.at;
  return str_hash(str_slice(block, FACTS_BEGIN, summary_layout(header).positions_begin));
}

uint64_t summary_block_hash(Str block) {
  return str_hash(str_slice(block, HASH_BEGIN, block.size));
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
  if (header->block_hash != summary_block_hash(block) ||
      header->facts_hash != summary_facts_hash(block))
    return error_set(err, FAIL_FORMAT, "damaged summary: its hash is not what its header says");
  return true;
}
