// Errors are one plain line; the log writes what its level lets through.
#define _POSIX_C_SOURCE 200809L
#include "base/error.h"
#include "base/log.h"
#include "support/test.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

typedef struct Row {
  const char *name;
  const char *part; // printed into the text
  const char *want;
} Row;

static const Row rows[] = {
    {"plain", "app.py", "cannot read app.py"},
    {"empty", "", "cannot read "},
    {"line ends become marks", "a\nb\r", "cannot read a?b?"},
    {"escape sequences become marks", "\x1b[31m", "cannot read ?[31m"},
    {"other alphabets stay", "\xc3\xa4.py", "cannot read \xc3\xa4.py"},
};

static void sets(const Row *row) {
  Error err = {0};
  assert_false(error_set(&err, FAIL_LIMIT, "cannot read %s", row->part));
  assert_int_equal(err.kind, FAIL_LIMIT);
  assert_string_equal(err.text, row->want);
}
TEST_TABLE("error_set", rows, sets)

static void appends_reason(void) {
  Error err = {0};
  errno = ENOENT;
  assert_false(error_errno(&err, "cannot open %s", "app.py"));
  assert_int_equal(err.kind, FAIL_IO);
  assert_string_equal(err.text, "cannot open app.py: No such file or directory");
}
TEST_CASE("error_errno", appends_reason)

static void cuts_long_text(void) {
  char name[2 * ERROR_TEXT_BYTES] = "";
  memset(name, 'x', sizeof name - 1);
  Error err = {0};
  errno = ENOENT;
  assert_false(error_errno(&err, "cannot open %s", name));
  assert_int_equal(strlen(err.text), ERROR_TEXT_BYTES - 1);
}
TEST_CASE("error_errno with a text that does not fit", cuts_long_text)

typedef struct LogRow {
  const char *name;
  LogLevel level;
  const char *want;
} LogRow;

static const LogRow log_rows[] = {
    {"silent", LOG_SILENT, ""},
    {"warnings", LOG_WARNING, "warning: 2 files skipped\n"},
    {"everything", LOG_DEBUG, "warning: 2 files skipped\nsession: read path=a.py\n"},
};

static void logs(const LogRow *row) {
  char text[200] = "";
  FILE *out = fmemopen(text, sizeof text, "w");
  assert_non_null(out);
  Log log = {.out = out, .level = row->level};
  log_warning(&log, "%d files skipped", 2);
  log_debug(&log, "session: read path=%s", "a.py");
  fclose(out);
  assert_string_equal(text, row->want);
}
TEST_TABLE("log", log_rows, logs)

TEST_MAIN(&sets_table, &appends_reason_table, &cuts_long_text_table, &logs_table)
