// Linking C. External names are one space for the whole program; functions that pointers may lead
// to are found through slots; then every function is walked like one of Python's, so that contexts,
// effects and chains are found by what is there already. Private to the layer.
//
// A slot is a place that can hold a pointer to a function, or a descriptor: a field of a struct by
// the name of its type ("uv_timer_t::timer_cb", of all objects together), a variable, a parameter,
// what a function returns. Stores and arguments are the edges between slots; what a slot can hold
// is found by following them to a fixpoint.
#pragma once

#include "link/effects.h"
#include "link/types/constants.h"

typedef uint32_t SlotId;
typedef uint32_t TargetId; // what a pointer can lead to: index into Native.targets
#define SLOT_NONE UINT32_MAX

typedef struct Target {
  FunctionId function;         // FUNCTION_NONE: a library's, or no function
  const KnowledgeEntry *entry; // of a library's function, else NULL
  Str name;                    // of a library's function
  ExprId origin; // not 0: no function but a descriptor, made by the call of `entry` at this place
  ModuleId module;
  ScopeId scope;
  bool is_nonblocking; // such a descriptor, that some call makes non-blocking
  uint32_t watch;      // …, that a loop watches: number + 1 of a Watch, else 0
  uint32_t use;        // …, that some code on the loop waits for: number of a call + 1, else 0
  bool is_datagram;    // a socket for datagrams
  bool is_local;       // a socket for processes of this machine
} Target;

static inline bool condition_is_set(const Condition *condition) {
  return condition->is != ARGUMENT_NONE_SET;
}

typedef struct Watch { // a call, or the store into a field, that has a loop watch a descriptor
  ModuleId module;
  ScopeId scope;
  ExprId site;
  ExprId value;   // the descriptor
  bool is_driven; // by the library, which uses it by itself
} Watch;

typedef struct Definition { // a function with external linkage
  FunctionId function;
  uint32_t next; // number + 1 of another one of that name, 0 at the end
} Definition;

typedef struct SlotUse { // a call through a slot
  ModuleId module;
  ScopeId scope; // of the function that makes it
  ExprId call;
} SlotUse;

typedef struct Slot {
  Array(TargetId) targets;  // in the order in which they were found
  Array(SlotId) successors; // slots that get what this one holds
  Array(uint32_t) uses;     // numbers of SlotUse
  uint32_t done;            // of `targets`: passed on already
  bool is_queued;
  bool is_full;    // more writers than are followed
  bool is_settled; // a constant is stored there, too: -1, NULL
  bool is_open;    // something that is not known is stored there, too
} Slot;

typedef struct Said {  // by the author of a function, or the project's configuration
  FunctionId function; // FUNCTION_NONE: of a library's
  const KnowledgeEntry *entry;
} Said;

typedef struct Native {
  Program *program;
  Arena arena;   // of all that is needed only while linking
  Map externals; // hash of a name -> number of a Definition
  Array(Definition) definitions;
  Map called;    // hash of the name of each function that some code calls by it -> 1
  Map variables; // hash of the name of a variable with external linkage -> 1
  Map slot_index;
  Array(Slot) slots;
  Array(SlotId) queue;
  Array(SlotUse) uses;
  Map target_index;
  Array(Target) targets;
  Map edges;  // of two slots, so that each stands once
  Map bound;  // of a use and a function: arguments passed on already
  Map enders; // functions that end the process: see places.c
  Map ends;   // hash of a module and a region -> whether it ends in one of them, where it was asked
  Map forks;  // module -> whether it forks at all, where it was asked
  Map waiters; // functions that wait for events for their callers -> number in `pollers`
  Array(const KnowledgeEntry *) pollers; // what they wait in
  Array(Watch) watches;
  Map watched;    // slots that hold descriptors which a loop watches -> number of a Watch
  Map fifos;      // slots that hold paths of FIFOs …
  Map fifo_names; // … and hashes of such paths
  // descriptors: whether one of several can wait, watched or not; else whether all do
  bool asks_any;
  int origin_depth; // how many descriptors are asked about inside one another
  Array(Said) said;
  Map said_of;       // functions of whose effects something is said -> number of a Said …
  Map said_of_names; // … and hashes of names of a library's
  Map flows;         // hash of a module and a call that runs on a stack of its own -> 1
  Map flags;         // slots that signal handlers set
  Map setters;       // hash of a function and a slot of a variable that it sets -> 1 …
  Map reset;         // … and slots of those that are set to zero anywhere
  bool has_setters;  // they were looked for
  Map requested;     // functions that the loop calls -> whether for a signal alone
} Native;

// Writers of a slot past this many are not followed, and neither is a call through it: a table of
// everything says nothing about one call.
#define SLOT_MAX_TARGETS 1024
// Neither are slots when this many pairs of a call and a function have passed arguments on. Git has
// 2,800.
#define SLOTS_MAX_PASSED 100000

static inline bool module_is_native(const Program *program, ModuleId module) {
  const Summary *summary = program->modules[module].summary;
  return summary && summary->flags & SUMMARY_C;
}

// Walks all functions of the C modules that are loaded. Nothing happens when there are none.
void native_link(Program *program);

// ---- names.c ------------------------------------------------------------------------------------

typedef enum Meaning {
  MEANS_NOTHING,
  MEANS_FUNCTIONS, // `definition`: the first of several with that name; or `function`, the only one
  MEANS_SLOT,
  MEANS_LIBRARY, // a name that the project does not define
} Meaning;

typedef struct Named {
  Meaning meaning;
  FunctionId function; // FUNCTION_NONE: ask `definition`
  uint32_t definition; // number + 1
  SlotId slot;
  Str name;
} Named;

// Finds all functions and variables with external linkage.
void native_declare(Native *native);
// What is known of a function, field or type of that name; NULL when nothing is.
const KnowledgeEntry *native_entry(const Native *native, Str name);
// The same for what a call calls by name or through a field.
const KnowledgeEntry *native_callee_entry(const Native *native, ModuleId module, const Expr *call);
// What a name means where a function (scope 0: the file itself) uses it.
Named native_name(Native *native, ModuleId module, ScopeId scope, NameId name);
// The functions that a call of a name may reach, at most `capacity`; returns their number. Of
// several programs in one tree that define a name, those beside the caller are meant.
// What stands elsewhere under the name of a library's function that is known (a stand-in for tests,
// a wrapper to be preloaded) is not meant.
uint32_t native_functions(const Native *native, Named named, ModuleId caller, FunctionId *out,
                          uint32_t capacity);
#define NATIVE_MAX_NAMESAKES 16

// ---- slots.c ------------------------------------------------------------------------------------

// Finds what every slot can hold.
void native_slots(Native *native);
SlotId native_field(Native *native, Str name);
SlotId native_variable(Native *native, ModuleId module, ScopeId scope, Str name); // of its owner
// Slots and functions that an expression can stand for, through casts, choices and tables.
typedef struct Pointees {
  Array(SlotId) slots;
  Array(TargetId) targets;
} Pointees;
void native_pointees(Native *native, ModuleId module, ScopeId scope, ExprId expr, Pointees *out);
// All that the pointees lead to; in `native->arena`.
typedef struct Targets {
  const TargetId *at;
  uint32_t count;
  bool is_open;    // there may be more: one of the slots holds nothing that is known
  bool is_partial; // there may be more: something that is not known flows into one of the slots
  bool is_full;    // there are more than are followed
} Targets;
Targets native_targets(Native *native, ModuleId module, ScopeId scope, ExprId expr);

// ---- marks.c ------------------------------------------------------------------------------------

// Finds what the authors of functions say of them.
void native_marks(Native *native);
// What is said a call of a function does, whatever its code looks like; NULL when nothing is. The
// second is for a library's, by its name, of which only a prototype is there.
const KnowledgeEntry *native_said(const Native *native, FunctionId function);
const KnowledgeEntry *native_said_of_name(const Native *native, Str name);
// Puts functions where it is said that they run, and keeps others off the loop, behind all else
// that puts some there.
void native_place_marked(Native *native);

// ---- roots.c ------------------------------------------------------------------------------------

// Puts on the loop what registrations and tables put there.
void native_roots(Native *native);
// The context that a role puts a function into; CONTEXT_COUNT when it is none.
Context native_context(ArgumentRole role, const KnowledgeEntry *entry);

// ---- polled.c -----------------------------------------------------------------------------------

// Puts on the loop what event loops written out by hand call after they have waited.
void native_hand_loops(Native *native);

// ---- places.c -----------------------------------------------------------------------------------

// Finds the functions that end the process.
void native_enders(Native *native);

// Where code runs that is not the loop's affair.
typedef enum Place {
  PLACE_PLAIN,
  PLACE_CHILD, // between fork and exec, in the child
  PLACE_DEAD,  // behind a switch that is off
  PLACE_CRASH, // on the way to the end of the process: before abort, in an assertion that failed
  PLACE_END,   // in a function that ends the process
} Place;
Place native_place(Native *native, ModuleId module, ScopeId scope, ExprId site);

// ---- quiet.c ------------------------------------------------------------------------------------

// Finds what the loop calls because of a signal, when all that it calls is known.
void native_requests(Native *native);
// What a function is for, where that says how much it matters that its calls wait.
typedef struct Quiet {
  bool is_printer;  // it takes a format and what goes with it
  bool is_logger;   // by its name
  bool is_asked;    // a person sent a signal
  bool is_last;     // by its name it is called when the program ends
  ExprId once_from; // what is at this place or behind it is done once; UINT32_MAX: nothing is
  bool is_alone;    // for who looks for a mistake, or in a tool that has one user
} Quiet;
Quiet native_quiet(Native *native, FunctionId function);
// Notes that on a call in the function, the last of `program->calls` or one behind them.
void native_calm(Native *native, const Quiet *quiet, ModuleId module, Call *call);

// ---- What is asked of a call --------------------------------------------------------------------

typedef struct Asking {
  Native *native;
  ModuleId module;
  ScopeId scope;
  const Summary *summary;
} Asking;

typedef struct Verdict {
  Answer answer;
  Guard guard; // when a parameter decides: true of it exactly when the condition is
} Verdict;

// ---- conditions.c -------------------------------------------------------------------------------

// Whether an entry has its effect in this call, and what of the caller's parameters decides.
typedef struct Outcome {
  bool happens;
  const KnowledgeEntry *entry; // the one asked about, or one that says what it does otherwise
  Confidence confidence;
  Guards guards; // see effects.h
} Outcome;
Outcome native_outcome(Native *native, ModuleId module, ScopeId scope, ExprId call,
                       const KnowledgeEntry *entry);
// Whether one condition is true of a call; of a value that stands for the argument.
Verdict native_ask(const Asking *asking, const Condition *condition, ExprId call);
Verdict native_ask_value(const Asking *asking, const Condition *condition, ExprId value);
// What a test comes to, where it asks for a constant: `int debug = 0; if (debug)`.
Answer native_truth(Native *native, ModuleId module, ScopeId scope, ExprId test);

// ---- descriptors.c ------------------------------------------------------------------------------

// Finds the descriptors that are made non-blocking, those that a loop watches, and the paths of
// FIFOs.
void native_descriptors(Native *native);
// Finds what is wrong with them, when all functions are walked.
void native_faults(Native *native);
// What is known of a descriptor, or stream, is where it was made. Where that is not known nothing
// is claimed: neither that all places open a file on a disk, nor that none does.
bool descriptor_is_file(const Asking *asking, ExprId value);
bool descriptor_is_no_file(const Asking *asking, ExprId value);
bool descriptor_can_wait(const Asking *asking, ExprId value, WaitFor what);
bool descriptor_is_fifo(const Asking *asking, ExprId path);
bool descriptor_is_fifo_named(const Asking *asking, Str path);

// ---- locks.c ------------------------------------------------------------------------------------

// Finds the locks of threads that are held at calls, when all functions are walked.
void native_locks(Native *native);
