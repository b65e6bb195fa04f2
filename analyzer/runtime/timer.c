// Calls in a coming turn or at a time. A timer that is cancelled stays in the heap until it comes
// up or too many are dead, as in asyncio: taking it out would change the order among equals.
#include "runtime/core.h"

#include <math.h>
#include <stdlib.h>

static bool is_earlier(Value a, Value b) {
  return ((const Timer *)a.pointer)->when < ((const Timer *)b.pointer)->when;
}

void timer_fire(Handle *handle) {
  Timer *timer = (Timer *)(void *)handle;
  timer->queued = false;
  if (!timer->cancelled) timer->run(timer->context);
  timer_unreference(timer);
}

Timer *timer_new(void (*run)(void *), void *context) {
  Timer *timer = memory_new(sizeof *timer);
  if (!timer) return NULL;
  timer->handle.run = timer_fire;
  timer->run = run;
  timer->context = context;
  timer->references = 1;
  return timer;
}

void timer_unreference(Timer *timer) {
  if (--timer->references == 0) free(timer);
}

Timer *call_soon(void (*run)(void *), void *context) {
  Loop *loop = loop_current();
  Timer *timer = timer_new(run, context);
  if (!timer) return NULL;
  timer->references++;
  timer->queued = true;
  loop_ready(loop, &timer->handle);
  return timer;
}

Timer *call_at(double when, void (*run)(void *), void *context) {
  Loop *loop = loop_current();
  Timer *timer = timer_new(run, context);
  if (!timer) return NULL;
  timer->when = when;
  if (!heap_push(&loop->timers, is_earlier, (Value){.pointer = timer})) {
    timer_unreference(timer);
    return NULL;
  }
  timer->references++;
  timer->in_heap = true;
  return timer;
}

Timer *call_later(double seconds, void (*run)(void *), void *context) {
  return call_at(time_now() + seconds, run, context);
}

void timer_cancel(Timer *timer) {
  if (!timer) return;
  if (!timer->cancelled && timer->in_heap) loop_current()->cancelled_timers++;
  timer->cancelled = true;
  timer_unreference(timer);
}

void timer_drop(Timer *timer) {
  if (timer) timer_unreference(timer);
}

static Timer *take_first(Loop *loop) {
  Timer *timer = heap_pop(&loop->timers, is_earlier).pointer;
  timer->in_heap = false;
  return timer;
}

// Rebuilds the heap without the dead when more than half of many are.
static bool sweep(Loop *loop) {
  enum { DEAD_MIN = 100 };
  Heap *heap = &loop->timers;
  if (heap->count <= DEAD_MIN || loop->cancelled_timers * 2 <= heap->count) return false;
  size_t kept = 0;
  for (size_t i = 0; i < heap->count; i++) {
    Timer *timer = heap->items[i].pointer;
    if (!timer->cancelled) {
      heap->items[kept++] = heap->items[i];
      continue;
    }
    timer->in_heap = false;
    timer_unreference(timer);
  }
  heap->count = kept;
  heap_heapify(heap, is_earlier);
  loop->cancelled_timers = 0;
  return true;
}

double timers_next(Loop *loop) {
  Heap *heap = &loop->timers;
  if (!sweep(loop)) {
    while (heap->count && ((Timer *)heap->items[0].pointer)->cancelled) {
      loop->cancelled_timers--;
      timer_unreference(take_first(loop));
    }
  }
  return heap->count ? ((Timer *)heap->items[0].pointer)->when : (double)INFINITY;
}

void timers_run(Loop *loop, double end) {
  while (loop->timers.count && ((Timer *)loop->timers.items[0].pointer)->when < end) {
    Timer *timer = take_first(loop);
    timer->queued = true;
    loop_ready(loop, &timer->handle);
  }
}

void timers_free(Loop *loop) {
  while (loop->timers.count)
    timer_unreference(take_first(loop));
  free(loop->timers.items);
}

static void wake(void *context) {
  Future *future = context;
  if (future->state == FUTURE_PENDING) {
    future_finish(future, STATUS_OK, (Value){0}, NULL);
  }
}

Status sleep_for(double seconds) {
  if (isnan(seconds)) return FAIL(STATUS_INVALID, "a sleep of no length");
  if (seconds <= 0) return fiber_pass();
  Future future = FUTURE_OF_FRAME;
  Timer *timer = call_later(seconds, wake, &future);
  if (!timer) return STATUS_NO_MEMORY;
  Status status = fiber_suspend(&future, "sleep", NULL);
  timer_cancel(timer);
  return status;
}
