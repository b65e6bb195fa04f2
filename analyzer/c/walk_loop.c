// Loops.
#include "c/walk.h"

// How control leaves a loop that its body leaves in this way.
static uint32_t flow_of_loop(uint32_t body, bool is_endless) {
  uint32_t flow = body & FLOW_RETURNS;
  bool falls = !is_endless || (body & FLOW_BREAKS);
  return falls ? flow | FLOW_FALLS : flow;
}

static void set_test(Walker *walker, RegionId region, ExprId test, bool is_endless) {
  walker->out->regions.at[region].subject = test;
  if (is_endless) walker->out->regions.at[region].flags |= REGION_ENDLESS;
}

uint32_t c_walk_while(Walker *walker, CXCursor cursor) {
  Children children = children_begin(walker, cursor);
  uint32_t flow = FLOW_FALLS;
  if (children.count >= 2) {
    CXCursor body = children_last(walker, children);
    RegionId region = c_emit_region(walker, REGION_WHILE, 0, 0, header_span(walker, cursor, body));
    ExprId test = c_walk_expr(walker, children_at(walker, children, 0), USE_TESTED);
    int outcome = test_outcome(walker, test);
    set_test(walker, region, test, outcome == 1);
    bool was_dead = walker->here.is_dead;
    if (outcome == 0) walker->here.is_dead = true;
    uint32_t inner = walk_stmt(walker, body);
    walker->here.is_dead = was_dead;
    c_emit_region_end(walker, inner);
    flow = flow_of_loop(inner, outcome == 1);
  }
  children_end(walker, children);
  return flow;
}

// ---- do -----------------------------------------------------------------------------------------

static enum CXChildVisitResult find_jump(CXCursor cursor, CXCursor parent, CXClientData data) {
  bool *is_found = data;
  (void)parent;
  switch ((int)cursor.kind) {
  case CXCursor_BreakStmt:
  case CXCursor_ContinueStmt:
    *is_found = true;
    return CXChildVisit_Break;
  case CXCursor_WhileStmt:
  case CXCursor_DoStmt:
  case CXCursor_ForStmt:
  case CXCursor_SwitchStmt:
    return CXChildVisit_Continue; // catch their own
  }
  return CXChildVisit_Recurse;
}

// `do { … } while (0)`, the way in which macros make one statement of several, is no loop. One that
// is left by `break` is kept as a region, for that is what the jump leaves.
static bool is_plain_block(Walker *walker, CXCursor body, CXCursor test) {
  CXCursor value = cursor_peel(walker, test, true);
  if (value.kind != CXCursor_IntegerLiteral) return false;
  Since since = emit_since(walker);
  ExprId constant = walk_constant(walker, value, USE_TESTED);
  bool is_false = constant && test_outcome(walker, constant) == 0;
  emit_undo(walker, since);
  bool has_jump = false;
  if (is_false) walker->clang->visitChildren(body, find_jump, &has_jump);
  return is_false && !has_jump;
}

uint32_t walk_do(Walker *walker, CXCursor cursor) {
  Children children = children_begin(walker, cursor);
  uint32_t flow = FLOW_FALLS;
  if (children.count >= 2) {
    CXCursor body = children_at(walker, children, 0);
    CXCursor condition = children_last(walker, children);
    if (is_plain_block(walker, body, condition)) {
      flow = walk_stmt(walker, body);
    } else {
      Span start = cursor_span(walker, body);
      Span header = {cursor_span(walker, cursor).start, start.start};
      if (header.start > header.end) header = start;
      RegionId region = c_emit_region(walker, REGION_WHILE, 0, 0, header);
      uint32_t inner = walk_stmt(walker, body);
      ExprId test = c_walk_expr(walker, condition, USE_TESTED);
      int outcome = test_outcome(walker, test);
      set_test(walker, region, test, outcome == 1);
      c_emit_region_end(walker, inner);
      bool ends = inner & (FLOW_FALLS | FLOW_CONTINUES | FLOW_BREAKS);
      flow = flow_of_loop(inner, outcome == 1 || !ends);
    }
  }
  children_end(walker, children);
  return flow;
}

// ---- for ----------------------------------------------------------------------------------------

typedef struct ForParts { // null cursors where nothing stands
  CXCursor init, test, step, body;
} ForParts;

static bool is_there(CXCursor cursor) {
  return cursor.kind != CXCursor_InvalidFile;
}

// The two semicolons of the header, when the loop is no macro's.
static bool find_semicolons(Walker *walker, CXCursor cursor, CXCursor body, uint32_t at[2]) {
  Span header = header_span(walker, cursor, body);
  Str text = str_slice(walker->text, header.start, header.end);
  if (!str_has_prefix(text, STR("for"))) return false;
  uint32_t count = 0;
  int depth = 0;
  for (size_t i = 0; i < text.size; i++) {
    char byte = text.at[i];
    if (byte == '"' || byte == '\'') {
      size_t end = i + 1;
      while (end < text.size && text.at[end] != byte)
        end += text.at[end] == '\\' ? 2 : 1;
      i = end;
    } else if (byte == '(' || byte == '[' || byte == '{') {
      depth++;
    } else if (byte == ')' || byte == ']' || byte == '}') {
      depth--;
    } else if (byte == ';' && depth == 1 && count < 2) {
      at[count++] = header.start + (uint32_t)i;
    }
  }
  return count == 2;
}

static bool is_step(Walker *walker, CXCursor cursor) {
  CXCursor inner = cursor_peel(walker, cursor, true);
  if (inner.kind == CXCursor_CompoundAssignOperator) return true;
  if (inner.kind == CXCursor_BinaryOperator)
    return walker->clang->getCursorBinaryOperatorKind(inner) == CXBinaryOperator_Assign;
  if (inner.kind != CXCursor_UnaryOperator) return false;
  enum CXUnaryOperatorKind kind = walker->clang->getCursorUnaryOperatorKind(inner);
  return kind == CXUnaryOperator_PostInc || kind == CXUnaryOperator_PreInc ||
         kind == CXUnaryOperator_PostDec || kind == CXUnaryOperator_PreDec;
}

// libclang leaves out what is empty; which of the three is what then shows from where it stands or,
// in macros, from what it looks like.
static ForParts get_parts(Walker *walker, CXCursor cursor, Children children) {
  CXCursor none = {.kind = CXCursor_InvalidFile};
  ForParts parts = {none, none, none, children_last(walker, children)};
  uint32_t semicolons[2] = {0};
  bool is_exact = children.count < 4 && find_semicolons(walker, cursor, parts.body, semicolons);
  for (uint32_t i = 0; i + 1 < children.count; i++) {
    CXCursor part = children_at(walker, children, i);
    uint32_t start = is_exact ? cursor_span(walker, part).start : 0;
    uint32_t role = i;
    if (is_exact)
      role = start < semicolons[0] ? 0 : start < semicolons[1] ? 1 : 2;
    else if (children.count < 4)
      role = part.kind == CXCursor_DeclStmt    ? 0
             : !is_step(walker, part)          ? 1
             : i == 0 && !is_there(parts.init) ? 0
                                               : 2;
    if (role == 0) parts.init = part;
    if (role == 1) parts.test = part;
    if (role == 2) parts.step = part;
  }
  return parts;
}

static uint32_t walk_for_parts(Walker *walker, CXCursor cursor, const ForParts *parts) {
  Span header = header_span(walker, cursor, parts->body);
  if (is_there(parts->init)) walk_stmt(walker, parts->init);
  RegionId region = c_emit_region(walker, REGION_WHILE, 0, 0, header);
  ExprId test = 0;
  if (is_there(parts->test)) test = c_walk_expr(walker, parts->test, USE_TESTED);
  int outcome = is_there(parts->test) ? test_outcome(walker, test) : 1;
  set_test(walker, region, test, outcome == 1);
  bool was_dead = walker->here.is_dead;
  if (outcome == 0) walker->here.is_dead = true;
  uint32_t inner = walk_stmt(walker, parts->body);
  if (is_there(parts->step)) walk_stmt(walker, parts->step);
  walker->here.is_dead = was_dead;
  c_emit_region_end(walker, inner);
  return flow_of_loop(inner, outcome == 1);
}

uint32_t c_walk_for(Walker *walker, CXCursor cursor) {
  Children children = children_begin(walker, cursor);
  uint32_t flow = FLOW_FALLS;
  if (children.count > 0) {
    ForParts parts = get_parts(walker, cursor, children);
    flow = walk_for_parts(walker, cursor, &parts);
  }
  children_end(walker, children);
  return flow;
}
