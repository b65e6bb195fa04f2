// One case of many. A helper that tells eight providers apart and reads a file for two of them
// hardly ever reads it for this caller. What the caller chooses by what it passes is no matter of
// chance. Ladders are found while functions are walked; which of their branches do anything is
// known when all are.
#include "link/doubts/doubts.h"
#include "link/effects.h"
#include "link/types/constants.h"
#include "link/types/spelled.h"

#include <string.h>

// A place in a branch of a ladder.
typedef struct Case {
  FunctionId function;
  ExprId site;
  RegionId branch;
  uint32_t parameter; // that is told apart, UINT32_MAX where it is something else
} Case;

// ---- Ladders ------------------------------------------------------------------------------------

// A test of something that is no name or attribute, or another one at each step, is no ladder.
#define SUBJECT_MAX_DEPTH 8

// What a test compares: `kind` of `kind == "a"`, `kind in KINDS` and `kind == "a" or kind == "b"`;
// 0 when it compares nothing.
static ExprId subject_of(const Summary *summary, ExprId test) {
  for (int depth = 0; test != 0 && depth < SUBJECT_MAX_DEPTH; depth++) {
    const Expr *expr = &summary->exprs[test];
    if (expr->kind == EXPR_NAME || expr->kind == EXPR_ATTRIBUTE) return depth > 0 ? test : 0;
    if ((expr->kind != EXPR_COMPARE && expr->kind != EXPR_CHOICE) || expr->b == 0) return 0;
    test = summary->operands[expr->a];
  }
  return 0;
}

// The branch of an `if` that does not hold; 0 when there is none.
static RegionId else_of(const Summary *summary, RegionId branch) {
  for (RegionId at = branch + 1; at < summary->regions_count; at++) {
    const Region *region = &summary->regions[at];
    if (region->kind == REGION_BODY && region->begin >= summary->regions[branch].end) return 0;
    if (region->kind == REGION_ELSE && region->group == branch) return at;
  }
  return 0;
}

// The `elif` behind a branch: the first `if` in its else, when it asks about the same.
static RegionId next_branch(const Summary *summary, RegionId branch, ExprId subject) {
  RegionId otherwise = else_of(summary, branch);
  if (otherwise == 0) return 0;
  for (RegionId at = otherwise + 1; at < summary->regions_count; at++) {
    const Region *region = &summary->regions[at];
    if (region->begin >= summary->regions[otherwise].end) return 0;
    if (region->kind == REGION_IF && region->parent == otherwise)
      return is_spelled_alike(summary, subject, subject_of(summary, region->subject)) ? at : 0;
  }
  return 0;
}

// The first branch of the ladder in which a branch is.
static RegionId first_branch(const Summary *summary, RegionId branch, ExprId subject) {
  for (;;) {
    RegionId around = summary->regions[branch].parent;
    if (summary->regions[around].kind != REGION_ELSE) return branch;
    RegionId before = summary->regions[around].group;
    if (summary->regions[before].kind != REGION_IF) return branch;
    if (!is_spelled_alike(summary, subject, subject_of(summary, summary->regions[before].subject)))
      return branch;
    branch = before;
  }
}

// Fewer branches are no ladder.
#define LADDER_MIN_BRANCHES 4

static bool is_ladder(const Summary *summary, RegionId branch, ExprId subject) {
  uint32_t branches = 0;
  RegionId last = 0;
  for (RegionId at = first_branch(summary, branch, subject); at != 0;
       at = next_branch(summary, at, subject)) {
    if (++branches == LADDER_MIN_BRANCHES) return true;
    last = at;
  }
  return branches + 1 == LADDER_MIN_BRANCHES && else_of(summary, last) != 0;
}

RegionId cases_note(const Walk *walk, ExprId site, RegionId bare) {
  Program *program = walk->program;
  const Summary *summary = walk->summary;
  ScopeId scope = function_state(program, walk->function)->public.scope;
  RegionId region = region_at(program, walk->module, site);
  bool is_bare = true;
  for (RegionId at = region; summary->regions[at].kind != REGION_BODY && at != bare;
       at = summary->regions[at].parent) {
    if (summary->regions[at].kind != REGION_IF) continue;
    ExprId subject = subject_of(summary, summary->regions[at].subject);
    if (subject == 0 || !is_ladder(summary, at, subject)) continue;
    uint32_t parameter = guards_parameter(program, walk->module, scope, subject);
    array_push(program->arena, &program->cases, ((Case){walk->function, site, at, parameter}));
    is_bare = false;
  }
  return is_bare ? region : bare;
}

// ---- What is done in a branch -------------------------------------------------------------------

typedef struct Cases {
  Program *program;
  const EffectTable *table;
  uint32_t *does;    // per function: the set of effects that a call of it comes to
  FunctionId *queue; // a ring of functions whose callers are to be told
  bool *is_queued;
  size_t first, count, capacity;
} Cases;

// The effects that a call surely comes to, for what it is called with to choose.
static uint32_t call_does(const Cases *cases, uint32_t number) {
  const Program *program = cases->program;
  const Call *call = &program->calls.at[number];
  uint8_t effect = program->call_effects.at[number];
  if (effect & CALL_IS_CHEAP || call->confidence != CONFIDENCE_RESOLVED) return 0;
  uint32_t effects = call_sure_effects(call);
  if ((effect & ~CALL_FLAGS) != EFFECT_NONE)
    return call->entry->tier != TIER_CHEAP ? effects & 1u << (effect & ~CALL_FLAGS) : 0;
  return call->callee != FUNCTION_NONE ? effects & cases->does[call->callee] : 0;
}

static void add_effects(Cases *cases, FunctionId function, uint32_t effects) {
  if ((cases->does[function] | effects) == cases->does[function]) return;
  cases->does[function] |= effects;
  if (cases->is_queued[function]) return;
  cases->is_queued[function] = true;
  size_t end = cases->first + cases->count++;
  cases->queue[end < cases->capacity ? end : end - cases->capacity] = function;
}

static void find_effects(Cases *cases) {
  const Program *program = cases->program;
  const EffectTable *table = cases->table;
  for (size_t i = 0; i < table->seeds.count; i++) {
    uint32_t call = table->seeds.at[i];
    add_effects(cases, program->calls.at[call].caller, call_does(cases, call));
  }
  while (cases->count > 0) {
    FunctionId function = cases->queue[cases->first++];
    if (cases->first == cases->capacity) cases->first = 0;
    cases->count--;
    cases->is_queued[function] = false;
    for (uint32_t i = table->first_caller[function]; i < table->first_caller[function + 1]; i++) {
      Caller caller = table->callers[i];
      add_effects(cases, caller.function, call_does(cases, caller.call));
    }
  }
}

// Whether a branch of a function may do some of the same.
static bool does_any(const Cases *cases, const Function *function, const Region *branch,
                     uint32_t effects) {
  uint32_t end = function->first_call + function->call_count;
  uint32_t at = calls_from(cases->program, function, branch->begin);
  for (; at < end && cases->program->calls.at[at].site < branch->end; at++)
    if (call_does(cases, at) & effects) return true;
  return false;
}

// Whether few of the branches of a ladder may do any of that.
static bool is_rare(const Cases *cases, const Case *one, uint32_t effects) {
  const Function *function = program_function(cases->program, one->function);
  const Summary *summary = summary_of(cases->program, function->module);
  ExprId subject = subject_of(summary, summary->regions[one->branch].subject);
  uint32_t branches = 0, doing = 0;
  RegionId last = 0;
  for (RegionId at = first_branch(summary, one->branch, subject); at != 0;
       at = next_branch(summary, at, subject)) {
    branches++;
    doing += does_any(cases, function, &summary->regions[at], effects);
    last = at;
  }
  RegionId otherwise = else_of(summary, last);
  if (otherwise != 0) {
    branches++;
    doing += does_any(cases, function, &summary->regions[otherwise], effects);
  }
  return 2 * doing <= branches;
}

// ---- Who chooses --------------------------------------------------------------------------------

// Whether a call says which case it wants: by a constant, or by what its own caller says.
static bool chooses(Program *program, const Call *call, uint32_t parameter) {
  const FunctionState *callee = function_state(program, call->callee);
  const Function *caller = program_function(program, call->caller);
  if (expr_of(program, caller->module, call->site)->kind != EXPR_CALL) return true;
  bool is_bound = function_takes_self(callee);
  ArgumentMatch match = argument_for_parameter(program, caller->module, call->site, call->callee,
                                               parameter, is_bound);
  if (match.value == 0) return true;
  Constant constant = {0};
  return constant_read(program, caller->module, match.value, &constant) ||
         guards_parameter(program, caller->module, caller->scope, match.value) != UINT32_MAX;
}

static bool is_chosen(const Cases *cases, const Case *one) {
  uint32_t at = cases->table->first_caller[one->function];
  uint32_t end = cases->table->first_caller[one->function + 1];
  if (one->parameter == UINT32_MAX) return false;
  for (; at < end; at++) {
    const Call *call = &cases->program->calls.at[cases->table->callers[at].call];
    if (chooses(cases->program, call, one->parameter)) return true;
  }
  return cases->table->first_caller[one->function] == end;
}

static bool settle_case(const Cases *cases, const Case *one) {
  Program *program = cases->program;
  const Function *function = program_function(program, one->function);
  uint32_t end = function->first_call + function->call_count;
  uint32_t at = calls_from(program, function, one->site);
  bool has_changed = false;
  for (; at < end && program->calls.at[at].site == one->site; at++) {
    uint32_t effects = call_does(cases, at);
    if (effects == 0 || !is_rare(cases, one, effects) || is_chosen(cases, one)) continue;
    program->calls.at[at].confidence = CONFIDENCE_PROBABLE;
    has_changed = true;
  }
  return has_changed;
}

// What is one case of many makes what calls it one, too; looked for so many times.
#define CASES_MAX_ROUNDS 2

void cases_settle(Program *program) {
  if (program->cases.count == 0) return;
  ArenaMark mark = arena_mark(&program->scratch);
  size_t functions = program->functions.count + 1;
  Cases cases = {.program = program,
                 .table = program->effects,
                 .does = arena_take(&program->scratch, uint32_t, functions),
                 .queue = arena_take(&program->scratch, FunctionId, functions),
                 .is_queued = arena_push(&program->scratch, bool, functions),
                 .capacity = functions};
  bool has_changed = true;
  for (int round = 0; has_changed && round < CASES_MAX_ROUNDS; round++) {
    memset(cases.does, 0, functions * sizeof *cases.does);
    find_effects(&cases);
    has_changed = false;
    for (size_t i = 0; i < program->cases.count; i++)
      has_changed |= settle_case(&cases, &program->cases.at[i]);
  }
  arena_rewind(&program->scratch, mark);
}
