// From growing tables to one block: drafts are packed into it, what follows from them is made in
// it.
#include "facts/index.h"
#include "facts/layout.h"
#include "facts/names.h"
#include "facts/nest.h"
#include "facts/places.h"

#include <string.h>

// ---- Growing ------------------------------------------------------------------------------------

void summary_builder_reset(SummaryBuilder *builder) {
  names_clear(&builder->arena, &builder->interned);
  builder->flags = 0;
  builder->uses.count = 0;
  builder->line_table = (LineTable){0};
#define TABLE(Type, name) builder->name.count = 0;
  SUMMARY_TABLES(TABLE, TABLE)
#undef TABLE
#define PLACE(what, table) builder->what##_spans.count = 0;
  SUMMARY_PLACES(PLACE)
#undef PLACE
  summary_builder_name(builder, STR(""));
  summary_builder_expr(builder, (ExprDraft){.kind = EXPR_NONE}, (Span){0});
}

void summary_builder_release(SummaryBuilder *builder) {
  arena_release(&builder->arena);
  arena_release(&builder->scratch);
  *builder = (SummaryBuilder){0};
}

static void make_room(SummaryBuilder *builder, size_t extra) {
  builder->expr_spans.count = builder->exprs.count;
  array_reserve(&builder->arena, &builder->exprs, extra);
  size_t room = builder->exprs.capacity;
  array_reserve(&builder->arena, &builder->expr_spans, room - builder->expr_spans.count);
  array_reserve(&builder->arena, &builder->uses, room - builder->uses.count);
}

void summary_builder_room(SummaryBuilder *builder) {
  make_room(builder, 1);
}

// Dense sources have one of these in so many bytes.
#define EXPR_BYTES     16
#define BINDING_BYTES  64
#define NAME_BYTES     96
#define ARGUMENT_BYTES 96
#define REGION_BYTES   256
#define SCOPE_BYTES    512

void summary_builder_expect(SummaryBuilder *builder, size_t source_bytes) {
  Arena *arena = &builder->arena;
  size_t exprs = source_bytes / EXPR_BYTES;
  if (builder->exprs.capacity < exprs) make_room(builder, exprs - builder->exprs.count);
  names_expect(arena, &builder->interned, source_bytes / NAME_BYTES);
  array_reserve(arena, &builder->bindings, source_bytes / BINDING_BYTES);
  array_reserve(arena, &builder->binding_spans, source_bytes / BINDING_BYTES);
  array_reserve(arena, &builder->arguments, source_bytes / ARGUMENT_BYTES);
  array_reserve(arena, &builder->operands, source_bytes / ARGUMENT_BYTES);
  array_reserve(arena, &builder->regions, source_bytes / REGION_BYTES);
  array_reserve(arena, &builder->region_spans, source_bytes / REGION_BYTES);
  array_reserve(arena, &builder->scopes, source_bytes / SCOPE_BYTES);
  array_reserve(arena, &builder->scope_spans, source_bytes / SCOPE_BYTES);
  array_reserve(arena, &builder->exits, source_bytes / SCOPE_BYTES);
  array_reserve(arena, &builder->exit_spans, source_bytes / SCOPE_BYTES);
}

void summary_builder_large(SummaryBuilder *builder, ExprId id, uint32_t value) {
  LargeInt made = {id, value};
  array_push(&builder->arena, &builder->large_ints, made);
}

// ---- What does not fit --------------------------------------------------------------------------

static bool is_small_enough(const SummaryBuilder *builder) {
  size_t most = builder->interned.count;
#define TABLE(Type, name)                                                                          \
  if (builder->name.count > most) most = builder->name.count;
  SUMMARY_FACT_TABLES(TABLE, TABLE)
#undef TABLE
  return most <= RECORDS_MAX && builder->scopes.count <= RANGES_MAX &&
         builder->regions.count <= RANGES_MAX;
}

// What is left of a file that has more than a Summary can hold.
static void refuse(SummaryBuilder *builder) {
  uint32_t flags = builder->flags & (SUMMARY_STUB_FILE | SUMMARY_C | SUMMARY_GUESSED);
  Arena *arena = &builder->arena;
  summary_builder_reset(builder);
  builder->flags = flags;
  ScopeDraft module = {.kind = SCOPE_MODULE, .begin = 1, .end = 1, .binding = BINDING_NONE};
  RegionDraft body = {.kind = REGION_BODY, .begin = 1, .end = 1, .binding = BINDING_NONE};
  Problem problem = {.kind = PROBLEM_TOO_LARGE};
  problem.text = summary_builder_name(builder, STR("more than a million names or expressions"));
  array_push(arena, &builder->scopes, module);
  array_push(arena, &builder->scope_spans, (Span){0});
  array_push(arena, &builder->regions, body);
  array_push(arena, &builder->region_spans, (Span){0});
  array_push(arena, &builder->problems, problem);
  array_push(arena, &builder->problem_spans, (Span){0});
}

// ---- Packing ------------------------------------------------------------------------------------

static uint32_t size32(size_t size, const char *what) {
  if (size > UINT32_MAX) base_fatal("a summary cannot hold %zu %s", size, what);
  return (uint32_t)size;
}

// Bit-fields one after the other, as in expr_pack: a record is a row of numbers of 64 bits, and how
// far each is filled is known while this is compiled.
typedef struct BitWriter {
  char *at;
  uint64_t word;
  unsigned used; // bits of `word`
} BitWriter;

// An id fits, is_small_enough has seen to that; kinds and flags are narrower than any id.
static inline BASE_UNUSED void put_bits(BitWriter *writer, uint64_t value, unsigned bits) {
  if (bits < RANGE_BITS) value &= (UINT64_C(1) << bits) - 1;
  writer->word |= value << writer->used;
  writer->used += bits;
  if (writer->used < 64) return;
  memcpy(writer->at, &writer->word, 8);
  writer->at += 8;
  writer->used -= 64;
  writer->word = writer->used > 0 ? value >> (bits - writer->used) : 0;
}

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define PUT_FIELD(name, bits) put_bits(&writer, from[i].name, bits);
#define PACK_RECORD(Type, FIELDS)                                                                  \
  BitWriter writer = {.at = (char *)&to[i]};                                                       \
  FIELDS(PUT_FIELD)                                                                                \
  if (sizeof(Type) % 8 != 0) memcpy(writer.at, &writer.word, sizeof(Type) % 8);
#else
#define PACK_FIELD(name, bits)    .name = from[i].name & (uint32_t)((UINT64_C(1) << (bits)) - 1),
#define PACK_RECORD(Type, FIELDS) to[i] = (Type){FIELDS(PACK_FIELD)};
#endif
#define DRAFT(Type, FIELDS)                                                                        \
  static void pack_##Type(Type *to, const Type##Draft *from, size_t count) {                       \
    for (size_t i = 0; i < count; i++) {                                                           \
      PACK_RECORD(Type, FIELDS)                                                                    \
    }                                                                                              \
  }
DRAFTS(DRAFT)
#undef DRAFT

static void check_parallel_tables(const SummaryBuilder *builder) {
#define PLACE(what, table) assert(builder->what##_spans.count == builder->table.count);
  SUMMARY_PLACES(PLACE)
#undef PLACE
  assert(builder->suppression_spans.count == builder->suppressions.count);
  assert(builder->suppression_covers.count == builder->suppressions.count);
  assert(builder->problem_spans.count == builder->problems.count);
}

// ---- The block ----------------------------------------------------------------------------------

// Whether some range has more around it than CLIMB_STEPS_MAX; parents stand before children.
#define DEEP(name, table)                                                                          \
  static bool name(SummaryBuilder *builder) {                                                      \
    uint32_t count = (uint32_t)builder->table.count;                                               \
    uint32_t *depths = arena_take(&builder->scratch, uint32_t, (size_t)count + 1);                 \
    uint32_t most = depths[0] = 0;                                                                 \
    for (uint32_t i = 1; i < count; i++) {                                                         \
      depths[i] = depths[builder->table.at[i].parent] + 1;                                         \
      if (depths[i] > most) most = depths[i];                                                      \
    }                                                                                              \
    return most > CLIMB_STEPS_MAX;                                                                 \
  }
DEEP(are_scopes_deep, scopes)
DEEP(are_regions_deep, regions)
#undef DEEP

// The tables that are made in the block itself, or not in an array.
static void count_made(SummaryHeader *header, SummaryBuilder *builder) {
  uint32_t *counts = header->fact_counts;
  counts[FACT_names] = builder->interned.count;
  counts[FACT_name_carries] = names_carry_count(&builder->interned);
  counts[FACT_scope_climbs] = are_scopes_deep(builder) ? counts[FACT_scopes] : 0;
  counts[FACT_region_climbs] = are_regions_deep(builder) ? counts[FACT_regions] : 0;
  counts[FACT_listed] = counts[FACT_list_marks] = counts[FACT_bindings];
  counts[FACT_scope_lists] = counts[FACT_scopes] + 1;
}

static SummaryHeader make_header(SummaryBuilder *builder, Str path, Str source) {
  SummaryHeader header = {
      .source_hash = str_hash(source),
      .version = SUMMARY_VERSION,
      .source_bytes = size32(source.size, "bytes of source"),
      .flags = builder->flags,
      .text_bytes = size32(builder->interned.text_bytes, "bytes of names"),
      .path_bytes = size32(path.size, "bytes of path"),
  };
  memcpy(header.magic, SUMMARY_MAGIC, sizeof header.magic);
#define TABLE(Type, name) header.fact_counts[FACT_##name] = size32(builder->name.count, #name);
  SUMMARY_FACT_TABLES(TABLE, TABLE)
#undef TABLE
#define TABLE(Type, name)                                                                          \
  header.position_counts[POSITION_##name] = size32(builder->name.count, #name);
  SUMMARY_POSITION_TABLES(TABLE)
#undef TABLE
  count_made(&header, builder);
  return header;
}

static void copy(char *to, const void *from, size_t size_bytes) {
  if (size_bytes > 0) memcpy(to, from, size_bytes);
}

// The bytes between tables, which nobody writes: the last word in front of each is cleared before
// any table is filled.
static void clear_gaps(char *block, const SummaryLayout *layout) {
  for (size_t i = 0; i < FACT_TABLE_COUNT; i++)
    memset(block + layout->facts[i] - SUMMARY_ALIGN, 0, SUMMARY_ALIGN);
  memset(block + layout->text - SUMMARY_ALIGN, 0, SUMMARY_ALIGN);
  for (size_t i = 0; i < POSITION_TABLE_COUNT; i++)
    memset(block + layout->positions[i] - SUMMARY_ALIGN, 0, SUMMARY_ALIGN);
  memset(block + layout->end - SUMMARY_ALIGN, 0, SUMMARY_ALIGN);
}

static void fill_tables(char *block, const SummaryLayout *layout, const SummaryBuilder *builder) {
#define TABLE(Type, name)                                                                          \
  copy(block + layout->facts[FACT_##name], builder->name.at, builder->name.count * sizeof(Type));
#define DRAFT(Type, name)                                                                          \
  pack_##Type((Type *)(void *)(block + layout->facts[FACT_##name]), builder->name.at,              \
              builder->name.count);
  SUMMARY_FACT_TABLES(TABLE, DRAFT)
#undef DRAFT
#undef TABLE
#define TABLE(Type, name)                                                                          \
  copy(block + layout->positions[POSITION_##name], builder->name.at,                               \
       builder->name.count * sizeof(Type));
  SUMMARY_POSITION_TABLES(TABLE)
#undef TABLE
}

// ---- What follows from the rest -----------------------------------------------------------------

static void fill_climbs(Nesting nesting, void *table) {
  Climb *climbs = table;
  for (uint32_t i = 0; nesting.climbs && i < nesting.count; i++)
    climbs[i] = nesting_climb(nesting, i);
}

static const uint32_t *fill_names(SummaryBuilder *builder, char *bytes,
                                  const SummaryLayout *layout) {
  uint32_t *hashes = arena_take(&builder->scratch, uint32_t, builder->interned.count);
  NameLines lines = {.text = bytes + layout->text,
                     .ends = (void *)(bytes + layout->facts[FACT_names]),
                     .carries = (void *)(bytes + layout->facts[FACT_name_carries]),
                     .hashes = hashes};
  names_fill(&builder->interned, lines);
  return hashes;
}

static void fill_lists(SummaryBuilder *builder, const Summary *summary, const uint32_t *hashes,
                       char *bytes, const SummaryLayout *layout) {
  Arena *scratch = &builder->scratch;
  NameIndex index = {.listed = (void *)(bytes + layout->facts[FACT_listed]),
                     .marks = (void *)(bytes + layout->facts[FACT_list_marks]),
                     .scope_lists = (void *)(bytes + layout->facts[FACT_scope_lists])};
  name_index(scratch, summary, hashes, &index);
  NameUses uses = {builder->uses.at, builder->uses.count};
  Expr *exprs = (void *)(bytes + layout->facts[FACT_exprs]);
  name_index_resolve(scratch, summary, hashes, &index, uses, exprs);
}

Str summary_builder_finish(Arena *arena, SummaryBuilder *builder, Str path, Str source) {
  if (!is_small_enough(builder)) refuse(builder);
  builder->expr_spans.count = builder->exprs.count;
  check_parallel_tables(builder);
  pack_positions(builder, source);
  SummaryHeader header = make_header(builder, path, source);
  SummaryLayout layout = summary_layout(&header);
  header.block_bytes = layout.end;

  // Pushed as 64-bit words, for the alignment.
  char *bytes = (char *)arena_take(arena, uint64_t, layout.end / SUMMARY_ALIGN);
  clear_gaps(bytes, &layout);
  memcpy(bytes, &header, sizeof header);
  fill_tables(bytes, &layout, builder);
  const uint32_t *hashes = fill_names(builder, bytes, &layout);
  copy(bytes + layout.path, path.at, path.size);

  Summary summary = summary_view((Str){bytes, layout.end});
  fill_climbs(nesting_of_scopes(&summary), bytes + layout.facts[FACT_scope_climbs]);
  fill_climbs(nesting_of_regions(&summary), bytes + layout.facts[FACT_region_climbs]);
  fill_lists(builder, &summary, hashes, bytes, &layout);
  arena_reset(&builder->scratch);
  return summary.block;
}
