// Glob patterns, and which files they leave out.
#include "session/globs.h"
#include "support/test.h"

typedef struct MatchRow {
  const char *name;
  const char *pattern;
  const char *text;
  bool want;
} MatchRow;

static const MatchRow match_rows[] = {
    {"plain", "a.py", "a.py", true},
    {"plain, other", "a.py", "b.py", false},
    {"the whole text counts", "a", "ab", false},
    {"empty pattern", "", "", true},
    {"empty text", "a", "", false},
    {"star", "*.py", "main.py", true},
    {"star is any text", "a*", "a", true},
    {"star goes back", "*ab", "aab", true},
    {"two stars in a row of letters", "a*b*c", "aXbXbXc", true},
    {"star stops at a slash", "*.py", "pkg/main.py", false},
    {"wide star passes it", "**.py", "pkg/main.py", true},
    {"wide star for directories", "src/**/gen.py", "src/a/b/gen.py", true},
    {"... or for none", "src/**/gen.py", "src/gen.py", true},
    {"... but whole ones", "src/**/gen.py", "src/agen.py", false},
    {"leading wide star", "**/gen.py", "gen.py", true},
    {"trailing wide star", "src/**", "src/a/b", true},
    {"star behind wide star", "**/*_pb2.py", "a/b/x_pb2.py", true},
    {"wide star widens again", "**/a/*.py", "a/b/a/c.py", true},
    {"question mark", "?.py", "a.py", true},
    {"question mark is no slash", "a?b", "a/b", false},
    {"set", "[abc].py", "b.py", true},
    {"range", "v[0-9]", "v7", true},
    {"range, other", "v[0-9]", "vx", false},
    {"negated", "[!0-9]x", "ax", true},
    {"negated, other", "[!0-9]x", "1x", false},
    {"set is no slash", "a[/]b", "a/b", false},
    {"bracket in a set", "[]]", "]", true},
    {"open set", "[ab", "a", false},
    {"escaped star", "\\*", "*", true},
    {"escaped star, other", "\\*", "a", false},
    {"many stars come to an end", "*a*a*a*a*a*a*a*a*a*b",
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", false},
};

static void matches(const MatchRow *row) {
  assert_int_equal(glob_matches(str_from_c(row->pattern), str_from_c(row->text)), row->want);
}
TEST_TABLE("glob_matches", match_rows, matches)

typedef struct ExcludeRow {
  const char *name;
  const char *pattern;
  const char *full; // asked for below /home/p, from /home/p
  bool want;
} ExcludeRow;

static const ExcludeRow exclude_rows[] = {
    {"name of a file", "gen.py", "/home/p/a/gen.py", true},
    {"name of a directory", "gen", "/home/p/gen/a/b.py", true},
    {"name, other", "gen", "/home/p/generated/b.py", false},
    {"not above what was asked for", "home", "/home/p/a.py", false},
    {"path from the current directory", "a/b", "/home/p/a/b/c.py", true},
    {"path elsewhere", "b/c.py", "/home/p/a/b/c.py", false},
    {"path with a dot", "./a", "/home/p/a/b.py", true},
    {"path with a slash behind", "a/", "/home/p/a/b.py", true},
    {"absolute path", "/home/p/a", "/home/p/a/b.py", true},
    {"pattern of a path", "a/*/c.py", "/home/p/a/b/c.py", true},
};

static void excludes(const ExcludeRow *row) {
  Str pattern = str_from_c(row->pattern);
  Globs globs = {.at = &pattern, .count = 1, .current = STR("/home/p")};
  assert_int_equal(globs_exclude(&globs, str_from_c(row->full), STR("/home/p")), row->want);
}
TEST_TABLE("globs_exclude", exclude_rows, excludes)

TEST_MAIN(&matches_table, &excludes_table)
