// Growable arrays.
#include "base/array.h"
#include "support/test.h"

typedef struct Row {
  const char *name;
  size_t count;
} Row;

static const Row rows[] = {
    {"none", 0}, {"one", 1}, {"as many as fit at first", 8}, {"one more", 9}, {"many", 100000},
};

static void pushes(const Row *row) {
  Arena arena = {0};
  Array(uint64_t) numbers = {0};
  for (size_t i = 0; i < row->count; i++)
    array_push(&arena, &numbers, i * i);
  assert_int_equal(numbers.count, row->count);
  assert_true(numbers.capacity >= row->count);
  for (size_t i = 0; i < row->count; i++)
    assert_int_equal(numbers.at[i], i * i);
  arena_release(&arena);
}
TEST_TABLE("array_push", rows, pushes)

static void reserves(const Row *row) {
  Arena arena = {0};
  Array(uint16_t) numbers = {0};
  array_push(&arena, &numbers, 7);
  array_reserve(&arena, &numbers, row->count);
  assert_true(numbers.capacity >= row->count + 1);
  const uint16_t *before = numbers.at;
  for (size_t i = 0; i < row->count; i++)
    array_push(&arena, &numbers, (uint16_t)i);
  assert_ptr_equal(numbers.at, before); // nothing moved
  assert_int_equal(numbers.at[0], 7);
  arena_release(&arena);
}
TEST_TABLE("array_reserve", rows, reserves)

static void reserves_exactly(const Row *row) {
  Arena arena = {0};
  Array(uint16_t) numbers = {0};
  array_reserve_exactly(&arena, &numbers, row->count);
  assert_int_equal(numbers.capacity, row->count);
  for (size_t i = 0; i <= row->count; i++) // and one more
    array_push(&arena, &numbers, (uint16_t)i);
  for (size_t i = 0; i <= row->count; i++)
    assert_int_equal(numbers.at[i], (uint16_t)i);
  arena_release(&arena);
}
TEST_TABLE("array_reserve_exactly", rows, reserves_exactly)

TEST_MAIN(&pushes_table, &reserves_table, &reserves_exactly_table)
