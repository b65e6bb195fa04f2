// Follows the statements of a function with the set of locks that are held. What suspends the
// coroutine, itself or somewhere below, is told when one of them is.
#include "rules/threads/await-holding-thread-lock/held.h"

#include "rules/calls.h"
#include "rules/flow.h"
#include "rules/list.h"
#include "rules/ways.h"

#define LOCKS_MAX 64 // as many as a FlowState has facts

typedef struct HeldLocks {
  ExprId site;       // that takes it
  Str key;           // how the lock is written; "" when it is taken by a helper
  Str name;          // for people
  ExprId suspension; // where it is held while others run, 0: nowhere
  bool is_sure;      // on all ways to there
  Confidence confidence;
} HeldLocks;

typedef struct Locks {
  RuleContext *context;
  const Program *program;
  ModuleId module;
  const Summary *summary;
  HeldLocks at[LOCKS_MAX];
  uint32_t count;
} Locks;

// ---- Names of locks -----------------------------------------------------------------------------

// The field, without the tag of its record.
static Str last_part(Str key) {
  size_t start = key.size;
  while (start > 0 && key.at[start - 1] != ':' && key.at[start - 1] != '.')
    start--;
  return str_slice(key, start, key.size);
}

static Str lock_key(const Locks *locks, ExprId call) {
  const Expr *expr = &locks->summary->exprs[call];
  if (expr->c == 0) return STR("");
  ExprId lock = argument_value(locks->summary, expr, 0);
  const Expr *at = &locks->summary->exprs[lock];
  if (at->kind == EXPR_UNARY) lock = at->a;
  if (locks->summary->exprs[lock].kind == EXPR_CALL) return STR("");
  return call_spelling(locks->summary, lock, rule_arena(locks->context));
}

// Whether a call is given the lock, to let go of it while it waits.
static bool is_given(const Locks *locks, ExprId call, Str key) {
  const Summary *summary = locks->summary;
  Str name = last_part(key);
  for (ExprId at = summary->exprs[call].a + 1; at < call; at++) {
    const Expr *expr = &summary->exprs[at];
    NameId id = expr->kind == EXPR_NAME ? expr->a : expr->kind == EXPR_ATTRIBUTE ? expr->b : 0;
    if (id != 0 && str_equal(last_part(summary_name(summary, id)), name)) return true;
  }
  return false;
}

// ---- Events -------------------------------------------------------------------------------------

static void take(Locks *locks, ExprId site, HeldLocks held, bool is_sure, FlowState *state) {
  uint32_t number = 0;
  while (number < locks->count && locks->at[number].site != site)
    number++;
  if (number == LOCKS_MAX) return;
  if (number == locks->count) {
    locks->at[number] = held;
    locks->at[number].site = site;
    locks->at[number].is_sure = true;
    locks->count++;
  }
  state->may |= UINT64_C(1) << number;
  if (is_sure) state->must |= UINT64_C(1) << number;
}

static void give_back(const Locks *locks, Str key, FlowState *state) {
  uint64_t meant = 0;
  for (uint32_t i = 0; i < locks->count; i++)
    if (key.size > 0 && str_equal(locks->at[i].key, key)) meant |= UINT64_C(1) << i;
  // Written in another way, it may be any of them.
  state->may &= meant & state->may ? ~meant : 0;
  state->must &= state->may;
}

static void suspend(Locks *locks, ExprId site, Confidence confidence, const FlowState *state) {
  for (uint32_t i = 0; i < locks->count; i++) {
    HeldLocks *held = &locks->at[i];
    uint64_t bit = UINT64_C(1) << i;
    if (!(state->may & bit) || (held->key.size > 0 && is_given(locks, site, held->key))) continue;
    if (held->suspension != 0 && held->suspension != site) continue;
    held->suspension = site;
    if (!(state->must & bit)) held->is_sure = false;
    if (confidence < held->confidence) held->confidence = confidence;
  }
}

static void enter_library(Locks *locks, const Call *call, FlowState *state) {
  Trait traits = call->entry->traits;
  Str key = lock_key(locks, call->site);
  if (traits & TRAIT_UNLOCKS) give_back(locks, key, state);
  if (traits & TRAIT_SUSPENDS) suspend(locks, call->site, call->confidence, state);
  if (!(traits & TRAIT_LOCKS)) return;
  bool waits = call->entry->effect == EFFECT_LOCK; // else it tries
  Str name = key.size > 0 ? last_part(key) : STR("lock");
  take(locks, call->site, (HeldLocks){.key = key, .name = name, .confidence = call->confidence},
       waits, state);
}

static void enter_function(Locks *locks, const Call *call, FlowState *state) {
  const Program *program = locks->program;
  bool unlocks = program_call_reaches(program, call, TRAIT_UNLOCKS);
  bool takes = program_call_reaches(program, call, TRAIT_LOCKS);
  bool suspends = program_call_reaches(program, call, TRAIT_SUSPENDS);
  if (unlocks && (!takes || suspends)) give_back(locks, STR(""), state);
  if (suspends && !unlocks) suspend(locks, call->site, call->confidence, state);
  if (!takes || unlocks) return;
  HeldLocks held = {.name = call_name(locks->context, call), .confidence = CONFIDENCE_PROBABLE};
  take(locks, call->site, held, false, state);
}

static void on_expr(void *context, ExprId expr, FlowState *state) {
  Locks *locks = context;
  if (locks->summary->exprs[expr].kind != EXPR_CALL) return;
  const Call *call = program_call_at(locks->program, locks->module, expr);
  if (call && call->callee != FUNCTION_NONE)
    enter_function(locks, call, state);
  else if (call && call->entry)
    enter_library(locks, call, state);
  else if (state->may && program_callee_marks(locks->program, locks->module, expr) & MARK_COROUTINE)
    suspend(locks, expr, CONFIDENCE_PROBABLE, state);
}

// ---- Reporting ----------------------------------------------------------------------------------

static void report(Locks *locks, const HeldLocks *held) {
  RuleContext *context = locks->context;
  Finding *finding =
      finding_add(context, &rule_await_holding_thread_lock, locks->module, held->site,
                  "`%.*s` is held while the coroutine is suspended", STR_ARG(held->name));
  if (!finding) return;
  finding->confidence = held->is_sure ? held->confidence : CONFIDENCE_PROBABLE;
  if (held->confidence < finding->confidence) finding->confidence = held->confidence;
  const Call *call = program_call_at(locks->program, locks->module, held->suspension);
  finding_hop(context, finding, locks->module, summary_expr_span(locks->summary, held->suspension),
              "others run on this thread here, and wait for the lock with it");
  if (call && call->callee != FUNCTION_NONE) {
    Chain chain = program_call_way(locks->program, call, TRAIT_SUSPENDS, rule_arena(context));
    way_add_chain(context, finding, &chain);
    if (chain.confidence < finding->confidence) finding->confidence = chain.confidence;
  }
  finding_help(context, finding,
               "use the lock that its library has for coroutines, or let go of this one before");
}

static bool is_worth_it(const Program *program, const Function *function) {
  bool takes = false, suspends = false;
  for (uint32_t i = 0; i < function->call_count; i++) {
    const Call *call = program_call(program, function->first_call + i);
    takes |= program_call_reaches(program, call, TRAIT_LOCKS);
    suspends |= program_call_reaches(program, call, TRAIT_SUSPENDS);
  }
  return takes && suspends;
}

void held_check_function(RuleContext *context, FunctionId id) {
  static const FlowVisitor visitor = {.on_expr = on_expr};
  const Program *program = rule_program(context);
  const Function *function = program_function(program, id);
  const Summary *summary = program_summary(program, function->module);
  if (!(summary->flags & SUMMARY_C) || !is_worth_it(program, function)) return;
  Locks *locks = arena_push(rule_scratch(context), Locks, 1);
  locks->context = context;
  locks->program = program;
  locks->module = function->module;
  locks->summary = summary;
  flow_walk(rule_scratch(context), summary, function->scope, 0, &visitor, locks);
  for (uint32_t i = 0; i < locks->count; i++)
    if (locks->at[i].suspension != 0) report(locks, &locks->at[i]);
}
