// Questions that the caller asks. `while self.queue.empty(): await …`, then `return self.take()`:
// the helper takes from the queue without waiting, though it does not look itself. (What a function
// asks itself is seen in calls.c.)
#include "link/doubts/doubts.h"
#include "link/types/spelled.h"

// `queue` of the call `self.queue.get()` in a method; "" for other receivers.
static Str field_of(const Summary *summary, const Scope *scope, ExprId call) {
  const Expr *expr = &summary->exprs[call];
  if (expr->kind != EXPR_CALL) return STR("");
  const Expr *method = &summary->exprs[expr->a];
  if (method->kind != EXPR_ATTRIBUTE) return STR("");
  const Expr *field = &summary->exprs[method->a];
  if (field->kind != EXPR_ATTRIBUTE) return STR("");
  return summary_is_self(summary, scope, field->a) ? summary_name(summary, field->b) : STR("");
}

// Whether a method asks one of its fields by one of some methods before a place.
static bool asks_before(const Summary *summary, const Scope *scope, ExprId before, Str field,
                        const char *methods) {
  for (ExprId at = scope->begin; at < before; at++) {
    if (summary->exprs[at].kind != EXPR_CALL) continue;
    if (!str_equal(field_of(summary, scope, at), field)) continue;
    const Expr *method = &summary->exprs[summary->exprs[at].a];
    if (str_lists(methods, summary_name(summary, method->b))) return true;
  }
  return false;
}

// Whether the caller asks the same object before, by another method of it that asks the field, and
// uses the answer: `while not self.waiting.empty(): self.waiting.take()`.
static bool asks_by_method(const Program *program, const Call *call, Str field,
                           const char *methods) {
  const Function *caller = program_function(program, call->caller);
  const Summary *ours = summary_of(program, caller->module);
  ExprId object = summary_object(ours, call->site);
  if (object == 0) return false;
  for (uint32_t i = 0; i < caller->call_count; i++) {
    const Call *question = program_call(program, caller->first_call + i);
    if (question->site >= call->site) return false;
    if (question->callee == FUNCTION_NONE || question->how != CALL_PLAIN) continue;
    if (ours->exprs[question->site].use == USE_DROPPED) continue;
    if (!is_spelled_alike(ours, object, summary_object(ours, question->site))) continue;
    const Function *asking = program_function(program, question->callee);
    const Summary *theirs = summary_of(program, asking->module);
    const Scope *scope = &theirs->scopes[asking->scope];
    if (asks_before(theirs, scope, scope->end, field, methods)) return true;
  }
  return false;
}

static bool can_be_answered(const Call *call) {
  return call->entry && call->entry->answered_by && call->how == CALL_PLAIN;
}

// Whether all waits of a helper that can be asked about, of which there are some, are for fields
// that its caller asked.
static bool is_asked(const Program *program, const Call *call) {
  const Function *caller = program_function(program, call->caller);
  const Function *callee = program_function(program, call->callee);
  const Summary *ours = summary_of(program, caller->module);
  const Summary *theirs = summary_of(program, callee->module);
  for (uint32_t i = 0; i < callee->call_count; i++) {
    const Call *wait = program_call(program, callee->first_call + i);
    if (!can_be_answered(wait)) continue;
    Str field = field_of(theirs, &theirs->scopes[callee->scope], wait->site);
    if (field.size == 0) return false;
    const char *by = wait->entry->answered_by;
    if (!asks_before(ours, &ours->scopes[caller->scope], call->site, field, by) &&
        !asks_by_method(program, call, field, by))
      return false;
  }
  return true;
}

// ---- Fields that the caller asks ----------------------------------------------------------------

// How deep a test is looked into, and how many helpers a field is followed through.
#define FIELD_MAX_DEPTH 4

// Whether a test is true only where `self.field` is; of any field, the first such one.
static NameId true_field(const Summary *summary, ExprId test, NameId self, NameId field,
                         int depth) {
  const Expr *expr = &summary->exprs[test];
  if (test == 0 || depth == FIELD_MAX_DEPTH) return 0;
  if (expr->kind == EXPR_ATTRIBUTE && (field == 0 || expr->b == field)) {
    const Expr *object = &summary->exprs[expr->a];
    return expr_is_name(object, self) ? expr->b : 0;
  }
  if (expr->kind != EXPR_CHOICE || expr->c != CHOICE_AND) return 0;
  for (uint32_t i = 0; i < expr->b; i++) {
    NameId found = true_field(summary, summary->operands[expr->a + i], self, field, depth + 1);
    if (found != 0) return found;
  }
  return 0;
}

static bool is_on_self(const Summary *summary, ExprId call, NameId self) {
  const Expr *expr = &summary->exprs[call];
  if (self == 0 || expr->kind != EXPR_CALL) return false;
  const Expr *method = &summary->exprs[expr->a];
  if (method->kind != EXPR_ATTRIBUTE) return false;
  const Expr *object = &summary->exprs[method->a];
  return expr_is_name(object, self);
}

// A field that is true where a method calls another one of its object; "" when there is none.
static Str known_field(const Program *program, const Call *call) {
  const Function *caller = program_function(program, call->caller);
  const Summary *summary = summary_of(program, caller->module);
  NameId self = summary_self(summary, &summary->scopes[caller->scope]);
  if (!is_on_self(summary, call->site, self)) return STR("");
  RegionId at = region_at(program, caller->module, call->site);
  for (; summary->regions[at].kind != REGION_BODY; at = summary->regions[at].parent) {
    if (summary->regions[at].kind != REGION_IF) continue;
    NameId field = true_field(summary, summary->regions[at].subject, self, 0, 0);
    if (field != 0) return summary_name(summary, field);
  }
  return STR("");
}

// Whether a method returns at once where a field is true: its first test is for it.
static bool returns_by(const Summary *summary, const Function *function, Str field) {
  const Scope *scope = &summary->scopes[function->scope];
  NameId self = summary_self(summary, scope);
  for (RegionId at = scope->body + 1; self != 0 && at < summary->regions_count; at++) {
    const Region *region = &summary->regions[at];
    if (region->begin > scope->end) return false;
    if (region->scope != function->scope || region->parent != scope->body) continue;
    if (region->kind != REGION_IF || region->flow & FLOW_FALLS) return false;
    NameId name = true_field(summary, region->subject, self, 0, 0);
    return name != 0 && str_equal(summary_name(summary, name), field);
  }
  return false;
}

// Whether a method, or one that it has its own object asked by, returns at once by a field.
static bool asks_field(const Program *program, FunctionId id, Str field, int depth) {
  const Function *function = program_function(program, id);
  const Summary *summary = summary_of(program, function->module);
  if (returns_by(summary, function, field)) return true;
  if (depth == FIELD_MAX_DEPTH) return false;
  NameId self = summary_self(summary, &summary->scopes[function->scope]);
  for (uint32_t i = 0; i < function->call_count; i++) {
    const Call *call = program_call(program, function->first_call + i);
    if (call->callee == FUNCTION_NONE || call->how != CALL_PLAIN) continue;
    if (is_on_self(summary, call->site, self) &&
        asks_field(program, call->callee, field, depth + 1))
      return true;
  }
  return false;
}

static bool is_answered(const Program *program, const Call *call) {
  Str field = known_field(program, call);
  return field.size > 0 && asks_field(program, call->callee, field, 0);
}

// ---- What the constructor has done --------------------------------------------------------------

// Whether a method leaves at once where a field is true, whatever it asks before.
static bool leaves_by(const Summary *summary, const Function *function, NameId field) {
  const Scope *scope = &summary->scopes[function->scope];
  NameId self = summary_self(summary, scope);
  for (RegionId at = scope->body + 1; at < summary->regions_count; at++) {
    const Region *region = &summary->regions[at];
    if (region->begin > scope->end) return false;
    if (region->kind != REGION_IF || region->parent != scope->body) continue;
    if (region->flow & FLOW_FALLS) continue;
    if (true_field(summary, region->subject, self, field, 0) != 0) return true;
  }
  return false;
}

// Whether the constructor of its class says `self.field = self.method()` for every object, and the
// method leaves where that field is true.
static bool find_filled(Program *program, FunctionId id) {
  const FunctionState *state = function_state(program, id);
  const Function *method = &state->public;
  Values values = class_constructor(program, state->owner, CONSTRUCTOR_INIT);
  if (values.count != 1 || values.at[0].kind != VALUE_FUNCTION || values.at[0].a == id)
    return false;
  const Function *maker = &function_state(program, values.at[0].a)->public;
  if (maker->module != method->module) return false;
  const Summary *summary = summary_of(program, maker->module);
  RegionId body = summary->scopes[maker->scope].body;
  for (uint32_t i = 0; i < maker->call_count; i++) {
    const Call *call = program_call(program, maker->first_call + i);
    if (call->callee != id || summary->exprs[call->site].use != USE_STORED) continue;
    for (BindingId at = 0; at < summary->bindings_count; at++) {
      const Binding *binding = &summary->bindings[at];
      if (binding->kind != BINDING_ATTRIBUTE || binding->value != call->site) continue;
      if (binding->region == body && leaves_by(summary, method, binding->name)) return true;
    }
  }
  return false;
}

// Who has an object asks such a method for what is there.
static bool is_filled(Program *program, const Call *call) {
  FunctionState *state = function_state(program, call->callee);
  if (state->filled == 0) state->filled = find_filled(program, call->callee) ? 2 : 1;
  const FunctionState *caller = function_state(program, call->caller);
  return state->filled == 2 && caller->owner != state->owner;
}

// Whether what a callback is registered for is an object of a class, `sys.stdin`, or its
// descriptor: `sys.stdin.fileno()`, 0.
static bool is_watched(Program *program, const Function *callback, Str class) {
  ModuleId module = callback->root_module;
  const Summary *summary = summary_of(program, module);
  if (callback->root_site == 0 || summary->exprs[callback->root_site].kind != EXPR_CALL)
    return false;
  ExprId watched = argument_find(program, module, callback->root_site, 0, STR("fd")).value;
  const Expr *expr = &summary->exprs[watched];
  if (watched == 0) return false;
  if (expr->kind == EXPR_LITERAL) return expr->a == LITERAL_INT && expr->b == 0;
  bool is_fileno = expr->kind == EXPR_CALL && summary->exprs[expr->a].kind == EXPR_ATTRIBUTE &&
                   str_equal(summary_name(summary, summary->exprs[expr->a].b), STR("fileno"));
  Values values = evaluate(program, module, is_fileno ? summary->exprs[expr->a].a : watched);
  return values.count == 1 && values.at[0].kind == VALUE_LIBRARY_INSTANCE &&
         str_equal(symbol_name(program, values.at[0].a), class);
}

static bool is_told_ready(const Function *callback) {
  return callback->root == ROOT_CALLBACK && callback->root_entry &&
         callback->root_entry->tells_ready;
}

// Beside the functions: the callback that alone calls one, FUNCTION_NONE where several do or none.
static FunctionId *find_told(Program *program) {
  FunctionId *told = arena_push(program->arena, FunctionId, program->functions.count + 1);
  bool *is_called = arena_push(program->arena, bool, program->functions.count + 1);
  for (FunctionId id = 0; id < program->functions.count; id++)
    told[id] = FUNCTION_NONE;
  for (size_t i = 0; i < program->calls.count; i++) {
    const Call *call = &program->calls.at[i];
    if (call->callee == FUNCTION_NONE) continue;
    bool is_only = !is_called[call->callee] && call->how == CALL_PLAIN;
    bool is_told = is_only && is_told_ready(program_function(program, call->caller));
    told[call->callee] = is_told ? call->caller : FUNCTION_NONE;
    is_called[call->callee] = true;
  }
  return told;
}

// `add_reader(fd, readable)`, `add_reader(fd, lambda: readable(fd))`: the loop calls it when the
// descriptor is ready, so one read in it does not wait.
static bool is_ready(Program *program, const Call *call, const FunctionId *told) {
  if (!call->entry || !call->entry->waits_for_ready) return false;
  const Function *caller = program_function(program, call->caller);
  if (caller->root == ROOT_NONE && told[call->caller] != FUNCTION_NONE)
    caller = program_function(program, told[call->caller]);
  Str with = str_from_c(call->entry->ready_with);
  return is_told_ready(caller) && (with.size == 0 || is_watched(program, caller, with));
}

// `def done(future): future.result()`, given to nothing but `add_done_callback`.
static bool is_told_done(Program *program, const Call *call) {
  if (!can_be_answered(call) || !str_lists(call->entry->answered_by, STR("done"))) return false;
  const FunctionState *state = function_state(program, call->caller);
  if (state->told != TOLD_DONE) return false;
  const Summary *summary = summary_of(program, state->public.module);
  const Expr *method = &summary->exprs[summary->exprs[call->site].a];
  if (method->kind != EXPR_ATTRIBUTE || summary->exprs[method->a].kind != EXPR_NAME) return false;
  const Scope *scope = &summary->scopes[state->public.scope];
  for (uint32_t i = 0; i < scope->parameter_count; i++)
    if (summary->parameters[scope->parameters + i].name == summary->exprs[method->a].a) return true;
  return false;
}

// ---- Descriptors that are ready -----------------------------------------------------------------

// `sock` of a test that holds only where `sock.fileno() in readable`; 0 of others.
static ExprId ready_object(const Summary *summary, ExprId test, int depth) {
  const Expr *expr = &summary->exprs[test];
  if (test == 0 || depth == FIELD_MAX_DEPTH) return 0;
  bool is_and = expr->kind == EXPR_CHOICE && expr->c == CHOICE_AND;
  for (uint32_t i = 0; is_and && i < expr->b; i++) {
    ExprId found = ready_object(summary, summary->operands[expr->a + i], depth + 1);
    if (found != 0) return found;
  }
  if (expr->kind != EXPR_COMPARE || expr->c != OPERATOR_IN || expr->b != 2) return 0;
  ExprId asked = summary->operands[expr->a];
  ExprId object = summary_object(summary, asked);
  if (object == 0) return 0;
  NameId method = summary->exprs[summary->exprs[asked].a].b;
  return str_equal(summary_name(summary, method), STR("fileno")) ? object : 0;
}

// Whether an object is another one, or what that is an attribute of.
static bool is_around(const Summary *summary, ExprId object, ExprId part) {
  for (int depth = 0; part != 0 && depth < SPELLING_MAX_DEPTH; depth++) {
    if (is_spelled_alike(summary, object, part)) return true;
    part = summary->exprs[part].kind == EXPR_ATTRIBUTE ? summary->exprs[part].a : 0;
  }
  return false;
}

// `if self.peer.sock.fileno() in readable: self.peer.take()`: what selected them says that one
// read does not wait.
static bool is_selected(const Program *program, const Call *call) {
  ModuleId module = program_function(program, call->caller)->module;
  const Summary *summary = summary_of(program, module);
  ExprId object = summary_object(summary, call->site);
  RegionId at = object ? region_at(program, module, call->site) : 0;
  for (; object && summary->regions[at].kind != REGION_BODY; at = summary->regions[at].parent) {
    if (summary->regions[at].kind != REGION_IF) continue;
    ExprId ready = ready_object(summary, summary->regions[at].subject, 0);
    if (ready != 0 && is_around(summary, object, ready)) return true;
  }
  return false;
}

// Whether what a call does is less sure by what its caller asked or the constructor has done.
static bool is_known_before(Program *program, const Call *call, const bool *has_waits) {
  if (function_state(program, call->callee)->owner == CLASS_NONE) return false;
  return (has_waits[call->callee] && is_asked(program, call)) || is_answered(program, call) ||
         is_filled(program, call);
}

void asked_settle(Program *program) {
  bool *has_waits = arena_push(program->arena, bool, program->functions.count + 1);
  bool *has_reads = arena_push(program->arena, bool, program->functions.count + 1);
  const FunctionId *told = NULL;
  for (size_t i = 0; i < program->leading.count; i++) {
    const Call *call = &program->calls.at[program->leading.at[i]];
    has_waits[call->caller] |= can_be_answered(call);
    if (!call->entry || !call->entry->waits_for_ready) continue;
    has_reads[call->caller] = true;
    if (!told) told = find_told(program);
  }
  for (size_t i = 0; i < program->leading.count; i++) {
    uint32_t number = program->leading.at[i];
    Call *call = &program->calls.at[number];
    if (is_ready(program, call, told) || is_told_done(program, call) ||
        awaited_before(program, call))
      program->call_effects.at[number] = EFFECT_NONE;
    if (call->confidence <= CONFIDENCE_PROBABLE) continue; // no more can come of it
    if (wrappers_rule_out(program, call)) call->confidence = CONFIDENCE_PROBABLE;
    if (call->how != CALL_PLAIN) continue;
    if (is_selected(program, call)) call->confidence = CONFIDENCE_PROBABLE;
    if (call->callee == FUNCTION_NONE) continue;
    if (has_reads[call->callee] && awaited_for_helper(program, call))
      call->confidence = CONFIDENCE_PROBABLE;
    if (has_waits[call->callee] && awaited_for_method(program, call))
      call->confidence = CONFIDENCE_PROBABLE;
    if (is_known_before(program, call, has_waits)) call->confidence = CONFIDENCE_PROBABLE;
  }
}
