// Lists, sets and dicts of which the file shows how they begin: what is written in them, what is
// put into them later, and what is taken out. Private to this layer.
#pragma once

#include "link/program.h"

// ---- fills.c: what is put into containers after they were made ----------------------------------

typedef struct FilledKey { // a constant under which something is put; `expr` is 0 for anything else
  ModuleId module;
  ExprId expr;
} FilledKey;

typedef struct Filled {
  const Value *at; // all of them, `count`
  const FilledKey *keys;
  uint32_t count;
  bool is_open;  // there may be others
  bool is_keyed; // of what stands under the keys of another: under keys of its own
  Values values; // as many as a set holds
} Filled;
// What is put into a display under the names that it is known by; of a DISPLAY_INNER what is put
// into that: `x[key].append(f)`, `x.setdefault(key, []).append(f)`.
const Filled *display_filled(Program *program, Value display);

// The modules in which what a call, or display, gives can be meant, by the name that it is bound
// to; false where it is not bound to one.
bool display_modules(Program *program, ModuleId module, ExprId value, Modules *out);

// ---- displays.c: how containers begin -----------------------------------------------------------

// What a call of list, dict and their kin gives: an empty container that is kept, or, of a copy,
// what is copied; unknown of others.
Values display_made(Program *program, ModuleId module, ExprId call);
ContainerKind display_kind(const Program *program, Value display);
// The operands that are written in it.
uint32_t display_count(const Program *program, Value display);
// What `name: annotation = value` holds: the container that the value is, where the annotation says
// nothing of what that holds, else what the annotation says.
Values display_behind(Program *program, ModuleId module, ExprId value, Values declared);
// Whether an annotation says nothing of what a container holds.
bool display_is_hidden(Program *program, Values declared);

// ---- tables.c: displays of callables ------------------------------------------------------------

// One of the entries of a display, or element `part - 1` of one, as a VALUE_ENTRY; unknown when not
// all of them are callables.
Values table_values(Program *program, Value display, uint32_t part, bool is_one);
uint32_t table_count(Program *program, Value table);
Values table_entry(Program *program, Value table, uint32_t index);
Values table_called(Program *program, Value table);
// get, values, pop and the like of a display, and what calling these gives.
Values table_member(const Program *program, Value display, Str name);
Values table_method_called(Program *program, Value method, ModuleId module, ExprId call);
