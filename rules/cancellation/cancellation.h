// The parts of the family `cancellation`. Private to it.
#pragma once

#include "base/array.h"
#include "rules/list.h"
#include "rules/uses.h"

typedef struct CancelCheck { // one module while its regions are looked at
  RuleContext *context;
  Uses uses;
  bool *is_caught; // by the REGION_TRY: a handler before this one sees cancellation first
  Map mains;       // functions that an event loop is started with
  bool has_mains;
  Array(ExprId) cancels; // the calls of a method `cancel`, in order
  bool has_cancels;
} CancelCheck;

// How control leaves a handler, FlowFlags. `raise CancelledError()` counts as raising again: who
// cancelled the task gets what it waits for.
uint8_t handler_flow(CancelCheck *check, RegionId handler);
// The name that a handler gives to what it catches; 0 where it gives none.
NameId handler_name(const Summary *summary, RegionId handler);
// Whether a region is this one, or stands in it.
bool region_stands_in(const Summary *summary, RegionId region, RegionId outer);

// Whether a cancellation can arrive in a block.
bool region_is_cancelled(const Uses *uses, RegionId id);

// finally.c: what leaves `finally`, and throws away the exception on its way.
void check_finally(CancelCheck *check, RegionId id);

// exempt.c: the good reasons to stop a cancellation. `region` holds the awaits.

// Which of the awaits are for tasks that this function has cancelled itself. A cancellation from
// outside arrives at the others.
typedef enum OwnAwaits { OWN_AWAITS_NONE, OWN_AWAITS_SOME, OWN_AWAITS_ALL } OwnAwaits;

OwnAwaits exempt_awaits_own(CancelCheck *check, RegionId region);
// The awaits are for a task in a field of the object, and another method of its class cancels it.
bool exempt_awaits_field(CancelCheck *check, RegionId region);
// Nobody is left to cancel it: an event loop was started with this function.
bool exempt_is_main(CancelCheck *check, RegionId region);
// The handler counts the request as answered, or asks whose cancellation it was.
bool exempt_asks(CancelCheck *check, RegionId handler);
// The block stands in a shield: cancellation from outside does not arrive there.
bool exempt_is_shielded(CancelCheck *check, RegionId region);
// The same of an expression.
bool exempt_is_shielded_at(CancelCheck *check, ExprId at);
// All awaits of the block stand in shields inside it, or around it.
bool exempt_awaits_shielded(CancelCheck *check, RegionId block);
// All awaits of the block are of coroutines of the module that let no cancellation out.
bool exempt_awaits_stoppers(CancelCheck *check, RegionId block);
// The block stands in a handler that catches this of cancellation and ends by raising it again.
bool exempt_reraises_around(CancelCheck *check, RegionId region, Catches catches);
// The handler awaits something of trio itself, where a cancelled task is cancelled again.
bool exempt_is_cancelled_again(CancelCheck *check, RegionId handler);
// The handler gives what it caught to a function of the project that always raises: what is raised
// instead is that one's to say.
bool exempt_is_raised_by_helper(CancelCheck *check, RegionId handler);
// The handler ends the program, keeps the exception and raises it later, or hands it on to a
// generator, a future or a helper that always raises.
bool exempt_leaves(CancelCheck *check, RegionId handler);
// `error = e`, and `raise error` behind: what is caught comes again.
bool exempt_raises_later(CancelCheck *check, RegionId handler);
// It is given to what says by its name that it raises, or an AssertionError behind that says so.
bool exempt_is_said_to_raise(CancelCheck *check, RegionId handler);
// The function runs as a task only, and ends behind the handler without another await. One that
// catches everything does so in no loop, where it would catch the next request, too.
bool exempt_ends_task(CancelCheck *check, RegionId handler, Catches catches);
// The handler is for requests to stop alone, and behind it the function comes to its end without
// another step. (One that returns skips what is behind it.)
bool exempt_ends_quietly(CancelCheck *check, RegionId handler);
// The handler is for requests to stop alone, and leaves a wrapper: ending what it wraps quietly, or
// giving that another name, is what the decorator is for.
bool exempt_ends_wrapper(CancelCheck *check, RegionId handler);
// The same as exempt_ends_task behind a `with` that suppresses it.
bool exempt_ends_task_behind(CancelCheck *check, RegionId region);
// The function is a test: nobody cancels one but who runs it.
bool exempt_is_of_test(CancelCheck *check, RegionId region);
// The handler is for requests to stop alone, and a test in it says whether to.
bool exempt_decides(CancelCheck *check, RegionId handler);
// The awaits are for tasks, which others can cancel, too: whose cancellation it was cannot be said.
bool exempt_awaits_tasks(CancelCheck *check, RegionId region);
// The awaits are for functions of the project that cancel something themselves.
bool exempt_awaits_end(CancelCheck *check, RegionId region);
// The block stands in `while not task.done()`, which waits however often it is cancelled.
bool exempt_waits_out(CancelCheck *check, RegionId region);
// One of the awaits is for asyncio.shield(…), whose page says how to ignore a cancellation there.
bool exempt_awaits_shield(CancelCheck *check, RegionId region);
// The handler waits again for what the block waits for: that is to end whatever happens.
bool exempt_awaits_again(CancelCheck *check, RegionId handler);
// The handler notes that it was cancelled, and a test behind it raises then.
bool exempt_notes(CancelCheck *check, RegionId handler);
// The handler puts what it caught, or something made of it, where others find it: in an object, its
// caller's hands, a variable that is read behind it.
bool exempt_keeps(CancelCheck *check, RegionId handler);
// The handler appends what it caught, or something made of it, to a collection that others read.
bool exempt_puts(CancelCheck *check, RegionId handler);
// The handler raises a cancellation of another kind, by its name, and does nothing else.
bool exempt_renames(CancelCheck *check, RegionId handler);
// The handler, or a function that it hands the exception to, asks whether that is cancellation; or
// such a function raises again what is being handled, or it is a callback that may.
bool exempt_tells(CancelCheck *check, RegionId handler);
