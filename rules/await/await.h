// The parts of the family `await`. Private to it.
#pragma once

#include "rules/list.h"
#include "rules/uses.h"

// One module while its calls are looked at.
typedef struct AwaitCheck {
  RuleContext *context;
  Uses uses;
  Map verdicts; // of variables: scope << 32 | name -> see bound.c
} AwaitCheck;

extern const Checker await_checker; // of all rules that are on by default

// What to do about a coroutine that `site` makes and nobody awaits.
void await_help(AwaitCheck *check, Finding *finding, ExprId site, const Call *call);
// … by a fix: an `await` before the call.
void await_fix(AwaitCheck *check, Finding *finding, const Call *call);

// bound.c: a coroutine that is bound to names, by itself or in a container.
void await_check_bound(AwaitCheck *check, const Call *call, ExprId value, bool is_contained);

// slots.c: what is given to functions that call or run it.
void await_check_slots(AwaitCheck *check, const Call *call);

// Whether an attribute is one that coroutine objects have: `close`, `cr_frame`.
bool await_is_coroutine_attribute(Str name);
// Whether a call is one of a built-in function that takes its arguments for what they are.
bool await_is_value_function(AwaitCheck *check, ExprId call);

// definitions.c: functions whose place or decorators do not fit their being async or not.
void await_check_definitions(AwaitCheck *check);
// What a cache is given, at a call of one.
void await_check_cache_call(AwaitCheck *check, const Call *call);

// able.c: values that cannot be awaited, entered or iterated over where they are.
void await_check_abilities(AwaitCheck *check);
// An argument that the called function iterates over.
void await_check_consumed(AwaitCheck *check, const Call *call, ExprId value);
// Whether an expression stands in `with pytest.raises(…)` or the like: its error is meant.
bool await_expects_error(const AwaitCheck *check, ExprId at);
// Whether a plain function gives nothing that can be awaited, on none of its ways.
bool await_gives_nothing(const Program *program, ModuleId module, ScopeId function);

// asked.c: how sure it is that a call gives what it is known to give.
Confidence await_confidence(AwaitCheck *check, const Call *call);
// Whether code asked before a call whether what it calls is async, and it is not.
bool await_is_told_apart(AwaitCheck *check, const Call *call);

// reuse.c: what a call of an async function gave, bound to a name; returned.
void await_check_twice(AwaitCheck *check, const Call *call);
void await_check_returned(AwaitCheck *check, const Call *call);
// Parameters that are annotated to be coroutines.
void await_check_parameters(AwaitCheck *check);
