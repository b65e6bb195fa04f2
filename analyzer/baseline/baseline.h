// Findings that are known, kept in a file of the repository, so that only new ones are reported.
// Findings that look the same (one rule, one function, one chain of names) are one entry with a
// count: what stands in which line does not matter.
#pragma once

#include "engine/engine.h"

#define BASELINE_VERSION   1
#define BASELINE_MAX_BYTES ((size_t)64 << 20)

typedef struct BaselineEntry {
  Str path; // from the root of the project, '/' between parts
  Str rule;
  Str message;          // for people
  uint64_t fingerprint; // of the first of its equals
  uint32_t count;       // never 0
} BaselineEntry;

// In order of path, rule, message and fingerprint; of each fingerprint one.
typedef struct Baseline {
  const BaselineEntry *at;
  size_t count;
} Baseline;

Baseline baseline_of(Arena *arena, const Findings *findings);
size_t baseline_total(const Baseline *baseline); // findings

// ---- Files --------------------------------------------------------------------------------------

// Reads the text of a file. Fails: FAIL_FORMAT, with the place, for what is no baseline or of a
// later version.
bool baseline_parse(Arena *arena, Str text, Baseline *out, Error *err);
// Fails: FAIL_IO; FAIL_LIMIT above BASELINE_MAX_BYTES; FAIL_FORMAT. The path is in the text.
bool baseline_read(Arena *arena, const char *path, Baseline *out, Error *err);
// The text of a file: one line an entry, so that changes of it can be read and merged.
Str baseline_print(Arena *arena, const Baseline *baseline);
// The list in it: JSON.
Str baseline_print_list(Arena *arena, const Baseline *baseline);

// ---- Comparing ----------------------------------------------------------------------------------

typedef struct BaselineDiff {
  Baseline introduced; // in the new one and not in the old
  Baseline fixed;      // in the old one and not in the new
  Baseline preexisting;
} BaselineDiff;
BaselineDiff baseline_diff(Arena *arena, const Baseline *old, const Baseline *new);

// Takes those findings out that the baseline holds, of equals the first ones, or with `keeps` marks
// them as known and suppressed; `*known` is their number.
Findings baseline_hide(Arena *arena, const Baseline *baseline, const Findings *findings, bool keeps,
                       size_t *known);
// Which entries stay because nobody looked for them.
typedef struct BaselineKeep {
  bool (*is_kept)(void *context, const BaselineEntry *entry);
  void *context;
} BaselineKeep;
// The old entries without those that are gone; what nobody looked for stays.
Baseline baseline_prune(Arena *arena, const Baseline *old, const Baseline *new, BaselineKeep keep);
// The new entries, and those of the old that nobody looked for.
Baseline baseline_renew(Arena *arena, const Baseline *old, const Baseline *new, BaselineKeep keep);
