// Stamps: which of them say that nothing changed.
#include "session/stamp.h"
#include "support/test.h"

#define SECOND INT64_C(1000000000)
#define NOW    (1000 * SECOND + 5)

typedef struct Row {
  const char *name;
  int64_t modified_ns, changed_ns;
  bool is_settled;
} Row;

static const Row rows[] = {
    {"long ago", 5, 7, true},
    {"a tenth of a second ago", NOW - SECOND / 10, NOW - SECOND / 10, true},
    {"in the last tick", NOW - 1000, NOW - 1000, false},
    {"rounded to the second, in the last of them", 999 * SECOND, 999 * SECOND, false},
    {"rounded to the second, before", 997 * SECOND, 997 * SECOND, true},
    {"modified in the future", NOW + SECOND, 7, false},
    {"set back, but changed just now", 5, NOW - 1000, false},
};

static void settles(const Row *row) {
  Stamp stamp = {
      .size_bytes = 1, .modified_ns = row->modified_ns, .changed_ns = row->changed_ns, .inode = 3};
  Stamp kept = stamp_settled(stamp, NOW);
  assert_int_equal(stamp_equal(kept, stamp), row->is_settled);
  assert_int_equal(kept.inode != 0, row->is_settled);
}
TEST_TABLE("stamp_settled", rows, settles)

static void differ(void) {
  Stamp a = {.size_bytes = 1, .modified_ns = 2, .changed_ns = 3, .inode = 4};
  Stamp sized = a, modified = a, changed = a, other = a;
  sized.size_bytes++;
  modified.modified_ns++;
  changed.changed_ns++;
  other.inode++;
  assert_true(stamp_equal(a, a));
  assert_false(stamp_equal(a, sized) || stamp_equal(a, modified) || stamp_equal(a, changed) ||
               stamp_equal(a, other));
  assert_false(stamp_equal((Stamp){0}, (Stamp){0}));
}
TEST_CASE("every part of a stamp counts", differ)

TEST_MAIN(&settles_table, &differ_table)
