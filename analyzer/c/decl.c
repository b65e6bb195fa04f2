// Names of declarations and what holds for them, asked of libclang once.
#include "c/walk.h"

#include <string.h>

// ---- Fields -------------------------------------------------------------------------------------

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static bool is_word(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || byte == '_';
}

// How many times `struct {` or `union {` stands in the text before `end`: a number that does not
// depend on what a unit defines.
static uint32_t count_anonymous(Str text, uint32_t end) {
  static const Str words[] = {{"struct", 6}, {"union", 5}};
  uint32_t count = 0;
  for (size_t w = 0; w < COUNT_OF(words); w++) {
    Str rest = str_slice(text, 0, end);
    for (;;) {
      size_t at = str_find(rest, words[w]);
      if (at == SIZE_MAX) break;
      bool is_whole = at == 0 || !is_word(rest.at[at - 1]);
      rest = str_slice(rest, at + words[w].size, rest.size);
      size_t next = 0;
      while (next < rest.size && is_blank(rest.at[next]))
        next++;
      count += is_whole && next < rest.size && rest.at[next] == '{';
    }
  }
  return count;
}

// "<file>:<n>", of a record without tag and typedef.
static Str anonymous_tag(Unit *unit, CXCursor record) {
  FilePlace place = unit_place(unit, unit->clang->getCursorLocation(record));
  if (place.file == FILE_NONE) return STR("");
  const UnitFile *file = unit_file(unit, place.file);
  return str_print(unit->arena, "%.*s:%u", STR_ARG(file->path),
                   count_anonymous(file->text, place.offset));
}

// The tag, else the typedef's name (libclang gives either as spelling). A record without both that
// stands in another is part of that: the union in `struct sigaction` is no type of its own.
static Str find_tag(Unit *unit, CXCursor record) {
  const Libclang *clang = unit->clang;
  while (clang->Cursor_isAnonymous(record)) {
    CXCursor parent = clang->getCursorSemanticParent(record);
    if (parent.kind != CXCursor_StructDecl && parent.kind != CXCursor_UnionDecl)
      return anonymous_tag(unit, record);
    record = parent;
  }
  return unit_string(unit, clang->getCursorSpelling(record));
}

static Str record_tag(Unit *unit, CXCursor record) {
  uint64_t key = (uint64_t)(uintptr_t)record.data[0];
  const uint32_t *known = map_find(&unit->tag_numbers, key);
  if (known) return unit->tags.at[*known];
  Str tag = find_tag(unit, record);
  map_insert(unit->arena, &unit->tag_numbers, key, (uint32_t)unit->tags.count);
  array_push(unit->arena, &unit->tags, tag);
  return tag;
}

static void fill_field(Unit *unit, CXCursor cursor, Decl *decl) {
  Str name = unit_string(unit, unit->clang->getCursorSpelling(cursor));
  Str tag = record_tag(unit, unit->clang->getCursorSemanticParent(cursor));
  decl->kind = DECL_FIELD;
  decl->name = str_print(unit->arena, "%.*s::%.*s", STR_ARG(tag), STR_ARG(name));
}

// ---- Functions ----------------------------------------------------------------------------------

typedef struct AttributeSearch {
  Unit *unit;
  bool is_found;
} AttributeSearch;

static bool is_word_noreturn(Unit *unit, CXFile file, unsigned offset) {
  size_t size = 0;
  const char *text = unit->clang->getFileContents(unit->handle, file, &size);
  Str word = text ? str_slice((Str){text, size}, offset, offset + strlen("__noreturn__")) : STR("");
  return str_has_prefix(word, STR("_Noreturn")) || str_has_prefix(word, STR("noreturn")) ||
         str_equal_c(word, "__noreturn__");
}

// Behind a beginning that was read before, each unit would read the header anew for that.
static bool is_place_noreturn(Unit *unit, CXFile file, unsigned offset) {
  struct {
    CXFileUniqueID id; // time of change included
    unsigned long long offset;
  } place = {.offset = offset};
  if (unit->clang->getFileUniqueID(file, &place.id) != 0)
    return is_word_noreturn(unit, file, offset);
  Attributes *attributes = unit->attributes;
  uint64_t key = str_hash((Str){(const char *)&place, sizeof place});
  const uint32_t *known = map_find(&attributes->is_noreturn, key);
  if (known) return *known != 0;
  bool is_found = is_word_noreturn(unit, file, offset);
  map_insert(&attributes->arena, &attributes->is_noreturn, key, is_found);
  return is_found;
}

// C11's _Noreturn is an attribute that libclang shows without saying which: its spelling does.
static enum CXChildVisitResult find_noreturn(CXCursor cursor, CXCursor parent, CXClientData data) {
  AttributeSearch *search = data;
  (void)parent;
  if (cursor.kind != CXCursor_UnexposedAttr) return CXChildVisit_Continue;
  const Libclang *clang = search->unit->clang;
  CXFile file = NULL;
  unsigned offset = 0;
  clang->getSpellingLocation(clang->getCursorLocation(cursor), &file, NULL, NULL, &offset);
  search->is_found |= file && is_place_noreturn(search->unit, file, offset);
  return search->is_found ? CXChildVisit_Break : CXChildVisit_Continue;
}

static bool is_noreturn(Unit *unit, CXCursor function) {
  const Libclang *clang = unit->clang;
  Str type = unit_string(unit, clang->getTypeSpelling(clang->getCursorType(function)));
  if (str_find(type, STR("noreturn")) != SIZE_MAX) return true;
  if (clang->Cursor_hasAttrs && !clang->Cursor_hasAttrs(function)) return false;
  AttributeSearch search = {.unit = unit};
  clang->visitChildren(function, find_noreturn, &search);
  return search.is_found;
}

// Where a static that this unit uses is defined.
static uint32_t find_home(Unit *unit, CXCursor cursor) {
  CXCursor definition = unit->clang->getCursorDefinition(cursor);
  bool is_nowhere = unit->clang->Cursor_isNull(definition);
  unit->is_unsettled |= is_nowhere;
  if (is_nowhere) return FILE_NONE;
  return unit_place(unit, unit->clang->getCursorLocation(definition)).file;
}

static void fill_function(Unit *unit, CXCursor cursor, Decl *decl) {
  decl->kind = DECL_FUNCTION;
  decl->is_global = true;
  decl->is_internal = unit->clang->Cursor_getStorageClass(cursor) == CX_SC_Static;
  decl->is_noreturn = is_noreturn(unit, cursor);
  if (decl->is_internal) decl->home = find_home(unit, cursor);
}

// ---- Variables and constants --------------------------------------------------------------------

static void set_value(Decl *decl, long long value, bool is_unsigned) {
  decl->has_value = true;
  decl->is_negative = !is_unsigned && value < 0;
  decl->value = decl->is_negative ? 0 - (uint64_t)value : (uint64_t)value;
}

// `static const int K = 7;` is as good as 7.
static void fill_constant(Unit *unit, CXCursor cursor, Decl *decl) {
  const Libclang *clang = unit->clang;
  CXType type = clang->getCursorType(cursor);
  if (!clang->isConstQualifiedType(type) || type_use(unit, type) != TYPE_NUMBER) return;
  CXCursor value = clang->Cursor_getVarDeclInitializer(cursor);
  if (clang->Cursor_isNull(value)) return;
  CXEvalResult result = clang->Cursor_Evaluate(value);
  if (!result) return;
  if (clang->EvalResult_getKind(result) == CXEval_Int) {
    bool is_unsigned = clang->EvalResult_isUnsignedInt(result);
    long long number = is_unsigned ? (long long)clang->EvalResult_getAsUnsigned(result)
                                   : clang->EvalResult_getAsLongLong(result);
    set_value(decl, number, is_unsigned);
  }
  clang->EvalResult_dispose(result);
}

static void fill_variable(Unit *unit, CXCursor cursor, Decl *decl) {
  const Libclang *clang = unit->clang;
  decl->kind = DECL_VARIABLE;
  if (cursor.kind == CXCursor_ParmDecl) return;
  CXCursor parent = clang->getCursorSemanticParent(cursor);
  enum CX_StorageClass storage = clang->Cursor_getStorageClass(cursor);
  decl->is_global = parent.kind != CXCursor_FunctionDecl || storage == CX_SC_Extern;
  decl->is_internal = storage == CX_SC_Static;
  if (decl->is_internal && decl->is_global) decl->home = find_home(unit, cursor);
  fill_constant(unit, cursor, decl);
}

static Decl fill(Unit *unit, CXCursor cursor) {
  Decl decl = {.home = FILE_NONE};
  if (cursor.kind == CXCursor_FieldDecl) {
    fill_field(unit, cursor, &decl);
    return decl;
  }
  decl.name = unit_string(unit, unit->clang->getCursorSpelling(cursor));
  switch ((int)cursor.kind) {
  case CXCursor_FunctionDecl:
    fill_function(unit, cursor, &decl);
    break;
  case CXCursor_VarDecl:
  case CXCursor_ParmDecl:
    fill_variable(unit, cursor, &decl);
    break;
  case CXCursor_EnumConstantDecl:
    set_value(&decl, unit->clang->getEnumConstantDeclValue(cursor), false);
    break;
  }
  return decl;
}

// data[0] is what clang_equalCursors compares for declarations.
Decl *decl_get(Unit *unit, CXCursor declaration) {
  uint64_t key = (uint64_t)(uintptr_t)declaration.data[0];
  const uint32_t *known = map_find(&unit->decl_numbers, key);
  if (known) return &unit->decls.at[*known];
  Decl made = fill(unit, declaration);
  uint32_t number = (uint32_t)unit->decls.count;
  array_push(unit->arena, &unit->decls, made);
  map_insert(unit->arena, &unit->decl_numbers, key, number);
  return &unit->decls.at[number];
}

// ---- Types --------------------------------------------------------------------------------------

static bool is_function_kind(enum CXTypeKind kind) {
  return kind == CXType_FunctionProto || kind == CXType_FunctionNoProto;
}

TypeUse type_use(const Unit *unit, CXType type) {
  CXType canonical = unit->clang->getCanonicalType(type);
  if (canonical.kind == CXType_Atomic)
    canonical = unit->clang->getCanonicalType(unit->clang->Type_getValueType(canonical));
  enum CXTypeKind kind = canonical.kind;
  if (kind >= CXType_Bool && kind <= CXType_LongDouble) return TYPE_NUMBER;
  switch ((int)kind) {
  case CXType_Enum:
  case CXType_Float128:
  case CXType_Half:
  case CXType_Complex:
    return TYPE_NUMBER;
  case CXType_Record:
    return TYPE_RECORD;
  case CXType_ConstantArray:
  case CXType_IncompleteArray:
  case CXType_VariableArray:
    return TYPE_ARRAY;
  case CXType_FunctionProto:
  case CXType_FunctionNoProto:
    return TYPE_FUNCTION;
  case CXType_Pointer:
    break;
  default:
    return TYPE_UNKNOWN;
  }
  kind = unit->clang->getPointeeType(canonical).kind;
  if (is_function_kind(kind)) return TYPE_FUNCTION;
  return kind == CXType_Void ? TYPE_VOID : TYPE_DATA;
}

// Takes typedefs and the like off until a pointer or a function shows.
#define SUGAR_MAX_DEPTH 32
static CXType without_sugar(const Unit *unit, CXType type) {
  const Libclang *clang = unit->clang;
  for (int i = 0; i < SUGAR_MAX_DEPTH; i++) {
    if (type.kind == CXType_Elaborated)
      type = clang->Type_getNamedType(type);
    else if (type.kind == CXType_Typedef)
      type = clang->getTypedefDeclUnderlyingType(clang->getTypeDeclaration(type));
    else
      return type;
  }
  return clang->getCanonicalType(type);
}

CXType type_function(const Unit *unit, CXType type) {
  type = without_sugar(unit, type);
  if (type.kind == CXType_Pointer) type = unit->clang->getPointeeType(type);
  return without_sugar(unit, type);
}

static Str typedef_name(Unit *unit, CXType type) {
  if (type.kind == CXType_Elaborated) type = unit->clang->Type_getNamedType(type);
  if (type.kind != CXType_Typedef) return (Str){0};
  CXCursor declaration = unit->clang->getTypeDeclaration(type);
  return unit_string(unit, unit->clang->getCursorSpelling(declaration));
}

Str type_callback(Unit *unit, CXType type) {
  if (type_use(unit, type) != TYPE_FUNCTION) return STR("");
  Str name = typedef_name(unit, type);
  if (name.size == 0) name = typedef_name(unit, unit->clang->getPointeeType(type));
  return name.size > 0 ? name : STR("(*)");
}

static void fill_callbacks(Unit *unit, Decl *decl, CXType function) {
  int count = unit->clang->getNumArgTypes(function);
  decl->has_callbacks = true;
  decl->callbacks = (uint32_t)unit->callback_names.count;
  decl->callback_count = count > 0 ? (uint32_t)count : 0;
  for (int i = 0; i < count; i++) {
    Str name = type_callback(unit, unit->clang->getArgType(function, (unsigned)i));
    array_push(unit->arena, &unit->callback_names, name);
  }
}

Str decl_callback(Unit *unit, Decl *decl, CXType function, uint32_t index) {
  if (!decl->has_callbacks) fill_callbacks(unit, decl, function);
  if (index >= decl->callback_count) return STR("");
  return unit->callback_names.at[decl->callbacks + index];
}
