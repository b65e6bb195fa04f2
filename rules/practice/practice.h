// What the files of the families practice and modernise share: one walk over a module asks both.
#pragma once

#include "rules/uses.h"

typedef struct PracticeCheck { // one module while it is looked at
  RuleContext *context;
  Uses uses;
  bool wants_timeouts;   // async-timeout-parameter is on
  uint32_t waits;        // loops that were looked at for async-busy-wait
  uint32_t reads;        // … reads of groups, for except-star-attribute
  uint8_t has_marked;    // see tests.c: 0 not asked, 1 no, 2 yes
  uint8_t may_run;       //
  uint8_t sets_a_loop;   // see modernise.c
  uint8_t makes_threads; // see sleeps.c
} PracticeCheck;

// Of one module; more is nobody's program, and costs more the more there is.
#define PRACTICE_MAX_LOOKS 1000

// The last binding of what a name means before it is read; NULL when it has none.
const Binding *practice_binding_before(PracticeCheck *check, ExprId name);

extern const Checker practice_checker;

// ---- sleeps.c -----------------------------------------------------------------------------------

// A call of a library function whose name ends in `sleep`.
void practice_check_sleep(PracticeCheck *check, const Call *call);
// A `while` with an await in it.
void practice_check_wait(PracticeCheck *check, RegionId loop);

// ---- groups.c -----------------------------------------------------------------------------------

void practice_check_star(PracticeCheck *check, RegionId handler);
void practice_check_raise(PracticeCheck *check, uint32_t exit);
void practice_check_class(PracticeCheck *check, ScopeId class_scope);

// ---- functions.c --------------------------------------------------------------------------------

void practice_check_function(PracticeCheck *check, const Function *function);

// ---- tests.c ------------------------------------------------------------------------------------

// A function or class of a file with tests in it, or of one that makes fixtures.
void practice_check_test(PracticeCheck *check, ScopeId scope);
// A call of something of the name `raises`.
void practice_check_raises(PracticeCheck *check, ExprId call);

// ---- ../modernise/modernise.c -------------------------------------------------------------------

// A call of a function of the standard library's async module.
void modernise_check_call(PracticeCheck *check, const Call *call);
// Whether something of that name, when it is called, may be what is no more.
bool modernise_is_old_name(Str name);
// … or when it is a decorator, a base or the type of an exception.
bool modernise_is_old_type(Str name);
void modernise_check_old_call(PracticeCheck *check, ExprId call);
// A call that is given the keyword `loop`.
void modernise_check_loop(PracticeCheck *check, ExprId call, ExprId loop);
// Other places where names stand: decorators, bases, exception types.
void modernise_check_name(PracticeCheck *check, ExprId expr);
void modernise_check_import(PracticeCheck *check, BindingId binding);
