// Units of C in a folder, read as a project's are: together, and behind what they begin with.
#pragma once

#include "../session/folder.h"
#include "reading.h"

#define UNITS_MAX 8

typedef struct Project {
  Folder folder;
  CCommand commands[UNITS_MAX];
  const CCommand *pointers[UNITS_MAX];
  uint32_t count;
} Project;

void project_add(Project *project, const char *name, const char *text, const char *flags);
CGroups project_groups(Project *project);
// A header between two texts that is large enough for sharing it to be worth it.
void project_write_large(Project *project, const char *name, const char *first, const char *last);
// Reads a unit, behind a beginning where that is not NULL.
CUnit project_unit(Project *project, CReader *reader, uint32_t number, const CBeginning *beginning);
// The Summaries of a unit, and of a beginning that is not NULL.
Str unit_print(Arena *arena, const CUnit *unit, const CBeginning *beginning);
