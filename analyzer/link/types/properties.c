// Attributes that a function stands behind, however a class is given it: `name = property(get)`, a
// descriptor, `name = staticmethod(function)`. And what assigning to one calls.
#include "link/types/attributes.h"

FunctionId values_function(Values values) {
  bool is_function = values.count == 1 && values.at[0].kind == VALUE_FUNCTION;
  return is_function ? values.at[0].a : FUNCTION_NONE;
}

// The function that is given to a decorator by call; FUNCTION_NONE when it is none of
// `decorations`, a set of 1u << Decoration.
static FunctionId wrapped_function(Program *program, ModuleId module, BindingList in_class,
                                   int position, Str keyword, uint32_t decorations) {
  const Summary *summary = summary_of(program, module);
  const Binding *binding = &summary->bindings[in_class.at[in_class.count - 1]];
  if (binding->value == 0 || summary->exprs[binding->value].kind != EXPR_CALL) return FUNCTION_NONE;
  Values made = binding_values(program, module, in_class.at[in_class.count - 1]);
  if (made.count != 1 || made.at[0].kind != VALUE_LIBRARY_INSTANCE) return FUNCTION_NONE;
  const KnowledgeEntry *entry = symbol_entry(program, made.at[0].a);
  if (!entry || !(decorations >> entry->decoration & 1u)) return FUNCTION_NONE;
  ArgumentMatch match = argument_find(program, module, binding->value, position, keyword);
  return match.value ? values_function(evaluate(program, module, match.value)) : FUNCTION_NONE;
}

// `name = property(get, set)` in a class.
static FunctionId property_function(Program *program, ModuleId module, BindingList in_class,
                                    int position, Str keyword) {
  return wrapped_function(program, module, in_class, position, keyword,
                          1u << DECORATION_PROPERTY | 1u << DECORATION_CACHED_PROPERTY);
}

// The method of a descriptor that stands in a class: __get__ or __set__.
static FunctionId descriptor_method(Program *program, ModuleId module, BindingList in_class,
                                    Str name) {
  Values values = binding_values(program, module, in_class.at[in_class.count - 1]);
  if (values.count != 1 || values.at[0].kind != VALUE_INSTANCE) return FUNCTION_NONE;
  return values_function(class_method(program, values.at[0].a, name));
}

static bool is_assigned(const Summary *summary, BindingList in_class) {
  return in_class.count > 0 &&
         summary->bindings[in_class.at[in_class.count - 1]].kind == BINDING_ASSIGN;
}

FunctionId property_getter(Program *program, ModuleId module, BindingList in_class) {
  if (!is_assigned(summary_of(program, module), in_class)) return FUNCTION_NONE;
  FunctionId getter = property_function(program, module, in_class, 0, STR("fget"));
  if (getter != FUNCTION_NONE) return getter;
  return descriptor_method(program, module, in_class, STR("__get__"));
}

Values property_static(Program *program, ModuleId module, BindingList in_class) {
  if (!is_assigned(summary_of(program, module), in_class)) return values_unknown();
  FunctionId function =
      wrapped_function(program, module, in_class, 0, STR(""), 1u << DECORATION_STATIC);
  return function == FUNCTION_NONE ? values_unknown() : values_one(VALUE_FUNCTION, function, 0);
}

// ---- What is called by those who set it ---------------------------------------------------------

static FunctionId own_setter(Program *program, ClassId id, Atom name, bool is_delete) {
  ModuleId module = program->classes.at[id].module;
  BindingList list = scope_bindings(program, module, program->classes.at[id].scope, name);
  const Summary *summary = summary_of(program, module);
  for (uint32_t i = list.count; i > 0; i--) {
    const Binding *binding = &summary->bindings[list.at[i - 1]];
    if (binding->kind != BINDING_DEF) continue;
    FunctionId function = function_get(program, module, binding->extra);
    Accessor accessor = function_accessor(program, function);
    if (accessor == (is_delete ? ACCESSOR_DELETER : ACCESSOR_SETTER)) return function;
  }
  if (!is_assigned(summary, list)) return FUNCTION_NONE;
  FunctionId setter = is_delete ? property_function(program, module, list, 2, STR("fdel"))
                                : property_function(program, module, list, 1, STR("fset"));
  if (setter != FUNCTION_NONE) return setter;
  return descriptor_method(program, module, list, is_delete ? STR("__delete__") : STR("__set__"));
}

FunctionId value_setter(Program *program, Value object, Atom name, bool is_delete) {
  if (object.kind != VALUE_INSTANCE) return FUNCTION_NONE;
  for (uint32_t i = 0; i < class_order(program, object.a)->order_count; i++) {
    Ancestor ancestor = class_order(program, object.a)->order[i];
    if (ancestor.class_id == CLASS_NONE) continue;
    FunctionId setter = own_setter(program, ancestor.class_id, name, is_delete);
    if (setter != FUNCTION_NONE) return setter;
  }
  return FUNCTION_NONE;
}
