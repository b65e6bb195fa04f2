// What the runtime costs: prints a line for each kind of work, its name and nanoseconds a piece.
// runtime.py does the same work on asyncio and others, and compares.
#define _POSIX_C_SOURCE 200809L
#include "runtime/runtime.h"
#include "runtime/context.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static double clock_ns(void) {
  struct timespec now = {0};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

// Resident memory in bytes.
static double resident(void) {
  FILE *file = fopen("/proc/self/statm", "r");
  long total = 0, pages = 0;
  if (!file) return 0;
  if (fscanf(file, "%ld %ld", &total, &pages) != 2) pages = 0;
  fclose(file);
  return (double)pages * (double)sysconf(_SC_PAGESIZE);
}

// How many pieces the address space consists of: the system allows 65,530 by default.
static long mappings(void) {
  FILE *file = fopen("/proc/self/maps", "r");
  long count = 0;
  if (!file) return 0;
  for (int c = getc(file); c != EOF; c = getc(file))
    count += c == '\n';
  fclose(file);
  return count;
}

// ---- One change of stacks, to and fro ----------------------------------------------------------

typedef struct Pair {
  Context here, there;
} Pair;

static void jump_back(void *argument) {
  Pair *pair = argument;
  for (;;)
    context_jump(&pair->there, &pair->here);
}

static int measure_jump(void) {
  enum { COUNT = 2000000 };
  Pair pair;
  Stacks *stacks = stacks_new(0);
  Stack *stack = stacks ? stacks_take(stacks) : NULL;
  context_init_main(&pair.here);
  if (!stack || !context_init(&pair.there, stack, jump_back, &pair)) return 1;
  double began = clock_ns();
  for (int i = 0; i < COUNT; i++)
    context_jump(&pair.here, &pair.there);
  printf("jump %.2f\n", (clock_ns() - began) / (2.0 * COUNT));
  context_release(&pair.there);
  context_release(&pair.here);
  stacks_free(stacks);
  return 0;
}

// ---- Work for the loop -------------------------------------------------------------------------

static Status trivial(void *arguments, Value *result) {
  (void)arguments, (void)result;
  return STATUS_OK;
}

static Status awaits(void *arguments, Value *result) {
  (void)arguments, (void)result;
  for (int i = 0; i < 1000000; i++)
    TRY(coroutine_await(CALL0(trivial), NULL));
  return STATUS_OK;
}

static Status spawns(void *arguments, Value *result) {
  (void)arguments, (void)result;
  for (int i = 0; i < 1000000; i++)
    TRY(future_join(task_spawn(CALL0(trivial), NULL), NULL));
  return STATUS_OK;
}

static Status passes(void *arguments, Value *result) {
  (void)arguments, (void)result;
  for (int i = 0; i < 1000; i++)
    TRY(sleep_for(0));
  return STATUS_OK;
}

static Status sleeps(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Group group;
  GROUP(group) {
    for (int i = 0; i < 1000; i++)
      group_spawn(&group, CALL0(passes), NULL);
  }
  return group.status;
}

static Status limits(void *arguments, Value *result) {
  (void)arguments, (void)result;
  for (int i = 0; i < 300000; i++)
    TRY(wait_for(CALL0(trivial), 5, NULL));
  return STATUS_OK;
}

struct produce_args {
  Queue *queue;
};
static Status produce(void *arguments, Value *result) {
  (void)result;
  Queue *queue = ((const struct produce_args *)arguments)->queue;
  for (int i = 0; i < 300000; i++)
    TRY(queue_put(queue, (Value){.integer = i}));
  return STATUS_OK;
}

struct consume_args {
  Queue *queue;
};
static Status consume(void *arguments, Value *result) {
  (void)result;
  Queue *queue = ((const struct consume_args *)arguments)->queue;
  for (int i = 0; i < 200000; i++) {
    Value item;
    TRY(queue_get(queue, &item));
  }
  return STATUS_OK;
}

static Status queues(void *arguments, Value *result) {
  (void)arguments, (void)result;
  Queue queue;
  queue_init(&queue, QUEUE_FIFO, 10);
  Group group;
  GROUP(group) {
    for (int i = 0; i < 2; i++)
      group_spawn(&group, CALL(produce, .queue = &queue), NULL);
    for (int i = 0; i < 3; i++)
      group_spawn(&group, CALL(consume, .queue = &queue), NULL);
  }
  queue_release(&queue);
  return group.status;
}

// Of the virtual clock: none of it is waited for.
static Status hour(void *arguments, Value *result) {
  (void)arguments, (void)result;
  for (int i = 0; i < 3600; i++)
    TRY(sleep_for(1));
  return STATUS_OK;
}

static void nothing(void *arguments) {
  (void)arguments;
}

static Status threads(void *arguments, Value *result) {
  (void)arguments, (void)result;
  for (int i = 0; i < 10000; i++)
    TRY(thread_run(nothing, NULL, 0));
  return STATUS_OK;
}

static Status second(void *arguments, Value *result) {
  (void)arguments, (void)result;
  return sleep_for(1);
}

struct crowd_args {
  int count;
  long *mappings;
};
static Status crowd(void *arguments, Value *result) {
  const struct crowd_args *args = arguments;
  double before = resident();
  Group group;
  GROUP(group) {
    for (int i = 0; i < args->count; i++)
      group_spawn(&group, CALL0(second), NULL);
    group.status = sleep_for(0.5);
    result->number = (resident() - before) / args->count;
    *args->mappings = mappings();
  }
  return group.status;
}

typedef struct Work {
  const char *name;
  CoroutineFunction main;
  double pieces;
} Work;
static const Work works[] = {
    {"await", awaits, 1e6}, {"spawn", spawns, 1e6},    {"sleep0", sleeps, 1e6},
    {"queue", queues, 6e5}, {"wait_for", limits, 3e5}, {"thread", threads, 1e4},
    {"hour", hour, 1},
};

static int measure(const Work *work) {
  Coroutine *main = coroutine_new(work->main, "main", NULL, 0, HERE);
  RunOptions options = {.threads = THREADS_POOL};
  double began = clock_ns();
  if (runtime_run(main, NULL, &options)) return 1;
  printf("%s %.1f\n", work->name, (clock_ns() - began) / work->pieces);
  return 0;
}

static int measure_crowd(int count) {
  Value bytes = {0};
  long maps = 0;
  double began = clock_ns();
  if (runtime_run(CALL(crowd, .count = count, .mappings = &maps), &bytes, NULL)) return 1;
  double each = (clock_ns() - began) / count;
  printf("crowd %.1f\nmemory %.0f\nmappings %ld\n", each, bytes.number, maps);
  return 0;
}

// `runtime [COUNT]`: all kinds of work, or only that many tasks that sleep.
int main(int argc, char **argv) {
  if (argc > 1) return measure_crowd((int)strtol(argv[1], NULL, 10));
  int failed = measure_jump();
  for (size_t i = 0; i < sizeof works / sizeof works[0]; i++)
    failed |= measure(&works[i]);
  return failed | measure_crowd(100000);
}
