// Statements: the table of readers, the simple ones, and lists of them with what is broken between.
#include "python/parse.h"

AstStmt *parse_stmt_new(Parse *p, AstStmtKind kind, Span span) {
  AstStmt *stmt = arena_push(p->arena, AstStmt, 1);
  stmt->kind = kind;
  stmt->span = span;
  return stmt;
}

static AstStmt *pass(Parse *p, Node node) {
  return parse_stmt_new(p, AST_PASS, node.span);
}

static AstStmt *break_(Parse *p, Node node) {
  return parse_stmt_new(p, AST_BREAK, node.span);
}

static AstStmt *continue_(Parse *p, Node node) {
  return parse_stmt_new(p, AST_CONTINUE, node.span);
}

static AstStmt *augmented(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstStmt *stmt = parse_stmt_new(p, AST_AUG_ASSIGN, node.span);
  stmt->aug_assign.target = parse_expr(p, parse_child(children, 0));
  parse_operator(parse_child(children, 1).kind, &stmt->aug_assign.op);
  stmt->aug_assign.value = parse_expr(p, parse_child(children, 2));
  parse_close(p, children);
  return stmt;
}

static AstStmt *annotated(Parse *p, Node node, Nodes parts) {
  AstStmt *stmt = parse_stmt_new(p, AST_ANN_ASSIGN, node.span);
  Node target = parse_child(parts, 0);
  stmt->ann_assign.is_simple = target.kind == NODE_IDENTIFIER;
  stmt->ann_assign.target = parse_expr(p, target);
  stmt->ann_assign.annotation = parse_expr(p, parse_child(parts, 1));
  Node value = parse_child(parts, 2);
  if (value.at.id) stmt->ann_assign.value = parse_expr(p, value);
  return stmt;
}

// a = b = c: the grammar nests the second assignment in the first, as its value.
static AstStmt *plain(Parse *p, Node node, Nodes parts) {
  AstStmt *stmt = parse_stmt_new(p, AST_ASSIGN, node.span);
  uint32_t mark = parse_list(p);
  parse_list_add(p, parse_expr(p, parse_child(parts, 0)));
  Node value = parse_child(parts, 1);
  while (value.kind == NODE_ASSIGNMENT) {
    Nodes inner = parse_open_every(p, value, 0, 2);
    parse_list_add(p, parse_expr(p, parse_child(inner, 0)));
    value = parse_child(inner, inner.count - 1);
    parse_close(p, inner);
  }
  stmt->assign.value = parse_expr(p, value);
  stmt->assign.targets = parse_list_exprs(p, mark);
  return stmt;
}

static AstStmt *assignment(Parse *p, Node node) {
  Nodes parts = parse_open_every(p, node, 0, 2);
  bool is_annotated = parse_child(parts, 1).kind == NODE_TYPE;
  AstStmt *stmt = is_annotated ? annotated(p, node, parts) : plain(p, node, parts);
  parse_close(p, parts);
  return stmt;
}

// Also the home of assignments and of tuples without parentheses.
static AstStmt *expression(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  Node first = parse_child(children, 0);
  AstStmt *stmt = NULL;
  if (first.kind == NODE_ASSIGNMENT) {
    stmt = assignment(p, first);
  } else if (first.kind == NODE_AUGMENTED_ASSIGNMENT) {
    stmt = augmented(p, first);
  } else {
    stmt = parse_stmt_new(p, AST_EXPR_STMT, node.span);
    stmt->value = parse_tuple_or_one(p, children.at, children.count);
  }
  parse_close(p, children);
  return stmt;
}

static AstStmt *return_(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstStmt *stmt = parse_stmt_new(p, AST_RETURN, node.span);
  if (children.count > 1) stmt->value = parse_expr(p, children.at[1]);
  parse_close(p, children);
  return stmt;
}

static AstStmt *delete_(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstStmt *stmt = parse_stmt_new(p, AST_DELETE, node.span);
  Node targets = parse_child(children, 1);
  if (targets.kind == NODE_EXPRESSION_LIST) {
    Nodes inside = parse_open(p, targets);
    stmt->targets = parse_exprs(p, inside);
    parse_close(p, inside);
  } else {
    stmt->targets = parse_exprs(p, (Nodes){&targets, 1, 0});
  }
  parse_close(p, children);
  return stmt;
}

static AstStmt *raise(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstStmt *stmt = parse_stmt_new(p, AST_RAISE, node.span);
  uint32_t from = parse_find(children, NODE_KEYWORD_FROM);
  if (children.count > 1 && from != 1) stmt->raise.exception = parse_expr(p, children.at[1]);
  if (from != UINT32_MAX) stmt->raise.cause = parse_expr(p, parse_child(children, from + 1));
  parse_close(p, children);
  return stmt;
}

static AstStmt *assert_(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstStmt *stmt = parse_stmt_new(p, AST_ASSERT, node.span);
  stmt->assert_.test = parse_expr(p, parse_child(children, 1));
  if (children.count > 3) stmt->assert_.message = parse_expr(p, children.at[3]);
  parse_close(p, children);
  return stmt;
}

static AstNames names(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstNames result = {0};
  uint32_t count = parse_count(children, NODE_IDENTIFIER);
  if (count) result.at = arena_push(p->arena, AstName, count);
  for (uint32_t i = 0; i < children.count; i++)
    if (children.at[i].kind == NODE_IDENTIFIER)
      result.at[result.count++] = parse_name(p, children.at[i]);
  parse_close(p, children);
  return result;
}

static AstStmt *global(Parse *p, Node node) {
  AstStmt *stmt = parse_stmt_new(p, AST_GLOBAL, node.span);
  stmt->names = names(p, node);
  return stmt;
}

static AstStmt *nonlocal(Parse *p, Node node) {
  AstStmt *stmt = parse_stmt_new(p, AST_NONLOCAL, node.span);
  stmt->names = names(p, node);
  return stmt;
}

// Statements of Python 2: an error that keeps its expressions.
static AstStmt *python2(Parse *p, Node node) {
  parse_problem(p, AST_PROBLEM_SYNTAX, node.span, "`%s` is a statement of Python 2",
                node.kind == NODE_PRINT ? "print" : "exec");
  Nodes children = parse_open(p, node);
  AstStmt *stmt = parse_stmt_new(p, AST_STMT_ERROR, node.span);
  stmt->targets = parse_exprs(p, children);
  parse_close(p, children);
  return stmt;
}

static AstStmt *type_alias(Parse *p, Node node) {
  Nodes children = parse_open(p, node);
  AstStmt *stmt = parse_stmt_new(p, AST_TYPE_ALIAS, node.span);
  Nodes head = parse_open(p, parse_child(children, 1));
  Node name = parse_child(head, 0);
  if (name.kind == NODE_GENERIC_TYPE) {
    Nodes generic = parse_open(p, name);
    stmt->type_alias.name = parse_name(p, parse_child(generic, 0));
    stmt->type_alias.parameters = parse_type_parameters(p, parse_child(generic, 1));
    parse_close(p, generic);
  } else {
    stmt->type_alias.name = parse_name(p, name);
  }
  stmt->type_alias.value = parse_expr(p, parse_child(children, 3));
  parse_close(p, head);
  parse_close(p, children);
  return stmt;
}

static AstStmt *(*const readers[NODE_KIND_COUNT])(Parse *p, Node node) = {
    [NODE_EXPRESSION_STATEMENT] = expression,
    [NODE_RETURN] = return_,
    [NODE_DELETE] = delete_,
    [NODE_RAISE] = raise,
    [NODE_ASSERT] = assert_,
    [NODE_PASS] = pass,
    [NODE_BREAK] = break_,
    [NODE_CONTINUE] = continue_,
    [NODE_GLOBAL] = global,
    [NODE_NONLOCAL] = nonlocal,
    [NODE_PRINT] = python2,
    [NODE_EXEC] = python2,
    [NODE_TYPE_ALIAS] = type_alias,
    [NODE_IMPORT] = parse_import,
    [NODE_FUTURE_IMPORT] = parse_import_from,
    [NODE_IMPORT_FROM] = parse_import_from,
    [NODE_IF] = parse_if,
    [NODE_FOR] = parse_for,
    [NODE_WHILE] = parse_while,
    [NODE_TRY] = parse_try,
    [NODE_WITH] = parse_with,
    [NODE_MATCH] = parse_match,
    [NODE_FUNCTION] = parse_function,
    [NODE_CLASS] = parse_class,
    [NODE_DECORATED] = parse_decorated,
};

bool parse_is_stmt(Node node) {
  return readers[node.kind];
}

AstStmt *parse_stmt(Parse *p, Node node) {
  if (!readers[node.kind]) return NULL;
  if (!parse_enter(p, node.span)) return parse_stmt_new(p, AST_STMT_ERROR, node.span);
  AstStmt *stmt = readers[node.kind](p, node);
  parse_leave(p);
  return stmt;
}
