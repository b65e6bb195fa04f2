// How deep a tree is. Chains lean to the left: a.b.c.d has its deepest node first, and how deep it
// lies is known when the last dot is read. So depth is measured afterwards, and only where there
// are nodes enough to be too deep.
#include "python/parser/parser.h"

static bool expr_fits(const AstExpr *expr, uint32_t levels);

static bool exprs_fit(AstExprs exprs, uint32_t levels) {
  for (uint32_t i = 0; i < exprs.count; i++)
    if (!expr_fits(exprs.at[i], levels)) return false;
  return true;
}

static bool keywords_fit(AstKeywords keywords, uint32_t levels) {
  for (uint32_t i = 0; i < keywords.count; i++)
    if (!expr_fits(keywords.at[i].value, levels)) return false;
  return true;
}

static bool parameters_fit(AstParameters parameters, uint32_t levels) {
  for (uint32_t i = 0; i < parameters.count; i++) {
    const AstParameter *one = &parameters.at[i];
    if (!expr_fits(one->annotation, levels) || !expr_fits(one->fallback, levels)) return false;
  }
  return true;
}

static bool type_parameters_fit(AstTypeParameters parameters, uint32_t levels) {
  for (uint32_t i = 0; i < parameters.count; i++) {
    const AstTypeParameter *one = &parameters.at[i];
    if (!expr_fits(one->bound, levels) || !expr_fits(one->fallback, levels)) return false;
  }
  return true;
}

static bool comprehension_fits(const AstExpr *expr, uint32_t levels) {
  for (uint32_t i = 0; i < expr->comprehension.parts.count; i++) {
    const AstComprehension *part = &expr->comprehension.parts.at[i];
    if (!expr_fits(part->target, levels) || !expr_fits(part->iterable, levels)) return false;
    if (!exprs_fit(part->conditions, levels)) return false;
  }
  return expr_fits(expr->comprehension.element, levels) &&
         expr_fits(expr->comprehension.value, levels);
}

static bool format_fits(const AstExpr *expr, uint32_t levels) {
  for (uint32_t i = 0; i < expr->format.count; i++) {
    const AstReplacement *part = &expr->format.parts[i];
    if (!expr_fits(part->value, levels) || !exprs_fit(part->spec, levels)) return false;
  }
  return true;
}

static bool children_fit(const AstExpr *expr, uint32_t levels) {
  switch (expr->kind) {
  case AST_BOOL_OP:
    return exprs_fit(expr->bool_op.values, levels);
  case AST_NAMED:
    return expr_fits(expr->named.value, levels);
  case AST_BINARY:
    return expr_fits(expr->binary.left, levels) && expr_fits(expr->binary.right, levels);
  case AST_UNARY:
    return expr_fits(expr->unary.operand, levels);
  case AST_LAMBDA:
    return parameters_fit(expr->lambda.parameters, levels) && expr_fits(expr->lambda.body, levels);
  case AST_CONDITIONAL:
    return expr_fits(expr->conditional.test, levels) && expr_fits(expr->conditional.body, levels) &&
           expr_fits(expr->conditional.otherwise, levels);
  case AST_DICT:
    return exprs_fit((AstExprs){expr->dict.keys, expr->dict.count}, levels) &&
           exprs_fit((AstExprs){expr->dict.values, expr->dict.count}, levels);
  case AST_EXPR_ERROR:
  case AST_SET:
  case AST_LIST:
  case AST_TUPLE:
    return exprs_fit(expr->elements, levels);
  case AST_LIST_COMP:
  case AST_SET_COMP:
  case AST_DICT_COMP:
  case AST_GENERATOR:
    return comprehension_fits(expr, levels);
  case AST_AWAIT:
  case AST_YIELD:
  case AST_YIELD_FROM:
  case AST_STARRED:
    return expr_fits(expr->operand, levels);
  case AST_COMPARE:
    return expr_fits(expr->compare.first, levels) &&
           exprs_fit((AstExprs){expr->compare.operands, expr->compare.count}, levels);
  case AST_CALL:
    return expr_fits(expr->call.callee, levels) && exprs_fit(expr->call.arguments, levels) &&
           keywords_fit(expr->call.keywords, levels);
  case AST_FORMAT:
    return format_fits(expr, levels);
  case AST_ATTRIBUTE:
    return expr_fits(expr->attribute.object, levels);
  case AST_SUBSCRIPT:
    return expr_fits(expr->subscript.object, levels) && expr_fits(expr->subscript.index, levels);
  case AST_SLICE:
    return expr_fits(expr->slice.lower, levels) && expr_fits(expr->slice.upper, levels) &&
           expr_fits(expr->slice.step, levels);
  case AST_CONSTANT:
  case AST_NAME_EXPR:
    return true;
  }
  return true;
}

static bool expr_fits(const AstExpr *expr, uint32_t levels) {
  return !expr || (levels && children_fit(expr, levels - 1));
}

static bool pattern_fits(const AstPattern *pattern, uint32_t levels);

static bool patterns_fit(AstPatterns patterns, uint32_t levels) {
  for (uint32_t i = 0; i < patterns.count; i++)
    if (!pattern_fits(patterns.at[i], levels)) return false;
  return true;
}

static bool pattern_fits(const AstPattern *pattern, uint32_t levels) {
  if (!levels--) return false;
  switch (pattern->kind) {
  case AST_PATTERN_VALUE:
    return expr_fits(pattern->value, levels);
  case AST_PATTERN_SEQUENCE:
  case AST_PATTERN_OR:
    return patterns_fit(pattern->patterns, levels);
  case AST_PATTERN_MAPPING:
    return exprs_fit(pattern->mapping.keys, levels) &&
           patterns_fit(pattern->mapping.patterns, levels);
  case AST_PATTERN_CLASS:
    return expr_fits(pattern->class_.cls, levels) &&
           patterns_fit(pattern->class_.patterns, levels) &&
           patterns_fit(pattern->class_.keyword_patterns, levels);
  case AST_PATTERN_AS:
    return !pattern->as.pattern || pattern_fits(pattern->as.pattern, levels);
  case AST_PATTERN_ERROR:
  case AST_PATTERN_STAR:
    return true;
  }
  return true;
}

static bool match_fits(const AstStmt *stmt, uint32_t levels) {
  for (uint32_t i = 0; i < stmt->match.count; i++) {
    const AstCase *one = &stmt->match.cases[i];
    if (!pattern_fits(one->pattern, levels) || !expr_fits(one->guard, levels)) return false;
  }
  return expr_fits(stmt->match.subject, levels);
}

static bool with_fits(const AstStmt *stmt, uint32_t levels) {
  for (uint32_t i = 0; i < stmt->with.count; i++) {
    const AstWithItem *item = &stmt->with.items[i];
    if (!expr_fits(item->manager, levels) || !expr_fits(item->target, levels)) return false;
  }
  return true;
}

static bool try_fits(const AstStmt *stmt, uint32_t levels) {
  for (uint32_t i = 0; i < stmt->try_.handler_count; i++)
    if (!expr_fits(stmt->try_.handlers[i].type, levels)) return false;
  return true;
}

// Whether the expressions of a statement fit, those of its blocks not counted.
static bool stmt_fits(const AstStmt *stmt, uint32_t levels) {
  switch (stmt->kind) {
  case AST_FUNCTION_DEF:
    return exprs_fit(stmt->function.decorators, levels) &&
           type_parameters_fit(stmt->function.type_parameters, levels) &&
           parameters_fit(stmt->function.parameters, levels) &&
           expr_fits(stmt->function.returns, levels);
  case AST_CLASS_DEF:
    return exprs_fit(stmt->class_.decorators, levels) &&
           type_parameters_fit(stmt->class_.type_parameters, levels) &&
           exprs_fit(stmt->class_.bases, levels) && keywords_fit(stmt->class_.keywords, levels);
  case AST_RETURN:
  case AST_EXPR_STMT:
    return expr_fits(stmt->value, levels);
  case AST_STMT_ERROR:
  case AST_DELETE:
    return exprs_fit(stmt->targets, levels);
  case AST_ASSIGN:
    return exprs_fit(stmt->assign.targets, levels) && expr_fits(stmt->assign.value, levels);
  case AST_TYPE_ALIAS:
    return type_parameters_fit(stmt->type_alias.parameters, levels) &&
           expr_fits(stmt->type_alias.value, levels);
  case AST_AUG_ASSIGN:
    return expr_fits(stmt->aug_assign.target, levels) && expr_fits(stmt->aug_assign.value, levels);
  case AST_ANN_ASSIGN:
    return expr_fits(stmt->ann_assign.target, levels) &&
           expr_fits(stmt->ann_assign.annotation, levels) &&
           expr_fits(stmt->ann_assign.value, levels);
  case AST_FOR:
  case AST_WHILE:
    return expr_fits(stmt->loop.target, levels) && expr_fits(stmt->loop.iterable, levels) &&
           expr_fits(stmt->loop.test, levels);
  case AST_IF:
    return expr_fits(stmt->branch.test, levels);
  case AST_WITH:
    return with_fits(stmt, levels);
  case AST_MATCH:
    return match_fits(stmt, levels);
  case AST_RAISE:
    return expr_fits(stmt->raise.exception, levels) && expr_fits(stmt->raise.cause, levels);
  case AST_TRY:
    return try_fits(stmt, levels);
  case AST_ASSERT:
    return expr_fits(stmt->assert_.test, levels) && expr_fits(stmt->assert_.message, levels);
  case AST_IMPORT:
  case AST_IMPORT_FROM:
  case AST_GLOBAL:
  case AST_NONLOCAL:
  case AST_PASS:
  case AST_BREAK:
  case AST_CONTINUE:
    return true;
  }
  return true;
}

void parser_check_nesting(Parser *p, const AstStmt *stmt) {
  if (p->depth + p->created <= AST_MAX_DEPTH) return;
  bool fits = p->depth <= AST_MAX_DEPTH && stmt_fits(stmt, AST_MAX_DEPTH - p->depth);
  if (!fits) parser_fail(p);
}
