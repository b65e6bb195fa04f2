// Whose instance an object is, as isinstance would say it, by its own class and those of libraries.
#include "link/types/constants.h"
#include "link/types/containers.h"

// ---- Whose instance something is ----------------------------------------------------------------

static const char *display_class(const Program *program, Value value) {
  uint32_t kind = display_kind(program, value);
  bool is_part = value.detail != DISPLAY_ITSELF ||
                 expr_of(program, value.a, value.b)->kind == EXPR_CALL; // a class below, perhaps
  static const char *const names[] = {
      [CONTAINER_LIST] = "builtins.list",
      [CONTAINER_TUPLE] = "builtins.tuple",
      [CONTAINER_SET] = "builtins.set",
      [CONTAINER_DICT] = "builtins.dict",
  };
  return kind < COUNT_OF(names) && !is_part ? names[kind] : NULL;
}

Str library_class(const Program *program, Value value) {
  if (value.kind == VALUE_LIBRARY_INSTANCE) return symbol_name(program, value.a);
  if (value.kind == VALUE_CONTAINER) return str_from_c(display_class(program, value));
  return STR("");
}

bool type_is_below(Program *program, Value value, Value type) {
  Str of = library_class(program, type);
  if (value.kind == VALUE_INSTANCE && type.kind == VALUE_INSTANCE)
    return class_is_below(program, value.a, type.a);
  if (of.size == 0) return false;
  if (value.kind == VALUE_INSTANCE) return class_derives(program, value.a, of);
  Str name = library_class(program, value);
  return name.size > 0 && knowledge_is_subclass(program->knowledge, name, of);
}

// Library classes that built-in objects are instances of without deriving from them.
static bool is_abstract(Str name) {
  static const char *const modules[] = {"collections.", "typing.", "numbers.", "abc."};
  for (size_t i = 0; i < COUNT_OF(modules); i++)
    if (str_has_prefix(name, str_from_c(modules[i]))) return true;
  return false;
}

bool type_is_abstract(const Program *program, Value type) {
  return is_abstract(library_class(program, type));
}

static bool is_builtin(const Program *program, Value value) {
  return str_has_prefix(library_class(program, value), STR("builtins."));
}

// Whether another class may be registered with an abstract one, `Source.register(Text)`: looked for
// in the file of the class alone.
static bool may_be_registered(Program *program, ClassId id) {
  if (!class_derives(program, id, STR("abc.ABC"))) return false;
  const Summary *summary = summary_of(program, program->classes.at[id].module);
  for (NameId name = 1; name < summary->names_count; name++)
    if (str_equal(summary_name(summary, name), STR("register"))) return true;
  return false;
}

// A class of which nothing but its own subclasses can be instances: no protocol, nothing that
// other classes register with.
static bool is_plain_class(Program *program, Value value) {
  if (value.kind != VALUE_INSTANCE) return is_builtin(program, value);
  if (class_order(program, value.a)->has_unknown_base) return false;
  return !class_derives(program, value.a, STR("typing.Protocol")) &&
         !may_be_registered(program, value.a);
}

// ---- What isinstance says -----------------------------------------------------------------------

// The types that isinstance is asked for, as instances.
static Values asked_types(Program *program, ModuleId module, ExprId asked) {
  const Expr *expr = expr_of(program, module, asked);
  if (expr->kind != EXPR_CONTAINER) return annotation_values(program, module, asked);
  Values found = {.confidence = CONFIDENCE_RESOLVED};
  for (uint32_t i = 0; i < expr->b; i++) {
    ExprId part = summary_of(program, module)->operands[expr->a + i];
    values_add(&found, annotation_values(program, module, part));
  }
  return found;
}

static Answer instance_answer_of(Program *program, Value value, Values types) {
  bool is_apart = !types.is_open && is_plain_class(program, value);
  for (uint8_t i = 0; i < types.count; i++) {
    if (type_is_below(program, value, types.at[i])) return ANSWER_YES;
    Str library = library_class(program, types.at[i]);
    bool is_closed = is_plain_class(program, types.at[i]) ||
                     (is_builtin(program, value) && library.size > 0 && !is_abstract(library));
    if (!is_closed || type_is_below(program, types.at[i], value)) is_apart = false;
  }
  return is_apart ? ANSWER_NO : ANSWER_UNKNOWN;
}

Answer instance_answer(Program *program, Values values, ModuleId module, ExprId asked) {
  Values types = asked_types(program, module, asked);
  if (values_is_unknown(types) || values_is_unknown(values) || values.is_open)
    return ANSWER_UNKNOWN;
  Answer found = instance_answer_of(program, values.at[0], types);
  for (uint8_t i = 1; i < values.count; i++)
    if (instance_answer_of(program, values.at[i], types) != found) return ANSWER_UNKNOWN;
  return found == ANSWER_YES && values.may_be_none ? ANSWER_UNKNOWN : found;
}

// Whether None is no instance of a class, whatever else is: it has two, and the classes of
// abstract modules that it happens to look like.
static bool is_without_none(Program *program, ModuleId module, ExprId class) {
  const Expr *expr = expr_of(program, module, class);
  Values values = evaluate(program, module, class);
  if (values_is_unknown(values) && expr->kind == EXPR_ATTRIBUTE) {
    Str name = summary_name(summary_of(program, module), expr->b); // of a package not at hand
    return name.at[0] >= 'A' && name.at[0] <= 'Z' && !str_equal(name, STR("NoneType"));
  }
  if (values.count != 1 || values.is_open) return false;
  Value value = values.at[0];
  if (value.kind == VALUE_CLASS)
    return !class_derives(program, value.a, STR("typing.Protocol")) &&
           !may_be_registered(program, value.a);
  if (value.kind != VALUE_LIBRARY) return false;
  Str name = symbol_name(program, value.a);
  return !is_abstract(name) && !str_equal(name, STR("builtins.object")) &&
         !str_has_suffix(name, STR("NoneType"));
}

Answer instance_answer_of_none(Program *program, ModuleId module, ExprId asked) {
  const Expr *expr = expr_of(program, module, asked);
  const ExprId *parts = &asked;
  uint32_t count = 1;
  if (expr->kind == EXPR_CONTAINER) {
    parts = summary_of(program, module)->operands + expr->a;
    count = expr->b;
  }
  for (uint32_t i = 0; i < count; i++)
    if (!is_without_none(program, module, parts[i])) return ANSWER_UNKNOWN;
  return ANSWER_NO;
}
