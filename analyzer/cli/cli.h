// The command line: words in, text and an exit code out.
#pragma once

#include "session/session.h"

// What `main` hands down, so that this layer knows no rule.
typedef struct CliProgram {
  RuleList rules;
  const char *(*rule_page)(const Rule *rule); // Markdown
  // The file at `index` in a rule's folder, what `verify` runs; NULL behind the last.
  const char *(*rule_file)(const Rule *rule, size_t index, const char **name);
} CliProgram;

// Runs the program. Returns the exit code: 0 nothing to report, 1 findings, 2 could not do the job.
int cli_main(const CliProgram *program, int argc, char **argv);
