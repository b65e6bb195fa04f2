// Earlier runs beside this one. Findings are the same when their fingerprints are.
#include "report/page.h"

#include "base/map.h"

#define GONE_MAX 500 // of those that are gone

static json_t *make_counts(const uint32_t *counts) {
  json_t *object = value_object();
  for (Severity severity = SEVERITY_INFO; severity <= SEVERITY_ERROR; severity++)
    value_set(object, severity_name(severity), value_number(counts[severity]));
  return object;
}

static json_t *make_run(const EarlierRun *run) {
  uint32_t counts[SEVERITY_ERROR + 1] = {0};
  for (size_t i = 0; i < run->count; i++)
    counts[run->findings[i].severity] += run->findings[i].count;
  json_t *object = value_object();
  value_set(object, "name", value_text(run->name));
  value_set(object, "counts", make_counts(counts));
  return object;
}

static json_t *make_now(const ReportInput *input) {
  uint32_t counts[SEVERITY_ERROR + 1] = {0};
  for (size_t i = 0; i < input->findings.count; i++)
    counts[input->findings.at[i].severity]++;
  json_t *object = value_object();
  value_set(object, "name", value_text(STR("now")));
  value_set(object, "counts", make_counts(counts));
  return object;
}

// How many findings of the earlier run have no counterpart yet, by fingerprint. A baseline tells
// equals as one entry, with the fingerprint of the first and their number.
static Map count_known(Arena *arena, const EarlierRun *last) {
  Map known = {0};
  for (size_t i = 0; i < last->count; i++)
    *map_insert(arena, &known, last->findings[i].fingerprint, 0) += last->findings[i].count;
  return known;
}

static bool take(const Map *known, uint64_t fingerprint) {
  uint32_t *left = map_find(known, fingerprint);
  if (!left || *left == 0) return false;
  --*left;
  return true;
}

// What is left in `known` is gone.
static json_t *make_fresh(const ReportInput *input, const Map *known) {
  json_t *fresh = value_list();
  for (size_t i = 0; i < input->findings.count; i++) {
    const Finding *finding = &input->findings.at[i];
    if (!take(known, finding->fingerprint) && !take(known, finding->kin))
      value_add(fresh, value_number(i));
  }
  return fresh;
}

// An earlier report has absolute paths.
static Str below_root(const ReportInput *input, Str path) {
  Str root = input->source.root;
  bool is_below = root.size > 0 && str_has_prefix(path, root) && path.size > root.size + 1 &&
                  path.at[root.size] == '/';
  return is_below ? str_slice(path, root.size + 1, path.size) : path;
}

static json_t *make_gone(const ReportInput *input, const EarlierRun *last, const Map *known,
                         size_t *count) {
  json_t *gone = value_list();
  *count = 0;
  for (size_t i = 0; i < last->count; i++) {
    const EarlierFinding *finding = &last->findings[i];
    uint32_t left = *map_find(known, finding->fingerprint);
    *count += left;
    if (left == 0 || json_array_size(gone) >= GONE_MAX) continue;
    json_t *object = value_object();
    value_set(object, "rule", value_text(finding->rule));
    value_set(object, "path", value_text(below_root(input, finding->path)));
    value_set(object, "message", value_text(finding->message));
    value_add(gone, object);
  }
  return gone;
}

json_t *page_history(const PageInput *input) {
  if (input->earlier_count == 0) return json_null();
  Arena arena = {0};
  const EarlierRun *last = &input->earlier[input->earlier_count - 1];
  json_t *runs = value_list();
  for (size_t i = 0; i < input->earlier_count; i++)
    value_add(runs, make_run(&input->earlier[i]));
  value_add(runs, make_now(&input->report));
  size_t gone_count = 0;
  Map known = count_known(&arena, last);
  json_t *object = value_object();
  value_set(object, "runs", runs);
  value_set(object, "fresh", make_fresh(&input->report, &known));
  value_set(object, "gone", make_gone(&input->report, last, &known, &gone_count));
  value_set(object, "goneCount", value_number(gone_count));
  arena_release(&arena);
  return object;
}
