// Who sits at the terminal. Code that asks somebody something works for that one person, who waits
// for it anyway; and while a prompt waits, most programs that have one do nothing else.
#include "link/doubts/doubts.h"

// ---- Dialogues ----------------------------------------------------------------------------------

static bool is_input(const Program *program, uint32_t call) {
  return (program->call_effects.at[call] & ~CALL_FLAGS) == EFFECT_INPUT;
}

// Whether a call asks a question on the terminal; opening a browser and the prompt of a debugger
// are none.
static bool is_question(const Program *program, uint32_t call) {
  const KnowledgeEntry *entry = program->calls.at[call].entry;
  if (entry && entry->traits & TRAIT_ASKS) return true;
  return is_input(program, call) && entry->tier == TIER_UNBOUNDED && !entry->is_local;
}

static bool asks_somebody(const Program *program, const Function *function) {
  for (uint32_t i = 0; i < function->call_count; i++)
    if (is_question(program, function->first_call + i)) return true;
  return false;
}

static bool leads_to_question(const Program *program, const Call *call) {
  return call->callee != FUNCTION_NONE &&
         asks_somebody(program, program_function(program, call->callee));
}

// Modules of the project in Python: a program in C is several files for whoever uses it.
static bool may_be_dialogue(const Program *program, const Function *function) {
  return !module_is_package(program, function->module) &&
         !program->input.files[function->module].is_native;
}

// The function that is around all others that a function stands in; 0 for one of the module or of
// a class.
static ScopeId outermost_of(const Summary *summary, ScopeId scope) {
  ScopeId found = 0;
  for (ScopeId at = summary->scopes[scope].parent; at != 0; at = summary->scopes[at].parent)
    if (summary->scopes[at].kind == SCOPE_FUNCTION) found = at;
  return found;
}

static uint64_t dialogue_key(const Program *program, const Function *function) {
  ScopeId around = outermost_of(summary_of(program, function->module), function->scope);
  return (uint64_t)function->module << 32 | around;
}

static bool is_called_plainly(const Program *program, FunctionId function) {
  for (size_t i = 0; i < program->calls.count; i++)
    if (program->calls.at[i].callee == function && program->calls.at[i].how == CALL_PLAIN)
      return true;
  return false;
}

// Whom a function that asks is for: all of its module or, where it is made in another function
// that only hands it on, that one.
static uint64_t asker_key(const Program *program, FunctionId id) {
  const Function *function = program_function(program, id);
  uint64_t key = dialogue_key(program, function);
  bool is_handed_on = (uint32_t)key != 0 && !is_called_plainly(program, id);
  return is_handed_on ? key : (uint64_t)function->module << 32;
}

// `class Client(Console)`: the console of the project asks for commands, which are methods below
// it.
static bool derives_from_asker(Program *program, const Map *asks, FunctionId id) {
  ClassId owner = function_state(program, id)->owner;
  if (owner == CLASS_NONE) return false;
  const Class *class = class_order(program, owner);
  for (uint32_t i = 0; i < class->order_count; i++) {
    ClassId ancestor = class->order[i].class_id;
    if (ancestor == CLASS_NONE) continue;
    if (map_find(asks, (uint64_t)program->classes.at[ancestor].module << 32)) return true;
  }
  return false;
}

static bool is_in_dialogue(Program *program, const Map *asks, FunctionId id) {
  const Function *function = program_function(program, id);
  uint64_t module = (uint64_t)function->module << 32;
  return map_find(asks, module) || map_find(asks, module | function->scope) ||
         map_find(asks, dialogue_key(program, function)) || derives_from_asker(program, asks, id);
}

// Code that asks who sits at the terminal works for that one person, who waits for it anyway.
static void mark_dialogues(Program *program) {
  Map asks = {0};
  for (FunctionId id = 0; id < program->functions.count; id++) {
    const Function *function = program_function(program, id);
    if (asks_somebody(program, function) && may_be_dialogue(program, function))
      map_insert(&program->scratch, &asks, asker_key(program, id), 1);
  }
  for (FunctionId id = 0; id < program->functions.count && asks.count > 0; id++) {
    const Function *function = program_function(program, id);
    if (!function_is_on_loop(function) || !may_be_dialogue(program, function)) continue;
    if (!is_in_dialogue(program, &asks, id)) continue;
    for (uint32_t i = 0; i < function->call_count; i++) {
      Call *call = &program->calls.at[function->first_call + i];
      call->is_seldom |=
          !is_input(program, function->first_call + i) && !leads_to_question(program, call);
    }
  }
}

// ---- Prompts ------------------------------------------------------------------------------------

// Whether a function starts something that runs on beside it: not `await gather(…)`.
static bool starts_anything(const Program *program, const Function *function) {
  for (uint32_t i = 0; i < function->call_count; i++) {
    const Call *call = program_call(program, function->first_call + i);
    bool is_awaited = expr_of(program, function->module, call->site)->use == USE_AWAITED;
    if (call->entry && entry_starts(call->entry, is_awaited)) return true;
  }
  return false;
}

// Whether a decorator may have made something of the function that others call. One of the project
// that puts a nested function around it only adds to it.
static bool is_registered(Program *program, FunctionId function) {
  uint32_t count = function_scope(program, function)->decorator_count;
  Values value = count == 1 ? function_value(program, function) : values_unknown();
  return count > 0 && !(value.count == 1 && value.at[0].kind == VALUE_WRAPPED);
}

// A prompt asks who sits at the terminal of the program, and most programs that have one do nothing
// else meanwhile. It matters where the coroutine is a task or starts something itself, and in what
// is registered with a decorator, given to a library to call, or called by the loop.
static void mark_prompts(Program *program, FunctionId id) {
  bool is_alone = !program_function(program, id)->is_task_only &&
                  !function_state(program, id)->is_handed && !is_registered(program, id);
  const Function *function = program_function(program, id); // asking may have moved them
  if (!is_alone || function->call_count == 0) return;
  bool is_unwatched = !starts_anything(program, function);
  for (uint32_t i = 0; i < function->call_count; i++)
    program->calls.at[function->first_call + i].is_unwatched = is_unwatched;
}

static bool has_prompts(const Program *program) {
  for (uint32_t i = 0; i < program->call_effects.count; i++)
    if (is_input(program, i) || is_question(program, i)) return true;
  return false;
}

void dialogues_settle(Program *program) {
  if (!has_prompts(program)) return;
  mark_dialogues(program);
  for (FunctionId id = 0; id < program->functions.count; id++)
    if (program_function(program, id)->is_async) mark_prompts(program, id);
}
