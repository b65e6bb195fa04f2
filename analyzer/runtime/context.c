// The jump between stacks, in assembly for x86-64 and aarch64 and by ucontext elsewhere, together
// with what address and thread sanitizer must be told about it.
//
// The assembly ends with an indirect jump instead of a return: the processor predicts returns from
// a stack of its own, which is always wrong after a change of stacks.
#define _XOPEN_SOURCE 700
#include "runtime/context.h"

#include <stdlib.h>
#include <string.h>

#if CONTEXT_PORTABLE
#include <ucontext.h>
#endif

#if CONTEXT_ASAN
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif
#if CONTEXT_TSAN
#include <sanitizer/tsan_interface.h>
#endif

// The thread sanitizer keeps a stack of calls for each fiber; a function that enters on one and
// leaves on another must not be on either.
#if CONTEXT_TSAN && defined(__clang__)
#define UNSEEN __attribute__((disable_sanitizer_instrumentation, noinline))
#elif CONTEXT_TSAN
#define UNSEEN __attribute__((no_sanitize_thread, noinline))
#else
#define UNSEEN
#endif

#if !CONTEXT_PORTABLE

// Where a fresh stack continues: it calls the function in one preserved register with the argument
// in another.
void context_swap(void **save, void *load);
void context_start(void);

#if defined(__APPLE__)
#define SYMBOL(name) "_" name
#define HIDDEN(name) ".private_extern _" name "\n"
#else
#define SYMBOL(name) name
#define HIDDEN(name) ".hidden " name "\n"
#endif

#if defined(__x86_64__)

enum { FRAME_WORDS = 8 };

// The floating point control words are saved too: they belong to the calling convention. Loading
// them is slow and they hardly ever differ, so they are compared first. The low six bits of mxcsr
// are flags, which belong to nobody.
__asm__(".text\n"
        ".p2align 4\n"
        ".globl " SYMBOL("context_swap") "\n" HIDDEN("context_swap") //
        SYMBOL("context_swap") ":\n"
                               "  pushq %rbp\n"
                               "  pushq %rbx\n"
                               "  pushq %r12\n"
                               "  pushq %r13\n"
                               "  pushq %r14\n"
                               "  pushq %r15\n"
                               "  subq $8, %rsp\n"
                               "  stmxcsr (%rsp)\n"
                               "  fnstcw 4(%rsp)\n"
                               "  movl (%rsp), %eax\n"
                               "  movzwl 4(%rsp), %ecx\n"
                               "  movq %rsp, (%rdi)\n"
                               "  movq %rsi, %rsp\n"
                               "  xorl (%rsp), %eax\n"
                               "  testl $0xFFC0, %eax\n"
                               "  jne 2f\n"
                               "1: cmpw 4(%rsp), %cx\n"
                               "  jne 3f\n"
                               "4:\n"
                               "  addq $8, %rsp\n"
                               "  popq %r15\n"
                               "  popq %r14\n"
                               "  popq %r13\n"
                               "  popq %r12\n"
                               "  popq %rbx\n"
                               "  popq %rbp\n"
                               "  popq %rcx\n"
                               "  jmpq *%rcx\n"
                               "2: ldmxcsr (%rsp)\n"
                               "  jmp 1b\n"
                               "3: fldcw 4(%rsp)\n"
                               "  jmp 4b\n"
                               ".p2align 4\n"
                               ".globl " SYMBOL("context_start") "\n" HIDDEN("context_start") //
        SYMBOL("context_start") ":\n"
                                "  .cfi_startproc\n"
                                "  .cfi_undefined rip\n"
                                "  movq %r13, %rdi\n"
                                "  callq *%r12\n"
                                "  ud2\n"
                                "  .cfi_endproc\n");

// The frame that context_swap pops first, ended so that context_start finds an aligned stack.
static void *first_frame(char *top, void (*entry)(void *), void *argument) {
  uint64_t frame[FRAME_WORDS] = {0};
  frame[0] = 0x037F00001F80; // default control words: x87 above, SSE below
  frame[3] = (uint64_t)(uintptr_t)argument;
  frame[4] = (uint64_t)(uintptr_t)entry;
  frame[7] = (uint64_t)(uintptr_t)context_start;
  char *at = top - 16 - sizeof frame;
  memcpy(at, frame, sizeof frame);
  return at;
}

#else // aarch64

enum { FRAME_WORDS = 22 };

__asm__(".text\n"
        ".p2align 4\n"
        ".globl " SYMBOL("context_swap") "\n" HIDDEN("context_swap") //
        SYMBOL("context_swap") ":\n"
                               "  sub sp, sp, #176\n"
                               "  stp x19, x20, [sp, #0]\n"
                               "  stp x21, x22, [sp, #16]\n"
                               "  stp x23, x24, [sp, #32]\n"
                               "  stp x25, x26, [sp, #48]\n"
                               "  stp x27, x28, [sp, #64]\n"
                               "  stp x29, x30, [sp, #80]\n"
                               "  stp d8, d9, [sp, #96]\n"
                               "  stp d10, d11, [sp, #112]\n"
                               "  stp d12, d13, [sp, #128]\n"
                               "  stp d14, d15, [sp, #144]\n"
                               "  mrs x9, fpcr\n"
                               "  str x9, [sp, #160]\n"
                               "  mov x9, sp\n"
                               "  str x9, [x0]\n"
                               "  mov sp, x1\n"
                               "  ldr x9, [sp, #160]\n"
                               "  msr fpcr, x9\n"
                               "  ldp x19, x20, [sp, #0]\n"
                               "  ldp x21, x22, [sp, #16]\n"
                               "  ldp x23, x24, [sp, #32]\n"
                               "  ldp x25, x26, [sp, #48]\n"
                               "  ldp x27, x28, [sp, #64]\n"
                               "  ldp x29, x30, [sp, #80]\n"
                               "  ldp d8, d9, [sp, #96]\n"
                               "  ldp d10, d11, [sp, #112]\n"
                               "  ldp d12, d13, [sp, #128]\n"
                               "  ldp d14, d15, [sp, #144]\n"
                               "  add sp, sp, #176\n"
                               "  br x30\n"
                               ".p2align 4\n"
                               ".globl " SYMBOL("context_start") "\n" HIDDEN("context_start") //
        SYMBOL("context_start") ":\n"
                                "  .cfi_startproc\n"
                                "  .cfi_undefined x30\n"
                                "  mov x0, x20\n"
                                "  blr x19\n"
                                "  brk #1\n"
                                "  .cfi_endproc\n");

static void *first_frame(char *top, void (*entry)(void *), void *argument) {
  uint64_t frame[FRAME_WORDS] = {0};
  frame[0] = (uint64_t)(uintptr_t)entry;
  frame[1] = (uint64_t)(uintptr_t)argument;
  frame[11] = (uint64_t)(uintptr_t)context_start;
  char *at = top - sizeof frame;
  memcpy(at, frame, sizeof frame);
  return at;
}

#endif
#endif // !CONTEXT_PORTABLE

// The stack pointers change inside; what runs before and after belongs to different contexts.
UNSEEN static void swap(Context *from, Context *to) {
#if CONTEXT_TSAN
  __tsan_switch_to_fiber(to->fiber, 0);
#endif
#if CONTEXT_PORTABLE
  swapcontext(from->at, to->at);
#else
  context_swap(&from->at, to->at);
#endif
}

// Tells the address sanitizer that a context has arrived on its stack. The bounds of the thread's
// own stack are learnt when it is left for the first time.
static void arrive(Context *self) {
#if CONTEXT_ASAN
  const void *bottom = NULL;
  size_t size_bytes = 0;
  __sanitizer_finish_switch_fiber(self->fake_stack, &bottom, &size_bytes);
  if (self->previous && !self->previous->stack) {
    self->previous->bottom = bottom;
    self->previous->size_bytes = size_bytes;
  }
#endif
  errno = self->error_number;
}

#if CONTEXT_PORTABLE || CONTEXT_ASAN || CONTEXT_TSAN
void context_jump(Context *from, Context *to) {
  from->error_number = errno;
#if CONTEXT_ASAN
  to->previous = from;
  __sanitizer_start_switch_fiber(&from->fake_stack, to->bottom, to->size_bytes);
#endif
  swap(from, to);
  arrive(from);
}
#endif

_Noreturn void context_leave(Context *from, Context *to) {
#if CONTEXT_ASAN
  to->previous = NULL;
  __sanitizer_start_switch_fiber(NULL, to->bottom, to->size_bytes);
#endif
  swap(from, to);
  abort();
}

// Where every context begins.
static void begin(void *argument) {
  Context *self = argument;
  arrive(self);
  self->entry(self->argument);
  abort();
}

#if CONTEXT_PORTABLE
// makecontext passes ints; a pointer is given in two halves.
static void begin_portable(unsigned high, unsigned low) {
  begin((void *)(uintptr_t)(((uint64_t)high << 32) | low));
}

static bool prepare(Context *context) {
  ucontext_t *machine = malloc(sizeof *machine);
  if (!machine) return false;
  getcontext(machine);
  machine->uc_stack.ss_sp = context->stack->low;
  machine->uc_stack.ss_size = context->stack->size_bytes;
  machine->uc_link = NULL;
  uint64_t self = (uint64_t)(uintptr_t)context;
  void (*start)(void) = (void (*)(void))begin_portable;
  makecontext(machine, start, 2, (unsigned)(self >> 32), (unsigned)self);
  context->at = machine;
  return true;
}
#else
static bool prepare(Context *context) {
  char *top = context->stack->low + context->stack->size_bytes;
  context->at = first_frame(top, begin, context);
  return true;
}
#endif

void context_init_main(Context *context) {
  *context = (Context){0};
#if CONTEXT_PORTABLE
  context->at = calloc(1, sizeof(ucontext_t));
  if (!context->at) abort();
#endif
#if CONTEXT_TSAN
  context->fiber = __tsan_get_current_fiber();
#endif
}

bool context_init(Context *context, Stack *stack, void (*entry)(void *), void *argument) {
  *context = (Context){.stack = stack,
                       .bottom = stack->low,
                       .size_bytes = stack->size_bytes,
                       .entry = entry,
                       .argument = argument};
  if (!prepare(context)) return false;
#if CONTEXT_TSAN
  context->fiber = __tsan_create_fiber(0);
#endif
  return true;
}

bool context_keeps(const Context *context, const void *address) {
#if CONTEXT_ASAN
  void *frame = (void *)(uintptr_t)address;
  return __asan_addr_is_in_fake_stack(context->fake_stack, frame, NULL, NULL);
#else
  (void)context, (void)address;
  return false;
#endif
}

void context_release(Context *context) {
#if CONTEXT_PORTABLE
  free(context->at);
#endif
#if CONTEXT_TSAN
  if (context->stack && context->fiber) __tsan_destroy_fiber(context->fiber);
#endif
  *context = (Context){0};
}
