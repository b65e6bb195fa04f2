// Suppressions: directives, and the lines that they are for.
#include "query.h"
#include "support/test.h"

static const FactsRow directives_rows[] = {
    {"noqa", "a  # noqa\n", "suppressions", "noqa @1:4-1:10 covers@1:1-2:1\n"},
    {"without a blank, in capitals", "a  #NOQA\n", "suppressions",
     "noqa @1:4-1:9 covers@1:1-2:1\n"},
    {"with a code", "a  # noqa: ASYNC251\n", "suppressions",
     "noqa ASYNC251 @1:4-1:20 covers@1:1-2:1\n"},
    {"with codes", "a  # noqa:E501,async251 F401 , X1 and text\n", "suppressions",
     "noqa E501 ASYNC251 F401 X1 @1:4-1:43 covers@1:1-2:1\n"},
    {"text behind the colon is a plain noqa", "a  # noqa: because\n", "suppressions",
     "noqa @1:4-1:19 covers@1:1-2:1\n"},
    {"text behind", "a  # noqa because\n", "suppressions", "noqa @1:4-1:18 covers@1:1-2:1\n"},
    {"not a word of its own", "a  # noqatest\n", "suppressions", ""},
    {"behind other text", "a  # type: ignore # noqa: X1\n", "suppressions",
     "noqa X1 @1:4-1:29 covers@1:1-2:1\n"},
    {"not in the middle of text", "a  # see noqa\n", "suppressions", ""},
    {"ignore", "a  # nostall: ignore\n", "suppressions", "ignore @1:4-1:21 covers@1:1-2:1\n"},
    {"ignore one", "a  # nostall: ignore[blocking-sleep]\n", "suppressions",
     "ignore blocking-sleep @1:4-1:37 covers@1:1-2:1\n"},
    {"ignore several, with a reason", "a  # nostall:ignore[a-b, c] -- known, see #12\n",
     "suppressions", "ignore a-b c reason \"known, see #12\" @1:4-1:46 covers@1:1-2:1\n"},
    {"both in one comment", "a  # nostall: ignore[a] -- why # noqa: X1\n", "suppressions",
     "ignore a reason \"why\" @1:4-1:42 covers@1:1-2:1\n"
     "noqa X1 @1:4-1:42 covers@1:1-2:1\n"},
    {"an empty list silences nothing", "a  # nostall: ignore[]\n", "suppressions", ""},
    {"nor does an open one", "a  # nostall: ignore[a\n", "suppressions", ""},
    {"other words", "a  # nostall: ignored\n", "suppressions", ""},
    {"other words of others",
     "# ruff: isort: skip\n"
     "# flake8\n"
     "# fmt: off\n"
     "# n\n",
     "suppressions", ""},
    {"not in a string", "a = '# noqa'\n", "suppressions", ""},
};

static void directives(const FactsRow *row) {
  assert_facts(row);
}
TEST_TABLE("directives", directives_rows, directives)

static const FactsRow file_directives_rows[] = {
    {"ignore-file",
     "a\n"
     "# nostall: ignore-file\n",
     "suppressions", "ignore own-line @2:1-2:23 covers@1:1-3:1\n"},
    {"with rules and a reason",
     "# nostall: ignore-file[a, b] -- generated\n"
     "a\n",
     "suppressions", "ignore a b own-line reason \"generated\" @1:1-1:42 covers@1:1-3:1\n"},
    {"flake8",
     "# flake8: noqa\n"
     "a\n",
     "suppressions", "noqa own-line @1:1-1:15 covers@1:1-3:1\n"},
    {"ruff with a code",
     "# ruff: noqa: ASYNC\n"
     "# ruff: noqa: ASYNC100, X1\n"
     "a\n",
     "suppressions", "noqa ASYNC100 X1 own-line @2:1-2:27 covers@1:1-4:1\n"},
    {"text that is no code",
     "# flake8: noqa: because\n"
     "a\n",
     "suppressions", ""},
    {"only alone on its line",
     "a  # nostall: ignore-file\n"
     "b  # flake8: noqa\n",
     "suppressions", ""},
};

static void file_directives(const FactsRow *row) {
  assert_facts(row);
}
TEST_TABLE("for the whole file", file_directives_rows, file_directives)

static const FactsRow ruff_rows[] = {
    {"ignore", "a  # ruff: ignore[ASYNC251]\n", "suppressions",
     "noqa ASYNC251 @1:4-1:28 covers@1:1-2:1\n"},
    {"codes, names, blanks and text", "a  # ruff:ignore [ ASYNC251 ,some-name, ] why\n",
     "suppressions", "noqa ASYNC251 some-name @1:4-1:46 covers@1:1-2:1\n"},
    {"before noqa", "a  # ruff: ignore[X1] # noqa: X2\n", "suppressions",
     "noqa X1 @1:4-1:33 covers@1:1-2:1\n"
     "noqa X2 @1:4-1:33 covers@1:1-2:1\n"},
    {"without codes", "a  # ruff: ignore\n", "suppressions", ""},
    {"an empty list", "a  # ruff: ignore[]\n", "suppressions", ""},
    {"an open one", "a  # ruff: ignore[X1\n", "suppressions", ""},
    {"no comma", "a  # ruff: ignore[X1 X2]\n", "suppressions", ""},
    {"other bytes", "a  # ruff: ignore[X*]\n", "suppressions", ""},
    {"a longer word", "a  # ruff: ignored[X1]\n", "suppressions", ""},
    {"capitals", "a  # Ruff: ignore[X1]\n", "suppressions", ""},
    {"a blank before the colon", "a  # ruff : ignore[X1]\n", "suppressions",
     "noqa X1 @1:4-1:23 covers@1:1-2:1\n"},
    {"no colon", "a  # ruff ignore[X1]\n", "suppressions", ""},
    {"in the middle of text", "a  # see ruff: ignore[X1]\n", "suppressions", ""},
    {"the next statement",
     "# ruff: ignore[X1]\n"
     "# more\n"
     "\n"
     "a(\n"
     ")\n",
     "suppressions", "noqa X1 own-line @1:1-1:19 covers@4:1-6:1\n"},
    {"the file",
     "a\n"
     "# ruff: file-ignore[X1]\n",
     "suppressions", "noqa X1 own-line @2:1-2:24 covers@1:1-3:1\n"},
    {"only at the beginning of a line",
     "if a:\n"
     "    b  # ruff: file-ignore[X1]\n"
     "    # ruff: file-ignore[X1]\n",
     "suppressions", ""},
};

static void ruff(const FactsRow *row) {
  assert_facts(row);
}
TEST_TABLE("words of ruff", ruff_rows, ruff)

static const FactsRow ruff_ranges_rows[] = {
    {"to the end",
     "# ruff: disable[X1]\n"
     "a\n"
     "b\n",
     "suppressions", "noqa X1 own-line @1:1-1:20 covers@1:1-4:1\n"},
    {"to enable",
     "# ruff: disable[X1, X2]\n"
     "a\n"
     "# ruff:enable[X1,X2]\n"
     "b\n",
     "suppressions", "noqa X1 X2 own-line @1:1-1:24 covers@1:1-3:1\n"},
    {"enable for other codes, or in another order",
     "# ruff: disable[X1, X2]\n"
     "a\n"
     "# ruff: enable[X1]\n"
     "# ruff: enable[X2, X1]\n",
     "suppressions", "noqa X1 X2 own-line @1:1-1:24 covers@1:1-5:1\n"},
    {"enable further in",
     "# ruff: disable[X1]\n"
     "if a:\n"
     "    # ruff: enable[X1]\n"
     "    b\n",
     "suppressions", "noqa X1 own-line @1:1-1:20 covers@1:1-5:1\n"},
    {"each has its own end",
     "# ruff: disable[X1]\n"
     "# ruff: disable[X1]\n"
     "a\n"
     "# ruff: enable[X1]\n"
     "b\n",
     "suppressions",
     "noqa X1 own-line @1:1-1:20 covers@1:1-6:1\n"
     "noqa X1 own-line @2:1-2:20 covers@2:1-4:1\n"},
    {"the block",
     "def f():\n"
     "    # ruff: disable[X1]\n"
     "    if a:\n"
     "        b\n"
     "# no code\n"
     "\n"
     "    c = \"\"\"\n"
     "d\"\"\"\n"
     "e\n",
     "suppressions", "noqa X1 own-line @2:5-2:24 covers@2:5-9:1\n"},
    {"up to else",
     "if a:\n"
     "    # ruff: disable[X1]\n"
     "    b\n"
     "else:\n"
     "    c\n",
     "suppressions", "noqa X1 own-line @2:5-2:24 covers@2:5-4:1\n"},
    {"one in another block",
     "if a:\n"
     "    # ruff: disable[X1]\n"
     "    b\n"
     "if c:\n"
     "    # ruff: disable[X1]\n"
     "    d\n"
     "    # ruff: enable[X1]\n",
     "suppressions",
     "noqa X1 own-line @2:5-2:24 covers@2:5-4:1\n"
     "noqa X1 own-line @5:5-5:24 covers@5:5-7:5\n"},
    {"behind code", "a  # ruff: disable[X1]\n", "suppressions", ""},
};

static void ruff_ranges(const FactsRow *row) {
  assert_facts(row);
}
TEST_TABLE("ranges of ruff", ruff_ranges_rows, ruff_ranges)

static const FactsRow lines_rows[] = {
    {"the statement",
     "a\n"
     "f(\n"
     "    b,\n"
     ")  # noqa\n"
     "c\n",
     "suppressions", "noqa @4:4-4:10 covers@2:1-5:1\n"},
    {"inside of the statement",
     "f(\n"
     "    a,  # noqa\n"
     "    # nostall: ignore\n"
     "    b,\n"
     ")\n",
     "suppressions",
     "noqa @2:9-2:15 covers@1:1-6:1\n"
     "ignore @3:5-3:22 covers@1:1-6:1\n"},
    {"a string of several lines",
     "a = '''\n"
     "b\n"
     "'''  # noqa\n",
     "suppressions", "noqa @3:6-3:12 covers@1:1-4:1\n"},
    {"statements on one line",
     "a; b = (\n"
     "  c)  # noqa\n",
     "suppressions", "noqa @2:7-2:13 covers@1:1-3:1\n"},
    {"the header of a compound statement",
     "def f(\n"
     "    a,\n"
     "):  # noqa\n"
     "    b\n",
     "suppressions", "noqa @3:5-3:11 covers@1:1-4:1\n"},
    {"from inside the header",
     "if (a and  # noqa\n"
     "    b):\n"
     "    c\n",
     "suppressions", "noqa @1:12-1:18 covers@1:1-3:1\n"},
    {"a body on the line of the header",
     "if a: b  # noqa\n"
     "c\n",
     "suppressions", "noqa @1:10-1:16 covers@1:1-2:1\n"},
    {"else, finally",
     "try: pass\n"
     "finally:  # noqa\n"
     "    pass\n",
     "suppressions", "noqa @2:11-2:17 covers@2:1-3:1\n"},
    {"handlers and cases",
     "try:\n"
     "    a\n"
     "except (B,\n"
     "        C):  # noqa\n"
     "    d\n"
     "match a:\n"
     "    case (1 |\n"
     "        2):  # noqa\n"
     "        e\n",
     "suppressions",
     "noqa @4:14-4:20 covers@3:1-5:1\n"
     "noqa @8:14-8:20 covers@7:1-9:1\n"},
    {"decorators and definition apart",
     "@a  # noqa\n"
     "@b\n"
     "def f():  # noqa\n"
     "    c\n",
     "suppressions",
     "noqa @1:5-1:11 covers@1:1-2:1\n"
     "noqa @3:11-3:17 covers@3:1-4:1\n"},
    {"the next statement",
     "# nostall: ignore\n"
     "\n"
     "a(\n"
     ")\n"
     "b\n",
     "suppressions", "ignore own-line @1:1-1:18 covers@3:1-5:1\n"},
    {"the next header",
     "# nostall: ignore\n"
     "while (a or\n"
     "       b):\n"
     "    c\n",
     "suppressions", "ignore own-line @1:1-1:18 covers@2:1-4:1\n"},
    {"the next definition with its decorators",
     "# nostall: ignore\n"
     "@a\n"
     "@b(\n"
     ")\n"
     "def f():\n"
     "    c\n",
     "suppressions", "ignore own-line @1:1-1:18 covers@2:1-6:1\n"},
    {"inside a block",
     "if a:\n"
     "    # nostall: ignore\n"
     "    b\n"
     "elif c:\n"
     "    # nostall: ignore\n"
     "    d\n"
     "else:\n"
     "    # nostall: ignore\n"
     "    e\n",
     "suppressions",
     "ignore own-line @2:5-2:22 covers@3:1-4:1\n"
     "ignore own-line @5:5-5:22 covers@6:1-7:1\n"
     "ignore own-line @8:5-8:22 covers@9:1-10:1\n"},
    {"nothing follows",
     "a\n"
     "# nostall: ignore\n",
     "suppressions", "ignore own-line @2:1-2:18 covers@2:1-3:1\n"},
    {"noqa alone on its line silences nothing else",
     "# noqa\n"
     "a\n",
     "suppressions", "noqa own-line @1:1-1:7 covers@1:1-2:1\n"},
};

static void lines(const FactsRow *row) {
  assert_facts(row);
}
TEST_TABLE("lines", lines_rows, lines)

TEST_MAIN(&directives_table, &file_directives_table, &lines_table, &ruff_table, &ruff_ranges_table)
