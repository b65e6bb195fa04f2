// JSON for code review: GitLab's Code Quality and reviewdog's rdjson.
#include "report/values.h"
#include "report/words.h"
#include "report/writers.h"

#include <string.h>

static json_t *make_words(const char *text) {
  return value_text(str_from_c(text));
}

// ---- GitLab -------------------------------------------------------------------------------------

static json_t *gitlab_location(const ReportInput *input, const Finding *finding) {
  Place place = place_find(&input->source, finding->path, finding->span);
  json_t *lines = value_object();
  value_set(lines, "begin", value_number(place.row));
  value_set(lines, "end", value_number(place.end_row));
  json_t *location = value_object();
  value_set(location, "path", value_text(finding->path));
  value_set(location, "lines", lines);
  return location;
}

// What Code Climate asks for and GitLab does not: a family of ours is one of its categories.
static const char *gitlab_category(const Rule *rule) {
  static const char *const slow[] = {"blocking", "advice"};
  static const char *const style[] = {"modernise", "practice", "suppression"};
  for (size_t i = 0; i < COUNT_OF(slow); i++)
    if (strcmp(rule->family, slow[i]) == 0) return "Performance";
  for (size_t i = 0; i < COUNT_OF(style); i++)
    if (strcmp(rule->family, style[i]) == 0) return "Style";
  return "Bug Risk";
}

static json_t *gitlab_finding(const ReportInput *input, const Finding *finding) {
  json_t *categories = value_list();
  value_add(categories, make_words(gitlab_category(finding->rule)));
  json_t *object = value_object();
  value_set(object, "type", make_words("issue"));
  value_set(object, "check_name", make_words(finding->rule->id));
  value_set(object, "description", value_text(finding->message));
  value_set(object, "categories", categories);
  value_set(object, "severity", make_words(severity_words(finding->severity)->gitlab));
  value_set(object, "fingerprint", value_fingerprint(finding->fingerprint));
  value_set(object, "location", gitlab_location(input, finding));
  return object;
}

bool gitlab_write(const ReportInput *input, FILE *out, Error *err) {
  ValueStream stream = {.out = out};
  for (size_t i = 0; i < input->findings.count; i++)
    value_stream_add(&stream, gitlab_finding(input, &input->findings.at[i]));
  value_stream_end(&stream);
  fputc('\n', out);
  return output_finish(out, err);
}

// ---- rdjson -------------------------------------------------------------------------------------

static json_t *rdjson_position(uint32_t row, uint32_t column) {
  json_t *position = value_object();
  value_set(position, "line", value_number(row));
  value_set(position, "column", value_number(column));
  return position;
}

static json_t *rdjson_range(const ReportInput *input, Str path, Span span) {
  Place place = place_find_in(&input->source, path, span, COLUMN_BYTES);
  json_t *range = value_object();
  value_set(range, "start", rdjson_position(place.row, place.column));
  value_set(range, "end", rdjson_position(place.end_row, place.end_column));
  return range;
}

static json_t *rdjson_location(const ReportInput *input, Str path, Span span) {
  const ReportSource *source = &input->source;
  json_t *location = value_object();
  value_set(location, "path", value_text(source->display_path(source->context, path)));
  value_set(location, "range", rdjson_range(input, path, span));
  return location;
}

// A suggestion is one edit that a person accepts alone, so a fix of several is none.
static json_t *rdjson_suggestions(const ReportInput *input, const Finding *finding) {
  json_t *suggestions = value_list();
  const Fix *fix = finding->fix;
  if (!fix || fix->edit_count != 1 || fix->applicability == APPLICABILITY_DISPLAY)
    return suggestions;
  json_t *suggestion = value_object();
  value_set(suggestion, "range", rdjson_range(input, finding->path, fix->edits[0].span));
  value_set(suggestion, "text", value_text(fix->edits[0].text));
  value_add(suggestions, suggestion);
  return suggestions;
}

static json_t *rdjson_chain(const ReportInput *input, const Finding *finding) {
  json_t *chain = value_list();
  for (uint32_t i = 0; i < finding->chain_count; i++) {
    const FindingHop *hop = &finding->chain[i];
    json_t *object = value_object();
    value_set(object, "message", value_text(hop->text));
    value_set(object, "location", rdjson_location(input, hop->path, hop->span));
    value_add(chain, object);
  }
  return chain;
}

static json_t *rdjson_finding(const ReportInput *input, const Finding *finding) {
  Arena arena = {0};
  json_t *code = value_object();
  value_set(code, "value", make_words(finding->rule->id));
  json_t *object = value_object();
  value_set(object, "message", value_text(words_describe(&arena, input, finding)));
  value_set(object, "location", rdjson_location(input, finding->path, finding->span));
  value_set(object, "severity", make_words(severity_words(finding->severity)->rdjson));
  value_set(object, "code", code);
  value_set(object, "suggestions", rdjson_suggestions(input, finding));
  value_set(object, "related_locations", rdjson_chain(input, finding));
  arena_release(&arena);
  return object;
}

bool rdjson_write(const ReportInput *input, FILE *out, Error *err) {
  fputs("{\n  \"source\": {\"name\": \"nostall\"},\n  \"severity\": \"WARNING\",\n"
        "  \"diagnostics\": ",
        out);
  ValueStream stream = {.out = out, .depth = 1};
  for (size_t i = 0; i < input->findings.count; i++)
    value_stream_add(&stream, rdjson_finding(input, &input->findings.at[i]));
  value_stream_end(&stream);
  fputs("\n}\n", out);
  return output_finish(out, err);
}
