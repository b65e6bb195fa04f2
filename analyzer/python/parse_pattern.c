// match and its patterns.
#include "python/parse.h"

// The `name=` of an argument in a class pattern. Where none can be, readers get NULL.
typedef struct Keyword {
  AstName name;
  uint32_t start; // of the pattern behind it
} Keyword;

static AstPattern *pattern(Parse *p, Node node, Keyword *keyword);

static AstPattern *pattern_new(Parse *p, AstPatternKind kind, Span span) {
  AstPattern *result = arena_push(p->arena, AstPattern, 1);
  result->kind = kind;
  result->span = span;
  return result;
}

static AstPattern *value_new(Parse *p, AstExpr *value) {
  AstPattern *result = pattern_new(p, AST_PATTERN_VALUE, value->span);
  result->value = value;
  return result;
}

// A capture or the wildcard.
static AstPattern *capture_new(Parse *p, Node node) {
  AstPattern *result = pattern_new(p, AST_PATTERN_AS, node.span);
  result->as.name = parse_name(p, node);
  bool is_wildcard = node.kind == NODE_UNDERSCORE || str_equal_c(result->as.name.text, "_");
  if (is_wildcard) result->as.name.text = STR("");
  return result;
}

// a.b.c as an expression.
static AstExpr *dotted(Parse *p, Nodes children) {
  AstExpr *expr = parse_expr_name(p, parse_child(children, 0).span);
  for (uint32_t i = 2; i < children.count; i += 2) {
    AstExpr *outer = parse_expr_new(p, AST_ATTRIBUTE, span_join(expr->span, children.at[i].span));
    outer->attribute.object = expr;
    outer->attribute.name = parse_name(p, children.at[i]);
    expr = outer;
  }
  return expr;
}

static AstExpr *dotted_expr(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  bool fits = p->depth + children.count / 2 < AST_MAX_DEPTH;
  if (!fits)
    parse_problem(p, AST_PROBLEM_TOO_DEEP, node.span, "nested more than %d levels deep",
                  AST_MAX_DEPTH);
  AstExpr *expr = fits ? dotted(p, children) : parse_expr_error(p, node.span);
  parse_close(p, children);
  return expr;
}

static AstPattern *dotted_pattern(Parse *p, Node node) {
  if (ts_node_child_count(node.at) <= 1) return capture_new(p, node);
  return value_new(p, dotted_expr(p, node));
}

static AstExpr *negative(Parse *p, Node minus, Node number) {
  AstExpr *expr = parse_expr_new(p, AST_UNARY, span_join(minus.span, number.span));
  expr->unary.op = AST_NEGATIVE;
  expr->unary.operand = parse_expr(p, number);
  return expr;
}

// -1+2j
static AstPattern *complex_pattern(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  bool is_negative = parse_child(children, 0).kind == NODE_MINUS;
  uint32_t at = is_negative ? 1 : 0;
  AstExpr *expr = parse_expr_new(p, AST_BINARY, node.span);
  expr->binary.left = is_negative ? negative(p, children.at[0], parse_child(children, 1))
                                  : parse_expr(p, parse_child(children, 0));
  parse_operator(parse_child(children, at + 1).kind, &expr->binary.op);
  expr->binary.right = parse_expr(p, parse_child(children, at + 2));
  parse_close(p, children);
  return value_new(p, expr);
}

// *rest, **rest
static AstPattern *splat_pattern(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstPattern *result = pattern_new(p, AST_PATTERN_STAR, node.span);
  result->name = parse_name(p, parse_child(children, 1));
  if (str_equal_c(result->name.text, "_")) result->name.text = STR("");
  parse_close(p, children);
  return result;
}

static bool is_pattern(Node node) {
  switch ((int)node.kind) {
  case NODE_CASE_PATTERN:
  case NODE_AS_PATTERN:
  case NODE_CLASS_PATTERN:
  case NODE_SPLAT_PATTERN:
  case NODE_UNION_PATTERN:
  case NODE_LIST_PATTERN:
  case NODE_TUPLE_PATTERN:
  case NODE_DICT_PATTERN:
  case NODE_COMPLEX_PATTERN:
  case NODE_DOTTED_NAME:
  case NODE_UNDERSCORE:
  case NODE_MINUS:
    return true;
  default:
    return parse_is_expr(node);
  }
}

// The pattern that starts at child `*at`, which moves to its last node: a negative number is two.
static AstPattern *pattern_at(Parse *p, Nodes children, uint32_t *at, Keyword *keyword) {
  Node node = parse_child(children, *at);
  if (node.kind != NODE_MINUS) return pattern(p, node, keyword);
  ++*at;
  return value_new(p, negative(p, node, parse_child(children, *at)));
}

static AstPatterns patterns(Parse *p, Nodes children) {
  uint32_t mark = parse_list(p);
  for (uint32_t i = 0; i < children.count; i++)
    if (is_pattern(children.at[i])) parse_list_add(p, pattern_at(p, children, &i, NULL));
  return parse_list_patterns(p, mark);
}

static AstPattern *sequence(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstPattern *result = NULL;
  if (node.kind == NODE_TUPLE_PATTERN && children.count == 3) { // (x) only groups
    result = pattern(p, children.at[1], NULL);
  } else {
    result = pattern_new(p, AST_PATTERN_SEQUENCE, node.span);
    result->patterns = patterns(p, children);
  }
  parse_close(p, children);
  return result;
}

static AstPattern *union_pattern(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstPattern *result = pattern_new(p, AST_PATTERN_OR, node.span);
  result->patterns = patterns(p, children);
  parse_close(p, children);
  return result;
}

static void mapping_item(Parse *p, Nodes children, uint32_t *at, AstPattern *out) {
  Node node = children.at[*at];
  if (node.kind == NODE_SPLAT_PATTERN) {
    out->mapping.rest = splat_pattern(p, node)->name;
    return;
  }
  AstPattern *key = pattern_at(p, children, at, NULL);
  bool is_value = key->kind == AST_PATTERN_VALUE;
  AstExpr *expr = is_value ? key->value : parse_expr_error(p, key->span);
  uint32_t count = out->mapping.keys.count++;
  out->mapping.keys.at[count] = expr;
  *at += 2; // the colon
  AstPattern *value = pattern(p, parse_child(children, *at), NULL);
  out->mapping.patterns.at[out->mapping.patterns.count++] = value;
}

static AstPattern *mapping(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstPattern *result = pattern_new(p, AST_PATTERN_MAPPING, node.span);
  uint32_t count = parse_count(children, NODE_COLON);
  result->mapping.keys.at = arena_push(p->arena, AstExpr *, count);
  result->mapping.patterns.at = arena_push(p->arena, AstPattern *, count);
  for (uint32_t i = 0; i < children.count; i++)
    if (is_pattern(children.at[i])) mapping_item(p, children, &i, result);
  parse_close(p, children);
  return result;
}

// The grammar takes `name=x as y` for `(name=x) as y`.
static AstPattern *as_pattern(Parse *p, Node node, Keyword *keyword) {
  Nodes children = parse_open(p, node);
  AstPattern *result = pattern_new(p, AST_PATTERN_AS, node.span);
  result->as.pattern = pattern(p, parse_child(children, 0), keyword);
  result->as.name = parse_name(p, parse_child(children, 2));
  if (keyword && keyword->name.text.size) result->span.start = keyword->start;
  parse_close(p, children);
  return result;
}

static AstPattern *keyword_pattern(Parse *p, Node node, Keyword *keyword) {
  Nodes children = parse_open(p, node);
  uint32_t at = 2;
  if (keyword) {
    *keyword =
        (Keyword){parse_name(p, parse_child(children, 0)), parse_child(children, 2).span.start};
  } else {
    parse_problem(p, AST_PROBLEM_SYNTAX, node.span, "a keyword is not expected here");
  }
  AstPattern *result = pattern_at(p, children, &at, NULL);
  parse_close(p, children);
  return result;
}

// The arguments of a class pattern, by position on the shared list and by keyword in `out`.
static void arguments(Parse *p, Nodes children, AstPattern *out) {
  for (uint32_t i = 0; i < children.count; i++) {
    if (children.at[i].kind != NODE_CASE_PATTERN) continue;
    Keyword name = {0};
    AstPattern *argument = pattern(p, children.at[i], &name);
    if (name.name.text.size) {
      out->class_.keywords.at[out->class_.keywords.count++] = name.name;
      out->class_.keyword_patterns.at[out->class_.keyword_patterns.count++] = argument;
    } else {
      parse_list_add(p, argument);
    }
  }
}

static AstPattern *class_pattern(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstPattern *result = pattern_new(p, AST_PATTERN_CLASS, node.span);
  result->class_.cls = dotted_expr(p, parse_child(children, 0));
  uint32_t count = parse_count(children, NODE_CASE_PATTERN);
  result->class_.keywords.at = arena_push(p->arena, AstName, count);
  result->class_.keyword_patterns.at = arena_push(p->arena, AstPattern *, count);
  uint32_t mark = parse_list(p);
  arguments(p, children, result);
  result->class_.patterns = parse_list_patterns(p, mark);
  parse_close(p, children);
  return result;
}

static AstPattern *pattern_read(Parse *p, Node node, Keyword *keyword) {
  switch ((int)node.kind) {
  case NODE_AS_PATTERN:
    return as_pattern(p, node, keyword);
  case NODE_KEYWORD_PATTERN:
    return keyword_pattern(p, node, keyword);
  case NODE_CLASS_PATTERN:
    return class_pattern(p, node);
  case NODE_SPLAT_PATTERN:
    return splat_pattern(p, node);
  case NODE_UNION_PATTERN:
    return union_pattern(p, node);
  case NODE_LIST_PATTERN:
  case NODE_TUPLE_PATTERN:
    return sequence(p, node);
  case NODE_DICT_PATTERN:
    return mapping(p, node);
  case NODE_COMPLEX_PATTERN:
    return complex_pattern(p, node);
  case NODE_DOTTED_NAME:
    return dotted_pattern(p, node);
  case NODE_UNDERSCORE:
    return capture_new(p, node);
  default:
    return parse_is_expr(node) ? value_new(p, parse_expr(p, node))
                               : pattern_new(p, AST_PATTERN_ERROR, node.span);
  }
}

static AstPattern *pattern(Parse *p, Node node, Keyword *keyword) {
  if (node.kind == NODE_CASE_PATTERN) {
    Nodes children = parse_open(p, node);
    uint32_t at = 0;
    AstPattern *result = pattern_at(p, children, &at, keyword);
    parse_close(p, children);
    return result;
  }
  if (!parse_enter(p, node.span)) return pattern_new(p, AST_PATTERN_ERROR, node.span);
  AstPattern *result = pattern_read(p, node, keyword);
  parse_leave(p);
  return result;
}

// The patterns of one case. Several, or one with a comma or a star, are a sequence.
static AstPattern *case_patterns(Parse *p, Nodes children, uint32_t from, uint32_t to) {
  Nodes nodes = {children.at + from, to - from, 0};
  if (!nodes.count) return pattern_new(p, AST_PATTERN_ERROR, (Span){0});
  if (nodes.count == 1) {
    AstPattern *only = pattern(p, nodes.at[0], NULL);
    if (only->kind != AST_PATTERN_STAR) return only;
    parse_list_add(p, only);
    AstPattern *result = pattern_new(p, AST_PATTERN_SEQUENCE, only->span);
    result->patterns = parse_list_patterns(p, parse_list(p) - 1);
    return result;
  }
  AstPattern *result = pattern_new(p, AST_PATTERN_SEQUENCE,
                                   span_join(nodes.at[0].span, nodes.at[nodes.count - 1].span));
  result->patterns = patterns(p, nodes);
  return result;
}

static AstCase case_clause(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstCase result = {.span = node.span};
  uint32_t colon = parse_find(children, NODE_COLON);
  uint32_t end = colon == UINT32_MAX ? children.count : colon;
  Node guard = parse_child(children, end - 1);
  if (guard.kind == NODE_IF_CLAUSE) end--;
  result.pattern = case_patterns(p, children, 1, end);
  if (guard.kind == NODE_IF_CLAUSE) {
    Nodes inside = parse_open(p, guard);
    result.guard = parse_expr(p, parse_child(inside, 1));
    parse_close(p, inside);
  }
  result.body = parse_body(p, children, &result.span.end);
  parse_close(p, children);
  return result;
}

AstStmt *parse_match(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstStmt *stmt = parse_stmt_new(p, AST_MATCH, node.span);
  uint32_t colon = parse_find(children, NODE_COLON);
  uint32_t end = colon == UINT32_MAX ? children.count : colon;
  stmt->match.subject = parse_tuple_or_one(p, children.at + 1, end > 1 ? end - 1 : 0);
  Nodes inside = parse_open(p, parse_find_node(children, NODE_BLOCK));
  stmt->match.cases = arena_push(p->arena, AstCase, parse_count(inside, NODE_CASE_CLAUSE));
  for (uint32_t i = 0; i < inside.count; i++)
    if (inside.at[i].kind == NODE_CASE_CLAUSE)
      stmt->match.cases[stmt->match.count++] = case_clause(p, inside.at[i]);
  if (stmt->match.count) stmt->span.end = stmt->match.cases[stmt->match.count - 1].span.end;
  parse_close(p, inside);
  parse_close(p, children);
  return stmt;
}
