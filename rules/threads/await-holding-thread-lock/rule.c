// A lock of threads held across an await. While the coroutine waits, the loop runs others on the
// same thread; the first that wants the lock stops the thread that would have to give it back.
#include "rules/list.h"
#include "rules/native.h"
#include "rules/uses.h"
#include "rules/ways.h"

static void check_module(RuleContext *context, ModuleId module);
static void check_function(RuleContext *context, FunctionId id);

static const Checker checker = {
    .on_module = check_module, .on_function = check_function, .reads = READS_ALL};

const Rule rule_await_holding_thread_lock = {
    .id = "await-holding-thread-lock",
    .family = "threads",
    .summary = "A coroutine awaits while it holds a lock that is made for threads.",
    .severity = SEVERITY_ERROR,
    .checker = &checker,
};

// ---- Python -------------------------------------------------------------------------------------

// The `with` blocks of coroutines with an await in them, by their context manager.
static Map awaiting_blocks(Arena *arena, const Summary *summary) {
  Map blocks = {0};
  for (RegionId i = 0; i < summary->regions_count; i++) {
    const Region *region = &summary->regions[i];
    if (region->kind != REGION_WITH || !(region->flags & REGION_AWAITS)) continue;
    if (region->flags & REGION_DEAD || !(summary->scopes[region->scope].flags & SCOPE_ASYNC))
      continue;
    map_insert(arena, &blocks, region->subject, i);
  }
  return blocks;
}

// `lock.release()`, or `lock.acquire()`, of the lock of the block.
static bool is_call_of(const Summary *summary, ExprId at, ExprId lock, const char *method) {
  if (summary->exprs[at].kind != EXPR_CALL) return false;
  const Expr *callee = &summary->exprs[summary->exprs[at].a];
  return callee->kind == EXPR_ATTRIBUTE && str_equal_c(summary_name(summary, callee->b), method) &&
         uses_is_same_place(summary, callee->a, lock);
}

// The first await of the block for which it has not let go of the lock.
static ExprId first_await(const Summary *summary, const Region *region) {
  bool is_held = true;
  for (ExprId i = region->begin; i < region->end; i++) {
    const Expr *expr = &summary->exprs[i];
    bool suspends = expr->kind == EXPR_AWAIT || expr->use == USE_ASYNC_ENTERED ||
                    expr->use == USE_ASYNC_ITERATED;
    if (is_call_of(summary, i, region->subject, "release")) is_held = false;
    if (is_call_of(summary, i, region->subject, "acquire")) is_held = true;
    if (suspends && is_held) return i;
  }
  return 0;
}

// Entering the lock is what waits. (Leaving a pool of threads waits too, but holds nothing.)
static bool is_lock(const Call *call) {
  return call->how == CALL_ENTER && call->entry && call->entry->effect == EFFECT_LOCK &&
         str_has_suffix(call->name, STR(".__enter__"));
}

static void check_call(RuleContext *context, const Uses *uses, const Map *blocks,
                       const Call *call) {
  if (!is_lock(call)) return;
  const uint32_t *block = map_find(blocks, call->site);
  if (!block) return;
  ExprId await = first_await(uses->summary, &uses->summary->regions[*block]);
  if (await == 0) return;
  Str lock = str_slice(call->name, 0, call->name.size - STR(".__enter__").size);
  Finding *finding = finding_add(context, &rule_await_holding_thread_lock, uses->module, call->site,
                                 "`%.*s` is held across an await", STR_ARG(lock));
  if (!finding) return;
  finding->confidence = call->confidence;
  finding_hop(context, finding, uses->module, summary_expr_span(uses->summary, await), "%s",
              call->entry->is_reentrant
                  ? "other tasks run on this thread here, and take the lock as if it were free"
                  : "other tasks run on this thread here, and wait for the lock with it");
  finding_help(context, finding,
               "use the lock of your async library with `async with`, or let go "
               "of the lock before the await");
}

static void check_module(RuleContext *context, ModuleId module) {
  const Program *program = rule_program(context);
  if (program_summary(program, module)->flags & SUMMARY_C) return;
  Uses uses = uses_of(context, module);
  if (!uses_has_regions(&uses, 1u << REGION_WITH)) return;
  Map blocks = awaiting_blocks(uses.arena, uses.summary);
  const Function *function = NULL;
  for (uint32_t next = 0; blocks.count > 0 && uses_next_function(&uses, &next, &function);)
    for (uint32_t i = 0; i < function->call_count; i++)
      check_call(context, &uses, &blocks, program_call(program, function->first_call + i));
}

// ---- C, where locks are taken and given back by calls -------------------------------------------

typedef struct Suspension { // of a coroutine, at a call
  ExprId site;
  const Call *call; // NULL: of a function of which only a marked prototype is there
  Confidence confidence;
} Suspension;

// A helper that also gives back a lock gives back this one.
static bool suspends(const Program *program, ModuleId module, ExprId site, Suspension *out) {
  const Call *call = program_call_at(program, module, site);
  *out = (Suspension){site, call, call ? call->confidence : CONFIDENCE_PROBABLE};
  if (!call) return (program_callee_marks(program, module, site) & MARK_COROUTINE) != 0;
  return program_call_reaches(program, call, TRAIT_SUSPENDS) &&
         !program_call_reaches(program, call, TRAIT_UNLOCKS);
}

static void report_held(RuleContext *context, ModuleId module, Held held,
                        const Suspension *suspension) {
  const Program *program = rule_program(context);
  const Summary *summary = program_summary(program, module);
  Str lock = native_last_name(summary, held.lock != 0 ? held.lock : held.site);
  Finding *finding = finding_add(context, &rule_await_holding_thread_lock, module, held.site,
                                 "`%.*s` is held while the coroutine is suspended", STR_ARG(lock));
  if (!finding) return;
  finding->confidence = suspension->confidence;
  finding_hop(context, finding, module, summary_expr_span(summary, suspension->site),
              "others run on this thread here, and wait for the lock with it");
  if (suspension->call && suspension->call->callee != FUNCTION_NONE) {
    Chain chain = program_call_way(program, suspension->call, TRAIT_SUSPENDS, rule_arena(context));
    way_add_chain(context, finding, &chain);
    if (chain.confidence < finding->confidence) finding->confidence = chain.confidence;
  }
  if (!held.is_sure && finding->confidence > CONFIDENCE_PROBABLE)
    finding->confidence = CONFIDENCE_PROBABLE;
  finding_help(context, finding,
               "use the lock that its library has for coroutines, or let go of this one before");
}

// Each lock is told of once, at its first suspension.
static void check_function(RuleContext *context, FunctionId id) {
  const Program *program = rule_program(context);
  const Function *function = program_function(program, id);
  const Summary *summary = program_summary(program, function->module);
  if (!(summary->flags & SUMMARY_C)) return;
  const Scope *scope = &summary->scopes[function->scope];
  Map told = {0};
  Suspension suspension = {0};
  for (ExprId at = scope->begin; at < scope->end; at++) {
    if (summary->exprs[at].kind != EXPR_CALL) continue;
    Held held = program_held_lock(program, function->module, at);
    if (held.site == 0 || map_find(&told, held.site)) continue;
    if (!suspends(program, function->module, at, &suspension)) continue;
    map_insert(rule_scratch(context), &told, held.site, 1);
    report_held(context, function->module, held, &suspension);
  }
}
