// Stack overflow: the guard page below a stack was touched. A signal handler on a stack of its own
// says which task it was and lets the program crash as it would have.
#define _DEFAULT_SOURCE
#include "runtime/core.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HANDLER_STACK_BYTES = 64 * 1024 };

typedef struct Overflow {
  struct sigaction before;
  stack_t stack_before;
  void *stack;
} Overflow;

static void say(const char *text) {
  ssize_t written = write(STDERR_FILENO, text, strlen(text));
  (void)written;
}

static void name_task(const Fiber *fiber) {
  say("runtime: stack overflow in task '");
  say(task_name(&fiber->task));
  say("'\n");
}

static void on_fault(int number, siginfo_t *info, void *machine) {
  (void)machine;
  Loop *loop = loop_current();
  const Fiber *fiber = loop ? loop->current : NULL;
  if (fiber && fiber->active->stack && stack_guards(fiber->active->stack, info->si_addr)) {
    name_task(fiber);
  }
  // The faulting instruction runs again, now into what was there before.
  if (loop && loop->overflow) {
    sigaction(number, &loop->overflow->before, NULL);
  } else {
    signal(number, SIG_DFL);
  }
}

bool overflow_install(Loop *loop) {
  if (loop->options.no_overflow_handler) return true;
  Overflow *overflow = memory_new(sizeof *overflow);
  if (!overflow) return false;
  overflow->stack = memory_new(HANDLER_STACK_BYTES);
  if (!overflow->stack) {
    free(overflow);
    return false;
  }
  stack_t stack = {.ss_sp = overflow->stack, .ss_size = HANDLER_STACK_BYTES};
  struct sigaction action = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigaltstack(&stack, &overflow->stack_before);
  sigaction(SIGSEGV, &action, &overflow->before);
  loop->overflow = overflow;
  return true;
}

void overflow_remove(Loop *loop) {
  Overflow *overflow = loop->overflow;
  if (!overflow) return;
  sigaction(SIGSEGV, &overflow->before, NULL);
  stack_t before = overflow->stack_before;
  if (!before.ss_sp) before.ss_flags = SS_DISABLE;
  sigaltstack(&before, NULL);
  free(overflow->stack);
  free(overflow);
  loop->overflow = NULL;
}

_Noreturn void overflow_abort(const Fiber *fiber) {
  name_task(fiber);
  abort();
}
