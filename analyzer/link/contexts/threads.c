// The beginning and the end of a thread. Who starts one and waits until it says that it is up waits
// no longer than that takes; who waits for the end of one that it keeps does so once, when whatever
// keeps it goes away. Both stall the loop, and seldom for anybody to notice.
#include "link/program.h"

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

void threads_mark(Walk *walk) {
  for (size_t i = 0; i < walk->calls.count; i++) {
    Call *call = &walk->calls.at[i];
    if (call->entry && walk->effects.at[i] == EFFECT_NONE) continue;
    bool is_brief = (is_kept(walk->summary, call) && ends_worker(walk->program, call)) ||
                    ends_thread_finally(walk, call) ||
                    (call->entry && call->entry->is_signal && has_just_started(walk, call->site));
    if (is_brief) call->confidence = confidence_least(call->confidence, CONFIDENCE_PROBABLE);
  }
}
