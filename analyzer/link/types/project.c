// Questions that only the whole project answers: what its calls pass to a parameter that says
// nothing of its type, and which classes derive from a class. All files that may answer are loaded
// before the first answer, so that it does not depend on what was loaded by then; tests are left
// out, because what they pass is made for them.
#include "link/program.h"

// Calls of one function that are looked at.
#define PROJECT_MAX_SITES 24
// Parameters that hand a value on to each other.
#define PROJECT_MAX_HANDS 8

typedef struct Importer { // one entry of a list of modules that import a name
  ModuleId module;
  uint32_t next; // number + 1
} Importer;

typedef struct NamedCall { // one that has a name before its parentheses
  uint32_t hash;           // of the name
  ExprId call;
} NamedCall;

typedef struct CallList { // of a module
  const NamedCall *at;    // those of decorators, too: `call` is the decorator then
  uint32_t count;
  NameMask names;
} CallList;

// All that is passed for a parameter, where a set of values does not hold it.
#define PROJECT_MAX_PASSED 64

typedef struct PassedList {
  Value at[PROJECT_MAX_PASSED];
  uint32_t count;
} PassedList;

typedef struct Named { // one entry of a list of classes: with a method, or a base, of a name
  ModuleId module;
  ScopeId scope;
  uint32_t next; // number + 1
} Named;

// A class that names a base of some name. Many classes of a large project have the same name, and
// each asks all that name it: what they need to hear is kept here, where it is found at once.
typedef struct Derived {
  ModuleId module;
  ScopeId scope;
  uint32_t next;      // number + 1
  uint32_t ancestors; // once settled: a set that holds all of its ancestors, and others
  bool is_settled;
  bool may_derive; // see there: the same for all classes of the name
} Derived;

typedef struct Project {
  bool is_open;  // there is more than is looked at
  Map importers; // hash of an imported name -> number + 1 of the last importer
  Array(Importer) list;
  Map derived; // hash of the name of a base -> number + 1 of the last class with one
  Array(Derived) derived_list;
  Map methods; // hash of a name -> number + 1 of the last method of that name
  Array(Named) method_list;
  bool has_methods;
  Map calls; // module -> index into `call_lists`
  Array(CallList) call_lists;
  Map passed; // function and parameter -> number of the set that is kept + 1, 0 while it is asked
} Project;

// ---- Who imports what ---------------------------------------------------------------------------

static bool is_asked(const Program *program, ModuleId module) {
  return !program->input.files[module].is_native && !program->modules[module].is_test;
}

static void add_importer(Program *program, Project *project, Str name, ModuleId module) {
  uint32_t *last = map_insert(program->arena, &project->importers, summary_name_hash(name), 0);
  if (*last && project->list.at[*last - 1].module == module) return;
  Importer importer = {module, *last};
  array_push(program->arena, &project->list, importer);
  *last = (uint32_t)project->list.count;
}

static Str last_part(Str dotted) {
  size_t dot = dotted.size;
  while (dot > 0 && dotted.at[dot - 1] != '.')
    dot--;
  return str_slice(dotted, dot, dotted.size);
}

static void index_imports(Program *program, Project *project, ModuleId module) {
  const Summary *summary = summary_of(program, module);
  for (uint32_t i = 0; i < summary->imports_count; i++) {
    const Import *import = &summary->imports[i];
    NameId name = import->member ? import->member : import->module;
    if (name) add_importer(program, project, last_part(summary_name(summary, name)), module);
  }
}

// The last name of a base as it is written: `base.Plugin[T]` -> Plugin.
static NameId base_name(const Summary *summary, ExprId base) {
  const Expr *expr = &summary->exprs[base];
  if (expr->kind == EXPR_SUBSCRIPT) expr = &summary->exprs[expr->a];
  return expr->kind == EXPR_NAME ? expr->a : expr->kind == EXPR_ATTRIBUTE ? expr->b : 0;
}

static void add_derived(Program *program, Project *project, Derived derived, Str base) {
  uint32_t *last = map_insert(program->arena, &project->derived, summary_name_hash(base), 0);
  derived.next = *last;
  array_push_moving(program->arena, &project->derived_list, derived);
  *last = (uint32_t)project->derived_list.count;
}

static void index_classes(Program *program, Project *project, ModuleId module) {
  const Summary *summary = summary_of(program, module);
  for (ScopeId at = summary->scopes_count; at-- > 1;) {
    const Scope *scope = &summary->scopes[at];
    if (scope->kind != SCOPE_CLASS || scope->flags & SCOPE_DEAD) continue;
    for (uint32_t i = 0; i < scope->base_count; i++) {
      const Argument *base = &summary->arguments[scope->bases + i];
      NameId name = base->keyword ? 0 : base_name(summary, base->value);
      Derived derived = {.module = module, .scope = at};
      if (name) add_derived(program, project, derived, summary_name(summary, name));
    }
  }
}

static void load_all(Program *program, Project *project) {
  ArenaMark mark = arena_mark(&program->scratch);
  ModuleId *wanted = arena_take(&program->scratch, ModuleId, program->input.file_count + 1);
  uint32_t count = 0;
  for (ModuleId module = 0; module < program->input.file_count; module++)
    if (is_asked(program, module)) wanted[count++] = module;
  project->is_open = count > PROGRAM_MAX_PROJECT;
  if (!project->is_open && program->input.expect)
    program->input.expect(program->input.load_context, wanted, count);
  if (project->is_open) count = 0;
  for (uint32_t i = 0; i < count; i++) {
    Module *module = module_of(program, wanted[i]);
    module->is_aside = !module->is_loaded;
    module_load(program, wanted[i]);
  }
  for (uint32_t i = count; i-- > 0;) { // backwards: the lists begin with what was added last
    if (!summary_of(program, wanted[i]) || !is_asked(program, wanted[i])) continue;
    index_imports(program, project, wanted[i]);
    index_classes(program, project, wanted[i]);
  }
  arena_rewind(&program->scratch, mark);
}

static Project *project_of(Program *program) {
  if (!program->project) {
    program->project = arena_push(program->arena, Project, 1);
    load_all(program, program->project);
  }
  return program->project;
}

static void add_module(Modules *modules, ModuleId module) {
  for (uint32_t i = 0; i < modules->count; i++)
    if (modules->at[i] == module) return;
  if (modules->count == PROJECT_MAX_IMPORTERS)
    modules->is_open = true;
  else
    modules->at[modules->count++] = module;
}

static void add_importers(const Project *project, Modules *modules, Str name) {
  const uint32_t *last = map_find(&project->importers, summary_name_hash(name));
  for (uint32_t at = last ? *last : 0; at != 0 && !modules->is_open;
       at = project->list.at[at - 1].next)
    add_module(modules, project->list.at[at - 1].module);
}

Modules modules_naming(Program *program, ModuleId home, Str name) {
  const Project *project = project_of(program);
  Modules modules = {.at = {home}, .count = 1, .is_open = project->is_open};
  if (program->modules[home].is_test) {
    modules.is_open = true;
    return modules;
  }
  add_importers(project, &modules, name);
  ArenaMark mark = arena_mark(&program->scratch);
  add_importers(project, &modules, last_part(module_name(program, home, &program->scratch)));
  arena_rewind(&program->scratch, mark);
  return modules;
}

static Str class_name(const Program *program, ClassId id) {
  const Class *class = &program->classes.at[id];
  const Summary *summary = summary_of(program, class->module);
  return summary_name(summary, summary->scopes[class->scope].name);
}

// Objects of a class that are looked for in its module.
#define PROJECT_MAX_OBJECTS 8

Modules modules_of_class(Program *program, ClassId id) {
  ModuleId home = program->classes.at[id].module;
  Str name = class_name(program, id);
  Modules modules = modules_naming(program, home, name);
  const Summary *summary = summary_of(program, home);
  uint32_t objects = 0;
  for (BindingId at = 0; at < summary->bindings_count && !modules.is_open; at++) {
    const Binding *binding = &summary->bindings[at];
    if (binding->scope != 0 || binding->value == 0 || binding->kind > BINDING_ANNOTATE) continue;
    const Expr *value = &summary->exprs[binding->value];
    if (value->kind != EXPR_CALL || summary->exprs[value->a].kind != EXPR_NAME) continue;
    if (!str_equal(summary_name(summary, summary->exprs[value->a].a), name)) continue;
    modules.is_open = ++objects > PROJECT_MAX_OBJECTS;
    add_importers(program->project, &modules, summary_name(summary, binding->name));
  }
  return modules;
}

// ---- Who derives --------------------------------------------------------------------------------

static void add_class(Subclasses *found, ClassId id) {
  for (uint32_t i = 0; i < found->count; i++)
    if (found->at[i] == id) return;
  if (found->count == SUBCLASSES_MAX)
    found->is_open = true;
  else
    found->at[found->count++] = id;
}

static bool derives(Program *program, ClassId id, ClassId base) {
  const Class *class = class_order(program, id);
  for (uint32_t i = 1; i < class->order_count; i++)
    if (class->order[i].class_id == base) return true;
  return false;
}

// Whether a class that names one of that name as a base may mean this one: its import leads
// nowhere, or to what seems to be a library.
static bool may_derive(Program *program, ClassId id, ClassId base) {
  const Class *class = class_order(program, id);
  if (class->has_unknown_base) return true;
  Str name = class_name(program, base);
  for (uint32_t i = 1; i < class->order_count; i++) {
    Ancestor ancestor = class->order[i];
    if (ancestor.class_id == CLASS_NONE &&
        str_equal(last_part(symbol_name(program, ancestor.symbol)), name))
      return true;
  }
  return false;
}

static uint32_t ancestor_bit(ClassId id) {
  return UINT32_C(1) << (id * UINT32_C(0x9e3779b1) >> 27);
}

static void settle(Program *program, Derived *derived, ClassId id, ClassId base) {
  const Class *class = &program->classes.at[id];
  if (derived->is_settled || class->state != 2) return; // 2: not asked in a circle
  for (uint32_t i = 0; i < class->order_count; i++)
    if (class->order[i].class_id != CLASS_NONE)
      derived->ancestors |= ancestor_bit(class->order[i].class_id);
  derived->may_derive = may_derive(program, id, base);
  derived->is_settled = true;
}

// The classes that name one of that name as a base, and mean this one; true when others may, too.
static bool find_derived(Program *program, ClassId base, Subclasses *found) {
  const Project *project = project_of(program);
  const uint32_t *last = map_find(&project->derived, summary_name_hash(class_name(program, base)));
  bool is_open = false;
  for (uint32_t at = last ? *last : 0; at != 0; at = project->derived_list.at[at - 1].next) {
    Derived *derived = &project->derived_list.at[at - 1];
    if (found->is_open) return true;
    if (derived->is_settled && !(derived->ancestors & ancestor_bit(base))) {
      is_open |= derived->may_derive;
      continue;
    }
    ClassId id = class_get(program, derived->module, derived->scope);
    if (id != base && derives(program, id, base))
      add_class(found, id);
    else
      is_open |= id != base && may_derive(program, id, base);
    settle(program, derived, id, base);
  }
  return is_open;
}

static Subclasses find_subclasses(Program *program, ClassId id) {
  Subclasses found = {.is_open = project_of(program)->is_open};
  bool is_open = find_derived(program, id, &found);
  for (uint32_t next = 0; next < found.count && !found.is_open; next++)
    is_open |= find_derived(program, found.at[next], &found);
  found.is_open |= is_open;
  return found;
}

const Subclasses *class_subclasses(Program *program, ClassId id) {
  static const Subclasses none = {.is_open = true};
  if (program->classes.at[id].subclasses) return program->classes.at[id].subclasses;
  if (!question_begin(program)) return &none;
  uint64_t cuts = program->cuts;
  Subclasses found = find_subclasses(program, id);
  question_end(program);
  if (program->cuts != cuts) return &none;
  for (uint32_t i = 0; i < found.count; i++)
    mask_join(&found.names, &program->classes.at[found.at[i]].own);
  Subclasses *kept = arena_push(program->arena, Subclasses, 1);
  *kept = found;
  program->classes.at[id].subclasses = kept;
  return kept;
}

// ---- Who looks like it --------------------------------------------------------------------------

static void index_methods(Program *program, Project *project, ModuleId module) {
  const Summary *summary = summary_of(program, module);
  for (ScopeId at = summary->scopes_count; at-- > 1;) {
    const Scope *scope = &summary->scopes[at];
    if (!(scope->flags & SCOPE_METHOD) || scope->flags & SCOPE_DEAD) continue;
    uint64_t hash = summary_name_hash(summary_name(summary, scope->name));
    uint32_t *last = map_insert(program->arena, &project->methods, hash, 0);
    Named method = {module, scope->parent, *last};
    array_push(program->arena, &project->method_list, method);
    *last = (uint32_t)project->method_list.count;
  }
}

static Project *project_with_methods(Program *program) {
  Project *project = project_of(program);
  if (project->has_methods) return project;
  project->has_methods = true;
  for (ModuleId module = project->is_open ? 0 : program->input.file_count; module-- > 0;)
    if (program->modules[module].summary && is_asked(program, module))
      index_methods(program, project, module);
  return project;
}

// Whether an object of a class can do all that the protocol asks for in methods of its own.
static bool has_all(Program *program, ClassId id, ClassId protocol) {
  const Class *asked = &program->classes.at[protocol];
  const Summary *summary = summary_of(program, asked->module);
  ScopeId scope = asked->scope;
  for (ScopeId at = scope + 1; at < summary->scopes_count; at++) {
    if (summary->scopes[at].begin > summary->scopes[scope].end) break;
    if (summary->scopes[at].parent != scope) continue;
    Values has = class_method(program, id, summary_name(summary, summary->scopes[at].name));
    if (values_is_unknown(has)) return false;
  }
  return true;
}

Subclasses classes_having(Program *program, ClassId protocol, Atom name) {
  const Project *project = project_with_methods(program);
  Subclasses found = {.is_open = project->is_open};
  const uint32_t *last = map_find(&project->methods, name.hash);
  uint32_t looked = 0;
  for (uint32_t at = last ? *last : 0; at != 0 && !found.is_open;
       at = project->method_list.at[at - 1].next) {
    Named method = project->method_list.at[at - 1];
    ClassId id = class_get(program, method.module, method.scope);
    found.is_open = ++looked > SUBCLASSES_MAX;
    bool is_protocol = id == protocol || class_derives(program, id, STR("typing.Protocol"));
    if (!is_protocol && has_all(program, id, protocol)) add_class(&found, id);
  }
  return found;
}

// ---- Who calls ----------------------------------------------------------------------------------

static NameId callee_name(const Summary *summary, ExprId call) {
  const Expr *expr = &summary->exprs[call];
  const Expr *callee = expr->kind == EXPR_CALL ? &summary->exprs[expr->a] : expr;
  return callee->kind == EXPR_NAME ? callee->a : callee->kind == EXPR_ATTRIBUTE ? callee->b : 0;
}

static CallList list_calls(Program *program, ModuleId module) {
  Project *project = project_of(program);
  uint32_t fresh = (uint32_t)project->call_lists.count;
  uint32_t number = *map_insert(program->arena, &project->calls, module, fresh);
  if (number != fresh) return project->call_lists.at[number];
  const Summary *summary = summary_of(program, module);
  Array(NamedCall) calls = {0};
  NameMask names = {0};
  for (ExprId at = 1; at < summary->exprs_count; at++) {
    const Expr *expr = &summary->exprs[at];
    bool is_call = (expr->kind == EXPR_CALL) | (expr->use == USE_DECORATOR);
    if (!is_call || expr->flags & (EXPR_FLAG_DEAD | EXPR_FLAG_ANNOTATION)) continue;
    NameId name = callee_name(summary, at);
    if (!name) continue;
    uint64_t hash = atom_of(program, module, name).hash;
    NamedCall call = {(uint32_t)hash, at};
    mask_add(&names, hash);
    array_push(program->arena, &calls, call);
  }
  CallList list = {calls.at, (uint32_t)calls.count, names};
  array_push(program->arena, &project->call_lists, list);
  return list;
}

ExprId module_next_call(Program *program, ModuleId module, Str name, uint32_t *cursor) {
  CallList calls = list_calls(program, module);
  const Summary *summary = summary_of(program, module);
  uint64_t hash = summary_name_hash(name);
  if (!mask_has(&calls.names, hash)) return 0;
  while (*cursor < calls.count) {
    NamedCall call = calls.at[(*cursor)++];
    bool is_it = call.hash == (uint32_t)hash &&
                 str_equal(summary_name(summary, callee_name(summary, call.call)), name);
    if (is_it) return call.call;
  }
  return 0;
}

typedef struct Asked { // the parameter of a function, and what is passed for it
  FunctionId function;
  uint32_t index;
  Str name;           // by which the function is called
  ClassId constructs; // of an `__init__`: its class
  uint32_t site_count;
  Values found;
  Value hands[PROJECT_MAX_HANDS]; // the parameter itself, and those that are passed for it
  uint32_t hand_count;
  PassedList *all; // where more is wanted than `found` holds
} Asked;

static void take_value(Asked *asked, Value value) {
  PassedList *all = asked->all;
  if (!all) {
    values_add_one(&asked->found, value);
    return;
  }
  for (uint32_t i = 0; i < all->count; i++)
    if (value_equal(all->at[i], value)) return;
  if (all->count == PROJECT_MAX_PASSED)
    asked->found.is_open = true;
  else
    all->at[all->count++] = value;
}

static void take_values(Asked *asked, Values values) {
  asked->found.is_open |= values.is_open;
  asked->found.may_be_none |= values.may_be_none;
  asked->found.confidence =
      (uint8_t)confidence_least((Confidence)asked->found.confidence, (Confidence)values.confidence);
  for (uint8_t i = 0; i < values.count; i++) {
    Value value = values.at[i];
    if (value.kind == VALUE_REST) asked->found.is_open = true;
    if (value.kind == VALUE_REST) continue;
    if (value.kind != VALUE_PARAMETER) {
      take_value(asked, value);
      continue;
    }
    uint32_t at = 0;
    while (at < asked->hand_count && !value_equal(asked->hands[at], value))
      at++;
    if (at == PROJECT_MAX_HANDS)
      asked->found.is_open = true;
    else if (at == asked->hand_count)
      asked->hands[asked->hand_count++] = value;
  }
}

static uint32_t sites_max(const Asked *asked) {
  return asked->all ? PROJECT_MAX_PASSED : PROJECT_MAX_SITES;
}

static void take_site(Program *program, Asked *asked, ModuleId module, ExprId call, bool is_bound) {
  ArgumentMatch match =
      argument_for_parameter(program, module, call, asked->function, asked->index, is_bound);
  if (asked->site_count++ >= sites_max(asked) || match.is_unknown) {
    asked->found.is_open = true;
    return;
  }
  if (match.value) {
    take_values(asked, evaluate(program, module, match.value));
    return;
  }
  ModuleId home = function_state(program, asked->function)->public.module;
  const Scope *scope = function_scope(program, asked->function);
  const Summary *summary = summary_of(program, home);
  ExprId fallback = summary->parameters[scope->parameters + asked->index].fallback;
  if (fallback) take_values(asked, evaluate(program, home, fallback));
}

// Whether a call of the value is one of the function; `is_bound`: its first argument is given.
static bool is_call_of(Program *program, const Asked *asked, Value callee, bool *is_bound) {
  if ((callee.kind == VALUE_FUNCTION || callee.kind == VALUE_WRAPPED) &&
      callee.a == asked->function) {
    *is_bound = callee.kind == VALUE_FUNCTION ? callee.b != 0 : asked->constructs != CLASS_NONE;
    return true;
  }
  if (callee.kind != VALUE_CLASS || asked->constructs == CLASS_NONE) return false;
  Values constructor = class_constructor(program, callee.a, CONSTRUCTOR_INIT);
  *is_bound = true;
  return constructor.count == 1 && constructor.at[0].kind == VALUE_FUNCTION &&
         constructor.at[0].a == asked->function;
}

FunctionId decorated_function(Program *program, ModuleId module, ExprId decorator) {
  const Summary *summary = summary_of(program, module);
  ScopeId scope = scope_behind(summary, decorator);
  if (scope == summary->scopes_count || summary->scopes[scope].kind != SCOPE_FUNCTION)
    return FUNCTION_NONE;
  const Scope *at = &summary->scopes[scope];
  for (uint32_t i = 0; i < at->decorator_count; i++)
    if (summary->operands[at->decorators + i] == decorator)
      return function_get(program, module, scope);
  return FUNCTION_NONE;
}

// The function is what a decorator stands for: it is given what stands below.
static void take_decorated(Program *program, Asked *asked, ModuleId module, ExprId decorator,
                           bool is_bound) {
  FunctionId given = decorated_function(program, module, decorator);
  if (given == FUNCTION_NONE || asked->index != is_bound) return;
  if (asked->site_count++ >= sites_max(asked))
    asked->found.is_open = true;
  else
    take_values(asked, values_one(VALUE_FUNCTION, given, 0));
}

static void ask_decorator(Program *program, Asked *asked, ModuleId module, ExprId decorator) {
  Values callees = evaluate(program, module, decorator);
  for (uint8_t i = 0; i < callees.count; i++) {
    Value callee = callees.at[i];
    bool is_it = (callee.kind == VALUE_FUNCTION && callee.a == asked->function) ||
                 (callee.kind == VALUE_CLOSURE &&
                  program->closures.at[callee.a].function == asked->function);
    if (!is_it) continue;
    take_decorated(program, asked, module, decorator, callee.kind == VALUE_FUNCTION && callee.b);
    return;
  }
}

static void ask_call(Program *program, Asked *asked, ModuleId module, ExprId call) {
  const Expr *expr = expr_of(program, module, call);
  if (expr->use == USE_DECORATOR) ask_decorator(program, asked, module, call);
  if (expr->kind != EXPR_CALL) return;
  Values callees = evaluate(program, module, expr->a);
  for (uint8_t i = 0; i < callees.count; i++) {
    bool is_bound = false;
    if (!is_call_of(program, asked, callees.at[i], &is_bound)) continue;
    take_site(program, asked, module, call, is_bound);
    return;
  }
}

static void ask_module(Program *program, Asked *asked, ModuleId module, Str name) {
  CallList calls = list_calls(program, module);
  const Summary *summary = summary_of(program, module);
  uint64_t whole = summary_name_hash(name);
  uint32_t hash = (uint32_t)whole;
  if (!mask_has(&calls.names, whole)) return;
  for (uint32_t i = 0; i < calls.count; i++) {
    if (calls.at[i].hash != hash) continue;
    if (asked->site_count > sites_max(asked)) return;
    ExprId call = calls.at[i].call;
    if (str_equal(summary_name(summary, callee_name(summary, call)), name))
      ask_call(program, asked, module, call);
  }
}

static void ask_modules(Program *program, Asked *asked, Modules modules, Str called) {
  asked->found.is_open |= modules.is_open;
  for (uint32_t i = 0; i < modules.count; i++)
    ask_module(program, asked, modules.at[i], called);
}

// Calls of the class and of those below that do not make their instances otherwise, and
// `super().__init__(…)`.
static void ask_constructor(Program *program, Asked *asked, ClassId id) {
  Str own = class_name(program, id);
  ask_modules(program, asked, modules_naming(program, program->classes.at[id].module, own), own);
  const Subclasses *below = class_subclasses(program, id);
  asked->found.is_open |= below->is_open;
  for (uint32_t i = 0; i < below->count; i++) {
    ModuleId module = program->classes.at[below->at[i]].module;
    Str name = class_name(program, below->at[i]);
    ask_modules(program, asked, modules_naming(program, module, name), name);
    ask_module(program, asked, module, STR("__init__"));
  }
}

// The function that another one is nested in; FUNCTION_NONE when it is in none.
static FunctionId function_around(Program *program, FunctionId function) {
  ModuleId module = function_state(program, function)->public.module;
  ScopeId around = function_scope(program, function)->parent;
  bool is_nested = summary_of(program, module)->scopes[around].kind == SCOPE_FUNCTION;
  return is_nested ? function_get(program, module, around) : FUNCTION_NONE;
}

// A nested function is called where it stands, and as what its maker gives: `@register("name")`.
static void ask_maker(Program *program, Asked *asked, FunctionId maker) {
  const FunctionState *state = function_state(program, maker);
  ModuleId home = state->public.module;
  const Summary *summary = summary_of(program, home);
  Str made = summary_name(summary, function_scope(program, maker)->name);
  ask_module(program, asked, home,
             summary_name(summary, function_scope(program, asked->function)->name));
  Modules modules = state->owner == CLASS_NONE ? modules_naming(program, home, made)
                                               : modules_of_class(program, state->owner);
  ask_modules(program, asked, modules, made);
}

static void ask_function(Program *program, Asked *asked) {
  const FunctionState *state = function_state(program, asked->function);
  const Scope *scope = function_scope(program, asked->function);
  ModuleId home = state->public.module;
  Str name = summary_name(summary_of(program, home), scope->name);
  asked->constructs = CLASS_NONE;
  FunctionId maker = function_around(program, asked->function);
  if (maker != FUNCTION_NONE) {
    ask_maker(program, asked, maker);
  } else if (state->owner == CLASS_NONE) {
    ask_modules(program, asked, modules_naming(program, home, name), name);
  } else if (str_equal(name, STR("__init__"))) {
    asked->constructs = state->owner;
    ask_constructor(program, asked, state->owner);
  } else {
    ask_modules(program, asked, modules_of_class(program, state->owner), name);
  }
}

// A function that is called by what the interpreter makes of an expression, or by whom it was
// given to, is called in places that no name leads to.
static bool is_askable(Program *program, Value parameter) {
  const Scope *scope = function_scope(program, parameter.a);
  const Summary *summary = summary_of(program, function_state(program, parameter.a)->public.module);
  const Parameter *at = &summary->parameters[scope->parameters + parameter.b];
  bool is_plain = at->kind != PARAMETER_STAR && at->kind != PARAMETER_DOUBLE_STAR;
  bool is_open = !at->annotation ||
                 annotation_is_callable(
                     program, function_state(program, parameter.a)->public.module, at->annotation);
  return is_plain && is_open && scope->kind == SCOPE_FUNCTION;
}

static Values find_passed(Program *program, Value parameter, PassedList *all) {
  Asked asked = {.found = {.confidence = CONFIDENCE_RESOLVED},
                 .hands = {parameter},
                 .hand_count = 1,
                 .all = all};
  for (uint32_t next = 0; next < asked.hand_count; next++) {
    uint32_t before = asked.site_count;
    asked.function = asked.hands[next].a;
    asked.index = asked.hands[next].b;
    if (is_askable(program, asked.hands[next])) ask_function(program, &asked);
    if (asked.site_count == before) asked.found.is_open = true;
    if (asked.site_count > sites_max(&asked)) break;
  }
  return asked.found;
}

Values parameter_passed(Program *program, Value parameter) {
  // A package is written for callers that are not here.
  if (module_is_package(program, function_state(program, parameter.a)->public.module))
    return values_unknown();
  if (function_scope(program, parameter.a)->kind == SCOPE_LAMBDA)
    return lambda_passed(program, parameter);
  Project *project = project_of(program);
  uint64_t key = number_hash(parameter.a) ^ parameter.b;
  const uint32_t *known = map_find(&project->passed, key);
  if (known && *known != 0) return values_kept(program, *known - 1);
  if (known) question_cut(program);
  if (known || !question_begin(program)) return values_unknown();
  map_insert(program->arena, &project->passed, key, 0);
  Values found = find_passed(program, parameter, NULL);
  question_end(program);
  *map_insert(program->arena, &project->passed, key, 0) = values_keep(program, found) + 1;
  return found;
}

PassedValues parameter_passed_all(Program *program, Value parameter) {
  PassedValues found = {.is_open = true};
  if (module_is_package(program, function_state(program, parameter.a)->public.module)) return found;
  if (!question_begin(program)) return found;
  PassedList *all = arena_push(program->arena, PassedList, 1);
  found.is_open = find_passed(program, parameter, all).is_open;
  question_end(program);
  found.at = all->at;
  found.count = all->count;
  return found;
}

// ---- How often a class is used ------------------------------------------------------------------

static uint32_t count_made(Program *program, ModuleId module, ClassId id) {
  Str name = class_name(program, id);
  CallList calls = list_calls(program, module);
  const Summary *summary = summary_of(program, module);
  uint64_t hash = summary_name_hash(name);
  uint32_t made = 0;
  if (!mask_has(&calls.names, hash)) return 0;
  for (uint32_t i = 0; i < calls.count && made < 2; i++) {
    const Expr *expr = &summary->exprs[calls.at[i].call];
    if (calls.at[i].hash != (uint32_t)hash || expr->kind != EXPR_CALL) continue;
    Values class = evaluate(program, module, expr->a);
    for (uint8_t k = 0; k < class.count; k++)
      made += class.at[k].kind == VALUE_CLASS && class.at[k].a == id;
  }
  return made;
}

bool class_made_once(Program *program, ClassId id) {
  const Subclasses *below = class_subclasses(program, id);
  if (below->count > 0 || below->is_open) return false;
  Modules modules =
      modules_naming(program, program->classes.at[id].module, class_name(program, id));
  uint32_t made = modules.is_open ? 2 : 0;
  for (uint32_t i = 0; i < modules.count && made < 2; i++)
    made += count_made(program, modules.at[i], id);
  return made < 2;
}
