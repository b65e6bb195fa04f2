// What is known without running: constant tests, dead code, calls that never return.
#include "python/facts_walk.h"

// ---- Tests --------------------------------------------------------------------------------------

static Truth truth_of(bool is_true) {
  return is_true ? TRUTH_TRUE : TRUTH_FALSE;
}

static Truth constant_truth(const AstExpr *expr) {
  switch (expr->constant.kind) {
  case AST_NONE:
  case AST_FALSE:
    return TRUTH_FALSE;
  case AST_TRUE:
  case AST_ELLIPSIS:
    return TRUTH_TRUE;
  case AST_INT:
    return truth_of(literal_int(expr->constant.value) != 0);
  case AST_STRING:
    return truth_of(expr->constant.value.size > 0);
  case AST_BYTES:
  case AST_FLOAT:
  case AST_COMPLEX:
    return TRUTH_UNKNOWN;
  }
  return TRUTH_UNKNOWN;
}

static Truth name_truth(Str name, bool is_checking) {
  return str_equal(name, STR("TYPE_CHECKING")) ? truth_of(is_checking) : TRUTH_UNKNOWN;
}

// `and` is false as soon as one of its operands is, `or` true: the deciding outcome.
static Truth bool_op_truth(const AstExpr *expr, bool is_checking) {
  Truth deciding = truth_of(expr->bool_op.is_or);
  Truth result = truth_of(!expr->bool_op.is_or);
  for (uint32_t i = 0; i < expr->bool_op.values.count; i++) {
    Truth operand = flow_truth(expr->bool_op.values.at[i], is_checking);
    if (operand == deciding) return deciding;
    if (operand == TRUTH_UNKNOWN) result = TRUTH_UNKNOWN;
  }
  return result;
}

static Truth not_truth(Truth operand) {
  return operand == TRUTH_UNKNOWN ? TRUTH_UNKNOWN : truth_of(operand == TRUTH_FALSE);
}

Truth flow_truth(const AstExpr *test, bool is_checking) {
  switch ((int)test->kind) {
  case AST_CONSTANT:
    return constant_truth(test);
  case AST_NAME_EXPR:
    return name_truth(test->name, is_checking);
  case AST_ATTRIBUTE:
    return name_truth(test->attribute.name.text, is_checking);
  case AST_UNARY:
    if (test->unary.op != AST_NOT) return TRUTH_UNKNOWN;
    return not_truth(flow_truth(test->unary.operand, is_checking));
  case AST_BOOL_OP:
    return bool_op_truth(test, is_checking);
  }
  return TRUTH_UNKNOWN;
}

void flow_assume(Walker *walker, const AstExpr *test, bool outcome) {
  Truth contrary = truth_of(!outcome);
  if (flow_truth(test, false) != contrary) return;
  bool is_checked = flow_truth(test, true) != contrary;
  walker->here.flags |= EXPR_FLAG_DEAD | (is_checked ? WALK_CHECKING : WALK_UNREACHED);
}

// ---- Statements ---------------------------------------------------------------------------------

uint32_t flow_then(uint32_t first, uint32_t second) {
  // What is reached only because an exception may have been swallowed falls off its end likewise.
  bool is_doubtful = !(first & FLOW_FALLS) && (second & FLOW_FALLS);
  if (is_doubtful) second = (second & ~(uint32_t)FLOW_FALLS) | FLOW_SWALLOWED;
  return (first & ~FLOW_GOES_ON) | second;
}

static bool is_attribute_of(const AstExpr *expr, Str module, Str name) {
  return expr->kind == AST_ATTRIBUTE && str_equal(expr->attribute.name.text, name) &&
         expr->attribute.object->kind == AST_NAME_EXPR &&
         str_equal(expr->attribute.object->name, module);
}

uint32_t flow_call(const AstExpr *call) {
  const AstExpr *callee = call->call.callee;
  if (is_attribute_of(callee, STR("os"), STR("_exit"))) return 0;
  bool is_exit = is_attribute_of(callee, STR("sys"), STR("exit"));
  if (callee->kind == AST_NAME_EXPR)
    is_exit = str_equal(callee->name, STR("exit")) || str_equal(callee->name, STR("quit"));
  return is_exit ? FLOW_RAISES : FLOW_FALLS;
}

// The name in `e` and in `e.with_traceback(…)`.
static Str raised_name(const AstExpr *exception) {
  if (exception->kind == AST_CALL && exception->call.callee->kind == AST_ATTRIBUTE &&
      str_equal(exception->call.callee->attribute.name.text, STR("with_traceback")))
    exception = exception->call.callee->attribute.object;
  return exception->kind == AST_NAME_EXPR ? exception->name : (Str){0};
}

bool flow_is_reraise(Walker *walker, const AstExpr *exception) {
  if (!exception) return true;
  Str raised = raised_name(exception);
  if (raised.size == 0) return false;
  NameId name = emit_name(walker, raised);
  for (size_t i = walker->handlers_of_function; i < walker->handlers.count; i++)
    if (walker->handlers.at[i] == name) return true;
  return false;
}

// ---- Stubs --------------------------------------------------------------------------------------

static bool is_not_implemented(const AstExpr *exception) {
  if (!exception) return false;
  if (exception->kind == AST_CALL) exception = exception->call.callee;
  return exception->kind == AST_NAME_EXPR && str_equal(exception->name, STR("NotImplementedError"));
}

static bool is_placeholder(const AstStmt *statement) {
  switch ((int)statement->kind) {
  case AST_PASS:
    return true;
  case AST_RAISE:
    return is_not_implemented(statement->raise.exception);
  case AST_EXPR_STMT:
    return statement->value->kind == AST_CONSTANT &&
           (statement->value->constant.kind == AST_STRING ||
            statement->value->constant.kind == AST_ELLIPSIS);
  }
  return false;
}

bool flow_is_stub(AstStmts body) {
  for (uint32_t i = 0; i < body.count; i++)
    if (!is_placeholder(body.at[i])) return false;
  return body.count > 0;
}
