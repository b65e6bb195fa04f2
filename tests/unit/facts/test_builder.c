// What goes into a builder comes out of the block, and nothing else decides its bytes.
#include "facts/layout.h"
#include "sample.h"
#include "support/test.h"

#include "base/array.h"

#include <string.h>

static const Str sample_path = {"app/client.py", 13};

static void repeats(void) {
  Arena arena = {0};
  Str once = sample_block(&arena);
  Str again = sample_block(&arena);
  assert_int_equal((uintptr_t)once.at % SUMMARY_ALIGN, 0);
  assert_true(once.at != again.at);
  assert_true(str_equal(once, again));
  arena_release(&arena);
}
TEST_CASE("the same records give the same bytes", repeats)

// The format, byte for byte: who changes it raises SUMMARY_VERSION and blesses. The file is a seed
// of the fuzzer as well.
static void keeps_format(void) {
  Arena arena = {0};
  assert_golden("../fuzz/corpus/summary/sample", sample_block(&arena));
  arena_release(&arena);
}
TEST_CASE("the format of a block", keeps_format)

static void serves_again(void) {
  Arena arena = {0};
  SummaryBuilder builder = {0};
  sample_fill(&builder);
  for (uint32_t i = 0; i < 1000; i++) { // another file, of which nothing may be left
    summary_builder_name(&builder, str_print(&arena, "other_%u", i));
    array_push(&builder.arena, &builder.exported, 0);
  }
  builder.flags = SUMMARY_STUB_FILE;
  summary_builder_finish(&arena, &builder, STR("other.py"), STR("x\ny\n"));
  sample_fill(&builder);
  Str block = summary_builder_finish(&arena, &builder, sample_path, sample_source());
  assert_true(str_equal(summary_sealed(&arena, block), sample_block(&arena)));
  summary_builder_release(&builder);
  arena_release(&arena);
}
TEST_CASE("a builder that served before gives the same bytes", serves_again)

static void gives_back(void) {
  Arena arena = {0};
  SummaryBuilder builder = {0};
  sample_fill(&builder);
  Str block = summary_builder_finish(&arena, &builder, sample_path, sample_source());
  Summary summary = summary_view(block);
  assert_str_equal(summary.path, sample_path);
  assert_int_equal(summary.flags, SUMMARY_HAS_ALL);
  assert_int_equal(summary.source_bytes, sample_source().size);
  assert_true(summary.source_hash == str_hash(sample_source()));
#define TABLE(Type, name)                                                                          \
  if (builder.name.count > 0) assert_int_equal(summary.name##_count, builder.name.count);          \
  assert_int_equal((uintptr_t)summary.name % alignof(Type), 0);
  SUMMARY_TABLES(TABLE, TABLE)
#undef TABLE
  assert_int_equal(summary.names_count, builder.interned.count);
  assert_int_equal(summary.scope_climbs_count, 0);
  assert_int_equal(summary.region_climbs_count, 0);
  assert_int_equal(summary.listed_count, builder.bindings.count);
  assert_int_equal(summary.list_marks_count, builder.bindings.count);
#define FIELD(name, bits) assert_int_equal(packed->name, draft->name);
#define RECORDS(Type, table, FIELDS)                                                               \
  for (uint32_t i = 0; i < summary.table##_count; i++) {                                           \
    const Type *packed = &summary.table[i];                                                        \
    const Type##Draft *draft = &builder.table.at[i];                                               \
    FIELDS(FIELD)                                                                                  \
  }
  RECORDS(Scope, scopes, SCOPE_FIELDS)
  RECORDS(Parameter, parameters, PARAMETER_FIELDS)
  RECORDS(Binding, bindings, BINDING_FIELDS)
  RECORDS(Import, imports, IMPORT_FIELDS)
  RECORDS(Region, regions, REGION_FIELDS)
  RECORDS(Exit, exits, EXIT_FIELDS)
#undef RECORDS
#undef FIELD
  for (ExprId i = 0; i < summary.exprs_count; i++) {
    assert_int_equal(summary.exprs[i].kind, builder.exprs.at[i].kind);
    assert_int_equal(summary.exprs[i].use, builder.exprs.at[i].use);
    assert_int_equal(summary.exprs[i].flags, builder.exprs.at[i].flags);
    assert_int_equal(summary.exprs[i].a, builder.exprs.at[i].a);
  }
#define PLACE(what, table)                                                                         \
  for (uint32_t i = 0; i < summary.table##_count; i++)                                             \
    assert_span_equal(summary_##what##_span(&summary, i), builder.what##_spans.at[i]);
  SUMMARY_PLACES(PLACE)
#undef PLACE
  for (NameId i = 0; i < summary.names_count; i++) {
    const NameEntry *name = &builder.interned.entries[i];
    assert_str_equal(summary_name(&summary, i), ((Str){name->at, name->size}));
  }
  summary_builder_release(&builder);
  arena_release(&arena);
}
TEST_CASE("summary_view gives back what was built", gives_back)

static void starts_lines(void) {
  Arena arena = {0};
  Summary summary = summary_view(sample_block(&arena));
  LineTable lines = line_table_make(&arena, sample_source());
  LineTable got = summary_lines(&arena, &summary);
  assert_int_equal(got.count, lines.count);
  assert_memory_equal(got.starts, lines.starts, lines.count * sizeof *lines.starts);
  arena_release(&arena);
}
TEST_CASE("line starts are found when nobody gave them", starts_lines)

static void keeps_lines(void) {
  Arena arena = {0};
  SummaryBuilder builder = {0};
  sample_fill(&builder);
  builder.line_table = (LineTable){.starts = (const uint32_t[]){0}, .count = 1};
  Summary summary =
      summary_view(summary_builder_finish(&arena, &builder, sample_path, sample_source()));
  assert_int_equal(summary_lines(&arena, &summary).count, 1);
  summary_builder_release(&builder);
  arena_release(&arena);
}
TEST_CASE("line starts that were given are kept", keeps_lines)

// ---- Hashes -------------------------------------------------------------------------------------

#define MOVED_PREFIX "# one more line\n"

static void move_spans(Span *spans, size_t count) {
  for (size_t i = 0; i < count; i++) {
    spans[i].start += (uint32_t)sizeof MOVED_PREFIX - 1;
    spans[i].end += (uint32_t)sizeof MOVED_PREFIX - 1;
  }
}

static void moves(void) {
  Arena arena = {0};
  SummaryBuilder builder = {0};
  sample_fill(&builder);
  move_spans(builder.expr_spans.at, builder.exprs.count);
  move_spans(builder.scope_spans.at, builder.scope_spans.count);
  Str source = str_print(&arena, MOVED_PREFIX "%.*s", STR_ARG(sample_source()));
  Str block = summary_builder_finish(&arena, &builder, sample_path, source);
  Summary before = summary_view(sample_block(&arena));
  Summary after = summary_view(block);
  assert_true(summary_facts_hash(&after) == summary_facts_hash(&before));
  assert_true(after.source_hash != before.source_hash);
  assert_int_equal(summary_lines(&arena, &after).count, summary_lines(&arena, &before).count + 1);
  summary_builder_release(&builder);
  arena_release(&arena);
}
TEST_CASE("moved code keeps the hash of the facts", moves)

typedef struct ChangeRow {
  const char *name;
  void (*change)(SummaryBuilder *builder);
  Str path;
} ChangeRow;

static void change_flag(SummaryBuilder *builder) {
  builder->exprs.at[5].flags |= EXPR_FLAG_DEAD;
}

static void change_name(SummaryBuilder *builder) {
  builder->exprs.at[5].a = summary_builder_name(builder, STR("another")) & RECORDS_MAX;
}

static void change_summary(SummaryBuilder *builder) {
  builder->flags |= SUMMARY_STUB_FILE;
}

static void change_nothing(SummaryBuilder *builder) {
  (void)builder;
}

static const ChangeRow change_rows[] = {
    {"a flag", change_flag, {"app/client.py", 13}},
    {"a name", change_name, {"app/client.py", 13}},
    {"a flag of the whole", change_summary, {"app/client.py", 13}},
    {"the path", change_nothing, {"app/other.py", 12}},
};

static void changes(const ChangeRow *row) {
  Arena arena = {0};
  SummaryBuilder builder = {0};
  sample_fill(&builder);
  row->change(&builder);
  Summary after =
      summary_view(summary_builder_finish(&arena, &builder, row->path, sample_source()));
  Summary before = summary_view(sample_block(&arena));
  assert_true(summary_facts_hash(&after) != summary_facts_hash(&before));
  summary_builder_release(&builder);
  arena_release(&arena);
}
TEST_TABLE("a changed fact changes the hash of the facts", change_rows, changes)

static void builds_least(void) {
  Arena arena = {0};
  SummaryBuilder builder = {0};
  summary_builder_reset(&builder);
  array_push(&builder.arena, &builder.scopes,
             ((ScopeDraft){.kind = SCOPE_MODULE, .begin = 1, .end = 1, .binding = BINDING_NONE}));
  array_push(&builder.arena, &builder.scope_spans, (Span){0});
  array_push(&builder.arena, &builder.regions,
             ((RegionDraft){.kind = REGION_BODY, .begin = 1, .end = 1, .binding = BINDING_NONE}));
  array_push(&builder.arena, &builder.region_spans, (Span){0});
  Str block = summary_sealed(&arena, summary_builder_finish(&arena, &builder, STR(""), (Str){0}));
  assert_golden("../fuzz/corpus/summary/empty", block);
  Summary summary = {0};
  Error err = {0};
  assert_success(summary_open(block, &summary, &err), &err);
  assert_int_equal(summary.names_count, 1);
  assert_int_equal(summary.exprs_count, 1);
  assert_int_equal(summary.exprs[0].kind, EXPR_NONE);
  assert_str_equal(summary_name(&summary, 0), STR(""));
  assert_int_equal(summary_lines(&arena, &summary).count, 1);
  summary_builder_release(&builder);
  arena_release(&arena);
}
TEST_CASE("the summary of an empty file", builds_least)

static void begin_module(SummaryBuilder *builder) {
  summary_builder_reset(builder);
  array_push(&builder->arena, &builder->scopes,
             ((ScopeDraft){.kind = SCOPE_MODULE, .begin = 1, .end = 1, .binding = BINDING_NONE}));
  array_push(&builder->arena, &builder->scope_spans, (Span){0});
  array_push(&builder->arena, &builder->regions,
             ((RegionDraft){.kind = REGION_BODY, .begin = 1, .end = 1, .binding = BINDING_NONE}));
  array_push(&builder->arena, &builder->region_spans, (Span){0});
}

static ExprId push_expr(SummaryBuilder *builder, ExprDraft expr) {
  ExprId id = summary_builder_expr(builder, expr, (Span){0});
  builder->scopes.at[0].end = builder->regions.at[0].end = id + 1;
  return id;
}

static Summary finish_and_open(Arena *arena, SummaryBuilder *builder) {
  Str block = summary_sealed(arena, summary_builder_finish(arena, builder, STR("a.py"), STR("")));
  Summary summary = {0};
  Error err = {0};
  assert_success(summary_open(block, &summary, &err), &err);
  return summary;
}

static void keeps_numbers(void) {
  static const uint32_t numbers[] = {0, 1,        INT_LARGE - 1, INT_LARGE, INT_LARGE + 1,
                                     7, 1u << 31, UINT32_MAX};
  Arena arena = {0};
  SummaryBuilder builder = {0};
  begin_module(&builder);
  for (size_t i = 0; i < COUNT_OF(numbers); i++)
    push_expr(&builder, (ExprDraft){.kind = EXPR_LITERAL, .a = LITERAL_INT, .b = numbers[i]});
  Summary summary = finish_and_open(&arena, &builder);
  for (ExprId i = 0; i < COUNT_OF(numbers); i++)
    assert_int_equal(summary_int(&summary, i + 1), numbers[i]);
  assert_int_equal(summary.large_ints_count, 4);
  summary_builder_release(&builder);
  arena_release(&arena);
}
TEST_CASE("numbers of any size are kept", keeps_numbers)

static void keeps_long_texts(void) {
  Arena arena = {0};
  SummaryBuilder builder = {0};
  char *text = arena_push(&arena, char, 200000);
  memset(text, 'x', 200000);
  begin_module(&builder);
  static const size_t sizes[] = {3, 65533, 65536, 0, 140001, 1, 65000, 64999};
  for (size_t i = 0; i < COUNT_OF(sizes); i++)
    summary_builder_name(&builder, (Str){text, sizes[i]});
  Summary summary = finish_and_open(&arena, &builder);
  NameId id = 1;
  for (size_t i = 0; i < COUNT_OF(sizes); i++)
    if (sizes[i] > 0) assert_int_equal(summary_name(&summary, id++).size, sizes[i]);
  assert_int_equal(id, summary.names_count);
  summary_builder_release(&builder);
  arena_release(&arena);
}
TEST_CASE("texts of more than 64 KiB are kept", keeps_long_texts)

static void refuses_much(void) {
  Arena arena = {0};
  SummaryBuilder builder = {0};
  begin_module(&builder);
  while (builder.exprs.count < RECORDS_MAX)
    push_expr(&builder, (ExprDraft){.kind = EXPR_OTHER});
  assert_int_equal(finish_and_open(&arena, &builder).exprs_count, RECORDS_MAX);
  push_expr(&builder, (ExprDraft){.kind = EXPR_OTHER});
  Summary summary = finish_and_open(&arena, &builder);
  assert_int_equal(summary.exprs_count, 1);
  assert_int_equal(summary.problems_count, 1);
  assert_int_equal(summary.problems[0].kind, PROBLEM_TOO_LARGE);
  summary_builder_release(&builder);
  arena_release(&arena);
}
TEST_CASE("a file with more than fits is refused", refuses_much)

TEST_MAIN(&repeats_table, &keeps_format_table, &serves_again_table, &gives_back_table,
          &starts_lines_table, &keeps_lines_table, &moves_table, &changes_table,
          &builds_least_table, &keeps_numbers_table, &keeps_long_texts_table, &refuses_much_table)
