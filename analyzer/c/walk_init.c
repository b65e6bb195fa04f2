// Initialiser lists. libclang shows them as they are written, so what each item is for is found
// here, by the rules of C17 6.7.9: designators name their field, other items take the next one,
// and where braces are left out an item goes to the first scalar inside.
#include "c/walk.h"

typedef struct Items { // of one pair of braces
  Children children;
  uint32_t at;
} Items;

// Lists of lists as deep as this are followed; types are never as deep.
#define INIT_MAX_DEPTH 100

static void walk_items(Walker *walker, Items *items, CXType type, Slot slot, bool is_braced);

static TypeUse use_of(const Walker *walker, CXType type) {
  return type_use(walker->unit, type);
}

// ---- Scalars ------------------------------------------------------------------------------------

static bool is_literal(Walker *walker, CXCursor item) {
  switch ((int)cursor_peel(walker, item, true).kind) {
  case CXCursor_IntegerLiteral:
  case CXCursor_CharacterLiteral:
  case CXCursor_FloatingLiteral:
  case CXCursor_StringLiteral:
  case CXCursor_UnaryExpr:
    return true;
  }
  return false;
}

// Of tables only what can be called or is computed is kept: they may be long.
static void walk_scalar(Walker *walker, CXCursor item, CXType type, Slot slot) {
  if (slot.is_array && is_literal(walker, item)) return;
  ExprId value = c_walk_expr(walker, item, USE_STORED);
  if (bind_matters(walker, use_of(walker, type), value, item))
    bind_slot(walker, slot, value, cursor_span(walker, item));
}

static void walk_value(Walker *walker, CXCursor value, CXType type, Slot slot) {
  if (value.kind == CXCursor_InitListExpr)
    walk_initializer_list(walker, value, type, slot);
  else
    walk_scalar(walker, value, type, slot);
}

// ---- Designators --------------------------------------------------------------------------------

// `.field = value`, `[index] = value` and chains of both; an implicit cast, which libclang shows as
// the same kind, has but one child.
static bool is_designated(Walker *walker, CXCursor item) {
  if (item.kind != CXCursor_UnexposedExpr) return false;
  Children children = children_begin(walker, item);
  bool is_field =
      children.count >= 2 && children_at(walker, children, 0).kind == CXCursor_MemberRef;
  bool is_index = children.count == 2 || children.count == 3;
  children_end(walker, children);
  return is_field || is_index;
}

// Returns the first field that is named; `item` itself when there is none.
static CXCursor walk_designated(Walker *walker, CXCursor item, CXType type, Slot slot) {
  const Libclang *clang = walker->clang;
  Children children = children_begin(walker, item);
  CXCursor first = item;
  for (uint32_t i = 0; i + 1 < children.count; i++) {
    CXCursor part = children_at(walker, children, i);
    if (part.kind == CXCursor_MemberRef) {
      CXCursor field = clang->getCursorReferenced(part);
      if (first.kind != CXCursor_FieldDecl) first = field;
      if (field.kind != CXCursor_FieldDecl) continue; // the anonymous member around it
      slot.field = field;
      type = clang->getCursorType(field);
    } else if (use_of(walker, type) == TYPE_ARRAY) {
      slot.is_array = true;
      type = clang->getArrayElementType(clang->getCanonicalType(type));
    }
  }
  walk_value(walker, children_last(walker, children), type, slot);
  children_end(walker, children);
  return first;
}

// ---- Records and arrays -------------------------------------------------------------------------

static enum CXVisitorResult push_field(CXCursor field, CXClientData data) {
  Walker *walker = data;
  array_push(walker->arena, &walker->cursors, field);
  return CXVisit_Continue;
}

static Children fields_begin(Walker *walker, CXType record) {
  size_t mark = walker->cursors.count;
  walker->clang->Type_visitFields(walker->clang->getCanonicalType(record), push_field, walker);
  return (Children){mark, (uint32_t)(walker->cursors.count - mark)};
}

static bool is_padding(const Walker *walker, CXCursor field) {
  if (!walker->clang->Cursor_isBitField(field)) return false;
  return str_has_suffix(decl_get(walker->unit, field)->name, STR("::"));
}

static uint32_t find_field(const Walker *walker, Children fields, CXCursor field) {
  uint32_t i = 0;
  while (i < fields.count && children_at(walker, fields, i).data[0] != field.data[0])
    i++;
  return i;
}

// Whether an item is the whole of an aggregate, and not its first scalar.
static bool is_whole(Walker *walker, CXCursor item, TypeUse use) {
  if (use == TYPE_RECORD) return use_of(walker, walker->clang->getCursorType(item)) == TYPE_RECORD;
  return cursor_peel(walker, item, false).kind == CXCursor_StringLiteral;
}

static void walk_next(Walker *walker, Items *items, CXType type, Slot slot) {
  CXCursor item = children_at(walker, items->children, items->at);
  TypeUse use = use_of(walker, type);
  bool is_aggregate = use == TYPE_RECORD || use == TYPE_ARRAY;
  bool is_list = item.kind == CXCursor_InitListExpr;
  if (is_aggregate && !is_list && !is_whole(walker, item, use)) {
    uint32_t before = items->at;
    walk_items(walker, items, type, slot, false);
    if (items->at == before) items->at++; // an aggregate without members
    return;
  }
  items->at++;
  walk_value(walker, item, type, slot);
}

static void walk_record(Walker *walker, Items *items, CXType type, Slot slot, bool is_braced) {
  Children fields = fields_begin(walker, type);
  CXCursor declaration = walker->clang->getTypeDeclaration(walker->clang->getCanonicalType(type));
  uint32_t limit = declaration.kind == CXCursor_UnionDecl && fields.count > 1 ? 1 : fields.count;
  uint32_t next = 0;
  while (items->at < items->children.count) {
    CXCursor item = children_at(walker, items->children, items->at);
    if (is_designated(walker, item)) {
      if (!is_braced) break; // is for the list around this one
      items->at++;
      CXCursor field = walk_designated(walker, item, type, slot);
      uint32_t found = find_field(walker, fields, field);
      if (found < fields.count) next = found + 1;
      continue;
    }
    if (next >= limit) {
      if (!is_braced) break;
      items->at++;
      continue;
    }
    CXCursor field = children_at(walker, fields, next++);
    if (is_padding(walker, field)) continue;
    slot.field = field;
    walk_next(walker, items, walker->clang->getCursorType(field), slot);
  }
  children_end(walker, fields);
}

static void walk_array(Walker *walker, Items *items, CXType type, Slot slot, bool is_braced) {
  const Libclang *clang = walker->clang;
  CXType canonical = clang->getCanonicalType(type);
  CXType element = clang->getArrayElementType(canonical);
  long long left = is_braced ? -1 : clang->getArraySize(canonical);
  slot.is_array = true;
  while (items->at < items->children.count && left != 0) {
    CXCursor item = children_at(walker, items->children, items->at);
    left -= left > 0;
    if (is_designated(walker, item)) {
      if (!is_braced) return;
      items->at++;
      walk_designated(walker, item, type, slot);
      continue;
    }
    walk_next(walker, items, element, slot);
  }
}

static void walk_items(Walker *walker, Items *items, CXType type, Slot slot, bool is_braced) {
  if (walker->depth >= C_MAX_DEPTH) return;
  walker->depth++;
  TypeUse use = use_of(walker, type);
  if (use == TYPE_RECORD) {
    walk_record(walker, items, type, slot, is_braced);
  } else if (use == TYPE_ARRAY) {
    walk_array(walker, items, type, slot, is_braced);
  } else {
    while (items->at < items->children.count)
      walk_value(walker, children_at(walker, items->children, items->at++), type, slot);
  }
  walker->depth--;
}

// Numbers in file scope, of which there may be millions, hold nothing that could be asked for.
static bool is_number_table(const Walker *walker, CXType type) {
  if (walker->here.scope != 0 || use_of(walker, type) != TYPE_ARRAY) return false;
  CXType canonical = walker->clang->getCanonicalType(type);
  return use_of(walker, walker->clang->getArrayElementType(canonical)) == TYPE_NUMBER;
}

void walk_initializer_list(Walker *walker, CXCursor list, CXType type, Slot slot) {
  if (is_number_table(walker, type)) return;
  Items items = {.children = children_begin(walker, list)};
  walk_items(walker, &items, type, slot, true);
  children_end(walker, items.children);
}

// ---- {0} ----------------------------------------------------------------------------------------

static bool is_zero(Walker *walker, CXCursor item) {
  CXCursor value = cursor_peel(walker, item, true);
  if (value.kind != CXCursor_IntegerLiteral) return false;
  CXEvalResult result = walker->clang->Cursor_Evaluate(value);
  if (!result) return false;
  bool is_good = walker->clang->EvalResult_getKind(result) == CXEval_Int &&
                 walker->clang->EvalResult_getAsLongLong(result) == 0;
  walker->clang->EvalResult_dispose(result);
  return is_good;
}

bool is_zero_list(Walker *walker, CXCursor list) {
  Children children = children_begin(walker, list);
  bool is_good = children.count <= 1;
  if (children.count == 1 && is_good) {
    CXCursor item = children_at(walker, children, 0);
    bool is_list = item.kind == CXCursor_InitListExpr && walker->depth < INIT_MAX_DEPTH;
    walker->depth++;
    is_good = is_list ? is_zero_list(walker, item) : is_zero(walker, item);
    walker->depth--;
  }
  children_end(walker, children);
  return is_good;
}
