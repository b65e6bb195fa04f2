// Units that cannot be read well, or at all; several threads; flags that would do something.
#define _XOPEN_SOURCE 700
#include "../session/folder.h"
#include "reading.h"
#include "support/test.h"

#include "base/array.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct Row {
  const char *name;
  const char *source;
  const char *flags;
  const char *want; // a line of what is printed, or its beginning
} Row;

static const Row rows[] = {
    {"nothing at all", "", "", "summary x.c c\n"},
    {"a header that is missing", "#include \"no.h\"\nint f(void) { return g(); }\n", "",
     "  header \"'no.h' file not found\" @1:10-1:10"},
    {"and what stands behind it", "#include \"no.h\"\nint f(void) { return g(); }\n", "",
     "  e2 call e1() returned"},
    {"large numbers that others are made of", "int f(void) { return ((1 << 30) | 1) + g(); }\n", "",
     "  e1 literal int 1073741825"},
    {"an unknown flag", "int a;", "--strange", "  flag \"flag not used: --strange\""},
    {"a plug-in", "int a;", "-fplugin=evil.so", "  flag \"flag not used: -fplugin=evil.so\""},
    {"flags of another architecture", "int f(void) { return sizeof(long); }",
     "--target=nonsense-x-y -march=i486 -mfpu=neon", "summary x.c c\n"},
    {"a text that is no C", "Dear reader,\nthis is a letter.\n\x01\x02\xff", "", "  compiler "},
    {"bytes that are no UTF-8 in names of problems", "#include \"\xff\xfe.h\"\n", "",
     "  header \"'"},
    {"a file in itself", "#include \"x.c\"\n", "", "  compiler \"#include nested too deeply\""},
    {"an error of the person", "#error \"stop\"\nint f(void) { return 0; }", "",
     "  compiler \"\\\"stop\\\"\""},
    {"a text that ends in the middle", "int f(void) { if (a", "", "  compiler "},
    {"a comment that does not end", "int f(void) { return 0; } /* nostall: ignore", "",
     "summary x.c c\n"},
    {"NUL bytes are blanks", "int a; int f(void) { return a; }", "", "  e1 name a returned"},
};

static bool has_line(Str text, Str line) {
  while (text.at) {
    Str one = str_cut(&text, '\n');
    Str wanted = str_has_suffix(line, STR("\n")) ? str_slice(line, 0, line.size - 1) : line;
    if (str_has_prefix(one, wanted)) return true;
  }
  return false;
}

static Str file_of(Folder *folder) {
  return str_print(&folder->arena, "%.*s/x.c", STR_ARG(folder->path));
}

static void tells(const Row *row) {
  Folder folder = {0};
  folder_enter(&folder);
  folder_write(&folder, "x.c", row->source);
  CCommand command = reading_command(&folder.arena, folder.path, file_of(&folder), row->flags);
  Str printed = {0};
  Error err = {0};
  assert_success(reading_print(&folder.arena, &command, folder.path, &printed, &err), &err);
  if (!has_line(printed, str_from_c(row->want))) fprintf(stderr, "%.*s\n", STR_ARG(printed));
  assert_true(has_line(printed, str_from_c(row->want)));
  folder_leave(&folder);
}
TEST_TABLE("units that are hard to read", rows, tells)

static void misses_file(void) {
  Folder folder = {0};
  folder_enter(&folder);
  CCommand command = reading_command(&folder.arena, folder.path, file_of(&folder), "");
  Str printed = {0};
  Error err = {0};
  assert_false(reading_print(&folder.arena, &command, folder.path, &printed, &err));
  assert_int_equal(err.kind, FAIL_IO);
  assert_non_null(strstr(err.text, "x.c"));
  folder_leave(&folder);
}
TEST_CASE("a file that is missing", misses_file)

// A folder that is not there, as when a database comes from another machine.
static void misses_directory(void) {
  Folder folder = {0};
  folder_enter(&folder);
  folder_write(&folder, "x.c", "int f(void) { return 1; }");
  CCommand command = reading_command(&folder.arena, folder.path, file_of(&folder), "-Ino");
  command.directory = STR("/not/there");
  Str printed = {0};
  Error err = {0};
  assert_success(reading_print(&folder.arena, &command, folder.path, &printed, &err), &err);
  assert_true(has_line(printed, STR("summary x.c c\n")));
  folder_leave(&folder);
}
TEST_CASE("a directory that is missing", misses_directory)

// ---- Nesting ------------------------------------------------------------------------------------

typedef struct DeepRow {
  const char *name;
  const char *before, *again, *behind;
  unsigned times;
} DeepRow;

static const DeepRow deep_rows[] = {
    {"if", "int f(int a){", "if(a)", "a=1;return a;}", 10000},
    {"else if", "int f(int a){", "if(a==1)a=2;else ", "a=1;return a;}", 3000},
    {"not", "int f(int a){return ", "!", "a;}", 10000},
    {"casts", "int f(int a){return ", "(int)", "a;}", 10000},
    {"conditionals", "int f(int a){return ", "a?1:", "a;}", 10000},
    {"assignments", "int f(int a){return ", "a=", "a;}", 10000},
    {"sums", "int f(int a){return ", "a+", "a;}", 10000},
    {"parentheses", "int f(int a){return ", "(", "a;}", 10000},
    {"blocks", "int f(int a){", "{", "return a;}", 10000},
    {"loops", "int f(int a){", "for(;;)", "a=1;return a;}", 10000},
    {"fields", "struct s{struct s*n;};struct s*f(struct s*a){return a", "->n", ";}", 10000},
    {"labels", "int f(int a){switch(a){", "case 1:", "return a;}}", 10000},
    {"lists", "int a[] = ", "{", "1;", 10000},
    {"pointers", "int ", "*", "p;", 10000},
};

static void survives(const DeepRow *row) {
  Folder folder = {0};
  folder_enter(&folder);
  Array(char) text = {0};
  for (const char *at = row->before; *at; at++)
    array_push(&folder.arena, &text, *at);
  for (unsigned i = 0; i < row->times; i++)
    for (const char *at = row->again; *at; at++)
      array_push(&folder.arena, &text, *at);
  for (const char *at = row->behind; *at; at++)
    array_push(&folder.arena, &text, *at);
  array_push(&folder.arena, &text, '\0');
  folder_write(&folder, "x.c", text.at);
  CCommand command = reading_command(&folder.arena, folder.path, file_of(&folder), "");
  Str printed = {0};
  Error err = {0};
  assert_success(reading_print(&folder.arena, &command, folder.path, &printed, &err), &err);
  folder_leave(&folder);
}
TEST_TABLE("deep nesting", deep_rows, survives)

// ---- Threads ------------------------------------------------------------------------------------

typedef struct Task {
  const CCommand *command;
  Str root;
  Arena arena;
  Str block;
} Task;

static void *read_alone(void *context) {
  Task *task = context;
  CReader *reader = c_reader_new(reading_library());
  CUnit unit = {0};
  Error err = {0};
  for (int i = 0; i < 3; i++)
    if (!c_read_unit(reader, &task->arena, task->command, NULL, task->root, &unit, &err))
      base_fatal("%s", err.text);
  task->block = unit.blocks[0];
  c_reader_free(reader);
  return NULL;
}

static void reads_alike(void) {
  Arena arena = {0};
  reading_library();
  Str root = str_from_c(GOLDEN_SUMMARY_DIR);
  Str file = str_print(&arena, "%s/c_forms.c", GOLDEN_SUMMARY_DIR);
  CCommand command = reading_command(&arena, root, file, "");
  Task tasks[4] = {0};
  pthread_t threads[COUNT_OF(tasks)];
  for (size_t i = 0; i < COUNT_OF(tasks); i++) {
    tasks[i] = (Task){.command = &command, .root = root};
    assert_int_equal(pthread_create(&threads[i], NULL, read_alone, &tasks[i]), 0);
  }
  for (size_t i = 0; i < COUNT_OF(tasks); i++) {
    pthread_join(threads[i], NULL);
    assert_str_equal(tasks[i].block, tasks[0].block);
  }
  for (size_t i = 0; i < COUNT_OF(tasks); i++)
    arena_release(&tasks[i].arena);
  arena_release(&arena);
}
TEST_CASE("several threads give the same bytes", reads_alike)

// ---- What a tree must not make us do ------------------------------------------------------------

// Everything that clang can be made to write, from a database: nothing appears.
static void writes_nothing(void) {
  Folder folder = {0};
  folder_enter(&folder);
  folder_write(&folder, "x.c", "int f(void) { return 1; }");
  const char *flags =
      "-o out.o -MD -MF out.d -save-temps --serialize-diagnostics out.dia "
      "-fmodules -fmodules-cache-path=cache -fcrash-diagnostics-dir=crash "
      "-Xclang -emit-pch -Xclang -o -Xclang out.pch -ftime-trace -fproc-stat-report "
      "-Wp,-MD,wp.d -dumpdir d -MJ out.json -fembed-bitcode -H";
  CCommand command = reading_command(&folder.arena, folder.path, file_of(&folder), flags);
  Str printed = {0};
  Error err = {0};
  assert_success(reading_print(&folder.arena, &command, folder.path, &printed, &err), &err);
  static const char *const names[] = {"out.o",   "out.d", "x.i",      "out.dia", "cache", "crash",
                                      "out.pch", "wp.d",  "out.json", "x.json",  "x.o",   "x.s"};
  for (size_t i = 0; i < COUNT_OF(names); i++)
    assert_int_not_equal(access(names[i], F_OK), 0);
  folder_leave(&folder);
}
TEST_CASE("a unit writes nothing", writes_nothing)

// A function of a file outside of the root is not a fact.
static void keeps_to_the_root(void) {
  Folder folder = {0};
  folder_enter(&folder);
  folder_write(&folder, "in/x.c",
               "#include \"../out/o.h\"\n#include \"here.h\"\nint f(void) { return o() + h(); }\n");
  folder_write(&folder, "out/o.h", "static int o(void) { return 1; }\n");
  folder_write(&folder, "in/here.h", "static int h(void) { return 1; }\n");
  Str root = str_print(&folder.arena, "%.*s/in", STR_ARG(folder.path));
  Str file = str_print(&folder.arena, "%.*s/x.c", STR_ARG(root));
  CCommand command = reading_command(&folder.arena, root, file, "");
  Str printed = {0};
  Error err = {0};
  assert_success(reading_print(&folder.arena, &command, root, &printed, &err), &err);
  assert_true(has_line(printed, STR("  i0 here.h member h")));
  assert_true(str_find(printed, STR("summary here.h c")) != SIZE_MAX);
  assert_true(str_find(printed, STR("o.h")) == SIZE_MAX);
  folder_leave(&folder);
}
TEST_CASE("only what lies below the root gives facts", keeps_to_the_root)

TEST_MAIN(&tells_table, &misses_file_table, &misses_directory_table, &survives_table,
          &reads_alike_table, &writes_nothing_table, &keeps_to_the_root_table)
