// Writing, reading and printing the units of a test.
#define _XOPEN_SOURCE 700
#include "units.h"

#include "support/test.h"

#include "base/array.h"

#include <stdio.h>

void project_add(Project *project, const char *name, const char *text, const char *flags) {
  Arena *arena = &project->folder.arena;
  folder_write(&project->folder, name, text);
  Str file = str_print(arena, "%.*s/%s", STR_ARG(project->folder.path), name);
  project->commands[project->count] = reading_command(arena, project->folder.path, file, flags);
  project->pointers[project->count] = &project->commands[project->count];
  project->count++;
}

CGroups project_groups(Project *project) {
  return c_groups_find(&project->folder.arena, project->pointers, project->count);
}

#define LARGE_LINES 12000

typedef Array(char) Text;

static void text_add(Arena *arena, Text *text, const char *part) {
  for (; *part; part++)
    array_push(arena, text, *part);
}

void project_write_large(Project *project, const char *name, const char *first, const char *last) {
  Arena *arena = &project->folder.arena;
  Text text = {0};
  text_add(arena, &text, first);
  for (int i = 0; i < LARGE_LINES; i++) {
    char line[96];
    snprintf(line, sizeof line, "struct thing_%d { int a, b; }; int work_%d(struct thing_%d *t);\n",
             i, i, i);
    text_add(arena, &text, line);
  }
  text_add(arena, &text, last);
  array_push(arena, &text, '\0');
  folder_write(&project->folder, name, text.at);
}

CUnit project_unit(Project *project, CReader *reader, uint32_t number,
                   const CBeginning *beginning) {
  CUnit unit = {0};
  Error err = {0};
  assert_success(c_read_unit(reader, &project->folder.arena, &project->commands[number], beginning,
                             project->folder.path, &unit, &err),
                 &err);
  return unit;
}

Str unit_print(Arena *arena, const CUnit *unit, const CBeginning *beginning) {
  Str text = {0};
  for (uint32_t i = 0; i < unit->count + (beginning ? beginning->count : 0); i++) {
    Str block = i < unit->count ? unit->blocks[i] : beginning->blocks[i - unit->count];
    Summary summary = {0};
    Error err = {0};
    assert_success(summary_open(summary_sealed(arena, block), &summary, &err), &err);
    text = str_print(arena, "%.*s%.*s", STR_ARG(text), STR_ARG(summary_print(arena, &summary)));
  }
  return text;
}
