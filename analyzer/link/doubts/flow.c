// Loops on which nothing else runs. `asyncio.run(main())` makes a loop of its own. Where all that
// its coroutine comes to is known, hands no callback to anybody and comes to an end, the loop has
// no one else on it: whoever is held up there is a part of the same work.
#include "link/doubts/doubts.h"

// Functions of one flow that are looked at. What has more is no small program.
#define FLOW_MAX_FUNCTIONS 256

typedef struct Flow {
  Program *program;
  Map seen;
  FunctionId functions[FLOW_MAX_FUNCTIONS];
  uint32_t count;
} Flow;

// Whether a library function calls what it is given on the loop, now or later.
static bool calls_back(const KnowledgeEntry *entry) {
  for (size_t i = 0; i < COUNT_OF(entry->roles); i++) {
    ArgumentRole role = entry->roles[i].role;
    if (role == ROLE_ASYNC_CALLED || role == ROLE_ON_LOOP || role == ROLE_LIFESPAN) return true;
  }
  return false;
}

static bool is_task(Program *program, ModuleId module, ExprId expr) {
  Values values = evaluate(program, module, expr);
  return values.count == 1 && values.at[0].kind == VALUE_LIBRARY_INSTANCE &&
         str_equal(symbol_name(program, values.at[0].a), STR("asyncio.Task"));
}

bool await_is_known(Program *program, ModuleId module, ExprId expr) {
  const Expr *at = expr_of(program, module, expr);
  if (at->kind != EXPR_CALL) return is_task(program, module, expr);
  if (program_call_at(program, module, expr)) return true;
  Values callee = evaluate(program, module, at->a);
  return callee.count == 1 && callee.at[0].kind == VALUE_LIBRARY &&
         symbol_entry(program, callee.at[0].a) != NULL;
}

ExprId first_unknown_await(Program *program, const Function *function) {
  const Summary *summary = summary_of(program, function->module);
  const Scope *scope = &summary->scopes[function->scope];
  for (ExprId at = scope->begin; function->is_async && at < scope->end; at++) {
    uint8_t use = (uint8_t)summary->exprs[at].use;
    if (use != USE_AWAITED && use != USE_ASYNC_ENTERED && use != USE_ASYNC_ITERATED) continue;
    if (!await_is_known(program, function->module, at) &&
        scope_at(program, function->module, at) == function->scope)
      return at;
  }
  return UINT32_MAX;
}

// `not task.done()`
static bool asks_whether_done(const Summary *summary, ExprId test) {
  const Expr *expr = &summary->exprs[test];
  if (expr->kind != EXPR_UNARY || summary->exprs[expr->a].kind != EXPR_CALL) return false;
  const Expr *method = &summary->exprs[summary->exprs[expr->a].a];
  return method->kind == EXPR_ATTRIBUTE && str_equal(summary_name(summary, method->b), STR("done"));
}

// A loop that waits for what comes, as services do: `while True`, `while self.running`, `async
// for`. One that compares something, waits for a task, or is left by `return`, comes to its end.
static bool is_service(const Summary *summary, const Region *region) {
  if (region->kind == REGION_ASYNC_FOR) return true;
  if (region->kind != REGION_WHILE || !(region->flags & REGION_AWAITS)) return false;
  if (region->flags & REGION_ENDLESS) return !(region->flow & FLOW_RETURNS);
  ExprKind test = (ExprKind)summary->exprs[region->subject].kind;
  return test != EXPR_COMPARE && test != EXPR_CHOICE &&
         !asks_whether_done(summary, region->subject);
}

bool flow_serves(const Program *program, FunctionId id) {
  const Function *function = program_function(program, id);
  const Summary *summary = summary_of(program, function->module);
  const Scope *scope = &summary->scopes[function->scope];
  for (RegionId at = scope->body; at < summary->regions_count; at++) {
    const Region *region = &summary->regions[at];
    if (region->begin > scope->end) return false;
    if (region->scope == function->scope && is_service(summary, region)) return true;
  }
  return false;
}

static bool flow_add(Flow *flow, FunctionId id) {
  uint32_t fresh = flow->count;
  if (*map_insert(flow->program->arena, &flow->seen, (uint64_t)id + 1, fresh) < fresh) return true;
  if (flow->count == FLOW_MAX_FUNCTIONS) return false;
  flow->functions[flow->count++] = id;
  return true;
}

// Adds what a function calls; false when something of it may be anything.
static bool flow_follow(Flow *flow, FunctionId id) {
  Program *program = flow->program;
  const Function function = *program_function(program, id);
  if (function.is_async && flow_serves(program, id)) return false;
  if (first_unknown_await(program, &function) != UINT32_MAX) return false;
  for (uint32_t i = 0; i < function.call_count; i++) {
    const Call *call = program_call(program, function.first_call + i);
    if (call->entry && calls_back(call->entry)) return false;
    if (call->callee != FUNCTION_NONE && !flow_add(flow, call->callee)) return false;
  }
  return true;
}

bool flow_is_closed(Program *program, FunctionId id) {
  Flow *flow = arena_push(program->arena, Flow, 1);
  flow->program = program;
  flow_add(flow, id);
  for (uint32_t next = 0; next < flow->count; next++)
    if (!flow_follow(flow, flow->functions[next])) return false;
  return true;
}
