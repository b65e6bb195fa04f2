// The end of the process, and of objects. What is done right before `os._exit(…)` in the same
// block, and what stands behind a signal that the process sends to itself, keeps nobody waiting any
// more. Nor does what is done while the program has paused on purpose.
#include "link/program.h"

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

void ending_mark(Walk *walk) {
  if (walk->calls.count == 0) return;
  if (function_scope(walk->program, walk->function)->kind != SCOPE_FUNCTION) return;
  mark_closing(walk);
  for (size_t i = 0; i < walk->calls.count; i++) {
    const Call *call = &walk->calls.at[i];
    if (ends_process(walk, call)) mark_around(walk, call->site);
    if (call->entry && call->entry->is_pause && call->how == CALL_PLAIN) mark_paused(walk, call);
  }
}
