// Calls that no parentheses show: properties, context managers, iteration, operators, truth tests,
// formatting, and the built-in functions that stand for a method.
#include "link/calls/calls.h"
#include "link/guards/guards.h"

static bool has_methods(Value value) {
  return value.kind == VALUE_INSTANCE || value.kind == VALUE_LIBRARY_INSTANCE;
}

// Runs a method of an object if it has one that is the project's or has an effect.
bool walk_method(Walk *walk, ExprId site, Value object, Str name, Confidence confidence,
                 CallHow how) {
  if (!has_methods(object)) return false;
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

// `first` makes the iterator: __iter__, and __await__, which is used up like one.
static void iterate_instance(Walk *walk, ExprId site, Value object, Str first,
                             Confidence confidence) {
  Atom name = atom_make(first);
  if (!silent_may_run(walk->program, object, name)) return;
  Values method = value_member(walk->program, object, name).values;
  Values iterators = called_values(walk->program, method);
  walk_method(walk, site, object, first, confidence, CALL_ITERATE);
  for (uint8_t i = 0; i < iterators.count; i++) {
    Value iterator = iterators.at[i];
    if (iterator.kind == VALUE_GENERATOR)
      run_generator(walk, site, iterator.a, confidence);
    else
      walk_method(walk, site, iterator, STR("__next__"), confidence, CALL_ITERATE);
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
    if (value.kind == VALUE_INSTANCE)
      iterate_instance(walk, site, value, STR("__iter__"), confidence);
    if (value.kind == VALUE_LIBRARY_INSTANCE)
      walk_method(walk, site, value, STR("__iter__"), confidence, CALL_ITERATE);
    if (value.kind == VALUE_LAZY) iterate_lazy(walk, site, value, confidence);
    if (value.kind == VALUE_PARAMETER) walk_use(walk, site, value, ROLE_CONSUMED);
  }
}

// A parameter that is annotated as an iterable is whatever the caller makes of it all the same.
static void iterate_parameter(Walk *walk, ExprId site, Values iterable) {
  bool is_annotated = iterable.count == 1 && iterable.at[0].kind == VALUE_HOLDER;
  if (!is_annotated || walk->summary->exprs[site].kind != EXPR_NAME) return;
  ScopeId scope = function_state(walk->program, walk->function)->public.scope;
  uint32_t index = guards_parameter(walk->program, walk->module, scope, site);
  if (index == UINT32_MAX) return;
  Value parameter = {.kind = VALUE_PARAMETER, .a = walk->function, .b = index};
  walk_use(walk, site, parameter, ROLE_CONSUMED);
}

// `return self.result().__await__()`: what is called there returns an awaitable in the mode in
// which it is used here, and what else it does is for the other mode.
static bool is_forwarded(Program *program, Values method) {
  return method.count != 1 || method.at[0].kind != VALUE_FUNCTION ||
         !function_state(program, method.at[0].a)->public.is_generator;
}

static void await_values(Walk *walk, ExprId site, Values awaited) {
  Confidence confidence = values_confidence(awaited);
  Atom name = atom_make(STR("__await__"));
  for (uint8_t i = 0; i < awaited.count; i++) {
    if (awaited.at[i].kind != VALUE_INSTANCE) continue;
    if (!silent_may_run(walk->program, awaited.at[i], name)) continue;
    Values method = value_member(walk->program, awaited.at[i], name).values;
    bool is_unsure = is_forwarded(walk->program, method);
    iterate_instance(walk, site, awaited.at[i], name.text,
                     is_unsure ? CONFIDENCE_POSSIBLE : confidence);
  }
}

static void run_on_all(Walk *walk, ExprId site, Values objects, Str method, CallHow how) {
  for (uint8_t i = 0; i < objects.count; i++)
    walk_method(walk, site, objects.at[i], method, values_confidence(objects), how);
}

// ---- with ---------------------------------------------------------------------------------------

// The instance, where a call of a library class was kept for what entering it gives.
static Value manager_of(Program *program, Value value) {
  if (value.kind != VALUE_MADE) return value;
  const KnowledgeEntry *entry = symbol_entry(program, program->made.at[value.a].symbol);
  return entry && entry->kind == KNOWN_CLASS ? made_object(program, value) : value;
}

// `closing(x)` calls x.close() when it is left.
static void walk_leave(Walk *walk, ExprId site, Value value, Confidence confidence) {
  if (value.kind != VALUE_MADE) return;
  const KnowledgeEntry *entry = symbol_entry(walk->program, walk->program->made.at[value.a].symbol);
  if (!entry || !entry->leaves) return;
  Values bound = made_values(walk->program, value.a, MADE_ENTERS);
  for (uint8_t i = 0; i < bound.count; i++) {
    Atom name = atom_make(str_from_c(entry->leaves));
    Values method = value_member(walk->program, bound.at[i], name).values;
    Confidence both = confidence_least(values_confidence(bound), values_confidence(method));
    if (method.count == 1)
      walk_callee(walk, site, method.at[0], confidence_least(confidence, both), CALL_ENTER);
  }
}

// Whether a manager is left where it is entered, too.
typedef enum Leaving { LEFT_HERE, LEFT_ELSEWHERE } Leaving;

static void walk_manager(Walk *walk, ExprId site, Values manager, Leaving leaving) {
  Confidence confidence = values_confidence(manager);
  for (uint8_t i = 0; i < manager.count; i++) {
    Value value = manager_of(walk->program, manager.at[i]);
    if (value.kind == VALUE_CONTEXT && !value.detail) {
      function_enqueue(walk->program, value.a);
      Call call = {.site = site, .how = CALL_ENTER, .confidence = confidence, .callee = value.a};
      walk_record(walk, call, EFFECT_NONE);
    }
    walk_method(walk, site, value, STR("__enter__"), confidence, CALL_ENTER);
    if (value.kind == VALUE_PARAMETER) walk_use(walk, site, value, ROLE_ENTERED);
    if (leaving == LEFT_ELSEWHERE) continue;
    walk_method(walk, site, value, STR("__exit__"), confidence, CALL_ENTER);
    walk_leave(walk, site, manager.at[i], confidence);
  }
}

void walk_enter(Walk *walk, ExprId site, Values manager) {
  walk_manager(walk, site, manager, LEFT_HERE);
}

// A stack that stands in a field is closed elsewhere: `self.stack.enter_context(manager)`.
void walk_enter_by(Walk *walk, ExprId site, Values manager) {
  const Expr *exprs = walk->summary->exprs;
  const Expr *method = &exprs[exprs[site].a];
  bool is_field = exprs[site].kind == EXPR_CALL && method->kind == EXPR_ATTRIBUTE &&
                  exprs[method->a].kind == EXPR_ATTRIBUTE;
  walk_manager(walk, site, manager, is_field ? LEFT_ELSEWHERE : LEFT_HERE);
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

// Setting any attribute of an object calls its own __setattr__, reading any its __getattribute__.
static void run_on_access(Walk *walk, ExprId site, Value object, Atom name, Confidence confidence,
                          CallHow how) {
  Program *program = walk->program;
  if (object.kind != VALUE_INSTANCE || !silent_may_run(program, object, name)) return;
  Values method = value_member(program, object, name).values;
  if (method.count != 1 || method.at[0].kind != VALUE_FUNCTION) return;
  Value bound = {.kind = VALUE_FUNCTION, .a = method.at[0].a, .b = 1};
  walk_callee(walk, site, bound, confidence_least(confidence, values_confidence(method)), how);
}

static void read_member(Walk *walk, ExprId site, Value object, Atom name, Confidence confidence) {
  Reading member = value_reading(walk->program, object, name);
  if (member.getter != FUNCTION_NONE) record_getter(walk, site, member.getter, confidence);
  if (member.read != SYMBOL_NONE) {
    Value read = {.kind = VALUE_LIBRARY, .a = member.read};
    walk_callee(walk, site, read, confidence, CALL_PROPERTY);
  }
}

void walk_member_read(Walk *walk, ExprId site, Values objects, Atom name) {
  for (uint8_t i = 0; i < objects.count; i++)
    if (is_object(objects.at[i]))
      read_member(walk, site, objects.at[i], name, values_confidence(objects));
}

static void read_attribute(Walk *walk, ExprId site, Value object, Confidence confidence) {
  const Expr *expr = &walk->summary->exprs[site];
  bool is_store = (expr->flags & EXPR_FLAG_STORE) != 0;
  if (!is_object(object)) return;
  Atom name = atom_of(walk->program, walk->module, expr->b);
  if (is_store && expr->use != USE_DELETED)
    run_on_access(walk, site, object, walk->program->setattr, confidence, CALL_SETTER);
  if (!is_store && walk->program->has_getattribute)
    run_on_access(walk, site, object, walk->program->getattribute, confidence, CALL_PROPERTY);
  if (!may_compute(walk->program, object, name, is_store)) return;
  if (is_store) {
    FunctionId setter = value_setter(walk->program, object, name, expr->use == USE_DELETED);
    if (setter == FUNCTION_NONE) return;
    Value bound = {.kind = VALUE_FUNCTION, .a = setter, .b = 1};
    walk_callee(walk, site, bound, confidence, CALL_SETTER);
    return;
  }
  read_member(walk, site, object, name, confidence);
}

// ---- Operators ----------------------------------------------------------------------------------

// Runs the first of these methods that an object has; false when it has none. What is known of
// none of them ends the list.
static bool run_first(Walk *walk, ExprId site, Values objects, const char *const *methods) {
  bool has_any = false;
  for (uint8_t i = 0; i < objects.count; i++) {
    bool has_one = false;
    if (!has_methods(objects.at[i])) continue;
    for (uint32_t k = 0; methods[k] && !has_one; k++)
      has_one = walk_method(walk, site, objects.at[i], str_from_c(methods[k]),
                            values_confidence(objects), CALL_OPERATOR);
    has_any |= has_one;
  }
  return has_any;
}

void walk_items_read(Walk *walk, ExprId site, Values objects) {
  run_first(walk, site, objects, (const char *const[]){"__getitem__", "__missing__", NULL});
}

static bool operate(Walk *walk, ExprId site, ExprId operand, const char *const *methods) {
  if (!methods[0]) return false;
  uint32_t kept = evaluate_kept(walk->program, walk->module, operand);
  if (kept_is_unknown(walk->program, kept)) return false;
  Value alone;
  bool is_other = kept_alone(kept, &alone) && !has_methods(alone);
  return !is_other && run_first(walk, site, values_kept(walk->program, kept), methods);
}

typedef struct Operation {
  const char *reflected; // the method of the right operand
  const char *in_place;  // … and that of the left one in an augmented assignment
} Operation;

static const Operation operations[] = {
    [OPERATOR_ADD] = {"__radd__", "__iadd__"},
    [OPERATOR_SUB] = {"__rsub__", "__isub__"},
    [OPERATOR_MUL] = {"__rmul__", "__imul__"},
    [OPERATOR_MATMUL] = {"__rmatmul__", "__imatmul__"},
    [OPERATOR_DIV] = {"__rtruediv__", "__itruediv__"},
    [OPERATOR_FLOORDIV] = {"__rfloordiv__", "__ifloordiv__"},
    [OPERATOR_MOD] = {"__rmod__", "__imod__"},
    [OPERATOR_POW] = {"__rpow__", "__ipow__"},
    [OPERATOR_LSHIFT] = {"__rlshift__", "__ilshift__"},
    [OPERATOR_RSHIFT] = {"__rrshift__", "__irshift__"},
    [OPERATOR_AND] = {"__rand__", "__iand__"},
    [OPERATOR_XOR] = {"__rxor__", "__ixor__"},
    [OPERATOR_OR] = {"__ror__", "__ior__"},
};

// Whether it is a number, a text or bytes of Python's own, whose operators give up on objects of
// other classes.
static bool is_plain_data(const Program *program, Values values) {
  if (values.count != 1 || values.is_open || values.at[0].kind != VALUE_LIBRARY_INSTANCE)
    return false;
  for (size_t i = 0; i < BUILTIN_TYPE_COUNT; i++)
    if (values.at[0].a == program->builtin_types[i]) return true;
  return false;
}

static void walk_text(Walk *walk, ExprId site, ExprId operand);

static void walk_binary(Walk *walk, ExprId site, const Expr *expr) {
  const char *method = operator_method((Operator)expr->c);
  const Operation *operation = expr->c < COUNT_OF(operations) ? &operations[expr->c] : NULL;
  bool is_augmented = operation && (expr->flags & EXPR_FLAG_AUGMENTED) != 0;
  const char *both[] = {is_augmented ? operation->in_place : method, is_augmented ? method : NULL,
                        NULL};
  Values left;
  if (!method || !evaluate_known(walk->program, walk->module, expr->a, &left)) return;
  if (run_first(walk, site, left, both) || !operation) return;
  bool is_text = expr->c == OPERATOR_MOD && left.at[0].kind == VALUE_LIBRARY_INSTANCE &&
                 left.at[0].a == walk->program->builtin_types[BUILTIN_STR];
  if (is_text) walk_text(walk, site, expr->b);
  if (!is_plain_data(walk->program, left) || is_text) return;
  operate(walk, site, expr->b, (const char *const[]){operation->reflected, NULL});
}

static void walk_member(Walk *walk, ExprId site, ExprId container) {
  Values objects;
  if (!evaluate_known(walk->program, walk->module, container, &objects)) return;
  for (uint8_t i = 0; i < objects.count; i++) {
    Values one = {.at = {objects.at[i]}, .count = 1, .confidence = objects.confidence};
    one.is_open = objects.count > 1 || objects.is_open;
    if (!run_first(walk, site, one, (const char *const[]){"__contains__", NULL}))
      walk_iterate(walk, site, one);
  }
}

static void walk_compare(Walk *walk, ExprId site, const Expr *expr) {
  if (expr->b < 2) return;
  const ExprId *operands = walk->summary->operands + expr->a;
  if (expr->c == OPERATOR_IN || expr->c == OPERATOR_NOT_IN) {
    walk_member(walk, site, operands[1]);
    return;
  }
  const char *methods[] = {operator_method((Operator)expr->c),
                           expr->c == OPERATOR_NE ? "__eq__" : NULL, NULL};
  operate(walk, site, operands[0], methods);
}

// `Table[key]` of a class.
static void walk_class_item(Walk *walk, ExprId site, ExprId class) {
  Values classes;
  if (!evaluate_known(walk->program, walk->module, class, &classes)) return;
  for (uint8_t i = 0; i < classes.count; i++) {
    Value instance = {.kind = VALUE_INSTANCE, .a = classes.at[i].a};
    if (classes.at[i].kind == VALUE_CLASS)
      walk_method(walk, site, instance, STR("__class_getitem__"), values_confidence(classes),
                  CALL_OPERATOR);
  }
}

static bool is_lazy_slice(Walk *walk, const Expr *expr) {
  if (walk->summary->exprs[expr->b].kind != EXPR_SLICE) return false;
  Values sliced = evaluate(walk->program, walk->module, expr->a);
  return sliced.count == 1 && slices_later(walk->program, sliced.at[0]);
}

static void walk_item(Walk *walk, ExprId site, const Expr *expr) {
  bool is_deleted = expr->use == USE_DELETED, is_stored = (expr->flags & EXPR_FLAG_STORE) != 0;
  const char *methods[] = {is_deleted  ? "__delitem__"
                           : is_stored ? "__setitem__"
                                       : "__getitem__",
                           is_deleted || is_stored ? NULL : "__missing__", NULL};
  if (!is_lazy_slice(walk, expr)) operate(walk, site, expr->a, methods);
  if (!is_deleted && !is_stored) walk_class_item(walk, site, expr->a);
}

typedef enum Meaning { // what is done with its arguments
  MEANS_FIRST,         // the method of the first one
  MEANS_ALL,           // … of all of them
  MEANS_ELEMENTS,      // … of the elements of the first one, or of all when there are several,
                       // unless a key is given
} Meaning;

typedef struct BuiltinMethod {
  const char *name;
  const char *method;
  const char *otherwise; // the method where that is missing
  Meaning meaning;
} BuiltinMethod;

static const BuiltinMethod builtin_methods[] = {
    {"builtins.len", "__len__", NULL, MEANS_FIRST},
    {"builtins.str", "__str__", "__repr__", MEANS_FIRST},
    {"builtins.repr", "__repr__", NULL, MEANS_FIRST},
    {"builtins.ascii", "__repr__", NULL, MEANS_FIRST},
    {"builtins.bool", "__bool__", "__len__", MEANS_FIRST},
    {"builtins.next", "__next__", NULL, MEANS_FIRST},
    {"builtins.hash", "__hash__", NULL, MEANS_FIRST},
    {"builtins.int", "__int__", NULL, MEANS_FIRST},
    {"builtins.float", "__float__", NULL, MEANS_FIRST},
    {"builtins.format", "__format__", "__str__", MEANS_FIRST},
    {"builtins.abs", "__abs__", NULL, MEANS_FIRST},
    {"builtins.bytes", "__bytes__", NULL, MEANS_FIRST},
    {"builtins.reversed", "__reversed__", NULL, MEANS_FIRST},
    {"builtins.print", "__str__", "__repr__", MEANS_ALL},
    {"builtins.str.format", "__format__", "__str__", MEANS_ALL},
    {"builtins.sorted", "__lt__", NULL, MEANS_ELEMENTS},
    {"builtins.min", "__lt__", NULL, MEANS_ELEMENTS},
    {"builtins.max", "__gt__", "__lt__", MEANS_ELEMENTS},
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

static void walk_elements(Walk *walk, ExprId site, const Expr *call, const char *const *methods) {
  if (argument_find(walk->program, walk->module, site, -1, STR("key")).value) return;
  bool is_alone = call->c == 1 || walk->summary->arguments[call->b + 1].keyword != 0;
  Values objects = evaluate(walk->program, walk->module, walk->summary->arguments[call->b].value);
  if (is_alone) objects = element_values(walk->program, objects, false);
  run_first(walk, site, objects, methods);
}

// len(x) and kin.
void walk_builtin(Walk *walk, ExprId site, SymbolId callee) {
  const Expr *call = &walk->summary->exprs[site];
  if (call->c == 0) return;
  const BuiltinMethod *stands_for = find_method(walk->program, callee);
  if (!stands_for) return;
  const char *methods[] = {stands_for->method, stands_for->otherwise, NULL};
  if (stands_for->meaning == MEANS_ELEMENTS) {
    walk_elements(walk, site, call, methods);
    return;
  }
  uint32_t count = stands_for->meaning == MEANS_ALL ? call->c : 1;
  for (uint32_t i = 0; i < count; i++)
    operate(walk, site, walk->summary->arguments[call->b + i].value, methods);
}

// What a comparison or `not` gives is a bool of Python's own.
static void walk_truth(Walk *walk, ExprId site) {
  static const char *const methods[] = {"__bool__", "__len__", NULL};
  uint32_t kind = walk->summary->exprs[site].kind;
  if (kind != EXPR_COMPARE && kind != EXPR_UNARY) operate(walk, site, site, methods);
}

static void walk_format(Walk *walk, ExprId site) {
  static const char *const methods[] = {"__format__", "__str__", "__repr__", NULL};
  operate(walk, site, site, methods);
}

// `"…" % x`, `"…" % (x, y)`
static void walk_text(Walk *walk, ExprId site, ExprId operand) {
  static const char *const methods[] = {"__str__", "__repr__", NULL};
  const Expr *expr = &walk->summary->exprs[operand];
  bool is_tuple = expr->kind == EXPR_CONTAINER && expr->c == CONTAINER_TUPLE;
  if (!is_tuple) operate(walk, site, operand, methods);
  for (uint32_t i = 0; is_tuple && i < expr->b; i++)
    operate(walk, site, walk->summary->operands[expr->a + i], methods);
}

// The elements of a set and the keys of a dict.
static void walk_hashed(Walk *walk, ExprId site, const Expr *expr) {
  static const char *const methods[] = {"__hash__", NULL};
  bool is_dict = expr->c == CONTAINER_DICT;
  if (!is_dict && expr->c != CONTAINER_SET) return;
  for (uint32_t i = 0; i < expr->b; i += is_dict ? 2 : 1) {
    ExprId key = walk->summary->operands[expr->a + i];
    if (key && walk->summary->exprs[key].kind != EXPR_LITERAL) operate(walk, site, key, methods);
  }
}

// A class statement tells the bases of the new class.
static void walk_base(Walk *walk, ExprId site) {
  static const char *const methods[] = {"__init_subclass__", NULL};
  Values bases;
  if (!evaluate_known(walk->program, walk->module, site, &bases) || bases.count != 1) return;
  Value base = bases.at[0];
  Value subclass = {.kind = VALUE_INSTANCE, .a = base.a};
  if (base.kind != VALUE_CLASS) return;
  Values one = {.at = {subclass}, .count = 1, .confidence = bases.confidence};
  run_first(walk, site, one, methods);
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
  case EXPR_STARRED: // `f(*x)`; elsewhere the operand is a USE_ITERATED of its own
    if (expr->use == USE_ARGUMENT && !expr->b)
      walk_iterate(walk, site, evaluate(walk->program, walk->module, expr->a));
    return;
  case EXPR_AWAIT:
    await_values(walk, site, evaluate(walk->program, walk->module, expr->a));
    return;
  case EXPR_BINARY:
    walk_binary(walk, site, expr);
    return;
  case EXPR_UNARY:
    operate(walk, site, expr->a, (const char *const[]){operator_method((Operator)expr->c), NULL});
    return;
  case EXPR_COMPARE:
    walk_compare(walk, site, expr);
    return;
  case EXPR_SUBSCRIPT:
    walk_item(walk, site, expr);
    return;
  case EXPR_CONTAINER:
    walk_hashed(walk, site, expr);
    return;
  }
}

static void walk_use_of(Walk *walk, ExprId site, ExprUse use) {
  switch ((int)use) {
  case USE_ITERATED: {
    Values iterable = evaluate(walk->program, walk->module, site);
    walk_iterate(walk, site, iterable);
    iterate_parameter(walk, site, iterable);
    return;
  }
  case USE_ASYNC_ITERATED:
    run_on_all(walk, site, evaluate(walk->program, walk->module, site), STR("__aiter__"),
               CALL_ITERATE);
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
  case USE_BASE:
    walk_base(walk, site);
    return;
  case USE_DELETED:
    walk_deleted(walk, site);
    return;
  }
}

void walk_implicit(Walk *walk, ExprId site) {
  const Expr *expr = &walk->summary->exprs[site];
  walk_kind(walk, site, expr);
  walk_use_of(walk, site, (ExprUse)expr->use);
}
