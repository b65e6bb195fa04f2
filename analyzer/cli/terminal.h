// What the terminal is like, and the line on it that shows how far a long run has come.
#pragma once

#include "cli/options.h"

#include <stdio.h>

// Whether to colour what goes to `out`: --color, then NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE,
// then whether it is a terminal that can.
bool terminal_has_color(FILE *out, ColorChoice choice);

// Whether nobody reads what we print any more: `nostall | head`.
bool terminal_is_closed_pipe(FILE *out);

typedef struct Progress {
  FILE *out;
  bool is_on;    // a terminal, and wanted
  bool is_shown; // there is a line to be erased
  uint64_t start_ms;
  uint64_t last_ms;
} Progress;

void progress_init(Progress *progress, FILE *out, bool is_wanted);
// Shows a line, but not in the first moments and not too often. For SessionOptions.on_progress.
void progress_show(void *progress, const char *phase, size_t done, size_t total);
void progress_clear(Progress *progress);
