// Projects that drive their coroutines themselves. Some use `await` for an order of work and step
// the coroutines by hand: `steps = function().__await__()`, then `next(steps)`. No event loop is
// behind those, but perhaps behind others of the project: a server of its own. So in such a project
// only what is known to come from a loop is on one.
#include "link/program.h"

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

// `esphome/` of `esphome/coroutine.py`
static Str directory_of(Str path) {
  while (path.size > 0 && path.at[path.size - 1] != '/')
    path.size--;
  return path;
}

typedef Array(Str) Directories;

// The directories of modules that drive: coroutines there and below are theirs.
static Directories find_drivers(Program *program) {
  Directories found = {0};
  for (ModuleId module = 0; module < program->input.file_count; module++) {
    bool is_read = !program->input.files[module].is_native && module_of(program, module)->summary;
    if (is_read && drives(program, module))
      array_push(program->arena, &found, directory_of(program_path(program, module)));
  }
  return found;
}

static bool is_below(const Program *program, ModuleId module, const Directories *directories) {
  for (size_t i = 0; i < directories->count; i++)
    if (str_has_prefix(program_path(program, module), directories->at[i])) return true;
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
  for (uint32_t i = 0; i < class->order_count; i++)
    if (class->order[i].class_id == CLASS_NONE) return true;
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
  Directories drivers = find_drivers(program);
  if (drivers.count == 0) return;
  size_t count = program->functions.count + 1;
  Driven driven = {.program = program,
                   .is_on_loop = arena_push(program->arena, bool, count),
                   .queue = arena_push(program->arena, FunctionId, count)};
  find_on_loop(&driven);
  for (FunctionId id = 0; id < program->functions.count; id++) {
    const Function *function = program_function(program, id);
    if (!function->is_async || driven.is_on_loop[id]) continue;
    if (!is_below(program, function->module, &drivers)) continue;
    for (uint32_t i = 0; i < function->call_count; i++) {
      Call *call = &program->calls.at[function->first_call + i];
      call->confidence = confidence_least(call->confidence, CONFIDENCE_PROBABLE);
    }
  }
}
