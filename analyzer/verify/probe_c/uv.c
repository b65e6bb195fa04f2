// libuv, as far as an example can use it wrongly: its functions stand here in front of its own. All
// but uv_async_send are for the thread of the loop. What it was given, a handle until it is closed
// and a request until it is answered, has to stay where it is: memory that is freed, or the frame
// of a function that returns, is seen here before libuv writes to it. What it refused to start has
// to be started otherwise, or closed; and who is told of an error has to stop.
//
// libuv's header is not needed, it may not be there: then nobody calls these. Arguments are
// pointers and numbers that fit a register, six at most.
#define _GNU_SOURCE
#include "verify/probe_c/probe.h"

#include <malloc.h>
#include <stdlib.h>

enum { LIVE_MAX = 256 };

typedef void Callback(intptr_t at, intptr_t b, intptr_t c, intptr_t d);

// A handle or a request that libuv has.
typedef struct Live {
  intptr_t at;
  intptr_t handle; // that a request is for, or 0
  Callback *done;  // the example's
  PlaceStack stack;
} Live;

// A start that libuv refused.
typedef struct Refused {
  intptr_t handle;
  const char *name;
  PlaceStack stack;
} Refused;

static struct Given {
  Live live[LIVE_MAX];
  size_t count;
  Refused refused[LIVE_MAX];
  size_t refused_count;
  intptr_t failed; // the handle of the request whose callback is running, which was told an error
} given;

// WITH(name, the argument that is given, the callback, the handle that is to do something, Manner);
// -1 for those that there are not.
typedef enum Manner {
  LATER,
  AT_ONCE,    // without a callback it is done at once
  LATER_VOID, // it returns nothing
} Manner;
#define HANDLES(WITH)                                                                              \
  WITH(uv_timer_init, 1, -1, -1, LATER)                                                            \
  WITH(uv_idle_init, 1, -1, -1, LATER)                                                             \
  WITH(uv_prepare_init, 1, -1, -1, LATER)                                                          \
  WITH(uv_check_init, 1, -1, -1, LATER)                                                            \
  WITH(uv_async_init, 1, -1, -1, LATER)                                                            \
  WITH(uv_poll_init, 1, -1, -1, LATER)                                                             \
  WITH(uv_signal_init, 1, -1, -1, LATER)                                                           \
  WITH(uv_tcp_init, 1, -1, -1, LATER)                                                              \
  WITH(uv_udp_init, 1, -1, -1, LATER)                                                              \
  WITH(uv_pipe_init, 1, -1, -1, LATER)                                                             \
  WITH(uv_fs_event_init, 1, -1, -1, LATER)
#define REQUESTS(WITH)                                                                             \
  WITH(uv_write, 0, 4, 1, LATER)                                                                   \
  WITH(uv_shutdown, 0, 2, 1, LATER)                                                                \
  WITH(uv_tcp_connect, 0, 3, 1, LATER)                                                             \
  WITH(uv_pipe_connect, 0, 3, 1, LATER_VOID)                                                       \
  WITH(uv_udp_send, 0, 5, 1, LATER)                                                                \
  WITH(uv_queue_work, 1, 3, -1, LATER)                                                             \
  WITH(uv_getaddrinfo, 1, 2, -1, AT_ONCE)                                                          \
  WITH(uv_getnameinfo, 1, 2, -1, AT_ONCE)                                                          \
  WITH(uv_fs_open, 1, 5, -1, AT_ONCE)                                                              \
  WITH(uv_fs_close, 1, 3, -1, AT_ONCE)                                                             \
  WITH(uv_fs_stat, 1, 3, -1, AT_ONCE)                                                              \
  WITH(uv_fs_unlink, 1, 3, -1, AT_ONCE)
#define OTHERS(WITH)                                                                               \
  WITH(uv_timer_start, -1, -1, 0, LATER)                                                           \
  WITH(uv_timer_stop, -1, -1, -1, LATER)                                                           \
  WITH(uv_idle_start, -1, -1, 0, LATER)                                                            \
  WITH(uv_read_start, -1, -1, 0, LATER)                                                            \
  WITH(uv_listen, -1, -1, 0, LATER)                                                                \
  WITH(uv_fs_event_start, -1, -1, 0, LATER)                                                        \
  WITH(uv_stop, -1, -1, -1, LATER)

#define NUMBER(name, at, callback, handle, manner) NEXT_##name,
enum { HANDLES(NUMBER) REQUESTS(NUMBER) OTHERS(NUMBER) NEXT_uv_run, NEXT_uv_close, NEXT_COUNT };
static _Atomic(void *) next_functions[NEXT_COUNT];

#define NEXT(name)                                                                                 \
  (*(__typeof__(&(name)) *)calls_next(&next_functions[NEXT_##name], #name, (void *[1]){NULL}))
#define CALLER __builtin_return_address(0)

// ---- What libuv has -----------------------------------------------------------------------------

static Live *find_live(intptr_t at) {
  for (size_t i = 0; i < given.count; i++)
    if (given.live[i].at == at) return &given.live[i];
  return NULL;
}

static void forget(intptr_t at) {
  probe_lock();
  Live *live = find_live(at);
  if (live) *live = given.live[--given.count];
  probe_unlock();
}

static void remember(intptr_t at, intptr_t handle, Callback *done) {
  PlaceStack stack = frames_here();
  probe_lock();
  Live *live = find_live(at);
  if (!live && given.count < LIVE_MAX) live = &given.live[given.count++];
  if (live) *live = (Live){at, handle, done, stack};
  probe_unlock();
}

// Answered or closed: it is the example's again, before its callback runs.
static void on_done(intptr_t at, intptr_t b, intptr_t c, intptr_t d) {
  probe_lock();
  const Live *live = find_live(at);
  Callback *done = live ? live->done : NULL;
  intptr_t handle = live ? live->handle : 0;
  probe_unlock();
  forget(at);
  given.failed = (int)b < 0 ? handle : 0;
  if (done) done(at, b, c, d);
  given.failed = 0;
}

// ---- What it refused ----------------------------------------------------------------------------

static void forget_refused(intptr_t handle) {
  for (size_t i = given.refused_count; i-- > 0;)
    if (given.refused[i].handle == handle) given.refused[i] = given.refused[--given.refused_count];
}

static void remember_refused(intptr_t handle, const char *name) {
  forget_refused(handle);
  if (given.refused_count == LIVE_MAX) return;
  given.refused[given.refused_count++] = (Refused){handle, name, frames_here()};
}

// The loop has ended: nothing was done about these.
static void see_refused(void) {
  for (size_t i = 0; i < given.refused_count; i++) {
    const Refused *refused = &given.refused[i];
    record_see("start-failed", &refused->stack, NOT_MEASURED,
               (Fact[]){{"call", refused->name}, {NULL, NULL}});
  }
  given.refused_count = 0;
}

// The operation that opened the way for this one had failed.
static void check_error(intptr_t handle, const char *name) {
  if (!given.failed || handle != given.failed) return;
  PlaceStack stack = frames_here();
  record_see("error-ignored", &stack, NOT_MEASURED, (Fact[]){{"call", name}, {NULL, NULL}});
}

// From here on libuv would write to memory of others: what happens then is no evidence.
_Noreturn static void see_gone(const PlaceStack *stack, const char *what) {
  record_see("memory-error", stack, NOT_MEASURED, (Fact[]){{"what", what}, {NULL, NULL}});
  probe_finish("stopped");
}

void uv_leave_frame(uintptr_t low, uintptr_t high) {
  if (given.count == 0 || !runner_is_in() || !watch_is_loop()) return;
  for (size_t i = 0; i < given.count; i++) {
    uintptr_t at = (uintptr_t)given.live[i].at;
    PlaceStack stack = given.live[i].stack;
    if (at > low && at < high) see_gone(&stack, "its function returned");
  }
}

// What the example calls when it calls free.
void probe_free(void *memory);

void probe_free(void *memory) {
  signals_look("free", CALLER);
  uintptr_t begin = (uintptr_t)memory;
  for (size_t i = 0; memory && i < given.count; i++) {
    uintptr_t at = (uintptr_t)given.live[i].at;
    if (at < begin || at >= begin + malloc_usable_size(memory)) continue;
    PlaceStack stack = frames_here();
    see_gone(&stack, "it was freed");
  }
  free(memory);
}

// ---- Its functions ------------------------------------------------------------------------------

static void check_thread(const char *name, const void *caller) {
  bool is_wrong = runner_is_in() && !watch_is_loop() && places_line((uintptr_t)caller - 1) > 0;
  if (!is_wrong) return;
  PlaceStack stack = frames_here();
  record_see("wrong-thread", &stack, NOT_MEASURED, (Fact[]){{"call", name}, {NULL, NULL}});
}

typedef intptr_t Function(intptr_t a, intptr_t b, intptr_t c, intptr_t d, intptr_t e, intptr_t f);

typedef struct Kind {
  const char *name;
  int at, callback, handle;
  Manner manner;
} Kind;

static intptr_t call(Function *next, Kind kind, intptr_t *words) {
  bool has_callback = kind.callback >= 0;
  bool is_at_once = has_callback && kind.manner == AT_ONCE && !words[kind.callback];
  bool is_given = kind.at >= 0 && !is_at_once;
  intptr_t at = is_given ? words[kind.at] : 0;
  intptr_t handle = kind.handle >= 0 ? words[kind.handle] : 0;
  if (handle) check_error(handle, kind.name);
  if (is_given) remember(at, handle, has_callback ? (Callback *)words[kind.callback] : NULL);
  if (is_given && has_callback) words[kind.callback] = (intptr_t)on_done;
  // The first request for the pool waits until its threads have begun.
  bool is_started = is_given && has_callback;
  if (is_started) watch_pardon(true);
  intptr_t result = next(words[0], words[1], words[2], words[3], words[4], words[5]);
  if (is_started) watch_pardon(false);
  bool is_refused = kind.manner != LATER_VOID && (int)result < 0;
  if (is_given && is_refused) forget(at);
  if (handle && is_refused) remember_refused(handle, kind.name);
  if (handle && !is_refused) forget_refused(handle);
  return result;
}

#define WRAP(name, at, callback, handle, manner)                                                   \
  Function name;                                                                                   \
  intptr_t name(intptr_t a, intptr_t b, intptr_t c, intptr_t d, intptr_t e, intptr_t f) {          \
    check_thread(#name, CALLER);                                                                   \
    return call(NEXT(name), (Kind){#name, at, callback, handle, manner},                           \
                (intptr_t[]){a, b, c, d, e, f});                                                   \
  }
HANDLES(WRAP)
REQUESTS(WRAP)
OTHERS(WRAP)

void uv_close(intptr_t handle, Callback *done);

void uv_close(intptr_t handle, Callback *done) {
  check_thread("uv_close", CALLER);
  probe_lock();
  Live *live = find_live(handle);
  if (live) live->done = done;
  probe_unlock();
  forget_refused(handle);
  NEXT(uv_close)(handle, live ? on_done : done);
}

int uv_run(void *loop, int mode);

int uv_run(void *loop, int mode) {
  record_set_loop("libuv");
  if (runner_is_in() && watch_is_loop()) {
    runner_see_nested();
    return NEXT(uv_run)(loop, mode);
  }
  runner_enter();
  int result = NEXT(uv_run)(loop, mode);
  runner_leave();
  see_refused();
  return result;
}
