// Tasks: a fiber runs a coroutine on a stack of its own, step by step. A step ends where the
// coroutine waits for a future; that future's being done queues the next step.
#include "runtime/core.h"

#include <stdlib.h>
#include <string.h>

enum { CLOSED_MAX = 1000 }; // how often a fiber that is torn down may try to wait

// ---- One step ----------------------------------------------------------------------------------

static void fiber_main(void *argument) {
  Fiber *fiber = argument;
  Coroutine *coroutine = fiber->coroutine;
  fiber->coroutine = NULL;
  fiber->ran = true;
  fiber->task.status = coroutine_run(coroutine, &fiber->task.value);
  fiber->finished = true;
  context_leave(&fiber->context, fiber->returns_to);
}

static bool begin(Loop *loop, Fiber *fiber) {
  Stack *stack = stacks_take(loop->stacks);
  if (!stack) return false;
  stack->user = fiber;
  if (context_init(&fiber->context, stack, fiber_main, fiber)) return true;
  stacks_give(loop->stacks, stack);
  return false;
}

static void unlink_fiber(Loop *loop, Fiber *fiber) {
  if (fiber->previous) {
    fiber->previous->next = fiber->next;
  } else {
    loop->fibers = fiber->next;
  }
  if (fiber->next) {
    fiber->next->previous = fiber->previous;
  } else {
    loop->fibers_last = fiber->previous;
  }
  loop->fiber_count--;
}

static void give_stack(Loop *loop, Fiber *fiber) {
  Stack *stack = fiber->context.stack;
  if (!stack) return;
  context_release(&fiber->context);
  stacks_give(loop->stacks, stack);
}

// The end of a task: what it made and did not use is looked at, then those who wait are queued.
static void finish(Loop *loop, Fiber *fiber) {
  Future *task = &fiber->task;
  Status status = task->status;
  Value value = task->value;
  give_stack(loop, fiber);
  monitor_task_ends(fiber);
  future_release_all(&fiber->handles);
  task->status = STATUS_OK;
  unlink_fiber(loop, fiber);
  if (status == STATUS_OK && fiber->must_cancel) status = STATUS_CANCELLED;
  fiber->must_cancel = false;
  monitor_trace(loop, TRACE_DONE, fiber, NULL, (double)status);
  if (status == STATUS_CANCELLED || status == STATUS_CLOSED) {
    future_cancel_plain(task);
  } else {
    Failure *failure = fiber->failure && fiber->failure->status == status ? fiber->failure : NULL;
    future_finish(task, status, value, failure);
  }
  failure_unreference(fiber->failure);
  fiber->failure = NULL;
  future_unreference(task); // the reference that kept it alive
}

static void run(Loop *loop, Fiber *fiber) {
  const Fiber *closer = loop->current;
  loop->current = fiber;
  monitor_trace(loop, TRACE_STEP, fiber, NULL, 0);
  if (!fiber->started) {
    fiber->started = true;
    if (fiber->thrown || !begin(loop, fiber)) {
      // A coroutine that is thrown into before it began never runs, nor does its clean-up.
      fiber->task.status = fiber->thrown ? fiber->thrown : STATUS_NO_MEMORY;
      fiber->finished = true;
      coroutine_free(fiber->coroutine);
      fiber->coroutine = NULL;
    }
  }
  if (!fiber->finished) {
    // The running context is the loop's own, except when one fiber closes another.
    Context *self = closer ? closer->active : &loop->context;
    fiber->returns_to = self;
    context_jump(self, fiber->active);
    monitor_step_ends(fiber);
  }
  if (fiber->finished) finish(loop, fiber);
  loop->current = NULL;
}

static void step(Fiber *fiber, Status thrown) {
  if (fiber->must_cancel) {
    thrown = STATUS_CANCELLED;
    fiber->must_cancel = false;
  }
  fiber->thrown = thrown;
  run(loop_current(), fiber);
}

void fiber_step_handle(Handle *handle) {
  Fiber *fiber = (Fiber *)(void *)((char *)handle - offsetof(Fiber, step));
  step(fiber, STATUS_OK);
}

// The future that the fiber waited for is done: its error is thrown in.
void fiber_wake_handle(Handle *handle) {
  Fiber *fiber = (Fiber *)(void *)((char *)handle - offsetof(Fiber, wake));
  Loop *loop = loop_current();
  Future *future = fiber->waiting;
  fiber->waiting = NULL;
  loop->current = fiber;
  Status status = future_result(future, NULL);
  loop->current = NULL;
  future_unreference(future);
  step(fiber, status);
}

// ---- Suspending --------------------------------------------------------------------------------

// A fiber that is torn down gets the same answer wherever it tries to wait. One that never gives up
// is left as it is.
static Status refuse(Fiber *fiber) {
  if (++fiber->refused > CLOSED_MAX) {
    fiber->task.status = STATUS_CLOSED;
    fiber->finished = true;
    context_leave(fiber->active, fiber->returns_to);
  }
  return STATUS_CLOSED;
}

static Status leave(Fiber *fiber) {
  context_jump(fiber->active, fiber->returns_to);
  return fiber->thrown;
}

Status fiber_suspend(Future *future, const char *what, const void *object) {
  Loop *loop = loop_current();
  Fiber *fiber = loop ? loop->current : NULL;
  if (!fiber) return monitor_outside(loop, what);
  if (fiber->closing) return refuse(fiber);
  fiber->wake = (Callback){.handle = {.run = fiber_wake_handle}};
  callback_add(future, &fiber->wake);
  fiber->waiting = future_reference(future);
  fiber->waits_for = what;
  fiber->waits_on = object;
  if (fiber->must_cancel && future_cancel(future)) fiber->must_cancel = false;
  monitor_trace(loop, TRACE_WAIT, fiber, NULL, 0);
  if (fiber->thread_locks) monitor_lock_across(fiber);
  return leave(fiber);
}

Status fiber_pass(void) {
  Loop *loop = loop_current();
  Fiber *fiber = loop ? loop->current : NULL;
  if (!fiber) return monitor_outside(loop, "turn");
  if (fiber->closing) return refuse(fiber);
  loop_ready(loop, &fiber->step);
  fiber->waits_for = "turn";
  fiber->waits_on = NULL;
  return leave(fiber);
}

// ---- Making and ending -------------------------------------------------------------------------

Fiber *fiber_new(Coroutine *coroutine, const char *name) {
  if (!coroutine) return NULL;
  Loop *loop = loop_current();
  Fiber *fiber = memory_new(sizeof *fiber);
  char *copy = fiber && name ? memory_copy(name, strlen(name) + 1) : NULL;
  if (!fiber || (name && !copy)) {
    free(fiber);
    coroutine_free(coroutine);
    return NULL;
  }
  coroutine_leave_owner(coroutine);
  future_init(&fiber->task, FUTURE_TASK, coroutine->site);
  fiber->task.references = 2; // the caller's, and its own until it is done
  fiber->coroutine = coroutine;
  fiber->function = coroutine->name;
  fiber->name = copy;
  fiber->id = ++loop->next_id;
  fiber->active = &fiber->context;
  fiber->step.run = fiber_step_handle;
  fiber->locals = locals_reference(loop->current ? loop->current->locals : loop->locals);
  fiber->previous = loop->fibers_last;
  if (loop->fibers_last) {
    loop->fibers_last->next = fiber;
  } else {
    loop->fibers = fiber;
  }
  loop->fibers_last = fiber;
  if (++loop->fiber_count > loop->fiber_peak) loop->fiber_peak = loop->fiber_count;
  monitor_trace(loop, TRACE_SPAWN, fiber, loop->current, 0);
  loop_ready(loop, &fiber->step);
  return fiber;
}

void fiber_free(Fiber *fiber) {
  coroutine_free(fiber->coroutine);
  failure_unreference(fiber->failure);
  locals_unreference(fiber->locals);
  free(fiber->name);
  free(fiber);
}

// Takes the wake-up of `fiber` off what it waits for.
static void forget_wake(Fiber *fiber) {
  Future *future = fiber->waiting;
  if (!future) return;
  Callback *previous = NULL;
  for (Callback *callback = future->first; callback;
       previous = callback, callback = callback->next) {
    if (callback != &fiber->wake) continue;
    if (previous) {
      previous->next = callback->next;
    } else {
      future->first = callback->next;
    }
    if (future->last == callback) future->last = previous;
    break;
  }
  fiber->waiting = NULL;
  future_unreference(future);
}

void fiber_close(Fiber *fiber) {
  Loop *loop = loop_current();
  Fiber *closer = loop->current;
  forget_wake(fiber);
  fiber->closing = true;
  fiber->thrown = STATUS_CLOSED;
  run(loop, fiber);
  loop->current = closer;
}

Task *task_spawn(Coroutine *coroutine, const char *name) {
  Fiber *fiber = fiber_new(coroutine, name);
  if (!fiber) return NULL;
  future_own(&fiber->task, loop_current()->current);
  return &fiber->task;
}

// Along a chain of tasks that wait for each other, the last one is woken.
bool fiber_cancel(Fiber *fiber) {
  if (fiber->task.state != FUTURE_PENDING) return false;
  Loop *loop = loop_current();
  for (;;) {
    monitor_trace(loop, TRACE_CANCEL, fiber, loop->current, 0);
    fiber->cancelling++;
    Fiber *next = fiber_of(fiber->waiting);
    if (!next || next->task.state != FUTURE_PENDING) break;
    fiber = next;
  }
  if (!fiber->waiting || !future_cancel(fiber->waiting)) fiber->must_cancel = true;
  return true;
}

// ---- Questions ---------------------------------------------------------------------------------

Task *task_current(void) {
  Loop *loop = loop_current();
  return loop && loop->current ? &loop->current->task : NULL;
}

const char *task_name(const Task *task) {
  if (!task || task->kind != FUTURE_TASK) return "";
  const Fiber *fiber = (const Fiber *)(const void *)task;
  return fiber->name ? fiber->name : fiber->function;
}

int task_cancelling(const Task *task) {
  if (!task || task->kind != FUTURE_TASK) return 0;
  return ((const Fiber *)(const void *)task)->cancelling;
}

int task_uncancel(Task *task) {
  Fiber *fiber = fiber_of(task);
  if (!fiber) return 0;
  if (fiber->cancelling > 0 && --fiber->cancelling == 0 &&
      loop_current()->options.profile == PROFILE_313) {
    fiber->must_cancel = false;
  }
  return fiber->cancelling;
}

size_t task_all(Task **out, size_t capacity) {
  Loop *loop = loop_current();
  size_t count = 0;
  for (Fiber *fiber = loop->fibers; fiber; fiber = fiber->next, count++) {
    if (count < capacity) out[count] = &fiber->task;
  }
  return count;
}
