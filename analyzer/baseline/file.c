// {
//   "version": 1,
//   "findings": [
//     {"path": "app.py", "rule": "blocking-sleep", "message": "…", "fingerprint":
//     "0123456789abcdef", "count": 1}, …
//   ]
// }
//
// One line an entry and in order: two branches that add entries merge like any other text.
#include "baseline/private.h"

#include "base/file.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FINGERPRINT_DIGITS 16
#define COUNT_MAX          1000000

// ---- Reading ------------------------------------------------------------------------------------

static bool fail_entry(Error *err, size_t index, const char *what) {
  return error_set(err, FAIL_FORMAT, "findings[%zu]: %s", index, what);
}

// Texts end up on terminals.
static bool is_plain(Str text) {
  for (size_t i = 0; i < text.size; i++)
    if ((unsigned char)text.at[i] < 0x20 || text.at[i] == 0x7f) return false;
  return true;
}

static bool read_text(Arena *arena, const json_t *entry, const char *key, Str *out) {
  const json_t *value = json_object_get(entry, key);
  if (!json_is_string(value)) return false;
  *out = str_copy(arena, (Str){json_string_value(value), json_string_length(value)});
  return is_plain(*out);
}

static bool read_fingerprint(Str text, uint64_t *out) {
  *out = 0;
  for (size_t i = 0; i < text.size; i++) {
    const char *digits = "0123456789abcdef";
    const char *digit = text.at[i] ? strchr(digits, text.at[i]) : NULL;
    if (!digit) return false;
    *out = *out << 4 | (uint64_t)(digit - digits);
  }
  return text.size == FINGERPRINT_DIGITS;
}

static bool read_entry(Arena *arena, const json_t *from, size_t index, BaselineEntry *out,
                       Error *err) {
  Str fingerprint = {0};
  if (!json_is_object(from)) return fail_entry(err, index, "this is no object");
  if (!read_text(arena, from, "path", &out->path))
    return fail_entry(err, index, "`path` is missing, or no text of one line");
  if (!read_text(arena, from, "rule", &out->rule))
    return fail_entry(err, index, "`rule` is missing, or no text of one line");
  if (!read_text(arena, from, "message", &out->message))
    return fail_entry(err, index, "`message` is missing, or no text of one line");
  bool has_fingerprint = read_text(arena, from, "fingerprint", &fingerprint) &&
                         read_fingerprint(fingerprint, &out->fingerprint);
  if (!has_fingerprint) return fail_entry(err, index, "`fingerprint` is not 16 digits from 0 to f");
  const json_t *count = json_object_get(from, "count");
  json_int_t number = count ? json_integer_value(count) : 1;
  if (number < 1 || number > COUNT_MAX)
    return fail_entry(err, index, "`count` is no number from 1 to 1000000");
  out->count = (uint32_t)number;
  return true;
}

static bool read_entries(Arena *arena, const json_t *list, Baseline *out, Error *err) {
  Entries entries = {0};
  for (size_t i = 0; i < json_array_size(list); i++) {
    BaselineEntry entry = {0};
    if (!read_entry(arena, json_array_get(list, i), i, &entry, err)) return false;
    array_push(arena, &entries, entry);
  }
  *out = baseline_sort(&entries);
  return true;
}

static bool read_root(Arena *arena, const json_t *root, Baseline *out, Error *err) {
  if (!json_is_object(root)) return error_set(err, FAIL_FORMAT, "this is no baseline");
  const json_t *version = json_object_get(root, "version");
  if (!json_is_integer(version))
    return error_set(err, FAIL_FORMAT, "this is no baseline: `version` is missing, or no number");
  if (json_integer_value(version) != BASELINE_VERSION)
    return error_set(err, FAIL_FORMAT,
                     "a baseline of version %lld, and this nostall reads version %d; write it anew "
                     "with `nostall baseline create`",
                     (long long)json_integer_value(version), BASELINE_VERSION);
  const json_t *list = json_object_get(root, "findings");
  if (!json_is_array(list))
    return error_set(err, FAIL_FORMAT, "this is no baseline: `findings` is missing, or no list");
  return read_entries(arena, list, out, err);
}

bool baseline_parse(Arena *arena, Str text, Baseline *out, Error *err) {
  json_error_t problem;
  json_t *root = json_loadb(text.at ? text.at : "", text.size, JSON_REJECT_DUPLICATES, &problem);
  if (!root)
    return error_set(err, FAIL_FORMAT, "line %d, column %d: %s", problem.line, problem.column,
                     problem.text);
  bool ok = read_root(arena, root, out, err);
  json_decref(root);
  return ok;
}

bool baseline_read(Arena *arena, const char *path, Baseline *out, Error *err) {
  Str text = {0};
  Error inner = {0};
  *out = (Baseline){0};
  if (!file_read(arena, path, BASELINE_MAX_BYTES, &text, &inner))
    return error_set(err, inner.kind, "%.300s %.200s", path, inner.text);
  if (!baseline_parse(arena, text, out, &inner))
    return error_set(err, inner.kind, "%.200s: %.300s", path, inner.text);
  return true;
}

// ---- Writing ------------------------------------------------------------------------------------

typedef Array(char) Bytes;

static void put(Arena *arena, Bytes *out, Str text) {
  array_reserve(arena, out, text.size);
  if (text.size > 0) memcpy(out->at + out->count, text.at, text.size);
  out->count += text.size;
}

// Bytes of paths that are no UTF-8, or no text, become `?`: the fingerprint tells what is meant.
static json_t *make_text(Arena *arena, Str text) {
  json_t *value = is_plain(text) ? json_stringn(text.size > 0 ? text.at : "", text.size) : NULL;
  if (value) return value;
  char *plain = str_to_c(arena, text);
  for (size_t i = 0; i < text.size; i++)
    if ((unsigned char)plain[i] >= 0x80 || !is_plain(str_slice(text, i, i + 1))) plain[i] = '?';
  value = json_stringn(plain, text.size);
  if (!value) base_fatal("out of memory: cannot write a baseline");
  return value;
}

static Str print_entry(Arena *arena, const BaselineEntry *entry) {
  char digits[FINGERPRINT_DIGITS + 1];
  snprintf(digits, sizeof digits, "%016llx", (unsigned long long)entry->fingerprint);
  json_t *object =
      json_pack("{s:o, s:o, s:o, s:s, s:i}", "path", make_text(arena, entry->path), "rule",
                make_text(arena, entry->rule), "message", make_text(arena, entry->message),
                "fingerprint", digits, "count", (int)entry->count);
  char *text = object ? json_dumps(object, JSON_PRESERVE_ORDER) : NULL;
  if (!text) base_fatal("out of memory: cannot write a baseline");
  Str line = str_copy(arena, str_from_c(text));
  free(text);
  json_decref(object);
  return line;
}

Str baseline_print_list(Arena *arena, const Baseline *baseline) {
  Bytes out = {0};
  put(arena, &out, STR("["));
  for (size_t i = 0; i < baseline->count; i++) {
    put(arena, &out, i > 0 ? STR(",\n    ") : STR("\n    "));
    put(arena, &out, print_entry(arena, &baseline->at[i]));
  }
  put(arena, &out, baseline->count > 0 ? STR("\n  ]") : STR("]"));
  return (Str){out.at, out.count};
}

Str baseline_print(Arena *arena, const Baseline *baseline) {
  Str list = baseline_print_list(arena, baseline);
  return str_print(arena, "{\n  \"version\": %d,\n  \"findings\": %.*s\n}\n", BASELINE_VERSION,
                   STR_ARG(list));
}
