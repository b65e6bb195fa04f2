// switch. Each run of statements from a label on to the next is a region, REGION_CASE; the values
// of its labels stand first in it, as literals with USE_MATCHED, none for `default`. A label deeper
// inside (protothreads, Duff's device) only makes alive what follows.
#include "c/walk.h"

typedef struct Switch {
  ExprId subject;
  uint32_t flow; // of all regions that have ended
  bool is_open;  // inside of one
  uint32_t open_flow;
  bool has_default;
} Switch;

static void close_case(Walker *walker, Switch *state) {
  if (!state->is_open) return;
  c_emit_region_end(walker, state->open_flow);
  state->flow = c_flow_then(state->flow, state->open_flow);
  state->is_open = false;
}

// `case 1: case 2:` are nested in the tree. Returns the statement behind the last.
static CXCursor walk_labels(Walker *walker, Switch *state, CXCursor cursor) {
  while (cursor.kind == CXCursor_CaseStmt || cursor.kind == CXCursor_DefaultStmt) {
    if (cursor.kind == CXCursor_DefaultStmt) state->has_default = true;
    Children children = children_begin(walker, cursor);
    for (uint32_t i = 0; i + 1 < children.count; i++)
      c_walk_expr(walker, children_at(walker, children, i), USE_MATCHED);
    CXCursor inner = {.kind = CXCursor_NullStmt};
    if (children.count > 0) inner = children_last(walker, children);
    children_end(walker, children);
    cursor = inner;
  }
  return cursor;
}

static Span label_span(Walker *walker, CXCursor cursor) {
  Span span = cursor_span(walker, cursor);
  uint32_t end = span.start;
  while (end < span.end && walker->text.at[end] != ':' && walker->text.at[end] != '\n')
    end++;
  return (Span){span.start, end};
}

static void walk_case(Walker *walker, Switch *state, CXCursor cursor) {
  close_case(walker, state);
  c_emit_region(walker, REGION_CASE, state->subject, 0, label_span(walker, cursor));
  state->is_open = true;
  CXCursor inner = walk_labels(walker, state, cursor);
  state->open_flow = walk_stmt(walker, inner);
}

static void walk_child(Walker *walker, Switch *state, CXCursor child, bool was_dead) {
  if (child.kind == CXCursor_CaseStmt || child.kind == CXCursor_DefaultStmt) {
    walker->here.is_dead = was_dead;
    walk_case(walker, state, child);
    return;
  }
  if (!state->is_open) { // before the first label nothing runs
    walker->here.is_dead = child.kind != CXCursor_DeclStmt || was_dead;
    walk_stmt(walker, child);
    return;
  }
  bool is_label = child.kind == CXCursor_LabelStmt;
  if (is_label) state->open_flow |= FLOW_FALLS;
  bool falls = state->open_flow & FLOW_FALLS;
  if (!falls) walker->here.is_dead = true;
  uint32_t flow = walk_stmt(walker, child);
  if (falls) state->open_flow = c_flow_then(state->open_flow, flow);
}

static uint32_t walk_body(Walker *walker, Switch *state, CXCursor body) {
  bool was_dead = walker->here.is_dead;
  if (body.kind == CXCursor_CompoundStmt) {
    Children children = children_begin(walker, body);
    for (uint32_t i = 0; i < children.count; i++)
      walk_child(walker, state, children_at(walker, children, i), was_dead);
    children_end(walker, children);
  } else {
    walk_child(walker, state, body, was_dead);
  }
  uint32_t last = state->is_open ? state->open_flow : FLOW_FALLS;
  close_case(walker, state);
  walker->here.is_dead = was_dead;
  uint32_t flow = (state->flow | last) & (FLOW_RETURNS | FLOW_CONTINUES);
  bool falls = (last & FLOW_FALLS) || (state->flow & FLOW_BREAKS) || !state->has_default;
  return falls ? flow | FLOW_FALLS : flow;
}

uint32_t walk_switch(Walker *walker, CXCursor cursor) {
  Children children = children_begin(walker, cursor);
  uint32_t flow = FLOW_FALLS;
  if (children.count >= 2) {
    Switch state = {0};
    state.subject = c_walk_expr(walker, children_at(walker, children, 0), USE_MATCHED);
    flow = walk_body(walker, &state, children_last(walker, children));
  }
  children_end(walker, children);
  return flow;
}
