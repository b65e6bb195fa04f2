// What an object keeps: `self.data`, loaded when it is first asked for. Of two calls in one
// function that come to it, `service.token_url()` and then `service.refresh_url()`, the second
// finds it there.
#include "link/effects.h"
#include "link/types/spelled.h"

// The object whose method is called, or whose property is read; 0 for other calls.
static ExprId receiver_of(const Summary *summary, const Call *call) {
  const Expr *site = &summary->exprs[call->site];
  if (call->how == CALL_PROPERTY && site->kind == EXPR_ATTRIBUTE) return site->a;
  if (call->how != CALL_PLAIN || site->kind != EXPR_CALL) return 0;
  const Expr *callee = &summary->exprs[site->a];
  return callee->kind == EXPR_ATTRIBUTE ? callee->a : 0;
}

// Whether a method makes a call to its own object, or to one that it holds: `self.settings.load()`.
static bool is_to_own(const Program *program, const Call *call) {
  const Function *caller = program_function(program, call->caller);
  const Summary *summary = summary_of(program, caller->module);
  const Scope *scope = &summary->scopes[caller->scope];
  ExprId object = receiver_of(summary, call);
  while (summary->exprs[object].kind == EXPR_ATTRIBUTE)
    object = summary->exprs[object].a;
  return object != 0 && summary_is_self(summary, scope, object);
}

// The call on the way to an effect that an object makes once, as it keeps what comes of it: the
// object that the way began at. NULL when there is none.
static const Call *keeper_on_way(const Program *program, const Call *call, Effect effect) {
  for (Witness *at = way_begin(program, call, effect); at; at = way_behind(program, at)) {
    const Call *step = &program->calls.at[at->call];
    if (step->is_kept) return step;
    if (!is_to_own(program, step)) return NULL;
  }
  return NULL;
}

// ---- By functions that keep what they gave ------------------------------------------------------

// Calls on the way to such a function, and arguments of it, that are followed.
#define MEMO_MAX_HOPS      8
#define MEMO_MAX_ARGUMENTS 4

// How a call comes to a function with a cache.
typedef struct Memo {
  FunctionId function;                    // FUNCTION_NONE: it does not
  uint32_t count;                         // of its arguments
  uint32_t arguments[MEMO_MAX_ARGUMENTS]; // the parameters of the function called that they are
} Memo;

// The parameter of the function that the first call is to, which an argument of the last is handed
// on from; UINT32_MAX when it is something else.
static uint32_t handed_from(const Program *program, const Call *const *way, uint32_t count,
                            ExprId argument) {
  for (uint32_t i = count; i-- > 1;) {
    const Function *caller = program_function(program, way[i]->caller);
    uint32_t index = guards_parameter(program->self, caller->module, caller->scope, argument);
    if (index == UINT32_MAX || i == 1) return index;
    const FunctionState *state = function_state(program, way[i]->caller);
    bool is_bound = function_takes_self(state);
    ModuleId module = program_function(program, way[i - 1]->caller)->module;
    if (expr_of(program, module, way[i - 1]->site)->kind != EXPR_CALL) return UINT32_MAX;
    argument = argument_for_parameter(program->self, module, way[i - 1]->site, way[i]->caller,
                                      index, is_bound)
                   .value;
    if (argument == 0) return UINT32_MAX;
  }
  return UINT32_MAX;
}

// Reads what the last call on a way gives to the function with a cache.
static Memo memo_read(const Program *program, const Call *const *way, uint32_t count) {
  static const Memo nothing = {.function = FUNCTION_NONE};
  const Call *last = way[count - 1];
  const Summary *summary = summary_of(program, program_function(program, last->caller)->module);
  const Expr *call = &summary->exprs[last->site];
  Memo memo = {.function = last->callee};
  if (count == 1) return memo;
  if (call->kind != EXPR_CALL || call->c > MEMO_MAX_ARGUMENTS) return nothing;
  for (; memo.count < call->c; memo.count++) {
    ExprId argument = summary->arguments[call->b + memo.count].value;
    uint32_t parameter = handed_from(program, way, count, argument);
    if (parameter == UINT32_MAX) return nothing;
    memo.arguments[memo.count] = parameter;
  }
  return memo;
}

// The function with a cache on the way to an effect, the call itself included.
static Memo memo_on_way(const Program *program, const Call *call, Effect effect) {
  const Call *way[MEMO_MAX_HOPS] = {call};
  uint32_t count = 1;
  Witness *at = call->callee != FUNCTION_NONE ? way_begin(program, call, effect) : NULL;
  while (way[count - 1]->callee != FUNCTION_NONE) {
    if (function_is_memo(program->self, way[count - 1]->callee))
      return memo_read(program, way, count);
    if (!at || count == MEMO_MAX_HOPS) break;
    way[count++] = &program->calls.at[at->call];
    at = way_behind(program, at);
  }
  return (Memo){.function = FUNCTION_NONE};
}

static bool memo_equal(const Memo *a, const Memo *b) {
  if (a->function != b->function || a->count != b->count) return false;
  for (uint32_t i = 0; i < a->count; i++)
    if (a->arguments[i] != b->arguments[i]) return false;
  return true;
}

// Whether two calls have the same written between their parentheses, and before them the same
// object. Calls in there, `*parts(name)`, are taken to give the same again.
#define SAME_MAX_DEPTH 4
static bool has_same_arguments(const Summary *summary, ExprId a, ExprId b, int depth) {
  const Expr *one = &summary->exprs[a], *other = &summary->exprs[b];
  if (one->kind != EXPR_CALL || other->kind != EXPR_CALL || one->c != other->c) return false;
  const Expr *callee = &summary->exprs[one->a], *second = &summary->exprs[other->a];
  if (callee->kind != second->kind || depth == SAME_MAX_DEPTH) return false;
  if (callee->kind == EXPR_ATTRIBUTE && !is_spelled_alike(summary, callee->a, second->a))
    return false;
  for (uint32_t i = 0; i < one->c; i++) {
    Argument x = summary->arguments[one->b + i], y = summary->arguments[other->b + i];
    if (summary->exprs[x.value].kind == EXPR_STARRED &&
        summary->exprs[y.value].kind == EXPR_STARRED) {
      x.value = summary->exprs[x.value].a;
      y.value = summary->exprs[y.value].a;
    }
    bool is_same =
        is_spelled_alike(summary, x.value, y.value) ||
        (has_same_arguments(summary, x.value, y.value, depth + 1) &&
         is_spelled_alike(summary, summary->exprs[x.value].a, summary->exprs[y.value].a));
    if (x.keyword != y.keyword || !is_same) return false;
  }
  return true;
}

// Whether a name in the arguments of a call is set between two places.
static bool is_set_between(const Summary *summary, ExprId from, ExprId call) {
  const Expr *expr = &summary->exprs[call];
  if (expr->kind != EXPR_CALL || expr->c == 0) return false;
  for (BindingId i = bindings_from(summary, from + 1);
       i < summary->bindings_count && summary->bindings[i].at <= call; i++)
    for (ExprId at = expr->a + 1; at < call; at++)
      if (expr_is_name(&summary->exprs[at], summary->bindings[i].name)) return true;
  return false;
}

// ---- What stands before -------------------------------------------------------------------------

// What an effect is looked for with.
typedef struct Wanted {
  const Program *program;
  const Call *call;
  Effect effect;
  const Call *keeper; // of an object, or NULL
  Memo memo;
} Wanted;

// Whether a call that was made before has had the same kept.
static bool has_kept(const Wanted *wanted, const Call *before) {
  const Program *program = wanted->program;
  if (before->callee == FUNCTION_NONE) return false;
  if (!(program_call_effects(program, before) & 1u << wanted->effect)) return false;
  const Summary *summary = summary_of(program, program_function(program, before->caller)->module);
  ExprId object = receiver_of(summary, wanted->call), asked = receiver_of(summary, before);
  if (wanted->keeper && object != 0 && asked != 0 && is_spelled_alike(summary, asked, object) &&
      keeper_on_way(program, before, wanted->effect) == wanted->keeper)
    return true;
  if (wanted->memo.function == FUNCTION_NONE) return false;
  Memo memo = memo_on_way(program, before, wanted->effect);
  return memo_equal(&memo, &wanted->memo) &&
         has_same_arguments(summary, before->site, wanted->call->site, 0) &&
         !is_set_between(summary, before->site, wanted->call->site);
}

// Whether a function has had it kept before a place in it.
static bool is_kept_in(const Wanted *wanted, const Function *function, ExprId site) {
  const Program *program = wanted->program;
  RegionId region = region_at(program, function->module, site);
  const Summary *summary = summary_of(program, function->module);
  for (uint32_t i = 0; i < function->call_count; i++) {
    const Call *before = program_call(program, function->first_call + i);
    if (before->site >= site) return false;
    RegionId at = region_at(program, function->module, before->site);
    if (summary_region_contains(summary, at, region) && has_kept(wanted, before)) return true;
  }
  return false;
}

// Whether the constructor of the object that a method or property belongs to comes to the same
// whenever it runs, and who calls here is somebody else.
static bool is_kept_by_maker(const Wanted *wanted) {
  const Program *program = wanted->program;
  ClassId owner = function_state(program, wanted->call->callee)->owner;
  if (!wanted->keeper || owner == CLASS_NONE) return false;
  Values made = class_constructor(program->self, owner, CONSTRUCTOR_INIT);
  if (made.count != 1 || made.is_open || made.at[0].kind != VALUE_FUNCTION) return false;
  const Function *maker = program_function(program, made.at[0].a);
  const Summary *summary = summary_of(program, maker->module);
  const Scope *scope = &summary->scopes[maker->scope];
  if (function_state(program, wanted->call->caller)->owner == owner) return false;
  for (uint32_t i = 0; i < maker->call_count; i++) {
    const Call *call = program_call(program, maker->first_call + i);
    const Expr *object = &summary->exprs[receiver_of(summary, call)];
    bool is_own = scope->parameter_count > 0 &&
                  expr_is_name(object, summary->parameters[scope->parameters].name);
    if (call->callee == FUNCTION_NONE || !is_own) continue;
    if (region_at(program, maker->module, call->site) != scope->body) continue;
    if (program_call_effects(program, call) & 1u << wanted->effect &&
        keeper_on_way(program, call, wanted->effect) == wanted->keeper)
      return true;
  }
  return false;
}

bool is_kept_before(const Program *program, const Call *call, Effect effect) {
  Wanted wanted = {program, call, effect, keeper_on_way(program, call, effect),
                   memo_on_way(program, call, effect)};
  if (!wanted.keeper && wanted.memo.function == FUNCTION_NONE) return false;
  const Function *function = program_function(program, call->caller);
  if (is_kept_in(&wanted, function, call->site) || is_kept_by_maker(&wanted)) return true;
  // A function in another one runs when that has done what stands before it.
  const Summary *summary = summary_of(program, function->module);
  const Scope *scope = &summary->scopes[function->scope];
  if (scope->flags & SCOPE_METHOD || summary->scopes[scope->parent].kind != SCOPE_FUNCTION)
    return false;
  FunctionId around = program_function_of(program, function->module, scope->parent);
  return around != FUNCTION_NONE &&
         is_kept_in(&wanted, program_function(program, around), scope->begin);
}
