// Members of classes, functions, and what only the whole project knows of them. Part of program.h,
// which includes it.
#pragma once

#include "link/program.h"

// ---- silent.c: members that run although no parentheses show it ---------------------------------

void silent_start(Program *program);
// Fills `own` and `silent` of a new class, and adds what it has from its ancestors, once its order
// is known.
void silent_of_class(Program *program, Class *class);
void silent_inherit(const Program *program, Class *class);
// Whether setting an attribute of an object, reading that of a library's, or an operation that
// stands for this method, may run something; exact where it says no.
bool silent_may_run(Program *program, Value object, Atom name);
static inline Atom special_name(const Program *program, SpecialMethod method) {
  return program->specials[method];
}

// ---- attributes.c: `object.name` ----------------------------------------------------------------

// A member and where it was found.
typedef struct Member {
  Values values;
  FunctionId getter; // the property or descriptor that computes it, or FUNCTION_NONE
  SymbolId read;     // a library attribute whose reading has an effect, or SYMBOL_NONE
  bool is_found;     // the object has it; private to attributes.h, as is
  bool is_set;       // the class has it only as what methods may set
} Member;
void members_start(Program *program);
Member value_member(Program *program, Value object, Atom name);
// The same with the number of its values.
typedef struct Reading {
  uint32_t kept;
  FunctionId getter;
  SymbolId read;
} Reading;
Reading value_reading(Program *program, Value object, Atom name);
// What an attribute stands for: the number of the set that is kept.
uint32_t attribute_kept(Program *program, ModuleId module, ExprId expr);
// The instance that a VALUE_MADE is.
Value made_object(Program *program, Value value);

// ---- members.c: what classes of the project have -----------------------------------------------

// A method of an instance of a class, bound; unknown when there is none.
Values class_method(Program *program, ClassId class_id, Str name);
// The method that making an instance calls, and whether it is known that there is none.
static inline bool class_constructs_by(const Program *program, ClassId class_id,
                                       Constructor which) {
  return program->classes.at[class_id].constructors[which] != KEPT_UNKNOWN + 1;
}
Values class_constructor(Program *program, ClassId class_id, Constructor which);

// ---- properties.c: attributes that a function stands behind -------------------------------------

// The function that assigning to the attribute, or deleting it, calls: a property's or
// descriptor's, or FUNCTION_NONE.
FunctionId value_setter(Program *program, Value object, Atom name, bool is_delete);

// ---- replaced.c ---------------------------------------------------------------------------------

// Whether a module gives something else the name of a method, on an object in a field.
bool attribute_is_replaced(Program *program, ModuleId module, NameId name);
// Whether a function has given the attribute of a variable something else before.
bool method_is_replaced(Program *program, ModuleId module, ExprId id);
// Whether a test has set the attribute of a variable to something that is not known, in the same
// function before: `database.client = Mock()`.
bool attribute_is_mocked(Program *program, ModuleId module, ExprId id);

// ---- classes.c ----------------------------------------------------------------------------------

ClassId class_make(Program *program, ModuleId module, ScopeId scope); // the first time
static inline ClassId class_get(Program *program, ModuleId module, ScopeId scope) {
  uint32_t known = module_of(program, module)->classes[scope];
  return known ? known - 1 : class_make(program, module, scope);
}
// With `order` known; class_ask where nobody has asked yet.
const Class *class_ask(Program *program, ClassId class_id);
static inline const Class *class_order(Program *program, ClassId class_id) {
  const Class *class = &program->classes.at[class_id];
  return class->state == 2 ? class : class_ask(program, class_id);
}
// Whether it is, or derives from, a library class; NONE-safe.
bool class_derives(Program *program, ClassId class_id, Str library_class);
// Whether it is, or derives from, another class of the project.
bool class_is_below(Program *program, ClassId class_id, ClassId ancestor);
// Whether a library class is one of the language of types, or adds no method that anybody calls:
// `abc.ABC`.
bool class_is_plain(Str name);

// Whether it, or a class that it derives from, has a metaclass that no library brings: what calling
// the class does is up to that.
bool class_has_metaclass(Program *program, ClassId class_id);
// Whether it is an enumeration: what its body assigns are instances of it.
bool class_is_enum(Program *program, ClassId class_id);
// What stands at a place of a NamedTuple, counted from 0; unknown of other classes.
Values class_place(Program *program, ClassId class_id, uint32_t place);

// ---- project.c: the project as a whole ----------------------------------------------------------

// A name that more modules import is too common to tell much.
#define PROJECT_MAX_IMPORTERS 48
// The modules in which something that is defined in a module under a name can be meant.
typedef struct Modules {
  ModuleId at[PROJECT_MAX_IMPORTERS];
  uint32_t count;
  bool is_open; // there are others
} Modules;
Modules modules_naming(Program *program, ModuleId home, Str name);
// Those in which objects of a class can be meant, and those that its own module makes: `hub =
// Hub()`.
Modules modules_of_class(Program *program, ClassId class_id);

// ---- kin.c: classes that derive from one, or look like it ---------------------------------------

#define SUBCLASSES_MAX 24

// The classes of the project that derive from a class, themselves or through others.
typedef struct Subclasses {
  ClassId at[SUBCLASSES_MAX];
  uint32_t count;
  bool is_open;   // there are others
  NameMask names; // of what those that are listed have themselves
} Subclasses;
const Subclasses *class_subclasses(Program *program, ClassId class_id);
// The classes that have `name` and all other methods of a protocol without deriving from it.
Subclasses classes_having(Program *program, ClassId protocol, Atom name);

// ---- callings.c: who calls ----------------------------------------------------------------------

// What the calls in the project pass for a VALUE_PARAMETER without annotation. A parameter that is
// only handed on is looked through.
Values parameter_passed(Program *program, Value parameter);

// All of them, where they are too many for a set of values.
typedef struct PassedValues {
  const Value *at;
  uint32_t count;
  bool is_open;   // there may be others
  bool is_called; // a call was found
} PassedValues;
PassedValues parameter_passed_all(Program *program, Value parameter);
// Whether the project makes one instance of a class, or of those below it, and no more.
bool class_made_once(Program *program, ClassId class_id);
// The next call, or decorator, in a module that has `name` as last name before its parentheses; 0
// behind the last one. `*cursor` begins as 0.
ExprId module_next_call(Program *program, ModuleId module, Str name, uint32_t *cursor);
// The function that a decorator stands before.
FunctionId decorated_function(Program *program, ModuleId module, ExprId decorator);

// ---- dispatch.c: functools.singledispatch -------------------------------------------------------

// Whether a decorator registers what stands below it with a function that dispatches.
bool dispatch_registers(Program *program, ModuleId module, ExprId decorator);
// The functions that a call of one comes to, itself or what is registered with it.
Values dispatch_candidates(Program *program, Value callee, ModuleId module, ExprId call);

// ---- instances.c: whose instance something is ---------------------------------------------------

// The library class of an instance, of a display as well; "" when it is none.
Str library_class(const Program *program, Value value);
// Whether an instance is one of a type, that is, of the class of another instance.
bool type_is_below(Program *program, Value value, Value type);
// Whether objects may be of the type that do not derive from it, as far as libraries tell.
bool type_is_abstract(const Program *program, Value type);

// ---- lambdas.c ----------------------------------------------------------------------------------

// The same for a parameter of a lambda, of the call that the lambda is given to.
Values lambda_passed(Program *program, Value parameter);
// What a callable that is an argument, and takes one itself, is called with.
Values callable_passed(Program *program, ModuleId module, ExprId argument, uint32_t place);
// The call that a lambda, or another expression, is an argument of; 0 when it is in none.
ExprId call_around(const Summary *summary, ExprId lambda);

// ---- keepers.c: what objects of libraries are given to keep -------------------------------------

// What an object keeps, of which this is what was given to it; its type parameter as well.
Values keeper_values(Program *program, uint16_t given);

// Things that one object is given; further ones are forgotten.
#define KEPT_MAX 32

typedef struct KeptThing {
  Value value;
  Confidence confidence;
} KeptThing;

typedef struct KeptThings {
  KeptThing at[KEPT_MAX];
  uint32_t count;
} KeptThings;

// What a call of a method has its object call of what that keeps, under the name that the call
// says.
KeptThings keeper_called(Program *program, ModuleId module, ExprId call,
                         const KnowledgeEntry *entry, Value method);

// ---- outside.c: fields that others set ----------------------------------------------------------

// What others than its methods store in a field of a class; nothing where nobody does.
Values outside_values(Program *program, ClassId class_id, Atom name);
// Whether code of the project, but for methods of the object itself, may set an attribute of an
// instance, a module, or a class and what is made of it. What is set by way of `__dict__["name"]`
// is not seen.
bool outside_sets(Program *program, Value object, Atom name);

typedef struct OutsideStore { // `object.name = value`
  ModuleId module;
  BindingId binding;
} OutsideStore;

#define OUTSIDE_STORES_MAX 4

typedef struct OutsideStores {
  OutsideStore at[OUTSIDE_STORES_MAX];
  uint32_t count;
} OutsideStores;

// Where such code sets it; false where that is not known, or at more places.
bool outside_stores(Program *program, Value object, Atom name, OutsideStores *out);

// ---- functions.c --------------------------------------------------------------------------------

FunctionId function_make(Program *program, ModuleId module, ScopeId scope); // the first time
static inline FunctionId function_get(Program *program, ModuleId module, ScopeId scope) {
  uint32_t known = module_of(program, module)->functions[scope];
  return known ? known - 1 : function_make(program, module, scope);
}
FunctionState *function_state(const Program *program, FunctionId function);
const Scope *function_scope(const Program *program, FunctionId function);
Str function_name(const Program *program, FunctionId function);
// Whether its first parameter is the object, or class, that it is called on; its decorators are
// known.
static inline bool function_takes_self(const FunctionState *function) {
  return function->owner != CLASS_NONE && function->decoration != DECORATION_STATIC;
}
// Whether the code of a function stands in another one, or is its own.
bool function_is_within(const Program *program, FunctionId inner, FunctionId outer);
// ---- closures.c: nested functions and what they close over --------------------------------------

typedef enum Wrapping {
  WRAPPING_UNKNOWN, // the decorator is not understood
  WRAPPING_NONE,    // it gives back what it is given
  WRAPPING_CALLED,  // a wrapper takes its place
  WRAPPING_READ,    // an object that computes the attribute
} Wrapping;
// Applies a decorator of the project to a function, `*value`.
Wrapping closure_decorate(Program *program, Values applied, Value *value);
// What a call of a project function returns, with what it closes over.
Values closures_of_call(Program *program, Value callee, ModuleId module, ExprId call,
                        Values returned);
// What a parameter of a function around a closure was given.
Values closure_given(Program *program, uint32_t closure, FunctionId owner, uint32_t index);

// What the def's name is bound to, and how it is decorated.
Values function_value(Program *program, FunctionId function);
Decoration function_decoration(Program *program, FunctionId function);
// What a decorator of a library makes of a function; `call` is that of the decorator, 0 where it
// stands bare.
Decoration decoration_by(Program *program, ModuleId module, ExprId call,
                         const KnowledgeEntry *entry);
// Whether a decorator keeps what it gives for each set of arguments, whatever others make of it.
bool function_is_memo(Program *program, FunctionId function);
// Whether the wrapper that a decorator puts around its parameter `index` does that; see memo.c.
bool memo_keeps(Program *program, FunctionId maker, FunctionId wrapper, uint32_t index);
// Whether a call of what is decorated so does not run its body on this thread.
static inline bool decoration_runs_away(Decoration decoration) {
  return decoration == DECORATION_OFFLOADS || decoration == DECORATION_STARTS ||
         decoration == DECORATION_STARTS_ALONE;
}
// Whether what a VALUE_WRAPPED stands for comes to the function itself when it is called: no
// wrapper hands it to a thread. The one question for which a function is walked: calls/wrappers.c.
bool wrapped_runs_here(Program *program, Value wrapped);
// Whether who calls its name runs its code right there: no decorator hands it to a thread.
bool function_runs_where_called(Program *program, FunctionId function);
// Whether a decorator is a context manager that is entered around each call.
bool decorator_is_entered(Program *program, Values decorator);
typedef enum Accessor { ACCESSOR_NONE, ACCESSOR_SETTER, ACCESSOR_DELETER } Accessor;
// Whether it is the setter or deleter of a property: `@name.setter`.
Accessor function_accessor(Program *program, FunctionId function);
Values function_returns(Program *program, FunctionId function);
// The first exit at `at` or behind it; the number of exits when there is none.
uint32_t exits_from(const Summary *summary, ExprId at);
// What `yield` gives out of a generator or a context manager made of one.
Values function_yields(Program *program, FunctionId function);
Values parameter_values(Program *program, ModuleId module, ScopeId scope, uint32_t index);

// ---- noted.c: what is found out of functions ----------------------------------------------------

// Has a sync function walked later, so that its effects are known.
void function_enqueue(Program *program, FunctionId function);
// Notes that the loop calls it, and by what; `is_perhaps` of the entry lowers the confidence.
void root_mark(Program *program, Origin origin);
// Notes that it may have the loop for itself.
void solo_mark(Program *program, FunctionId function, Solo solo);
