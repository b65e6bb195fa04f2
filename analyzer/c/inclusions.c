// What a unit was made of, and where else its files could have come from.
#define _POSIX_C_SOURCE 200809L
#include "c/inclusions.h"

#include "c/paths.h"

#include <stdlib.h>
#include <string.h>

// ---- Files --------------------------------------------------------------------------------------

typedef struct Gathering {
  const Unit *unit;
  Arena *arena;
  Interner files;
  bool skips_main;
} Gathering;

// The path is left as it is written: what `..` leads to is for the file system to say.
static Str full_path(Gathering *gathering, Str path) {
  if (str_has_prefix(path, STR("/"))) return path;
  return str_print(gathering->arena, "%.*s/%.*s", STR_ARG(gathering->unit->directory),
                   STR_ARG(path));
}

static void gather(CXFile file, CXSourceLocation *stack, unsigned depth, CXClientData data) {
  Gathering *gathering = data;
  (void)stack;
  if (depth == 0 && gathering->skips_main) return;
  Str path = unit_string(gathering->unit, gathering->unit->clang->getFileName(file));
  if (path.size > 0)
    interner_add_copy(gathering->arena, &gathering->files, full_path(gathering, path));
}

// "'sub/name.h' file not found"
static void gather_missing(const Unit *unit, Arena *arena, CInclusions *out) {
  const Libclang *clang = unit->clang;
  unsigned count = clang->getNumDiagnostics(unit->handle);
  Array(Str) names = {0};
  for (unsigned i = 0; i < count; i++) {
    CXDiagnostic diagnostic = clang->getDiagnostic(unit->handle, i);
    Str text = unit_string(unit, clang->getDiagnosticSpelling(diagnostic));
    clang->disposeDiagnostic(diagnostic);
    if (!str_has_suffix(text, STR("file not found"))) continue;
    size_t end = str_find(text, STR("' file not found"));
    bool is_plain = end != SIZE_MAX && end > 1 && text.at[0] == '\'';
    out->is_open |= !is_plain;
    if (is_plain) array_push(arena, &names, str_copy(arena, str_slice(text, 1, end)));
  }
  out->missing = names.at;
  out->missing_count = (uint32_t)names.count;
}

void inclusions_find(const Unit *unit, Arena *arena, bool skips_main, CInclusions *out) {
  *out = (CInclusions){0};
  Gathering gathering = {.unit = unit, .arena = arena, .skips_main = skips_main};
  unit->clang->getInclusions(unit->handle, gather, &gathering);
  out->files = gathering.files.strings;
  out->file_count = gathering.files.count;
  gather_missing(unit, arena, out);
}

// ---- Folders that are searched ------------------------------------------------------------------

typedef Array(Str) Folders;

// Those that every clang searches, where they are; others show by what is found in them.
static const char *const system_folders[] = {"/usr/local/include", "/usr/include", "/include"};
static const char *const folder_flags[] = {"-I", "-iquote", "-isystem", "-idirafter"};
static const char *const root_flags[] = {"-isysroot", "--sysroot=", "--sysroot"};
static const char *const variables[] = {"CPATH", "C_INCLUDE_PATH"};

// The value of a flag that is joined to it, or the next word; moves `*at` to where that stands.
static bool take_value(const CCommand *command, uint32_t *at, const char *name, Str *out) {
  Str word = command->flags[*at];
  Str flag = str_from_c(name);
  if (!str_has_prefix(word, flag)) return false;
  *out = str_slice(word, flag.size, word.size);
  bool is_next = out->size == 0 && *at + 1 < command->flag_count;
  if (is_next) *out = command->flags[++*at];
  return true;
}

static void add_folder(Arena *arena, Folders *folders, Str directory, Str folder) {
  bool is_full = str_has_prefix(folder, STR("/"));
  if (!is_full) folder = str_print(arena, "%.*s/%.*s", STR_ARG(directory), STR_ARG(folder));
  while (folder.size > 1 && folder.at[folder.size - 1] == '/')
    folder.size--;
  array_push(arena, folders, folder);
}

static void add_system(Arena *arena, Folders *folders, Str root) {
  for (size_t i = 0; i < COUNT_OF(system_folders); i++)
    array_push(arena, folders, str_print(arena, "%.*s%s", STR_ARG(root), system_folders[i]));
}

static void add_flag(Arena *arena, Folders *folders, const CCommand *command, uint32_t *at) {
  Str value = {0};
  for (size_t i = 0; i < COUNT_OF(root_flags); i++) {
    if (!take_value(command, at, root_flags[i], &value)) continue;
    add_system(arena, folders, value);
    return;
  }
  for (size_t i = 0; i < COUNT_OF(folder_flags); i++) {
    if (!take_value(command, at, folder_flags[i], &value)) continue;
    if (value.size == 0) return;
    add_folder(arena, folders, command->directory, value);
    return;
  }
}

static void add_variable(Arena *arena, Folders *folders, Str directory, const char *name) {
  Str rest = str_from_c(getenv(name));
  while (rest.size > 0) {
    Str folder = str_cut(&rest, ':');
    add_folder(arena, folders, directory, folder.size > 0 ? folder : STR("."));
  }
}

const Str *c_command_folders(Arena *arena, const CCommand *command, uint32_t *count) {
  Folders folders = {0};
  array_push(arena, &folders, command->directory); // -include looks there
  for (uint32_t i = 0; i < command->flag_count; i++)
    add_flag(arena, &folders, command, &i);
  for (size_t i = 0; i < COUNT_OF(variables); i++)
    add_variable(arena, &folders, command->directory, variables[i]);
  add_system(arena, &folders, STR(""));
  *count = (uint32_t)folders.count;
  return folders.at;
}

// ---- What a text asks for without including it --------------------------------------------------

static Str skip_space(Str text) {
  while (text.size > 0 && (text.at[0] == ' ' || text.at[0] == '\t'))
    text = str_slice(text, 1, text.size);
  return text;
}

static bool skip_word(Str *text, Str word) {
  if (!str_has_prefix(*text, word)) return false;
  *text = str_slice(*text, word.size, text->size);
  return true;
}

// Behind `has_include`: the name in parentheses. False when something is asked that a macro names.
static bool read_question(Arena *arena, Str rest, CProbes *out) {
  (void)skip_word(&rest, STR("_next"));
  (void)skip_word(&rest, STR("__"));
  rest = skip_space(rest);
  if (!skip_word(&rest, STR("("))) return true;
  rest = skip_space(rest);
  char close = str_has_prefix(rest, STR("<")) ? '>' : '"';
  if (close == '"' && !str_has_prefix(rest, STR("\""))) return false;
  rest = str_slice(rest, 1, rest.size);
  size_t end = str_find_byte(rest, close);
  if (end == SIZE_MAX) return false;
  array_push(arena, &out->names, str_copy(arena, str_slice(rest, 0, end)));
  return true;
}

static bool has_embed(Str text) {
  for (;;) {
    size_t at = str_find(text, STR("embed"));
    if (at == SIZE_MAX) return false;
    size_t before = at;
    while (before > 0 && strchr(" \t", text.at[before - 1]))
      before--;
    Str head = str_slice(text, 0, before);
    if (str_has_suffix(head, STR("#")) || str_has_suffix(head, STR("__has_"))) return true;
    text = str_slice(text, at + 1, text.size);
  }
}

void c_probes_find(Arena *arena, Str text, CProbes *out) {
  *out = (CProbes){.reads_others = has_embed(text)};
  static const char word[] = "has_include";
  for (size_t at = str_find(text, STR("has_include")); at != SIZE_MAX;
       at = str_find(text, STR("has_include"))) {
    text = str_slice(text, at + sizeof word - 1, text.size);
    out->is_open |= !read_question(arena, text, out);
  }
}
