// Loops of other libraries. What runs one stands here in front of the library's own, so that its
// turns are seen, and that one is run inside of another. Headers are not needed: without the
// library nobody calls these. Arguments are pointers and numbers that fit a register.
#define _GNU_SOURCE
#include "verify/probe_c/probe.h"

typedef intptr_t Function(intptr_t a, intptr_t b, intptr_t c);

// RUNNER(function, what its loop is called)
#define RUNNERS(RUNNER)                                                                            \
  RUNNER(g_main_loop_run, "GLib")                                                                  \
  RUNNER(g_main_context_iteration, "GLib")                                                         \
  RUNNER(g_application_run, "GLib")                                                                \
  RUNNER(event_base_dispatch, "libevent")                                                          \
  RUNNER(event_base_loop, "libevent")                                                              \
  RUNNER(ev_run, "libev")                                                                          \
  RUNNER(sd_event_loop, "sd-event")                                                                \
  RUNNER(sd_event_run, "sd-event")

#define NUMBER(name, loop) NEXT_##name,
enum { RUNNERS(NUMBER) NEXT_COUNT };
static _Atomic(void *) next_functions[NEXT_COUNT];

#define NEXT(name)                                                                                 \
  (*(__typeof__(&(name)) *)calls_next(&next_functions[NEXT_##name], #name, (void *[1]){NULL}))

// A library that runs a loop for its own ends, in a function that waits, is no loop of the example.
static intptr_t run(Function *next, const char *loop, const void *caller, const intptr_t *words) {
  bool is_own = places_line((uintptr_t)caller - 1) > 0;
  bool is_inside = runner_is_in() && watch_is_loop();
  if (!is_own || (runner_is_in() && !is_inside)) return next(words[0], words[1], words[2]);
  if (is_inside) {
    runner_see_nested();
    return next(words[0], words[1], words[2]);
  }
  record_set_loop(loop);
  runner_enter();
  intptr_t result = next(words[0], words[1], words[2]);
  runner_leave();
  return result;
}

#define RUN(name, loop)                                                                            \
  Function name;                                                                                   \
  intptr_t name(intptr_t a, intptr_t b, intptr_t c) {                                              \
    return run(NEXT(name), loop, __builtin_return_address(0), (intptr_t[]){a, b, c});              \
  }
RUNNERS(RUN)
