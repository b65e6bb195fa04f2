// The formats, one function each; see ReportFormat.write. Private to this layer.
#pragma once

#include "report/paint.h"
#include "report/report.h"

bool full_write(const ReportInput *input, FILE *out, Error *err);
bool concise_write(const ReportInput *input, FILE *out, Error *err);
bool json_write(const ReportInput *input, FILE *out, Error *err);
bool json_lines_write(const ReportInput *input, FILE *out, Error *err);
bool grouped_write(const ReportInput *input, FILE *out, Error *err);
bool tree_write(const ReportInput *input, FILE *out, Error *err);
bool sarif_write(const ReportInput *input, FILE *out, Error *err);
bool github_write(const ReportInput *input, FILE *out, Error *err);
bool gitlab_write(const ReportInput *input, FILE *out, Error *err);
bool junit_write(const ReportInput *input, FILE *out, Error *err);
bool checkstyle_write(const ReportInput *input, FILE *out, Error *err);
bool pylint_write(const ReportInput *input, FILE *out, Error *err);
bool rdjson_write(const ReportInput *input, FILE *out, Error *err);
bool azure_write(const ReportInput *input, FILE *out, Error *err);
bool agent_write(const ReportInput *input, FILE *out, Error *err);

// One line of the concise format.
void concise_print(const Painter *painter, const ReportInput *input, const Finding *finding);
// Where the findings of the file end that begins at `first`.
size_t findings_file_end(Findings findings, size_t first);

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
