// The page: style, script and data in one file, which needs no network. What may run in it is named
// by hash, and nothing else does.
#include "report/page.h"

#include "report/width.h"
#include "report/words.h"
#include "report/writers.h"

#include "base/map.h"

extern const PageFile page_files[];

// ---- Excerpts -----------------------------------------------------------------------------------

#define CONTEXT_LINES     3
#define LINES_MAX         14
#define LINE_MAX_BYTES    400
#define POSITION_OF(span) ((uint64_t)(span).start << 32 | (span).end)

struct PagePlaceIndex {
  Map map;
};

PagePlaces page_places(Arena *arena, const ReportInput *input) {
  PagePlaces places = {.arena = arena, .input = input, .list = value_list()};
  places.index = arena_push(arena, struct PagePlaceIndex, 1);
  return places;
}

static json_t *make_lines(const Place *place, uint32_t first, uint32_t last) {
  json_t *lines = value_list();
  for (uint32_t line = first; line <= last; line++) {
    Str text = line_table_text(place->part.lines, place->part.text, line - 1);
    value_add(lines, value_text(str_slice(text, 0, LINE_MAX_BYTES)));
  }
  return lines;
}

// Columns count units of UTF-16, as the script does.
static json_t *make_place(const ReportInput *input, Str path, Span span) {
  const ReportSource *source = &input->source;
  Place place = place_find_whole(source, path, span, COLUMN_UTF16);
  json_t *object = value_object();
  value_set(object, "f", value_text(source->display_path(source->context, path)));
  value_set(object, "r", value_number(place.row));
  value_set(object, "c", value_number(place.column));
  value_set(object, "er", value_number(place.end_row));
  value_set(object, "ec", value_number(place.end_column));
  if (!place.is_quotable) return object;
  uint32_t first = place.row > CONTEXT_LINES ? place.row - CONTEXT_LINES : 1;
  uint32_t last = place.end_row + CONTEXT_LINES;
  if (last > place.part.lines.count) last = place.part.lines.count;
  if (last > first + LINES_MAX) last = first + LINES_MAX;
  value_set(object, "n", value_number(first));
  value_set(object, "l", make_lines(&place, first, last));
  return object;
}

uint32_t page_place(PagePlaces *places, Str path, Span span) {
  const uint64_t parts[] = {str_hash(path), POSITION_OF(span)};
  uint64_t key = str_hash((Str){(const char *)parts, sizeof parts});
  uint32_t fresh = (uint32_t)json_array_size(places->list);
  uint32_t number = *map_insert(places->arena, &places->index->map, key, fresh);
  if (number == fresh) value_add(places->list, make_place(places->input, path, span));
  return number;
}

// ---- Findings -----------------------------------------------------------------------------------

static json_t *make_words(const char *text) {
  return value_text(str_from_c(text));
}

static json_t *make_hops(PagePlaces *places, const Finding *finding) {
  json_t *hops = value_list();
  for (uint32_t i = 0; i < finding->chain_count; i++) {
    const FindingHop *hop = &finding->chain[i];
    json_t *object = value_object();
    value_set(object, "t", value_text(hop->text));
    value_set(object, "p", value_number(page_place(places, hop->path, hop->span)));
    value_add(hops, object);
  }
  return hops;
}

static json_t *make_finding(PagePlaces *places, const Finding *finding, uint32_t cause) {
  json_t *object = value_object();
  value_set(object, "rule", make_words(finding->rule->id));
  value_set(object, "severity", make_words(severity_name(finding->severity)));
  value_set(object, "confidence", make_words(confidence_name(finding->confidence)));
  value_set(object, "message", value_text(finding->message));
  value_set(object, "help", value_text(finding->help));
  value_set(object, "fingerprint", value_fingerprint(finding->fingerprint));
  value_set(object, "cause", value_number(cause));
  value_set(object, "place", value_number(page_place(places, finding->path, finding->span)));
  value_set(object, "hops", make_hops(places, finding));
  if (!finding->fix) return object;
  value_set(object, "fix", value_text(finding->fix->message));
  value_set(object, "fixed", make_words(applicability_name(finding->fix->applicability)));
  return object;
}

static json_t *make_findings(Arena *arena, PagePlaces *places) {
  const ReportInput *input = places->input;
  uint32_t count = 0;
  const uint32_t *causes = causes_number(arena, input, &count);
  json_t *findings = value_list();
  for (size_t i = 0; i < input->findings.count; i++)
    value_add(findings, make_finding(places, &input->findings.at[i], causes[i]));
  return findings;
}

static json_t *make_rules(Arena *arena, const ReportInput *input) {
  size_t count = 0;
  const RuleCount *counts = statistics_count(arena, input, &count);
  json_t *rules = value_object();
  for (size_t i = 0; i < count; i++) {
    const Rule *rule = counts[i].rule;
    const char *page = input->rule_page ? input->rule_page(rule) : rule->summary;
    json_t *object = value_object();
    value_set(object, "family", make_words(rule->family));
    value_set(object, "severity", make_words(severity_name(rule->severity)));
    value_set(object, "summary", make_words(rule->summary));
    value_set(object, "page", make_words(page));
    value_set(rules, rule->id, object);
  }
  return rules;
}

// ---- The grade ----------------------------------------------------------------------------------

static json_t *make_real(double number) {
  json_t *value = json_real(number);
  if (!value) base_fatal("out of memory: cannot make a JSON value");
  return value;
}

static json_t *make_steps(void) {
  json_t *steps = value_list();
  for (const GradeStep *step = grade_steps; step->letter; step++) {
    json_t *object = value_object();
    value_set(object, "letter", make_words(step->letter));
    value_set(object, "most", make_real(step->most));
    value_add(steps, object);
  }
  return steps;
}

static json_t *make_sums(const Grade *grade) {
  json_t *sums = value_list();
  for (Severity severity = SEVERITY_ERROR + 1; severity-- > SEVERITY_INFO;) {
    for (Confidence confidence = CONFIDENCE_RESOLVED + 1; confidence-- > CONFIDENCE_POSSIBLE;) {
      uint32_t causes = grade->causes[severity][confidence];
      if (causes == 0) continue;
      json_t *object = value_object();
      value_set(object, "severity", make_words(severity_name(severity)));
      value_set(object, "confidence", make_words(confidence_name(confidence)));
      value_set(object, "causes", value_number(causes));
      value_set(object, "weight", make_real(grade_weight(severity, confidence)));
      value_add(sums, object);
    }
  }
  return sums;
}

static json_t *make_grade(const PageInput *input) {
  Grade grade = grade_make(&input->report, input->atlas);
  json_t *object = value_object();
  value_set(object, "letter", make_words(grade.letter));
  value_set(object, "points", make_real(grade.points));
  value_set(object, "density", make_real(grade.density));
  value_set(object, "functions", value_number(grade.functions));
  value_set(object, "least", value_number(GRADE_MIN_FUNCTIONS));
  value_set(object, "sums", make_sums(&grade));
  value_set(object, "steps", make_steps());
  return object;
}

// ---- The document -------------------------------------------------------------------------------

static json_t *make_data(Arena *arena, const PageInput *input) {
  PagePlaces places = page_places(arena, &input->report);
  json_t *data = value_object();
  value_set(data, "version", make_words(NOSTALL_VERSION));
  value_set(data, "title", value_text(input->title));
  value_set(data, "files", value_number(input->report.file_count));
  value_set(data, "suppressed", value_number(input->report.findings.suppressed_count));
  value_set(data, "grade", make_grade(input));
  value_set(data, "findings", make_findings(arena, &places));
  value_set(data, "rules", make_rules(arena, &input->report));
  value_set(data, "map", page_map(arena, input));
  value_set(data, "history", page_history(input));
  value_set(data, "places", places.list);
  return data;
}

// Inside a script element nothing may look like its end; outside of strings JSON has no `<`.
static int write_data(const char *text, size_t size, void *context) {
  FILE *out = context;
  for (Str rest = {text, size}; rest.at;) {
    Str part = str_cut(&rest, '<');
    fwrite(part.at, 1, part.size, out);
    if (rest.at) fputs("\\u003c", out);
  }
  return 0; // errors are looked at in the end
}

static Str page_file(const char *name) {
  for (const PageFile *file = page_files; file->name; file++)
    if (str_equal_c(str_from_c(name), file->name))
      return (Str){(const char *)file->bytes, file->size};
  base_fatal("the page has no such part");
}

static void write_file(FILE *out, const char *name) {
  Str text = page_file(name);
  fwrite(text.at, 1, text.size, out);
}

static void write_head(FILE *out) {
  fputs("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri "
        "'none'; form-action 'none'; script-src 'sha256-",
        out);
  write_file(out, "script.hash");
  fputs("'; style-src 'sha256-", out);
  write_file(out, "style.hash");
  fputs("'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n<title>nostall</title>\n<style>",
        out);
  write_file(out, "style.css");
  fputs("</style>\n</head>\n", out);
}

bool page_write(const PageInput *input, FILE *out, Error *err) {
  Arena arena = {0};
  json_t *data = make_data(&arena, input);
  write_head(out);
  write_file(out, "body.html");
  fputs("<script type=\"application/json\" id=\"data\">", out);
  (void)json_dump_callback(data, write_data, out, JSON_COMPACT | JSON_REAL_PRECISION(6));
  fputs("</script>\n<script>", out);
  write_file(out, "script.js");
  fputs("</script>\n</html>\n", out);
  json_decref(data);
  arena_release(&arena);
  return output_finish(out, err);
}
