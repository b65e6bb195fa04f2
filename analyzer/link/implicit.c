// Calls that no parentheses show: properties, context managers, iteration, operators, truth tests,
// formatting, and the built-in functions that stand for a method.
#include "link/program.h"

// Runs a method of an object if it has one that is the project's or has an effect.
static bool run_method(Walk *walk, ExprId site, Value object, Str name, Confidence confidence,
                       CallHow how) {
  if (object.kind != VALUE_INSTANCE && object.kind != VALUE_LIBRARY_INSTANCE) return false;
  Atom atom = atom_make(name);
  assert(mask_has(&walk->program->special, atom.hash));
  if (!silent_may_run(walk->program, object, atom)) return false;
  Values method = value_member(walk->program, object, atom).values;
  Confidence both = confidence_least(confidence, values_confidence(method));
  for (uint8_t i = 0; i < method.count; i++)
    walk_callee(walk, site, method.at[i], both, how);
  return method.count > 0;
}

// ---- Iteration ----------------------------------------------------------------------------------

static void run_generator(Walk *walk, ExprId site, FunctionId function, Confidence confidence) {
  if (function_state(walk->program, function)->public.is_async) return;
  function_enqueue(walk->program, function);
  Call call = {.site = site, .how = CALL_ITERATE, .confidence = confidence, .callee = function};
  walk_record(walk, call, EFFECT_NONE);
}

static void iterate_instance(Walk *walk, ExprId site, Value object, Confidence confidence) {
  Values method = value_member(walk->program, object, atom_make(STR("__iter__"))).values;
  Values iterators = called_values(walk->program, method);
  run_method(walk, site, object, STR("__iter__"), confidence, CALL_ITERATE);
  for (uint8_t i = 0; i < iterators.count; i++) {
    Value iterator = iterators.at[i];
    if (iterator.kind == VALUE_GENERATOR)
      run_generator(walk, site, iterator.a, confidence);
    else
      run_method(walk, site, iterator, STR("__next__"), confidence, CALL_ITERATE);
  }
}

// The work that a lazy library call has put off: its own effect, and what it does with its
// arguments.
static void iterate_lazy(Walk *walk, ExprId site, Value lazy, Confidence confidence) {
  Program *program = walk->program;
  Made made = program->made.at[lazy.a];
  const KnowledgeEntry *entry = symbol_entry(program, made.symbol);
  if (!entry || !question_begin(program)) return;
  if (conditions_hold(program, made.module, made.call, entry)) {
    Value call = {.kind = VALUE_LIBRARY, .a = made.symbol};
    walk_callee(walk, site, call, confidence, CALL_ITERATE);
  }
  LibraryCall library = {entry, made.module, made.call, true};
  if (made.call != 0) walk_roles(walk, site, library);
  question_end(program);
}

void walk_iterate(Walk *walk, ExprId site, Values iterable) {
  Confidence confidence = values_confidence(iterable);
  for (uint8_t i = 0; i < iterable.count; i++) {
    Value value = iterable.at[i];
    if (value.kind == VALUE_GENERATOR) run_generator(walk, site, value.a, confidence);
    if (value.kind == VALUE_INSTANCE) iterate_instance(walk, site, value, confidence);
    if (value.kind == VALUE_LIBRARY_INSTANCE)
      run_method(walk, site, value, STR("__iter__"), confidence, CALL_ITERATE);
    if (value.kind == VALUE_LAZY) iterate_lazy(walk, site, value, confidence);
  }
}

// ---- with ---------------------------------------------------------------------------------------

void walk_enter(Walk *walk, ExprId site, Values manager) {
  Confidence confidence = values_confidence(manager);
  for (uint8_t i = 0; i < manager.count; i++) {
    Value value = manager.at[i];
    if (value.kind == VALUE_CONTEXT && !value.detail) {
      function_enqueue(walk->program, value.a);
      Call call = {.site = site, .how = CALL_ENTER, .confidence = confidence, .callee = value.a};
      walk_record(walk, call, EFFECT_NONE);
    }
    run_method(walk, site, value, STR("__enter__"), confidence, CALL_ENTER);
    run_method(walk, site, value, STR("__exit__"), confidence, CALL_ENTER);
  }
}

// ---- Attributes ---------------------------------------------------------------------------------

static void record_getter(Walk *walk, ExprId site, FunctionId getter, Confidence confidence) {
  Value bound = {.kind = VALUE_FUNCTION, .a = getter, .b = 1};
  walk_callee(walk, site, bound, confidence, CALL_PROPERTY);
}

static bool is_object(Value value) {
  return value.kind == VALUE_INSTANCE || value.kind == VALUE_LIBRARY_INSTANCE ||
         value.kind == VALUE_SUPER;
}

// Reading an attribute of the project's always asks for the member, whatever its name: of questions
// that go in a circle this decides which is asked first, and so what the others get.
static bool may_compute(Program *program, Value object, Atom name, bool is_store) {
  bool is_asked = !is_store && object.kind != VALUE_LIBRARY_INSTANCE;
  return is_asked || silent_may_run(program, object, name);
}

static void read_attribute(Walk *walk, ExprId site, Value object, Confidence confidence) {
  const Expr *expr = &walk->summary->exprs[site];
  bool is_store = (expr->flags & EXPR_FLAG_STORE) != 0;
  if (!is_object(object)) return;
  Atom name = atom_of(walk->program, walk->module, expr->b);
  if (!may_compute(walk->program, object, name, is_store)) return;
  if (is_store) {
    FunctionId setter = value_setter(walk->program, object, name);
    if (setter != FUNCTION_NONE) record_getter(walk, site, setter, confidence);
    return;
  }
  Member member = value_member(walk->program, object, name);
  if (member.getter != FUNCTION_NONE) record_getter(walk, site, member.getter, confidence);
  if (member.read != SYMBOL_NONE) {
    Value read = {.kind = VALUE_LIBRARY, .a = member.read};
    walk_callee(walk, site, read, confidence, CALL_PROPERTY);
  }
}

// ---- Operators ----------------------------------------------------------------------------------

static void operate(Walk *walk, ExprId site, ExprId operand, Str method) {
  Values objects;
  if (method.size == 0) return;
  if (!evaluate_known(walk->program, walk->module, operand, &objects)) return;
  for (uint8_t i = 0; i < objects.count; i++)
    run_method(walk, site, objects.at[i], method, values_confidence(objects), CALL_OPERATOR);
}

static void walk_compare(Walk *walk, ExprId site, const Expr *expr) {
  bool is_membership = expr->c == OPERATOR_IN || expr->c == OPERATOR_NOT_IN;
  if (expr->b < 2) return;
  ExprId operand = walk->summary->operands[expr->a + (is_membership ? 1 : 0)];
  operate(walk, site, operand, operator_method((Operator)expr->c));
}

static Str item_method(const Expr *subscript) {
  if (subscript->flags & EXPR_FLAG_STORE) return STR("__setitem__");
  return subscript->use == USE_DELETED ? STR("__delitem__") : STR("__getitem__");
}

typedef struct BuiltinMethod {
  const char *name;
  const char *method;
} BuiltinMethod;

static const BuiltinMethod builtin_methods[] = {
    {"builtins.len", "__len__"},       {"builtins.str", "__str__"},
    {"builtins.repr", "__repr__"},     {"builtins.bool", "__bool__"},
    {"builtins.next", "__next__"},     {"builtins.hash", "__hash__"},
    {"builtins.int", "__int__"},       {"builtins.float", "__float__"},
    {"builtins.format", "__format__"}, {"builtins.abs", "__abs__"},
    {"builtins.bytes", "__bytes__"},   {"builtins.reversed", "__reversed__"},
    {"builtins.print", "__str__"},
};

// The method that a built-in function stands for; NULL for any other function.
static const BuiltinMethod *find_method(const Program *program, SymbolId symbol) {
  uint8_t *known = &program->symbol_table.at[symbol].method;
  if (*known == 0) {
    Str name = symbol_name(program, symbol);
    size_t i = 0;
    while (i < COUNT_OF(builtin_methods) && !str_equal_c(name, builtin_methods[i].name))
      i++;
    *known = (uint8_t)(i + 1);
  }
  return *known <= COUNT_OF(builtin_methods) ? &builtin_methods[*known - 1] : NULL;
}

// len(x) and kin.
void walk_builtin(Walk *walk, ExprId site, SymbolId callee) {
  const Expr *call = &walk->summary->exprs[site];
  if (call->c == 0) return;
  const BuiltinMethod *stands_for = find_method(walk->program, callee);
  if (!stands_for) return;
  ExprId argument = walk->summary->arguments[call->b].value;
  operate(walk, site, argument, str_from_c(stands_for->method));
}

// What a comparison or `not` gives is a bool of Python's own.
static void walk_truth(Walk *walk, ExprId site) {
  Values objects;
  uint32_t kind = walk->summary->exprs[site].kind;
  if (kind == EXPR_COMPARE || kind == EXPR_UNARY) return;
  if (!evaluate_known(walk->program, walk->module, site, &objects)) return;
  for (uint8_t i = 0; i < objects.count; i++) {
    Confidence confidence = values_confidence(objects);
    if (!run_method(walk, site, objects.at[i], STR("__bool__"), confidence, CALL_OPERATOR))
      run_method(walk, site, objects.at[i], STR("__len__"), confidence, CALL_OPERATOR);
  }
}

static void walk_format(Walk *walk, ExprId site) {
  Values objects;
  if (!evaluate_known(walk->program, walk->module, site, &objects)) return;
  for (uint8_t i = 0; i < objects.count; i++) {
    Confidence confidence = values_confidence(objects);
    if (!run_method(walk, site, objects.at[i], STR("__format__"), confidence, CALL_OPERATOR))
      run_method(walk, site, objects.at[i], STR("__str__"), confidence, CALL_OPERATOR);
  }
}

static void walk_attribute(Walk *walk, ExprId site, ExprId object) {
  uint32_t kept = evaluate_kept(walk->program, walk->module, object);
  Value alone;
  if (kept_alone(kept, &alone)) {
    read_attribute(walk, site, alone, CONFIDENCE_RESOLVED);
    return;
  }
  Values objects = values_kept(walk->program, kept);
  for (uint8_t i = 0; i < objects.count; i++)
    read_attribute(walk, site, objects.at[i], values_confidence(objects));
}

static void walk_kind(Walk *walk, ExprId site, const Expr *expr) {
  switch ((int)expr->kind) {
  case EXPR_ATTRIBUTE:
    walk_attribute(walk, site, expr->a);
    return;
  case EXPR_YIELD_FROM:
    walk_iterate(walk, site, evaluate(walk->program, walk->module, expr->a));
    return;
  case EXPR_BINARY:
  case EXPR_UNARY:
    operate(walk, site, expr->a, operator_method((Operator)expr->c));
    return;
  case EXPR_COMPARE:
    walk_compare(walk, site, expr);
    return;
  case EXPR_SUBSCRIPT:
    operate(walk, site, expr->a, item_method(expr));
    return;
  }
}

static void walk_use_of(Walk *walk, ExprId site, ExprUse use) {
  switch ((int)use) {
  case USE_ITERATED:
    walk_iterate(walk, site, evaluate(walk->program, walk->module, site));
    return;
  case USE_ENTERED:
    walk_enter(walk, site, evaluate(walk->program, walk->module, site));
    return;
  case USE_TESTED:
    walk_truth(walk, site);
    return;
  case USE_FORMATTED:
    walk_format(walk, site);
    return;
  }
}

void walk_implicit(Walk *walk, ExprId site) {
  const Expr *expr = &walk->summary->exprs[site];
  walk_kind(walk, site, expr);
  walk_use_of(walk, site, (ExprUse)expr->use);
}
