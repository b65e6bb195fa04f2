// The example ran in the same process as the probe, so its evidence is a stranger's text: every
// value is looked at before it is taken, and numbers of things are bounded.
#include "verify/evidence.h"

#include <jansson.h>

#include <string.h>

#define THINGS_MAX  100000
#define DEPTH_FLAGS JSON_REJECT_DUPLICATES

static Str copy_text(Arena *arena, const json_t *value) {
  if (json_is_null(value)) return STR("null");
  if (json_is_true(value)) return STR("true");
  if (json_is_false(value)) return STR("false");
  if (json_is_integer(value)) return str_print(arena, "%lld", (long long)json_integer_value(value));
  if (!json_is_string(value)) return (Str){0};
  return str_copy(arena, (Str){json_string_value(value), json_string_length(value)});
}

static double number_at(const json_t *object, const char *key) {
  double value = json_number_value(json_object_get(object, key));
  return value > -1e15 && value < 1e15 ? value : 0;
}

static uint64_t count_at(const json_t *object, const char *key) {
  double value = number_at(object, key);
  return value > 0 ? (uint64_t)value : 0;
}

static size_t size_of(const json_t *array) {
  size_t count = json_array_size(array);
  return count < THINGS_MAX ? count : THINGS_MAX;
}

static void read_stack(Arena *arena, const json_t *stack, Observation *out) {
  for (size_t i = 0; i < size_of(stack); i++) {
    const json_t *place = json_array_get(stack, i);
    json_int_t line = json_integer_value(json_array_get(place, 1));
    EvidencePlace read = {.line = line > 0 && line < INT32_MAX ? (uint32_t)line : 0,
                          .function = copy_text(arena, json_array_get(place, 2))};
    array_push(arena, &out->stack, read);
  }
}

static void read_facts(Arena *arena, json_t *facts, Observation *out) {
  const char *key = NULL;
  json_t *value = NULL;
  json_object_foreach(facts, key, value) {
    EvidenceFact fact = {str_copy(arena, str_from_c(key)), copy_text(arena, value)};
    array_push(arena, &out->facts, fact);
  }
}

static Observation read_observation(Arena *arena, const json_t *object) {
  const json_t *measured = json_object_get(object, "measured");
  Observation out = {.kind = copy_text(arena, json_object_get(object, "kind")),
                     .run = (uint32_t)count_at(object, "run"),
                     .at_ms = number_at(measured, "at_ms"),
                     .ms = number_at(measured, "ms"),
                     .sure_ms = number_at(measured, "sure_ms"),
                     .beats_due = count_at(measured, "beats_due"),
                     .beats = count_at(measured, "beats"),
                     .calls = count_at(measured, "calls")};
  read_stack(arena, json_object_get(object, "stack"), &out);
  read_facts(arena, json_object_get(object, "facts"), &out);
  return out;
}

static void read_timeline(Arena *arena, const json_t *timeline, Evidence *out) {
  const json_t *turns = json_object_get(timeline, "turns");
  for (size_t i = 0; i < size_of(turns); i++) {
    const json_t *turn = json_array_get(turns, i);
    EvidenceSpan span = {.start_ms = json_number_value(json_array_get(turn, 0)),
                         .end_ms = json_number_value(json_array_get(turn, 1))};
    array_push(arena, &out->turns, span);
  }
  const json_t *beats = json_object_get(timeline, "beats");
  for (size_t i = 0; i < size_of(beats); i++)
    array_push(arena, &out->beats, json_number_value(json_array_get(beats, i)));
  const json_t *tasks = json_object_get(timeline, "tasks");
  for (size_t i = 0; i < size_of(tasks); i++) {
    const json_t *task = json_array_get(tasks, i);
    EvidenceSpan span = {.name = copy_text(arena, json_array_get(task, 0)),
                         .start_ms = json_number_value(json_array_get(task, 1)),
                         .end_ms = json_number_value(json_array_get(task, 2))};
    array_push(arena, &out->tasks, span);
  }
}

static void read_root(Arena *arena, const json_t *root, Evidence *out) {
  const json_t *outcomes = json_object_get(json_object_get(root, "facts"), "outcomes");
  for (size_t i = 0; i < size_of(outcomes); i++)
    array_push(arena, &out->outcomes, copy_text(arena, json_array_get(outcomes, i)));
  const json_t *observations = json_object_get(root, "observations");
  for (size_t i = 0; i < size_of(observations); i++)
    array_push(arena, &out->observations, read_observation(arena, json_array_get(observations, i)));
  const json_t *stubs = json_object_get(root, "stubs");
  for (size_t i = 0; i < size_of(stubs); i++)
    array_push(arena, &out->stubs, copy_text(arena, json_array_get(stubs, i)));
  const json_t *measured = json_object_get(root, "measured");
  out->turn_count = count_at(measured, "turns");
  out->heartbeats = count_at(measured, "heartbeats");
  out->longest_turn_ms = number_at(measured, "longest_turn_ms");
  out->is_disturbed = json_is_true(json_object_get(measured, "is_disturbed"));
  read_timeline(arena, json_object_get(root, "timeline"), out);
}

bool evidence_parse(Arena *arena, Str text, Evidence *out, Error *err) {
  *out = (Evidence){0};
  json_error_t problem = {0};
  json_t *root = json_loadb(text.at ? text.at : "", text.size, DEPTH_FLAGS, &problem);
  Str schema = {json_string_value(json_object_get(root, "schema")),
                json_string_length(json_object_get(root, "schema"))};
  bool is_ours = root && str_equal_c(schema, "async-evidence/1");
  if (is_ours) read_root(arena, root, out);
  json_decref(root);
  return is_ours || error_set(err, FAIL_FORMAT, "the evidence is no async-evidence/1");
}

Str observation_fact(const Observation *observation, const char *key) {
  for (size_t i = 0; i < observation->facts.count; i++) {
    if (str_equal_c(observation->facts.at[i].key, key)) return observation->facts.at[i].value;
  }
  return (Str){0};
}
