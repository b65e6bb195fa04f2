// Entries are written as "fingerprint:count"; the path is the fingerprint, too.
#include "baseline/baseline.h"
#include "support/test.h"

#include <string.h>

static Baseline parse_entries(Arena *arena, const char *text) {
  BaselineEntry *entries = arena_push(arena, BaselineEntry, strlen(text) + 1);
  size_t count = 0;
  for (Str rest = str_from_c(text); rest.size > 0;) {
    Str word = str_cut(&rest, ' ');
    entries[count++] = (BaselineEntry){.path = str_slice(word, 0, 1),
                                       .rule = STR("r"),
                                       .message = STR("m"),
                                       .fingerprint = (uint64_t)word.at[0],
                                       .count = (uint32_t)(word.at[2] - '0')};
  }
  return (Baseline){entries, count};
}

static Str print_entries(Arena *arena, const Baseline *baseline) {
  Str out = STR("");
  for (size_t i = 0; i < baseline->count; i++)
    out = str_print(arena, "%.*s%s%.*s:%u", STR_ARG(out), i > 0 ? " " : "",
                    STR_ARG(baseline->at[i].path), baseline->at[i].count);
  return out;
}

// Capitals were not looked for.
static bool is_capital(void *context, const BaselineEntry *entry) {
  (void)context;
  return entry->path.at[0] >= 'A' && entry->path.at[0] <= 'Z';
}

typedef struct Row {
  const char *name;
  const char *old, *now;
  const char *introduced, *fixed, *preexisting;
  const char *pruned, *renewed;
} Row;

static const Row rows[] = {
    {"nothing", "", "", "", "", "", "", ""},
    {"the same", "a:1 b:2", "a:1 b:2", "", "", "a:1 b:2", "a:1 b:2", "a:1 b:2"},
    {"new", "", "a:1", "a:1", "", "", "", "a:1"},
    {"gone", "a:1", "", "", "a:1", "", "", ""},
    {"more of the same", "a:1", "a:3", "a:2", "", "a:1", "a:1", "a:3"},
    {"less of the same", "a:3", "a:1", "", "a:2", "a:1", "a:1", "a:1"},
    {"one for another", "a:1", "b:1", "b:1", "a:1", "", "", "b:1"},
    {"not looked for", "A:2 b:1", "b:1", "", "A:2", "b:1", "A:2 b:1", "A:2 b:1"},
    {"in order", "", "c:1 a:1 b:1", "c:1 a:1 b:1", "", "", "", "a:1 b:1 c:1"},
    {"twice the same entry", "a:1 a:1", "a:1", "", "a:1", "a:1", "a:1", "a:1"},
};

static void compares(const Row *row) {
  Arena arena = {0};
  Baseline old = parse_entries(&arena, row->old);
  Baseline now = parse_entries(&arena, row->now);
  BaselineDiff diff = baseline_diff(&arena, &old, &now);
  BaselineKeep keep = {is_capital, NULL};
  assert_str_equal(print_entries(&arena, &diff.introduced), str_from_c(row->introduced));
  assert_str_equal(print_entries(&arena, &diff.fixed), str_from_c(row->fixed));
  assert_str_equal(print_entries(&arena, &diff.preexisting), str_from_c(row->preexisting));
  Baseline pruned = baseline_prune(&arena, &old, &now, keep);
  assert_str_equal(print_entries(&arena, &pruned), str_from_c(row->pruned));
  Baseline renewed = baseline_renew(&arena, &old, &now, keep);
  assert_str_equal(print_entries(&arena, &renewed), str_from_c(row->renewed));
  arena_release(&arena);
}
TEST_TABLE("baseline_diff, baseline_prune, baseline_renew", rows, compares)

// What is written is read again, and written the same.
static void reads_what_it_writes(void) {
  Arena arena = {0};
  BaselineEntry entries[] = {
      {STR("a \"quoted\" \\ path.py"), STR("rule"), STR("`x` — it"), 0xfedcba9876543210u, 3},
      {STR("no \xff UTF-8\n.py"), STR("rule"), STR("m"), 1, 1},
  };
  Baseline baseline = {entries, COUNT_OF(entries)}, again = {0};
  Error error = {0};
  Str text = baseline_print(&arena, &baseline);
  assert_true(baseline_parse(&arena, text, &again, &error));
  assert_int_equal(again.count, 2);
  assert_true(again.at[0].fingerprint == entries[0].fingerprint);
  assert_str_equal(again.at[0].path, entries[0].path);
  assert_str_equal(again.at[1].path, STR("no ? UTF-8?.py"));
  assert_str_equal(baseline_print(&arena, &again), text);
  arena_release(&arena);
}
TEST_CASE("baseline_parse reads what baseline_print writes", reads_what_it_writes)

TEST_MAIN(&compares_table, &reads_what_it_writes_table)
