// What could be better: code that works, and works for few. Opt-in, all of it. One walk over a
// module serves the family.
#pragma once

#include "rules/calls.h"
#include "rules/uses.h"

typedef struct AdviceCheck { // one module while it is looked at
  RuleContext *context;
  Uses uses;
  uint32_t looks; // functions and calls that were looked at for one question
} AdviceCheck;

#define ADVICE_MAX_LOOKS 200

extern const Checker advice_checker;

// ---- What files share ---------------------------------------------------------------------------

// What is known of the library function that a call names; NULL when it has no such habit.
const Practice *advice_habit(const AdviceCheck *check, Habit habit, ModuleId module, ExprId call);
// The innermost loop around an expression, in the same function; 0 when there is none.
RegionId advice_loop_around(const Summary *summary, ExprId at);
// Whether a name says that it is about letting in so many at once, or about time to wait.
bool advice_is_limit_name(Str name);
bool advice_is_pause_name(Str name);
// The last part of a name or attribute; "" of anything else.
Str advice_last_name(const Summary *summary, ExprId expr);
// The argument with a keyword; 0 when it is not given.
ExprId advice_keyword(const Summary *summary, const Expr *call, const char *keyword);
// Whether the function that runs the code at an expression is a coroutine function.
bool advice_is_in_coroutine(const Summary *summary, ExprId at);
// A call of a function of the project, NULL when it is none or the project's word is not sure.
const Function *advice_callee(const AdviceCheck *check, ModuleId module, ExprId call);

// ---- One file a rule, or two --------------------------------------------------------------------

void advice_check_gather(AdviceCheck *check, ExprId call);
void advice_check_session(AdviceCheck *check, ExprId call, const Practice *session);
void advice_check_wait(AdviceCheck *check, ExprId call, const Practice *wait);
void advice_check_retry(AdviceCheck *check, RegionId loop);
void advice_check_queues(AdviceCheck *check);
void advice_check_tasks(AdviceCheck *check);
void advice_check_row(AdviceCheck *check, const Function *function);
