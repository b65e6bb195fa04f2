// Objects for programs: ruff's field names, so that what reads ruff's output reads ours, and behind
// them what only we have. docs/findings.schema.json describes them. Findings are written one by
// one; nothing grows with their number.
#include "report/values.h"
#include "report/writers.h"

// ---- Values -------------------------------------------------------------------------------------

static void put_name(ValueOut *to, const char *key, const char *name) {
  value_key(to, key);
  value_put_text(to, str_from_c(name));
}

static void put_position(ValueOut *to, const char *key, uint32_t row, uint32_t column) {
  value_key(to, key);
  value_open(to, '{');
  value_key(to, "row");
  value_put_number(to, row);
  value_key(to, "column");
  value_put_number(to, column);
  value_close(to, '}');
}

static void put_ends(ValueOut *to, const Place *place) {
  put_position(to, "location", place->row, place->column);
  put_position(to, "end_location", place->end_row, place->end_column);
}

static void put_place(ValueOut *to, const ReportInput *input, Str path, const Place *place) {
  value_key(to, "filename");
  value_put_text(to, input->source.absolute_path(input->source.context, path));
  put_ends(to, place);
}

static void put_hop(ValueOut *to, const ReportInput *input, const FindingHop *hop) {
  Place place = place_find(&input->source, hop->path, hop->span);
  value_open(to, '{');
  value_key(to, "message");
  value_put_text(to, hop->text);
  put_place(to, input, hop->path, &place);
  value_close(to, '}');
}

static void put_chain(ValueOut *to, const ReportInput *input, const Finding *finding) {
  value_key(to, "chain");
  value_open(to, '[');
  for (uint32_t i = 0; i < finding->chain_count; i++)
    put_hop(to, input, &finding->chain[i]);
  value_close(to, ']');
}

static void put_also(ValueOut *to, const Finding *finding) {
  value_key(to, "also");
  value_open(to, '[');
  for (uint32_t i = 0; i < finding->also_count; i++)
    value_put_text(to, str_from_c(finding->also[i]->id));
  value_close(to, ']');
}

static void put_edit(ValueOut *to, const ReportInput *input, Str path, const FixEdit *edit) {
  Place place = place_find(&input->source, path, edit->span);
  value_open(to, '{');
  value_key(to, "content");
  value_put_text(to, edit->text);
  put_ends(to, &place);
  value_close(to, '}');
}

static void put_fix(ValueOut *to, const ReportInput *input, const Finding *finding) {
  const Fix *fix = finding->fix;
  value_key(to, "fix");
  if (!fix) {
    value_put_null(to);
    return;
  }
  value_open(to, '{');
  put_name(to, "applicability", applicability_name(fix->applicability));
  value_key(to, "message");
  value_put_text(to, fix->message);
  value_key(to, "edits");
  value_open(to, '[');
  for (uint32_t i = 0; i < fix->edit_count; i++)
    put_edit(to, input, finding->path, &fix->edits[i]);
  value_close(to, ']');
  value_close(to, '}');
}

static void put_tier(ValueOut *to, Tier tier) {
  value_key(to, "tier");
  if (tier == TIER_NONE)
    value_put_null(to);
  else
    value_put_number(to, tier);
}

static void put_finding(ValueOut *to, const ReportInput *input, const Finding *finding) {
  const char *id = finding->rule->id;
  Place place = place_find(&input->source, finding->path, finding->span);
  value_open(to, '{');
  value_key(to, "cell");
  value_put_null(to);
  put_name(to, "code", id);
  put_name(to, "name", id);
  value_key(to, "message");
  value_put_text(to, finding->message);
  put_place(to, input, finding->path, &place);
  put_fix(to, input, finding);
  value_key(to, "url");
  value_put_null(to);
  put_name(to, "severity", severity_name(finding->severity));
  value_key(to, "noqa_row");
  value_put_number(to, place.row);
  put_name(to, "rule", id);
  put_name(to, "confidence", confidence_name(finding->confidence));
  put_tier(to, finding->tier);
  put_also(to, finding);
  put_chain(to, input, finding);
  value_key(to, "help");
  value_put_optional(to, finding->help);
  value_key(to, "fingerprint");
  value_put_fingerprint(to, finding->fingerprint);
  value_close(to, '}');
}

static void put_count(ValueOut *to, const RuleCount *count) {
  value_open(to, '{');
  put_name(to, "code", count->rule->id);
  put_name(to, "rule", count->rule->id);
  put_name(to, "severity", severity_name(count->rule->severity));
  value_key(to, "count");
  value_put_number(to, count->count);
  value_close(to, '}');
}

// ---- Writing ------------------------------------------------------------------------------------

static void end_object(ValueOut *to) {
  if (to->is_line) value_end_line(to);
}

static void put_counts(ValueOut *to, const ReportInput *input) {
  Arena arena = {0};
  size_t count = 0;
  const RuleCount *counts = statistics_count(&arena, input, &count);
  for (size_t i = 0; i < count; i++) {
    put_count(to, &counts[i]);
    end_object(to);
  }
  arena_release(&arena);
}

static void put_findings(ValueOut *to, const ReportInput *input) {
  for (size_t i = 0; i < input->findings.count; i++) {
    put_finding(to, input, &input->findings.at[i]);
    end_object(to);
  }
}

// One array, or one object a line.
static bool write_all(ValueOut *to, const ReportInput *input, Error *err) {
  if (!to->is_line) value_open(to, '[');
  if (input->show_statistics)
    put_counts(to, input);
  else
    put_findings(to, input);
  if (!to->is_line) value_close(to, ']');
  if (!to->is_line) value_end_line(to);
  value_flush(to);
  return output_finish(to->out, err);
}

bool json_write(const ReportInput *input, FILE *out, Error *err) {
  return write_all(&(ValueOut){.out = out}, input, err);
}

bool json_lines_write(const ReportInput *input, FILE *out, Error *err) {
  return write_all(&(ValueOut){.out = out, .is_line = true}, input, err);
}
