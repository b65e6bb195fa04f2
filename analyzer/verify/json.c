// For programs: docs/evidence.schema.json. The evidence of a probe goes out as it came in, under
// what we know of the run.
#include "verify/tell.h"

#include <jansson.h>

static json_t *make_text(Str text) {
  json_t *value = json_stringn(text.size > 0 ? text.at : "", text.size);
  return value ? value : json_string("(no text)");
}

static void set(json_t *object, const char *key, json_t *value) {
  if (json_object_set_new(object, key, value) != 0) base_fatal("out of memory: cannot make JSON");
}

static json_t *make_isolation(const VerifyResult *result) {
  json_t *object = json_object();
  set(object, "network",
      json_string(result->is_loopback_only ? "loopback-namespace" : "not-isolated"));
  set(object, "files", json_string(result->is_read_only ? "own-folder" : "not-isolated"));
  set(object, "processes", json_string(result->has_own_processes ? "namespace" : "group"));
  return object;
}

static json_t *make_side(const VerifySide *side) {
  json_t *object = json_object();
  set(object, "file", make_text(side->file));
  set(object, "holds", json_boolean(side->failure.size == 0 && side->evidence.size > 0));
  set(object, "failure", side->failure.size > 0 ? make_text(side->failure) : json_null());
  set(object, "attempts", json_integer(side->attempts));
  json_t *evidence =
      json_loadb(side->evidence.at ? side->evidence.at : "", side->evidence.size, 0, NULL);
  set(object, "evidence", evidence ? evidence : json_null());
  return object;
}

static void add_line(json_t *lines, Arena *arena, Str file, uint32_t line, Str text) {
  Str place = line > 0 ? str_print(arena, "`%.*s` line %u: ", STR_ARG(file), line)
                       : str_print(arena, "`%.*s`: ", STR_ARG(file));
  json_array_append_new(lines,
                        make_text(str_print(arena, "%.*s%.*s", STR_ARG(place), STR_ARG(text))));
}

// Sentences that are true of every run: rule pages show them.
static json_t *make_summary(Arena *arena, const Verification *one) {
  json_t *lines = json_array();
  Evidence bad = {0};
  Error error = {0};
  if (one->verdict != VERDICT_PROVEN || !evidence_parse(arena, one->bad.evidence, &bad, &error))
    return lines;
  for (size_t i = 0; i < bad.observations.count; i++) {
    const Observation *seen = &bad.observations.at[i];
    if (tell_is_repeated(&bad, i)) continue;
    add_line(lines, arena, one->bad.file, tell_line(seen), tell_observation(arena, seen, false));
  }
  add_line(lines, arena, one->good.file, 0, tell_promise(one->good.heartbeats_due));
  return lines;
}

static json_t *make_one(const Verification *one) {
  Arena arena = {0};
  json_t *object = json_object();
  set(object, "rule", make_text(one->id));
  set(object, "language", make_text(one->language));
  set(object, "clock", make_text(one->clock));
  set(object, "verdict", json_string(verdict_name(one->verdict)));
  set(object, "reason", one->reason.size > 0 ? make_text(one->reason) : json_null());
  set(object, "summary", make_summary(&arena, one));
  set(object, "bad", make_side(&one->bad));
  set(object, "good", make_side(&one->good));
  arena_release(&arena);
  return object;
}

static json_t *make_tools(const VerifyResult *result) {
  json_t *list = json_array();
  for (size_t i = 0; i < result->tool_count; i++) {
    const VerifyTool *tool = &result->tools[i];
    json_t *object = json_object();
    set(object, "language", make_text(tool->language));
    set(object, "name", make_text(tool->name));
    set(object, "path", tool->path.size > 0 ? make_text(tool->path) : json_null());
    json_array_append_new(list, object);
  }
  return list;
}

void verify_write_json(const VerifyResult *result, FILE *out) {
  json_t *root = json_object();
  set(root, "schema", json_string("nostall-verify/1"));
  set(root, "tools", make_tools(result));
  set(root, "isolation", make_isolation(result));
  set(root, "elapsed_ms", json_integer(result->elapsed_ms));
  json_t *rules = json_array();
  for (size_t i = 0; i < result->count; i++)
    json_array_append_new(rules, make_one(&result->at[i]));
  set(root, "rules", rules);
  (void)json_dumpf(root, out, JSON_INDENT(1));
  fputc('\n', out);
  json_decref(root);
}
