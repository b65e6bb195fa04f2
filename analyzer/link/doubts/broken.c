// Modules that cannot be imported, so that nothing in them runs. `from .logger import Logger` at
// the top of a file fails where its package has no such module; it is left from before the file, or
// that module, was moved. What is not in a project's files may be made when it is built, so a
// module of that name has to be there, in a package further up.
#include "link/doubts/doubts.h"
#include "link/names/lookup.h"

// Packages around one that are looked at.
#define ABOVE_MAX_PACKAGES 8

static bool is_package_at(Program *program, ModuleId module, uint16_t level, ModuleId *package) {
  uint32_t directory = 0;
  Located found = modules_find(program, module, level, STR(""), package, &directory);
  return found == LOCATED_MODULE &&
         str_has_suffix(program->input.files[*package].path, STR("__init__.py"));
}

// Whether a package may have modules that are no files in its directory.
static bool adds_modules(Program *program, ModuleId package) {
  static const char *const words[] = {"__path__", "modules", "meta_path", "path_hooks",
                                      "extend_path"};
  if (!module_load(program, package)) return true;
  const Summary *summary = summary_of(program, package);
  for (NameId name = 1; name < summary->names_count; name++)
    for (size_t i = 0; i < COUNT_OF(words); i++)
      if (str_equal_c(summary_name(summary, name), words[i])) return true;
  return false;
}

static bool is_at(Program *program, ModuleId module, uint16_t level, Str name, Located wanted) {
  ModuleId found = MODULE_NONE;
  uint32_t directory = 0;
  return modules_find(program, module, level, name, &found, &directory) == wanted;
}

static bool lies_above(Program *program, ModuleId module, uint16_t level, Str name) {
  ModuleId package = MODULE_NONE;
  for (uint16_t up = level + 1; up <= level + ABOVE_MAX_PACKAGES; up++) {
    if (!is_package_at(program, module, up, &package)) return false;
    if (is_at(program, module, up, name, LOCATED_MODULE)) return true;
  }
  return false;
}

static bool is_missing(Program *program, ModuleId module, const Import *import) {
  Str name = summary_name(summary_of(program, module), import->module);
  ModuleId package = MODULE_NONE;
  if (import->level == 0 || name.size == 0 || str_find_byte(name, '.') != SIZE_MAX) return false;
  return is_at(program, module, import->level, name, LOCATED_MISSING) &&
         is_package_at(program, module, import->level, &package) &&
         lies_above(program, module, import->level, name) && !adds_modules(program, package);
}

// Whether the module itself imports it, whatever happens: under no test, in no `try`.
static bool is_certain(Program *program, ModuleId module, uint32_t import) {
  const Summary *summary = summary_of(program, module);
  for (BindingId at = 0; at < summary->bindings_count; at++) {
    const Binding *binding = &summary->bindings[at];
    if (binding->kind != BINDING_IMPORT || binding->extra != import) continue;
    bool is_real = !(binding->flags & (BINDING_DEAD | BINDING_TYPE_CHECKING | BINDING_GLOBAL));
    return is_real && binding->scope == 0 && summary->regions[binding->region].kind == REGION_BODY;
  }
  return false;
}

static bool find_broken(Program *program, ModuleId module) {
  const Summary *summary = summary_of(program, module);
  if (summary->flags & SUMMARY_C) return false;
  for (uint32_t i = 0; i < summary->imports_count; i++)
    if (is_missing(program, module, &summary->imports[i]) && is_certain(program, module, i))
      return true;
  return false;
}

bool module_is_broken(Program *program, ModuleId module) {
  uint8_t *known = &module_of(program, module)->broken;
  if (*known == 0) *known = find_broken(program, module) ? 2 : 1;
  return *known == 2;
}
