// What the files share that answer questions about the whole project.
#pragma once

#include "link/program.h"

typedef struct Project {
  bool is_open;  // there is more than is looked at
  Map importers; // hash of an imported name -> number + 1 of the last importer
  Array(struct Importer) importer_list;
} Project;

// Loads all files that may answer, the first time.
Project *project_of(Program *program);
// Whether a file was loaded and may answer.
bool project_has(const Program *program, ModuleId module);

Str class_name(const Program *program, ClassId class_id);

// ---- callings.c ---------------------------------------------------------------------------------

typedef struct NamedCall { // one that has a name before its parentheses
  uint32_t hash;           // of the name
  ExprId call;             // or the decorator
} NamedCall;

typedef struct CallList { // of a module
  const NamedCall *at;
  uint32_t count;
  NameMask names;
} CallList;

CallList module_calls(Program *program, ModuleId module);

// ---- hands.c ------------------------------------------------------------------------------------

// What libraries pass for a parameter of a function that they call; no value when none is known to
// call it. `modules` are those in which it may be given to one.
Values hands_passed(Program *program, FunctionId function, uint32_t index, Modules modules);
