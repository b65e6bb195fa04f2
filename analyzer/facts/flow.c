// A walk down the tree of regions. At each clock come, in this order: labels that are jumped to,
// bindings, regions without an expression, jumps, and the region or expression that begins there.
// Loops are walked twice, which is enough for things that are only given and taken; the whole
// function again as long as a goto brings something new.
#include "base/map.h"
#include "facts/facts.h"

// Inside of so many loops they are walked once.
#define LOOPS_MAX_TWICE 6
// Walks for the sake of gotos.
#define ROUNDS_MAX 4

typedef struct Frame { // what break and continue leave
  FlowState breaks, continues;
  bool is_loop;
  struct Frame *outer;
} Frame;

typedef struct Flow {
  const Summary *summary;
  const Scope *scope;
  const FlowVisitor *visitor;
  void *context;
  Arena *arena;
  Frame *frame;
  FlowState begun;           // where the innermost switch begins
  RegionId next;             // behind the region that was walked last
  uint32_t loops;            // around here
  Map labels;                // place of a label -> index into `landings`
  Array(FlowState) landings; // what gotos bring there
  bool is_changed;
} Flow;

FlowState flow_join(FlowState a, FlowState b) {
  if (!a.is_reached) return b;
  if (!b.is_reached) return a;
  return (FlowState){a.may | b.may, a.must & b.must, true};
}

// The first of `count` records in order of `at` that is not before a place.
#define LOWER_BOUND(name, Type)                                                                    \
  static uint32_t name(const Type *at, uint32_t count, ExprId from) {                              \
    uint32_t low = 0;                                                                              \
    while (low < count) {                                                                          \
      uint32_t middle = low + (count - low) / 2;                                                   \
      if (at[middle].at < from)                                                                    \
        low = middle + 1;                                                                          \
      else                                                                                         \
        count = middle;                                                                            \
    }                                                                                              \
    return low;                                                                                    \
  }
LOWER_BOUND(first_binding, Binding)
LOWER_BOUND(first_exit, Exit)

// ---- Jumps --------------------------------------------------------------------------------------

static void jump_to(Flow *flow, ExprId label, FlowState state) {
  if (label == 0) return;
  uint32_t fresh = (uint32_t)flow->landings.count;
  uint32_t index = *map_insert(flow->arena, &flow->labels, label, fresh);
  if (index == fresh) array_push(flow->arena, &flow->landings, (FlowState){0});
  FlowState *landing = &flow->landings.at[index];
  FlowState joined = flow_join(*landing, state);
  bool is_new = joined.may != landing->may || joined.must != landing->must ||
                joined.is_reached != landing->is_reached;
  if (is_new) flow->is_changed = true;
  *landing = joined;
}

static void land(Flow *flow, ExprId at, FlowState *state) {
  const uint32_t *index = map_find(&flow->labels, at);
  if (index) *state = flow_join(*state, flow->landings.at[*index]);
}

static void leave(Flow *flow, const Exit *exit, uint32_t number, FlowState state) {
  Frame *frame = flow->frame;
  if (exit->flags & EXIT_GOTO) {
    jump_to(flow, exit->cause, state);
    return;
  }
  switch ((ExitKind)exit->kind) {
  case EXIT_RETURN:
    if (flow->visitor->on_return) flow->visitor->on_return(flow->context, number, &state);
    break;
  case EXIT_BREAK:
    if (frame) frame->breaks = flow_join(frame->breaks, state);
    break;
  case EXIT_CONTINUE:
    while (frame && !frame->is_loop)
      frame = frame->outer;
    if (frame) frame->continues = flow_join(frame->continues, state);
    break;
  case EXIT_RAISE: // not in C
    break;
  }
}

static void walk_exits(Flow *flow, RegionId region, ExprId at, FlowState *state) {
  const Summary *summary = flow->summary;
  uint32_t i = first_exit(summary->exits, summary->exits_count, at);
  for (; i < summary->exits_count && summary->exits[i].at == at; i++) {
    if (summary->exits[i].region != region || !state->is_reached) continue;
    leave(flow, &summary->exits[i], i, *state);
    *state = (FlowState){0};
  }
}

static void walk_bindings(Flow *flow, RegionId region, ExprId at, FlowState *state) {
  const Summary *summary = flow->summary;
  if (!flow->visitor->on_binding || !state->is_reached) return;
  uint32_t i = first_binding(summary->bindings, summary->bindings_count, at);
  for (; i < summary->bindings_count && summary->bindings[i].at == at; i++)
    if (summary->bindings[i].region == region) flow->visitor->on_binding(flow->context, i, state);
}

// ---- Regions ------------------------------------------------------------------------------------

static FlowState walk_region(Flow *flow, RegionId id, FlowState state, FlowState *tested);

static const Region *region_of(const Flow *flow, RegionId id) {
  return &flow->summary->regions[id];
}

static bool is_child(const Flow *flow, RegionId id, RegionId parent, ExprId at) {
  return id < flow->summary->regions_count && region_of(flow, id)->parent == parent &&
         region_of(flow, id)->begin == at;
}

static FlowState reached(const Flow *flow, RegionId id, FlowState state) {
  return region_of(flow, id)->flags & REGION_DEAD ? (FlowState){0} : state;
}

static FlowState walk_if(Flow *flow, RegionId id, FlowState state, ExprId *at) {
  RegionId parent = region_of(flow, id)->parent;
  FlowState first = walk_region(flow, id, reached(flow, id, state), NULL);
  FlowState second = state;
  *at = region_of(flow, id)->end;
  RegionId next = flow->next;
  bool has_else = is_child(flow, next, parent, *at) && region_of(flow, next)->kind == REGION_ELSE &&
                  region_of(flow, next)->group == id;
  if (has_else) {
    second = walk_region(flow, next, reached(flow, next, state), NULL);
    *at = region_of(flow, next)->end;
  }
  return flow_join(first, second);
}

static FlowState walk_loop(Flow *flow, RegionId id, FlowState state, ExprId *at) {
  const Region *region = region_of(flow, id);
  Frame frame = {.is_loop = true, .outer = flow->frame};
  FlowState begin = state, tested = {0};
  flow->frame = &frame;
  int rounds = ++flow->loops > LOOPS_MAX_TWICE ? 1 : 2;
  for (int i = 0; i < rounds; i++) {
    tested = frame.continues = (FlowState){0};
    FlowState end = walk_region(flow, id, begin, &tested);
    begin = flow_join(begin, flow_join(end, frame.continues));
  }
  flow->loops--;
  flow->frame = frame.outer;
  *at = region->end;
  if (region->flags & REGION_ENDLESS) return frame.breaks;
  return flow_join(frame.breaks, flow_join(tested, frame.continues));
}

static bool is_label(const Flow *flow, ExprId at) {
  const Expr *expr = &flow->summary->exprs[at];
  return expr->use == USE_MATCHED && (expr->kind == EXPR_LITERAL || expr->kind == EXPR_UNARY);
}

// All cases, one behind the other.
static FlowState walk_cases(Flow *flow, RegionId id, FlowState state, ExprId *at) {
  const Region *first = region_of(flow, id);
  Frame frame = {.outer = flow->frame};
  FlowState outer = flow->begun, falls = {0};
  bool has_default = false;
  flow->frame = &frame;
  flow->begun = state;
  for (RegionId next = id; is_child(flow, next, first->parent, *at); next = flow->next) {
    const Region *region = region_of(flow, next);
    if (region->kind != REGION_CASE || region->subject != first->subject) break;
    has_default |= region->begin == region->end || !is_label(flow, region->begin);
    falls = walk_region(flow, next, flow_join(state, falls), NULL);
    *at = region->end;
  }
  flow->begun = outer;
  flow->frame = frame.outer;
  FlowState end = flow_join(frame.breaks, falls);
  return has_default ? end : flow_join(end, state);
}

static FlowState walk_child(Flow *flow, RegionId id, FlowState state, ExprId *at) {
  switch ((int)region_of(flow, id)->kind) {
  case REGION_IF:
    return walk_if(flow, id, state, at);
  case REGION_WHILE:
    return walk_loop(flow, id, state, at);
  case REGION_CASE:
    return walk_cases(flow, id, state, at);
  }
  FlowState end = walk_region(flow, id, state, NULL);
  *at = region_of(flow, id)->end;
  return end;
}

static void walk_expr(Flow *flow, const Region *region, ExprId at, FlowState *state) {
  const FlowVisitor *visitor = flow->visitor;
  bool is_first = region->kind == REGION_CASE;
  for (ExprId before = region->begin; is_first && before < at; before++)
    is_first = is_label(flow, before);
  if (is_label(flow, at) && !is_first) {
    *state = flow_join(*state, flow->begun);
    if (visitor->on_label) visitor->on_label(flow->context, at, &flow->begun, state);
  }
  bool is_run = state->is_reached && !(flow->summary->exprs[at].flags & EXPR_FLAG_DEAD);
  if (is_run && visitor->on_expr) visitor->on_expr(flow->context, at, state);
}

// `tested`: gets what holds behind the test, of a loop. As deep as regions are.
static FlowState walk_region(Flow *flow, RegionId id, FlowState state, FlowState *tested) {
  const Region *region = region_of(flow, id);
  RegionId child = id + 1;
  ExprId at = region->begin;
  for (;;) {
    land(flow, at, &state);
    walk_bindings(flow, id, at, &state);
    while (is_child(flow, child, id, at) && region_of(flow, child)->end == at) {
      state = walk_child(flow, child, state, &at);
      child = flow->next;
    }
    walk_exits(flow, id, at, &state);
    land(flow, at, &state);
    if (is_child(flow, child, id, at)) {
      state = walk_child(flow, child, state, &at);
      child = flow->next;
      continue;
    }
    if (at >= region->end) break;
    walk_expr(flow, region, at, &state);
    if (tested && at == region->subject) *tested = state;
    at++;
  }
  flow->next = child;
  return state;
}

void flow_walk(Arena *arena, const Summary *summary, ScopeId function, uint64_t begun,
               const FlowVisitor *visitor, void *context) {
  Flow flow = {.summary = summary,
               .scope = &summary->scopes[function],
               .visitor = visitor,
               .context = context,
               .arena = arena};
  FlowState end = {0};
  for (int i = 0; i < ROUNDS_MAX && (i == 0 || flow.is_changed); i++) {
    flow.is_changed = false;
    end = walk_region(&flow, flow.scope->body, (FlowState){begun, begun, true}, NULL);
  }
  if (end.is_reached && visitor->on_return) visitor->on_return(context, UINT32_MAX, &end);
}
