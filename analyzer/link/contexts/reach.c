// What runs on the loop: what it calls itself, and what that calls. Shortest ways first.
#include "link/contexts/contexts.h"

static uint32_t begin_at_roots(const Program *program, FunctionId *queue, uint32_t *reached) {
  uint32_t count = 0;
  for (FunctionId id = 0; id < program->functions.count; id++) {
    if (program->functions.at[id].public.root == ROOT_NONE) continue;
    reached[id] = REACH_ROOT;
    queue[count++] = id;
  }
  return count;
}

static bool runs_callee(const Program *program, const Call *call) {
  if (call->callee == FUNCTION_NONE || call->is_deferred) return false;
  return !program->functions.at[call->callee].public.is_async;
}

uint32_t *reach_from_loop(const Program *program, Arena *arena) {
  uint32_t *reached = arena_push(arena, uint32_t, program->functions.count + 1);
  FunctionId *queue = arena_push(arena, FunctionId, program->functions.count + 1);
  uint32_t count = begin_at_roots(program, queue, reached);
  for (uint32_t next = 0; next < count; next++) {
    const Function *function = &program->functions.at[queue[next]].public;
    for (uint32_t i = 0; i < function->call_count; i++) {
      uint32_t number = function->first_call + i;
      const Call *call = &program->calls.at[number];
      if (!runs_callee(program, call) || reached[call->callee] != 0) continue;
      reached[call->callee] = number + 1;
      queue[count++] = call->callee;
    }
  }
  return reached;
}
