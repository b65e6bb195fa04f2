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

// What the caller knows of an argument of the call at `site`, by tests of what is spelled like it.
typedef struct Learned {
  Answer is_true;
  Answer is_none;
} Learned;

Learned learned_of(Program *program, ModuleId module, ExprId site, ExprId value);

// Reads the constant that an expression stands for; false when it is none.
bool constant_read(Program *program, ModuleId module, ExprId expr, Constant *out);

// The expression, in `*module`, that a constant is bound to where that is neither a literal nor
// another name: `LIMIT = int(text)`. 0 when there is none.
ExprId constant_made(Program *program, ModuleId *module, ExprId expr);
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
