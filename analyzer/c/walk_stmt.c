// Statements without loops: blocks, declarations, if, jumps.
#include "c/walk.h"

uint32_t c_flow_then(uint32_t first, uint32_t second) {
  return (first & ~(uint32_t)FLOW_FALLS) | second;
}

// `0 && x` is false whatever x is; `a && b` is true when both are. The same for || the other way
// round. As deep as expressions are.
static int choice_outcome(const Walker *walker, const Expr *choice) {
  int deciding = choice->c == CHOICE_OR;
  int outcome = !deciding;
  for (uint32_t i = 0; i < choice->b; i++) {
    int operand = test_outcome(walker, walker->out->operands.at[choice->a + i]);
    if (operand == deciding) return deciding;
    if (operand < 0) outcome = -1;
  }
  return outcome;
}

int test_outcome(const Walker *walker, ExprId test) {
  const Expr *expr = &walker->out->exprs.at[test];
  if (expr->kind == EXPR_UNARY && is_int_literal(walker, test)) return 1; // a negative number
  if (expr->kind == EXPR_CHOICE && expr->c != CHOICE_CONDITIONAL)
    return choice_outcome(walker, expr);
  if (expr->kind != EXPR_LITERAL) return -1;
  switch ((LiteralKind)expr->a) {
  case LITERAL_INT:
    return expr->b != 0;
  case LITERAL_NONE:
    return 0;
  case LITERAL_STRING:
    return 1;
  case LITERAL_TRUE:
  case LITERAL_FALSE:
  case LITERAL_ELLIPSIS:
  case LITERAL_FLOAT:
  case LITERAL_BYTES:
    return -1;
  }
  return -1;
}

// From the first word to before the body.
Span header_span(Walker *walker, CXCursor statement, CXCursor body) {
  Span inner = cursor_span(walker, body);
  Span span = cursor_span(walker, statement);
  if (inner.start > span.start && inner.start <= span.end) span.end = inner.start;
  while (span.end > span.start + 1) {
    char last = walker->text.at[span.end - 1];
    if (last != ' ' && last != '\t' && last != '\n' && last != '\r') break;
    span.end--;
  }
  return span;
}

// ---- Declarations -------------------------------------------------------------------------------

// Sizes of arrays that are computed here.
static void walk_sizes(Walker *walker, CXCursor cursor, CXCursor value) {
  CXType type = walker->clang->getCanonicalType(walker->clang->getCursorType(cursor));
  if (type.kind != CXType_VariableArray) return;
  Children children = children_begin(walker, cursor);
  for (uint32_t i = 0; i < children.count; i++) {
    CXCursor child = children_at(walker, children, i);
    bool is_value = child.data[1] == value.data[1];
    if (is_expression(child) && !is_value) c_walk_expr(walker, child, USE_OTHER);
  }
  children_end(walker, children);
}

static CXCursor get_initializer(Walker *walker, CXCursor cursor) {
  CXCursor value = walker->clang->Cursor_getVarDeclInitializer(cursor);
  CXCursor inner = cursor_peel(walker, value, false);
  return inner.kind == CXCursor_InitListExpr ? inner : value;
}

static void walk_list(Walker *walker, CXCursor cursor, CXCursor list, Span span) {
  CXType type = walker->clang->getCursorType(cursor);
  TypeUse use = type_use(walker->unit, type);
  Slot slot = {.variable = cursor, .field = {.kind = CXCursor_InvalidFile}};
  if (use != TYPE_RECORD && use != TYPE_ARRAY) { // int x = {0};
    walk_initializer_list(walker, list, type, slot);
    return;
  }
  bool is_empty = is_zero_list(walker, list);
  ExprId value = is_empty ? emit_int(walker, 0, false, USE_BOUND, span) : 0;
  Decl *decl = decl_get(walker->unit, cursor);
  NameId name = emit_decl_name(walker, decl);
  bind_variable(walker, decl, BINDING_ASSIGN, name, value, span);
  if (!is_empty) walk_initializer_list(walker, list, type, slot);
}

void walk_variable(Walker *walker, CXCursor cursor) {
  if (walker->here.scope != 0 && walker->clang->Cursor_getStorageClass(cursor) == CX_SC_Extern)
    return;
  CXCursor init = get_initializer(walker, cursor);
  Span span = name_span(walker, cursor, decl_get(walker->unit, cursor)->name);
  walk_sizes(walker, cursor, init);
  if (init.kind == CXCursor_InitListExpr) {
    walk_list(walker, cursor, init, span);
    return;
  }
  ExprId value = 0;
  if (is_expression(init)) {
    value = c_walk_expr(walker, init, USE_BOUND);
    TypeUse use = type_use(walker->unit, walker->clang->getCursorType(cursor));
    if (!bind_matters(walker, use, value, init)) value = 0;
  }
  Decl *decl = decl_get(walker->unit, cursor);
  NameId name = emit_decl_name(walker, decl);
  bind_variable(walker, decl, BINDING_ASSIGN, name, value, span);
}

static void walk_declarations(Walker *walker, CXCursor cursor) {
  Children children = children_begin(walker, cursor);
  for (uint32_t i = 0; i < children.count; i++) {
    CXCursor child = children_at(walker, children, i);
    if (child.kind == CXCursor_VarDecl) walk_variable(walker, child);
  }
  children_end(walker, children);
}

// ---- Jumps --------------------------------------------------------------------------------------

static uint32_t walk_return(Walker *walker, CXCursor cursor) {
  Children children = children_begin(walker, cursor);
  ExprId value = 0;
  if (children.count > 0)
    value = c_walk_expr(walker, children_last(walker, children), USE_RETURNED);
  children_end(walker, children);
  c_emit_exit(walker, EXIT_RETURN, value, cursor_span(walker, cursor));
  return FLOW_RETURNS;
}

static uint32_t walk_jump(Walker *walker, CXCursor cursor, bool is_back) {
  c_emit_exit(walker, is_back ? EXIT_CONTINUE : EXIT_BREAK, 0, cursor_span(walker, cursor));
  return is_back ? FLOW_CONTINUES : FLOW_BREAKS;
}

static uint32_t walk_goto(Walker *walker, CXCursor cursor) {
  Children children = children_begin(walker, cursor);
  bool is_back = false;
  for (uint32_t i = 0; i < children.count; i++) {
    CXCursor child = children_at(walker, children, i);
    if (is_expression(child)) c_walk_expr(walker, child, USE_OTHER);
    if (child.kind != CXCursor_LabelRef) continue;
    CXCursor label = walker->clang->getCursorReferenced(child);
    FilePlace there = unit_place(walker->unit, walker->clang->getCursorLocation(label));
    FilePlace here = unit_place(walker->unit, walker->clang->getCursorLocation(cursor));
    is_back = there.file == here.file && there.offset < here.offset;
    Jump jump = {there.offset, (uint32_t)walker->out->exits.count};
    array_push(walker->arena, &walker->gotos, jump);
  }
  children_end(walker, children);
  uint32_t flow = walk_jump(walker, cursor, is_back);
  walker->out->exits.at[walker->out->exits.count - 1].flags |= EXIT_GOTO;
  return flow;
}

// What the gotos of a function jump to, when all its labels have been seen.
void walk_jumps_end(Walker *walker) {
  ExprId end = emit_clock(walker);
  for (size_t i = 0; i < walker->gotos.count; i++)
    for (size_t l = 0; l < walker->labels.count; l++) {
      const Jump *label = &walker->labels.at[l];
      bool is_meant = label->label == walker->gotos.at[i].label && label->at < end;
      if (is_meant) walker->out->exits.at[walker->gotos.at[i].at].cause = label->at;
    }
  walker->gotos.count = 0;
  walker->labels.count = 0;
}

// ---- If and blocks ------------------------------------------------------------------------------

static uint32_t walk_branch(Walker *walker, CXCursor body, bool is_reached) {
  bool was_dead = walker->here.is_dead;
  if (!is_reached) walker->here.is_dead = true;
  if (walker->out->regions.count > 0 && walker->here.is_dead)
    walker->out->regions.at[walker->here.region].flags |= REGION_DEAD;
  uint32_t flow = walk_stmt(walker, body);
  c_emit_region_end(walker, flow);
  walker->here.is_dead = was_dead;
  return flow;
}

static uint32_t walk_if(Walker *walker, CXCursor cursor) {
  Children children = children_begin(walker, cursor);
  if (children.count < 2) {
    children_end(walker, children);
    return FLOW_FALLS;
  }
  CXCursor body = children_at(walker, children, 1);
  Span header = header_span(walker, cursor, body);
  ExprId test = c_walk_expr(walker, children_at(walker, children, 0), USE_TESTED);
  int outcome = test_outcome(walker, test);
  RegionId region = c_emit_region(walker, REGION_IF, test, 0, header);
  uint32_t first = walk_branch(walker, body, outcome != 0);
  uint32_t second = FLOW_FALLS;
  if (children.count > 2) {
    CXCursor otherwise = children_at(walker, children, 2);
    Span start = cursor_span(walker, otherwise);
    c_emit_region(walker, REGION_ELSE, test, region, (Span){start.start, start.start});
    second = walk_branch(walker, otherwise, outcome != 1);
  }
  children_end(walker, children);
  if (outcome == 1) return first;
  return outcome == 0 ? second : first | second;
}

static bool is_label(CXCursor cursor) {
  return cursor.kind == CXCursor_LabelStmt || cursor.kind == CXCursor_CaseStmt ||
         cursor.kind == CXCursor_DefaultStmt;
}

// The statements of a block but its last `spared`.
static uint32_t walk_stmts(Walker *walker, Children children, uint32_t spared) {
  uint32_t flow = FLOW_FALLS;
  for (uint32_t i = 0; i + spared < children.count; i++) {
    CXCursor child = children_at(walker, children, i);
    if (is_label(child)) flow |= FLOW_FALLS;
    if (!(flow & FLOW_FALLS)) walker->here.is_dead = true;
    uint32_t next = walk_stmt(walker, child);
    if (flow & FLOW_FALLS) flow = c_flow_then(flow, next);
  }
  return flow;
}

uint32_t c_walk_block(Walker *walker, CXCursor compound) {
  bool was_dead = walker->here.is_dead;
  Children children = children_begin(walker, compound);
  uint32_t flow = walk_stmts(walker, children, 0);
  children_end(walker, children);
  walker->here.is_dead = was_dead;
  return flow;
}

ExprId walk_statement_expr(Walker *walker, CXCursor compound, ExprUse use) {
  bool was_dead = walker->here.is_dead;
  Children children = children_begin(walker, compound);
  CXCursor last = children.count > 0 ? children_last(walker, children) : compound;
  bool has_value = is_expression(last);
  walk_stmts(walker, children, has_value);
  ExprId value = has_value ? c_walk_expr(walker, last, use) : 0;
  children_end(walker, children);
  walker->here.is_dead = was_dead;
  return value;
}

static void note_label(Walker *walker, CXCursor cursor) {
  FilePlace place = unit_place(walker->unit, walker->clang->getCursorLocation(cursor));
  Jump label = {place.offset, emit_clock(walker)};
  array_push(walker->arena, &walker->labels, label);
}

// Labels, and statements that libclang has no kind for: what stands inside. A label of a switch
// deeper inside of it has its values in front.
static uint32_t walk_inner(Walker *walker, CXCursor cursor) {
  if (is_label(cursor)) walker->here.is_dead = false;
  if (cursor.kind == CXCursor_LabelStmt) note_label(walker, cursor);
  Children children = children_begin(walker, cursor);
  for (uint32_t i = 0; cursor.kind == CXCursor_CaseStmt && i + 1 < children.count; i++)
    c_walk_expr(walker, children_at(walker, children, i), USE_MATCHED);
  uint32_t flow = FLOW_FALLS;
  if (children.count > 0) flow = walk_stmt(walker, children_last(walker, children));
  children_end(walker, children);
  return flow;
}

// ---- Expression statements ----------------------------------------------------------------------

static uint32_t walk_dropped(Walker *walker, CXCursor cursor) {
  c_walk_expr(walker, cursor, USE_DROPPED);
  CXCursor call = cursor_peel(walker, cursor, true);
  if (call.kind != CXCursor_CallExpr) return FLOW_FALLS;
  CXCursor function = walker->clang->getCursorReferenced(call);
  if (function.kind != CXCursor_FunctionDecl) return FLOW_FALLS;
  return decl_get(walker->unit, function)->is_noreturn ? 0 : FLOW_FALLS;
}

// ---- All ----------------------------------------------------------------------------------------

static uint32_t walk_kind(Walker *walker, CXCursor cursor) {
  switch ((int)cursor.kind) {
  case CXCursor_CompoundStmt:
    return c_walk_block(walker, cursor);
  case CXCursor_DeclStmt:
    walk_declarations(walker, cursor);
    return FLOW_FALLS;
  case CXCursor_IfStmt:
    return walk_if(walker, cursor);
  case CXCursor_WhileStmt:
    return c_walk_while(walker, cursor);
  case CXCursor_DoStmt:
    return walk_do(walker, cursor);
  case CXCursor_ForStmt:
    return c_walk_for(walker, cursor);
  case CXCursor_SwitchStmt:
    return walk_switch(walker, cursor);
  case CXCursor_ReturnStmt:
    return walk_return(walker, cursor);
  case CXCursor_BreakStmt:
    return walk_jump(walker, cursor, false);
  case CXCursor_ContinueStmt:
    return walk_jump(walker, cursor, true);
  case CXCursor_GotoStmt:
  case CXCursor_IndirectGotoStmt:
    return walk_goto(walker, cursor);
  case CXCursor_NullStmt:
    return FLOW_FALLS;
  case CXCursor_GCCAsmStmt:
    walk_other(walker, cursor, USE_DROPPED);
    return FLOW_FALLS;
  }
  return is_expression(cursor) ? walk_dropped(walker, cursor) : walk_inner(walker, cursor);
}

static bool has_header(CXCursor cursor) {
  switch ((int)cursor.kind) {
  case CXCursor_CompoundStmt:
  case CXCursor_IfStmt:
  case CXCursor_WhileStmt:
  case CXCursor_DoStmt:
  case CXCursor_ForStmt:
  case CXCursor_SwitchStmt:
  case CXCursor_LabelStmt:
  case CXCursor_CaseStmt:
  case CXCursor_DefaultStmt:
    return true;
  }
  return false;
}

// For comments that silence the statement which they stand in; few files have any.
static void note_statement(Walker *walker, CXCursor cursor) {
  if (walker->comments.comments.count == 0 || cursor.kind == CXCursor_CompoundStmt) return;
  Span span = cursor_span(walker, cursor);
  if (has_header(cursor)) { // to the end of its first line
    uint32_t end = span.start;
    while (end < span.end && walker->text.at[end] != '\n')
      end++;
    span.end = end;
  }
  array_push(walker->arena, &walker->comments.statements, span);
}

uint32_t walk_stmt(Walker *walker, CXCursor cursor) {
  note_statement(walker, cursor);
  if (walker->depth >= C_MAX_DEPTH) {
    c_walk_expr(walker, cursor, USE_DROPPED); // tells
    return FLOW_FALLS;
  }
  walker->depth++;
  uint32_t flow = walk_kind(walker, cursor);
  walker->depth--;
  return flow;
}
