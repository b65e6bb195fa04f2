// Inside the linker: what is known of each module, class and function, and how the parts that find
// it out call each other. Private to this layer.
//
// Everything is asked for, nothing is computed ahead: a module is loaded when an import is
// followed, an expression is evaluated when somebody needs its value, a function is walked when it
// is a root or something calls it. Every answer is kept, so asking twice costs nothing, and asking
// in a circle gives "unknown" to the inner question.
#pragma once

#include "base/array.h"
#include "base/map.h"
#include "link/link.h"
#include "link/values.h"

// ---- What is kept -------------------------------------------------------------------------------

typedef struct Atom { // to be looked up in any module
  Str text;
  uint64_t hash; // summary_name_hash
} Atom;

// Spreads small numbers over 64 bits: made part of the hash of a name, it says whose name.
static inline uint64_t number_hash(uint32_t number) {
  return (number + 1) * (uint64_t)0x9e3779b97f4a7c15u;
}

static inline Atom atom_make(Str text) {
  return (Atom){text, summary_name_hash(text)};
}

// A set of names that now and then holds one more: what it does not hold need not be looked for.
typedef struct NameMask {
  uint64_t bits[4];
} NameMask;

static inline void mask_add(NameMask *mask, uint64_t hash) {
  mask->bits[hash >> 6 & 3] |= UINT64_C(1) << (hash & 63);
}
static inline void mask_join(NameMask *mask, const NameMask *other) {
  for (size_t i = 0; i < COUNT_OF(mask->bits); i++)
    mask->bits[i] |= other->bits[i];
}
static inline void mask_meet(NameMask *mask, const NameMask *other) {
  for (size_t i = 0; i < COUNT_OF(mask->bits); i++)
    mask->bits[i] &= other->bits[i];
}
static inline bool mask_has(const NameMask *mask, uint64_t hash) {
  return (mask->bits[hash >> 6 & 3] >> (hash & 63) & 1) != 0;
}

typedef struct Module {
  const Summary *summary; // NULL until loaded, and for good when it cannot be
  bool is_loaded;         // loading was tried
  bool is_aside;          // loaded only for what the whole project is asked; see project.c
  bool is_test;
  bool is_script;    // it lies where people keep what one of them runs: scripts, benchmarks
  bool is_walked;    // as a root: all its functions are to be walked
  uint8_t libraries; // which it imports, see queries.c; 0 not asked
  uint8_t whose;     // 2: knowledge may have something in it, 1 nothing; 0 not asked
  uint32_t *any; // beside lists: what code elsewhere sees of one; 0 not asked, else values_keep's
                 // number + 1. NULL until somebody asks
  BindingList stars;          // the module's own bindings without a name: its star imports
  Map declarers;              // scope -> its first declaration of a global
  uint32_t *next_declaration; // beside declarations: number + 1 of the scope's next
  Map nonblocking;            // NameId of receivers that are made non-blocking …
  const char *nonblocking_by; // … by a call of one of these methods; NULL: not looked for yet
  uint32_t import_root;       // see modules.c: number of the directory + 1, 0 not asked
  ScopeId last_scope;         // where the last question about a place in the file was
  RegionId last_region;       //
  uint32_t *memo;             // ExprId -> 0 not asked, 1 being asked, else values_keep's number + 2
  uint32_t *binding_memo;     // BindingId -> the same
  uint32_t *functions;        // ScopeId -> FunctionId + 1
  uint32_t *classes;          // ScopeId -> ClassId + 1
  struct RegionTests *tests;  // beside regions: see guards.c. NULL until somebody asks
  const NameMask *replaced;   // see attributes.c, NULL until somebody asks
} Module;

typedef struct Ancestor { // one entry of a method resolution order
  ClassId class_id;       // CLASS_NONE: a library's
  SymbolId symbol;        // of a library class
} Ancestor;

typedef enum Constructor {
  CONSTRUCTOR_INIT,
  CONSTRUCTOR_NEW,
  CONSTRUCTOR_POST_INIT, // of a dataclass
  CONSTRUCTOR_COUNT
} Constructor;

typedef struct Class {
  ModuleId module;
  ScopeId scope;
  const Ancestor *order; // the class itself first; `object` is left out
  uint32_t order_count;
  bool has_unknown_base;
  uint8_t state;                            // 0 not asked, 1 being asked, 2 known
  uint32_t constructors[CONSTRUCTOR_COUNT]; // 0 not asked, else values_keep's number + 1
  bool has_factories;                       // a field has a default that a function makes
  NameMask own;                             // names of its members, those of its instances too
  NameMask silent;                     // see silent.c; with `order` known, those of ancestors, too
  const struct Subclasses *subclasses; // see project.c, NULL until somebody asks
  const struct Parameters *parameters; // see generics.c, NULL until somebody asks
  uint8_t generic;  // whether it or an ancestor has type parameters: 0 not asked, 1 no, 2 yes
  uint8_t protocol; // whether it is one, see overrides.c: 0 not asked, 1 no, 2 yes
} Class;

// A parameter that a function calls, or has called, when it runs.
typedef struct ParameterUse {
  FunctionId owner; // itself, or a function around it whose parameter it closes over
  uint32_t index;
  ArgumentRole role; // ROLE_CALLED, ROLE_ON_LOOP or ROLE_OFF_LOOP
} ParameterUse;

// Why a function may have the loop for itself.
typedef enum Solo {
  SOLO_NO,
  SOLO_MAIN,     // a loop is run for it
  SOLO_COMMAND,  // the command of a command line
  SOLO_LIFESPAN, // entered before a server serves, left behind that
  SOLO_BESIDE,   // called before or after
} Solo;

typedef enum Beginner {      // of a coroutine for which a loop is run
  BEGUN_BY_COMMAND = 1 << 0, // of a command line
  BEGUN_BY_PROGRAM = 1 << 1, // its main function, the body of a module
  BEGUN_BY_OTHERS = 1 << 2,
} Beginner;

typedef struct FunctionState {
  Function public;
  ClassId owner; // of a method, else CLASS_NONE
  uint8_t walk;  // 0 not asked, 1 being walked, 2 walked
  bool is_queued;
  bool dispatches;       // by the type of its first argument, see dispatch.c
  bool is_managed;       // a decorator enters a context manager around it
  bool is_handed;        // walked, an async function that a library was given to call
  uint8_t giving;        // see generics.c: what it gives depends on, 0 not asked
  bool is_aware;         // walked, and asks whether a loop is running
  uint8_t solo;          // Solo
  uint8_t begun;         // by whom the loop is run for it: a set of Beginner
  bool is_cache;         // walked, and fills a container of the module that it looks into first
  uint8_t filled;        // by the constructor, see asked.c: 0 not asked, 1 no, 2 yes
  uint8_t decorated;     // 0 not asked, 1 being asked, 2 known
  uint8_t returned;      // the same for `returns`
  Decoration decoration; // property, static …; DECORATION_KEEPS when nothing special
  Confidence decoration_confidence;
  uint32_t value;   // in `kept`: what its name is bound to, decorators applied
  uint32_t returns; // in `kept`: what a call gives (what awaiting gives, of a coroutine)
  const ParameterUse *uses;
  uint32_t use_count;
} FunctionState;

typedef struct Symbol {
  const KnowledgeEntry *entry;
  SymbolId canonical;
  bool is_looked_up;
  bool is_foreign; // of a library of which knowledge has nothing
  // What the file that asks takes the name for, 0 until it has looked:
  uint8_t form;    // annotations.c
  uint8_t special; // results.c
  uint8_t method;  // implicit.c
} Symbol;

typedef enum BuiltinType { // of literals and operators
  BUILTIN_BOOL,
  BUILTIN_INT,
  BUILTIN_FLOAT,
  BUILTIN_STR,
  BUILTIN_BYTES,
  BUILTIN_TYPE_COUNT
} BuiltinType;

// Flag in `call_effects`: a wait that nobody makes long, see locks.c.
#define CALL_IS_CHEAP 0x80u
// The same for a wait on a condition by which a class makes a lock of its own.
#define CALL_IS_LOCK 0x40u
#define CALL_FLAGS   (CALL_IS_CHEAP | CALL_IS_LOCK)
static_assert(EFFECT_COUNT <= CALL_IS_LOCK, "an effect and the flags share a byte");

typedef struct StarAnswer { // what star imports give a module under a name
  uint32_t search;          // in which it was found out
  uint32_t kept;            // number of the value set
} StarAnswer;

struct Program {
  Program *self; // for queries, which remember what they found out
  Arena *arena;
  ProgramInput input;
  const Knowledge *knowledge;
  NameMask silent;  // see silent.c: of libraries
  Atom setattr;     // "__setattr__"
  Atom getattr;     // "__getattr__"
  NameMask special; // … and the names of all methods that anything but a call runs
  Module *modules;  // one per file
  struct ModuleIndex *module_index; // see modules.c
  struct Packages *packages;        // see packages.c; NULL where none are known

  Interner symbols;           // dotted names of library things
  Array(Symbol) symbol_table; // beside `symbols`
  Map symbol_members;         // hash of owner and name -> SymbolId of the member
  SymbolId builtin_types[BUILTIN_TYPE_COUNT];
  Map builtins; // hash of a name -> SymbolId + 1 of a built-in, 0 when there is none of that name

  Array(Class) classes;
  Array(FunctionState) functions;
  Array(FunctionId) queue;     // to be walked
  Array(Call) calls;           // of walked functions, grouped by caller
  Array(FunctionId) choosers;  // functions with calls that are choices
  Array(struct Case) cases;    // see cases.c
  Array(uint8_t) call_effects; // beside `calls`: the Effect of a library entry, conditions applied,
                               // and CALL_FLAGS
  KeptValues kept;             // distinct value sets that memos point to
  Array(Partial) partials;
  Array(Closure) closures;
  Map closure_index;            // hash -> number
  struct MemberAnswer *members; // see attributes.c
  struct AtomAnswer *atoms;     // see names.c
  Array(Made) made;
  Map made_index; // hash -> number
  uint32_t depth; // of questions inside questions
  uint32_t steps; // questions asked to answer the outermost one
  uint64_t cuts;  // see question_cut
  uint32_t walk_depth;
  Map star_index; // hash of module and name -> index into `star_answers`
  Array(StarAnswer) star_answers;
  uint32_t star_search; // searches through star imports so far
  uint32_t star_depth;  // of the one that is going on
  Arena scratch;        // of walks

  struct Project *project;   // see project.c, NULL until somebody asks
  struct Generics *generics; // see generics.c, the same
  struct Fills *fills;       // see fills.c, the same
  struct Outside *outside;   // see outside.c, the same
  struct Dispatch *dispatch; // see dispatch.c, the same

  struct EffectTable *effects; // after effects_spread
  Map hand_locks;              // classes that make a lock of a condition

  Map suspends;       // see suspends.c: function -> index into `suspensions`
  Map suspends_asked; // function whose question is being answered -> its depth + 1
  Array(struct Suspensions *) suspensions;

  Map own_index; // function -> index into `own_entries`, where it was asked
  Array(const KnowledgeEntry *) own_entries;
  Map library_index; // module and scope -> index into `library_entries`, the same
  Array(const KnowledgeEntry *) library_entries;

  Array(Origin) origins;     // of functions of C: native/roots.c
  Map marks;                 // function -> set of Mark
  Map prototype_marks;       // hash of the name of a function that is only declared -> set of Mark
  struct Contexts *contexts; // see native/contexts.c, made when first asked for
  struct Reach *reaches;     // by trait: see native/reach.c

  Array(const Condition *) conditions; // of entries, that guards ask for
  Map guarded_calls;                   // number of a call -> index into `guarded`
  Array(struct GuardList) guarded;     // what its entry asks of the caller's parameters: native/

  Map held_index; // C: module and call -> index into `held`, see native/locks.c
  Array(Held) held;
  Array(Fault) faults; // C: see native/descriptors.c
  Map givers;          // functions that give back a lock that their callers took
};

typedef struct ArgumentMatch { // which argument of a call is meant
  ExprId value;                // 0 when not passed
  bool is_unknown;             // may be hidden in * or **
} ArgumentMatch;

// Questions inside questions beyond this depth, or beyond this number in answering a single
// outermost one, are answered by "unknown": no program takes for ever to link.
#define QUESTION_MAX_DEPTH 64
#define QUESTION_MAX_STEPS 20000

// Bindings of one name that are looked at for one use; a name that is bound oftener is no clue to
// anything.
#define SEARCH_MAX_BINDINGS 64

// Says that a question is answered by "unknown" for now: it is in a circle, or too far down. What
// comes of such an answer may be otherwise when it is asked for in another place.
static inline void question_cut(Program *program) {
  program->cuts++;
}

static inline bool question_begin(Program *program) {
  if (program->depth == 0) program->steps = 0;
  if (program->depth >= QUESTION_MAX_DEPTH || program->steps >= QUESTION_MAX_STEPS) {
    question_cut(program);
    return false;
  }
  program->depth++;
  program->steps++;
  return true;
}
static inline void question_end(Program *program) {
  program->depth--;
}

// values_is_unknown of the set that has a number.
static inline bool kept_is_unknown(const Program *program, uint32_t number) {
  return !(number & KEPT_ALONE) && (program->kept.words.at[number] & 0xff) == 0;
}

static inline Module *module_of(const Program *program, ModuleId module) {
  return &program->modules[module];
}
static inline const Summary *summary_of(const Program *program, ModuleId module) {
  return program->modules[module].summary;
}
static inline const Expr *expr_of(const Program *program, ModuleId module, ExprId expr) {
  return &program->modules[module].summary->exprs[expr];
}

// ---- modules.c: which file is which module ------------------------------------------------------

void modules_index(Program *program);
// Dotted, from the nearest directory that is no package.
Str module_name(const Program *program, ModuleId module, Arena *arena);
// Loads a module; false when there is nothing to read.
bool module_load(Program *program, ModuleId module);
// What `import dotted` means in `from`, with `level` leading dots: a module, a directory without
// __init__.py, nothing of the project's (then a library may have it), or a missing part of it.
typedef enum Located {
  LOCATED_MODULE,
  LOCATED_DIRECTORY,
  LOCATED_ELSEWHERE,
  LOCATED_MISSING
} Located;
Located modules_find(Program *program, ModuleId from, uint16_t level, Str dotted, ModuleId *module,
                     uint32_t *directory);
// The module or directory `name` inside a package or a directory.
Located modules_child(Program *program, ModuleId package, Str name, ModuleId *module,
                      uint32_t *directory);
Located modules_in_directory(Program *program, uint32_t parent, Str name, ModuleId *module,
                             uint32_t *directory);

// ---- packages.c: the source of installed packages -----------------------------------------------

void packages_start(Program *program);
// Whether a module is one of an installed package; their numbers are behind those of the project.
static inline bool module_is_package(const Program *program, ModuleId module) {
  return module >= program->input.file_count;
}
Str module_path(const Program *program, ModuleId module);
// The name by which a package's module is imported, and whether others lie below it.
Str package_name(const Program *program, ModuleId module);
bool package_is_open(const Program *program, ModuleId module);
// The installed module of that name: its source, else what tells its types; MODULE_NONE.
ModuleId package_find(Program *program, Str dotted);
// What `import dotted` in a package's module means, with `level` leading dots, as an absolute name;
// "" when that leads out of the package.
Str package_absolute(Program *program, ModuleId from, uint16_t level, Str dotted);
// What the module of that name has under a name that knowledge does not know; unknown when there
// is no such module, or nothing of that name in it.
Values package_member(Program *program, Str dotted, Atom name);
// A class or function at the top of a package's module that knowledge describes under the name by
// which people import it: `_client.Client` is `httpx.Client`. SYMBOL_NONE when it does not.
SymbolId package_known(Program *program, ModuleId module, const Binding *binding);
// The same as `function`, or class, of a module of source, in what tells its types; NONE when there
// is none.
FunctionId package_twin(Program *program, FunctionId function);
ClassId package_twin_class(Program *program, ClassId class_id);
// What the source has for a definition at the top of a stub; unknown when it has none of the kind.
Values package_source(Program *program, ModuleId stub, const Binding *binding);
// Walks the functions of packages that code on the loop comes to, when all others are walked.
void packages_walk(Program *program);

// ---- imports.c: what an import binds ------------------------------------------------------------

Values import_values(Program *program, ModuleId module, const Import *import);
// The value of `name` as an attribute of a module: its globals, then its submodules.
Values module_member(Program *program, ModuleId module, Atom name);
// The same without submodules.
Values module_global(Program *program, ModuleId module, Atom name);
// ---- lazy.c: what a module makes when it is asked for -------------------------------------------

// What a module's own __getattr__ gives for a name.
Values lazy_member(Program *program, ModuleId module, Str name);
// What a call of importlib.import_module gives.
Values lazy_import(Program *program, ModuleId module, ExprId call);

// A name that only a star import can have brought in.
Values star_member(Program *program, ModuleId module, Atom name);
// ---- names.c: scopes, shadowing, which binding reaches ------------------------------------------

void bindings_index(Program *program, ModuleId module);
// What a name stands for: the number of the set that is kept.
uint32_t name_kept(Program *program, ModuleId module, ExprId expr);
// What tests around it say that an attribute is, the number of the set; unknown where they are
// silent.
uint32_t attribute_refined(Program *program, ModuleId module, ExprId use);
Values binding_values(Program *program, ModuleId module, BindingId binding);
BindingList scope_bindings(const Program *program, ModuleId module, ScopeId scope, Atom name);
BindingList self_bindings(const Program *program, ModuleId module, ScopeId class_scope, Atom name);
// The first scope that begins behind an expression: of an annotation or a decorator that of its
// function. `scopes_count` when there is none.
ScopeId scope_behind(const Summary *summary, ExprId expr);
// The first binding that is made at `at` or behind it; the number of bindings when there is none.
BindingId bindings_from(const Summary *summary, ExprId at);
// summary_scope_at and summary_region_at, quick for a place near the last one asked for.
ScopeId scope_at(const Program *program, ModuleId module, ExprId expr);
RegionId region_at(const Program *program, ModuleId module, ExprId expr);
Atom atom_of(const Program *program, ModuleId module, NameId name);
void atoms_start(Program *program);
// Whether a name that is bound there can still hold that value at `use`, a later place or one in
// the same loop: not where the branches exclude each other or the binding's own leaves.
bool binding_reaches(const Program *program, ModuleId module, BindingId binding, ExprId use);

// ---- evaluate.c: expressions --------------------------------------------------------------------

Values evaluate(Program *program, ModuleId module, ExprId expr);
// The number of the set that is kept; evaluate_ask for what nobody has asked yet.
uint32_t evaluate_ask(Program *program, ModuleId module, ExprId expr);
static inline uint32_t evaluate_kept(Program *program, ModuleId module, ExprId expr) {
  uint32_t memo = module_of(program, module)->memo[expr];
  return memo > 1 ? memo - 2 : evaluate_ask(program, module, expr);
}
// The same where only candidates matter: false when there is none.
bool evaluate_known(Program *program, ModuleId module, ExprId expr, Values *out);
// Elements of an iterable, and of an async iterable.
Values element_values(Program *program, Values iterable, bool is_async);
// What `with … as` binds.
Values entered_values(Program *program, Values manager, bool is_async);
Values awaited_values(Program *program, Values operand);
const char *operator_method(Operator operator); // "__add__"; NULL for `is` and `not`
// display[index]: the one element when the index is a constant, else any of them; `index` may be 0.
Values display_item(Program *program, Value display, ModuleId module, ExprId index);
// The values of a dict display or comprehension.
Values display_values(Program *program, Value display);
// object[index] of a TypedDict, or of a NamedTuple; unknown of other instances.
Values record_item(Program *program, Value object, ModuleId module, ExprId index);
// Whether nothing is known to be in it.
bool display_is_empty(Program *program, Value display);
// What a method of each candidate object gives when called.
Values method_results(Program *program, Values objects, Str method);

// ---- constants.c --------------------------------------------------------------------------------

// The constant that an expression stands for through names: an EXPR_LITERAL, or 0. `*in` is its
// module.
ExprId constant_of(Program *program, ModuleId module, ExprId expr, ModuleId *in);

// ---- results.c: what a call gives ---------------------------------------------------------------

Values call_values(Program *program, ModuleId module, ExprId call);
// The same for a callee without an argument list: operators, properties.
Values called_values(Program *program, Values callee);
KnowledgeResult value_result(const Program *program, Value value);

// ---- own.c: what the project says of its functions ----------------------------------------------

// The entry of a project's own about one of its functions, NULL when there is none.
const KnowledgeEntry *function_own(Program *program, FunctionId function);
// The entry of the tables about a function or class of the project: it is that library, or a copy
// of it.
const KnowledgeEntry *library_entry(Program *program, ModuleId module, ScopeId scope);

// ---- types.c: types as knowledge spells them ----------------------------------------------------

// What a type parameter stands for when nothing is given: its bound. Who writes one
// means the classes below it too, and these may override what is known of the bound.
Values variable_bound(Program *program, Value variable);
// The type in one field of the entry of a library call, in terms of that call.
Values made_values(Program *program, uint32_t made, MadeField field);
// What awaiting a task gives: what awaiting its coroutine does.
Values made_awaited(Program *program, uint32_t made);
// Whether what a call returns stands for what a callable that it is given will make.
bool entry_makes_value(const KnowledgeEntry *entry);
// Part `part` of a VALUE_TUPLE.
Values tuple_part(Program *program, Value tuple, uint32_t part);
// Any part, where the tuple is as long as somebody made it; unknown of others.
Values tuple_any_part(Program *program, Value tuple);
uint32_t made_add(Program *program, Value callee, ModuleId module, ExprId call);
// The argument of the call with one of these roles; the first argument when no role is given.
ArgumentMatch made_argument(Program *program, const Made *made, ArgumentRole a, ArgumentRole b,
                            ArgumentRole c);
// A type in terms of a receiver only: what an attribute holds.
Values receiver_type(Program *program, SymbolId symbol, SymbolId receiver, MadeField field);

// ---- annotations.c: types as people write them --------------------------------------------------

// Instances of the annotated type. Unknown for what says nothing.
Values annotation_values(Program *program, ModuleId module, ExprId annotation);
// The same where something is given for its type parameters.
Values annotation_given(Program *program, ModuleId module, ExprId annotation, uint16_t given);
// What a VALUE_HOLDER holds.
Values held_values(Program *program, Value holder);
// The parameters in `Form[…]`: the elements of a tuple, or the index itself.
typedef struct TypeArguments {
  const ExprId *elements; // NULL: the index
  ExprId index;
  uint32_t count;
} TypeArguments;
static inline ExprId type_argument(TypeArguments arguments, uint32_t number) {
  return arguments.elements ? arguments.elements[number] : arguments.index;
}
TypeArguments type_arguments(const Summary *summary, const Expr *subscript);
// Whether a value is typing.Self.
bool annotation_is_self(const Program *program, Value value);
// Where in a value that is annotated with a form stands what the form's parameter names: the first
// one, or the last of what is awaited or called.
typedef enum FormPart {
  PART_NONE,
  PART_SAME, // it is the value: Optional
  PART_CLASS,
  PART_ELEMENT,
  PART_ASYNC_ELEMENT,
  PART_AWAITED,
  PART_CALLED,
  PART_ENTERED,
} FormPart;
FormPart annotation_part_of(const Program *program, Value form);
// Whether a type is Callable, or may be.
bool annotation_is_callable(Program *program, ModuleId module, ExprId annotation);
// Instances of these classes.
Values class_instances(Values classes);
// What the annotation of a HOLDER_TUPLE says of one place, and of all of them.
Values annotation_part(Program *program, Value tuple, uint32_t part);
Values annotation_any_part(Program *program, Value tuple);
// Whether a library symbol is a form of the type language: Optional, list, Awaitable.
bool annotation_is_form(const Program *program, Value library);

// ---- generics.c: what type parameters stand for -------------------------------------------------

bool given_variable(const Program *program, uint16_t given, Value variable, Values *out);
bool given_self(const Program *program, uint16_t given, Values *out);
// What is given for the parameters of a library class, by their places.
Values given_place(const Program *program, uint16_t given, uint32_t place);
uint16_t given_one(Program *program, Values values);
uint16_t given_in_order(Program *program, ModuleId module, TypeArguments arguments, uint16_t outer);
// `Class[…]`
uint16_t given_to_class(Program *program, ClassId class_id, ModuleId module,
                        TypeArguments arguments, uint16_t outer);
bool class_is_generic(Program *program, ClassId class_id);
// What a function returns, or yields, where something is given.
Values returns_given(Program *program, FunctionId function, uint16_t given);
Values yields_given(Program *program, FunctionId function, uint16_t given);
// What the arguments of a call say, beside what is given to the callee.
uint16_t given_by_call(Program *program, Value callee, FunctionId function, ModuleId module,
                       ExprId call);
uint16_t given_by_constructor(Program *program, Value class, ModuleId module, ExprId call);
// What an object gives to a method that stands in `owner`, a class that it derives from.
uint16_t given_to_method(Program *program, Value object, ClassId owner, FunctionId function);
// What a field of it holds that stands in `owner`; unknown where no parameter says so.
Values given_to_field(Program *program, Value object, ClassId owner, Atom name);

// ---- silent.c: members that run although no parentheses show it ---------------------------------

void silent_start(Program *program);
// Fills `own` and `silent` of a new class, and adds what it has from its ancestors, once its order
// is known.
void silent_of_class(const Program *program, Class *class);
void silent_inherit(const Program *program, Class *class);
// Whether setting an attribute of an object, reading that of a library's, or an operation that
// stands for this method, may run something; exact where it says no.
bool silent_may_run(Program *program, Value object, Atom name);

// ---- attributes.c: `object.name` ----------------------------------------------------------------

// A member and where it was found.
typedef struct Member {
  Values values;
  FunctionId getter; // the property or descriptor that computes it, or FUNCTION_NONE
  SymbolId read;     // a library attribute whose reading has an effect, or SYMBOL_NONE
  bool is_found;     // the object has it; private to attributes.c
} Member;
Member value_member(Program *program, Value object, Atom name);
// The same without its values: what reading it calls, FUNCTION_NONE and SYMBOL_NONE for nothing.
typedef struct Reading {
  FunctionId getter;
  SymbolId read;
} Reading;
Reading value_reading(Program *program, Value object, Atom name);
// What an attribute stands for: the number of the set that is kept.
uint32_t attribute_kept(Program *program, ModuleId module, ExprId expr);
// A method of an instance of a class, bound; unknown when there is none.
Values class_method(Program *program, ClassId class_id, Str name);
// The method that making an instance calls.
Values class_constructor(Program *program, ClassId class_id, Constructor which);
// The instance that a VALUE_MADE is.
Value made_object(Program *program, Value value);
// The function that assigning to the attribute, or deleting it, calls: a property's or
// descriptor's, or FUNCTION_NONE.
FunctionId value_setter(Program *program, Value object, Atom name, bool is_delete);

// ---- classes.c ----------------------------------------------------------------------------------

ClassId class_get(Program *program, ModuleId module, ScopeId scope);
const Class *class_order(Program *program, ClassId class_id); // with `order` known
// Whether it is, or derives from, a library class; NONE-safe.
bool class_derives(Program *program, ClassId class_id, Str library_class);

// Whether it is an enumeration: what its body assigns are instances of it.
bool class_is_enum(Program *program, ClassId class_id);
// What stands at a place of a NamedTuple, counted from 0; unknown of other classes.
Values class_place(Program *program, ClassId class_id, uint32_t place);

// ---- project.c: what only the whole project knows -----------------------------------------------

#define SUBCLASSES_MAX 24

// The classes of the project that derive from a class, themselves or through others.
typedef struct Subclasses {
  ClassId at[SUBCLASSES_MAX];
  uint32_t count;
  bool is_open; // there are others
} Subclasses;
const Subclasses *class_subclasses(Program *program, ClassId class_id);
// The classes that have `name` and all other methods of a protocol without deriving from it.
Subclasses classes_having(Program *program, ClassId protocol, Atom name);
// What the calls in the project pass for a VALUE_PARAMETER without annotation. A parameter that is
// only handed on is looked through.
Values parameter_passed(Program *program, Value parameter);

// All of them, where they are too many for a set of values.
typedef struct PassedValues {
  const Value *at;
  uint32_t count;
  bool is_open; // there may be others
} PassedValues;
PassedValues parameter_passed_all(Program *program, Value parameter);
// Whether the project makes one instance of a class, or of those below it, and no more.
bool class_made_once(Program *program, ClassId class_id);
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

// ---- contradict.c: classes of values ------------------------------------------------------------

// Whether an instance is one of a type, that is, of the class of another instance.
bool type_is_below(Program *program, Value value, Value type);
// Whether objects may be of the type that do not derive from it, as far as libraries tell.
bool type_is_abstract(const Program *program, Value type);

// ---- lambdas.c ----------------------------------------------------------------------------------

// The same for a parameter of a lambda, of the call that the lambda is given to.
Values lambda_passed(Program *program, Value parameter);
// The call that a lambda, or another expression, is an argument of; 0 when it is in none.
ExprId call_around(const Summary *summary, ExprId lambda);

// ---- outside.c: fields that others set ----------------------------------------------------------

// What others than its methods store in a field of a class; nothing where nobody does.
Values outside_values(Program *program, ClassId class_id, Atom name);

// ---- functions.c --------------------------------------------------------------------------------

FunctionId function_get(Program *program, ModuleId module, ScopeId scope);
FunctionState *function_state(const Program *program, FunctionId function);
const Scope *function_scope(const Program *program, FunctionId function);
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
// Whether a call of what is decorated so does not run its body on this thread.
static inline bool decoration_runs_away(Decoration decoration) {
  return decoration == DECORATION_OFFLOADS || decoration == DECORATION_STARTS;
}
// Whether who calls its name runs its code right there: no decorator hands it to a thread.
bool function_runs_where_called(Program *program, FunctionId function);
typedef enum Accessor { ACCESSOR_NONE, ACCESSOR_SETTER, ACCESSOR_DELETER } Accessor;
// Whether it is the setter or deleter of a property: `@name.setter`.
Accessor function_accessor(Program *program, FunctionId function);
Values function_returns(Program *program, FunctionId function);
// The first exit at `at` or behind it; the number of exits when there is none.
uint32_t exits_from(const Summary *summary, ExprId at);
// What `yield` gives out of a generator or a context manager made of one.
Values function_yields(Program *program, FunctionId function);
Values parameter_values(Program *program, ModuleId module, ScopeId scope, uint32_t index);

// Enters the context managers that decorate a function, see FunctionState, around a call of it.
struct Walk;
void walk_managers(struct Walk *walk, ExprId site, FunctionId function, Confidence confidence);

// ---- calls.c: walking a function ----------------------------------------------------------------

// A function while it is walked.
typedef struct Walk {
  Program *program;
  FunctionId function;
  ModuleId module;
  const Summary *summary;
  Array(Call) calls;
  Array(uint8_t) effects; // beside `calls`
  Array(ParameterUse) uses;
  bool is_chosen; // what is called now was chosen among what is registered with a function
  // What may stand in it, or in a function in it:
  bool stores_item;  // `x[key] = value`
  bool stores_field; // `x.name = value`
} Walk;

// Walks the function if that has not been done; afterwards its `uses` are known, unless the
// question came in a circle.
void function_walk(Program *program, FunctionId function);
// The first of a function's calls at `site` or behind it: calls stand in order of their sites.
uint32_t calls_from(const Program *program, const Function *function, ExprId site);
// What the project says of a function; whether that is all there is to say.
bool walk_own(Walk *walk, ExprId site, FunctionId callee, Confidence confidence, CallHow how);
// A call of a project function that gives `result`.
Call walk_call_of(const Program *program, ExprId site, FunctionId function, CallHow how,
                  Confidence confidence, Values result);
// One candidate callee of the call at `site`, called there in some way.
void walk_callee(Walk *walk, ExprId site, Value callee, Confidence confidence, CallHow how);
void walk_iterate(Walk *walk, ExprId site, Values iterable);
void walk_enter(Walk *walk, ExprId site, Values manager);
// Adds a call; the effect of a library entry is decided by the caller (EFFECT_NONE: it has none),
// with CALL_IS_CHEAP or without.
void walk_record(Walk *walk, Call call, uint8_t effect);
// Has a sync function walked later, so that its effects are known.
void function_enqueue(Program *program, FunctionId function);

// ---- overrides.c: methods of the classes below --------------------------------------------------

// What else a method call may come to.
void walk_overrides(Walk *walk, ExprId site);

// ---- once.c: what is done once ------------------------------------------------------------------

// Whether all that a function does it does once in the life of the program.
bool once_is_all(const Walk *walk);
// Marks the calls of the function that fill a cache.
void once_mark(Walk *walk);
// Marks the calls that ask a cache for always the same, when all functions are walked.
void once_settle(Program *program);

// ---- startup.c: code that has the loop for itself -----------------------------------------------

void solo_mark(Program *program, FunctionId function, Solo solo);
// Marks the calls that stall nobody, when all functions are walked.
void startup_settle(Program *program);

// ---- asked.c: questions that the caller asks ----------------------------------------------------

// Marks the calls behind which nothing is waited for, when all functions are walked.
void asked_settle(Program *program);

// ---- branches.c: what is done in some cases -----------------------------------------------------

void branches_mark(Walk *walk);

// ---- cases.c: what is done in one case of many --------------------------------------------------

// Notes where a call of a sync function stands, if that is in one. `bare` is a region of which it
// is known that neither it nor any around it is one, or UINT32_MAX; given back is one for the next
// call.
RegionId cases_note(const Walk *walk, ExprId site, RegionId bare);

// ---- threads.c: the beginning and the end of a thread -------------------------------------------

void threads_mark(Walk *walk);

// ---- locks.c: mutexes, and locks that are made by hand ------------------------------------------

void locks_mark(Walk *walk);

// ---- ending.c: the end of the process -----------------------------------------------------------

void ending_mark(Walk *walk);

// ---- starts.c: how coroutine functions are started ----------------------------------------------

// Fills Function.is_task_only, when all functions are walked.
void starts_settle(Program *program);

// ---- packages.c: functions of installed packages ------------------------------------------------

// Marks the calls of a package's function that it makes in some cases only.
void packages_mark(Walk *walk);

// ---- implicit.c: calls that no parentheses show -------------------------------------------------

void walk_implicit(Walk *walk, ExprId expr);
// The same for the call of a built-in function that stands for a method of its argument: len(x).
void walk_builtin(Walk *walk, ExprId call, SymbolId callee);

// ---- parameters.c: what becomes of callables that are passed on ---------------------------------

// A call of a library function: where it stands, which need not be where its effects happen.
typedef struct LibraryCall {
  const KnowledgeEntry *entry;
  ModuleId module;
  ExprId call;
  bool is_consumed; // it is lazy, and now its result is consumed
} LibraryCall;
// What a library function does with its arguments, happening at `site`.
void walk_roles(Walk *walk, ExprId site, LibraryCall library);
// The same for a project function, by what it does with its parameters.
void walk_parameters(Walk *walk, ExprId site, FunctionId callee, bool is_bound);
void walk_use(Walk *walk, Value parameter, ArgumentRole role);
// Whether the code of a function stands in another one, or is its own.
bool function_is_within(const Program *program, FunctionId inner, FunctionId outer);
// What a nested function does with parameters of functions around it, which is what the function
// does that calls it.
void walk_enclosed(Walk *walk, FunctionId callee);
void walk_given(Walk *walk, ExprId site, ArgumentRole role, Values given);

// ---- wrappers.c: calling functions with decorators, and closures --------------------------------

// Whether what a VALUE_WRAPPED stands for comes to the function itself when it is called: no
// wrapper hands it to a thread.
bool wrapped_runs_here(Program *program, Value wrapped);
void walk_wrapped(Walk *walk, ExprId site, Value callee, Confidence confidence, CallHow how);
void walk_closure(Walk *walk, ExprId site, uint32_t closure, Confidence confidence, CallHow how);

// ---- roots.c ------------------------------------------------------------------------------------

void roots_of_module(Program *program, ModuleId module);
// `is_perhaps` of the entry lowers the confidence.
void root_mark(Program *program, FunctionId function, RootKind kind, ModuleId module, ExprId site,
               const KnowledgeEntry *entry, Confidence confidence);

// ---- arguments.c --------------------------------------------------------------------------------

ArgumentMatch argument_find(const Program *program, ModuleId module, ExprId call, int position,
                            Str keyword);
// Whether a value is what a condition names, whichever argument it is.
bool condition_is_met(Program *program, ModuleId module, const Condition *condition, ExprId value);
bool condition_is_true(Program *program, ModuleId module, ExprId call, const Condition *condition);
// Whether the conditions of an entry let its effect happen in this call (0: no argument list).
bool conditions_hold(Program *program, ModuleId module, ExprId call, const KnowledgeEntry *entry);
// The same for a call of what a partial made: the arguments of both count.
bool partial_conditions_hold(Program *program, const Partial *partial, ModuleId module, ExprId call,
                             const KnowledgeEntry *entry);
// The argument of a call that becomes parameter `index` of a function (`is_bound`: self is given).
ArgumentMatch argument_for_parameter(Program *program, ModuleId module, ExprId call,
                                     FunctionId callee, uint32_t index, bool is_bound);

// ---- reach.c: what runs on the loop -------------------------------------------------------------

// For each function the number + 1 of the call by which the loop comes to it first, on a shortest
// way from what it runs itself; REACH_ROOT for that, 0 for what it never reaches.
#define REACH_ROOT UINT32_MAX
uint32_t *reach_from_loop(const Program *program, Arena *arena);

// ---- effects.c ----------------------------------------------------------------------------------

void effects_spread(Program *program);

// ---- symbols ------------------------------------------------------------------------------------

SymbolId symbol_make(Program *program, Str dotted); // canonical
SymbolId symbol_member(Program *program, SymbolId owner, Str name);
Str symbol_name(const Program *program, SymbolId symbol);
// What knowledge says of it; of a method, also what it says of the method in a base class.
const KnowledgeEntry *symbol_entry(Program *program, SymbolId symbol);
