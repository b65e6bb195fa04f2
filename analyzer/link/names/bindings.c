// What a binding gives to those whom it reaches: an assignment its value or a part of it, a loop
// the elements, `with` what is entered, a definition itself.
#include "link/types/containers.h"

// `for name, call in TABLE`, `for name, call in TABLE.items()`: the column of a table of callables.
static Values column_values(Program *program, Values table, uint16_t unpack) {
  if (unpack == 0 || unpack == UNPACK_INSIDE || table.count != 1 || table.is_open ||
      table.at[0].kind != VALUE_CONTAINER)
    return values_unknown();
  bool is_value = table.at[0].detail == DISPLAY_ITEMS_VIEW && unpack == 2;
  if (is_value) {
    Values entries = table_values(program, table.at[0], 0, false);
    return entries.count > 0 ? entries : display_values(program, table.at[0]);
  }
  const Expr *display = expr_of(program, table.at[0].a, table.at[0].b);
  bool is_rows = table.at[0].detail == DISPLAY_ITSELF && display->kind == EXPR_CONTAINER &&
                 display->c != CONTAINER_DICT;
  return is_rows ? table_values(program, table.at[0], unpack, false) : values_unknown();
}

// Element `unpack - 1` of a tuple or list display.
static Values unpacked_values(Program *program, Values whole, uint16_t unpack) {
  if (unpack == 0) return whole;
  if (whole.count == 1 && whole.at[0].kind == VALUE_HOLDER && unpack != UNPACK_INSIDE) {
    Value holder = whole.at[0];
    if (holder.detail == HOLDER_TUPLE) return annotation_part(program, holder, unpack - 1u);
    if (holder.detail == HOLDER_PAIR && unpack == 2) return held_values(program, holder);
    if (holder.detail == HOLDER_ELEMENTS) return held_values(program, holder);
  }
  if (whole.count == 1 && whole.at[0].kind == VALUE_REST && unpack != UNPACK_INSIDE)
    return rest_unpacked(whole.at[0], unpack);
  if (whole.count == 1 && whole.at[0].kind == VALUE_TUPLE && unpack != UNPACK_INSIDE)
    return tuple_part(program, whole.at[0], unpack - 1u);
  if (whole.count == 1 && whole.at[0].kind == VALUE_INSTANCE && unpack != UNPACK_INSIDE)
    return class_place(program, whole.at[0].a, unpack - 1u);
  if (unpack == UNPACK_INSIDE || whole.count != 1 || whole.at[0].kind != VALUE_CONTAINER)
    return values_unknown();
  ModuleId module = whole.at[0].a;
  const Expr *display = expr_of(program, module, whole.at[0].b);
  bool is_ordered = display->kind == EXPR_CONTAINER &&
                    (display->c == CONTAINER_TUPLE || display->c == CONTAINER_LIST);
  if (!is_ordered || unpack > display->b) return values_unknown();
  return evaluate(program, module, summary_of(program, module)->operands[display->a + unpack - 1u]);
}

static Values looped_values(Program *program, ModuleId module, const Binding *binding) {
  bool is_async = binding->kind == BINDING_ASYNC_FOR;
  Values iterable = evaluate(program, module, binding->value);
  Values column = is_async ? values_unknown() : column_values(program, iterable, binding->unpack);
  if (!values_is_unknown(column)) return column;
  return unpacked_values(program, element_values(program, iterable, is_async), binding->unpack);
}

// isinstance(x, C) and isinstance(x, (A, B)).
static Values refined_values(Program *program, ModuleId module, ExprId types) {
  const Expr *expr = expr_of(program, module, types);
  if (expr->kind != EXPR_CONTAINER) return class_instances(evaluate(program, module, types));
  Values found = {.confidence = CONFIDENCE_RESOLVED};
  for (uint32_t i = 0; i < expr->b; i++) {
    ExprId part = summary_of(program, module)->operands[expr->a + i];
    values_add(&found, class_instances(evaluate(program, module, part)));
  }
  return found;
}

static Values annotated_values(Program *program, ModuleId module, const Binding *binding) {
  Values values = {0};
  if (binding->annotation) values = annotation_values(program, module, binding->annotation);
  // `type[Base]` is a bound, not the class that was assigned.
  bool is_class =
      values.count > 0 && (values.at[0].kind == VALUE_CLASS || values.at[0].kind == VALUE_LIBRARY);
  if (!values_is_unknown(values) && !is_class)
    return display_behind(program, module, binding->unpack == 0 ? binding->value : 0, values);
  if (binding->value == 0) return values;
  return unpacked_values(program, evaluate(program, module, binding->value), binding->unpack);
}

static Values definition_values(Program *program, ModuleId module, const Binding *binding) {
  if (module_is_package(program, module)) {
    SymbolId known = package_known(program, module, binding);
    if (known != SYMBOL_NONE) return values_one(VALUE_LIBRARY, known, 0);
    Values source = package_source(program, module, binding);
    if (!values_is_unknown(source)) return source;
  }
  if (binding->kind == BINDING_DEF)
    return function_value(program, function_get(program, module, binding->extra));
  return values_one(VALUE_CLASS, class_get(program, module, binding->extra), 0);
}

static Values compute_binding(Program *program, ModuleId module, const Binding *binding) {
  switch ((BindingKind)binding->kind) {
  case BINDING_ASSIGN:
  case BINDING_ANNOTATE:
  case BINDING_ATTRIBUTE:
    return annotated_values(program, module, binding);
  case BINDING_PARAMETER:
    return parameter_values(program, module, binding->scope,
                            binding->extra -
                                summary_of(program, module)->scopes[binding->scope].parameters);
  case BINDING_IMPORT:
    return import_values(program, module, &summary_of(program, module)->imports[binding->extra]);
  case BINDING_DEF:
  case BINDING_CLASS:
    return definition_values(program, module, binding);
  case BINDING_FOR:
  case BINDING_ASYNC_FOR:
    return binding->value ? looped_values(program, module, binding) : values_unknown();
  case BINDING_WITH:
  case BINDING_ASYNC_WITH:
    if (binding->value == 0) return values_unknown();
    return unpacked_values(program,
                           entered_values(program, evaluate(program, module, binding->value),
                                          binding->kind == BINDING_ASYNC_WITH),
                           binding->unpack);
  case BINDING_MATCH:
  case BINDING_REFINE:
    return binding->value ? refined_values(program, module, binding->value) : values_unknown();
  case BINDING_TYPE_PARAMETER: {
    BindingId id = (BindingId)(binding - summary_of(program, module)->bindings);
    Values variable = values_one(VALUE_VARIABLE, module, id);
    variable.at[0].detail = 1;
    return variable;
  }
  case BINDING_TYPE_ALIAS:
    return binding->value ? evaluate(program, module, binding->value) : values_unknown();
  case BINDING_AUGMENT:
  case BINDING_EXCEPT:
  case BINDING_DELETE:
    return values_unknown();
  }
  return values_unknown();
}

// Whether it gives what its value is, no more and no less: `name = value`.
static bool is_mere_value(const Binding *binding) {
  bool is_assigned = binding->kind == BINDING_ASSIGN || binding->kind == BINDING_ANNOTATE ||
                     binding->kind == BINDING_ATTRIBUTE;
  return is_assigned && binding->value != 0 && binding->annotation == 0 && binding->unpack == 0;
}

uint32_t binding_ask(Program *program, ModuleId module, BindingId id) {
  uint32_t *memo = &module_of(program, module)->binding_memo[id];
  if (*memo == 1) question_cut(program);
  if (*memo == 1 || !question_begin(program)) return KEPT_UNKNOWN;
  *memo = 1;
  const Binding *binding = &summary_of(program, module)->bindings[id];
  uint32_t number = is_mere_value(binding)
                        ? evaluate_kept(program, module, binding->value)
                        : values_keep(program, compute_binding(program, module, binding));
  question_end(program);
  *memo = number + 2;
  return number;
}

Values binding_values(Program *program, ModuleId module, BindingId id) {
  return values_kept(program, binding_kept(program, module, id));
}
