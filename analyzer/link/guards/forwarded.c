// What comes through `*args` and `**kwargs`: `def load(*args, **kwargs): return read(*args,
// **kwargs)` asks its callers for what guards `read`, under the names and at the places that `read`
// has. The same of what comes with a callable: `call(read, path, False)` passes to `read` what
// `call` hands on to it, a partial what was given to it and to its call, and a wrapper what it
// calls the function with that it was put around.
#include "link/guards/guards.h"
#include "link/types/containers.h"

// Expressions of a function that are looked at for other uses of its `kwargs`.
#define BODY_MAX_EXPRS 2000

// ---- What a call passes -------------------------------------------------------------------------

// The value under a text in a dict display that is complete; 0 when it is none, or not there.
static ExprId display_value(Program *program, Value display, Str key) {
  const Summary *summary = summary_of(program, display.a);
  const Expr *expr = &summary->exprs[display.b];
  bool is_whole = display.kind == VALUE_CONTAINER && display.detail == DISPLAY_ITSELF &&
                  expr->kind == EXPR_CONTAINER && expr->c == CONTAINER_DICT &&
                  display_filled(program, display)->count == 0;
  for (uint32_t i = 0; is_whole && i + 1 < expr->b; i += 2) {
    const ExprId *pair = summary->operands + expr->a + i;
    if (pair[0] == 0) return 0;
    const Expr *at = &summary->exprs[pair[0]];
    bool is_text = expr_is_literal(at, LITERAL_STRING);
    if (is_text && str_equal(summary_name(summary, at->b), key)) return pair[1];
  }
  return 0;
}

Passed passed_spread(Program *program, ModuleId module, ExprId call, Str name) {
  const Summary *summary = summary_of(program, module);
  const Expr *expr = &summary->exprs[call];
  for (uint32_t i = 0; i < expr->c && name.size > 0; i++) {
    const Expr *spread = &summary->exprs[summary->arguments[expr->b + i].value];
    if (spread->kind != EXPR_STARRED || !spread->b) continue;
    Values values = evaluate(program, module, spread->a);
    if (values.count != 1 || values.is_open || values.at[0].kind != VALUE_CONTAINER) continue;
    ExprId value = display_value(program, values.at[0], name);
    if (value) return (Passed){values.at[0].a, value, false};
  }
  return (Passed){0};
}

// ---- Passing on ---------------------------------------------------------------------------------

// A parameter of a function as a call of it names it.
static Hidden parameter_asked(const Program *program, FunctionId function, uint32_t index) {
  const FunctionState *callee = &program->functions.at[function];
  ModuleId home = callee->public.module;
  const Summary *summary = summary_of(program, home);
  const Scope *scope = &summary->scopes[callee->public.scope];
  const Parameter *parameter = &summary->parameters[scope->parameters + index];
  Hidden named = {.position = KEYWORD_ONLY, .home = home, .fallback = parameter->fallback};
  if (parameter->kind != PARAMETER_POSITIONAL_ONLY)
    named.name = summary_name(summary, parameter->name);
  if (parameter->kind <= PARAMETER_PLAIN) named.position = (int)index - function_takes_self(callee);
  return named;
}

// The parameter of the callee that a guard is about, as a call names it.
static Hidden guarded_parameter(const Program *program, const Call *call, const Guard *guard) {
  if (guard->parameter == GUARD_HIDDEN) return program->guards->hidden.at[guard->hidden];
  return parameter_asked(program, call->callee, guard->parameter);
}

// What a condition is about, in a call of the library function.
static Hidden condition_asked(const Condition *condition) {
  return (Hidden){.name = str_from_c(condition->keyword), .position = condition->position};
}

uint32_t parameter_named(const Program *program, FunctionId function, ExprId name) {
  const Function *public = &program->functions.at[function].public;
  const Summary *summary = summary_of(program, public->module);
  if (summary->exprs[name].kind != EXPR_NAME) return UINT32_MAX;
  Atom atom = atom_of(program, public->module, summary->exprs[name].a);
  for (ScopeId at = scope_at(program, public->module, name); at != public->scope;
       at = summary->scopes[at].parent)
    if (at == 0 || scope_bindings(program, public->module, at, atom).count > 0) return UINT32_MAX;
  BindingList list = scope_bindings(program, public->module, public->scope, atom);
  if (list.count != 1 || summary->bindings[list.at[0]].kind != BINDING_PARAMETER) return UINT32_MAX;
  return summary->bindings[list.at[0]].extra - summary->scopes[public->scope].parameters;
}

// How many arguments a caller gives to a function by place before those in its `*args`.
static int own_places(const Program *program, const FunctionState *function) {
  const Summary *summary = summary_of(program, function->public.module);
  const Scope *scope = &summary->scopes[function->public.scope];
  int places = 0;
  for (uint32_t i = 0; i < scope->parameter_count; i++)
    places += summary->parameters[scope->parameters + i].kind <= PARAMETER_PLAIN;
  return places - function_takes_self(function);
}

// Whether a function does nothing with a parameter but pass it on whole.
static bool is_only_passed_on(const Summary *summary, const Scope *scope, NameId name) {
  if (scope->end - scope->begin > BODY_MAX_EXPRS) return false;
  for (ExprId at = scope->begin; at < scope->end; at++) {
    const Expr *expr = &summary->exprs[at];
    bool is_changed = expr->use == USE_OBJECT || expr->use == USE_SUBSCRIPTED;
    if (expr_is_name(expr, name) && is_changed) return false;
  }
  return true;
}

// What of a call's arguments is the caller's own `*args` and `**kwargs`.
typedef struct Forward {
  int places;   // arguments before `*args`
  bool is_star; //
  bool is_double_star;
} Forward;

// False where anything else is spread there.
static bool read_forward(const Program *program, FunctionId function, ExprId site, Forward *out) {
  const Function *caller = &program->functions.at[function].public;
  const Summary *summary = summary_of(program, caller->module);
  const Scope *scope = &summary->scopes[caller->scope];
  const Expr *expr = &summary->exprs[site];
  if (expr->kind != EXPR_CALL || summary->flags & SUMMARY_C) return false;
  for (uint32_t i = 0; i < expr->c; i++) {
    const Argument *argument = &summary->arguments[expr->b + i];
    const Expr *value = &summary->exprs[argument->value];
    if (value->kind != EXPR_STARRED) {
      out->places += argument->keyword == 0 && !out->is_star;
      continue;
    }
    uint32_t own = parameter_named(program, function, value->a);
    if (own == UINT32_MAX) return false;
    const Parameter *parameter = &summary->parameters[scope->parameters + own];
    ParameterKind kind = value->b ? PARAMETER_DOUBLE_STAR : PARAMETER_STAR;
    if (parameter->kind != kind || !is_only_passed_on(summary, scope, parameter->name))
      return false;
    out->is_star |= kind == PARAMETER_STAR;
    out->is_double_star |= kind == PARAMETER_DOUBLE_STAR;
  }
  return out->is_star || out->is_double_star;
}

// What a function that passes `*args` and `**kwargs` on asks its own callers for.
static Hidden asked_by(const Program *program, FunctionId function, Forward forward, Hidden asked) {
  const FunctionState *state = &program->functions.at[function];
  const Summary *summary = summary_of(program, state->public.module);
  const Scope *scope = function_scope(program, function);
  bool is_among = forward.is_star && asked.position >= forward.places;
  asked.position =
      is_among ? own_places(program, state) + asked.position - forward.places : KEYWORD_ONLY;
  if (!forward.is_double_star || summary_takes_keyword(summary, scope, asked.name))
    asked.name = STR("");
  return asked;
}

static uint16_t keep(Program *program, Hidden hidden) {
  GuardTable *table = program->guards;
  for (uint32_t i = 0; i < table->hidden.count; i++) {
    const Hidden *known = &table->hidden.at[i];
    if (known->position == hidden.position && known->home == hidden.home &&
        known->fallback == hidden.fallback && str_equal(known->name, hidden.name))
      return (uint16_t)i;
  }
  array_push(program->arena, &table->hidden, hidden);
  return (uint16_t)(table->hidden.count - 1);
}

// Such parameters of a program; beyond them calls count as reached oftener than they are.
#define HIDDEN_MAX 4096

// ---- With a callable ----------------------------------------------------------------------------

// What becomes of the trail from a call to a callable that is given to it.
typedef struct Trail {
  Program *program;
  Hidden asked; // what the callable takes, in terms of the call that has been come to …
  Passed known; // … or what it is given on the way
} Trail;

// Functions that hand a callable on to each other.
#define HANDS_MAX 3

static bool is_nowhere(Hidden asked) {
  return asked.position == KEYWORD_ONLY && asked.name.size == 0;
}

// What a call in a function gives; in terms of the function's own callers where that is what they
// give it. False where that is not known.
static bool go_out(Trail *trail, FunctionId function, ExprId call) {
  Program *program = trail->program;
  ModuleId home = program->functions.at[function].public.module;
  if (trail->known.value || is_nowhere(trail->asked)) return true;
  ArgumentMatch match =
      argument_find(program, home, call, trail->asked.position, trail->asked.name);
  Forward forward = {0};
  if (match.value) {
    uint32_t own = parameter_named(program, function, match.value);
    if (own == UINT32_MAX)
      trail->known = (Passed){home, match.value, false};
    else
      trail->asked = parameter_asked(program, function, own);
  } else if (!match.is_unknown) {
    trail->asked.position = KEYWORD_ONLY;
    trail->asked.name = STR("");
  } else {
    if (!read_forward(program, function, call, &forward)) return false;
    trail->asked = asked_by(program, function, forward, trail->asked);
  }
  return true;
}

// The role of an argument that a library function calls; NULL where it has none.
static const Role *role_called(Program *program, ModuleId module, ExprId call,
                               const KnowledgeEntry *entry, ExprId argument) {
  for (size_t i = 0; entry && i < COUNT_OF(entry->roles); i++) {
    const Role *role = &entry->roles[i];
    if (role->role != ROLE_CALLED && role->role != ROLE_ON_LOOP) continue;
    Str keyword = str_from_c(role->keyword);
    if (argument_find(program, module, call, role->position, keyword).value == argument)
      return role;
  }
  return NULL;
}

// From what a library function calls to the call of that. Where nothing is known of what it hands
// on, that is only what a partial or getter was given before.
static bool go_through_library(Trail *trail, const Role *role) {
  if (trail->known.value || is_nowhere(trail->asked)) return true;
  if (!role || role->hands == HANDS_UNKNOWN) return false;
  if (trail->asked.position != KEYWORD_ONLY) trail->asked.position += role->position + 1;
  if (role->hands == HANDS_PLACES) trail->asked.name = STR("");
  return true;
}

static bool go_through(Trail *trail, FunctionId function, uint32_t given, int depth);

// From a call of a library function that the parameter `argument` is given to.
static bool go_from_library(Trail *trail, FunctionId function, const KnowledgeEntry *entry,
                            ExprId call, ExprId argument, bool *is_one) {
  ModuleId home = trail->program->functions.at[function].public.module;
  const Role *role = role_called(trail->program, home, call, entry, argument);
  *is_one = role != NULL;
  if (!role) return true;
  return go_through_library(trail, role) && go_out(trail, function, call);
}

// From a call in the function: of the parameter itself, or of a function that it is handed to.
// `*is_one` says whether it is any of these.
static bool go_from(Trail *trail, FunctionId function, uint32_t given, ExprId call, int depth,
                    bool *is_one) {
  Program *program = trail->program;
  ModuleId home = program->functions.at[function].public.module;
  const Summary *summary = summary_of(program, home);
  const Expr *expr = &summary->exprs[call];
  *is_one = parameter_named(program, function, expr->a) == given;
  if (*is_one) return go_out(trail, function, call);
  ExprId argument = 0;
  for (uint32_t i = 0; i < expr->c && argument == 0; i++) {
    ExprId value = summary->arguments[expr->b + i].value;
    if (parameter_named(program, function, value) == given) argument = value;
  }
  if (argument == 0) return true;
  Values callees = evaluate(program, home, expr->a);
  if (callees.count == 1 && callees.at[0].kind == VALUE_LIBRARY)
    return go_from_library(trail, function, symbol_entry(program, callees.at[0].a), call, argument,
                           is_one);
  if (callees.count != 1 || callees.at[0].kind != VALUE_FUNCTION) return true;
  uint32_t index = argument_parameter(program, home, call, callees.at[0], argument);
  if (index == UINT32_MAX) return true;
  *is_one = true;
  return go_through(trail, callees.at[0].a, index, depth + 1) && go_out(trail, function, call);
}

static bool is_same_trail(const Trail *a, const Trail *b) {
  if (a->known.value || b->known.value)
    return a->known.module == b->known.module && a->known.value == b->known.value;
  return a->asked.position == b->asked.position && str_equal(a->asked.name, b->asked.name);
}

// What a function hands on to the callable that is its parameter `given`: all its calls of that
// must hand on the same.
static bool go_through(Trail *trail, FunctionId function, uint32_t given, int depth) {
  const Function *public = &trail->program->functions.at[function].public;
  const Summary *summary = summary_of(trail->program, public->module);
  const Scope *scope = &summary->scopes[public->scope];
  Trail first = *trail;
  bool has_first = false;
  if (depth >= HANDS_MAX || scope->end - scope->begin > BODY_MAX_EXPRS) return false;
  for (ExprId at = scope->begin; at < scope->end; at++) {
    if (summary->exprs[at].kind != EXPR_CALL || summary->exprs[at].flags & EXPR_FLAG_DEAD) continue;
    Trail one = *trail;
    bool is_one = false;
    if (!go_from(&one, function, given, at, depth, &is_one)) return false;
    if (!is_one) continue;
    if (has_first && !is_same_trail(&first, &one)) return false;
    first = one;
    has_first = true;
  }
  *trail = first;
  return has_first;
}

// Whether a call in the function of a closure is one of what the closure was put around.
static bool calls_original(Program *program, uint32_t closure, ExprId call, FunctionId original) {
  ModuleId home = program->functions.at[program->closures.at[closure].function].public.module;
  const Expr *expr = expr_of(program, home, call);
  if (expr->kind != EXPR_CALL || expr->flags & EXPR_FLAG_DEAD) return false;
  Values callee = evaluate(program, home, expr->a);
  if (callee.count != 1 || callee.at[0].kind != VALUE_PARAMETER) return false;
  Values given = closure_given(program, closure, callee.at[0].a, callee.at[0].b);
  return given.count == 1 && given.at[0].kind == VALUE_FUNCTION && given.at[0].a == original;
}

// What a wrapper hands on to the function that it was put around: all its calls of that must hand
// on the same.
static bool go_through_wrapper(Trail *trail, uint32_t closure, FunctionId original) {
  Program *program = trail->program;
  FunctionId wrapper = program->closures.at[closure].function;
  const Function *public = &program->functions.at[wrapper].public;
  const Scope *scope = &summary_of(program, public->module)->scopes[public->scope];
  if (scope->end - scope->begin > BODY_MAX_EXPRS) return false;
  Trail first = *trail;
  bool has_first = false;
  for (ExprId at = scope->begin; at < scope->end; at++) {
    if (!calls_original(program, closure, at, original)) continue;
    Trail one = *trail;
    if (!go_out(&one, wrapper, at) || (has_first && !is_same_trail(&first, &one))) return false;
    first = one;
    has_first = true;
  }
  *trail = first;
  return has_first;
}

// What the arguments of a partial are to its callee.
static bool go_into_partial(Trail *trail, const Partial *partial) {
  const Summary *summary = summary_of(trail->program, partial->module);
  const Expr *call = &summary->exprs[partial->call];
  int given = -1; // the callee
  for (uint32_t i = 0; i < call->c; i++)
    given += summary->arguments[call->b + i].keyword == 0;
  int position = trail->asked.position < 0 ? KEYWORD_ONLY : trail->asked.position + 1;
  ArgumentMatch match =
      argument_find(trail->program, partial->module, partial->call, position, trail->asked.name);
  if (match.is_unknown) return false;
  if (match.value) trail->known = (Passed){partial->module, match.value, false};
  if (trail->asked.position >= 0) trail->asked.position -= given;
  if (trail->asked.position < 0) trail->asked.position = KEYWORD_ONLY;
  return true;
}

static bool is_meant(const Program *program, Value value, const Call *call) {
  if (value.kind == VALUE_FUNCTION || value.kind == VALUE_WRAPPED)
    return !call->entry && value.a == call->callee;
  return value.kind == VALUE_LIBRARY && call->entry &&
         symbol_entry(program->self, value.a) == call->entry;
}

// Whether the callee of a call is among what a value calls; first the arguments of partials.
static bool reaches(Trail *trail, Value value, const Call *call) {
  if (value.kind != VALUE_PARTIAL) return is_meant(trail->program, value, call);
  Partial partial = trail->program->partials.at[value.a];
  if (partial.getter) return partial.getter == GETTER_METHOD && go_into_partial(trail, &partial);
  return is_meant(trail->program, partial.callee, call) && go_into_partial(trail, &partial);
}

// The argument of the call at the site that is the callee, 0 where it is none, or one of several.
static ExprId find_argument(Trail *trail, ModuleId module, const Call *call) {
  const Summary *summary = summary_of(trail->program, module);
  const Expr *site = &summary->exprs[call->site];
  ExprId found = 0;
  for (uint32_t i = 0; i < site->c; i++) {
    ExprId argument = summary->arguments[site->b + i].value;
    Values values = evaluate(trail->program, module, argument);
    Trail one = *trail;
    if (values.count != 1 || !reaches(&one, values.at[0], call)) continue;
    if (found) return 0;
    found = argument;
    *trail = one;
  }
  return found;
}

static bool go_to_library(Trail *trail, ModuleId module, const Call *call,
                          const KnowledgeEntry *entry) {
  ExprId argument = find_argument(trail, module, call);
  if (argument == 0) return false;
  const Role *role = role_called(trail->program, module, call->site, entry, argument);
  return go_through_library(trail, role);
}

// In terms of the call at the site; false where that is not known.
static bool go_to_site(Trail *trail, const Call *call) {
  Program *program = trail->program;
  ModuleId module = program->functions.at[call->caller].public.module;
  const Expr *site = expr_of(program, module, call->site);
  if (site->kind != EXPR_CALL || summary_of(program, module)->flags & SUMMARY_C) return false;
  Values callees = evaluate(program, module, site->a);
  if (callees.count != 1) return false;
  if (callees.at[0].kind == VALUE_PARTIAL) return reaches(trail, callees.at[0], call);
  if (callees.at[0].kind == VALUE_LIBRARY)
    return go_to_library(trail, module, call, symbol_entry(program, callees.at[0].a));
  if (callees.at[0].kind != VALUE_FUNCTION) return false;
  ExprId argument = find_argument(trail, module, call);
  if (argument == 0) return false;
  uint32_t given = argument_parameter(program, module, call->site, callees.at[0], argument);
  if (given == UINT32_MAX) return false;
  return trail->known.value || go_through(trail, callees.at[0].a, given, 0);
}

// ---- Asking -------------------------------------------------------------------------------------

static Passed passed_at(const Trail *trail, ModuleId module, ExprId site) {
  if (trail->known.value) return trail->known;
  ArgumentMatch match =
      argument_find(trail->program, module, site, trail->asked.position, trail->asked.name);
  if (match.value) return (Passed){module, match.value, false};
  if (match.is_unknown) return passed_spread(trail->program, module, site, trail->asked.name);
  return (Passed){trail->asked.home, trail->asked.fallback, true};
}

static Passed passed_asked(Program *program, const Call *call, Hidden asked) {
  ModuleId module = program->functions.at[call->caller].public.module;
  Trail trail = {.program = program, .asked = asked};
  if (expr_of(program, module, call->site)->kind != EXPR_CALL) return (Passed){0};
  if (call->how == CALL_PASSED && !go_to_site(&trail, call)) return (Passed){0};
  return passed_at(&trail, module, call->site);
}

// A method would be called with `self` inside and without it outside.
bool passed_by_wrapper(Program *program, const Call *call, const Guard *guard, Passed *out) {
  const FunctionState *callee = &program->functions.at[call->callee];
  const Summary *home = summary_of(program, callee->public.module);
  bool is_decorated = home->scopes[callee->public.scope].decorator_count > 0;
  if (call->how != CALL_PLAIN || !is_decorated || callee->owner != CLASS_NONE) return false;
  ModuleId module = program->functions.at[call->caller].public.module;
  const Expr *site = expr_of(program, module, call->site);
  if (site->kind != EXPR_CALL) return false;
  Values values = evaluate(program, module, site->a);
  if (values.count != 1 || values.at[0].kind != VALUE_WRAPPED) return false;
  Trail trail = {.program = program, .asked = guarded_parameter(program, call, guard)};
  if (values.at[0].a != call->callee || !go_through_wrapper(&trail, values.at[0].b, call->callee))
    return false;
  *out = passed_at(&trail, module, call->site);
  return true;
}

bool passed_is_from(const Program *program, const Function *function, Passed passed) {
  const Scope *scope = &summary_of(program, function->module)->scopes[function->scope];
  return passed.module == function->module && passed.value >= scope->begin &&
         passed.value < scope->end;
}

Passed passed_hidden(Program *program, const Call *call, uint16_t number) {
  return passed_asked(program, call, program->guards->hidden.at[number]);
}

Passed passed_to_callable(Program *program, const Call *call, const Guard *guard) {
  return passed_asked(program, call, guarded_parameter(program, call, guard));
}

Passed passed_condition(Program *program, const Call *call, const Condition *condition) {
  return passed_asked(program, call, condition_asked(condition));
}

static bool hide(Program *program, const Call *call, Hidden asked, Guard *guard) {
  Forward forward = {0};
  if (!program->guards || program->guards->hidden.count >= HIDDEN_MAX) return false;
  if (!read_forward(program, call->caller, call->site, &forward)) return false;
  Trail trail = {.program = program, .asked = asked};
  if (call->how == CALL_PASSED && (!go_to_site(&trail, call) || trail.known.value)) return false;
  Hidden hidden = asked_by(program, call->caller, forward, trail.asked);
  if (is_nowhere(hidden)) return false;
  guard->parameter = GUARD_HIDDEN;
  guard->hidden = keep(program, hidden);
  return true;
}

bool guard_hide_name(Program *program, Hidden named, Guard *guard) {
  if (!program->guards || program->guards->hidden.count >= HIDDEN_MAX) return false;
  guard->parameter = GUARD_HIDDEN;
  guard->hidden = keep(program, named);
  return true;
}

bool guard_hide(Program *program, const Call *call, Guard *guard) {
  return hide(program, call, guarded_parameter(program, call, guard), guard);
}

bool guard_hide_condition(Program *program, const Call *call, const Condition *condition,
                          Guard *guard) {
  return hide(program, call, condition_asked(condition), guard);
}
