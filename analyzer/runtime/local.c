// Task locals: a small map that a new task shares with its creator until one of them writes.
#include "runtime/core.h"

#include <stdlib.h>
#include <string.h>

typedef struct LocalEntry {
  const void *key;
  Value value;
} LocalEntry;

struct Locals {
  unsigned references;
  size_t count;
  LocalEntry entries[];
};

Locals *locals_reference(Locals *locals) {
  if (locals) locals->references++;
  return locals;
}

void locals_unreference(Locals *locals) {
  if (locals && --locals->references == 0) free(locals);
}

static LocalEntry *find(Locals *locals, const void *key) {
  for (size_t i = 0; locals && i < locals->count; i++) {
    if (locals->entries[i].key == key) return &locals->entries[i];
  }
  return NULL;
}

static Locals **current(void) {
  Loop *loop = loop_current();
  return loop->current ? &loop->current->locals : &loop->locals;
}

Value local_get(const void *key) {
  const LocalEntry *entry = find(*current(), key);
  return entry ? entry->value : (Value){0};
}

Status local_set(const void *key, Value value) {
  Locals **slot = current();
  size_t count = *slot ? (*slot)->count : 0;
  Locals *copy = memory_new(sizeof *copy + (count + 1) * sizeof copy->entries[0]);
  if (!copy) return STATUS_NO_MEMORY;
  copy->references = 1;
  copy->count = count;
  if (count) memcpy(copy->entries, (*slot)->entries, count * sizeof copy->entries[0]);
  LocalEntry *entry = find(copy, key);
  if (!entry) entry = &copy->entries[copy->count++];
  *entry = (LocalEntry){key, value};
  locals_unreference(*slot);
  *slot = copy;
  return STATUS_OK;
}
