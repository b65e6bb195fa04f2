// What a wrapper asks before it calls the method that it was put around. `if self.state ==
// "closed": raise` in it holds where the method begins, until something may change the field: so a
// property that reads files `if self.state == "closed"` reads none there. The same holds behind a
// call of such a method. Tests are those of fields of the object itself, with literals, None or for
// truth.
#include "link/doubts/doubts.h"
#include "link/guards/guards.h"
#include "link/types/constants.h"
#include "link/types/spelled.h"

#define SAID_MAX          4
#define SAID_MAX_DEPTH    4   // of tests inside tests, and of methods that call each other
#define AROUND_MAX        64  // regions around a place
#define EARLIER_MAX       256 // branches before one
#define SETTERS_MAX       64  // functions that are looked at for one that sets a field
#define SETTERS_MAX_DEPTH 6

typedef struct Said { // what holds of a field of an object
  Str field;
  GuardKind is; // GUARD_TRUE, GUARD_IS_NONE or GUARD_EQUALS
  bool is_not;
  Constant with;
} Said;

typedef struct Sayings {
  Said at[SAID_MAX];
  uint32_t count;
} Sayings;

// For which time a test of a function must say it.
typedef enum Since {
  SINCE_TEST,  // from there to the place that is asked about
  SINCE_ENTRY, // from where the function begins to the test
  SINCE_RAISE, // as SINCE_TEST, and the function raises where it is not so
} Since;

typedef struct Place { // in a method
  Program *program;
  const Function *function;
  const Summary *summary;
  const Scope *scope;
  NameId self;
  ExprId site;
} Place;

static Place place_in(Program *program, FunctionId id, ExprId site) {
  const Function *function = program_function(program, id);
  const Summary *summary = summary_of(program, function->module);
  const Scope *scope = &summary->scopes[function->scope];
  Place place = {program, function, summary, scope, 0, site};
  bool has_self = scope->parameter_count > 0 && !(summary->flags & SUMMARY_C);
  if (has_self) place.self = summary->parameters[scope->parameters].name;
  return place;
}

// Whether an expression is the first parameter, which has not been given another value.
static bool is_self(const Place *place, ExprId expr) {
  if (place->self == 0 || place->summary->exprs[expr].kind != EXPR_NAME) return false;
  if (place->summary->exprs[expr].a != place->self) return false;
  return guards_parameter(place->program, place->function->module, place->function->scope, expr) ==
         0;
}

// ---- What may change a field --------------------------------------------------------------------

static bool is_store(const Summary *summary, ExprId at, Str field) {
  const Expr *expr = &summary->exprs[at];
  bool is_target = expr->flags & EXPR_FLAG_STORE || expr->use == USE_DELETED;
  return expr->kind == EXPR_ATTRIBUTE && is_target &&
         str_equal(summary_name(summary, expr->b), field);
}

// Whether a call runs the code of a function of the project before its caller goes on.
static bool runs_now(const Summary *summary, const Program *program, const Call *call) {
  if (call->callee == FUNCTION_NONE) return false;
  return !program_function(program, call->callee)->is_async ||
         summary->exprs[call->site].use == USE_AWAITED;
}

// Whether a function, or one that it calls, sets a field of that name, whoever's.
static bool sets_field(const Program *program, FunctionId id, Str field, int depth,
                       uint32_t *budget) {
  const Function *function = program_function(program, id);
  const Summary *summary = summary_of(program, function->module);
  const Scope *scope = &summary->scopes[function->scope];
  if (summary->flags & SUMMARY_C || depth == SETTERS_MAX_DEPTH || *budget == 0) return true;
  --*budget;
  for (ExprId at = scope->begin; at < scope->end; at++)
    if (is_store(summary, at, field)) return true;
  for (uint32_t i = 0; i < function->call_count; i++) {
    const Call *call = program_call(program, function->first_call + i);
    if (runs_now(summary, program, call) && call->callee != id &&
        sets_field(program, call->callee, field, depth + 1, budget))
      return true;
  }
  return false;
}

static bool may_set(const Program *program, FunctionId id, Str field) {
  uint32_t budget = SETTERS_MAX;
  return sets_field(program, id, field, 0, &budget);
}

// Where what runs before a place comes to its end: with the outermost loop that begins behind
// `from`, as that runs again.
static ExprId end_of_turn(const Place *place, ExprId from) {
  ExprId end = place->site;
  RegionId at = region_at(place->program, place->function->module, place->site);
  for (int i = 0; i < AROUND_MAX; i++) {
    const Region *region = &place->summary->regions[at];
    if (region->kind == REGION_BODY) break;
    bool is_loop = region->kind == REGION_WHILE || region->kind == REGION_FOR ||
                   region->kind == REGION_ASYNC_FOR;
    if (is_loop && region->begin > from && region->end > end) end = region->end;
    at = region->parent;
  }
  return end;
}

// Whether others have their turn there, or nobody knows what is done to the object.
static bool lets_go(const Place *place, ExprId at) {
  const Expr *expr = &place->summary->exprs[at];
  if (expr->use == USE_ASYNC_ENTERED || expr->use == USE_ASYNC_ITERATED) return true;
  if (expr->kind == EXPR_AWAIT || expr->kind == EXPR_YIELD || expr->kind == EXPR_YIELD_FROM)
    return true;
  if (expr->kind != EXPR_CALL) return false;
  const Expr *method = &place->summary->exprs[expr->a];
  bool is_given = method->kind == EXPR_ATTRIBUTE && is_self(place, method->a);
  for (uint32_t i = 0; i < expr->c; i++)
    is_given |= is_self(place, place->summary->arguments[expr->b + i].value);
  if (!is_given) return false;
  for (uint32_t i = 0; i < place->function->call_count; i++) {
    const Call *call = program_call(place->program, place->function->first_call + i);
    if (call->site == at && call->callee != FUNCTION_NONE) return false;
  }
  return true;
}

// Whether a field is at a place what it was behind `from`.
static bool is_kept(const Place *place, Str field, ExprId from) {
  ExprId end = end_of_turn(place, from);
  for (ExprId at = from + 1; at < end; at++) {
    if (is_store(place->summary, at, field)) return false;
    if (at != place->site && lets_go(place, at)) return false;
  }
  for (uint32_t i = 0; i < place->function->call_count; i++) {
    const Call *call = program_call(place->program, place->function->first_call + i);
    if (call->site <= from || call->site >= end) continue;
    if (runs_now(place->summary, place->program, call) &&
        may_set(place->program, call->callee, field))
      return false;
  }
  return true;
}

// ---- What tests say -----------------------------------------------------------------------------

static void say(const Place *place, ExprId field, Said said, Sayings *out) {
  const Expr *expr = &place->summary->exprs[field];
  if (expr->kind != EXPR_ATTRIBUTE || !is_self(place, expr->a) || out->count == SAID_MAX) return;
  said.field = summary_name(place->summary, expr->b);
  out->at[out->count++] = said;
}

static void read_compare(const Place *place, const Expr *compare, bool is_true, Sayings *out) {
  if (compare->b != 2) return;
  bool is_unequal = compare->c == OPERATOR_IS_NOT || compare->c == OPERATOR_NE;
  if (!is_unequal && compare->c != OPERATOR_IS && compare->c != OPERATOR_EQ) return;
  ExprId with = place->summary->operands[compare->a + 1];
  const Expr *literal = &place->summary->exprs[with];
  if (literal->kind != EXPR_LITERAL) return;
  Said said = {.is = literal->a == LITERAL_NONE ? GUARD_IS_NONE : GUARD_EQUALS,
               .is_not = is_unequal == is_true};
  if (!constant_read(place->program, place->function->module, with, &said.with)) return;
  say(place, place->summary->operands[compare->a], said, out);
}

static void read_test(const Place *place, ExprId test, bool is_true, int depth, Sayings *out) {
  const Expr *expr = &place->summary->exprs[test];
  if (test == 0 || depth == SAID_MAX_DEPTH) return;
  if (expr->kind == EXPR_ATTRIBUTE) {
    say(place, test, (Said){.is = GUARD_TRUE, .is_not = !is_true}, out);
  } else if (expr->kind == EXPR_COMPARE) {
    read_compare(place, expr, is_true, out);
  } else if (expr->kind == EXPR_UNARY && expr->c == OPERATOR_NOT) {
    read_test(place, expr->a, !is_true, depth + 1, out);
  } else if (expr->kind == EXPR_CHOICE && expr->c == (is_true ? CHOICE_AND : CHOICE_OR)) {
    for (uint32_t i = 0; i < expr->b; i++)
      read_test(place, place->summary->operands[expr->a + i], is_true, depth + 1, out);
  }
}

static void take_test(const Place *place, ExprId test, bool is_true, Since since, Sayings *out) {
  Sayings fresh = {0};
  read_test(place, test, is_true, 0, &fresh);
  Place until = *place;
  if (since == SINCE_ENTRY) until.site = test;
  ExprId from = since == SINCE_ENTRY ? place->scope->begin : test;
  for (uint32_t i = 0; i < fresh.count && out->count < SAID_MAX; i++)
    if (is_kept(&until, fresh.at[i].field, from)) out->at[out->count++] = fresh.at[i];
}

// Whether a function may return before the end of a branch of it.
static bool may_have_returned(const Place *place, const Region *branch) {
  const Summary *summary = place->summary;
  for (uint32_t i = exits_from(summary, place->scope->begin); i < summary->exits_count; i++) {
    if (summary->exits[i].at > branch->end) return false;
    bool is_own = summary->exits[i].scope == place->function->scope;
    if (is_own && summary->exits[i].kind == EXIT_RETURN) return true;
  }
  return false;
}

// Branches that leave before the place and stand directly in a region around it.
static void take_earlier(const Place *place, RegionId around, Since since, Sayings *out) {
  const Region *regions = place->summary->regions;
  for (RegionId at = around + 1; at < place->summary->regions_count; at++) {
    const Region *branch = &regions[at];
    if (at - around > EARLIER_MAX || branch->begin >= place->site) return;
    if (branch->kind != REGION_IF || branch->parent != around || branch->end > place->site)
      continue;
    bool leaves = since == SINCE_RAISE ? branch->flow == FLOW_RAISES : !(branch->flow & FLOW_FALLS);
    if (since == SINCE_RAISE && may_have_returned(place, branch)) return;
    if (leaves) take_test(place, branch->subject, false, since, out);
  }
}

// What tests around a place and before it say.
static Sayings sayings_at(const Place *place, Since since) {
  Sayings out = {0};
  RegionId at = region_at(place->program, place->function->module, place->site);
  for (int i = 0; i < AROUND_MAX; i++) {
    const Region *region = &place->summary->regions[at];
    if (region->scope != place->function->scope) break;
    bool is_body = region->kind == REGION_BODY;
    if (since != SINCE_RAISE || is_body) take_earlier(place, at, since, &out);
    if (is_body) break;
    bool is_test = region->kind == REGION_IF || region->kind == REGION_ELSE;
    if (is_test && since != SINCE_RAISE)
      take_test(place, region->subject, region->kind == REGION_IF, since, &out);
    at = region->parent;
  }
  return out;
}

static bool contradicts(const Program *program, const Said *a, const Said *b) {
  if (!str_equal(a->field, b->field)) return false;
  if (a->is != b->is) {
    bool is_pair = a->is != GUARD_EQUALS && b->is != GUARD_EQUALS;
    return is_pair && !a->is_not && !b->is_not; // None is not true
  }
  if (a->is != GUARD_EQUALS) return a->is_not != b->is_not;
  Answer same = constants_equal(program, &a->with, &b->with);
  if (a->is_not != b->is_not) return same == ANSWER_YES;
  return !a->is_not && same == ANSWER_NO;
}

// ---- Wrappers -----------------------------------------------------------------------------------

// The only place where a wrapper calls what its decorator was given, which it hands to nobody.
static ExprId wrapped_call(const Summary *summary, const Scope *maker, const Scope *wrapper,
                           NameId given) {
  for (ExprId at = wrapper->begin; at < wrapper->end; at++) {
    const Expr *expr = &summary->exprs[at];
    bool is_given = expr_is_name(expr, given);
    if (is_given && expr->use != USE_CALLED && expr->use != USE_OBJECT) return 0;
  }
  ExprId found = only_call_of(summary, maker, given);
  return found >= wrapper->begin && found < wrapper->end ? found : 0;
}

// Whether every coroutine of a function is awaited where it is made.
static bool is_awaited_at_once(const Program *program, FunctionId id) {
  for (size_t i = 0; i < program->calls.count; i++) {
    const Call *call = &program->calls.at[i];
    if (call->callee != id) continue;
    const Function *caller = program_function(program, call->caller);
    const Summary *summary = summary_of(program, caller->module);
    if (summary->exprs[call->site].use != USE_AWAITED) return false;
  }
  return true;
}

// Whether a method begins where its wrapper calls it, and not at some later time.
static bool begins_there(const Program *program, const Place *call, FunctionId method) {
  const Function *function = program_function(program, method);
  if (function->is_generator || call->function->is_generator) return false;
  if (!function->is_async) return true;
  ExprUse use = (ExprUse)call->summary->exprs[call->site].use;
  if (call->function->is_async) return use == USE_AWAITED;
  return use == USE_RETURNED && is_awaited_at_once(program, method);
}

// The wrapper that was put around a method, `*at` where it calls that; FUNCTION_NONE without one.
static FunctionId wrapper_of(Program *program, FunctionId method, Place *at) {
  const FunctionState *state = function_state(program, method);
  if (state->owner == CLASS_NONE || state->decorated != 2) return FUNCTION_NONE;
  Value alone = {0};
  if (kept_alone(state->value, &alone) && alone.kind != VALUE_WRAPPED) return FUNCTION_NONE;
  Values values = values_kept(program, state->value);
  if (values.count != 1 || values.at[0].kind != VALUE_WRAPPED) return FUNCTION_NONE;
  Closure closure = program->closures.at[values.at[0].b];
  for (int depth = 0; closure.given.kind == VALUE_WRAPPED && depth < SAID_MAX_DEPTH; depth++)
    closure = program->closures.at[closure.given.b];
  if (closure.given.kind != VALUE_FUNCTION || closure.given.a != method) return FUNCTION_NONE;
  const Function *maker = program_function(program, closure.maker);
  *at = place_in(program, closure.function, 0);
  const Scope *around = &at->summary->scopes[maker->scope];
  bool is_nested = maker->module == at->function->module && at->scope->parent == maker->scope;
  if (!is_nested || closure.given_index >= around->parameter_count) return FUNCTION_NONE;
  NameId given = at->summary->parameters[around->parameters + closure.given_index].name;
  at->site = wrapped_call(at->summary, around, at->scope, given);
  const Expr *call = &at->summary->exprs[at->site];
  if (at->site == 0 || call->c == 0) return FUNCTION_NONE;
  const Argument *first = &at->summary->arguments[call->b];
  return first->keyword == 0 && is_self(at, first->value) ? closure.function : FUNCTION_NONE;
}

// ---- What is known at a call --------------------------------------------------------------------

static void add_kept(const Place *place, const Sayings *known, ExprId from, Sayings *out) {
  for (uint32_t i = 0; i < known->count && out->count < SAID_MAX; i++)
    if (is_kept(place, known->at[i].field, from)) out->at[out->count++] = known->at[i];
}

// The method of the same object that is called or read at a place.
static bool is_on_self(const Place *place) {
  const Expr *expr = &place->summary->exprs[place->site];
  if (expr->kind == EXPR_CALL) expr = &place->summary->exprs[expr->a];
  return expr->kind == EXPR_ATTRIBUTE && is_self(place, expr->a);
}

static bool is_region_around(const Summary *summary, RegionId outer, RegionId inner) {
  for (int i = 0; i < AROUND_MAX && inner != outer; i++) {
    if (summary->regions[inner].kind == REGION_BODY) return false;
    inner = summary->regions[inner].parent;
  }
  return inner == outer;
}

// Whether a statement runs a method of the same object before each run of a place.
static bool is_sure_before(const Place *place, const Call *earlier) {
  if (earlier->how != CALL_PLAIN || earlier->callee == FUNCTION_NONE) return false;
  ExprUse use = (ExprUse)place->summary->exprs[earlier->site].use;
  bool is_statement = use == USE_DROPPED || use == USE_BOUND;
  if (earlier->site >= place->site || !is_statement || earlier->is_choice) return false;
  Place other = *place;
  other.site = earlier->site;
  ModuleId module = place->function->module;
  return is_on_self(&other) &&
         is_region_around(place->summary, region_at(place->program, module, earlier->site),
                          region_at(place->program, module, place->site));
}

// What holds behind calls of methods whose wrappers raise where it does not.
static void add_from_calls(const Place *place, Sayings *out) {
  for (uint32_t i = 0; i < place->function->call_count; i++) {
    const Call *call = program_call(place->program, place->function->first_call + i);
    Place at = {0};
    if (!is_sure_before(place, call)) continue;
    FunctionId wrapper = wrapper_of(place->program, call->callee, &at);
    if (wrapper == FUNCTION_NONE || at.function->is_async || at.function->is_generator) continue;
    Sayings known = sayings_at(&at, SINCE_RAISE), lasting = {0};
    for (uint32_t k = 0; k < known.count; k++)
      if (!may_set(place->program, call->callee, known.at[k].field) &&
          !may_set(place->program, wrapper, known.at[k].field))
        lasting.at[lasting.count++] = known.at[k];
    add_kept(place, &lasting, call->site, out);
  }
}

static Sayings known_at(const Place *place, FunctionId function) {
  Sayings out = {0};
  Place at = {0};
  if (wrapper_of(place->program, function, &at) != FUNCTION_NONE &&
      begins_there(place->program, &at, function)) {
    Sayings known = sayings_at(&at, SINCE_TEST);
    add_kept(place, &known, place->scope->begin, &out);
  }
  add_from_calls(place, &out);
  return out;
}

// Whether a function, or a method that it calls, has a wrapper of the project.
static bool has_wrappers(Program *program, FunctionId id) {
  FunctionState *state = function_state(program, id);
  if (state->wrapped != 0) return state->wrapped == 2;
  Place at = {0};
  bool has_some = wrapper_of(program, id, &at) != FUNCTION_NONE;
  for (uint32_t i = 0; i < state->public.call_count && !has_some; i++) {
    FunctionId callee = program_call(program, state->public.first_call + i)->callee;
    has_some = callee != FUNCTION_NONE && wrapper_of(program, callee, &at) != FUNCTION_NONE;
  }
  state->wrapped = has_some ? 2 : 1;
  return has_some;
}

// ---- What does not run then ---------------------------------------------------------------------

static bool is_ruled_out(const Place *place, const Said *known) {
  Sayings needed = sayings_at(place, SINCE_ENTRY);
  for (uint32_t i = 0; i < needed.count; i++)
    if (contradicts(place->program, known, &needed.at[i])) return true;
  return false;
}

// Whether all that a method calls stands behind tests that are not met where something is known.
static bool does_nothing(Program *program, FunctionId id, const Said *known, int depth) {
  const FunctionState *state = function_state(program, id);
  bool is_static = state->decoration == DECORATION_STATIC || state->decoration == DECORATION_CLASS;
  if (state->owner == CLASS_NONE || is_static || state->public.is_generator) return false;
  bool has_some = false;
  for (uint32_t i = 0; i < state->public.call_count; i++) {
    uint32_t index = state->public.first_call + i;
    const Call *call = program_call(program, index);
    Place place = place_in(program, id, call->site);
    bool matters =
        program->call_effects.at[index] != EFFECT_NONE || runs_now(place.summary, program, call);
    if (!matters) continue;
    has_some = true;
    if (is_ruled_out(&place, known)) continue;
    bool is_same = depth < SAID_MAX_DEPTH && call->callee != FUNCTION_NONE && is_on_self(&place) &&
                   is_kept(&place, known->field, place.scope->begin);
    if (!is_same || !does_nothing(program, call->callee, known, depth + 1)) return false;
  }
  return has_some;
}

bool wrappers_rule_out(Program *program, const Call *call) {
  if (call->how != CALL_PLAIN && call->how != CALL_PROPERTY) return false;
  if (!has_wrappers(program, call->caller)) return false;
  Place place = place_in(program, call->caller, call->site);
  bool is_own = place.self != 0 && function_state(program, call->caller)->owner != CLASS_NONE;
  if (!is_own || !is_on_self(&place) || !runs_now(place.summary, program, call)) return false;
  Sayings known = known_at(&place, call->caller);
  for (uint32_t i = 0; i < known.count; i++)
    if (does_nothing(program, call->callee, &known.at[i], 0)) return true;
  return false;
}
