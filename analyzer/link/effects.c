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
  uint8_t flags = program->call_effects.at[call];
  if (flags & CALL_IS_CHEAP) return TIER_CHEAP;
  Tier tier = program->calls.at[call].entry->tier;
  return flags & CALL_IS_BULK && tier == TIER_UNBOUNDED ? TIER_BULK : tier;
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

static uint32_t call_number(const Program *program, const Call *call) {
  return (uint32_t)(call - program->calls.at);
}

static bool is_open(const Program *program, const Call *call, const Witness *witness) {
  return witness->guards == 0 ||
         passage_is_open(program, call_number(program, call), witness->guards);
}

static const Ways *next_ways(const EffectTable *table, uint32_t number) {
  return number > 0 ? &table->ways.at[number - 1] : NULL;
}

static Witness *next_witness(const EffectTable *table, uint32_t number) {
  return number > 0 ? &table->witnesses.at[number - 1] : NULL;
}

// The ways of a function to a slot; NULL when there is none.
static Ways *ways_to(const EffectTable *table, FunctionId function, uint32_t slot) {
  for (uint32_t at = table->first[function]; at != 0; at = table->ways.at[at - 1].next)
    if (table->ways.at[at - 1].slot == slot) return &table->ways.at[at - 1];
  return NULL;
}

static bool is_better(const Witness *witness, const Witness *than) {
  if (!than || witness->confidence > than->confidence) return true;
  return witness->confidence == than->confidence && witness->depth < than->depth;
}

// The same of a call in a function that one place alone puts on the loop, `loop.call_soon(wait, 1,
// False)`: what that place hands on counts, too.
static bool is_open_on_loop(const Program *program, const Call *call, const Witness *witness) {
  return is_open(program, call, witness) &&
         passage_is_begun(program, call_number(program, call), witness->guards);
}

typedef bool (*IsOpen)(const Program *program, const Call *call, const Witness *witness);

// The best of the ways to a slot that are open to a call: surest first, then shortest.
static Witness *best_open(const Program *program, const Call *call, const Ways *ways, IsOpen open) {
  const EffectTable *table = program->effects;
  Witness *best = NULL, *at = next_witness(table, ways ? ways->latest : 0);
  for (; at; at = next_witness(table, at->next))
    if (is_better(at, best) && open(program, call, at)) best = at;
  return best;
}

static Witness *best_witness(const Program *program, const Call *call, const Ways *ways) {
  return best_open(program, call, ways, is_open);
}

static bool has_open_way(const Program *program, const Call *call, const Ways *ways) {
  const EffectTable *table = program->effects;
  if (table->masks[call->callee] & slot_bit(ways->slot)) return true;
  const Witness *at = next_witness(table, ways->latest);
  while (at && !is_open_on_loop(program, call, at))
    at = next_witness(table, at->next);
  return at != NULL;
}

// The slots that a call to a function gives; that the call itself is made is known.
static uint64_t allowed_slots(const Program *program, const Call *call) {
  const EffectTable *table = program->effects;
  uint64_t slots = 0;
  const Ways *ways = next_ways(table, table->first[call->callee]);
  for (; ways; ways = next_ways(table, ways->next))
    if (has_open_way(program, call, ways)) slots |= slot_bit(ways->slot);
  return slots;
}

// What an object waits for when it ends.
#define LAST_EFFECTS (1u << EFFECT_LOCK | 1u << EFFECT_DATABASE | 1u << EFFECT_PROCESS_WAIT)

// The effects that a call gives its caller as surely as the call is made.
uint32_t call_sure_effects(const Call *call) {
  uint32_t all = (1u << EFFECT_COUNT) - 1;
  bool is_debugger = call->entry && call->entry->is_local;
  bool is_for_threads = call->entry && call->entry->is_for_threads;
  if (call->is_alone) all = is_for_threads ? 0 : 1u << EFFECT_NESTED_LOOP;
  if (call->is_closing) all &= ~LAST_EFFECTS;
  if (call->is_unwatched && !is_debugger) all &= ~(1u << EFFECT_INPUT);
  return call->is_seldom ? all & ~LOCAL_EFFECTS : all;
}

// How sure it is that a call gives its caller an effect that matters there.
static Confidence call_confidence(const Call *call, uint32_t slot) {
  if (call_sure_effects(call) & 1u << slot % EFFECT_COUNT) return call->confidence;
  return confidence_least(call->confidence, CONFIDENCE_PROBABLE);
}

// ---- Who calls whom -----------------------------------------------------------------------------

// All calls by their places: file, function, and site in it. Of ways that are equally good the
// first is told, so what is told does not depend on the order in which functions were found.
static const uint32_t *order_calls(Program *program) {
  uint32_t *order = arena_take(&program->scratch, uint32_t, program->calls.count + 1);
  size_t count = 0;
  for (ModuleId module = 0; module < program_module_end(program); module++) {
    const Summary *summary = program->modules[module].summary;
    for (ScopeId scope = 0; summary && scope < summary->scopes_count; scope++) {
      FunctionId id = program_function_of(program, module, scope);
      if (id == FUNCTION_NONE) continue;
      const Function *function = &program->functions.at[id].public;
      for (uint32_t i = 0; i < function->call_count; i++)
        order[count++] = function->first_call + i;
    }
  }
  assert(count == program->calls.count && "a call belongs to one function");
  return order;
}

static void index_callers(Program *program, EffectTable *table) {
  size_t functions = program->functions.count;
  table->masks = arena_push(program->arena, uint64_t, functions + 1);
  table->first = arena_push(program->arena, uint32_t, functions + 1);
  table->first_caller = arena_push(program->arena, uint32_t, functions + 2);
  ArenaMark mark = arena_mark(&program->scratch);
  const uint32_t *order = order_calls(program);
  FunctionId *callees = arena_take(&program->scratch, FunctionId, program->calls.count + 1);
  for (size_t at = 0; at < program->calls.count; at++) {
    uint32_t i = order[at];
    const Call *call = &program->calls.at[i];
    callees[i] = call_runs(program, call) ? call->callee : FUNCTION_NONE;
    if (callees[i] != FUNCTION_NONE) table->first_caller[callees[i] + 2]++;
    if (call_effect(program, i) != EFFECT_NONE) array_push(program->arena, &table->seeds, i);
  }
  for (size_t f = 2; f < functions + 2; f++)
    table->first_caller[f] += table->first_caller[f - 1];
  table->callers = arena_push(program->arena, Caller, program->calls.count + 1);
  for (size_t at = 0; at < program->calls.count; at++) {
    uint32_t i = order[at];
    Caller caller = {i, program->calls.at[i].caller};
    if (callees[i] != FUNCTION_NONE) table->callers[table->first_caller[callees[i] + 1]++] = caller;
  }
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
  Program *program;
  EffectTable *table;
  bool has_mutexes;   // whether waits for mutexes are seeds already
  size_t first_known; // what witnesses before this one give their callers was looked at already
  Confidence level;
  Steps by_depth[EFFECT_MAX_DEPTH + 1];
} Search;

static bool is_settled(const Search *search, FunctionId function, uint32_t slot) {
  return (search->table->masks[function] & slot_bit(slot)) != 0;
}

static void search_add(Search *search, Step step, uint32_t depth) {
  if (depth <= EFFECT_MAX_DEPTH)
    array_push_moving(search->program->arena, &search->by_depth[depth], step);
}

static void search_callers(Search *search, uint32_t number, bool only_at_level) {
  const EffectTable *table = search->table;
  const Witness *witness = &table->witnesses.at[number];
  uint32_t end = table->first_caller[witness->function + 1];
  for (uint32_t i = table->first_caller[witness->function]; i < end; i++) {
    Caller caller = table->callers[i];
    if (is_settled(search, caller.function, witness->slot)) continue;
    const Call *call = &search->program->calls.at[caller.call];
    Confidence confidence = call_confidence(call, witness->slot);
    bool is_due = only_at_level ? confidence == search->level : confidence >= search->level;
    if (is_due && is_open(search->program, call, witness))
      search_add(search, (Step){caller.call, witness->slot, number + 1}, witness->depth + 1);
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
    uint32_t slot = slot_of(effect, call_tier(program, i));
    if (!is_settled(search, call->caller, slot)) search_add(search, (Step){i, slot, 0}, 1);
  }
  size_t known = search->table->witnesses.count;
  for (size_t i = search->first_known; i < known; i++)
    search_callers(search, (uint32_t)i, true);
}

// Ways to one effect that are kept of a function when each has guards of its own.
#define GUARDED_MAX_WAYS 64

// Whether another way is known that asks for no more, or so many that one more does not matter.
static bool has_witness(const Program *program, const Ways *ways, uint32_t guards) {
  if (ways->count >= GUARDED_MAX_WAYS) return true;
  const EffectTable *table = program->effects;
  const Witness *at = next_witness(table, ways->latest);
  while (at && !passage_is_part(program, at->guards, guards))
    at = next_witness(table, at->next);
  return at != NULL;
}

static Ways *ways_make(Arena *arena, EffectTable *table, FunctionId function, uint32_t slot) {
  Ways *known = ways_to(table, function, slot);
  if (known) return known;
  array_push(arena, &table->ways, ((Ways){.slot = slot, .next = table->first[function]}));
  table->first[function] = (uint32_t)table->ways.count;
  return &table->ways.at[table->ways.count - 1];
}

static void search_take(Search *search, Step step, uint32_t depth) {
  EffectTable *table = search->table;
  FunctionId id = search->program->calls.at[step.call].caller;
  if (is_settled(search, id, step.slot)) return;
  uint32_t behind = step.witness > 0 ? table->witnesses.at[step.witness - 1].guards : 0;
  uint32_t guards = passage_guards(search->program, step.call, behind);
  Ways *ways = ways_make(search->program->arena, table, id, step.slot);
  if (has_witness(search->program, ways, guards)) return;
  if (guards == 0) table->masks[id] |= slot_bit(step.slot);
  Witness witness = {.function = id,
                     .slot = step.slot,
                     .call = step.call,
                     .depth = depth,
                     .next = ways->latest,
                     .guards = guards,
                     .confidence = search->level};
  array_push(search->program->arena, &table->witnesses, witness);
  ways->latest = (uint32_t)table->witnesses.count;
  ways->count++;
  search_callers(search, (uint32_t)table->witnesses.count - 1, false);
}

static void search_level(Search *search, Confidence level) {
  search->level = level;
  search_seed(search);
  for (uint32_t depth = 1; depth <= EFFECT_MAX_DEPTH; depth++) {
    for (size_t i = 0; i < search->by_depth[depth].count; i++)
      search_take(search, search->by_depth[depth].at[i], depth);
    search->by_depth[depth].count = 0;
  }
}

// Whether a call would have an effect of tier 1 or 2 for sure if it was sure to be made.
static bool is_costly_choice(const Program *program, uint32_t number) {
  const Call *call = &program->calls.at[number];
  if (call_effect(program, number) != EFFECT_NONE) return call_tier(program, number) != TIER_CHEAP;
  if (!call_runs(program, call)) return false;
  const EffectTable *table = program->effects;
  const Ways *ways = next_ways(table, table->first[call->callee]);
  for (; ways; ways = next_ways(table, ways->next)) {
    const Witness *best = ways->slot < EFFECT_COUNT ? best_witness(program, call, ways) : NULL;
    if (best && best->confidence == CONFIDENCE_RESOLVED) return true;
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

static void spread_sure(Search *search) {
  Program *program = search->program;
  search_level(search, CONFIDENCE_RESOLVED);
  for (int round = 0; round < CHOICES_MAX_ROUNDS; round++) {
    bool is_changed = false;
    for (size_t i = 0; i < program->choosers.count; i++)
      is_changed |=
          settle_function(program, &program->functions.at[program->choosers.at[i]].public);
    if (!is_changed) return;
    search_level(search, CONFIDENCE_RESOLVED);
  }
}

static void spread_mutexes(Search *search) {
  search->has_mutexes = true;
  search->first_known = search->table->witnesses.count;
  for (int level = CONFIDENCE_RESOLVED; level >= CONFIDENCE_POSSIBLE; level--)
    search_level(search, (Confidence)level);
}

void effects_spread(Program *program) {
  EffectTable *table = arena_push(program->arena, EffectTable, 1);
  program->effects = table;
  program->guards = arena_push(program->arena, GuardTable, 1);
  index_callers(program, table);
  cases_settle(program);
  Search *search = arena_push(program->arena, Search, 1);
  *search = (Search){.program = program, .table = table};
  spread_sure(search);
  for (int level = CONFIDENCE_PROBABLE; level >= CONFIDENCE_POSSIBLE; level--)
    search_level(search, (Confidence)level);
  locks_settle(program);
  spread_mutexes(search);
}

// ---- Asking -------------------------------------------------------------------------------------

uint32_t program_call_effects(const Program *program, const Call *call) {
  Effect own = call_effect(program, call_number(program, call));
  if (own == EFFECT_NONE && !call_runs(program, call)) return 0;
  if (!passage_is_begun(program, call_number(program, call), 0)) return 0;
  if (own != EFFECT_NONE) return 1u << own;
  uint64_t slots = allowed_slots(program, call);
  return (uint32_t)(slots | slots >> EFFECT_COUNT) & ((1u << EFFECT_COUNT) - 1);
}

// ---- Chains -------------------------------------------------------------------------------------

Witness *way_begin(const Program *program, const Call *call, Effect effect) {
  if (call->entry) return NULL;
  const EffectTable *table = program->effects;
  uint32_t costly = slot_of(effect, TIER_BULK), cheap = slot_of(effect, TIER_CHEAP);
  const Ways *ways = ways_to(table, call->callee, costly);
  Witness *witness = best_open(program, call, ways, is_open_on_loop);
  if (witness) return witness;
  witness = best_open(program, call, ways_to(table, call->callee, cheap), is_open_on_loop);
  assert(witness && "the effect was asked for without being there");
  return witness;
}

// The best way on that asks for nothing but what a witness asks for: what is shorter may not be
// what happens where that holds.
static Witness *best_onward(const Program *program, const Witness *witness) {
  const EffectTable *table = program->effects;
  const Call *call = &program->calls.at[witness->call];
  const Ways *ways = ways_to(table, call->callee, witness->slot);
  Witness *best = NULL, *at = next_witness(table, ways ? ways->latest : 0);
  for (; at; at = next_witness(table, at->next)) {
    if (!is_better(at, best) || !is_open(program, call, at)) continue;
    if (passage_is_part(program, passage_guards(program, witness->call, at->guards),
                        witness->guards))
      best = at;
  }
  return best;
}

// Many ways lead through a witness, and what is behind it is always the same.
Witness *way_behind(const Program *program, Witness *witness) {
  const Call *call = &program->calls.at[witness->call];
  if (call->entry) return NULL;
  const EffectTable *table = program->effects;
  if (witness->onward == 0) {
    Witness *best = best_onward(program, witness);
    assert(best && "a way that leads nowhere");
    witness->onward = (uint32_t)(best - table->witnesses.at) + 1;
  }
  return next_witness(table, witness->onward);
}

// The tier of what a witness leads to, without keeping the way.
static Tier witness_tier(const Program *program, const Witness *witness) {
  while (witness && !program->calls.at[witness->call].entry)
    witness = best_onward(program, witness);
  return witness ? call_tier(program, witness->call) : TIER_UNBOUNDED;
}

Tier call_cost(const Program *program, uint32_t number, Confidence *confidence) {
  const Call *call = &program->calls.at[number];
  Effect own = call_effect(program, number);
  *confidence = CONFIDENCE_POSSIBLE;
  if (own != EFFECT_NONE) {
    *confidence = call_confidence(call, own);
    return call_tier(program, number) == TIER_CHEAP ? TIER_NONE : call_tier(program, number);
  }
  if (!call_runs(program, call)) return TIER_NONE;
  Tier tier = TIER_NONE;
  const EffectTable *table = program->effects;
  const Ways *ways = next_ways(table, table->first[call->callee]);
  for (; ways; ways = next_ways(table, ways->next)) {
    const Witness *best = ways->slot < EFFECT_COUNT ? best_witness(program, call, ways) : NULL;
    if (!best) continue;
    Confidence sure = confidence_least(call_confidence(call, best->slot), best->confidence);
    if (sure > *confidence) *confidence = sure;
    if (tier != TIER_UNBOUNDED) tier = witness_tier(program, best);
  }
  return tier;
}

// Every helper on the way has conditions of its own; so many of them seldom all hold.
#define CHAIN_MAX_SURE_HOPS 5

Chain program_chain_end(const Program *program, const Call *call, Effect effect) {
  Chain chain = {.count = 1, .confidence = call_confidence(call, effect)};
  const Call *first = call;
  Witness *at = way_begin(program, call, effect);
  for (; at; at = way_behind(program, at)) {
    chain.count++;
    if (at->confidence < chain.confidence) chain.confidence = at->confidence;
    call = &program->calls.at[at->call];
  }
  if (chain.confidence == CONFIDENCE_RESOLVED &&
      (chain.count > CHAIN_MAX_SURE_HOPS || is_kept_before(program, first, effect)))
    chain.confidence = CONFIDENCE_PROBABLE;
  chain.primitive = call->entry;
  chain.tier = call_tier(program, call_number(program, call));
  return chain;
}

static Hop hop_of(const Program *program, const Call *call, Arena *arena) {
  return (Hop){.module = program_function(program, call->caller)->module,
               .site = call->site,
               .how = call->how,
               .name =
                   call->entry ? call->name : program_function_name(program, call->callee, arena)};
}

Chain program_chain(const Program *program, const Call *call, Effect effect, Arena *arena) {
  Chain chain = program_chain_end(program, call, effect);
  Hop *hops = arena_push(arena, Hop, chain.count);
  chain.hops = hops;
  *hops = hop_of(program, call, arena);
  Witness *at = way_begin(program, call, effect);
  for (; at; at = way_behind(program, at))
    *++hops = hop_of(program, &program->calls.at[at->call], arena);
  return chain;
}

bool program_chain_meets(const Program *program, const Call *call, Effect effect,
                         const bool *modules) {
  if (modules[program_function(program, call->caller)->module]) return true;
  Witness *at = way_begin(program, call, effect);
  for (; at; at = way_behind(program, at))
    if (modules[program_function(program, at->function)->module]) return true;
  return false;
}
