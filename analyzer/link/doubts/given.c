// What a plain function gives to one caller. `run(start=True)` that says `if not start: return
// connect()` gives a coroutine to who passes False; to everybody else it gives nothing to await.
#include "link/guards/guards.h"
#include "link/types/members.h"

// Whether one `return` gives what the call is said to give, and the call may come to it.
static bool is_given(const Program *program, const Call *call, const Function *callee,
                     const Exit *exit) {
  Values values = evaluate(program->self, callee->module, exit->value);
  bool is_such = false;
  for (uint8_t i = 0; i < values.count; i++)
    is_such |= value_result(program, values.at[i]) == call->result;
  if (!is_such) return false;
  Guards guards = {0};
  guards_find(program->self, callee->module, callee->scope, exit->value, &guards);
  return guards_allow(program, call, (GuardList){guards.at, guards.count});
}

// Whether the arguments of its calls are those of the function itself.
static bool is_itself(const Program *program, FunctionId id) {
  Values values = function_value(program->self, id);
  return values.count == 1 && values.at[0].kind == VALUE_FUNCTION && values.at[0].a == id;
}

bool program_gives_result(const Program *program, const Call *call) {
  if (call->callee == FUNCTION_NONE || call->how != CALL_PLAIN) return true;
  const Function *callee = program_function(program, call->callee);
  if (callee->is_async || callee->is_generator) return true;
  const Summary *summary = summary_of(program, callee->module);
  const Scope *scope = &summary->scopes[callee->scope];
  if (scope->kind != SCOPE_FUNCTION || scope->returns) return true;
  if (!is_itself(program, call->callee)) return true;
  bool is_ruled_out = false;
  for (uint32_t i = exits_from(summary, scope->begin); i < summary->exits_count; i++) {
    const Exit *exit = &summary->exits[i];
    if (exit->at > scope->end) break;
    if (exit->scope != callee->scope || exit->kind != EXIT_RETURN || !exit->value) continue;
    if (exit->flags & EXIT_DEAD) continue;
    if (is_given(program, call, callee, exit)) return true;
    is_ruled_out = true;
  }
  return !is_ruled_out;
}
