// Bytes as a Summary block: summary_open refuses them, or every reader is safe with them.
//
// Hashes would keep nearly all inputs from getting further than the header, so each input is tried
// twice: as it is, and with a header that claims it to be whole.
#include "facts/layout.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size_bytes);

static void read_all(Arena *arena, const Summary *summary) {
  (void)summary_print(arena, summary);
  for (ExprId i = 0; i <= summary->exprs_count; i++) {
    assert(summary_scope_at(summary, i) < summary->scopes_count);
    assert(summary_region_at(summary, i) < summary->regions_count);
  }
  for (ScopeId i = 0; i < summary->scopes_count; i++) {
    assert(summary_runner(summary, i) <= i);
    (void)summary_qualified_name(summary, i, arena);
  }
}

static void open_block(Arena *arena, Str block) {
  Summary summary = {0};
  Error err = {0};
  if (summary_open(block, &summary, &err)) read_all(arena, &summary);
}

static void repair(char *block, size_t size_bytes) {
  SummaryHeader *header = (SummaryHeader *)(void *)block;
  memcpy(header->magic, SUMMARY_MAGIC, sizeof header->magic);
  header->version = SUMMARY_VERSION;
  header->block_bytes = size_bytes;
  summary_seal(block, size_bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size_bytes) {
  Arena arena = {0};
  size_t words = (size_bytes + sizeof(uint64_t) - 1) / sizeof(uint64_t);
  char *block = (char *)arena_push(&arena, uint64_t, words);
  if (size_bytes > 0) memcpy(block, data, size_bytes);
  open_block(&arena, (Str){block, size_bytes});
  if (size_bytes >= sizeof(SummaryHeader)) {
    repair(block, size_bytes);
    open_block(&arena, (Str){block, size_bytes});
  }
  arena_release(&arena);
  return 0;
}
