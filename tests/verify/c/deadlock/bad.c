// Waits for an item that nobody will put.
#include "runtime/runtime.h"

static Status consume(void *arguments, Value *result) {
  (void)arguments;
  Queue queue;
  queue_init(&queue, QUEUE_FIFO, 0);
  Status status = queue_get(&queue, result);
  queue_release(&queue);
  return status;
}
