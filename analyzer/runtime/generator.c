// Asynchronous generators: a stack of their own that runs inside the task which asks for the next
// item. While it runs it is that task: what it waits for, the task waits for.
#include "runtime/core.h"

#include <stdlib.h>
#include <string.h>

typedef enum GeneratorState {
  GENERATOR_NEW,
  GENERATOR_SUSPENDED, // at a yield
  GENERATOR_RUNNING,
  GENERATOR_FINISHED,
} GeneratorState;

struct Generator {
  GeneratorFunction function;
  const char *name;
  Site site;
  GeneratorState state;
  Context context;
  Context *consumer; // who asked
  Status thrown, status;
  Value item;
  bool released, hidden; // hidden: the handle is the loop's, which closes it
  Generator *next, *previous;
  max_align_t arguments[];
};

static void link_last(Loop *loop, Generator *generator) {
  generator->next = NULL;
  generator->previous = loop->generators_last;
  if (loop->generators_last) {
    loop->generators_last->next = generator;
  } else {
    loop->generators = generator;
  }
  loop->generators_last = generator;
}

static void unlink_generator(Loop *loop, Generator *generator) {
  if (generator->previous) {
    generator->previous->next = generator->next;
  } else {
    loop->generators = generator->next;
  }
  if (generator->next) {
    generator->next->previous = generator->previous;
  } else {
    loop->generators_last = generator->previous;
  }
}

Generator *generator_new(GeneratorFunction function, const char *name, const void *arguments,
                         size_t size_bytes, Site site) {
  Generator *generator = memory_new(sizeof *generator + size_bytes);
  if (!generator) return NULL;
  generator->function = function;
  generator->name = name;
  generator->site = site;
  if (size_bytes) memcpy(generator->arguments, arguments, size_bytes);
  link_last(loop_current(), generator);
  return generator;
}

static void give_stack(Loop *loop, Generator *generator) {
  Stack *stack = generator->context.stack;
  if (!stack) return;
  context_release(&generator->context);
  stacks_give(loop->stacks, stack);
}

static void free_generator(Loop *loop, Generator *generator) {
  give_stack(loop, generator);
  unlink_generator(loop, generator);
  free(generator);
}

// ---- Running ------------------------------------------------------------------------------------

static void generator_main(void *argument) {
  Generator *generator = argument;
  generator->status = generator->function(generator, generator->arguments);
  generator->state = GENERATOR_FINISHED;
  context_leave(&generator->context, generator->consumer);
}

static bool begin(Loop *loop, Generator *generator) {
  Stack *stack = stacks_take(loop->stacks);
  if (!stack) return false;
  if (!context_init(&generator->context, stack, generator_main, generator)) {
    stacks_give(loop->stacks, stack);
    return false;
  }
  return true;
}

static void run(Fiber *fiber, Generator *generator) {
  generator->state = GENERATOR_RUNNING;
  generator->consumer = fiber->active;
  generator->context.stack->user = fiber;
  fiber->active = &generator->context;
  context_jump(generator->consumer, &generator->context);
  fiber->active = generator->consumer;
}

static void close_soon(Generator *generator);

static Status end(Loop *loop, Generator *generator, Status status) {
  generator->state = GENERATOR_FINISHED;
  give_stack(loop, generator);
  if (generator->released) free_generator(loop, generator);
  return status ? status : STATUS_STOP;
}

static Status resume(Generator *generator, Status thrown, Value *out) {
  if (!generator) return STATUS_NO_MEMORY;
  Loop *loop = loop_current();
  if (generator->state == GENERATOR_FINISHED) return STATUS_STOP;
  if (generator->state == GENERATOR_RUNNING) {
    return FAIL(STATUS_INVALID, "the generator %s is already running", generator->name);
  }
  if (!loop->current) return FAIL(STATUS_INVALID, "a generator outside of a task");
  if (generator->state == GENERATOR_NEW) {
    unlink_generator(loop, generator);
    link_last(loop, generator);
    if (thrown) return end(loop, generator, thrown);
    if (!begin(loop, generator)) return STATUS_NO_MEMORY;
  }
  generator->thrown = thrown;
  run(loop->current, generator);
  if (generator->state == GENERATOR_FINISHED) return end(loop, generator, generator->status);
  if (out) *out = generator->item;
  if (generator->released) close_soon(generator);
  return STATUS_OK;
}

bool generator_is_running(const Generator *generator) {
  return generator && generator->state == GENERATOR_RUNNING;
}

Status generator_next(Generator *generator, Value *out) {
  return resume(generator, STATUS_OK, out);
}

Status generator_throw(Generator *generator, Status status, Value *out) {
  return resume(generator, status, out);
}

Status generator_yield(Generator *self, Value item) {
  self->item = item;
  self->state = GENERATOR_SUSPENDED;
  context_jump(&self->context, self->consumer);
  return self->thrown;
}

Status generator_close(Generator *generator) {
  if (!generator) return STATUS_NO_MEMORY;
  Status status = resume(generator, STATUS_CLOSED, NULL);
  if (status == STATUS_STOP || status == STATUS_CLOSED) return STATUS_OK;
  if (status) return status;
  return FAIL(STATUS_INVALID, "the generator %s goes on after it was closed", generator->name);
}

// ---- Generators that nobody closes -------------------------------------------------------------

static void observe_open(const Generator *generator) {
  Observation observation = {.kind = OBSERVED_GENERATOR_OPEN, .site = generator->site};
  snprintf(observation.text, sizeof observation.text, "%s was begun and not closed",
           generator->name);
  monitor_observe(loop_current(), observation);
}

struct close_later_args {
  Generator *generator;
  bool free;
};
static Status close_later(void *arguments, Value *result) {
  (void)result;
  const struct close_later_args *args = arguments;
  Status status = generator_close(args->generator);
  if (args->free) free_generator(loop_current(), args->generator);
  return status;
}

static void spawn_close(void *context) {
  Fiber *fiber = fiber_new(CALL(close_later, .generator = context, .free = true), NULL);
  if (fiber) future_unreference(&fiber->task);
}

void generator_release(Generator *generator) {
  if (!generator || generator->released) return;
  switch (generator->state) {
  case GENERATOR_NEW:
  case GENERATOR_FINISHED:
    free_generator(loop_current(), generator);
    break;
  case GENERATOR_RUNNING:
    generator->released = true;
    break;
  case GENERATOR_SUSPENDED:
    close_soon(generator);
    break;
  }
}

// The handle was given up at a yield, or while it ran to its next one.
static void close_soon(Generator *generator) {
  observe_open(generator);
  generator->hidden = true;
  generator->released = false; // the task that closes it frees it
  timer_drop(call_soon(spawn_close, generator));
}

// As asyncio does, the end of a run closes all that were ever begun and are still held: closing one
// that has ended does nothing, but takes its turns.
static bool is_begun(const Generator *generator) {
  return generator->state != GENERATOR_NEW && !generator->hidden;
}

static size_t count_begun(const Loop *loop) {
  size_t count = 0;
  for (const Generator *generator = loop->generators; generator; generator = generator->next)
    count += is_begun(generator);
  return count;
}

Status generators_shutdown(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Loop *loop = loop_current();
  size_t count = 0;
  size_t begun_count = count_begun(loop);
  if (!begun_count) return STATUS_OK;
  Future **tasks = memory_new(begun_count * sizeof *tasks);
  if (!tasks) return STATUS_NO_MEMORY;
  for (Generator *generator = loop->generators; generator; generator = generator->next) {
    if (!is_begun(generator)) continue;
    if (generator->state == GENERATOR_SUSPENDED) observe_open(generator);
    tasks[count] = task_spawn(CALL(close_later, .generator = generator), NULL);
    count += tasks[count] != NULL;
  }
  Status status = future_await(gather(tasks, count, GATHER_OUTCOMES), NULL);
  free(tasks);
  return status;
}

void generators_free(Loop *loop) {
  while (loop->generators)
    free_generator(loop, loop->generators);
}
