// Why calls are less sure to matter: some files mark the calls of a function while it is walked,
// others settle what takes knowing all functions. Private to this layer.
#pragma once

#include "link/walk.h"

// ---- once.c: what is done once ------------------------------------------------------------------

// Whether all that a function does it does once in the life of the program.
bool once_is_all(const Walk *walk);
// Marks the calls of the function that fill a cache.
void once_mark(Walk *walk);

// ---- failures.c: what is done when something fails, or for who looks for a mistake
// ---------------

void failures_mark(Walk *walk);

// ---- leading.c: calls that come to something ---------------------------------------------------

// Fills Program.leading, when all functions are walked: what makes calls less sure by what their
// caller, or the code around them, has asked is settled for these alone.
void leading_find(Program *program);

// ---- settings.c: what is configured once --------------------------------------------------------

// Marks the calls that ask a cache for always the same, when all functions are walked.
void settings_settle(Program *program);

// ---- scripts.c: what somebody runs and waits for ------------------------------------------------

bool module_is_script(Program *program, ModuleId module);

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

// ---- fixed.c: what is switched in the source ----------------------------------------------------

// Whether constants that nobody sets rule out that a test is true, or with `is_true` false, that it
// is not.
bool test_is_ruled_out(const Walk *walk, ExprId test, bool is_true);

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

// The branches, loops, handlers and other blocks of a function that calls something, a set of
// 1u << RegionKind. What stands in none is done in one way only.
uint32_t walk_find_blocks(const Walk *walk);
void branches_mark(Walk *walk);

// ---- broken.c: modules that cannot be imported --------------------------------------------------

bool module_is_broken(Program *program, ModuleId module);

// ---- cases.c: what is done in one case of many --------------------------------------------------

// Notes where a call of a sync function stands, if that is in one. `bare` is a region of which it
// is known that neither it nor any around it is one, or UINT32_MAX; given back is one for the next
// call.
RegionId cases_note(const Walk *walk, ExprId site, RegionId bare);

// ---- locks.c: mutexes, and locks that are made by hand ------------------------------------------

void locks_mark(Walk *walk);

// ---- ending.c: the end of the process -----------------------------------------------------------

void ending_mark(Walk *walk);

// ---- hits.c: what is asked for first ------------------------------------------------------------

void hits_mark(Walk *walk);

// ---- absent.c: what is not there yet ------------------------------------------------------------

// Whether a test is `hasattr` of an attribute that is written elsewhere, or `not` of it.
bool absent_asks_name(const Summary *summary, ExprId test, const Expr *attribute);

// The branch in which an attribute is stored always, as its test says that there is none; 0 when
// there is no such branch.
RegionId absent_branch(const Summary *summary, ExprId store);

// ---- rechecked.c --------------------------------------------------------------------------------

// Whether a lock is taken behind a test that its block asks again.
bool lock_is_rechecked(const Walk *walk, ExprId manager);
