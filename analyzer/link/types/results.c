// What a call gives back.
#include "link/types/containers.h"

KnowledgeResult value_result(const Program *program, Value value) {
  switch ((ValueKind)value.kind) {
  case VALUE_COROUTINE:
    return RESULT_COROUTINE;
  case VALUE_GENERATOR:
    return function_state(program, value.a)->public.is_async ? RESULT_ASYNC_GENERATOR
                                                             : RESULT_VALUE;
  case VALUE_CONTEXT:
    return value.detail ? RESULT_ASYNC_CONTEXT : RESULT_VALUE;
  case VALUE_AWAITABLE:
    return (KnowledgeResult)value.detail;
  case VALUE_HOLDER:
    return value.detail == HOLDER_COROUTINE   ? RESULT_COROUTINE
           : value.detail == HOLDER_AWAITABLE ? RESULT_AWAITABLE
                                              : RESULT_VALUE;
  case VALUE_NONE:
  case VALUE_MODULE:
  case VALUE_DIRECTORY:
  case VALUE_CLASS:
  case VALUE_INSTANCE:
  case VALUE_SUPER:
  case VALUE_FUNCTION:
  case VALUE_WRAPPED:
  case VALUE_CLOSURE:
  case VALUE_PARAMETER:
  case VALUE_PARTIAL:
  case VALUE_ENTRY:
  case VALUE_CONTAINER:
  case VALUE_TYPE:
  case VALUE_REST:
  case VALUE_VARIABLE:
  case VALUE_LIBRARY:
  case VALUE_LIBRARY_INSTANCE:
  case VALUE_MADE:
  case VALUE_LAZY:
  case VALUE_TUPLE:
    return RESULT_VALUE;
  }
  return RESULT_VALUE;
}

// ---- Project functions --------------------------------------------------------------------------

static Values made_by(ValueKind kind, FunctionId function, uint16_t given) {
  Values values = values_one(kind, function, 0);
  values.at[0].given = given;
  return values;
}

static Values context_value(FunctionId function, bool is_async, uint16_t given) {
  Values values = made_by(VALUE_CONTEXT, function, given);
  values.at[0].detail = is_async;
  return values;
}

static bool is_stub_file(const Program *program, FunctionId function) {
  ModuleId module = function_state(program, function)->public.module;
  return (summary_of(program, module)->flags & SUMMARY_STUB_FILE) != 0;
}

static Values function_called(Program *program, FunctionId function, uint16_t given) {
  switch (function_decoration(program, function)) {
  case DECORATION_CONTEXT:
    return context_value(function, false, given);
  case DECORATION_ASYNC_CONTEXT:
    return context_value(function, true, given);
  case DECORATION_OFFLOADS:
    return made_by(VALUE_COROUTINE, function, given);
  case DECORATION_STARTS:
  case DECORATION_STARTS_ALONE:
    return values_unknown();
  case DECORATION_OVERLOAD: // the last of several signatures, where nothing but those is at hand
    if (is_stub_file(program, function)) return values_unknown();
    break;
  case DECORATION_UNKNOWN:
  case DECORATION_KEEPS:
  case DECORATION_CACHES:
  case DECORATION_CACHES_ASYNC:
  case DECORATION_PROPERTY:
  case DECORATION_CACHED_PROPERTY:
  case DECORATION_STATIC:
  case DECORATION_CLASS:
  case DECORATION_ABSTRACT:
  case DECORATION_ON_LOOP:
  case DECORATION_OFF_LOOP:
  case DECORATION_COMMAND:
  case DECORATION_DATACLASS:
  case DECORATION_DISPATCHES:
  case DECORATION_JOB:
    break;
  }
  const Function *public = &function_state(program, function)->public;
  if (public->is_generator) return made_by(VALUE_GENERATOR, function, given);
  if (public->is_async) return made_by(VALUE_COROUTINE, function, given);
  return returns_given(program, function, given);
}

// A wrapper passes on what it wraps, unless it is a coroutine function itself.
static Values wrapped_called(Program *program, Value value) {
  // Wrappers around wrappers that are looked through; more of them make it unknown.
  enum { LAYERS_MAX = 8 };
  Values returned = values_unknown();
  for (int layer = 0; layer < LAYERS_MAX && value.kind == VALUE_WRAPPED; layer++) {
    Closure closure = program->closures.at[value.b];
    const Function *wrapper = &function_state(program, closure.function)->public;
    if (wrapper->is_async && !wrapper->is_generator) return values_one(VALUE_COROUTINE, value.a, 0);
    returned = function_called(program, closure.function, 0);
    if (!values_is_unknown(returned)) return returned;
    value = closure.call == 0 ? closure.given : (Value){.kind = VALUE_FUNCTION, .a = value.a};
  }
  if (value.kind != VALUE_FUNCTION) return returned;
  bool is_run = function_state(program, value.a)->begun & BEGUN_BY_DECORATOR; // to its end
  Values passed =
      is_run ? returns_given(program, value.a, 0) : function_called(program, value.a, 0);
  return values_less_sure(passed, CONFIDENCE_PROBABLE);
}

static Values dispatched_called(Program *program, Value callee, ModuleId module, ExprId call) {
  Values chosen = dispatch_candidates(program, callee, module, call);
  Values found = values_like(chosen);
  for (uint8_t i = 0; i < chosen.count; i++)
    values_add(&found, function_called(program, chosen.at[i].a, 0));
  return found;
}

static Values project_called(Program *program, Value callee, ModuleId module, ExprId call) {
  FunctionId function =
      callee.kind == VALUE_CLOSURE ? program->closures.at[callee.a].function : callee.a;
  if (callee.kind == VALUE_FUNCTION && call != 0 && function_state(program, function)->dispatches)
    return dispatched_called(program, callee, module, call);
  uint16_t given = given_by_call(program, callee, function, module, call);
  Values returned = function_called(program, function, given);
  return call != 0 ? closures_of_call(program, callee, module, call, returned) : returned;
}

// ---- Library functions --------------------------------------------------------------------------

bool slices_later(Program *program, Value object) {
  if (object.kind != VALUE_LIBRARY_INSTANCE) return false;
  SymbolId method = symbol_member(program, object.a, STR("__getitem__"));
  const KnowledgeEntry *entry = symbol_entry(program, method);
  return entry && entry->slices_later;
}

static Values first_argument(Program *program, ModuleId module, ExprId call) {
  ArgumentMatch match = argument_find(program, module, call, 0, STR(""));
  return match.value ? evaluate(program, module, match.value) : values_unknown();
}

// An instance of a library class, and what is given for its parameter.
static Values library_made(Program *program, Value class, const KnowledgeEntry *entry,
                           ModuleId module, ExprId call) {
  Values made = values_one(VALUE_LIBRARY_INSTANCE, class.a, 0);
  made.at[0].given = class.given;
  if (class.given || call == 0 || (!entry->parameter && !entry->kept_by)) return made;
  uint32_t number = made_add(program, class, module, call);
  Values parameter =
      entry->parameter ? made_values(program, number, MADE_PARAMETER) : values_unknown();
  made.at[0].given =
      entry->kept_by ? given_made(program, parameter, number) : given_one(program, parameter);
  return made;
}

// What a function returns, which may be an object that keeps what it is given, or has a parameter.
static Values returned_value(Program *program, Value callee, ModuleId module, ExprId call) {
  uint32_t number = made_add(program, callee, module, call);
  Values found = made_values(program, number, MADE_RETURNS);
  if (call == 0 || found.count != 1 || found.at[0].kind != VALUE_LIBRARY_INSTANCE) return found;
  const KnowledgeEntry *entry = symbol_entry(program, callee.a);
  if (entry && entry->kind == KNOWN_FUNCTION && entry->parameter && !found.at[0].given)
    found.at[0].given = given_one(program, made_values(program, number, MADE_PARAMETER));
  const KnowledgeEntry *class = symbol_entry(program, found.at[0].a);
  if (class && class->kept_by && !found.at[0].given)
    found.at[0].given = given_made(program, values_unknown(), number);
  return found;
}

static bool is_inert(Program *program, const KnowledgeEntry *entry, ModuleId module, ExprId call) {
  return call != 0 && entry->inert_if.is != ARGUMENT_NONE_SET &&
         condition_is_true(program, module, call, &entry->inert_if);
}

bool call_is_inert(Program *program, ModuleId module, ExprId call) {
  const Expr *expr = expr_of(program, module, call);
  if (expr->kind != EXPR_CALL) return false;
  Values callee = evaluate(program, module, expr->a);
  if (callee.count != 1 || callee.at[0].kind != VALUE_LIBRARY) return false;
  const KnowledgeEntry *entry = symbol_entry(program, callee.at[0].a);
  return entry && is_inert(program, entry, module, call);
}

// The class itself, or what knowledge says that the call returns.
static Values entry_value(Program *program, Value callee, const KnowledgeEntry *entry,
                          ModuleId module, ExprId call) {
  if (is_inert(program, entry, module, call)) return values_unknown();
  if ((entry->elements || entry->enters) && call != 0)
    return values_one(VALUE_MADE, made_add(program, callee, module, call), 0);
  if (entry->kind == KNOWN_CLASS && !entry->returns)
    return library_made(program, callee, entry, module, call);
  if (!entry->returns) return values_unknown();
  return returned_value(program, callee, module, call);
}

static Values entry_called(Program *program, Value callee, const KnowledgeEntry *entry,
                           ModuleId module, ExprId call) {
  if (entry->result == RESULT_ARGUMENT) {
    Made made = {.symbol = callee.a, .receiver = SYMBOL_NONE, .module = module, .call = call};
    ArgumentMatch match = made_argument(program, &made, ROLE_RETURNED, ROLE_NONE, ROLE_NONE);
    return match.value ? evaluate(program, module, match.value) : values_unknown();
  }
  if (entry->when == WHEN_ITERATED)
    return values_one(VALUE_LAZY, made_add(program, callee, module, call), 0);
  if (entry->result == RESULT_VALUE) return entry_value(program, callee, entry, module, call);
  Values values = values_one(VALUE_AWAITABLE, made_add(program, callee, module, call), 0);
  values.at[0].detail = (uint8_t)entry->result;
  return values;
}

// ---- Built-ins that the language itself gives a meaning -----------------------------------------

static Values super_values(Program *program, ModuleId module, ExprId call) {
  const Summary *summary = summary_of(program, module);
  for (ScopeId at = summary_scope_at(summary, call); at != 0; at = summary->scopes[at].parent)
    if (summary->scopes[at].kind == SCOPE_CLASS)
      return values_one(VALUE_SUPER, class_get(program, module, at), 0);
  return values_unknown();
}

static Values getattr_values(Program *program, ModuleId module, ExprId call) {
  Values object = first_argument(program, module, call);
  ArgumentMatch name = argument_find(program, module, call, 1, STR(""));
  ModuleId in = module;
  ExprId constant = name.value ? constant_of(program, module, name.value, &in) : 0;
  if (constant == 0 || expr_of(program, in, constant)->a != LITERAL_STRING) return values_unknown();
  Str text = summary_name(summary_of(program, in), expr_of(program, in, constant)->b);
  Values found = values_like(object);
  for (uint8_t i = 0; i < object.count; i++)
    values_add(&found, value_member(program, object.at[i], atom_make(text)).values);
  return found;
}

static Values type_values(Program *program, ModuleId module, ExprId call) {
  Values object = first_argument(program, module, call);
  if (object.count != 1) return values_unknown();
  if (object.at[0].kind == VALUE_INSTANCE) return values_one(VALUE_CLASS, object.at[0].a, 0);
  if (object.at[0].kind == VALUE_LIBRARY_INSTANCE)
    return values_one(VALUE_LIBRARY, object.at[0].a, 0);
  return values_unknown();
}

static Values cast_values(Program *program, ModuleId module, ExprId call) {
  ArgumentMatch type = argument_find(program, module, call, 0, STR("typ"));
  Values cast = type.value ? annotation_values(program, module, type.value) : values_unknown();
  if (!values_is_unknown(cast)) return cast;
  ArgumentMatch value = argument_find(program, module, call, 1, STR("val"));
  return value.value ? evaluate(program, module, value.value) : values_unknown();
}

static Values variable_values(Program *program, ModuleId module, ExprId call) {
  (void)program;
  return values_one(VALUE_VARIABLE, module, call);
}

// It gives back what it is given, which is of the second argument's type.
static Values new_type_values(Program *program, ModuleId module, ExprId call) {
  ArgumentMatch type = argument_find(program, module, call, 1, STR("tp"));
  return type.value ? evaluate(program, module, type.value) : values_unknown();
}

typedef struct Special {
  const char *name;
  Values (*values)(Program *program, ModuleId module, ExprId call);
  bool may_pass; // what it does not know, knowledge may
} Special;

static Values anext_values(Program *program, ModuleId module, ExprId call) {
  return element_values(program, first_argument(program, module, call), true);
}

static const Special specials[] = {
    {"builtins.super", super_values, false},
    {"builtins.getattr", getattr_values, false},
    {"builtins.type", type_values, false},
    {"builtins.anext", anext_values, false},
    {"builtins.list", display_made, true},
    {"builtins.dict", display_made, true},
    {"builtins.set", display_made, true},
    {"collections.deque", display_made, true},
    {"collections.OrderedDict", display_made, true},
    {"collections.defaultdict", display_made, true},
    {"weakref.WeakSet", display_made, true},
    {"weakref.WeakValueDictionary", display_made, true},
    {"weakref.WeakKeyDictionary", display_made, true},
    {"typing.cast", cast_values, false},
    {"typing.NewType", new_type_values, false},
    {"typing.TypeVar", variable_values, false},
    {"typing_extensions.TypeVar", variable_values, false},
    {"importlib.import_module", lazy_import, false},
    {"operator.methodcaller", getter_of_method, false},
    {"operator.attrgetter", getter_of_attribute, false},
    {"operator.itemgetter", getter_of_item, false},
};

static Values partial_values(Program *program, ModuleId module, ExprId call) {
  Values callee = first_argument(program, module, call);
  if (callee.count != 1) return values_unknown();
  Partial partial = {.callee = callee.at[0], .module = module, .call = call};
  array_push(program->arena, &program->partials, partial);
  Values values = values_one(VALUE_PARTIAL, (uint32_t)program->partials.count - 1, 0);
  return values_less_sure(values, values_confidence(callee));
}

// NULL for nearly all functions.
static const Special *find_special(const Program *program, SymbolId symbol) {
  uint8_t *known = &program->symbol_table.at[symbol].special;
  if (*known == 0) {
    size_t i = 0;
    while (i < COUNT_OF(specials) && !str_equal_c(symbol_name(program, symbol), specials[i].name))
      i++;
    *known = (uint8_t)(i + 1);
  }
  return *known <= COUNT_OF(specials) ? &specials[*known - 1] : NULL;
}

static Values library_called(Program *program, Value callee, ModuleId module, ExprId call) {
  const KnowledgeEntry *entry = symbol_entry(program, callee.a);
  if (call != 0) {
    const Special *special = find_special(program, callee.a);
    Values values = special ? special->values(program, module, call) : values_unknown();
    if (special && (!special->may_pass || !values_is_unknown(values))) return values;
    if (entry && entry->roles[0].role == ROLE_PARTIAL) return partial_values(program, module, call);
  }
  return entry ? entry_called(program, callee, entry, module, call) : values_unknown();
}

// ---- Any callee ---------------------------------------------------------------------------------

static Values instance_made(Program *program, Value class, ModuleId module, ExprId call) {
  Values made = values_one(VALUE_INSTANCE, class.a, class.b ? 0 : INSTANCE_EXACT);
  made.at[0].given = given_by_constructor(program, class, module, call);
  return made;
}

static Values value_called(Program *program, Value callee, ModuleId module, ExprId call) {
  switch ((ValueKind)callee.kind) {
  case VALUE_FUNCTION:
  case VALUE_CLOSURE:
    return project_called(program, callee, module, call);
  case VALUE_WRAPPED:
    return wrapped_called(program, callee);
  case VALUE_CLASS:
    return instance_made(program, callee, module, call);
  case VALUE_INSTANCE:
    return called_values(program, class_method(program, callee.a, STR("__call__")));
  case VALUE_LIBRARY:
    return library_called(program, callee, module, call);
  case VALUE_PARTIAL: {
    Partial partial = program->partials.at[callee.a];
    if (partial.getter && call != 0)
      return getter_called(program, partial, first_argument(program, module, call));
    return value_called(program, partial.callee, partial.module, 0);
  }
  case VALUE_ENTRY:
    return table_called(program, callee);
  case VALUE_REST:
    return rest_called(program, callee, module, call);
  case VALUE_CONTAINER:
    return table_method_called(program, callee, module, call);
  case VALUE_HOLDER: // the `get` of a dict, called
    if (callee.detail == HOLDER_ITEM) return held_values(program, callee);
    if (callee.detail == HOLDER_ELEMENTS || callee.detail == HOLDER_VALUES ||
        callee.detail == HOLDER_PAIRS)
      return (Values){.at = {callee}, .count = 1, .confidence = CONFIDENCE_RESOLVED};
    return values_unknown();
  case VALUE_LIBRARY_INSTANCE: {
    SymbolId method = symbol_member(program, callee.a, STR("__call__"));
    const KnowledgeEntry *entry = symbol_entry(program, method);
    Value bound = {.kind = VALUE_LIBRARY, .given = callee.given, .a = method, .b = callee.a + 1};
    return entry ? entry_called(program, bound, entry, module, call) : values_unknown();
  }
  case VALUE_NONE:
  case VALUE_MODULE:
  case VALUE_DIRECTORY:
  case VALUE_SUPER:
  case VALUE_COROUTINE:
  case VALUE_GENERATOR:
  case VALUE_CONTEXT:
  case VALUE_PARAMETER:
  case VALUE_TYPE:
  case VALUE_VARIABLE:
  case VALUE_MADE:
  case VALUE_AWAITABLE:
  case VALUE_LAZY:
  case VALUE_TUPLE:
    return values_unknown();
  }
  return values_unknown();
}

static Values one_called(Program *program, Value callee, ModuleId module, ExprId call) {
  if (!question_begin(program)) return values_unknown();
  Values found = value_called(program, callee, module, call);
  question_end(program);
  return found;
}

static Values all_called(Program *program, Values callees, ModuleId module, ExprId call) {
  Values found = values_like(callees);
  if (!question_begin(program)) return values_unknown();
  for (uint8_t i = 0; i < callees.count; i++)
    values_add(&found, value_called(program, callees.at[i], module, call));
  question_end(program);
  return found;
}

Values called_values(Program *program, Values callees) {
  return all_called(program, callees, 0, 0);
}

uint32_t function_called_kept(Program *program, Value function) {
  uint32_t known = function_state(program, function.a)->called;
  if (known != 0 && function.given == 0) return known - 1;
  uint64_t cuts = program->cuts;
  uint32_t number = values_keep(program, one_called(program, function, 0, 0));
  if (program->cuts == cuts && function.given == 0)
    function_state(program, function.a)->called = number + 1;
  return number;
}

// `options.get("key")` of a TypedDict.
static Values field_got(Program *program, ModuleId module, ExprId call) {
  const Summary *summary = summary_of(program, module);
  const Expr *expr = &summary->exprs[call], *callee = &summary->exprs[expr->a];
  bool is_get = callee->kind == EXPR_ATTRIBUTE && expr->c > 0 &&
                str_equal(summary_name(summary, callee->b), STR("get"));
  if (!is_get) return values_unknown();
  Values objects = evaluate(program, module, callee->a);
  if (objects.count != 1 || objects.at[0].kind != VALUE_INSTANCE) return values_unknown();
  Values field = record_item(program, objects.at[0], module, summary->arguments[expr->b].value);
  field.may_be_none = field.count > 0;
  return values_less_sure(field, (Confidence)objects.confidence);
}

Values call_values(Program *program, ModuleId module, ExprId call) {
  uint32_t kept = evaluate_kept(program, module, expr_of(program, module, call)->a);
  Value alone;
  if (kept_alone(kept, &alone)) return one_called(program, alone, module, call);
  Values callees = values_kept(program, kept);
  if (values_is_unknown(callees)) return field_got(program, module, call);
  return all_called(program, callees, module, call);
}
