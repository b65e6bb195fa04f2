// What a status is called, and what is known of an error beyond its number.
#include "runtime/core.h"

#include <stdarg.h>
#include <stdlib.h>

bool status_is_exception(Status status) {
  return status != STATUS_OK && status != STATUS_CANCELLED && status != STATUS_CLOSED;
}

const char *status_name(Status status) {
  static const char *const names[] = {
      "ok",   "cancelled", "closed",   "timeout", "invalid",   "group", "stop", "full", "empty",
      "shut", "broken",    "deadlock", "budget",  "no memory", "io",    "end",  "open",
  };
  int index = -status;
  if (index < 0) return "error";
  return (size_t)index < sizeof names / sizeof names[0] ? names[index] : "unknown";
}

Failure *failure_new(Status status, Site site) {
  Failure *failure = memory_new(sizeof *failure);
  if (!failure) return NULL;
  failure->status = status;
  failure->site = site;
  failure->references = 1;
  return failure;
}

Failure *failure_reference(Failure *failure) {
  if (failure) failure->references++;
  return failure;
}

void failure_unreference(Failure *failure) {
  if (!failure || --failure->references) return;
  for (size_t i = 0; i < failure->member_count; i++)
    failure_unreference(failure->members[i]);
  free(failure->members);
  free(failure);
}

Status fiber_fail(Status status, Failure *failure) {
  Loop *loop = loop_current();
  if (!loop) {
    failure_unreference(failure);
    return status;
  }
  Failure **slot = loop->current ? &loop->current->failure : &loop->failure;
  failure_unreference(*slot);
  *slot = failure;
  return status;
}

Status failure_raise(Status status, Site site, const char *format, ...) {
  Failure *failure = failure_new(status, site);
  if (failure) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(failure->text, sizeof failure->text, format, arguments);
    va_end(arguments);
  }
  return fiber_fail(status, failure);
}

const Failure *failure_last(void) {
  Loop *loop = loop_current();
  if (!loop) return NULL;
  return loop->current ? loop->current->failure : loop->failure;
}

const char *failure_text(void) {
  const Failure *failure = failure_last();
  if (!failure) return "error"; // without a text, or memory was out when it was noted
  return failure->text[0] ? failure->text : status_name(failure->status);
}
