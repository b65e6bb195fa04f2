// Questions that the caller asks. `while self.queue.empty(): await …`, then `return self.take()`:
// the helper takes from the queue without waiting, though it does not look itself. (What a function
// asks itself is seen in calls.c.)
#include "link/program.h"

static bool lists(const char *methods, Str name) {
  for (Str rest = str_from_c(methods); rest.at;)
    if (str_equal(str_cut(&rest, ' '), name)) return true;
  return false;
}

// `queue` of the call `self.queue.get()` in a method; "" for other receivers.
static Str field_of(const Summary *summary, const Scope *scope, ExprId call) {
  const Expr *expr = &summary->exprs[call];
  if (expr->kind != EXPR_CALL || !(scope->flags & SCOPE_METHOD)) return STR("");
  const Expr *method = &summary->exprs[expr->a];
  if (method->kind != EXPR_ATTRIBUTE || scope->parameter_count == 0) return STR("");
  const Expr *field = &summary->exprs[method->a];
  if (field->kind != EXPR_ATTRIBUTE) return STR("");
  const Expr *object = &summary->exprs[field->a];
  bool is_self =
      object->kind == EXPR_NAME && object->a == summary->parameters[scope->parameters].name;
  return is_self ? summary_name(summary, field->b) : STR("");
}

// Whether a method asks one of its fields by one of some methods before a place.
static bool asks_before(const Summary *summary, const Scope *scope, ExprId before, Str field,
                        const char *methods) {
  for (ExprId at = scope->begin; at < before; at++) {
    if (summary->exprs[at].kind != EXPR_CALL) continue;
    if (!str_equal(field_of(summary, scope, at), field)) continue;
    const Expr *method = &summary->exprs[summary->exprs[at].a];
    if (lists(methods, summary_name(summary, method->b))) return true;
  }
  return false;
}

// Whether all waits of a helper that can be asked about are for fields that its caller asked.
static bool is_asked(const Program *program, const Call *call) {
  const Function *caller = program_function(program, call->caller);
  const Function *callee = program_function(program, call->callee);
  const Summary *ours = summary_of(program, caller->module);
  const Summary *theirs = summary_of(program, callee->module);
  bool has_waits = false;
  for (uint32_t i = 0; i < callee->call_count; i++) {
    const Call *wait = program_call(program, callee->first_call + i);
    if (!wait->entry || !wait->entry->answered_by || wait->how != CALL_PLAIN) continue;
    Str field = field_of(theirs, &theirs->scopes[callee->scope], wait->site);
    if (field.size == 0) return false;
    if (!asks_before(ours, &ours->scopes[caller->scope], call->site, field,
                     wait->entry->answered_by))
      return false;
    has_waits = true;
  }
  return has_waits;
}

void asked_settle(Program *program) {
  for (size_t i = 0; i < program->calls.count; i++) {
    Call *call = &program->calls.at[i];
    if (call->callee == FUNCTION_NONE || call->how != CALL_PLAIN) continue;
    if (function_state(program, call->callee)->owner == CLASS_NONE) continue;
    if (is_asked(program, call))
      call->confidence = confidence_least(call->confidence, CONFIDENCE_PROBABLE);
  }
}
