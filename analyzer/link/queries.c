// What rules may ask of a linked program.
#include "link/calls/calls.h"
#include "link/types/containers.h"

#include <stdio.h>

// ---- Modules and functions ----------------------------------------------------------------------

uint32_t program_module_count(const Program *program) {
  return program->input.file_count;
}

const Summary *program_summary(const Program *program, ModuleId module) {
  return module_of(program, module)->is_aside ? NULL : program->modules[module].summary;
}

uint32_t program_module_end(const Program *program) {
  return program->input.file_count + program->input.package_max;
}

Str program_path(const Program *program, ModuleId module) {
  return module_path(program, module);
}

bool program_is_reported(const Program *program, ModuleId module) {
  return !module_is_package(program, module) && program->input.files[module].is_reported;
}

bool program_is_test(const Program *program, ModuleId module) {
  return program->modules[module].is_test;
}

#define LIBRARIES_KNOWN 0x80u

static uint8_t find_libraries(const Summary *summary) {
  static const Str names[] = {[LIBRARY_ASYNCIO] = {"asyncio", sizeof "asyncio" - 1},
                              [LIBRARY_ANYIO] = {"anyio", sizeof "anyio" - 1},
                              [LIBRARY_TRIO] = {"trio", sizeof "trio" - 1},
                              [LIBRARY_TWISTED] = {"twisted", sizeof "twisted" - 1}};
  unsigned found = LIBRARIES_KNOWN;
  NameId last = 0; // `from a import b, c` is one import for each
  for (uint32_t i = 0; i < summary->imports_count; i++) {
    if (i > 0 && summary->imports[i].module == last) continue;
    last = summary->imports[i].module;
    Str rest = summary_name(summary, last);
    if (rest.size == 0 || (rest.at[0] != 'a' && rest.at[0] != 't')) continue;
    Str top = str_cut(&rest, '.');
    for (size_t k = 0; k < COUNT_OF(names); k++)
      if (str_equal(top, names[k])) found |= 1u << k;
  }
  return (uint8_t)found;
}

// A set of AsyncLibrary.
static unsigned libraries_of(const Program *program, ModuleId module) {
  Module *at = module_of(program, module);
  if (!at->summary) return 0;
  if (at->libraries == 0) at->libraries = find_libraries(at->summary);
  return at->libraries;
}

bool program_uses_library(const Program *program, ModuleId module, AsyncLibrary library) {
  return (libraries_of(program, module) & 1u << library) != 0;
}

AsyncLibrary program_library(const Program *program, ModuleId module) {
  unsigned libraries = libraries_of(program, module);
  if (libraries & 1u << LIBRARY_ASYNCIO) return LIBRARY_ASYNCIO;
  return libraries & 1u << LIBRARY_ANYIO     ? LIBRARY_ANYIO
         : libraries & 1u << LIBRARY_TRIO    ? LIBRARY_TRIO
         : libraries & 1u << LIBRARY_TWISTED ? LIBRARY_TWISTED
                                             : LIBRARY_ASYNCIO;
}

uint32_t program_function_count(const Program *program) {
  return (uint32_t)program->functions.count;
}

uint32_t program_task_maker_count(const Program *program) {
  return (uint32_t)program->task_makers.count;
}

FunctionId program_task_maker(const Program *program, uint32_t index) {
  return program->task_makers.at[index];
}

const Function *program_function(const Program *program, FunctionId function) {
  return &program->functions.at[function].public;
}

FunctionId program_function_of(const Program *program, ModuleId module, ScopeId scope) {
  const Module *at = &program->modules[module];
  if (!at->summary || at->functions[scope] == 0) return FUNCTION_NONE;
  return at->functions[scope] - 1;
}

Str program_function_name(const Program *program, FunctionId function, Arena *arena) {
  const Function *at = program_function(program, function);
  const Summary *summary = summary_of(program, at->module);
  Str module = {0};
  switch ((ScopeKind)summary->scopes[at->scope].kind) {
  case SCOPE_MODULE:
    module = module_name(program, at->module, arena);
    return str_print(arena, "module %.*s", STR_ARG(module));
  case SCOPE_LAMBDA:
    return STR("lambda");
  case SCOPE_GENERATOR:
    return STR("generator expression");
  case SCOPE_CLASS:
  case SCOPE_FUNCTION:
  case SCOPE_COMPREHENSION:
    break;
  }
  return summary_qualified_name(summary, at->scope, arena);
}

// ---- Calls --------------------------------------------------------------------------------------

uint32_t program_call_count(const Program *program) {
  return (uint32_t)program->calls.count;
}

const Call *program_call(const Program *program, uint32_t index) {
  return &program->calls.at[index];
}

const KnowledgeEntry *program_known(const Program *program, const Call *call) {
  if (call->callee == FUNCTION_NONE) return call->entry;
  const Function *callee = program_function(program, call->callee);
  const Summary *summary = program_summary(program, callee->module);
  const Scope *scope = &summary->scopes[callee->scope];
  if (!(summary->flags & SUMMARY_C) || scope->flags & SCOPE_INTERNAL) return NULL;
  const KnowledgeEntry *entry =
      knowledge_find_c(program->knowledge, summary_name(summary, scope->name));
  return entry && entry->kind == KNOWN_FUNCTION && !entry->only_with ? entry : NULL;
}

// The argument that names the function; where none does, it came through a parameter of a wrapper,
// and the only one that is given as a callback is meant.
const KnowledgeEntry *program_callback(const Program *program, FunctionId function) {
  const Function *at = program_function(program, function);
  if (at->root != ROOT_CALLBACK || !at->root_site) return NULL;
  const Summary *summary = program_summary(program, at->root_module);
  const Summary *own = program_summary(program, at->module);
  Str name = summary_name(own, own->scopes[at->scope].name);
  const Expr *call = &summary->exprs[at->root_site];
  if (!(summary->flags & SUMMARY_C) || call->kind != EXPR_CALL) return NULL;
  const KnowledgeEntry *only = NULL;
  uint32_t count = 0;
  for (uint32_t i = 0; i < call->c; i++) {
    const Argument *argument = &summary->arguments[call->b + i];
    const Expr *value = &summary->exprs[argument->value];
    if (!argument->keyword) continue;
    const KnowledgeEntry *type =
        knowledge_find_c(program->knowledge, summary_name(summary, argument->keyword));
    if (type && type->kind != KNOWN_CALLBACK) type = NULL;
    if (value->kind == EXPR_NAME && str_equal(summary_name(summary, value->a), name)) return type;
    only = type;
    count++;
  }
  return count == 1 ? only : NULL;
}

uint32_t calls_from(const Program *program, const Function *function, ExprId site) {
  uint32_t low = function->first_call, high = low + function->call_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (program->calls.at[middle].site < site)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

const Call *program_call_at(const Program *program, ModuleId module, ExprId site) {
  const Summary *summary = summary_of(program, module);
  ScopeId runner = summary_runner(summary, scope_at(program, module, site));
  FunctionId id = program_function_of(program, module, runner);
  if (id == FUNCTION_NONE) return NULL;
  const Function *function = program_function(program, id);
  uint32_t end = function->first_call + function->call_count;
  const Call *found = NULL;
  for (uint32_t i = calls_from(program, function, site); i < end; i++) {
    const Call *call = program_call(program, i);
    if (call->site != site) break;
    if (call->how != CALL_PLAIN && call->how != CALL_CONSTRUCT) continue;
    if (call->result != RESULT_VALUE) return call;
    if (!found) found = call;
  }
  return found;
}

// ---- Values -------------------------------------------------------------------------------------

// Asking evaluates, and evaluating remembers: not visible from outside.
static Values value_of(const Program *program, ModuleId module, ExprId expr) {
  return expr ? evaluate(program->self, module, expr) : values_unknown();
}

bool program_symbol(const Program *program, ModuleId module, ExprId expr, Str *dotted) {
  Values values = value_of(program, module, expr);
  if (values.count != 1 || values.at[0].kind != VALUE_LIBRARY) return false;
  *dotted = symbol_name(program, values.at[0].a);
  return true;
}

KindQuestion program_kind_question(const Program *program, ModuleId module, ExprId call) {
  return kind_question_of(program->self, module, call);
}

bool program_instance_of(const Program *program, ModuleId module, ExprId expr, Str *dotted) {
  Values values = value_of(program, module, expr);
  if (values.count != 1 || values.at[0].kind != VALUE_LIBRARY_INSTANCE) return false;
  *dotted = symbol_name(program, values.at[0].a);
  return true;
}

#define MODULE_NAME_MAX 100

bool program_imports_long(const Program *program, Str module) {
  char name[MODULE_NAME_MAX];
  int size = snprintf(name, sizeof name, "%.*s.__name__", STR_ARG(module));
  if (size < 0 || (size_t)size >= sizeof name) return false;
  const KnowledgeEntry *entry = knowledge_find(program->knowledge, (Str){name, (size_t)size});
  return entry && entry->traits & TRAIT_IMPORTS_LONG;
}

static bool value_is_coroutine_function(const Program *program, Value value) {
  if (value.kind == VALUE_FUNCTION || value.kind == VALUE_WRAPPED || value.kind == VALUE_CLOSURE) {
    Values result = called_values(
        program->self, (Values){.at = {value}, .count = 1, .confidence = CONFIDENCE_RESOLVED});
    return result.count > 0 && value_result(program, result.at[0]) == RESULT_COROUTINE;
  }
  if (value.kind == VALUE_ENTRY) {
    Values results = table_called(program->self, value);
    return results.count == 1 && !results.is_open &&
           value_result(program, results.at[0]) == RESULT_COROUTINE;
  }
  if (value.kind == VALUE_PARTIAL)
    return value_is_coroutine_function(program, program->partials.at[value.a].callee);
  if (value.kind != VALUE_LIBRARY) return false;
  const KnowledgeEntry *entry = symbol_entry(program->self, value.a);
  return entry && entry->kind == KNOWN_FUNCTION && entry->result == RESULT_COROUTINE;
}

bool program_is_coroutine_function(const Program *program, ModuleId module, ExprId expr) {
  Values values = value_of(program, module, expr);
  if (values_confidence(values) != CONFIDENCE_RESOLVED) return false;
  return values.count == 1 && value_is_coroutine_function(program, values.at[0]);
}

FunctionId program_named_function(const Program *program, ModuleId module, ExprId expr) {
  Values values = value_of(program, module, expr);
  if (values.count != 1) return FUNCTION_NONE;
  Value value = values.at[0];
  if (value.kind == VALUE_PARTIAL) value = program->partials.at[value.a].callee;
  return value.kind == VALUE_FUNCTION ? value.a : FUNCTION_NONE;
}

// A method that is bound gets its object without being told.
static bool takes_nothing(const Function *function, const Summary *summary, bool is_bound) {
  const Scope *scope = &summary->scopes[function->scope];
  for (uint32_t i = is_bound ? 1 : 0; i < scope->parameter_count; i++) {
    const Parameter *parameter = &summary->parameters[scope->parameters + i];
    bool is_rest = parameter->kind == PARAMETER_STAR || parameter->kind == PARAMETER_DOUBLE_STAR;
    if (!is_rest && !parameter->fallback) return false;
  }
  return true;
}

bool program_takes_nothing(const Program *program, ModuleId module, ExprId expr) {
  Values values = value_of(program, module, expr);
  if (values_confidence(values) != CONFIDENCE_RESOLVED || values.count != 1) return false;
  if (values.at[0].kind != VALUE_FUNCTION) return false;
  const Function *function = program_function(program, values.at[0].a);
  const Summary *summary = program_summary(program, function->module);
  return takes_nothing(function, summary, values.at[0].b != 0);
}

KnowledgeResult program_result(const Program *program, ModuleId module, ExprId expr) {
  Values values = value_of(program, module, expr);
  if (values_confidence(values) != CONFIDENCE_RESOLVED) return RESULT_VALUE;
  return values.count == 1 ? value_result(program, values.at[0]) : RESULT_VALUE;
}

KnowledgeResult program_undecorated(const Program *program, FunctionId function) {
  const Function *at = program_function(program, function);
  if (at->is_async) return at->is_generator ? RESULT_ASYNC_GENERATOR : RESULT_COROUTINE;
  if (at->is_generator) return RESULT_VALUE;
  Values values = function_returns(program->self, function);
  if (values_confidence(values) != CONFIDENCE_RESOLVED) return RESULT_VALUE;
  return values.count == 1 ? value_result(program, values.at[0]) : RESULT_VALUE;
}

bool program_may_be_task(const Program *program, ModuleId module, ExprId expr) {
  Values values = value_of(program, module, expr);
  for (uint8_t i = 0; i < values.count; i++) {
    Value value = values.at[i];
    if (value_result(program, value) == RESULT_TASK) return true;
    if (value.kind == VALUE_LIBRARY_INSTANCE &&
        knowledge_is_subclass(program->knowledge, symbol_name(program, value.a),
                              STR("asyncio.Future")))
      return true;
  }
  return false;
}

// ---- Exceptions ---------------------------------------------------------------------------------

static Catches symbol_catches(const Program *program, SymbolId symbol) {
  const KnowledgeEntry *entry = symbol_entry(program->self, symbol);
  if (entry && entry->is_cancellation) return CATCHES_CANCELLATION;
  Str name = symbol_name(program, symbol);
  return str_equal(name, STR("builtins.BaseException")) ? CATCHES_BASE : CATCHES_NOTHING;
}

static Catches class_catches(const Program *program, ClassId id) {
  const Class *class = class_order(program->self, id);
  for (uint32_t i = 0; i < class->order_count; i++) {
    if (class->order[i].class_id != CLASS_NONE) continue;
    if (symbol_catches(program, class->order[i].symbol) == CATCHES_CANCELLATION)
      return CATCHES_CANCELLATION;
  }
  return CATCHES_NOTHING;
}

static Catches most(Catches a, Catches b) {
  if (a == CATCHES_CANCELLATION || b == CATCHES_CANCELLATION) return CATCHES_CANCELLATION;
  return a > b ? a : b;
}

static Catches value_catches(const Program *program, Value value) {
  Catches found = CATCHES_NOTHING;
  if (value.kind == VALUE_CLASS) return class_catches(program, value.a);
  if (value.kind == VALUE_LIBRARY) return symbol_catches(program, value.a);
  if (value.kind != VALUE_CONTAINER) return found;
  const Summary *summary = summary_of(program, value.a);
  const Expr *tuple = &summary->exprs[value.b];
  if (tuple->kind != EXPR_CONTAINER || tuple->c == CONTAINER_DICT) return found;
  for (uint32_t i = 0; i < tuple->b; i++) {
    Values part = value_of(program, value.a, summary->operands[tuple->a + i]);
    if (part.count == 1 && part.at[0].kind != VALUE_CONTAINER)
      found = most(found, value_catches(program, part.at[0]));
  }
  return found;
}

// get_cancelled_exc_class(): what it returns is the exception.
static bool calls_for_cancellation(const Program *program, ModuleId module, ExprId types) {
  const Expr *expr = expr_of(program, module, types);
  Str dotted = {0};
  if (expr->kind != EXPR_CALL || !program_symbol(program, module, expr->a, &dotted)) return false;
  const KnowledgeEntry *entry = symbol_entry(program->self, symbol_make(program->self, dotted));
  return entry && entry->is_cancellation;
}

static bool is_call(const Summary *summary, ExprId expr) {
  return expr != 0 && summary->exprs[expr].kind == EXPR_CALL;
}

// What a parameter or the result of a call is annotated with is an upper bound of the classes, no
// more.
static bool is_name_bound_above(const Program *program, ModuleId module, ExprId types) {
  const Summary *summary = summary_of(program, module);
  if (summary->exprs[types].kind != EXPR_NAME) return is_call(summary, types);
  Atom name = atom_of(program, module, summary->exprs[types].a);
  for (ScopeId at = summary_scope_at(summary, types);; at = summary->scopes[at].parent) {
    BindingList list = scope_bindings(program, module, at, name);
    if (list.count > 0) {
      const Binding *binding = &summary->bindings[list.at[0]];
      return binding->kind == BINDING_PARAMETER ||
             (binding->kind == BINDING_ASSIGN && is_call(summary, binding->value));
    }
    if (at == 0) return false;
  }
}

// `unavailable: type[BaseException]` in a class, or `self.error = error` of a parameter.
static bool are_bound_above(const Program *program, ModuleId module, BindingList list) {
  const Summary *summary = summary_of(program, module);
  for (uint32_t i = 0; i < list.count; i++) {
    const Binding *binding = &summary->bindings[list.at[i]];
    bool is_declared = binding->annotation != 0 && binding->value == 0;
    bool is_given = binding->value != 0 && is_name_bound_above(program, module, binding->value);
    if (is_declared || is_given) return true;
  }
  return false;
}

// The same of a field, where the first class that has it says no more.
static bool is_field_bound_above(const Program *program, ModuleId module, ExprId types) {
  const Expr *expr = expr_of(program, module, types);
  Values objects = value_of(program, module, expr->a);
  if (objects.count != 1 || objects.at[0].kind != VALUE_INSTANCE) return false;
  const Class *class = class_order(program->self, objects.at[0].a);
  Atom name = atom_of(program, module, expr->b);
  for (uint32_t i = 0; i < class->order_count; i++) {
    if (class->order[i].class_id == CLASS_NONE) continue;
    const Class *owner = &program->classes.at[class->order[i].class_id];
    BindingList own = scope_bindings(program, owner->module, owner->scope, name);
    BindingList given = self_bindings(program, owner->module, owner->scope, name);
    if (own.count == 0 && given.count == 0) continue;
    return are_bound_above(program, owner->module, own) ||
           are_bound_above(program, owner->module, given);
  }
  return false;
}

static bool is_bound_above(const Program *program, ModuleId module, ExprId types) {
  return expr_of(program, module, types)->kind == EXPR_ATTRIBUTE
             ? is_field_bound_above(program, module, types)
             : is_name_bound_above(program, module, types);
}

static bool is_stop(const Program *program, Value value) {
  static const char *const names[] = {"builtins.KeyboardInterrupt", "builtins.SystemExit",
                                      "builtins.GeneratorExit"};
  if (value_catches(program, value) == CATCHES_CANCELLATION) return true;
  if (value.kind != VALUE_LIBRARY) return false;
  for (size_t i = 0; i < COUNT_OF(names); i++)
    if (str_equal(symbol_name(program, value.a), str_from_c(names[i]))) return true;
  return false;
}

// Every element of a tuple of classes, or the class itself.
static bool are_stops(const Program *program, Value value) {
  if (value.kind != VALUE_CONTAINER) return is_stop(program, value);
  const Summary *summary = summary_of(program, value.a);
  const Expr *tuple = &summary->exprs[value.b];
  if (tuple->kind != EXPR_CONTAINER || tuple->c == CONTAINER_DICT) return false;
  for (uint32_t i = 0; i < tuple->b; i++) {
    Values part = value_of(program, value.a, summary->operands[tuple->a + i]);
    if (part.count != 1 || !is_stop(program, part.at[0])) return false;
  }
  return true;
}

bool program_catches_stops(const Program *program, ModuleId module, ExprId types) {
  if (types == 0) return false;
  if (calls_for_cancellation(program, module, types)) return true;
  Values values = value_of(program, module, types);
  return values.count == 1 && !values.is_open && are_stops(program, values.at[0]);
}

Catches program_catches(const Program *program, ModuleId module, ExprId types) {
  if (types == 0) return CATCHES_BASE;
  if (calls_for_cancellation(program, module, types)) return CATCHES_CANCELLATION;
  if (is_bound_above(program, module, types)) return CATCHES_NOTHING;
  Values values = value_of(program, module, types);
  Catches found = CATCHES_NOTHING;
  for (uint8_t i = 0; i < values.count; i++)
    found = most(found, value_catches(program, values.at[i]));
  return found;
}
