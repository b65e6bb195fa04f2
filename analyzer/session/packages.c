// Dotted names to files.
#define _POSIX_C_SOURCE 200809L
#include "session/packages.h"

#include "session/paths.h"

#include <dirent.h>

// Longer names are nobody's.
#define DOTTED_MAX_BYTES 512
// Names in one folder that are kept: what is beyond was not put there by an installer.
#define FOLDER_MAX_NAMES 20000
#define FOLDERS_MAX      8192

// ---- Folders ------------------------------------------------------------------------------------

// A module, its stub, or what may be a folder of modules.
static bool is_wanted(Str name) {
  bool is_module = str_has_suffix(name, STR(".py")) || str_has_suffix(name, STR(".pyi"));
  return is_module || str_find_byte(name, '.') == SIZE_MAX;
}

static void list_folder(Packages *packages, PackageFolder *folder) {
  struct stat info = {0};
  DIR *open = opendir(folder->path.at);
  if (!open) return;
  folder->is_there = true;
  if (fstat(dirfd(open), &info) == 0)
    folder->stamp = stamp_settled(stamp_of(&info), stamp_now_ns());
  for (struct dirent *entry = readdir(open); entry; entry = readdir(open)) {
    if (folder->names.count >= FOLDER_MAX_NAMES) break;
    Str name = str_from_c(entry->d_name);
    if (is_wanted(name)) interner_add_copy(packages->arena, &folder->names, name);
  }
  closedir(open);
}

// The folder at a path; NULL when there have been too many. What is no folder is an empty one.
static const PackageFolder *find_folder(Packages *packages, Str path) {
  uint64_t key = str_hash(path);
  const uint32_t *known = map_find(&packages->known, key);
  if (known) return &packages->folders.at[*known];
  if (packages->folders.count >= FOLDERS_MAX) {
    packages->is_full = true;
    return NULL;
  }
  PackageFolder folder = {.path = {str_to_c(packages->arena, path), path.size}};
  list_folder(packages, &folder);
  map_insert(packages->arena, &packages->known, key, (uint32_t)packages->folders.count);
  array_push(packages->arena, &packages->folders, folder);
  return &packages->folders.at[packages->folders.count - 1];
}

static bool folder_has(Packages *packages, Str path, const char *name) {
  const PackageFolder *folder = find_folder(packages, path);
  return folder && interner_find(&folder->names, str_from_c(name)) != INTERNER_NONE;
}

// ---- Names --------------------------------------------------------------------------------------

typedef struct Found {
  Str source; // absolute; "" when there is none
  Str stub;
} Found;

// A module in a folder, by the last part of its name.
static Found find_in(Packages *packages, Str folder, Str name) {
  Arena *arena = packages->arena;
  Found found = {0};
  Str package = path_join(arena, folder, name);
  const char *const suffixes[] = {".py", ".pyi"};
  Str *const places[] = {&found.source, &found.stub};
  const PackageFolder *around = find_folder(packages, folder);
  bool is_folder = around && interner_find(&around->names, name) != INTERNER_NONE;
  for (size_t i = 0; i < COUNT_OF(suffixes); i++) {
    Str initial = str_print(arena, "__init__%s", suffixes[i]);
    Str file = str_print(arena, "%.*s%s", STR_ARG(name), suffixes[i]);
    if (is_folder && folder_has(packages, package, initial.at))
      *places[i] = path_join(arena, package, initial);
    else if (folder_has(packages, folder, file.at))
      *places[i] = path_join(arena, folder, file);
  }
  // A package and a module of one name: the package is imported, and its neighbour means another.
  bool is_mixed = found.source.size > 0 && found.stub.size > 0 &&
                  !str_equal(path_parent(found.source), path_parent(found.stub));
  if (is_mixed) found.stub = (Str){0};
  return found;
}

// A module below one of the folders of packages. `top` goes before the first part of the name.
static Found find_below(Packages *packages, Str folder, Str dotted, const char *behind_top) {
  Str at = folder;
  bool is_top = true;
  for (Str rest = dotted; rest.at;) {
    Str part = str_cut(&rest, '.');
    Str name = is_top ? str_print(packages->arena, "%.*s%s", STR_ARG(part), behind_top) : part;
    is_top = false;
    if (!rest.at) return find_in(packages, at, name);
    const PackageFolder *around = find_folder(packages, at);
    if (!around || interner_find(&around->names, name) == INTERNER_NONE) break;
    at = path_join(packages->arena, at, name);
  }
  return (Found){0};
}

// Stubs that were installed by themselves go before those beside the source.
static Found find_module(Packages *packages, Str dotted) {
  const Environment *environment = &packages->environment;
  Found found = {0};
  for (size_t i = 0; i < environment->folders.count && found.source.size == 0; i++) {
    Str folder = environment->folders.at[i];
    Found here = find_below(packages, folder, dotted, "");
    Str stub = find_below(packages, folder, dotted, "-stubs").stub;
    if (stub.size > 0) here.stub = stub;
    if (here.source.size > 0) found.source = here.source;
    if (here.stub.size > 0 && found.stub.size == 0) found.stub = here.stub;
  }
  return found;
}

// ---- Numbers ------------------------------------------------------------------------------------

// From the folder of packages on; marked where the project has a file of that path, too.
static Str shown_path(const Packages *packages, Str full) {
  const Environment *environment = &packages->environment;
  Str shown = full;
  for (size_t i = 0; i < environment->folders.count; i++) {
    Str folder = environment->folders.at[i];
    if (path_is_below(full, folder) && path_below(full, folder).size < shown.size)
      shown = path_below(full, folder);
  }
  bool is_taken = discovery_find(packages->discovery, shown) != NULL;
  return is_taken ? str_print(packages->arena, "site-packages/%.*s", STR_ARG(shown)) : shown;
}

static ModuleId add_file(Packages *packages, Str full, Str *path) {
  if (full.size == 0) return MODULE_NONE;
  if (packages->count == PACKAGES_MAX_FILES) {
    packages->is_full = true;
    return MODULE_NONE;
  }
  *path = shown_path(packages, full);
  size_t number = packages->discovery->count + packages->count++;
  packages->discovery->files[number] =
      (SourceFile){.full = full, .path = *path, .is_package = true};
  return (ModuleId)number;
}

bool packages_find(Packages *packages, Str dotted, ProgramPackage *out) {
  *out = (ProgramPackage){.source = MODULE_NONE, .stub = MODULE_NONE};
  if (dotted.size == 0 || dotted.size > DOTTED_MAX_BYTES) return false;
  if (str_find_byte(dotted, '/') != SIZE_MAX) return false;
  Found found = find_module(packages, dotted);
  out->source = add_file(packages, found.source, &out->source_path);
  out->stub = add_file(packages, found.stub, &out->stub_path);
  return out->source != MODULE_NONE || out->stub != MODULE_NONE;
}
