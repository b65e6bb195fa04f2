// A group waits for its tasks.
#include "runtime/runtime.h"

static Status flush(void *arguments, Value *result) {
  (void)arguments, (void)result;
  return sleep_for(5);
}

static Status handle(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Group group;
  GROUP(group) {
    group_spawn(&group, CALL0(flush), NULL);
    group.status = sleep_for(1);
  }
  return group.status;
}
