// Sockets of which somebody has asked whether there is anything to read: in `if socket in
// dict(events)`, behind `if poller.poll(0)`, and in the method that is called there. A read then
// finds what it waits for.
#include "link/doubts/doubts.h"
#include "link/types/spelled.h"

// Tests inside tests, and callables around what they are asked about: `bool(poller.poll(0))`.
#define POLLED_MAX_DEPTH 4

// ---- What was asked -----------------------------------------------------------------------------

static bool asks_ready(Program *program, ModuleId module, ExprId call) {
  Values callee = evaluate(program, module, expr_of(program, module, call)->a);
  if (callee.count != 1 || callee.at[0].kind != VALUE_LIBRARY) return false;
  const KnowledgeEntry *entry = symbol_entry(program, callee.at[0].a);
  return entry && entry->asks_ready;
}

// Whether a value is what a question for what is ready gave, perhaps as a bool.
static bool is_answer(Program *program, ModuleId module, ExprId value) {
  const Summary *summary = summary_of(program, module);
  for (int depth = 0; value != 0 && depth < POLLED_MAX_DEPTH; depth++) {
    const Expr *expr = &summary->exprs[value];
    if (expr->kind != EXPR_CALL) return false;
    bool is_bool = summary->exprs[expr->a].kind == EXPR_NAME && expr->c == 1 &&
                   str_equal(summary_name(summary, summary->exprs[expr->a].a), STR("bool"));
    if (!is_bool) return asks_ready(program, module, value);
    value = summary->arguments[expr->b].value;
  }
  return false;
}

// Whether the last that a name or field was set to before is such an answer.
static bool holds_answer(Program *program, const Function *function, ExprId place) {
  const Summary *summary = summary_of(program, function->module);
  const Expr *expr = &summary->exprs[place];
  bool is_field = expr->kind == EXPR_ATTRIBUTE;
  if (!is_field && expr->kind != EXPR_NAME) return false;
  ExprId value = 0;
  for (BindingId at = bindings_from(summary, summary->scopes[function->scope].begin);
       at < summary->bindings_count && summary->bindings[at].at < place; at++) {
    const Binding *binding = &summary->bindings[at];
    bool is_kind = binding->kind == (is_field ? BINDING_ATTRIBUTE : BINDING_ASSIGN);
    if (binding->scope != function->scope || binding->unpack != 0 || !is_kind) continue;
    bool is_it =
        is_field ? is_spelled_alike(summary, binding->extra, place) : binding->name == expr->a;
    if (is_it) value = binding->value;
  }
  return is_answer(program, function->module, value);
}

// Whether a test is true only where there is something to read from an object.
static bool says_ready(Program *program, const Function *function, ExprId test, ExprId object,
                       int depth) {
  const Summary *summary = summary_of(program, function->module);
  const Expr *expr = &summary->exprs[test];
  if (test == 0 || depth == POLLED_MAX_DEPTH) return false;
  if (expr->kind == EXPR_CHOICE && expr->c == CHOICE_AND) {
    for (uint32_t i = 0; i < expr->b; i++)
      if (says_ready(program, function, summary->operands[expr->a + i], object, depth + 1))
        return true;
    return false;
  }
  if (expr->kind == EXPR_COMPARE)
    return expr->b == 2 && expr->c == OPERATOR_IN &&
           is_spelled_alike(summary, summary->operands[expr->a], object);
  return is_answer(program, function->module, test) || holds_answer(program, function, test);
}

static bool is_ready(Program *program, const Function *function, ExprId site, ExprId object) {
  const Summary *summary = summary_of(program, function->module);
  RegionId at = region_at(program, function->module, site);
  for (; summary->regions[at].kind != REGION_BODY; at = summary->regions[at].parent) {
    const Region *region = &summary->regions[at];
    bool is_test = region->kind == REGION_IF || region->kind == REGION_WHILE;
    if (is_test && says_ready(program, function, region->subject, object, 0)) return true;
  }
  return false;
}

// ---- Who calls the reader -----------------------------------------------------------------------

// `self.socket` of a method: the field; 0 for anything else.
static NameId own_field(const Summary *summary, const Scope *scope, ExprId object) {
  const Expr *expr = &summary->exprs[object];
  bool is_own = expr->kind == EXPR_ATTRIBUTE && summary_is_self(summary, scope, expr->a);
  return is_own ? expr->b : 0;
}

// Whether a call of a method stands under a test of that field of its object.
static bool is_called_ready(Program *program, const Call *call, Str field) {
  const Function *caller = program_function(program, call->caller);
  const Summary *summary = summary_of(program, caller->module);
  ExprId object = summary_object(summary, call->site);
  if (object == 0) return false;
  const Scope *scope = &summary->scopes[caller->scope];
  for (ExprId at = scope->begin; at < call->site; at++) {
    const Expr *expr = &summary->exprs[at];
    bool is_it = expr->kind == EXPR_ATTRIBUTE && is_spelled_alike(summary, expr->a, object) &&
                 str_equal(summary_name(summary, expr->b), field);
    if (is_it) return is_ready(program, caller, call->site, at);
  }
  return false;
}

// Whether all that call a method have asked for its field.
static bool is_asked_for(Program *program, FunctionId method, Str field) {
  uint32_t count = 0;
  for (size_t i = 0; i < program->calls.count; i++) {
    const Call *call = &program->calls.at[i];
    if (call->callee != method) continue;
    if (call->how != CALL_PLAIN || !is_called_ready(program, call, field)) return false;
    count++;
  }
  return count > 0;
}

void polled_settle(Program *program) {
  for (size_t i = 0; i < program->leading.count; i++) {
    Call *call = &program->calls.at[program->leading.at[i]];
    bool is_read = call->entry && call->entry->waits_for_ready && call->how == CALL_PLAIN;
    if (!is_read || call->confidence != CONFIDENCE_RESOLVED) continue;
    const Function *caller = program_function(program, call->caller);
    const Summary *summary = summary_of(program, caller->module);
    ExprId object = summary->flags & SUMMARY_C ? 0 : summary_object(summary, call->site);
    if (object == 0) continue;
    NameId field = own_field(summary, &summary->scopes[caller->scope], object);
    if (is_ready(program, caller, call->site, object) ||
        (field != 0 && is_asked_for(program, call->caller, summary_name(summary, field))))
      call->confidence = CONFIDENCE_PROBABLE;
  }
}
