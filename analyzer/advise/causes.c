// Findings of what holds the loop, turned around: by the last call of the project on the way there,
// since that is where one change helps everybody who comes to it.
#include "advise/parts.h"

#include <stdlib.h>
#include <string.h>

typedef struct Causes {
  Advice *advice;
  Places *places;
  Map index;   // of rule and place -> number + 1 in the list it belongs to
  Map from;    // of cause and function
  Map waiting; // coroutine functions
} Causes;

static uint64_t mix(uint64_t a, uint64_t b) {
  uint64_t words[] = {a, b};
  return str_hash((Str){(const char *)words, sizeof words});
}

static bool is_computing(const Rule *rule) {
  return strcmp(rule->id, "blocking-cpu") == 0 ||
         strcmp(rule->id, "blocking-loop-without-await") == 0;
}

// Where the project makes the call that holds the loop: the last hop in one of its files.
static void find_place(const Causes *causes, const Finding *finding, ModuleId *module, Span *span) {
  *module = finding->module;
  *span = finding->span;
  for (uint32_t i = finding->chain_count; i-- > 0;) {
    const FindingHop *hop = &finding->chain[i];
    if (hop->module >= program_module_count(causes->places->program)) continue;
    *module = hop->module;
    *span = hop->span;
    return;
  }
}

static AdviceCause *get_cause(Causes *causes, const Finding *finding) {
  ModuleId module = 0;
  Span span = {0};
  find_place(causes, finding, &module, &span);
  uint64_t key = mix(mix(module, span.start), (uintptr_t)finding->rule);
  uint32_t *number = map_insert(causes->places->arena, &causes->index, key, 0);
  Arena *arena = causes->places->arena;
  bool is_new = *number == 0;
  AdviceCause cause = {
      .rule = finding->rule,
      .confidence = finding->confidence,
      .place = places_tell(causes->places, module, span.start),
      .what = finding->chain_count > 0 ? finding->chain[finding->chain_count - 1].text
                                       : finding->message,
      .help = finding->help,
  };
  if (is_computing(finding->rule)) {
    if (is_new) array_push(arena, &causes->advice->computing, cause);
    if (is_new) *number = (uint32_t)causes->advice->computing.count;
    return &causes->advice->computing.at[*number - 1];
  }
  if (is_new) array_push(arena, &causes->advice->waits, cause);
  if (is_new) *number = (uint32_t)causes->advice->waits.count;
  return &causes->advice->waits.at[*number - 1];
}

static void add_from(Causes *causes, AdviceCause *cause, const Finding *finding) {
  Arena *arena = causes->places->arena;
  FunctionId from = atlas_at(&causes->places->atlas, finding->module, finding->span.start);
  if (finding->confidence > cause->confidence) cause->confidence = finding->confidence;
  if (finding->chain_count > cause->hops) cause->hops = finding->chain_count;
  if (from == FUNCTION_NONE) return;
  uint64_t key = mix(mix(str_hash(cause->place.path), cause->place.line), from);
  key = mix(key, (uintptr_t)cause->rule);
  uint32_t *is_there = map_insert(arena, &causes->from, key, 0);
  if (*is_there == 0) array_push(arena, &cause->from, places_definition(causes->places, from));
  *is_there = 1;
  const Function *function = program_function(causes->places->program, from);
  if (!function->is_async || is_computing(cause->rule)) return;
  uint32_t *is_counted = map_insert(arena, &causes->waiting, from, 0);
  causes->advice->waiting_coroutines += *is_counted == 0;
  *is_counted = 1;
}

// What most functions come to stands first; beside that the order of paths.
static int by_reach(const void *a, const void *b) {
  const AdviceCause *one = a;
  const AdviceCause *two = b;
  if (one->from.count != two->from.count) return one->from.count < two->from.count ? 1 : -1;
  int order = str_compare(one->place.path, two->place.path);
  if (order != 0) return order;
  if (one->place.line != two->place.line) return one->place.line < two->place.line ? -1 : 1;
  return strcmp(one->rule->id, two->rule->id);
}

void add_causes(Advice *advice, Places *places, Findings findings) {
  Causes causes = {.advice = advice, .places = places};
  for (size_t i = 0; i < findings.count; i++) {
    const Finding *finding = &findings.at[i];
    bool is_cause = strcmp(finding->rule->family, "blocking") == 0 &&
                    strcmp(finding->rule->id, "async-endpoint-should-be-sync") != 0;
    if (!is_cause || program_is_test(places->program, finding->module)) continue;
    add_from(&causes, get_cause(&causes, finding), finding);
  }
  if (advice->waits.count > 0)
    qsort(advice->waits.at, advice->waits.count, sizeof *advice->waits.at, by_reach);
  if (advice->computing.count > 0)
    qsort(advice->computing.at, advice->computing.count, sizeof *advice->computing.at, by_reach);
}
