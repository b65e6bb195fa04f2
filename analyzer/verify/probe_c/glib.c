// GLib, as far as an example can forget somebody: who started an operation waits until its task is
// answered, what went wrong is known to who takes the result, and what a source is given has to
// live until the source is removed. Its functions stand here in front of its own.
//
// GLib's headers are not needed, it may not be there: then nobody calls these.
#define _GNU_SOURCE
#include "verify/probe_c/probe.h"

#include <stdlib.h>

enum { TASKS_MAX = 256 };

typedef void Ready(void *object, void *result, void *data);

typedef struct Pending { // a task that somebody waits for
  void *task;
  Ready *ready; // the example's
  void *data;
  PlaceStack stack;
  bool is_answered, is_taken;
} Pending;

static struct Tasks {
  Pending at[TASKS_MAX];
  size_t count;
} tasks;

#define NAMES(NAME)                                                                                \
  NAME(g_free)                                                                                     \
  NAME(g_source_remove)                                                                            \
  NAME(g_task_new)                                                                                 \
  NAME(g_task_propagate_boolean)                                                                   \
  NAME(g_task_propagate_int)                                                                       \
  NAME(g_task_propagate_pointer)                                                                   \
  NAME(g_timeout_add)

#define NUMBER(name) NEXT_##name,
enum { NAMES(NUMBER) NEXT_COUNT };
static _Atomic(void *) next_functions[NEXT_COUNT];

#define NEXT(name)                                                                                 \
  (*(__typeof__(&(name)) *)calls_next(&next_functions[NEXT_##name], #name, (void *[1]){NULL}))

// ---- Tasks --------------------------------------------------------------------------------------

// Where a function of the example begins.
static PlaceStack stack_of_function(Ready *function) {
  uintptr_t address = (uintptr_t)function;
  return (PlaceStack){.at = {{places_line(address), places_function(address)}}, .count = 1};
}

static void see_tasks(void) {
  for (size_t i = 0; i < tasks.count; i++) {
    const Pending *pending = &tasks.at[i];
    PlaceStack callback = stack_of_function(pending->ready);
    if (!pending->is_answered)
      record_see("never-answered", &pending->stack, NOT_MEASURED, NULL);
    else if (!pending->is_taken)
      record_see("result-not-taken", &callback, NOT_MEASURED, NULL);
  }
  tasks.count = 0;
}

void *g_task_new(void *object, void *cancellable, Ready *ready, void *data);

static void on_ready(void *object, void *result, void *data) {
  Pending *pending = data;
  pending->is_answered = true;
  pending->ready(object, result, pending->data);
}

void *g_task_new(void *object, void *cancellable, Ready *ready, void *data) {
  if (!ready || tasks.count == TASKS_MAX) return NEXT(g_task_new)(object, cancellable, ready, data);
  if (tasks.count == 0) probe_at_end(see_tasks);
  Pending *pending = &tasks.at[tasks.count++];
  *pending = (Pending){.ready = ready, .data = data, .stack = frames_here()};
  pending->task = NEXT(g_task_new)(object, cancellable, on_ready, pending);
  return pending->task;
}

// A task may stand where another one has stood: the younger one is meant.
static void take(const void *task) {
  for (size_t i = tasks.count; i-- > 0;) {
    if (tasks.at[i].task != task) continue;
    tasks.at[i].is_taken = true;
    return;
  }
}

#define WRAP(Type, name)                                                                           \
  Type name(void *task, void *error);                                                              \
  Type name(void *task, void *error) {                                                             \
    take(task);                                                                                    \
    return NEXT(name)(task, error);                                                                \
  }
WRAP(int, g_task_propagate_boolean)
WRAP(intptr_t, g_task_propagate_int)
WRAP(void *, g_task_propagate_pointer)

// ---- Sources ------------------------------------------------------------------------------------

typedef int Tick(void *data);

typedef struct Source {
  unsigned id; // 0: it is gone
  Tick *tick;  // the example's
  void *data;
  PlaceStack stack;
} Source;

static struct Sources {
  Source at[TASKS_MAX];
  size_t count;
} sources;

unsigned g_timeout_add(unsigned wait_ms, Tick *tick, void *data);

static int on_tick(void *data) {
  Source *source = data;
  int goes_on = source->tick(source->data);
  if (!goes_on) source->id = 0;
  return goes_on;
}

unsigned g_timeout_add(unsigned wait_ms, Tick *tick, void *data) {
  if (sources.count == TASKS_MAX) return NEXT(g_timeout_add)(wait_ms, tick, data);
  Source *source = &sources.at[sources.count++];
  *source = (Source){.tick = tick, .data = data, .stack = frames_here()};
  source->id = NEXT(g_timeout_add)(wait_ms, on_tick, source);
  return source->id;
}

int g_source_remove(unsigned id);

int g_source_remove(unsigned id) {
  for (size_t i = 0; i < sources.count; i++)
    if (sources.at[i].id == id) sources.at[i].id = 0;
  return NEXT(g_source_remove)(id);
}

void g_free(void *memory);

// The next tick would be of memory that is somebody else's: what happens then is no evidence.
void g_free(void *memory) {
  for (size_t i = 0; memory && i < sources.count; i++) {
    const Source *source = &sources.at[i];
    if (source->id == 0 || source->data != memory) continue;
    record_see("memory-error", &source->stack, NOT_MEASURED,
               (Fact[]){{"what", "it was freed"}, {NULL, NULL}});
    probe_finish("stopped");
  }
  NEXT(g_free)(memory);
}
