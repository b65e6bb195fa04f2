// Stacks of coroutines: slabs of 64, each stack above a guard page. A stack costs the pages that it
// touched; one that is given back keeps them for the next coroutine.
#define _DEFAULT_SOURCE
#include "runtime/context.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#if defined(__has_include)
#if __has_include(<valgrind/valgrind.h>)
#include <valgrind/valgrind.h>
#define STACK_VALGRIND 1
#endif
#endif
#ifndef STACK_VALGRIND
#define STACK_VALGRIND 0
#endif
#if CONTEXT_ASAN
#include <sanitizer/asan_interface.h>
#include <sanitizer/lsan_interface.h>
#endif

#ifndef MADV_GUARD_INSTALL
#define MADV_GUARD_INSTALL 102
#endif

enum {
  SLAB_STACKS = 64,
  PROTECTED_MAX = 25000, // two mappings each; a process may have 65530 by default
  STACK_BYTES = 64 * 1024,
  STACK_BYTES_SANITIZED = 256 * 1024,
  STACK_BYTES_MIN = 16 * 1024,
};

typedef struct Slab {
  struct Slab *next;
  char *at;
  Stack stacks[SLAB_STACKS];
} Slab;

struct Stacks {
  Slab *slabs;
  Stack *free;
  size_t guard_bytes;
  size_t pitch_bytes; // guard and stack
  size_t protected_count;
  bool can_install;
};

Stacks *stacks_new(size_t size_bytes) {
  Stacks *stacks = calloc(1, sizeof *stacks);
  if (!stacks) return NULL;
  long page = sysconf(_SC_PAGESIZE);
  size_t page_bytes = page > 0 ? (size_t)page : 4096;
  if (!size_bytes) size_bytes = CONTEXT_ASAN || CONTEXT_TSAN ? STACK_BYTES_SANITIZED : STACK_BYTES;
  if (size_bytes < STACK_BYTES_MIN) size_bytes = STACK_BYTES_MIN;
  stacks->guard_bytes = page_bytes;
  // An odd number of pages: the tops of the stacks, which all are in use at once, would otherwise
  // fall into the same few places of the processor's caches.
  stacks->pitch_bytes = (size_bytes + page_bytes - 1) / page_bytes * page_bytes | page_bytes;
  stacks->can_install = true;
  return stacks;
}

static void forget(Stack *stack) {
#if STACK_VALGRIND
  VALGRIND_STACK_DEREGISTER(stack->valgrind_id);
#endif
#if CONTEXT_ASAN
  __asan_unpoison_memory_region(stack->low, stack->size_bytes);
  __lsan_unregister_root_region(stack->low, stack->size_bytes);
#endif
  (void)stack;
}

void stacks_free(Stacks *stacks) {
  if (!stacks) return;
  for (Slab *slab = stacks->slabs; slab;) {
    Slab *next = slab->next;
    for (size_t i = 0; i < SLAB_STACKS; i++)
      forget(&slab->stacks[i]);
    munmap(slab->at, stacks->pitch_bytes * SLAB_STACKS);
    free(slab);
    slab = next;
  }
  free(stacks);
}

// Whether the kernel finds nothing to read at `at`; on a fresh page it would find a time of zero.
static bool is_guarded(const char *at) {
  return nanosleep((const struct timespec *)(const void *)at, NULL) && errno == EFAULT;
}

static StackGuard guard(Stacks *stacks, char *at) {
  if (stacks->can_install) {
    bool installed = madvise(at, stacks->guard_bytes, MADV_GUARD_INSTALL) == 0;
    // Emulators take any advice and follow none: the first guard is tried out.
    if (installed && (stacks->slabs || is_guarded(at))) return STACK_GUARD_INSTALL;
    stacks->can_install = false;
  }
  if (stacks->protected_count < PROTECTED_MAX &&
      mprotect(at, stacks->guard_bytes, PROT_NONE) == 0) {
    stacks->protected_count++;
    return STACK_GUARD_PROTECT;
  }
  return STACK_GUARD_CANARY;
}

static void equip(Stacks *stacks, Stack *stack, char *at) {
  stack->guard = guard(stacks, at);
  stack->low = at + stacks->guard_bytes;
  stack->size_bytes = stacks->pitch_bytes - stacks->guard_bytes;
#if STACK_VALGRIND
  stack->valgrind_id = VALGRIND_STACK_REGISTER(stack->low, stack->low + stack->size_bytes);
#endif
#if CONTEXT_ASAN
  // What only a suspended stack points to is no leak.
  __lsan_register_root_region(stack->low, stack->size_bytes);
#endif
  stack->next = stacks->free;
  stacks->free = stack;
}

static bool add_slab(Stacks *stacks) {
  Slab *slab = malloc(sizeof *slab);
  if (!slab) return false;
  size_t size_bytes = stacks->pitch_bytes * SLAB_STACKS;
  slab->at = mmap(NULL, size_bytes, PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (slab->at == MAP_FAILED) {
    free(slab);
    return false;
  }
#ifdef MADV_NOHUGEPAGE
  // A huge page would make each task cost what 32 of them need.
  madvise(slab->at, size_bytes, MADV_NOHUGEPAGE);
#endif
  for (size_t i = SLAB_STACKS; i-- > 0;) {
    equip(stacks, &slab->stacks[i], slab->at + i * stacks->pitch_bytes);
  }
  slab->next = stacks->slabs;
  stacks->slabs = slab;
  return true;
}

Stack *stacks_take(Stacks *stacks) {
  if (!stacks->free && !add_slab(stacks)) return NULL;
  Stack *stack = stacks->free;
  stacks->free = stack->next;
  return stack;
}

void stacks_give(Stacks *stacks, Stack *stack) {
#if CONTEXT_ASAN
  __asan_unpoison_memory_region(stack->low, stack->size_bytes);
#endif
  stack->next = stacks->free;
  stacks->free = stack;
}

Stack *stacks_find(Stacks *stacks, const void *address) {
  uintptr_t at = (uintptr_t)address;
  for (Slab *slab = stacks->slabs; slab; slab = slab->next) {
    uintptr_t start = (uintptr_t)slab->at;
    if (at < start || at - start >= stacks->pitch_bytes * SLAB_STACKS) continue;
    return &slab->stacks[(at - start) / stacks->pitch_bytes];
  }
  return NULL;
}

// The end of a stack is zero as long as nothing reached it. To write a word there would cost each
// task a page; to read costs none.
bool stack_is_intact(const Stack *stack) {
  if (stack->guard != STACK_GUARD_CANARY) return true;
  const uint64_t *end = (const uint64_t *)(const void *)stack->low;
  uint64_t found = 0;
  for (int i = 0; i < 8; i++)
    found |= end[i];
  return !found;
}

bool stack_guards(const Stack *stack, const void *address) {
  uintptr_t low = (uintptr_t)stack->low, at = (uintptr_t)address;
  // A large frame steps over the first bytes of the guard, never over all of it when the compiler
  // probes; without probing one page is what can be told.
  return stack->guard > STACK_GUARD_CANARY && at < low && low - at <= 4096;
}
