// How coroutine functions are started. One whose coroutines all become tasks has no caller that
// goes on behind it: when it ends, the task ends. Of one whose coroutine goes somewhere that is not
// known, `self.loop.create_task(run())`, or is handed to a helper that nobody awaits, nothing is
// said.
#include "link/contexts/contexts.h"

// Expressions behind an argument that are looked at for the call that takes it.
#define TAKER_MAX_AHEAD 32

static bool takes(const Summary *summary, const Expr *call, ExprId argument) {
  for (uint32_t i = 0; i < call->c; i++)
    if (summary->arguments[call->b + i].value == argument) return true;
  return false;
}

// The call that an expression is an argument of; 0 when it is none.
static ExprId taker_of(const Summary *summary, ExprId argument) {
  if (summary->exprs[argument].use != USE_ARGUMENT) return 0;
  ExprId end = argument + TAKER_MAX_AHEAD;
  if (end > summary->exprs_count) end = summary->exprs_count;
  for (ExprId at = argument + 1; at < end; at++)
    if (summary->exprs[at].kind == EXPR_CALL && takes(summary, &summary->exprs[at], argument))
      return at;
  return 0;
}

// What starts a task may be a helper of the project that says that it gives one.
static bool gives_task(Program *program, ModuleId module, ExprId taker) {
  Values values = evaluate(program, module, taker);
  for (uint8_t i = 0; i < values.count; i++) {
    if (value_result(program, values.at[i]) == RESULT_TASK) return true;
    if (values.at[i].kind == VALUE_LIBRARY_INSTANCE &&
        str_equal(symbol_name(program, values.at[i].a), STR("asyncio.Task")))
      return true;
  }
  return false;
}

bool coroutine_is_started(Program *program, ModuleId module, ExprId call) {
  ExprId taker = taker_of(summary_of(program, module), call);
  return taker != 0 && gives_task(program, module, taker);
}

typedef enum Start {
  START_UNKNOWN,
  START_TASK = 1,
  START_OTHER = 2, // awaited, most of all
  START_TAIL = 4, // `return await run()`, or the last statement: who goes on is the caller's caller
} Start;

// Expressions behind a call that are looked at for the await of it.
#define AWAIT_MAX_AHEAD 4

static bool is_tail(const Summary *summary, ExprId call) {
  ExprId end = call + AWAIT_MAX_AHEAD;
  for (ExprId at = call + 1; at < end && at < summary->exprs_count; at++)
    if (summary->exprs[at].kind == EXPR_AWAIT && summary->exprs[at].a == call)
      return summary->exprs[at].use == USE_RETURNED;
  return false;
}

static Start start_of(Program *program, const Call *call) {
  ModuleId module = program_function(program, call->caller)->module;
  const Summary *summary = summary_of(program, module);
  uint8_t use = (uint8_t)summary->exprs[call->site].use;
  if (program_function(program, call->callee)->is_generator)
    return use == USE_ARGUMENT || use == USE_BOUND ? START_UNKNOWN : START_OTHER;
  if (use == USE_BOUND) return START_UNKNOWN;
  if (use == USE_AWAITED) return is_tail(summary, call->site) ? START_TAIL : START_OTHER;
  ExprId taker = taker_of(summary, call->site);
  if (!taker) return START_OTHER;
  const Call *start = program_call_at(program, module, taker);
  bool is_waited_for = summary->exprs[taker].use == USE_AWAITED;
  bool is_task = (start && start->result == RESULT_TASK) || gives_task(program, module, taker);
  if (is_task) return START_TASK;
  return start && (start->entry || is_waited_for) ? START_OTHER : START_UNKNOWN;
}

typedef Array(uint32_t) CallNumbers;

// Hands on along tail awaits what is known of the callers. True when anything was new.
static bool spread_tails(const Program *program, const CallNumbers *tails, uint8_t *starts) {
  bool has_changed = false;
  for (size_t i = 0; i < tails->count; i++) {
    const Call *call = &program->calls.at[tails->at[i]];
    uint8_t fresh = starts[call->caller] & (uint8_t)~starts[call->callee];
    starts[call->callee] |= fresh;
    has_changed |= fresh != 0;
  }
  return has_changed;
}

// Awaits in awaits are followed so far.
#define TAIL_MAX_DEPTH 16

void starts_settle(Program *program) {
  uint8_t *starts = arena_push(program->arena, uint8_t, program->functions.count + 1);
  CallNumbers tails = {0};
  for (size_t i = 0; i < program->calls.count; i++) {
    const Call *call = &program->calls.at[i];
    if (call->callee == FUNCTION_NONE || starts[call->callee] & START_OTHER) continue;
    if (!program->functions.at[call->callee].public.is_async) continue;
    Start start = start_of(program, call);
    if (start == START_TAIL) array_push(program->arena, &tails, (uint32_t)i);
    starts[call->callee] |= (uint8_t)(start & ~(unsigned)START_TAIL);
  }
  for (int depth = 0; depth < TAIL_MAX_DEPTH && spread_tails(program, &tails, starts); depth++)
    continue;
  for (FunctionId i = 0; i < program->functions.count; i++) {
    program->functions.at[i].public.is_task_only = starts[i] == START_TASK;
    program->functions.at[i].public.is_awaited = (starts[i] & START_OTHER) != 0;
  }
}
