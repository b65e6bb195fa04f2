// Trees as text, for tests: one node a line, indented below its parent, with the names of CPython's
// `ast`. A line is `label: Kind start..end details`; places that CPython does not know follow an
// `@`.
#include "python/ast_print.h"

static void print_stmts(Printer *printer, const char *label, AstStmts stmts);

static const char *type_parameter_kind_name(AstTypeParameterKind kind) {
  switch (kind) {
  case AST_TYPE_VAR:
    return "TypeVar";
  case AST_TYPE_VAR_TUPLE:
    return "TypeVarTuple";
  case AST_PARAM_SPEC:
    return "ParamSpec";
  }
  return "";
}

static void print_type_parameters(Printer *printer, AstTypeParameters parameters) {
  for (uint32_t i = 0; i < parameters.count; i++) {
    const AstTypeParameter *parameter = &parameters.at[i];
    print_begin(printer, "type_param", type_parameter_kind_name(parameter->kind));
    print_end(printer);
    printer->depth++;
    print_name(printer, "name", parameter->name);
    print_expr(printer, "bound", parameter->bound);
    print_expr(printer, "default", parameter->fallback);
    printer->depth--;
  }
}

static void print_names(Printer *printer, const char *label, AstNames names) {
  for (uint32_t i = 0; i < names.count; i++)
    print_name(printer, label, names.at[i]);
}

static void print_pattern(Printer *printer, const char *label, const AstPattern *pattern);

static void print_patterns(Printer *printer, const char *label, AstPatterns patterns) {
  for (uint32_t i = 0; i < patterns.count; i++)
    print_pattern(printer, label, patterns.at[i]);
}

static const char *pattern_name(AstPatternKind kind) {
  switch (kind) {
  case AST_PATTERN_ERROR:
    return "Error";
  case AST_PATTERN_VALUE:
    return "MatchValue";
  case AST_PATTERN_SEQUENCE:
    return "MatchSequence";
  case AST_PATTERN_MAPPING:
    return "MatchMapping";
  case AST_PATTERN_CLASS:
    return "MatchClass";
  case AST_PATTERN_STAR:
    return "MatchStar";
  case AST_PATTERN_AS:
    return "MatchAs";
  case AST_PATTERN_OR:
    return "MatchOr";
  }
  return "";
}

static void print_pattern_parts(Printer *printer, const AstPattern *pattern) {
  switch (pattern->kind) {
  case AST_PATTERN_ERROR:
    return;
  case AST_PATTERN_VALUE:
    print_expr(printer, "value", pattern->value);
    return;
  case AST_PATTERN_SEQUENCE:
  case AST_PATTERN_OR:
    print_patterns(printer, "pattern", pattern->patterns);
    return;
  case AST_PATTERN_MAPPING:
    for (uint32_t i = 0; i < pattern->mapping.keys.count; i++) {
      print_expr(printer, "key", pattern->mapping.keys.at[i]);
      print_pattern(printer, "pattern", pattern->mapping.patterns.at[i]);
    }
    print_name(printer, "rest", pattern->mapping.rest);
    return;
  case AST_PATTERN_CLASS:
    print_expr(printer, "cls", pattern->class_.cls);
    print_patterns(printer, "pattern", pattern->class_.patterns);
    for (uint32_t i = 0; i < pattern->class_.keywords.count; i++) {
      print_name(printer, "kwd", pattern->class_.keywords.at[i]);
      print_pattern(printer, "kwd_pattern", pattern->class_.keyword_patterns.at[i]);
    }
    return;
  case AST_PATTERN_STAR:
    print_name(printer, "name", pattern->name);
    return;
  case AST_PATTERN_AS:
    if (pattern->as.pattern) print_pattern(printer, "pattern", pattern->as.pattern);
    print_name(printer, "name", pattern->as.name);
    return;
  }
}

static void print_pattern(Printer *printer, const char *label, const AstPattern *pattern) {
  print_begin(printer, label, pattern_name(pattern->kind));
  print_span(printer, pattern->span);
  print_end(printer);
  printer->depth++;
  print_pattern_parts(printer, pattern);
  printer->depth--;
}

static const char *stmt_name(const AstStmt *stmt) {
  switch (stmt->kind) {
  case AST_STMT_ERROR:
    return "Error";
  case AST_FUNCTION_DEF:
    return stmt->function.is_async ? "AsyncFunctionDef" : "FunctionDef";
  case AST_CLASS_DEF:
    return "ClassDef";
  case AST_RETURN:
    return "Return";
  case AST_DELETE:
    return "Delete";
  case AST_ASSIGN:
    return "Assign";
  case AST_TYPE_ALIAS:
    return "TypeAlias";
  case AST_AUG_ASSIGN:
    return "AugAssign";
  case AST_ANN_ASSIGN:
    return "AnnAssign";
  case AST_FOR:
    return stmt->loop.is_async ? "AsyncFor" : "For";
  case AST_WHILE:
    return "While";
  case AST_IF:
    return "If";
  case AST_WITH:
    return stmt->with.is_async ? "AsyncWith" : "With";
  case AST_MATCH:
    return "Match";
  case AST_RAISE:
    return "Raise";
  case AST_TRY:
    return stmt->try_.is_star ? "TryStar" : "Try";
  case AST_ASSERT:
    return "Assert";
  case AST_IMPORT:
    return "Import";
  case AST_IMPORT_FROM:
    return "ImportFrom";
  case AST_GLOBAL:
    return "Global";
  case AST_NONLOCAL:
    return "Nonlocal";
  case AST_EXPR_STMT:
    return "Expr";
  case AST_PASS:
    return "Pass";
  case AST_BREAK:
    return "Break";
  case AST_CONTINUE:
    return "Continue";
  }
  return "";
}

static void print_function(Printer *printer, const AstStmt *stmt) {
  print_exprs(printer, "decorator", stmt->function.decorators);
  print_name(printer, "name", stmt->function.name);
  print_type_parameters(printer, stmt->function.type_parameters);
  print_parameters(printer, stmt->function.parameters);
  print_expr(printer, "returns", stmt->function.returns);
  print_stmts(printer, "body", stmt->function.body);
}

static void print_class(Printer *printer, const AstStmt *stmt) {
  print_exprs(printer, "decorator", stmt->class_.decorators);
  print_name(printer, "name", stmt->class_.name);
  print_type_parameters(printer, stmt->class_.type_parameters);
  print_exprs(printer, "base", stmt->class_.bases);
  print_keywords(printer, stmt->class_.keywords);
  print_stmts(printer, "body", stmt->class_.body);
}

static void print_with(Printer *printer, const AstStmt *stmt) {
  for (uint32_t i = 0; i < stmt->with.count; i++) {
    print_begin(printer, "item", "withitem");
    print_end(printer);
    printer->depth++;
    print_expr(printer, "context_expr", stmt->with.items[i].manager);
    print_expr(printer, "optional_vars", stmt->with.items[i].target);
    printer->depth--;
  }
  print_stmts(printer, "body", stmt->with.body);
}

static void print_match(Printer *printer, const AstStmt *stmt) {
  print_expr(printer, "subject", stmt->match.subject);
  for (uint32_t i = 0; i < stmt->match.count; i++) {
    const AstCase *match_case = &stmt->match.cases[i];
    print_begin(printer, "case", "match_case");
    print_place(printer, match_case->span);
    print_end(printer);
    printer->depth++;
    print_pattern(printer, "pattern", match_case->pattern);
    print_expr(printer, "guard", match_case->guard);
    print_stmts(printer, "body", match_case->body);
    printer->depth--;
  }
}

static void print_try(Printer *printer, const AstStmt *stmt) {
  print_stmts(printer, "body", stmt->try_.body);
  for (uint32_t i = 0; i < stmt->try_.handler_count; i++) {
    const AstHandler *handler = &stmt->try_.handlers[i];
    print_begin(printer, "handler", "ExceptHandler");
    print_span(printer, handler->span);
    print_place(printer, handler->header);
    print_end(printer);
    printer->depth++;
    print_expr(printer, "type", handler->type);
    print_name(printer, "name", handler->name);
    print_stmts(printer, "body", handler->body);
    printer->depth--;
  }
  print_stmts(printer, "orelse", stmt->try_.otherwise);
  print_stmts(printer, "finalbody", stmt->try_.finally);
}

static void print_import(Printer *printer, const AstStmt *stmt) {
  print_name(printer, "module", stmt->import.module);
  for (uint32_t i = 0; i < stmt->import.count; i++) {
    const AstAlias *alias = &stmt->import.names[i];
    print_begin(printer, "alias", "alias");
    print_span(printer, alias->span);
    print_end(printer);
    printer->depth++;
    print_name(printer, "name", alias->name);
    print_name(printer, "asname", alias->alias);
    printer->depth--;
  }
}

static void print_parts(Printer *printer, const AstStmt *stmt) {
  switch (stmt->kind) {
  case AST_FUNCTION_DEF:
    print_function(printer, stmt);
    return;
  case AST_CLASS_DEF:
    print_class(printer, stmt);
    return;
  case AST_RETURN:
  case AST_EXPR_STMT:
    print_expr(printer, "value", stmt->value);
    return;
  case AST_STMT_ERROR:
  case AST_DELETE:
    print_exprs(printer, "target", stmt->targets);
    return;
  case AST_ASSIGN:
    print_exprs(printer, "target", stmt->assign.targets);
    print_expr(printer, "value", stmt->assign.value);
    return;
  case AST_TYPE_ALIAS:
    print_name(printer, "name", stmt->type_alias.name);
    print_type_parameters(printer, stmt->type_alias.parameters);
    print_expr(printer, "value", stmt->type_alias.value);
    return;
  case AST_AUG_ASSIGN:
    print_expr(printer, "target", stmt->aug_assign.target);
    print_expr(printer, "value", stmt->aug_assign.value);
    return;
  case AST_ANN_ASSIGN:
    print_expr(printer, "target", stmt->ann_assign.target);
    print_expr(printer, "annotation", stmt->ann_assign.annotation);
    print_expr(printer, "value", stmt->ann_assign.value);
    return;
  case AST_FOR:
  case AST_WHILE:
    print_expr(printer, "test", stmt->loop.test);
    print_expr(printer, "target", stmt->loop.target);
    print_expr(printer, "iter", stmt->loop.iterable);
    print_stmts(printer, "body", stmt->loop.body);
    print_stmts(printer, "orelse", stmt->loop.otherwise);
    return;
  case AST_IF:
    print_expr(printer, "test", stmt->branch.test);
    print_stmts(printer, "body", stmt->branch.body);
    print_stmts(printer, "orelse", stmt->branch.otherwise);
    return;
  case AST_WITH:
    print_with(printer, stmt);
    return;
  case AST_MATCH:
    print_match(printer, stmt);
    return;
  case AST_RAISE:
    print_expr(printer, "exc", stmt->raise.exception);
    print_expr(printer, "cause", stmt->raise.cause);
    return;
  case AST_TRY:
    print_try(printer, stmt);
    return;
  case AST_ASSERT:
    print_expr(printer, "test", stmt->assert_.test);
    print_expr(printer, "msg", stmt->assert_.message);
    return;
  case AST_IMPORT:
  case AST_IMPORT_FROM:
    print_import(printer, stmt);
    return;
  case AST_GLOBAL:
  case AST_NONLOCAL:
    print_names(printer, "name", stmt->names);
    return;
  case AST_PASS:
  case AST_BREAK:
  case AST_CONTINUE:
    return;
  }
}

// What stands on the statement's own line.
static void print_details(Printer *printer, const AstStmt *stmt) {
  if (stmt->kind == AST_AUG_ASSIGN) {
    print_text(printer, " ");
    print_text(printer, print_operator(stmt->aug_assign.op));
  }
  if (stmt->kind == AST_ANN_ASSIGN && stmt->ann_assign.is_simple) print_text(printer, " simple");
  for (uint32_t i = 0; stmt->kind == AST_IMPORT_FROM && i < stmt->import.level; i++)
    print_text(printer, i ? "." : " .");
  if (stmt->kind == AST_TRY && stmt->try_.finally.count)
    print_place(printer, stmt->try_.finally_header);
}

static void print_stmts(Printer *printer, const char *label, AstStmts stmts) {
  for (uint32_t i = 0; i < stmts.count; i++) {
    print_begin(printer, label, stmt_name(stmts.at[i]));
    print_span(printer, stmts.at[i]->span);
    print_details(printer, stmts.at[i]);
    print_end(printer);
    printer->depth++;
    print_parts(printer, stmts.at[i]);
    printer->depth--;
  }
}

static void print_problem(Printer *printer, const AstProblem *problem) {
  switch (problem->kind) {
  case AST_PROBLEM_SYNTAX:
    print_begin(printer, "problem", "syntax");
    break;
  case AST_PROBLEM_TOO_DEEP:
    print_begin(printer, "problem", "too-deep");
    break;
  }
  print_span(printer, problem->span);
  print_text(printer, " ");
  print_str(printer, problem->text);
  print_end(printer);
}

Str ast_print(Arena *arena, const AstModule *module) {
  Printer printer = {.arena = arena, .text = module->text};
  print_stmts(&printer, "body", module->body);
  for (uint32_t i = 0; i < module->comment_count; i++) {
    print_begin(&printer, "comment", "comment");
    print_span(&printer, module->comments[i]);
    print_end(&printer);
  }
  for (uint32_t i = 0; i < module->problem_count; i++)
    print_problem(&printer, &module->problems[i]);
  return (Str){printer.out.at, printer.out.count};
}
