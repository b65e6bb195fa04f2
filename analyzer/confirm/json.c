// For programs: docs/confirm.schema.json. Names of fields are those of findings, where they are the
// same thing.
#include "confirm/judge.h"

#include <jansson.h>

static json_t *checked(json_t *value) {
  if (!value) base_fatal("out of memory: cannot make a JSON value");
  return value;
}

// Names of files and functions may be any bytes; JSON is UTF-8.
static json_t *make_text(Str text) {
  json_t *value = json_stringn(text.size > 0 ? text.at : "", text.size);
  if (value) return value;
  Arena arena = {0};
  char *copy = str_to_c(&arena, text);
  for (size_t i = 0; i < text.size; i++) {
    if ((unsigned char)copy[i] >= 0x80) copy[i] = '?';
  }
  value = checked(json_stringn(copy, text.size));
  arena_release(&arena);
  return value;
}

static json_t *make_optional(Str text) {
  return text.size > 0 ? make_text(text) : checked(json_null());
}

static json_t *make_ms(double ms) {
  return checked(json_real((double)(uint64_t)(ms * 10 + 0.5) / 10));
}

static json_t *make_whole(uint64_t number) {
  return checked(json_integer((json_int_t)number));
}

static void set(json_t *object, const char *key, json_t *value) {
  if (json_object_set_new(object, key, value) != 0) base_fatal("out of memory: cannot make JSON");
}

static void push(json_t *list, json_t *value) {
  if (json_array_append_new(list, value) != 0) base_fatal("out of memory: cannot make JSON");
}

static json_t *make_position(uint32_t row, uint32_t column) {
  json_t *position = checked(json_object());
  set(position, "row", make_whole(row));
  set(position, "column", make_whole(column));
  return position;
}

static void set_place(json_t *object, const ConfirmPlace *place) {
  set(object, "filename", make_text(place->path));
  set(object, "location", make_position(place->line, place->column));
  set(object, "end_location", make_position(place->end_line, place->end_column));
}

static void set_tally(json_t *object, const ConfirmTally *tally) {
  json_t *tests = checked(json_array());
  for (size_t i = 0; i < tally->tests.count; i++)
    push(tests, make_text(tally->tests.at[i]));
  set(object, "count", make_whole(tally->count));
  set(object, "total_ms", make_ms(tally->total_ms));
  set(object, "longest_ms", make_ms(tally->longest_ms));
  set(object, "tests", tests);
}

static json_t *make_frame(const ConfirmFrame *frame) {
  json_t *object = checked(json_object());
  set(object, "filename", make_text(frame->path));
  set(object, "function", make_optional(frame->function));
  set(object, "row", frame->line > 0 ? make_whole(frame->line) : checked(json_null()));
  return object;
}

static json_t *make_seen(const ConfirmSeen *seen) {
  json_t *object = checked(json_object());
  json_t *stack = checked(json_array());
  for (size_t i = 0; i < seen->stack.count; i++)
    push(stack, make_frame(&seen->stack.at[i]));
  set(object, "kind", make_text(str_from_c(confirm_kind_name(seen->kind))));
  set(object, "cause", make_optional(seen->cause));
  set(object, "call", make_optional(seen->call));
  set(object, "coroutine", make_optional(seen->coroutine));
  set(object, "error", make_optional(seen->error));
  set(object, "stack", stack);
  return object;
}

static json_t *make_finding(const ConfirmFinding *finding, const ConfirmVerdict *verdict) {
  json_t *object = checked(json_object());
  json_t *sink = checked(json_object());
  set_place(sink, &finding->sink);
  set(object, "rule", make_text(finding->rule));
  set(object, "message", make_text(finding->message));
  set_place(object, &finding->place);
  set(object, "sink", sink);
  set(object, "confidence", make_text(finding->confidence));
  set(object, "fingerprint", make_text(finding->fingerprint));
  set(object, "is_listed", checked(json_boolean(finding->is_listed)));
  set(object, "is_suppressed", checked(json_boolean(finding->is_suppressed)));
  set(object, "status", make_text(str_from_c(confirm_status_name(verdict->status))));
  set_tally(object, &verdict->tally);
  set(object, "longest", verdict->longest ? make_seen(verdict->longest) : checked(json_null()));
  return object;
}

static json_t *make_findings(const ConfirmResult *result) {
  json_t *list = checked(json_array());
  for (size_t i = 0; i < result->options->finding_count; i++) {
    const ConfirmFinding *finding = &result->options->findings[i];
    const ConfirmVerdict *verdict = &result->verdicts[i];
    if (finding->is_listed || verdict->longest) push(list, make_finding(finding, verdict));
  }
  return list;
}

static json_t *make_misses(const ConfirmResult *result) {
  json_t *list = checked(json_array());
  for (size_t i = 0; i < result->misses.count; i++) {
    json_t *object = checked(json_object());
    set_tally(object, &result->misses.at[i].tally);
    set(object, "longest", make_seen(result->misses.at[i].longest));
    push(list, object);
  }
  return list;
}

static json_t *make_processes(const ConfirmResult *result) {
  json_t *list = checked(json_array());
  for (size_t i = 0; i < result->processes.count; i++) {
    const ConfirmProcess *process = &result->processes.at[i];
    json_t *object = checked(json_object());
    set(object, "pid", make_whole(process->pid));
    set(object, "runtime", make_text(process->runtime));
    set(object, "has_loop", checked(json_boolean(process->has_loop)));
    set(object, "has_reach", checked(json_boolean(process->has_reach)));
    push(list, object);
  }
  return list;
}

static json_t *make_command(const ConfirmResult *result) {
  json_t *object = checked(json_object());
  json_t *words = checked(json_array());
  for (size_t i = 0; result->options->command[i]; i++)
    push(words, make_text(str_from_c(result->options->command[i])));
  set(object, "words", words);
  set(object, "exit_code", make_whole((uint64_t)result->exit_code));
  set(object, "signal",
      result->signal ? make_whole((uint64_t)result->signal) : checked(json_null()));
  set(object, "elapsed_ms", make_whole(result->elapsed_ms));
  return object;
}

void confirm_write_json(const ConfirmResult *result, FILE *out) {
  json_t *root = checked(json_object());
  set(root, "schema", make_text(STR("nostall-confirm/1")));
  set(root, "command", make_command(result));
  set(root, "stall_ms", make_whole(result->options->stall_ms));
  set(root, "has_witness", checked(json_boolean(result->options->has_witness)));
  set(root, "processes", make_processes(result));
  set(root, "findings", make_findings(result));
  set(root, "missed", make_misses(result));
  set(root, "disturbed_turns", make_whole(result->disturbed_count));
  set(root, "has_unseen_loop", checked(json_boolean(result->has_unseen_loop)));
  set(root, "is_cut", checked(json_boolean(result->is_cut)));
  set(root, "trouble", make_optional(result->trouble));
  (void)json_dumpf(root, out, JSON_INDENT(1));
  fputc('\n', out);
  json_decref(root);
}
