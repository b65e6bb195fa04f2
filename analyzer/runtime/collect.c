// Lost tasks: pending, and nothing that still runs can reach or wake them. Python's garbage
// collector destroys such a task; here the same answer comes from marking.
//
// Roots are what is queued or timed, what waits for time, descriptors or threads, and what the
// program holds. A live task keeps alive the futures that it has handles of, whoever waits for it,
// and what it waits for. Locks and the like belong to the task on whose stack they stand, and to
// the program when they stand anywhere else.
#include "runtime/core.h"

#include <stdlib.h>

typedef struct Marking {
  Loop *loop;
  Future **work;
  size_t count, capacity;
  bool failed; // out of memory: everything counts as live
} Marking;

static void mark(Marking *marking, Future *future) {
  if (!future || future->marked) return;
  void *work = marking->work;
  if (!memory_grow(&work, marking->count, &marking->capacity, sizeof(Future *))) {
    marking->failed = true;
    return;
  }
  future->marked = true;
  marking->work = work;
  marking->work[marking->count++] = future;
}

static Fiber *waker(Callback *callback) {
  return callback->run ? NULL : (Fiber *)(void *)((char *)callback - offsetof(Fiber, wake));
}

static void mark_callbacks(Marking *marking, const Future *future) {
  for (Callback *callback = future->first; callback; callback = callback->next) {
    Fiber *fiber = waker(callback);
    mark(marking, fiber ? &fiber->task : callback->target);
  }
}

// The task on whose stack an object stands, or NULL.
static Fiber *stack_owner(const Loop *loop, const void *object) {
  const Stack *stack = stacks_find(loop->stacks, object);
  if (stack || !CONTEXT_ASAN) return stack ? stack->user : NULL;
  for (Fiber *fiber = loop->fibers; fiber; fiber = fiber->next) {
    if (context_keeps(&fiber->context, object) || context_keeps(fiber->active, object))
      return fiber;
  }
  return NULL;
}

static void follow(Marking *marking, Future *future) {
  mark_callbacks(marking, future);
  if (future->kind == FUTURE_GATHER) {
    size_t count = 0;
    Future *const *children = gather_children(future, &count);
    for (size_t i = 0; i < count; i++)
      mark(marking, children[i]);
  }
  Fiber *fiber = fiber_of(future);
  if (!fiber) return;
  for (Future *handle = fiber->handles; handle; handle = handle->owned_next)
    mark(marking, handle);
  if (fiber->waiting && fiber->waiting->references) mark(marking, fiber->waiting);
}

static void mark_ready(Marking *marking) {
  for (Handle *handle = marking->loop->first; handle; handle = handle->next) {
    if (handle->run == fiber_step_handle) {
      mark(marking, (Future *)(void *)((char *)handle - offsetof(Fiber, step)));
    } else if (handle->run == fiber_wake_handle) {
      mark(marking, (Future *)(void *)((char *)handle - offsetof(Fiber, wake)));
    } else if (handle->run == callback_run) {
      mark(marking, ((Callback *)(void *)handle)->target);
    } else if (handle->run == timer_fire) {
      mark(marking, ((Timer *)(void *)handle)->target);
    }
  }
}

static void mark_roots(Marking *marking) {
  Loop *loop = marking->loop;
  if (loop->current) mark(marking, &loop->current->task);
  mark_ready(marking);
  for (size_t i = 0; i < loop->timers.count; i++) {
    const Timer *timer = loop->timers.items[i].pointer;
    if (!timer->cancelled) mark(marking, timer->target);
  }
  for (Future *handle = loop->handles; handle; handle = handle->owned_next)
    mark(marking, handle);
  for (Fiber *fiber = loop->fibers; fiber; fiber = fiber->next) {
    bool held_by_program = fiber->waits_on && !(fiber->waiting && fiber->waiting->references) &&
                           !stack_owner(loop, fiber->waits_on);
    if (!fiber->waits_on || held_by_program) mark(marking, &fiber->task);
  }
}

// Marks tasks whose lock, queue or the like stands on the stack of a live task. True when one was
// found.
static bool mark_by_stacks(Marking *marking) {
  bool found = false;
  for (Fiber *fiber = marking->loop->fibers; fiber; fiber = fiber->next) {
    if (fiber->task.marked || !fiber->waits_on) continue;
    const Fiber *owner = stack_owner(marking->loop, fiber->waits_on);
    if (!owner || owner == fiber || !owner->task.marked) continue;
    mark(marking, &fiber->task);
    found = true;
  }
  return found;
}

static void clear_marks(Loop *loop) {
  for (Fiber *fiber = loop->fibers; fiber; fiber = fiber->next) {
    fiber->task.marked = false;
    if (fiber->waiting) fiber->waiting->marked = false;
    for (Future *handle = fiber->handles; handle; handle = handle->owned_next) {
      handle->marked = false;
    }
  }
  for (Future *handle = loop->handles; handle; handle = handle->owned_next)
    handle->marked = false;
}

// Marks all that is live and unmarks the futures that are not tasks.
static bool mark_live(Loop *loop) {
  Marking marking = {.loop = loop};
  clear_marks(loop);
  mark_roots(&marking);
  size_t at = 0;
  do {
    while (at < marking.count)
      follow(&marking, marking.work[at++]);
  } while (mark_by_stacks(&marking));
  for (size_t i = 0; i < marking.count; i++) {
    if (marking.work[i]->kind != FUTURE_TASK) marking.work[i]->marked = false;
  }
  free(marking.work);
  return !marking.failed;
}

static void observe_lost(Loop *loop, const Fiber *fiber) {
  Observation observation = {
      .kind = OBSERVED_TASK_LOST, .site = fiber->task.site, .name = fiber->function};
  snprintf(observation.task, sizeof observation.task, "%s", task_name(&fiber->task));
  snprintf(observation.text, sizeof observation.text,
           "pending, waits for a %s, and nobody holds it or can wake it", fiber->waits_for);
  monitor_observe(loop, observation);
}

static Fiber *next_lost(Loop *loop) {
  for (Fiber *fiber = loop->fibers; fiber; fiber = fiber->next) {
    if (!fiber->task.marked && fiber->ran) return fiber;
  }
  return NULL;
}

size_t runtime_collect(void) {
  Loop *loop = loop_current();
  if (!loop || !mark_live(loop)) return 0;
  size_t count = 0;
  for (Fiber *fiber = next_lost(loop); fiber; fiber = next_lost(loop)) {
    observe_lost(loop, fiber);
    fiber_close(fiber);
    count++;
    if (!mark_live(loop)) break;
  }
  return count;
}
