// The beginning and the end of a thread. Who starts one and waits until it says that it is up waits
// no longer than that takes; who waits for the end of one that it keeps does so once, when whatever
// keeps it goes away. Both stall the loop, and seldom for anybody to notice.
#include "link/contexts/contexts.h"

// `worker` of `worker.join()`; of `enter_context(worker)` the argument; 0 when it is not shown.
static ExprId receiver_of(const Summary *summary, const Call *call) {
  const Expr *site = &summary->exprs[call->site];
  if (site->kind != EXPR_CALL) return 0;
  if (call->how == CALL_ENTER) return site->c == 1 ? summary->arguments[site->b].value : 0;
  if (call->how != CALL_PLAIN) return 0;
  const Expr *method = &summary->exprs[site->a];
  return method->kind == EXPR_ATTRIBUTE ? method->a : 0;
}

// A thread or executor that the object keeps. What the function makes itself, it makes for its own
// work, and waits for that.
static bool is_kept(const Summary *summary, const Call *call) {
  ExprId receiver = receiver_of(summary, call);
  return receiver != 0 && summary->exprs[receiver].kind == EXPR_ATTRIBUTE;
}

// Whether a method of the project takes the place of one that waits for the end of a worker: a
// `shutdown` of a class of executors.
static bool overrides_end(Program *program, FunctionId callee) {
  const FunctionState *state = function_state(program, callee);
  if (state->owner == CLASS_NONE) return false;
  Str name = summary_name(summary_of(program, state->public.module),
                          function_scope(program, callee)->name);
  const Class *class = class_order(program, state->owner);
  for (uint32_t i = 0; i < class->order_count; i++) {
    if (class->order[i].class_id != CLASS_NONE) continue;
    const KnowledgeEntry *entry =
        symbol_entry(program, symbol_member(program, class->order[i].symbol, name));
    if (entry) return entry->is_end_of_worker;
  }
  return false;
}

static bool ends_worker(Program *program, const Call *call) {
  if (call->entry) return call->entry->is_end_of_worker;
  return call->callee != FUNCTION_NONE && overrides_end(program, call->callee);
}

// A thread that is waited for in `finally`: it was told to end, or its work is done.
static bool is_in_finally(const Walk *walk, ExprId site) {
  const Region *regions = walk->summary->regions;
  RegionId at = region_at(walk->program, walk->module, site);
  while (regions[at].kind != REGION_BODY && regions[at].kind != REGION_FINALLY)
    at = regions[at].parent;
  return regions[at].kind == REGION_FINALLY;
}

static bool is_thread(Program *program, ModuleId module, ExprId expr) {
  Values values = evaluate(program, module, expr);
  if (values.count != 1) return false;
  if (values.at[0].kind == VALUE_INSTANCE)
    return class_derives(program, values.at[0].a, STR("threading.Thread"));
  return values.at[0].kind == VALUE_LIBRARY_INSTANCE &&
         knowledge_is_subclass(program->knowledge, symbol_name(program, values.at[0].a),
                               STR("threading.Thread"));
}

// `thread.join()` there.
static bool ends_thread_finally(const Walk *walk, const Call *call) {
  ExprId receiver = call->entry && call->entry->is_end_of_worker && call->how == CALL_PLAIN
                        ? receiver_of(walk->summary, call)
                        : 0;
  return receiver != 0 && is_in_finally(walk, call->site) &&
         is_thread(walk->program, walk->module, receiver);
}

// How far before a wait the thread may have been started.
#define STARTED_MAX_BEFORE 64

// Whether a thread was started right before a place: `thread.start()`, then `ready.wait()`.
static bool has_just_started(const Walk *walk, ExprId site) {
  const Summary *summary = walk->summary;
  ExprId begin = function_scope(walk->program, walk->function)->begin;
  if (site - begin > STARTED_MAX_BEFORE) begin = site - STARTED_MAX_BEFORE;
  for (ExprId at = begin; at < site; at++) {
    const Expr *call = &summary->exprs[at];
    if (call->kind != EXPR_CALL || call->use != USE_DROPPED) continue;
    const Expr *method = &summary->exprs[call->a];
    if (method->kind != EXPR_ATTRIBUTE) continue;
    if (!str_equal(summary_name(summary, method->b), STR("start"))) continue;
    if (is_thread(walk->program, walk->module, method->a)) return true;
  }
  return false;
}

// ---- Executors of a block -----------------------------------------------------------------------

// The call of a library at an expression that gives a job to another thread and is awaited there.
static bool is_awaited_job(const Walk *walk, ExprId site) {
  if (walk->summary->exprs[site].use != USE_AWAITED) return false;
  for (size_t i = 0; i < walk->calls.count; i++) {
    const Call *call = &walk->calls.at[i];
    if (call->site != site || !call->entry || call->how != CALL_PLAIN) continue;
    for (size_t k = 0; k < COUNT_OF(call->entry->roles); k++)
      if (call->entry->roles[k].role == ROLE_OFF_LOOP) return true;
  }
  return false;
}

// The call of a library at an expression whose future is done with its first argument, where it is
// awaited.
static bool is_awaited_wrapping(const Walk *walk, ExprId site) {
  const Expr *expr = &walk->summary->exprs[site];
  if (expr->kind != EXPR_CALL || expr->use != USE_AWAITED || expr->c == 0) return false;
  for (size_t i = 0; i < walk->calls.count; i++) {
    const Call *call = &walk->calls.at[i];
    if (call->site == site && call->entry && call->how == CALL_PLAIN)
      return call->entry->is_done_with_first;
  }
  return false;
}

// `future = pool.submit(work)`, and in the block `await asyncio.wrap_future(future)`.
static bool is_awaited_behind(const Walk *walk, const Region *with, ExprId submit) {
  const Summary *summary = walk->summary;
  BindingId id = bindings_from(summary, submit);
  const Binding *binding = id < summary->bindings_count ? &summary->bindings[id] : NULL;
  bool is_kept = binding && binding->value == submit && binding->kind == BINDING_ASSIGN &&
                 binding->unpack == 0;
  for (ExprId at = submit + 1; at < with->end; at++) {
    if (!is_awaited_wrapping(walk, at)) continue;
    ExprId wrapped = summary->arguments[summary->exprs[at].b].value;
    const Expr *expr = &summary->exprs[wrapped];
    bool is_named = is_kept && expr_is_name(expr, binding->name);
    if (wrapped == submit || is_named) return true;
  }
  return false;
}

// `pool.submit(work)` for a name.
static bool is_method_of(const Summary *summary, const Expr *call, NameId name) {
  const Expr *method = &summary->exprs[call->a];
  if (method->kind != EXPR_ATTRIBUTE) return false;
  const Expr *object = &summary->exprs[method->a];
  return expr_is_name(object, name);
}

// Whether all that a block does with what it has entered is to await jobs for it.
static bool awaits_each(const Walk *walk, const Region *with, NameId name) {
  const Summary *summary = walk->summary;
  uint32_t used = 0, awaited = 0;
  for (ExprId at = with->begin; at < with->end; at++) {
    const Expr *expr = &summary->exprs[at];
    used += expr_is_name(expr, name);
    if (expr->kind != EXPR_CALL) continue;
    awaited += is_method_of(summary, expr, name) && is_awaited_behind(walk, with, at);
    if (!is_awaited_job(walk, at)) continue;
    for (uint32_t i = 0; i < expr->c; i++) {
      const Expr *given = &summary->exprs[summary->arguments[expr->b + i].value];
      awaited += expr_is_name(given, name);
    }
  }
  return used > 0 && used == awaited;
}

// `with Executor() as pool: await loop.run_in_executor(pool, work)`: the job is done when the block
// ends, but where somebody cancels it; whether anybody does is known when all is walked.
static bool is_done_when_left(const Walk *walk, const Call *call) {
  const Summary *summary = walk->summary;
  if (call->how != CALL_ENTER || !call->entry || !call->entry->is_end_of_worker) return false;
  ScopeId scope = function_state(walk->program, walk->function)->public.scope;
  for (RegionId at = summary->scopes[scope].body + 1; at < summary->regions_count; at++) {
    const Region *region = &summary->regions[at];
    if (region->begin > summary->scopes[scope].end) return false;
    if (region->kind != REGION_WITH || region->subject != call->site) continue;
    for (BindingId id = bindings_from(summary, call->site); id < summary->bindings_count; id++) {
      const Binding *binding = &summary->bindings[id];
      if (binding->at > region->end) return false;
      if (binding->kind == BINDING_WITH && binding->value == call->site && binding->unpack == 0)
        return awaits_each(walk, region, binding->name);
    }
    return false;
  }
  return false;
}

void threads_mark(Walk *walk) {
  for (size_t i = 0; i < walk->calls.count; i++) {
    Call *call = &walk->calls.at[i];
    if (call->entry && walk->effects.at[i] == EFFECT_NONE) continue;
    bool is_brief = (is_kept(walk->summary, call) && ends_worker(walk->program, call)) ||
                    ends_thread_finally(walk, call) ||
                    (call->entry && call->entry->is_signal && has_just_started(walk, call->site));
    if (is_done_when_left(walk, call))
      function_state(walk->program, walk->function)->done_when_left = call->site;
    if (is_brief) call->confidence = confidence_least(call->confidence, CONFIDENCE_PROBABLE);
  }
}

static bool cancels(Program *program, ModuleId module, ExprId call) {
  const Expr *expr = expr_of(program, module, call);
  if (call == 0 || expr->kind != EXPR_CALL) return false;
  Values callee = evaluate(program, module, expr->a);
  if (callee.count != 1 || callee.at[0].kind != VALUE_LIBRARY) return false;
  const KnowledgeEntry *entry = symbol_entry(program, callee.at[0].a);
  return entry && entry->cancels != CANCELS_NOTHING;
}

// Whether a coroutine is awaited where that can end before its time: `wait_for(work(), 1)`, or in
// the block of a time limit.
static bool is_cancelled(Program *program, const Call *call) {
  ModuleId module = program_function(program, call->caller)->module;
  const Summary *summary = summary_of(program, module);
  if (cancels(program, module, call_around(summary, call->site))) return true;
  RegionId at = region_at(program, module, call->site);
  for (; summary->regions[at].kind != REGION_BODY; at = summary->regions[at].parent) {
    RegionKind kind = (RegionKind)summary->regions[at].kind;
    bool is_block = kind == REGION_WITH || kind == REGION_ASYNC_WITH;
    if (is_block && cancels(program, module, summary->regions[at].subject)) return true;
  }
  return false;
}

void threads_settle(Program *program) {
  bool *is_timed = arena_push(&program->scratch, bool, program->functions.count + 1);
  for (size_t i = 0; i < program->calls.count; i++) {
    const Call *call = &program->calls.at[i];
    if (call->callee == FUNCTION_NONE || is_timed[call->callee]) continue;
    if (function_state(program, call->callee)->done_when_left == 0) continue;
    is_timed[call->callee] = is_cancelled(program, &program->calls.at[i]);
  }
  for (size_t i = 0; i < program->calls.count; i++) {
    Call *call = &program->calls.at[i];
    ExprId site = function_state(program, call->caller)->done_when_left;
    if (site == 0 || call->site != site || call->how != CALL_ENTER || is_timed[call->caller])
      continue;
    call->confidence = confidence_least(call->confidence, CONFIDENCE_PROBABLE);
  }
}
