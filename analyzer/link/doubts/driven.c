// Projects that drive their coroutines themselves. Some use `await` for an order of work and step
// the coroutines by hand: `steps = function().__await__()`, then `next(steps)`. Others share code
// between an async and a blocking client, and the blocking one takes the only step of its
// coroutines. No event loop is behind those, but perhaps behind others of the project: a server of
// its own. So in such a project only what is known to come from a loop is on one.
#include "base/path.h"
#include "link/doubts/doubts.h"

// `steps = function().__await__()`: what is stepped by hand is kept. (`return
// self.run().__await__()` makes something awaitable.)
static bool is_stepping(const Summary *summary, ExprId at) {
  const Expr *call = &summary->exprs[at];
  if (call->kind != EXPR_CALL || call->use != USE_BOUND || call->c != 0) return false;
  const Expr *method = &summary->exprs[call->a];
  return method->kind == EXPR_ATTRIBUTE &&
         str_equal(summary_name(summary, method->b), STR("__await__"));
}

static bool is_awaitable_method(const Summary *summary, const Scope *scope) {
  return scope->flags & SCOPE_METHOD &&
         str_equal(summary_name(summary, scope->name), STR("__await__"));
}

static bool has_awaitables(const Summary *summary) {
  for (ScopeId id = 1; id < summary->scopes_count; id++)
    if (is_awaitable_method(summary, &summary->scopes[id])) return true;
  return false;
}

// Whether a module has awaitables of its own, and steps coroutines elsewhere than in these.
static bool drives(const Program *program, ModuleId module) {
  const Summary *summary = summary_of(program, module);
  if (!has_awaitables(summary)) return false;
  for (ExprId at = 1; at < summary->exprs_count; at++) {
    if (!is_stepping(summary, at)) continue;
    const Scope *scope = &summary->scopes[scope_at(program, module, at)];
    if (scope->kind == SCOPE_FUNCTION && !is_awaitable_method(summary, scope)) return true;
  }
  return false;
}

// ---- Coroutines of one step ---------------------------------------------------------------------

static bool is_name(const Summary *summary, ExprId at, Str name) {
  const Expr *expr = &summary->exprs[at];
  return expr->kind == EXPR_NAME && str_equal(summary_name(summary, expr->a), name);
}

// `coroutine.send(None)` as a statement: what it yields, which is what it waits for, is thrown
// away.
static bool is_only_step(const Summary *summary, const Scope *function, ExprId at) {
  const Expr *call = &summary->exprs[at];
  if (call->kind != EXPR_CALL || call->use != USE_DROPPED || call->c != 1) return false;
  const Expr *method = &summary->exprs[call->a];
  const Expr *sent = &summary->exprs[summary->arguments[call->b].value];
  return method->kind == EXPR_ATTRIBUTE && expr_is_literal(sent, LITERAL_NONE) &&
         str_equal(summary_name(summary, method->b), STR("send")) &&
         summary_is_parameter(summary, function, method->a);
}

// `except StopIteration as end:` that reads `end.value`, what the coroutine has returned.
static bool reads_result(const Summary *summary, const Region *handler) {
  if (handler->kind != REGION_EXCEPT || handler->binding == BINDING_NONE) return false;
  if (!is_name(summary, handler->subject, STR("StopIteration"))) return false;
  Str end = summary_name(summary, summary->bindings[handler->binding].name);
  for (ExprId at = handler->begin; at < handler->end; at++) {
    const Expr *expr = &summary->exprs[at];
    if (expr->kind == EXPR_ATTRIBUTE && str_equal(summary_name(summary, expr->b), STR("value")) &&
        is_name(summary, expr->a, end))
      return true;
  }
  return false;
}

// Whether a sync function runs coroutines that it is given to their end in one step, so that they
// never wait for a loop.
static bool takes_only_steps(const Summary *summary) {
  for (RegionId id = 1; id < summary->regions_count; id++) {
    const Region *handler = &summary->regions[id];
    if (!reads_result(summary, handler)) continue;
    const Scope *scope = &summary->scopes[handler->scope];
    if (scope->kind != SCOPE_FUNCTION || scope->flags & SCOPE_ASYNC) continue;
    const Region *tried = &summary->regions[handler->group];
    for (ExprId at = tried->begin; at < tried->end; at++)
      if (is_only_step(summary, scope, at)) return true;
  }
  return false;
}

// ---- Where they are -----------------------------------------------------------------------------

typedef Array(Str) Drivers; // beginnings of paths

// The directories of modules that drive: coroutines there and below are theirs. Of one that takes
// only steps, its own are: it stands beside the async twin.
static Drivers find_drivers(Program *program) {
  Drivers found = {0};
  for (ModuleId module = 0; module < program->input.file_count; module++) {
    if (program->input.files[module].is_native || !module_of(program, module)->summary) continue;
    Str path = program_path(program, module);
    if (drives(program, module))
      array_push(program->arena, &found, path_folder(path));
    else if (takes_only_steps(summary_of(program, module)))
      array_push(program->arena, &found, path);
  }
  return found;
}

static bool is_theirs(const Program *program, ModuleId module, const Drivers *drivers) {
  for (size_t i = 0; i < drivers->count; i++)
    if (str_has_prefix(program_path(program, module), drivers->at[i])) return true;
  return false;
}

// ---- What is known to come from a loop ----------------------------------------------------------

typedef struct Driven {
  Program *program;
  bool *is_on_loop;  // per function
  FunctionId *queue; // of which the calls are to be looked at
  size_t count;
} Driven;

static void add(Driven *driven, FunctionId function) {
  if (driven->is_on_loop[function]) return;
  driven->is_on_loop[function] = true;
  driven->queue[driven->count++] = function;
}

// A method of a class below one of a library, which may call it.
static bool is_for_library(Program *program, ClassId owner) {
  if (owner == CLASS_NONE) return false;
  const Class *class = class_order(program, owner);
  for (uint32_t i = 0; i < class->order_count; i++) {
    Ancestor base = class->order[i];
    if (base.class_id == CLASS_NONE && !class_is_plain(symbol_name(program, base.symbol)))
      return true;
  }
  return class->has_unknown_base;
}

static void find_on_loop(Driven *driven) {
  Program *program = driven->program;
  for (FunctionId id = 0; id < program->functions.count; id++) {
    const FunctionState *state = &program->functions.at[id];
    bool is_called = state->public.root != ROOT_NONE && state->public.root != ROOT_COROUTINE;
    if (is_called || state->public.root_entry || state->solo != SOLO_NO || state->is_handed ||
        state->public.is_task_only || is_for_library(program, state->owner))
      add(driven, id);
  }
  for (size_t next = 0; next < driven->count; next++) {
    const Function *function = program_function(program, driven->queue[next]);
    for (uint32_t i = 0; i < function->call_count; i++) {
      FunctionId callee = program_call(program, function->first_call + i)->callee;
      if (callee != FUNCTION_NONE) add(driven, callee);
    }
  }
}

void driven_settle(Program *program) {
  Drivers drivers = find_drivers(program);
  if (drivers.count == 0) return;
  size_t count = program->functions.count + 1;
  Driven driven = {.program = program,
                   .is_on_loop = arena_push(program->arena, bool, count),
                   .queue = arena_push(program->arena, FunctionId, count)};
  find_on_loop(&driven);
  for (FunctionId id = 0; id < program->functions.count; id++) {
    const Function *function = program_function(program, id);
    if (!function->is_async || driven.is_on_loop[id]) continue;
    if (!is_theirs(program, function->module, &drivers)) continue;
    for (uint32_t i = 0; i < function->call_count; i++) {
      Call *call = &program->calls.at[function->first_call + i];
      call->confidence = confidence_least(call->confidence, CONFIDENCE_PROBABLE);
    }
  }
}
