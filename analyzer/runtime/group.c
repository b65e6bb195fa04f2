// Task groups: tasks that end before the block that made them does. The first error cancels the
// other tasks and the body of the block.
#include "runtime/core.h"

#include <stdlib.h>

bool group_enter(Group *group) {
  *group = (Group){.parent = task_current(), .entered = true};
  if (group->parent) return true;
  group->status = FAIL(STATUS_INVALID, "a group outside of a task");
  group->entered = false;
  return false;
}

static void abort_tasks(Group *group) {
  group->aborting = true;
  for (Fiber *fiber = group->first; fiber; fiber = fiber->group_next)
    future_cancel(&fiber->task);
}

static void leave_list(Group *group, Fiber *fiber) {
  if (fiber->group_previous) {
    fiber->group_previous->group_next = fiber->group_next;
  } else {
    group->first = fiber->group_next;
  }
  if (fiber->group_next) {
    fiber->group_next->group_previous = fiber->group_previous;
  } else {
    group->last = fiber->group_previous;
  }
  fiber->group = NULL;
  group->task_count--;
}

// An error without a text still counts: it gets a failure of its own.
static void note_error(Group *group, Status status, Failure *failure) {
  failure = failure ? failure_reference(failure) : failure_new(status, HERE);
  void *errors = group->errors;
  if (failure &&
      memory_grow(&errors, group->error_count, &group->error_capacity, sizeof(Failure *))) {
    group->errors = errors;
    group->errors[group->error_count] = failure;
  } else {
    failure_unreference(failure);
    return;
  }
  group->error_count++;
}

static void task_done(Future *task, void *context) {
  Group *group = context;
  leave_list(group, fiber_of(task));
  if (group->completed && !group->first && group->completed->state == FUTURE_PENDING) {
    future_finish(group->completed, STATUS_OK, (Value){0}, NULL);
  }
  if (!future_has_error(task)) return;
  group->failed = true;
  note_error(group, task->status, future_failure(task));
  if (group->aborting || group->parent_cancelled) return;
  abort_tasks(group);
  group->parent_cancelled = true;
  future_cancel(group->parent);
}

Task *group_spawn(Group *group, Coroutine *coroutine, const char *name) {
  if (!group->entered || (group->leaving && !group->first) || group->aborting) {
    coroutine_close(coroutine);
    FAIL(STATUS_INVALID, "the group is over or shutting down");
    return NULL;
  }
  Fiber *fiber = fiber_new(coroutine, name);
  if (!fiber) return NULL;
  if (!future_on_done_for(&fiber->task, task_done, group, NULL, group->parent)) {
    future_cancel(&fiber->task);
    future_unreference(&fiber->task);
    return NULL;
  }
  fiber->group = group;
  fiber->group_previous = group->last;
  if (group->last) {
    group->last->group_next = fiber;
  } else {
    group->first = fiber;
  }
  group->last = fiber;
  group->task_count++;
  future_own(&fiber->task, fiber_of(task_current()));
  return &fiber->task;
}

// Waits until no task is left. More requests of cancellation may arrive meanwhile.
static Status wait_for_tasks(Group *group, bool *cancelled) {
  while (group->first) {
    Future completed = FUTURE_OF_FRAME;
    group->completed = &completed;
    Status status = fiber_suspend(&completed, "group", group);
    group->completed = NULL;
    if (status == STATUS_CANCELLED) {
      if (group->aborting) continue;
      *cancelled = true;
      abort_tasks(group);
    } else if (status) {
      return status;
    }
  }
  return STATUS_OK;
}

static Status raise_errors(Group *group) {
  Failure *failure = failure_new(STATUS_GROUP, HERE);
  if (failure) {
    snprintf(failure->text, sizeof failure->text, "%zu in a group", group->error_count);
    failure->members = group->errors;
    failure->member_count = group->error_count;
    group->errors = NULL;
    group->error_count = 0;
  }
  return fiber_fail(STATUS_GROUP, failure);
}

static void free_errors(Group *group) {
  for (size_t i = 0; i < group->error_count; i++)
    failure_unreference(group->errors[i]);
  free(group->errors);
  group->errors = NULL;
  group->error_count = 0;
}

// Tasks that are torn down with their parent must not call back into its frame.
static Status abandon(Group *group) {
  for (Fiber *fiber = group->first; fiber; fiber = fiber->group_next) {
    future_remove(&fiber->task, task_done, group);
    fiber->group = NULL;
  }
  group->first = group->last = NULL;
  free_errors(group);
  return STATUS_CLOSED;
}

// Takes back the request that an error in the group made to its parent.
static void take_back(Group *group, bool *cancelled) {
  if (group->parent_cancelled && task_uncancel(group->parent) == 0) *cancelled = false;
}

Status group_leave(Group *group, Status status) {
  bool newest = loop_current()->options.profile == PROFILE_313;
  bool cancelled = status == STATUS_CANCELLED;
  Failure *body = failure_reference(fiber_of(group->parent)->failure);
  group->leaving = true;
  if (!newest) take_back(group, &cancelled);
  if (status && !group->aborting) abort_tasks(group);
  Status waited = wait_for_tasks(group, &cancelled);
  group->entered = false;
  if (waited || status == STATUS_CLOSED) {
    failure_unreference(body);
    return abandon(group);
  }
  if (newest) take_back(group, &cancelled);
  if (cancelled && !group->failed) {
    failure_unreference(body);
    return STATUS_CANCELLED;
  }
  if (status && status != STATUS_CANCELLED) {
    group->failed = true;
    note_error(group, status, body && body->status == status ? body : NULL);
  }
  failure_unreference(body);
  if (!group->failed) return STATUS_OK;
  if (newest && task_cancelling(group->parent)) {
    // Keeps the count of requests from outside as it was, and delivers what is pending.
    task_uncancel(group->parent);
    future_cancel(group->parent);
  }
  Status raised = raise_errors(group);
  free_errors(group);
  return raised;
}
