// The parts put together; each stands in a file of its own.
#include "advise/parts.h"

const Str advise_selectors[] = {
    {"blocking", 8}, {"unneeded-async", 14}, {"async-endpoint-should-be-sync", 29}, {NULL, 0}};

Advice advise(Arena *arena, const Program *program, Findings findings) {
  Advice advice = {0};
  Places places = places_make(arena, program);
  add_census(&advice, &places);
  add_causes(&advice, &places, findings);
  add_crossings(&advice, &places);
  add_needless(&advice, &places, findings);
  add_sequential(&advice, &places);
  return advice;
}
