// Walking functions, and what is found out when all are walked. Part of program.h, which includes
// it.
#pragma once

#include "link/program.h"

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
  const struct Guards *passed_under; // what is passed on now is used where these hold, or NULL
  FunctionId passed_of;              // of the parameters of this function
  bool is_passed_done; // what is passed on now goes where it is called with a future that is done
  bool is_chosen;      // what is called now was chosen among what is registered with a function
  // What may stand in it, or in a function in it:
  bool stores_item;  // `x[key] = value`
  bool stores_field; // `x.name = value`
} Walk;

// Walks the function if that has not been done; afterwards its `uses` are known, unless the
// question came in a circle.
void function_walk(Program *program, FunctionId function);
// A call of what an entry is about: a library function, or one of the project that is known as one.
void walk_entry(Walk *walk, ExprId site, const KnowledgeEntry *entry, Str name,
                Confidence confidence, CallHow how);
void walk_library(Walk *walk, ExprId site, Value callee, Confidence confidence, CallHow how);
// What the project says of a function; whether that is all there is to say.
bool walk_own(Walk *walk, ExprId site, FunctionId callee, Confidence confidence, CallHow how);
// A call of a project function that gives `result`.
Call walk_call_of(const Program *program, ExprId site, FunctionId function, CallHow how,
                  Confidence confidence, Values result);
// One candidate callee of the call at `site`, called there in some way.
void walk_callee(Walk *walk, ExprId site, Value callee, Confidence confidence, CallHow how);
void walk_iterate(Walk *walk, ExprId site, Values iterable);
void walk_enter(Walk *walk, ExprId site, Values manager);
// The same of an argument of a call that enters it: `stack.enter_context(manager)`.
void walk_enter_by(Walk *walk, ExprId site, Values manager);
// Adds a call; the effect of a library entry is decided by the caller (EFFECT_NONE: it has none),
// with CALL_IS_CHEAP or without.
void walk_record(Walk *walk, Call call, uint8_t effect);

// ---- aware.c: functions that ask for the loop --------------------------------------------------

// Whether it does one thing in a loop and another outside of one. May walk other functions.
bool walk_asks_for_loop(const Walk *walk);
// Marks the calls of a coroutine in branches for when no loop is running.
void aware_mark(Walk *walk);

// ---- overrides.c: methods of the classes below --------------------------------------------------

// What else a method call may come to.
void walk_overrides(Walk *walk, ExprId site);

// ---- once.c: what is done once ------------------------------------------------------------------

// Whether all that a function does it does once in the life of the program.
bool once_is_all(const Walk *walk);
// Marks the calls of the function that fill a cache.
void once_mark(Walk *walk);

// ---- settings.c: what is configured once --------------------------------------------------------

// Marks the calls that ask a cache for always the same, when all functions are walked.
void settings_settle(Program *program);

// ---- elsewhere.c: what few machines do ----------------------------------------------------------

// Whether a test holds, or with `is_true` false does not, only where a package is missing, or on a
// platform where hardly anybody serves.
bool test_holds_elsewhere(const Walk *walk, ExprId test, bool is_true);

// ---- switches.c: what is for who looks for a mistake --------------------------------------------

// Whether a test holds only where such a switch is on.
bool switch_is_on(const Walk *walk, ExprId test);
// From where on the function runs only with one: behind `if not verbose: return`. UINT32_MAX where
// it has none.
ExprId switched_from(const Walk *walk);

// ---- startup.c: code that has the loop for itself -----------------------------------------------

// Marks the calls that stall nobody, when all functions are walked.
void startup_settle(Program *program);
// Whether a coroutine, or something that the loop calls.
bool function_is_on_loop(const Function *function);
// Whether a call of a library function leaves other code running on the loop beside its caller. One
// that is given coroutines and awaited does not: they are done when it is.
bool entry_starts(const KnowledgeEntry *entry, bool is_awaited);

// ---- dialogue.c: who sits at the terminal -------------------------------------------------------

void dialogues_settle(Program *program);

// ---- begun.c: who runs a loop for a coroutine ---------------------------------------------------

// Notes that the call makes the coroutine for which a loop is run.
void begun_note(Program *program, const Call *call);
// Whether nobody but the program itself is known to have a use for a coroutine function.
bool begun_is_own(const Program *program, FunctionId function);

// ---- flow.c: loops on which nothing else runs ---------------------------------------------------

// Whether what is awaited, entered or iterated over is known: all else may start anything.
bool await_is_known(Program *program, ModuleId module, ExprId expr);
// The first place where a function awaits what is not known; UINT32_MAX when there is none.
ExprId first_unknown_await(Program *program, const Function *function);
// Whether a coroutine waits for what comes, in a loop without an end.
bool flow_serves(const Program *program, FunctionId function);
// Whether all that a coroutine function comes to is known, and ends.
bool flow_is_closed(Program *program, FunctionId function);

// ---- driven.c: projects that drive their coroutines themselves ----------------------------------

// Marks the calls of coroutines that no loop is known to run, when Function.is_task_only is filled.
void driven_settle(Program *program);

// ---- terminal.c: command lines, by where they lie -----------------------------------------------

// Behind startup_settle.
void terminal_settle(Program *program);

// ---- vendored.c: code of others, by where it lies -----------------------------------------------

// Makes what waits in such code less sure where the program does not call it.
void vendored_settle(Program *program);

// ---- asked.c: questions that the caller asks ----------------------------------------------------

// Marks the calls behind which nothing is waited for, when all functions are walked.
void asked_settle(Program *program);
// Whether what a wrapper asked before keeps a method from doing anything, see wrapped.c.
bool wrappers_rule_out(Program *program, const Call *call);

// ---- accessed.c: methods that run when any attribute is read or set -----------------------------

// Marks what they do for few attributes, when all functions are walked.
void accessed_settle(Program *program);

// ---- polled.c: sockets of which somebody asked whether there is anything to read ----------------

// Marks the reads from them, when all functions are walked.
void polled_settle(Program *program);

// ---- retested.c: tests that were asked before ---------------------------------------------------

// Marks the calls that stand behind tests which have become false, when all functions are walked.
void retested_settle(Program *program);

// ---- awaited.c: what the caller has awaited before ----------------------------------------------

// Whether a coroutine function calls for what it has awaited before: the result of a future, what
// can be read from a descriptor.
bool awaited_before(Program *program, const Call *call);
// The same of a call of a helper that reads from a descriptor, and waits for nothing else.
bool awaited_for_helper(Program *program, const Call *call);
// The same of a method of the object that was waited for: `await wait(job)`, then `job.result()`.
bool awaited_for_method(Program *program, const Call *call);

// ---- branches.c: what is done in some cases -----------------------------------------------------

// Whether anything in the function stands in a branch, a loop, a handler or another block. What
// does not is done in one way only.
bool walk_has_blocks(const Walk *walk);
void branches_mark(Walk *walk);

// ---- broken.c: modules that cannot be imported --------------------------------------------------

bool module_is_broken(Program *program, ModuleId module);

// ---- cases.c: what is done in one case of many --------------------------------------------------

// Notes where a call of a sync function stands, if that is in one. `bare` is a region of which it
// is known that neither it nor any around it is one, or UINT32_MAX; given back is one for the next
// call.
RegionId cases_note(const Walk *walk, ExprId site, RegionId bare);

// ---- threads.c: the beginning and the end of a thread -------------------------------------------

void threads_mark(Walk *walk);
void threads_settle(Program *program);

// ---- locks.c: mutexes, and locks that are made by hand ------------------------------------------

void locks_mark(Walk *walk);

// ---- ending.c: the end of the process -----------------------------------------------------------

void ending_mark(Walk *walk);

// ---- starts.c: how coroutine functions are started ----------------------------------------------

// Fills Function.is_task_only, when all functions are walked.
void starts_settle(Program *program);
// Whether the coroutine that a call makes goes straight into one that starts a task.
bool coroutine_is_started(Program *program, ModuleId module, ExprId call);

// ---- packages.c: functions of installed packages ------------------------------------------------

// Marks the calls of a package's function that it makes in some cases only.
void packages_mark(Walk *walk);

// ---- implicit.c: calls that no parentheses show -------------------------------------------------

void walk_implicit(Walk *walk, ExprId expr);
// Runs a method of an object if it has one that is the project's or has an effect.
bool walk_method(Walk *walk, ExprId site, Value object, Str name, Confidence confidence,
                 CallHow how);
// Reads an attribute, or an item, of each object.
void walk_member_read(Walk *walk, ExprId site, Values objects, Atom name);
void walk_items_read(Walk *walk, ExprId site, Values objects);
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
void walk_use(Walk *walk, ExprId site, Value parameter, ArgumentRole role);
// What a nested function does with parameters of functions around it, which is what the function
// does that calls it.
void walk_enclosed(Walk *walk, ExprId site, FunctionId callee);
void walk_given(Walk *walk, ExprId site, ArgumentRole role, Values given);

// ---- life.c: the beginning and the end of objects ----------------------------------------------

// What follows making an object of the project: it may be given its name, or be gone at once.
void walk_set_name(Walk *walk, ExprId site, ClassId class_id);
void walk_dropped(Walk *walk, ExprId site, ClassId class_id);
void walk_deleted(Walk *walk, ExprId site); // `del name`

// ---- getters.c ----------------------------------------------------------------------------------

// What operator.methodcaller, attrgetter or itemgetter made, called with one of these objects.
void walk_getter(Walk *walk, ExprId site, Partial getter, Values objects, Confidence confidence);

// ---- wrappers.c: calling functions with decorators, and closures --------------------------------

// What decorators do around a call of a function, see FunctionState: they enter context managers,
// and wait between two tries.
void walk_around(Walk *walk, ExprId site, FunctionId function, Confidence confidence);
void walk_wrapped(Walk *walk, ExprId site, Value callee, Confidence confidence, CallHow how);
void walk_closure(Walk *walk, ExprId site, uint32_t closure, Confidence confidence, CallHow how);

// ---- small.c ------------------------------------------------------------------------------------

// Whether a call that reads or writes a file does so with a few bytes.
bool call_is_small(const Walk *walk, ExprId site, const KnowledgeEntry *entry);

// ---- told.c -------------------------------------------------------------------------------------

// Whether a call hands on the future that the function which makes it was called back with.
bool call_hands_done(const Walk *walk, ExprId site);
// Whether `self.result()` stands in `__await__` behind what that waits for.
bool result_is_awaited(const Walk *walk, ExprId site);
// Whether `task.result()` stands where a message that was awaited says that it is done.
bool result_is_told(const Walk *walk, ExprId site);

// ---- receivers.c --------------------------------------------------------------------------------

// Whether the module calls one of these methods with False or 0 on a receiver of the name that this
// call has, sets an attribute of one of these names to 0, or makes it with such an argument; of the
// field of another object, whether the module of its class does.
bool receiver_is_nonblocking(Walk *walk, ExprId site, const KnowledgeEntry *entry);
// Whether a call of which the condition is true makes the receiver, in this scope or one around it.
bool receiver_is_made_so(Walk *walk, ExprId site, CallHow how, const Condition *condition);
// Whether leaving the block of a `with` ends nothing: nothing that the block calls begins any.
bool receiver_has_begun_nothing(const Walk *walk, ExprId manager);
// The last name before the method: `self.sock.recv` -> sock; 0 where there is none.
NameId receiver_name(const Summary *summary, const Expr *callee);
// Whether the function asked the receiver before: `future.done()` in front of `future.result()`.
bool receiver_is_answered(const Walk *walk, ExprId site, const char *methods);
// A method with `works_in`: walks that method of its object; false where the project has none.
bool walk_works_in(Walk *walk, ExprId site, const KnowledgeEntry *entry);

// ---- refused.c ----------------------------------------------------------------------------------

// Whether a handler around the call, or `suppress`, is by one of these names for what a descriptor
// raises that does not wait: BlockingIOError, EAGAIN. Of what is passed on, in who calls it.
bool refusal_is_caught(const Walk *walk, ExprId site, CallHow how, const char *names);
// Whether it stands in a handler for what an object of that type does not raise: AttributeError, of
// an attribute of the variable that the call is of.
bool object_is_another(const Walk *walk, ExprId site);

// ---- rechecked.c --------------------------------------------------------------------------------

// Whether a lock is taken behind a test that its block asks again.
bool lock_is_rechecked(const Walk *walk, ExprId manager);

// ---- questions.c: what a function asks before it calls -----------------------------------------

// What a call asks of its first argument: as the entry of what it calls says, or what a function of
// the project asks of it and returns.
KindQuestion kind_question_of(Program *program, ModuleId module, ExprId call);
// Whether a call is made only where a test says that the callee is a coroutine function.
bool callee_is_asked_async(const Walk *walk, ExprId site);
// Whether a test before says that what the call reads from is ready, which is read only once.
bool descriptor_is_asked(const Walk *walk, ExprId site);
// Whether what it reads from or writes to is made non-blocking in the file.
bool descriptor_is_nonblocking(Walk *walk, ExprId site);
// Whether a test before says that what the method waits for has ended.
bool end_is_asked(const Walk *walk, ExprId site, const KnowledgeEntry *entry);

// ---- roots.c ------------------------------------------------------------------------------------

void roots_of_module(Program *program, ModuleId module);
// messages.c: whether there is a message that a method, which an entry lists, may be named after.
bool message_is_known(Program *program, ModuleId module, const KnowledgeEntry *entry, Str method);

// ---- reach.c: what runs on the loop -------------------------------------------------------------

// For each function the number + 1 of the call by which the loop comes to it first, on a shortest
// way from what it runs itself; REACH_ROOT for that, 0 for what it never reaches.
#define REACH_ROOT UINT32_MAX
uint32_t *reach_from_loop(const Program *program, Arena *arena);

// ---- effects.c ----------------------------------------------------------------------------------

void effects_spread(Program *program);
