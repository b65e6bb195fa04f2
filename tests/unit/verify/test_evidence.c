// Evidence comes from the process that ran the example: nothing in it is believed.
#include "support/test.h"
#include "verify/tell.h"

#define HEAD "{\"schema\": \"async-evidence/1\", "

typedef struct Refused {
  const char *name;
  Str text;
} Refused;

static const Refused refused[] = {
    {"nothing", {"", 0}},
    {"no JSON", {"{", 1}},
    {"bytes", {"\xff\x00\xfe", 3}},
    {"no object", {"[]", 2}},
    {"another schema", {"{\"schema\": \"async-evidence/2\"}", 30}},
    {"a schema that is no text", {"{\"schema\": 1}", 13}},
};

static void refuses(const Refused *row) {
  Arena arena = {0};
  Evidence evidence = {0};
  Error error = {0};
  assert_false(evidence_parse(&arena, row->text, &evidence, &error));
  assert_int_equal(error.kind, FAIL_FORMAT);
  arena_release(&arena);
}
TEST_TABLE("evidence_parse refuses", refused, refuses)

typedef struct Odd {
  const char *name;
  const char *text;
} Odd;

static const Odd odd[] = {
    {"nothing in it", HEAD "\"facts\": {}}"},
    {"lists that are none", HEAD "\"observations\": {\"a\": 1}, \"timeline\": [], \"facts\": 3}"},
    {"observations of nothing", HEAD "\"observations\": [null, 1, [], {}, {\"kind\": 7}]}"},
    {"stacks of nothing",
     HEAD "\"observations\": [{\"kind\": \"x\", \"stack\": [null, [], [1], [\"a\", -4]]}]}"},
    {"huge numbers", HEAD "\"observations\": [{\"kind\": \"x\", \"run\": 1e300, \"measured\": "
                          "{\"ms\": 1e308, \"calls\": -5}}]}"},
    {"turns of nothing",
     HEAD "\"timeline\": {\"turns\": [1, [], [\"a\"]], \"tasks\": [[]], \"beats\": [{}]}}"},
};

// What it means does not matter; that it can be told does.
static void survives(const Odd *row) {
  Arena arena = {0};
  Evidence evidence = {0};
  Error error = {0};
  assert_success(evidence_parse(&arena, str_from_c(row->text), &evidence, &error), &error);
  for (size_t i = 0; i < evidence.observations.count; i++) {
    (void)tell_observation(&arena, &evidence.observations.at[i], true);
    (void)tell_line(&evidence.observations.at[i]);
    (void)tell_is_repeated(&evidence, i);
  }
  (void)tell_good(&arena, &evidence);
  arena_release(&arena);
}
TEST_TABLE("evidence_parse takes odd values", odd, survives)

typedef struct Told {
  const char *name;
  const char *observation;
  const char *exact;
  const char *of_every_run;
} Told;

static const Told told[] = {
    {"a stall",
     "{\"kind\": \"loop-stall\", \"stack\": [[\"b\", 9, \"f\"]], \"facts\": {\"cause\": "
     "\"blocked\","
     "\"primitive\": \"time.sleep\"}, \"measured\": {\"ms\": 200.4, \"beats_due\": 40, \"beats\": "
     "0}}",
     "`time.sleep` held the loop for 200 ms; 0 of 40 heartbeats ran",
     "`time.sleep` held the loop, and no heartbeat ran"},
    {"a stall in a helper",
     "{\"kind\": \"loop-stall\", \"stack\": [[\"b\", 3, \"f\"], [\"b\", 9, \"g\"]], \"facts\": "
     "{\"cause\":"
     "\"blocked\", \"primitive\": null}, \"measured\": {\"ms\": 200.4, \"beats_due\": 40}}",
     "this line, in `f` at line 3, held the loop for 200 ms; 0 of 40 heartbeats ran",
     "this line, in `f` at line 3, held the loop, and no heartbeat ran"},
    {"many calls",
     "{\"kind\": \"loop-stall\", \"facts\": {\"cause\": \"many-calls\", \"primitive\": null},"
     "\"measured\": {\"calls\": 1200}}",
     "1200 calls to the file system in one turn of the loop",
     "hundreds of calls to the file system in one turn of the loop"},
    {"a coroutine",
     "{\"kind\": \"coroutine-never-awaited\", \"facts\": {\"coroutine\": \"Store.save\"}}",
     "the coroutine `Store.save` was never awaited",
     "the coroutine `Store.save` was never awaited"},
    {"a cancellation",
     "{\"kind\": \"cancellation-swallowed\", \"stack\": [[\"b\", 3, \"f\"], [\"b\", 4, \"f\"]],"
     "\"facts\": {\"then\": \"went on\"}}",
     "the task was cancelled here; line 4 took it, and the task went on",
     "the task was cancelled here; line 4 took it, and the task went on"},
    {"a kind from the future", "{\"kind\": \"time-travel\"}", "time-travel", "time-travel"},
};

static void tells(const Told *row) {
  Arena arena = {0};
  Evidence evidence = {0};
  Error error = {0};
  Str text = str_print(&arena, HEAD "\"observations\": [%s]}", row->observation);
  assert_success(evidence_parse(&arena, text, &evidence, &error), &error);
  const Observation *seen = &evidence.observations.at[0];
  assert_str_equal(tell_observation(&arena, seen, true), str_from_c(row->exact));
  assert_str_equal(tell_observation(&arena, seen, false), str_from_c(row->of_every_run));
  arena_release(&arena);
}
TEST_TABLE("tell_observation", told, tells)

typedef struct Good {
  const char *name;
  const char *measured;
  uint64_t due;
  const char *exact;
  const char *of_every_run;
} Good;

static const Good goods[] = {
    {"nothing was asked", "{\"turns\": 3, \"heartbeats\": 2, \"longest_turn_ms\": 1}", 0,
     "none of it; 2 heartbeats ran, no turn took longer than 1 ms", "none of it"},
    {"a busy machine", "{\"turns\": 3, \"heartbeats\": 1, \"longest_turn_ms\": 9}", 0,
     "none of it; 1 heartbeat ran, no turn took longer than 9 ms", "none of it"},
    {"none", "{\"turns\": 3, \"heartbeats\": 0}", 0, "none of it in 3 turns of the loop",
     "none of it"},
    {"so many were asked", "{\"turns\": 30, \"heartbeats\": 20, \"longest_turn_ms\": 1}", 10,
     "none of it; 20 heartbeats ran, no turn took longer than 1 ms",
     "none of it; the heartbeats went on"},
};

static void praises(const Good *row) {
  Arena arena = {0};
  Evidence evidence = {0};
  Error error = {0};
  Str text = str_print(&arena, HEAD "\"measured\": %s}", row->measured);
  assert_success(evidence_parse(&arena, text, &evidence, &error), &error);
  assert_str_equal(tell_good(&arena, &evidence), str_from_c(row->exact));
  assert_str_equal(tell_promise(row->due), str_from_c(row->of_every_run));
  arena_release(&arena);
}
TEST_TABLE("tell_good", goods, praises)

TEST_MAIN(&refuses_table, &survives_table, &tells_table, &praises_table)
