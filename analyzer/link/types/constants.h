// Constants, as far as tests in helpers ask about them. Private to this layer.
#pragma once

#include "link/program.h"

typedef enum Answer { ANSWER_UNKNOWN, ANSWER_NO, ANSWER_YES } Answer;

typedef struct Constant {
  ModuleId module;  // of the literal
  ExprId literal;   // 0 when the value is not known
  ClassId class;    // the enumeration that it is a member of, CLASS_NONE when it is none
  BindingId member; // in the body of that class
  bool is_value;    // the members are strings or numbers themselves
  Str name;         // instead of all that: the text that an attribute is called by, else ""
} Constant;

// Reads the constant that an expression stands for; false when it is none.
bool constant_read(Program *program, ModuleId module, ExprId expr, Constant *out);

// The expression, in `*module`, that a constant is bound to where that is neither a literal nor
// another name: `LIMIT = int(text)`. 0 when there is none.
ExprId constant_made(Program *program, ModuleId *module, ExprId expr);
// The literal, in `*module`, that a variable of a module is from the first to the last; 0 when it
// is none, or somebody sets it.
ExprId constant_kept(Program *program, ModuleId *module, ExprId expr);
// The one binding of what an import takes from a module, `*module` that module; BINDING_NONE when
// there is none, or another.
BindingId import_binding(Program *program, ModuleId *module, const Import *import);

// The name of an attribute, as a method that is told of it gets it.
Constant constant_attribute(Program *program, ModuleId module, ExprId attribute);

bool constant_is_none(const Program *program, const Constant *constant);
// False when it is no string, or an empty or a very long one.
bool constant_text(const Program *program, const Constant *constant, Str *text);
Answer constant_truth(const Program *program, const Constant *constant);
Answer constants_equal(const Program *program, const Constant *a, const Constant *b);

// ---- instances.c: what isinstance says ----------------------------------------------------------

// Whether one of the values is an instance of the asked types, or all are, for sure.
Answer instance_answer(Program *program, Values values, ModuleId module, ExprId asked);
// The same of None: `isinstance(None, str)`, `isinstance(None, (str, bytes))`.
Answer instance_answer_of_none(Program *program, ModuleId module, ExprId asked);
