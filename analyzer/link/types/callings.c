// Who calls a function, and what the calls of the project pass to a parameter that says nothing of
// its type.
#include "link/types/project.h"

// Calls of one function that are looked at.
#define PROJECT_MAX_SITES 24
// Parameters that hand a value on to each other.
#define PROJECT_MAX_HANDS 8

// All that is passed for a parameter, where a set of values does not hold it.
#define PROJECT_MAX_PASSED 64

typedef struct PassedList {
  Value at[PROJECT_MAX_PASSED];
  uint32_t count;
  uint32_t site_count;
} PassedList;

typedef struct Callings {
  Map calls; // module -> index into `call_lists`
  Array(CallList) call_lists;
  Map passed; // function and parameter -> number of the set that is kept + 1, 0 while it is asked
} Callings;

static Callings *callings_of(Program *program) {
  if (!program->callings) program->callings = arena_push(program->arena, Callings, 1);
  return program->callings;
}

// ---- Calls by name ------------------------------------------------------------------------------

static NameId callee_name(const Summary *summary, ExprId call) {
  const Expr *expr = &summary->exprs[call];
  const Expr *callee = expr->kind == EXPR_CALL ? &summary->exprs[expr->a] : expr;
  return callee->kind == EXPR_NAME ? callee->a : callee->kind == EXPR_ATTRIBUTE ? callee->b : 0;
}

CallList module_calls(Program *program, ModuleId module) {
  Callings *callings = callings_of(program);
  uint32_t fresh = (uint32_t)callings->call_lists.count;
  uint32_t number = *map_insert(program->arena, &callings->calls, module, fresh);
  if (number != fresh) return callings->call_lists.at[number];
  const Summary *summary = summary_of(program, module);
  Array(NamedCall) calls = {0};
  NameMask names = {0};
  for (ExprId at = 1; at < summary->exprs_count; at++) {
    const Expr *expr = &summary->exprs[at];
    bool is_call = (expr->kind == EXPR_CALL) | (expr->use == USE_DECORATOR);
    if (!is_call || expr->flags & (EXPR_FLAG_DEAD | EXPR_FLAG_ANNOTATION)) continue;
    NameId name = callee_name(summary, at);
    if (!name) continue;
    uint64_t hash = atom_of(program, module, name).hash;
    NamedCall call = {(uint32_t)hash, at};
    mask_add(&names, hash);
    array_push(program->arena, &calls, call);
  }
  CallList list = {calls.at, (uint32_t)calls.count, names};
  array_push(program->arena, &callings->call_lists, list);
  return list;
}

ExprId module_next_call(Program *program, ModuleId module, Str name, uint32_t *cursor) {
  CallList calls = module_calls(program, module);
  const Summary *summary = summary_of(program, module);
  uint64_t hash = summary_name_hash(name);
  if (!mask_has(&calls.names, hash)) return 0;
  while (*cursor < calls.count) {
    NamedCall call = calls.at[(*cursor)++];
    bool is_it = call.hash == (uint32_t)hash &&
                 str_equal(summary_name(summary, callee_name(summary, call.call)), name);
    if (is_it) return call.call;
  }
  return 0;
}

// ---- What calls pass ----------------------------------------------------------------------------

typedef struct Asked { // the parameter of a function, and what is passed for it
  FunctionId function;
  uint32_t index;
  Str name;           // by which the function is called
  ClassId constructs; // of an `__init__`: its class
  uint32_t site_count;
  Values found;
  Value hands[PROJECT_MAX_HANDS]; // the parameter itself, and those that are passed for it
  uint32_t hand_count;
  PassedList *all; // where more is wanted than `found` holds
} Asked;

static void take_value(Asked *asked, Value value) {
  PassedList *all = asked->all;
  if (!all) {
    values_add_one(&asked->found, value);
    return;
  }
  for (uint32_t i = 0; i < all->count; i++)
    if (value_equal(all->at[i], value)) return;
  if (all->count == PROJECT_MAX_PASSED)
    asked->found.is_open = true;
  else
    all->at[all->count++] = value;
}

static void take_values(Asked *asked, Values values) {
  asked->found.is_open |= values.is_open;
  asked->found.may_be_none |= values.may_be_none;
  asked->found.confidence =
      (uint8_t)confidence_least((Confidence)asked->found.confidence, (Confidence)values.confidence);
  for (uint8_t i = 0; i < values.count; i++) {
    Value value = values.at[i];
    if (value.kind == VALUE_REST) asked->found.is_open = true;
    if (value.kind == VALUE_REST) continue;
    if (value.kind != VALUE_PARAMETER) {
      take_value(asked, value);
      continue;
    }
    uint32_t at = 0;
    while (at < asked->hand_count && !value_equal(asked->hands[at], value))
      at++;
    if (at == PROJECT_MAX_HANDS)
      asked->found.is_open = true;
    else if (at == asked->hand_count)
      asked->hands[asked->hand_count++] = value;
  }
}

static uint32_t sites_max(const Asked *asked) {
  return asked->all ? PROJECT_MAX_PASSED : PROJECT_MAX_SITES;
}

static void take_site(Program *program, Asked *asked, ModuleId module, ExprId call, bool is_bound) {
  ArgumentMatch match =
      argument_for_parameter(program, module, call, asked->function, asked->index, is_bound);
  if (asked->site_count++ >= sites_max(asked) || match.is_unknown) {
    asked->found.is_open = true;
    return;
  }
  if (match.value) {
    take_values(asked, evaluate(program, module, match.value));
    return;
  }
  ModuleId home = function_state(program, asked->function)->public.module;
  const Scope *scope = function_scope(program, asked->function);
  const Summary *summary = summary_of(program, home);
  ExprId fallback = summary->parameters[scope->parameters + asked->index].fallback;
  if (fallback) take_values(asked, evaluate(program, home, fallback));
}

// Whether a call of the value is one of the function; `is_bound`: its first argument is given.
static bool is_call_of(Program *program, const Asked *asked, Value callee, bool *is_bound) {
  if ((callee.kind == VALUE_FUNCTION || callee.kind == VALUE_WRAPPED) &&
      callee.a == asked->function) {
    *is_bound = callee.kind == VALUE_FUNCTION ? callee.b != 0 : asked->constructs != CLASS_NONE;
    return true;
  }
  if (callee.kind != VALUE_CLASS || asked->constructs == CLASS_NONE) return false;
  Values constructor = class_constructor(program, callee.a, CONSTRUCTOR_INIT);
  *is_bound = true;
  return constructor.count == 1 && constructor.at[0].kind == VALUE_FUNCTION &&
         constructor.at[0].a == asked->function;
}

FunctionId decorated_function(Program *program, ModuleId module, ExprId decorator) {
  const Summary *summary = summary_of(program, module);
  ScopeId scope = scope_behind(summary, decorator);
  if (scope == summary->scopes_count || summary->scopes[scope].kind != SCOPE_FUNCTION)
    return FUNCTION_NONE;
  const Scope *at = &summary->scopes[scope];
  for (uint32_t i = 0; i < at->decorator_count; i++)
    if (summary->operands[at->decorators + i] == decorator)
      return function_get(program, module, scope);
  return FUNCTION_NONE;
}

// The function is what a decorator stands for: it is given what stands below.
static void take_decorated(Program *program, Asked *asked, ModuleId module, ExprId decorator,
                           bool is_bound) {
  FunctionId given = decorated_function(program, module, decorator);
  if (given == FUNCTION_NONE || asked->index != is_bound) return;
  if (asked->site_count++ >= sites_max(asked))
    asked->found.is_open = true;
  else
    take_values(asked, values_one(VALUE_FUNCTION, given, 0));
}

static void ask_decorator(Program *program, Asked *asked, ModuleId module, ExprId decorator) {
  Values callees = evaluate(program, module, decorator);
  for (uint8_t i = 0; i < callees.count; i++) {
    Value callee = callees.at[i];
    bool is_it = (callee.kind == VALUE_FUNCTION && callee.a == asked->function) ||
                 (callee.kind == VALUE_CLOSURE &&
                  program->closures.at[callee.a].function == asked->function);
    if (!is_it) continue;
    take_decorated(program, asked, module, decorator, callee.kind == VALUE_FUNCTION && callee.b);
    return;
  }
}

static void ask_call(Program *program, Asked *asked, ModuleId module, ExprId call) {
  const Expr *expr = expr_of(program, module, call);
  if (expr->use == USE_DECORATOR) ask_decorator(program, asked, module, call);
  if (expr->kind != EXPR_CALL) return;
  Values callees = evaluate(program, module, expr->a);
  for (uint8_t i = 0; i < callees.count; i++) {
    bool is_bound = false;
    if (!is_call_of(program, asked, callees.at[i], &is_bound)) continue;
    take_site(program, asked, module, call, is_bound);
    return;
  }
}

static void ask_module(Program *program, Asked *asked, ModuleId module, Str name) {
  CallList calls = module_calls(program, module);
  const Summary *summary = summary_of(program, module);
  uint64_t whole = summary_name_hash(name);
  uint32_t hash = (uint32_t)whole;
  if (!mask_has(&calls.names, whole)) return;
  for (uint32_t i = 0; i < calls.count; i++) {
    if (calls.at[i].hash != hash) continue;
    if (asked->site_count > sites_max(asked)) return;
    ExprId call = calls.at[i].call;
    if (str_equal(summary_name(summary, callee_name(summary, call)), name))
      ask_call(program, asked, module, call);
  }
}

static void ask_modules(Program *program, Asked *asked, Modules modules, Str called) {
  asked->found.is_open |= modules.is_open;
  for (uint32_t i = 0; i < modules.count; i++)
    ask_module(program, asked, modules.at[i], called);
}

// Calls of the class and of those below that do not make their instances otherwise, and
// `super().__init__(…)`.
static void ask_constructor(Program *program, Asked *asked, ClassId id) {
  Str own = class_name(program, id);
  ask_modules(program, asked, modules_naming(program, program->classes.at[id].module, own), own);
  const Subclasses *below = class_subclasses(program, id);
  asked->found.is_open |= below->is_open;
  for (uint32_t i = 0; i < below->count; i++) {
    ModuleId module = program->classes.at[below->at[i]].module;
    Str name = class_name(program, below->at[i]);
    ask_modules(program, asked, modules_naming(program, module, name), name);
    ask_module(program, asked, module, STR("__init__"));
  }
}

// The function that another one is nested in; FUNCTION_NONE when it is in none.
static FunctionId function_around(Program *program, FunctionId function) {
  ModuleId module = function_state(program, function)->public.module;
  ScopeId around = function_scope(program, function)->parent;
  bool is_nested = summary_of(program, module)->scopes[around].kind == SCOPE_FUNCTION;
  return is_nested ? function_get(program, module, around) : FUNCTION_NONE;
}

// A nested function is called where it stands, and as what its maker gives: `@register("name")`.
static void ask_maker(Program *program, Asked *asked, FunctionId maker) {
  const FunctionState *state = function_state(program, maker);
  ModuleId home = state->public.module;
  const Summary *summary = summary_of(program, home);
  Str made = summary_name(summary, function_scope(program, maker)->name);
  ask_module(program, asked, home,
             summary_name(summary, function_scope(program, asked->function)->name));
  Modules modules = state->owner == CLASS_NONE ? modules_naming(program, home, made)
                                               : modules_of_class(program, state->owner);
  ask_modules(program, asked, modules, made);
}

// What a library passes that calls the function.
static void ask_library(Program *program, Asked *asked, Modules modules) {
  Values handed = hands_passed(program, asked->function, asked->index, modules);
  if (handed.count == 0) return;
  asked->site_count++;
  take_values(asked, handed);
}

static void ask_function(Program *program, Asked *asked) {
  const FunctionState *state = function_state(program, asked->function);
  const Scope *scope = function_scope(program, asked->function);
  ModuleId home = state->public.module;
  Str name = summary_name(summary_of(program, home), scope->name);
  asked->constructs = CLASS_NONE;
  FunctionId maker = function_around(program, asked->function);
  if (maker != FUNCTION_NONE) {
    ask_maker(program, asked, maker);
    ask_library(program, asked, (Modules){.at = {home}, .count = 1});
  } else if (state->owner == CLASS_NONE) {
    Modules modules = modules_naming(program, home, name);
    ask_modules(program, asked, modules, name);
    ask_library(program, asked, modules);
  } else if (str_equal(name, STR("__init__"))) {
    asked->constructs = state->owner;
    ask_constructor(program, asked, state->owner);
  } else {
    Modules modules = modules_of_class(program, state->owner);
    ask_modules(program, asked, modules, name);
    ask_library(program, asked, modules);
  }
}

// A function that is called by what the interpreter makes of an expression, or by whom it was
// given to, is called in places that no name leads to.
static bool is_variable(Program *program, ModuleId module, ExprId annotation) {
  Values type = evaluate(program, module, annotation);
  return type.count == 1 && !type.is_open && type.at[0].kind == VALUE_VARIABLE;
}

static bool is_askable(Program *program, Value parameter) {
  const Scope *scope = function_scope(program, parameter.a);
  const Summary *summary = summary_of(program, function_state(program, parameter.a)->public.module);
  const Parameter *at = &summary->parameters[scope->parameters + parameter.b];
  bool is_plain = at->kind != PARAMETER_STAR && at->kind != PARAMETER_DOUBLE_STAR;
  ModuleId module = function_state(program, parameter.a)->public.module;
  bool is_open = !at->annotation || annotation_is_callable(program, module, at->annotation) ||
                 is_variable(program, module, at->annotation);
  return is_plain && is_open && scope->kind == SCOPE_FUNCTION;
}

static Values find_passed(Program *program, Value parameter, PassedList *all) {
  Asked asked = {.found = {.confidence = CONFIDENCE_RESOLVED},
                 .hands = {parameter},
                 .hand_count = 1,
                 .all = all};
  for (uint32_t next = 0; next < asked.hand_count; next++) {
    uint32_t before = asked.site_count;
    asked.function = asked.hands[next].a;
    asked.index = asked.hands[next].b;
    if (is_askable(program, asked.hands[next])) ask_function(program, &asked);
    if (asked.site_count == before) asked.found.is_open = true;
    if (asked.site_count > sites_max(&asked)) break;
  }
  if (all) all->site_count = asked.site_count;
  return asked.found;
}

Values parameter_passed(Program *program, Value parameter) {
  // A package is written for callers that are not here.
  if (module_is_package(program, function_state(program, parameter.a)->public.module))
    return values_unknown();
  if (function_scope(program, parameter.a)->kind == SCOPE_LAMBDA)
    return lambda_passed(program, parameter);
  Callings *callings = callings_of(program);
  uint64_t key = number_hash(parameter.a) ^ parameter.b;
  const uint32_t *known = map_find(&callings->passed, key);
  if (known && *known != 0) return values_kept(program, *known - 1);
  if (known) question_cut(program);
  if (known || !question_begin(program)) return values_unknown();
  map_insert(program->arena, &callings->passed, key, 0);
  Values found = find_passed(program, parameter, NULL);
  question_end(program);
  *map_insert(program->arena, &callings->passed, key, 0) = values_keep(program, found) + 1;
  return found;
}

PassedValues parameter_passed_all(Program *program, Value parameter) {
  PassedValues found = {.is_open = true};
  if (module_is_package(program, function_state(program, parameter.a)->public.module)) return found;
  if (!question_begin(program)) return found;
  PassedList *all = arena_push(program->arena, PassedList, 1);
  found.is_open = find_passed(program, parameter, all).is_open;
  question_end(program);
  found.at = all->at;
  found.count = all->count;
  found.is_called = all->site_count > 0;
  return found;
}

// ---- How often a class is used ------------------------------------------------------------------

static uint32_t count_made(Program *program, ModuleId module, ClassId id) {
  Str name = class_name(program, id);
  CallList calls = module_calls(program, module);
  const Summary *summary = summary_of(program, module);
  uint64_t hash = summary_name_hash(name);
  uint32_t made = 0;
  if (!mask_has(&calls.names, hash)) return 0;
  for (uint32_t i = 0; i < calls.count && made < 2; i++) {
    const Expr *expr = &summary->exprs[calls.at[i].call];
    if (calls.at[i].hash != (uint32_t)hash || expr->kind != EXPR_CALL) continue;
    Values class = evaluate(program, module, expr->a);
    for (uint8_t k = 0; k < class.count; k++)
      made += class.at[k].kind == VALUE_CLASS && class.at[k].a == id;
  }
  return made;
}

bool class_made_once(Program *program, ClassId id) {
  const Subclasses *below = class_subclasses(program, id);
  if (below->count > 0 || below->is_open) return false;
  Modules modules =
      modules_naming(program, program->classes.at[id].module, class_name(program, id));
  uint32_t made = modules.is_open ? 2 : 0;
  for (uint32_t i = 0; i < modules.count && made < 2; i++)
    made += count_made(program, modules.at[i], id);
  return made < 2;
}
