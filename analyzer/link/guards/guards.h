// What must hold for a call to be reached: of the parameters of the function that makes it, or of
// fields of its object. Private to this layer.
#pragma once

#include "link/types/constants.h"
#include "link/walk.h"

// Methods of a dict that leave it as it is.
#define DICT_READERS "get keys values items copy"

// What a test says of a parameter where it is true.
typedef enum GuardKind {
  GUARD_NONE_SET,
  GUARD_TRUE,
  GUARD_IS_NONE,
  GUARD_EQUALS,     // the constant `with`
  GUARD_SPELLS,     // the text `with`, whatever the case of its letters
  GUARD_STARTS,     // with the text `with`, or one of the texts in it
  GUARD_ENDS,       //
  GUARD_AMONG,      // the elements of the container `with`
  GUARD_SPELLS_ONE, // of the texts in it
  GUARD_INSTANCE,   // of the type `with`, or of one of those in it
  GUARD_MET,        // what the condition of an entry says: `with` is its index in `conditions`
  GUARD_HAS_BITS,   // all bits of the number `with`
} GuardKind;

typedef struct Test {
  uint8_t is;  // GuardKind
  bool is_not; // it must be false
  ExprId with; // see GuardKind
} Test;

#define GUARD_HIDDEN UINT16_MAX

// What the parameter of a function, or a field of it, must be for one of its calls to be reached.
typedef struct Guard {
  uint16_t parameter; // or GUARD_HIDDEN
  uint16_t hidden;    // then: index into GuardTable.hidden
  uint32_t field;     // of the object that the parameter is, see fields.c; 0: the parameter itself
  ModuleId module;    // of the tests
  Test test;
  Test unless; // the parameter was given another value before, where this is true
} Guard;

// All of them must hold. More than these are forgotten: a call then counts as reached oftener than
// it is.
#define GUARDS_MAX 4

typedef struct Guards {
  Guard at[GUARDS_MAX];
  uint32_t count;
} Guards;

typedef struct GuardList { // the same, kept
  const Guard *at;
  uint32_t count;
} GuardList;

// What guards the call at `site` of a function: tests of its parameters around the call, and before
// it where a branch leaves.
void guards_find(Program *program, ModuleId module, ScopeId function, ExprId site, Guards *out);
// The same with tests of fields.
void guards_find_all(Program *program, ModuleId module, ScopeId function, ExprId site, Guards *out);
// What the conditions of a library call mean for the parameters of its caller that it is given.
void guards_of_entry(Program *program, const Call *call, Guards *out);
void guards_add(Guards *guards, Guard guard);
bool guard_equal(Guard a, Guard b);
// The parameter of a function that a name in it stands for, and nothing else; UINT32_MAX when there
// is none.
uint32_t guards_parameter(Program *program, ModuleId module, ScopeId function, ExprId expr);
// What a name of a function stands for where it is read, bound to it by `=` or `with` alone; 0 when
// that is not known.
ExprId guards_value(Program *program, ModuleId module, ScopeId function, ExprId name);
// Makes a guard of the callee one of the parameter that a name in the caller stands for, or stood
// for before it was given another value; false where there is none.
bool guards_passed_on(Program *program, ModuleId module, ScopeId function, ExprId expr,
                      Guard *guard);
// The parameter of a function that a name in it, or in a function in it, always stands for;
// UINT32_MAX when there is none.
uint32_t parameter_named(const Program *program, FunctionId function, ExprId name);
// The same for `read(self.path)`: a guard of that field of the caller's object.
bool guards_field_passed_on(Program *program, ModuleId module, ScopeId function, ExprId expr,
                            Guard *guard);
// What must hold of the parameters of a function where a value in it is true, or false.
void guards_of_value(Program *program, ModuleId module, ScopeId function, ExprId value,
                     bool is_true, Guards *out);

// Whether a call to the function lets code behind the guards run, as far as its arguments tell.
bool guards_allow(const Program *program, const Call *call, GuardList guards);
// What the guards of the callee mean for the caller's own parameters, where it passes them on.
void guards_forward(const Program *program, const Call *call, GuardList guards, Guards *out);

// ---- numbers.c: what tests of numbers say -------------------------------------------------------

// The expression that is not 0 where a comparison is true, or false; 0 when none is known.
ExprId number_implied(Program *program, ModuleId module, ScopeId function, const Expr *compare,
                      bool is_true);
// The one that is not 0 where the body of a loop runs: `for _ in range(tries)`.
ExprId number_counted(const Summary *summary, const Region *region);

// ---- instead.c ----------------------------------------------------------------------------------

// Whether what a name was bound to is true, or false, where it is read: as far as that is known.
bool instead_is(Program *program, ModuleId module, BindingId binding, ExprId use, bool is_true);

// ---- handed.c: when a callable that was passed is called ----------------------------------------

// What must hold of the parameters of a function where a parameter of it is used at `site`, in it
// or in a function in it; NULL where nothing is known.
const Guards *handed_guards(Walk *walk, ExprId site, FunctionId owner);
// What holds of both.
const Guards *handed_either(Program *program, const Guards *a, const Guards *b);
// Whether a call passes what rules such a use out: `run(read, in_thread=True)`.
bool handed_is_ruled_out(Walk *walk, ExprId site, ParameterUse use, bool is_bound);
// What that means for the parameters of the function that is walked, which it passes on.
const Guards *handed_forward(Walk *walk, ExprId site, ParameterUse use);

// A parameter of another function that a function takes by way of `*args` and `**kwargs`.
typedef struct Hidden {
  Str name;     // "" when no keyword reaches it
  int position; // in a call of the function, or KEYWORD_ONLY
  ModuleId home;
  ExprId fallback; // its default, in `home`, or 0
} Hidden;

typedef struct Passed {
  ModuleId module;
  ExprId value; // the argument or the default, 0 when that is not known
  bool is_default;
} Passed;

// Makes a guard of the callee one of the caller that passes its `*args` and `**kwargs` on; false
// where it does not.
bool guard_hide(Program *program, const Call *call, Guard *guard);
// The same for what a condition of a library function names.
bool guard_hide_condition(Program *program, const Call *call, const Condition *condition,
                          Guard *guard);
// The same for a name that a function takes out of its `**kwargs`.
bool guard_hide_name(Program *program, Hidden named, Guard *guard);
// `kwargs.get("mode")`, see taken.c; false for anything else.
bool guard_take(Program *program, ModuleId module, ScopeId function, ExprId value, Guard *guard);
Passed passed_hidden(Program *program, const Call *call, uint16_t number);
// What a function that is given to another, `call(read, path)`, or to a partial, gets for one of
// its parameters, or a library function for what a condition names.
Passed passed_to_callable(Program *program, const Call *call, const Guard *guard);
// The same for a function that a decorator has put a wrapper around; false where that is not known.
bool passed_by_wrapper(Program *program, const Call *call, const Guard *guard, Passed *out);
// Whether it is written in the code of a function.
bool passed_is_from(const Program *program, const Function *function, Passed passed);
Passed passed_condition(Program *program, const Call *call, const Condition *condition);
// What stands under a name in the dicts that a call spreads, `read(**{"block": False})`.
Passed passed_spread(Program *program, ModuleId module, ExprId call, Str name);

// ---- fields.c: what objects are made with -------------------------------------------------------

// The number of `self.name` in a method, where the constructor sets it to what it is given for a
// parameter that has a default, or the class has a constant under that name, and no other method
// does anything to it; else 0.
uint32_t field_find(Program *program, ModuleId module, ScopeId method, NameId name);
// The default of that parameter, or the constant.
Passed field_default(const Program *program, uint32_t field);

typedef struct Making { // a call that makes an object
  ModuleId module;
  ExprId call;
} Making;

#define MAKINGS_MAX 4

typedef enum Holder { HELD_BY_MODULE, HELD_BY_VARIABLE, HELD_BY_FIELD, HELD_BY_NOBODY } Holder;

typedef struct Holding { // where an object is found
  Holder by;
  ModuleId module; // of the name
  ScopeId scope;   // of a variable: the function
  NameId name;     // of the variable or field
} Holding;

typedef struct Makings { // of which one made it
  Making at[MAKINGS_MAX];
  uint32_t count;
  Holding held;
} Makings;

// Which calls have made what an expression stands for, whenever it is evaluated; false when others
// may.
bool makings_find(Program *program, ModuleId module, ExprId expr, Makings *out);
// What a call that makes an object gives for a field; no value where that is not known.
Passed making_gives(Program *program, Making making, uint32_t field);
// Whether nobody else sets the field of an object.
bool field_is_kept(Program *program, uint32_t field, Holding held);

// The constant in the body of its class, or one above, that `self.name` is in a method whichever
// object it is called on, a literal in `*in`; 0 when there is none.
ExprId field_constant(Program *program, ModuleId module, ScopeId method, NameId name, ModuleId *in);

// The number of a field of the object that `object.name` is read from, where its constructor alone
// sets it; 0 of others.
uint32_t field_of_object(Program *program, ModuleId module, ExprId attribute, ClassId *of);

// ---- makers.c: all that is made of a class ------------------------------------------------------

typedef struct AllMakings {
  const Making *at;
  uint32_t count;
  bool is_open; // there may be others
} AllMakings;

AllMakings makings_of_class(Program *program, ClassId id);

// ---- shared.c: who has a hand on an object ------------------------------------------------------

// Whether what a variable of a function holds may be kept by others, or have a field set there.
bool variable_is_shared(Program *program, ModuleId module, ScopeId function, NameId variable,
                        Str field);
// The same of what is held in fields of a name, whoever's they are.
bool held_is_shared(Program *program, Str holder, Str field);

// ---- contradict.c -------------------------------------------------------------------------------

// Whether the default of a field is not what the guard asks for, or is a flag, which may have been
// given the other way: only then objects are asked for.
bool field_is_telling(Program *program, Guard guard);

// ---- learned.c: what the caller has asked -------------------------------------------------------

// What the caller knows of an argument of the call at `site`, by tests of what is spelled like it.
typedef struct Learned {
  Answer is_true;
  Answer is_none;
} Learned;

Learned learned_of(Program *program, ModuleId module, ExprId site, ExprId value);

// ---- passages.c ---------------------------------------------------------------------------------

// guards_allow and guards_forward of lists that have numbers, 0 the empty one; a call is asked
// about each only once.
bool passage_is_open(const Program *program, uint32_t call, uint32_t guards);
// What must hold of the caller's parameters for a call to be made, and for the code behind guards
// of its callee to run then: a number, too.
uint32_t passage_guards(const Program *program, uint32_t call, uint32_t guards);
// Whether the one place that puts the caller on the loop hands on what allows for that; true where
// there are several, or what it hands on is not known.
bool passage_is_begun(const Program *program, uint32_t call, uint32_t guards);

// Whether a list asks for nothing that another does not ask for.
bool passage_is_part(const Program *program, uint32_t some, uint32_t all);

// What is known of guards while effects are carried.
typedef struct GuardTable {
  Array(Hidden) hidden;
  Interner keys;          // lists of guards, word by word -> number - 1
  Array(GuardList) lists; // by number - 1
  Map passages;           // call, number of a list -> see passages.c
} GuardTable;
