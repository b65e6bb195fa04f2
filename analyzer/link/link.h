// The linked whole: names, types, calls and contexts over all modules, and effects carried up the
// call graph from callee to caller. Starts from the modules that are asked for and loads others
// only as resolution reaches them; how much is loaded never changes a result.
#pragma once

#include "facts/facts.h"
#include "knowledge/knowledge.h"

typedef struct Program Program; // const once linked
typedef uint32_t ModuleId;      // index into ProgramInput.files
typedef uint32_t FunctionId;    // index; functions are numbered in order of discovery, not of path
#define MODULE_NONE   UINT32_MAX
#define FUNCTION_NONE UINT32_MAX

// Beyond so many files a tree holds many projects: nobody asks all of them for what only they know.
#define PROGRAM_MAX_PROJECT 20000

typedef struct ProgramFile {
  Str path;         // from the project root, '/' between parts; files are sorted by it
  bool is_reported; // findings in it are wanted; what they are does not depend on it
  bool is_root;   // it may hold code that runs on a loop (the prefilter's answer), so it is linked
                  // even if nobody imports it
  bool is_native; // C: linked whoever asks, because nothing imports it
  bool is_test;   // whatever its path says
} ProgramFile;

// What a dotted name stands for among the packages that are installed beside the project: a file of
// source, one that only tells types, or both. Each has a number of its own.
typedef struct ProgramPackage {
  ModuleId source; // MODULE_NONE: there is none, or it is compiled
  ModuleId stub;   // MODULE_NONE: there is none
  Str source_path; // from the folder of the packages on; they live as long as the Program
  Str stub_path;
} ProgramPackage;

typedef struct ProgramInput {
  const ProgramFile *files;
  uint32_t file_count;
  // Finds an installed module; false when there is none, or no more of them may be read. NULL where
  // no packages are known. The same name always gets the same answer.
  bool (*find_package)(void *context, Str dotted, ProgramPackage *out);
  uint32_t package_max; // their numbers go from file_count to this many behind it
  // Returns the Summary of a file, NULL when it cannot be read. Called at most once per file, from
  // the thread that links. The Summary must live as long as the Program.
  const Summary *(*load)(void *context, ModuleId file);
  // Says that these will be loaded next, so that they may be read all at once. May be NULL.
  void (*expect)(void *context, const ModuleId *files, uint32_t count);
  void *load_context; // of all
  // Directories from the project root on from which modules are imported, beside those that are
  // found by themselves.
  const Str *sources;
  uint32_t source_count;
  bool has_usual_tests;       // tests are looked at like other code
  const Knowledge *knowledge; // must live as long as the Program
} ProgramInput;

// Links everything that the roots reach. Everything lives in `arena`.
const Program *program_link(Arena *arena, const ProgramInput *input);

// ---- Confidence ---------------------------------------------------------------------------------

// How sure a resolution is; of a chain, the least of its steps.
typedef enum BASE_SMALL Confidence {
  CONFIDENCE_POSSIBLE, // one of several candidates does it
  CONFIDENCE_PROBABLE, // one named heuristic step
  CONFIDENCE_RESOLVED, // definitions all the way
} Confidence;

// ---- Modules and functions ----------------------------------------------------------------------

uint32_t program_module_count(const Program *program); // all files of the project, loaded or not
// One more than the number of any module, those of installed packages among them.
uint32_t program_module_end(const Program *program);
// NULL when the module was never loaded, or only to see what it says of others.
const Summary *program_summary(const Program *program, ModuleId module);
Str program_path(const Program *program, ModuleId module);
bool program_is_reported(const Program *program, ModuleId module);
// Tests have a profile of their own: tiers 2 and 3 are not reported in them.
bool program_is_test(const Program *program, ModuleId module);
// The library that the file speaks: decided by what it imports.
AsyncLibrary program_library(const Program *program, ModuleId module);
// Whether the file imports one of the libraries of Python, whichever it speaks.
bool program_uses_library(const Program *program, ModuleId module, AsyncLibrary library);

typedef enum BASE_SMALL RootKind {
  ROOT_NONE,      // runs where its callers run
  ROOT_COROUTINE, // async def: runs on the loop
  ROOT_CALLBACK,  // sync, given to something that calls it on the loop: see Root.site
  ROOT_METHOD,    // sync, a method that a framework calls on the loop: see Root.entry
  ROOT_DECORATED, // sync, registered by a decorator of a framework that calls it on the loop
  ROOT_MARKED,    // C: its author says so
  ROOT_STORED,    // C: kept in a field from which the loop calls it: see Root.entry
  ROOT_POLLED,    // C: called by hand in a loop that waits for events: see Root.entry
} RootKind;

typedef struct Function { // a def, a lambda, a generator expression or the body of a module
  ModuleId module;
  ScopeId scope;
  ModuleId root_module;             // of root_site
  ExprId root_site;                 // the call or decorator that put it on the loop, or 0
  const KnowledgeEntry *root_entry; // what calls it, or NULL
  const KnowledgeEntry *pooled_by;  // async: the framework that took it would run it in a thread if
                                    // it were not, else NULL
  uint32_t first_call;              // of call_count in program_call
  uint32_t call_count;
  RootKind root;
  Confidence root_confidence; // how sure it is that it does
  bool is_async;
  bool is_generator;
  bool is_task_only; // every known call of the coroutine function becomes a task of its own
  bool is_awaited;   // some known call does not: its caller goes on behind it
} Function;

uint32_t program_function_count(const Program *program);
// Functions that something may call to make tasks, by what was known when they were found.
uint32_t program_task_maker_count(const Program *program);
FunctionId program_task_maker(const Program *program, uint32_t index);
const Function *program_function(const Program *program, FunctionId function);
// The function that runs the code of a scope, FUNCTION_NONE when it was never reached.
FunctionId program_function_of(const Program *program, ModuleId module, ScopeId scope);
// "Service.fetch", as people write it.
Str program_function_name(const Program *program, FunctionId function, Arena *arena);

// ---- Calls --------------------------------------------------------------------------------------

typedef enum BASE_SMALL CallHow {
  CALL_PLAIN,     // f(…); site is the EXPR_CALL
  CALL_CONSTRUCT, // Class(…) running __init__, __new__ or __post_init__
  CALL_PROPERTY,  // reading an attribute
  CALL_SETTER,    // setting or deleting one
  CALL_ENTER,     // `with`: __enter__, __exit__, the body of a generator context manager
  CALL_ITERATE,   // consuming an iterator or generator
  CALL_OPERATOR,  // an operator, comparison, subscript, truth test or formatting of an instance
  CALL_PASSED,    // the callee is given to a function that calls it: apply(callee)
  CALL_DECORATOR, // the wrapper that a decorator put around the callee
} CallHow;

typedef struct Call {
  FunctionId caller;
  ExprId site;       // in the caller's module
  FunctionId callee; // FUNCTION_NONE when it is a library's
  CallHow how;
  Confidence confidence;
  Confidence result_confidence;
  bool is_choice;   // the calls at the site that are choices are all that it can come to
  bool is_deferred; // its code does not run now: an async wrapper was put around it
  bool is_seldom;   // fills a cache, or nobody is served meanwhile: files, computing and input
                    // behind it are less sure to matter, other waits are not
  bool is_alone;    // nothing else is on the loop: neither are other waits
  bool is_closing;  // an object comes to its end: waits for locks, processes and databases are less
                    // sure to matter
  bool is_kept;     // made once by an object, which keeps what comes of it
  bool is_unwatched; // nothing is known to run beside the caller that a prompt would hold up
  bool is_ending; // C: on the way to the end of the process, so that it counts for signal handlers
                  // alone
  uint8_t result; // KnowledgeResult: what this call gives back, of a coroutine function
                  // a coroutine
  const KnowledgeEntry *entry; // a library's; NULL otherwise
  Str name;                    // dotted name of the library function, "" otherwise
} Call;

uint32_t program_call_count(const Program *program);
const Call *program_call(const Program *program, uint32_t index);
// What knowledge says of the function that a call of C names, also where the project is the library
// itself and defines it; NULL when it says nothing.
const KnowledgeEntry *program_known(const Program *program, const Call *call);
// The type of callback as which a function of C was registered, NULL when it was not or nothing is
// known of the type.
const KnowledgeEntry *program_callback(const Program *program, FunctionId function);
// The plain or construct call that was resolved at an EXPR_CALL, NULL when there is none; when
// there are several candidates, the first whose result is not a plain value, else the first.
const Call *program_call_at(const Program *program, ModuleId module, ExprId site);

// What the calls in coroutine functions of the reported modules come to, each by the first thing
// that it may call.
typedef struct CalleeCounts {
  uint32_t own;       // the project's
  uint32_t standard;  // of Python itself and of the async libraries
  uint32_t described; // third-party, with an entry of knowledge
  uint32_t found;     // third-party, in the source or the stubs of an installed package
  uint32_t named;     // third-party: only its name is known
  uint32_t unknown;   // what is called is not known
} CalleeCounts;
CalleeCounts program_callees(const Program *program);

// ---- Effects ------------------------------------------------------------------------------------

// The effects that a call has on the thread that makes it, as a set of 1u << Effect: of the library
// entry with its conditions applied to the arguments, or of everything that the callee reaches.
// Creating a coroutine or a generator has none.
uint32_t program_call_effects(const Program *program, const Call *call);

typedef struct Hop {
  ModuleId module;
  ExprId site; // the call in that module
  CallHow how;
  Str name; // what is called: "helpers.load" or "time.sleep"
} Hop;

typedef struct Chain {
  const Hop *hops; // the shortest way found: the call itself first, the primitive last
  uint32_t count;
  const KnowledgeEntry *primitive; // never NULL
  Tier tier;
  Confidence confidence; // the least of all steps
} Chain;

// How a call comes to have one of its effects. `effect` must be in program_call_effects.
Chain program_chain(const Program *program, const Call *call, Effect effect, Arena *arena);
// The same without its hops, which are NULL: for who only has to know how it ends.
Chain program_chain_end(const Program *program, const Call *call, Effect effect);
// Whether one of its hops lies in a module of a set.
bool program_chain_meets(const Program *program, const Call *call, Effect effect,
                         const bool *modules);

// ---- Descriptors, in C --------------------------------------------------------------------------

typedef enum FaultKind {
  FAULT_BLOCKING, // a loop watches the descriptor, which waits all the same when it is used
  FAULT_CLEARED,  // a descriptor that a loop watches is made blocking again
} FaultKind;

typedef struct Fault {
  FaultKind kind;
  ModuleId module; // of `site`
  ExprId site;     // the call that is wrong: has the loop watch it; makes it blocking
  ExprId value;    // the descriptor there
  ModuleId other_module;
  ExprId other; // where it was made; where the loop is told to watch it. 0: not known
  ModuleId use_module;
  ExprId use; // FAULT_BLOCKING: a call that waits for it, 0 where the library does
  Confidence confidence;
} Fault;

// In no particular order.
uint32_t program_fault_count(const Program *program);
const Fault *program_fault(const Program *program, uint32_t index);

// ---- Locks of threads, in C ---------------------------------------------------------------------

typedef struct Held {
  ExprId site;  // the call that took it, in the function of the caller; 0: none is held
  ExprId lock;  // what names the lock there: `&queue->lock`; 0 where only the callee does
  bool is_sure; // on all ways to there
} Held;

// The lock of threads that a function holds while it makes a call, an EXPR_CALL: of several one
// that is held for sure, and the one that was taken last. A lock that is given to the call itself
// does not count: one that waits for a condition gives it up meanwhile.
Held program_held_lock(const Program *program, ModuleId module, ExprId call);
// Whether a function gives back a lock that its caller took.
bool program_gives_back_lock(const Program *program, FunctionId function);
// A number for the lock that an expression names, the same wherever the program names it, as far as
// a variable of a file or the field of a record tells; 0 when nothing does.
uint64_t program_lock_id(const Program *program, ModuleId module, ExprId lock);

// ---- Where functions run, and what they come to in C --------------------------------------------

typedef enum Context {
  CONTEXT_LOOP,      // what a loop calls; a thread that runs a loop of its own, too
  CONTEXT_COROUTINE, // a coroutine with a stack of its own
  CONTEXT_THREAD,    // another thread
  CONTEXT_POOL,      // a thread of a pool that others share
  CONTEXT_SIGNAL,    // a signal handler
  CONTEXT_MAIN,      // main, which is neither; in Python what runs as a module is imported
  CONTEXT_UNKNOWN,   // a function that nobody in the program calls or registers
  CONTEXT_COUNT
} Context;

// What the author of a C function says of it, at its definition or at a prototype, as a set.
typedef enum Mark {
  MARK_COROUTINE = 1 << 0,    // only coroutines may call it
  MARK_NO_COROUTINE = 1 << 1, // they must not
  MARK_MIXED = 1 << 2,        // both may
} Mark;
uint32_t program_marks(const Program *program, FunctionId function);
// The same for what an EXPR_CALL calls by its name, also when only a prototype is there.
uint32_t program_callee_marks(const Program *program, ModuleId module, ExprId call);

// What is known of what an EXPR_CALL of C calls by its name, or of a field of C, "tag::field", also
// in places that are left out of the call graph; NULL when nothing is.
const KnowledgeEntry *program_callee_entry(const Program *program, ModuleId module, ExprId call);
const KnowledgeEntry *program_field_entry(const Program *program, Str field);

typedef struct Origin { // why a function runs in a context
  FunctionId function;
  Context context;
  ModuleId module;             // of `site`
  ExprId site;                 // what registers it; 0: its author says so, or nobody does
  const KnowledgeEntry *entry; // what takes it, or NULL
  Confidence confidence;
  RootKind kind; // what it would make the function on a loop; ROOT_NONE: nobody brings it there
  uint32_t next; // of the same function in the same context: number + 1
} Origin;
uint32_t program_origin_count(const Program *program);
// The same of as many as it takes to have all of one context among them.
uint32_t program_origin_count_in(const Program *program, Context context);
const Origin *program_origin(const Program *program, uint32_t index);
// Those of one function, in the same order; NULL behind the last.
const Origin *program_first_origin(const Program *program, FunctionId function, Context context);
const Origin *program_next_origin(const Program *program, const Origin *origin);

// The contexts that a function runs in, itself or through its callers, as a set of 1u << Context.
uint32_t program_contexts(const Program *program, FunctionId function);
// Whether one of them is among these: costs less than all.
bool program_runs_in(const Program *program, FunctionId function, Context context);
// … and it was registered for that itself, or marked.
bool program_begins_in(const Program *program, FunctionId function, Context context);
// Whether a loop, or a coroutine on it, is among them.
bool program_runs_on_loop(const Program *program, FunctionId function);

typedef struct Way {        // how a function comes to run in a context
  const Origin *origin;     //
  const Call *const *calls; // from there, outermost first; none when it is the origin's function
  uint32_t count;
  Confidence confidence; // the least of all steps
} Way;
// `context` must be among its contexts.
Way program_way(const Program *program, FunctionId function, Context context, Arena *arena);

// Whether a call of C is, or comes by further calls to, a library function with a trait, one of
// TRAIT_SUSPENDS, TRAIT_LOCKS, TRAIT_UNLOCKS, TRAIT_SIGNAL_UNSAFE.
bool program_call_reaches(const Program *program, const Call *call, Trait trait);
// How: the call itself first. It must reach one. The tier means nothing here.
Chain program_call_way(const Program *program, const Call *call, Trait trait, Arena *arena);

// ---- Values -------------------------------------------------------------------------------------

// The dotted name of the library class or function that an expression stands for (through imports,
// aliases and assignments): `suppress` -> "contextlib.suppress". False when it is none or not
// known.
bool program_symbol(const Program *program, ModuleId module, ExprId expr, Str *dotted);

// What a call asks of its first argument, by a library function or one of the project that returns
// what such a one says. ASKS_NO_KIND of other expressions.
KindQuestion program_kind_question(const Program *program, ModuleId module, ExprId call);

// The dotted name of the library class of which an expression's value is an instance. False when it
// is none or not known.
bool program_instance_of(const Program *program, ModuleId module, ExprId expr, Str *dotted);

// Whether a module of a library, by its dotted name, takes long to be imported for the first time.
bool program_imports_long(const Program *program, Str module);

// Whether the value of an expression is an async def (not its result), directly or through names.
bool program_is_coroutine_function(const Program *program, ModuleId module, ExprId expr);
// The function of the project that an expression names, also with arguments for it:
// `partial(f, 1)`; FUNCTION_NONE of others.
FunctionId program_named_function(const Program *program, ModuleId module, ExprId expr);
// Whether it is an async def of the project that can be called without arguments.
bool program_takes_nothing(const Program *program, ModuleId module, ExprId expr);
// What an expression's value is: RESULT_COROUTINE for `fetch()` and for a name bound to it,
// RESULT_VALUE when nothing is known.
KnowledgeResult program_result(const Program *program, ModuleId module, ExprId expr);
// Whether the value may be a task: something that others can cancel, too.
bool program_may_be_task(const Program *program, ModuleId module, ExprId expr);

typedef enum StepCount { // in how many steps of the loop a coroutine comes to its end
  STEPS_UNKNOWN,
  STEPS_HELD, // in several, but whenever it waits, a timer or a thread holds its task
  STEPS_ONE_PROBABLY,
  STEPS_ONE, // it awaits nothing that suspends
} StepCount;
// Of the coroutine that a call gives, with what is passed to it there.
StepCount program_steps(const Program *program, ModuleId module, ExprId coroutine);

typedef enum Catches {
  CATCHES_NOTHING,      // … of cancellation
  CATCHES_CANCELLATION, // names the cancellation exception
  CATCHES_BASE,         // BaseException, or bare (pass expr 0)
} Catches;

// What an except clause's type expression catches of a task's cancellation; tuples, aliases and
// project subclasses are looked through.
Catches program_catches(const Program *program, ModuleId module, ExprId types);
// Whether it catches nothing but requests to stop: cancellation, KeyboardInterrupt and the like.
bool program_catches_stops(const Program *program, ModuleId module, ExprId types);

typedef enum Able { ABLE_UNKNOWN, ABLE_NO, ABLE_YES } Able;

// What the language can do with a value.
typedef enum Ability {
  ABILITY_AWAIT,
  ABILITY_ENTER,       // with
  ABILITY_ASYNC_ENTER, // async with
  ABILITY_ITERATE,     // for
  ABILITY_ASYNC_ITERATE,
} Ability;

// Whether it can be done with the value of an expression, whichever candidate that is. A method
// that only raises does not count.
Able program_can(const Program *program, ModuleId module, ExprId expr, Ability ability);
// Whether a call hands a function of the project an object that is not what its parameter is
// annotated with, so that what it gives is not known either.
bool program_belies_annotations(const Program *program, ModuleId module, ExprId call);
// The entry of a function of the standard library that is called there, waits or works by itself,
// and gives nothing that could be awaited; `*name` is what it is called. Else NULL.
const KnowledgeEntry *program_plain_standard(const Program *program, ModuleId module, ExprId call,
                                             Str *name);
// Whether instances of a class of the project have a method, from itself or a class above.
Able program_class_has(const Program *program, ModuleId module, ScopeId scope, Str name);
// Whether what a call passes to a plain function lets it give what `result` says: false where each
// `return` that does stands behind a test that the arguments do not meet.
bool program_gives_result(const Program *program, const Call *call);
// Whether a class of the project above that of a method has an async one of the same name.
bool program_overrides_async(const Program *program, FunctionId function);

// What an expression behind `@`, bare or called, makes of a function: as knowledge says it, or
// DECORATION_KEEPS where a function of the project gives back what it gets.
Decoration program_decorator(const Program *program, ModuleId module, ExprId decorator);
// What a call of a function of the project gives when none of its decorators is there.
KnowledgeResult program_undecorated(const Program *program, FunctionId function);

// ---- Task groups --------------------------------------------------------------------------------

// Whether entering the value of an expression opens a task group.
bool program_enters_group(const Program *program, ModuleId module, ExprId manager);
// Whether a parameter (of the table `parameters`) takes what a task tells with that it has started.
bool program_is_start_signal(const Program *program, ModuleId module, uint32_t parameter);
// Whether an async function, which may be a library's, can tell that it has started.
bool program_can_report_start(const Program *program, ModuleId module, ExprId callee);
