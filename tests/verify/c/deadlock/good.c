// A shut queue says that nothing will come.
#include "runtime/runtime.h"

static Status consume(void *arguments, Value *result) {
  (void)arguments;
  Queue queue;
  queue_init(&queue, QUEUE_FIFO, 0);
  queue_shut(&queue, false);
  Status status = queue_get(&queue, result);
  queue_release(&queue);
  return status == STATUS_SHUT ? STATUS_OK : status;
}
