// Failure as data, and the one way out when there is nothing left to do.
#define _POSIX_C_SOURCE 200809L
#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void base_fatal(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fputs("nostall: fatal: ", stderr);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  va_end(arguments);
  abort();
}

static void append(Error *err, const char *format, va_list arguments) BASE_PRINTF(2, 0);
static void append_format(Error *err, const char *format, ...) BASE_PRINTF(2, 3);

// Appends to the text; what does not fit is cut off. File names may hold anything, so control
// characters become '?': the text stays one line and cannot speak to a terminal.
static void append(Error *err, const char *format, va_list arguments) {
  size_t used = strlen(err->text);
  vsnprintf(err->text + used, sizeof err->text - used, format, arguments);
  for (char *c = err->text + used; *c; c++) {
    unsigned char byte = (unsigned char)*c;
    if (byte < 0x20 || byte == 0x7f) *c = '?';
  }
}

static void append_format(Error *err, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  append(err, format, arguments);
  va_end(arguments);
}

bool error_set(Error *err, FailKind kind, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  *err = (Error){.kind = kind};
  append(err, format, arguments);
  va_end(arguments);
  return false;
}

bool error_errno(Error *err, const char *format, ...) {
  int number = errno;
  va_list arguments;
  va_start(arguments, format);
  *err = (Error){.kind = FAIL_IO};
  append(err, format, arguments);
  va_end(arguments);
  char reason[128] = "";
  if (strerror_r(number, reason, sizeof reason) != 0)
    snprintf(reason, sizeof reason, "error %d", number);
  append_format(err, ": %s", reason);
  return false;
}
