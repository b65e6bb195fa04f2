// Runs random programs on the runtime: programs PROFILE [--full] < programs. Prints what
// interpret.py prints for the same programs on asyncio; the two must not differ in a byte.
#include "runtime/runtime.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

typedef enum Operation {
#define OPERATIONS(X)                                                                              \
  X(sleep)                                                                                         \
  X(spawn)                                                                                         \
  X(await)                                                                                         \
  X(cancel)                                                                                        \
  X(call)                                                                                          \
  X(gather)                                                                                        \
  X(gather_new)                                                                                    \
  X(wait_for_call)                                                                                 \
  X(wait_for_task)                                                                                 \
  X(timeout)                                                                                       \
  X(reschedule)                                                                                    \
  X(group)                                                                                         \
  X(group_spawn)                                                                                   \
  X(lock)                                                                                          \
  X(semaphore)                                                                                     \
  X(put)                                                                                           \
  X(get)                                                                                           \
  X(put_now)                                                                                       \
  X(get_now)                                                                                       \
  X(task_done)                                                                                     \
  X(join)                                                                                          \
  X(shut)                                                                                          \
  X(set_event)                                                                                     \
  X(wait_event)                                                                                    \
  X(clear_event)                                                                                   \
  X(wait_condition)                                                                                \
  X(notify)                                                                                        \
  X(notify_all)                                                                                    \
  X(shield)                                                                                        \
  X(wait)                                                                                          \
  X(raise)                                                                                         \
  X(try_error)                                                                                     \
  X(try_cancelled)                                                                                 \
  X(try_finally)                                                                                   \
  X(barrier)                                                                                       \
  X(reset_barrier)                                                                                 \
  X(abort_barrier)                                                                                 \
  X(completed)                                                                                     \
  X(generate)                                                                                      \
  X(yield)                                                                                         \
  X(await_future)                                                                                  \
  X(set_future)                                                                                    \
  X(fail_future)                                                                                   \
  X(cancel_future)                                                                                 \
  X(uncancel)                                                                                      \
  X(cancelling)                                                                                    \
  X(check)                                                                                         \
  X(release_lock)                                                                                  \
  X(call_soon)                                                                                     \
  X(call_later)                                                                                    \
  X(local_set)                                                                                     \
  X(local_get)                                                                                     \
  X(cancel_self)                                                                                   \
  X(on_done)                                                                                       \
  X(repeat)                                                                                        \
  X(cancel_later)                                                                                  \
  X(open_generator)                                                                                \
  X(next_item)                                                                                     \
  X(throw_item)                                                                                    \
  X(close_generator)                                                                               \
  X(yield_caught)                                                                                  \
  X(completed_each)
#define AS_ENUM(name) DO_##name,
  OPERATIONS(AS_ENUM) OPERATION_COUNT
} Operation;
#define AS_NAME(name) #name,
static const char *const operation_names[] = {OPERATIONS(AS_NAME)};

enum {
  TASKS_MAX = 24,
  STEPS_MAX = 300,
  FUNCTIONS_MAX = 16,
  ARGUMENTS_MAX = 8,
  FOREVER = 10, // the number of a delay, or more
  OBJECTS = 2,
  QUEUES = 4,
};
static const double delays[] = {0, 0, 0.1, 0.1, 0.2, 0.3, 0.5, 1.0, -1, 0.25};

typedef struct Block Block;
typedef struct Step {
  Operation what;
  int args[ARGUMENTS_MAX];
  int arg_count;
  Block *blocks;
  int block_count;
} Step;
struct Block {
  Step *steps;
  int count;
};

// What a callback needs. All are freed with the program: a call may never come.
typedef struct Note {
  struct Note *next;
  struct Program *program;
  int number;
  Status status;
} Note;

typedef struct Program {
  long seed;
  Note *notes;
  Block functions[FUNCTIONS_MAX];
  int function_count;
  char *text;
  size_t size, capacity;
  Task *tasks[TASKS_MAX];
  int task_count;
  int steps;
  bool over; // torn down: asyncio would be silent
  Lock locks[OBJECTS];
  Semaphore semaphores[OBJECTS];
  Queue queues[QUEUES];
  Event events[OBJECTS];
  Condition conditions[OBJECTS];
  Barrier barriers[OBJECTS];
  Future *futures[OBJECTS];
  Generator *generators[OBJECTS];
} Program;

typedef struct Frame {
  Program *program;
  int number;
  Timeout *timeout;
  Group *group;
} Frame;

// ---- The trace ----------------------------------------------------------------------------------

static void say(Program *program, const char *line) {
  size_t size = strlen(line);
  while (program->size + size + 1 > program->capacity) {
    program->capacity = program->capacity ? program->capacity * 2 : 4096;
    program->text = realloc(program->text, program->capacity);
    if (!program->text) abort();
  }
  memcpy(program->text + program->size, line, size + 1);
  program->size += size;
}

static void log_line(Program *program, int who, const char *what, Status status, int64_t value) {
  if (program->over) return;
  char line[120];
  snprintf(line, sizeof line, "%.6f %d %s %d %" PRId64 "\n", time_now(), who, what, status, value);
  say(program, line);
}

static int64_t members(Status status) {
  const Failure *failure = failure_last();
  int64_t value = 0;
  if (status != STATUS_GROUP || !failure || failure->status != STATUS_GROUP) return 0;
  for (size_t i = 0; i < failure->member_count; i++) {
    value = value * 31 + failure->members[i]->status + 40;
    value %= 1000003; // a product of two residues fits; Python reduces at the end
  }
  return value;
}

// ---- Tasks -------------------------------------------------------------------------------------

static Status run_block(Frame *frame, const Block *block);

struct body_args {
  Program *program;
  int number, function;
};
static Status body(void *arguments, Value *result) {
  const struct body_args *args = arguments;
  log_line(args->program, args->number, "start", args->function, 0);
  Frame frame = {.program = args->program, .number = args->number};
  TRY(run_block(&frame, &args->program->functions[args->function]));
  result->integer = args->number * 10 + args->function;
  return STATUS_OK;
}

static Status inner(void *arguments, Value *result) {
  const struct body_args *args = arguments;
  Frame frame = {.program = args->program, .number = args->number};
  TRY(run_block(&frame, &args->program->functions[args->function]));
  result->integer = args->function;
  return STATUS_OK;
}
#define inner_args body_args

static Task *spawn(Program *program, int function, Group *group) {
  int number = program->task_count++;
  Coroutine *coroutine = CALL(body, .program = program, .number = number, .function = function);
  Task *task = group ? group_spawn(group, coroutine, NULL) : task_spawn(coroutine, NULL);
  if (!task) abort();
  future_give(task, NULL);
  program->tasks[number] = task;
  return task;
}

static bool has_room(const Program *program, int count) {
  return program->task_count + count <= TASKS_MAX;
}

// The tasks that this one may wait for: waiting never goes in circles. A generator may be younger
// than the task that runs it, or older.
static size_t younger(const Frame *frame, const int *picks, int count, Task **out) {
  Program *program = frame->program;
  int number = frame->number;
  for (int i = number; i < program->task_count; i++)
    if (program->tasks[i] == task_current()) number = i;
  Task **candidates = program->tasks + number + 1;
  int candidate_count = program->task_count - number - 1;
  size_t found = 0;
  for (int i = 0; i < count && candidate_count > 0; i++) {
    Task *task = candidates[picks[i] % candidate_count];
    bool is_new = true;
    for (size_t k = 0; k < found; k++)
      is_new &= out[k] != task;
    if (is_new) out[found++] = task;
  }
  return found;
}

// Main is picked seldom: most programs end with it.
static int any_number(const Frame *frame, int pick) {
  int others = frame->program->task_count - 1;
  return pick == 7 || !others ? 0 : 1 + pick % others;
}

static Task *any_task(const Frame *frame, int pick) {
  return frame->program->tasks[any_number(frame, pick)];
}

static double limit_of(int number) {
  return number >= FOREVER ? NO_TIMEOUT : delays[number];
}

typedef Status (*Waiter)(const Frame *frame, Task *task, const Step *step, Value *out);

static Status plainly(const Frame *frame, Task *task, const Step *step, Value *out) {
  (void)frame, (void)step;
  return future_await(task, out);
}

static Status limited(const Frame *frame, Task *task, const Step *step, Value *out) {
  (void)frame;
  return wait_for_future(task, delays[step->args[1]], out);
}

static Status shielded(const Frame *frame, Task *task, const Step *step, Value *out) {
  (void)frame, (void)step;
  return future_join(shield(task), out);
}

static Status wait_younger(const Frame *frame, const Step *step, Waiter wait, int64_t *value) {
  Task *task = NULL;
  *value = -1;
  if (!younger(frame, step->args, 1, &task)) return STATUS_OK;
  Value out = {0};
  Status status = wait(frame, task, step, &out);
  *value = out.integer;
  return status;
}

static Status gather_tasks(bool keep, Task **tasks, size_t count, int64_t *value) {
  Future *all = gather(tasks, count, keep ? GATHER_OUTCOMES : 0);
  Value out = {0};
  Status status = future_await(all, &out);
  const Outcome *outcomes = out.pointer;
  *value = 0;
  for (size_t i = 0; i < count && !status; i++) {
    int64_t one = outcomes[i].status ? outcomes[i].status : outcomes[i].value.integer;
    *value = (*value * 31 + one + 40) % 1000003;
  }
  future_release(all);
  return status;
}

static Status gather_new(const Frame *frame, const Step *step, int64_t *value) {
  Task *tasks[2] = {0};
  *value = -1;
  if (!has_room(frame->program, 2)) return STATUS_OK;
  for (int i = 0; i < 2; i++)
    tasks[i] = spawn(frame->program, step->args[i + 1], NULL);
  return gather_tasks(step->args[0], tasks, 2, value);
}

static Status wait_some(const Frame *frame, const Step *step, int64_t *value) {
  Task *tasks[ARGUMENTS_MAX] = {0};
  size_t count = younger(frame, step->args + 2, step->arg_count - 2, tasks);
  *value = -1;
  if (!count) return STATUS_OK;
  TRY(wait_until(tasks, count, limit_of(step->args[1]), (WaitUntil)step->args[0]));
  *value = 0;
  for (size_t i = 0; i < count; i++)
    *value += (int64_t)future_is_done(tasks[i]) << i;
  return STATUS_OK;
}

static Status in_order(Completed *completed, int64_t *value) {
  for (;;) {
    Future *future = NULL;
    Status status = completed_next(completed, &future);
    if (status == STATUS_STOP) return STATUS_OK;
    if (status) return status;
    Value out = {0};
    TRY(future_result(future, &out));
    *value = (*value * 31 + out.integer + 1) % 1000003;
  }
}

static Status complete(const Frame *frame, const Step *step, int64_t *value) {
  Task *tasks[ARGUMENTS_MAX] = {0};
  size_t count = younger(frame, step->args + 1, step->arg_count - 1, tasks), kept = 0;
  bool has_done = false;
  for (size_t i = 0; i < count; i++) {
    bool done = future_is_done(tasks[i]);
    if (done && has_done) continue;
    has_done |= done;
    tasks[kept++] = tasks[i];
  }
  *value = 0;
  Completed *completed = completed_new(tasks, kept, limit_of(step->args[0]));
  Status status = in_order(completed, value);
  completed_free(completed);
  return status;
}

// ---- Blocks ------------------------------------------------------------------------------------

static Status in_timeout(Frame *frame, const Step *step) {
  Timeout timeout, *around = frame->timeout;
  frame->timeout = &timeout;
  TIMEOUT(timeout, delays[step->args[0]]) {
    timeout.status = run_block(frame, &step->blocks[0]);
  }
  frame->timeout = around;
  return timeout.status;
}

static Status in_group(Frame *frame, const Step *step) {
  Group group, *around = frame->group;
  frame->group = &group;
  GROUP(group) {
    group.status = run_block(frame, &step->blocks[0]);
  }
  frame->group = around;
  return group.status;
}

static Status in_lock(Frame *frame, const Step *step) {
  Lock *lock = &frame->program->locks[step->args[0]];
  TRY(lock_acquire(lock));
  Status status = run_block(frame, &step->blocks[0]);
  Status released = lock_release(lock);
  return released ? released : status;
}

static Status in_semaphore(Frame *frame, const Step *step) {
  Semaphore *semaphore = &frame->program->semaphores[step->args[0]];
  TRY(semaphore_acquire(semaphore));
  Status status = run_block(frame, &step->blocks[0]);
  Status released = semaphore_release(semaphore);
  return released ? released : status;
}

static Status with_condition(Condition *condition, Status (*act)(Condition *, size_t),
                             size_t count) {
  TRY(condition_acquire(condition));
  Status status = act(condition, count);
  Status released = condition_release(condition);
  return released ? released : status;
}

static Status wait_once(Condition *condition, size_t count) {
  (void)count;
  return condition_wait(condition);
}

static Status try_error(Frame *frame, const Step *step) {
  Status status = run_block(frame, &step->blocks[0]);
  if (!status_is_exception(status)) return status;
  log_line(frame->program, frame->number, "caught", status, 0);
  return run_block(frame, &step->blocks[1]);
}

static Status try_cancelled(Frame *frame, const Step *step) {
  Status status = run_block(frame, &step->blocks[0]);
  if (status != STATUS_CANCELLED) return status;
  log_line(frame->program, frame->number, "caught", status, 0);
  return run_block(frame, &step->blocks[1]);
}

static Status try_finally(Frame *frame, const Step *step) {
  Status status = run_block(frame, &step->blocks[0]);
  Status last = run_block(frame, &step->blocks[1]);
  return last ? last : status;
}

static Status repeat(Frame *frame, const Step *step) {
  for (int i = 0; i < step->args[0]; i++)
    TRY(run_block(frame, &step->blocks[0]));
  return STATUS_OK;
}

// ---- Generators --------------------------------------------------------------------------------

static Status run_step(Frame *frame, const Step *step);

struct numbers_args {
  Program *program;
  int number, function;
};
// One that goes on after an error that is thrown in.
static Status yield_caught(Generator *self, const struct numbers_args *args, int item) {
  Status status = generator_yield(self, (Value){.integer = item});
  if (!status_is_exception(status)) return status;
  log_line(args->program, args->number, "caught", status, 0);
  return STATUS_OK;
}

static Status numbers(Generator *self, void *arguments) {
  const struct numbers_args *args = arguments;
  const Block *block = &args->program->functions[args->function];
  Frame frame = {.program = args->program, .number = args->number};
  Status status = STATUS_OK;
  for (int i = 0; i + 1 < block->count && !status; i++) {
    const Step *step = &block->steps[i];
    if (step->what == DO_yield) {
      status = generator_yield(self, (Value){.integer = step->args[0]});
    } else if (step->what == DO_yield_caught) {
      status = yield_caught(self, args, step->args[0]);
    } else {
      status = run_step(&frame, step);
    }
  }
  if (status) log_line(args->program, args->number, "ends", status, 0);
  Block end = {block->steps + block->count - 1, 1};
  Status last = run_block(&frame, &end);
  return last ? last : status;
}

static Status consume(Frame *frame, Generator *generator, const Step *step, int64_t *value) {
  for (int count = 0;;) {
    Value item = {0};
    Status status = generator_next(generator, &item);
    if (status == STATUS_STOP) break;
    if (status) return status;
    *value += item.integer;
    log_line(frame->program, frame->number, "item", (Status)item.integer, 0);
    if (step->args[1] && ++count >= step->args[2]) break;
  }
  return step->args[1] == 1 ? generator_close(generator) : STATUS_OK;
}

static Status generate(Frame *frame, const Step *step, int64_t *value) {
  Generator *generator = GENERATE(numbers, .program = frame->program, .number = frame->number,
                                  .function = step->args[0]);
  *value = 0;
  Status status = consume(frame, generator, step, value);
  generator_release(generator);
  return status;
}

static void open_generator(const Frame *frame, const Step *step) {
  Generator **slot = &frame->program->generators[step->args[0]];
  Generator *before = *slot;
  *slot = GENERATE(numbers, .program = frame->program, .number = frame->number,
                   .function = step->args[1]);
  generator_release(before);
}

// The end of a generator is a result: as an error it would end the generator around this one.
static Status item_of(Generator *generator, Status thrown, int64_t *value) {
  Value item = {.integer = -1};
  Status status = STATUS_OK;
  if (generator && thrown) {
    status = generator_throw(generator, thrown, &item);
  } else if (generator) {
    status = generator_next(generator, &item);
  }
  *value = status == STATUS_STOP ? STATUS_STOP : item.integer;
  return status == STATUS_STOP ? STATUS_OK : status;
}

static Status close_generator(Generator *generator, int64_t *value) {
  *value = generator ? 0 : -1;
  return generator ? generator_close(generator) : STATUS_OK;
}

// ---- Callbacks ---------------------------------------------------------------------------------

static Note *note_new(const Frame *frame, int number, Status status) {
  Note *note = malloc(sizeof *note);
  if (!note) abort();
  *note = (Note){frame->program->notes, frame->program, number, status};
  frame->program->notes = note;
  return note;
}

static void called(void *context) {
  const Note *note = context;
  log_line(note->program, note->number, "called", note->status, 0);
}

static void ended(Future *future, void *context) {
  const Note *note = context;
  log_line(note->program, note->number, "done", future_is_cancelled(future), 0);
}

static void cancel_later(void *context) {
  future_cancel(context);
}

static void call(const Frame *frame, double delay, bool soon, bool cancel) {
  Note *note = note_new(frame, frame->number, !soon);
  Timer *timer = soon ? call_soon(called, note) : call_later(delay, called, note);
  (cancel ? timer_cancel : timer_drop)(timer);
}

// ---- One operation -----------------------------------------------------------------------------

static const char keys[OBJECTS];

static Status act(Frame *frame, const Step *step, int64_t *value) {
  Program *program = frame->program;
  const int *args = step->args;
  Task *tasks[ARGUMENTS_MAX] = {0};
  Value out = {0};
  Status status = STATUS_OK;
  switch (step->what) {
  case DO_sleep:
    return sleep_for(delays[args[0]]);
  case DO_spawn:
    *value = has_room(program, 1) ? program->task_count : -1;
    if (*value >= 0) spawn(program, args[0], NULL);
    return STATUS_OK;
  case DO_await:
    return wait_younger(frame, step, plainly, value);
  case DO_cancel:
    *value = future_cancel(any_task(frame, args[0]));
    return STATUS_OK;
  case DO_cancel_later:
    timer_drop(call_later(delays[args[1]] > 0 ? delays[args[1]] : 0, cancel_later,
                          any_task(frame, args[0])));
    return STATUS_OK;
  case DO_cancel_self:
    *value = future_cancel(task_current());
    return STATUS_OK;
  case DO_call:
    status = coroutine_await(
        CALL(inner, .program = program, .number = frame->number, .function = args[0]), &out);
    break;
  case DO_gather:
    return gather_tasks(args[0], tasks, younger(frame, args + 1, step->arg_count - 1, tasks),
                        value);
  case DO_gather_new:
    return gather_new(frame, step, value);
  case DO_wait_for_call:
    status = wait_for(CALL(inner, .program = program, .number = frame->number, .function = args[0]),
                      delays[args[1]], &out);
    break;
  case DO_wait_for_task:
    return wait_younger(frame, step, limited, value);
  case DO_timeout:
    return in_timeout(frame, step);
  case DO_reschedule:
    if (frame->timeout) return timeout_reschedule(frame->timeout, time_now() + delays[args[0]]);
    *value = -1;
    return STATUS_OK;
  case DO_group:
    return in_group(frame, step);
  case DO_group_spawn:
    *value = -1;
    if (!frame->group || !has_room(program, 1)) return STATUS_OK;
    *value = -2;
    if (frame->group->aborting) return STATUS_OK;
    spawn(program, args[0], frame->group);
    *value = program->task_count - 1;
    return STATUS_OK;
  case DO_lock:
    return in_lock(frame, step);
  case DO_release_lock:
    *value = lock_is_locked(&program->locks[args[0]]);
    return *value ? STATUS_OK : lock_release(&program->locks[args[0]]);
  case DO_semaphore:
    return in_semaphore(frame, step);
  case DO_put:
    return queue_put(&program->queues[args[0]], (Value){.integer = args[1]});
  case DO_get:
    status = queue_get(&program->queues[args[0]], &out);
    break;
  case DO_put_now:
    return queue_put_now(&program->queues[args[0]], (Value){.integer = args[1]});
  case DO_get_now:
    status = queue_get_now(&program->queues[args[0]], &out);
    break;
  case DO_task_done:
    return queue_task_done(&program->queues[args[0]]);
  case DO_join:
    return queue_join(&program->queues[args[0]]);
  case DO_shut:
    queue_shut(&program->queues[args[0]], args[1]);
    return STATUS_OK;
  case DO_set_event:
    event_set(&program->events[args[0]]);
    return STATUS_OK;
  case DO_wait_event:
    return event_wait(&program->events[args[0]]);
  case DO_clear_event:
    event_clear(&program->events[args[0]]);
    return STATUS_OK;
  case DO_wait_condition:
    return with_condition(&program->conditions[args[0]], wait_once, 0);
  case DO_notify:
    return with_condition(&program->conditions[args[0]], condition_notify, (size_t)args[1]);
  case DO_notify_all:
    return with_condition(&program->conditions[args[0]], condition_notify, SIZE_MAX);
  case DO_shield:
    return wait_younger(frame, step, shielded, value);
  case DO_wait:
    return wait_some(frame, step, value);
  case DO_raise:
    return FAIL(args[0], "raised");
  case DO_try_error:
    return try_error(frame, step);
  case DO_try_cancelled:
    return try_cancelled(frame, step);
  case DO_try_finally:
    return try_finally(frame, step);
  case DO_barrier: {
    size_t index = 0;
    status = barrier_wait(&program->barriers[args[0]], &index);
    *value = (int64_t)index;
    return status;
  }
  case DO_reset_barrier:
    return barrier_reset(&program->barriers[args[0]]);
  case DO_abort_barrier:
    return barrier_abort(&program->barriers[args[0]]);
  case DO_completed:
  case DO_completed_each:
    return complete(frame, step, value);
  case DO_generate:
    return generate(frame, step, value);
  case DO_yield:
  case DO_yield_caught:
    *value = -1;
    return STATUS_OK;
  case DO_await_future:
    status = future_await(program->futures[args[0]], &out);
    break;
  case DO_set_future:
    future_set_result(program->futures[args[0]], (Value){.integer = args[1]});
    return STATUS_OK;
  case DO_fail_future:
    future_set_error(program->futures[args[0]], 7);
    return STATUS_OK;
  case DO_cancel_future:
    *value = future_cancel(program->futures[args[0]]);
    return STATUS_OK;
  case DO_uncancel:
    *value = task_uncancel(task_current());
    return STATUS_OK;
  case DO_cancelling:
    *value = task_cancelling(task_current());
    return STATUS_OK;
  case DO_check:
    *value = future_is_done(any_task(frame, args[0])) +
             2 * future_is_cancelled(any_task(frame, args[0]));
    return STATUS_OK;
  case DO_call_soon:
    call(frame, 0, true, args[0]);
    return STATUS_OK;
  case DO_call_later:
    call(frame, delays[args[0]], false, args[1]);
    return STATUS_OK;
  case DO_local_set:
    return local_set(&keys[args[0]], (Value){.integer = args[1]});
  case DO_local_get:
    *value = local_get(&keys[args[0]]).integer;
    return STATUS_OK;
  case DO_on_done: {
    int number = any_number(frame, args[0]);
    future_on_done(program->tasks[number], ended, note_new(frame, number, 0), NULL);
    return STATUS_OK;
  }
  case DO_repeat:
    return repeat(frame, step);
  case DO_open_generator:
    open_generator(frame, step);
    return STATUS_OK;
  case DO_next_item:
    return item_of(program->generators[args[0]], STATUS_OK, value);
  case DO_throw_item:
    return item_of(program->generators[args[0]], args[1] ? args[1] : STATUS_CANCELLED, value);
  case DO_close_generator:
    return close_generator(program->generators[args[0]], value);
  case OPERATION_COUNT:
    break;
  }
  *value = out.integer;
  return status;
}

static Status run_step(Frame *frame, const Step *step) {
  Program *program = frame->program;
  if (++program->steps > STEPS_MAX) return STATUS_OK;
  int64_t value = 0;
  Status status = act(frame, step, &value);
  // Only a teardown closes what is not a generator, and that is where asyncio forgets its tasks.
  if (status == STATUS_CLOSED) program->over = true;
  if (status) value = step->what == DO_group ? members(status) : 0;
  log_line(program, frame->number, operation_names[step->what], status, value);
  bool harmless = status == STATUS_INVALID || status == STATUS_FULL || status == STATUS_EMPTY;
  return harmless ? STATUS_OK : status;
}

static Status run_block(Frame *frame, const Block *block) {
  for (int i = 0; i < block->count; i++)
    TRY(run_step(frame, &block->steps[i]));
  return STATUS_OK;
}

// ---- The run -----------------------------------------------------------------------------------

static bool is_less(Value a, Value b) {
  return a.integer / 2 < b.integer / 2;
}

static void prepare(Program *program) {
  semaphore_init(&program->semaphores[0], 1);
  semaphore_init_bounded(&program->semaphores[1], 2);
  queue_init(&program->queues[0], QUEUE_FIFO, 1);
  queue_init(&program->queues[1], QUEUE_FIFO, 0);
  queue_init(&program->queues[2], QUEUE_LIFO, 2);
  queue_init(&program->queues[3], QUEUE_PRIORITY, 2);
  queue_order(&program->queues[3], is_less);
  for (size_t i = 0; i < OBJECTS; i++) {
    condition_init(&program->conditions[i], NULL);
    barrier_init(&program->barriers[i], 2 + i);
  }
}

static void clean(Program *program) {
  for (size_t i = 0; i < QUEUES; i++)
    queue_release(&program->queues[i]);
  free(program->text);
  while (program->notes) {
    Note *next = program->notes->next;
    free(program->notes);
    program->notes = next;
  }
}

// What the trace of asyncio says at the same points comes from the hooks of the run.
static void observe(const RunMark *mark, void *context) {
  Program *program = context;
  char line[80];
  switch (mark->kind) {
  case RUN_BEGINS:
    for (size_t i = 0; i < OBJECTS; i++)
      program->futures[i] = future_new();
    program->tasks[0] = mark->main;
    program->task_count = 1;
    break;
  case RUN_DEADLOCK:
    log_line(program, 0, "deadlock", 0, 0);
    break;
  case RUN_MAIN_DONE:
  case RUN_ENDS:
    break;
  }
  if (mark->kind != RUN_MAIN_DONE && mark->kind != RUN_ENDS) return;
  bool is_end = mark->kind == RUN_ENDS;
  for (int i = 0; i < (is_end ? program->task_count : 1); i++) {
    const char *what = is_end ? "end" : "main";
    if (future_is_done(program->tasks[i])) {
      log_line(program, i, what, future_result(program->tasks[i], NULL), 0);
      continue;
    }
    snprintf(line, sizeof line, "%.6f %d %s pending 0\n", time_now(), i, what);
    say(program, line);
  }
  program->over = is_end;
}

static uint32_t checksum(const char *text, size_t size) {
  uint32_t sum = UINT32_MAX;
  for (size_t i = 0; i < size; i++) {
    sum ^= (unsigned char)text[i];
    for (int bit = 0; bit < 8; bit++)
      sum = sum >> 1 ^ (sum & 1 ? 0xEDB88320U : 0);
  }
  return ~sum;
}

static void run_program(Program *program, Profile profile, bool full) {
  prepare(program);
  RunOptions options = {.profile = profile, .mark = observe, .mark_context = program};
#ifdef RUNTIME_HAS_UV
  options.io = &io_uv;
#endif
  Coroutine *main = CALL(body, .program = program, .number = 0, .function = 0);
  Status status = runtime_run(main, NULL, &options);
  (void)status;
  if (full) {
    printf("# %ld\n%s", program->seed, program->text);
  } else {
    printf("%ld %08x\n", program->seed, (unsigned)checksum(program->text, program->size));
  }
  clean(program);
}

// ---- Reading -----------------------------------------------------------------------------------

static long number(char **at) {
  return strtol(*at, at, 10);
}

static Block read_block(char **at);

static Step read_step(char **at) {
  Step step = {.what = (Operation)number(at)};
  step.arg_count = (int)number(at);
  for (int i = 0; i < step.arg_count; i++)
    step.args[i] = (int)number(at);
  step.block_count = (int)number(at);
  step.blocks = calloc((size_t)step.block_count + 1, sizeof *step.blocks);
  if (!step.blocks) abort();
  for (int i = 0; i < step.block_count; i++)
    step.blocks[i] = read_block(at);
  return step;
}

static Block read_block(char **at) {
  Block block = {.count = (int)number(at)};
  block.steps = calloc((size_t)block.count + 1, sizeof *block.steps);
  if (!block.steps) abort();
  for (int i = 0; i < block.count; i++)
    block.steps[i] = read_step(at);
  return block;
}

static void free_block(Block *block) {
  for (int i = 0; i < block->count; i++) {
    for (int k = 0; k < block->steps[i].block_count; k++)
      free_block(&block->steps[i].blocks[k]);
    free(block->steps[i].blocks);
  }
  free(block->steps);
}

static void run_line(char *line, Profile profile, bool full) {
  Program program = {.seed = number(&line)};
  program.function_count = (int)number(&line);
  if (program.function_count > FUNCTIONS_MAX) abort();
  for (int i = 0; i < program.function_count; i++)
    program.functions[i] = read_block(&line);
  run_program(&program, profile, full);
  for (int i = 0; i < program.function_count; i++)
    free_block(&program.functions[i]);
}

static char *read_line(FILE *in, char **line, size_t *capacity) {
  size_t size = 0;
  for (int c = getc(in); c != EOF && c != '\n'; c = getc(in)) {
    if (size + 2 > *capacity) {
      *capacity = *capacity ? *capacity * 2 : 4096;
      *line = realloc(*line, *capacity);
      if (!*line) abort();
    }
    (*line)[size++] = (char)c;
    (*line)[size] = '\0';
  }
  return size ? *line : NULL;
}

int main(int argc, char **argv) {
  if (argc < 2) return 2;
  Profile profile = !strcmp(argv[1], "3.11")   ? PROFILE_311
                    : !strcmp(argv[1], "3.12") ? PROFILE_312
                                               : PROFILE_313;
  bool full = argc > 2 && !strcmp(argv[2], "--full");
  char *line = NULL;
  size_t capacity = 0;
  while (read_line(stdin, &line, &capacity))
    run_line(line, profile, full);
  free(line);
  return 0;
}
