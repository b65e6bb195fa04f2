// Command lines as words.
#include "c/c.h"
#include "support/test.h"

typedef struct Row {
  const char *name;
  const char *line;
  const char *want; // the words between < and >
} Row;

static const Row rows[] = {
    {"nothing", "", ""},
    {"only blanks", " \t\n ", ""},
    {"plain words", "cc -c  a.c", "<cc><-c><a.c>"},
    {"single quotes keep all", "cc '-DA=\"b c\"' '$HOME' '\\n'", "<cc><-DA=\"b c\"><$HOME><\\n>"},
    {"double quotes", "cc \"-DA=\\\"b c\\\"\" \"a'b\"", "<cc><-DA=\"b c\"><a'b>"},
    {"backslash in double quotes", "\"\\$x \\` \\\\ \\n\"", "<$x ` \\ \\n>"},
    {"backslash outside", "a\\ b c\\'d", "<a b><c'd>"},
    {"quotes inside a word", "-DA='1 2'\"3 4\"5", "<-DA=1 23 45>"},
    {"empty words", "'' \"\" x", "<><><x>"},
    {"nothing is run", "a$(touch x) `touch y` $PATH *.c ~ ; & | >z",
     "<a$(touch><x)><`touch><y`><$PATH><*.c><~><;><&><|><>z>"},
    {"a line that goes on", "a \\\nb \"c\\\nd\"", "<a><b><cd>"},
    {"a quote that is not closed", "a 'b c", "<a><b c>"},
    {"a backslash at the end", "a b\\", "<a><b>"},
};

static void splits(const Row *row) {
  Arena arena = {0};
  size_t count = 0;
  const Str *words = c_command_split(&arena, str_from_c(row->line), &count);
  Str got = STR("");
  for (size_t i = 0; i < count; i++)
    got = str_print(&arena, "%.*s<%.*s>", STR_ARG(got), STR_ARG(words[i]));
  assert_str_equal(got, str_from_c(row->want));
  arena_release(&arena);
}
TEST_TABLE("command lines", rows, splits)

TEST_MAIN(&splits_table)
