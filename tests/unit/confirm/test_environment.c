// Why a command keeps the probe out.
#include "support/test.h"

#include "confirm/environment.h"

typedef struct Row {
  const char *name;
  const char *command[8];
  const char *want; // part of the reason; "" when there is none
} Row;

static const Row rows[] = {
    {"isolated", {"python3", "-I", "app.py"}, "`-I`"},
    {"without its environment", {"/usr/bin/python3.11", "-E", "app.py"}, "`-E`"},
    {"without site", {"python", "-S", "-c", "pass"}, "`-S`"},
    {"letters together", {"python3", "-bsI", "app.py"}, "`-I`"},
    {"behind an option with a value", {"python3", "-X", "dev", "-I", "app.py"}, "`-I`"},
    {"behind a value that is joined", {"python3", "-Wignore", "-E", "app.py"}, "`-E`"},
    {"letters of a value", {"python3", "-WIgnore", "app.py"}, ""},
    {"a word of the program", {"python3", "app.py", "-I"}, ""},
    {"a word of a module", {"python3", "-m", "pytest", "-S"}, ""},
    {"a word of a text", {"python3", "-c", "pass", "-E"}, ""},
    {"standard input", {"python3", "-", "-I"}, ""},
    {"another program", {"true", "-I"}, ""},
    {"a program that is not there", {"no-such-program", "-I"}, ""},
};

static void refuses(const Row *row) {
  Arena arena = {0};
  char *words[COUNT_OF(row->command) + 1] = {0};
  for (size_t i = 0; row->command[i]; i++)
    words[i] = str_to_c(&arena, str_from_c(row->command[i]));
  Str reason = environment_refusal(&arena, words);
  Str want = str_from_c(row->want);
  if (want.size == 0)
    assert_int_equal(reason.size, 0);
  else
    assert_true(str_find(reason, want) != SIZE_MAX);
  arena_release(&arena);
}
TEST_TABLE("environment_refusal", rows, refuses)

TEST_MAIN(&refuses_table)
