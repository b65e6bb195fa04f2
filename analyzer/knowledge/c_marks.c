// Marks on functions of C, said in the way in which a project's configuration says it. docs/c.md is
// the page that people read.
#include "knowledge/c_tables.h"

static const KnowledgeEntry marks[] = {
    {.name = "loop", .own = OWN_RUN, .runs_as = ROLE_ON_LOOP},
    {.name = "coroutine", .own = OWN_RUN, .runs_as = ROLE_ON_COROUTINE},
    // Where the loop does not wait, what a function does is nobody's affair.
    {.name = "thread", .own = OWN_RUN | OWN_EFFECT, .runs_as = ROLE_OFF_LOOP},
    {.name = "signal", .own = OWN_RUN | OWN_EFFECT, .runs_as = ROLE_SIGNAL},
    {.name = "start", .own = OWN_RUN | OWN_EFFECT, .runs_as = ROLE_BESIDE_SERVING},
    {.name = "nonblocking", .own = OWN_EFFECT},
    // For what it waits nobody says.
    {.name = "blocking",
     .own = OWN_EFFECT,
     .effect = EFFECT_POLL,
     .tier = TIER_UNBOUNDED,
     .because = "is marked as blocking",
     .instead = "what does the same without waiting, or a worker thread"},
};

const KnowledgeEntry *knowledge_mark_c(Str word) {
  for (size_t i = 0; i < COUNT_OF(marks); i++)
    if (str_equal(str_from_c(marks[i].name), word)) return &marks[i];
  return NULL;
}
