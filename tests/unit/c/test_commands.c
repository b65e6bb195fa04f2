// Compile databases, good and bad.
#include "../session/folder.h"
#include "c/c.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Each command as `file: flags (n more)`, from the folder of the test on.
static Str describe(Arena *arena, const CCommands *commands, Str root) {
  Str text = STR("");
  for (uint32_t i = 0; i < commands->count; i++) {
    const CCommand *command = &commands->at[i];
    Str file = str_slice(command->file, root.size + 1, command->file.size);
    Str directory = str_slice(command->directory, root.size, command->directory.size);
    text = str_print(arena, "%.*s%.*s in %.*s:", STR_ARG(text), STR_ARG(file), STR_ARG(directory));
    for (uint32_t f = 0; f < command->flag_count; f++)
      text = str_print(arena, "%.*s %.*s", STR_ARG(text), STR_ARG(command->flags[f]));
    if (command->other_count > 0)
      text = str_print(arena, "%.*s (%u more)", STR_ARG(text), command->other_count);
    text = str_print(arena, "%.*s\n", STR_ARG(text));
  }
  return text;
}

typedef struct Row {
  const char *name;
  const char *json;
  const char *want;
} Row;

static const Row rows[] = {
    {"nothing", "[]", ""},
    {"a command", "[{\"directory\": \"/p\", \"file\": \"a.c\", \"command\": \"cc -DX='1 2' a.c\"}]",
     "a.c in : -DX=1 2\n"},
    {"arguments", "[{\"file\": \"a.c\", \"arguments\": [\"cc\", \"-D\", \"A B\", \"a.c\"]}]",
     "a.c in : -D A B\n"},
    {"sorted, relative, up and down",
     "[{\"directory\": \"sub/deeper\", \"file\": \"../b.c\", \"command\": \"cc\"},"
     "{\"directory\": \".\", \"file\": \"./a.c\", \"command\": \"cc\"}]",
     "a.c in :\nsub/b.c in /sub/deeper:\n"},
    {"the first of several is taken",
     "[{\"file\": \"a.c\", \"command\": \"cc -DA\"}, {\"file\": \"./a.c\", \"command\": \"cc "
     "-DB\"},"
     "{\"file\": \"a.c\", \"command\": \"cc -DC\"}]",
     "a.c in : -DA (2 more)\n"},
    {"other languages are left out",
     "[{\"file\": \"a.cpp\", \"command\": \"cc\"}, {\"file\": \"b.S\", \"command\": \"cc\"},"
     "{\"file\": \"c.c\", \"command\": \"cc -x c++\"}, {\"file\": \"d.c\", \"command\": \"cc\"}]",
     "d.c in :\n"},
    {"what is no entry", "[1, \"a\", {}, {\"file\": 3}, {\"file\": \"a.c\", \"arguments\": [1]}]",
     "a.c in :\n"},
};

static Str database_of(Folder *folder) {
  return str_print(&folder->arena, "%.*s/compile_commands.json", STR_ARG(folder->path));
}

// Entries say /p for the folder of the test.
static void reads(const Row *row) {
  Folder folder = {0};
  folder_enter(&folder);
  Str json = str_from_c(row->json);
  size_t at = str_find(json, STR("\"/p\""));
  if (at != SIZE_MAX)
    json = str_print(&folder.arena, "%.*s\"%.*s\"%.*s", (int)at, json.at, STR_ARG(folder.path),
                     STR_ARG(str_slice(json, at + strlen("\"/p\""), json.size)));
  folder_write(&folder, "compile_commands.json", str_to_c(&folder.arena, json));
  CCommands commands = {0};
  Error err = {0};
  Str database = database_of(&folder);
  bool ok = c_commands_read(&folder.arena, database, folder.path, &commands, &err);
  assert_success(ok, &err);
  Str got = describe(&folder.arena, &commands, folder.path);
  assert_str_equal(got, str_from_c(row->want));
  folder_leave(&folder);
}
TEST_TABLE("compile databases", rows, reads)

typedef struct BadRow {
  const char *name;
  const char *json;
  const char *want; // in the message
  FailKind kind;
} BadRow;

static const BadRow bad_rows[] = {
    {"cut off", "[\n  {\"file\": \"a.c\",\n   \"comm", "compile_commands.json:3: ", FAIL_FORMAT},
    {"no JSON", "hello", "compile_commands.json:1: ", FAIL_FORMAT},
    {"empty", "", "compile_commands.json:1: ", FAIL_FORMAT},
    {"no list", "{\"file\": \"a.c\"}", "no list of compile commands", FAIL_FORMAT},
    {"not UTF-8", "[{\"file\": \"\xff\"}]", "compile_commands.json:1: ", FAIL_FORMAT},
};

static void refuses(const BadRow *row) {
  Folder folder = {0};
  folder_enter(&folder);
  folder_write(&folder, "compile_commands.json", row->json);
  CCommands commands = {0};
  Error err = {0};
  assert_false(c_commands_read(&folder.arena, database_of(&folder), folder.path, &commands, &err));
  assert_int_equal(err.kind, row->kind);
  assert_non_null(strstr(err.text, row->want));
  folder_leave(&folder);
}
TEST_TABLE("bad compile databases", bad_rows, refuses)

// 50 MB and more of one command; also a path that is a folder, and one that is missing.
static void reads_large(void) {
  Folder folder = {0};
  folder_enter(&folder);
  Str database = database_of(&folder);
  FILE *file = fopen("compile_commands.json", "wb");
  assert_non_null(file);
  fputs("[", file);
  for (int i = 0; i < 250000; i++)
    fprintf(file,
            "%s{\"directory\": \"/x\", \"file\": \"f%d.c\", \"command\": \"cc -DNAME=%d -Iinclude "
            "-Wall -O2 -fno-strict-aliasing -fPIC -pthread -std=gnu11 -MD -MF some/where/file.d "
            "-c -o some/where/file%d.o f%d.c\"}",
            i > 0 ? "," : "", i, i, i, i);
  fputs("]", file);
  fclose(file);
  CCommands commands = {0};
  Error err = {0};
  bool ok = c_commands_read(&folder.arena, database, folder.path, &commands, &err);
  assert_success(ok, &err);
  assert_int_equal(commands.count, 250000);
  CCommand last = c_commands_get(&folder.arena, &commands, STR("/x/f249999.c"));
  assert_str_equal(last.flags[0], STR("-DNAME=249999"));
  assert_false(last.is_guessed);
  assert_false(c_commands_read(&folder.arena, folder.path, folder.path, &commands, &err));
  assert_int_equal(err.kind, FAIL_IO);
  assert_false(c_commands_read(&folder.arena, STR("/missing"), folder.path, &commands, &err));
  assert_int_equal(err.kind, FAIL_IO);
  folder_leave(&folder);
}
TEST_CASE("a large compile database", reads_large)

static void finds(void) {
  Folder folder = {0};
  folder_enter(&folder);
  Arena *arena = &folder.arena;
  Str path = {0};
  Str deep = str_print(arena, "%.*s/a/b/c", STR_ARG(folder.path));
  folder_write(&folder, "a/b/c/x.c", "");
  bool was_there = c_commands_find(arena, deep, &path); // around the folder of the test
  if (was_there) assert_false(str_has_prefix(path, folder.path));
  folder_write(&folder, "compile_flags.txt", "-DSHARED\n\n  -I\nsome where\n");
  assert_true(c_commands_find(arena, deep, &path));
  assert_true(str_has_suffix(path, STR("/compile_flags.txt")));
  CCommands commands = {0};
  Error err = {0};
  assert_success(c_commands_read(arena, path, folder.path, &commands, &err), &err);
  CCommand shared = c_commands_get(arena, &commands, deep);
  assert_int_equal(shared.flag_count, 3);
  assert_str_equal(shared.flags[2], STR("some where"));
  assert_str_equal(shared.directory, folder.path);
  assert_false(shared.is_guessed);
  folder_write(&folder, "a/build/compile_commands.json", "[]");
  assert_true(c_commands_find(arena, deep, &path));
  assert_true(str_has_suffix(path, STR("/a/build/compile_commands.json")));
  assert_success(c_commands_read(arena, path, folder.path, &commands, &err), &err);
  CCommand guess = c_commands_get(arena, &commands, STR("/some/where/x.c"));
  assert_true(guess.is_guessed);
  assert_str_equal(guess.directory, STR("/some/where"));
  folder_leave(&folder);
}
TEST_CASE("looking for commands", finds)

static bool has_flag(const CCommand *command, Str flag) {
  for (uint32_t i = 0; i < command->flag_count; i++)
    if (str_equal(command->flags[i], flag)) return true;
  return false;
}

static void guesses(void) {
  Folder folder = {0};
  folder_enter(&folder);
  Arena *arena = &folder.arena;
  folder_write(&folder, "config.h", "");
  Str root = folder.path;
  CCommands commands = {.guess = {.root = root}};
  Str file = str_print(arena, "%.*s/src/net/x.c", STR_ARG(root));
  CCommand guess = c_commands_get(arena, &commands, file);
  assert_true(has_flag(&guess, STR("-I.")));
  assert_true(has_flag(&guess, str_print(arena, "-iquote%.*s/src", STR_ARG(root))));
  assert_true(has_flag(&guess, str_print(arena, "-I%.*s/include", STR_ARG(root))));
  assert_int_equal(guess.flag_count, 9); // nothing above the root
  assert_true(has_flag(&guess, STR("-DHAVE_CONFIG_H")));
  commands.guess.root = str_print(arena, "%.*s/src", STR_ARG(root));
  guess = c_commands_get(arena, &commands, file);
  assert_false(has_flag(&guess, STR("-DHAVE_CONFIG_H")));
  CGuess made = c_guess_make(arena, root); // what it finds is the machine's own
  for (uint32_t i = 0; i < made.library_flag_count; i += 2)
    assert_str_equal(made.library_flags[i], STR("-idirafter"));
  folder_leave(&folder);
}
TEST_CASE("guessing flags", guesses)

TEST_MAIN(&reads_table, &refuses_table, &reads_large_table, &finds_table, &guesses_table)
