// The loop: what is ready runs in turns. A turn runs exactly what was ready when it began; what
// that makes ready waits for the next one, after timers and the world outside had their say.
#include "runtime/core.h"

#include <stdlib.h>

// The loop that runs on this thread. A library call such as sleep_for finds it without being
// passed one, as the reader of an example expects. Nothing else in the runtime is global but the
// loop that a thread of a pool serves (thread.c).
static _Thread_local Loop *running;

Loop *loop_current(void) {
  return running;
}

void loop_set_current(Loop *loop) {
  running = loop;
}

uint64_t loop_turns(void) {
  return running ? running->turns : 0;
}

void loop_ready(Loop *loop, Handle *handle) {
  handle->next = NULL;
  if (loop->last) {
    loop->last->next = handle;
  } else {
    loop->first = handle;
  }
  loop->last = handle;
  loop->ready_count++;
}

static Handle *take_ready(Loop *loop) {
  Handle *handle = loop->first;
  loop->first = handle->next;
  if (!loop->first) loop->last = NULL;
  loop->ready_count--;
  return handle;
}

// Frees what a handle of a run that is over stands for.
static void discard(Handle *handle) {
  if (handle->run == callback_run) {
    callback_free((Callback *)(void *)handle);
  } else if (handle->run == timer_fire) {
    timer_unreference((Timer *)(void *)handle);
  } else if (handle->run == post_run) {
    post_discard(handle);
  }
}

void loop_discard(Loop *loop) {
  while (loop->first)
    discard(take_ready(loop));
}

// ---- Waiting for what comes --------------------------------------------------------------------

static const double RESOLUTION = 1e-9; // timers that are due within it are due
// In real seconds, for what the kernel has under way between two sockets of one program.
static const double GRACE = 0.02;

// How long a turn may wait: until the next timer, a day at most, as asyncio has it.
static double patience(Loop *loop, double next) {
  const double day = 24 * 3600;
  if (loop->ready_count || loop->stopping) return 0;
  if (!(next < NO_TIMEOUT)) return NO_TIMEOUT;
  double wait = next - loop_time(loop);
  return wait < 0 ? 0 : wait > day ? day : wait;
}

static bool expects_others(const Loop *loop) {
  return loop->watch_count || loop->outstanding || loop->signals || atomic_load(&loop->posted);
}

// On the virtual clock time passes when nobody else can do anything: descriptors get a moment
// first, and jobs in threads are waited for.
static void wait_virtual(Loop *loop, double wait) {
  if (!expects_others(loop)) {
    loop->time += wait;
    return;
  }
  bool endless = loop->outstanding || !(wait < NO_TIMEOUT);
  bool idle = wait > 0 && !atomic_load(&loop->posted);
  double moment = loop->watch_count ? GRACE : 0;
  bool found = io_gather(loop, !idle ? 0 : endless ? NO_TIMEOUT : moment);
  if (!found && idle && !endless && !atomic_load(&loop->posted)) loop->time += wait;
}

static bool wait_for_others(Loop *loop) {
  double wait = patience(loop, timers_next(loop));
  if (!(wait < NO_TIMEOUT) && !expects_others(loop)) return false;
  if (loop->options.clock == VIRTUAL_TIME) {
    wait_virtual(loop, wait);
  } else if (wait > 0 || expects_others(loop)) {
    watchdog_step(loop, true);
    io_gather(loop, atomic_load(&loop->posted) ? 0 : wait);
    watchdog_step(loop, false);
  }
  return true;
}

// ---- Turns -------------------------------------------------------------------------------------

static Status check_budget(const Loop *loop) {
  const RunOptions *options = &loop->options;
  if (options->turns_max && loop->turns >= options->turns_max) {
    return FAIL(STATUS_BUDGET, "%llu turns", (unsigned long long)loop->turns);
  }
  if (options->time_max > 0 && loop_time(loop) > options->time_max) {
    return FAIL(STATUS_BUDGET, "%g seconds", loop_time(loop));
  }
  return STATUS_OK;
}

static Status turn(Loop *loop) {
  TRY(check_budget(loop));
  if (!wait_for_others(loop)) return FAIL(STATUS_DEADLOCK, "nothing can ever happen again");
  loop->turns++;
  if (atomic_load(&loop->posted)) loop_posts(loop);
  timers_run(loop, loop_time(loop) + RESOLUTION);
  monitor_trace(loop, TRACE_TURN, NULL, NULL, (double)loop->turns);
  bool measured = loop->options.clock == REAL_TIME;
  if (measured) loop->step_began = loop_clock();
  for (size_t todo = loop->ready_count; todo; todo--) {
    Handle *handle = take_ready(loop);
    handle->run(handle);
    if (measured) monitor_measure(loop);
    watchdog_step(loop, false);
  }
  return STATUS_OK;
}

static void stop(Future *future, void *context) {
  (void)future;
  ((Loop *)context)->stopping = true;
}

Status loop_run_until(Loop *loop, Future *future) {
  loop->stopping = false;
  if (!future_on_done(future, stop, loop, NULL)) return STATUS_NO_MEMORY;
  Status status = STATUS_OK;
  while (!loop->stopping && !status)
    status = turn(loop);
  loop->stopping = false;
  future_remove(future, stop, loop);
  return status;
}
