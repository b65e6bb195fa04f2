// Stackful coroutines: a Context is a point of execution on a stack of its own. Inside the runtime
// only. One jump saves the registers that a call preserves, so any C function may be on the stack.
#pragma once

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__SANITIZE_ADDRESS__)
#define CONTEXT_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CONTEXT_ASAN 1
#endif
#endif
#ifndef CONTEXT_ASAN
#define CONTEXT_ASAN 0
#endif

#if defined(__SANITIZE_THREAD__)
#define CONTEXT_TSAN 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define CONTEXT_TSAN 1
#endif
#endif
#ifndef CONTEXT_TSAN
#define CONTEXT_TSAN 0
#endif

#if defined(NOSTALL_UCONTEXT) || !(defined(__x86_64__) || defined(__aarch64__))
#define CONTEXT_PORTABLE 1
#else
#define CONTEXT_PORTABLE 0
#endif

typedef struct Stack Stack;
typedef struct Stacks Stacks;

typedef struct Context {
  void *at;           // saved stack pointer, or the ucontext_t of the portable variant
  Stack *stack;       // NULL for the thread's own stack
  int error_number;   // errno belongs to the context
  void *fake_stack;   // asan: the frames that it keeps apart
  const void *bottom; // asan: bounds of the stack
  size_t size_bytes;
  struct Context *previous; // asan: where the last jump came from
  void *fiber;              // tsan: its own idea of a thread
  void (*entry)(void *);
  void *argument;
} Context;

// The context of the calling thread itself: what the others are left for.
void context_init_main(Context *context);

// Prepares `context` to run `entry(argument)` on `stack` at the first jump. `entry` must not
// return: it leaves by context_leave. Returns false when memory is out.
bool context_init(Context *context, Stack *stack, void (*entry)(void *), void *argument);

// Goes from one context to another; returns when something jumps back.
#if CONTEXT_PORTABLE || CONTEXT_ASAN || CONTEXT_TSAN
void context_jump(Context *from, Context *to);
#else
// Saves the preserved registers on the stack, stores the stack pointer in `*save` and continues
// where `load` was stored.
void context_swap(void **save, void *load);

// Inline: the first returns on the other stack are ones that the processor predicts wrongly, so
// there had better be few.
static inline void context_jump(Context *from, Context *to) {
  from->error_number = errno;
  context_swap(&from->at, to->at);
  errno = from->error_number;
}
#endif

// The last jump of a context: its stack may be used again once `to` runs.
_Noreturn void context_leave(Context *from, Context *to);

// Frees what context_init took, except the stack.
void context_release(Context *context);

// Whether `address` lies in a frame of the context that the address sanitizer keeps off its stack.
bool context_keeps(const Context *context, const void *address);

// How far stacks are guarded against overflow; the best that the system has is taken.
typedef enum StackGuard {
  STACK_GUARD_NONE,
  STACK_GUARD_CANARY,  // the last words, looked at after each run
  STACK_GUARD_PROTECT, // mprotect: costs the system a mapping for each stack
  STACK_GUARD_INSTALL, // madvise(MADV_GUARD_INSTALL), Linux 6.13: costs nothing
} StackGuard;

struct Stack {
  Stack *next; // free list
  char *low;   // first usable byte, above the guard page
  size_t size_bytes;
  StackGuard guard;
  unsigned valgrind_id;
  void *user; // whose stack it is
};

// Stacks of one size, in slabs, used again when given back. `size_bytes` 0 takes the default:
// 64 KiB, 256 KiB under sanitizers.
Stacks *stacks_new(size_t size_bytes);
void stacks_free(Stacks *stacks); // all stacks must be back or forgotten

// NULL when memory is out.
Stack *stacks_take(Stacks *stacks);
void stacks_give(Stacks *stacks, Stack *stack);

// The stack in which `address` lies, or NULL.
Stack *stacks_find(Stacks *stacks, const void *address);

// False when the end of `stack` was written to, where nothing guards it: it was too small.
bool stack_is_intact(const Stack *stack);

// Whether `address` lies in the guard below `stack`.
bool stack_guards(const Stack *stack, const void *address);
