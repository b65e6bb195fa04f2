// A block from a stranger is read as it is meant, or refused; never misread, never a crash.
#include "facts/layout.h"
#include "sample.h"
#include "support/test.h"

#include <string.h>

// A copy that may be changed, of just its size, so that sanitizers see a reader who goes too far.
static char *copy_block(Arena *arena, Str block, size_t size) {
  char *copy = (char *)arena_push(arena, uint64_t, (size + 7) / 8);
  memcpy(copy, block.at, size);
  return copy;
}

// What every reader may do with a Summary once it is open.
static void read_everything(Arena *arena, const Summary *summary) {
  assert_true(summary_print(arena, summary).size > 0);
  for (ExprId i = 0; i <= summary->exprs_count; i++) {
    assert_true(summary_scope_at(summary, i) < summary->scopes_count);
    assert_true(summary_region_at(summary, i) < summary->regions_count);
  }
  for (ScopeId i = 0; i < summary->scopes_count; i++) {
    assert_true(summary_runner(summary, i) <= i);
    assert_true(summary_qualified_name(summary, i, arena).size <= UINT32_MAX);
  }
}

// Returns whether it opens; when it does, it can be read.
static bool opens(Arena *arena, Str block) {
  Summary summary = {0};
  Error err = {0};
  bool ok = summary_open(block, &summary, &err);
  if (ok)
    read_everything(arena, &summary);
  else
    assert_int_equal(err.kind, FAIL_FORMAT);
  return ok;
}

static void opens_sample(void) {
  Arena arena = {0};
  Str block = sample_block(&arena);
  Summary summary = {0};
  Error err = {0};
  assert_success(summary_open(block, &summary, &err), &err);
  Summary view = summary_view(block);
  assert_memory_equal(&summary, &view, sizeof view);
  read_everything(&arena, &summary);
  arena_release(&arena);
}
TEST_CASE("a good block opens", opens_sample)

// ---- Blind damage -------------------------------------------------------------------------------

static void refuses_parts(void) {
  Arena arena = {0};
  Str block = sample_block(&arena);
  for (size_t size = 0; size < block.size; size++) {
    ArenaMark mark = arena_mark(&arena);
    char *part = arena_push(&arena, char, size + SUMMARY_ALIGN);
    part += -(uintptr_t)part % SUMMARY_ALIGN;
    memcpy(part, block.at, size);
    assert_false(opens(&arena, (Str){part, size}));
    SummaryHeader *header = (SummaryHeader *)(void *)part;
    if (size >= sizeof *header) {
      header->block_bytes = size;
      summary_seal(part, size);
    }
    assert_false(opens(&arena, (Str){part, size}));
    arena_rewind(&arena, mark);
  }
  arena_release(&arena);
}
TEST_CASE("a block that was cut off is refused", refuses_parts)

static void refuses_shifted(void) {
  Arena arena = {0};
  Str block = sample_block(&arena);
  char *copy = (char *)arena_push(&arena, uint64_t, block.size / 8 + 1);
  memcpy(copy + 4, block.at, block.size);
  assert_false(opens(&arena, (Str){copy + 4, block.size}));
  arena_release(&arena);
}
TEST_CASE("a block off its alignment is refused", refuses_shifted)

static void notices_changes(void) {
  Arena arena = {0};
  Str block = sample_block(&arena);
  char *copy = copy_block(&arena, block, block.size);
  for (size_t i = 0; i < block.size; i++) {
    for (int bit = 0; bit < 8; bit++) {
      copy[i] = (char)(copy[i] ^ (1 << bit));
      assert_false(opens(&arena, (Str){copy, block.size}));
      copy[i] = (char)(copy[i] ^ (1 << bit));
    }
  }
  assert_true(opens(&arena, (Str){copy, block.size}));
  arena_release(&arena);
}
TEST_CASE("a single changed bit is noticed", notices_changes)

typedef struct MutationRow {
  const char *name;
  uint32_t (*change)(uint32_t word, uint32_t argument);
  uint32_t argument;
} MutationRow;

static uint32_t change_flip(uint32_t word, uint32_t bits) {
  return word ^ bits;
}

static uint32_t change_set(uint32_t word, uint32_t value) {
  (void)word;
  return value;
}

static uint32_t change_add(uint32_t word, uint32_t distance) {
  return word + distance;
}

static const MutationRow mutation_rows[] = {
    {"flip the lowest bits", change_flip, 0x01010101},
    {"flip the highest bits", change_flip, 0x80808080},
    {"flip one byte", change_flip, 0x000000ff},
    {"flip another byte", change_flip, 0x0000ff00},
    {"flip all bits", change_flip, UINT32_MAX},
    {"set to 0", change_set, 0},
    {"set to 1", change_set, 1},
    {"set to 2", change_set, 2},
    {"set to a small number", change_set, 7},
    {"set to a larger number", change_set, 30},
    {"set to the largest", change_set, UINT32_MAX},
    {"set to the largest that has a sign", change_set, INT32_MAX},
    {"add 1", change_add, 1},
    {"add 2", change_add, 2},
    {"subtract 1", change_add, UINT32_MAX},
};

// With the hashes made right again, so that all other checks get to see the damage.
static void mutates(const MutationRow *row) {
  Arena arena = {0};
  Str block = sample_block(&arena);
  size_t refused = 0;
  for (size_t at = 0; at + sizeof(uint32_t) <= block.size; at += sizeof(uint32_t)) {
    ArenaMark mark = arena_mark(&arena);
    char *copy = copy_block(&arena, block, block.size);
    uint32_t word = 0;
    memcpy(&word, copy + at, sizeof word);
    word = row->change(word, row->argument);
    memcpy(copy + at, &word, sizeof word);
    summary_seal(copy, block.size);
    refused += !opens(&arena, (Str){copy, block.size});
    arena_rewind(&arena, mark);
  }
  assert_true(refused > 0);
  arena_release(&arena);
}
TEST_TABLE("any changed word is refused or harmless", mutation_rows, mutates)

// ---- Damage with intent -------------------------------------------------------------------------

typedef struct DamageRow {
  const char *name;
  bool is_position; // the table is one of the positions
  uint8_t table;
  uint32_t at;  // of the field, in bits from the start of the table
  uint8_t bits; // of the field
  uint32_t value;
  const char *want; // part of the message
} DamageRow;

// Where the fields of packed records lie: Scope_name, up to Scope_name_end.
#define PLACES_OF(Type, FIELDS)    enum { FIELDS(PLACE_OF_##Type) Type##_bits };
#define PLACE_OF_Scope(name, bits) Scope_##name, Scope_##name##_end = Scope_##name + (bits)-1,
#define PLACE_OF_Parameter(name, bits)                                                             \
  Parameter_##name, Parameter_##name##_end = Parameter_##name + (bits)-1,
#define PLACE_OF_Binding(name, bits)                                                               \
  Binding_##name, Binding_##name##_end = Binding_##name + (bits)-1,
#define PLACE_OF_Import(name, bits) Import_##name, Import_##name##_end = Import_##name + (bits)-1,
#define PLACE_OF_Region(name, bits) Region_##name, Region_##name##_end = Region_##name + (bits)-1,
#define PLACE_OF_Exit(name, bits)   Exit_##name, Exit_##name##_end = Exit_##name + (bits)-1,
#define PLACE_OF_Expr(name, bits)   Expr_##name, Expr_##name##_end = Expr_##name + (bits)-1,
DRAFTS(PLACES_OF)
PLACES_OF(Expr, EXPR_FIELDS)

#define PACKED(table, Type, id, field, value)                                                      \
  false, FACT_##table, (id) * (uint32_t)Type##_bits + (uint32_t)Type##_##field,                    \
      (uint8_t)(Type##_##field##_end - Type##_##field + 1), (value)
#define IN_TABLE(is_position, table, Type, id, field, value)                                       \
  is_position, table, 8u * (uint32_t)((id) * sizeof(Type) + offsetof(Type, field)),                \
      (uint8_t)(8 * sizeof(((Type *)NULL)->field)), (value)
#define FACT(table, Type, id, field, value) IN_TABLE(false, FACT_##table, Type, id, field, value)
#define FACT_ID(table, id, value)           false, FACT_##table, (id)*32u, 32, (value)
#define FACT_HALF(table, id, value)         false, FACT_##table, (id)*16u, 16, (value)
#define POSITION(table, Type, id, field, value)                                                    \
  IN_TABLE(true, POSITION_##table, Type, id, field, value)
#define POSITION_BYTE(table, at, value) true, POSITION_##table, (at)*8u, 8, (value)

// Ids as in the sample: scopes 0 module, 1 class, 2 method, 3 comprehension, 4 lambda.
static const DamageRow damage_rows[] = {
    {"name out of the text", FACT_HALF(names, 3, 9999), "names 3"},
    {"names out of order", FACT_HALF(names, 3, 0), "names 3"},
    {"first name is not empty", FACT_HALF(names, 0, 1), "names 0"},
    {"scope of no kind", PACKED(scopes, Scope, 1, kind, 7), "scopes 1"},
    {"second module", PACKED(scopes, Scope, 3, kind, SCOPE_MODULE), "scopes 3"},
    {"scope without a name", PACKED(scopes, Scope, 1, name, 9999), "scopes 1"},
    {"scope is its own parent", PACKED(scopes, Scope, 2, parent, 2), "scopes 2"},
    {"parent behind its child", PACKED(scopes, Scope, 1, parent, 2), "scopes 1"},
    {"parent that has ended", PACKED(scopes, Scope, 4, parent, 1), "scopes 4"},
    {"parent that is not the innermost", PACKED(scopes, Scope, 3, parent, 1), "scopes 3"},
    {"module has a parent", PACKED(scopes, Scope, 0, parent, 1), "scopes 0"},
    {"module ends early", PACKED(scopes, Scope, 0, end, 30), "scopes 0"},
    {"module begins late", PACKED(scopes, Scope, 0, begin, 2), "scopes 0"},
    {"scope ends before it begins", PACKED(scopes, Scope, 3, end, 12), "scopes 3"},
    {"scope ends behind its parent", PACKED(scopes, Scope, 2, end, 23), "scopes 2"},
    {"scope begins before the one before", PACKED(scopes, Scope, 2, begin, 4), "scopes 2"},
    {"body of another scope", PACKED(scopes, Scope, 1, body, 2), "scopes 1"},
    {"body that is no body", PACKED(scopes, Scope, 1, body, 3), "scopes 1"},
    {"body that does not exist", PACKED(scopes, Scope, 3, body, 99), "scopes 3"},
    {"parameters out of range", PACKED(scopes, Scope, 2, parameters, 1), "scopes 2"},
    {"parameters of two owners", PACKED(scopes, Scope, 4, parameter_count, 1), "scopes 4"},
    {"parameters far out of range", PACKED(scopes, Scope, 2, parameters, UINT32_MAX), "scopes 2"},
    {"decorators out of range", PACKED(scopes, Scope, 2, decorators, 99), "scopes 2"},
    {"too many decorators", PACKED(scopes, Scope, 2, decorator_count, UINT32_MAX), "scopes 2"},
    {"bases out of range", PACKED(scopes, Scope, 1, base_count, 99), "scopes 1"},
    {"return annotation out of range", PACKED(scopes, Scope, 2, returns, 99), "scopes 2"},
    {"element outside of the scope", PACKED(scopes, Scope, 3, element, 15), "scopes 3"},
    {"binding out of range", PACKED(scopes, Scope, 2, binding, 99), "scopes 2"},
    {"binding of another scope", PACKED(scopes, Scope, 2, binding, 11), "scopes 2"},
    {"lambda with a binding", PACKED(scopes, Scope, 4, binding, 0), "scopes 4"},
    {"parameter of no kind", PACKED(parameters, Parameter, 1, kind, 5), "parameters 1"},
    {"parameter without a name", PACKED(parameters, Parameter, 1, name, 9999), "parameters 1"},
    {"annotation out of range", PACKED(parameters, Parameter, 1, annotation, 38), "parameters 1"},
    {"default out of range", PACKED(parameters, Parameter, 2, fallback, 38), "parameters 2"},
    {"name of a name out of range", PACKED(exprs, Expr, 5, a, 9999), "exprs 5"},
    {"callee is the call itself", PACKED(exprs, Expr, 11, a, 11), "exprs 11"},
    {"callee behind the call", PACKED(exprs, Expr, 11, a, 12), "exprs 11"},
    {"arguments out of range", PACKED(exprs, Expr, 11, b, 99), "exprs 11"},
    {"operands out of range", PACKED(exprs, Expr, 28, a, 99), "exprs 28"},
    {"operands of two owners", PACKED(scopes, Scope, 2, decorator_count, 3), "exprs 28"},
    {"conditional without a test", PACKED(exprs, Expr, 28, b, 3), "exprs 28"},
    {"dictionary with half an entry", PACKED(exprs, Expr, 27, b, 1), "exprs 27"},
    {"comprehension of no kind", PACKED(exprs, Expr, 15, b, 5), "exprs 15"},
    {"comprehension of a function", PACKED(exprs, Expr, 15, a, 2), "exprs 15"},
    {"comprehension of no scope", PACKED(exprs, Expr, 15, a, 99), "exprs 15"},
    {"lambda of a comprehension", PACKED(exprs, Expr, 29, a, 3), "exprs 29"},
    {"literal of no kind", PACKED(exprs, Expr, 1, a, 8), "exprs 1"},
    {"text of a literal out of range", PACKED(exprs, Expr, 1, b, 9999), "exprs 1"},
    {"value of a literal without one", PACKED(exprs, Expr, 23, a, LITERAL_TRUE), "exprs 23"},
    {"attribute of itself", PACKED(exprs, Expr, 31, a, 31), "exprs 31"},
    {"attribute without a name", PACKED(exprs, Expr, 31, b, 9999), "exprs 31"},
    {"expression of no kind", PACKED(exprs, Expr, 5, kind, 99), "exprs 5"},
    {"a second nothing", PACKED(exprs, Expr, 5, kind, EXPR_NONE), "exprs 5"},
    {"expression 0 is something", PACKED(exprs, Expr, 0, kind, EXPR_OTHER), "exprs 0"},
    {"expression of no use", PACKED(exprs, Expr, 5, use, 31), "exprs 5"},
    {"arguments far out of range", PACKED(exprs, Expr, 11, c, EXPR_C_MAX), "exprs 11"},
    {"arguments of two owners", PACKED(exprs, Expr, 33, c, 1), "exprs 37"},
    {"choice of no kind", PACKED(exprs, Expr, 28, c, 3), "exprs 28"},
    {"container of no kind", PACKED(exprs, Expr, 2, c, 5), "exprs 2"},
    {"lambda inside of itself", PACKED(exprs, Expr, 29, kind, EXPR_COMPREHENSION), "exprs 29"},
    {"operator of no kind", PACKED(exprs, Expr, 24, c, 99), "exprs 24"},
    {"operand behind its operator", FACT_ID(operands, 0, 2), "exprs 2"},
    {"decorator out of range", FACT_ID(operands, 1, 38), "operands 1"},
    {"argument behind its call", FACT(arguments, Argument, 2, value, 11), "exprs 11"},
    {"keyword out of range", FACT(arguments, Argument, 2, keyword, 9999), "arguments 2"},
    {"base out of range", FACT(arguments, Argument, 0, value, 38), "arguments 0"},
    {"binding of no kind", PACKED(bindings, Binding, 2, kind, 99), "bindings 2"},
    {"binding with unknown flag", PACKED(bindings, Binding, 2, flags, 0x20), "bindings 2"},
    {"binding of no name", PACKED(bindings, Binding, 2, name, 9999), "bindings 2"},
    {"binding in no scope", PACKED(bindings, Binding, 2, scope, 5), "bindings 2"},
    {"binding in no region", PACKED(bindings, Binding, 2, region, 7), "bindings 2"},
    {"binding after the end", PACKED(bindings, Binding, 12, at, 39), "bindings 12"},
    {"binding before the one before", PACKED(bindings, Binding, 3, at, 1), "bindings 3"},
    {"bound value out of range", PACKED(bindings, Binding, 2, value, 38), "bindings 2"},
    {"annotation of a name out of range", PACKED(bindings, Binding, 2, annotation, 38),
     "bindings 2"},
    {"parameter out of range", PACKED(bindings, Binding, 3, extra, 3), "bindings 3"},
    {"import out of range", PACKED(bindings, Binding, 0, extra, 2), "bindings 0"},
    {"definition of a class", PACKED(bindings, Binding, 10, extra, 1), "scopes 2"},
    {"definition of no scope", PACKED(bindings, Binding, 10, extra, 99), "scopes 2"},
    {"attribute that is none", PACKED(bindings, Binding, 2, kind, BINDING_ATTRIBUTE), "bindings 2"},
    {"declaration in no scope", FACT(declarations, Declaration, 0, scope, 5), "declarations 0"},
    {"declaration of no name", FACT(declarations, Declaration, 0, name, 9999), "declarations 0"},
    {"declaration without owner", FACT(declarations, Declaration, 0, owner, 5), "declarations 0"},
    {"import of no module", PACKED(imports, Import, 0, module, 9999), "imports 0"},
    {"import of no member", PACKED(imports, Import, 0, member, 9999), "imports 0"},
    {"import with unknown flag", PACKED(imports, Import, 0, flags, 0x80), "imports 0"},
    {"region of no kind", PACKED(regions, Region, 3, kind, 99), "regions 3"},
    {"region with unknown flag", PACKED(regions, Region, 3, flags, 0x80), "regions 3"},
    {"region is its own parent", PACKED(regions, Region, 3, parent, 3), "regions 3"},
    {"region ends behind its parent", PACKED(regions, Region, 4, end, 17), "regions 4"},
    {"region of no scope", PACKED(regions, Region, 3, scope, 5), "regions 3"},
    {"region of another scope than its parent", PACKED(regions, Region, 3, scope, 1), "regions 3"},
    {"body that its scope does not name", PACKED(regions, Region, 3, kind, REGION_BODY),
     "regions 3"},
    {"the module has no body", PACKED(regions, Region, 0, kind, REGION_TRY), "scopes 0"},
    {"subject out of range", PACKED(regions, Region, 5, subject, 38), "regions 5"},
    {"group out of range", PACKED(regions, Region, 5, group, 7), "regions 5"},
    {"handler of no try", PACKED(regions, Region, 5, group, 4), "regions 5"},
    {"region binds nothing that exists", PACKED(regions, Region, 5, binding, 13), "regions 5"},
    {"exit of no kind", PACKED(exits, Exit, 0, kind, 4), "exits 0"},
    {"exit with unknown flag", PACKED(exits, Exit, 0, flags, 0x20), "exits 0"},
    {"exit of no scope", PACKED(exits, Exit, 0, scope, 5), "exits 0"},
    {"exit of no region", PACKED(exits, Exit, 0, region, 7), "exits 0"},
    {"exit before the one before", PACKED(exits, Exit, 1, at, 3), "exits 1"},
    {"exit after the end", PACKED(exits, Exit, 1, at, 39), "exits 1"},
    {"value of an exit out of range", PACKED(exits, Exit, 0, value, 38), "exits 0"},
    {"cause out of range", PACKED(exits, Exit, 0, cause, 38), "exits 0"},
    {"export of no name", FACT_ID(exported, 0, 9999), "exported 0"},
    {"suppression of no kind", FACT(suppressions, Suppression, 0, kind, 3), "suppressions 0"},
    {"suppression neither here nor there", FACT(suppressions, Suppression, 0, own_line, 2),
     "suppressions 0"},
    {"codes out of range", FACT(suppressions, Suppression, 0, codes, 1), "suppressions 0"},
    {"reason out of range", FACT(suppressions, Suppression, 0, reason, 9999), "suppressions 0"},
    {"code of no name", FACT_ID(codes, 0, 9999), "codes 0"},
    {"problem of no kind", FACT(problems, Problem, 0, kind, 8), "problems 0"},
    {"problem of no text", FACT(problems, Problem, 0, text, 9999), "problems 0"},
    {"list of another name", FACT_HALF(list_marks, 1, 3), "list_marks 1"},
    {"list that does not begin", FACT_HALF(list_marks, 0, 0), "list_marks 0"},
    {"binding in another list", FACT_ID(listed, 0, 99), "listed 0"},
    {"lists of another scope", FACT(scope_lists, ScopeLists, 1, attributes, 0), "scope_lists 1"},
    {"name that means another", PACKED(exprs, Expr, 5, b, 9), "exprs 5"},
    {"span ends before it starts", POSITION(problem_spans, Span, 0, end, 1), "problem_spans 0"},
    {"span behind the source", POSITION(problem_spans, Span, 0, end, 9999), "problem_spans 0"},
    {"mark of another place", POSITION(place_marks, PlaceMark, 1, at, 62), "place_marks 1"},
    {"mark of another start", POSITION(place_marks, PlaceMark, 1, start, 1), "place_marks 1"},
    {"place behind the source", POSITION_BYTE(places, 4, 0x7e), "places 22"},
    {"place before the source", POSITION_BYTE(places, 0, 1), "places 0"},
    {"line without a length", POSITION_BYTE(lines, 2, 0), "lines 2"},
    {"line behind the source", POSITION_BYTE(lines, 17, 0x7f), "lines 17"},
    {"line that does not end", POSITION_BYTE(lines, 17, 0x80), "lines 17"},
};

static void patch(char *block, const DamageRow *row) {
  SummaryLayout layout = summary_layout((const SummaryHeader *)(void *)block);
  uint64_t table = row->is_position ? layout.positions[row->table] : layout.facts[row->table];
  for (uint32_t i = 0; i < row->bits; i++) {
    char *byte = block + table + (row->at + i) / 8;
    uint32_t bit = 1u << (row->at + i) % 8;
    *byte = (char)(row->value >> i & 1 ? *byte | (int)bit : *byte & ~(int)bit);
  }
}

// Seals the block, so that only the damage can be the reason.
static void assert_refused(Arena *arena, Str block, const char *where) {
  char *bytes = copy_block(arena, block, block.size);
  summary_seal(bytes, block.size);
  Summary summary = {0};
  Error err = {0};
  assert_false(summary_open((Str){bytes, block.size}, &summary, &err));
  assert_int_equal(err.kind, FAIL_FORMAT);
  Str want = str_print(arena, "damaged summary: %s: ", where);
  Str got = str_slice(str_from_c(err.text), 0, want.size);
  assert_str_equal(got, want);
}

static void refuses(const DamageRow *row) {
  Arena arena = {0};
  Str good = sample_block(&arena);
  char *copy = copy_block(&arena, good, good.size);
  patch(copy, row);
  assert_refused(&arena, (Str){copy, good.size}, row->want);
  arena_release(&arena);
}
TEST_TABLE("damage is refused where it is", damage_rows, refuses)

typedef struct TextRow {
  const char *name;
  Str path;
  Str text; // of a name
  bool is_good;
} TextRow;

static const TextRow text_rows[] = {
    {"plain", {"a/b.py", 6}, {"x", 1}, true},
    {"no path", {"", 0}, {"x", 1}, true},
    {"dots in names", {"a../..b/c.py", 12}, {"x", 1}, true},
    {"path from the root of the machine", {"/etc/passwd", 11}, {"x", 1}, false},
    {"path out of the project", {"a/../../b.py", 12}, {"x", 1}, false},
    {"path that ends outside", {"a/..", 4}, {"x", 1}, false},
    {"path with a NUL", {"a\0b", 3}, {"x", 1}, false},
    {"path in another encoding", {"\xff.py", 4}, {"x", 1}, true},
    {"name in another encoding", {"a.py", 4}, {"\xff", 1}, false},
    {"name with a NUL", {"a.py", 4}, {"\0", 1}, true},
    {"name that is half a character", {"a.py", 4}, {"\xc3", 1}, false},
};

static void judges_texts(const TextRow *row) {
  Arena arena = {0};
  SummaryBuilder builder = {0};
  sample_fill(&builder);
  summary_builder_name(&builder, row->text);
  Str block = summary_builder_finish(&arena, &builder, row->path, sample_source());
  assert_int_equal(opens(&arena, summary_sealed(&arena, block)), row->is_good);
  summary_builder_release(&builder);
  arena_release(&arena);
}
TEST_TABLE("paths and names", text_rows, judges_texts)

static void refuses_halves(void) {
  Arena arena = {0};
  SummaryBuilder builder = {0};
  sample_fill(&builder);
  summary_builder_name(&builder, STR("\xc3"));
  summary_builder_name(&builder, STR("\xa4")); // together they are a letter
  Str block = summary_builder_finish(&arena, &builder, STR("a.py"), sample_source());
  assert_false(opens(&arena, summary_sealed(&arena, block)));
  summary_builder_release(&builder);
  arena_release(&arena);
}
TEST_CASE("two names do not share a character", refuses_halves)

typedef struct HeaderRow {
  const char *name;
  size_t offset;
  const char *want;
} HeaderRow;

static const HeaderRow header_rows[] = {
    {"magic", offsetof(SummaryHeader, magic), "not a summary"},
    {"version", offsetof(SummaryHeader, version),
     "a summary of version 8, but this nostall reads version 11"},
    {"size", offsetof(SummaryHeader, block_bytes),
     "damaged summary: its size is not what its header says"},
    {"count", offsetof(SummaryHeader, fact_counts),
     "damaged summary: its size is not what its header says"},
    {"hash of the facts", offsetof(SummaryHeader, facts_hash),
     "damaged summary: its hash is not what its header says"},
    {"hash of the head", offsetof(SummaryHeader, head_hash),
     "damaged summary: its hash is not what its header says"},
    {"hash of the positions", offsetof(SummaryHeader, positions_hash),
     "damaged summary: its hash is not what its header says"},
    {"source", offsetof(SummaryHeader, source_hash),
     "damaged summary: its hash is not what its header says"},
};

static void tells_why(const HeaderRow *row) {
  Arena arena = {0};
  Str good = sample_block(&arena);
  char *copy = copy_block(&arena, good, good.size);
  copy[row->offset] = (char)(copy[row->offset] ^ 3);
  Summary summary = {0};
  Error err = {0};
  assert_false(summary_open((Str){copy, good.size}, &summary, &err));
  assert_string_equal(err.text, row->want);
  arena_release(&arena);
}
TEST_TABLE("damage to the header", header_rows, tells_why)

TEST_MAIN(&opens_sample_table, &refuses_parts_table, &refuses_shifted_table, &notices_changes_table,
          &mutates_table, &refuses_table, &judges_texts_table, &refuses_halves_table,
          &tells_why_table)
