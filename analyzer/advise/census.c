// Which functions run where.
#include "advise/parts.h"

#define ON_THREADS (1u << CONTEXT_THREAD | 1u << CONTEXT_POOL)

// Whether it stores into something that others see, too: an attribute, an item.
static bool changes_state(const Program *program, FunctionId id) {
  const Function *function = program_function(program, id);
  const Summary *summary = program_summary(program, function->module);
  const Scope *scope = &summary->scopes[function->scope];
  if (str_equal(summary_name(summary, scope->name), STR("__init__"))) return false;
  for (ExprId at = scope->begin; at < scope->end; at++) {
    const Expr *expr = &summary->exprs[at];
    bool is_place = expr->kind == EXPR_ATTRIBUTE || expr->kind == EXPR_SUBSCRIPT;
    if (is_place && expr->flags & EXPR_FLAG_STORE &&
        summary_scope_at(summary, at) == function->scope)
      return true;
  }
  return false;
}

// Of a sync function that the loop waits for, whether threads run it, too.
static bool is_shared(const Places *places, FunctionId id) {
  return places->atlas.functions[id].side == SIDE_LOOP &&
         (program_contexts(places->program, id) & ON_THREADS) != 0;
}

static uint32_t *count_of(AdviceCensus *census, Side side) {
  switch (side) {
  case SIDE_ASYNC:
    return &census->coroutines;
  case SIDE_LOOP:
    return &census->on_loop;
  case SIDE_OFFLOADED:
    return &census->in_threads;
  case SIDE_ELSEWHERE:
    break;
  }
  return &census->elsewhere;
}

void add_census(Advice *advice, Places *places) {
  for (FunctionId id = 0; id < places->atlas.count; id++) {
    if (!places_counts(places->program, id)) continue;
    bool is_on_both = is_shared(places, id);
    AdviceCensus *census = &advice->census;
    ++*(is_on_both ? &census->both : count_of(census, places->atlas.functions[id].side));
    if (is_on_both && changes_state(places->program, id))
      array_push(places->arena, &advice->shared, places_definition(places, id));
  }
}
