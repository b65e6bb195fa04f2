// The formats, one function each; see ReportFormat.write. Private to this layer.
#pragma once

#include "report/paint.h"
#include "report/report.h"

bool full_write(const ReportInput *input, FILE *out, Error *err);
bool concise_write(const ReportInput *input, FILE *out, Error *err);
bool json_write(const ReportInput *input, FILE *out, Error *err);
bool json_lines_write(const ReportInput *input, FILE *out, Error *err);

// Findings per rule, the most frequent first.
typedef struct RuleCount {
  const Rule *rule;
  size_t count;
} RuleCount;
// Returns one entry for each rule that has findings, in `arena`.
const RuleCount *statistics_count(Arena *arena, const ReportInput *input, size_t *count);
void statistics_print(const ReportInput *input, FILE *out);

// Whether a run with --fix (and --unsafe-fixes, where the input says so) would mend it.
bool report_offers_fix(const ReportInput *input, const Finding *finding);

// The last lines for people: "Found 3 problems in 2 of 8 files."
void summary_print_line(const Painter *painter, const ReportInput *input);

// Every writer ends with this: what was printed has arrived, or FAIL_IO.
bool output_finish(FILE *out, Error *err);
