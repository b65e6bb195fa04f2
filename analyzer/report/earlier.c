// Reading the array that `check -o json` prints.
#include "report/report.h"

#include <jansson.h>
#include <string.h>

#define FINGERPRINT_DIGITS 16

static Str text_of(Arena *arena, const json_t *object, const char *key) {
  const json_t *value = json_object_get(object, key);
  if (!json_is_string(value)) return (Str){0};
  return str_copy(arena, (Str){json_string_value(value), json_string_length(value)});
}

static bool read_fingerprint(Str text, uint64_t *out) {
  *out = 0;
  for (size_t i = 0; i < text.size; i++) {
    static const char digits[] = "0123456789abcdef";
    const char *digit = text.at[i] ? strchr(digits, text.at[i]) : NULL;
    if (!digit) return false;
    *out = *out << 4 | (uint64_t)(digit - digits);
  }
  return text.size == FINGERPRINT_DIGITS;
}

static Severity severity_of(Str word) {
  for (Severity severity = SEVERITY_INFO; severity <= SEVERITY_ERROR; severity++)
    if (str_equal_c(word, severity_name(severity))) return severity;
  return SEVERITY_WARNING;
}

static bool read_entry(Arena *arena, const json_t *from, EarlierFinding *out) {
  out->rule = text_of(arena, from, "rule");
  out->message = text_of(arena, from, "message");
  out->path = text_of(arena, from, "filename");
  out->severity = severity_of(text_of(arena, from, "severity"));
  out->count = 1;
  return out->rule.size > 0 &&
         read_fingerprint(text_of(arena, from, "fingerprint"), &out->fingerprint);
}

static bool read_list(Arena *arena, const json_t *list, EarlierRun *out, Error *err) {
  size_t count = json_array_size(list);
  EarlierFinding *findings = arena_push(arena, EarlierFinding, count + 1);
  for (size_t i = 0; i < count; i++)
    if (!read_entry(arena, json_array_get(list, i), &findings[i]))
      return error_set(err, FAIL_FORMAT,
                       "entry %zu is no finding: `rule` or `fingerprint` is missing or wrong",
                       i + 1);
  out->findings = findings;
  out->count = count;
  return true;
}

bool earlier_parse(Arena *arena, Str text, EarlierRun *out, Error *err) {
  json_error_t problem;
  json_t *root = json_loadb(text.at ? text.at : "", text.size, 0, &problem);
  if (!root)
    return error_set(err, FAIL_FORMAT, "line %d, column %d: %s", problem.line, problem.column,
                     problem.text);
  bool ok = json_is_array(root)
                ? read_list(arena, root, out, err)
                : error_set(err, FAIL_FORMAT, "this is not what `nostall check -o json` prints");
  json_decref(root);
  return ok;
}
