// Blocks and simple statements.
#include "python/facts_walk.h"

// ---- Leaving ------------------------------------------------------------------------------------

static uint32_t walk_return(Walker *walker, const AstStmt *statement) {
  ExprId value = walk_optional(walker, statement->value, USE_RETURNED);
  emit_exit(walker, (ExitDraft){.kind = EXIT_RETURN, .value = value}, statement->span);
  return FLOW_RETURNS;
}

static uint32_t walk_raise(Walker *walker, const AstStmt *statement) {
  const AstExpr *exception = statement->raise.exception;
  ExitDraft exit = {.kind = EXIT_RAISE};
  exit.value = walk_optional(walker, exception, USE_RAISED);
  exit.cause = walk_optional(walker, statement->raise.cause, USE_RAISED);
  bool is_reraise = flow_is_reraise(walker, exception);
  if (is_reraise) exit.flags |= EXIT_RERAISE;
  emit_exit(walker, exit, statement->span);
  return is_reraise ? FLOW_RERAISES : FLOW_RAISES;
}

static uint32_t walk_jump(Walker *walker, const AstStmt *statement) {
  bool is_break = statement->kind == AST_BREAK;
  ExitDraft exit = {.kind = is_break ? EXIT_BREAK : EXIT_CONTINUE};
  emit_exit(walker, exit, statement->span);
  return is_break ? FLOW_BREAKS : FLOW_CONTINUES;
}

static uint32_t walk_assert(Walker *walker, const AstStmt *statement) {
  const AstExpr *test = statement->assert_.test;
  ExprId id = walk_expr(walker, test, USE_TESTED);
  walk_optional(walker, statement->assert_.message, USE_OTHER);
  bind_refine(walker, test, id, true, emit_bindings(walker));
  return flow_truth(test, false) == TRUTH_FALSE ? FLOW_RAISES : FLOW_FALLS;
}

// ---- Going on -----------------------------------------------------------------------------------

static uint32_t walk_value(Walker *walker, const AstExpr *value) {
  if (value->kind == AST_CONSTANT && value->constant.kind == AST_STRING) {
    walk_docstring(walker, value);
    return FLOW_FALLS;
  }
  walk_expr(walker, value, USE_DROPPED);
  if (value->kind != AST_CALL) return FLOW_FALLS;
  module_export_call(walker, value);
  return flow_call(value);
}

static void walk_alias(Walker *walker, const AstStmt *statement) {
  AstName name = statement->type_alias.name;
  ExprId value = walk_annotation(walker, statement->type_alias.value);
  Source source = {.kind = BINDING_TYPE_ALIAS, .value = value};
  bind_name(walker, emit_name(walker, name.text), source, 0, name.span);
}

static uint32_t walk_stmt(Walker *walker, const AstStmt *statement) {
  switch (statement->kind) {
  case AST_FUNCTION_DEF:
    return walk_function(walker, statement);
  case AST_CLASS_DEF:
    return walk_class(walker, statement);
  case AST_RETURN:
    return walk_return(walker, statement);
  case AST_DELETE:
    for (uint32_t i = 0; i < statement->targets.count; i++)
      bind_delete(walker, statement->targets.at[i]);
    return FLOW_FALLS;
  case AST_ASSIGN:
    bind_assign(walker, statement);
    return FLOW_FALLS;
  case AST_TYPE_ALIAS:
    walk_alias(walker, statement);
    return FLOW_FALLS;
  case AST_AUG_ASSIGN:
    bind_augmented(walker, statement);
    return FLOW_FALLS;
  case AST_ANN_ASSIGN:
    bind_annotated(walker, statement);
    return FLOW_FALLS;
  case AST_FOR:
    return walk_for(walker, statement);
  case AST_WHILE:
    return walk_while(walker, statement);
  case AST_IF:
    return walk_if(walker, statement);
  case AST_WITH:
    return walk_with(walker, statement);
  case AST_MATCH:
    return walk_match(walker, statement);
  case AST_RAISE:
    return walk_raise(walker, statement);
  case AST_TRY:
    return walk_try(walker, statement);
  case AST_ASSERT:
    return walk_assert(walker, statement);
  case AST_IMPORT:
  case AST_IMPORT_FROM:
    module_import(walker, statement);
    return FLOW_FALLS;
  case AST_GLOBAL:
  case AST_NONLOCAL:
    bind_declare(walker, &statement->names, statement->kind == AST_GLOBAL);
    return FLOW_FALLS;
  case AST_EXPR_STMT:
    return walk_value(walker, statement->value);
  case AST_BREAK:
  case AST_CONTINUE:
    return walk_jump(walker, statement);
  case AST_PASS:
  case AST_STMT_ERROR:
    return FLOW_FALLS;
  }
  return FLOW_FALLS;
}

// ---- Blocks -------------------------------------------------------------------------------------

uint32_t walk_block(Walker *walker, AstStmts block) {
  uint16_t flags = walker->here.flags;
  uint32_t flow = FLOW_FALLS;
  for (uint32_t i = 0; i < block.count; i++) {
    uint32_t step = walk_stmt(walker, block.at[i]);
    if (!(flow & FLOW_GOES_ON)) continue; // what stands behind a return changes nothing
    flow = flow_then(flow, step);
    if (!(flow & FLOW_GOES_ON)) emit_unreached(walker);
  }
  walker->here.flags = flags;
  return flow;
}

static ProblemKind problem_kind(AstProblemKind kind) {
  switch (kind) {
  case AST_PROBLEM_SYNTAX:
    return PROBLEM_SYNTAX;
  case AST_PROBLEM_TOO_DEEP:
    return PROBLEM_TOO_DEEP;
  }
  return PROBLEM_SYNTAX;
}

static void emit_problems(Walker *walker, const AstModule *module) {
  SummaryBuilder *out = walker->out;
  for (uint32_t i = 0; i < module->problem_count; i++) {
    const AstProblem *problem = &module->problems[i];
    Problem made = {.kind = (uint8_t)problem_kind(problem->kind)};
    // A quotation from broken text may be cut within a character.
    if (str_is_utf8(problem->text)) made.text = emit_name(walker, problem->text);
    array_push(&out->arena, &out->problems, made);
    array_push(&out->arena, &out->problem_spans, problem->span);
  }
}

void walk_module(Walker *walker, const AstModule *module) {
  walker->module = module;
  Span all = {0, (uint32_t)walker->text.size};
  Place outside = walker->here;
  emit_scope(walker, SCOPE_MODULE, (ScopeDraft){0}, all, (Span){0});
  uint32_t flow = walk_block(walker, module->body);
  emit_scope_end(walker, flow, outside);
  bind_nonlocals(walker);
  emit_problems(walker, module);
  comment_suppressions(walker->out, walker->arena, walker->text, module);
}
