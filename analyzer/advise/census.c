// Which functions run where.
#include "advise/parts.h"

#define ON_LOOP    (1u << CONTEXT_LOOP | 1u << CONTEXT_COROUTINE)
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

void add_census(Advice *advice, Places *places) {
  AdviceCensus *census = &advice->census;
  for (FunctionId id = 0; id < program_function_count(places->program); id++) {
    if (!places_counts(places->program, id)) continue;
    uint32_t contexts = program_contexts(places->program, id);
    bool is_shared = (contexts & ON_LOOP) && (contexts & ON_THREADS);
    if (program_function(places->program, id)->is_async) {
      census->coroutines++;
    } else if (is_shared) {
      census->both++;
      if (changes_state(places->program, id))
        array_push(places->arena, &advice->shared, places_definition(places, id));
    } else if (contexts & ON_LOOP) {
      census->on_loop++;
    } else if (contexts & ON_THREADS) {
      census->in_threads++;
    } else {
      census->elsewhere++;
    }
  }
}
