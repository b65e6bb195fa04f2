// libuv, as far as an example can use it wrongly: its functions stand here in front of its own. All
// but uv_async_send are for the thread of the loop. What it was given, a handle until it is closed
// and a request until it is answered, has to stay where it is: memory that is freed, or the frame
// of a function that returns, is seen here before libuv writes to it.
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
  Callback *done; // the example's
  PlaceStack stack;
} Live;

static struct Given {
  Live live[LIVE_MAX];
  size_t count;
} given;

// WITH(name, the argument that is given, the callback's or -1, whether no callback means at once)
#define HANDLES(WITH)                                                                              \
  WITH(uv_timer_init, 1, -1, false)                                                                \
  WITH(uv_idle_init, 1, -1, false)                                                                 \
  WITH(uv_prepare_init, 1, -1, false)                                                              \
  WITH(uv_check_init, 1, -1, false)                                                                \
  WITH(uv_async_init, 1, -1, false)                                                                \
  WITH(uv_poll_init, 1, -1, false)                                                                 \
  WITH(uv_signal_init, 1, -1, false)                                                               \
  WITH(uv_tcp_init, 1, -1, false)                                                                  \
  WITH(uv_udp_init, 1, -1, false)                                                                  \
  WITH(uv_pipe_init, 1, -1, false)
#define REQUESTS(WITH)                                                                             \
  WITH(uv_write, 0, 4, false)                                                                      \
  WITH(uv_shutdown, 0, 2, false)                                                                   \
  WITH(uv_tcp_connect, 0, 3, false)                                                                \
  WITH(uv_udp_send, 0, 5, false)                                                                   \
  WITH(uv_queue_work, 1, 3, false)                                                                 \
  WITH(uv_getaddrinfo, 1, 2, true)                                                                 \
  WITH(uv_getnameinfo, 1, 2, true)                                                                 \
  WITH(uv_fs_open, 1, 5, true)                                                                     \
  WITH(uv_fs_close, 1, 3, true)                                                                    \
  WITH(uv_fs_stat, 1, 3, true)                                                                     \
  WITH(uv_fs_unlink, 1, 3, true)
#define OTHERS(WITH)                                                                               \
  WITH(uv_timer_start, -1, -1, false)                                                              \
  WITH(uv_timer_stop, -1, -1, false)                                                               \
  WITH(uv_idle_start, -1, -1, false)                                                               \
  WITH(uv_read_start, -1, -1, false)                                                               \
  WITH(uv_stop, -1, -1, false)

#define NUMBER(name, at, callback, at_once) NEXT_##name,
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

static void remember(intptr_t at, Callback *done) {
  PlaceStack stack = frames_here();
  probe_lock();
  Live *live = find_live(at);
  if (!live && given.count < LIVE_MAX) live = &given.live[given.count++];
  if (live) *live = (Live){at, done, stack};
  probe_unlock();
}

// Answered or closed: it is the example's again, before its callback runs.
static void on_done(intptr_t at, intptr_t b, intptr_t c, intptr_t d) {
  probe_lock();
  const Live *live = find_live(at);
  Callback *done = live ? live->done : NULL;
  probe_unlock();
  forget(at);
  if (done) done(at, b, c, d);
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
  int at, callback;
  bool is_at_once;
} Kind;

static intptr_t call(Function *next, Kind kind, intptr_t *words) {
  bool has_callback = kind.callback >= 0;
  bool is_given = kind.at >= 0 && !(has_callback && kind.is_at_once && !words[kind.callback]);
  intptr_t at = is_given ? words[kind.at] : 0;
  if (is_given) remember(at, has_callback ? (Callback *)words[kind.callback] : NULL);
  if (is_given && has_callback) words[kind.callback] = (intptr_t)on_done;
  // The first request for the pool waits until its threads have begun.
  bool is_started = is_given && has_callback;
  if (is_started) watch_pardon(true);
  intptr_t result = next(words[0], words[1], words[2], words[3], words[4], words[5]);
  if (is_started) watch_pardon(false);
  if (is_given && (int)result < 0) forget(at);
  return result;
}

#define WRAP(name, at, callback, at_once)                                                          \
  Function name;                                                                                   \
  intptr_t name(intptr_t a, intptr_t b, intptr_t c, intptr_t d, intptr_t e, intptr_t f) {          \
    check_thread(#name, CALLER);                                                                   \
    return call(NEXT(name), (Kind){at, callback, at_once}, (intptr_t[]){a, b, c, d, e, f});        \
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
  return result;
}
