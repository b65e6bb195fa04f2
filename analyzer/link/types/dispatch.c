// Functions that choose by the type of their first argument: functools.singledispatch and its kin.
// What is registered with one stands behind `@show.register`, or is given to it in a call.
#include "link/program.h"

// Functions that are registered with one; of more nothing is said.
#define REGISTERED_MAX 24

typedef struct Registered {
  Values type; // instances of it
  FunctionId function;
} Registered;

typedef struct DispatchTable {
  Registered at[REGISTERED_MAX];
  uint32_t count;
  bool is_open; // there are others
} DispatchTable;

struct Dispatch {
  Map tables; // FunctionId -> index into `list`
  Array(const DispatchTable *) list;
};

// ---- What is registered -------------------------------------------------------------------------

// `f.register` or a call of that: the attribute; NULL for others.
static const Expr *register_of(const Summary *summary, ExprId expr) {
  const Expr *at = &summary->exprs[expr];
  if (at->kind == EXPR_CALL) at = &summary->exprs[at->a];
  bool is_it =
      at->kind == EXPR_ATTRIBUTE && str_equal(summary_name(summary, at->b), STR("register"));
  return is_it ? at : NULL;
}

static FunctionId registers_with(Program *program, ModuleId module, ExprId expr) {
  const Expr *attribute = register_of(summary_of(program, module), expr);
  if (!attribute) return FUNCTION_NONE;
  Values with = evaluate(program, module, attribute->a);
  bool is_function = with.count == 1 && with.at[0].kind == VALUE_FUNCTION;
  return is_function && function_state(program, with.at[0].a)->dispatches ? with.at[0].a
                                                                          : FUNCTION_NONE;
}

bool dispatch_registers(Program *program, ModuleId module, ExprId decorator) {
  return registers_with(program, module, decorator) != FUNCTION_NONE;
}

static bool is_method(const Program *program, FunctionId function) {
  return function_state(program, function)->owner != CLASS_NONE;
}

// The annotation of the parameter that decides.
static Values annotated_type(Program *program, FunctionId function) {
  const Scope *scope = function_scope(program, function);
  ModuleId module = function_state(program, function)->public.module;
  uint32_t index = is_method(program, function) ? 1 : 0;
  if (index >= scope->parameter_count) return values_unknown();
  const Parameter *parameter = &summary_of(program, module)->parameters[scope->parameters + index];
  return parameter->annotation ? annotation_values(program, module, parameter->annotation)
                               : values_unknown();
}

// What `@f.register`, `@f.register(T)` or `f.register(T, g)` registers; false where it is not
// known.
static bool read_registered(Program *program, ModuleId module, ExprId expr, Registered *out) {
  const Summary *summary = summary_of(program, module);
  const Expr *call = &summary->exprs[expr];
  out->function = decorated_function(program, module, expr);
  if (call->kind == EXPR_ATTRIBUTE) {
    if (out->function == FUNCTION_NONE) return false;
    out->type = annotated_type(program, out->function);
    return true;
  }
  if (call->c == 0) return false;
  out->type = class_instances(evaluate(program, module, summary->arguments[call->b].value));
  if (call->c == 1) return out->function != FUNCTION_NONE;
  Values given = evaluate(program, module, summary->arguments[call->b + 1].value);
  bool is_function = given.count == 1 && given.at[0].kind == VALUE_FUNCTION;
  if (is_function) out->function = given.at[0].a;
  return is_function;
}

static void read_module(Program *program, DispatchTable *table, ModuleId module,
                        FunctionId function) {
  uint32_t cursor = 0;
  for (ExprId at; (at = module_next_call(program, module, STR("register"), &cursor)) != 0;) {
    if (registers_with(program, module, at) != function) continue;
    Registered one = {.function = FUNCTION_NONE};
    bool is_known = read_registered(program, module, at, &one);
    if (is_known && table->count < REGISTERED_MAX)
      table->at[table->count++] = one;
    else
      table->is_open = true;
  }
}

static const DispatchTable *find_table(Program *program, FunctionId function) {
  DispatchTable *table = arena_push(program->arena, DispatchTable, 1);
  ModuleId home = function_state(program, function)->public.module;
  const Summary *summary = summary_of(program, home);
  Modules modules = {.at = {home}, .count = 1};
  if (!is_method(program, function))
    modules = modules_naming(program, home,
                             summary_name(summary, function_scope(program, function)->name));
  table->is_open = modules.is_open;
  for (uint32_t i = 0; i < modules.count; i++)
    read_module(program, table, modules.at[i], function);
  return table;
}

static const DispatchTable *table_of(Program *program, FunctionId function) {
  static const DispatchTable open = {.is_open = true};
  ModuleId home = function_state(program, function)->public.module;
  if (module_is_package(program, home)) return &open;
  if (!program->dispatch) program->dispatch = arena_push(program->arena, struct Dispatch, 1);
  struct Dispatch *dispatch = program->dispatch;
  const uint32_t *known = map_find(&dispatch->tables, function);
  if (known) return dispatch->list.at[*known];
  uint32_t number = (uint32_t)dispatch->list.count;
  map_insert(program->arena, &dispatch->tables, function, number);
  array_push(program->arena, &dispatch->list, &open); // for a question in a circle
  dispatch->list.at[number] = find_table(program, function);
  return dispatch->list.at[number];
}

// ---- Which one is meant -------------------------------------------------------------------------

// A first function that only raises is none that anybody means to reach.
static bool only_raises(Program *program, FunctionId function) {
  const Summary *summary = summary_of(program, function_state(program, function)->public.module);
  const Region *body = &summary->regions[function_scope(program, function)->body];
  return (body->flow & (FLOW_FALLS | FLOW_RETURNS)) == 0;
}

static void add_function(Values *found, FunctionId function) {
  values_add_one(found, (Value){.kind = VALUE_FUNCTION, .a = function});
}

static Values all_functions(Program *program, FunctionId function, const DispatchTable *table) {
  Values found = {.confidence = CONFIDENCE_RESOLVED, .is_open = table->is_open};
  for (uint32_t i = 0; i < table->count; i++)
    add_function(&found, table->at[i].function);
  if (found.count == 0 || !only_raises(program, function)) add_function(&found, function);
  return found;
}

typedef enum Fit { FIT_NO, FIT_YES, FIT_BELOW, FIT_PERHAPS, FIT_UNKNOWN } Fit;

// Whether a value is of a type; FIT_BELOW: it may be of a class below its own that is,
// FIT_PERHAPS: the type is an abstract one, which a class that is registered itself goes before.
static Fit value_fits(Program *program, Value value, Values type) {
  Fit fit = type.count == 0 || type.is_open ? FIT_UNKNOWN : FIT_NO;
  for (uint8_t i = 0; i < type.count; i++) {
    bool is_below = value.kind == VALUE_INSTANCE && !(value.b & INSTANCE_EXACT) &&
                    type_is_below(program, type.at[i], value);
    if (type_is_below(program, value, type.at[i])) return FIT_YES;
    if (is_below) fit = FIT_BELOW;
    if (type_is_abstract(program, type.at[i]) && fit == FIT_NO) fit = FIT_PERHAPS;
  }
  return fit;
}

static bool is_narrower(Program *program, Values a, Values b) {
  return a.count == 1 && b.count == 1 && type_is_below(program, a.at[0], b.at[0]);
}

// The functions that a value of one type may come to.
static Values fitting(Program *program, FunctionId function, const DispatchTable *table,
                      Value value) {
  const Registered *best = NULL;
  Values below = {.confidence = CONFIDENCE_RESOLVED};
  bool is_abstract = false;
  for (uint32_t i = 0; i < table->count; i++) {
    const Registered *one = &table->at[i];
    Fit fit = value_fits(program, value, one->type);
    if (fit == FIT_UNKNOWN) return all_functions(program, function, table);
    if (fit == FIT_BELOW) add_function(&below, one->function);
    is_abstract |= fit == FIT_PERHAPS;
    if (fit == FIT_YES && (!best || is_narrower(program, one->type, best->type))) best = one;
  }
  if (!best && is_abstract) return all_functions(program, function, table);
  add_function(&below, best ? best->function : function);
  return below;
}

static bool has_type(Value value) {
  return value.kind == VALUE_INSTANCE || value.kind == VALUE_LIBRARY_INSTANCE ||
         value.kind == VALUE_CONTAINER;
}

Values dispatch_candidates(Program *program, Value callee, ModuleId module, ExprId call) {
  FunctionId function = callee.a;
  const DispatchTable *table = table_of(program, function);
  uint32_t index = is_method(program, function) && callee.b == 0 ? 1 : 0;
  ArgumentMatch match = {0};
  if (expr_of(program, module, call)->kind == EXPR_CALL)
    match = argument_find(program, module, call, (int)index, STR(""));
  Values given = match.value ? evaluate(program, module, match.value) : values_unknown();
  bool is_known = given.count == 1 && !given.is_open && !given.may_be_none && !table->is_open &&
                  has_type(given.at[0]);
  Values found = is_known ? fitting(program, function, table, given.at[0])
                          : all_functions(program, function, table);
  for (uint8_t i = 0; i < found.count; i++)
    found.at[i].b = callee.b;
  return values_less_sure(found, (Confidence)given.confidence);
}
