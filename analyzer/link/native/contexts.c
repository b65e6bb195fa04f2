// Where functions run: spread from what registers them along the calls, surest ways first, then
// shortest. Made when a rule first asks, each context by itself.
#include "link/guards/guards.h"

#include <stdlib.h>

typedef struct Spread { // how one function came to run in one context
  uint32_t origin;      // number + 1; 0: it does not run there
  uint32_t call;        // number + 1 of the call that brought it; 0: it is the origin's
  uint8_t confidence;
  uint32_t first; // origin of its own, number + 1, whichever brought it there
} Spread;

typedef struct Step { // a call of a function that runs in the context
  FunctionId caller;
  uint32_t call;
} Step;

typedef Array(Step) Steps;

typedef struct Contexts {
  bool is_known[CONTEXT_COUNT];
  Spread *spreads[CONTEXT_COUNT]; // of each function; NULL where nothing runs
  Array(FunctionId) queue;
  Steps later[CONFIDENCE_RESOLVED]; // by confidence: calls that are less sure than the level
} Contexts;

static Spread *spread_of(Contexts *contexts, FunctionId function, Context context) {
  return &contexts->spreads[context][function];
}

static bool is_native(const Program *program, FunctionId function) {
  const Summary *summary = program->modules[program->functions.at[function].public.module].summary;
  return (summary->flags & SUMMARY_C) != 0;
}

// ---- Origins ------------------------------------------------------------------------------------

static bool runs_loop(const Program *program, FunctionId id) {
  const Function *function = &program->functions.at[id].public;
  for (uint32_t i = 0; i < function->call_count; i++) {
    uint32_t effects =
        program_call_effects(program, program_call(program, function->first_call + i));
    if (effects & 1u << EFFECT_NESTED_LOOP) return true;
  }
  return false;
}

// A thread that runs a loop of its own is the thread of a loop.
static void settle_threads(Program *program) {
  for (size_t i = 0; i < program->origins.count; i++) {
    Origin *origin = &program->origins.at[i];
    bool is_thread = origin->context == CONTEXT_THREAD || origin->context == CONTEXT_POOL;
    if (is_thread && runs_loop(program, origin->function)) origin->context = CONTEXT_LOOP;
  }
}

// In Python what the loop calls is known from its root, and module bodies run as they are imported.
static Context python_context(const Program *program, FunctionId id) {
  const Function *function = &program->functions.at[id].public;
  if (function->root != ROOT_NONE) return CONTEXT_LOOP;
  return function->scope == 0 ? CONTEXT_MAIN : CONTEXT_UNKNOWN;
}

static void add_origin(Program *program, FunctionId function, Context context) {
  Origin origin = {.function = function,
                   .context = context,
                   .module = program->functions.at[function].public.module,
                   .confidence = CONFIDENCE_RESOLVED};
  array_push(program->arena, &program->origins, origin);
}

static void add_python(Program *program, FunctionId id, Context context) {
  const Function *function = &program->functions.at[id].public;
  add_origin(program, id, context);
  Origin *origin = &program->origins.at[program->origins.count - 1];
  if (context != CONTEXT_LOOP || function->root_site == 0) return;
  origin->module = function->root_module;
  origin->site = function->root_site;
  origin->entry = function->root_entry;
  origin->kind = function->root;
}

static bool is_main(const Program *program, FunctionId id) {
  const Function *function = &program->functions.at[id].public;
  const Summary *summary = program->modules[function->module].summary;
  const Scope *scope = &summary->scopes[function->scope];
  return !(scope->flags & SCOPE_INTERNAL) &&
         str_equal(summary_name(summary, scope->name), STR("main"));
}

static bool has_native(const Program *program) {
  for (uint32_t i = 0; i < program->input.file_count; i++)
    if (program->input.files[i].is_native) return true;
  return false;
}

static uint8_t *find_brought(Program *program) {
  uint8_t *is_brought = arena_push(program->arena, uint8_t, program->functions.count + 1);
  for (size_t i = 0; i < program->origins.count; i++)
    is_brought[program->origins.at[i].function] = 1;
  for (size_t i = 0; i < program->calls.count; i++) {
    const Call *call = &program->calls.at[i];
    if (call->callee != FUNCTION_NONE && call->callee != call->caller) is_brought[call->callee] = 1;
  }
  return is_brought;
}

// Functions that run in a context by themselves: roots, main, and those that nothing brings
// anywhere, which others may call.
static void add_own(Program *program, Context context) {
  bool has_own = context == CONTEXT_LOOP || context == CONTEXT_MAIN || context == CONTEXT_UNKNOWN;
  if (!has_own) return;
  const uint8_t *is_brought = context == CONTEXT_UNKNOWN ? find_brought(program) : NULL;
  bool may_be_native = has_native(program);
  for (FunctionId id = 0; id < program->functions.count; id++) {
    if (is_brought && is_brought[id]) continue;
    if (may_be_native && is_native(program, id)) {
      if (context == (is_main(program, id) ? CONTEXT_MAIN : CONTEXT_UNKNOWN))
        add_origin(program, id, context);
    } else if (context == python_context(program, id)) {
      add_python(program, id, context);
    }
  }
}

// ---- Spreading ----------------------------------------------------------------------------------

// A mark is a promise about the callers, and ends what they bring.
static bool passes(const Program *program, Context context, FunctionId callee) {
  uint32_t marks = program_marks(program, callee);
  if (marks == 0 || marks & MARK_MIXED) return true;
  return (context == CONTEXT_COROUTINE) == ((marks & MARK_COROUTINE) != 0);
}

static void spread_call(Program *program, Contexts *contexts, Context context, Confidence level,
                        uint32_t number) {
  const Call *call = &program->calls.at[number];
  bool is_run = !call->is_deferred || call->is_ending;
  if (call->callee == FUNCTION_NONE || !is_run) return;
  if (call->confidence < level) {
    Step step = {call->caller, number};
    array_push(program->arena, &contexts->later[call->confidence], step);
    return;
  }
  // The body of a coroutine runs where it is awaited.
  if (program->functions.at[call->callee].public.is_async) return;
  Spread *to = spread_of(contexts, call->callee, context);
  if (to->origin != 0 || !passes(program, context, call->callee)) return;
  uint32_t origin = spread_of(contexts, call->caller, context)->origin;
  *to = (Spread){origin, number + 1, (uint8_t)level, to->first};
  array_push(program->arena, &contexts->queue, call->callee);
}

// In order of functions, not of how far these are from where it all begins.
static int compare_steps(const void *left, const void *right) {
  const Step *a = left, *b = right;
  if (a->caller != b->caller) return a->caller < b->caller ? -1 : 1;
  return (a->call > b->call) - (a->call < b->call);
}

// What surer levels left for this one.
static void spread_later(Program *program, Contexts *contexts, Context context, Confidence level) {
  if (level == CONFIDENCE_RESOLVED) return;
  Steps *later = &contexts->later[level];
  if (later->count > 0) qsort(later->at, later->count, sizeof *later->at, compare_steps);
  for (size_t i = 0; i < later->count; i++)
    spread_call(program, contexts, context, level, later->at[i].call);
  later->count = 0;
}

static void spread_level(Program *program, Contexts *contexts, Context context, Confidence level) {
  contexts->queue.count = 0;
  for (size_t i = 0; i < program->origins.count; i++) {
    const Origin *origin = &program->origins.at[i];
    Spread *to = spread_of(contexts, origin->function, context);
    if (origin->context != context || origin->confidence < level || to->origin != 0) continue;
    *to = (Spread){(uint32_t)i + 1, 0, (uint8_t)level, to->first};
    array_push(program->arena, &contexts->queue, origin->function);
  }
  spread_later(program, contexts, context, level);
  for (size_t next = 0; next < contexts->queue.count; next++) {
    const Function *function = &program->functions.at[contexts->queue.at[next]].public;
    for (uint32_t i = 0; i < function->call_count; i++)
      spread_call(program, contexts, context, level, function->first_call + i);
  }
}

static Contexts *contexts_get(Program *program) {
  if (program->contexts) return program->contexts;
  settle_threads(program);
  program->contexts = arena_push(program->arena, Contexts, 1);
  return program->contexts;
}

static bool has_origin(const Program *program, Context context) {
  for (size_t i = 0; i < program->origins.count; i++)
    if (program->origins.at[i].context == context) return true;
  return false;
}

// Those of one function lie far apart, and are asked for at each of its calls.
static void string_origins(const Program *program, Contexts *contexts, Context context) {
  for (size_t i = program->origins.count; i-- > 0;) {
    Origin *origin = &program->origins.at[i];
    if (origin->context != context) continue;
    Spread *spread = spread_of(contexts, origin->function, context);
    origin->next = spread->first;
    spread->first = (uint32_t)i + 1;
  }
}

// With where each function came to run in the context.
static Contexts *contexts_of(const Program *asked, Context context) {
  Program *program = asked->self;
  Contexts *contexts = contexts_get(program);
  if (contexts->is_known[context]) return contexts;
  contexts->is_known[context] = true;
  add_own(program, context);
  if (!has_origin(program, context)) return contexts;
  contexts->spreads[context] = arena_push(program->arena, Spread, program->functions.count + 1);
  string_origins(program, contexts, context);
  for (int level = CONFIDENCE_RESOLVED; level >= CONFIDENCE_POSSIBLE; level--)
    spread_level(program, contexts, context, (Confidence)level);
  return contexts;
}

// ---- Asking -------------------------------------------------------------------------------------

uint32_t program_marks(const Program *program, FunctionId function) {
  const uint32_t *marks = map_find(&program->marks, function);
  return marks ? *marks : 0;
}

uint32_t program_callee_marks(const Program *program, ModuleId module, ExprId call) {
  const Call *known = program_call_at(program, module, call);
  if (known && known->callee != FUNCTION_NONE) return program_marks(program, known->callee);
  const Summary *summary = program_summary(program, module);
  const Expr *callee = &summary->exprs[summary->exprs[call].a];
  if (known || callee->kind != EXPR_NAME) return 0;
  Str name = summary_name(summary, callee->a);
  const uint32_t *marks = map_find(&program->prototype_marks, summary_name_hash(name));
  return marks ? *marks : 0;
}

// Common names count where a call was found to be the library's.
static const KnowledgeEntry *named_entry(const Program *program, Str name) {
  const KnowledgeEntry *entry = knowledge_find_c(program->knowledge, name);
  return entry && !entry->only_with ? entry : NULL;
}

const KnowledgeEntry *program_field_entry(const Program *program, Str field) {
  return named_entry(program, field);
}

const KnowledgeEntry *program_callee_entry(const Program *program, ModuleId module, ExprId call) {
  const Call *known = program_call_at(program, module, call);
  if (known) return known->entry;
  const Summary *summary = program_summary(program, module);
  const Expr *callee = &summary->exprs[summary->exprs[call].a];
  return callee->kind == EXPR_NAME ? named_entry(program, summary_name(summary, callee->a)) : NULL;
}

uint32_t program_origin_count_in(const Program *program, Context context) {
  contexts_of(program, context);
  return (uint32_t)program->origins.count;
}

uint32_t program_origin_count(const Program *program) {
  for (Context context = CONTEXT_LOOP; context < CONTEXT_COUNT; context++)
    contexts_of(program, context);
  return (uint32_t)program->origins.count;
}

const Origin *program_origin(const Program *program, uint32_t index) {
  return &program->origins.at[index];
}

bool program_runs_in(const Program *program, FunctionId function, Context context) {
  Contexts *contexts = contexts_of(program, context);
  return contexts->spreads[context] && spread_of(contexts, function, context)->origin != 0;
}

static const Origin *origin_at(const Program *program, uint32_t number) {
  return number ? program_origin(program, number - 1) : NULL;
}

const Origin *program_first_origin(const Program *program, FunctionId function, Context context) {
  Contexts *contexts = contexts_of(program, context);
  if (!contexts->spreads[context]) return NULL;
  return origin_at(program, spread_of(contexts, function, context)->first);
}

const Origin *program_next_origin(const Program *program, const Origin *origin) {
  return origin_at(program, origin->next);
}

bool program_begins_in(const Program *program, FunctionId function, Context context) {
  return program_first_origin(program, function, context) != NULL;
}

uint32_t program_contexts(const Program *program, FunctionId function) {
  uint32_t set = 0;
  for (Context context = CONTEXT_LOOP; context < CONTEXT_COUNT; context++)
    if (program_runs_in(program, function, context)) set |= 1u << context;
  return set;
}

bool program_runs_on_loop(const Program *program, FunctionId function) {
  return program_runs_in(program, function, CONTEXT_LOOP) ||
         program_runs_in(program, function, CONTEXT_COROUTINE);
}

Way program_way(const Program *program, FunctionId function, Context context, Arena *arena) {
  Contexts *contexts = contexts_of(program, context);
  const Spread *spread = spread_of(contexts, function, context);
  assert(spread->origin != 0 && "the context was asked for without being there");
  Way way = {.origin = &program->origins.at[spread->origin - 1],
             .confidence = (Confidence)spread->confidence};
  for (const Spread *at = spread; at->call != 0; way.count++)
    at = spread_of(contexts, program->calls.at[at->call - 1].caller, context);
  const Call **calls = arena_push(arena, const Call *, way.count + 1);
  for (uint32_t i = way.count; i-- > 0;) {
    calls[i] = &program->calls.at[spread->call - 1];
    spread = spread_of(contexts, calls[i]->caller, context);
  }
  way.calls = calls;
  return way;
}
