// Calls that come to something: what makes others less sure need not be asked of them, and most
// calls come to nothing that anybody waits for.
#include "link/doubts/doubts.h"

typedef struct Leads {
  const Program *program;
  bool *leads;          // per function: whether something it calls has an effect
  uint32_t *first_call; // per function: where the numbers of its calls begin in `calls`
  uint32_t *calls;      // by callee
  FunctionId *queue;
  uint32_t count; // of those that lead
} Leads;

static void index_calls(Leads *leads) {
  const Program *program = leads->program;
  for (size_t i = 0; i < program->calls.count; i++)
    if (program->calls.at[i].callee != FUNCTION_NONE)
      leads->first_call[program->calls.at[i].callee + 2]++;
  for (size_t id = 2; id < program->functions.count + 2; id++)
    leads->first_call[id] += leads->first_call[id - 1];
  for (uint32_t i = 0; i < program->calls.count; i++)
    if (program->calls.at[i].callee != FUNCTION_NONE)
      leads->calls[leads->first_call[program->calls.at[i].callee + 1]++] = i;
}

static void lead(Leads *leads, FunctionId id) {
  if (leads->leads[id]) return;
  leads->leads[id] = true;
  leads->queue[leads->count++] = id;
}

static void find_leads(Leads *leads) {
  const Program *program = leads->program;
  for (uint32_t i = 0; i < program->calls.count; i++)
    if (program->call_effects.at[i] != EFFECT_NONE) lead(leads, program->calls.at[i].caller);
  for (uint32_t next = 0; next < leads->count; next++) {
    FunctionId id = leads->queue[next];
    for (uint32_t i = leads->first_call[id]; i < leads->first_call[id + 1]; i++)
      lead(leads, program->calls.at[leads->calls[i]].caller);
  }
}

// Calls of coroutine functions and of libraries are told for more than what blocks.
static bool is_leading(const Leads *leads, const Call *call) {
  return call->callee == FUNCTION_NONE || leads->leads[call->callee] ||
         program_function(leads->program, call->callee)->is_async;
}

void leading_find(Program *program) {
  ArenaMark mark = arena_mark(&program->scratch);
  size_t functions = program->functions.count, calls = program->calls.count;
  Leads leads = {.program = program,
                 .leads = arena_push(&program->scratch, bool, functions + 1),
                 .first_call = arena_push(&program->scratch, uint32_t, functions + 2),
                 .calls = arena_take(&program->scratch, uint32_t, calls + 1),
                 .queue = arena_take(&program->scratch, FunctionId, functions + 1)};
  index_calls(&leads);
  find_leads(&leads);
  for (uint32_t i = 0; i < calls; i++)
    if (is_leading(&leads, &program->calls.at[i])) array_push(program->arena, &program->leading, i);
  arena_rewind(&program->scratch, mark);
}
