// Questions to a Summary.
#include "facts/layout.h"
#include "sample.h"
#include "support/test.h"

#include "base/array.h"

#include <string.h>

// ---- Where an expression stands -----------------------------------------------------------------

typedef struct PlaceRow {
  const char *name;
  ExprId expr;
  ScopeId scope;
  RegionId region;
} PlaceRow;

static const PlaceRow place_rows[] = {
    {"no expression", 0, 0, 0},
    {"first of the module", 1, 0, 0},
    {"a base class", 4, 0, 0},
    {"a decorator in the class body", 5, 1, 1},
    {"the return annotation", 8, 1, 1},
    {"first of the method, in try", 9, 2, 3},
    {"the entered value, before its region", 11, 2, 3},
    {"behind it", 12, 2, 4},
    {"in the comprehension", 13, 3, 4},
    {"the comprehension itself", 15, 2, 4},
    {"behind with and try", 16, 2, 2},
    {"behind the handler without expressions", 17, 2, 2},
    {"last of the method", 21, 2, 2},
    {"in the lambda", 22, 4, 6},
    {"the lambda itself", 29, 0, 0},
    {"last of the module", 37, 0, 0},
    {"behind everything", 38, 0, 0},
    {"far behind everything", UINT32_MAX, 0, 0},
};

static void places(const PlaceRow *row) {
  Arena arena = {0};
  Summary summary = summary_view(sample_block(&arena));
  assert_int_equal(summary_scope_at(&summary, row->expr), row->scope);
  assert_int_equal(summary_region_at(&summary, row->expr), row->region);
  arena_release(&arena);
}
TEST_TABLE("summary_scope_at and summary_region_at", place_rows, places)

// Nestings of all shapes, against looking at every range.
typedef struct ShapeRow {
  const char *name;
  uint32_t seed;
  uint32_t steps;
  uint32_t open, close; // of 16 steps; the others are expressions
} ShapeRow;

static const ShapeRow shape_rows[] = {
    {"nothing but expressions", 1, 50, 0, 0},
    {"only empty ranges", 2, 50, 8, 8},
    {"mixed", 3, 500, 4, 4},
    {"flat", 4, 500, 4, 8},
    {"deep", 5, 2000, 8, 2},
    {"very deep, then out", 6, 3000, 12, 2},
    {"many siblings", 7, 3000, 5, 6},
    {"full of expressions", 8, 3000, 1, 1},
};

static void open_both(SummaryBuilder *out, uint32_t parent) {
  ExprId begin = (ExprId)out->exprs.count;
  bool is_module = out->scopes.count == 0;
  ScopeDraft scope = {.kind = is_module ? SCOPE_MODULE : SCOPE_COMPREHENSION,
                      .parent = parent,
                      .begin = begin,
                      .binding = BINDING_NONE};
  RegionDraft region = {.kind = is_module ? REGION_BODY : REGION_TRY,
                        .parent = parent,
                        .begin = begin,
                        .binding = BINDING_NONE};
  array_push(&out->arena, &out->scopes, scope);
  array_push(&out->arena, &out->scope_spans, (Span){0});
  array_push(&out->arena, &out->regions, region);
  array_push(&out->arena, &out->region_spans, (Span){0});
}

static uint32_t close_both(SummaryBuilder *out, uint32_t id) {
  out->scopes.at[id].end = out->regions.at[id].end = (ExprId)out->exprs.count;
  return out->scopes.at[id].parent;
}

static void add_expr(SummaryBuilder *out) {
  summary_builder_expr(out, (ExprDraft){.kind = EXPR_OTHER}, (Span){0});
}

static Str build_shape(Arena *arena, const ShapeRow *row) {
  SummaryBuilder builder = {0};
  summary_builder_reset(&builder);
  uint32_t seed = row->seed;
  uint32_t here = 0;
  open_both(&builder, 0);
  for (uint32_t i = 0; i < row->steps; i++) {
    seed = seed * 1664525u + 1013904223u;
    uint32_t dice = (seed >> 20) % 16;
    if (dice < row->open) {
      open_both(&builder, here);
      here = (uint32_t)builder.scopes.count - 1;
    } else if (dice < row->open + row->close) {
      if (here != 0) here = close_both(&builder, here);
    } else {
      add_expr(&builder);
    }
  }
  while (here != 0)
    here = close_both(&builder, here);
  close_both(&builder, 0);
  Str block =
      summary_sealed(arena, summary_builder_finish(arena, &builder, STR("shape.py"), (Str){0}));
  summary_builder_release(&builder);
  return block;
}

static uint32_t innermost(const Summary *summary, ExprId expr) {
  uint32_t found = 0;
  for (uint32_t i = 0; i < summary->scopes_count; i++) {
    const Scope *scope = &summary->scopes[i];
    if (scope->begin <= expr && expr < scope->end) found = i;
  }
  return found;
}

static void agrees(const ShapeRow *row) {
  Arena arena = {0};
  Summary summary = {0};
  Error err = {0};
  assert_success(summary_open(build_shape(&arena, row), &summary, &err), &err);
  for (ExprId i = 0; i <= summary.exprs_count; i++) {
    uint32_t want = innermost(&summary, i);
    assert_int_equal(summary_scope_at(&summary, i), want);
    assert_int_equal(summary_region_at(&summary, i), want);
  }
  arena_release(&arena);
}
TEST_TABLE("lookups agree with a search through all ranges", shape_rows, agrees)

// Going up parent by parent would take minutes here.
#define DEEP 200000

// So many scopes and regions, each in the one before, an expression in the innermost, and as many
// behind them.
static Str build_deep(Arena *arena, uint32_t count) {
  SummaryBuilder builder = {0};
  summary_builder_reset(&builder);
  for (uint32_t i = 0; i < count; i++)
    open_both(&builder, i ? i - 1 : 0);
  add_expr(&builder);
  for (uint32_t i = count - 1; i > 0; i--)
    close_both(&builder, i);
  for (uint32_t i = 0; i < count; i++)
    add_expr(&builder);
  close_both(&builder, 0);
  Str block = summary_builder_finish(arena, &builder, STR("deep.py"), (Str){0});
  summary_builder_release(&builder);
  return summary_sealed(arena, block);
}

static void climbs(void) {
  Arena arena = {0};
  Summary summary = {0};
  Error err = {0};
  assert_success(summary_open(build_deep(&arena, DEEP), &summary, &err), &err);
  assert_int_equal(summary_region_at(&summary, 1), DEEP - 1);
  for (ExprId i = 2; i < summary.exprs_count; i++)
    assert_int_equal(summary_region_at(&summary, i), 0);
  arena_release(&arena);
}
TEST_CASE("lookups behind a deep nesting", climbs)

typedef struct DepthRow {
  const char *name;
  uint32_t count; // of regions, one in the other
  bool has_climbs;
} DepthRow;

static const DepthRow depth_rows[] = {
    {"the module alone", 1, false},
    {"shallow", 5, false},
    {"as deep as steps are few", CLIMB_STEPS_MAX + 1, false},
    {"one deeper", CLIMB_STEPS_MAX + 2, true},
    {"deep", 100, true},
};

static void ways_up(const DepthRow *row) {
  Arena arena = {0};
  Summary summary = {0};
  Error err = {0};
  assert_success(summary_open(build_deep(&arena, row->count), &summary, &err), &err);
  assert_int_equal(summary.scope_climbs_count, row->has_climbs ? row->count : 0);
  assert_int_equal(summary.region_climbs_count, row->has_climbs ? row->count : 0);
  for (RegionId inner = 0; inner < row->count; inner++) {
    assert_int_equal(summary_region_depth(&summary, inner), inner);
    for (RegionId outer = 0; outer < row->count; outer++) {
      RegionId up = summary_region_at_depth(&summary, inner, outer);
      assert_int_equal(up, outer < inner ? outer : inner);
      assert_int_equal(summary_region_contains(&summary, outer, inner), outer <= inner);
    }
  }
  arena_release(&arena);
}
TEST_TABLE("ways up with and without climbs", depth_rows, ways_up)

typedef struct ClimbRow {
  const char *name;
  bool is_region;
  uint32_t id;
  Climb value;
  const char *error;
} ClimbRow;

static const ClimbRow climb_rows[] = {
    {"jump to another place", false, 3, {2, 3}, "scopes 3"},
    {"wrong depth", false, 3, {0, 9}, "scopes 3"},
    {"jump of a region to another place", true, 4, {1, 4}, "regions 4"},
    {"jump of the module", true, 0, {6, 0}, "regions 0"},
};

static void assert_refused(Arena *arena, Str block, const char *error) {
  Summary summary = {0};
  Error err = {0};
  assert_false(summary_open(summary_sealed(arena, block), &summary, &err));
  assert_int_equal(err.kind, FAIL_FORMAT);
  assert_non_null(strstr(err.text, error));
}

static void damages_climbs(const ClimbRow *row) {
  Arena arena = {0};
  Str block = build_deep(&arena, CLIMB_STEPS_MAX + 2);
  const SummaryHeader *header = (const void *)block.at;
  SummaryLayout layout = summary_layout(header);
  uint64_t table = layout.facts[row->is_region ? FACT_region_climbs : FACT_scope_climbs];
  char *bytes = (char *)arena_push(&arena, uint64_t, block.size / SUMMARY_ALIGN);
  memcpy(bytes, block.at, block.size);
  memcpy(bytes + table + row->id * sizeof(Climb), &row->value, sizeof(Climb));
  assert_refused(&arena, (Str){bytes, block.size}, row->error);
  arena_release(&arena);
}
TEST_TABLE("damaged climbs are refused", climb_rows, damages_climbs)

// A copy of a block without the climbs of its regions, which are behind those of its scopes.
static void climbs_are_missing(void) {
  Arena arena = {0};
  Str block = build_deep(&arena, CLIMB_STEPS_MAX + 2);
  SummaryHeader header = {0};
  memcpy(&header, block.at, sizeof header);
  uint64_t at = summary_layout(&header).facts[FACT_region_climbs];
  uint64_t left_out = sizeof(Climb) * (uint64_t)header.fact_counts[FACT_region_climbs];
  header.fact_counts[FACT_region_climbs] = 0;
  header.block_bytes -= left_out;
  char *bytes = (char *)arena_push(&arena, uint64_t, header.block_bytes / SUMMARY_ALIGN);
  memcpy(bytes, block.at, at);
  memcpy(bytes + at, block.at + at + left_out, block.size - at - left_out);
  memcpy(bytes, &header, sizeof header);
  assert_refused(&arena, (Str){bytes, header.block_bytes}, "regions 26");
  arena_release(&arena);
}
TEST_CASE("a deep nesting without climbs is refused", climbs_are_missing)

// ---- Runners and names --------------------------------------------------------------------------

typedef struct ScopeRow {
  const char *name;
  ScopeKind kinds[5]; // from the outermost below the module inwards, up to SCOPE_MODULE
  ScopeId runner;     // of the innermost
  const char *want;   // its qualified name; classes are C1, C2, functions f1, f2 by depth
  uint32_t global;    // depth of the function that is made global, or 0
} ScopeRow;

static const ScopeRow scope_rows[] = {
    {"module", {0}, 0, "", 0},
    {"function", {SCOPE_FUNCTION}, 1, "f1", 0},
    {"class", {SCOPE_CLASS}, 0, "C1", 0},
    {"method", {SCOPE_CLASS, SCOPE_FUNCTION}, 2, "C1.f2", 0},
    {"nested function", {SCOPE_FUNCTION, SCOPE_FUNCTION}, 2, "f1.<locals>.f2", 0},
    {"nested class", {SCOPE_CLASS, SCOPE_CLASS}, 0, "C1.C2", 0},
    {"class in a function", {SCOPE_FUNCTION, SCOPE_CLASS}, 1, "f1.<locals>.C2", 0},
    {"lambda", {SCOPE_LAMBDA}, 1, "<lambda>", 0},
    {"lambda in a method",
     {SCOPE_CLASS, SCOPE_FUNCTION, SCOPE_LAMBDA},
     3,
     "C1.f2.<locals>.<lambda>",
     0},
    {"lambda in a lambda", {SCOPE_LAMBDA, SCOPE_LAMBDA}, 2, "<lambda>.<locals>.<lambda>", 0},
    {"generator in a function", {SCOPE_FUNCTION, SCOPE_GENERATOR}, 2, "f1.<locals>.<genexpr>", 0},
    {"comprehension", {SCOPE_COMPREHENSION}, 0, "", 0},
    {"comprehension in a function", {SCOPE_FUNCTION, SCOPE_COMPREHENSION}, 1, "f1", 0},
    {"comprehension in a class", {SCOPE_CLASS, SCOPE_COMPREHENSION}, 0, "C1", 0},
    {"lambda in a comprehension in a class",
     {SCOPE_CLASS, SCOPE_COMPREHENSION, SCOPE_LAMBDA},
     3,
     "C1.<lambda>",
     0},
    {"lambda in comprehensions in a function",
     {SCOPE_FUNCTION, SCOPE_COMPREHENSION, SCOPE_COMPREHENSION, SCOPE_LAMBDA},
     4,
     "f1.<locals>.<lambda>",
     0},
    {"function made global", {SCOPE_FUNCTION, SCOPE_FUNCTION}, 2, "f2", 2},
    {"inside of a function made global",
     {SCOPE_FUNCTION, SCOPE_FUNCTION, SCOPE_CLASS},
     2,
     "f2.<locals>.C3",
     2},
};

static void add_named_scope(Arena *arena, SummaryBuilder *out, ScopeKind kind, uint32_t depth,
                            bool is_global) {
  ScopeDraft scope = {.kind = (uint8_t)kind, .binding = BINDING_NONE};
  scope.parent = depth ? depth - 1 : 0;
  if (kind == SCOPE_CLASS || kind == SCOPE_FUNCTION) {
    Str name = str_print(arena, "%c%u", kind == SCOPE_CLASS ? 'C' : 'f', depth);
    scope.name = summary_builder_name(out, name);
    scope.binding = (BindingId)out->bindings.count;
    BindingDraft binding = {.kind = kind == SCOPE_CLASS ? BINDING_CLASS : BINDING_DEF,
                            .flags = is_global ? BINDING_GLOBAL : 0,
                            .scope = is_global ? 0 : scope.parent};
    array_push(&out->arena, &out->bindings, binding);
    array_push(&out->arena, &out->binding_spans, (Span){0});
  }
  array_push(&out->arena, &out->scopes, scope);
  array_push(&out->arena, &out->scope_spans, (Span){0});
}

static void names(const ScopeRow *row) {
  Arena arena = {0};
  SummaryBuilder builder = {0};
  summary_builder_reset(&builder);
  add_named_scope(&arena, &builder, SCOPE_MODULE, 0, false);
  ScopeId last = 0;
  while (last < COUNT_OF(row->kinds) && row->kinds[last] != SCOPE_MODULE) {
    ScopeKind kind = row->kinds[last++];
    add_named_scope(&arena, &builder, kind, last, last == row->global);
  }
  Summary summary =
      summary_view(summary_builder_finish(&arena, &builder, STR("names.py"), (Str){0}));
  assert_int_equal(summary_runner(&summary, last), row->runner);
  assert_str_equal(summary_qualified_name(&summary, last, &arena), str_from_c(row->want));
  summary_builder_release(&builder);
  arena_release(&arena);
}
TEST_TABLE("summary_runner and summary_qualified_name", scope_rows, names)

// ---- Lines --------------------------------------------------------------------------------------

typedef struct LinesRow {
  const char *name;
  uint32_t length; // of each line, with its end
  uint32_t count;
  const char *end;
} LinesRow;

static const LinesRow lines_rows[] = {
    {"empty", 0, 0, "\n"},
    {"empty lines", 1, 200, "\n"},
    {"short lines", 7, 100, "\n"},
    {"lines of 64 bytes", 64, 5, "\n"},
    {"lines of one byte more", 65, 70, "\n"},
    {"long lines", 1000, 3, "\n"},
    {"returns", 9, 50, "\r"},
    {"pairs", 64, 5, "\r\n"},
};

static void packs_lines(const LinesRow *row) {
  Arena arena = {0};
  SummaryBuilder builder = {0};
  summary_builder_reset(&builder);
  add_named_scope(&arena, &builder, SCOPE_MODULE, 0, false);
  Str end = str_from_c(row->end);
  char *text = arena_push(&arena, char, (size_t)row->length * row->count);
  for (uint32_t i = 0; i < row->count; i++) {
    char *line = text + (size_t)i * row->length;
    memset(line, 'x', row->length);
    memcpy(line + row->length - end.size, end.at, end.size);
  }
  Str source = {text, (size_t)row->length * row->count};
  Summary summary = summary_view(summary_builder_finish(&arena, &builder, STR("lines.py"), source));
  LineTable lines = summary_lines(&arena, &summary);
  assert_int_equal(lines.count, row->count + 1);
  for (uint32_t i = 0; i < lines.count; i++)
    assert_int_equal(lines.starts[i], i * row->length);
  summary_builder_release(&builder);
  arena_release(&arena);
}
TEST_TABLE("summary_lines", lines_rows, packs_lines)

// ---- Lists of bindings --------------------------------------------------------------------------

typedef struct ListsRow {
  const char *name;
  uint32_t names;
  uint32_t bindings; // of each
} ListsRow;

static const ListsRow lists_rows[] = {
    {"one name", 1, 1},
    {"a few names", 10, 1},
    {"as many as are sorted in place", 24, 1},
    {"one more", 25, 1},
    {"many names", 3000, 1},
    {"a name bound often", 1, 100},
    {"many bound often", 40, 30},
    {"as often as is looked at one by one", 3, 15},
    {"once more", 3, 16},
    {"twice more", 3, 17},
};

static Str name_of(Arena *arena, uint32_t number) {
  return str_print(arena, "name%u", number);
}

#define LISTS_SCOPES 2 // which bind the same names

// Every name is found with all of its bindings in order, and no other.
static void finds_lists(const ListsRow *row) {
  Arena arena = {0};
  SummaryBuilder builder = {0};
  summary_builder_reset(&builder);
  add_named_scope(&arena, &builder, SCOPE_MODULE, 0, false);
  add_named_scope(&arena, &builder, SCOPE_LAMBDA, 1, false);
  uint32_t count = row->names * row->bindings;
  for (uint32_t i = 0; i < count * LISTS_SCOPES; i++) {
    Str name = name_of(&arena, i % row->names);
    BindingDraft binding = {
        .kind = BINDING_ASSIGN, .scope = i / count, .name = summary_builder_name(&builder, name)};
    array_push(&builder.arena, &builder.bindings, binding);
    array_push(&builder.arena, &builder.binding_spans, (Span){0});
  }
  Summary summary =
      summary_view(summary_builder_finish(&arena, &builder, STR("lists.py"), (Str){0}));
  for (uint32_t i = 0; i < LISTS_SCOPES * 2 * row->names; i++) {
    Str name = name_of(&arena, i / LISTS_SCOPES);
    ScopeId scope = i % LISTS_SCOPES;
    BindingList list = summary_bindings(&summary, scope, name, summary_name_hash(name));
    assert_int_equal(list.count, i / LISTS_SCOPES < row->names ? row->bindings : 0);
    for (uint32_t k = 0; k < list.count; k++)
      assert_int_equal(list.at[k], scope * count + i / LISTS_SCOPES + k * row->names);
  }
  summary_builder_release(&builder);
  arena_release(&arena);
}
TEST_TABLE("summary_bindings", lists_rows, finds_lists)

// ---- Places of all scopes -----------------------------------------------------------------------

static void reads_all_places(void) {
  Arena arena = {0};
  SummaryBuilder builder = {0};
  summary_builder_reset(&builder);
  for (uint32_t i = 0; i < 100; i++) {
    add_named_scope(&arena, &builder, i ? SCOPE_LAMBDA : SCOPE_MODULE, i, false);
    builder.scope_spans.at[i] = (Span){i * 50 % 371, i * 50 % 371 + i};
  }
  Summary summary =
      summary_view(summary_builder_finish(&arena, &builder, STR("places.py"), (Str){0}));
  Span *spans = arena_push(&arena, Span, summary.scopes_count);
  summary_scope_spans(&summary, spans);
  for (ScopeId i = 0; i < summary.scopes_count; i++)
    assert_span_equal(spans[i], summary_scope_span(&summary, i));
  summary_builder_release(&builder);
  arena_release(&arena);
}
TEST_CASE("summary_scope_spans", reads_all_places)

TEST_MAIN(&places_table, &agrees_table, &climbs_table, &ways_up_table, &damages_climbs_table,
          &climbs_are_missing_table, &names_table, &packs_lines_table, &finds_lists_table,
          &reads_all_places_table)
