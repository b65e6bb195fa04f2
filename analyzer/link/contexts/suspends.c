// Coroutines that run to their end in one step. What awaits nothing, or only such coroutines, never
// gives the loop its thread back in between: whoever makes a task of it need not keep the task,
// which the loop itself holds until its first step. What only waits for a task of its own that an
// object keeps is held by that one, and counts as never out of hand, too. While it sleeps, a timer
// holds it; that is told apart.
//
// Each coroutine function has ways to suspend: awaits, each with what the parameters must be for it
// to be reached. `set(key, local_only=True)` has none when the only way is for `local_only` false.
#include "link/guards/guards.h"

#include <string.h>

// Coroutines in coroutines are followed so far, and so many are looked into for one question.
#define SUSPENDS_MAX_DEPTH 24
#define SUSPENDS_MAX_STEPS 400

// Ways of one function that are kept when each has guards of its own.
#define SUSPENDS_MAX_WAYS 16

typedef struct Suspensions {
  bool is_always; // whatever it is called with
  bool is_guess;  // it calls what is only probable
  uint8_t count;
  GuardList ways[SUSPENDS_MAX_WAYS];
} Suspensions;

typedef struct Question {
  Program *program;
  int depth;
  int steps;
  bool is_timed; // what holds who waits for it counts as no wait
  int circle;    // depth of the outermost function that was asked for inside its own question
} Question;

static const Suspensions always = {.is_always = true};

static Suspensions suspensions_of(Question *question, FunctionId id);

static void add_way(Question *question, Suspensions *out, const Guards *guards) {
  if (guards->count == 0 || out->count == SUSPENDS_MAX_WAYS) {
    *out = always;
    return;
  }
  Guard *kept = arena_push(question->program->arena, Guard, guards->count);
  memcpy(kept, guards->at, guards->count * sizeof *kept);
  out->ways[out->count++] = (GuardList){kept, guards->count};
}

// ---- One call -----------------------------------------------------------------------------------

// Adds what a call suspends by, behind `around`; without a call nothing is known of the arguments.
static void add_callee(Question *question, FunctionId callee, const Call *call,
                       const Guards *around, Suspensions *out) {
  Suspensions inner = suspensions_of(question, callee);
  out->is_guess |= inner.is_guess;
  if (inner.is_always || (!call && inner.count > 0)) add_way(question, out, around);
  for (uint8_t i = 0; call && i < inner.count && !out->is_always; i++) {
    if (!guards_allow(question->program, call, inner.ways[i])) continue;
    Guards guards = *around;
    guards_forward(question->program, call, inner.ways[i], &guards);
    add_way(question, out, &guards);
  }
}

// Of a receiver that is known by a protocol: the classes that have what it asks for.
static bool add_implementers(Question *question, ModuleId module, ExprId site, const Guards *around,
                             Suspensions *out) {
  Program *program = question->program;
  const Expr *callee = expr_of(program, module, expr_of(program, module, site)->a);
  Values objects;
  if (callee->kind != EXPR_ATTRIBUTE || !evaluate_known(program, module, callee->a, &objects))
    return false;
  if (objects.count != 1 || objects.is_open || objects.at[0].kind != VALUE_INSTANCE) return false;
  if (!class_derives(program, objects.at[0].a, STR("typing.Protocol"))) return false;
  Subclasses having = classes_having(program, objects.at[0].a, atom_of(program, module, callee->b));
  if (having.is_open || having.count == 0) return false;
  Str name = summary_name(summary_of(program, module), callee->b);
  for (uint32_t i = 0; i < having.count && !out->is_always; i++) {
    Values method = class_method(program, having.at[i], name);
    if (method.count != 1 || method.is_open || method.at[0].kind != VALUE_FUNCTION) return false;
    add_callee(question, method.at[0].a, NULL, around, out);
  }
  out->is_guess = true;
  return true;
}

// Whether the body says what it does; a prototype or an abstract method is for others to fill.
static bool has_body(const Program *program, FunctionId callee) {
  return !(function_scope(program, callee)->flags & SCOPE_STUB);
}

// Whether a library function holds who waits for it.
static bool holds(Program *program, const Function *caller, const Call *call) {
  if (!call->entry || call->confidence != CONFIDENCE_RESOLVED) return false;
  if (call->entry->traits & TRAIT_HOLDS) return true;
  if (!(call->entry->traits & TRAIT_HOLDS_IN_TIME)) return false;
  ArgumentMatch limit = argument_find(program, caller->module, call->site, 1, STR("timeout"));
  if (limit.value == 0 || limit.is_unknown) return false;
  const Expr *expr = expr_of(program, caller->module, limit.value);
  return expr->kind == EXPR_LITERAL && (expr->a == LITERAL_INT || expr->a == LITERAL_FLOAT);
}

// Whether it is known of a call in a coroutine function what is awaited there; then what that
// suspends by is added.
static bool add_site(Question *question, const Function *caller, ExprId site, const Guards *around,
                     Suspensions *out) {
  Program *program = question->program;
  uint32_t end = caller->first_call + caller->call_count;
  bool is_known = false, is_sure = true;
  for (uint32_t i = calls_from(program, caller, site); i < end && !out->is_always; i++) {
    const Call *call = program_call(program, i);
    if (call->site != site) break;
    if (question->is_timed && holds(program, caller, call)) {
      is_known = true;
      continue;
    }
    if (call->how != CALL_PLAIN || call->callee == FUNCTION_NONE || call->is_deferred) return false;
    if (call->result != RESULT_COROUTINE) return false;
    if (!has_body(program, call->callee)) continue;
    add_callee(question, call->callee, call, around, out);
    is_known = true;
    is_sure &= call->confidence == CONFIDENCE_RESOLVED;
  }
  if (!is_known) return add_implementers(question, caller->module, site, around, out);
  out->is_guess |= !is_sure;
  return true;
}

// ---- Tasks that somebody holds ------------------------------------------------------------------

// What a variable is bound to, by the only assignment to it; 0 when there are others.
static ExprId only_value(const Program *program, ModuleId module, ExprId name) {
  const Summary *summary = summary_of(program, module);
  BindingList list = scope_bindings(program, module, scope_at(program, module, name),
                                    atom_of(program, module, summary->exprs[name].a));
  if (list.count != 1) return 0;
  const Binding *binding = &summary->bindings[list.at[0]];
  return binding->kind == BINDING_ASSIGN && binding->unpack == 0 ? binding->value : 0;
}

// `self.running.append(task)`, `self.running.add(task)`
static bool puts_into_field(const Summary *summary, const Expr *call, NameId variable) {
  if (call->kind != EXPR_CALL || call->c != 1) return false;
  const Expr *method = &summary->exprs[call->a];
  const Expr *value = &summary->exprs[summary->arguments[call->b].value];
  if (method->kind != EXPR_ATTRIBUTE || !expr_is_name(value, variable)) return false;
  bool is_field = summary->exprs[method->a].kind == EXPR_ATTRIBUTE;
  return is_field && str_lists("append add", summary_name(summary, method->b));
}

// Whether an await is for a task of the function's own that an object holds: for as long as it
// waits, that task holds it.
static bool is_held(Program *program, const Function *function, ExprId await) {
  const Summary *summary = summary_of(program, function->module);
  ExprId awaited = summary->exprs[await].a;
  if (summary->exprs[await].kind != EXPR_AWAIT || summary->exprs[awaited].kind != EXPR_NAME)
    return false;
  ExprId value = only_value(program, function->module, awaited);
  if (value == 0 || value > await) return false;
  Values made = evaluate(program, function->module, value);
  if (made.count != 1 || value_result(program, made.at[0]) != RESULT_TASK) return false;
  for (ExprId at = value; at < await; at++)
    if (puts_into_field(summary, &summary->exprs[at], summary->exprs[awaited].a)) return true;
  return false;
}

// ---- One function -------------------------------------------------------------------------------

static void add_awaits(Question *question, const Function *function, Suspensions *out) {
  Program *program = question->program;
  const Summary *summary = summary_of(program, function->module);
  const Scope *scope = &summary->scopes[function->scope];
  for (ExprId at = scope->begin; at < scope->end && !out->is_always; at++) {
    const Expr *expr = &summary->exprs[at];
    bool waits = expr->use == USE_ASYNC_ENTERED || expr->use == USE_ASYNC_ITERATED;
    if ((!waits && expr->kind != EXPR_AWAIT) || expr->flags & EXPR_FLAG_DEAD) continue;
    if (summary_runner(summary, scope_at(program, function->module, at)) != function->scope)
      continue;
    if (!waits && is_held(program, function, at)) continue;
    Guards around = {0};
    guards_find(program, function->module, function->scope, at, &around);
    bool is_call = !waits && summary->exprs[expr->a].kind == EXPR_CALL;
    if (!is_call || !add_site(question, function, expr->a, &around, out))
      add_way(question, out, &around);
  }
}

static uint64_t key_of(const Question *question, FunctionId id) {
  return (uint64_t)question->is_timed << 32 | id;
}

// What is known so far of a function whose question is being answered: `depth + 1`.
static Suspensions in_circle(Question *question, int depth) {
  if (depth < question->circle) question->circle = depth;
  return (Suspensions){0}; // going round adds no way that is not there without
}

static Suspensions ask(Question *question, FunctionId id) {
  Program *program = question->program;
  Suspensions found = {0};
  int depth = question->depth++;
  uint64_t key = key_of(question, id);
  *map_insert(program->arena, &program->suspends_asked, key, 0) = (uint32_t)depth + 1;
  add_awaits(question, &function_state(program, id)->public, &found);
  *map_insert(program->arena, &program->suspends_asked, key, 0) = 0;
  question->depth = depth;
  if (question->circle < depth && !found.is_always) return found; // is not all that it will be
  if (question->circle >= depth) question->circle = INT32_MAX;
  Suspensions *kept = arena_push(program->arena, Suspensions, 1);
  *kept = found;
  array_push(program->arena, &program->suspensions, kept);
  map_insert(program->arena, &program->suspends, key, (uint32_t)program->suspensions.count - 1);
  return found;
}

static Suspensions suspensions_of(Question *question, FunctionId id) {
  Program *program = question->program;
  const Function *function = &function_state(program, id)->public;
  const uint32_t *kept = map_find(&program->suspends, key_of(question, id));
  if (kept) return *program->suspensions.at[*kept];
  const uint32_t *asked = map_find(&program->suspends_asked, key_of(question, id));
  if (asked && *asked) return in_circle(question, (int)*asked - 1);
  if (!function->is_async || function->is_generator) return always;
  bool is_too_far = question->depth > SUSPENDS_MAX_DEPTH;
  return is_too_far || question->steps++ > SUSPENDS_MAX_STEPS ? always : ask(question, id);
}

static StepCount steps(Question question, FunctionId caller, ExprId coroutine) {
  static const Guards nothing = {0};
  Suspensions found = {0};
  const Function *function = program_function(question.program, caller);
  if (!add_site(&question, function, coroutine, &nothing, &found)) return STEPS_UNKNOWN;
  if (found.is_always || found.count > 0) return STEPS_UNKNOWN;
  return found.is_guess ? STEPS_ONE_PROBABLY : STEPS_ONE;
}

// Whether a function is called by its own name, not as one of those that a variable may hold.
static bool is_called_by_name(const Program *program, ModuleId module, ExprId site,
                              FunctionId callee) {
  const Summary *summary = summary_of(program, module);
  const Expr *spelled = &summary->exprs[summary->exprs[site].a];
  if (spelled->kind != EXPR_NAME && spelled->kind != EXPR_ATTRIBUTE) return false;
  NameId name = spelled->kind == EXPR_NAME ? spelled->a : spelled->b;
  return str_equal(summary_name(summary, name), function_name(program, callee));
}

// Whether a call is of a sync function that returns nothing: what should start the task raises.
static bool gives_nothing(const Program *program, ModuleId module, ExprId site) {
  const Call *call = program_call_at(program, module, site);
  if (!call || call->callee == FUNCTION_NONE || call->how != CALL_PLAIN) return false;
  const Function *function = program_function(program, call->callee);
  const Summary *summary = summary_of(program, function->module);
  const Scope *scope = &summary->scopes[function->scope];
  if (scope->kind != SCOPE_FUNCTION || function->is_async || function->is_generator) return false;
  if (scope->decorator_count > 0 || call->confidence != CONFIDENCE_RESOLVED) return false;
  if (!is_called_by_name(program, module, site, call->callee)) return false;
  for (uint32_t i = 0; i < summary->exits_count; i++)
    if (summary->exits[i].scope == function->scope && summary->exits[i].kind == EXIT_RETURN &&
        summary->exits[i].value != 0)
      return false;
  return true;
}

StepCount program_steps(const Program *program, ModuleId module, ExprId coroutine) {
  const Summary *summary = summary_of(program, module);
  ScopeId runner = summary_runner(summary, scope_at(program, module, coroutine));
  FunctionId caller = program_function_of(program, module, runner);
  if (caller == FUNCTION_NONE || summary->exprs[coroutine].kind != EXPR_CALL) return STEPS_UNKNOWN;
  if (gives_nothing(program, module, coroutine)) return STEPS_ONE;
  Question question = {.program = program->self, .circle = INT32_MAX};
  StepCount found = steps(question, caller, coroutine);
  question.is_timed = true;
  if (found != STEPS_UNKNOWN) return found;
  return steps(question, caller, coroutine) == STEPS_ONE ? STEPS_HELD : STEPS_UNKNOWN;
}
