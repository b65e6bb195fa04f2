// Expressions but operators: names, fields, calls, casts and the extensions of GNU.
#include "c/walk.h"

#include <string.h>

static ExprId emit_other(Walker *walker, CXCursor cursor, ExprUse use) {
  return emit_expr(walker, (ExprDraft){.kind = EXPR_OTHER}, use, cursor_span(walker, cursor));
}

ExprId walk_other(Walker *walker, CXCursor cursor, ExprUse use) {
  Children children = children_begin(walker, cursor);
  for (uint32_t i = 0; i < children.count; i++) {
    CXCursor child = children_at(walker, children, i);
    if (is_expression(child)) c_walk_expr(walker, child, USE_OTHER);
  }
  children_end(walker, children);
  return emit_other(walker, cursor, use);
}

// ---- Names and fields ---------------------------------------------------------------------------

static ExprId walk_name(Walker *walker, CXCursor cursor, ExprUse use) {
  CXCursor referenced = walker->clang->getCursorReferenced(cursor);
  if (walker->clang->Cursor_isNull(referenced)) return emit_other(walker, cursor, use);
  Span span = cursor_span(walker, cursor);
  Decl *decl = decl_get(walker->unit, referenced);
  if (decl->has_value) return emit_int(walker, decl->value, decl->is_negative, use, span);
  NameId name = emit_decl_name(walker, decl);
  return emit_expr(walker, (ExprDraft){.kind = EXPR_NAME, .a = name}, use, span);
}

// Whether an object is reached through a pointer: `p->x`, `(*p).x`, `p[0]`.
static bool is_behind_pointer(Walker *walker, CXCursor cursor) {
  CXCursor object = cursor_peel(walker, cursor, false);
  return cursor_is_dereference(walker, object) || cursor_is_pointer(walker, object);
}

static ExprId walk_object(Walker *walker, CXCursor cursor, bool *is_pointer) {
  Children children = children_begin(walker, cursor);
  ExprId object = 0;
  for (uint32_t i = 0; i < children.count && !object; i++) {
    CXCursor child = children_at(walker, children, i);
    if (!is_expression(child)) continue;
    object = c_walk_expr(walker, child, USE_OBJECT);
    *is_pointer = is_behind_pointer(walker, child);
  }
  children_end(walker, children);
  return object;
}

ExprId walk_member(Walker *walker, CXCursor cursor, ExprUse use) {
  bool is_pointer = false;
  ExprId object = walk_object(walker, cursor, &is_pointer);
  CXCursor field = walker->clang->getCursorReferenced(cursor);
  ExprDraft attribute = {.kind = EXPR_OTHER};
  if (field.kind == CXCursor_FieldDecl) {
    NameId name = emit_decl_name(walker, decl_get(walker->unit, field));
    attribute = (ExprDraft){.kind = EXPR_ATTRIBUTE, .c = is_pointer, .a = object, .b = name};
  }
  return emit_expr(walker, attribute, use, cursor_span(walker, cursor));
}

// ---- Calls --------------------------------------------------------------------------------------

static bool is_one_of(Str name, const char *const *names, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (str_equal_c(name, names[i])) return true;
  return false;
}

// What the compiler itself has functions for: some give their first argument back, some only look
// at the type of theirs.
static bool walk_builtin(Walker *walker, CXCursor cursor, Str name, Children children, ExprUse use,
                         ExprId *out) {
  static const char *const transparent[] = {"__builtin_expect", "__builtin_expect_with_probability",
                                            "__builtin_assume_aligned"};
  static const char *const unevaluated[] = {"__builtin_constant_p", "__builtin_object_size",
                                            "__builtin_dynamic_object_size"};
  if (!str_has_prefix(name, STR("__builtin_"))) return false;
  if (children.count > 1 && is_one_of(name, transparent, COUNT_OF(transparent))) {
    *out = c_walk_expr(walker, children_at(walker, children, 1), use);
    return true;
  }
  if (!is_one_of(name, unevaluated, COUNT_OF(unevaluated))) return false;
  *out = walk_constant(walker, cursor, use);
  if (!*out) *out = emit_other(walker, cursor, use);
  return true;
}

static Str callback_of(Walker *walker, CXCursor function, CXType type, uint32_t index) {
  if (function.kind == CXCursor_FunctionDecl)
    return decl_callback(walker->unit, decl_get(walker->unit, function), type, index);
  int count = walker->clang->getNumArgTypes(type);
  if (count < 0 || index >= (uint32_t)count) return STR("");
  return type_callback(walker->unit, walker->clang->getArgType(type, index));
}

static void push_arguments(Walker *walker, CXCursor function, Children children) {
  CXCursor callee = children_at(walker, children, 0);
  CXCursor typed = function.kind == CXCursor_FunctionDecl ? function : callee;
  CXType type = type_function(walker->unit, walker->clang->getCursorType(typed));
  for (uint32_t i = 1; i < children.count; i++) {
    ExprId value = c_walk_expr(walker, children_at(walker, children, i), USE_ARGUMENT);
    if (i > CALL_MAX_ARGUMENTS) continue;
    Str callback = callback_of(walker, function, type, i - 1);
    array_push(walker->arena, &walker->stack, emit_name(walker, callback));
    array_push(walker->arena, &walker->stack, value);
  }
}

static ExprId walk_plain_call(Walker *walker, CXCursor cursor, CXCursor function, Children children,
                              ExprUse use) {
  ExprId callee = c_walk_expr(walker, children_at(walker, children, 0), USE_CALLED);
  size_t mark = walker->stack.count;
  push_arguments(walker, function, children);
  uint32_t count = (uint32_t)(walker->stack.count - mark) / 2;
  uint32_t first = c_emit_arguments(walker, mark);
  ExprDraft call = {.kind = EXPR_CALL, .a = callee, .b = first, .c = count & EXPR_C_MAX};
  return emit_expr(walker, call, use, cursor_span(walker, cursor));
}

ExprId walk_call(Walker *walker, CXCursor cursor, ExprUse use) {
  Children children = children_begin(walker, cursor);
  CXCursor function = walker->clang->getCursorReferenced(cursor);
  ExprId id = 0;
  bool is_done = children.count == 0;
  if (is_done) id = emit_other(walker, cursor, use);
  if (!is_done && function.kind == CXCursor_FunctionDecl) {
    Str name = decl_get(walker->unit, function)->name;
    is_done = walk_builtin(walker, cursor, name, children, use, &id);
  }
  if (!is_done) id = walk_plain_call(walker, cursor, function, children, use);
  children_end(walker, children);
  return id;
}

// ---- Casts and wrappers -------------------------------------------------------------------------

// 0 as a pointer is NULL.
static ExprId as_pointer(Walker *walker, CXCursor cursor, ExprId id) {
  Expr *expr = &walker->out->exprs.at[id];
  bool is_zero = expr_is_literal(expr, LITERAL_INT) && expr->b == 0;
  if (is_zero && cursor_is_pointer(walker, cursor)) expr->a = LITERAL_NONE;
  return id;
}

static ExprId walk_cast(Walker *walker, CXCursor cursor, ExprUse use) {
  Children children = children_begin(walker, cursor);
  CXType type = walker->clang->getCanonicalType(walker->clang->getCursorType(cursor));
  bool is_told = type.kind == CXType_Void && use == USE_DROPPED; // (void)f() is dropped on purpose
  ExprId id = 0;
  if (children.count > 0) {
    CXCursor inner = children_last(walker, children);
    id = c_walk_expr(walker, inner, is_told ? USE_OTHER : use);
    id = as_pointer(walker, cursor, id);
    Expr *expr = &walker->out->exprs.at[id];
    if (is_told && expr->kind == EXPR_NAME) expr->use = USE_DROPPED; // for the compiler's ears
  }
  children_end(walker, children);
  return id ? id : emit_other(walker, cursor, use);
}

static bool is_same(CXCursor a, CXCursor b) {
  return a.kind == b.kind && a.data[1] == b.data[1];
}

// `a ?: b`, whose a stands in the tree three times.
static ExprId walk_either(Walker *walker, CXCursor cursor, Children children, ExprUse use) {
  size_t mark = walker->stack.count;
  ExprId first = c_walk_expr(walker, children_at(walker, children, 0), USE_TESTED);
  ExprId second = c_walk_expr(walker, children_last(walker, children), USE_CHOSEN);
  array_push(walker->arena, &walker->stack, first);
  array_push(walker->arena, &walker->stack, second);
  uint32_t operands = c_emit_operands(walker, mark);
  ExprDraft choice = {.kind = EXPR_CHOICE, .a = operands, .b = 2, .c = CHOICE_OR};
  return emit_expr(walker, choice, use, cursor_span(walker, cursor));
}

// Mostly implicit casts, with one child; what else libclang has no kind for.
static ExprId walk_unexposed(Walker *walker, CXCursor cursor, ExprUse use) {
  Children children = children_begin(walker, cursor);
  CXCursor first = children.count > 0 ? children_at(walker, children, 0) : cursor;
  uint32_t last = children.count > 0 ? children.count - 1 : 0;
  ExprId id = 0;
  if (children.count == 1 && is_expression(first)) {
    id = as_pointer(walker, cursor, c_walk_expr(walker, first, use));
  } else if (children.count == 4 && is_same(first, children_at(walker, children, 1)) &&
             is_expression(children_at(walker, children, last))) {
    id = walk_either(walker, cursor, children, use);
  } else if (children.count == 0 || !is_expression(children_at(walker, children, last))) {
    id = walk_constant(walker, cursor, use); // offsetof and its kin
  }
  children_end(walker, children);
  return id ? id : walk_other(walker, cursor, use);
}

static ExprId walk_subscript(Walker *walker, CXCursor cursor, ExprUse use) {
  Children children = children_begin(walker, cursor);
  ExprId object = 0;
  ExprId index = 0;
  bool is_pointer = false;
  if (children.count == 2) {
    is_pointer = is_behind_pointer(walker, children_at(walker, children, 0));
    object = c_walk_expr(walker, children_at(walker, children, 0), USE_SUBSCRIPTED);
    index = c_walk_expr(walker, children_at(walker, children, 1), USE_INDEX);
  }
  children_end(walker, children);
  ExprDraft subscript = {.kind = EXPR_SUBSCRIPT, .c = is_pointer, .a = object, .b = index};
  return emit_expr(walker, subscript, use, cursor_span(walker, cursor));
}

// ---- Generic selections, compound literals, statement expressions -------------------------------

static bool has_type_of(const Walker *walker, CXCursor a, CXCursor b) {
  CXType left = walker->clang->getCanonicalType(walker->clang->getCursorType(a));
  CXType right = walker->clang->getCanonicalType(walker->clang->getCursorType(b));
  return left.kind == right.kind && left.data[0] == right.data[0];
}

// libclang does not say which is chosen, but it has the type of the whole. Where several have, each
// may be meant.
static ExprId walk_generic(Walker *walker, CXCursor cursor, ExprUse use) {
  Children children = children_begin(walker, cursor);
  size_t mark = walker->stack.count;
  for (uint32_t i = 1; i < children.count; i++) {
    CXCursor child = children_at(walker, children, i);
    if (!is_expression(child) || !has_type_of(walker, cursor, child)) continue;
    ExprId id = c_walk_expr(walker, child, USE_CHOSEN);
    array_push(walker->arena, &walker->stack, id);
  }
  children_end(walker, children);
  uint32_t count = (uint32_t)(walker->stack.count - mark);
  uint32_t operands = c_emit_operands(walker, mark);
  if (count == 0) return emit_other(walker, cursor, use);
  if (count == 1) {
    ExprId only = walker->out->operands.at[operands];
    walker->out->exprs.at[only].use = (uint32_t)use & EXPR_USE_MAX;
    return only;
  }
  ExprDraft choice = {.kind = EXPR_CHOICE, .a = operands, .b = count, .c = CHOICE_OR};
  return emit_expr(walker, choice, use, cursor_span(walker, cursor));
}

static ExprId walk_compound_literal(Walker *walker, CXCursor cursor, ExprUse use) {
  Children children = children_begin(walker, cursor);
  Slot nameless = {.variable = {.kind = CXCursor_InvalidFile},
                   .field = {.kind = CXCursor_InvalidFile}};
  CXType type = walker->clang->getCursorType(cursor);
  bool is_zero = false;
  if (children.count > 0) {
    CXCursor list = children_last(walker, children);
    is_zero = type_use(walker->unit, type) == TYPE_RECORD && is_zero_list(walker, list);
    if (!is_zero) walk_initializer_list(walker, list, type, nameless);
  }
  children_end(walker, children);
  if (is_zero) return emit_int(walker, 0, false, use, cursor_span(walker, cursor));
  return emit_other(walker, cursor, use);
}

static ExprId walk_block_value(Walker *walker, CXCursor cursor, ExprUse use) {
  Children children = children_begin(walker, cursor);
  ExprId id = 0;
  if (children.count > 0) id = walk_statement_expr(walker, children_last(walker, children), use);
  children_end(walker, children);
  return id ? id : emit_other(walker, cursor, use);
}

// ---- All ----------------------------------------------------------------------------------------

static ExprId walk_kind(Walker *walker, CXCursor cursor, ExprUse use) {
  ExprId constant = 0;
  switch ((int)cursor.kind) {
  case CXCursor_UnexposedExpr:
  case CXCursor_ParenExpr:
    return walk_unexposed(walker, cursor, use);
  case CXCursor_DeclRefExpr:
    return walk_name(walker, cursor, use);
  case CXCursor_MemberRefExpr:
    return walk_member(walker, cursor, use);
  case CXCursor_CallExpr:
    return walk_call(walker, cursor, use);
  case CXCursor_ArraySubscriptExpr:
    return walk_subscript(walker, cursor, use);
  case CXCursor_CStyleCastExpr:
    return walk_cast(walker, cursor, use);
  case CXCursor_UnaryOperator:
  case CXCursor_BinaryOperator:
  case CXCursor_CompoundAssignOperator:
  case CXCursor_ConditionalOperator:
    return walk_operator(walker, cursor, use);
  case CXCursor_StringLiteral:
    return walk_string(walker, cursor, use);
  case CXCursor_IntegerLiteral:
  case CXCursor_CharacterLiteral:
  case CXCursor_FloatingLiteral:
  case CXCursor_CXXBoolLiteralExpr:
  case CXCursor_UnaryExpr: // sizeof and its kin
    constant = walk_constant(walker, cursor, use);
    return constant ? constant : emit_other(walker, cursor, use);
  case CXCursor_CXXNullPtrLiteralExpr:
  case CXCursor_GNUNullExpr:
    return emit_expr(walker, (ExprDraft){.kind = EXPR_LITERAL, .a = LITERAL_NONE}, use,
                     cursor_span(walker, cursor));
  case CXCursor_StmtExpr:
    return walk_block_value(walker, cursor, use);
  case CXCursor_GenericSelectionExpr:
    return walk_generic(walker, cursor, use);
  case CXCursor_CompoundLiteralExpr:
    return walk_compound_literal(walker, cursor, use);
  case CXCursor_AddrLabelExpr:
    return emit_other(walker, cursor, use);
  }
  return walk_other(walker, cursor, use);
}

ExprId c_walk_expr(Walker *walker, CXCursor cursor, ExprUse use) {
  if (walker->depth >= C_MAX_DEPTH) {
    Span span = cursor_span(walker, cursor);
    if (!walker->is_cut)
      emit_problem(walker->out, walker->arena, PROBLEM_TOO_DEEP, STR("nested too deep"), span);
    walker->is_cut = true;
    return emit_expr(walker, (ExprDraft){.kind = EXPR_OTHER}, use, span);
  }
  walker->depth++;
  ExprId id = walk_kind(walker, cursor, use);
  walker->depth--;
  return id;
}
