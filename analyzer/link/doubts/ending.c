// The end of the process, and of objects. What is done right before `os._exit(…)` in the same
// block, and what stands behind a signal that the process sends to itself, keeps nobody waiting any
// more. Nor does what is done while the program has paused on purpose.
#include "link/doubts/doubts.h"

static bool is_call_of(const Walk *walk, ExprId expr, const char *name) {
  const Expr *call = &walk->summary->exprs[expr];
  if (call->kind != EXPR_CALL) return false;
  Values callee = evaluate(walk->program, walk->module, call->a);
  return callee.count == 1 && callee.at[0].kind == VALUE_LIBRARY &&
         str_equal_c(symbol_name(walk->program, callee.at[0].a), name);
}

static bool ends_process(const Walk *walk, const Call *call) {
  if (!call->entry || !call->entry->ends_process || call->how != CALL_PLAIN) return false;
  if (call->entry->ends_process[0] == '\0') return true;
  const Expr *site = &walk->summary->exprs[call->site];
  if (site->kind != EXPR_CALL || site->c == 0) return false;
  return is_call_of(walk, walk->summary->arguments[site->b].value, call->entry->ends_process);
}

static bool suspends(const Expr *expr) {
  return expr->use == USE_AWAITED || expr->use == USE_ASYNC_ENTERED ||
         expr->use == USE_ASYNC_ITERATED;
}

// The last place before an end where others get their turn: what they do then may need the loop.
static ExprId last_turn(const Walk *walk, const Region *block, ExprId end) {
  ExprId at = end;
  while (at > block->begin && !suspends(&walk->summary->exprs[at - 1]))
    at--;
  return at;
}

static bool is_inside(const Summary *summary, RegionId inner, RegionId outer) {
  while (inner != outer && summary->regions[inner].kind != REGION_BODY)
    inner = summary->regions[inner].parent;
  return inner == outer;
}

// The calls of the block in which an end stands, from the last turn of others on.
static void mark_around(Walk *walk, ExprId end) {
  const Summary *summary = walk->summary;
  RegionId block = region_at(walk->program, walk->module, end);
  ExprId begin = last_turn(walk, &summary->regions[block], end);
  for (size_t i = 0; i < walk->calls.count; i++) {
    Call *call = &walk->calls.at[i];
    if (call->site < begin || call->site >= summary->regions[block].end) continue;
    RegionId at = region_at(walk->program, walk->module, call->site);
    call->is_alone |= is_inside(summary, at, block);
  }
}

// What stands in the block of `with app.suspend():`.
static void mark_paused(Walk *walk, const Call *pause) {
  RegionId none = walk->summary->regions_count, block = none;
  for (RegionId id = 0; id < none && block == none; id++)
    if (walk->summary->regions[id].kind == REGION_WITH &&
        walk->summary->regions[id].subject == pause->site)
      block = id;
  for (size_t i = 0; i < walk->calls.count && block != none; i++) {
    Call *call = &walk->calls.at[i];
    RegionId at = region_at(walk->program, walk->module, call->site);
    call->is_alone |= is_inside(walk->summary, at, block);
  }
}

// Whether a function ends an object or a service, by its name. (`stop` is as often called while
// others go on.)
static bool is_named_end(Str name) {
  static const char *const ends[] = {"close",    "aclose",    "cleanup",
                                     "teardown", "tear_down", "shutdown"};
  while (str_has_prefix(name, STR("_")))
    name = str_slice(name, 1, name.size);
  for (size_t i = 0; i < COUNT_OF(ends) && name.size > 0; i++)
    if (name.at[0] == ends[i][0] && str_equal_c(name, ends[i])) return true;
  return false;
}

// At the end of an object its locks are free, and its database is told good-bye once. A plain
// function of that name may be for what others keep, and what waits for the end of a worker is told
// by who keeps that (threads.c).
static void mark_closing(Walk *walk) {
  const FunctionState *state = function_state(walk->program, walk->function);
  const Scope *scope = function_scope(walk->program, walk->function);
  if (!state->public.is_async && state->owner == CLASS_NONE) return;
  if (!is_named_end(summary_name(walk->summary, scope->name))) return;
  for (size_t i = 0; i < walk->calls.count; i++) {
    Call *call = &walk->calls.at[i];
    call->is_closing = !call->entry || !call->entry->is_end_of_worker;
  }
}

// ---- Ends that are expected ---------------------------------------------------------------------

static bool is_exit(const Walk *walk, ExprId type) {
  Values values = type ? evaluate(walk->program, walk->module, type) : values_unknown();
  return values.count == 1 && values.at[0].kind == VALUE_LIBRARY &&
         str_equal_c(symbol_name(walk->program, values.at[0].a), "builtins.SystemExit");
}

static bool handles_exit(const Walk *walk, RegionId block) {
  const Summary *summary = walk->summary;
  for (RegionId at = block + 1; at < summary->regions_count; at++) {
    const Region *region = &summary->regions[at];
    if (region->kind == REGION_EXCEPT && region->group == block && is_exit(walk, region->subject))
      return true;
    if (region->begin > summary->regions[block].end && region->group != block) return false;
  }
  return false;
}

// `with raises(SystemExit):`
static bool awaits_exit(const Walk *walk, ExprId manager) {
  const Expr *call = &walk->summary->exprs[manager];
  if (call->kind != EXPR_CALL || call->c == 0) return false;
  return is_exit(walk, walk->summary->arguments[call->b].value);
}

// Whether a call is all that a block does: the last expression of it, and no call stands before.
static bool is_all_of(const Summary *summary, const Region *block, ExprId site) {
  if (summary->exprs[site].use != USE_DROPPED) return false;
  for (ExprId at = block->begin; at < block->end; at++)
    if (summary->exprs[at].use == USE_DROPPED && summary->exprs[at].kind == EXPR_CALL && at != site)
      return false;
  return true;
}

// `try: main() except SystemExit: pass`: the program ends before it does what it is for, most of
// all where it was asked for help.
static void mark_expected(Walk *walk, Call *call) {
  RegionId at = region_at(walk->program, walk->module, call->site);
  const Region *block = &walk->summary->regions[at];
  bool is_tried = block->kind == REGION_TRY && handles_exit(walk, at);
  bool is_awaited = block->kind == REGION_WITH && awaits_exit(walk, block->subject);
  if ((is_tried || is_awaited) && is_all_of(walk->summary, block, call->site))
    call->confidence = confidence_least(call->confidence, CONFIDENCE_PROBABLE);
}

void ending_mark(Walk *walk) {
  if (walk->calls.count == 0) return;
  if (function_scope(walk->program, walk->function)->kind != SCOPE_FUNCTION) return;
  mark_closing(walk);
  bool has_tries = (walk->blocks & (1u << REGION_TRY | 1u << REGION_WITH)) != 0;
  for (size_t i = 0; i < walk->calls.count; i++) {
    Call *call = &walk->calls.at[i];
    if (has_tries && call->callee != FUNCTION_NONE && call->how == CALL_PLAIN)
      mark_expected(walk, call);
    if (ends_process(walk, call)) mark_around(walk, call->site);
    if (call->entry && call->entry->is_pause && call->how == CALL_PLAIN) mark_paused(walk, call);
  }
}
