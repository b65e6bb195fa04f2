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
  assert_int_equal(summary.name##_count, builder.name.count);                                      \
  assert_int_equal((uintptr_t)summary.name % alignof(Type), 0);
  SUMMARY_TABLES(TABLE)
#undef TABLE
  assert_memory_equal(summary.scopes, builder.scopes.at, builder.scopes.count * sizeof(Scope));
  assert_memory_equal(summary.exprs, builder.exprs.at, builder.exprs.count * sizeof(Expr));
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
  move_spans(builder.expr_spans.at, builder.expr_spans.count);
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
  builder->exprs.at[5].a = summary_builder_name(builder, STR("another"));
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
             ((Scope){.kind = SCOPE_MODULE, .begin = 1, .end = 1, .binding = BINDING_NONE}));
  array_push(&builder.arena, &builder.scope_spans, (Span){0});
  array_push(&builder.arena, &builder.regions,
             ((Region){.kind = REGION_BODY, .begin = 1, .end = 1, .binding = BINDING_NONE}));
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

TEST_MAIN(&repeats_table, &keeps_format_table, &serves_again_table, &gives_back_table,
          &starts_lines_table, &keeps_lines_table, &moves_table, &changes_table,
          &builds_least_table)
