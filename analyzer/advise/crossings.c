// Calls by which work goes from the loop's thread to others and back, and those that run a loop.
#include "advise/parts.h"

#include <stdlib.h>

static bool has_role(const KnowledgeEntry *entry, ArgumentRole role) {
  for (size_t i = 0; i < COUNT_OF(entry->roles); i++)
    if (entry->roles[i].role == role) return true;
  return false;
}

static bool find_kind(const KnowledgeEntry *entry, AdviceCrossingKind *kind) {
  if (entry->runs_loop)
    *kind = CROSSING_START;
  else if (entry->is_from_thread ||
           (has_role(entry, ROLE_ON_LOOP) && entry->traits & TRAIT_ANY_THREAD))
    *kind = CROSSING_TO_LOOP;
  else if (has_role(entry, ROLE_OFF_LOOP))
    *kind = CROSSING_TO_THREAD;
  else
    return false;
  return true;
}

static int by_place(const void *a, const void *b) {
  const AdviceCrossing *one = a;
  const AdviceCrossing *two = b;
  if (one->kind != two->kind) return one->kind < two->kind ? -1 : 1;
  int order = str_compare(one->place.path, two->place.path);
  if (order != 0) return order;
  if (one->place.line != two->place.line) return one->place.line < two->place.line ? -1 : 1;
  return str_compare(one->callee, two->callee);
}

static bool is_same(const AdviceCrossing *a, const AdviceCrossing *b) {
  return by_place(a, b) == 0;
}

// A call with several candidates stands there once.
static void drop_repeated(Advice *advice) {
  size_t kept = 0;
  for (size_t i = 0; i < advice->crossings.count; i++) {
    AdviceCrossing *at = advice->crossings.at;
    if (kept == 0 || !is_same(&at[kept - 1], &at[i])) at[kept++] = at[i];
  }
  advice->crossings.count = kept;
}

void add_crossings(Advice *advice, Places *places) {
  const Program *program = places->program;
  for (uint32_t i = 0; i < program_call_count(program); i++) {
    const Call *call = program_call(program, i);
    const Function *caller = program_function(program, call->caller);
    AdviceCrossing crossing = {.callee = call->name};
    bool is_told = call->entry && call->how != CALL_PASSED &&
                   program_is_reported(program, caller->module) &&
                   !program_is_test(program, caller->module);
    if (!is_told || !find_kind(call->entry, &crossing.kind)) continue;
    Span span = summary_expr_span(program_summary(program, caller->module), call->site);
    crossing.place = places_tell(places, caller->module, span.start);
    array_push(places->arena, &advice->crossings, crossing);
  }
  if (advice->crossings.count > 0)
    qsort(advice->crossings.at, advice->crossings.count, sizeof *advice->crossings.at, by_place);
  drop_repeated(advice);
}

const char *advise_crossing_name(AdviceCrossingKind kind) {
  switch (kind) {
  case CROSSING_TO_THREAD:
    return "to-thread";
  case CROSSING_TO_LOOP:
    return "to-loop";
  case CROSSING_START:
    return "start";
  case CROSSING_COUNT:
    break;
  }
  return "";
}
