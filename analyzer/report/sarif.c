// SARIF 2.1.0, as code scanning services read it: the chain of a finding is its code flow. Written
// piece by piece; only one result is in memory at a time.
#include "report/values.h"
#include "report/words.h"
#include "report/writers.h"

#include "base/map.h"

#define SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"
#define ROOT   "SRCROOT"

typedef struct Sarif {
  Arena arena; // of one result
  const ReportInput *input;
  const size_t *rule_index; // beside the rules: the place in `tool.driver.rules`
} Sarif;

// ---- Small parts --------------------------------------------------------------------------------

static json_t *make_words(const char *text) {
  return value_text(str_from_c(text));
}

static json_t *make_message(Str text) {
  json_t *message = value_object();
  value_set(message, "text", value_text(text));
  return message;
}

static bool is_plain_in_uri(unsigned char byte) {
  bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
  bool is_digit = byte >= '0' && byte <= '9';
  return is_letter || is_digit || byte == '-' || byte == '.' || byte == '_' || byte == '~' ||
         byte == '/';
}

// A path may be any bytes; a URI holds the others as %XX.
static Str make_uri(Arena *arena, const char *scheme, Str path) {
  Array(char) out = {0};
  for (; *scheme; scheme++)
    array_push(arena, &out, *scheme);
  for (size_t i = 0; i < path.size; i++) {
    unsigned char byte = (unsigned char)path.at[i];
    if (is_plain_in_uri(byte)) {
      array_push(arena, &out, path.at[i]);
      continue;
    }
    static const char digits[] = "0123456789ABCDEF";
    array_push(arena, &out, '%');
    array_push(arena, &out, digits[byte >> 4]);
    array_push(arena, &out, digits[byte & 15]);
  }
  return (Str){out.at, out.count};
}

// The part of a path below the root; false for what lies elsewhere.
static bool below_root(const ReportSource *source, Str absolute, Str *out) {
  Str root = source->root;
  bool is_below = absolute.size > root.size + 1 && str_has_prefix(absolute, root) &&
                  absolute.at[root.size] == '/';
  *out = is_below ? str_slice(absolute, root.size + 1, absolute.size) : absolute;
  return is_below;
}

static json_t *make_artifact(Sarif *sarif, Str path) {
  const ReportSource *source = &sarif->input->source;
  Str absolute = source->absolute_path(source->context, path);
  Str relative = {0};
  bool is_below = below_root(source, absolute, &relative);
  bool is_absolute = !is_below && str_has_prefix(absolute, STR("/"));
  json_t *location = value_object();
  Str uri = make_uri(&sarif->arena, is_absolute ? "file://" : "", relative);
  value_set(location, "uri", value_text(uri));
  if (!is_absolute) value_set(location, "uriBaseId", make_words(ROOT));
  return location;
}

static void set_snippet(json_t *region, Str text) {
  if (text.size > 0) value_set(region, "snippet", make_message(text));
}

static json_t *make_region(const Place *place) {
  json_t *region = value_object();
  value_set(region, "startLine", value_number(place->row));
  value_set(region, "startColumn", value_number(place->column));
  value_set(region, "endLine", value_number(place->end_row));
  value_set(region, "endColumn", value_number(place->end_column));
  return region;
}

// The lines around: readers show them where they have no source.
static json_t *make_context(const Place *place) {
  json_t *region = value_object();
  value_set(region, "startLine", value_number(place->row));
  value_set(region, "endLine", value_number(place->end_row));
  set_snippet(region, place_lines(place));
  return region;
}

static json_t *make_physical(Sarif *sarif, Str path, Span span, bool has_context) {
  Place place = place_find_in(&sarif->input->source, path, span, COLUMN_UTF16);
  json_t *physical = value_object();
  json_t *region = make_region(&place);
  Str lines = place_lines(&place);
  Span own = place_span(&place, span);
  if (lines.size > 0) set_snippet(region, str_slice(place.part.text, own.start, own.end));
  value_set(physical, "artifactLocation", make_artifact(sarif, path));
  value_set(physical, "region", region);
  if (has_context && lines.size > 0) value_set(physical, "contextRegion", make_context(&place));
  return physical;
}

// ---- Rules --------------------------------------------------------------------------------------

// BlockingSleep of blocking-sleep.
static Str rule_name(Arena *arena, Str id) {
  Array(char) out = {0};
  bool is_first = true;
  for (size_t i = 0; i < id.size; i++) {
    char c = id.at[i];
    if (is_first && c >= 'a' && c <= 'z') c = (char)(c - 'a' + 'A');
    is_first = c == '-';
    if (!is_first) array_push(arena, &out, c);
  }
  return (Str){out.at, out.count};
}

static json_t *make_rule_properties(const Rule *rule) {
  json_t *properties = value_object();
  json_t *tags = value_list();
  value_add(tags, make_words("async"));
  value_add(tags, make_words(rule->family));
  for (Str rest = str_from_c(rule->aliases); rest.at;) {
    Str alias = str_cut(&rest, ' ');
    if (alias.size > 0) value_add(tags, value_text(alias));
  }
  value_set(properties, "precision", make_words("very-high"));
  value_set(properties, "problem.severity", make_words(severity_words(rule->severity)->problem));
  value_set(properties, "tags", tags);
  return properties;
}

static void set_help(const Sarif *sarif, const Rule *rule, json_t *object) {
  const char *page = sarif->input->rule_page ? sarif->input->rule_page(rule) : NULL;
  json_t *help = make_message(str_from_c(page ? page : rule->summary));
  if (page) value_set(help, "markdown", make_words(page));
  value_set(object, "help", help);
}

static json_t *make_rule(Sarif *sarif, const Rule *rule) {
  json_t *configuration = value_object();
  value_set(configuration, "enabled", json_boolean(!rule->is_optional));
  value_set(configuration, "level", make_words(severity_words(rule->severity)->sarif));
  json_t *object = value_object();
  Str summary = str_from_c(rule->summary ? rule->summary : rule->id);
  value_set(object, "id", make_words(rule->id));
  value_set(object, "name", value_text(rule_name(&sarif->arena, str_from_c(rule->id))));
  value_set(object, "shortDescription", make_message(summary));
  value_set(object, "fullDescription", make_message(summary));
  set_help(sarif, rule, object);
  value_set(object, "defaultConfiguration", configuration);
  value_set(object, "properties", make_rule_properties(rule));
  return object;
}

static void write_rules(Sarif *sarif, FILE *out) {
  ValueStream stream = {.out = out, .depth = 5};
  RuleList rules = sarif->input->rules;
  for (size_t i = 0; i < rules.count; i++)
    if (sarif->rule_index[i] != SIZE_MAX) value_stream_add(&stream, make_rule(sarif, rules.at[i]));
  value_stream_end(&stream);
}

// Rules that have findings get numbers in order of the list.
static const size_t *number_rules(Arena *arena, const ReportInput *input) {
  size_t *numbers = arena_push(arena, size_t, input->rules.count + 1);
  size_t count = 0;
  Map used = {0};
  for (size_t i = 0; i < input->findings.count; i++)
    (void)map_insert(arena, &used, (uint64_t)(uintptr_t)input->findings.at[i].rule, 0);
  for (size_t i = 0; i < input->rules.count; i++) {
    bool is_used = map_find(&used, (uint64_t)(uintptr_t)input->rules.at[i]) != NULL;
    numbers[i] = is_used ? count++ : SIZE_MAX;
  }
  return numbers;
}

static size_t number_of(const Sarif *sarif, const Rule *rule) {
  for (size_t i = 0; i < sarif->input->rules.count; i++)
    if (sarif->input->rules.at[i] == rule) return sarif->rule_index[i];
  return SIZE_MAX;
}

// ---- Results ------------------------------------------------------------------------------------

// Brackets make links in messages, so others are escaped.
static Str escape_message(Arena *arena, Str text) {
  Array(char) out = {0};
  for (size_t i = 0; i < text.size; i++) {
    if (text.at[i] == '[' || text.at[i] == ']' || text.at[i] == '\\') array_push(arena, &out, '\\');
    array_push(arena, &out, text.at[i]);
  }
  return (Str){out.at, out.count};
}

// "this call opens a file ([`open` opens a file](3)): use …", the link to the last hop.
static json_t *make_result_message(Sarif *sarif, const Finding *finding) {
  Arena *arena = &sarif->arena;
  Str text = escape_message(arena, finding->message);
  if (words_cause(finding)) {
    Str cause = escape_message(arena, words_cause(finding)->text);
    text =
        str_print(arena, "%.*s ([%.*s](%u))", STR_ARG(text), STR_ARG(cause), finding->chain_count);
  }
  Str help = escape_message(arena, finding->help);
  return make_message(
      str_print(arena, "%.*s%s%.*s.", STR_ARG(text), help.size > 0 ? ": " : "", STR_ARG(help)));
}

static json_t *make_hop(Sarif *sarif, const FindingHop *hop) {
  json_t *location = value_object();
  value_set(location, "physicalLocation", make_physical(sarif, hop->path, hop->span, true));
  value_set(location, "message", make_message(escape_message(&sarif->arena, hop->text)));
  return location;
}

static json_t *make_flow(Sarif *sarif, const Finding *finding) {
  json_t *steps = value_list();
  for (uint32_t i = 0; i < finding->chain_count; i++) {
    bool is_end = i == 0 || i + 1 == finding->chain_count;
    json_t *step = value_object();
    value_set(step, "location", make_hop(sarif, &finding->chain[i]));
    value_set(step, "nestingLevel", value_number(i));
    value_set(step, "importance", make_words(is_end ? "essential" : "important"));
    value_add(steps, step);
  }
  json_t *thread = value_object();
  value_set(thread, "locations", steps);
  json_t *threads = value_list();
  value_add(threads, thread);
  json_t *flow = value_object();
  value_set(flow, "threadFlows", threads);
  json_t *flows = value_list();
  value_add(flows, flow);
  return flows;
}

static json_t *make_related(Sarif *sarif, const Finding *finding) {
  json_t *related = value_list();
  for (uint32_t i = 0; i < finding->chain_count; i++) {
    json_t *location = make_hop(sarif, &finding->chain[i]);
    value_set(location, "id", value_number(i + 1));
    value_add(related, location);
  }
  return related;
}

static json_t *make_locations(Sarif *sarif, const Finding *finding) {
  json_t *location = value_object();
  value_set(location, "physicalLocation", make_physical(sarif, finding->path, finding->span, true));
  json_t *locations = value_list();
  value_add(locations, location);
  return locations;
}

// GitHub reads the first name alone, and makes a hash of the line where it is missing; ours stays
// when lines move.
static json_t *make_fingerprints(const Finding *finding) {
  json_t *fingerprints = value_object();
  value_set(fingerprints, "primaryLocationLineHash", value_fingerprint(finding->fingerprint));
  value_set(fingerprints, "nostall/v1", value_fingerprint(finding->fingerprint));
  return fingerprints;
}

static json_t *make_suppressions(const Finding *finding) {
  json_t *suppressions = value_list();
  if (!finding->is_suppressed) return suppressions;
  json_t *reason = value_object();
  value_set(reason, "kind", make_words(finding->is_known ? "external" : "inSource"));
  value_set(reason, "status", make_words("accepted"));
  if (finding->is_known)
    value_set(reason, "justification", make_words("The baseline of the project holds it."));
  value_add(suppressions, reason);
  return suppressions;
}

static json_t *make_replacement(Sarif *sarif, Str path, const FixEdit *edit) {
  Place place = place_find_in(&sarif->input->source, path, edit->span, COLUMN_UTF16);
  json_t *replacement = value_object();
  value_set(replacement, "deletedRegion", make_region(&place));
  value_set(replacement, "insertedContent", make_message(edit->text));
  return replacement;
}

static json_t *make_fixes(Sarif *sarif, const Finding *finding) {
  json_t *replacements = value_list();
  for (uint32_t i = 0; i < finding->fix->edit_count; i++)
    value_add(replacements, make_replacement(sarif, finding->path, &finding->fix->edits[i]));
  json_t *change = value_object();
  value_set(change, "artifactLocation", make_artifact(sarif, finding->path));
  value_set(change, "replacements", replacements);
  json_t *changes = value_list();
  value_add(changes, change);
  json_t *fix = value_object();
  value_set(fix, "description",
            make_message(str_print(&sarif->arena, "%.*s.", STR_ARG(finding->fix->message))));
  value_set(fix, "artifactChanges", changes);
  json_t *fixes = value_list();
  value_add(fixes, fix);
  return fixes;
}

static json_t *make_properties(const Finding *finding) {
  json_t *properties = value_object();
  value_set(properties, "confidence", make_words(confidence_name(finding->confidence)));
  if (finding->tier != TIER_NONE) value_set(properties, "tier", value_number(finding->tier));
  if (finding->help.size > 0) value_set(properties, "help", value_text(finding->help));
  return properties;
}

static json_t *make_result(Sarif *sarif, const Finding *finding) {
  json_t *result = value_object();
  value_set(result, "ruleId", make_words(finding->rule->id));
  value_set(result, "ruleIndex", value_number(number_of(sarif, finding->rule)));
  value_set(result, "level", make_words(severity_words(finding->severity)->sarif));
  value_set(result, "message", make_result_message(sarif, finding));
  value_set(result, "locations", make_locations(sarif, finding));
  if (finding->chain_count > 0) {
    value_set(result, "codeFlows", make_flow(sarif, finding));
    value_set(result, "relatedLocations", make_related(sarif, finding));
  }
  value_set(result, "partialFingerprints", make_fingerprints(finding));
  if (finding->fix) value_set(result, "fixes", make_fixes(sarif, finding));
  value_set(result, "suppressions", make_suppressions(finding));
  if (sarif->input->has_baseline)
    value_set(result, "baselineState", make_words(finding->is_known ? "unchanged" : "new"));
  value_set(result, "properties", make_properties(finding));
  return result;
}

// ---- The run ------------------------------------------------------------------------------------

static json_t *make_notification(Sarif *sarif, const ReportNote *note) {
  json_t *object = value_object();
  value_set(object, "level", make_words(severity_words(note->severity)->sarif));
  value_set(object, "message", make_message(note->text));
  if (note->path.size == 0) return object;
  json_t *artifact = value_object();
  bool is_absolute = str_has_prefix(note->path, STR("/"));
  value_set(artifact, "uri",
            value_text(make_uri(&sarif->arena, is_absolute ? "file://" : "", note->path)));
  json_t *physical = value_object();
  value_set(physical, "artifactLocation", artifact);
  if (note->line > 0) {
    json_t *region = value_object();
    value_set(region, "startLine", value_number(note->line));
    value_set(region, "startColumn", value_number(note->column > 0 ? note->column : 1));
    value_set(physical, "region", region);
  }
  json_t *location = value_object();
  value_set(location, "physicalLocation", physical);
  json_t *locations = value_list();
  value_add(locations, location);
  value_set(object, "locations", locations);
  return object;
}

#define EXIT_CODE_TROUBLE 2

static json_t *make_invocation(Sarif *sarif) {
  const ReportInput *input = sarif->input;
  json_t *notifications = value_list();
  for (size_t i = 0; i < input->note_count; i++)
    value_add(notifications, make_notification(sarif, &input->notes[i]));
  json_t *invocation = value_object();
  value_set(invocation, "executionSuccessful", json_boolean(input->exit_code < EXIT_CODE_TROUBLE));
  value_set(invocation, "exitCode", value_number((uint64_t)input->exit_code));
  value_set(invocation, "toolExecutionNotifications", notifications);
  json_t *invocations = value_list();
  value_add(invocations, invocation);
  return invocations;
}

static json_t *make_bases(Sarif *sarif) {
  Str root = sarif->input->source.root;
  json_t *base = value_object();
  Str uri = str_print(&sarif->arena, "%.*s/", STR_ARG(make_uri(&sarif->arena, "file://", root)));
  value_set(base, "uri", value_text(uri));
  value_set(base, "description", make_message(STR("The root of the project.")));
  json_t *bases = value_object();
  value_set(bases, ROOT, base);
  return bases;
}

static json_t *make_details(void) {
  json_t *details = value_object();
  value_set(details, "id", make_words("nostall/"));
  return details;
}

static void write_part(FILE *out, const char *name, json_t *value) {
  fprintf(out, "      \"%s\": ", name);
  value_write(out, value, 3);
  fputs(",\n", out);
}

static void write_results(Sarif *sarif, FILE *out) {
  ValueStream stream = {.out = out, .depth = 3};
  for (size_t i = 0; i < sarif->input->findings.count; i++) {
    value_stream_add(&stream, make_result(sarif, &sarif->input->findings.at[i]));
    arena_reset(&sarif->arena);
  }
  value_stream_end(&stream);
}

bool sarif_write(const ReportInput *input, FILE *out, Error *err) {
  Arena arena = {0};
  Sarif sarif = {.input = input, .rule_index = number_rules(&arena, input)};
  fputs("{\n  \"$schema\": \"" SCHEMA "\",\n  \"version\": \"2.1.0\",\n  \"runs\": [\n    {\n"
        "      \"tool\": {\n        \"driver\": {\n          \"name\": \"nostall\",\n"
        "          \"semanticVersion\": \"" NOSTALL_VERSION "\",\n"
        "          \"version\": \"" NOSTALL_VERSION "\",\n          \"rules\": ",
        out);
  write_rules(&sarif, out);
  fputs("\n        }\n      },\n", out);
  write_part(out, "automationDetails", make_details());
  write_part(out, "columnKind", make_words("utf16CodeUnits"));
  if (input->source.root.size > 0) write_part(out, "originalUriBaseIds", make_bases(&sarif));
  write_part(out, "invocations", make_invocation(&sarif));
  fputs("      \"results\": ", out);
  write_results(&sarif, out);
  fputs("\n    }\n  ]\n}\n", out);
  arena_release(&sarif.arena);
  arena_release(&arena);
  return output_finish(out, err);
}
