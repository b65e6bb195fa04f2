// match: patterns are expressions to compare with and names to bind.
#include "python/facts_walk.h"

static ExprId walk_pattern(Walker *walker, const AstPattern *pattern);

static void walk_patterns(Walker *walker, const AstPatterns *patterns) {
  for (uint32_t i = 0; i < patterns->count; i++)
    walk_pattern(walker, patterns->at[i]);
}

static void capture(Walker *walker, AstName name, ExprId cls) {
  if (name.text.size == 0) return;
  Source source = {.kind = BINDING_MATCH, .value = cls};
  bind_name(walker, emit_name(walker, name.text), source, 0, name.span);
}

static void walk_mapping(Walker *walker, const AstPattern *pattern) {
  for (uint32_t i = 0; i < pattern->mapping.keys.count; i++)
    walk_expr(walker, pattern->mapping.keys.at[i], USE_COMPARED);
  walk_patterns(walker, &pattern->mapping.patterns);
  capture(walker, pattern->mapping.rest, 0);
}

static ExprId walk_class_pattern(Walker *walker, const AstPattern *pattern) {
  ExprId cls = walk_expr(walker, pattern->class_.cls, USE_OTHER);
  walk_patterns(walker, &pattern->class_.patterns);
  walk_patterns(walker, &pattern->class_.keyword_patterns);
  return cls;
}

static bool is_none(const AstPattern *pattern) {
  return pattern->kind == AST_PATTERN_VALUE && pattern->value->kind == AST_CONSTANT &&
         pattern->value->constant.kind == AST_NONE;
}

// `A() | B()`: one of several classes, or None; 0 where an alternative is anything else.
static ExprId walk_alternatives(Walker *walker, const AstPattern *pattern) {
  const AstPatterns *patterns = &pattern->patterns;
  size_t mark = walker->stack.count;
  bool is_known = true;
  for (uint32_t i = 0; i < patterns->count; i++) {
    ExprId cls = walk_pattern(walker, patterns->at[i]);
    if (cls) emit_push(walker, cls);
    is_known &= cls != 0 || is_none(patterns->at[i]);
  }
  uint32_t count = (uint32_t)(walker->stack.count - mark);
  if (!is_known || count < 2) {
    ExprId alone = is_known && count == 1 ? walker->stack.at[mark] : 0;
    walker->stack.count = mark;
    return alone;
  }
  ExprDraft made = {
      .kind = EXPR_CHOICE, .a = emit_operands(walker, mark), .b = count, .c = CHOICE_OR};
  return emit_expr(walker, made, pattern->span);
}

// Returns the class that everything which matches is an instance of, or a choice of classes; 0
// when there is none.
static ExprId walk_pattern(Walker *walker, const AstPattern *pattern) {
  ExprId cls = 0;
  switch (pattern->kind) {
  case AST_PATTERN_ERROR:
    break;
  case AST_PATTERN_VALUE:
    walk_expr(walker, pattern->value, USE_COMPARED);
    break;
  case AST_PATTERN_OR:
    return walk_alternatives(walker, pattern);
  case AST_PATTERN_SEQUENCE:
    walk_patterns(walker, &pattern->patterns);
    break;
  case AST_PATTERN_MAPPING:
    walk_mapping(walker, pattern);
    break;
  case AST_PATTERN_CLASS:
    return walk_class_pattern(walker, pattern);
  case AST_PATTERN_STAR:
    capture(walker, pattern->name, 0);
    break;
  case AST_PATTERN_AS:
    if (pattern->as.pattern) cls = walk_pattern(walker, pattern->as.pattern);
    capture(walker, pattern->as.name, cls);
    break;
  }
  return cls;
}

// Whether a pattern says only that the subject is one of some values.
static bool is_of_values(const AstPattern *pattern) {
  if (pattern->kind != AST_PATTERN_OR) return pattern->kind == AST_PATTERN_VALUE;
  for (uint32_t i = 0; i < pattern->patterns.count; i++)
    if (pattern->patterns.at[i]->kind != AST_PATTERN_VALUE) return false;
  return true;
}

// Whether it says only that it is an instance of some classes.
static bool is_of_classes(const AstPattern *pattern) {
  if (pattern->kind == AST_PATTERN_AS)
    return pattern->as.pattern && is_of_classes(pattern->as.pattern);
  if (pattern->kind == AST_PATTERN_CLASS)
    return pattern->class_.patterns.count + pattern->class_.keyword_patterns.count == 0;
  if (pattern->kind != AST_PATTERN_OR) return false;
  for (uint32_t i = 0; i < pattern->patterns.count; i++)
    if (!is_of_classes(pattern->patterns.at[i])) return false;
  return true;
}

static ExprId walk_values(Walker *walker, const AstPattern *pattern) {
  bool is_choice = pattern->kind == AST_PATTERN_OR;
  uint32_t count = is_choice ? pattern->patterns.count : 1;
  size_t mark = walker->stack.count;
  for (uint32_t i = 0; i < count; i++) {
    const AstPattern *one = is_choice ? pattern->patterns.at[i] : pattern;
    emit_push(walker, walk_expr(walker, one->value, USE_COMPARED));
  }
  ExprDraft made = {
      .kind = EXPR_CONTAINER, .a = emit_operands(walker, mark), .b = count, .c = CONTAINER_TUPLE};
  return emit_expr(walker, made, pattern->span);
}

// Returns what region_pattern will be.
static ExprId walk_test(Walker *walker, const AstExpr *subject, const AstPattern *pattern) {
  if (is_of_values(pattern)) return walk_values(walker, pattern);
  ExprId cls = walk_pattern(walker, pattern);
  if (cls) bind_instance(walker, subject, cls);
  return is_of_classes(pattern) ? cls : 0;
}

static bool is_irrefutable(const AstPattern *pattern) {
  if (pattern->kind == AST_PATTERN_AS)
    return !pattern->as.pattern || is_irrefutable(pattern->as.pattern);
  if (pattern->kind != AST_PATTERN_OR) return false;
  for (uint32_t i = 0; i < pattern->patterns.count; i++)
    if (is_irrefutable(pattern->patterns.at[i])) return true;
  return false;
}

static uint32_t walk_case(Walker *walker, const AstExpr *subject, ExprId id, const AstCase *one) {
  RegionId made = emit_region(walker, REGION_CASE, id, 0, header_of_case(walker->text, one));
  ExprId pattern = walk_test(walker, subject, one->pattern);
  RegionDraft *region = &walker->out->regions.at[made];
  region->group = pattern ? pattern - region->begin + 1 : 0;
  if (one->guard) region->flags |= REGION_GUARDED;
  if (one->guard) {
    ExprId guard = walk_expr(walker, one->guard, USE_TESTED);
    bind_refine(walker, one->guard, guard, true, emit_bindings(walker));
  }
  uint32_t flow = walk_block(walker, one->body);
  emit_region_end(walker, flow);
  return flow;
}

uint32_t walk_match(Walker *walker, const AstStmt *statement) {
  const AstExpr *subject = statement->match.subject;
  ExprId id = walk_expr(walker, subject, USE_MATCHED);
  uint32_t flow = 0;
  bool is_exhaustive = false;
  for (uint32_t i = 0; i < statement->match.count; i++) {
    const AstCase *one = &statement->match.cases[i];
    flow |= walk_case(walker, subject, id, one);
    if (!one->guard && is_irrefutable(one->pattern)) is_exhaustive = true;
  }
  return is_exhaustive ? flow : flow | FLOW_FALLS;
}
