// gather: one future for many; and shield: a future that can be cancelled without what it stands
// for.
#include "runtime/core.h"

#include <stdlib.h>

typedef struct Gather {
  Future future; // first
  Future **children;
  Outcome *outcomes;
  size_t count, unique, finished;
  bool keep_outcomes, cancel_requested, cancelling;
} Gather;

static Gather *gather_of(Future *future) {
  return (Gather *)(void *)future;
}

void gather_free(Future *future) {
  Gather *gather = gather_of(future);
  for (size_t i = 0; i < gather->count; i++)
    future_unreference(gather->children[i]);
  free(gather->children);
  free(gather->outcomes);
  free(gather);
}

// Cancels the children; the gather itself ends when they have.
bool gather_cancel(Future *future) {
  Gather *gather = gather_of(future);
  if (future->state != FUTURE_PENDING || gather->cancelling) return false;
  bool any = false;
  gather->cancelling = true; // ends a circle of tasks and gathers
  for (size_t i = 0; i < gather->count; i++)
    any |= future_cancel(gather->children[i]);
  gather->cancelling = false;
  if (any) gather->cancel_requested = true;
  return any;
}

Future *const *gather_children(const Future *future, size_t *count) {
  const Gather *gather = (const Gather *)(const void *)future;
  *count = gather->count;
  return gather->children;
}

static void collect(Gather *gather) {
  for (size_t i = 0; i < gather->count; i++) {
    Future *child = gather->children[i];
    gather->outcomes[i] = (Outcome){child->status, child->value};
    child->unread = false;
  }
  if (gather->cancel_requested) {
    future_finish(&gather->future, STATUS_CANCELLED, (Value){0}, NULL);
  } else {
    future_finish(&gather->future, STATUS_OK, (Value){.pointer = gather->outcomes}, NULL);
  }
}

static void child_done(Future *child, void *context) {
  Gather *gather = context;
  gather->finished++;
  if (gather->future.state != FUTURE_PENDING) {
    child->unread = false;
  } else if (!gather->keep_outcomes && child->status) {
    future_finish(&gather->future, child->status, (Value){0}, future_failure(child));
  } else if (gather->finished == gather->unique) {
    collect(gather);
  }
}

static void drop_gather(void *context) {
  future_unreference(context);
}

static Gather *make(Future *const *futures, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (!futures[i]) return NULL;
  }
  Gather *gather = memory_new(sizeof *gather);
  if (!gather) return NULL;
  future_init(&gather->future, FUTURE_GATHER, HERE);
  gather->children = memory_copy(futures, count * sizeof(Future *));
  gather->outcomes = memory_new(count * sizeof(Outcome));
  if (!gather->children || !gather->outcomes) {
    gather_free(&gather->future);
    return NULL;
  }
  gather->count = count;
  for (size_t i = 0; i < count; i++)
    future_reference(futures[i]);
  return gather;
}

static bool listen(Gather *gather, Future *child) {
  future_reference(&gather->future);
  return future_on_done_for(child, child_done, gather, drop_gather, &gather->future);
}

// From 3.12 on a child that is done already counts at once; in 3.11 it takes a turn.
static bool start(Gather *gather) {
  bool at_once = loop_current()->options.profile != PROFILE_311;
  // Repeated futures count once: the first one leaves a mark.
  for (size_t i = 0; i < gather->count; i++)
    gather->children[i]->marked = false;
  for (size_t i = 0; i < gather->count; i++) {
    Future *child = gather->children[i];
    if (child->marked) continue;
    child->marked = true;
    gather->unique++;
    if ((child->state == FUTURE_PENDING || !at_once) && !listen(gather, child)) return false;
  }
  return true;
}

static void count_done(Gather *gather) {
  for (size_t i = 0; i < gather->count; i++) {
    Future *child = gather->children[i];
    if (!child->marked) continue;
    child->marked = false;
    if (child->state != FUTURE_PENDING) child_done(child, gather);
  }
}

Future *gather(Future *const *futures, size_t count, unsigned flags) {
  Gather *gather = make(futures, count);
  if (!gather) return NULL;
  gather->keep_outcomes = flags & GATHER_OUTCOMES;
  future_own(&gather->future, loop_current()->current);
  if (!count) {
    collect(gather);
  } else if (!start(gather)) {
    future_release(&gather->future);
    return NULL;
  } else if (loop_current()->options.profile != PROFILE_311) {
    count_done(gather);
  }
  return &gather->future;
}

// ---- shield ------------------------------------------------------------------------------------

// The inner one is done: its result goes out, unless nobody waits any more.
static void inner_done(Future *inner, void *context) {
  Future *outer = context;
  if (outer->state == FUTURE_CANCELLED) {
    inner->unread = false;
  } else if (inner->state == FUTURE_CANCELLED) {
    future_cancel(outer);
  } else {
    future_finish(outer, inner->status, inner->value, future_failure(inner));
  }
}

static void outer_done(Future *outer, void *context) {
  Future *inner = context;
  if (inner->state == FUTURE_PENDING) future_remove(inner, inner_done, outer);
}

Future *shield(Future *inner) {
  if (!inner) return NULL;
  if (inner->state != FUTURE_PENDING) {
    // As asyncio does, the future itself: with a handle of its own here.
    Future *done = future_internal(HERE);
    if (!done) return NULL;
    future_own(done, loop_current()->current);
    if (inner->state == FUTURE_CANCELLED) {
      future_cancel_plain(done);
    } else {
      future_finish(done, inner->status, inner->value, future_failure(inner));
    }
    return done;
  }
  Future *outer = future_internal(HERE);
  if (!outer) return NULL;
  future_own(outer, loop_current()->current);
  bool ok = future_on_done_for(inner, inner_done, future_reference(outer), waiter_drop, outer);
  ok = ok && future_on_done(outer, outer_done, future_reference(inner), waiter_drop);
  if (ok) return outer;
  future_remove(inner, inner_done, outer);
  future_release(outer);
  return NULL;
}
