// Iterators, scoped resources and stacks of them: what `async for` and `async with` are in Python.
#include "runtime/core.h"

#include <stdlib.h>

static Status next_of_generator(void *self, Value *out) {
  return generator_next(self, out);
}

Iterator generator_iterator(Generator *generator) {
  return (Iterator){.next = next_of_generator, .self = generator};
}

Status iterator_next(const Iterator *iterator, Value *out) {
  return iterator->next(iterator->self, out);
}

Status resource_with(const Resource *resource, void *self,
                     Status (*body)(Value resource, void *context), void *context) {
  Value value = {0};
  TRY(resource->enter(self, &value));
  return resource->leave(self, body(value, context));
}

// ---- A generator with one yield ----------------------------------------------------------------

// What cannot be entered will not be left either, so the handle goes here. A generator that runs
// belongs to the one who runs it.
static Status enter_generator(void *self, Value *out) {
  bool is_ours = !generator_is_running(self);
  Status status = generator_next(self, out);
  if (status && is_ours) generator_release(self);
  if (status != STATUS_STOP) return status;
  return FAIL(STATUS_INVALID, "the generator of a resource did not yield");
}

static Status leave_generator(void *self, Status body) {
  Value value = {0};
  Status status = body ? generator_throw(self, body, &value) : generator_next(self, &value);
  if (status == STATUS_STOP) {
    status = STATUS_OK; // the end was reached: an error of the body was dealt with
  } else if (!status) {
    status = FAIL(STATUS_INVALID, "the generator of a resource yields twice");
  }
  generator_release(self);
  return status;
}

const Resource resource_of_generator = {.enter = enter_generator, .leave = leave_generator};

// ---- Stacks of resources -----------------------------------------------------------------------

struct ExitEntry {
  struct ExitEntry *below;
  Status (*leave)(void *self, Status body);
  void *self;
};

Status exits_push(ExitStack *exits, Status (*leave)(void *self, Status body), void *self) {
  struct ExitEntry *entry = memory_new(sizeof *entry);
  if (!entry) return STATUS_NO_MEMORY;
  *entry = (struct ExitEntry){exits->top, leave, self};
  exits->top = entry;
  return STATUS_OK;
}

Status exits_enter(ExitStack *exits, const Resource *resource, void *self, Value *out) {
  Value value = {0};
  TRY(resource->enter(self, &value));
  Status status = exits_push(exits, resource->leave, self);
  if (status) {
    Status left = resource->leave(self, status);
    return left ? left : status;
  }
  if (out) *out = value;
  return STATUS_OK;
}

Status exits_leave(ExitStack *exits, Status body) {
  while (exits->top) {
    struct ExitEntry entry = *exits->top;
    free(exits->top);
    exits->top = entry.below;
    body = entry.leave(entry.self, body);
  }
  return body;
}
