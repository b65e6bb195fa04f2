// What names lead to: modules, packages, imports, scopes. Part of program.h, which includes it.
#pragma once

#include "link/program.h"

// ---- modules.c: which file is which module ------------------------------------------------------

void modules_index(Program *program);
// Dotted, from the nearest directory that is no package.
Str module_name(const Program *program, ModuleId module, Arena *arena);
// Loads a module; false when there is nothing to read.
bool module_load(Program *program, ModuleId module);
// What `import dotted` means in `from`, with `level` leading dots: a module, a directory without
// __init__.py, nothing of the project's (then a library may have it), or a missing part of it.
typedef enum Located {
  LOCATED_MODULE,
  LOCATED_DIRECTORY,
  LOCATED_ELSEWHERE,
  LOCATED_MISSING
} Located;
Located modules_find(Program *program, ModuleId from, uint16_t level, Str dotted, ModuleId *module,
                     uint32_t *directory);
// The same for the module that an import names.
Located modules_imported(Program *program, ModuleId from, const Import *import, ModuleId *module,
                         uint32_t *directory);
// The module or directory `name` inside a package or a directory.
Located modules_child(Program *program, ModuleId package, Str name, ModuleId *module,
                      uint32_t *directory);
Located modules_in_directory(Program *program, uint32_t parent, Str name, ModuleId *module,
                             uint32_t *directory);

// ---- packages.c: the source of installed packages -----------------------------------------------

void packages_start(Program *program);
// Whether a module is one of an installed package; their numbers are behind those of the project.
static inline bool module_is_package(const Program *program, ModuleId module) {
  return module >= program->input.file_count;
}
Str module_path(const Program *program, ModuleId module);
// The name by which a package's module is imported, and whether others lie below it.
Str package_name(const Program *program, ModuleId module);
bool package_is_open(const Program *program, ModuleId module);
// The installed module of that name: its source, else what tells its types; MODULE_NONE.
ModuleId package_find(Program *program, Str dotted);
// What `import dotted` in a package's module means, with `level` leading dots, as an absolute name;
// "" when that leads out of the package.
Str package_absolute(Program *program, ModuleId from, uint16_t level, Str dotted);
// What the module of that name has under a name that knowledge does not know; unknown when there
// is no such module, or nothing of that name in it.
Values package_member(Program *program, Str dotted, Atom name);
// A class or function at the top of a package's module that knowledge describes under the name by
// which people import it: `_client.Client` is `httpx.Client`. SYMBOL_NONE when it does not.
SymbolId package_known(Program *program, ModuleId module, const Binding *binding);
// The same as `function`, or class, of a module of source, in what tells its types; NONE when there
// is none.
FunctionId package_twin(Program *program, FunctionId function);
ClassId package_twin_class(Program *program, ClassId class_id);
// What the source has for a definition at the top of a stub; unknown when it has none of the kind.
Values package_source(Program *program, ModuleId stub, const Binding *binding);

// ---- imports.c: what an import binds ------------------------------------------------------------

Values import_values(Program *program, ModuleId module, const Import *import);
// The value of `name` as an attribute of a module: its globals, then its submodules.
Values module_member(Program *program, ModuleId module, Atom name);
// The same without submodules.
Values module_global(Program *program, ModuleId module, Atom name);
// ---- lazy.c: what a module makes when it is asked for -------------------------------------------

// What a module's own __getattr__ gives for a name.
Values lazy_member(Program *program, ModuleId module, Str name);
// What a call of importlib.import_module gives.
Values lazy_import(Program *program, ModuleId module, ExprId call);

// A name that only a star import can have brought in.
Values star_member(Program *program, ModuleId module, Atom name);
// ---- names.c: scopes, shadowing, which binding reaches ------------------------------------------

void bindings_index(Program *program, ModuleId module);
// What a name stands for: the number of the set that is kept.
uint32_t name_kept(Program *program, ModuleId module, ExprId expr);
// What tests around it say that an attribute is, the number of the set; unknown where they are
// silent.
uint32_t attribute_refined(Program *program, ModuleId module, ExprId use);
// bindings.c: what a binding gives, and the number of the set that is kept.
Values binding_values(Program *program, ModuleId module, BindingId binding);
// The number; binding_ask for what nobody has asked yet.
uint32_t binding_ask(Program *program, ModuleId module, BindingId binding);
static inline uint32_t binding_kept(Program *program, ModuleId module, BindingId binding) {
  uint32_t memo = module_of(program, module)->binding_memo[binding];
  return memo > 1 ? memo - 2 : binding_ask(program, module, binding);
}
BindingList scope_bindings(const Program *program, ModuleId module, ScopeId scope, Atom name);
BindingList self_bindings(const Program *program, ModuleId module, ScopeId class_scope, Atom name);
// The first scope that begins behind an expression: of an annotation or a decorator that of its
// function. `scopes_count` when there is none.
ScopeId scope_behind(const Summary *summary, ExprId expr);
// The first binding that is made at `at` or behind it; the number of bindings when there is none.
BindingId bindings_from(const Summary *summary, ExprId at);
// summary_scope_at and summary_region_at, quick for a place near the last one asked for.
ScopeId scope_at(const Program *program, ModuleId module, ExprId expr);
RegionId region_at(const Program *program, ModuleId module, ExprId expr);
// The atoms made last: a name that is read is soon asked for again, for the call of it.
#define ATOMS_LAST 256
typedef struct AtomAnswer {
  ModuleId module;
  NameId name; // 0: none
  Atom atom;
} AtomAnswer;
void atoms_start(Program *program);
Atom atom_ask(const Program *program, ModuleId module, NameId name); // of one that is not there
static inline Atom atom_of(const Program *program, ModuleId module, NameId name) {
  const AtomAnswer *known = &program->atoms[name % ATOMS_LAST];
  bool is_known = known->module == module && known->name == name && name != 0;
  return is_known ? known->atom : atom_ask(program, module, name);
}
// Whether a name that is bound there can still hold that value at `use`, a later place or one in
// the same loop: not where the branches exclude each other or the binding's own leaves.
bool binding_reaches(const Program *program, ModuleId module, BindingId binding, ExprId use);
