// What files begin with, which of them begin alike, and that reading that once changes nothing.
#define _XOPEN_SOURCE 700
#include "c/prefix.h"
#include "support/test.h"
#include "units.h"

#include "base/array.h"

#include <stdio.h>
#include <string.h>

// ---- Beginnings ---------------------------------------------------------------------------------

typedef struct PrefixRow {
  const char *name;
  const char *text;
  uint32_t count;    // directives
  uint32_t cut;      // … that may be shared
  const char *blank; // the text without those, "~" for a blank
} PrefixRow;

static const PrefixRow prefix_rows[] = {
    {"nothing", "", 0, 0, ""},
    {"code at once", "int a;\n#include <x.h>\n", 0, 0, "int a;\n#include <x.h>\n"},
    {"includes", "#include <a.h>\n#  include \"b.h\"\nint a;\n", 2, 2,
     "~~~~~~~~~~~~~~\n~~~~~~~~~~~~~~~~\nint a;\n"},
    {"comments stay", "/* a */ #include <a.h> // b\n/* c\n */ int a;", 1, 1,
     "/* a */ ~~~~~~~~~~~~~~~// b\n/* c\n */ int a;"},
    {"a comment over lines in a directive", "#include <a.h> /* x\n y */ \"z\"\nint a;", 1, 1,
     "~~~~~~~~~~~~~~~/* x\n y */~~~~\nint a;"},
    {"a continued line", "#include \\\n <a.h>\nint a;", 1, 1, "~~~~~~~~~~\n~~~~~~\nint a;"},
    {"a condition counts as a whole",
     "#ifdef A\n#include <a.h>\n#else\n#include <b.h>\n#endif\nint a;", 5, 5, NULL},
    {"a condition that goes on", "#include <a.h>\n#if A\n#include <b.h>\nint a;\n#endif\n", 3, 1,
     NULL},
    {"an #endif of nothing", "#include <a.h>\n#endif\n#include <b.h>\n", 1, 1, NULL},
    {"definitions before", "#define A 1\n#include <a.h>\n#define B \"//\"\nint a;", 3, 2, NULL},
    {"definitions alone", "#define A 1\n#undef B\nint a;", 2, 0, NULL},
    {"a pragma ends it", "#include <a.h>\n#pragma pack(1)\n#include <b.h>\n", 1, 1, NULL},
    {"no line end", "#include <a.h>", 1, 1, "~~~~~~~~~~~~~~"},
    {"a comment that does not end", "#include <a.h>\n/* int", 1, 1, NULL},
    {"a byte order mark", "\xef\xbb\xbf#include <a.h>\n", 0, 0, NULL},
    {"only a mark", "#", 0, 0, NULL},
};

static uint32_t last_cut(const Prefix *prefix) {
  uint32_t cut = 0;
  for (uint32_t i = 0; i < prefix->directives.count; i++)
    if (prefix->directives.at[i].is_cut) cut = i + 1;
  return cut;
}

static void begins(const PrefixRow *row) {
  Arena arena = {0};
  Str text = str_from_c(row->text);
  Prefix prefix = prefix_read(&arena, text);
  assert_int_equal(prefix.directives.count, row->count);
  assert_int_equal(last_cut(&prefix), row->cut);
  Str blank = prefix_blank(&arena, text, &prefix, row->cut);
  assert_int_equal(blank.size, text.size);
  for (size_t i = 0; i < text.size; i++) {
    if (row->blank) assert_int_equal(blank.at[i], row->blank[i] == '~' ? ' ' : row->blank[i]);
    if (text.at[i] == '\n') assert_int_equal(blank.at[i], '\n');
  }
  arena_release(&arena);
}
TEST_TABLE("prefix_read and prefix_blank", prefix_rows, begins)

static void stops_somewhere(void) {
  Arena arena = {0};
  Array(char) text = {0};
  for (int i = 0; i < 10000; i++)
    for (const char *at = "#include <a.h>\n"; *at; at++)
      array_push(&arena, &text, *at);
  Prefix prefix = prefix_read(&arena, (Str){text.at, text.count});
  assert_int_equal(prefix.directives.count, PREFIX_MAX_DIRECTIVES);
  arena_release(&arena);
}
TEST_CASE("a beginning has an end", stops_somewhere)

// ---- Groups -------------------------------------------------------------------------------------

typedef struct GroupRow {
  const char *name;
  const char *texts[UNITS_MAX];
  const char *want; // "0 1 2:1" for units 0, 1 and 2 that share a directive
} GroupRow;

#define A "#include \"a.h\"\n"
#define B "#include \"b.h\"\n"
#define C "#include \"c.h\"\n"

static const GroupRow group_rows[] = {
    {"all alike", {A B, A B, A B}, "0 1 2:2 "},
    {"two are too few", {A, A}, ""},
    {"as far as they agree", {A B, A, A C}, "0 1 2:1 "},
    {"most go on, and the others are too few", {A B, A B, A B, A C, A C}, "0 1 2:2 "},
    {"most go on, and so do the others", {A B, A B, A B, A B, A C, A, A}, "0 1 2 3:2 4 5 6:1 "},
    {"few do not go on", {A B, A B, A B, A C, A C, A C, A}, "0 1 2 3 4 5 6:1 "},
    {"two beginnings", {A, B, A, B, A, B}, "0 2 4:1 1 3 5:1 "},
    {"another order is another beginning", {A B, B A, A B, B A}, ""},
};

static void groups(const GroupRow *row) {
  Project project = {0};
  folder_enter(&project.folder);
  for (uint32_t i = 0; i < UNITS_MAX && row->texts[i]; i++) {
    char name[] = "0.c";
    name[0] = (char)('0' + i);
    project_add(&project, name, row->texts[i], "");
  }
  CGroups found = project_groups(&project);
  Str text = {0};
  Arena *arena = &project.folder.arena;
  for (uint32_t i = 0; i < found.count; i++) {
    const CGroup *group = &found.at[i];
    for (uint32_t k = 0; k < group->count; k++)
      text = str_print(arena, "%.*s%s%u", STR_ARG(text), k > 0 ? " " : "", group->units[k]);
    text = str_print(arena, "%.*s:%u ", STR_ARG(text), group->directives);
  }
  assert_str_equal(text, str_from_c(row->want));
  folder_leave(&project.folder);
}
TEST_TABLE("c_groups_find", group_rows, groups)

static void keeps_flags_apart(void) {
  Project project = {0};
  folder_enter(&project.folder);
  for (int i = 0; i < 3; i++)
    project_add(&project, i == 0 ? "0.c" : i == 1 ? "1.c" : "2.c", A, "");
  assert_int_equal(project_groups(&project).count, 1);
  project.commands[1] = reading_command(&project.folder.arena, project.folder.path,
                                        project.commands[1].file, "-DX=1");
  assert_int_equal(project_groups(&project).count, 0);
  folder_leave(&project.folder);
}
TEST_CASE("flags are a part of the beginning", keeps_flags_apart)

typedef struct FolderRow {
  const char *name;
  const char *text; // of 0.c, 1.c and d/2.c
  const char *header;
  const char *flags;
  uint32_t directives; // that the three share, 0: they are no group
} FolderRow;

static const FolderRow folder_rows[] = {
    {"nothing lies beside a unit", A B, "inc/a.h", "-Iinc", 2},
    {"beside one of them", A, "a.h", "-Iinc", 0},
    {"beside the other", A, "d/a.h", "-Iinc", 0},
    {"in a folder beside one", "#include \"s/a.h\"\n", "d/s/a.h", "", 0},
    {"above the folder of one", "#include \"../a.h\"\n", "a.h", "", 0},
    {"a header beside one that nothing is looked for as", "#include <a.h>\n", "a.h", "", 1},
    {"up to the header that lies beside one", B A, "a.h", "", 1},
    {"a full path", "#include \"/usr/include/stdio.h\"\n", "a.h", "", 1},
    {"a name that a macro stands for", "#define N \"a.h\"\n#include N\n" B, "b", "", 0},
    {"a name behind a comment", "#include /* */ \"a.h\"\n", "b", "", 0},
    {"a condition that may ask for a file", B "#if HAS_A\n#endif\n", "b", "", 1},
    {"another condition that may", B "#ifdef X\n# elif HAS_A\n#endif\n", "b", "", 1},
    {"conditions that ask for none", B "#ifdef X\n#else\n#endif\n#ifndef X\n#endif\n", "b", "", 6},
    {"where headers are looked for beside the unit", A, "b", "--target=x86_64-windows-msvc", 0},
};

static void spans_folders(const FolderRow *row) {
  Project project = {0};
  folder_enter(&project.folder);
  folder_write(&project.folder, row->header, "int a;\n");
  project_add(&project, "0.c", row->text, row->flags);
  project_add(&project, "1.c", row->text, row->flags);
  project_add(&project, "d/2.c", row->text, row->flags);
  CGroups found = project_groups(&project);
  assert_int_equal(found.count, row->directives > 0);
  if (found.count > 0) {
    assert_int_equal(found.at[0].count, 3);
    assert_int_equal(found.at[0].directives, row->directives);
  }
  folder_leave(&project.folder);
}
TEST_TABLE("units of several folders share what means the same in all", folder_rows, spans_folders)

// ---- Reading ------------------------------------------------------------------------------------

static const char *const body =
    "#include \"big.h\" // nostall: ignore[blocking-sleep] -- kept\n"
    "#define TWICE(x) ((x) + (x))\n"
    "int helper(int a) { return TWICE(a) + pause_for(a); } // nostall: ignore\n"
    "int user(struct thing_7 *t) { return work_7(t) ? LIMIT : helper(t->a); }\n";

typedef struct Reading {
  Project project;
  CReader *reader;
  CBeginning beginning;
} Reading;

static void reading_enter(Reading *reading, const char *header) {
  folder_enter(&reading->project.folder);
  project_write_large(&reading->project, "big.h", header, "");
  project_add(&reading->project, "0.c", body, "");
  project_add(&reading->project, "1.c", body, "");
  project_add(&reading->project, "2.c", body, "");
  Project *project = &reading->project;
  reading->reader = c_reader_new(reading_library());
  CGroups found = project_groups(project);
  assert_int_equal(found.count, 1);
  Arena *arena = &project->folder.arena;
  Str file = str_print(arena, "%.*s/0.pch", STR_ARG(project->folder.path));
  c_read_beginning(reading->reader, arena, &project->commands[0], &found.at[0], NULL, file,
                   project->folder.path, &reading->beginning);
}

static void reading_leave(Reading *reading) {
  c_reader_free(reading->reader);
  folder_leave(&reading->project.folder);
}

static CUnit reading_unit(Reading *reading, uint32_t number, bool is_shared) {
  return project_unit(&reading->project, reading->reader, number,
                      is_shared ? &reading->beginning : NULL);
}

#define HEADER                                                                                     \
  "#define LIMIT 7\nint sleep(int);\n"                                                             \
  "static inline int pause_for(int a) { sleep(a); return a; }\n"

static bool holds(const CInclusions *inclusions, const char *name) {
  for (uint32_t i = 0; i < inclusions->file_count; i++)
    if (str_has_suffix(inclusions->files[i], str_from_c(name))) return true;
  return false;
}

// The beginning has no file of its own; what it includes is what is missing from its units.
static void made_of(void) {
  Reading reading = {0};
  reading_enter(&reading, HEADER);
  CUnit whole = reading_unit(&reading, 1, false);
  CUnit behind = reading_unit(&reading, 1, true);
  assert_false(whole.has_beginning);
  assert_true(holds(&whole.inclusions, "/1.c") && holds(&whole.inclusions, "/big.h"));
  assert_true(behind.has_beginning);
  assert_true(holds(&behind.inclusions, "/1.c") && !holds(&behind.inclusions, "/big.h"));
  assert_int_equal(reading.beginning.inclusions.file_count, 1);
  assert_true(holds(&reading.beginning.inclusions, "/big.h"));
  reading_leave(&reading);
}
TEST_CASE("what a unit and its beginning are made of", made_of)

static void missing(void) {
  Reading reading = {0};
  reading_enter(&reading, HEADER);
  Project *project = &reading.project;
  project_add(project, "3.c", "#include <sub/none.h>\n#include \"big.h\"\nint x;\n", "");
  CUnit unit = reading_unit(&reading, 3, false);
  assert_int_equal(unit.inclusions.missing_count, 1);
  assert_true(str_equal_c(unit.inclusions.missing[0], "sub/none.h"));
  assert_false(unit.inclusions.is_open);
  assert_true(holds(&unit.inclusions, "/big.h"));
  reading_leave(&reading);
}
TEST_CASE("headers that are missing, by their names", missing)

static void changes_nothing(void) {
  Reading reading = {0};
  reading_enter(&reading, HEADER);
  assert_true(reading.beginning.file.size > 0);
  assert_int_equal(reading.beginning.count, 1); // big.h
  Arena *arena = &reading.project.folder.arena;
  for (uint32_t i = 0; i < 3; i++) {
    CUnit whole = reading_unit(&reading, i, false);
    CUnit behind = reading_unit(&reading, i, true);
    assert_int_equal(whole.count, 2);
    assert_int_equal(behind.count, 1);
    assert_str_equal(unit_print(arena, &behind, &reading.beginning),
                     unit_print(arena, &whole, NULL));
  }
  reading_leave(&reading);
}
TEST_CASE("what is read behind a beginning is what is read as a whole", changes_nothing)

// One that would be another one in the folder of the unit, were there a big.h in it.
static void means_the_same_elsewhere(void) {
  Reading reading = {0};
  Project *project = &reading.project;
  folder_enter(&project->folder);
  Arena *arena = &project->folder.arena;
  project_write_large(project, "inc/big.h", HEADER "#include \"near.h\"\n", "");
  folder_write(&project->folder, "inc/near.h",
               "static inline int near(int a) { return sleep(a); }\n");
  folder_write(&project->folder, "d/near.h", "static inline int far(int a) { return sleep(a); }\n");
  project_add(project, "0.c", body, "-Iinc");
  project_add(project, "1.c", body, "-Iinc");
  project_add(project, "d/2.c", body, "-Iinc");
  CGroups found = project_groups(project);
  assert_int_equal(found.count, 1);
  reading.reader = c_reader_new(reading_library());
  Str file = str_print(arena, "%.*s/0.pch", STR_ARG(project->folder.path));
  c_read_beginning(reading.reader, arena, &project->commands[0], &found.at[0], NULL, file,
                   project->folder.path, &reading.beginning);
  assert_true(reading.beginning.file.size > 0);
  CUnit whole = reading_unit(&reading, 2, false);
  CUnit behind = reading_unit(&reading, 2, true);
  assert_true(behind.has_beginning);
  assert_str_equal(unit_print(arena, &behind, &reading.beginning), unit_print(arena, &whole, NULL));
  reading_leave(&reading);
}
TEST_CASE("a beginning of one folder is that of another", means_the_same_elsewhere)

typedef struct FaultRow {
  const char *name;
  const char *header;
} FaultRow;

static const FaultRow fault_rows[] = {
    {"a header that is missing", "#include \"no.h\"\n" HEADER},
    {"an error", "#error \"no\"\n" HEADER},
    {"a type that is missing", "nothing x;\n" HEADER},
};

static void is_left_alone(const FaultRow *row) {
  Reading reading = {0};
  reading_enter(&reading, row->header);
  assert_int_equal(reading.beginning.file.size, 0);
  Arena *arena = &reading.project.folder.arena;
  CUnit whole = reading_unit(&reading, 0, false);
  CUnit again = reading_unit(&reading, 0, true);
  assert_str_equal(unit_print(arena, &again, NULL), unit_print(arena, &whole, NULL));
  reading_leave(&reading);
}
TEST_TABLE("a beginning with faults is not shared", fault_rows, is_left_alone)

static void goes_on_without(void) {
  Reading reading = {0};
  reading_enter(&reading, HEADER);
  folder_write(&reading.project.folder, "0.pch", "this is no precompiled header");
  Arena *arena = &reading.project.folder.arena;
  CUnit whole = reading_unit(&reading, 0, false);
  CUnit again = reading_unit(&reading, 0, true);
  assert_str_equal(unit_print(arena, &again, NULL), unit_print(arena, &whole, NULL));
  reading_leave(&reading);
}
TEST_CASE("a beginning that is damaged meanwhile is not needed", goes_on_without)

TEST_MAIN(&begins_table, &stops_somewhere_table, &groups_table, &keeps_flags_apart_table,
          &spans_folders_table, &made_of_table, &missing_table, &changes_nothing_table,
          &means_the_same_elsewhere_table, &is_left_alone_table, &goes_on_without_table)
