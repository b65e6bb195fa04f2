// What can fail returns bool and fills an Error: a kind to branch on, a text for people. Broken
// input is not an error but data (a Problem in a Summary); no memory and broken invariants abort.
#pragma once

#include "base/base.h"

typedef enum FailKind {
  FAIL_NONE,
  FAIL_IO,     // the world said no: missing, unreadable, full
  FAIL_LIMIT,  // larger or deeper than we accept
  FAIL_FORMAT, // bytes that do not mean what they should
  FAIL_USAGE,  // the person asked for something that does not exist
} FailKind;

#define ERROR_TEXT_BYTES 512

typedef struct Error {
  FailKind kind;
  char text[ERROR_TEXT_BYTES]; // one plain line, terminated, names the file and what to do
} Error;

// Fills `*err` and returns false, for `return error_set(...)`.
bool error_set(Error *err, FailKind kind, const char *format, ...) BASE_PRINTF(3, 4);
// The same with kind FAIL_IO and ": <text of errno>" appended.
bool error_errno(Error *err, const char *format, ...) BASE_PRINTF(2, 3);
