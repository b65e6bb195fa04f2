// From growing tables to one block.
#include "facts/layout.h"
#include "facts/nest.h"

#include "base/array.h"

#include <string.h>

void summary_builder_reset(SummaryBuilder *builder) {
  interner_clear(&builder->interner);
  builder->flags = 0;
#define TABLE(Type, name) builder->name.count = 0;
  SUMMARY_TABLES(TABLE)
#undef TABLE
  summary_builder_name(builder, STR(""));
  array_push(&builder->arena, &builder->exprs, (Expr){.kind = EXPR_NONE});
  array_push(&builder->arena, &builder->expr_spans, (Span){0});
}

void summary_builder_release(SummaryBuilder *builder) {
  arena_release(&builder->arena);
  *builder = (SummaryBuilder){0};
}

NameId summary_builder_name(SummaryBuilder *builder, Str name) {
  return interner_add(&builder->arena, &builder->interner, name);
}

static uint32_t size32(size_t size, const char *what) {
  if (size > UINT32_MAX) base_fatal("a summary cannot hold %zu %s", size, what);
  return (uint32_t)size;
}

static void fill_names(SummaryBuilder *builder) {
  size_t at = 0;
  builder->names.count = 0;
  for (uint32_t i = 0; i < builder->interner.count; i++) {
    size_t size = builder->interner.strings[i].size;
    NameSlice slice = {.at = size32(at, "bytes of names"), .size = size32(size, "bytes of a name")};
    array_push(&builder->arena, &builder->names, slice);
    at += size;
  }
}

static void fill_line_starts(SummaryBuilder *builder, Str source) {
  if (builder->line_starts.count > 0) return;
  LineTable lines = line_table_make(&builder->arena, source);
  array_reserve(&builder->arena, &builder->line_starts, lines.count);
  memcpy(builder->line_starts.at, lines.starts, lines.count * sizeof *lines.starts);
  builder->line_starts.count = lines.count;
}

// Room for the climbs, which fill_climbs computes in the finished block.
static void reserve_climbs(SummaryBuilder *builder) {
  array_reserve(&builder->arena, &builder->scope_climbs, builder->scopes.count);
  array_reserve(&builder->arena, &builder->region_climbs, builder->regions.count);
  builder->scope_climbs.count = builder->scopes.count;
  builder->region_climbs.count = builder->regions.count;
}

static void check_parallel_tables(const SummaryBuilder *builder) {
  assert(builder->scope_spans.count == builder->scopes.count);
  assert(builder->scope_name_spans.count == builder->scopes.count);
  assert(builder->expr_spans.count == builder->exprs.count);
  assert(builder->binding_spans.count == builder->bindings.count);
  assert(builder->region_spans.count == builder->regions.count);
  assert(builder->exit_spans.count == builder->exits.count);
  assert(builder->suppression_spans.count == builder->suppressions.count);
  assert(builder->suppression_covers.count == builder->suppressions.count);
  assert(builder->problem_spans.count == builder->problems.count);
}

static SummaryHeader make_header(const SummaryBuilder *builder, Str path, Str source) {
  const NameSlice *last_name = &builder->names.at[builder->names.count - 1];
  SummaryHeader header = {
      .magic = SUMMARY_MAGIC,
      .source_hash = str_hash(source),
      .version = SUMMARY_VERSION,
      .source_bytes = size32(source.size, "bytes of source"),
      .flags = builder->flags,
      .text_bytes = size32((size_t)last_name->at + last_name->size, "bytes of names"),
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

static void copy_names(char *text, const SummaryBuilder *builder) {
  for (uint32_t i = 0; i < builder->interner.count; i++) {
    Str name = builder->interner.strings[i];
    copy(text, name.at, name.size);
    text += name.size;
  }
}

static void fill_climbs(Nesting nesting, char *table) {
  Climb *climbs = (Climb *)(void *)table;
  for (uint32_t i = 0; i < nesting.count; i++)
    climbs[i] = nesting_climb(nesting, i);
}

Str summary_builder_finish(Arena *arena, SummaryBuilder *builder, Str path, Str source) {
  check_parallel_tables(builder);
  fill_names(builder);
  fill_line_starts(builder, source);
  reserve_climbs(builder);
  SummaryHeader header = make_header(builder, path, source);
  SummaryLayout layout = summary_layout(&header);
  header.block_bytes = layout.end;

  // Pushed as 64-bit words, for the alignment.
  char *bytes = (char *)arena_push(arena, uint64_t, layout.end / SUMMARY_ALIGN);
  memcpy(bytes, &header, sizeof header);
  copy_tables(bytes, &layout, builder);
  copy_names(bytes + layout.text, builder);
  copy(bytes + layout.path, path.at, path.size);

  Summary summary = summary_view((Str){bytes, layout.end});
  fill_climbs(nesting_of_scopes(&summary), bytes + layout.facts[FACT_scope_climbs]);
  fill_climbs(nesting_of_regions(&summary), bytes + layout.facts[FACT_region_climbs]);
  summary_seal(bytes, layout.end);
  return summary.block;
}
