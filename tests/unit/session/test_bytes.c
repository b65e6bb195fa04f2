// Numbers and texts as bytes, and bytes that are none.
#include "session/bytes.h"
#include "support/test.h"

static void comes_back(void) {
  Arena arena = {0};
  ByteWriter writer = {.arena = &arena};
  bytes_put_number(&writer, UINT64_MAX);
  bytes_put_str(&writer, STR("text"));
  bytes_put_str(&writer, STR(""));
  bytes_put_number(&writer, 2);
  ByteReader reader = {.rest = bytes_written(&writer)};
  assert_true(bytes_number(&reader) == UINT64_MAX);
  assert_true(str_equal(bytes_str(&reader), STR("text")));
  assert_int_equal(bytes_str(&reader).size, 0);
  assert_int_equal(bytes_below(&reader, 3), 2);
  assert_false(reader.is_broken);
  assert_int_equal(bytes_number(&reader), 0);
  assert_true(reader.is_broken);
  arena_release(&arena);
}
TEST_CASE("what is put comes back", comes_back)

typedef struct Row {
  const char *name;
  uint64_t number; // in front of two bytes
} Row;

static const Row rows[] = {{"one byte too many", 3},
                           {"as many as there can be", UINT64_MAX},
                           {"half of them", UINT32_MAX}};

static void breaks(const Row *row) {
  Arena arena = {0};
  ByteWriter writer = {.arena = &arena};
  bytes_put_number(&writer, row->number);
  bytes_put(&writer, "ab", 2);
  ByteReader text = {.rest = bytes_written(&writer)};
  ByteReader count = text, below = text;
  assert_int_equal(bytes_str(&text).size, 0);
  assert_int_equal(bytes_count(&count, 1), 0);
  assert_int_equal(bytes_below(&below, row->number), 0);
  assert_true(text.is_broken && count.is_broken && below.is_broken);
  assert_int_equal(bytes_number(&text), 0);
  arena_release(&arena);
}
TEST_TABLE("bytes that say more than they have", rows, breaks)

TEST_MAIN(&comes_back_table, &breaks_table)
