// Coroutines that have not started: a function with a copy of its arguments. Each belongs to the
// task that made it until it is awaited, spawned or closed; what is left then was forgotten.
#include "runtime/core.h"

#include <stdlib.h>
#include <string.h>

typedef struct Block {
  Coroutine coroutine;
  max_align_t arguments[];
} Block;

static Coroutine **owner_list(Fiber *owner) {
  if (owner) return &owner->unstarted;
  Loop *loop = loop_current();
  return loop ? &loop->unstarted : NULL;
}

static void join_owner(Coroutine *coroutine) {
  coroutine->owner = fiber_of(task_current());
  Coroutine **list = owner_list(coroutine->owner);
  if (!list) return; // made before the run
  coroutine->listed = true;
  coroutine->next = *list;
  if (*list) (*list)->previous = coroutine;
  *list = coroutine;
}

void coroutine_leave_owner(Coroutine *coroutine) {
  if (!coroutine->listed) return;
  if (coroutine->previous) {
    coroutine->previous->next = coroutine->next;
  } else {
    *owner_list(coroutine->owner) = coroutine->next;
  }
  if (coroutine->next) coroutine->next->previous = coroutine->previous;
  coroutine->next = coroutine->previous = NULL;
  coroutine->listed = false;
}

Coroutine *coroutine_new(CoroutineFunction function, const char *name, const void *arguments,
                         size_t size_bytes, Site site) {
  Block *block = memory_new(sizeof *block + size_bytes);
  if (!block) return NULL;
  Coroutine *coroutine = &block->coroutine;
  coroutine->function = function;
  coroutine->name = name;
  coroutine->site = site;
  coroutine->arguments = block->arguments;
  if (size_bytes) memcpy(block->arguments, arguments, size_bytes);
  join_owner(coroutine);
  return coroutine;
}

void coroutine_free(Coroutine *coroutine) {
  if (!coroutine) return;
  coroutine_leave_owner(coroutine);
  free(coroutine);
}

void coroutine_close(Coroutine *coroutine) {
  coroutine_free(coroutine);
}

Status coroutine_run(Coroutine *coroutine, Value *result) {
  coroutine_leave_owner(coroutine);
  Value value = {0};
  Status status = coroutine->function(coroutine->arguments, &value);
  if (result && !status) *result = value;
  free(coroutine);
  return status;
}

Status coroutine_await(Coroutine *coroutine, Value *result) {
  if (!coroutine) return STATUS_NO_MEMORY;
  return coroutine_run(coroutine, result);
}
