// Lines on stderr, each written under the lock of its stream so that threads do not mix them.
#define _POSIX_C_SOURCE 200809L
#include "base/log.h"

#include <stdarg.h>

static void write_line(FILE *out, const char *prefix, const char *format, va_list arguments)
    BASE_PRINTF(3, 0);
static void write_line(FILE *out, const char *prefix, const char *format, va_list arguments) {
  flockfile(out);
  fputs(prefix, out);
  vfprintf(out, format, arguments);
  fputc('\n', out);
  funlockfile(out);
}

void log_warning(const Log *log, const char *format, ...) {
  if (log->level < LOG_WARNING) return;
  va_list arguments;
  va_start(arguments, format);
  write_line(log->out, "warning: ", format, arguments);
  va_end(arguments);
}

void log_debug(const Log *log, const char *format, ...) {
  if (log->level < LOG_DEBUG) return;
  va_list arguments;
  va_start(arguments, format);
  write_line(log->out, "", format, arguments);
  va_end(arguments);
}
