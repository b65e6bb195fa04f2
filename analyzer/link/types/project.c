// The project as a whole: which of its modules import what, so that a name is looked for where it
// can be meant. All files that may answer are loaded before the first answer, so that it does not
// depend on what was loaded by then; tests are left out, because what they pass is made for them.
#include "link/types/project.h"

typedef struct Importer { // one entry of a list of modules that import a name
  ModuleId module;
  uint32_t next; // number + 1
} Importer;

// ---- Loading ------------------------------------------------------------------------------------

static bool may_answer(const Program *program, ModuleId module) {
  return !program->input.files[module].is_native && !program->modules[module].is_test;
}

bool project_has(const Program *program, ModuleId module) {
  return summary_of(program, module) && may_answer(program, module);
}

static void add_importer(Program *program, Project *project, Str name, ModuleId module) {
  uint32_t *last = map_insert(program->arena, &project->importers, summary_name_hash(name), 0);
  if (*last && project->importer_list.at[*last - 1].module == module) return;
  Importer importer = {module, *last};
  array_push_moving(program->arena, &project->importer_list, importer);
  *last = (uint32_t)project->importer_list.count;
}

static void index_imports(Program *program, Project *project, ModuleId module) {
  const Summary *summary = summary_of(program, module);
  for (uint32_t i = 0; i < summary->imports_count; i++) {
    const Import *import = &summary->imports[i];
    NameId id = import->member ? import->member : import->module;
    if (id == 0) continue;
    Str name = summary_name(summary, id);
    if (import->member == 0) name = str_behind(name, '.');
    add_importer(program, project, name, module);
  }
}

static void load_all(Program *program, Project *project) {
  ArenaMark mark = arena_mark(&program->scratch);
  ModuleId *wanted = arena_take(&program->scratch, ModuleId, program->input.file_count + 1);
  uint32_t count = 0;
  for (ModuleId module = 0; module < program->input.file_count; module++)
    if (may_answer(program, module)) wanted[count++] = module;
  project->is_open = count > PROGRAM_MAX_PROJECT;
  if (!project->is_open && program->input.expect)
    program->input.expect(program->input.load_context, wanted, count);
  if (project->is_open) count = 0;
  for (uint32_t i = 0; i < count; i++) {
    Module *module = module_of(program, wanted[i]);
    module->is_aside = !module->is_loaded;
    module_load(program, wanted[i]);
  }
  for (uint32_t i = count; i-- > 0;) // backwards: the lists begin with what was added last
    if (project_has(program, wanted[i])) index_imports(program, project, wanted[i]);
  arena_rewind(&program->scratch, mark);
}

Project *project_of(Program *program) {
  if (!program->project) {
    program->project = arena_push(program->arena, Project, 1);
    load_all(program, program->project);
  }
  return program->project;
}

// ---- Where a name can be meant ------------------------------------------------------------------

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
       at = project->importer_list.at[at - 1].next)
    add_module(modules, project->importer_list.at[at - 1].module);
}

Modules modules_naming(Program *program, ModuleId home, Str name) {
  const Project *project = project_of(program);
  Modules modules = {.at = {home}, .count = 1, .is_open = project->is_open};
  if (program->modules[home].is_test) {
    modules.is_open = true;
    return modules;
  }
  if (program->input.files[home].is_native) return modules; // nobody imports C
  add_importers(project, &modules, name);
  ArenaMark mark = arena_mark(&program->scratch);
  add_importers(project, &modules, str_behind(module_name(program, home, &program->scratch), '.'));
  arena_rewind(&program->scratch, mark);
  return modules;
}

Str class_name(const Program *program, ClassId id) {
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
