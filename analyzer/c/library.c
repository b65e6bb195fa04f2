// Finding and opening libclang. Distributions name it after its version, so the names of the
// versions that may exist are tried from the newest on; the bare name, which a development package
// brings, comes last because it may be any version. What lies beside nostall in its own Python
// environment goes first: the extra `nostall[c]` has put it there.
#define _GNU_SOURCE // dladdr
#include "c/library.h"

#include <dlfcn.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NEWEST_VERSION 30
#define PATH_MAX_BYTES 4096
#define BESIDE_PATTERN "/lib/python3*/[sd]*-packages/clang/native/libclang.so"
#define GCC_PATTERN    "/usr/lib/gcc/*/*/include/stddef.h"

// ---- Opening ------------------------------------------------------------------------------------

static void *open_name(const char *name) {
  return dlopen(name, RTLD_LAZY | RTLD_LOCAL);
}

static void *open_version(int version) {
  char names[4][64] = {0};
  snprintf(names[0], sizeof names[0], "libclang-%d.so.%d", version, version);
  snprintf(names[1], sizeof names[1], "libclang-%d.so.1", version);
  snprintf(names[2], sizeof names[2], "libclang.so.%d", version);
  snprintf(names[3], sizeof names[3], "/usr/lib/llvm-%d/lib/libclang.so.1", version);
  void *handle = NULL;
  for (size_t i = 0; i < COUNT_OF(names) && !handle; i++)
    handle = open_name(names[i]);
  return handle;
}

static void *open_newest(void) {
  for (int version = NEWEST_VERSION; version >= C_LIBRARY_MIN_VERSION; version--) {
    void *handle = open_version(version);
    if (handle) return handle;
  }
  return open_name("libclang.so");
}

// The folder above the one that the program lies in, symbolic links resolved: `venv` for
// venv/bin/nostall. False where the system does not tell.
static bool find_prefix(char *path, size_t size) {
  ssize_t length = readlink("/proc/self/exe", path, size - 1);
  if (length <= 0 || (size_t)length >= size - 1) return false;
  path[length] = '\0';
  for (size_t i = 0; i < 2; i++) {
    char *slash = strrchr(path, '/');
    if (!slash) return false;
    *slash = '\0';
  }
  return true;
}

// Bytes of the prefix stand for themselves: a glob is made of what follows alone.
static bool put_pattern(char *out, size_t size, const char *prefix, const char *below) {
  size_t at = 0;
  for (const char *byte = prefix; *byte && at + 2 < size; byte++) {
    if (strchr("*?[]\\", *byte)) out[at++] = '\\';
    out[at++] = *byte;
  }
  if (at + strlen(below) >= size) return false;
  memcpy(out + at, below, strlen(below) + 1);
  return true;
}

// The package `libclang` of the Python package index, where pip installs: `site-packages`, or
// Debian's own name for it.
static void *open_beside(void) {
  char prefix[PATH_MAX_BYTES] = "";
  char pattern[PATH_MAX_BYTES] = "";
  if (!find_prefix(prefix, sizeof prefix)) return NULL;
  if (!put_pattern(pattern, sizeof pattern, prefix, BESIDE_PATTERN)) return NULL;
  glob_t found = {0};
  void *handle = NULL;
  if (glob(pattern, 0, NULL, &found) == 0) {
    for (size_t i = found.gl_pathc; i > 0 && !handle; i--)
      handle = open_name(found.gl_pathv[i - 1]);
  }
  globfree(&found);
  return handle;
}

static void *open_handle(const char *path, bool *is_beside, Error *err) {
  const char *chosen = path ? path : getenv("NOSTALL_LIBCLANG");
  bool is_chosen = chosen && *chosen;
  void *handle = is_chosen ? open_name(chosen) : open_beside();
  *is_beside = handle && !is_chosen;
  if (!handle && !is_chosen) handle = open_newest();
  if (handle) return handle;
  if (is_chosen) {
    const char *reason = dlerror();
    error_set(err, FAIL_USAGE, "cannot open libclang as %s: %s", chosen,
              reason ? reason : "unknown reason");
  } else {
    error_set(err, FAIL_USAGE,
              "C files need libclang %d or newer, which is not installed: install the "
              "package %s, or `%s` with pip, or name the library in NOSTALL_LIBCLANG",
              C_LIBRARY_MIN_VERSION, C_LIBRARY_PACKAGE, C_LIBRARY_EXTRA);
  }
  return NULL;
}

// Through memory, for C knows no cast from an object to a function.
static bool find_function(void *handle, const char *name, void *slot, size_t slot_bytes) {
  void *symbol = dlsym(handle, name);
  if (symbol) memcpy(slot, &symbol, slot_bytes);
  return symbol != NULL;
}

static const char *find_functions(void *handle, Libclang *clang) {
  const char *missing = NULL;
#define FUNCTION(name)                                                                             \
  if (!find_function(handle, "clang_" #name, &clang->name, sizeof clang->name))                    \
    missing = "clang_" #name;
  LIBCLANG_OPTIONAL_FUNCTIONS(FUNCTION)
  missing = NULL;
  LIBCLANG_FUNCTIONS(FUNCTION)
#undef FUNCTION
  return missing;
}

static Str take_string(const Libclang *clang, Arena *arena, CXString string) {
  Str text = str_copy(arena, str_from_c(clang->getCString(string)));
  clang->disposeString(string);
  return text;
}

// "Debian clang version 19.1.7 (…)" -> 19; 0 when it says something else.
static int read_version(Str text) {
  size_t at = str_find(text, STR("version "));
  int version = 0;
  for (size_t i = at + strlen("version "); at != SIZE_MAX && i < text.size; i++) {
    if (text.at[i] < '0' || text.at[i] > '9' || version > 1000) break;
    version = version * 10 + (text.at[i] - '0');
  }
  return version;
}

static bool check_version(CLibrary *library, const char *missing, Error *err) {
  if (library->clang.getClangVersion && library->clang.getCString && library->clang.disposeString)
    library->version =
        take_string(&library->clang, &library->arena, library->clang.getClangVersion());
  int version = read_version(library->version);
  if (version != 0 && version < C_LIBRARY_MIN_VERSION)
    return error_set(err, FAIL_USAGE, "C files need libclang %d or newer, this is %d: install %s",
                     C_LIBRARY_MIN_VERSION, version, C_LIBRARY_PACKAGE);
  if (missing)
    return error_set(err, FAIL_USAGE, "this libclang has no function %s: install %s", missing,
                     C_LIBRARY_PACKAGE);
  return true;
}

// ---- The headers of the compiler ----------------------------------------------------------------
// libclang finds them relative to itself and cannot be told where they are otherwise.

static bool parses(const Libclang *clang, const char *const *flags, uint32_t flag_count) {
  const char *arguments[8] = {"clang", "--no-default-config", "-xc", "-w"};
  int count = 4;
  for (uint32_t i = 0; i < flag_count; i++)
    arguments[count++] = flags[i];
  static const char name[] = "/nostall/probe.c";
  static const char text[] = "#include <stddef.h>\n#include <stdarg.h>\nva_list a; size_t b;\n";
  struct CXUnsavedFile file = {.Filename = name, .Contents = text, .Length = sizeof text - 1};
  CXIndex index = clang->createIndex(0, 0);
  CXTranslationUnit unit = NULL;
  clang->parseTranslationUnit2FullArgv(index, name, arguments, count, &file, 1, 0, &unit);
  bool is_good = unit && clang->getNumDiagnostics(unit) == 0;
  if (unit) clang->disposeTranslationUnit(unit);
  clang->disposeIndex(index);
  return is_good;
}

// GCC's come with every compiler that a project with C is built with.
static const char *find_gcc_headers(Arena *arena) {
  glob_t found = {0};
  const char *folder = NULL;
  if (glob(GCC_PATTERN, 0, NULL, &found) == 0 && found.gl_pathc > 0) {
    const char *last = found.gl_pathv[found.gl_pathc - 1];
    folder = str_to_c(arena, str_slice(str_from_c(last), 0, strlen(last) - strlen("/stddef.h")));
  }
  globfree(&found);
  return folder;
}

// The package of the Python package index has none; there those of GCC are what is meant.
static void find_headers(CLibrary *library, bool is_beside) {
  if (parses(&library->clang, NULL, 0)) return;
  const char *folder = find_gcc_headers(&library->arena);
  const char *const flags[] = {"-nobuiltininc", "-isystem", folder};
  if (folder && parses(&library->clang, flags, COUNT_OF(flags))) {
    memcpy(library->extra_flags, flags, sizeof flags);
    library->extra_count = COUNT_OF(flags);
    if (is_beside) return;
    library->warning = STR("the headers of libclang are not installed, those of GCC are used: "
                           "install libclang-common-19-dev");
    return;
  }
  library->warning = is_beside
                         ? STR("the headers of the compiler (stddef.h) are missing, much of C "
                               "cannot be read: install gcc")
                         : STR("the headers of the compiler (stddef.h) are missing, much of C "
                               "cannot be read: install libclang-common-19-dev");
}

// ---- Which one it would be ----------------------------------------------------------------------
// The linker's table of libraries is written anew whenever one is installed.

static uint64_t add(uint64_t identity, const void *from, size_t size_bytes) {
  uint64_t parts[2] = {identity, str_hash((Str){from, size_bytes})};
  return str_hash((Str){(const char *)parts, sizeof parts});
}

static uint64_t add_text(uint64_t identity, const char *text) {
  return add(identity, text ? text : "-", text ? strlen(text) : 0);
}

static bool add_file(uint64_t *identity, const char *path) {
  struct stat info = {0};
  if (stat(path, &info) != 0) return false;
  uint64_t parts[] = {(uint64_t)info.st_ino, (uint64_t)info.st_size, (uint64_t)info.st_ctim.tv_sec,
                      (uint64_t)info.st_ctim.tv_nsec};
  *identity = add_text(add(*identity, parts, sizeof parts), path);
  return true;
}

static void add_matches(uint64_t *identity, const char *pattern) {
  glob_t found = {0};
  if (glob(pattern, 0, NULL, &found) == 0)
    for (size_t i = 0; i < found.gl_pathc; i++)
      (void)add_file(identity, found.gl_pathv[i]);
  globfree(&found);
}

static bool add_beside(uint64_t *identity) {
  char prefix[PATH_MAX_BYTES] = "";
  char pattern[PATH_MAX_BYTES] = "";
  bool is_told = find_prefix(prefix, sizeof prefix) &&
                 put_pattern(pattern, sizeof pattern, prefix, BESIDE_PATTERN);
  if (is_told) add_matches(identity, pattern);
  return is_told;
}

// A library that comes to one of them changes its stamp.
static void add_folders(uint64_t *identity, const char *variable) {
  const char *value = getenv(variable);
  char path[PATH_MAX_BYTES] = "";
  *identity = add_text(*identity, value);
  for (Str rest = str_from_c(value); rest.size > 0;) {
    Str folder = str_cut(&rest, ':');
    if (folder.size == 0 || folder.size >= sizeof path) continue;
    memcpy(path, folder.at, folder.size);
    path[folder.size] = '\0';
    (void)add_file(identity, path);
  }
}

bool c_library_identity(const char *path, uint64_t *out) {
  const char *chosen = path ? path : getenv("NOSTALL_LIBCLANG");
  bool is_chosen = chosen && *chosen;
  *out = add_text(0, is_chosen ? chosen : "");
  *out = add_text(*out, getenv("LD_PRELOAD"));
  add_folders(out, "LD_LIBRARY_PATH");
  add_matches(out, GCC_PATTERN);
  add_matches(out, "/usr/lib/llvm-*/lib/libclang.so.1");
  bool is_found = add_file(out, "/etc/ld.so.cache");
  if (!is_chosen) return add_beside(out) && is_found;
  return strchr(chosen, '/') ? add_file(out, chosen) : is_found;
}

// ---- The whole ----------------------------------------------------------------------------------

bool c_library_open(const char *path, CLibrary **out, Error *err) {
  // libclang would parse on threads of its own, with stacks that deep nesting overflows; ours are
  // larger, see unit.c.
  setenv("LIBCLANG_NOTHREADS", "1", 1);
  bool is_beside = false;
  void *handle = open_handle(path, &is_beside, err);
  if (!handle) return false;
  CLibrary *library = calloc(1, sizeof *library);
  if (!library) base_fatal("out of memory: cannot open libclang");
  const char *missing = find_functions(handle, &library->clang);
  if (!check_version(library, missing, err)) {
    c_library_free(library);
    return false;
  }
  find_headers(library, is_beside);
  *out = library;
  return true;
}

void c_library_free(CLibrary *library) {
  if (!library) return;
  arena_release(&library->arena);
  free(library);
}

Str c_library_path(const CLibrary *library) {
  Dl_info info = {0};
  void *function = NULL;
  memcpy(&function, &library->clang.createIndex, sizeof function);
  return dladdr(function, &info) != 0 ? str_from_c(info.dli_fname) : STR("");
}

Str c_library_flags(Arena *arena, const CLibrary *library) {
  Str flags = STR("");
  for (uint32_t i = 0; i < library->extra_count; i++)
    flags = str_print(arena, "%.*s %s", STR_ARG(flags), library->extra_flags[i]);
  return flags;
}

Str c_library_version(const CLibrary *library) {
  return library->version;
}

Str c_library_warning(const CLibrary *library) {
  return library->warning;
}
