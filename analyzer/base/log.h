// Notes for the person who runs the tool, on stderr: never results. Comes down with the context.
#pragma once

#include "base/base.h"

#include <stdio.h>

typedef enum LogLevel { LOG_SILENT, LOG_WARNING, LOG_DEBUG } LogLevel;

typedef struct Log {
  FILE *out; // not owned
  LogLevel level;
} Log;

// "warning: <text>": something the person should know and the run survives. Thread-safe as stdio
// is.
void log_warning(const Log *log, const char *format, ...) BASE_PRINTF(2, 3);
// "<layer>: <event> key=value": for --verbose.
void log_debug(const Log *log, const char *format, ...) BASE_PRINTF(2, 3);
