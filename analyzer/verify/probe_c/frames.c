// The functions of the example that were entered and have not returned, by the hooks that compilers
// add with -finstrument-functions. Frames of suspended coroutines stay; a stack is what one flow of
// control, a task or the code outside of tasks, has entered, the last one first.
//
// A frame knows where it was called from. Where the innermost one is inside itself is found on the
// machine's stack: right below its own storage stands the address to which its call will return.
#define _GNU_SOURCE
#include "verify/probe_c/probe.h"

#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

typedef struct Frame {
  pthread_t thread;
  const void *task;
  uintptr_t at; // the frame pointer
  uintptr_t function, call;
} Frame;

static struct Frames {
  atomic_flag lock;
  Frame *at;
  size_t count, capacity;
  size_t base;
  const void *task; // of the loop's thread
} frames = {.lock = ATOMIC_FLAG_INIT};

#define UNHOOKED       __attribute__((no_instrument_function))
#define SCAN_BYTES     4096 // where the stack pointer is not known
#define SCAN_BYTES_MAX ((uintptr_t)1 << 22)

UNHOOKED void probe_lock(void) {
  while (atomic_flag_test_and_set_explicit(&frames.lock, memory_order_acquire))
    sched_yield();
}

UNHOOKED void probe_unlock(void) {
  atomic_flag_clear_explicit(&frames.lock, memory_order_release);
}

// ---- The hooks ----------------------------------------------------------------------------------

void __cyg_profile_func_enter(void *function, void *call);
void __cyg_profile_func_exit(void *function, void *call);

// The frame pointer of who called the hook stands where the hook's own points to.
#define CALLER_FRAME (*(const uintptr_t *)__builtin_frame_address(0))

static const void *flow(void) {
  const void *task = task_current();
  if (watch_is_loop()) frames.task = task;
  return task;
}

UNHOOKED void __cyg_profile_func_enter(void *function, void *call) {
  Frame frame = {.thread = pthread_self(),
                 .task = flow(),
                 .at = CALLER_FRAME,
                 .function = (uintptr_t)function,
                 .call = (uintptr_t)call};
  probe_lock();
  if (frames.count == frames.capacity) {
    size_t capacity = frames.capacity ? frames.capacity * 2 : 64;
    Frame *at = realloc(frames.at, capacity * sizeof *at);
    if (!at) abort();
    frames.at = at;
    frames.capacity = capacity;
  }
  frames.at[frames.count++] = frame;
  probe_unlock();
}

static void remove_frame(size_t index) {
  for (size_t i = index + 1; i < frames.count; i++)
    frames.at[i - 1] = frames.at[i];
  frames.count--;
}

UNHOOKED void __cyg_profile_func_exit(void *function, void *call) {
  (void)call;
  uintptr_t at = CALLER_FRAME;
  (void)flow();
  uv_leave_frame((uintptr_t)__builtin_frame_address(0), at);
  probe_lock();
  for (size_t i = frames.count; i-- > 0;) {
    bool is_it = frames.at[i].at == at && frames.at[i].function == (uintptr_t)function;
    if (!is_it) continue;
    remove_frame(i);
    break;
  }
  probe_unlock();
}

void frames_forget_task(const void *task) {
  probe_lock();
  for (size_t i = frames.count; i-- > 0;)
    if (frames.at[i].task == task) remove_frame(i);
  probe_unlock();
}

// ---- Stacks -------------------------------------------------------------------------------------

static void add_place(PlaceStack *stack, uintptr_t address) {
  unsigned line = places_line(address);
  if (line == 0 || stack->count == STACK_MAX) return;
  stack->at[stack->count++] = (Place){line, places_function(address)};
}

// The address to which the call that this frame is in returns, 0 when there is none. It reads what
// stands on the stack, whosever it is.
__attribute__((no_sanitize_address)) static uintptr_t find_return(const Frame *frame,
                                                                  uintptr_t low) {
  bool is_known = low > 0 && low < frame->at && frame->at - low < SCAN_BYTES_MAX;
  if (low > 0 && !is_known) return 0; // the thread is on another stack
  uintptr_t end = is_known ? low : frame->at - SCAN_BYTES;
  for (uintptr_t slot = frame->at - sizeof(uintptr_t); slot >= end; slot -= sizeof(uintptr_t)) {
    uintptr_t address = *(const uintptr_t *)slot;
    if (places_is_return(address) && places_begin(address - 1) == frame->function) return address;
  }
  return 0;
}

static void add_inner(PlaceStack *stack, const Frame *frame, uintptr_t low, bool is_by_function) {
  if (is_by_function) {
    add_place(stack, frame->function);
    return;
  }
  uintptr_t back = find_return(frame, low);
  if (!back) return;
  add_place(stack, back - 1);
  stack->callee = places_callee(back);
}

static bool is_of(const Frame *frame, size_t index, pthread_t thread, const void *task) {
  if (frame->task != task) return false;
  return task || (pthread_equal(frame->thread, thread) && index >= frames.base);
}

// The caller holds the lock.
PlaceStack frames_stack(pthread_t thread, const void *task, uintptr_t low, bool is_by_function) {
  PlaceStack stack = {.count = 0};
  bool is_inner = true;
  for (size_t i = frames.count; i-- > 0;) {
    const Frame *frame = &frames.at[i];
    if (!is_of(frame, i, thread, task)) continue;
    if (is_inner) add_inner(&stack, frame, low, is_by_function);
    is_inner = false;
    add_place(&stack, frame->call - 1);
  }
  return stack;
}

PlaceStack frames_here(void) {
  probe_lock();
  uintptr_t low = (uintptr_t)__builtin_frame_address(0);
  PlaceStack stack = frames_stack(pthread_self(), task_current(), low, false);
  probe_unlock();
  return stack;
}

PlaceStack frames_of_task(const void *task) {
  probe_lock();
  PlaceStack stack = frames_stack(pthread_self(), task, 0, false);
  probe_unlock();
  return stack;
}

const void *frames_task(void) {
  return frames.task;
}

void frames_set_task(const void *task) {
  frames.task = task;
}

size_t frames_count(void) {
  return frames.count;
}

bool frames_is_above(size_t base) {
  probe_lock();
  bool found = false;
  for (size_t i = base; i < frames.count && !found; i++)
    found = pthread_equal(frames.at[i].thread, pthread_self()) && !frames.at[i].task;
  probe_unlock();
  return found;
}

void frames_set_base(size_t base) {
  frames.base = base;
}
