// Files that lie where people keep what one of them runs, and waits for to end: scripts, command
// lines, benchmarks. What is only named like a benchmark is none where the rest of the project
// imports it: `benchmark_manager.py` of a service.
#include "link/doubts/doubts.h"
#include "link/names/lookup.h"

#define SCRIPT_NO  1u
#define SCRIPT_YES 2u // also while it is being asked

// Benchmarks that import each other, one behind another.
#define SCRIPT_MAX_DEPTH 32

static bool is_script(Program *program, ModuleId module, int depth);

static bool is_any(Str text, const char *const *names, size_t count) {
  for (size_t i = 0; i < count && text.size > 0; i++)
    if (text.at[0] == names[i][0] && str_equal_c(text, names[i])) return true;
  return false;
}

static bool part_is_run(Str part) {
  static const char *const names[] = {"scripts",   "_scripts", "playground", "eval",
                                      "evals",     "cli.py",   "evaluation", "migrations",
                                      "migration", "alembic",  "__main__.py"};
  return is_any(part, names, COUNT_OF(names)) || str_has_suffix(part, STR("_eval.py"));
}

static bool part_measures(Str part) {
  static const char *const names[] = {"benchmark", "benchmarks", "bench"};
  return is_any(part, names, COUNT_OF(names)) || str_has_prefix(part, STR("bench_")) ||
         str_has_prefix(part, STR("eval_")) || str_has_prefix(part, STR("benchmark_")) ||
         str_has_suffix(part, STR("_bench.py")) || str_has_suffix(part, STR("_benchmark.py"));
}

static bool path_has(Str path, bool (*is_it)(Str part)) {
  for (Str rest = path; rest.at;)
    if (is_it(str_cut(&rest, '/'))) return true;
  return false;
}

// `from package import module`
static bool is_part(Program *program, Located located, ModuleId package, uint32_t directory,
                    Str name, ModuleId module) {
  ModuleId found = MODULE_NONE;
  uint32_t inside = 0;
  if (located == LOCATED_MODULE)
    located = modules_child(program, package, name, &found, &inside);
  else if (located == LOCATED_DIRECTORY)
    located = modules_in_directory(program, directory, name, &found, &inside);
  return located == LOCATED_MODULE && found == module;
}

// Whether a file imports something under a name, a module or what that defines.
static bool imports_it(Program *program, ModuleId from, ModuleId module, Str name) {
  const Summary *summary = summary_of(program, from);
  for (uint32_t i = 0; summary && i < summary->imports_count; i++) {
    const Import *import = &summary->imports[i];
    bool has_member = import->member != 0;
    Str path = summary_name(summary, import->module);
    Str last = has_member ? summary_name(summary, import->member) : str_behind(path, '.');
    if (!str_equal(last, name)) continue;
    ModuleId found = MODULE_NONE;
    uint32_t directory = 0;
    Located located = modules_imported(program, from, import, &found, &directory);
    if (located == LOCATED_MODULE && found == module) return true;
    if (has_member && is_part(program, located, found, directory, name, module)) return true;
  }
  return false;
}

static bool part_commands(Str part) {
  return str_equal(part, STR("cli"));
}

// Whether a file that is no script or command imports something of a module.
static bool is_imported(Program *program, ModuleId module, Str name, int depth) {
  Modules importers = modules_naming(program, module, name);
  for (uint32_t i = 0; i < importers.count && !importers.is_open; i++) {
    ModuleId from = importers.at[i];
    bool is_other = from != module && !module_of(program, from)->is_test &&
                    !path_has(module_path(program, from), part_commands);
    if (is_other && imports_it(program, from, module, name) && !is_script(program, from, depth + 1))
      return true;
  }
  return importers.is_open;
}

// Names of a module that are asked for; others stand for it as well as these.
#define SERVED_MAX_NAMES 64

static bool serves_others(Program *program, ModuleId module, int depth) {
  const Summary *summary = summary_of(program, module);
  ArenaMark mark = arena_mark(&program->scratch);
  Str own_name = str_behind(module_name(program, module, &program->scratch), '.');
  bool is_served = is_imported(program, module, own_name, depth);
  arena_rewind(&program->scratch, mark);
  uint32_t asked = 0;
  for (BindingId at = 0; at < summary->bindings_count && !is_served && asked < SERVED_MAX_NAMES;
       at++) {
    const Binding *binding = &summary->bindings[at];
    bool is_defined = binding->kind == BINDING_DEF || binding->kind == BINDING_CLASS ||
                      binding->kind == BINDING_ASSIGN;
    if (binding->scope != 0 || !is_defined) continue;
    is_served = is_imported(program, module, summary_name(summary, binding->name), depth);
    asked++;
  }
  return is_served;
}

static bool is_script(Program *program, ModuleId module, int depth) {
  if (module_is_package(program, module)) return false;
  uint8_t *known = &module_of(program, module)->script;
  if (*known != 0 || depth > SCRIPT_MAX_DEPTH) return *known != SCRIPT_NO;
  Str path = program->input.files[module].path;
  bool is_run = path_has(path, part_is_run), measures = path_has(path, part_measures);
  *known = is_run || measures ? SCRIPT_YES : SCRIPT_NO;
  if (measures && !is_run && serves_others(program, module, depth)) *known = SCRIPT_NO;
  return *known == SCRIPT_YES;
}

bool module_is_script(Program *program, ModuleId module) {
  return is_script(program, module, 0);
}
