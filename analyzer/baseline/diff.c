// Baselines held against one another, and against findings. Only fingerprints and counts matter.
#include "baseline/private.h"

#include "base/map.h"

typedef struct Counts { // fingerprint -> how many of it there are
  Arena scratch;
  Map map;
} Counts;

static Counts count_all(const Baseline *baseline) {
  Counts counts = {0};
  for (size_t i = 0; i < baseline->count; i++)
    *map_insert(&counts.scratch, &counts.map, baseline->at[i].fingerprint, 0) +=
        baseline->at[i].count;
  return counts;
}

// Takes up to `wanted` of a fingerprint away; how many there were.
static uint32_t take(Counts *counts, uint64_t fingerprint, uint32_t wanted) {
  uint32_t *left = map_find(&counts->map, fingerprint);
  if (!left) return 0;
  uint32_t taken = *left < wanted ? *left : wanted;
  *left -= taken;
  return taken;
}

static void push(Arena *arena, Entries *list, BaselineEntry entry, uint32_t count) {
  entry.count = count;
  if (count > 0) array_push(arena, list, entry);
}

// Splits `from` into what is in `other`, too, and what is not. Either may be NULL.
static void split(Arena *arena, const Baseline *from, const Baseline *other, Entries *in_both,
                  Entries *alone) {
  Counts counts = count_all(other);
  for (size_t i = 0; i < from->count; i++) {
    BaselineEntry entry = from->at[i];
    uint32_t both = take(&counts, entry.fingerprint, entry.count);
    if (in_both) push(arena, in_both, entry, both);
    if (alone) push(arena, alone, entry, entry.count - both);
  }
  arena_release(&counts.scratch);
}

BaselineDiff baseline_diff(Arena *arena, const Baseline *old, const Baseline *new) {
  Entries introduced = {0}, fixed = {0}, preexisting = {0};
  split(arena, new, old, &preexisting, &introduced);
  split(arena, old, new, NULL, &fixed);
  return (BaselineDiff){.introduced = {introduced.at, introduced.count},
                        .fixed = {fixed.at, fixed.count},
                        .preexisting = {preexisting.at, preexisting.count}};
}

Findings baseline_hide(Arena *arena, const Baseline *baseline, const Findings *findings, bool keeps,
                       size_t *known) {
  Counts counts = count_all(baseline);
  Finding *kept = arena_push(arena, Finding, findings->count + 1);
  Findings out = *findings;
  out.at = kept;
  out.count = 0;
  *known = 0;
  for (size_t i = 0; i < findings->count; i++) {
    Finding finding = findings->at[i];
    finding.is_known = !finding.is_suppressed && take(&counts, finding.kin, 1) > 0;
    finding.is_suppressed |= finding.is_known;
    *known += finding.is_known;
    if (!finding.is_known || keeps) kept[out.count++] = finding;
  }
  arena_release(&counts.scratch);
  return out;
}

Baseline baseline_prune(Arena *arena, const Baseline *old, const Baseline *new, BaselineKeep keep) {
  Entries kept = {0};
  Counts counts = count_all(new);
  for (size_t i = 0; i < old->count; i++) {
    BaselineEntry entry = old->at[i];
    uint32_t found = take(&counts, entry.fingerprint, entry.count);
    push(arena, &kept, entry, keep.is_kept(keep.context, &entry) ? entry.count : found);
  }
  arena_release(&counts.scratch);
  return baseline_sort(&kept);
}

Baseline baseline_renew(Arena *arena, const Baseline *old, const Baseline *new, BaselineKeep keep) {
  Entries all = {0};
  for (size_t i = 0; i < new->count; i++)
    array_push(arena, &all, new->at[i]);
  for (size_t i = 0; i < old->count; i++)
    if (keep.is_kept(keep.context, &old->at[i])) array_push(arena, &all, old->at[i]);
  return baseline_sort(&all);
}
