// What the caller has awaited before it asks. `await asyncio.wrap_future(future)`, then
// `future.result()`: the future is done. `await wait_until_readable(fd)`, then `os.read(fd, 4096)`,
// perhaps by a helper: the loop has said that the descriptor is ready. The await has to be on the
// way to the call, whatever branches there are; what fails in it has to lead elsewhere.
#include "link/doubts/doubts.h"
#include "link/guards/guards.h"
#include "link/types/members.h"
#include "link/types/spelled.h"

// Calls around a call, and tries around an await, that are looked at.
#define AROUND_MAX_DEPTH 4

// A call, and the object that must have been waited for: a future, a descriptor.
typedef struct Asker {
  Program *program;
  const Function *function; // the caller
  const Summary *summary;
  const Call *call;
  ExprId of;
} Asker;

// ---- Awaits on the way --------------------------------------------------------------------------

// `await f(x)`, `await wait_for(f(x), 5)`
static bool is_awaited(const Summary *summary, ExprId call) {
  for (int depth = 0; call != 0 && depth < AROUND_MAX_DEPTH; depth++) {
    ExprUse use = (ExprUse)summary->exprs[call].use;
    if (use == USE_AWAITED) return true;
    if (use != USE_ARGUMENT) return false;
    call = call_around(summary, call);
  }
  return false;
}

// Whether code behind a try runs after one of its handlers, too.
static bool goes_on_behind(const Summary *summary, RegionId tried) {
  for (RegionId at = tried + 1; at < summary->regions_count; at++) {
    const Region *region = &summary->regions[at];
    if (region->scope != summary->regions[tried].scope) continue;
    bool is_handler = region->kind == REGION_EXCEPT && region->group == tried;
    if (is_handler && region->flow & FLOW_FALLS) return true;
  }
  return false;
}

static bool is_on_the_way(const Asker *asker, ExprId site) {
  const Summary *summary = asker->summary;
  RegionId at = region_at(asker->program, asker->function->module, site);
  for (int depth = 0; depth < AROUND_MAX_DEPTH; depth++) {
    const Region *region = &summary->regions[at];
    if (region->begin <= asker->call->site && asker->call->site < region->end) return true;
    if (region->kind != REGION_TRY || goes_on_behind(summary, at)) return false;
    at = region->parent;
  }
  return false;
}

// ---- What a call waits for ----------------------------------------------------------------------

static ExprId first_argument(const Asker *asker, const Call *call, const char *keyword) {
  return argument_find(asker->program, asker->function->module, call->site, 0, str_from_c(keyword))
      .value;
}

// The parameter of a function that is given the object; UINT32_MAX when there is none.
static uint32_t parameter_given(const Asker *asker, const Call *call) {
  const FunctionState *callee = function_state(asker->program, call->callee);
  uint32_t count = function_scope(asker->program, call->callee)->parameter_count;
  bool takes_self = function_takes_self(callee);
  for (uint32_t i = 0; i < count; i++) {
    ArgumentMatch match = argument_for_parameter(asker->program, asker->function->module,
                                                 call->site, call->callee, i, takes_self);
    if (match.value != 0 && is_spelled_alike(asker->summary, match.value, asker->of)) return i;
  }
  return UINT32_MAX;
}

// Whether the first argument of a library call is a parameter of its caller.
static bool is_given_parameter(Program *program, const Call *call, uint32_t parameter) {
  const Function *caller = program_function(program, call->caller);
  ExprId first = argument_find(program, caller->module, call->site, 0, STR("fd")).value;
  return first != 0 && guards_parameter(program, caller->module, caller->scope, first) == parameter;
}

// A coroutine function of the project.
static const Function *coroutine_called(const Program *program, const Call *call) {
  if (call->callee == FUNCTION_NONE) return NULL;
  const Function *callee = program_function(program, call->callee);
  return callee->is_async && !callee->is_generator ? callee : NULL;
}

// Whether a coroutine function of the project has the loop tell it when the descriptor is ready.
static bool waits_until_ready(const Asker *asker, const Call *call) {
  const Function *callee = coroutine_called(asker->program, call);
  if (!callee) return false;
  uint32_t parameter = parameter_given(asker, call);
  if (parameter == UINT32_MAX) return false;
  for (uint32_t i = 0; i < callee->call_count; i++) {
    const Call *inner = program_call(asker->program, callee->first_call + i);
    if (inner->entry && inner->entry->tells_ready && inner->how == CALL_PLAIN &&
        is_given_parameter(asker->program, inner, parameter))
      return true;
  }
  return false;
}

static bool waits_until_done(const Asker *asker, const Call *call) {
  if (!call->entry || !call->entry->is_done_with_first) return false;
  ExprId first = first_argument(asker, call, "future");
  return first != 0 && is_spelled_alike(asker->summary, first, asker->of);
}

// `not job.done()`, of a parameter.
static bool asks_if_done(const Summary *summary, ExprId test, NameId parameter) {
  const Expr *expr = &summary->exprs[test];
  if (test == 0 || expr->kind != EXPR_UNARY || expr->c != OPERATOR_NOT) return false;
  const Expr *call = &summary->exprs[expr->a];
  if (call->kind != EXPR_CALL) return false;
  const Expr *method = &summary->exprs[call->a];
  if (method->kind != EXPR_ATTRIBUTE || summary->exprs[method->a].kind != EXPR_NAME) return false;
  return summary->exprs[method->a].a == parameter &&
         str_equal(summary_name(summary, method->b), STR("done"));
}

// `async def wait(job): while not job.done(): await sleep(1)`
static bool waits_until_polled(const Asker *asker, const Call *call) {
  const Function *callee = coroutine_called(asker->program, call);
  uint32_t index = callee ? parameter_given(asker, call) : UINT32_MAX;
  if (index == UINT32_MAX) return false;
  const Summary *summary = summary_of(asker->program, callee->module);
  const Scope *scope = &summary->scopes[callee->scope];
  NameId parameter = summary->parameters[scope->parameters + index].name;
  for (RegionId at = scope->body + 1; at < summary->regions_count; at++) {
    const Region *region = &summary->regions[at];
    if (region->begin > scope->end) return false;
    if (region->kind == REGION_WHILE && region->scope == callee->scope &&
        asks_if_done(summary, region->subject, parameter))
      return !(region->flow & FLOW_BREAKS);
  }
  return false;
}

static bool waits_until_done_by_any(const Asker *asker, const Call *call) {
  return waits_until_done(asker, call) || waits_until_polled(asker, call);
}

// What a function awaits is looked for once: most await nothing of the kind.
static bool awaits_any(const Asker *asker) {
  for (uint32_t i = 0; i < asker->function->call_count; i++) {
    const Call *call = program_call(asker->program, asker->function->first_call + i);
    bool may_wait =
        coroutine_called(asker->program, call) || (call->entry && call->entry->is_done_with_first);
    if (may_wait && call->how == CALL_PLAIN && is_awaited(asker->summary, call->site)) return true;
  }
  return false;
}

typedef bool Waits(const Asker *asker, const Call *call);

static bool has_awaited(const Asker *asker, Waits *waits) {
  FunctionState *state = function_state(asker->program, asker->call->caller);
  if (state->awaits == 0) state->awaits = awaits_any(asker) ? 2 : 1;
  if (state->awaits == 1) return false;
  for (uint32_t i = 0; i < asker->function->call_count; i++) {
    const Call *call = program_call(asker->program, asker->function->first_call + i);
    if (call->site >= asker->call->site) return false;
    if (call->how != CALL_PLAIN || !is_awaited(asker->summary, call->site)) continue;
    if (waits(asker, call) && is_on_the_way(asker, call->site)) return true;
  }
  return false;
}

// ---- Calls that need not wait -------------------------------------------------------------------

static bool asker_of(Program *program, const Call *call, Asker *out) {
  const Function *caller = program_function(program, call->caller);
  const Summary *summary = summary_of(program, caller->module);
  if (!caller->is_async || call->how != CALL_PLAIN) return false;
  if (summary->flags & SUMMARY_C || summary->exprs[call->site].kind != EXPR_CALL) return false;
  *out = (Asker){.program = program, .function = caller, .summary = summary, .call = call};
  return true;
}

bool awaited_before(Program *program, const Call *call) {
  Asker asker;
  if (!call->entry || !asker_of(program, call, &asker)) return false;
  if (call->entry->waits_for_ready) {
    asker.of = first_argument(&asker, call, "fd");
    return asker.of != 0 && has_awaited(&asker, waits_until_ready);
  }
  if (!call->entry->answered_by || !str_lists(call->entry->answered_by, STR("done"))) return false;
  const Expr *method = expr_of(program, asker.function->module,
                               expr_of(program, asker.function->module, call->site)->a);
  if (method->kind != EXPR_ATTRIBUTE) return false;
  asker.of = method->a;
  return has_awaited(&asker, waits_until_done_by_any);
}

// Whether all that a method waits for is its own object, or that as the class above has it:
// `return super().result(timeout)`.
static bool waits_for_itself(const Program *program, FunctionId id) {
  const Function *method = program_function(program, id);
  const Summary *summary = summary_of(program, method->module);
  const Scope *scope = &summary->scopes[method->scope];
  bool waits = false;
  if (!(scope->flags & SCOPE_METHOD) || scope->parameter_count == 0) return false;
  for (uint32_t i = 0; i < method->call_count; i++) {
    const Call *call = program_call(program, method->first_call + i);
    if (program->call_effects.at[method->first_call + i] == EFFECT_NONE) continue;
    bool is_result = call->entry && call->entry->answered_by && call->how == CALL_PLAIN &&
                     str_lists(call->entry->answered_by, STR("done"));
    const Expr *callee = &summary->exprs[summary->exprs[call->site].a];
    if (!is_result || callee->kind != EXPR_ATTRIBUTE) return false;
    const Expr *object = &summary->exprs[callee->a];
    if (object->kind == EXPR_CALL) object = &summary->exprs[object->a];
    bool is_own =
        object->kind == EXPR_NAME && (object->a == summary->parameters[scope->parameters].name ||
                                      str_equal(summary_name(summary, object->a), STR("super")));
    if (!is_own) return false;
    waits = true;
  }
  return waits;
}

bool awaited_for_method(Program *program, const Call *call) {
  Asker asker;
  if (call->callee == FUNCTION_NONE || !asker_of(program, call, &asker)) return false;
  const Expr *callee = &asker.summary->exprs[asker.summary->exprs[call->site].a];
  if (callee->kind != EXPR_ATTRIBUTE || !waits_for_itself(program, call->callee)) return false;
  asker.of = callee->a;
  return has_awaited(&asker, waits_until_done_by_any);
}

// Whether all that a helper waits for is one of its parameters, a descriptor.
static uint32_t only_descriptor(Program *program, FunctionId id) {
  const Function *helper = program_function(program, id);
  const Scope *scope = function_scope(program, id);
  uint32_t found = UINT32_MAX;
  for (uint32_t i = 0; i < helper->call_count; i++) {
    const Call *call = program_call(program, helper->first_call + i);
    if (program->call_effects.at[helper->first_call + i] == EFFECT_NONE) continue;
    if (!call->entry || !call->entry->waits_for_ready || call->how != CALL_PLAIN) return UINT32_MAX;
    uint32_t parameter = 0;
    while (parameter < scope->parameter_count && !is_given_parameter(program, call, parameter))
      parameter++;
    if (parameter == scope->parameter_count || (found != UINT32_MAX && found != parameter))
      return UINT32_MAX;
    found = parameter;
  }
  return found;
}

bool awaited_for_helper(Program *program, const Call *call) {
  Asker asker;
  if (call->callee == FUNCTION_NONE || !asker_of(program, call, &asker)) return false;
  if (program_function(program, call->callee)->is_async) return false;
  uint32_t parameter = only_descriptor(program, call->callee);
  if (parameter == UINT32_MAX) return false;
  const FunctionState *callee = function_state(program, call->callee);
  bool takes_self = function_takes_self(callee);
  asker.of = argument_for_parameter(program, asker.function->module, call->site, call->callee,
                                    parameter, takes_self)
                 .value;
  return asker.of != 0 && has_awaited(&asker, waits_until_ready);
}
