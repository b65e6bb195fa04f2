// Effects carried from callee to caller. A breadth-first search from the library calls against the
// direction of the calls, so the first way found is a shortest one; cycles cost nothing. Surer ways
// go first: a function that blocks for sure is not explained by a guess.
//
// A function is asked in slots: an effect of tier 1 or 2 and the same effect of tier 3 are two, so
// that a cheap call near by does not hide an expensive one further away.
#include "link/effects.h"

#include <string.h>

static uint32_t slot_of(Effect effect, Tier tier) {
  return (uint32_t)effect + (tier == TIER_CHEAP ? EFFECT_COUNT : 0);
}

static uint64_t slot_bit(uint32_t slot) {
  return (uint64_t)1 << slot;
}

static Effect call_effect(const Program *program, size_t call) {
  return (Effect)(program->call_effects.at[call] & ~CALL_FLAGS);
}

static Tier call_tier(const Program *program, size_t call) {
  if (program->call_effects.at[call] & CALL_IS_CHEAP) return TIER_CHEAP;
  return program->calls.at[call].entry->tier;
}

static_assert(2 * EFFECT_COUNT <= 64, "a function's slots are the bits of a uint64_t");
static_assert(EFFECT_COUNT < 32, "a set of effects is a uint32_t");

// Whether a call executes the code of its callee on this thread.
static bool call_runs(const Program *program, const Call *call) {
  if (call->callee == FUNCTION_NONE || call->is_deferred) return false;
  const FunctionState *callee = &program->functions.at[call->callee];
  if (callee->public.is_async || decoration_runs_away(callee->decoration)) return false;
  if (!callee->public.is_generator) return true;
  return call->how == CALL_ITERATE || call->how == CALL_ENTER;
}

// The best witness of a slot that a call to the function allows: surest first, then shortest.
static const Witness *best_witness(const Program *program, const Call *call, uint32_t slot) {
  const EffectTable *table = program->effects;
  const Witness *best = NULL;
  for (uint32_t at = table->first[call->callee]; at != 0; at = table->witnesses.at[at - 1].next) {
    const Witness *witness = &table->witnesses.at[at - 1];
    if (witness->slot != slot || !guards_allow(program, call, witness->guards)) continue;
    bool is_better = !best || witness->confidence > best->confidence ||
                     (witness->confidence == best->confidence && witness->depth < best->depth);
    if (is_better) best = witness;
  }
  return best;
}

// The slots that a call to a function gives.
static uint64_t allowed_slots(const Program *program, const Call *call) {
  const EffectTable *table = program->effects;
  uint64_t slots = table->masks[call->callee];
  for (uint32_t at = table->first[call->callee]; at != 0; at = table->witnesses.at[at - 1].next) {
    const Witness *witness = &table->witnesses.at[at - 1];
    if (!(slots & slot_bit(witness->slot)) && guards_allow(program, call, witness->guards))
      slots |= slot_bit(witness->slot);
  }
  return slots;
}

// Work of this machine and of who sits at it; nearly everything else waits for others.
#define LOCAL_EFFECTS                                                                              \
  (1u << EFFECT_FILE_IO | 1u << EFFECT_TREE_IO | 1u << EFFECT_OPEN | 1u << EFFECT_PATH_METADATA |  \
   1u << EFFECT_CPU | 1u << EFFECT_INPUT | 1u << EFFECT_SYNC | 1u << EFFECT_LOG |                  \
   1u << EFFECT_TLS)

// The effects that a call gives its caller as surely as the call is made.
uint32_t call_sure_effects(const Call *call) {
  uint32_t all = (1u << EFFECT_COUNT) - 1;
  bool is_debugger = call->entry && call->entry->is_local;
  if (call->is_alone) all = 1u << EFFECT_NESTED_LOOP;
  if (call->is_unwatched && !is_debugger) all &= ~(1u << EFFECT_INPUT);
  return call->is_seldom ? all & ~LOCAL_EFFECTS : all;
}

// How sure it is that a call gives its caller an effect that matters there.
static Confidence call_confidence(const Call *call, uint32_t slot) {
  if (call_sure_effects(call) & 1u << slot % EFFECT_COUNT) return call->confidence;
  return confidence_least(call->confidence, CONFIDENCE_PROBABLE);
}

// ---- Who calls whom -----------------------------------------------------------------------------

static void index_callers(Program *program, EffectTable *table) {
  size_t functions = program->functions.count;
  table->masks = arena_push(program->arena, uint64_t, functions + 1);
  table->first = arena_push(program->arena, uint32_t, functions + 1);
  table->first_caller = arena_push(program->arena, uint32_t, functions + 2);
  ArenaMark mark = arena_mark(&program->scratch);
  FunctionId *callees = arena_take(&program->scratch, FunctionId, program->calls.count + 1);
  for (size_t i = 0; i < program->calls.count; i++) {
    const Call *call = &program->calls.at[i];
    callees[i] = call_runs(program, call) ? call->callee : FUNCTION_NONE;
    if (callees[i] != FUNCTION_NONE) table->first_caller[callees[i] + 2]++;
    if (call_effect(program, i) != EFFECT_NONE)
      array_push(program->arena, &table->seeds, (uint32_t)i);
  }
  for (size_t f = 2; f < functions + 2; f++)
    table->first_caller[f] += table->first_caller[f - 1];
  table->callers = arena_push(program->arena, uint32_t, program->calls.count + 1);
  for (size_t i = 0; i < program->calls.count; i++)
    if (callees[i] != FUNCTION_NONE)
      table->callers[table->first_caller[callees[i] + 1]++] = (uint32_t)i;
  arena_rewind(&program->scratch, mark);
}

// ---- The search ---------------------------------------------------------------------------------

// Longer chains are not followed: nobody reads them, and writing one out for each of many callers
// would take memory by the square of their length.
#define EFFECT_MAX_DEPTH 64

typedef struct Step { // "this call gives its caller that slot"
  uint32_t call;
  uint32_t slot;
  uint32_t witness; // number + 1 of the callee's; 0 at the primitive
} Step;

typedef Array(Step) Steps;

typedef struct Search {
  bool has_mutexes; // whether waits for mutexes are seeds already
  Program *program;
  EffectTable *table;
  Confidence level;
  Steps by_depth[EFFECT_MAX_DEPTH + 1];
} Search;

static void search_add(Search *search, Step step, uint32_t depth) {
  if (depth > EFFECT_MAX_DEPTH) return;
  FunctionId caller = search->program->calls.at[step.call].caller;
  if (search->table->masks[caller] & slot_bit(step.slot)) return;
  array_push(search->program->arena, &search->by_depth[depth], step);
}

static void search_callers(Search *search, uint32_t number, bool only_at_level) {
  const EffectTable *table = search->table;
  const Witness *witness = &table->witnesses.at[number];
  uint32_t end = table->first_caller[witness->function + 1];
  for (uint32_t i = table->first_caller[witness->function]; i < end; i++) {
    const Call *call = &search->program->calls.at[table->callers[i]];
    Confidence confidence = call_confidence(call, witness->slot);
    bool is_due = only_at_level ? confidence == search->level : confidence >= search->level;
    if (is_due && guards_allow(search->program, call, witness->guards))
      search_add(search, (Step){table->callers[i], witness->slot, number + 1}, witness->depth + 1);
  }
}

static void search_seed(Search *search) {
  const Program *program = search->program;
  for (size_t s = 0; s < search->table->seeds.count; s++) {
    uint32_t i = search->table->seeds.at[s];
    const Call *call = &program->calls.at[i];
    Effect effect = call_effect(program, i);
    if (call_confidence(call, effect) != search->level) continue;
    bool is_lock = call->entry->is_mutex || program->call_effects.at[i] & CALL_IS_LOCK;
    if (call->entry->is_local || (is_lock && !search->has_mutexes)) continue;
    search_add(search, (Step){i, slot_of(effect, call_tier(program, i)), 0}, 1);
  }
  size_t known = search->table->witnesses.count;
  for (size_t i = 0; i < known; i++)
    search_callers(search, (uint32_t)i, true);
}

static bool has_guard(const Guards *guards, Guard guard) {
  for (uint32_t i = 0; i < guards->count; i++)
    if (guard_equal(guards->at[i], guard)) return true;
  return false;
}

static bool is_part(GuardList some, const Guards *all) {
  for (uint32_t i = 0; i < some.count; i++)
    if (!has_guard(all, some.at[i])) return false;
  return true;
}

// Ways to one effect that are kept of a function when each has guards of its own.
#define GUARDED_MAX_WAYS 64

// Whether another way is known that asks for no more, or so many that one more does not matter.
static bool has_witness(const EffectTable *table, FunctionId function, uint32_t slot,
                        const Guards *guards) {
  uint32_t ways = 0;
  for (uint32_t at = table->first[function]; at != 0; at = table->witnesses.at[at - 1].next) {
    const Witness *witness = &table->witnesses.at[at - 1];
    if (witness->slot != slot) continue;
    if (is_part(witness->guards, guards) || ++ways >= GUARDED_MAX_WAYS) return true;
  }
  return false;
}

// What must hold of the caller's parameters for a step: by the place of the call, and by what the
// callee asks for.
static void step_guards(const Search *search, Step step, Guards *out) {
  const Program *program = search->program;
  const Call *call = &program->calls.at[step.call];
  const Function *caller = &program->functions.at[call->caller].public;
  guards_find(program->self, caller->module, caller->scope, call->site, out);
  const uint32_t *own = map_find(&program->guarded_calls, step.call);
  for (uint32_t i = 0; own && i < program->guarded.at[*own].count; i++)
    guards_add(out, program->guarded.at[*own].at[i]);
  if (step.witness == 0) {
    guards_of_entry(program->self, call, out);
    return;
  }
  guards_forward(program, call, search->table->witnesses.at[step.witness - 1].guards, out);
}

static GuardList guards_keep(Arena *arena, const Guards *guards) {
  if (guards->count == 0) return (GuardList){0};
  Guard *kept = arena_push(arena, Guard, guards->count);
  memcpy(kept, guards->at, guards->count * sizeof *kept);
  return (GuardList){kept, guards->count};
}

static void search_take(Search *search, Step step, uint32_t depth) {
  EffectTable *table = search->table;
  FunctionId id = search->program->calls.at[step.call].caller;
  if (table->masks[id] & slot_bit(step.slot)) return;
  Guards guards = {0};
  step_guards(search, step, &guards);
  if (has_witness(table, id, step.slot, &guards)) return;
  if (guards.count == 0) table->masks[id] |= slot_bit(step.slot);
  Witness witness = {.function = id,
                     .slot = step.slot,
                     .call = step.call,
                     .depth = depth,
                     .next = table->first[id],
                     .guards = guards_keep(search->program->arena, &guards),
                     .confidence = search->level};
  array_push(search->program->arena, &table->witnesses, witness);
  table->first[id] = (uint32_t)table->witnesses.count;
  search_callers(search, (uint32_t)table->witnesses.count - 1, false);
}

static void search_level(Program *program, Confidence level, bool has_mutexes) {
  Search *search = arena_push(program->arena, Search, 1);
  *search = (Search){has_mutexes, program, program->effects, level, {{0}}};
  search_seed(search);
  for (uint32_t depth = 1; depth <= EFFECT_MAX_DEPTH; depth++)
    for (size_t i = 0; i < search->by_depth[depth].count; i++)
      search_take(search, search->by_depth[depth].at[i], depth);
}

// Whether a call would have an effect of tier 1 or 2 for sure if it was sure to be made.
static bool is_costly_choice(const Program *program, uint32_t number) {
  const Call *call = &program->calls.at[number];
  if (call_effect(program, number) != EFFECT_NONE) return call_tier(program, number) != TIER_CHEAP;
  if (!call_runs(program, call)) return false;
  const EffectTable *table = program->effects;
  for (uint32_t at = table->first[call->callee]; at != 0; at = table->witnesses.at[at - 1].next) {
    const Witness *witness = &table->witnesses.at[at - 1];
    if (witness->slot < EFFECT_COUNT && witness->confidence == CONFIDENCE_RESOLVED &&
        guards_allow(program, call, witness->guards))
      return true;
  }
  return false;
}

// Where all that a site can come to blocks, it blocks for sure: the choices from `first` on.
static bool settle_choices(Program *program, uint32_t first, uint32_t end) {
  ExprId site = program->calls.at[first].site;
  bool is_sure = true;
  for (uint32_t i = first; i < end && program->calls.at[i].site == site; i++)
    if (program->calls.at[i].is_choice) is_sure &= is_costly_choice(program, i);
  for (uint32_t i = first; is_sure && i < end && program->calls.at[i].site == site; i++) {
    Call *call = &program->calls.at[i];
    if (!call->is_choice) continue;
    call->is_choice = false;
    call->confidence = CONFIDENCE_RESOLVED;
  }
  return is_sure;
}

static bool settle_function(Program *program, const Function *function) {
  uint32_t end = function->first_call + function->call_count;
  bool is_changed = false;
  ExprId last = 0;
  for (uint32_t i = function->first_call; i < end; i++) {
    if (!program->calls.at[i].is_choice || program->calls.at[i].site == last) continue;
    last = program->calls.at[i].site;
    is_changed |= settle_choices(program, i, end);
  }
  return is_changed;
}

// Choices that lead to choices are settled so often.
#define CHOICES_MAX_ROUNDS 4

static void spread_sure(Program *program) {
  search_level(program, CONFIDENCE_RESOLVED, false);
  for (int round = 0; round < CHOICES_MAX_ROUNDS; round++) {
    bool is_changed = false;
    for (size_t i = 0; i < program->choosers.count; i++)
      is_changed |=
          settle_function(program, &program->functions.at[program->choosers.at[i]].public);
    if (!is_changed) return;
    search_level(program, CONFIDENCE_RESOLVED, false);
  }
}

void effects_spread(Program *program) {
  EffectTable *table = arena_push(program->arena, EffectTable, 1);
  program->effects = table;
  index_callers(program, table);
  cases_settle(program);
  spread_sure(program);
  for (int level = CONFIDENCE_PROBABLE; level >= CONFIDENCE_POSSIBLE; level--)
    search_level(program, (Confidence)level, false);
  locks_settle(program);
  for (int level = CONFIDENCE_RESOLVED; level >= CONFIDENCE_POSSIBLE; level--)
    search_level(program, (Confidence)level, true);
}

// ---- Asking -------------------------------------------------------------------------------------

static uint32_t call_number(const Program *program, const Call *call) {
  return (uint32_t)(call - program->calls.at);
}

uint32_t program_call_effects(const Program *program, const Call *call) {
  Effect own = call_effect(program, call_number(program, call));
  if (own != EFFECT_NONE) return 1u << own;
  if (!call_runs(program, call)) return 0;
  uint64_t slots = allowed_slots(program, call);
  return (uint32_t)(slots | slots >> EFFECT_COUNT) & ((1u << EFFECT_COUNT) - 1);
}

bool call_is_costly(const Program *program, uint32_t number, Confidence *confidence) {
  const Call *call = &program->calls.at[number];
  Effect own = call_effect(program, number);
  *confidence = CONFIDENCE_POSSIBLE;
  if (own != EFFECT_NONE) {
    *confidence = call_confidence(call, own);
    return call_tier(program, number) != TIER_CHEAP;
  }
  if (!call_runs(program, call)) return false;
  const EffectTable *table = program->effects;
  bool is_costly = false;
  for (uint32_t at = table->first[call->callee]; at != 0; at = table->witnesses.at[at - 1].next) {
    const Witness *witness = &table->witnesses.at[at - 1];
    if (witness->slot >= EFFECT_COUNT || !guards_allow(program, call, witness->guards)) continue;
    Confidence sure = confidence_least(call_confidence(call, witness->slot), witness->confidence);
    if (sure > *confidence) *confidence = sure;
    is_costly = true;
  }
  return is_costly;
}

static Hop hop_of(const Program *program, const Call *call, Arena *arena) {
  return (Hop){.module = program_function(program, call->caller)->module,
               .site = call->site,
               .how = call->how,
               .name =
                   call->entry ? call->name : program_function_name(program, call->callee, arena)};
}

// Every helper on the way has conditions of its own; so many of them seldom all hold.
#define CHAIN_MAX_SURE_HOPS 5

Chain program_chain(const Program *program, const Call *call, Effect effect, Arena *arena) {
  Array(Hop) hops = {0};
  Confidence confidence = call_confidence(call, effect);
  array_push(arena, &hops, hop_of(program, call, arena));
  uint32_t slot = slot_of(effect, TIER_BULK);
  if (call->callee != FUNCTION_NONE && !(allowed_slots(program, call) & slot_bit(slot)))
    slot = slot_of(effect, TIER_CHEAP);
  while (!call->entry) {
    const Witness *witness = best_witness(program, call, slot);
    assert(witness && "the effect was asked for without being there");
    if (witness->confidence < confidence) confidence = witness->confidence;
    call = &program->calls.at[witness->call];
    array_push(arena, &hops, hop_of(program, call, arena));
  }
  if (hops.count > CHAIN_MAX_SURE_HOPS && confidence == CONFIDENCE_RESOLVED)
    confidence = CONFIDENCE_PROBABLE;
  return (Chain){.hops = hops.at,
                 .count = (uint32_t)hops.count,
                 .primitive = call->entry,
                 .tier = call_tier(program, call_number(program, call)),
                 .confidence = confidence};
}
