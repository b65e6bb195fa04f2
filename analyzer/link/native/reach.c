// Which functions of C come, by their calls, to a library function with a trait: searched from
// there against the direction of the calls, surest ways first, then shortest. Each trait is
// searched for when a rule first asks.
#include "link/guards/guards.h"

typedef struct Step {
  uint32_t call; // number + 1 of the call that leads there; 0: none does
  uint8_t confidence;
} Step;

typedef struct Reach {
  Step *steps[32];        // by the bit of the trait: of each function
  uint32_t *first_caller; // per function: where its calls begin in `callers`
  uint32_t *callers;      // numbers of calls, by callee
} Reach;

static bool is_run(const Call *call, Trait trait) {
  return !call->is_deferred || (call->is_ending && trait == TRAIT_SIGNAL_UNSAFE);
}

static bool is_end(const Call *call, Trait trait) {
  return call->callee == FUNCTION_NONE && call->entry && call->entry->traits & (uint32_t)trait &&
         is_run(call, trait);
}

static void index_callers(Program *program, Reach *reach) {
  size_t functions = program->functions.count, calls = program->calls.count;
  reach->first_caller = arena_push(program->arena, uint32_t, functions + 2);
  reach->callers = arena_push(program->arena, uint32_t, calls + 1);
  for (size_t i = 0; i < calls; i++)
    if (program->calls.at[i].callee != FUNCTION_NONE)
      reach->first_caller[program->calls.at[i].callee + 2]++;
  for (size_t f = 2; f < functions + 2; f++)
    reach->first_caller[f] += reach->first_caller[f - 1];
  for (size_t i = 0; i < calls; i++)
    if (program->calls.at[i].callee != FUNCTION_NONE)
      reach->callers[reach->first_caller[program->calls.at[i].callee + 1]++] = (uint32_t)i;
}

typedef struct Search {
  Program *program;
  Reach *reach;
  Trait trait;
  Step *steps;
  Array(FunctionId) queue;
} Search;

static void search_add(Search *search, uint32_t number, Confidence level) {
  const Call *call = &search->program->calls.at[number];
  Step *step = &search->steps[call->caller];
  if (step->call != 0 || call->confidence < level || !is_run(call, search->trait)) return;
  *step = (Step){number + 1, (uint8_t)level};
  array_push(search->program->arena, &search->queue, call->caller);
}

static void search_level(Search *search, Confidence level) {
  const Program *program = search->program;
  const Reach *reach = search->reach;
  search->queue.count = 0;
  for (FunctionId id = 0; id < program->functions.count; id++)
    if (search->steps[id].call != 0) array_push(program->arena, &search->queue, id);
  for (uint32_t i = 0; i < program->calls.count; i++)
    if (is_end(&program->calls.at[i], search->trait)) search_add(search, i, level);
  for (size_t next = 0; next < search->queue.count; next++) {
    FunctionId callee = search->queue.at[next];
    for (uint32_t i = reach->first_caller[callee]; i < reach->first_caller[callee + 1]; i++)
      search_add(search, reach->callers[i], level);
  }
}

static const Step *steps_get(const Program *asked, Trait trait) {
  Program *program = asked->self;
  if (!program->reaches) {
    program->reaches = arena_push(program->arena, Reach, 1);
    index_callers(program, program->reaches);
  }
  uint32_t bit = 0;
  while ((uint32_t)trait >> bit != 1)
    bit++;
  Step **steps = &program->reaches->steps[bit];
  if (*steps) return *steps;
  *steps = arena_push(program->arena, Step, program->functions.count + 1);
  Search search = {program, program->reaches, trait, *steps, {0}};
  for (int level = CONFIDENCE_RESOLVED; level >= CONFIDENCE_POSSIBLE; level--)
    search_level(&search, (Confidence)level);
  return *steps;
}

bool program_call_reaches(const Program *program, const Call *call, Trait trait) {
  if (call->callee == FUNCTION_NONE) return is_end(call, trait);
  return is_run(call, trait) && steps_get(program, trait)[call->callee].call != 0;
}

Chain program_call_way(const Program *program, const Call *call, Trait trait, Arena *arena) {
  const Step *steps = steps_get(program, trait);
  Array(Hop) hops = {0};
  Confidence confidence = call->confidence;
  for (;;) {
    Hop hop = {.module = program_function(program, call->caller)->module,
               .site = call->site,
               .how = call->how,
               .name = call->callee == FUNCTION_NONE
                           ? call->name
                           : program_function_name(program, call->callee, arena)};
    array_push(arena, &hops, hop);
    if (call->callee == FUNCTION_NONE) break;
    const Step *step = &steps[call->callee];
    assert(step->call != 0 && "the trait was asked for without being there");
    if (step->confidence < confidence) confidence = (Confidence)step->confidence;
    call = &program->calls.at[step->call - 1];
  }
  return (Chain){.hops = hops.at,
                 .count = (uint32_t)hops.count,
                 .primitive = call->entry,
                 .confidence = confidence};
}
