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
#include "link/types/special.h"
#include "link/types/values.h"

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

typedef struct Nonblocking { // receivers that a module makes non-blocking
  const char *by;            // by one of these methods or attributes, or with this flag
  Map names;                 // NameId of each
} Nonblocking;

typedef struct HasWords { // whether a file has one of some words as a name
  const char *words;
  bool is_so;
} HasWords;

// There are many of these, and each is found by its number all the time: what is asked most stands
// together in front, and the size is a power of two.
typedef struct Module {
  const Summary *summary; // NULL until loaded, and for good when it cannot be
  uint32_t *memo;         // ExprId -> 0 not asked, 1 being asked, else values_keep's number + 2
  uint32_t *binding_memo; // BindingId -> the same
  uint32_t *any; // beside lists: what code elsewhere sees of one; 0 not asked, else values_keep's
                 // number + 1. NULL until somebody asks
  uint32_t *functions;  // ScopeId -> FunctionId + 1
  uint32_t *classes;    // ScopeId -> ClassId + 1
  ScopeId last_scope;   // where the last question about a place in the file was
  RegionId last_region; //
  bool is_loaded;       // loading was tried
  bool is_aside;        // loaded only for what the whole project is asked; see project.c
  bool is_test;
  uint8_t script;           // see scripts.c; 0 not asked
  bool is_walked;           // as a root: all its functions are to be walked
  uint8_t libraries;        // which it imports, see queries.c; 0 not asked
  uint8_t broken;           // whether it cannot be imported, see broken.c: 2 yes, 1 no, 0 not asked
  uint8_t whose;            // 2: knowledge may have something in it, 1 nothing; 0 not asked
  BindingList stars;        // the module's own bindings without a name: its star imports
  const NameMask *replaced; // see replaced.c, NULL until somebody asks
  const NameMask *given;    // the same
  Map declarers;            // scope -> its first declaration of a global
  uint32_t *next_declaration;      // beside declarations: number + 1 of the scope's next
  Array(Nonblocking) nonblocking;  // by whom each was asked for
  Array(HasWords) named;           // what was asked, see receivers.c
  struct RegionTests *tests;       // beside regions: see guards.c. NULL until somebody asks
  const struct CallList *passed;   // calls by what they pass, see hands.c; the same
  const NameMask *awaited;         // the same, see library.c
  const NameMask *aliased;         // the same, see receivers.c
  const struct Displays *displays; // the same, see questions.c
  uint32_t import_root;            // see modules.c: number of the directory + 1, 0 not asked
  uint32_t directory;              // that it lies in, the same
  uint32_t unused[4];
} Module;
static_assert((sizeof(Module) & (sizeof(Module) - 1)) == 0, "a power of two");

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
  const struct Subclasses *subclasses; // see kin.c, NULL until somebody asks
  const struct Parameters *parameters; // see generics.c, NULL until somebody asks
  uint8_t generic;    // whether it or an ancestor has type parameters: 0 not asked, 1 no, 2 yes
  uint8_t protocol;   // whether it is one, see overrides.c: 0 not asked, 1 no, 2 yes
  uint8_t unaccessed; // of which of two methods it was found that there is none, see implicit.c
} Class;

// A parameter that a function calls, or has called, when it runs.
typedef struct ParameterUse {
  FunctionId owner;  // itself, or a function around it whose parameter it closes over
  uint32_t index;    // with what is meant of it, where `rest` is set: the `b` of a VALUE_REST
  ArgumentRole role; // ROLE_CALLED, ROLE_ON_LOOP or ROLE_OFF_LOOP
  uint8_t rest;      // RestDetail of what is taken out of `*args` or `**kwargs`, else 0
  bool is_told_done; // all that takes it so calls it with a future that is done
  const struct Guards *guards; // what the owner's other parameters are then, see handed.c, or NULL
} ParameterUse;

// With what the loop calls a function that it is given.
typedef enum BASE_SMALL Told { TOLD_NOTHING, TOLD_DONE, TOLD_OTHERS } Told;

// Why a function may have the loop for itself.
typedef enum Solo {
  SOLO_NO,
  SOLO_MAIN,     // a loop is run for it
  SOLO_COMMAND,  // the command of a command line
  SOLO_THREAD,   // has a thread for itself, and a loop there
  SOLO_LIFESPAN, // entered before a server serves, left behind that
  SOLO_BESIDE,   // called before or after
} Solo;

typedef enum Beginner {        // of a coroutine for which a loop is run
  BEGUN_BY_COMMAND = 1 << 0,   // of a command line
  BEGUN_BY_PROGRAM = 1 << 1,   // its main function, the body of a module
  BEGUN_BY_OTHERS = 1 << 2,    // who may as well await it
  BEGUN_BY_HELPER = 1 << 3,    // of another name, see begun.c
  BEGUN_BY_DECORATOR = 1 << 4, // which has taken its name, see closures.c
} Beginner;

typedef struct FunctionState {
  Function public;
  ClassId owner;         // of a method, else CLASS_NONE
  ExprId done_when_left; // an executor whose block awaits each job, see threads.c; 0: none
  uint32_t job;          // SymbolId + 1 of the class that a decorator makes it an object of, too
  uint32_t between;      // SymbolId + 1 of a decorator that waits between two tries of it
  uint32_t value;        // in `kept`: what its name is bound to, decorators applied
  uint32_t returns;      // in `kept`: what a call gives (what awaiting gives, of a coroutine)
  uint32_t called;       // in `kept`, number + 1: what one gives where nothing is given for type
                         // parameters, decorators applied; 0 not asked
  uint32_t use_count;
  const ParameterUse *uses;
  Decoration decoration; // property, static …; DECORATION_KEEPS when nothing special
  Confidence decoration_confidence;
  Told told;    // a future that is done, wherever the loop is given it
  uint8_t walk; // 0 not asked, 1 being walked, 2 walked
  bool is_queued;
  bool dispatches;   // by the type of its first argument, see dispatch.c
  bool is_managed;   // a decorator enters a context manager around it
  bool is_memo;      // a decorator keeps what it gives for each set of arguments
  bool is_handed;    // an async function that a library was given to call, also by a decorator
  bool is_put_often; // more than one place puts it on the loop
  bool is_aware;     // walked, and asks whether a loop is running
  bool is_cache;     // walked, and fills a container of the module that it looks into first
  uint8_t giving;    // see generics.c: what it gives depends on, 0 not asked
  uint8_t solo;      // Solo
  uint8_t begun;     // by whom the loop is run for it: a set of Beginner
  uint8_t filled;    // by the constructor, see asked.c: 0 not asked, 1 no, 2 yes
  uint8_t awaits;    // what makes a later call wait for nothing, see awaited.c: the same
  uint8_t wrapped;   // it or what it calls, see wrapped.c: the same
  uint8_t decorated; // 0 not asked, 1 being asked, 2 known
  uint8_t returned;  // the same for `returns`
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
// A wait for a lock that is held for work of tier 2 at most.
#define CALL_IS_BULK 0x20u
#define CALL_FLAGS   (CALL_IS_CHEAP | CALL_IS_LOCK | CALL_IS_BULK)
static_assert(EFFECT_COUNT <= CALL_IS_BULK, "an effect and the flags share a byte");

typedef struct StarAnswer { // what star imports give a module under a name
  uint32_t search;          // in which it was found out
  uint32_t kept;            // number of the value set
} StarAnswer;

struct Program {
  Program *self; // for queries, which remember what they found out
  Arena *arena;
  ProgramInput input;
  const Knowledge *knowledge;
  NameMask silent;                  // see silent.c: of libraries
  Atom specials[SPECIAL_COUNT];     // names of special methods
  NameMask special;                 // all of them
  Atom getattr;                     // "__getattr__"
  bool has_getattribute;            // some class that was looked at has a __getattribute__
  Module *modules;                  // one per file
  struct ModuleIndex *module_index; // see modules.c
  struct Packages *packages;        // see packages.c; NULL where none are known

  Interner symbols;           // dotted names of library things
  Array(Symbol) symbol_table; // beside `symbols`
  Map symbol_members;         // hash of owner and name -> SymbolId of the member
  SymbolId builtin_types[BUILTIN_TYPE_COUNT];
  Map builtins; // hash of a name -> SymbolId + 1 of a built-in, 0 when there is none of that name

  Array(Class) classes;
  Array(FunctionState) functions;
  Array(FunctionId) queue;       // to be walked
  Array(Call) calls;             // of walked functions, grouped by caller
  Array(uint32_t) leading;       // numbers of the calls that come to something, see leading.c
  Array(FunctionId) choosers;    // functions with calls that are choices
  Array(FunctionId) task_makers; // functions that something calls to make tasks
  Array(struct Case) cases;      // see cases.c
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

  Map loop_methods_index; // see roots.c: entry -> index into `loop_methods`
  Array(const struct LoopMethods *) loop_methods;
  struct Project *project;   // see project.c, NULL until somebody asks
  struct Kin *kin;           // see kin.c, the same
  struct Callings *callings; // see callings.c, the same
  struct Generics *generics; // see generics.c, the same
  struct Fills *fills;       // see fills.c, the same
  struct Outside *outside;   // see outside.c, the same
  struct Dispatch *dispatch; // see dispatch.c, the same
  struct Keepers *keepers;   // see keepers.c, the same
  struct Fields *fields;     // see fields.c, the same
  struct Makers *makers;     // see makers.c, the same

  struct GuardTable *guards;   // with `effects`
  struct EffectTable *effects; // after effects_spread
  Map hand_locks;              // classes that make a lock of a condition

  Map able_below; // see abilities.c: library class and ability -> what was found
  Map suspends;   // see suspends.c: function, and what counts as a wait -> index into `suspensions`
  Map suspends_asked; // the same whose question is being answered -> its depth + 1
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

// ---- symbols ------------------------------------------------------------------------------------

SymbolId symbol_make(Program *program, Str dotted); // canonical
SymbolId symbol_member(Program *program, SymbolId owner, Str name);
Str symbol_name(const Program *program, SymbolId symbol);
bool symbol_is_standard(const Program *program, SymbolId symbol); // of Python's own library
// What knowledge says of it; of a method, also what it says of the method in a base class.
const KnowledgeEntry *symbol_entry(Program *program, SymbolId symbol);

// ---- queries.c ----------------------------------------------------------------------------------

// The first of a function's calls at `site` or behind it: calls stand in order of their sites.
uint32_t calls_from(const Program *program, const Function *function, ExprId site);

// ---- The rooms that all ask ---------------------------------------------------------------------

#include "link/names/lookup.h"
#include "link/types/members.h"
#include "link/types/types.h"
