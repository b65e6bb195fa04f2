// Functions of installed packages: which of them are walked, and what they do in some cases only.
#include "link/calls/calls.h"
#include "link/contexts/contexts.h"

// ---- What is done in some cases only ------------------------------------------------------------

static bool is_case(RegionKind kind) {
  switch (kind) {
  case REGION_IF:
  case REGION_ELSE:
  case REGION_LOOP_ELSE:
  case REGION_EXCEPT:
  case REGION_EXCEPT_STAR:
  case REGION_CASE:
    return true;
  case REGION_BODY:
  case REGION_WHILE:
  case REGION_FOR:
  case REGION_ASYNC_FOR:
  case REGION_WITH:
  case REGION_ASYNC_WITH:
  case REGION_TRY:
  case REGION_TRY_ELSE:
  case REGION_FINALLY:
    return false;
  }
  return false;
}

// Nobody who uses a package knows its cases, and most are not theirs: a file that is read when
// there is one, a name that is looked up when none was given.
void packages_mark(Walk *walk) {
  if (!module_is_package(walk->program, walk->module)) return;
  const Region *regions = walk->summary->regions;
  for (size_t i = 0; i < walk->calls.count; i++) {
    Call *call = &walk->calls.at[i];
    RegionId at = region_at(walk->program, walk->module, call->site);
    for (; regions[at].kind != REGION_BODY; at = regions[at].parent)
      if (is_case((RegionKind)regions[at].kind))
        call->confidence = confidence_least(call->confidence, CONFIDENCE_PROBABLE);
  }
}

// ---- Walking ------------------------------------------------------------------------------------

// Calls of packages' functions from one to the next that are followed: chains that are longer are
// no longer sure.
#define PACKAGES_MAX_DEPTH 6

// Queues what the loop comes to and has not been walked; whether there was any.
static bool queue_reached(Program *program) {
  ArenaMark mark = arena_mark(&program->scratch);
  uint32_t *reached = reach_from_loop(program, &program->scratch);
  size_t known = program->queue.count, count = program->functions.count;
  for (FunctionId id = 0; id < count; id++) {
    FunctionState *state = function_state(program, id);
    bool is_due = reached[id] != 0 && reached[id] != REACH_ROOT && !state->is_queued;
    if (!is_due || !module_is_package(program, state->public.module)) continue;
    state->is_queued = true;
    array_push_moving(program->arena, &program->queue, id);
  }
  arena_rewind(&program->scratch, mark);
  return program->queue.count > known;
}

void packages_walk(Program *program) {
  if (!program->packages) return;
  size_t next = program->queue.count;
  for (int depth = 0; depth < PACKAGES_MAX_DEPTH && queue_reached(program); depth++)
    for (; next < program->queue.count; next++)
      function_walk(program, program->queue.at[next]);
}
