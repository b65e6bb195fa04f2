// Walking the functions of C, and the order of all that comes before.
#include "link/native/native.h"

#include <string.h>

// ---- Calls --------------------------------------------------------------------------------------

typedef struct NativeWalk {
  Native *native;
  FunctionId function;
  ModuleId module;
  ScopeId scope;
  const Summary *summary;
  bool is_ending;   // of the call under way: see Call
  bool is_deferred; //
  Quiet quiet;
} NativeWalk;

// Where the flags of the compiler were guessed, and guessed wrong, names may mean something else.
static bool is_doubtful(const Summary *summary) {
  return summary->flags & SUMMARY_GUESSED && summary->problems_count > 0;
}

static void record(NativeWalk *walk, Call call, Effect effect) {
  Program *program = walk->native->program;
  if (is_doubtful(walk->summary))
    call.confidence = confidence_least(call.confidence, CONFIDENCE_PROBABLE);
  call.caller = walk->function;
  call.is_ending = walk->is_ending;
  call.is_deferred = walk->is_ending || walk->is_deferred;
  if (call.is_deferred) effect = EFFECT_NONE;
  native_calm(walk->native, &walk->quiet, walk->module, &call);
  call.result = RESULT_VALUE;
  call.result_confidence = call.confidence;
  array_push_moving(program->arena, &program->calls, call);
  array_push_moving(program->arena, &program->call_effects, (uint8_t)effect);
}

static void keep_guards(NativeWalk *walk, const Guards *guards) {
  Program *program = walk->native->program;
  if (guards->count == 0) return;
  uint32_t number = (uint32_t)program->guarded.count;
  Guard *kept = arena_push(program->arena, Guard, guards->count);
  memcpy(kept, guards->at, guards->count * sizeof *kept);
  GuardList list = {kept, guards->count};
  array_push(program->arena, &program->guarded, list);
  map_insert(program->arena, &program->guarded_calls, program->calls.count - 1, number);
}

// Callables that a library calls before it returns: qsort's comparison.
static void record_passed(NativeWalk *walk, ExprId site, const KnowledgeEntry *entry) {
  const Expr *expr = &walk->summary->exprs[site];
  for (size_t i = 0; i < COUNT_OF(entry->roles); i++) {
    const Role *role = &entry->roles[i];
    uint32_t place = (uint8_t)role->position;
    bool is_passed = role->position >= 0 && place < expr->c;
    if (role->role != ROLE_CALLED || !is_passed) continue;
    ExprId value = walk->summary->arguments[expr->b + place].value;
    Targets targets = native_targets(walk->native, walk->module, walk->scope, value);
    for (uint32_t t = 0; t < targets.count; t++) {
      Target target = walk->native->targets.at[targets.at[t]];
      if (target.function == FUNCTION_NONE) continue;
      Call call = {.site = site, .how = CALL_PASSED, .callee = target.function};
      call.confidence = targets.count == 1 ? CONFIDENCE_RESOLVED : CONFIDENCE_PROBABLE;
      record(walk, call, EFFECT_NONE);
    }
  }
}

static void record_library(NativeWalk *walk, ExprId site, const KnowledgeEntry *entry, Str name,
                           Confidence confidence) {
  Outcome outcome = native_outcome(walk->native, walk->module, walk->scope, site, entry);
  Call call = {.site = site,
               .how = CALL_PLAIN,
               .callee = FUNCTION_NONE,
               .entry = outcome.entry,
               .name = name,
               .confidence = confidence_least(confidence, outcome.confidence)};
  record(walk, call, outcome.happens ? outcome.entry->effect : EFFECT_NONE);
  if (outcome.happens) keep_guards(walk, &outcome.guards);
  record_passed(walk, site, entry);
}

// What stands in the tree may be the library itself, and knowledge of what its loop runner does
// says more than its body; what the project says of its own functions goes before their bodies.
static bool is_better_known(const KnowledgeEntry *entry) {
  return entry && (entry->effect == EFFECT_NESTED_LOOP || entry->own & OWN_EFFECT);
}

static Str name_of(const Program *program, FunctionId function) {
  const Function *public = &program->functions.at[function].public;
  const Summary *summary = program->modules[public->module].summary;
  return summary_name(summary, summary->scopes[public->scope].name);
}

static void record_function(NativeWalk *walk, ExprId site, FunctionId function,
                            Confidence confidence) {
  const KnowledgeEntry *said = native_said(walk->native, function);
  if (said) {
    record_library(walk, site, said, name_of(walk->native->program, function), confidence);
    return;
  }
  Call call = {.site = site, .how = CALL_PLAIN, .callee = function, .confidence = confidence};
  record(walk, call, EFFECT_NONE);
}

static void walk_named(NativeWalk *walk, ExprId site, Named named, Str name) {
  FunctionId functions[NATIVE_MAX_NAMESAKES];
  const KnowledgeEntry *entry = native_entry(walk->native, name);
  uint32_t count =
      native_functions(walk->native, named, walk->module, functions, NATIVE_MAX_NAMESAKES);
  bool is_library = count == 0 || is_better_known(entry);
  if (is_library && entry && entry->kind == KNOWN_FUNCTION)
    record_library(walk, site, entry, name, CONFIDENCE_RESOLVED);
  if (is_library) return;
  for (uint32_t i = 0; i < count; i++)
    record_function(walk, site, functions[i],
                    count == 1 ? CONFIDENCE_RESOLVED : CONFIDENCE_POSSIBLE);
}

// A call through a slot with this many targets or fewer is likely to reach each of them.
#define SLOT_MAX_LIKELY 8

static Confidence slot_confidence(Targets targets) {
  if (targets.count == 1 && !targets.is_open) return CONFIDENCE_RESOLVED;
  return targets.count <= SLOT_MAX_LIKELY ? CONFIDENCE_PROBABLE : CONFIDENCE_POSSIBLE;
}

static void walk_slot(NativeWalk *walk, ExprId site, ExprId callee) {
  Targets targets = native_targets(walk->native, walk->module, walk->scope, callee);
  Confidence confidence = slot_confidence(targets);
  if (targets.is_full) return;
  for (uint32_t i = 0; i < targets.count; i++) {
    Target target = walk->native->targets.at[targets.at[i]];
    if (target.function != FUNCTION_NONE)
      record_function(walk, site, target.function, confidence);
    else if (target.origin == 0)
      record_library(walk, site, target.entry, target.name, confidence);
  }
}

// `ops->wait(…)`, where the field itself is known for what calling it does.
static bool walk_field(NativeWalk *walk, ExprId site, const Expr *callee) {
  const Expr *call = &walk->summary->exprs[site];
  const KnowledgeEntry *entry = native_callee_entry(walk->native, walk->module, call);
  if (callee->kind != EXPR_ATTRIBUTE || !entry || !(entry->own & OWN_EFFECT)) return false;
  record_library(walk, site, entry, summary_name(walk->summary, callee->b), CONFIDENCE_RESOLVED);
  return true;
}

static bool is_handler(const Program *program, FunctionId function) {
  for (size_t i = 0; i < program->origins.count; i++) {
    const Origin *origin = &program->origins.at[i];
    if (origin->function == function && origin->context == CONTEXT_SIGNAL) return true;
  }
  return false;
}

// Whether the calls of a place count at all.
static bool enter_place(NativeWalk *walk, ExprId site) {
  Place place = native_place(walk->native, walk->module, walk->scope, site);
  walk->is_ending = place == PLACE_END || place == PLACE_CRASH;
  walk->is_deferred = map_find(&walk->native->flows, number_hash(walk->module) ^ site) != NULL;
  return place != PLACE_CHILD && place != PLACE_DEAD &&
         (place != PLACE_CRASH || is_handler(walk->native->program, walk->function));
}

static void walk_call(NativeWalk *walk, ExprId site) {
  ExprId callee = walk->summary->exprs[site].a;
  const Expr *expr = &walk->summary->exprs[callee];
  if (!enter_place(walk, site)) return;
  if (expr->kind != EXPR_NAME) {
    if (!walk_field(walk, site, expr)) walk_slot(walk, site, callee);
    return;
  }
  Named named = native_name(walk->native, walk->module, walk->scope, expr->a);
  if (named.meaning == MEANS_SLOT)
    walk_slot(walk, site, callee);
  else
    walk_named(walk, site, named, summary_name(walk->summary, expr->a));
}

static void walk_function(Native *native, FunctionId id) {
  Program *program = native->program;
  Function *public = &program->functions.at[id].public;
  NativeWalk walk = {.native = native,
                     .function = id,
                     .module = public->module,
                     .scope = public->scope,
                     .summary = program->modules[public->module].summary};
  const Scope *scope = &walk.summary->scopes[public->scope];
  walk.quiet = native_quiet(native, id);
  public->first_call = (uint32_t)program->calls.count;
  for (ExprId at = scope->begin; at < scope->end; at++) {
    const Expr *expr = &walk.summary->exprs[at];
    if (expr->kind == EXPR_CALL && !(expr->flags & EXPR_FLAG_DEAD)) walk_call(&walk, at);
  }
  public->call_count = (uint32_t)program->calls.count - public->first_call;
  program->functions.at[id].walk = 2;
}

// ---- Everything ---------------------------------------------------------------------------------

// Units are not imported: whatever the project builds belongs to the program.
static bool load_units(Program *program) {
  bool is_any = false;
  for (ModuleId module = 0; module < program->input.file_count; module++)
    if (program->input.files[module].is_native) is_any |= module_load(program, module);
  return is_any;
}

void native_link(Program *program) {
  Native native = {.program = program};
  if (!load_units(program)) return;
  native_declare(&native);
  native_marks(&native);
  if (program->functions.count > 0) {
    native_slots(&native);
    native_descriptors(&native);
    native_enders(&native);
    native_roots(&native);
    native_place_marked(&native);
    native_requests(&native);
  }
  // Python's functions stand among them.
  for (FunctionId id = 0; id < program->functions.count; id++)
    if (module_is_native(program, program->functions.at[id].public.module))
      walk_function(&native, id);
  native_locks(&native);
  native_faults(&native);
  arena_release(&native.arena);
}
