// What the runtime notices while it runs: traces for those who draw pictures, observations for
// those who judge. Each observation says where the object was made.
#include "runtime/core.h"

#include <stdlib.h>
#include <string.h>

static const double SLOW_S = 0.1;

const char *observation_name(ObservationKind kind) {
  switch (kind) {
  case OBSERVED_STALL:
    return "loop-stall";
  case OBSERVED_NEVER_AWAITED:
    return "coroutine-never-awaited";
  case OBSERVED_TASK_LOST:
    return "task-destroyed-pending";
  case OBSERVED_TASK_LEFT:
    return "task-abandoned";
  case OBSERVED_CANCEL_IGNORED:
    return "cancellation-ignored";
  case OBSERVED_ERROR_UNREAD:
    return "exception-never-retrieved";
  case OBSERVED_LOCK_HELD:
    return "resource-leak";
  case OBSERVED_LOCK_ACROSS:
    return "lock-held-across-await";
  case OBSERVED_AWAIT_CYCLE:
    return "await-cycle";
  case OBSERVED_DEADLOCK:
    return "quiescent-deadlock";
  case OBSERVED_GENERATOR_OPEN:
    return "unclosed-generator";
  case OBSERVED_NESTED_RUN:
    return "nested-run";
  case OBSERVED_LOOP_WAITS:
    return "self-deadlock";
  case OBSERVED_OUTSIDE:
    return "wait-outside-task";
  }
  return "";
}

void monitor_observe(Loop *loop, Observation observation) {
  const RunOptions *options = &loop->options;
  if (!observation.task[0] && loop->current) {
    snprintf(observation.task, sizeof observation.task, "%s", task_name(&loop->current->task));
  }
  if (options->observe) options->observe(&observation, options->observe_context);
  Report *report = options->report;
  if (!report) return;
  if (report->count == report->capacity) {
    size_t capacity = report->capacity ? report->capacity * 2 : 8;
    Observation *items = realloc(report->items, capacity * sizeof *items);
    if (!items) return;
    report->items = items;
    report->capacity = capacity;
  }
  report->items[report->count++] = observation;
}

void report_release(Report *report) {
  free(report->items);
  *report = (Report){0};
}

size_t report_count(const Report *report, ObservationKind kind) {
  size_t count = 0;
  for (size_t i = 0; i < report->count; i++)
    count += report->items[i].kind == kind;
  return count;
}

void monitor_emit(Loop *loop, TraceKind kind, const Fiber *fiber, const Fiber *other,
                  double number) {
  Trace trace = {.kind = kind,
                 .time = loop_time(loop),
                 .turn = loop->turns,
                 .task = fiber ? fiber->id : 0,
                 .other = other ? other->id : 0,
                 .name = fiber ? task_name(&fiber->task) : "",
                 .number = number};
  loop->options.trace(&trace, loop->options.trace_context);
}

// ---- Stalls ------------------------------------------------------------------------------------

static bool is_slow(const Loop *loop, double seconds) {
  return seconds >= (loop->options.slow_s > 0 ? loop->options.slow_s : SLOW_S);
}

static void observe_stall(Loop *loop, const Fiber *fiber, const char *call, double seconds) {
  Observation observation = {.kind = OBSERVED_STALL, .call = call, .seconds = seconds};
  if (fiber) {
    observation.site = fiber->task.site;
    snprintf(observation.task, sizeof observation.task, "%s", task_name(&fiber->task));
  }
  snprintf(observation.text, sizeof observation.text, "the loop stood still for %.0f ms in %s",
           seconds * 1000, call ? call : "one step");
  monitor_observe(loop, observation);
  monitor_trace(loop, TRACE_STALL, fiber, NULL, seconds);
}

// A stand-in for a blocking call tells of itself; the real clock then need not.
void monitor_blocked(Loop *loop, const char *call, double seconds) {
  if (seconds > loop->longest_step) loop->longest_step = seconds;
  if (!is_slow(loop, seconds)) return;
  observe_stall(loop, loop->current, call, seconds);
  loop->step_told = true;
}

void monitor_step_ends(Fiber *fiber) {
  Loop *loop = loop_current();
  if (loop->options.clock == REAL_TIME) loop->last_fiber_id = fiber->id;
  if (!stack_is_intact(fiber->context.stack)) overflow_abort(fiber);
}

void monitor_measure(Loop *loop) {
  double now = loop_clock();
  double seconds = now - loop->step_began;
  loop->step_began = now;
  if (seconds > loop->longest_step) loop->longest_step = seconds;
  if (is_slow(loop, seconds) && !loop->step_told) {
    const Fiber *fiber = loop->fibers;
    while (fiber && fiber->id != loop->last_fiber_id)
      fiber = fiber->next;
    observe_stall(loop, fiber, watchdog_call(loop), seconds);
  }
  loop->step_told = false;
}

// ---- What was left behind ----------------------------------------------------------------------

void coroutine_report_list(Coroutine **list) {
  while (*list) {
    Coroutine *coroutine = *list;
    Observation observation = {
        .kind = OBSERVED_NEVER_AWAITED, .site = coroutine->site, .name = coroutine->name};
    snprintf(observation.text, sizeof observation.text, "%s was called and never awaited",
             coroutine->name);
    monitor_observe(loop_current(), observation);
    coroutine_free(coroutine);
  }
}

void monitor_locks(Loop *loop, const Fiber *fiber) {
  for (size_t i = loop->hold_count; i-- > 0;) {
    if (loop->holds[i].fiber != fiber) continue;
    Observation observation = {.kind = OBSERVED_LOCK_HELD, .site = loop->holds[i].site};
    snprintf(observation.text, sizeof observation.text, "a lock is still held at the end of %s",
             fiber ? task_name(&fiber->task) : "the run");
    monitor_observe(loop, observation);
    loop->holds[i] = loop->holds[--loop->hold_count];
  }
}

// Every other thread that wants the lock now waits for this task, the loop's own may be next.
void monitor_lock_across(const Fiber *fiber) {
  Observation observation = {.kind = OBSERVED_LOCK_ACROSS, .site = fiber->task.site};
  snprintf(observation.text, sizeof observation.text, "waits for a %s with a lock of threads held",
           fiber->waits_for);
  monitor_observe(loop_current(), observation);
}

void monitor_task_ends(Fiber *fiber) {
  coroutine_report_list(&fiber->unstarted);
  monitor_locks(loop_current(), fiber);
}

void monitor_future_freed(Future *future) {
  bool is_lost = future->unread && future->state == FUTURE_FINISHED;
  if (!is_lost) return;
  const Fiber *fiber = fiber_of(future);
  Observation observation = {.kind = OBSERVED_ERROR_UNREAD,
                             .site = future->site,
                             .name = fiber ? fiber->function : NULL,
                             .status = future->status};
  snprintf(observation.task, sizeof observation.task, "%s", task_name(future));
  const Failure *failure = future->failure;
  snprintf(observation.text, sizeof observation.text, "status %d (%.60s) was never read",
           future->status, failure ? failure->text : status_name(future->status));
  monitor_observe(loop_current(), observation);
}

Status monitor_outside(Loop *loop, const char *what) {
  Observation observation = {.kind = OBSERVED_OUTSIDE};
  snprintf(observation.text, sizeof observation.text, "waiting for a %s outside of a task", what);
  if (loop) monitor_observe(loop, observation);
  return FAIL(STATUS_INVALID, "%s", observation.text);
}

Status monitor_cycle(Future *future) {
  Observation observation = {.kind = OBSERVED_AWAIT_CYCLE, .site = future->site};
  snprintf(observation.text, sizeof observation.text, "%s waits for %s, which waits for it",
           task_name(task_current()), task_name(future));
  monitor_observe(loop_current(), observation);
  return FAIL(STATUS_DEADLOCK, "%s", observation.text);
}

static void observe_pending(Loop *loop, ObservationKind kind, const Fiber *fiber) {
  Observation observation = {.kind = kind, .site = fiber->task.site, .name = fiber->function};
  snprintf(observation.task, sizeof observation.task, "%s", task_name(&fiber->task));
  snprintf(observation.text, sizeof observation.text, "pending, waits for a %s",
           fiber->waits_for ? fiber->waits_for : "turn");
  monitor_observe(loop, observation);
}

void monitor_pending(Loop *loop, ObservationKind kind) {
  for (const Fiber *fiber = loop->fibers; fiber; fiber = fiber->next) {
    observe_pending(loop, kind, fiber);
  }
}

void runtime_dump(FILE *out) {
  const Loop *loop = loop_current();
  if (!loop) return;
  for (const Fiber *fiber = loop->fibers; fiber; fiber = fiber->next) {
    const Site *site = &fiber->task.site;
    fprintf(out, "task %u %s (%s:%d): %s%s\n", fiber->id, task_name(&fiber->task), site->file,
            site->line, fiber == loop->current ? "runs" : "waits for a ",
            fiber == loop->current ? ""
            : fiber->waits_for     ? fiber->waits_for
                                   : "turn");
  }
}
