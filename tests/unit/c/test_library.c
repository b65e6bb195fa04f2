// Opening libclang: where it is, where it is not, where its headers are not.
#define _XOPEN_SOURCE 700
#include "../session/folder.h"
#include "c/c.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void opens(void) {
  CLibrary *library = NULL;
  Error err = {0};
  assert_success(c_library_open(NULL, &library, &err), &err);
  assert_true(str_find(c_library_version(library), STR("version")) != SIZE_MAX);
  assert_str_equal(c_library_warning(library), STR(""));
  c_library_free(library);
}
TEST_CASE("the newest that is there", opens)

typedef struct Row {
  const char *name;
  const char *path;
  const char *want;
} Row;

static const Row rows[] = {
    {"nothing there", "/not/there/libclang.so", "/not/there/libclang.so"},
    {"no library", "/etc/passwd", "cannot open libclang as /etc/passwd"},
    {"another library", "libc.so.6", "install libclang1-19"},
};

static void refuses(const Row *row) {
  CLibrary *library = NULL;
  Error err = {0};
  assert_false(c_library_open(row->path, &library, &err));
  assert_int_equal(err.kind, FAIL_USAGE);
  assert_non_null(strstr(err.text, row->want));
  assert_null(library);
}
TEST_TABLE("what is no libclang", rows, refuses)

static void obeys_environment(void) {
  CLibrary *library = NULL;
  Error err = {0};
  setenv("NOSTALL_LIBCLANG", "/not/there", 1);
  assert_false(c_library_open(NULL, &library, &err));
  unsetenv("NOSTALL_LIBCLANG");
  assert_non_null(strstr(err.text, "/not/there"));
}
TEST_CASE("NOSTALL_LIBCLANG", obeys_environment)

// Distributions pack the library and its headers apart.
static void falls_back(void) {
  CLibrary *library = NULL;
  Error err = {0};
  assert_success(c_library_open(FAKE_LIBCLANG, &library, &err), &err);
  assert_str_equal(c_library_version(library), STR("fake clang version 99.1.2"));
  assert_true(str_find(c_library_warning(library), STR("libclang-common-19-dev")) != SIZE_MAX);
  c_library_free(library);
}
TEST_CASE("a library without its headers", falls_back)

TEST_MAIN(&falls_back_table, &opens_table, &refuses_table, &obeys_environment_table)
