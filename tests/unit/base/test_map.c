// Maps and interners: what was put in is found again, in the order of first sight.
#include "base/map.h"
#include "support/test.h"

typedef struct Row {
  const char *name;
  uint32_t count;
  uint64_t step; // between keys
} Row;

static const Row rows[] = {
    {"empty", 0, 1},
    {"one", 1, 1},
    {"before the first growth", 32, 1},
    {"behind it", 33, 1},
    {"many, counting up", 50000, 1},
    {"many, far apart", 50000, (uint64_t)1 << 32},
    {"many, in steps of a page", 50000, 4096},
    {"many, all over", 50000, 0x9e3779b97f4a7c15u},
};

static void maps(const Row *row) {
  Arena arena = {0};
  Map map = {0};
  for (uint32_t i = 0; i < row->count; i++) {
    assert_null(map_find(&map, i * row->step));
    assert_int_equal(*map_insert(&arena, &map, i * row->step, i), i);
  }
  for (uint32_t i = 0; i < row->count; i++) {
    uint32_t *value = map_insert(&arena, &map, i * row->step, UINT32_MAX);
    assert_int_equal((*value)++, i);
  }
  assert_int_equal(map.count, row->count);
  for (uint32_t i = 0; i < row->count; i++) {
    assert_int_equal(map.keys[i], i * row->step);
    assert_int_equal(map.values[i], i + 1);
    assert_ptr_equal(map_find(&map, map.keys[i]), &map.values[i]);
  }
  assert_null(map_find(&map, row->count * row->step + 1));
  arena_release(&arena);
}
TEST_TABLE("map", rows, maps)

static Str numbered(Arena *arena, uint32_t number) {
  return str_print(arena, "name_%u", number);
}

static void interns(const Row *row) {
  Arena arena = {0};
  Interner interner = {0};
  for (uint32_t i = 0; i < row->count; i++) {
    Str name = numbered(&arena, i);
    assert_int_equal(interner_find(&interner, name), INTERNER_NONE);
    assert_int_equal(interner_add(&arena, &interner, name), i);
    assert_ptr_equal(interner.strings[i].at, name.at);
  }
  for (uint32_t i = 0; i < row->count; i++) {
    Str again = numbered(&arena, i);
    assert_int_equal(interner_find(&interner, again), i);
    assert_int_equal(interner_add(&arena, &interner, again), i);
  }
  assert_int_equal(interner.count, row->count);
  arena_release(&arena);
}
TEST_TABLE("interner_add", rows, interns)

typedef struct TextRow {
  const char *name;
  Str text;
} TextRow;

static const TextRow text_rows[] = {
    {"empty", {"", 0}},        {"empty without bytes", {NULL, 0}},
    {"a NUL", {"\0", 1}},      {"two NULs", {"\0\0", 2}},
    {"a letter", {"a", 1}},    {"its other case", {"A", 1}},
    {"a prefix", {"self", 4}}, {"what it is a prefix of", {"self_", 5}},
};

static void interns_text(const TextRow *row) {
  Arena arena = {0};
  Interner interner = {0};
  uint32_t distinct = 0;
  for (size_t i = 0; i < COUNT_OF(text_rows); i++) {
    bool is_new = interner_find(&interner, text_rows[i].text) == INTERNER_NONE;
    uint32_t id = interner_add(&arena, &interner, text_rows[i].text);
    assert_true(!is_new || id == distinct);
    distinct += is_new;
  }
  assert_int_equal(distinct, COUNT_OF(text_rows) - 1); // both empty strings are one
  assert_str_equal(interner.strings[interner_find(&interner, row->text)], row->text);
  arena_release(&arena);
}
TEST_TABLE("interner tells texts apart", text_rows, interns_text)

static void copies(void) {
  Arena arena = {0};
  Interner interner = {0};
  char name[] = "name";
  assert_int_equal(interner_add_copy(&arena, &interner, (Str){name, 4}), 0);
  assert_int_equal(interner_add_copy(&arena, &interner, (Str){name, 4}), 0);
  name[0] = 'x';
  assert_str_equal(interner.strings[0], STR("name"));
  assert_int_equal(interner_add_copy(&arena, &interner, (Str){name, 4}), 1);
  arena_release(&arena);
}
TEST_CASE("interner_add_copy", copies)

// Few strings in a large table are taken out one by one, many all at once.
static void clears(const Row *row) {
  Arena arena = {0};
  Interner interner = {0};
  for (uint32_t i = 0; i < 50000; i++)
    interner_add(&arena, &interner, numbered(&arena, i));
  interner_clear(&interner);
  for (int round = 0; round < 3; round++) {
    for (uint32_t i = 0; i < row->count; i++) {
      Str name = numbered(&arena, i + 7);
      assert_int_equal(interner_find(&interner, name), INTERNER_NONE);
      assert_int_equal(interner_add(&arena, &interner, name), i);
    }
    assert_int_equal(interner.count, row->count);
    interner_clear(&interner);
    assert_int_equal(interner.count, 0);
    assert_int_equal(interner_find(&interner, STR("name_7")), INTERNER_NONE);
  }
  arena_release(&arena);
}
TEST_TABLE("interner_clear", rows, clears)

TEST_MAIN(&maps_table, &interns_table, &interns_text_table, &copies_table, &clears_table)
