// Which file is which module. A file is found by its stem, the path without suffix (`pkg/mod`; a
// package by its directory). An absolute import is looked for beside the topmost package of the
// importing file and then in each directory above, as if each were on sys.path; at last among the
// top-level packages anywhere in the project, which finds `src/` layouts and several packages in
// one repository. Names that knowledge has entries for are only looked for in the first place, and
// where the file itself lies in a package of that name: a directory `tests/redis` does not hide the
// library.
#include "base/path.h"
#include "link/program.h"

#include <string.h>

typedef struct Answer {
  Located located;
  ModuleId module;
  uint32_t directory;
} Answer;

typedef Array(uint32_t) Directories;

// What the imports asked for last lead to: several names are imported from one module.
#define IMPORTS_LAST 256
typedef struct ImportAnswer {
  uint32_t from; // number + 1 of the module that imports, 0: none
  NameId dotted;
  uint16_t level;
  Answer answer;
} ImportAnswer;

typedef struct ModuleIndex {
  Interner stems;        // "pkg/mod"
  Array(ModuleId) files; // beside `stems`
  Interner directories;  // every directory that has a Python file below it; "" is the root
  Interner tops;         // names of packages whose parent directory is no package
  Array(uint32_t) top_directories; // beside: the parent, or UINT32_MAX when there are several
  Directories sources;             // where modules are imported from, if nowhere nearer
  Map found; // hash of a directory, the leading dots and the dotted name -> index into `answers`
  Array(Answer) answers; // of modules_find
  ImportAnswer last[IMPORTS_LAST];
} ModuleIndex;

static Str path_stem(Str path) {
  size_t dot = path.size;
  while (dot > 0 && path.at[dot - 1] != '.' && path.at[dot - 1] != '/')
    dot--;
  Str stem = dot > 0 && path.at[dot - 1] == '.' ? str_slice(path, 0, dot - 1) : path;
  if (str_equal(stem, STR("__init__"))) return STR("");
  if (str_has_suffix(stem, STR("/__init__"))) return str_slice(stem, 0, stem.size - 9);
  return stem;
}

static bool path_is_package_file(Str path) {
  return str_equal(path_name(path), STR("__init__.py")) ||
         str_equal(path_name(path), STR("__init__.pyi"));
}

static Str join(Arena *arena, Str directory, Str name) {
  if (directory.size == 0) return name;
  if (name.size == 0) return directory;
  size_t size = directory.size + 1 + name.size;
  char *bytes = arena_push(arena, char, size);
  memcpy(bytes, directory.at, directory.size);
  bytes[directory.size] = '/';
  memcpy(bytes + directory.size + 1, name.at, name.size);
  return (Str){bytes, size};
}

static ModuleId file_at(const ModuleIndex *index, Str stem) {
  uint32_t number = interner_find(&index->stems, stem);
  return number == INTERNER_NONE ? MODULE_NONE : index->files.at[number];
}

static bool is_package(const Program *program, Str directory) {
  if (directory.size == 0) return false;
  ModuleId file = file_at(program->module_index, directory);
  return file != MODULE_NONE && path_is_package_file(program->input.files[file].path);
}

// The directory that holds the topmost package around a file: what has to be on sys.path.
static Str import_root(const Program *program, ModuleId module) {
  Str directory = path_parent(program->input.files[module].path);
  while (is_package(program, directory))
    directory = path_parent(directory);
  return directory;
}

// The directory import_root, found once for each module; UINT32_MAX of one in C, as the index is of
// Python.
static uint32_t root_directory(const Program *program, ModuleId module) {
  uint32_t *known = &module_of(program, module)->import_root;
  if (*known == 0)
    *known = interner_find(&program->module_index->directories, import_root(program, module)) + 1;
  return *known - 1;
}

static void index_top(Program *program, ModuleIndex *index, Str directory) {
  Str parent = path_parent(directory);
  if (is_package(program, parent)) return;
  uint32_t known = index->tops.count;
  uint32_t top = interner_add(program->arena, &index->tops, path_name(directory));
  uint32_t place = interner_find(&index->directories, parent);
  if (top == known)
    array_push(program->arena, &index->top_directories, place);
  else if (index->top_directories.at[top] != place)
    index->top_directories.at[top] = UINT32_MAX;
}

static void index_file(Program *program, ModuleIndex *index, ModuleId file) {
  Str path = program->input.files[file].path;
  uint32_t known = index->stems.count;
  uint32_t number = interner_add(program->arena, &index->stems, path_stem(path));
  if (number == known) array_push(program->arena, &index->files, file);
  // `mod.py` beside `mod/__init__.py`: the package wins, as in Python; a .py wins over its .pyi.
  else if (path_is_package_file(path) && str_has_suffix(path, STR(".py")))
    index->files.at[number] = file;
  for (Str at = path_parent(path);; at = path_parent(at)) {
    uint32_t before = index->directories.count;
    if (interner_add(program->arena, &index->directories, at) != before || at.size == 0) break;
  }
}

Str module_name(const Program *program, ModuleId module, Arena *arena) {
  if (module_is_package(program, module)) return package_name(program, module);
  Str stem = path_stem(program->input.files[module].path);
  uint32_t directory = root_directory(program, module);
  bool is_indexed = directory != UINT32_MAX;
  Str root = is_indexed ? program->module_index->directories.strings[directory] : STR("");
  if (root.size > 0) stem = str_slice(stem, root.size + 1, stem.size);
  char *bytes = arena_push(arena, char, stem.size);
  for (size_t i = 0; i < stem.size; i++)
    bytes[i] = stem.at[i] == '/' ? '.' : stem.at[i];
  return (Str){bytes, stem.size};
}

static bool part_is_test(Str part) {
  return str_equal(part, STR("tests")) || str_equal(part, STR("test")) ||
         str_equal(part, STR("testing")) || str_equal(part, STR("conftest.py")) ||
         str_has_prefix(part, STR("test_")) || str_has_suffix(part, STR("_test.py")) ||
         str_has_suffix(part, STR("_tests.py"));
}

static bool path_is_test(Str path) {
  for (Str rest = path; rest.at;)
    if (part_is_test(str_cut(&rest, '/'))) return true;
  return false;
}

// Those that are given, then every `src` that is no package: in it lie packages, or parts of
// namespace packages, which have no file that tells.
static void index_sources(Program *program, ModuleIndex *index) {
  for (uint32_t i = 0; i < program->input.source_count; i++) {
    uint32_t place = interner_find(&index->directories, program->input.sources[i]);
    if (place != INTERNER_NONE) array_push(program->arena, &index->sources, place);
  }
  for (uint32_t place = 0; place < index->directories.count; place++) {
    Str directory = index->directories.strings[place];
    if (str_equal(path_name(directory), STR("src")) && !is_package(program, directory))
      array_push(program->arena, &index->sources, place);
  }
}

void modules_index(Program *program) {
  ModuleIndex *index = arena_push(program->arena, ModuleIndex, 1);
  program->module_index = index;
  program->modules = arena_push(program->arena, Module, program_module_end(program) + 1);
  interner_add(program->arena, &index->directories, STR(""));
  for (ModuleId file = 0; file < program->input.file_count; file++)
    if (!program->input.files[file].is_native) index_file(program, index, file);
  for (ModuleId file = 0; file < program->input.file_count; file++) {
    Str path = program->input.files[file].path;
    program->modules[file].is_test = program->input.files[file].is_test || path_is_test(path);
    if (path_is_package_file(path) && path_parent(path).size > 0)
      index_top(program, index, path_parent(path));
  }
  index_sources(program, index);
}

// Whether a module itself, not a function in it, imports what tests are written with. (unittest has
// helpers that programs use, too.)
static bool imports_tests(const Summary *summary) {
  bool has_import = false;
  for (uint32_t i = 0; i < summary->imports_count && !has_import; i++) {
    Str name = summary_name(summary, summary->imports[i].module);
    has_import = summary->imports[i].level == 0 && str_equal(name, STR("pytest"));
  }
  for (BindingId i = 0; i < summary->bindings_count && has_import; i++) {
    const Binding *binding = &summary->bindings[i];
    if (binding->kind != BINDING_IMPORT || binding->scope != 0 || binding->flags & BINDING_DEAD)
      continue;
    Str name = summary_name(summary, summary->imports[binding->extra].module);
    if (str_equal(name, STR("pytest"))) return true;
  }
  return false;
}

bool module_load(Program *program, ModuleId id) {
  Module *module = &program->modules[id];
  if (module->is_loaded) return module->summary != NULL;
  module->is_loaded = true;
  module->summary = program->input.load(program->input.load_context, id);
  if (!module->summary) return false;
  const Summary *summary = module->summary;
  module->memo = arena_push(program->arena, uint32_t, summary->exprs_count);
  module->binding_memo = arena_push(program->arena, uint32_t, summary->bindings_count);
  module->functions = arena_push(program->arena, uint32_t, summary->scopes_count);
  module->classes = arena_push(program->arena, uint32_t, summary->scopes_count);
  bindings_index(program, id);
  module->is_test |= imports_tests(summary);
  return true;
}

// The module or directory `name` below `base`; `name` may hold several parts.
static Located locate(Program *program, Str base, Str name, ModuleId *module, uint32_t *directory) {
  const ModuleIndex *index = program->module_index;
  ArenaMark mark = arena_mark(&program->scratch);
  Str stem = join(&program->scratch, base, name);
  *module = file_at(index, stem);
  *directory = interner_find(&index->directories, stem);
  arena_rewind(&program->scratch, mark);
  if (*module != MODULE_NONE) return LOCATED_MODULE;
  return *directory != INTERNER_NONE ? LOCATED_DIRECTORY : LOCATED_MISSING;
}

static Str dotted_to_path(Arena *arena, Str dotted) {
  char *bytes = arena_push(arena, char, dotted.size + 1);
  for (size_t i = 0; i < dotted.size; i++)
    bytes[i] = dotted.at[i] == '.' ? '/' : dotted.at[i];
  return (Str){bytes, dotted.size};
}

static Located find_relative(Program *program, Str base, uint16_t level, Str dotted,
                             ModuleId *module, uint32_t *directory) {
  for (uint16_t up = 1; up < level; up++) {
    if (base.size == 0) return LOCATED_MISSING;
    base = path_parent(base);
  }
  ArenaMark mark = arena_mark(&program->scratch);
  Str path = dotted_to_path(&program->scratch, dotted);
  Located found = locate(program, base, path, module, directory);
  arena_rewind(&program->scratch, mark);
  return found;
}

// Below `base`, when its first part is there at all; a missing rest is then the project's affair.
static Located find_below(Program *program, Str base, Str path, bool is_known, ModuleId *module,
                          uint32_t *directory) {
  Str rest = path;
  Located first = locate(program, base, str_cut(&rest, '/'), module, directory);
  if (first == LOCATED_MISSING || (first == LOCATED_DIRECTORY && is_known))
    return LOCATED_ELSEWHERE;
  if (!rest.at) return first;
  return locate(program, base, path, module, directory);
}

static Located find_top(Program *program, Str path, ModuleId *module, uint32_t *directory) {
  const ModuleIndex *index = program->module_index;
  Str rest = path;
  uint32_t top = interner_find(&index->tops, str_cut(&rest, '/'));
  if (top == INTERNER_NONE || index->top_directories.at[top] == UINT32_MAX)
    return LOCATED_ELSEWHERE;
  Str base = index->directories.strings[index->top_directories.at[top]];
  return locate(program, base, path, module, directory);
}

// The first of the source directories that has all of the name: parts of a namespace package may
// lie in several.
static Located find_source(Program *program, Str path, ModuleId *module, uint32_t *directory) {
  const ModuleIndex *index = program->module_index;
  for (size_t i = 0; i < index->sources.count; i++) {
    Str base = index->directories.strings[index->sources.at[i]];
    Located found = locate(program, base, path, module, directory);
    if (found != LOCATED_MISSING) return found;
  }
  return LOCATED_ELSEWHERE;
}

// Whether `path` leads to a package from a folder without __init__.py: google/, cloud/storage.
static bool holds_package(Program *program, Str folder, Str path) {
  while (path.size > 0) {
    folder = join(&program->scratch, folder, str_cut(&path, '/'));
    if (is_package(program, folder)) return true;
  }
  return false;
}

// Whether `root` is, or lies in, the package `top` of `base`, by way of a folder without
// __init__.py. `rest` is what is asked for below `top`.
static bool is_inside(Program *program, Str base, Str top, Str rest, Str root) {
  ArenaMark mark = arena_mark(&program->scratch);
  Str package = join(&program->scratch, base, top);
  bool is_prefix =
      root.size >= package.size && str_equal(str_slice(root, 0, package.size), package);
  bool is_below = is_prefix && root.size > package.size && root.at[package.size] == '/';
  bool is_root = is_prefix && root.size == package.size;
  bool is_one = (is_below && is_package(program, package)) ||
                ((is_below || is_root) && holds_package(program, package, rest));
  arena_rewind(&program->scratch, mark);
  return is_one;
}

// A library that knowledge has is looked for in the first place, and where the file lies in it.
static Located search_absolute(Program *program, Str root, Str dotted, Str path, ModuleId *module,
                               uint32_t *directory) {
  Str rest = dotted, top = str_cut(&rest, '.');
  bool is_known = knowledge_has_library(program->knowledge, top);
  Str below = path.size > top.size ? str_slice(path, top.size + 1, path.size) : (Str){0};
  for (Str base = root;; base = path_parent(base)) {
    bool is_own = is_known && is_inside(program, base, top, below, root);
    bool is_open = !is_known || is_own || base.size == root.size;
    Located found = !is_open
                        ? LOCATED_ELSEWHERE
                        : find_below(program, base, path, is_known && !is_own, module, directory);
    if (found != LOCATED_ELSEWHERE) return found;
    if (base.size > 0) continue;
    if (is_known) return LOCATED_ELSEWHERE;
    found = find_top(program, path, module, directory);
    return found == LOCATED_ELSEWHERE ? find_source(program, path, module, directory) : found;
  }
}

// The directory that a module lies in, the same.
static uint32_t own_directory(const Program *program, ModuleId module) {
  uint32_t *known = &module_of(program, module)->directory;
  Str path = program->input.files[module].path;
  if (*known == 0)
    *known = interner_find(&program->module_index->directories, path_parent(path)) + 1;
  return *known - 1;
}

static Located find_absolute(Program *program, Str root, Str dotted, ModuleId *module,
                             uint32_t *directory) {
  ArenaMark mark = arena_mark(&program->scratch);
  Str path = dotted_to_path(&program->scratch, dotted);
  Located located = search_absolute(program, root, dotted, path, module, directory);
  arena_rewind(&program->scratch, mark);
  return located;
}

// Files that have one directory on sys.path mean the same by a name, those of one directory by a
// relative one.
Located modules_find(Program *program, ModuleId from, uint16_t level, Str dotted, ModuleId *module,
                     uint32_t *directory) {
  // See packages.c; and what C names lies in no file of Python.
  bool is_outside = module_is_package(program, from) || program->input.files[from].is_native;
  if (is_outside) return LOCATED_ELSEWHERE;
  ModuleIndex *index = program->module_index;
  uint32_t base = level > 0 ? own_directory(program, from) : root_directory(program, from);
  uint32_t fresh = (uint32_t)index->answers.count;
  uint64_t key = (number_hash(base) + level) ^ summary_name_hash(dotted);
  uint32_t number = *map_insert(program->arena, &index->found, key, fresh);
  if (number == fresh) {
    Answer answer = {.module = MODULE_NONE};
    Str path = index->directories.strings[base];
    answer.located =
        level > 0 ? find_relative(program, path, level, dotted, &answer.module, &answer.directory)
                  : find_absolute(program, path, dotted, &answer.module, &answer.directory);
    array_push(program->arena, &index->answers, answer);
  }
  *module = index->answers.at[number].module;
  *directory = index->answers.at[number].directory;
  return index->answers.at[number].located;
}

Located modules_imported(Program *program, ModuleId from, const Import *import, ModuleId *module,
                         uint32_t *directory) {
  ImportAnswer *last = &program->module_index->last[(import->module + from) % IMPORTS_LAST];
  bool is_known =
      last->from == from + 1 && last->dotted == import->module && last->level == import->level;
  if (!is_known) {
    Str dotted = summary_name(summary_of(program, from), import->module);
    *last = (ImportAnswer){from + 1, import->module, (uint16_t)import->level, {0}};
    last->answer.module = MODULE_NONE;
    last->answer.located = modules_find(program, from, last->level, dotted, &last->answer.module,
                                        &last->answer.directory);
  }
  *module = last->answer.module;
  *directory = last->answer.directory;
  return last->answer.located;
}

Located modules_child(Program *program, ModuleId package, Str name, ModuleId *module,
                      uint32_t *directory) {
  if (module_is_package(program, package)) return LOCATED_MISSING;
  Str path = program->input.files[package].path;
  if (!path_is_package_file(path)) return LOCATED_MISSING;
  return locate(program, path_parent(path), name, module, directory);
}

Located modules_in_directory(Program *program, uint32_t parent, Str name, ModuleId *module,
                             uint32_t *directory) {
  Str base = program->module_index->directories.strings[parent];
  return locate(program, base, name, module, directory);
}
