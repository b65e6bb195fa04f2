// What reports need to know of files, from a session.
#pragma once

#include "cli/options.h"
#include "report/report.h"

#include "base/map.h"

typedef struct Sources {
  Arena *arena;
  const Options *options;
  Session *session;
  Interner changed; // paths whose change was told
} Sources;

// Tells on stderr, once for each file, when one has changed since it was analysed. `sources` must
// live as long as the result.
ReportSource sources_report(Sources *sources);
