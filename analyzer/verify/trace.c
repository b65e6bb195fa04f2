// The trace format of Chrome, which Perfetto opens: a process for each example, in it a lane for
// the loop's turns, one for the heartbeats, and one for each task.
#include "verify/tell.h"

#include <jansson.h>

typedef enum Lane { LANE_LOOP = 1, LANE_BEATS, LANE_SEEN, LANE_TASKS } Lane;

typedef struct Tracer {
  json_t *events;
  Arena *arena;
  int process;
} Tracer;

static json_t *make_text(Str text) {
  json_t *value = json_stringn(text.size > 0 ? text.at : "", text.size);
  return value ? value : json_string("(no text)");
}

static json_t *add(Tracer *tracer, const char *phase, Str name, int lane, double start_ms) {
  json_t *event = json_object();
  json_object_set_new(event, "ph", json_string(phase));
  json_object_set_new(event, "name", make_text(name));
  json_object_set_new(event, "pid", json_integer(tracer->process));
  json_object_set_new(event, "tid", json_integer(lane));
  json_object_set_new(event, "ts", json_real(start_ms * 1000));
  json_array_append_new(tracer->events, event);
  return event;
}

static void add_span(Tracer *tracer, Str name, int lane, double start_ms, double end_ms) {
  json_t *event = add(tracer, "X", name, lane, start_ms);
  json_object_set_new(event, "dur", json_real((end_ms - start_ms) * 1000));
}

static void name_lane(Tracer *tracer, const char *what, int lane, Str name) {
  json_t *event = add(tracer, "M", str_from_c(what), lane, 0);
  json_t *arguments = json_object();
  json_object_set_new(arguments, "name", make_text(name));
  json_object_set_new(event, "args", arguments);
}

static void add_observation(Tracer *tracer, const Observation *seen) {
  Str text = tell_observation(tracer->arena, seen, true);
  json_t *event = add(tracer, "X", text, LANE_SEEN, seen->at_ms);
  json_object_set_new(event, "dur", json_real(seen->ms * 1000));
  json_t *stack = json_array();
  for (size_t i = 0; i < seen->stack.count; i++) {
    const EvidencePlace *place = &seen->stack.at[i];
    Str line = str_print(tracer->arena, "line %u, %.*s", place->line, STR_ARG(place->function));
    json_array_append_new(stack, make_text(line));
  }
  json_t *arguments = json_object();
  json_object_set_new(arguments, "stack", stack);
  json_object_set_new(event, "args", arguments);
}

static void add_side(Tracer *tracer, const Verification *one, const VerifySide *side) {
  Evidence evidence = {0};
  Error error = {0};
  if (!evidence_parse(tracer->arena, side->evidence, &evidence, &error)) return;
  tracer->process++;
  Str name = str_print(tracer->arena, "%.*s %.*s", STR_ARG(one->id), STR_ARG(side->file));
  name_lane(tracer, "process_name", 0, name);
  name_lane(tracer, "thread_name", LANE_LOOP, STR("loop"));
  name_lane(tracer, "thread_name", LANE_BEATS, STR("heartbeats"));
  name_lane(tracer, "thread_name", LANE_SEEN, STR("seen"));
  for (size_t i = 0; i < evidence.turns.count; i++)
    add_span(tracer, STR("turn"), LANE_LOOP, evidence.turns.at[i].start_ms,
             evidence.turns.at[i].end_ms);
  for (size_t i = 0; i < evidence.beats.count; i++)
    json_object_set_new(add(tracer, "i", STR("heartbeat"), LANE_BEATS, evidence.beats.at[i]), "s",
                        json_string("t"));
  for (size_t i = 0; i < evidence.observations.count; i++)
    add_observation(tracer, &evidence.observations.at[i]);
  for (size_t i = 0; i < evidence.tasks.count; i++) {
    const EvidenceSpan *task = &evidence.tasks.at[i];
    int lane = LANE_TASKS + (int)i;
    name_lane(tracer, "thread_name", lane, STR("task"));
    add_span(tracer, task->name, lane, task->start_ms, task->end_ms);
  }
}

void verify_write_trace(const VerifyResult *result, FILE *out) {
  Arena arena = {0};
  Tracer tracer = {.events = json_array(), .arena = &arena};
  for (size_t i = 0; i < result->count; i++) {
    add_side(&tracer, &result->at[i], &result->at[i].bad);
    add_side(&tracer, &result->at[i], &result->at[i].good);
  }
  json_t *root = json_object();
  json_object_set_new(root, "displayTimeUnit", json_string("ms"));
  json_object_set_new(root, "traceEvents", tracer.events);
  (void)json_dumpf(root, out, JSON_COMPACT);
  fputc('\n', out);
  json_decref(root);
  arena_release(&arena);
}
