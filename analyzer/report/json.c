// Objects for programs: ruff's field names, so that what reads ruff's output reads ours, and behind
// them what only we have. docs/findings.schema.json describes them. Findings are written one by
// one; nothing grows with their number.
#include "report/place.h"
#include "report/width.h"
#include "report/writers.h"

#include <jansson.h>

// ---- Values -------------------------------------------------------------------------------------

static void check_memory(const void *value) {
  if (!value) base_fatal("out of memory: cannot make a JSON value");
}

// File names may be any bytes; JSON is UTF-8. What is none becomes U+FFFD.
static json_t *make_text(Str text) {
  json_t *value = json_stringn(text.size > 0 ? text.at : "", text.size);
  if (value) return value;
  Arena arena = {0};
  Str repaired = width_repair(&arena, text);
  value = json_stringn(repaired.at, repaired.size);
  check_memory(value);
  arena_release(&arena);
  return value;
}

static json_t *make_number(uint64_t number) {
  json_t *value = json_integer((json_int_t)number);
  check_memory(value);
  return value;
}

static json_t *make_object(void) {
  json_t *value = json_object();
  check_memory(value);
  return value;
}

static void set(json_t *object, const char *key, json_t *value) {
  if (json_object_set_new(object, key, value) != 0)
    base_fatal("out of memory: cannot make a JSON object");
}

static json_t *make_optional(Str text) {
  return text.size > 0 ? make_text(text) : json_null();
}

static json_t *make_position(uint32_t row, uint32_t column) {
  json_t *position = make_object();
  set(position, "row", make_number(row));
  set(position, "column", make_number(column));
  return position;
}

static uint32_t set_place(json_t *object, const ReportInput *input, Str path, Span span) {
  Place place = place_find(&input->source, path, span);
  set(object, "filename", make_text(input->source.absolute_path(input->source.context, path)));
  set(object, "location", make_position(place.row, place.column));
  set(object, "end_location", make_position(place.end_row, place.end_column));
  return place.row;
}

static json_t *make_hop(const ReportInput *input, const FindingHop *hop) {
  json_t *object = make_object();
  set(object, "message", make_text(hop->text));
  (void)set_place(object, input, hop->path, hop->span);
  return object;
}

static json_t *make_chain(const ReportInput *input, const Finding *finding) {
  json_t *chain = json_array();
  check_memory(chain);
  for (uint32_t i = 0; i < finding->chain_count; i++) {
    if (json_array_append_new(chain, make_hop(input, &finding->chain[i])) != 0)
      base_fatal("out of memory: cannot make a JSON array");
  }
  return chain;
}

static json_t *make_also(const Finding *finding) {
  json_t *also = json_array();
  check_memory(also);
  for (uint32_t i = 0; i < finding->also_count; i++) {
    if (json_array_append_new(also, make_text(str_from_c(finding->also[i]->id))) != 0)
      base_fatal("out of memory: cannot make a JSON array");
  }
  return also;
}

static json_t *make_fingerprint(uint64_t fingerprint) {
  char text[17] = "";
  snprintf(text, sizeof text, "%016llx", (unsigned long long)fingerprint);
  return make_text(str_from_c(text));
}

static json_t *make_edit(const ReportInput *input, Str path, const FixEdit *edit) {
  Place place = place_find(&input->source, path, edit->span);
  json_t *object = make_object();
  set(object, "content", make_text(edit->text));
  set(object, "location", make_position(place.row, place.column));
  set(object, "end_location", make_position(place.end_row, place.end_column));
  return object;
}

static json_t *make_fix(const ReportInput *input, const Finding *finding) {
  const Fix *fix = finding->fix;
  if (!fix) return json_null();
  json_t *edits = json_array();
  check_memory(edits);
  for (uint32_t i = 0; i < fix->edit_count; i++) {
    if (json_array_append_new(edits, make_edit(input, finding->path, &fix->edits[i])) != 0)
      base_fatal("out of memory: cannot make a JSON array");
  }
  json_t *object = make_object();
  set(object, "applicability", make_text(str_from_c(applicability_name(fix->applicability))));
  set(object, "message", make_text(fix->message));
  set(object, "edits", edits);
  return object;
}

static json_t *make_finding(const ReportInput *input, const Finding *finding) {
  json_t *object = make_object();
  Str id = str_from_c(finding->rule->id);
  set(object, "code", make_text(id));
  set(object, "message", make_text(finding->message));
  uint32_t row = set_place(object, input, finding->path, finding->span);
  set(object, "fix", make_fix(input, finding));
  set(object, "url", json_null());
  set(object, "severity", make_text(str_from_c(severity_name(finding->severity))));
  set(object, "noqa_row", make_number(row));
  set(object, "rule", make_text(id));
  set(object, "confidence", make_text(str_from_c(confidence_name(finding->confidence))));
  set(object, "tier", finding->tier == TIER_NONE ? json_null() : make_number(finding->tier));
  set(object, "also", make_also(finding));
  set(object, "chain", make_chain(input, finding));
  set(object, "help", make_optional(finding->help));
  set(object, "fingerprint", make_fingerprint(finding->fingerprint));
  return object;
}

static json_t *make_count(const RuleCount *count) {
  json_t *object = make_object();
  set(object, "code", make_text(str_from_c(count->rule->id)));
  set(object, "rule", make_text(str_from_c(count->rule->id)));
  set(object, "severity", make_text(str_from_c(severity_name(count->rule->severity))));
  set(object, "count", make_number(count->count));
  return object;
}

// ---- Writing ------------------------------------------------------------------------------------

typedef struct JsonSink {
  FILE *out;
  bool is_array; // else one object a line
  size_t count;
} JsonSink;

// Indents an element of the array: strings hold no raw line ends.
static int write_indented(const char *text, size_t size, void *context) {
  FILE *out = context;
  for (Str rest = {text, size}; rest.size > 0;) {
    size_t end = str_find_byte(rest, '\n');
    size_t line = end == SIZE_MAX ? rest.size : end + 1;
    fwrite(rest.at, 1, line, out);
    if (end != SIZE_MAX) fputs("  ", out);
    rest = str_slice(rest, line, rest.size);
  }
  return 0; // errors are looked at in the end
}

static int write_plain(const char *text, size_t size, void *context) {
  fwrite(text, 1, size, context);
  return 0;
}

static void write_object(JsonSink *sink, json_t *object) {
  if (sink->is_array) {
    fputs(sink->count == 0 ? "[\n  " : ",\n  ", sink->out);
    (void)json_dump_callback(object, write_indented, sink->out, JSON_INDENT(2));
  } else {
    (void)json_dump_callback(object, write_plain, sink->out, 0);
    fputc('\n', sink->out);
  }
  sink->count++;
  json_decref(object);
}

static void write_end(const JsonSink *sink) {
  if (sink->is_array) fputs(sink->count == 0 ? "[]\n" : "\n]\n", sink->out);
}

static void write_counts(JsonSink *sink, const ReportInput *input) {
  Arena arena = {0};
  size_t count = 0;
  const RuleCount *counts = statistics_count(&arena, input, &count);
  for (size_t i = 0; i < count; i++)
    write_object(sink, make_count(&counts[i]));
  arena_release(&arena);
}

static bool write_all(JsonSink sink, const ReportInput *input, Error *err) {
  if (input->show_statistics)
    write_counts(&sink, input);
  else {
    for (size_t i = 0; i < input->findings.count; i++)
      write_object(&sink, make_finding(input, &input->findings.at[i]));
  }
  write_end(&sink);
  return output_finish(sink.out, err);
}

bool json_write(const ReportInput *input, FILE *out, Error *err) {
  return write_all((JsonSink){.out = out, .is_array = true}, input, err);
}

bool json_lines_write(const ReportInput *input, FILE *out, Error *err) {
  return write_all((JsonSink){.out = out}, input, err);
}
