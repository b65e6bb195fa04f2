// What an object has under a name, and where it comes from: attributes.c asks, members.c answers
// for classes of the project, properties.c for what stands behind a name there. Private to the
// three.
#pragma once

#include "link/program.h"

static inline Member member_none(void) {
  return (Member){.values = values_unknown(), .getter = FUNCTION_NONE, .read = SYMBOL_NONE};
}

static inline Member member_plain(Values values) {
  return (Member){.values = values, .getter = FUNCTION_NONE, .read = SYMBOL_NONE, .is_found = true};
}

// ---- attributes.c -------------------------------------------------------------------------------

Member library_member(Program *program, SymbolId owner, Atom name, bool on_instance);

// ---- members.c ----------------------------------------------------------------------------------

Member member_of_instance(Program *program, Value object, Atom name);
// A class method may be one of a class above the one that it is read of.
Member member_of_class(Program *program, Value class, Atom name);
// Of `super()`.
Member member_above(Program *program, Value object, Atom name);

// ---- properties.c -------------------------------------------------------------------------------

// The only function among values, FUNCTION_NONE when it is something else.
FunctionId values_function(Values values);
// The getter of an attribute that is assigned in a class, as an object that computes it.
FunctionId property_getter(Program *program, ModuleId module, BindingList in_class);
// `name = staticmethod(function)` in a class: the function.
Values property_static(Program *program, ModuleId module, BindingList in_class);
