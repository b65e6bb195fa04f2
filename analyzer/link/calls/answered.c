// What a receiver was asked before, `queue.empty()` in front of `queue.get()`, what has begun on
// it, and what its own class does in a method that a library's calls.
#include "link/calls/calls.h"
#include "link/types/members.h"
#include "link/types/spelled.h"

// Expressions before a call that are looked at for a question to the same receiver.
#define ANSWERED_MAX_BEHIND 256
// Expressions of a method that asks and does no more: `return not self._jobs.empty()`.
#define ASKS_MAX 12

static bool asks_between(const Summary *summary, ExprId begin, ExprId end, NameId receiver,
                         const char *methods) {
  for (ExprId at = begin; at < end; at++) {
    if (summary->exprs[at].kind != EXPR_CALL) continue;
    const Expr *callee = &summary->exprs[summary->exprs[at].a];
    if (receiver_name(summary, callee) == receiver &&
        str_lists(methods, summary_name(summary, callee->b)))
      return true;
  }
  return false;
}

// `self.has_jobs()`: a method of the same object that asks its field.
static bool asks_by_method(const Walk *walk, ExprId call, NameId receiver, const char *methods) {
  const Summary *summary = walk->summary;
  const FunctionState *state = function_state(walk->program, walk->function);
  const Scope *scope = &summary->scopes[state->public.scope];
  if (state->owner == CLASS_NONE || scope->parameter_count == 0) return false;
  const Expr *callee = &summary->exprs[summary->exprs[call].a];
  if (callee->kind != EXPR_ATTRIBUTE) return false;
  const Expr *object = &summary->exprs[callee->a];
  NameId self = summary->parameters[scope->parameters].name;
  if (!expr_is_name(object, self)) return false;
  Values values = class_method(walk->program, state->owner, summary_name(summary, callee->b));
  if (values.count != 1 || values.at[0].kind != VALUE_FUNCTION) return false;
  const Function *asking = &function_state(walk->program, values.at[0].a)->public;
  if (asking->module != walk->module) return false;
  const Scope *body = &summary->scopes[asking->scope];
  return body->end - body->begin <= ASKS_MAX &&
         asks_between(summary, body->begin, body->end, receiver, methods);
}

// Whether the function asked the receiver before: `future.done()` in front of `future.result()`.
bool receiver_is_answered(const Walk *walk, ExprId site, const char *methods) {
  const Summary *summary = walk->summary;
  ExprId begin = summary->scopes[function_state(walk->program, walk->function)->public.scope].begin;
  const Expr *waits = &summary->exprs[summary->exprs[site].a];
  NameId receiver = receiver_name(summary, waits);
  if (receiver == 0) return false;
  if (site - begin > ANSWERED_MAX_BEHIND) begin = site - ANSWERED_MAX_BEHIND;
  if (asks_between(summary, begin, site, receiver, methods)) return true;
  if (summary->exprs[waits->a].kind != EXPR_ATTRIBUTE) return false;
  for (ExprId at = begin; at < site; at++)
    if (summary->exprs[at].kind == EXPR_CALL && asks_by_method(walk, at, receiver, methods))
      return true;
  return false;
}

// ---- Blocks that begin nothing ------------------------------------------------------------------

typedef enum Beginning { BEGINS_NOTHING, BEGINS_PERHAPS, BEGINS_NOT_KNOWN } Beginning;

static Beginning call_begins(const Walk *walk, ExprId call) {
  Values callee = evaluate(walk->program, walk->module, walk->summary->exprs[call].a);
  if (callee.count != 1 || callee.is_open || callee.at[0].kind != VALUE_LIBRARY)
    return BEGINS_NOT_KNOWN;
  const KnowledgeEntry *entry = symbol_entry(walk->program, callee.at[0].a);
  if (!entry || entry->begins_unless.is == ARGUMENT_NONE_SET) return BEGINS_NOTHING;
  bool is_idle = condition_is_true(walk->program, walk->module, call, &entry->begins_unless);
  return is_idle ? BEGINS_NOTHING : BEGINS_PERHAPS;
}

// The REGION_WITH of a manager; 0 when it is entered in another way.
static RegionId with_of(const Summary *summary, ExprId manager) {
  RegionId outer = summary_region_at(summary, manager);
  for (RegionId at = outer + 1; at < summary->regions_count; at++) {
    const Region *region = &summary->regions[at];
    if (region->begin > summary->regions[outer].end) return 0;
    if (region->kind == REGION_WITH && region->subject == manager) return at;
  }
  return 0;
}

// Whether a call lies in a block of the same manager that is over where another one begins: leaving
// it has ended what was begun there.
static bool is_ended_before(const Summary *summary, ExprId call, RegionId with) {
  const Region *next = &summary->regions[with];
  RegionId at = summary_region_at(summary, call);
  for (; at != 0 && summary->regions[at].scope == next->scope; at = summary->regions[at].parent) {
    const Region *region = &summary->regions[at];
    if (region->kind == REGION_WITH && region->end <= next->begin &&
        is_spelled_alike(summary, region->subject, next->subject))
      return true;
  }
  return false;
}

bool receiver_has_begun_nothing(const Walk *walk, ExprId manager) {
  const Summary *summary = walk->summary;
  RegionId with = with_of(summary, manager);
  if (with == 0) return false;
  ExprId begin = summary->scopes[summary->regions[with].scope].begin;
  bool is_used = false;
  for (ExprId at = begin; at < summary->regions[with].end; at++) {
    if (summary->exprs[at].kind != EXPR_CALL) continue;
    bool is_inside = at >= summary->regions[with].begin;
    if (!is_inside && is_ended_before(summary, at, with)) continue;
    Beginning beginning = call_begins(walk, at);
    if (beginning == BEGINS_PERHAPS || (is_inside && beginning != BEGINS_NOTHING)) return false;
    is_used |= is_inside;
  }
  return is_used;
}

// ---- Methods that classes of the project give those of a library --------------------------------

// `retriever.invoke(query)` is what `_get_relevant_documents` of its class does.
bool walk_works_in(Walk *walk, ExprId site, const KnowledgeEntry *entry) {
  Program *program = walk->program;
  const Summary *summary = walk->summary;
  if (summary->exprs[site].kind != EXPR_CALL) return false;
  const Expr *callee = &summary->exprs[summary->exprs[site].a];
  if (callee->kind != EXPR_ATTRIBUTE) return false;
  Values objects = values_kept(program, evaluate_kept(program, walk->module, callee->a));
  if (objects.count != 1 || objects.is_open || objects.at[0].kind != VALUE_INSTANCE) return false;
  Values method = class_method(program, objects.at[0].a, str_from_c(entry->works_in));
  if (method.count != 1 || method.at[0].kind != VALUE_FUNCTION) return false;
  if (function_scope(program, method.at[0].a)->flags & SCOPE_STUB) return false;
  method.at[0].b = 1; // bound
  Confidence least = confidence_least(values_confidence(objects), values_confidence(method));
  walk_callee(walk, site, method.at[0], least, CALL_PASSED);
  return true;
}
