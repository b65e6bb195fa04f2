// Objects for programs: ruff's field names, so that what reads ruff's output reads ours, and behind
// them what only we have. docs/findings.schema.json describes them. Findings are written one by
// one; nothing grows with their number.
#include "report/values.h"
#include "report/writers.h"

// ---- Values -------------------------------------------------------------------------------------

static json_t *make_position(uint32_t row, uint32_t column) {
  json_t *position = value_object();
  value_set(position, "row", value_number(row));
  value_set(position, "column", value_number(column));
  return position;
}

static uint32_t set_place(json_t *object, const ReportInput *input, Str path, Span span) {
  Place place = place_find(&input->source, path, span);
  value_set(object, "filename",
            value_text(input->source.absolute_path(input->source.context, path)));
  value_set(object, "location", make_position(place.row, place.column));
  value_set(object, "end_location", make_position(place.end_row, place.end_column));
  return place.row;
}

static json_t *make_hop(const ReportInput *input, const FindingHop *hop) {
  json_t *object = value_object();
  value_set(object, "message", value_text(hop->text));
  (void)set_place(object, input, hop->path, hop->span);
  return object;
}

static json_t *make_chain(const ReportInput *input, const Finding *finding) {
  json_t *chain = value_list();
  for (uint32_t i = 0; i < finding->chain_count; i++)
    value_add(chain, make_hop(input, &finding->chain[i]));
  return chain;
}

static json_t *make_also(const Finding *finding) {
  json_t *also = value_list();
  for (uint32_t i = 0; i < finding->also_count; i++)
    value_add(also, value_text(str_from_c(finding->also[i]->id)));
  return also;
}

static json_t *make_edit(const ReportInput *input, Str path, const FixEdit *edit) {
  Place place = place_find(&input->source, path, edit->span);
  json_t *object = value_object();
  value_set(object, "content", value_text(edit->text));
  value_set(object, "location", make_position(place.row, place.column));
  value_set(object, "end_location", make_position(place.end_row, place.end_column));
  return object;
}

static json_t *make_fix(const ReportInput *input, const Finding *finding) {
  const Fix *fix = finding->fix;
  if (!fix) return json_null();
  json_t *edits = value_list();
  for (uint32_t i = 0; i < fix->edit_count; i++)
    value_add(edits, make_edit(input, finding->path, &fix->edits[i]));
  json_t *object = value_object();
  value_set(object, "applicability",
            value_text(str_from_c(applicability_name(fix->applicability))));
  value_set(object, "message", value_text(fix->message));
  value_set(object, "edits", edits);
  return object;
}

static json_t *make_finding(const ReportInput *input, const Finding *finding) {
  json_t *object = value_object();
  Str id = str_from_c(finding->rule->id);
  value_set(object, "cell", json_null());
  value_set(object, "code", value_text(id));
  value_set(object, "name", value_text(id));
  value_set(object, "message", value_text(finding->message));
  uint32_t row = set_place(object, input, finding->path, finding->span);
  value_set(object, "fix", make_fix(input, finding));
  value_set(object, "url", json_null());
  value_set(object, "severity", value_text(str_from_c(severity_name(finding->severity))));
  value_set(object, "noqa_row", value_number(row));
  value_set(object, "rule", value_text(id));
  value_set(object, "confidence", value_text(str_from_c(confidence_name(finding->confidence))));
  value_set(object, "tier", finding->tier == TIER_NONE ? json_null() : value_number(finding->tier));
  value_set(object, "also", make_also(finding));
  value_set(object, "chain", make_chain(input, finding));
  value_set(object, "help", value_optional(finding->help));
  value_set(object, "fingerprint", value_fingerprint(finding->fingerprint));
  return object;
}

static json_t *make_count(const RuleCount *count) {
  json_t *object = value_object();
  value_set(object, "code", value_text(str_from_c(count->rule->id)));
  value_set(object, "rule", value_text(str_from_c(count->rule->id)));
  value_set(object, "severity", value_text(str_from_c(severity_name(count->rule->severity))));
  value_set(object, "count", value_number(count->count));
  return object;
}

// ---- Writing ------------------------------------------------------------------------------------

typedef struct JsonSink {
  ValueStream stream;
  bool is_array; // else one object a line
} JsonSink;

static void write_object(JsonSink *sink, json_t *object) {
  if (sink->is_array)
    value_stream_add(&sink->stream, object);
  else
    value_write_line(sink->stream.out, object);
}

static void write_end(const JsonSink *sink) {
  if (!sink->is_array) return;
  value_stream_end(&sink->stream);
  fputc('\n', sink->stream.out);
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
  return output_finish(sink.stream.out, err);
}

bool json_write(const ReportInput *input, FILE *out, Error *err) {
  return write_all((JsonSink){.stream = {.out = out}, .is_array = true}, input, err);
}

bool json_lines_write(const ReportInput *input, FILE *out, Error *err) {
  return write_all((JsonSink){.stream = {.out = out}}, input, err);
}
