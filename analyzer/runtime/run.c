// A run: a loop for one coroutine, from its first turn to the cleaning up after it, in the order
// of asyncio.run: cancel what is left, close generators, stop the threads.
#include "runtime/core.h"

#include <stdlib.h>

static bool open_loop(Loop *loop) {
  loop_set_current(loop);
  pthread_mutex_init(&loop->mutex, NULL);
  context_init_main(&loop->context);
  loop->origin = loop_clock();
  loop->io = loop->options.io ? loop->options.io : &io_poll;
  loop->stacks = stacks_new(loop->options.stack_bytes);
  loop->io_state = loop->io->open();
  return loop->stacks && loop->io_state && overflow_install(loop) && watchdog_start(loop);
}

static void mark(Loop *loop, RunStation kind, Task *main) {
  RunMark at = {.kind = kind, .main = main};
  if (loop->options.mark) loop->options.mark(&at, loop->options.mark_context);
}

// Runs a coroutine of the runtime's own to its end. What then still waits is torn down.
static Status run_helper(Loop *loop, Coroutine *coroutine) {
  Fiber *fiber = fiber_new(coroutine, NULL);
  if (!fiber) return STATUS_NO_MEMORY;
  Status status = loop_run_until(loop, &fiber->task);
  if (status == STATUS_DEADLOCK) {
    monitor_pending(loop, OBSERVED_DEADLOCK);
    mark(loop, RUN_DEADLOCK, NULL);
  }
  fiber->task.unread = false;
  future_unreference(&fiber->task);
  return status;
}

static Future *cancel_all(Loop *loop) {
  size_t count = loop->fiber_count;
  Task **tasks = memory_new(count * sizeof *tasks);
  if (!tasks) return NULL;
  task_all(tasks, count);
  for (size_t i = 0; i < count; i++)
    future_cancel(tasks[i]);
  Future *all = gather(tasks, count, GATHER_OUTCOMES);
  free(tasks);
  return all;
}

// Tasks that end now with an error have nobody left to tell.
static void tell_errors(Future *all) {
  size_t count = 0;
  Future *const *children = gather_children(all, &count);
  for (size_t i = 0; i < count; i++) {
    if (future_has_error(children[i])) children[i]->unread = true;
  }
}

static void finish_tasks(Loop *loop) {
  if (!loop->fibers) return;
  monitor_pending(loop, OBSERVED_TASK_LEFT);
  // What is left gets the budget of the run once more.
  if (loop->options.turns_max) loop->options.turns_max += loop->turns;
  if (loop->options.time_max > 0) loop->options.time_max += loop_time(loop);
  Future *all = cancel_all(loop);
  if (!all) return;
  Status status = loop_run_until(loop, all);
  if (status) {
    monitor_pending(loop, OBSERVED_CANCEL_IGNORED);
    mark(loop, RUN_DEADLOCK, NULL);
  } else {
    tell_errors(all);
  }
  future_release(all);
}

// What is still there cannot be ended by asking.
static void tear_down(Loop *loop) {
  loop_shut(loop);
  // Each one that ends may queue others; no turn will come.
  for (loop_discard(loop); loop->fibers; loop_discard(loop))
    fiber_close(loop->fibers);
  coroutine_report_list(&loop->unstarted);
  monitor_locks(loop, NULL);
  future_release_all(&loop->handles);
}

static void close_loop(Loop *loop) {
  watchdog_stop(loop);
  signals_free(loop);
  loop_discard(loop);
  timers_free(loop);
  generators_free(loop);
  io_free(loop);
  free(loop->holds);
  failure_unreference(loop->failure);
  locals_unreference(loop->locals);
  stacks_free(loop->stacks);
  overflow_remove(loop);
  context_release(&loop->context);
  pthread_mutex_destroy(&loop->mutex);
  loop_set_current(NULL);
}

static void fill_report(const Loop *loop, Report *report, Status status) {
  report->status = status;
  report->turns = loop->turns;
  report->peak_tasks = loop->fiber_peak;
  report->longest_step_s = loop->longest_step;
}

static void note_failure(Report *report, const Failure *failure, Status status) {
  report->failure = failure && failure->status == status ? *failure : (Failure){.status = status};
  report->failure.members = NULL;
  report->failure.member_count = 0;
}

static Status run_main(Loop *loop, Coroutine *main, Value *result) {
  Fiber *fiber = fiber_new(main, "main");
  if (!fiber) return STATUS_NO_MEMORY;
  mark(loop, RUN_BEGINS, &fiber->task);
  Status status = loop_run_until(loop, &fiber->task);
  if (status == STATUS_DEADLOCK) {
    monitor_pending(loop, OBSERVED_DEADLOCK);
    mark(loop, RUN_DEADLOCK, &fiber->task);
  }
  if (!status) status = future_result(&fiber->task, result);
  mark(loop, RUN_MAIN_DONE, &fiber->task);
  if (loop->options.report) note_failure(loop->options.report, loop->failure, status);
  runtime_collect();
  finish_tasks(loop);
  fiber->task.unread = false;
  loop->main = fiber;
  return status;
}

static Status refuse_nested(Loop *loop, const Coroutine *main) {
  Observation observation = {.kind = OBSERVED_NESTED_RUN};
  if (main) observation.site = main->site;
  snprintf(observation.text, sizeof observation.text, "a run was started inside of a run");
  monitor_observe(loop, observation);
  return FAIL(STATUS_INVALID, "a run inside of a run");
}

Status runtime_run(Coroutine *main, Value *result, const RunOptions *options) {
  if (loop_current()) return refuse_nested(loop_current(), main);
  if (!main) return STATUS_NO_MEMORY;
  Loop *loop = calloc(1, sizeof *loop);
  if (!loop) {
    coroutine_free(main);
    return STATUS_NO_MEMORY;
  }
  if (options) loop->options = *options;
  Status status = STATUS_NO_MEMORY;
  if (open_loop(loop)) {
    status = run_main(loop, main, result);
    run_helper(loop, CALL0(generators_shutdown));
    run_helper(loop, CALL0(pool_shutdown_task));
    if (loop->main) mark(loop, RUN_ENDS, &loop->main->task);
    tear_down(loop);
    if (loop->main) future_unreference(&loop->main->task);
    pools_free(loop);
  } else {
    coroutine_free(main);
  }
  if (loop->options.report) fill_report(loop, loop->options.report, status);
  close_loop(loop);
  free(loop);
  return status;
}
