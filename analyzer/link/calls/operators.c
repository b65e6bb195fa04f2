// What operators run, and what is like them: comparisons, items, truth tests, formatting, hashing,
// and the built-in functions that stand for a method of their argument.
#include "link/calls/calls.h"

// Methods of which the first one runs that an object has.
typedef struct Methods {
  SpecialMethod at[3]; // up to SPECIAL_NONE
} Methods;

// False when it has none of them.
static bool run_one(Walk *walk, ExprId site, Value object, Confidence confidence, Methods methods) {
  if (!value_has_methods(object)) return false;
  for (size_t i = 0; i < COUNT_OF(methods.at) && methods.at[i] != SPECIAL_NONE; i++)
    if (walk_method(walk, site, object, methods.at[i], confidence, CALL_OPERATOR)) return true;
  return false;
}

static bool run_first(Walk *walk, ExprId site, Values objects, Methods methods) {
  Confidence confidence = values_confidence(objects);
  bool has_any = false;
  for (uint8_t i = 0; i < objects.count; i++)
    has_any |= run_one(walk, site, objects.at[i], confidence, methods);
  return has_any;
}

static const Methods methods_of_item = {{SPECIAL_GETITEM, SPECIAL_MISSING}};

void walk_items_read(Walk *walk, ExprId site, Values objects) {
  run_first(walk, site, objects, methods_of_item);
}

static bool operate(Walk *walk, ExprId site, ExprId operand, Methods methods) {
  if (methods.at[0] == SPECIAL_NONE) return false;
  uint32_t kept = evaluate_kept(walk->program, walk->module, operand);
  Value alone;
  if (kept_alone(kept, &alone)) return run_one(walk, site, alone, CONFIDENCE_RESOLVED, methods);
  if (kept_is_unknown(walk->program, kept)) return false;
  return run_first(walk, site, values_kept(walk->program, kept), methods);
}

typedef struct Operation {
  SpecialMethod reflected; // the method of the right operand
  SpecialMethod in_place;  // … and that of the left one in an augmented assignment
} Operation;

static const Operation operations[] = {
    [OPERATOR_ADD] = {SPECIAL_RADD, SPECIAL_IADD},
    [OPERATOR_SUB] = {SPECIAL_RSUB, SPECIAL_ISUB},
    [OPERATOR_MUL] = {SPECIAL_RMUL, SPECIAL_IMUL},
    [OPERATOR_MATMUL] = {SPECIAL_RMATMUL, SPECIAL_IMATMUL},
    [OPERATOR_DIV] = {SPECIAL_RTRUEDIV, SPECIAL_ITRUEDIV},
    [OPERATOR_FLOORDIV] = {SPECIAL_RFLOORDIV, SPECIAL_IFLOORDIV},
    [OPERATOR_MOD] = {SPECIAL_RMOD, SPECIAL_IMOD},
    [OPERATOR_POW] = {SPECIAL_RPOW, SPECIAL_IPOW},
    [OPERATOR_LSHIFT] = {SPECIAL_RLSHIFT, SPECIAL_ILSHIFT},
    [OPERATOR_RSHIFT] = {SPECIAL_RRSHIFT, SPECIAL_IRSHIFT},
    [OPERATOR_AND] = {SPECIAL_RAND, SPECIAL_IAND},
    [OPERATOR_XOR] = {SPECIAL_RXOR, SPECIAL_IXOR},
    [OPERATOR_OR] = {SPECIAL_ROR, SPECIAL_IOR},
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
  SpecialMethod method = operator_method((Operator)expr->c);
  const Operation *operation = expr->c < COUNT_OF(operations) ? &operations[expr->c] : NULL;
  bool is_augmented = operation && (expr->flags & EXPR_FLAG_AUGMENTED) != 0;
  Methods both = {{method}};
  if (is_augmented) both = (Methods){{operation->in_place, method}};
  Values left;
  if (method == SPECIAL_NONE || !evaluate_known(walk->program, walk->module, expr->a, &left))
    return;
  if (run_first(walk, site, left, both) || !operation) return;
  bool is_text = expr->c == OPERATOR_MOD && left.at[0].kind == VALUE_LIBRARY_INSTANCE &&
                 left.at[0].a == walk->program->builtin_types[BUILTIN_STR];
  if (is_text) walk_text(walk, site, expr->b);
  if (!is_plain_data(walk->program, left) || is_text) return;
  operate(walk, site, expr->b, (Methods){{operation->reflected}});
}

static void walk_member(Walk *walk, ExprId site, ExprId container) {
  Values objects;
  if (!evaluate_known(walk->program, walk->module, container, &objects)) return;
  for (uint8_t i = 0; i < objects.count; i++) {
    Values one = {.at = {objects.at[i]}, .count = 1, .confidence = objects.confidence};
    one.is_open = objects.count > 1 || objects.is_open;
    if (!run_first(walk, site, one, (Methods){{SPECIAL_CONTAINS}})) walk_iterate(walk, site, one);
  }
}

static void walk_compare(Walk *walk, ExprId site, const Expr *expr) {
  if (expr->b < 2) return;
  const ExprId *operands = walk->summary->operands + expr->a;
  if (expr->c == OPERATOR_IN || expr->c == OPERATOR_NOT_IN) {
    walk_member(walk, site, operands[1]);
    return;
  }
  Methods methods = {{operator_method((Operator)expr->c)}};
  if (expr->c == OPERATOR_NE) methods.at[1] = SPECIAL_EQ;
  operate(walk, site, operands[0], methods);
}

// `Table[key]` of a class.
static void walk_class_item(Walk *walk, ExprId site, ExprId class) {
  Values classes;
  if (!evaluate_known(walk->program, walk->module, class, &classes)) return;
  for (uint8_t i = 0; i < classes.count; i++) {
    Value instance = {.kind = VALUE_INSTANCE, .a = classes.at[i].a};
    if (classes.at[i].kind == VALUE_CLASS)
      walk_method(walk, site, instance, SPECIAL_CLASS_GETITEM, values_confidence(classes),
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
  Methods methods = methods_of_item;
  if (is_deleted || is_stored)
    methods = (Methods){{is_deleted ? SPECIAL_DELITEM : SPECIAL_SETITEM}};
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
  SpecialMethod method;
  SpecialMethod otherwise; // the method where that is missing
  Meaning meaning;
} BuiltinMethod;

static const BuiltinMethod builtin_methods[] = {
    {"builtins.len", SPECIAL_LEN, SPECIAL_NONE, MEANS_FIRST},
    {"builtins.str", SPECIAL_STR, SPECIAL_REPR, MEANS_FIRST},
    {"builtins.repr", SPECIAL_REPR, SPECIAL_NONE, MEANS_FIRST},
    {"builtins.ascii", SPECIAL_REPR, SPECIAL_NONE, MEANS_FIRST},
    {"builtins.bool", SPECIAL_BOOL, SPECIAL_LEN, MEANS_FIRST},
    {"builtins.next", SPECIAL_NEXT, SPECIAL_NONE, MEANS_FIRST},
    {"builtins.hash", SPECIAL_HASH, SPECIAL_NONE, MEANS_FIRST},
    {"builtins.int", SPECIAL_INT, SPECIAL_NONE, MEANS_FIRST},
    {"builtins.float", SPECIAL_FLOAT, SPECIAL_NONE, MEANS_FIRST},
    {"builtins.format", SPECIAL_FORMAT, SPECIAL_STR, MEANS_FIRST},
    {"builtins.abs", SPECIAL_ABS, SPECIAL_NONE, MEANS_FIRST},
    {"builtins.bytes", SPECIAL_BYTES, SPECIAL_NONE, MEANS_FIRST},
    {"builtins.reversed", SPECIAL_REVERSED, SPECIAL_NONE, MEANS_FIRST},
    {"builtins.print", SPECIAL_STR, SPECIAL_REPR, MEANS_ALL},
    {"builtins.str.format", SPECIAL_FORMAT, SPECIAL_STR, MEANS_ALL},
    {"builtins.sorted", SPECIAL_LT, SPECIAL_NONE, MEANS_ELEMENTS},
    {"builtins.min", SPECIAL_LT, SPECIAL_NONE, MEANS_ELEMENTS},
    {"builtins.max", SPECIAL_GT, SPECIAL_LT, MEANS_ELEMENTS},
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

static void walk_elements(Walk *walk, ExprId site, const Expr *call, Methods methods) {
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
  Methods methods = {{stands_for->method, stands_for->otherwise}};
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
  uint32_t kind = walk->summary->exprs[site].kind;
  if (kind != EXPR_COMPARE && kind != EXPR_UNARY)
    operate(walk, site, site, (Methods){{SPECIAL_BOOL, SPECIAL_LEN}});
}

static void walk_format(Walk *walk, ExprId site) {
  operate(walk, site, site, (Methods){{SPECIAL_FORMAT, SPECIAL_STR, SPECIAL_REPR}});
}

// `"…" % x`, `"…" % (x, y)`
static void walk_text(Walk *walk, ExprId site, ExprId operand) {
  static const Methods methods = {{SPECIAL_STR, SPECIAL_REPR}};
  const Expr *expr = &walk->summary->exprs[operand];
  bool is_tuple = expr->kind == EXPR_CONTAINER && expr->c == CONTAINER_TUPLE;
  if (!is_tuple) operate(walk, site, operand, methods);
  for (uint32_t i = 0; is_tuple && i < expr->b; i++)
    operate(walk, site, walk->summary->operands[expr->a + i], methods);
}

// The elements of a set and the keys of a dict.
static void walk_hashed(Walk *walk, ExprId site, const Expr *expr) {
  static const Methods methods = {{SPECIAL_HASH}};
  bool is_dict = expr->c == CONTAINER_DICT;
  if (!is_dict && expr->c != CONTAINER_SET) return;
  for (uint32_t i = 0; i < expr->b; i += is_dict ? 2 : 1) {
    ExprId key = walk->summary->operands[expr->a + i];
    if (key && walk->summary->exprs[key].kind != EXPR_LITERAL) operate(walk, site, key, methods);
  }
}

// A class statement tells the bases of the new class.
static void walk_base(Walk *walk, ExprId site) {
  Values bases;
  if (!evaluate_known(walk->program, walk->module, site, &bases) || bases.count != 1) return;
  Value base = bases.at[0];
  Value subclass = {.kind = VALUE_INSTANCE, .a = base.a};
  if (base.kind != VALUE_CLASS) return;
  run_one(walk, site, subclass, (Confidence)bases.confidence, (Methods){{SPECIAL_INIT_SUBCLASS}});
}

// ---- All of an expression -----------------------------------------------------------------------

void walk_operation(Walk *walk, ExprId site, const Expr *expr) {
  switch ((int)expr->kind) {
  case EXPR_BINARY:
    walk_binary(walk, site, expr);
    return;
  case EXPR_UNARY:
    operate(walk, site, expr->a, (Methods){{operator_method((Operator)expr->c)}});
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
