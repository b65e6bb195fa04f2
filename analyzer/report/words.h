// What the formats of others call things, and what several of them say in the same words.
#pragma once

#include "report/report.h"

// One table for how severities are told elsewhere.
typedef struct SeverityWords {
  const char *sarif;   // level
  const char *problem; // what GitHub reads beside it: properties["problem.severity"]
  const char *github;  // the name of the workflow command
  const char *gitlab;
  const char *checkstyle;
  const char *pylint; // the letter of its category
  const char *rdjson;
  const char *azure; // there is nothing below a warning
} SeverityWords;

const SeverityWords *severity_words(Severity severity);

// For formats with room for it: the message, where each hop leads, and what to do; line by line,
// without a final line end, all of it valid UTF-8 without control characters.
Str words_describe(Arena *arena, const ReportInput *input, const Finding *finding);
// The last hop, which says why: NULL where the finding stands at it.
const FindingHop *words_cause(const Finding *finding);
// `text` as it may stand in a line: control characters and what is no UTF-8 are replaced.
Str words_line(Arena *arena, Str text);
