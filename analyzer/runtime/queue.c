// Queues with a limit: putting waits for room, getting for an item. Items stand in a ring, on a
// stack or in a heap.
#include "runtime/core.h"

#include <stdlib.h>

static bool is_less(Value a, Value b) {
  return a.integer < b.integer;
}

void queue_init(Queue *queue, QueueKind kind, size_t size_max) {
  *queue = (Queue){.kind = kind, .size_max = size_max, .less = is_less, .finished.set = true};
}

void queue_release(Queue *queue) {
  free(queue->items);
  queue->items = NULL;
  queue->count = queue->capacity = 0;
}

void queue_order(Queue *queue, QueueLess *less) {
  queue->less = less;
}

// ---- Storage -----------------------------------------------------------------------------------

bool queue_reserve(Queue *queue, size_t count) {
  if (count <= queue->capacity) return true;
  size_t capacity = queue->capacity ? queue->capacity : 8;
  while (capacity < count)
    capacity *= 2;
  Value *items = memory_new(capacity * sizeof *items);
  if (!items) return false;
  for (size_t i = 0; i < queue->count; i++) {
    items[i] = queue->items[(queue->first + i) % queue->capacity];
  }
  free(queue->items);
  queue->items = items;
  queue->capacity = capacity;
  queue->first = 0;
  return true;
}

static bool store(Queue *queue, Value item) {
  if (!queue_reserve(queue, queue->count + 1)) return false;
  if (queue->kind == QUEUE_PRIORITY) {
    Heap heap = {queue->items, queue->count, queue->capacity};
    heap_push(&heap, queue->less, item);
  } else {
    queue->items[(queue->first + queue->count) % queue->capacity] = item;
  }
  queue->count++;
  if (queue->count > queue->peak) queue->peak = queue->count;
  return true;
}

static Value take(Queue *queue) {
  Value item = {0};
  switch (queue->kind) {
  case QUEUE_FIFO:
    item = queue->items[queue->first];
    queue->first = (queue->first + 1) % queue->capacity;
    break;
  case QUEUE_LIFO:
    item = queue->items[queue->count - 1];
    break;
  case QUEUE_PRIORITY: {
    Heap heap = {queue->items, queue->count, queue->capacity};
    item = heap_pop(&heap, queue->less);
    break;
  }
  }
  queue->count--;
  return item;
}

// ---- Waiting -----------------------------------------------------------------------------------

static bool is_full(const Queue *queue) {
  return queue->size_max && queue->count >= queue->size_max;
}

static bool is_empty(const Queue *queue) {
  return !queue->count;
}

static void wake_next(Waiters *waiters) {
  for (Future *waiter = waiters_take(waiters); waiter; waiter = waiters_take(waiters)) {
    if (future_finish(waiter, STATUS_OK, (Value){0}, NULL)) return;
  }
}

// Waits in a list until `blocked` may have changed. Who was woken and cannot use it wakes the next.
static Status queue_up(Queue *queue, Waiters *waiters, bool (*blocked)(const Queue *)) {
  Future waiter = FUTURE_OF_FRAME;
  waiters_add(waiters, &waiter);
  Status status = fiber_suspend(&waiter, "queue", queue);
  waiters_remove(waiters, &waiter);
  if (status && !blocked(queue) && waiter.state == FUTURE_FINISHED) wake_next(waiters);
  return status;
}

Status queue_put_now(Queue *queue, Value item) {
  if (queue->shut) return FAIL(STATUS_SHUT, "the queue was shut down");
  if (is_full(queue)) return FAIL(STATUS_FULL, "the queue is full");
  if (!store(queue, item)) return STATUS_NO_MEMORY;
  queue->unfinished++;
  event_clear(&queue->finished);
  wake_next(&queue->getters);
  return STATUS_OK;
}

Status queue_put(Queue *queue, Value item) {
  while (is_full(queue)) {
    if (queue->shut) return FAIL(STATUS_SHUT, "the queue was shut down");
    TRY(queue_up(queue, &queue->putters, is_full));
  }
  return queue_put_now(queue, item);
}

Status queue_get_now(Queue *queue, Value *out) {
  if (is_empty(queue)) {
    if (queue->shut) return FAIL(STATUS_SHUT, "the queue was shut down");
    return FAIL(STATUS_EMPTY, "the queue is empty");
  }
  *out = take(queue);
  wake_next(&queue->putters);
  return STATUS_OK;
}

Status queue_get(Queue *queue, Value *out) {
  while (is_empty(queue)) {
    if (queue->shut) return FAIL(STATUS_SHUT, "the queue was shut down");
    TRY(queue_up(queue, &queue->getters, is_empty));
  }
  return queue_get_now(queue, out);
}

Status queue_task_done(Queue *queue) {
  if (!queue->unfinished) return FAIL(STATUS_INVALID, "more done than were put");
  if (--queue->unfinished == 0) event_set(&queue->finished);
  return STATUS_OK;
}

Status queue_join(Queue *queue) {
  return queue->unfinished ? event_wait(&queue->finished) : STATUS_OK;
}

void queue_shut(Queue *queue, bool immediate) {
  queue->shut = true;
  if (immediate) {
    while (!is_empty(queue)) {
      take(queue);
      if (queue->unfinished) queue->unfinished--;
    }
    if (!queue->unfinished) event_set(&queue->finished);
  }
  for (Future *waiter = waiters_take(&queue->getters); waiter;) {
    future_finish(waiter, STATUS_OK, (Value){0}, NULL);
    waiter = waiters_take(&queue->getters);
  }
  for (Future *waiter = waiters_take(&queue->putters); waiter;) {
    future_finish(waiter, STATUS_OK, (Value){0}, NULL);
    waiter = waiters_take(&queue->putters);
  }
}

size_t queue_size(const Queue *queue) {
  return queue->count;
}

size_t queue_peak(const Queue *queue) {
  return queue->peak;
}
