// Names with habits, and names that only look like them.
#include "knowledge/knowledge.h"
#include "support/test.h"

typedef struct Row {
  const char *name;
  Habit habit;
  const char *dotted;
  bool is_known;
} Row;

static const Row rows[] = {
    {"a plain name", HABIT_SLEEPS, "asyncio.sleep", true},
    {"another habit", HABIT_CHECKPOINT, "asyncio.sleep", false},
    {"a choice", HABIT_SCOPE, "trio.fail_at", true},
    {"the last choice", HABIT_SCOPE, "anyio.CancelScope", true},
    {"two choices", HABIT_LIMITS, "anyio.CapacityLimiter", true},
    {"choices with dots", HABIT_ASKS, "aiohttp.ClientSession.head", true},
    {"behind a choice", HABIT_QUEUE_GET, "asyncio.PriorityQueue.get_nowait", true},
    {"a prefix of a choice", HABIT_SCOPE, "trio.fail", false},
    {"more than a name", HABIT_SLEEPS, "asyncio.sleep_until", false},
    {"less than a name", HABIT_SLEEPS, "asyncio.slee", false},
    {"only the module", HABIT_SLEEPS, "asyncio.", false},
    {"nothing", HABIT_SLEEPS, "", false},
};

static void finds(const Row *row) {
  const Practice *practice = practice_find(row->habit, str_from_c(row->dotted));
  assert_int_equal(practice != NULL, row->is_known);
}
TEST_TABLE("practice_find", rows, finds)

static const Row ends[] = {
    {"a plain name's", HABIT_DEPRECATED, "iscoroutinefunction", true},
    {"a choice", HABIT_DEPRECATED, "get_event_loop_policy", true},
    {"one beside a choice with dots", HABIT_DEPRECATED, "TimeoutError", true},
    {"the whole name", HABIT_DEPRECATED, "asyncio.iscoroutinefunction", false},
    {"another habit's", HABIT_DEPRECATED, "to_thread", false},
    {"less than a name", HABIT_DEPRECATED, "get_event", false},
    {"nothing", HABIT_DEPRECATED, "", false},
};

static void finds_end(const Row *row) {
  assert_int_equal(practice_ends_so(row->habit, str_from_c(row->dotted)), row->is_known);
}
TEST_TABLE("practice_ends_so", ends, finds_end)

static void have_sources(void) {
  Practices all = practice_all();
  for (size_t i = 0; i < all.count; i++) {
    const Practice *one = &all.at[i];
    if (!one->source || !str_has_prefix(str_from_c(one->source), STR("https://")))
      fail_msg("%s has no source", one->name);
    if (one->until > 0) assert_true(one->since < one->until);
  }
}
TEST_CASE("each has a source, and is replaced before it goes", have_sources)

TEST_MAIN(&finds_table, &finds_end_table, &have_sources_table)
