// Types as people write them. The names of the type language (typing, collections.abc and the
// generic built-ins) are part of Python, so they stand here and not in a knowledge table.
#include "link/program.h"

typedef enum Form {
  FORM_NONE,
  FORM_NOTHING,   // says nothing: Any, object, Callable
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
    {"Callable", FORM_NOTHING},
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
    {"ContextVar", FORM_VALUES},
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
                                        "contextvars"};
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

bool annotation_is_form(const Program *program, Value library) {
  return library.kind == VALUE_LIBRARY && symbol_form(program, library.a) != FORM_NONE;
}

// The class around an annotation, for Self.
static Values self_values(Program *program, ModuleId module, ExprId annotation) {
  const Summary *summary = summary_of(program, module);
  for (ScopeId at = summary_scope_at(summary, annotation); at != 0; at = summary->scopes[at].parent)
    if (summary->scopes[at].kind == SCOPE_CLASS)
      return values_one(VALUE_INSTANCE, class_get(program, module, at), 0);
  return values_unknown();
}

static Values named_type(Program *program, ModuleId module, ExprId annotation, Value value) {
  switch ((ValueKind)value.kind) {
  case VALUE_CLASS:
    return values_one(VALUE_INSTANCE, value.a, 0);
  case VALUE_TYPE:
    return annotation_values(program, value.a, value.b);
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
      return self_values(program, module, annotation);
    case FORM_NOTHING:
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
    return values_unknown();
  }
  return values_unknown();
}

static Values name_type(Program *program, ModuleId module, ExprId annotation) {
  Values named = evaluate(program, module, annotation);
  Values found = values_like(named);
  found.may_be_none = named.may_be_none;
  for (uint8_t i = 0; i < named.count; i++)
    values_add(&found, named_type(program, module, annotation, named.at[i]));
  return found;
}

// The parameters in `Form[…]`: the elements of a tuple, or the index itself.
typedef struct TypeArguments {
  const ExprId *at;
  uint32_t count;
} TypeArguments;

static TypeArguments type_arguments(const Summary *summary, const Expr *subscript) {
  const Expr *index = &summary->exprs[subscript->b];
  if (index->kind == EXPR_CONTAINER && index->c == CONTAINER_TUPLE)
    return (TypeArguments){summary->operands + index->a, index->b};
  return (TypeArguments){&subscript->b, subscript->b ? 1 : 0};
}

static Values union_type(Program *program, ModuleId module, TypeArguments arguments) {
  Values found = {.confidence = CONFIDENCE_RESOLVED};
  for (uint32_t i = 0; i < arguments.count; i++)
    if (arguments.at[i]) values_add(&found, annotation_values(program, module, arguments.at[i]));
  return found;
}

static Values holder(ModuleId module, TypeArguments arguments, bool is_last, HolderKind kind) {
  if (arguments.count == 0) return values_unknown();
  ExprId held = arguments.at[is_last ? arguments.count - 1 : 0];
  if (held == 0) return values_unknown();
  Values found = values_one(VALUE_HOLDER, module, held);
  found.at[0].detail = (uint8_t)kind;
  return found;
}

static Values class_type(Program *program, ModuleId module, TypeArguments arguments) {
  if (arguments.count != 1 || arguments.at[0] == 0) return values_unknown();
  Values found = evaluate(program, module, arguments.at[0]);
  for (uint8_t i = 0; i < found.count; i++)
    if (found.at[i].kind == VALUE_CLASS) found.at[i].b = 1;
  return found;
}

// Annotated[T, …]: where T says nothing, what a framework is told to pass does.
static Values annotated_type(Program *program, ModuleId module, TypeArguments arguments) {
  Values found = annotation_values(program, module, arguments.at[0]);
  for (uint32_t i = 1; i < arguments.count && values_is_unknown(found); i++) {
    const Expr *expr = expr_of(program, module, arguments.at[i]);
    if (expr->kind != EXPR_CALL) continue;
    Values callee = evaluate(program, module, expr->a);
    bool is_known = callee.count == 1 && callee.at[0].kind == VALUE_LIBRARY;
    if (is_known && entry_makes_value(symbol_entry(program, callee.at[0].a)))
      found = evaluate(program, module, arguments.at[i]);
  }
  return found;
}

static bool has_ellipsis(const Summary *summary, TypeArguments arguments) {
  const Expr *last = &summary->exprs[arguments.at[arguments.count - 1]];
  return arguments.count == 2 && last->kind == EXPR_LITERAL && last->a == LITERAL_ELLIPSIS;
}

static Values tuple_type(Program *program, ModuleId module, ExprId annotation,
                         TypeArguments arguments) {
  if (arguments.count == 0) return values_unknown();
  if (has_ellipsis(summary_of(program, module), arguments))
    return holder(module, arguments, false, HOLDER_ELEMENTS);
  Values found = values_one(VALUE_HOLDER, module, annotation);
  found.at[0].detail = HOLDER_TUPLE;
  return found;
}

Values annotation_part(Program *program, Value tuple, uint32_t part) {
  const Summary *summary = summary_of(program, tuple.a);
  TypeArguments arguments = type_arguments(summary, &summary->exprs[tuple.b]);
  if (part >= arguments.count || arguments.at[part] == 0) return values_unknown();
  return annotation_values(program, tuple.a, arguments.at[part]);
}

Values annotation_any_part(Program *program, Value tuple) {
  const Summary *summary = summary_of(program, tuple.a);
  return union_type(program, tuple.a, type_arguments(summary, &summary->exprs[tuple.b]));
}

static Values form_type(Program *program, ModuleId module, Form form, ExprId annotation,
                        TypeArguments arguments) {
  switch (form) {
  case FORM_TUPLE:
    return tuple_type(program, module, annotation, arguments);
  case FORM_ALL:
    return union_type(program, module, arguments);
  case FORM_OPTIONAL: {
    Values found = union_type(program, module, arguments);
    found.may_be_none = true;
    return found;
  }
  case FORM_FIRST:
    if (arguments.count == 0 || arguments.at[0] == 0) return values_unknown();
    return annotated_type(program, module, arguments);
  case FORM_CLASS:
    return class_type(program, module, arguments);
  case FORM_ELEMENTS:
    return holder(module, arguments, false, HOLDER_ELEMENTS);
  case FORM_VALUES:
    return holder(module, arguments, true, HOLDER_VALUES);
  case FORM_ASYNC:
    return holder(module, arguments, false, HOLDER_ASYNC);
  case FORM_COROUTINE:
    return holder(module, arguments, true, HOLDER_COROUTINE);
  case FORM_AWAITABLE:
    return holder(module, arguments, true, HOLDER_AWAITABLE);
  case FORM_CONTEXT:
    return holder(module, arguments, false, HOLDER_CONTEXT);
  case FORM_NONE:
  case FORM_NOTHING:
  case FORM_SELF:
    return values_unknown();
  }
  return values_unknown();
}

static Values subscript_type(Program *program, ModuleId module, ExprId annotation) {
  const Summary *summary = summary_of(program, module);
  const Expr *expr = &summary->exprs[annotation];
  Values generic = evaluate(program, module, expr->a);
  Values found = values_like(generic);
  for (uint8_t i = 0; i < generic.count; i++) {
    Value value = generic.at[i];
    Form form = value.kind == VALUE_LIBRARY ? symbol_form(program, value.a) : FORM_NONE;
    if (form == FORM_NONE)
      values_add(&found, named_type(program, module, annotation, value));
    else
      values_add(&found,
                 form_type(program, module, form, annotation, type_arguments(summary, expr)));
  }
  return found;
}

static Values compute_type(Program *program, ModuleId module, ExprId annotation) {
  const Expr *expr = expr_of(program, module, annotation);
  if (expr->kind == EXPR_NAME || expr->kind == EXPR_ATTRIBUTE)
    return name_type(program, module, annotation);
  if (expr->kind == EXPR_SUBSCRIPT) return subscript_type(program, module, annotation);
  if (expr->kind == EXPR_LITERAL && expr->a == LITERAL_NONE) return values_one(VALUE_NONE, 0, 0);
  if (expr->kind != EXPR_BINARY || expr->c != OPERATOR_OR) return values_unknown();
  Values found = annotation_values(program, module, expr->a);
  values_add(&found, annotation_values(program, module, expr->b));
  return found;
}

Values annotation_values(Program *program, ModuleId module, ExprId annotation) {
  if (!question_begin(program)) return values_unknown();
  Values values = compute_type(program, module, annotation);
  question_end(program);
  return values;
}
