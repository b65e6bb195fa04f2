// From growing tables to one block.
#include "facts/index.h"
#include "facts/layout.h"
#include "facts/names.h"
#include "facts/nest.h"
#include "facts/places.h"

#include <string.h>

void summary_builder_reset(SummaryBuilder *builder) {
  names_clear(&builder->arena, &builder->interned);
  builder->flags = 0;
  builder->line_table = (LineTable){0};
#define TABLE(Type, name) builder->name.count = 0;
  SUMMARY_TABLES(TABLE)
#undef TABLE
#define PLACE(what, table) builder->what##_spans.count = 0;
  SUMMARY_PLACES(PLACE)
#undef PLACE
  summary_builder_name(builder, STR(""));
  array_push(&builder->arena, &builder->exprs, (Expr){.kind = EXPR_NONE});
  array_push(&builder->arena, &builder->expr_spans, (Span){0});
}

void summary_builder_release(SummaryBuilder *builder) {
  arena_release(&builder->arena);
  arena_release(&builder->scratch);
  *builder = (SummaryBuilder){0};
}

static uint32_t size32(size_t size, const char *what) {
  if (size > UINT32_MAX) base_fatal("a summary cannot hold %zu %s", size, what);
  return (uint32_t)size;
}

static void fill_names(SummaryBuilder *builder) {
  const NameTable *table = &builder->interned;
  array_reserve(&builder->arena, &builder->names, table->count);
  size_t end = 0;
  for (uint32_t i = 0; i < table->count; i++) {
    end += table->entries[i].size;
    builder->names.at[i] = size32(end, "bytes of names");
  }
  builder->names.count = table->count;
}

// Room for the climbs, which fill_climbs computes in the finished block.
static void reserve_climbs(SummaryBuilder *builder) {
  array_reserve(&builder->arena, &builder->scope_climbs, builder->scopes.count);
  array_reserve(&builder->arena, &builder->region_climbs, builder->regions.count);
  builder->scope_climbs.count = builder->scopes.count;
  builder->region_climbs.count = builder->regions.count;
}

// The tables as they are, to be read like those of a finished block.
static Summary unfinished(const SummaryBuilder *builder) {
  Summary summary = {0};
#define TABLE(Type, name)                                                                          \
  summary.name = builder->name.at;                                                                 \
  summary.name##_count = size32(builder->name.count, #name);
  SUMMARY_TABLES(TABLE)
#undef TABLE
  return summary;
}

// Fills a table with `size` elements from elsewhere.
#define SET_TABLE(builder, name, from, size)                                                       \
  do {                                                                                             \
    array_reserve(&(builder)->arena, &(builder)->name, size);                                      \
    memcpy((builder)->name.at, from, (size) * sizeof *(from));                                     \
    (builder)->name.count = size;                                                                  \
  } while (0)

static void fill_lists(SummaryBuilder *builder) {
  Summary summary = unfinished(builder);
  Arena *scratch = &builder->scratch;
  uint32_t *hashes = arena_take(scratch, uint32_t, builder->interned.count);
  for (NameId name = 0; name < builder->interned.count; name++)
    hashes[name] = builder->interned.entries[name].hash;
  NameIndex index = name_index(scratch, &summary, hashes);
  name_index_resolve(scratch, &summary, hashes, &index, builder->exprs.at);
  SET_TABLE(builder, lists, index.lists, index.list_count);
  if (index.listed_count > 0) SET_TABLE(builder, listed, index.listed, index.listed_count);
  SET_TABLE(builder, scope_lists, index.scope_lists, builder->scopes.count + 1);
  arena_reset(scratch);
}

static void check_parallel_tables(const SummaryBuilder *builder) {
#define PLACE(what, table) assert(builder->what##_spans.count == builder->table.count);
  SUMMARY_PLACES(PLACE)
#undef PLACE
  assert(builder->suppression_spans.count == builder->suppressions.count);
  assert(builder->suppression_covers.count == builder->suppressions.count);
  assert(builder->problem_spans.count == builder->problems.count);
}

static SummaryHeader make_header(const SummaryBuilder *builder, Str path, Str source) {
  SummaryHeader header = {
      .magic = SUMMARY_MAGIC,
      .source_hash = str_hash(source),
      .version = SUMMARY_VERSION,
      .source_bytes = size32(source.size, "bytes of source"),
      .flags = builder->flags,
      .text_bytes = builder->names.at[builder->names.count - 1],
      .path_bytes = size32(path.size, "bytes of path"),
  };
#define TABLE(Type, name) header.fact_counts[FACT_##name] = size32(builder->name.count, #name);
  SUMMARY_FACT_TABLES(TABLE)
#undef TABLE
#define TABLE(Type, name)                                                                          \
  header.position_counts[POSITION_##name] = size32(builder->name.count, #name);
  SUMMARY_POSITION_TABLES(TABLE)
#undef TABLE
  return header;
}

static void copy(char *to, const void *from, size_t size_bytes) {
  if (size_bytes > 0) memcpy(to, from, size_bytes);
}

static void copy_tables(char *block, const SummaryLayout *layout, const SummaryBuilder *builder) {
#define TABLE(Type, name)                                                                          \
  copy(block + layout->facts[FACT_##name], builder->name.at, builder->name.count * sizeof(Type));
  SUMMARY_FACT_TABLES(TABLE)
#undef TABLE
#define TABLE(Type, name)                                                                          \
  copy(block + layout->positions[POSITION_##name], builder->name.at,                               \
       builder->name.count * sizeof(Type));
  SUMMARY_POSITION_TABLES(TABLE)
#undef TABLE
}

static void fill_climbs(Nesting nesting, char *table) {
  Climb *climbs = (Climb *)(void *)table;
  for (uint32_t i = 0; i < nesting.count; i++)
    climbs[i] = nesting_climb(nesting, i);
}

Str summary_builder_finish(Arena *arena, SummaryBuilder *builder, Str path, Str source) {
  check_parallel_tables(builder);
  fill_names(builder);
  pack_positions(builder, source);
  reserve_climbs(builder);
  fill_lists(builder);
  SummaryHeader header = make_header(builder, path, source);
  SummaryLayout layout = summary_layout(&header);
  header.block_bytes = layout.end;

  // Pushed as 64-bit words, for the alignment.
  char *bytes = (char *)arena_push(arena, uint64_t, layout.end / SUMMARY_ALIGN);
  memcpy(bytes, &header, sizeof header);
  copy_tables(bytes, &layout, builder);
  names_copy(bytes + layout.text, &builder->interned);
  copy(bytes + layout.path, path.at, path.size);

  Summary summary = summary_view((Str){bytes, layout.end});
  fill_climbs(nesting_of_scopes(&summary), bytes + layout.facts[FACT_scope_climbs]);
  fill_climbs(nesting_of_regions(&summary), bytes + layout.facts[FACT_region_climbs]);
  return summary.block;
}
