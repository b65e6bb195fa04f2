// What operators run, and what is like them: comparisons, items, truth tests, formatting, hashing,
// and the built-in functions that stand for a method of their argument.
#include "link/calls/calls.h"

// Runs the first of these methods that an object has; false when it has none. What is known of
// none of them ends the list.
static bool run_first(Walk *walk, ExprId site, Values objects, const char *const *methods) {
  bool has_any = false;
  for (uint8_t i = 0; i < objects.count; i++) {
    bool has_one = false;
    if (!value_has_methods(objects.at[i])) continue;
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
  bool is_other = kept_alone(kept, &alone) && !value_has_methods(alone);
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

// ---- All of an expression -----------------------------------------------------------------------

void walk_operation(Walk *walk, ExprId site, const Expr *expr) {
  switch ((int)expr->kind) {
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

void walk_operation_use(Walk *walk, ExprId site, ExprUse use) {
  switch ((int)use) {
  case USE_TESTED:
    walk_truth(walk, site);
    return;
  case USE_FORMATTED:
    walk_format(walk, site);
    return;
  case USE_BASE:
    walk_base(walk, site);
    return;
  }
}
