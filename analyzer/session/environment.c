// As `site` of CPython does it, by reading: lib/pythonX.Y/site-packages, what pyvenv.cfg says of
// the system's packages, and paths in .pth files. Lines of .pth files that Python would execute are
// not.
#define _POSIX_C_SOURCE 200809L
#include "session/environment.h"

#include "session/paths.h"
#include "session/read.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TEXT_MAX_BYTES ((size_t)1 << 16) // of pyvenv.cfg, and of a .pth file
#define FOLDERS_MAX    64
#define PTH_MAX_FILES  1024

typedef Array(Str) Names;

typedef struct Builder {
  Arena *arena;
  Environment *environment;
  ReadBuffer buffer;
} Builder;

static bool is_directory(Arena *arena, Str path) {
  PathPlace place = {0};
  Error error = {0};
  return path_place(arena, path, &place, &error) && place.is_directory;
}

static bool has_directory(Arena *arena, Str directory, const char *name) {
  return is_directory(arena, path_join(arena, directory, str_from_c(name)));
}

// A folder goes by where it really is, so that one that links to another is not looked through
// twice.
static void add_folder(Builder *builder, Str path) {
  PathPlace place = {0};
  Error error = {0};
  if (!path_place(builder->arena, path, &place, &error) || !place.is_directory) return;
  Environment *environment = builder->environment;
  for (size_t i = 0; i < environment->folders.count; i++)
    if (str_equal(environment->folders.at[i], place.full)) return;
  if (environment->folders.count < FOLDERS_MAX)
    array_push(builder->arena, &environment->folders, place.full);
}

static void add_below(Builder *builder, Str directory, Str name) {
  add_folder(builder, path_join(builder->arena, directory, name));
}

// The text of a small file; "" when there is none.
static Str read_text(Builder *builder, Str path) {
  FileBytes read = {0};
  Error error = {0};
  bool ok = read_file(&builder->buffer, AT_FDCWD, path.at, TEXT_MAX_BYTES, &read, &error);
  return ok ? str_copy(builder->arena, read.bytes) : (Str){0};
}

static int compare_names(const void *a, const void *b) {
  return str_compare(*(const Str *)a, *(const Str *)b);
}

// The names in a directory with this ending, sorted.
static Names list_names(Arena *arena, Str directory, Str prefix, Str suffix, size_t max) {
  Names names = {0};
  DIR *open = opendir(directory.at);
  if (!open) return names;
  for (struct dirent *entry = readdir(open); entry && names.count < max; entry = readdir(open)) {
    Str name = str_from_c(entry->d_name);
    if (str_has_prefix(name, prefix) && str_has_suffix(name, suffix))
      array_push(arena, &names, str_copy(arena, name));
  }
  closedir(open);
  if (names.count > 0) qsort(names.at, names.count, sizeof *names.at, compare_names);
  return names;
}

// ---- lib/pythonX.Y ------------------------------------------------------------------------------

// 3011 for "python3.11"; 0 for anything else.
static unsigned version_of(Str name) {
  unsigned parts[2] = {0, 0};
  Str rest = str_slice(name, STR("python").size, name.size);
  for (size_t i = 0; i < COUNT_OF(parts); i++) {
    Str digits = str_cut(&rest, '.');
    if (digits.size == 0 || digits.size > 3) return 0;
    for (size_t k = 0; k < digits.size; k++) {
      if (digits.at[k] < '0' || digits.at[k] > '9') return 0;
      parts[i] = parts[i] * 10 + (unsigned)(digits.at[k] - '0');
    }
  }
  return rest.at ? 0 : parts[0] * 1000 + parts[1];
}

// The newest "pythonX.Y" in a directory that has packages; "" when there is none.
static Str newest_python(Arena *arena, Str lib) {
  Names names = list_names(arena, lib, STR("python"), STR(""), PTH_MAX_FILES);
  Str newest = {0};
  unsigned best = 0;
  for (size_t i = 0; i < names.count; i++) {
    unsigned version = version_of(names.at[i]);
    bool has_packages =
        version > best && has_directory(arena, path_join(arena, lib, names.at[i]), "site-packages");
    if (!has_packages) continue;
    best = version;
    newest = names.at[i];
  }
  return newest;
}

static Str value_of(Str text, Str wanted) {
  for (Str rest = text; rest.at;) {
    Str value = str_cut(&rest, '\n');
    Str key = str_trim(str_cut(&value, '='));
    if (value.at && str_equal(key, wanted)) return str_trim(value);
  }
  return (Str){0};
}

// What the interpreter that the environment was made with has itself.
static void add_system(Builder *builder, Str root, Str python) {
  Arena *arena = builder->arena;
  Str text = read_text(builder, path_join(arena, root, STR("pyvenv.cfg")));
  Str home = value_of(text, STR("home"));
  if (!str_equal(value_of(text, STR("include-system-site-packages")), STR("true"))) return;
  if (!str_has_prefix(home, STR("/"))) return;
  Str prefix = path_parent(home);
  Str lib = path_join(arena, prefix, STR("lib"));
  Str local = path_join(arena, prefix, STR("local/lib"));
  add_below(builder, path_join(arena, local, python), STR("dist-packages"));
  add_below(builder, path_join(arena, lib, STR("python3")), STR("dist-packages"));
  add_below(builder, path_join(arena, lib, python), STR("dist-packages"));
  add_below(builder, path_join(arena, lib, python), STR("site-packages"));
}

// ---- .pth files ---------------------------------------------------------------------------------

static bool is_executed(Str line) {
  return str_has_prefix(line, STR("import ")) || str_has_prefix(line, STR("import\t"));
}

static void add_paths(Builder *builder, Str folder, Str text) {
  for (Str rest = text; rest.at;) {
    Str line = str_trim(str_cut(&rest, '\n'));
    if (line.size == 0 || line.at[0] == '#' || is_executed(line)) continue;
    bool is_absolute = line.at[0] == '/';
    if (is_absolute)
      add_folder(builder, line);
    else
      add_below(builder, folder, line);
  }
}

static void add_editable(Builder *builder) {
  size_t count = builder->environment->folders.count; // those that they add have no say themselves
  for (size_t i = 0; i < count; i++) {
    Str folder = builder->environment->folders.at[i];
    Names names = list_names(builder->arena, folder, STR(""), STR(".pth"), PTH_MAX_FILES);
    for (size_t k = 0; k < names.count; k++) {
      Str path = path_join(builder->arena, folder, names.at[k]);
      add_paths(builder, folder, read_text(builder, path));
    }
  }
}

// ---- An environment -----------------------------------------------------------------------------

static void add_library(Builder *builder, Str root, const char *name) {
  Arena *arena = builder->arena;
  Str lib = path_join(arena, root, str_from_c(name));
  Str python = newest_python(arena, lib);
  if (python.size == 0) return;
  add_below(builder, path_join(arena, lib, python), STR("site-packages"));
  bool is_first = str_equal_c(str_from_c(name), "lib");
  if (is_first) add_system(builder, root, python);
}

static bool is_packages_name(Str name) {
  return str_equal(name, STR("site-packages")) || str_equal(name, STR("dist-packages"));
}

// A folder that a person made with `pip install --target`.
static bool has_packages(Arena *arena, Str folder) {
  return is_packages_name(path_name(folder)) ||
         list_names(arena, folder, STR(""), STR(".dist-info"), 1).count > 0 ||
         list_names(arena, folder, STR(""), STR(".egg-info"), 1).count > 0;
}

// Whether packages are found at a path, an environment or a folder of packages.
static bool read_environment(Arena *arena, Str root, Environment *out) {
  *out = (Environment){.root = root};
  Builder builder = {.arena = arena, .environment = out};
  add_library(&builder, root, "lib");
  add_library(&builder, root, "lib64"); // often a link
  if (out->folders.count == 0) add_below(&builder, root, STR("Lib/site-packages"));
  if (out->folders.count == 0 && has_packages(arena, root)) add_folder(&builder, root);
  if (out->folders.count > 0) add_editable(&builder);
  read_buffer_release(&builder.buffer);
  return out->folders.count > 0;
}

static bool read_named(Arena *arena, Str given, Environment *out, Error *err) {
  PathPlace place = {0};
  Error error = {0};
  if (!path_place(arena, given, &place, &error))
    return error_set(err, FAIL_USAGE, "the environment %.*s %s", STR_ARG(given), error.text);
  if (!place.is_directory)
    return error_set(err, FAIL_USAGE, "the environment %.*s is no directory", STR_ARG(given));
  return read_environment(arena, place.full, out) ||
         error_set(
             err, FAIL_USAGE,
             "%.*s is no environment: it has no lib/pythonX.Y/site-packages, and is no folder "
             "of packages",
             STR_ARG(given));
}

static bool read_variable(Arena *arena, Str value, Environment *out) {
  Error error = {0};
  return value.size > 0 && read_named(arena, value, out, &error);
}

// One in the project counts when it says itself that it is an environment.
static bool read_near(Arena *arena, Str directory, Environment *out) {
  static const char *const names[] = {".venv", "venv"};
  for (size_t i = 0; i < COUNT_OF(names); i++) {
    Str root = path_join(arena, directory, str_from_c(names[i]));
    if (path_exists(arena, root, "pyvenv.cfg") && read_environment(arena, root, out)) return true;
  }
  return false;
}

static bool read_above(Arena *arena, Str start, Str top, Environment *out) {
  for (Str at = start;; at = path_parent(at)) {
    if (read_near(arena, at, out)) return true;
    if (at.size <= top.size) return false;
  }
}

// The base environment of conda holds its own tools, whatever one works on.
static bool read_conda(Arena *arena, Str prefix, Environment *out) {
  if (prefix.size == 0 || !path_exists(arena, prefix, "conda-meta")) return false;
  return !path_exists(arena, prefix, "condabin") && read_variable(arena, prefix, out);
}

bool environment_find(Arena *arena, const EnvironmentChoice *choice, Str start, Str top,
                      Environment *out, Error *err) {
  *out = (Environment){0};
  if (choice->is_off) return true;
  if (choice->path.size > 0) return read_named(arena, choice->path, out, err);
  bool is_found = read_variable(arena, choice->virtual_env, out) ||
                  read_above(arena, start, top, out) ||
                  read_conda(arena, choice->conda_prefix, out);
  if (!is_found) *out = (Environment){0};
  return true;
}
