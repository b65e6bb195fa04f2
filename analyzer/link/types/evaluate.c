// What an expression stands for.
#include "link/types/containers.h"

// The type of what a literal, a comparison or a text put together gives; BUILTIN_TYPE_COUNT of
// anything else.
static BuiltinType builtin_type(const Expr *expr) {
  if (expr->kind == EXPR_COMPARE) return BUILTIN_BOOL;
  if (expr->kind == EXPR_FORMAT) return BUILTIN_STR;
  if (expr->kind != EXPR_LITERAL) return BUILTIN_TYPE_COUNT;
  switch ((LiteralKind)expr->a) {
  case LITERAL_TRUE:
  case LITERAL_FALSE:
    return BUILTIN_BOOL;
  case LITERAL_INT:
    return BUILTIN_INT;
  case LITERAL_FLOAT:
    return BUILTIN_FLOAT;
  case LITERAL_STRING:
    return BUILTIN_STR;
  case LITERAL_BYTES:
    return BUILTIN_BYTES;
  case LITERAL_NONE:
  case LITERAL_ELLIPSIS:
    break;
  }
  return BUILTIN_TYPE_COUNT;
}

// `*x` stands for what is in it.
static Values operand_values(Program *program, ModuleId module, ExprId operand) {
  Values values = evaluate(program, module, operand);
  bool is_spread = expr_of(program, module, operand)->kind == EXPR_STARRED;
  return is_spread ? element_values(program, values, false) : values;
}

static Values operand_union(Program *program, ModuleId module, uint32_t first, uint32_t count) {
  Values found = {.confidence = CONFIDENCE_RESOLVED};
  for (uint32_t i = 0; i < count && !(found.is_open && found.count == VALUES_MAX); i++) {
    ExprId part = summary_of(program, module)->operands[first + i];
    values_add(&found, part ? operand_values(program, module, part) : values_unknown());
  }
  return found;
}

// `x or y`: x counts only when it can be true, so a None on the left is dropped by the set itself.
static Values choice_values(Program *program, ModuleId module, const Expr *expr) {
  if (expr->c == CHOICE_AND && expr->b > 0) // a and b: what comes out of use is the last
    return values_less_sure(
        evaluate(program, module, summary_of(program, module)->operands[expr->a + expr->b - 1]),
        CONFIDENCE_RESOLVED);
  return operand_union(program, module, expr->a, expr->b);
}

static bool is_type(Value value) {
  return value.kind == VALUE_CLASS || value.kind == VALUE_TYPE || value.kind == VALUE_VARIABLE ||
         value.kind == VALUE_NONE || value.kind == VALUE_LIBRARY;
}

SpecialMethod operator_method(Operator operator) {
  static const uint8_t methods[] = {
      [OPERATOR_ADD] = SPECIAL_ADD,       [OPERATOR_SUB] = SPECIAL_SUB,
      [OPERATOR_MUL] = SPECIAL_MUL,       [OPERATOR_MATMUL] = SPECIAL_MATMUL,
      [OPERATOR_DIV] = SPECIAL_TRUEDIV,   [OPERATOR_FLOORDIV] = SPECIAL_FLOORDIV,
      [OPERATOR_MOD] = SPECIAL_MOD,       [OPERATOR_POW] = SPECIAL_POW,
      [OPERATOR_LSHIFT] = SPECIAL_LSHIFT, [OPERATOR_RSHIFT] = SPECIAL_RSHIFT,
      [OPERATOR_AND] = SPECIAL_AND,       [OPERATOR_XOR] = SPECIAL_XOR,
      [OPERATOR_OR] = SPECIAL_OR,         [OPERATOR_NEGATIVE] = SPECIAL_NEG,
      [OPERATOR_POSITIVE] = SPECIAL_POS,  [OPERATOR_INVERT] = SPECIAL_INVERT,
      [OPERATOR_EQ] = SPECIAL_EQ,         [OPERATOR_NE] = SPECIAL_NE,
      [OPERATOR_LT] = SPECIAL_LT,         [OPERATOR_LE] = SPECIAL_LE,
      [OPERATOR_GT] = SPECIAL_GT,         [OPERATOR_GE] = SPECIAL_GE,
      [OPERATOR_IN] = SPECIAL_CONTAINS,   [OPERATOR_NOT_IN] = SPECIAL_CONTAINS,
  };
  return (size_t) operator<COUNT_OF(methods) ? (SpecialMethod)methods[operator] : SPECIAL_NONE;
}

// The result of a method of each candidate, called without arguments that matter.
Values method_results(Program *program, Values objects, Atom name) {
  Values found = values_like(objects);
  for (uint8_t i = 0; i < objects.count; i++) {
    Value object = objects.at[i];
    Values results = values_unknown();
    if (object.kind == VALUE_INSTANCE || object.kind == VALUE_LIBRARY_INSTANCE ||
        object.kind == VALUE_MADE || object.kind == VALUE_PARAMETER)
      results = called_values(program, value_member(program, object, name).values);
    values_add(&found, results);
  }
  return found;
}

static Values binary_values(Program *program, ModuleId module, ExprId id, const Expr *expr) {
  Values left = evaluate(program, module, expr->a);
  if (expr->c == OPERATOR_OR && left.count > 0 && is_type(left.at[0]))
    return values_one(VALUE_TYPE, module, id);
  Values found = {0};
  SpecialMethod method = operator_method((Operator)expr->c);
  if (left.count > 0 && method != SPECIAL_NONE)
    found = method_results(program, left, special_name(program, method));
  if (left.count > 0 && !values_is_unknown(found)) return found;
  Values right = evaluate(program, module, expr->b);
  // `"a" / path`: the reflected method of the right operand.
  if (expr->c == OPERATOR_DIV)
    return method_results(program, right, special_name(program, SPECIAL_RTRUEDIV));
  return values_unknown();
}

static bool key_matches(const Summary *summary, ExprId key, const Summary *other, ExprId wanted) {
  const Expr *a = &summary->exprs[key], *b = &other->exprs[wanted];
  if (a->kind != EXPR_LITERAL || b->kind != EXPR_LITERAL || a->a != b->a) return false;
  if (a->a == LITERAL_STRING)
    return str_equal(summary_name(summary, a->b), summary_name(other, b->b));
  return a->a == LITERAL_INT && summary_int(summary, key) == summary_int(other, wanted);
}

// What is put into a dict under this constant; where nothing is, what is put in under others may be
// meant.
static Values filled_item(Program *program, Value display, ModuleId module, ExprId constant) {
  const Filled *filled = display_filled(program, display);
  Values found = {.confidence = filled->values.confidence};
  for (uint32_t i = 0; i < filled->count; i++) {
    FilledKey key = filled->keys[i];
    if (key.expr && key_matches(summary_of(program, key.module), key.expr,
                                summary_of(program, module), constant))
      values_add_one(&found, filled->at[i]);
  }
  if (found.count > 0) return found;
  found = filled->values;
  found.is_open |= filled->count > 0;
  return found;
}

// What stands in what stands under the keys of a display.
static Values inner_elements(Program *program, Value inner, bool is_one) {
  Values table = table_values(program, inner, 0, is_one);
  return values_is_unknown(table) ? display_filled(program, inner)->values : table;
}

bool display_is_empty(Program *program, Value display) {
  return display.detail == DISPLAY_ITSELF &&
         expr_of(program, display.a, display.b)->kind != EXPR_COMPREHENSION &&
         display_count(program, display) == 0 && display_filled(program, display)->count == 0;
}

// `x[key].append(f)`: what stands under the keys is a container that is filled, whichever it is.
static Values with_inner(Program *program, Value display, Values found) {
  display.detail = DISPLAY_INNER;
  const Filled *inner = display_filled(program, display);
  if (inner->count == 0) return found;
  Values whole = {.confidence = found.confidence, .is_open = found.is_open};
  for (uint8_t i = 0; i < found.count; i++)
    if (found.at[i].kind != VALUE_CONTAINER || !display_is_empty(program, found.at[i]))
      values_add_one(&whole, found.at[i]);
  values_add_one(&whole, display);
  return whole;
}

// `{**others}`
static Values spread_item(Program *program, ModuleId home, ExprId spread, ModuleId module,
                          ExprId index) {
  Values others = evaluate(program, home, spread);
  bool is_display = others.count == 1 && others.at[0].kind == VALUE_CONTAINER &&
                    others.at[0].detail == DISPLAY_ITSELF && question_begin(program);
  if (!is_display) return values_unknown();
  Values found = display_item(program, others.at[0], module, index);
  question_end(program);
  return found;
}

// The last entry of a dict display that surely stands under a constant, the index in `module`; of
// the others nothing. `in` is the module of the constant.
static Values written_item(Program *program, Value display, ModuleId module, ExprId index,
                           ModuleId in, ExprId constant) {
  const Summary *summary = summary_of(program, display.a);
  const Expr *expr = &summary->exprs[display.b];
  for (uint32_t i = display_count(program, display) / 2; i-- > 0;) {
    const ExprId *pair = summary->operands + expr->a + 2 * i;
    if (pair[0] && key_matches(summary, pair[0], summary_of(program, in), constant))
      return evaluate(program, display.a, pair[1]);
    if (pair[0]) continue;
    Values spread = spread_item(program, display.a, pair[1], module, index);
    if (spread.is_open || spread.count == 0) break;
    return spread;
  }
  return values_unknown();
}

Values display_item(Program *program, Value display, ModuleId module, ExprId index) {
  const Summary *summary = summary_of(program, display.a);
  const Expr *expr = &summary->exprs[display.b];
  if (expr->kind == EXPR_COMPREHENSION) return display_values(program, display);
  if (display.detail == DISPLAY_INNER) return inner_elements(program, display, true);
  bool is_dict = display_kind(program, display) == CONTAINER_DICT;
  uint32_t count = display_count(program, display);
  ModuleId in = module;
  ExprId constant = index && is_dict ? constant_of(program, module, index, &in) : 0;
  if (constant) {
    Values written = written_item(program, display, module, index, in, constant);
    if (!values_is_unknown(written)) return with_inner(program, display, written);
  }
  Values found = constant ? filled_item(program, display, in, constant)
                          : display_filled(program, display)->values;
  found.is_open |= count > 0;
  if (is_dict) found = with_inner(program, display, found);
  for (uint32_t i = 0; i < count; i += is_dict ? 2 : 1) {
    ExprId key = is_dict ? summary->operands[expr->a + i] : 0;
    ExprId value = summary->operands[expr->a + i + (is_dict ? 1 : 0)];
    if (value && is_dict && !key)
      values_add(&found, spread_item(program, display.a, value, module, index));
    else if (value)
      values_add(&found, evaluate(program, display.a, value));
  }
  Values table = constant ? values_unknown() : table_values(program, display, 0, true);
  return values_is_unknown(table) ? found : table;
}

// The place of a tuple, or of a pair, that a constant index names.
static Values holder_part(Program *program, Value holder, ModuleId module, ExprId index) {
  const Expr *at = expr_of(program, module, index);
  bool is_number = expr_is_literal(at, LITERAL_INT);
  if (holder.detail == HOLDER_TUPLE)
    return is_number ? annotation_part(program, holder, at->b)
                     : values_less_sure(annotation_any_part(program, holder), CONFIDENCE_POSSIBLE);
  if (holder.detail == HOLDER_PAIR && is_number && at->b == 1) return held_values(program, holder);
  return values_unknown();
}

Values record_item(Program *program, Value object, ModuleId module, ExprId index) {
  ModuleId in = module;
  ExprId constant = constant_of(program, module, index, &in);
  if (constant == 0) return values_unknown();
  const Expr *key = expr_of(program, in, constant);
  if (key->a == LITERAL_INT) return class_place(program, object.a, key->b);
  bool is_key =
      key->a == LITERAL_STRING && class_derives(program, object.a, STR("typing.TypedDict"));
  if (!is_key) return values_unknown();
  return value_member(program, object, atom_make(summary_name(summary_of(program, in), key->b)))
      .values;
}

static Values items_got(Program *program, Values objects) {
  return method_results(program, objects, special_name(program, SPECIAL_GETITEM));
}

static Values item_values(Program *program, Value object, ModuleId module, ExprId id);

static Values passed_items(Program *program, Value parameter, ModuleId module, ExprId id) {
  Values passed = parameter_passed(program, parameter);
  Values found = values_like(passed);
  for (uint8_t i = 0; i < passed.count; i++)
    values_add(&found, item_values(program, passed.at[i], module, id));
  return found;
}

static Values item_values(Program *program, Value object, ModuleId module, ExprId id) {
  const Expr *expr = expr_of(program, module, id);
  bool is_slice = expr_of(program, module, expr->b)->kind == EXPR_SLICE;
  Values one = {.at = {object}, .count = 1, .confidence = CONFIDENCE_RESOLVED};
  switch ((ValueKind)object.kind) {
  case VALUE_CONTAINER:
    if (object.detail != DISPLAY_ITSELF && object.detail != DISPLAY_INNER) return values_unknown();
    if (is_slice) return one;
    return display_item(program, object, module, expr->b);
  case VALUE_HOLDER:
    if (is_slice && object.detail == HOLDER_ELEMENTS) return one;
    if (object.detail == HOLDER_ELEMENTS || object.detail == HOLDER_VALUES)
      return held_values(program, object);
    return holder_part(program, object, module, expr->b);
  case VALUE_CLASS: // Generic[T], Enum[name]
    if (class_is_enum(program, object.a))
      return values_one(VALUE_INSTANCE, object.a, INSTANCE_EXACT);
    if (class_is_generic(program, object.a))
      one.at[0].given = given_to_class(program, object.a, module,
                                       type_arguments(summary_of(program, module), expr), 0);
    return one;
  case VALUE_LIBRARY: {
    const KnowledgeEntry *entry = symbol_entry(program, object.a);
    bool is_generic = entry && entry->kind == KNOWN_CLASS && !annotation_is_form(program, object);
    if (is_generic)
      one.at[0].given =
          given_in_order(program, module, type_arguments(summary_of(program, module), expr), 0);
    return is_generic ? one : values_one(VALUE_TYPE, module, id);
  }
  case VALUE_PARAMETER:
    return passed_items(program, object, module, id);
  case VALUE_REST:
    return rest_item(program, object, module, expr->b);
  case VALUE_INSTANCE: {
    Values part = record_item(program, object, module, expr->b);
    return part.count > 0 ? part : items_got(program, one);
  }
  case VALUE_LIBRARY_INSTANCE:
    if (is_slice && slices_later(program, object)) return one;
    return items_got(program, one);
  case VALUE_MADE:
    if (is_slice) return one;
    return made_values(program, object.a, MADE_ELEMENTS);
  case VALUE_TUPLE: {
    const Expr *index = expr_of(program, module, expr->b);
    bool is_number = expr_is_literal(index, LITERAL_INT);
    return is_number ? tuple_part(program, object, index->b) : values_unknown();
  }
  case VALUE_NONE:
  case VALUE_MODULE:
  case VALUE_DIRECTORY:
  case VALUE_SUPER:
  case VALUE_FUNCTION:
  case VALUE_WRAPPED:
  case VALUE_CLOSURE:
  case VALUE_COROUTINE:
  case VALUE_GENERATOR:
  case VALUE_CONTEXT:
  case VALUE_ENTRY:
  case VALUE_PARTIAL:
  case VALUE_TYPE:
  case VALUE_VARIABLE:
  case VALUE_AWAITABLE:
  case VALUE_LAZY:
    return values_unknown();
  }
  return values_unknown();
}

static Values subscript_values(Program *program, ModuleId module, ExprId id, const Expr *expr) {
  uint32_t kept = evaluate_kept(program, module, expr->a);
  Value alone;
  if (kept_alone(kept, &alone)) return item_values(program, alone, module, id);
  Values objects = values_kept(program, kept);
  Values found = values_like(objects);
  for (uint8_t i = 0; i < objects.count; i++)
    values_add(&found, item_values(program, objects.at[i], module, id));
  return found;
}

static Values compute(Program *program, ModuleId module, ExprId id) {
  const Expr *expr = expr_of(program, module, id);
  switch ((ExprKind)expr->kind) {
  case EXPR_CALL:
    return call_values(program, module, id);
  case EXPR_SUBSCRIPT:
    return subscript_values(program, module, id, expr);
  case EXPR_AWAIT:
    return awaited_values(program, evaluate(program, module, expr->a));
  case EXPR_LITERAL:
    return expr->a == LITERAL_NONE ? values_one(VALUE_NONE, 0, 0) : values_unknown();
  case EXPR_CHOICE:
    return choice_values(program, module, expr);
  case EXPR_LAMBDA:
    return values_one(VALUE_FUNCTION, function_get(program, module, expr->a), 0);
  case EXPR_CONTAINER:
    return values_one(VALUE_CONTAINER, module, id);
  case EXPR_COMPREHENSION:
    if (expr->b == CONTAINER_GENERATOR)
      return values_one(VALUE_GENERATOR, function_get(program, module, expr->a), 0);
    return values_one(VALUE_CONTAINER, module, id);
  case EXPR_NAMED:
  case EXPR_STARRED:
    return evaluate(program, module, expr->a);
  case EXPR_BINARY:
    return binary_values(program, module, id, expr);
  case EXPR_UNARY:
  case EXPR_YIELD:
  case EXPR_YIELD_FROM:
  case EXPR_SLICE:
  case EXPR_OTHER:
  case EXPR_NONE:
  case EXPR_NAME: // see evaluate_ask and compute_kept
  case EXPR_ATTRIBUTE:
  case EXPR_COMPARE:
  case EXPR_FORMAT:
    return values_unknown();
  }
  return values_unknown();
}

BASE_NOINLINE static uint32_t compute_kept(Program *program, ModuleId module, ExprId id) {
  const Expr *expr = expr_of(program, module, id);
  if (expr->kind == EXPR_ATTRIBUTE) return attribute_kept(program, module, id);
  BuiltinType type = builtin_type(expr);
  if (type != BUILTIN_TYPE_COUNT)
    return kept_one(program, VALUE_LIBRARY_INSTANCE, program->builtin_types[type], 0);
  return values_keep(program, compute(program, module, id));
}

uint32_t evaluate_ask(Program *program, ModuleId module, ExprId id) {
  uint32_t *memo = &module_of(program, module)->memo[id];
  if (*memo == 1) question_cut(program);
  if (*memo == 1 || !question_begin(program)) return KEPT_UNKNOWN;
  *memo = 1;
  bool is_name = expr_of(program, module, id)->kind == EXPR_NAME;
  uint32_t number = is_name ? name_kept(program, module, id) : compute_kept(program, module, id);
  question_end(program);
  *memo = number + 2;
  return number;
}

Values evaluate(Program *program, ModuleId module, ExprId id) {
  return values_kept(program, evaluate_kept(program, module, id));
}

bool evaluate_known(Program *program, ModuleId module, ExprId id, Values *out) {
  uint32_t number = evaluate_kept(program, module, id);
  if (kept_is_unknown(program, number)) return false;
  *out = values_kept(program, number);
  return true;
}

// ---- Iterating ----------------------------------------------------------------------------------

// The values of a dict display or comprehension.
Values display_values(Program *program, Value display) {
  const Summary *summary = summary_of(program, display.a);
  const Expr *expr = &summary->exprs[display.b];
  if (expr->kind == EXPR_COMPREHENSION) {
    ExprId element = summary->scopes[expr->a].element;
    return element ? evaluate(program, display.a, element) : values_unknown();
  }
  if (display.detail == DISPLAY_INNER_VIEW) {
    display.detail = DISPLAY_INNER;
    return inner_elements(program, display, false);
  }
  Values found = with_inner(program, display, display_filled(program, display)->values);
  for (uint32_t i = 0; i + 1 < display_count(program, display) && !found.is_open; i += 2) {
    const ExprId *pair = summary->operands + expr->a + i;
    values_add(&found, pair[0] ? evaluate(program, display.a, pair[1])
                               : spread_item(program, display.a, pair[1], display.a, 0));
  }
  return found.count > 0 ? found : values_unknown();
}

static Values display_elements(Program *program, Value display) {
  const Summary *summary = summary_of(program, display.a);
  const Expr *expr = &summary->exprs[display.b];
  if (display.detail == DISPLAY_INNER)
    return display_filled(program, display)->is_keyed ? values_unknown()
                                                      : inner_elements(program, display, false);
  if (display.detail == DISPLAY_INNER_VIEW) return display_values(program, display);
  bool is_view = display.detail == DISPLAY_VALUES_VIEW;
  bool is_dict = display_kind(program, display) == CONTAINER_DICT;
  if (is_dict && !is_view) return values_unknown();
  if (expr->kind == EXPR_COMPREHENSION) return display_values(program, display);
  Values table = table_values(program, display, 0, false);
  if (!values_is_unknown(table)) return table;
  if (is_view) return display_values(program, display);
  Values found = operand_union(program, display.a, expr->a, display_count(program, display));
  values_add(&found, display_filled(program, display)->values);
  return found;
}

static Values instance_elements(Program *program, Value object, bool is_async) {
  Values iterators = method_results(
      program, (Values){.at = {object}, .count = 1, .confidence = CONFIDENCE_RESOLVED},
      special_name(program, is_async ? SPECIAL_AITER : SPECIAL_ITER));
  Values found = values_like(iterators);
  for (uint8_t i = 0; i < iterators.count; i++) {
    Values one = {.at = {iterators.at[i]}, .count = 1, .confidence = iterators.confidence};
    bool is_own_iterator = iterators.at[i].kind == VALUE_INSTANCE;
    if (!is_own_iterator)
      values_add(&found, element_values(program, one, is_async));
    else if (is_async)
      values_add(&found, awaited_values(program,
                                        method_results(program, one, atom_make(STR("__anext__")))));
    else
      values_add(&found, method_results(program, one, special_name(program, SPECIAL_NEXT)));
  }
  return found;
}

static Values value_elements(Program *program, Value value, bool is_async) {
  switch ((ValueKind)value.kind) {
  case VALUE_CONTAINER:
    return display_elements(program, value);
  case VALUE_HOLDER:
    if (value.detail == (is_async ? HOLDER_ASYNC : HOLDER_ELEMENTS))
      return held_values(program, value);
    if (value.detail == HOLDER_TUPLE) return annotation_any_part(program, value);
    if (value.detail != HOLDER_PAIRS) return values_unknown();
    value.detail = HOLDER_PAIR;
    return (Values){.at = {value}, .count = 1, .confidence = CONFIDENCE_RESOLVED};
  case VALUE_CLASS:
    if (!class_is_enum(program, value.a)) return values_unknown();
    return values_one(VALUE_INSTANCE, value.a, INSTANCE_EXACT);
  case VALUE_GENERATOR:
    return yields_given(program, value.a, value.given);
  case VALUE_INSTANCE:
    return instance_elements(program, value, is_async);
  case VALUE_LIBRARY_INSTANCE:
    return receiver_type(program, value.a, value, MADE_ELEMENTS);
  case VALUE_PARAMETER:
    return element_values(program, parameter_passed(program, value), is_async);
  case VALUE_REST:
    return is_async ? values_unknown() : rest_elements(program, value);
  case VALUE_TUPLE:
    return tuple_any_part(program, value);
  case VALUE_MADE:
  case VALUE_LAZY:
    return made_values(program, value.a, MADE_ELEMENTS);
  case VALUE_NONE:
  case VALUE_MODULE:
  case VALUE_DIRECTORY:
  case VALUE_SUPER:
  case VALUE_FUNCTION:
  case VALUE_WRAPPED:
  case VALUE_CLOSURE:
  case VALUE_COROUTINE:
  case VALUE_CONTEXT:
  case VALUE_ENTRY:
  case VALUE_PARTIAL:
  case VALUE_TYPE:
  case VALUE_VARIABLE:
  case VALUE_LIBRARY:
  case VALUE_AWAITABLE:
    return values_unknown();
  }
  return values_unknown();
}

Values element_values(Program *program, Values iterable, bool is_async) {
  Values found = values_like(iterable);
  if (!question_begin(program)) return values_unknown();
  for (uint8_t i = 0; i < iterable.count; i++)
    values_add(&found, value_elements(program, iterable.at[i], is_async));
  question_end(program);
  return found;
}
