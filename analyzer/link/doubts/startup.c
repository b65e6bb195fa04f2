// Code that has the loop for itself. What runs before anything is served, or after, keeps nobody
// waiting but itself: the coroutine that a loop was started for until it starts something else,
// the command of a command line, a lifespan handler, a test. So do coroutines that only such code
// awaits; one that a request may come to as well is none of these.
#include "link/doubts/doubts.h"
#include "link/effects.h"

#include <string.h>

// Who may be kept waiting at some place.
typedef enum Quiet {
  QUIET_NO,
  QUIET_SERVED, // tasks of the program itself, but no request
  QUIET_ALONE,  // nobody
} Quiet;

typedef struct Phase { // of a function
  uint8_t before;      // it starts something else
  uint8_t unclear;  // the same behind an await of something unknown, of a program's main function
  uint8_t after;    // from where it starts something on
  uint8_t tasks;    // of what it starts
  bool is_main;     // of a program, where all that is awaited and not known may start something
  bool is_lifespan; // it is by lifespan handlers alone, as far as is known
} Phase;

typedef struct Start { // a call by which a coroutine function comes to run
  FunctionId caller, callee;
  ExprId site;
  bool is_awaited; // there
} Start;

// What is asked of functions again and again, in a byte: their states fill no cache.
enum { KIND_SOLO = 0x0f, KIND_ASYNC = 0x10, KIND_ON_LOOP = 0x20, KIND_STARTED = 0x40 };

typedef struct Startup {
  Program *program;
  size_t count;   // functions
  uint8_t *kinds; // per function: its Solo and flags; KIND_STARTED: it is in `started`
  Array(Start) calls;
  Array(FunctionId) started; // whom these call, each once
  Phase *own;                // per function: what it is whoever calls it; of most, not known
  Phase *phases;             // the same, by its callers
  Phase *asked;              // the same, of the round that is going on
  ExprId *starts[4];         // per function, by Question: the answer; 0 not asked
} Startup;

// What is asked about a function that starts something which runs beside it.
typedef enum Question {
  ASKS_FOR_START,        // where it first does
  ASKS_STRICTLY = 1,     // flag: or first awaits what is not known
  ASKS_FOR_LEFT = 1 << 1 // flag: what still runs when it has ended, only
} Question;

#define STARTS_NOWHERE UINT32_MAX

// ---- What starts something else -----------------------------------------------------------------

bool entry_starts(const KnowledgeEntry *entry, bool is_awaited) {
  if (entry->result == RESULT_TASK) return true;
  if (entry->runs_loop) return false;
  for (size_t i = 0; i < COUNT_OF(entry->roles); i++) {
    const Role *role = &entry->roles[i];
    if (role->role == ROLE_ASYNC_CALLED || role->role == ROLE_ON_LOOP) return true;
    bool goes_on = (role->rest && !is_awaited) || entry->result == RESULT_VALUE;
    if (role->role == ROLE_COROUTINE && goes_on) return true;
  }
  return false;
}

// Functions that call each other are looked into so deep for what they start: what is further down
// may be anything to a program's main function, and is no part of a command.
#define STARTS_MAX_DEPTH   24
#define COMMAND_MAX_STARTS 2

static ExprId first_start(Startup *startup, FunctionId function, uint32_t question, int depth);

// `group.start_soon(…)` in `async with … as group`: done when the block is.
static bool is_in_group(Startup *startup, ModuleId module, ExprId site) {
  const Summary *summary = summary_of(startup->program, module);
  const Expr *call = &summary->exprs[site];
  if (call->kind != EXPR_CALL || summary->exprs[call->a].kind != EXPR_ATTRIBUTE) return false;
  ExprId object = summary->exprs[call->a].a;
  if (summary->exprs[object].kind != EXPR_NAME) return false;
  Values group = evaluate(startup->program, module, object);
  if (group.count != 1 || group.at[0].kind != VALUE_LIBRARY_INSTANCE) return false;
  RegionId at = region_at(startup->program, module, site);
  for (; summary->regions[at].kind != REGION_BODY; at = summary->regions[at].parent)
    if (summary->regions[at].kind == REGION_ASYNC_WITH) return true;
  return false;
}

static bool call_starts(Startup *startup, const Call *call, uint32_t question, int depth) {
  ModuleId module = program_function(startup->program, call->caller)->module;
  bool is_awaited = expr_of(startup->program, module, call->site)->use == USE_AWAITED;
  if (call->entry)
    return entry_starts(call->entry, is_awaited) &&
           !(question & ASKS_FOR_LEFT && is_in_group(startup, module, call->site));
  if (call->callee == FUNCTION_NONE) return false;
  bool is_strict = (question & ASKS_STRICTLY) != 0;
  if (depth == (is_strict ? STARTS_MAX_DEPTH : COMMAND_MAX_STARTS)) return is_strict;
  return first_start(startup, call->callee, question | ASKS_FOR_LEFT, depth + 1) != STARTS_NOWHERE;
}

// What stands in a loop happens before what stands above it there.
static ExprId loop_begin(const Summary *summary, ExprId at) {
  RegionId region = summary_region_at(summary, at);
  ExprId begin = at;
  for (; summary->regions[region].kind != REGION_BODY; region = summary->regions[region].parent) {
    RegionKind kind = (RegionKind)summary->regions[region].kind;
    if (kind == REGION_WHILE || kind == REGION_FOR || kind == REGION_ASYNC_FOR)
      begin = summary->regions[region].begin;
  }
  return begin;
}

// The first place, in order of the source, that answers a question.
static ExprId first_start(Startup *startup, FunctionId id, uint32_t question, int depth) {
  ExprId *known = &startup->starts[question][id];
  if (*known != 0) return *known;
  *known = STARTS_NOWHERE; // for who asks in a circle
  const Function function = *program_function(startup->program, id);
  ExprId first =
      question & ASKS_STRICTLY ? first_unknown_await(startup->program, &function) : STARTS_NOWHERE;
  for (uint32_t i = 0; i < function.call_count; i++) {
    const Call *call = program_call(startup->program, function.first_call + i);
    if (call->site >= first) break;
    if (call_starts(startup, call, question, depth)) first = call->site;
  }
  if (first != STARTS_NOWHERE)
    first = loop_begin(summary_of(startup->program, function.module), first);
  return *known = first;
}

// ---- Phases -------------------------------------------------------------------------------------

// A lifespan handler stops at its `yield` until serving is over.
static ExprId first_yield(const Summary *summary, const Function *function) {
  const Scope *scope = &summary->scopes[function->scope];
  for (ExprId at = scope->begin; function->is_generator && at < scope->end; at++)
    if (summary->exprs[at].kind == EXPR_YIELD) return at;
  return STARTS_NOWHERE;
}

// Where a function first starts something, or may.
static ExprId first_end(Startup *startup, FunctionId id, uint32_t question) {
  const Function *function = program_function(startup->program, id);
  ExprId yield = first_yield(summary_of(startup->program, function->module), function);
  ExprId start = first_start(startup, id, question, 0);
  return yield < start ? yield : start;
}

// Before a lifespan handler yields nobody is served, whatever it has started for later.
static Phase lifespan_phase(const Program *program, FunctionId id, ExprId site) {
  const Function *function = program_function(program, id);
  bool is_before = site < first_yield(summary_of(program, function->module), function);
  uint8_t quiet = is_before ? QUIET_ALONE : QUIET_SERVED;
  return (Phase){quiet, quiet, quiet, QUIET_NO, false, is_before};
}

// What is left of the phases of a function from a place on.
static Phase phase_from(Startup *startup, FunctionId id, ExprId site) {
  Phase phase = startup->phases[id];
  bool is_lifespan = (startup->kinds[id] & KIND_SOLO) == SOLO_LIFESPAN;
  if (is_lifespan && phase.before == QUIET_ALONE) return lifespan_phase(startup->program, id, site);
  if (phase.before == phase.after) return phase;
  if (phase.is_main && site >= first_end(startup, id, ASKS_STRICTLY)) phase.before = phase.unclear;
  if (site >= first_end(startup, id, ASKS_FOR_START)) phase.before = phase.unclear = phase.after;
  return phase;
}

// A coroutine that a loop is run for. What only commands begin is a part of them; of a program's
// own it is known that nobody else awaits it, as frameworks do what is registered with them.
static Phase main_phase(Program *program, FunctionId id) {
  if (function_state(program, id)->is_handed) return (Phase){.is_main = true};
  if ((function_state(program, id)->begun & ~BEGUN_BY_DECORATOR) == BEGUN_BY_COMMAND)
    return (Phase){QUIET_ALONE, QUIET_ALONE, QUIET_SERVED, QUIET_SERVED, false, false};
  if (!begun_is_own(program, id)) return (Phase){.is_main = true};
  Quiet tasks = flow_is_closed(program, id) ? QUIET_SERVED : QUIET_NO;
  return (Phase){QUIET_ALONE, QUIET_SERVED, (uint8_t)tasks, (uint8_t)tasks, true, false};
}

static Phase own_phase(Program *program, FunctionId id) {
  switch ((Solo)function_state(program, id)->solo) {
  case SOLO_NO:
    break;
  case SOLO_MAIN:
    return main_phase(program, id);
  case SOLO_THREAD: // nobody comes to its loop
    return (Phase){QUIET_ALONE, QUIET_ALONE, QUIET_ALONE, QUIET_SERVED, false, false};
  case SOLO_COMMAND:
    return (Phase){QUIET_ALONE, QUIET_ALONE, QUIET_SERVED, QUIET_SERVED, false, false};
  case SOLO_LIFESPAN:
    return (Phase){QUIET_ALONE, QUIET_ALONE, QUIET_SERVED, QUIET_NO, false, false};
  case SOLO_BESIDE:
    return (Phase){QUIET_SERVED, QUIET_SERVED, QUIET_SERVED, QUIET_NO, false, false};
  }
  return (Phase){0};
}

static uint8_t least(uint8_t a, uint8_t b) {
  return a < b ? a : b;
}

// What a coroutine starts is a part of its work, but for services, which others come to.
static Phase task_phase(Startup *startup, const Start *call) {
  uint8_t quiet = startup->phases[call->caller].tasks;
  if (!program_function(startup->program, call->caller)->is_async) return (Phase){0};
  if (quiet == QUIET_NO || flow_serves(startup->program, call->callee)) return (Phase){0};
  return (Phase){quiet, quiet, quiet, quiet, false, false};
}

// The phase that a function has by one call of it, which may itself be what starts something.
static Phase phase_by(Startup *startup, const Start *call) {
  if (!call->is_awaited) return task_phase(startup, call);
  // What is awaited may be what starts something: it begins before that.
  return phase_from(startup, call->caller, call->site - 1);
}

// Whether a call says nothing of when the function runs: it only makes the coroutine for which a
// loop is started, by its decorator perhaps, or is that coroutine beginning anew. Who enters a
// lifespan handler by hand does what a server does.
static bool is_beginning(const Startup *startup, const Call *call) {
  Solo solo = (Solo)(startup->kinds[call->callee] & KIND_SOLO);
  if (solo == SOLO_LIFESPAN || solo == SOLO_THREAD) return true;
  if (solo != SOLO_MAIN) return false;
  if (call->caller == call->callee) return true;
  if (function_state(startup->program, call->callee)->begun & BEGUN_BY_DECORATOR) return true;
  const Function *caller = program_function(startup->program, call->caller);
  // `run_tool(main)`, which makes the coroutine that it runs a loop for
  if (call->how == CALL_PASSED && !caller->is_async) return true;
  return expr_of(startup->program, caller->module, call->site)->use == USE_ARGUMENT;
}

#define PHASE_UNKNOWN 0xffu

// The phases of a function by two of its callers. What a lifespan handler has done before serving
// is set-up, and so it is in a main coroutine.
static Phase phase_join(Phase a, Phase b) {
  if (a.before == PHASE_UNKNOWN) return b;
  if (a.is_lifespan && b.is_main && b.before == QUIET_ALONE) return a;
  if (b.is_lifespan && a.is_main && a.before == QUIET_ALONE) return b;
  return (Phase){least(a.before, b.before), least(a.unclear, b.unclear),
                 least(a.after, b.after),   least(a.tasks, b.tasks),
                 a.is_main || b.is_main,    a.is_lifespan && b.is_lifespan};
}

static void find_own(Startup *startup) {
  for (FunctionId i = 0; i < startup->count; i++)
    startup->own[i] = startup->kinds[i] & KIND_SOLO ? own_phase(startup->program, i)
                                                    : (Phase){.before = PHASE_UNKNOWN};
}

// Takes over what a function was found to be. True when it became quieter.
static bool take_asked(Startup *startup, FunctionId id) {
  Phase asked = startup->asked[id], *known = &startup->phases[id];
  if (asked.before == PHASE_UNKNOWN) asked = (Phase){0};
  bool has_changed = asked.before != known->before || asked.unclear != known->unclear ||
                     asked.after != known->after || asked.tasks != known->tasks;
  *known = asked;
  return has_changed;
}

// One round: what each function is, by what its callers were in the last one. True when any became
// quieter. Behind the first only those change that are called.
static bool spread(Startup *startup, bool is_first) {
  bool has_changed = false;
  if (is_first) memcpy(startup->asked, startup->own, startup->count * sizeof *startup->asked);
  for (size_t i = 0; i < startup->started.count && !is_first; i++)
    startup->asked[startup->started.at[i]] = startup->own[startup->started.at[i]];
  for (size_t i = 0; i < startup->calls.count; i++) {
    const Start *call = &startup->calls.at[i];
    Phase phase = phase_by(startup, call), *asked = &startup->asked[call->callee];
    *asked = phase_join(*asked, phase);
  }
  for (FunctionId id = 0; id < startup->count && is_first; id++)
    has_changed |= take_asked(startup, id);
  for (size_t i = 0; i < startup->started.count && !is_first; i++)
    has_changed |= take_asked(startup, startup->started.at[i]);
  return has_changed;
}

// What a generator expression calls is called in the function around it.
static FunctionId caller_of(const Program *program, const Call *call) {
  FunctionId id = call->caller;
  if (function_scope(program, id)->kind != SCOPE_GENERATOR) return id;
  const Function *function = program_function(program, id);
  const Summary *summary = summary_of(program, function->module);
  ScopeId around = summary_runner(summary, summary->scopes[function->scope].parent);
  FunctionId runner = program_function_of(program, function->module, around);
  return runner == FUNCTION_NONE ? id : runner;
}

// Notes whose `__aenter__` an object that is entered has.
static void note_entered(Startup *startup, ModuleId module, ExprId object, bool *is_called) {
  Program *program = startup->program;
  Values objects = evaluate(program, module, object);
  for (uint8_t i = 0; i < objects.count; i++) {
    if (objects.at[i].kind != VALUE_INSTANCE) continue;
    Values method = class_method(program, objects.at[i].a, STR("__aenter__"));
    for (uint8_t k = 0; k < method.count; k++)
      if (method.at[k].kind == VALUE_FUNCTION && method.at[k].a < startup->count)
        is_called[method.at[k].a] = true;
  }
}

static void note_arguments(Startup *startup, const Call *call, bool *is_called) {
  Program *program = startup->program;
  ModuleId module = program_function(program, call->caller)->module;
  const Expr *site = expr_of(program, module, call->site);
  if (site->kind != EXPR_CALL) return;
  for (size_t i = 0; i < COUNT_OF(call->entry->roles); i++) {
    Role role = call->entry->roles[i];
    if (role.role != ROLE_ASYNC_ENTERED) continue;
    ArgumentMatch match =
        argument_find(program, module, call->site, role.position, str_from_c(role.keyword));
    if (match.value != 0) note_entered(startup, module, match.value, is_called);
  }
}

// `__aenter__` of objects that nobody in the project enters. Whoever does may be anybody, but so
// may be whoever calls the methods that it calls.
static bool is_never_entered(const Program *program, const bool *is_called, FunctionId id) {
  return !is_called[id] && program_function(program, id)->is_async &&
         str_equal(function_name(program, id), STR("__aenter__"));
}

// The functions that are called, or entered.
static const bool *find_called(Startup *startup) {
  Program *program = startup->program;
  bool *is_called = arena_push(program->arena, bool, startup->count + 1);
  for (size_t i = 0; i < program->calls.count; i++) {
    const Call *call = &program->calls.at[i];
    if (call->callee != FUNCTION_NONE) is_called[call->callee] = true;
    if (call->entry) note_arguments(startup, call, is_called);
  }
  for (ModuleId module = 0; module < program->input.file_count; module++) {
    const Summary *summary = module_of(program, module)->summary;
    for (RegionId at = 1; summary && at < summary->regions_count; at++)
      if (summary->regions[at].kind == REGION_ASYNC_WITH && summary->regions[at].subject != 0)
        note_entered(startup, module, summary->regions[at].subject, is_called);
  }
  return is_called;
}

// The calls by which a coroutine function comes to run.
static void find_calls(Startup *startup) {
  Program *program = startup->program;
  const bool *is_called = find_called(startup);
  for (size_t i = 0; i < program->calls.count; i++) {
    const Call *call = &program->calls.at[i];
    if (call->callee == FUNCTION_NONE) continue;
    if (is_beginning(startup, call)) {
      if (call->caller != call->callee) begun_note(program, call);
      continue;
    }
    uint8_t *kind = &startup->kinds[call->callee];
    if (!(*kind & KIND_ASYNC) || is_never_entered(program, is_called, call->caller)) continue;
    if (!(*kind & KIND_STARTED)) array_push(program->arena, &startup->started, call->callee);
    *kind |= KIND_STARTED;
    ModuleId module = program->functions.at[call->caller].public.module;
    ExprUse use = (ExprUse)expr_of(program, module, call->site)->use;
    bool is_awaited = use == USE_AWAITED || use == USE_ASYNC_ENTERED || use == USE_ASYNC_ITERATED;
    Start start = {caller_of(program, call), call->callee, call->site, is_awaited};
    array_push(program->arena, &startup->calls, start);
  }
}

// Whether a class of a library takes a lifespan handler when it is made: an application.
static bool is_application(Program *program, Value value) {
  const KnowledgeEntry *entry =
      value.kind == VALUE_LIBRARY_INSTANCE ? symbol_entry(program, value.a) : NULL;
  for (size_t i = 0; entry && i < COUNT_OF(entry->roles); i++)
    if (entry->roles[i].role == ROLE_LIFESPAN) return true;
  return false;
}

// `lifespan` and `cache_lifespan`: what a library makes for the application of its users.
static bool is_named_lifespan(const Program *program, ModuleId module, NameId name) {
  Str text = summary_name(summary_of(program, module), name);
  return str_equal(text, STR("lifespan")) || str_has_suffix(text, STR("_lifespan"));
}

// `@asynccontextmanager async def start_cache(app: Starlette)`: one of several lifespan handlers,
// which the project puts together itself.
static bool is_lifespan_part(Program *program, FunctionId id) {
  const Function *function = program_function(program, id);
  const Scope *scope = function_scope(program, id);
  if (!function->is_async || !function->is_generator || scope->parameter_count != 1) return false;
  const Summary *summary = summary_of(program, function->module);
  ExprId annotation = summary->parameters[scope->parameters].annotation;
  if (function_decoration(program, id) != DECORATION_ASYNC_CONTEXT) return false;
  if (is_named_lifespan(program, function->module, scope->name)) return true;
  if (annotation == 0) return false;
  Values values = annotation_values(program, function->module, annotation);
  return values.count == 1 && is_application(program, values.at[0]);
}

// Of all functions. False when there is none that has the loop for itself.
static bool find_kinds(Startup *startup) {
  bool has_solos = false;
  for (FunctionId id = 0; id < startup->count; id++) {
    const FunctionState *state = function_state(startup->program, id);
    bool is_async = state->public.is_async;
    bool is_on_loop = is_async || state->public.root != ROOT_NONE;
    startup->kinds[id] =
        (uint8_t)(state->solo | (is_async ? KIND_ASYNC : 0) | (is_on_loop ? KIND_ON_LOOP : 0));
    has_solos |= state->solo != SOLO_NO;
  }
  return has_solos;
}

// Coroutines that only quiet ones await are quiet too; looked for so many calls deep.
#define STARTUP_MAX_DEPTH 16

bool function_is_on_loop(const Function *function) {
  return function->is_async || function->root != ROOT_NONE;
}

// Waits that a test means to let others go on by, who are on the same loop.
#define WAITS_FOR_ITSELF (1u << EFFECT_SLEEP | 1u << EFFECT_LOCK | 1u << EFFECT_INPUT)

// A test serves nobody. Where it waits for what is on its own loop is told, as that goes wrong, and
// what it calls of the program is where the program calls it.
static void mark_test(Program *program, const Function *function) {
  for (uint32_t i = 0; i < function->call_count; i++) {
    Call *call = &program->calls.at[function->first_call + i];
    unsigned effect = program->call_effects.at[function->first_call + i] & ~CALL_FLAGS;
    if (call->callee == FUNCTION_NONE && 1u << effect & WAITS_FOR_ITSELF) continue;
    call->is_seldom = true;
    call->is_alone = true;
  }
}

// What lies where scripts and benchmarks do is run by somebody who waits for it to end. Helpers
// there that others call are told where these call them.
static void mark_script(Program *program, const Function *function) {
  for (uint32_t i = 0; i < function->call_count && function_is_on_loop(function); i++)
    program->calls.at[function->first_call + i].is_alone = true;
}

static void mark_place(Program *program, const Function *function) {
  const Module *module = module_of(program, function->module);
  bool is_test = module->is_test && !program->input.has_usual_tests;
  if (is_test) mark_test(program, function);
  if (module_is_script(program, function->module)) mark_script(program, function);
}

// `time.sleep(1)`, written in a coroutine of a program: with the next task that the program gets it
// holds that up, and it is what beginners ask about.
static bool is_written_wait(const Program *program, uint32_t number) {
  const Call *call = &program->calls.at[number];
  unsigned effect = program->call_effects.at[number] & ~CALL_FLAGS;
  bool is_wait = effect != EFFECT_NONE && !(1u << effect & LOCAL_EFFECTS);
  return is_wait && call->entry->tier == TIER_UNBOUNDED &&
         program_function(program, call->caller)->is_async;
}

static void mark_quiet(Startup *startup) {
  Program *program = startup->program;
  for (uint32_t i = 0; i < program->calls.count; i++) {
    Call *call = &program->calls.at[i];
    Phase phase = startup->phases[call->caller];
    uint8_t kind = startup->kinds[call->caller];
    bool is_lifespan = (kind & KIND_SOLO) == SOLO_LIFESPAN;
    bool is_noisy = phase.before == QUIET_NO && phase.after == QUIET_NO && !is_lifespan;
    if (is_noisy || !(kind & KIND_ON_LOOP)) continue;
    phase = phase_from(startup, call->caller, call->site);
    call->is_seldom |= phase.before != QUIET_NO;
    bool is_told = phase.is_main && is_written_wait(program, i);
    call->is_alone |= phase.before == QUIET_ALONE && !is_told;
  }
}

// Whether a coroutine function makes an object or a library ready, by its name: `init`. (`start`
// and `setup` are as often called for each request.)
static bool is_named_init(Str name) {
  while (name.size > 0 && name.at[0] == '_')
    name = str_slice(name, 1, name.size);
  return str_equal(name, STR("init")) || str_equal(name, STR("initialize"));
}

static void mark_init(Program *program, FunctionId id) {
  const Function *function = program_function(program, id);
  if (function_scope(program, id)->kind != SCOPE_FUNCTION) return;
  if (!is_named_init(function_name(program, id))) return;
  for (uint32_t i = 0; i < function->call_count; i++)
    program->calls.at[function->first_call + i].is_seldom = true;
}

// What is told by functions one by one.
static void mark_functions(Program *program) {
  for (FunctionId id = 0; id < program->functions.count; id++) {
    const Function *function = program_function(program, id);
    mark_place(program, function);
    if (!function->is_async) continue;
    mark_init(program, id);
    if (is_lifespan_part(program, id)) solo_mark(program, id, SOLO_LIFESPAN);
  }
}

void startup_settle(Program *program) {
  mark_functions(program);
  size_t count = program->functions.count;
  Startup startup = {
      .program = program, .count = count, .kinds = arena_take(program->arena, uint8_t, count + 1)};
  if (!find_kinds(&startup)) return;
  startup.own = arena_push(program->arena, Phase, count + 1);
  startup.phases = arena_push(program->arena, Phase, count + 1);
  startup.asked = arena_push(program->arena, Phase, count + 1);
  for (size_t i = 0; i < COUNT_OF(startup.starts); i++)
    startup.starts[i] = arena_push(program->arena, ExprId, count + 1);
  find_calls(&startup);
  find_own(&startup);
  for (int depth = 0; depth < STARTUP_MAX_DEPTH && spread(&startup, depth == 0); depth++)
    continue;
  mark_quiet(&startup);
}
