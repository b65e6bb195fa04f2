// What fails twice in one way fails; a machine that is too busy makes examples fail in ways of its
// own, so at least one of the two must be none of those.
#include "verify/tries.h"

#define CALM_MAX  3u
#define TRIES_MAX 6u

static bool has_failure(const Failures *failures, const Failure *wanted) {
  for (size_t i = 0; i < failures->count; i++)
    if (str_equal(failures->at[i].what, wanted->what)) return true;
  return false;
}

// The failure that refutes: one that an earlier try shares, and that was not only seen where the
// machine may have done it. NULL when there is none yet.
static const Failure *find_settled(const Tries *tries, const Failures *failures, bool is_busy) {
  for (size_t i = 0; i < failures->count; i++) {
    const Failure *failure = &failures->at[i];
    bool is_calm = !is_busy || failure->is_sure;
    if (has_failure(&tries->calm, failure)) return failure;
    if (is_calm && has_failure(&tries->busy, failure)) return failure;
  }
  return NULL;
}

bool tries_add(Arena *arena, Tries *tries, const Failures *failures, bool is_busy) {
  const Failure *settled = find_settled(tries, failures, is_busy);
  tries->count++;
  tries->calm_count += !is_busy;
  tries->is_refuted = settled != NULL;
  tries->failure = settled ? *settled : failures->count > 0 ? failures->at[0] : (Failure){0};
  for (size_t i = 0; i < failures->count; i++) {
    bool is_calm = !is_busy || failures->at[i].is_sure;
    array_push(arena, is_calm ? &tries->calm : &tries->busy, failures->at[i]);
  }
  return settled || failures->count == 0 || tries->calm_count == CALM_MAX ||
         tries->count == TRIES_MAX;
}
