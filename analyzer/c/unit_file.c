// The files of a unit: which belong to the project, and which declarations stand in them.
#include "c/paths.h"
#include "c/walk.h"

#include <string.h>

Str unit_string(const Unit *unit, CXString string) {
  Str text = str_copy(unit->arena, str_from_c(unit->clang->getCString(string)));
  unit->clang->disposeString(string);
  return text;
}

// ---- Files --------------------------------------------------------------------------------------

static Str file_path(const Unit *unit, CXFile file) {
  Str path = {0};
  if (unit->clang->File_tryGetRealPathName)
    path = unit_string(unit, unit->clang->File_tryGetRealPathName(file));
  if (path.size == 0) path = unit_string(unit, unit->clang->getFileName(file));
  return path_resolve(unit->arena, unit->directory, path);
}

static Str file_text(const Unit *unit, CXFile file) {
  size_t size = 0;
  const char *text = unit->clang->getFileContents(unit->handle, file, &size);
  return text && size < UINT32_MAX ? (Str){text, size} : STR("");
}

const UnitFile *unit_file(Unit *unit, uint32_t file) {
  UnitFile *found = &unit->files.at[file];
  if (found->has_text) return found;
  found->has_text = true;
  found->text = file_text(unit, found->handle);
  found->has_marks = str_find(found->text, STR("nostall:")) != SIZE_MAX;
  return found;
}

static uint32_t file_number(Unit *unit, CXFile file, CXSourceLocation location) {
  Str rest = {0};
  if (unit->clang->Location_isInSystemHeader(location)) return FILE_NONE;
  if (!c_path_below(unit->root, file_path(unit, file), &rest)) return FILE_NONE;
  if (!str_is_utf8(rest)) return FILE_NONE; // a Summary cannot name it
  uint32_t number = interner_add(unit->arena, &unit->paths, rest);
  if (number == unit->files.count) {
    UnitFile made = {.path = rest, .handle = file};
    array_push(unit->arena, &unit->files, made);
  }
  return number;
}

static FilePlace make_place(Unit *unit, CXSourceLocation location, CXFile file, unsigned offset) {
  if (!file) return (FilePlace){FILE_NONE, 0};
  uint64_t key = (uint64_t)(uintptr_t)file;
  const uint32_t *known = map_find(&unit->file_numbers, key);
  uint32_t number = known ? *known : file_number(unit, file, location);
  if (!known) map_insert(unit->arena, &unit->file_numbers, key, number);
  return (FilePlace){number, offset};
}

FilePlace unit_place(Unit *unit, CXSourceLocation location) {
  CXFile file = NULL;
  unsigned offset = 0;
  unit->clang->getExpansionLocation(location, &file, NULL, NULL, &offset);
  return make_place(unit, location, file, offset);
}

FilePlace unit_written_place(Unit *unit, CXSourceLocation location) {
  CXFile file = NULL;
  unsigned offset = 0;
  unit->clang->getFileLocation(location, &file, NULL, NULL, &offset);
  return make_place(unit, location, file, offset);
}

// ---- Declarations -------------------------------------------------------------------------------

// A prototype matters only when something is marked on it; most can be told from afar.
static bool may_be_marked(Unit *unit, CXCursor function, uint32_t file) {
  const Libclang *clang = unit->clang;
  if (!clang->Cursor_hasAttrs || clang->Cursor_hasAttrs(function)) return true;
  Str type = unit_string(unit, clang->getTypeSpelling(clang->getCursorType(function)));
  if (str_find(type, STR("blocking)")) != SIZE_MAX) return true;
  return unit_file(unit, file)->has_marks;
}

static bool is_defined_here(Unit *unit, CXCursor function, uint32_t file) {
  CXCursor definition = unit->clang->getCursorDefinition(function);
  if (unit->clang->Cursor_isNull(definition)) return false;
  return unit_place(unit, unit->clang->getCursorLocation(definition)).file == file;
}

static bool is_function_wanted(Unit *unit, CXCursor function, uint32_t file) {
  if (unit->clang->isCursorDefinition(function)) return true;
  return may_be_marked(unit, function, file) && !is_defined_here(unit, function, file);
}

// A header is not worth a Summary for the sake of its numbers.
static bool is_variable_wanted(Unit *unit, CXCursor variable, uint32_t file) {
  const Libclang *clang = unit->clang;
  bool is_main = file == 0;
  bool has_value = !clang->Cursor_isNull(clang->Cursor_getVarDeclInitializer(variable));
  if (is_main) return has_value || clang->Cursor_getStorageClass(variable) != CX_SC_Extern;
  TypeUse use = type_use(unit, clang->getCursorType(variable));
  return has_value && (use == TYPE_FUNCTION || use == TYPE_RECORD || use == TYPE_ARRAY);
}

static enum CXChildVisitResult collect(CXCursor cursor, CXCursor parent, CXClientData data) {
  Unit *unit = data;
  (void)parent;
  if (cursor.kind != CXCursor_FunctionDecl && cursor.kind != CXCursor_VarDecl)
    return CXChildVisit_Continue;
  uint32_t file = unit_place(unit, unit->clang->getCursorLocation(cursor)).file;
  if (file == FILE_NONE) return CXChildVisit_Continue;
  bool is_wanted = cursor.kind == CXCursor_FunctionDecl ? is_function_wanted(unit, cursor, file)
                                                        : is_variable_wanted(unit, cursor, file);
  if (is_wanted) array_push(unit->arena, &unit->files.at[file].declarations, cursor);
  return CXChildVisit_Continue;
}

void unit_collect(Unit *unit) {
  unit->clang->visitChildren(unit->clang->getTranslationUnitCursor(unit->handle), collect, unit);
}
