// The source of installed packages. A module of theirs is spoken of by its dotted name, as a
// library's that has no source at hand: VALUE_LIBRARY. Only where knowledge says nothing of a name
// below it is its file read, and what the name stands for there is analysed like the project's own.
// So what people wrote down goes before what is found out.
//
// Functions of packages are walked last, and only those that code on the loop comes to.
#include "link/program.h"

#define SCOPE_NONE UINT32_MAX

typedef struct PackageModule {
  Str path;
  Str dotted;
  ModuleId stub;   // of a module of source: what tells its types, or MODULE_NONE
  ModuleId source; // of a stub, the other way
} PackageModule;

typedef struct Packages {
  PackageModule *modules; // from the number input.file_count on
  Map found;              // hash of a dotted name -> its module, or MODULE_NONE
} Packages;

void packages_start(Program *program) {
  if (!program->input.find_package) return;
  program->packages = arena_push(program->arena, Packages, 1);
  program->packages->modules =
      arena_push(program->arena, PackageModule, program->input.package_max);
}

static PackageModule *package_of(const Program *program, ModuleId module) {
  return &program->packages->modules[module - program->input.file_count];
}

Str module_path(const Program *program, ModuleId module) {
  return module_is_package(program, module) ? package_of(program, module)->path
                                            : program->input.files[module].path;
}

Str package_name(const Program *program, ModuleId module) {
  return package_of(program, module)->dotted;
}

bool package_is_open(const Program *program, ModuleId module) {
  Str path = package_of(program, module)->path;
  return str_has_suffix(path, STR("/__init__.py")) || str_has_suffix(path, STR("/__init__.pyi"));
}

// ---- Finding modules ----------------------------------------------------------------------------

static ModuleId add_package(Program *program, Str dotted, const ProgramPackage *found) {
  if (found->stub != MODULE_NONE)
    *package_of(program, found->stub) =
        (PackageModule){found->stub_path, dotted, .stub = MODULE_NONE, .source = found->source};
  if (found->source == MODULE_NONE) return found->stub;
  *package_of(program, found->source) =
      (PackageModule){found->source_path, dotted, .stub = found->stub, .source = MODULE_NONE};
  return found->source;
}

ModuleId package_find(Program *program, Str dotted) {
  Packages *packages = program->packages;
  if (!packages || dotted.size == 0) return MODULE_NONE;
  uint32_t known = packages->found.count;
  uint32_t *place = map_insert(program->arena, &packages->found, str_hash(dotted), MODULE_NONE);
  if (packages->found.count == known) return *place;
  Str rest = dotted;
  if (knowledge_is_standard(str_cut(&rest, '.'))) return MODULE_NONE;
  ProgramPackage found = {0};
  if (!program->input.find_package(program->input.load_context, dotted, &found)) return MODULE_NONE;
  return *place = add_package(program, str_copy(program->arena, dotted), &found);
}

static Str dotted_parent(Str dotted) {
  size_t dot = dotted.size;
  while (dot > 0 && dotted.at[dot - 1] != '.')
    dot--;
  return str_slice(dotted, 0, dot > 0 ? dot - 1 : 0);
}

Str package_absolute(Program *program, ModuleId from, uint16_t level, Str dotted) {
  if (level == 0) return dotted;
  Str base = package_name(program, from);
  if (!package_is_open(program, from)) base = dotted_parent(base);
  for (uint16_t up = 1; up < level; up++)
    base = dotted_parent(base);
  if (base.size == 0 || dotted.size == 0) return base;
  return str_print(program->arena, "%.*s.%.*s", STR_ARG(base), STR_ARG(dotted));
}

// ---- Names in them ------------------------------------------------------------------------------

Values package_member(Program *program, Str dotted, Atom name) {
  ModuleId module = package_find(program, dotted);
  if (module == MODULE_NONE) return values_unknown();
  Values found = module_global(program, module, name);
  ModuleId stub = package_of(program, module)->stub;
  return values_is_unknown(found) && stub != MODULE_NONE ? module_global(program, stub, name)
                                                         : found;
}

typedef struct Definition {
  ModuleId module; // MODULE_NONE: not found
  BindingId binding;
} Definition;

// Re-exports of re-exports, and modules that are looked into for one name: few packages have more
// than three.
#define DEFINITION_MAX_STEPS 32

typedef struct DefinitionSearch {
  Program *program;
  Str name;
  uint32_t steps;
} DefinitionSearch;

static Definition find_definition(DefinitionSearch *search, Str dotted, Str name);

static Definition imported_definition(DefinitionSearch *search, ModuleId module,
                                      const Import *import, Str name) {
  const Summary *summary = summary_of(search->program, module);
  Str from = package_absolute(search->program, module, import->level,
                              summary_name(summary, import->module));
  return find_definition(search, from, name);
}

static Definition binding_definition(DefinitionSearch *search, ModuleId module, BindingId id) {
  const Summary *summary = summary_of(search->program, module);
  const Binding *binding = &summary->bindings[id];
  if (binding->kind == BINDING_DEF || binding->kind == BINDING_CLASS)
    return (Definition){module, id};
  if (binding->kind != BINDING_IMPORT) return (Definition){.module = MODULE_NONE};
  const Import *import = &summary->imports[binding->extra];
  if (import->member == 0) return (Definition){.module = MODULE_NONE};
  return imported_definition(search, module, import, summary_name(summary, import->member));
}

// Where a name of a module is defined, by what its imports say; nothing is evaluated.
static Definition find_definition(DefinitionSearch *search, Str dotted, Str name) {
  Definition none = {.module = MODULE_NONE};
  Program *program = search->program;
  if (++search->steps > DEFINITION_MAX_STEPS) return none;
  ModuleId module = package_find(program, dotted);
  if (module == MODULE_NONE || !module_load(program, module)) return none;
  BindingList list = scope_bindings(program, module, 0, atom_make(name));
  if (list.count > 0) return binding_definition(search, module, list.at[list.count - 1]);
  BindingList stars = module_of(program, module)->stars;
  for (uint32_t i = stars.count; i > 0; i--) {
    const Binding *binding = &summary_of(program, module)->bindings[stars.at[i - 1]];
    if (binding->kind != BINDING_IMPORT) continue;
    const Import *import = &summary_of(program, module)->imports[binding->extra];
    Definition found = imported_definition(search, module, import, name);
    if (found.module != MODULE_NONE) return found;
  }
  return none;
}

static bool is_defined_as(Program *program, Str dotted, Str name, ModuleId module,
                          BindingId binding) {
  if (str_equal(dotted, package_name(program, module))) return true;
  DefinitionSearch search = {.program = program};
  Definition found = find_definition(&search, dotted, name);
  return found.module == module && found.binding == binding;
}

SymbolId package_known(Program *program, ModuleId module, const Binding *binding) {
  Str dotted = package_name(program, module);
  if (binding->scope != 0 || !knowledge_has_module(program->knowledge, dotted)) return SYMBOL_NONE;
  const Summary *summary = summary_of(program, module);
  Str name = summary_name(summary, binding->name);
  BindingId id = (BindingId)(binding - summary->bindings);
  for (Str at = dotted; at.size > 0; at = dotted_parent(at)) {
    SymbolId symbol = symbol_member(program, symbol_make(program, at), name);
    if (symbol_entry(program, symbol) && is_defined_as(program, at, name, module, id))
      return symbol;
  }
  return SYMBOL_NONE;
}

// ---- Stubs --------------------------------------------------------------------------------------

// Classes around a function.
#define TWIN_MAX_DEPTH 8

static ScopeId find_scope(Program *program, ModuleId module, ScopeId around, Str name) {
  BindingList list = scope_bindings(program, module, around, atom_make(name));
  if (list.count == 0) return SCOPE_NONE;
  const Binding *last = &summary_of(program, module)->bindings[list.at[list.count - 1]];
  bool is_scope = last->kind == BINDING_DEF || last->kind == BINDING_CLASS;
  return is_scope ? last->extra : SCOPE_NONE;
}

static ScopeId twin_scope(Program *program, ModuleId module, ModuleId stub, ScopeId scope) {
  const Summary *summary = summary_of(program, module);
  ScopeId way[TWIN_MAX_DEPTH];
  uint32_t depth = 0;
  for (ScopeId at = scope; at != 0; at = summary->scopes[at].parent) {
    if (depth == TWIN_MAX_DEPTH) return SCOPE_NONE;
    way[depth++] = at;
  }
  ScopeId found = 0;
  while (depth > 0 && found != SCOPE_NONE)
    found =
        find_scope(program, stub, found, summary_name(summary, summary->scopes[way[--depth]].name));
  return found;
}

// The scope of that kind in the stub of a module; SCOPE_NONE when there is none.
static ScopeId find_twin(Program *program, ModuleId module, ScopeId scope, ScopeKind kind,
                         ModuleId *stub) {
  if (!module_is_package(program, module) || scope == 0) return SCOPE_NONE;
  *stub = package_of(program, module)->stub;
  if (*stub == MODULE_NONE || !module_load(program, *stub)) return SCOPE_NONE;
  ScopeId twin = twin_scope(program, module, *stub, scope);
  if (twin == SCOPE_NONE || summary_of(program, *stub)->scopes[twin].kind != kind)
    return SCOPE_NONE;
  return twin;
}

FunctionId package_twin(Program *program, FunctionId function) {
  const Function *public = &function_state(program, function)->public;
  ModuleId stub = MODULE_NONE;
  ScopeId twin = find_twin(program, public->module, public->scope, SCOPE_FUNCTION, &stub);
  return twin == SCOPE_NONE ? FUNCTION_NONE : function_get(program, stub, twin);
}

ClassId package_twin_class(Program *program, ClassId id) {
  const Class *class = &program->classes.at[id];
  ModuleId stub = MODULE_NONE;
  ScopeId twin = find_twin(program, class->module, class->scope, SCOPE_CLASS, &stub);
  return twin == SCOPE_NONE ? CLASS_NONE : class_get(program, stub, twin);
}

Values package_source(Program *program, ModuleId stub, const Binding *binding) {
  ModuleId source = package_of(program, stub)->source;
  if (binding->scope != 0 || source == MODULE_NONE || !module_load(program, source))
    return values_unknown();
  Str name = summary_name(summary_of(program, stub), binding->name);
  BindingList list = scope_bindings(program, source, 0, atom_make(name));
  if (list.count == 0) return values_unknown();
  BindingId last = list.at[list.count - 1];
  bool is_same = summary_of(program, source)->bindings[last].kind == binding->kind;
  return is_same ? binding_values(program, source, last) : values_unknown();
}
