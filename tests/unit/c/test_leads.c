// Which header units take in before all else, by way of others, and that reading it before them
// changes nothing.
#define _XOPEN_SOURCE 700
#include "support/test.h"
#include "units.h"

#include "base/array.h"

#include <stdio.h>

#define FILES_MAX 6

typedef struct File {
  const char *name;
  const char *text;
} File;

// ---- Which --------------------------------------------------------------------------------------

typedef struct WayRow {
  const char *name;
  File headers[FILES_MAX];
  const char *texts[UNITS_MAX]; // of 0.c, 1.c, …
  const char *flags;
  const char *want; // "./a.h: 0(X !Y) 1() " for units that take in a.h behind definitions and
                    // questions; a path from the folder
} WayRow;

#define GUARDED(name, rest) "#ifndef " name "\n#define " name "\n" rest "#endif\n"
#define IN(name)            "#include \"" name "\"\n"

static const WayRow way_rows[] = {
    {"by ways of their own",
     {{"a.h", GUARDED("A", "int a;\n")}, {"b.h", GUARDED("B", IN("a.h"))}},
     {IN("b.h"), IN("a.h") "int x;", "/* c */ " IN("a.h") IN("b.h")},
     "",
     "a.h: 0(!B B) 1() 2() "},
    {"the innermost that enough take in",
     {{"a.h", "int a;\n"}, {"b.h", IN("a.h")}, {"c.h", IN("b.h")}},
     {IN("c.h"), IN("b.h"), IN("b.h") "int x;", "int x;"},
     "",
     "a.h: 0() 1() 2() "},
    {"one that too few take in",
     {{"a.h", "int a;\n"}, {"b.h", IN("a.h")}},
     {IN("b.h"), IN("b.h"), "int x;"},
     "",
     ""},
    {"what all begin with alike is one group already",
     {{"a.h", "int a;\n"}, {"b.h", IN("a.h")}},
     {IN("b.h"), IN("b.h"), IN("b.h")},
     "",
     ""},
    {"a group and another",
     {{"a.h", "int a;\n"}, {"b.h", IN("a.h")}, {"c.h", IN("a.h")}},
     {IN("b.h"), IN("b.h"), IN("b.h"), IN("c.h")},
     "",
     "a.h: 0() 1() 2() 3() "},
    {"behind a definition and questions",
     {{"a.h", "int a;\n"}},
     {"#define X 1\n#undef Y\n" IN("a.h"), "#ifndef _WIN32 // c\n" IN("a.h") "#endif\n",
      "#if !defined( _WIN32 )\n" IN("a.h") "#endif\n", "#if ! defined Z\n" IN("a.h") "#endif\n"},
     "",
     "a.h: 0(X Y) 1(!_WIN32) 2(!_WIN32) 3(!Z) "},
    {"what else may be in the way",
     {{"a.h", "int a;\n"}},
     {"#ifdef X\n" IN("a.h") "#endif\n", "#if !defined(X) && Y\n" IN("a.h") "#endif\n",
      "#include <stdio.h>\n" IN("a.h"), "#pragma once\n" IN("a.h")},
     "",
     ""},
    {"found in a folder of headers",
     {{"inc/a.h", "int a;\n"}},
     {IN("a.h"), IN("a.h") "int x;", IN("a.h") IN("x.h")},
     "-Inone -Iinc",
     ""},
    {"in a folder of headers, by ways of their own",
     {{"inc/a.h", "int a;\n"}, {"b.h", IN("a.h")}, {"inc/c.h", IN("a.h")}, {"late/a.h", ""}},
     {IN("a.h"), IN("b.h"), IN("c.h")},
     "-Iinc -Ilate",
     "inc/a.h: 0() 1() 2() "},
    {"in one that is the system's, too",
     {{"inc/a.h", "int a;\n"}, {"b.h", IN("a.h")}, {"inc/c.h", IN("a.h")}},
     {IN("a.h"), IN("b.h"), IN("c.h")},
     "-Iinc -isystem inc/../inc",
     ""},
    {"where the command takes in something itself",
     {{"a.h", "int a;\n"}, {"b.h", IN("a.h")}, {"c.h", IN("a.h")}, {"z.h", ""}},
     {IN("a.h"), IN("b.h"), IN("c.h")},
     "-include z.h",
     ""},
    {"headers that take in each other",
     {{"a.h", IN("b.h")}, {"b.h", IN("a.h")}},
     {IN("a.h"), IN("b.h"), IN("a.h") "int x;"},
     "",
     "b.h: 0() 2() a.h: 1() "},
};

static Str printed_names(Arena *arena, const CLead *lead) {
  Str text = {0};
  for (uint32_t i = 0; i < lead->name_count; i++)
    text = str_print(arena, "%.*s%s%s%.*s", STR_ARG(text), i > 0 ? " " : "",
                     lead->names[i].is_defined ? "" : "!", STR_ARG(lead->names[i].text));
  return text;
}

static Str printed_leads(const Project *project, Arena *arena, const CGroups *found) {
  Str text = {0};
  for (uint32_t i = 0; i < found->header_count; i++) {
    const CGroup *group = &found->at[i];
    assert_int_equal(group->directives, 0);
    Str path = group->header;
    if (str_has_prefix(path, project->folder.path))
      path = str_slice(path, project->folder.path.size + 1, path.size);
    text = str_print(arena, "%.*s%.*s: ", STR_ARG(text), STR_ARG(path));
    for (uint32_t k = 0; k < group->count; k++) {
      uint32_t unit = group->units[k];
      assert_int_equal(found->leads[unit].group, i);
      text = str_print(arena, "%.*s%u(%.*s) ", STR_ARG(text), unit,
                       STR_ARG(printed_names(arena, &found->leads[unit])));
    }
  }
  return text;
}

static void leads(const WayRow *row) {
  Project project = {0};
  folder_enter(&project.folder);
  for (uint32_t i = 0; i < FILES_MAX && row->headers[i].name; i++)
    folder_write(&project.folder, row->headers[i].name, row->headers[i].text);
  for (uint32_t i = 0; i < UNITS_MAX && row->texts[i]; i++) {
    char name[] = "0.c";
    name[0] = (char)('0' + i);
    project_add(&project, name, row->texts[i], row->flags);
  }
  CGroups found = project_groups(&project);
  assert_str_equal(printed_leads(&project, &project.folder.arena, &found), str_from_c(row->want));
  folder_leave(&project.folder);
}
TEST_TABLE("what units take in before all else", way_rows, leads)

// ---- Reading ------------------------------------------------------------------------------------

#define BODY                                                                                       \
  "int sleep(int);\n"                                                                              \
  "static inline int pause_for(int a) { sleep(a); return a; }\n"
#define HEAD "#ifndef BIG\n#define BIG\n" BODY
#define USER "int user(struct thing_7 *t) { return work_7(t) ? TWO : pause_for(t->a); }\n"

typedef enum How {
  HOW_BEHIND,
  HOW_WHOLE,
  HOW_WHOLE_AFTER_ALL, // as it shows when it is read behind the header
} How;

typedef struct ReadRow {
  const char *name;
  const char *first, *last; // of big.h
  const char *text;         // of the unit that is asked about; two.h takes in big.h, too
  const char *flags;
  How how;
} ReadRow;

static const ReadRow read_rows[] = {
    {"at once", HEAD, "#endif\n", IN("big.h") IN("two.h") USER, "", HOW_BEHIND},
    {"by another", HEAD, "#endif\n", IN("two.h") USER, "", HOW_BEHIND},
    {"read but once", "#pragma once\n" BODY, "", IN("two.h") USER, "", HOW_BEHIND},
    {"in a question that is open", HEAD, "#endif\n", "#ifndef X\n" IN("two.h") USER "#endif\n", "",
     HOW_BEHIND},
    {"in a question that the command closes", HEAD, "#endif\n",
     "#ifndef X\n" IN("two.h") USER "#endif\n", "-DX", HOW_WHOLE},
    {"in a question that the header closes", HEAD "#define X\n", "#endif\n",
     "#ifndef X\n" IN("two.h") USER "#endif\n", "", HOW_WHOLE},
    {"in a question that the header only asks, too", HEAD "#ifdef X\nint x;\n#endif\n", "#endif\n",
     "#ifndef X\n" IN("two.h") USER "#endif\n", "", HOW_BEHIND},
    {"behind a definition", HEAD, "#endif\n", "#define X\n" IN("two.h") USER, "", HOW_BEHIND},
    {"behind one that the header asks for", HEAD "#ifdef X\nint x(void);\n#endif\n", "#endif\n",
     "#define X\n" IN("two.h") USER, "", HOW_WHOLE},
    {"behind one that a header of the header speaks of", HEAD IN("x.h"), "#endif\n",
     "#define X\n" IN("two.h") USER, "", HOW_WHOLE},
    {"that knows the one on the way", HEAD "#ifdef TWO_H\n#endif\n", "#endif\n", IN("two.h") USER,
     "", HOW_WHOLE},
    {"without a guard", BODY, "", IN("two.h") USER, "", HOW_WHOLE},
    {"with something behind its guard", HEAD, "#endif\nint more;\n", IN("two.h") USER, "",
     HOW_WHOLE},
    {"with a fault", HEAD "nothing x;\n", "#endif\n", IN("two.h") USER, "", HOW_WHOLE},
    {"that leaves something to its units",
     HEAD "static int late(int a);\nstatic inline int asks(int a) { return late(a); }\n",
     "#endif\n", IN("two.h") USER "static int late(int a) { return sleep(a); }\n", "", HOW_WHOLE},
    {"of which a part is taken in again", HEAD "#define NAME one\n" IN("x.h") "#undef NAME\n",
     "#endif\n", IN("two.h") "#define NAME other\n" IN("x.h") USER, "", HOW_WHOLE_AFTER_ALL},
};

typedef struct Reading {
  Project project;
  CReader *reader;
  CGroups groups;
  CBeginning header;
} Reading;

static Str pch_name(Reading *reading, int number) {
  Folder *folder = &reading->project.folder;
  return str_print(&folder->arena, "%.*s/%d.pch", STR_ARG(folder->path), number);
}

// 0.c is the one that is asked about, the others make a header of big.h.
static void reading_enter(Reading *reading, const ReadRow *row) {
  Project *project = &reading->project;
  folder_enter(&project->folder);
  project_write_large(project, "big.h", row->first, row->last);
  folder_write(&project->folder, "x.h",
               "// speaks of X\n"
               "#ifdef NAME\nstatic inline int NAME(int a) { return sleep(a); }\n#endif\n");
  folder_write(&project->folder, "two.h", GUARDED("TWO_H", IN("big.h") "#define TWO 2\n"));
  folder_write(&project->folder, "three.h", IN("big.h"));
  project_add(project, "0.c", row->text, row->flags);
  project_add(project, "1.c", IN("three.h"), row->flags);
  project_add(project, "2.c", IN("big.h") "int x;\n", row->flags);
  project_add(project, "3.c", IN("big.h") "int y;\n", row->flags);
  reading->reader = c_reader_new(reading_library());
  reading->groups = project_groups(project);
  assert_int_equal(reading->groups.header_count, 1);
  c_read_beginning(reading->reader, &project->folder.arena, &project->commands[2],
                   &reading->groups.at[0], NULL, pch_name(reading, 0), project->folder.path,
                   &reading->header);
}

static void reading_leave(Reading *reading) {
  c_reader_free(reading->reader);
  folder_leave(&reading->project.folder);
}

static void stands_before(const ReadRow *row) {
  Reading reading = {0};
  reading_enter(&reading, row);
  assert_int_equal(reading.groups.leads[0].group, 0);
  bool is_served = c_beginning_serves(&reading.header, &reading.groups.leads[0]);
  assert_int_equal(is_served, row->how != HOW_WHOLE);
  Arena *arena = &reading.project.folder.arena;
  if (is_served) {
    CUnit whole = project_unit(&reading.project, reading.reader, 0, NULL);
    CUnit behind = project_unit(&reading.project, reading.reader, 0, &reading.header);
    assert_int_equal(behind.has_beginning, row->how == HOW_BEHIND);
    assert_str_equal(unit_print(arena, &behind, behind.has_beginning ? &reading.header : NULL),
                     unit_print(arena, &whole, NULL));
  }
  reading_leave(&reading);
}
TEST_TABLE("a header that is read before its units", read_rows, stands_before)

static bool holds(const CInclusions *inclusions, const char *name) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < inclusions->file_count; i++)
    count += str_has_suffix(inclusions->files[i], str_from_c(name));
  return count == 1;
}

// What a group begins with is read behind the header in turn.
static void one_behind_another(void) {
  Reading reading = {0};
  Project *project = &reading.project;
  Folder *folder = &project->folder;
  folder_enter(folder);
  project_write_large(&reading.project, "big.h", HEAD, "#endif\n");
  Array(char) more = {0};
  for (int i = 0; i < 4000; i++) {
    char line[64];
    snprintf(line, sizeof line, "int more_%d(struct thing_%d *t);\n", i, i);
    for (const char *at = line; *at; at++)
      array_push(&folder->arena, &more, *at);
  }
  array_push(&folder->arena, &more, '\0');
  folder_write(folder, "more.h", more.at);
  folder_write(folder, "two.h",
               GUARDED("TWO_H",
                       IN("big.h")
                           IN("more.h") "#define TWO 2\n"
                                        "static inline int two(int a) { return pause_for(a); }\n"));
  project_add(project, "0.c", IN("two.h") USER, "");
  project_add(project, "1.c", IN("two.h") USER, "");
  project_add(project, "2.c", IN("two.h") USER, "");
  project_add(project, "3.c", IN("big.h") "int y;\n", "");
  reading.reader = c_reader_new(reading_library());
  reading.groups = project_groups(project);
  assert_int_equal(reading.groups.header_count, 1);
  assert_int_equal(reading.groups.count, 2);
  CBeginning start = {0};
  const CBeginning *headers[] = {NULL, &reading.header};
  CBeginning *out[] = {&reading.header, &start};
  for (int i = 0; i < 2; i++)
    c_read_beginning(reading.reader, &folder->arena, &project->commands[0], &reading.groups.at[i],
                     headers[i], pch_name(&reading, i), folder->path, out[i]);
  assert_true(reading.header.file.size > 0 && start.file.size > 0);
  assert_int_equal(start.count, 2); // two.h, and big.h that was read before
  assert_true(holds(&start.inclusions, "/big.h") && holds(&start.inclusions, "/two.h"));
  CUnit whole = project_unit(&reading.project, reading.reader, 1, NULL);
  CUnit behind = project_unit(&reading.project, reading.reader, 1, &start);
  assert_true(behind.has_beginning);
  assert_str_equal(unit_print(&folder->arena, &behind, &start),
                   unit_print(&folder->arena, &whole, NULL));
  reading_leave(&reading);
}
TEST_CASE("a beginning behind a header", one_behind_another)

TEST_MAIN(&leads_table, &stands_before_table, &one_behind_another_table)
