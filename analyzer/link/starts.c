// How coroutine functions are started. One whose coroutines all become tasks has no caller that
// goes on behind it: when it ends, the task ends.
#include "link/program.h"

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

static bool becomes_task(Program *program, const Call *call) {
  ModuleId module = program_function(program, call->caller)->module;
  ExprId taker = taker_of(summary_of(program, module), call->site);
  const Call *start = taker ? program_call_at(program, module, taker) : NULL;
  return start && (start->result == RESULT_TASK || gives_task(program, module, taker));
}

void starts_settle(Program *program) {
  enum { TASK = 1, OTHER = 2 };
  uint8_t *starts = arena_push(program->arena, uint8_t, program->functions.count + 1);
  for (size_t i = 0; i < program->calls.count; i++) {
    const Call *call = &program->calls.at[i];
    if (call->callee == FUNCTION_NONE || starts[call->callee] & OTHER) continue;
    bool is_async = program->functions.at[call->callee].public.is_async;
    starts[call->callee] |= is_async && becomes_task(program, call) ? TASK : OTHER;
  }
  for (FunctionId i = 0; i < program->functions.count; i++)
    program->functions.at[i].public.is_task_only = starts[i] == TASK;
}
