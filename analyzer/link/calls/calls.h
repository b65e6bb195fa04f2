// Walking functions: what each of their expressions calls. Private to this layer.
#pragma once

#include "link/walk.h"

// ---- calls.c: walking a function ----------------------------------------------------------------

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
// Whether the arguments that are written at the site go to the callee; what is handed on, entered
// or iterated over gets others.
bool call_has_arguments(CallHow how);
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

// ---- packages.c: functions of installed packages ------------------------------------------------

// Marks the calls of a package's function that it makes in some cases only.
void packages_mark(Walk *walk);
// Walks the functions of packages that code on the loop comes to, when all others are walked.
void packages_walk(Program *program);

// ---- implicit.c: calls that no parentheses show -------------------------------------------------

// What an expression that is no call runs by itself, and any by how it is used.
void walk_implicit(Walk *walk, ExprId site, const Expr *expr);
void walk_implicit_use(Walk *walk, ExprId site, ExprUse use);
// Runs a method of an object if it has one that is the project's or has an effect.
bool walk_method(Walk *walk, ExprId site, Value object, SpecialMethod method, Confidence confidence,
                 CallHow how);
// Reads an attribute of each object.
void walk_member_read(Walk *walk, ExprId site, Values objects, Atom name);
// Whether a value is an instance of a class that may have methods.
bool value_has_methods(Value value);

// ---- operators.c --------------------------------------------------------------------------------

// What an expression runs as an operator, and by how it is used.
void walk_operation(Walk *walk, ExprId site, const Expr *expr);
void walk_operation_use(Walk *walk, ExprId site, ExprUse use);
// Reads an item of each object.
void walk_items_read(Walk *walk, ExprId site, Values objects);
// The call of a built-in function that stands for a method of its argument: len(x).
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
// What values are given for; `entry` is NULL where a function of the project takes them.
void walk_given(Walk *walk, ExprId site, const KnowledgeEntry *entry, ArgumentRole role,
                Values given);

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

// ---- left.c: what calls leave non-blocking ------------------------------------------------------

// Whether what a call reads from or writes to is made non-blocking in the file.
bool descriptor_is_nonblocking(Walk *walk, ExprId site);

// ---- registering.c: decorators that are called --------------------------------------------------

// `app.listener(f)`, a call of what may stand as `@app.listener`.
void walk_registration(Walk *walk, ExprId site, const KnowledgeEntry *entry);
// `app.command("run")(f)`, a call of what a call gives.
void walk_registration_by_call(Walk *walk, ExprId site);

// ---- fitting.c ----------------------------------------------------------------------------------

// Whether a function, a VALUE_FUNCTION, takes the arguments that stand at the site of a call.
bool call_fits(const Walk *walk, ExprId site, Value callee);
// The same of the method that makes an instance of a class, which may be asked with other
// arguments: by a metaclass, or what a decorator has made of the class.
bool construction_fits(const Walk *walk, ExprId site, ClassId class_id, Value constructor);

// ---- refused.c ----------------------------------------------------------------------------------

// Whether a handler around the call, or `suppress`, is by one of these names for what a descriptor
// raises that does not wait: BlockingIOError, EAGAIN. Of what is passed on, in who calls it.
bool refusal_is_caught(const Walk *walk, ExprId site, CallHow how, const char *names);
// Whether it stands in a handler for what an object of that type does not raise: AttributeError, of
// an attribute of the variable that the call is of.
bool object_is_another(const Walk *walk, ExprId site);

// ---- questions.c: what a function asks before it calls -----------------------------------------

// What a call asks of its first argument: as the entry of what it calls says, or what a function of
// the project asks of it and returns.
KindQuestion kind_question_of(Program *program, ModuleId module, ExprId call);
// Whether a call is made only where a test says that the callee is a coroutine function.
bool callee_is_asked_async(const Walk *walk, ExprId site);
// Whether a test before says that what the call reads from is ready, which is read only once.
bool descriptor_is_asked(const Walk *walk, ExprId site);
// Whether a test before says that what the method waits for has ended.
bool end_is_asked(const Walk *walk, ExprId site, const KnowledgeEntry *entry);
