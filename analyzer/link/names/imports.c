// What an import binds, and what a module has under a name.
#include "link/program.h"

static Values located_values(Program *program, Located located, ModuleId module,
                             uint32_t directory) {
  switch (located) {
  case LOCATED_MODULE:
    return module_load(program, module) ? values_one(VALUE_MODULE, module, 0) : values_unknown();
  case LOCATED_DIRECTORY:
    return values_one(VALUE_DIRECTORY, directory, 0);
  case LOCATED_ELSEWHERE:
  case LOCATED_MISSING:
    return values_unknown();
  }
  return values_unknown();
}

static Values library_values(Program *program, Str dotted) {
  return values_one(VALUE_LIBRARY, symbol_make(program, dotted), 0);
}

// `import a.b` binds a; `import a.b as c` binds a.b.
static Values plain_import(Program *program, ModuleId from, const Import *import, Str dotted) {
  Str rest = dotted;
  Str bound = import->flags & IMPORT_ALIASED ? dotted : str_cut(&rest, '.');
  if (module_is_package(program, from)) return library_values(program, bound);
  ModuleId module = MODULE_NONE;
  uint32_t directory = 0;
  Located located = modules_find(program, from, 0, bound, &module, &directory);
  if (located == LOCATED_ELSEWHERE) return library_values(program, bound);
  return located_values(program, located, module, directory);
}

static Values member_of(Program *program, Values container, Str name) {
  Values found = values_unknown();
  if (container.count == 1) found = value_member(program, container.at[0], atom_make(name)).values;
  return found;
}

// A member of a library's module. The module goes by the name that was written: knowledge may have
// another one for it, under which other things lie.
static Values library_member(Program *program, Str dotted, Str member) {
  Values owner = library_values(program, dotted);
  SymbolId symbol = symbol_member(program, owner.at[0].a, member);
  if (!program->packages || symbol_entry(program, symbol)) return member_of(program, owner, member);
  Values found = package_member(program, dotted, atom_make(member));
  return values_is_unknown(found) ? member_of(program, owner, member) : found;
}

// The module that an import of a package names; what it lacks itself is a submodule.
static Values package_import(Program *program, ModuleId from, const Import *import, Str dotted,
                             Str member) {
  Str absolute = package_absolute(program, from, import->level, dotted);
  if (absolute.size == 0) return values_unknown();
  bool is_itself = str_equal(absolute, package_name(program, from));
  if (!is_itself) return library_member(program, absolute, member);
  SymbolId owner = symbol_make(program, absolute);
  return values_one(VALUE_LIBRARY, symbol_member(program, owner, member), 0);
}

Values import_values(Program *program, ModuleId from, const Import *import) {
  const Summary *summary = summary_of(program, from);
  Str dotted = summary_name(summary, import->module);
  Str member = summary_name(summary, import->member);
  if (import->member == 0) return plain_import(program, from, import, dotted);
  if (module_is_package(program, from))
    return package_import(program, from, import, dotted, member);
  ModuleId module = MODULE_NONE;
  uint32_t directory = 0;
  Located located = modules_imported(program, from, import, &module, &directory);
  if (located == LOCATED_ELSEWHERE) return library_member(program, dotted, member);
  if (located == LOCATED_MODULE && module == from) {
    // `from . import name` in a package's own __init__: only a submodule can be meant.
    located = modules_child(program, from, member, &module, &directory);
    return located_values(program, located, module, directory);
  }
  return member_of(program, located_values(program, located, module, directory), member);
}

static bool is_exported(const Summary *summary, Str name) {
  if (!(summary->flags & SUMMARY_HAS_ALL)) return name.size > 0 && name.at[0] != '_';
  for (uint32_t i = 0; i < summary->exported_count; i++)
    if (str_equal(summary_name(summary, summary->exported[i]), name)) return true;
  return (summary->flags & SUMMARY_DYNAMIC_ALL) != 0;
}

static Values library_star(Program *program, ModuleId from, Str dotted, Atom name) {
  SymbolId symbol = symbol_member(program, symbol_make(program, dotted), name.text);
  if (symbol_entry(program, symbol)) return values_one(VALUE_LIBRARY, symbol, 0);
  ModuleId module = package_find(program, dotted);
  if (module == MODULE_NONE || module == from || !module_load(program, module))
    return values_unknown();
  return is_exported(summary_of(program, module), name.text) ? module_global(program, module, name)
                                                             : values_unknown();
}

static Values star_from(Program *program, ModuleId from, const Import *import, Atom name) {
  Str dotted = summary_name(summary_of(program, from), import->module);
  ModuleId module = MODULE_NONE;
  uint32_t directory = 0;
  if (module_is_package(program, from))
    return library_star(program, from, package_absolute(program, from, import->level, dotted),
                        name);
  Located located = modules_imported(program, from, import, &module, &directory);
  if (located == LOCATED_ELSEWHERE) return library_star(program, from, dotted, name);
  if (located != LOCATED_MODULE || module == from || !module_load(program, module))
    return values_unknown();
  if (!is_exported(summary_of(program, module), name.text)) return values_unknown();
  return module_member(program, module, name);
}

// A package with more star imports tells type checkers what it loads when it is asked for: hundreds
// of modules, each to be read for one name.
#define PACKAGE_MAX_STARS 24

static Values search_stars(Program *program, ModuleId id, Atom name) {
  const Module *module = module_of(program, id);
  Values found = values_unknown();
  if (module_is_package(program, id) && module->stars.count > PACKAGE_MAX_STARS) return found;
  for (uint32_t i = module->stars.count; i > 0 && values_is_unknown(found); i--) {
    const Binding *binding = &module->summary->bindings[module->stars.at[i - 1]];
    if (binding->kind != BINDING_IMPORT) continue;
    const Import *import = &module->summary->imports[binding->extra];
    if (import->flags & IMPORT_STAR) found = star_from(program, id, import, name);
  }
  return found;
}

static uint32_t star_number(Program *program, ModuleId id, Atom name) {
  uint32_t fresh = (uint32_t)program->star_answers.count;
  uint64_t key = number_hash(id) ^ name.hash;
  uint32_t number = *map_insert(program->arena, &program->star_index, key, fresh);
  StarAnswer answer = {0};
  if (number == fresh) array_push(program->arena, &program->star_answers, answer);
  return number;
}

// Star imports may meet again and go in circles. One search comes to a module once for a name; what
// it found there inside a circle holds for this search only.
#define STARS_MAX_DEPTH   100
#define STAR_EVERY_SEARCH UINT32_MAX

Values star_member(Program *program, ModuleId id, Atom name) {
  bool is_deep = program->star_depth >= STARS_MAX_DEPTH;
  if (is_deep) question_cut(program);
  if (is_deep || module_of(program, id)->stars.count == 0) return values_unknown();
  if (program->star_depth == 0) program->star_search++;
  uint32_t number = star_number(program, id, name);
  StarAnswer answer = program->star_answers.at[number];
  if (answer.search == STAR_EVERY_SEARCH) return values_kept(program, answer.kept);
  if (answer.search == program->star_search) {
    question_cut(program);
    return values_kept(program, answer.kept);
  }
  answer = (StarAnswer){program->star_search, values_keep(program, values_unknown())};
  program->star_answers.at[number] = answer;
  program->star_depth++;
  Values found = search_stars(program, id, name);
  program->star_depth--;
  answer.kept = values_keep(program, found);
  if (program->star_depth == 0) answer.search = STAR_EVERY_SEARCH;
  program->star_answers.at[number] = answer;
  return found;
}

// The value that a module's global has once the module has been executed.
static Values global_values(Program *program, ModuleId id, BindingList list) {
  const Summary *summary = summary_of(program, id);
  Values found = {.confidence = CONFIDENCE_RESOLVED};
  uint32_t first = list.count > SEARCH_MAX_BINDINGS ? list.count - SEARCH_MAX_BINDINGS : 0;
  found.is_open = first > 0;
  for (uint32_t i = list.count; i > first; i--) {
    const Binding *binding = &summary->bindings[list.at[i - 1]];
    if (binding->flags & BINDING_DEAD || binding->kind == BINDING_REFINE) continue;
    values_add(&found, binding_values(program, id, list.at[i - 1]));
    bool is_certain = binding->region == 0 && !(binding->flags & BINDING_GLOBAL);
    if (!is_certain || binding->kind == BINDING_AUGMENT) continue;
    found.is_open &= values_is_unknown(found);
    break;
  }
  return found;
}

Values module_global(Program *program, ModuleId id, Atom name) {
  if (!module_load(program, id)) return values_unknown();
  BindingList list = {0};
  if (name.text.size > 0) list = scope_bindings(program, id, 0, name);
  return list.count > 0 ? global_values(program, id, list) : star_member(program, id, name);
}

Values module_member(Program *program, ModuleId id, Atom name) {
  if (!module_load(program, id)) return values_unknown();
  if (name.text.size > 0 && scope_bindings(program, id, 0, name).count > 0)
    return module_global(program, id, name);
  Values found = star_member(program, id, name);
  if (!values_is_unknown(found)) return found;
  ModuleId child = MODULE_NONE;
  uint32_t directory = 0;
  Located located = modules_child(program, id, name.text, &child, &directory);
  found = located_values(program, located, child, directory);
  return values_is_unknown(found) ? lazy_member(program, id, name.text) : found;
}
