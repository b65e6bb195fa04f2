// Annotations: expressions that are read for types only, with types in quotes among them.
#include "python/facts_walk.h"

ExprId walk_annotation(Walker *walker, const AstExpr *expr) {
  if (!expr) return 0;
  uint16_t flags = walker->here.flags;
  walker->here.flags |= (uint16_t)EXPR_FLAG_ANNOTATION | (uint16_t)WALK_TYPES;
  ExprId id = walk_expr(walker, expr, USE_ANNOTATION);
  walker->here.flags = flags;
  return id;
}

ExprId walk_alias_value(Walker *walker, const AstExpr *value) {
  return value->kind == AST_CONSTANT ? walk_annotation(walker, value)
                                     : walk_expr(walker, value, USE_BOUND);
}

// Quotes nest at most as deep as there are kinds of them, for only text without escapes is read.
ExprId walk_quoted(Walker *walker, const AstExpr *string, ExprUse use) {
  if (string->constant.kind != AST_STRING || !string->constant.is_exact) return 0;
  Str inside = str_trim(string->constant.value);
  if (inside.size == 0) return 0;
  uint32_t start = (uint32_t)(inside.at - walker->text.at);
  Span part = {start, start + (uint32_t)inside.size};
  AstExpr *type = ast_parse_expression(walker->parser, walker->arena, walker->text, part);
  if (!type) return 0;
  uint16_t flags = walker->here.flags;
  walker->here.flags |= EXPR_FLAG_QUOTED;
  ExprId id = walk_expr(walker, type, use);
  walker->here.flags = flags;
  return id;
}

Str type_last_name(const AstExpr *expr) {
  if (expr->kind == AST_NAME_EXPR) return expr->name;
  return expr->kind == AST_ATTRIBUTE ? expr->attribute.name.text : (Str){0};
}

// ---- Subscripts in types ------------------------------------------------------------------------

// Of `Annotated[X, "anything"]` only X is a type.
static ExprId walk_annotated(Walker *walker, const AstExpr *tuple) {
  size_t mark = walker->stack.count;
  for (uint32_t i = 0; i < tuple->elements.count; i++) {
    emit_push(walker, walk_expr(walker, tuple->elements.at[i], USE_ELEMENT));
    walker->here.flags &= (uint16_t)~WALK_TYPES;
  }
  ExprDraft made = {.kind = EXPR_CONTAINER, .use = USE_INDEX, .c = CONTAINER_TUPLE};
  made.b = (uint32_t)(walker->stack.count - mark);
  made.a = emit_operands(walker, mark);
  return emit_expr(walker, made, tuple->span);
}

ExprId walk_type_index(Walker *walker, const AstExpr *object, const AstExpr *index) {
  Str name = type_last_name(object);
  uint16_t flags = walker->here.flags;
  if (str_equal(name, STR("Literal"))) walker->here.flags &= (uint16_t)~WALK_TYPES;
  bool is_annotated = str_equal(name, STR("Annotated")) && index->kind == AST_TUPLE;
  ExprId id = is_annotated ? walk_annotated(walker, index) : walk_expr(walker, index, USE_INDEX);
  walker->here.flags = flags;
  return id;
}
