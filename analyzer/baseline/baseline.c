// From findings to entries.
#include "baseline/private.h"

#include <stdlib.h>

static int compare_entries(const void *left, const void *right) {
  const BaselineEntry *a = left;
  const BaselineEntry *b = right;
  int order = str_compare(a->path, b->path);
  if (order == 0) order = str_compare(a->rule, b->rule);
  if (order == 0) order = str_compare(a->message, b->message);
  if (order == 0) order = (a->fingerprint > b->fingerprint) - (a->fingerprint < b->fingerprint);
  return order;
}

// Equal fingerprints have the same path, rule and message; where a person changed one of them, they
// stay apart, and each counts.
static bool is_equal(const BaselineEntry *a, const BaselineEntry *b) {
  return a->fingerprint == b->fingerprint && str_equal(a->path, b->path) &&
         str_equal(a->rule, b->rule) && str_equal(a->message, b->message);
}

Baseline baseline_sort(Entries *entries) {
  size_t kept = 0;
  if (entries->count > 0) qsort(entries->at, entries->count, sizeof *entries->at, compare_entries);
  for (size_t i = 0; i < entries->count; i++) {
    BaselineEntry entry = entries->at[i];
    bool is_new = kept == 0 || !is_equal(&entries->at[kept - 1], &entry);
    if (is_new)
      entries->at[kept++] = entry;
    else
      entries->at[kept - 1].count += entry.count;
  }
  return (Baseline){entries->at, kept};
}

// What a message counts changes with every edit: "(2 more calls lead there)", "(also …)".
static Str lasting(Str message) {
  size_t end = str_find(message, STR(" ("));
  return end == SIZE_MAX ? message : str_slice(message, 0, end);
}

Baseline baseline_of(Arena *arena, const Findings *findings) {
  Entries entries = {0};
  for (size_t i = 0; i < findings->count; i++) {
    const Finding *finding = &findings->at[i];
    if (finding->is_suppressed) continue;
    BaselineEntry entry = {.path = finding->path,
                           .rule = str_from_c(finding->rule->id),
                           .message = lasting(finding->message),
                           .fingerprint = finding->kin,
                           .count = 1};
    array_push(arena, &entries, entry);
  }
  return baseline_sort(&entries);
}

size_t baseline_total(const Baseline *baseline) {
  size_t total = 0;
  for (size_t i = 0; i < baseline->count; i++)
    total += baseline->at[i].count;
  return total;
}
