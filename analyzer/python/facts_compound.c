// Compound statements: regions, and the ways in which control leaves them.
#include "python/facts_walk.h"

#include <string.h>

// ---- if -----------------------------------------------------------------------------------------

static bool is_elif(Str text, const AstStmt *statement) {
  return str_has_prefix(str_slice(text, statement->span.start, text.size), STR("elif"));
}

static Span else_header(Str text, const AstStmt *statement) {
  AstStmts block = statement->branch.otherwise;
  bool is_chain = block.at[0]->kind == AST_IF && is_elif(text, block.at[0]);
  return is_chain ? header_of(text, block.at[0])
                  : header_of_else(text, statement->branch.body, block);
}

// Walks the test and the body and opens the else. When all that stands there is another if, returns
// it: chains of elif may be longer than the stack is deep.
static const AstStmt *walk_branch(Walker *walker, const AstStmt *statement, uint32_t *flow) {
  const AstExpr *test = statement->branch.test;
  AstStmts otherwise = statement->branch.otherwise;
  ExprId id = walk_expr(walker, test, USE_TESTED);
  Place outside = walker->here;
  flow_assume(walker, test, true);
  RegionId region = emit_region(walker, REGION_IF, id, 0, header_of(walker->text, statement));
  bind_refine(walker, test, id, true, emit_bindings(walker));
  uint32_t body = walk_block(walker, statement->branch.body);
  emit_region_end(walker, body);
  Branch branch = {statement, outside, id, body, emit_bindings(walker)};
  array_push(walker->arena, &walker->branches, branch);
  walker->here = outside;
  *flow = FLOW_FALLS;
  if (otherwise.count == 0) return NULL;
  flow_assume(walker, test, false);
  emit_region(walker, REGION_ELSE, id, region, else_header(walker->text, statement));
  bind_refine(walker, test, id, false, branch.bindings);
  if (otherwise.count == 1 && otherwise.at[0]->kind == AST_IF) return otherwise.at[0];
  *flow = walk_block(walker, otherwise);
  return NULL;
}

static uint32_t either(const AstExpr *test, uint32_t body, uint32_t otherwise) {
  switch (flow_truth(test, false)) {
  case TRUTH_TRUE:
    return body;
  case TRUTH_FALSE:
    return otherwise;
  case TRUTH_UNKNOWN:
    return body | otherwise;
  }
  return body | otherwise;
}

// Behind a chain whose first branches all leave, none of their tests was true.
static void refine_behind(Walker *walker, size_t first, size_t end) {
  for (size_t i = first; i < end; i++) {
    const Branch *branch = &walker->branches.at[i];
    if (branch->flow & FLOW_GOES_ON) return;
    const AstExpr *test = branch->statement->branch.test;
    bind_refine(walker, test, branch->test, false, branch->bindings);
  }
}

uint32_t walk_if(Walker *walker, const AstStmt *statement) {
  size_t mark = walker->branches.count;
  uint32_t flow = FLOW_FALLS;
  while (statement)
    statement = walk_branch(walker, statement, &flow);
  size_t end = walker->branches.count;
  for (size_t i = end; i-- > mark;) {
    const Branch *branch = &walker->branches.at[i];
    if (branch->statement->branch.otherwise.count > 0) emit_region_end(walker, flow);
    walker->here = branch->place;
    flow = either(branch->statement->branch.test, branch->flow, flow);
  }
  refine_behind(walker, mark, end);
  walker->branches.count = mark;
  return flow;
}

// ---- Loops --------------------------------------------------------------------------------------

// What is behind a loop whose body leaves by `body`. `ends` says whether it can run out by itself.
static uint32_t walk_loop_else(Walker *walker, const AstStmt *statement, RegionId loop,
                               uint32_t body, bool ends) {
  AstStmts otherwise = statement->loop.otherwise;
  uint32_t flow = body & (FLOW_RETURNS | FLOW_RAISES | FLOW_RERAISES | FLOW_INNER);
  uint32_t end = FLOW_FALLS;
  if (otherwise.count > 0) {
    Place outside = walker->here;
    Span header = header_of_else(walker->text, statement->loop.body, otherwise);
    if (!ends) emit_unreached(walker);
    emit_region(walker, REGION_LOOP_ELSE, 0, loop, header);
    end = walk_block(walker, otherwise);
    emit_region_end(walker, end);
    walker->here = outside;
  }
  if (ends) flow |= end;
  return body & FLOW_BREAKS ? flow | FLOW_FALLS : flow;
}

uint32_t walk_for(Walker *walker, const AstStmt *statement) {
  bool is_async = statement->loop.is_async;
  ExprUse use = is_async ? USE_ASYNC_ITERATED : USE_ITERATED;
  ExprId iterable = walk_expr(walker, statement->loop.iterable, use);
  RegionId region = emit_region(walker, is_async ? REGION_ASYNC_FOR : REGION_FOR, iterable, 0,
                                header_of(walker->text, statement));
  if (is_async) emit_await(walker);
  Source source = {.kind = is_async ? BINDING_ASYNC_FOR : BINDING_FOR, .value = iterable};
  BindingId binding = bind_target(walker, statement->loop.target, source);
  walker->out->regions.at[region].binding = binding;
  uint32_t body = walk_block(walker, statement->loop.body);
  emit_region_end(walker, body);
  return walk_loop_else(walker, statement, region, body, true);
}

uint32_t walk_while(Walker *walker, const AstStmt *statement) {
  const AstExpr *test = statement->loop.test;
  Truth truth = flow_truth(test, false);
  Place outside = walker->here;
  RegionId region = emit_region(walker, REGION_WHILE, 0, 0, header_of(walker->text, statement));
  ExprId id = walk_expr(walker, test, USE_TESTED);
  walker->out->regions.at[region].subject = id;
  if (truth == TRUTH_TRUE) walker->out->regions.at[region].flags |= REGION_ENDLESS;
  flow_assume(walker, test, true);
  if (walker->here.flags & EXPR_FLAG_DEAD) walker->out->regions.at[region].flags |= REGION_DEAD;
  bind_refine(walker, test, id, true, emit_bindings(walker));
  uint32_t body = walk_block(walker, statement->loop.body);
  emit_region_end(walker, body);
  walker->here = outside;
  if (truth == TRUTH_FALSE) body = 0;
  return walk_loop_else(walker, statement, region, body, truth != TRUTH_TRUE);
}

// ---- with ---------------------------------------------------------------------------------------

static void enter(Walker *walker, const AstStmt *statement, uint32_t item) {
  bool is_async = statement->with.is_async;
  const AstWithItem *at = &statement->with.items[item];
  ExprId manager = walk_expr(walker, at->manager, is_async ? USE_ASYNC_ENTERED : USE_ENTERED);
  if (is_async) emit_await(walker);
  RegionId region = emit_region(walker, is_async ? REGION_ASYNC_WITH : REGION_WITH, manager, 0,
                                header_of_item(statement, item));
  if (!at->target) return;
  Source source = {.kind = is_async ? BINDING_ASYNC_WITH : BINDING_WITH, .value = manager};
  BindingId binding = bind_target(walker, at->target, source);
  walker->out->regions.at[region].binding = binding;
}

uint32_t walk_with(Walker *walker, const AstStmt *statement) {
  RegionId outside = walker->here.region;
  for (uint32_t i = 0; i < statement->with.count; i++)
    enter(walker, statement, i);
  uint32_t flow = walk_block(walker, statement->with.body);
  while (walker->here.region != outside)
    emit_region_end(walker, flow);
  bool raises = flow & (FLOW_RAISES | FLOW_RERAISES | FLOW_INNER);
  return raises && !(flow & FLOW_FALLS) ? flow | FLOW_SWALLOWED : flow;
}

// ---- try ----------------------------------------------------------------------------------------

static uint32_t walk_region(Walker *walker, RegionKind kind, RegionId group, Span header,
                            AstStmts block) {
  emit_region(walker, kind, 0, group, header);
  uint32_t flow = walk_block(walker, block);
  emit_region_end(walker, flow);
  return flow;
}

// Whether one of the exits from `first` on raises by its name what a handler around here has
// caught.
static bool raises_outer(Walker *walker, size_t first, NameId inner) {
  SummaryBuilder *out = walker->out;
  for (size_t i = first; i < out->exits.count; i++) {
    const ExitDraft *exit = &out->exits.at[i];
    if (!(exit->flags & EXIT_RERAISE) || !exit->value) continue;
    const Expr *expr = &out->exprs.at[exit->value];
    if (expr->kind == EXPR_CALL) expr = &out->exprs.at[out->exprs.at[expr->a].a];
    if (expr->kind != EXPR_NAME || expr->a == inner) continue;
    for (size_t j = walker->handlers_of_function; j < walker->handlers.count; j++)
      if (walker->handlers.at[j] == expr->a) return true;
  }
  return false;
}

// What a handler in another one raises again is what itself has caught: to the handler around it
// that is an exception on its way through, as out of any call.
static uint32_t flow_of_inner(Walker *walker, uint32_t flow, size_t first, NameId name) {
  bool is_inner = walker->handlers.count > walker->handlers_of_function;
  if (!is_inner || !(flow & FLOW_RERAISES) || raises_outer(walker, first, name)) return flow;
  return (flow & ~(uint32_t)FLOW_RERAISES) | FLOW_INNER;
}

static uint32_t walk_handler(Walker *walker, const AstHandler *handler, RegionKind kind,
                             RegionId group) {
  ExprId types = walk_optional(walker, handler->type, USE_OTHER);
  RegionId region = emit_region(walker, kind, types, group, handler->header);
  NameId name = emit_name(walker, handler->name.text);
  if (name) {
    Source source = {.kind = BINDING_EXCEPT, .value = types};
    BindingId binding = bind_name(walker, name, source, 0, handler->name.span);
    walker->out->regions.at[region].binding = binding;
  }
  bool has_body = handler->body.count > 0;
  if (has_body && comment_explains(walker, handler->header.start, handler->body.at[0]->span.start))
    walker->out->regions.at[region].flags |= REGION_EXPLAINED;
  size_t first = walker->out->exits.count;
  array_push(walker->arena, &walker->handlers, name);
  uint32_t flow = walk_block(walker, handler->body);
  walker->handlers.count--;
  emit_region_end(walker, flow);
  return flow_of_inner(walker, flow, first, name);
}

// The else runs when the guarded body came to its end.
static uint32_t walk_try_else(Walker *walker, const AstStmt *statement, RegionId group,
                              uint32_t guarded) {
  AstStmts otherwise = statement->try_.otherwise;
  if (otherwise.count == 0) return guarded;
  uint16_t flags = walker->here.flags;
  uint32_t handlers = statement->try_.handler_count;
  AstStmts before = handlers ? statement->try_.handlers[handlers - 1].body : statement->try_.body;
  bool is_reached = guarded & FLOW_GOES_ON;
  if (!is_reached) emit_unreached(walker);
  Span header = header_of_else(walker->text, before, otherwise);
  uint32_t flow = walk_region(walker, REGION_TRY_ELSE, group, header, otherwise);
  walker->here.flags = flags;
  return is_reached ? flow_then(guarded, flow) : guarded;
}

uint32_t walk_try(Walker *walker, const AstStmt *statement) {
  RegionKind kind = statement->try_.is_star ? REGION_EXCEPT_STAR : REGION_EXCEPT;
  RegionId region = (RegionId)walker->out->regions.count;
  uint32_t guarded =
      walk_region(walker, REGION_TRY, 0, header_of(walker->text, statement), statement->try_.body);
  uint32_t flow = 0;
  for (uint32_t i = 0; i < statement->try_.handler_count; i++)
    flow |= walk_handler(walker, &statement->try_.handlers[i], kind, region);
  flow |= walk_try_else(walker, statement, region, guarded);
  if (statement->try_.finally.count == 0) return flow;
  uint32_t last = walk_region(walker, REGION_FINALLY, region, statement->try_.finally_header,
                              statement->try_.finally);
  // A finally that leaves overrules whatever was under way.
  return last & FLOW_GOES_ON ? flow | (last & ~FLOW_GOES_ON) : last;
}
