// The program that an example is compiled into. It runs what the driver says, each run on a loop of
// its own, turns what the runtime reports into observations, and writes the evidence.
#define _GNU_SOURCE
#include "verify/probe_c/probe.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
  EVIDENCE_FD = 3,
  TURNS_MAX = 50000,
  WAITING_TURNS = 5, // until a task is taken to wait
  ENDING_TURNS = 20, // a task that obeys ends in two or three
  PEAK_TASKS = 100,  // alive at once: nothing bounds them
  TASKS_MAX = 4000,
};
static const double VIRTUAL_MAX_S = 7 * 24 * 3600.0;

typedef struct TaskSpan {
  char name[48];
  double start_s;
} TaskSpan;

static struct Probe {
  int evidence;
  pid_t process;
  bool is_written;
  const RunOptions *asked; // the example's own options
  double run_began_s;      // on the virtual clock of all runs together
  bool is_main_done;
  size_t live;
  TaskSpan tasks[TASKS_MAX + 1];
  Site failed_at;     // of the last run
  void (*look)(void); // see probe_at_end
} probe;

// ---- The evidence -------------------------------------------------------------------------------

void probe_at_end(void (*look)(void)) {
  probe.look = look;
}

_Noreturn void probe_finish(const char *outcome) {
  if (probe.process == getpid() && !probe.is_written) {
    probe.is_written = true;
    watch_end_turn();
    if (probe.look) probe.look();
    record_outcome(outcome);
    record_write(probe.evidence);
  }
  _exit(0); // threads of the example that still wait are no concern any more
}

static void finish_early(void) {
  probe_finish("exited");
}

// ---- What the runtime observes ------------------------------------------------------------------

static PlaceStack stack_of_site(const Site *site) {
  PlaceStack stack = {.count = 0};
  const char *last = site->file ? strrchr(site->file, '/') : NULL;
  const char *name = last ? last + 1 : site->file;
  if (name && strcmp(name, probe_job.file) == 0)
    stack.at[stack.count++] = (Place){(unsigned)site->line, site->function};
  return stack;
}

static const char *name_of_status(Status status, char *out, size_t size) {
  if (status > 0)
    snprintf(out, size, "%d", status);
  else
    snprintf(out, size, "%s", status_name(status));
  return out;
}

static void see_made(const char *kind, const Observation *seen, const char *error) {
  PlaceStack stack = stack_of_site(&seen->site);
  Fact facts[3] = {{"coroutine", seen->name}};
  if (error) facts[1] = (Fact){"error", error};
  record_see(kind, &stack, NOT_MEASURED, facts);
}

static void see_here(const char *kind) {
  PlaceStack stack = frames_here();
  record_see(kind, &stack, NOT_MEASURED, NULL);
}

// On the virtual clock calls that stand for blocking ones tell of themselves.
static void see_stall(const Observation *seen) {
  if (!probe_job.is_virtual) return; // the watch measures
  PlaceStack stack = frames_here();
  Measured measured = NOT_MEASURED;
  measured.s = seen->seconds;
  measured.at_s -= seen->seconds;
  Fact facts[] = {{"cause", "blocked"}, {"primitive", seen->call}, {NULL, NULL}};
  record_see("loop-stall", &stack, measured, facts);
}

static void see(const Observation *seen, void *context) {
  (void)context;
  char error[48] = "";
  PlaceStack stack = stack_of_site(&seen->site);
  const char *kind = observation_name(seen->kind);
  if (probe_job.is_virtual) record_set_virtual(probe.run_began_s + time_now());
  switch (seen->kind) {
  case OBSERVED_STALL:
    see_stall(seen);
    return;
  case OBSERVED_ERROR_UNREAD:
    see_made(kind, seen, name_of_status(seen->status, error, sizeof error));
    return;
  case OBSERVED_NEVER_AWAITED:
  case OBSERVED_TASK_LOST:
  case OBSERVED_TASK_LEFT:
  case OBSERVED_CANCEL_IGNORED:
    if (stack.count > 0) see_made(kind, seen, NULL);
    return;
  case OBSERVED_LOCK_HELD:
  case OBSERVED_GENERATOR_OPEN:
    record_see(kind, &stack, NOT_MEASURED, NULL);
    return;
  case OBSERVED_LOCK_ACROSS:
  case OBSERVED_AWAIT_CYCLE:
  case OBSERVED_NESTED_RUN:
  case OBSERVED_LOOP_WAITS:
  case OBSERVED_OUTSIDE:
    see_here(kind);
    return;
  case OBSERVED_DEADLOCK: // told at each task's own place: mark
    return;
  }
}

static void see_suspended(const char *kind) {
  static Task *tasks[TASKS_MAX];
  size_t count = task_all(tasks, TASKS_MAX);
  for (size_t i = 0; i < count && i < TASKS_MAX; i++) {
    PlaceStack stack = frames_of_task(tasks[i]);
    if (stack.count > 0) record_see(kind, &stack, NOT_MEASURED, NULL);
  }
}

static void mark(const RunMark *at, void *context) {
  (void)context;
  if (at->kind == RUN_DEADLOCK && !probe.is_main_done) see_suspended("quiescent-deadlock");
  if (at->kind == RUN_MAIN_DONE) probe.is_main_done = true;
  const RunOptions *asked = probe.asked;
  if (asked && asked->mark) asked->mark(at, asked->mark_context);
}

// ---- What the runtime traces --------------------------------------------------------------------

static void begin_task(const Trace *event) {
  if (probe.is_main_done) return;
  if (++probe.live == PEAK_TASKS) {
    PlaceStack stack = frames_here();
    Measured measured = NOT_MEASURED;
    measured.calls = PEAK_TASKS;
    record_see("concurrency-peak", &stack, measured, NULL);
  }
  if (event->task > TASKS_MAX) return;
  TaskSpan *span = &probe.tasks[event->task];
  *span = (TaskSpan){.start_s = record_now()};
  snprintf(span->name, sizeof span->name, "%s", event->name);
}

static void end_task(const Trace *event) {
  frames_forget_task(task_current());
  if (probe.live > 0) probe.live--;
  if (event->task > TASKS_MAX || !probe.tasks[event->task].name[0]) return;
  const TaskSpan *span = &probe.tasks[event->task];
  record_task(span->name, span->start_s, record_now());
}

static void begin_turn(const Trace *event) {
  if (probe_job.is_virtual) {
    record_turn(record_now(), record_now());
    if (event->turn == TURNS_MAX - 1) see_suspended("livelock");
    return;
  }
  watch_end_turn();
  watch_beat();
  watch_begin_turn();
}

static void trace(const Trace *event, void *context) {
  (void)context;
  if (probe_job.is_virtual) record_set_virtual(probe.run_began_s + event->time);
  switch (event->kind) {
  case TRACE_TURN:
    frames_set_task(NULL);
    calls_look();
    begin_turn(event);
    break;
  case TRACE_SPAWN:
    begin_task(event);
    break;
  case TRACE_STEP:
    frames_set_task(task_current());
    calls_look();
    break;
  case TRACE_DONE:
    end_task(event);
    break;
  case TRACE_WAIT:
  case TRACE_CANCEL:
  case TRACE_STALL:
    break;
  }
  const RunOptions *asked = probe.asked;
  if (asked && asked->trace) asked->trace(event, asked->trace_context);
}

// ---- One run ------------------------------------------------------------------------------------

Status probe_run(Coroutine *main, Value *result, const RunOptions *options);

// What the example calls when it calls runtime_run.
Status probe_run(Coroutine *main, Value *result, const RunOptions *options) {
  if (loop_current()) return runtime_run(main, result, options);
  Report report = {0};
  RunOptions watched = options ? *options : (RunOptions){0};
  probe.asked = options;
  probe.is_main_done = false;
  probe.live = 0;
  watched.clock = probe_job.is_virtual ? VIRTUAL_TIME : REAL_TIME;
  watched.trace = trace;
  watched.mark = mark;
  watched.observe = see;
  watched.report = options && options->report ? options->report : &report;
  if (!watched.threads && !options) watched.threads = THREADS_POOL;
  if (probe_job.is_virtual && !watched.turns_max) watched.turns_max = TURNS_MAX;
  if (probe_job.is_virtual && !(watched.time_max > 0)) watched.time_max = VIRTUAL_MAX_S;
  record_set_loop("nostall");
  runner_enter();
  Status status = runtime_run(main, result, &watched);
  runner_leave();
  probe.failed_at = watched.report->failure.site;
  probe.run_began_s = probe_job.is_virtual ? record_now() : 0;
  report_release(&report);
  return status;
}

static const char *outcome_of(Status status, char *out, size_t size) {
  char name[48] = "";
  bool is_stuck = status == STATUS_BUDGET || record_has_seen("quiescent-deadlock");
  if (status == STATUS_OK) return "returned";
  if (status == STATUS_CANCELLED) return "cancelled";
  if (is_stuck) return "stuck";
  if (status == STATUS_DEADLOCK) return "deadlock";
  snprintf(out, size, "raised %s", name_of_status(status, name, sizeof name));
  return out;
}

// An error that nobody expected is told, as an uncaught exception would be.
static void see_error(Status status) {
  char name[48] = "";
  bool is_told = status == STATUS_BUDGET || status == STATUS_DEADLOCK;
  if (is_told || !status_is_exception(status)) return;
  PlaceStack stack = stack_of_site(&probe.failed_at);
  record_see("error-raised", &stack, NOT_MEASURED,
             (Fact[]){{"error", name_of_status(status, name, sizeof name)}, {NULL, NULL}});
}

static Status pass_turns(int count, const Task *until) {
  for (int i = 0; i < count && !future_is_done(until); i++)
    TRY(sleep_for(0));
  return STATUS_OK;
}

static const char *after_cancellation(Task *task, char *out, size_t size) {
  if (!future_is_done(task)) return "went on";
  return outcome_of(future_result(task, NULL), out, size);
}

struct cancel_args {
  Coroutine *(*make)(void);
  char *outcome;
  size_t size;
};

// Cancels the run as soon as it waits, and looks what becomes of it.
static Status cancel(void *arguments, Value *result) {
  const struct cancel_args *args = arguments;
  char then[64] = "";
  (void)result;
  Task *task = task_spawn(args->make(), "run");
  TRY(pass_turns(WAITING_TURNS, task));
  PlaceStack stack = frames_of_task(task);
  if (stack.count > 1) stack.count = 1;
  future_cancel(task);
  TRY(pass_turns(ENDING_TURNS, task));
  bool is_obeyed = future_is_done(task) && future_is_cancelled(task);
  snprintf(args->outcome, args->size, "%s", after_cancellation(task, then, sizeof then));
  if (!is_obeyed)
    record_see("cancellation-swallowed", &stack, NOT_MEASURED,
               (Fact[]){{"then", args->outcome}, {NULL, NULL}});
  record_set_over(true);
  return STATUS_OK;
}

static void run_one(Coroutine *(*make)(void)) {
  char text[64] = "";
  RunOptions options = {.threads = THREADS_POOL};
  if (probe_job.is_cancelled) {
    (void)probe_run(CALL(cancel, .make = make, .outcome = text, .size = sizeof text), NULL,
                    &options);
    record_outcome(text);
    return;
  }
  Status status = probe_run(make(), NULL, &options);
  record_outcome(outcome_of(status, text, sizeof text));
  see_error(status);
}

// ---- The program --------------------------------------------------------------------------------

__attribute__((constructor)) static void prepare(void) {
  probe.process = getpid();
  probe.evidence = fcntl(EVIDENCE_FD, F_DUPFD_CLOEXEC, 100);
  close(EVIDENCE_FD);
  record_begin();
  if (probe.evidence < 0 || !places_open()) {
    fprintf(stderr, "the probe cannot read the line table of this program\n");
    _exit(1);
  }
  (void)atexit(finish_early);
}

int main(int count, char **words) {
  char outcome[32] = "returned";
  if (probe_job.main) {
    int code = probe_job.main(count, words);
    if (code != 0) snprintf(outcome, sizeof outcome, "exited %d", code);
    probe_finish(outcome);
  }
  for (unsigned i = 0; probe_job.makers[i]; i++) {
    record_set_run(i);
    run_one(probe_job.makers[i]);
  }
  probe.is_written = true;
  record_write(probe.evidence);
  _exit(0);
}
