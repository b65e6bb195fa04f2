// Stores: which of them are kept, and as what. A subscript stores into the whole array, so a table
// of functions is one variable with several values.
#include "c/walk.h"

Span name_span(Walker *walker, CXCursor declaration, Str name) {
  FilePlace place = unit_written_place(walker->unit, walker->clang->getCursorLocation(declaration));
  if (place.file != walker->file || place.offset > walker->text.size)
    return (Span){walker->last.start, walker->last.start};
  Str there = str_slice(walker->text, place.offset, place.offset + name.size);
  uint32_t size = str_equal(there, name) ? (uint32_t)name.size : 0;
  return (Span){place.offset, place.offset + size};
}

// ---- What matters -------------------------------------------------------------------------------

static bool is_told_value(const Walker *walker, ExprId value) {
  switch ((ExprKind)walker->out->exprs.at[value].kind) {
  case EXPR_CALL:
  case EXPR_CHOICE:
  case EXPR_LITERAL:
  case EXPR_NAMED:
    return true;
  case EXPR_NONE:
  case EXPR_OTHER:
  case EXPR_NAME:
  case EXPR_ATTRIBUTE:
  case EXPR_SUBSCRIPT:
  case EXPR_AWAIT:
  case EXPR_LAMBDA:
  case EXPR_CONTAINER:
  case EXPR_COMPREHENSION:
  case EXPR_STARRED:
  case EXPR_BINARY:
  case EXPR_UNARY:
  case EXPR_COMPARE:
  case EXPR_FORMAT:
  case EXPR_YIELD:
  case EXPR_YIELD_FROM:
  case EXPR_SLICE:
    return false;
  }
  return false;
}

// A function, or the address of something: `tvp = &tv`.
static bool is_address(Walker *walker, CXCursor cursor) {
  CXCursor inner = cursor_peel(walker, cursor, true);
  if (inner.kind == CXCursor_UnaryOperator)
    return walker->clang->getCursorUnaryOperatorKind(inner) == CXUnaryOperator_AddrOf;
  if (inner.kind != CXCursor_DeclRefExpr) return false;
  return walker->clang->getCursorReferenced(inner).kind == CXCursor_FunctionDecl;
}

bool bind_matters(Walker *walker, TypeUse use, ExprId value, CXCursor value_cursor) {
  switch (use) {
  case TYPE_NUMBER:
  case TYPE_FUNCTION:
  case TYPE_VOID:
  case TYPE_UNKNOWN:
    return true;
  case TYPE_DATA:
    return is_told_value(walker, value) || is_address(walker, value_cursor);
  case TYPE_RECORD:
  case TYPE_ARRAY:
    return is_told_value(walker, value);
  }
  return false;
}

// ---- Variables and fields -----------------------------------------------------------------------

void bind_variable(Walker *walker, const Decl *decl, BindingKind kind, NameId name, ExprId value,
                   Span span) {
  bool is_outside = decl->is_global && walker->here.scope != 0;
  BindingDraft binding = {.kind = (uint8_t)kind,
                          .name = name,
                          .scope = decl->is_global ? 0 : walker->here.scope,
                          .value = value};
  if (is_outside) binding.flags |= BINDING_GLOBAL;
  if (decl->is_internal) binding.flags |= BINDING_INTERNAL;
  emit_binding(walker, binding, span);
}

static void bind_field(Walker *walker, ExprId attribute, ExprId value, Span span) {
  BindingDraft binding = {.kind = BINDING_ATTRIBUTE,
                          .name = walker->out->exprs.at[attribute].b,
                          .scope = walker->here.scope,
                          .value = value,
                          .extra = attribute};
  emit_binding(walker, binding, span);
}

// A value that nobody can ask for (`value` 0) is noted of local variables, which have another one
// from here on.
static void bind_name(Walker *walker, CXCursor target, BindingKind kind, ExprId value) {
  CXCursor variable = walker->clang->getCursorReferenced(target);
  if (variable.kind != CXCursor_VarDecl && variable.kind != CXCursor_ParmDecl) return;
  Decl *decl = decl_get(walker->unit, variable);
  if (value == 0 && decl->is_global) return;
  Span span = cursor_span(walker, target);
  NameId name = emit_decl_name(walker, decl);
  bind_variable(walker, decl, kind, name, value, span);
}

// ---- Targets ------------------------------------------------------------------------------------

typedef struct Store {
  ExprId value;
  CXCursor value_cursor;
  TypeUse use;      // of what is stored
  bool is_indirect; // through a pointer, which is not what changes
} Store;

static bool is_kept(Walker *walker, const Store *store) {
  bool is_function = store->use == TYPE_FUNCTION || store->use == TYPE_VOID;
  if (store->is_indirect && !is_function) return false;
  return bind_matters(walker, store->use, store->value, store->value_cursor);
}

static void store_into(Walker *walker, CXCursor target, Store store);

static void store_element(Walker *walker, CXCursor target, Store store) {
  Children children = children_begin(walker, target);
  if (children.count == 2) {
    CXCursor base = cursor_peel(walker, children_at(walker, children, 0), false);
    CXCursor index = children_at(walker, children, 1);
    TypeUse base_use = type_use(walker->unit, walker->clang->getCursorType(base));
    c_walk_expr(walker, index, USE_INDEX);
    store.is_indirect = store.is_indirect || base_use != TYPE_ARRAY;
    store_into(walker, base, store);
  }
  children_end(walker, children);
}

static void store_field(Walker *walker, CXCursor target, Store store) {
  ExprId attribute = walk_member(walker, target, USE_OTHER);
  Expr *expr = &walker->out->exprs.at[attribute];
  expr->flags |= EXPR_FLAG_STORE;
  if (expr->kind != EXPR_ATTRIBUTE || !is_kept(walker, &store)) return;
  bind_field(walker, attribute, store.value, cursor_span(walker, target));
}

static void store_behind(Walker *walker, CXCursor target, Store store) {
  Children children = children_begin(walker, target);
  store.is_indirect = true;
  if (children.count == 1) store_into(walker, children_at(walker, children, 0), store);
  children_end(walker, children);
}

static void store_into(Walker *walker, CXCursor target, Store store) {
  if (walker->depth >= C_MAX_DEPTH) return;
  walker->depth++;
  target = cursor_peel(walker, target, true);
  switch ((int)target.kind) {
  case CXCursor_DeclRefExpr:
    if (is_kept(walker, &store))
      bind_name(walker, target, BINDING_ASSIGN, store.value);
    else if (!store.is_indirect)
      bind_name(walker, target, BINDING_ASSIGN, 0);
    break;
  case CXCursor_MemberRefExpr:
    store_field(walker, target, store);
    break;
  case CXCursor_ArraySubscriptExpr:
    store_element(walker, target, store);
    break;
  case CXCursor_UnaryOperator:
    store_behind(walker, target, store);
    break;
  default:
    c_walk_expr(walker, target, USE_OTHER);
  }
  walker->depth--;
}

void c_bind_target(Walker *walker, CXCursor target, ExprId value, CXCursor value_cursor) {
  Store store = {.value = value, .value_cursor = value_cursor};
  store.use = type_use(walker->unit, walker->clang->getCursorType(target));
  store_into(walker, target, store);
}

void bind_read(Walker *walker, CXCursor target, ExprId read, ExprId value, Span span) {
  target = cursor_peel(walker, target, true);
  Expr *expr = &walker->out->exprs.at[read];
  if (target.kind == CXCursor_DeclRefExpr && expr->kind == EXPR_NAME) {
    expr->flags |= EXPR_FLAG_STORE;
    bind_name(walker, target, BINDING_AUGMENT, value);
  } else if (target.kind == CXCursor_MemberRefExpr && expr->kind == EXPR_ATTRIBUTE) {
    expr->flags |= EXPR_FLAG_STORE;
    bind_field(walker, read, value, span);
  }
}

// ---- Slots of initialisers ----------------------------------------------------------------------

static bool is_declaration(CXCursor cursor) {
  return cursor.kind == CXCursor_VarDecl || cursor.kind == CXCursor_FieldDecl;
}

void bind_slot(Walker *walker, Slot slot, ExprId value, Span span) {
  ExprId object = 0;
  if (is_declaration(slot.variable)) {
    Decl *decl = decl_get(walker->unit, slot.variable);
    NameId name = emit_decl_name(walker, decl);
    if (!is_declaration(slot.field)) {
      bind_variable(walker, decl, BINDING_ASSIGN, name, value, span);
      return;
    }
    object = emit_expr(walker, (ExprDraft){.kind = EXPR_NAME, .a = name}, USE_OBJECT, span);
  }
  if (!is_declaration(slot.field)) return;
  ExprDraft attribute = {.kind = EXPR_ATTRIBUTE,
                         .flags = EXPR_FLAG_STORE,
                         .a = object,
                         .b = emit_decl_name(walker, decl_get(walker->unit, slot.field))};
  bind_field(walker, emit_expr(walker, attribute, USE_OTHER, span), value, span);
}
