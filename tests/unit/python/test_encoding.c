// python_decode: marks, declarations, bytes that do not fit; and what becomes of them as problems.
#include "query.h"
#include "support/test.h"

#include "facts/facts.h"
#include "python/python.h"

#include <string.h>

// A string literal that may hold NUL.
#define BYTES(literal)                                                                             \
  { literal, sizeof(literal) - 1 }
#define GOOD UINT32_MAX

typedef struct Row {
  const char *name;
  Str bytes;
  Str want;
  uint32_t first_bad;
} Row;

static const Row rows[] = {
    {"nothing", BYTES(""), BYTES(""), GOOD},
    {"ASCII", BYTES("a = 1\n"), BYTES("a = 1\n"), GOOD},
    {"all lengths of UTF-8", BYTES("\x7f\xC2\x80\xE0\xA0\x80\xF0\x90\x80\x80"),
     BYTES("\x7f\xC2\x80\xE0\xA0\x80\xF0\x90\x80\x80"), GOOD},
    {"the last of each length", BYTES("\xDF\xBF\xED\x9F\xBF\xEF\xBF\xBF\xF4\x8F\xBF\xBF"),
     BYTES("\xDF\xBF\xED\x9F\xBF\xEF\xBF\xBF\xF4\x8F\xBF\xBF"), GOOD},
    {"a byte order mark", BYTES("\xEF\xBB\xBF# a"), BYTES("# a"), GOOD},
    {"a mark goes before a declaration", BYTES("\xEF\xBB\xBF# coding: latin-1\n\xC3\xA4"),
     BYTES("# coding: latin-1\n\xC3\xA4"), GOOD},
    {"line ends stay", BYTES("a\r\nb\rc\n"), BYTES("a\r\nb\rc\n"), GOOD},
    {"NUL stays", BYTES("a\0b"), BYTES("a\0b"), GOOD},
    {"a stray byte",
     BYTES("ab\xFF"
           "cd"),
     BYTES("ab\xEF\xBF\xBD"
           "cd"),
     2},
    {"one replacement for one cut character",
     BYTES("\xE2\x82"
           "a"),
     BYTES("\xEF\xBF\xBD"
           "a"),
     0},
    {"cut at the end", BYTES("a\xF0\x90\x80"), BYTES("a\xEF\xBF\xBD"), 1},
    {"overlong forms", BYTES("\xC0\xAF"), BYTES("\xEF\xBF\xBD\xEF\xBF\xBD"), 0},
    {"surrogates", BYTES("\xED\xA0\x80"), BYTES("\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"), 0},
    {"beyond Unicode", BYTES("\xF4\x90\x80\x80"),
     BYTES("\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"), 0},
    {"far behind ASCII", BYTES("0123456789abcdef\x80"), BYTES("0123456789abcdef\xEF\xBF\xBD"), 16},
    {"Latin-1", BYTES("# coding: latin-1\n\xE4"), BYTES("# coding: latin-1\n\xC3\xA4"), GOOD},
    {"as Emacs says it", BYTES("# -*- coding: iso-8859-15 -*-\n\xA4"),
     BYTES("# -*- coding: iso-8859-15 -*-\n\xE2\x82\xAC"), GOOD},
    {"as vim says it", BYTES("# vim: set fileencoding=cp1252 :\n\x80"),
     BYTES("# vim: set fileencoding=cp1252 :\n\xE2\x82\xAC"), GOOD},
    {"in the second line", BYTES("#!/usr/bin/python\r\n# coding=koi8-r\r\n\xC1"),
     BYTES("#!/usr/bin/python\r\n# coding=koi8-r\r\n\xD0\xB0"), GOOD},
    {"in the second line behind a blank one", BYTES(" \n# coding=koi8-r\n\xC1"),
     BYTES(" \n# coding=koi8-r\n\xD0\xB0"), GOOD},
    {"not behind code", BYTES("a\n# coding: latin-1\n\xC3\xA4"),
     BYTES("a\n# coding: latin-1\n\xC3\xA4"), GOOD},
    {"not in the third line", BYTES("#\n#\n# coding: latin-1\n\xC3\xA4"),
     BYTES("#\n#\n# coding: latin-1\n\xC3\xA4"), GOOD},
    {"not in code", BYTES("coding = 'coding: latin-1'\n\xC3\xA4"),
     BYTES("coding = 'coding: latin-1'\n\xC3\xA4"), GOOD},
    {"the second word counts", BYTES("# coding is coding: latin-1\n\xE4"),
     BYTES("# coding is coding: latin-1\n\xC3\xA4"), GOOD},
    {"capitals and other punctuation", BYTES("# coding: ISO_8859-1\n\xE4"),
     BYTES("# coding: ISO_8859-1\n\xC3\xA4"), GOOD},
    {"with line ends in the name", BYTES("# coding: utf-8-unix\n\xC3\xA4"),
     BYTES("# coding: utf-8-unix\n\xC3\xA4"), GOOD},
    {"two bytes a character", BYTES("# coding: shift_jis\n\x82\xA0"),
     BYTES("# coding: shift_jis\n\xE3\x81\x82"), GOOD},
    {"bytes that a code page lacks",
     BYTES("# coding: cp1252\n\x81"
           "a"),
     BYTES("# coding: cp1252\n\xEF\xBF\xBD"
           "a"),
     17},
    {"half a character at the end", BYTES("# coding: euc-jp\n\xA4"),
     BYTES("# coding: euc-jp\n\xEF\xBF\xBD"), 17},
    {"ASCII with something else in it", BYTES("# coding: ascii\n\xC3\xA4"),
     BYTES("# coding: ascii\n\xEF\xBF\xBD\xEF\xBF\xBD"), 16},
};

static void decodes(const Row *row) {
  Arena arena = {0};
  Str text = {0};
  uint32_t first_bad = 0;
  Error err = {0};
  assert_success(python_decode(&arena, row->bytes, &text, &first_bad, &err), &err);
  assert_str_equal(text, row->want);
  assert_int_equal(first_bad, row->first_bad);
  arena_release(&arena);
}
TEST_TABLE("python_decode", rows, decodes)

// What was read without a loss is written as it was.
static void encodes(const Row *row) {
  Arena arena = {0};
  Str bytes = {0};
  Error err = {0};
  if (row->first_bad != GOOD) return;
  assert_success(python_encode(&arena, row->bytes, row->want, &bytes, &err), &err);
  assert_str_equal(bytes, row->bytes);
  arena_release(&arena);
}
TEST_TABLE("python_encode", rows, encodes)

static void cannot_encode(void) {
  Arena arena = {0};
  Str bytes = {0};
  Error err = {0};
  Str text = STR("# coding: latin-1\n\xE2\x82\xAC");
  assert_false(python_encode(&arena, STR("# coding: latin-1\n"), text, &bytes, &err));
  assert_int_equal(err.kind, FAIL_FORMAT);
  assert_false(python_encode(&arena, STR("# coding: klingon\n"), STR("a"), &bytes, &err));
  arena_release(&arena);
}
TEST_CASE("python_encode of what does not fit", cannot_encode)

typedef struct UnknownRow {
  const char *name;
  const char *bytes;
  const char *error;
} UnknownRow;

static const UnknownRow unknown_rows[] = {
    {"no such encoding", "# coding: klingon\n", "unknown encoding: klingon"},
    {"not one that extends ASCII", "# coding: utf-16\n", "unknown encoding: utf-16"},
    {"not one of bytes", "# coding: rot13\n", "unknown encoding: rot13"},
    {"too long to be one", "# coding: 0123456789012345678901234567890123456789\n",
     "unknown encoding: 0123456789012345678901234567890123456789"},
};

static void refuses(const UnknownRow *row) {
  Arena arena = {0};
  Str text = {0};
  uint32_t first_bad = 0;
  Error err = {0};
  assert_false(python_decode(&arena, str_from_c(row->bytes), &text, &first_bad, &err));
  assert_int_equal(err.kind, FAIL_FORMAT);
  assert_string_equal(err.text, row->error);
  assert_str_equal(text, str_from_c(row->bytes)); // read as UTF-8 all the same
  arena_release(&arena);
}
TEST_TABLE("unknown encodings", unknown_rows, refuses)

typedef struct ProblemRow {
  const char *name;
  Str bytes;
  const char *want; // the end of what is printed
} ProblemRow;

static const ProblemRow problem_rows[] = {
    {"bytes that do not fit", BYTES("a  # \xFF\n"),
     "problems\n  encoding \"not in the encoding of the file\" @1:6-1:9\n"},
    {"an encoding that does not exist", BYTES("# coding: klingon\na\n"),
     "problems\n  encoding \"unknown encoding: klingon\" @1:1-1:1\n"},
    {"NUL counts as a blank", BYTES("a =\0b\n"), "problems\n  nul \"a NUL byte\" @1:4-1:5\n"},
};

static void becomes_problem(const ProblemRow *row) {
  Arena arena = {0};
  Summary summary = {0};
  Error err = {0};
  Str block = query_block(&arena, STR("x.py"), row->bytes);
  assert_success(summary_open(block, &summary, &err), &err);
  assert_int_equal(summary.problems_count, 1);
  Str printed = summary_print(&arena, &summary);
  Str want = str_from_c(row->want);
  assert_str_equal(str_slice(printed, printed.size - want.size, printed.size), want);
  arena_release(&arena);
}
TEST_TABLE("problems of encoding", problem_rows, becomes_problem)

static void too_large(void) {
  Arena arena = {0};
  size_t size = PYTHON_SOURCE_MAX_BYTES + 1u;
  Str bytes = {arena_push(&arena, char, size), size};
  Summary summary = {0};
  Error err = {0};
  Str block = query_block(&arena, STR("x.py"), bytes);
  assert_success(summary_open(block, &summary, &err), &err);
  assert_int_equal(summary.source_bytes, 0);
  assert_int_equal(summary.problems_count, 1);
  assert_int_equal(summary.problems[0].kind, PROBLEM_TOO_LARGE);
  assert_str_equal(summary_name(&summary, summary.problems[0].text), STR("larger than 64 MiB"));
  arena_release(&arena);
}
TEST_CASE("sources that are too large are not read", too_large)

static void stub_file(void) {
  Arena arena = {0};
  Summary summary = summary_view(query_block(&arena, STR("a/x.pyi"), STR("def f(): ...\n")));
  assert_int_equal(summary.flags, SUMMARY_STUB_FILE);
  arena_release(&arena);
}
TEST_CASE("a .pyi is a stub file", stub_file)

// What one file leaves behind must not be seen in the next.
static void same_bytes(void) {
  Arena arena = {0};
  PythonReader *reader = python_reader_new();
  Str first = STR("def f():\n    nonlocal a\n    a = 1\n__all__ = [f]  # noqa\n");
  Str want = python_summarize(reader, &arena, STR("x.py"), first);
  python_summarize(reader, &arena, STR("y.py"), STR("async def g(): await h()\n"));
  assert_str_equal(python_summarize(reader, &arena, STR("x.py"), first), want);
  python_reader_free(reader);
  arena_release(&arena);
}
TEST_CASE("the same text gives the same bytes", same_bytes)

// Nothing is read of what stands behind the padding.
static const Row padded_rows[] = {
    {"nothing", BYTES(""), {0}, 0},
    {"a line", BYTES("a = b\n"), {0}, 0},
    {"no line end", BYTES("async def f(): await g"), {0}, 0},
    {"a comment at the end", BYTES("a  # noqa"), {0}, 0},
    {"a string that is not closed", BYTES("a = b\nc = 'd"), {0}, 0},
    {"a bracket that is not closed", BYTES("a = b\nc = (d"), {0}, 0},
    {"a type in quotes", BYTES("def f(a: 'B.C') -> 'D'"), {0}, 0},
    {"a byte order mark", BYTES("\xEF\xBB\xBFwith a: b()"), {0}, 0},
    {"a text that is converted", BYTES("# coding: latin-1\na = '\xE4'"), {0}, 0},
    {"bytes that do not fit", BYTES("a = b  # \xFF"), {0}, 0},
    {"NUL", BYTES("a =\0b"), {0}, 0},
};

static void padded(const Row *row) {
  Arena arena = {0};
  PythonReader *reader = python_reader_new();
  Str want = python_summarize(reader, &arena, STR("x.py"), row->bytes);
  Str behind = STR("_after_the_padding = 1\n");
  char *at = arena_push(&arena, char, row->bytes.size + PYTHON_PADDING_BYTES + behind.size);
  if (row->bytes.size > 0) memcpy(at, row->bytes.at, row->bytes.size);
  memcpy(at + row->bytes.size + PYTHON_PADDING_BYTES, behind.at, behind.size);
  Str bytes = {at, row->bytes.size};
  assert_str_equal(python_summarize_padded(reader, &arena, STR("x.py"), bytes), want);
  assert_str_equal(python_summarize(reader, &arena, STR("x.py"), row->bytes), want);
  python_reader_free(reader);
  arena_release(&arena);
}
TEST_TABLE("padding changes nothing", padded_rows, padded)

TEST_MAIN(&decodes_table, &encodes_table, &cannot_encode_table, &refuses_table,
          &becomes_problem_table, &too_large_table, &stub_file_table, &same_bytes_table,
          &padded_table)
