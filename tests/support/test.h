// Unit tests as tables: a row is a test with a name, a bug becomes a row.
//
//   typedef struct Row {
//     const char *name; // obligatory
//     Span a, b, want;
//   } Row;
//   static const Row rows[] = {
//       {"apart keeps the gap", {0, 2}, {5, 9}, {0, 9}},
//   };
//
//   static void joins(const Row *row) {
//     assert_span_equal(span_join(row->a, row->b), row->want);
//   }
//   TEST_TABLE("span_join", rows, joins)
//
//   static void joining_is_symmetric(void) { ... }
//   TEST_CASE("span_join is symmetric", joining_is_symmetric)
//
//   TEST_MAIN(&joins_table, &joining_is_symmetric_table)
//
// The tables are named after their functions. One that TEST_MAIN does not list is an unused
// variable, so it does not compile. `unit-base-test_span 'apart*'` runs the rows with such names.
#pragma once

#include "base/error.h"
#include "base/span.h"

// cmocka.h wants these before it.
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

typedef struct TestTable {
  const char *title;
  size_t count;
  const char *(*name)(size_t row);
  void (*run)(size_t row);
} TestTable;

// Runs `function` once for each element of the array `rows`.
#define TEST_TABLE(title, rows, function)                                                          \
  static const char *function##_name(size_t row) {                                                 \
    return (rows)[row].name;                                                                       \
  }                                                                                                \
  static void function##_run(size_t row) {                                                         \
    function(&(rows)[row]);                                                                        \
  }                                                                                                \
  static const TestTable function##_table = {title, COUNT_OF(rows), function##_name,               \
                                             function##_run};

// Runs `function` once: for a story that is no row of a table.
#define TEST_CASE(title, function)                                                                 \
  static const char *function##_name(size_t row) {                                                 \
    (void)row;                                                                                     \
    return title;                                                                                  \
  }                                                                                                \
  static void function##_run(size_t row) {                                                         \
    (void)row;                                                                                     \
    function();                                                                                    \
  }                                                                                                \
  static const TestTable function##_table = {title, 1, function##_name, function##_run};

// The program: runs the tables in this order.
#define TEST_MAIN(...)                                                                             \
  int main(int argc, char **argv) {                                                                \
    static const TestTable *const tables[] = {__VA_ARGS__};                                        \
    return test_main(tables, COUNT_OF(tables), argc, argv);                                        \
  }
int test_main(const TestTable *const *tables, size_t count, int argc, char **argv);

// Beside cmocka's own assertions; a failure names the line of the assertion. Variadic so that
// (Str){at, size} can be an argument.
#define assert_str_equal(...)  test_str_equal(__VA_ARGS__, __FILE__, __LINE__)  // got, want
#define assert_span_equal(...) test_span_equal(__VA_ARGS__, __FILE__, __LINE__) // got, want
// `ok` is what a function that fills an Error returned; a failure prints the text of `err`.
#define assert_success(ok, err) test_success((ok), (err), __FILE__, __LINE__)
// Holds `got` against the whole of tests/golden/<path>; ANALYZER_BLESS=1 in the environment writes
// that file instead. Review the diff, then commit it.
#define assert_golden(path, got) test_golden((path), (got), __FILE__, __LINE__)

void test_str_equal(Str got, Str want, const char *file, int line);
void test_span_equal(Span got, Span want, const char *file, int line);
void test_success(bool ok, const Error *err, const char *file, int line);
void test_golden(const char *path, Str got, const char *file, int line);
