// Types as people write them. The names of the type language (typing, collections.abc and the
// generic built-ins) are part of Python, so they stand here and not in a knowledge table.
#include "link/program.h"

typedef enum Form {
  FORM_NONE,
  FORM_NOTHING,   // says nothing: Any, object
  FORM_CALLABLE,  // … but what calling gives: the last parameter
  FORM_ALL,       // one of the parameters: Union; transparent: Final, ClassVar
  FORM_OPTIONAL,  // the parameter or None
  FORM_FIRST,     // the first parameter: Annotated
  FORM_CLASS,     // the class itself: type[X]
  FORM_ELEMENTS,  // iterating gives the first parameter
  FORM_TUPLE,     // the same with `...` behind it, else one parameter for each place
  FORM_VALUES,    // subscripting or `get` gives the last: dict
  FORM_ASYNC,     // async iterating gives the first
  FORM_COROUTINE, // awaiting gives the last
  FORM_AWAITABLE, //
  FORM_CONTEXT,   // entering gives the first
  FORM_SELF,
} Form;

typedef struct FormName {
  const char *name;
  Form form;
} FormName;

static const FormName form_names[] = {
    {"Any", FORM_NOTHING},
    {"object", FORM_NOTHING},
    {"Callable", FORM_CALLABLE},
    {"Literal", FORM_NOTHING},
    {"TypeVar", FORM_NOTHING},
    {"TypeAlias", FORM_NOTHING},
    {"Union", FORM_ALL},
    {"Optional", FORM_OPTIONAL},
    {"Final", FORM_ALL},
    {"ClassVar", FORM_ALL},
    {"Required", FORM_ALL},
    {"NotRequired", FORM_ALL},
    {"ReadOnly", FORM_ALL},
    {"Annotated", FORM_FIRST},
    {"Type", FORM_CLASS},
    {"type", FORM_CLASS},
    {"Self", FORM_SELF},
    {"list", FORM_ELEMENTS},
    {"List", FORM_ELEMENTS},
    {"set", FORM_ELEMENTS},
    {"Set", FORM_ELEMENTS},
    {"frozenset", FORM_ELEMENTS},
    {"FrozenSet", FORM_ELEMENTS},
    {"AbstractSet", FORM_ELEMENTS},
    {"MutableSet", FORM_ELEMENTS},
    {"tuple", FORM_TUPLE},
    {"Tuple", FORM_TUPLE},
    {"deque", FORM_ELEMENTS},
    {"Deque", FORM_ELEMENTS},
    {"Sequence", FORM_ELEMENTS},
    {"MutableSequence", FORM_ELEMENTS},
    {"Collection", FORM_ELEMENTS},
    {"Iterable", FORM_ELEMENTS},
    {"Iterator", FORM_ELEMENTS},
    {"Generator", FORM_ELEMENTS},
    {"Reversible", FORM_ELEMENTS},
    {"dict", FORM_VALUES},
    {"Dict", FORM_VALUES},
    {"defaultdict", FORM_VALUES},
    {"DefaultDict", FORM_VALUES},
    {"OrderedDict", FORM_VALUES},
    {"Mapping", FORM_VALUES},
    {"MutableMapping", FORM_VALUES},
    {"WeakSet", FORM_ELEMENTS},
    {"WeakValueDictionary", FORM_VALUES},
    {"WeakKeyDictionary", FORM_VALUES},
    {"AsyncIterable", FORM_ASYNC},
    {"AsyncIterator", FORM_ASYNC},
    {"AsyncGenerator", FORM_ASYNC},
    {"Coroutine", FORM_COROUTINE},
    {"Awaitable", FORM_AWAITABLE},
    {"ContextManager", FORM_CONTEXT},
    {"AbstractContextManager", FORM_CONTEXT},
    {"AsyncContextManager", FORM_CONTEXT},
    {"AbstractAsyncContextManager", FORM_CONTEXT},
};

static bool is_form_module(Str module) {
  static const char *const modules[] = {"typing",      "typing_extensions", "collections.abc",
                                        "collections", "builtins",          "contextlib",
                                        "weakref"};
  for (size_t i = 0; i < COUNT_OF(modules); i++)
    if (str_equal_c(module, modules[i])) return true;
  return false;
}

static Form find_form(const Program *program, SymbolId symbol) {
  Str dotted = symbol_name(program, symbol);
  size_t dot = dotted.size;
  while (dot > 0 && dotted.at[dot - 1] != '.')
    dot--;
  if (dot == 0 || !is_form_module(str_slice(dotted, 0, dot - 1))) return FORM_NONE;
  Str name = str_slice(dotted, dot, dotted.size);
  for (size_t i = 0; i < COUNT_OF(form_names); i++)
    if (str_equal_c(name, form_names[i].name)) return form_names[i].form;
  return FORM_NONE;
}

static Form symbol_form(const Program *program, SymbolId symbol) {
  uint8_t *known = &program->symbol_table.at[symbol].form;
  if (*known == 0) *known = (uint8_t)(find_form(program, symbol) + 1);
  return (Form)(*known - 1);
}

bool annotation_is_self(const Program *program, Value value) {
  return value.kind == VALUE_LIBRARY && symbol_form(program, value.a) == FORM_SELF;
}

FormPart annotation_part_of(const Program *program, Value form) {
  switch (symbol_form(program, form.a)) {
  case FORM_ALL:
  case FORM_OPTIONAL:
  case FORM_FIRST:
    return PART_SAME;
  case FORM_CLASS:
    return PART_CLASS;
  case FORM_ELEMENTS:
    return PART_ELEMENT;
  case FORM_ASYNC:
    return PART_ASYNC_ELEMENT;
  case FORM_COROUTINE:
  case FORM_AWAITABLE:
    return PART_AWAITED;
  case FORM_CALLABLE:
    return PART_CALLED;
  case FORM_CONTEXT:
    return PART_ENTERED;
  case FORM_NONE:
  case FORM_NOTHING:
  case FORM_TUPLE:
  case FORM_VALUES:
  case FORM_SELF:
    return PART_NONE;
  }
  return PART_NONE;
}

// Types inside types that are looked into.
#define CALLABLE_MAX_DEPTH 4

static bool is_callable(Program *program, ModuleId module, ExprId id, int depth) {
  const Summary *summary = summary_of(program, module);
  const Expr *expr = &summary->exprs[id];
  if (id == 0 || depth == 0) return false;
  if (expr->kind == EXPR_BINARY)
    return is_callable(program, module, expr->a, depth - 1) ||
           is_callable(program, module, expr->b, depth - 1);
  Values named = evaluate(program, module, expr->kind == EXPR_SUBSCRIPT ? expr->a : id);
  if (named.count != 1) return false;
  if (named.at[0].kind == VALUE_TYPE)
    return is_callable(program, named.at[0].a, named.at[0].b, depth - 1);
  if (named.at[0].kind != VALUE_LIBRARY) return false;
  FormPart part = annotation_part_of(program, named.at[0]);
  if (part != PART_SAME || expr->kind != EXPR_SUBSCRIPT) return part == PART_CALLED;
  TypeArguments arguments = type_arguments(summary, expr);
  return arguments.count > 0 &&
         is_callable(program, module, type_argument(arguments, 0), depth - 1);
}

bool annotation_is_callable(Program *program, ModuleId module, ExprId annotation) {
  return is_callable(program, module, annotation, CALLABLE_MAX_DEPTH);
}

bool annotation_is_form(const Program *program, Value library) {
  return library.kind == VALUE_LIBRARY && symbol_form(program, library.a) != FORM_NONE;
}

// The class around an annotation, for Self.
static Values self_values(Program *program, ModuleId module, ExprId annotation, uint16_t given) {
  Values self;
  if (given_self(program, given, &self)) return self;
  const Summary *summary = summary_of(program, module);
  for (ScopeId at = summary_scope_at(summary, annotation); at != 0; at = summary->scopes[at].parent)
    if (summary->scopes[at].kind == SCOPE_CLASS)
      return values_one(VALUE_INSTANCE, class_get(program, module, at), 0);
  return values_unknown();
}

Values class_instances(Values classes) {
  Values found = values_like(classes);
  for (uint8_t i = 0; i < classes.count; i++) {
    Value value = classes.at[i];
    bool is_class = value.kind == VALUE_CLASS;
    found.is_open |= !is_class && value.kind != VALUE_LIBRARY;
    value.kind = is_class ? VALUE_INSTANCE : VALUE_LIBRARY_INSTANCE;
    value.b = 0;
    if (is_class || classes.at[i].kind == VALUE_LIBRARY) values_add_one(&found, value);
  }
  return found;
}

static Values variable_type(Program *program, Value variable, uint16_t given) {
  Values found;
  if (given_variable(program, given, variable, &found)) return found;
  return variable_bound(program, variable);
}

static Values named_type(Program *program, ModuleId module, ExprId annotation, Value value,
                         uint16_t given) {
  switch ((ValueKind)value.kind) {
  case VALUE_CLASS: {
    Values instance = values_one(VALUE_INSTANCE, value.a, 0);
    instance.at[0].given = value.given;
    return instance;
  }
  case VALUE_VARIABLE:
    return variable_type(program, value, given);
  case VALUE_TYPE:
    return annotation_given(program, value.a, value.b, given);
  case VALUE_NONE:
    return values_one(VALUE_NONE, 0, 0);
  case VALUE_LIBRARY:
    switch (symbol_form(program, value.a)) {
    case FORM_NONE:
    case FORM_TUPLE:
    case FORM_ELEMENTS: // a bare `list`: an instance of it, of unknown elements
    case FORM_VALUES:
      return values_one(VALUE_LIBRARY_INSTANCE, value.a, 0);
    case FORM_SELF:
      return self_values(program, module, annotation, given);
    case FORM_NOTHING:
    case FORM_CALLABLE:
    case FORM_ALL:
    case FORM_OPTIONAL:
    case FORM_FIRST:
    case FORM_CLASS:
    case FORM_ASYNC:
    case FORM_COROUTINE:
    case FORM_AWAITABLE:
    case FORM_CONTEXT:
      return values_unknown();
    }
    return values_unknown();
  case VALUE_MODULE:
  case VALUE_DIRECTORY:
  case VALUE_INSTANCE:
  case VALUE_SUPER:
  case VALUE_FUNCTION:
  case VALUE_WRAPPED:
  case VALUE_CLOSURE:
  case VALUE_COROUTINE:
  case VALUE_GENERATOR:
  case VALUE_CONTEXT:
  case VALUE_PARAMETER:
  case VALUE_ENTRY:
  case VALUE_PARTIAL:
  case VALUE_CONTAINER:
  case VALUE_HOLDER:
  case VALUE_LIBRARY_INSTANCE:
  case VALUE_MADE:
  case VALUE_AWAITABLE:
  case VALUE_LAZY:
  case VALUE_TUPLE:
  case VALUE_REST:
    return values_unknown();
  }
  return values_unknown();
}

static Values name_type(Program *program, ModuleId module, ExprId annotation, uint16_t given) {
  uint32_t kept = evaluate_kept(program, module, annotation);
  Value alone;
  if (kept_alone(kept, &alone)) return named_type(program, module, annotation, alone, given);
  Values named = values_kept(program, kept);
  Values found = values_like(named);
  found.may_be_none = named.may_be_none;
  for (uint8_t i = 0; i < named.count; i++)
    values_add(&found, named_type(program, module, annotation, named.at[i], given));
  return found;
}

TypeArguments type_arguments(const Summary *summary, const Expr *subscript) {
  const Expr *index = &summary->exprs[subscript->b];
  if (index->kind == EXPR_CONTAINER && index->c == CONTAINER_TUPLE)
    return (TypeArguments){.elements = summary->operands + index->a, .count = index->b};
  return (TypeArguments){.index = subscript->b, .count = subscript->b ? 1 : 0};
}

static Values union_type(Program *program, ModuleId module, TypeArguments arguments,
                         uint16_t given) {
  Values found = {.confidence = CONFIDENCE_RESOLVED};
  for (uint32_t i = 0; i < arguments.count; i++)
    if (type_argument(arguments, i))
      values_add(&found, annotation_given(program, module, type_argument(arguments, i), given));
  return found;
}

static Values holder(ModuleId module, TypeArguments arguments, bool is_last, HolderKind kind,
                     uint16_t given) {
  if (arguments.count == 0) return values_unknown();
  ExprId held = type_argument(arguments, is_last ? arguments.count - 1 : 0);
  if (held == 0) return values_unknown();
  Values found = values_one(VALUE_HOLDER, module, held);
  found.at[0].detail = (uint8_t)kind;
  found.at[0].given = given;
  return found;
}

// The class of an instance that a type parameter stands for.
static Value class_of(Value instance) {
  if (instance.kind == VALUE_INSTANCE) instance.kind = VALUE_CLASS;
  if (instance.kind == VALUE_LIBRARY_INSTANCE) instance.kind = VALUE_LIBRARY;
  instance.b = 0;
  return instance;
}

static Values class_type(Program *program, ModuleId module, TypeArguments arguments,
                         uint16_t given) {
  if (arguments.count != 1 || type_argument(arguments, 0) == 0) return values_unknown();
  Values found = evaluate(program, module, type_argument(arguments, 0));
  if (found.count == 1 && found.at[0].kind == VALUE_VARIABLE) {
    found = variable_type(program, found.at[0], given);
    for (uint8_t i = 0; i < found.count; i++)
      found.at[i] = class_of(found.at[i]);
  }
  for (uint8_t i = 0; i < found.count; i++)
    if (found.at[i].kind == VALUE_CLASS) found.at[i].b = 1;
  return found;
}

// Annotated[T, …]: where T says nothing, what a framework is told to pass does.
static Values annotated_type(Program *program, ModuleId module, TypeArguments arguments,
                             uint16_t given) {
  Values found = annotation_given(program, module, type_argument(arguments, 0), given);
  for (uint32_t i = 1; i < arguments.count && values_is_unknown(found); i++) {
    const Expr *expr = expr_of(program, module, type_argument(arguments, i));
    if (expr->kind != EXPR_CALL) continue;
    Values callee = evaluate(program, module, expr->a);
    bool is_known = callee.count == 1 && callee.at[0].kind == VALUE_LIBRARY;
    if (is_known && entry_makes_value(symbol_entry(program, callee.at[0].a)))
      found = evaluate(program, module, type_argument(arguments, i));
  }
  return found;
}

static bool has_ellipsis(const Summary *summary, TypeArguments arguments) {
  const Expr *last = &summary->exprs[type_argument(arguments, arguments.count - 1)];
  return arguments.count == 2 && expr_is_literal(last, LITERAL_ELLIPSIS);
}

static Values tuple_type(Program *program, ModuleId module, ExprId annotation,
                         TypeArguments arguments, uint16_t given) {
  if (arguments.count == 0) return values_unknown();
  if (has_ellipsis(summary_of(program, module), arguments))
    return holder(module, arguments, false, HOLDER_ELEMENTS, given);
  Values found = values_one(VALUE_HOLDER, module, annotation);
  found.at[0].detail = HOLDER_TUPLE;
  found.at[0].given = given;
  return found;
}

Values annotation_part(Program *program, Value tuple, uint32_t part) {
  const Summary *summary = summary_of(program, tuple.a);
  TypeArguments arguments = type_arguments(summary, &summary->exprs[tuple.b]);
  if (part >= arguments.count || type_argument(arguments, part) == 0) return values_unknown();
  return annotation_given(program, tuple.a, type_argument(arguments, part), tuple.given);
}

Values annotation_any_part(Program *program, Value tuple) {
  const Summary *summary = summary_of(program, tuple.a);
  return union_type(program, tuple.a, type_arguments(summary, &summary->exprs[tuple.b]),
                    tuple.given);
}

static Values form_type(Program *program, ModuleId module, Form form, ExprId annotation,
                        TypeArguments arguments, uint16_t given) {
  switch (form) {
  case FORM_TUPLE:
    return tuple_type(program, module, annotation, arguments, given);
  case FORM_ALL:
    return union_type(program, module, arguments, given);
  case FORM_OPTIONAL: {
    Values found = union_type(program, module, arguments, given);
    found.may_be_none = true;
    return found;
  }
  case FORM_FIRST:
    if (arguments.count == 0 || type_argument(arguments, 0) == 0) return values_unknown();
    return annotated_type(program, module, arguments, given);
  case FORM_CLASS:
    return class_type(program, module, arguments, given);
  case FORM_ELEMENTS:
    return holder(module, arguments, false, HOLDER_ELEMENTS, given);
  case FORM_VALUES:
    return holder(module, arguments, true, HOLDER_VALUES, given);
  case FORM_ASYNC:
    return holder(module, arguments, false, HOLDER_ASYNC, given);
  case FORM_COROUTINE:
    return holder(module, arguments, true, HOLDER_COROUTINE, given);
  case FORM_AWAITABLE:
    return holder(module, arguments, true, HOLDER_AWAITABLE, given);
  case FORM_CONTEXT:
    return holder(module, arguments, false, HOLDER_CONTEXT, given);
  case FORM_NONE:
  case FORM_NOTHING:
  case FORM_CALLABLE:
  case FORM_SELF:
    return values_unknown();
  }
  return values_unknown();
}

// `Class[…]`, of the project or of a library.
static Values generic_type(Program *program, ModuleId module, ExprId annotation, Value class,
                           uint16_t outer) {
  const Summary *summary = summary_of(program, module);
  TypeArguments arguments = type_arguments(summary, &summary->exprs[annotation]);
  Values found = named_type(program, module, annotation, class, outer);
  if (class.kind == VALUE_CLASS)
    found.at[0].given = given_to_class(program, class.a, module, arguments, outer);
  else if (class.kind == VALUE_LIBRARY && found.count == 1)
    found.at[0].given = given_in_order(program, module, arguments, outer);
  return found;
}

static Values subscript_type(Program *program, ModuleId module, ExprId annotation, uint16_t given) {
  const Summary *summary = summary_of(program, module);
  const Expr *expr = &summary->exprs[annotation];
  Values generic = evaluate(program, module, expr->a);
  Values found = values_like(generic);
  for (uint8_t i = 0; i < generic.count; i++) {
    Value value = generic.at[i];
    Form form = value.kind == VALUE_LIBRARY ? symbol_form(program, value.a) : FORM_NONE;
    if (form == FORM_NONE)
      values_add(&found, generic_type(program, module, annotation, value, given));
    else
      values_add(&found, form_type(program, module, form, annotation, type_arguments(summary, expr),
                                   given));
  }
  return found;
}

BASE_NOINLINE static Values compute_type(Program *program, ModuleId module, ExprId annotation,
                                         uint16_t given) {
  const Expr *expr = expr_of(program, module, annotation);
  if (expr->kind == EXPR_SUBSCRIPT) return subscript_type(program, module, annotation, given);
  if (expr_is_literal(expr, LITERAL_NONE)) return values_one(VALUE_NONE, 0, 0);
  if (expr->kind != EXPR_BINARY || expr->c != OPERATOR_OR) return values_unknown();
  Values found = annotation_given(program, module, expr->a, given);
  values_add(&found, annotation_given(program, module, expr->b, given));
  return found;
}

Values annotation_given(Program *program, ModuleId module, ExprId annotation, uint16_t given) {
  if (!question_begin(program)) return values_unknown();
  uint32_t kind = expr_of(program, module, annotation)->kind;
  bool is_name = kind == EXPR_NAME || kind == EXPR_ATTRIBUTE;
  Values values = is_name ? name_type(program, module, annotation, given)
                          : compute_type(program, module, annotation, given);
  question_end(program);
  return values;
}

Values annotation_values(Program *program, ModuleId module, ExprId annotation) {
  return annotation_given(program, module, annotation, 0);
}

Values held_values(Program *program, Value holder) {
  return annotation_given(program, holder.a, holder.b, holder.given);
}
