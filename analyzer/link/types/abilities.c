// What the language can do with a value: await it, enter it, iterate over it. "No" is said only of
// what is known to the ground: a class of the project with all its ancestors, a function that was
// not called, a built-in type, a class of a library of which knowledge says so.
#include "link/program.h"

typedef struct AbilityMethod {
  const char *names[2]; // one of them is enough
  uint8_t usable;       // the flag of a library class
} AbilityMethod;

static const AbilityMethod ability_methods[] = {
    [ABILITY_AWAIT] = {{"__await__", NULL}, USABLE_AWAIT},
    [ABILITY_ENTER] = {{"__enter__", NULL}, USABLE_ENTER},
    [ABILITY_ASYNC_ENTER] = {{"__aenter__", NULL}, USABLE_ASYNC_ENTER},
    [ABILITY_ITERATE] = {{"__iter__", "__getitem__"}, USABLE_ITERATE},
    [ABILITY_ASYNC_ITERATE] = {{"__aiter__", NULL}, USABLE_ASYNC_ITERATE},
};

static Able able_if(bool is_so) {
  return is_so ? ABLE_YES : ABLE_NO;
}

// ---- Classes of libraries -----------------------------------------------------------------------

bool class_is_plain(Str name) {
  static const char *const names[] = {
      "builtins.object",
      "builtins.Exception",
      "builtins.BaseException",
      "typing.Generic",
      "typing.Protocol",
      "typing_extensions.Generic",
      "typing_extensions.Protocol",
      "abc.ABC",
  };
  for (size_t i = 0; i < COUNT_OF(names); i++)
    if (str_equal_c(name, names[i])) return true;
  return false;
}

// Of the types of literals and displays.
static Able builtin_can(Str name, Ability ability) {
  static const char *const numbers[] = {"bool", "int", "float", "complex"};
  static const char *const holders[] = {"str",   "bytes", "list",      "dict",
                                        "tuple", "set",   "frozenset", "bytearray"};
  for (size_t i = 0; i < COUNT_OF(numbers); i++)
    if (str_equal_c(name, numbers[i])) return ABLE_NO;
  for (size_t i = 0; i < COUNT_OF(holders); i++)
    if (str_equal_c(name, holders[i])) return able_if(ability == ABILITY_ITERATE);
  return ABLE_UNKNOWN;
}

#define BASES_MAX_DEPTH 8

static Able library_class_can(const Program *program, Str name, Ability ability, int depth);

// What any of the bases of a library class can do, it can.
static Able bases_can(const Program *program, const char *bases, Ability ability, int depth) {
  Able found = ABLE_NO;
  for (Str rest = str_from_c(bases); rest.size > 0;) {
    Able one = library_class_can(program, str_cut(&rest, ' '), ability, depth + 1);
    if (one == ABLE_YES) return ABLE_YES;
    if (one == ABLE_UNKNOWN) found = ABLE_UNKNOWN;
  }
  return found;
}

static Able library_class_can(const Program *program, Str name, Ability ability, int depth) {
  if (class_is_plain(name)) return ABLE_NO;
  Str builtins = STR("builtins.");
  if (str_has_prefix(name, builtins))
    return builtin_can(str_slice(name, builtins.size, name.size), ability);
  const KnowledgeEntry *entry = knowledge_find(program->knowledge, name);
  if (!entry || entry->kind != KNOWN_CLASS || depth > BASES_MAX_DEPTH) return ABLE_UNKNOWN;
  if (entry->usable & ability_methods[ability].usable) return ABLE_YES;
  Able above = bases_can(program, entry->bases, ability, depth);
  if (above == ABLE_YES) return above;
  return entry->usable ? above : ABLE_UNKNOWN;
}

// ---- Classes of the project ---------------------------------------------------------------------

// `def __enter__(self): raise TypeError("use async with")`
static bool always_raises(const Summary *summary, const Binding *binding) {
  if (binding->kind != BINDING_DEF) return false;
  const Scope *scope = &summary->scopes[binding->extra];
  uint8_t flow = summary->regions[scope->body].flow;
  return !(scope->flags & (SCOPE_STUB | SCOPE_YIELDS)) && !(flow & (FLOW_FALLS | FLOW_RETURNS));
}

static Able own_method(const Program *program, ClassId id, Str name) {
  const Class *class = &program->classes.at[id];
  const Summary *summary = summary_of(program, class->module);
  BindingList list = scope_bindings(program, class->module, class->scope, atom_make(name));
  if (list.count == 0) return ABLE_NO;
  const Binding *last = &summary->bindings[list.at[list.count - 1]];
  if (last->kind != BINDING_DEF && last->kind != BINDING_ASSIGN) return ABLE_UNKNOWN;
  return able_if(!always_raises(summary, last));
}

// A decorator can put another class in its place.
static bool is_decorated(Program *program, const Class *class) {
  const Summary *summary = summary_of(program, class->module);
  const Scope *scope = &summary->scopes[class->scope];
  for (uint32_t i = 0; i < scope->decorator_count; i++) {
    Decoration decoration =
        program_decorator(program, class->module, summary->operands[scope->decorators + i]);
    if (decoration != DECORATION_DATACLASS && decoration != DECORATION_KEEPS) return true;
  }
  return false;
}

static Able ancestor_has(Program *program, Ancestor ancestor, Ability ability) {
  if (ancestor.class_id == CLASS_NONE)
    return library_class_can(program, symbol_name(program, ancestor.symbol), ability, 0);
  for (size_t i = 0; i < COUNT_OF(ability_methods[ability].names); i++) {
    const char *name = ability_methods[ability].names[i];
    Able own = name ? own_method(program, ancestor.class_id, str_from_c(name)) : ABLE_NO;
    if (own != ABLE_NO) return own;
  }
  return able_if(false);
}

static Able class_can(Program *program, ClassId id, Ability ability) {
  const Class *class = class_order(program, id);
  Able found = class->has_unknown_base ? ABLE_UNKNOWN : ABLE_NO;
  for (uint32_t i = 0; i < class->order_count; i++) {
    Ancestor ancestor = class->order[i];
    Able one = ancestor_has(program, ancestor, ability);
    if (one == ABLE_YES) return one;
    if (one == ABLE_UNKNOWN) found = one;
    if (ancestor.class_id != CLASS_NONE &&
        is_decorated(program, &program->classes.at[ancestor.class_id]))
      found = ABLE_UNKNOWN;
    class = class_order(program, id); // the table may have moved
  }
  return found;
}

// ---- Values -------------------------------------------------------------------------------------

// A library call that gives something to be awaited, entered or iterated over. A coroutine of a
// library may well be more than that: `async with open_file()`.
static Able result_can(KnowledgeResult result, Ability ability) {
  switch (result) {
  case RESULT_COROUTINE:
  case RESULT_AWAITABLE:
    if (ability == ABILITY_AWAIT) return ABLE_YES;
    return ability == ABILITY_ENTER ? ABLE_NO : ABLE_UNKNOWN;
  case RESULT_TASK:
    return able_if(ability == ABILITY_AWAIT);
  case RESULT_ASYNC_GENERATOR:
    if (ability == ABILITY_ASYNC_ITERATE) return ABLE_YES;
    return ability == ABILITY_ITERATE ? ABLE_NO : ABLE_UNKNOWN;
  case RESULT_ASYNC_CONTEXT:
    if (ability == ABILITY_ASYNC_ENTER) return ABLE_YES;
    return ability == ABILITY_ENTER ? ABLE_NO : ABLE_UNKNOWN;
  case RESULT_VALUE:
  case RESULT_ARGUMENT:
    break;
  }
  return ABLE_UNKNOWN;
}

// What is annotated can do at least what its type says.
static Able holder_can(HolderKind kind, Ability ability) {
  switch (kind) {
  case HOLDER_ELEMENTS:
  case HOLDER_VALUES:
  case HOLDER_PAIRS:
  case HOLDER_PAIR:
  case HOLDER_TUPLE:
    if (ability == ABILITY_ITERATE) return ABLE_YES;
    return ability == ABILITY_AWAIT || ability == ABILITY_ASYNC_ITERATE ? ABLE_NO : ABLE_UNKNOWN;
  case HOLDER_ASYNC:
    if (ability == ABILITY_ASYNC_ITERATE) return ABLE_YES;
    return ability == ABILITY_ITERATE || ability == ABILITY_AWAIT ? ABLE_NO : ABLE_UNKNOWN;
  case HOLDER_COROUTINE:
    return able_if(ability == ABILITY_AWAIT);
  case HOLDER_AWAITABLE:
    return ability == ABILITY_AWAIT ? ABLE_YES : ABLE_UNKNOWN;
  case HOLDER_ITEM:
  case HOLDER_CONTEXT:
    break;
  }
  return ABLE_UNKNOWN;
}

// Any other decorator, and one that makes a context manager of it, has made something else.
static bool is_bare_generator(const Program *program, FunctionId function) {
  const Scope *scope = function_scope(program, function);
  ModuleId module = function_state(program, function)->public.module;
  const Summary *summary = summary_of(program, module);
  for (uint32_t i = 0; i < scope->decorator_count; i++) {
    Decoration decoration =
        program_decorator(program, module, summary->operands[scope->decorators + i]);
    if (decoration != DECORATION_STATIC && decoration != DECORATION_CLASS &&
        decoration != DECORATION_KEEPS)
      return false;
  }
  return true;
}

static Able generator_can(const Program *program, Value value, Ability ability) {
  if (!is_bare_generator(program, value.a)) return ABLE_UNKNOWN;
  bool is_async = function_state(program, value.a)->public.is_async;
  return able_if(ability == (is_async ? ABILITY_ASYNC_ITERATE : ABILITY_ITERATE));
}

// Whether a class below has an async generator in the place of a method.
static bool is_generator_below(Program *program, FunctionId function) {
  const FunctionState *state = function_state(program, function);
  if (state->owner == CLASS_NONE) return false;
  Str name = summary_name(summary_of(program, state->public.module),
                          function_scope(program, function)->name);
  const Subclasses *below = class_subclasses(program, state->owner);
  for (uint32_t i = 0; i < below->count; i++) {
    Values method = class_method(program, below->at[i], name);
    if (method.count != 1 || method.at[0].kind != VALUE_FUNCTION) continue;
    const Function *other = program_function(program, method.at[0].a);
    if (other->is_async && other->is_generator) return true;
  }
  return false;
}

// `async def items(self) -> AsyncIterator[T]: ...`: without a body it is a coroutine function, and
// is meant to be overridden by a generator as often as not; or it is, whatever is declared.
static bool is_undecided(Program *program, FunctionId function) {
  if (!(function_scope(program, function)->flags & SCOPE_STUB)) return false;
  Values returned = function_returns(program, function);
  bool is_declared = returned.count == 1 && returned.at[0].kind == VALUE_HOLDER &&
                     returned.at[0].detail == HOLDER_ASYNC;
  return is_declared || is_generator_below(program, function);
}

static Able coroutine_can(Program *program, Value value, Ability ability) {
  return is_undecided(program, value.a) ? ABLE_UNKNOWN : able_if(ability == ABILITY_AWAIT);
}

// `await asyncio.sleep`: the function of a library itself.
static Able library_can(Program *program, Value value) {
  const KnowledgeEntry *entry = symbol_entry(program, value.a);
  return entry && entry->kind == KNOWN_FUNCTION ? ABLE_NO : ABLE_UNKNOWN;
}

static Able value_can(Program *program, Value value, Ability ability) {
  switch ((ValueKind)value.kind) {
  case VALUE_MODULE:
  case VALUE_FUNCTION:
  case VALUE_WRAPPED:
  case VALUE_CLOSURE:
    return ABLE_NO;
  case VALUE_INSTANCE:
    return class_can(program, value.a, ability);
  case VALUE_COROUTINE:
    return coroutine_can(program, value, ability);
  case VALUE_GENERATOR:
    return generator_can(program, value, ability);
  case VALUE_CONTEXT:
    return able_if(ability == (value.detail ? ABILITY_ASYNC_ENTER : ABILITY_ENTER));
  case VALUE_CONTAINER:
  case VALUE_TUPLE:
    return able_if(ability == ABILITY_ITERATE);
  case VALUE_HOLDER:
    return holder_can((HolderKind)value.detail, ability);
  case VALUE_LIBRARY:
    return library_can(program, value);
  case VALUE_LIBRARY_INSTANCE:
    return library_class_can(program, symbol_name(program, value.a), ability, 0);
  case VALUE_MADE: {
    Value object = made_object(program, value);
    return object.kind == VALUE_LIBRARY_INSTANCE
               ? library_class_can(program, symbol_name(program, object.a), ability, 0)
               : ABLE_UNKNOWN;
  }
  case VALUE_AWAITABLE:
    return result_can((KnowledgeResult)value.detail, ability);
  case VALUE_LAZY:
    return ability == ABILITY_ITERATE ? ABLE_YES : ABLE_UNKNOWN;
  case VALUE_NONE: // what a field begins with may be something else later
  case VALUE_DIRECTORY:
  case VALUE_CLASS: // its metaclass decides
  case VALUE_SUPER:
  case VALUE_PARAMETER:
  case VALUE_ENTRY:
  case VALUE_PARTIAL:
  case VALUE_TYPE:
  case VALUE_REST:
  case VALUE_VARIABLE:
    break;
  }
  return ABLE_UNKNOWN;
}

// Whether a class of the project below one of a library can do it: what is declared as a
// `concurrent.futures.Future` may be one that can be awaited.
static bool find_able_below(Program *program, SymbolId symbol, Ability ability) {
  Str above = symbol_name(program, symbol);
  for (ClassId id = 0; id < program->classes.count; id++) {
    for (size_t i = 0; i < COUNT_OF(ability_methods[ability].names); i++) {
      const char *name = ability_methods[ability].names[i];
      if (!name || !mask_has(&program->classes.at[id].own, atom_make(str_from_c(name)).hash))
        continue;
      if (own_method(program, id, str_from_c(name)) == ABLE_YES &&
          class_derives(program, id, above))
        return true;
    }
  }
  return false;
}

// All classes are looked through once for each class of a library.
static bool is_able_below(Program *program, Value value, Ability ability) {
  enum { NOT_ASKED, NO, YES };
  if (value.kind != VALUE_LIBRARY_INSTANCE) return false;
  uint64_t key = (uint64_t)value.a * COUNT_OF(ability_methods) + ability;
  uint32_t answer = *map_insert(program->arena, &program->able_below, key, NOT_ASKED);
  if (answer != NOT_ASKED) return answer == YES;
  answer = find_able_below(program, value.a, ability) ? YES : NO;
  *map_insert(program->arena, &program->able_below, key, NOT_ASKED) = answer;
  return answer == YES;
}

// Whether an argument is an object of a class of the project that is not what its parameter is
// annotated with, nor below it: in a test, a stand-in.
static bool is_other_than_annotated(Program *program, ModuleId module, ExprId argument,
                                    ModuleId home, ExprId annotation) {
  Values given = evaluate(program, module, argument);
  if (given.count != 1 || given.is_open || given.at[0].kind != VALUE_INSTANCE) return false;
  Values type = annotation_values(program, home, annotation);
  if (type.count != 1 || type.is_open || type.at[0].kind != VALUE_INSTANCE) return false;
  if (class_order(program, given.at[0].a)->has_unknown_base) return false;
  return !type_is_below(program, given.at[0], type.at[0]) &&
         !class_derives(program, type.at[0].a, STR("typing.Protocol"));
}

bool program_belies_annotations(const Program *asked, ModuleId module, ExprId call) {
  Program *program = asked->self;
  const Expr *expr = expr_of(program, module, call);
  if (expr->kind != EXPR_CALL || expr->c == 0) return false;
  Values callee = evaluate(program, module, expr->a);
  if (callee.count != 1 || callee.at[0].kind != VALUE_FUNCTION) return false;
  FunctionId function = callee.at[0].a;
  ModuleId home = function_state(program, function)->public.module;
  const Scope *scope = function_scope(program, function);
  for (uint32_t i = callee.at[0].b != 0; i < scope->parameter_count; i++) {
    ExprId annotation = summary_of(program, home)->parameters[scope->parameters + i].annotation;
    if (annotation == 0) continue;
    ArgumentMatch match =
        argument_for_parameter(program, module, call, function, i, callee.at[0].b != 0);
    if (match.value != 0 && is_other_than_annotated(program, module, match.value, home, annotation))
      return true;
  }
  return false;
}

Able program_can(const Program *program, ModuleId module, ExprId expr, Ability ability) {
  Values values = evaluate(program->self, module, expr);
  if (values.count == 0 || values.is_open || values.confidence != CONFIDENCE_RESOLVED)
    return ABLE_UNKNOWN;
  Able found = value_can(program->self, values.at[0], ability);
  for (uint8_t i = 1; i < values.count; i++)
    if (value_can(program->self, values.at[i], ability) != found) return ABLE_UNKNOWN;
  for (uint8_t i = 0; found == ABLE_NO && i < values.count; i++)
    if (is_able_below(program->self, values.at[i], ability)) return ABLE_UNKNOWN;
  return found;
}

// Of a method the class is known less well than a module, which an import names.
static bool is_of_module(Program *program, Str dotted) {
  size_t dot = dotted.size;
  while (dot > 0 && dotted.at[dot - 1] != '.')
    dot--;
  return dot > 0 && !knowledge_find(program->knowledge, str_slice(dotted, 0, dot - 1));
}

const KnowledgeEntry *program_plain_standard(const Program *program, ModuleId module, ExprId call,
                                             Str *name) {
  const Expr *expr = expr_of(program, module, call);
  if (expr->kind != EXPR_CALL) return NULL;
  Values callee = evaluate(program->self, module, expr->a);
  bool is_sure = callee.count == 1 && !callee.is_open && callee.confidence == CONFIDENCE_RESOLVED &&
                 callee.at[0].kind == VALUE_LIBRARY;
  if (!is_sure || !symbol_is_standard(program, callee.at[0].a)) return NULL;
  const KnowledgeEntry *entry = symbol_entry(program->self, callee.at[0].a);
  *name = symbol_name(program, callee.at[0].a);
  bool is_plain = entry && entry->kind == KNOWN_FUNCTION && entry->result == RESULT_VALUE &&
                  entry->effect != EFFECT_NONE && entry->effect != EFFECT_NESTED_LOOP;
  return is_plain && is_of_module(program->self, *name) ? entry : NULL;
}

Able program_class_has(const Program *program, ModuleId module, ScopeId scope, Str name) {
  ClassId id = class_get(program->self, module, scope);
  const Class *class = class_order(program->self, id);
  Able found = class->has_unknown_base ? ABLE_UNKNOWN : ABLE_NO;
  for (uint32_t i = 0; i < class->order_count; i++) {
    Ancestor ancestor = class->order[i];
    if (ancestor.class_id != CLASS_NONE) {
      Able own = own_method(program, ancestor.class_id, name);
      if (own != ABLE_NO) return own;
    } else if (!class_is_plain(symbol_name(program, ancestor.symbol))) {
      found = ABLE_UNKNOWN;
    }
  }
  return found;
}

bool program_overrides_async(const Program *program, FunctionId function) {
  const FunctionState *state = function_state(program, function);
  if (state->owner == CLASS_NONE) return false;
  const Summary *summary = summary_of(program, state->public.module);
  Str name = summary_name(summary, summary->scopes[state->public.scope].name);
  const Class *class = class_order(program->self, state->owner);
  for (uint32_t i = 1; i < class->order_count; i++) {
    ClassId above = class->order[i].class_id;
    if (above == CLASS_NONE) continue;
    const Class *base = &program->classes.at[above];
    const Summary *in = summary_of(program, base->module);
    BindingList list = scope_bindings(program, base->module, base->scope, atom_make(name));
    for (uint32_t at = 0; at < list.count; at++) {
      const Binding *binding = &in->bindings[list.at[at]];
      if (binding->kind == BINDING_DEF && in->scopes[binding->extra].flags & SCOPE_ASYNC)
        return true;
    }
  }
  return false;
}
