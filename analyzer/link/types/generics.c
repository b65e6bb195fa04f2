// What type parameters stand for: `Box[Path]`, `first(jobs)`, `Self`. A value remembers what is
// given for the parameters of its class, or of the function that was called, as the number of a
// small table; reading an annotation under such a table finds there what a parameter stands for,
// where else there is only its bound.
#include "link/program.h"

#define GIVEN_MAX 8 // parameters of one class or function
// Types inside types that are looked into, and bases of bases.
#define TYPE_MAX_DEPTH  8
#define BASES_MAX_DEPTH 16
// Parameters of a function that are looked at to find out what its type parameters are.
#define INFER_MAX_PARAMETERS 16

typedef struct GivenType {
  uint32_t module;   // of the parameter; MODULE_NONE: of a library class, or Self
  uint32_t variable; // which one it is there: variable_key, its place, SELF_KEY
  uint32_t kept;     // what it stands for
} GivenType;

typedef struct Given {
  GivenType at[GIVEN_MAX];
  uint32_t count;
} Given;

struct Generics {
  Array(Given) givens;
  Map index; // hash -> number
};

typedef struct Parameters { // of a class, as VALUE_VARIABLE
  Value at[GIVEN_MAX];
  uint32_t count;
} Parameters;

#define SELF_KEY UINT32_MAX

static uint32_t variable_key(Value variable) {
  return variable.b << 1 | variable.detail;
}

// ---- Tables -------------------------------------------------------------------------------------

static struct Generics *generics_of(Program *program) {
  if (!program->generics) program->generics = arena_push(program->arena, struct Generics, 1);
  return program->generics;
}

static Given given_read(const Program *program, uint16_t number) {
  return number ? program->generics->givens.at[number - 1] : (Given){0};
}

// The number of a table; 0 of an empty one, and when there are too many.
static uint16_t given_keep(Program *program, const Given *given) {
  struct Generics *generics = generics_of(program);
  if (given->count == 0) return 0;
  uint64_t key = str_hash((Str){(const char *)given, sizeof *given});
  const uint32_t *known = map_find(&generics->index, key);
  if (known) return (uint16_t)*known;
  if (generics->givens.count == UINT16_MAX) return 0;
  array_push_moving(program->arena, &generics->givens, *given);
  uint32_t number = (uint32_t)generics->givens.count;
  map_insert(program->arena, &generics->index, key, number);
  return (uint16_t)number;
}

static GivenType *find_type(Given *given, uint32_t module, uint32_t variable) {
  for (uint32_t i = 0; i < given->count; i++)
    if (given->at[i].module == module && given->at[i].variable == variable) return &given->at[i];
  return NULL;
}

static void given_add(Program *program, Given *given, uint32_t module, uint32_t variable,
                      Values values) {
  if (values.count == 0 || values.at[0].kind == VALUE_NONE) return;
  GivenType *known = find_type(given, module, variable);
  if (!known && given->count == GIVEN_MAX) return;
  if (!known) {
    given->at[given->count++] = (GivenType){module, variable, values_keep(program, values)};
    return;
  }
  Values both = values_kept(program, known->kept);
  values_add(&both, values);
  known->kept = values_keep(program, both);
}

static bool given_find(const Program *program, uint16_t number, uint32_t module, uint32_t variable,
                       Values *out) {
  Given given = given_read(program, number);
  const GivenType *found = find_type(&given, module, variable);
  if (found) *out = values_kept(program, found->kept);
  return found != NULL;
}

bool given_variable(const Program *program, uint16_t given, Value variable, Values *out) {
  return given && given_find(program, given, variable.a, variable_key(variable), out);
}

bool given_self(const Program *program, uint16_t given, Values *out) {
  return given && given_find(program, given, MODULE_NONE, SELF_KEY, out);
}

Values given_place(const Program *program, uint16_t given, uint32_t place) {
  Values found = values_unknown();
  if (given) given_find(program, given, MODULE_NONE, place, &found);
  return found;
}

uint16_t given_one(Program *program, Values values) {
  Given given = {0};
  given_add(program, &given, MODULE_NONE, 0, values);
  return given_keep(program, &given);
}

// The place of the call that made an object, behind those of type parameters.
#define MAKER_PLACE (SELF_KEY - 1)

uint16_t given_as_self(Program *program, Values self) {
  Given given = {0};
  given_add(program, &given, MODULE_NONE, SELF_KEY, self);
  return given_keep(program, &given);
}

uint16_t given_made(Program *program, Values values, uint32_t made) {
  Given given = {0};
  given_add(program, &given, MODULE_NONE, 0, values);
  given_add(program, &given, MODULE_NONE, MAKER_PLACE, values_one(VALUE_MADE, made, 0));
  return given_keep(program, &given);
}

Values given_keeper(const Program *program, uint16_t given) {
  return given_place(program, given, MAKER_PLACE);
}

uint16_t given_in_order(Program *program, ModuleId module, TypeArguments arguments,
                        uint16_t outer) {
  Given given = {0};
  for (uint32_t i = 0; i < arguments.count && i < GIVEN_MAX; i++)
    if (type_argument(arguments, i))
      given_add(program, &given, MODULE_NONE, i,
                annotation_given(program, module, type_argument(arguments, i), outer));
  return given_keep(program, &given);
}

// ---- The parameters of a class ------------------------------------------------------------------

static void add_variable(Parameters *found, Value variable) {
  for (uint32_t i = 0; i < found->count; i++)
    if (value_equal(found->at[i], variable)) return;
  if (found->count < GIVEN_MAX) found->at[found->count++] = variable;
}

// The type parameters that a type mentions, in the order in which it does.
static void collect(Program *program, ModuleId module, ExprId id, int depth, Parameters *found) {
  const Summary *summary = summary_of(program, module);
  const Expr *expr = &summary->exprs[id];
  if (id == 0 || depth == 0) return;
  if (expr->kind == EXPR_NAME || expr->kind == EXPR_ATTRIBUTE) {
    Values named = evaluate(program, module, id);
    if (named.count == 1 && named.at[0].kind == VALUE_VARIABLE) add_variable(found, named.at[0]);
  } else if (expr->kind == EXPR_SUBSCRIPT) {
    collect(program, module, expr->b, depth - 1, found);
  } else if (expr->kind == EXPR_BINARY) {
    collect(program, module, expr->a, depth - 1, found);
    collect(program, module, expr->b, depth - 1, found);
  } else if (expr->kind == EXPR_CONTAINER && expr->c != CONTAINER_DICT) {
    for (uint32_t i = 0; i < expr->b && i < GIVEN_MAX; i++)
      collect(program, module, summary->operands[expr->a + i], depth - 1, found);
  }
}

static bool is_listing(Program *program, ModuleId module, const Expr *base) {
  if (base->kind != EXPR_SUBSCRIPT) return false;
  Values form = evaluate(program, module, base->a);
  if (form.count != 1 || form.at[0].kind != VALUE_LIBRARY) return false;
  Str name = symbol_name(program, form.at[0].a);
  return str_equal(name, STR("typing.Generic")) || str_equal(name, STR("typing.Protocol"));
}

static void collect_bases(Program *program, ClassId id, bool only_lists, Parameters *found) {
  ModuleId module = program->classes.at[id].module;
  const Summary *summary = summary_of(program, module);
  const Scope *scope = &summary->scopes[program->classes.at[id].scope];
  for (uint32_t i = 0; i < scope->base_count; i++) {
    const Argument *base = &summary->arguments[scope->bases + i];
    const Expr *expr = &summary->exprs[base->value];
    if (base->keyword != 0 || expr->kind != EXPR_SUBSCRIPT) continue;
    if (!only_lists || is_listing(program, module, expr))
      collect(program, module, base->value, TYPE_MAX_DEPTH, found);
  }
}

// The first type parameter of a class, if it has any: what is bound before it at the same time is
// not in its scope.
static BindingId first_parameter(const Summary *summary, ScopeId scope) {
  ExprId begin = summary->scopes[scope].begin;
  BindingId at = bindings_from(summary, begin);
  while (at < summary->bindings_count && summary->bindings[at].at == begin &&
         summary->bindings[at].scope != scope)
    at++;
  return at;
}

// `class Slot[T]`
static void add_own_parameters(Program *program, ModuleId module, ScopeId scope,
                               Parameters *found) {
  const Summary *summary = summary_of(program, module);
  BindingId at = first_parameter(summary, scope);
  for (; at < summary->bindings_count; at++) {
    const Binding *binding = &summary->bindings[at];
    if (binding->kind != BINDING_TYPE_PARAMETER || binding->scope != scope) return;
    add_variable(found, (Value){.kind = VALUE_VARIABLE, .detail = 1, .a = module, .b = at});
  }
}

static const Parameters *class_parameters(Program *program, ClassId id) {
  if (program->classes.at[id].parameters) return program->classes.at[id].parameters;
  Parameters found = {0};
  add_own_parameters(program, program->classes.at[id].module, program->classes.at[id].scope,
                     &found);
  if (found.count == 0) collect_bases(program, id, true, &found);
  if (found.count == 0) collect_bases(program, id, false, &found);
  Parameters *kept = arena_push(program->arena, Parameters, 1);
  *kept = found;
  program->classes.at[id].parameters = kept;
  return kept;
}

// Whether a class says anything of parameters, its own or those of a base.
static bool has_types(const Program *program, ClassId id) {
  const Class *class = &program->classes.at[id];
  const Summary *summary = summary_of(program, class->module);
  const Scope *scope = &summary->scopes[class->scope];
  for (uint32_t i = 0; i < scope->base_count; i++)
    if (summary->exprs[summary->arguments[scope->bases + i].value].kind == EXPR_SUBSCRIPT)
      return true;
  BindingId first = first_parameter(summary, class->scope);
  return first < summary->bindings_count && summary->bindings[first].scope == class->scope &&
         summary->bindings[first].kind == BINDING_TYPE_PARAMETER;
}

bool class_is_generic(Program *program, ClassId id) {
  if (program->classes.at[id].generic) return program->classes.at[id].generic == 2;
  const Class *class = class_order(program, id);
  if (class->state != 2) return false;
  bool is_generic = false;
  for (uint32_t i = 0; i < class->order_count && !is_generic; i++)
    is_generic =
        class->order[i].class_id != CLASS_NONE && has_types(program, class->order[i].class_id);
  program->classes.at[id].generic = is_generic ? 2 : 1;
  return is_generic;
}

uint16_t given_to_class(Program *program, ClassId id, ModuleId module, TypeArguments arguments,
                        uint16_t outer) {
  const Parameters *parameters = class_parameters(program, id);
  Given given = {0};
  for (uint32_t i = 0; i < parameters->count && i < arguments.count; i++)
    if (type_argument(arguments, i))
      given_add(program, &given, parameters->at[i].a, variable_key(parameters->at[i]),
                annotation_given(program, module, type_argument(arguments, i), outer));
  return given_keep(program, &given);
}

// What is given to an ancestor where `given` is given to the class.
static uint16_t given_to_ancestor(Program *program, ClassId id, uint16_t given, ClassId ancestor,
                                  int depth) {
  if (id == ancestor || depth == 0) return id == ancestor ? given : 0;
  ModuleId module = program->classes.at[id].module;
  const Summary *summary = summary_of(program, module);
  const Scope *scope = &summary->scopes[program->classes.at[id].scope];
  for (uint32_t i = 0; i < scope->base_count; i++) {
    ExprId base = summary->arguments[scope->bases + i].value;
    Values values = evaluate(program, module, base);
    if (values.count != 1 || values.at[0].kind != VALUE_CLASS) continue;
    Value class = values.at[0];
    if (!class_is_below(program, class.a, ancestor)) continue;
    const Expr *expr = &summary->exprs[base];
    if (expr->kind == EXPR_SUBSCRIPT)
      class.given = given_to_class(program, class.a, module, type_arguments(summary, expr), given);
    return given_to_ancestor(program, class.a, class.given, ancestor, depth - 1);
  }
  return 0;
}

// ---- What functions give ------------------------------------------------------------------------

static bool mentions(Program *program, ModuleId module, ExprId id, int depth) {
  const Summary *summary = summary_of(program, module);
  const Expr *expr = &summary->exprs[id];
  if (id == 0 || depth == 0) return false;
  switch ((int)expr->kind) {
  case EXPR_NAME:
  case EXPR_ATTRIBUTE: {
    Values named = evaluate(program, module, id);
    return named.count == 1 &&
           (named.at[0].kind == VALUE_VARIABLE || annotation_is_self(program, named.at[0]));
  }
  case EXPR_SUBSCRIPT:
    return mentions(program, module, expr->b, depth - 1);
  case EXPR_BINARY:
    return mentions(program, module, expr->a, depth - 1) ||
           mentions(program, module, expr->b, depth - 1);
  case EXPR_CONTAINER:
    for (uint32_t i = 0; i < expr->b && i < GIVEN_MAX; i++)
      if (mentions(program, module, summary->operands[expr->a + i], depth - 1)) return true;
    return false;
  }
  return false;
}

// Whether an expression is the first parameter of a function, or a call of it: `self`, `cls()`.
static bool is_receiver(const Summary *summary, const Scope *scope, ExprId id) {
  const Expr *expr = &summary->exprs[id];
  if (expr->kind == EXPR_CALL) expr = &summary->exprs[expr->a];
  return expr_is_name(expr, summary->parameters[scope->parameters].name);
}

// Whether all that a method returns is the object that it was called on, or a new one of the class.
static bool returns_receiver(Program *program, FunctionId function) {
  const FunctionState *state = function_state(program, function);
  const Scope *scope = function_scope(program, function);
  const Summary *summary = summary_of(program, state->public.module);
  bool is_method = state->owner != CLASS_NONE && scope->parameter_count > 0 &&
                   function_decoration(program, function) != DECORATION_STATIC;
  bool is_found = false;
  if (!is_method || state->public.is_generator) return false;
  for (uint32_t i = exits_from(summary, scope->begin); i < summary->exits_count; i++) {
    const Exit *exit = &summary->exits[i];
    if (exit->at > scope->end) break;
    bool is_result = exit->scope == state->public.scope && exit->kind == EXIT_RETURN &&
                     !(exit->flags & EXIT_DEAD) && exit->value;
    if (!is_result) continue;
    is_found = is_receiver(summary, scope, exit->value);
    if (!is_found) return false;
  }
  return is_found;
}

typedef enum Giving { // what a function gives depends on
  GIVES_NOT_ASKED,
  GIVES_THE_SAME, // nothing
  GIVES_RECEIVER, // what it is called on: that is what it returns
  GIVES_TYPES,    // type parameters that its annotation mentions
} Giving;

static Giving function_giving(Program *program, FunctionId function) {
  if (function_state(program, function)->giving)
    return (Giving)function_state(program, function)->giving;
  function_state(program, function)->giving = GIVES_THE_SAME; // in a circle
  const Scope *scope = function_scope(program, function);
  ModuleId module = function_state(program, function)->public.module;
  Giving giving = GIVES_THE_SAME;
  if (scope->returns) {
    if (mentions(program, module, scope->returns, TYPE_MAX_DEPTH)) giving = GIVES_TYPES;
  } else if (returns_receiver(program, function)) {
    giving = GIVES_RECEIVER;
  }
  function_state(program, function)->giving = (uint8_t)giving;
  return giving;
}

Values returns_given(Program *program, FunctionId function, uint16_t given) {
  Values found = values_unknown();
  if (given == 0) return function_returns(program, function);
  const Scope *scope = function_scope(program, function);
  if (!scope->returns)
    given_self(program, given, &found);
  else
    found = annotation_given(program, function_state(program, function)->public.module,
                             scope->returns, given);
  return found.count > 0 ? found : function_returns(program, function);
}

Values yields_given(Program *program, FunctionId function, uint16_t given) {
  const Scope *scope = function_scope(program, function);
  const Function *public = &function_state(program, function)->public;
  Values found = values_unknown();
  if (given && scope->returns)
    found =
        element_values(program, annotation_given(program, public->module, scope->returns, given),
                       public->is_async);
  return found.count > 0 ? found : function_yields(program, function);
}

// ---- What a call gives for the parameters of a function -----------------------------------------

typedef struct Inference {
  Program *program;
  ModuleId module; // of the annotations
  Given given;
} Inference;

static void infer(Inference *inference, ExprId annotation, Values values, int depth);

static void infer_all(Inference *inference, TypeArguments arguments, Values values, int depth) {
  for (uint32_t i = 0; i < arguments.count; i++)
    infer(inference, type_argument(arguments, i), values, depth);
}

// The values that stand where a form of the type language names its parameter.
static void infer_form(Inference *inference, Value form, TypeArguments arguments, Values values,
                       int depth) {
  Values parts = values_unknown();
  bool is_last = false;
  switch (annotation_part_of(inference->program, form)) {
  case PART_NONE:
    return;
  case PART_SAME:
    infer_all(inference, arguments, values, depth);
    return;
  case PART_CLASS:
    parts = class_instances(values);
    break;
  case PART_ELEMENT:
    parts = element_values(inference->program, values, false);
    break;
  case PART_ASYNC_ELEMENT:
    parts = element_values(inference->program, values, true);
    break;
  case PART_AWAITED:
    parts = awaited_values(inference->program, values);
    is_last = true;
    break;
  case PART_CALLED:
    parts = called_values(inference->program, values);
    is_last = true;
    break;
  case PART_ENTERED:
    parts = entered_values(inference->program, values, false);
    break;
  }
  if (arguments.count > 0)
    infer(inference, type_argument(arguments, is_last ? arguments.count - 1 : 0), parts, depth);
}

// `Box[T]` against instances of Box.
static void infer_class(Inference *inference, ClassId id, TypeArguments arguments, Values values,
                        int depth) {
  Program *program = inference->program;
  const Parameters *parameters = class_parameters(program, id);
  for (uint8_t k = 0; k < values.count; k++) {
    Value value = values.at[k];
    if (value.kind != VALUE_INSTANCE || !class_is_below(program, value.a, id)) continue;
    uint16_t given = given_to_ancestor(program, value.a, value.given, id, BASES_MAX_DEPTH);
    for (uint32_t i = 0; i < parameters->count && i < arguments.count; i++) {
      Values one;
      if (given_variable(program, given, parameters->at[i], &one))
        infer(inference, type_argument(arguments, i), one, depth);
    }
  }
}

static void infer_subscript(Inference *inference, const Expr *expr, Values values, int depth) {
  Program *program = inference->program;
  const Summary *summary = summary_of(program, inference->module);
  Values generic = evaluate(program, inference->module, expr->a);
  if (generic.count != 1) return;
  TypeArguments arguments = type_arguments(summary, expr);
  if (generic.at[0].kind == VALUE_CLASS)
    infer_class(inference, generic.at[0].a, arguments, values, depth);
  else if (generic.at[0].kind == VALUE_LIBRARY)
    infer_form(inference, generic.at[0], arguments, values, depth);
}

// Holds an annotation against what was passed, and takes what its parameters stand for.
static void infer(Inference *inference, ExprId annotation, Values values, int depth) {
  Program *program = inference->program;
  if (annotation == 0 || depth == 0 || values.count == 0) return;
  const Expr *expr = expr_of(program, inference->module, annotation);
  if (expr->kind == EXPR_NAME || expr->kind == EXPR_ATTRIBUTE) {
    Values named = evaluate(program, inference->module, annotation);
    if (named.count == 1 && named.at[0].kind == VALUE_VARIABLE)
      given_add(program, &inference->given, named.at[0].a, variable_key(named.at[0]), values);
  } else if (expr->kind == EXPR_SUBSCRIPT) {
    infer_subscript(inference, expr, values, depth - 1);
  } else if (expr->kind == EXPR_BINARY && expr->c == OPERATOR_OR) {
    infer(inference, expr->a, values, depth - 1);
    infer(inference, expr->b, values, depth - 1);
  }
}

static uint16_t given_by_arguments(Program *program, FunctionId function, ModuleId module,
                                   ExprId call, bool is_bound, uint16_t given) {
  Inference inference = {.program = program,
                         .module = function_state(program, function)->public.module,
                         .given = given_read(program, given)};
  const Scope *scope = function_scope(program, function);
  const Summary *summary = summary_of(program, inference.module);
  for (uint32_t i = 0; i < scope->parameter_count && i < INFER_MAX_PARAMETERS; i++) {
    const Parameter *parameter = &summary->parameters[scope->parameters + i];
    bool is_plain = parameter->kind != PARAMETER_STAR && parameter->kind != PARAMETER_DOUBLE_STAR;
    if (!is_plain || !mentions(program, inference.module, parameter->annotation, TYPE_MAX_DEPTH))
      continue;
    ArgumentMatch match = argument_for_parameter(program, module, call, function, i, is_bound);
    if (match.value)
      infer(&inference, parameter->annotation, evaluate(program, module, match.value),
            TYPE_MAX_DEPTH);
  }
  return given_keep(program, &inference.given);
}

uint16_t given_by_call(Program *program, Value callee, FunctionId function, ModuleId module,
                       ExprId call) {
  if (call == 0 || function_giving(program, function) != GIVES_TYPES) return callee.given;
  bool is_bound = callee.kind == VALUE_FUNCTION && callee.b != 0;
  return given_by_arguments(program, function, module, call, is_bound, callee.given);
}

uint16_t given_by_constructor(Program *program, Value class, ModuleId module, ExprId call) {
  if (class.given || call == 0 || !class_is_generic(program, class.a)) return class.given;
  if (class_parameters(program, class.a)->count == 0) return 0;
  Values made = class_constructor(program, class.a, CONSTRUCTOR_INIT);
  bool is_own = made.count == 1 && made.at[0].kind == VALUE_FUNCTION &&
                function_state(program, made.at[0].a)->owner == class.a;
  return is_own ? given_by_arguments(program, made.at[0].a, module, call, true, 0) : 0;
}

// ---- Members ------------------------------------------------------------------------------------

static uint16_t given_to_member(Program *program, Value object, ClassId owner) {
  Given given = given_read(
      program, given_to_ancestor(program, object.a, object.given, owner, BASES_MAX_DEPTH));
  Values self = values_one(VALUE_INSTANCE, object.a, object.b);
  self.at[0].given = object.given;
  given_add(program, &given, MODULE_NONE, SELF_KEY, self);
  return given_keep(program, &given);
}

uint16_t given_to_method(Program *program, Value object, ClassId owner, FunctionId function) {
  bool is_other = owner != object.a || object.given != 0;
  if (!is_other || function_giving(program, function) == GIVES_THE_SAME) return 0;
  return given_to_member(program, object, owner);
}

// What the parameter of a method is, whose value a field holds: `self.item = item`.
static ExprId stored_annotation(const Summary *summary, const Binding *binding) {
  const Expr *value = &summary->exprs[binding->value];
  if (binding->value == 0 || binding->unpack != 0 || value->kind != EXPR_NAME || value->b == 0)
    return 0;
  BindingList list = summary_list(summary, value->b - 1);
  if (list.count != 1) return 0;
  const Binding *parameter = &summary->bindings[list.at[0]];
  return parameter->kind == BINDING_PARAMETER ? parameter->annotation : 0;
}

static void add_field(Program *program, ModuleId module, BindingList list, uint16_t given,
                      Values *found) {
  const Summary *summary = summary_of(program, module);
  for (uint32_t i = 0; i < list.count && i < SEARCH_MAX_BINDINGS; i++) {
    const Binding *binding = &summary->bindings[list.at[i]];
    ExprId type = binding->annotation ? binding->annotation : stored_annotation(summary, binding);
    if (type && mentions(program, module, type, TYPE_MAX_DEPTH))
      values_add(found, annotation_given(program, module, type, given));
  }
}

Values given_to_field(Program *program, Value object, ClassId owner, Atom name) {
  if (!class_is_generic(program, object.a)) return values_unknown();
  uint16_t given = given_to_ancestor(program, object.a, object.given, owner, BASES_MAX_DEPTH);
  if (given == 0) return values_unknown();
  ModuleId module = program->classes.at[owner].module;
  ScopeId scope = program->classes.at[owner].scope;
  Values found = {.confidence = CONFIDENCE_RESOLVED};
  add_field(program, module, scope_bindings(program, module, scope, name), given, &found);
  add_field(program, module, self_bindings(program, module, scope, name), given, &found);
  return found.count > 0 ? found : values_unknown();
}
