// The change of stacks: alignment, registers, errno, and what happens when a stack is too small.
#define _POSIX_C_SOURCE 200809L
#include "runtime/context.h"
#include "runtime/runtime.h"

#include "support/test.h"

#include <errno.h>
#include <fenv.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static Status prints_and_aligns(void *arguments, Value *result) {
  (void)arguments;
  char text[32];
  volatile double number = 1.5;
  snprintf(text, sizeof text, "%f", number); // spills vector registers
  _Alignas(16) volatile char aligned[16] = {0};
  result->integer = !strcmp(text, "1.500000") && (uintptr_t)aligned % 16 == 0;
  TRY(sleep_for(1));
  snprintf(text, sizeof text, "%f", number * 2);
  result->integer += !strcmp(text, "3.000000");
  return STATUS_OK;
}

static void a_fresh_stack_is_aligned(void) {
  Value result = {0};
  assert_int_equal(runtime_run(CALL0(prints_and_aligns), &result, NULL), STATUS_OK);
  assert_int_equal(result.integer, 2);
}
TEST_CASE("a fresh stack is aligned for vector code", a_fresh_stack_is_aligned)

struct keeps_errno_args {
  int number;
};
static Status keeps_errno(void *arguments, Value *result) {
  const struct keeps_errno_args *args = arguments;
  for (int i = 0; i < 3; i++) {
    errno = args->number;
    TRY(sleep_for(0));
    result->integer += errno == args->number;
  }
  return STATUS_OK;
}

static Status two_keep_errno(void *arguments, Value *result) {
  (void)arguments;
  Task *a = task_spawn(CALL(keeps_errno, .number = 1), NULL);
  Task *b = task_spawn(CALL(keeps_errno, .number = 2), NULL);
  Value first = {0}, second = {0};
  TRY(future_join(a, &first));
  TRY(future_join(b, &second));
  result->integer = first.integer + second.integer;
  return STATUS_OK;
}

static void errno_belongs_to_the_task(void) {
  Value result = {0};
  assert_int_equal(runtime_run(CALL0(two_keep_errno), &result, NULL), STATUS_OK);
  assert_int_equal(result.integer, 6);
}
TEST_CASE("errno belongs to the task", errno_belongs_to_the_task)

// Volatile, so that the division stays where it is written.
static double third(void) {
  volatile double one = 1, three = 3, result = one / three;
  return result;
}

// The mode is asked for, and seen in a result: on x86-64 these are two control words.
static Status rounds_up(void *arguments, Value *result) {
  (void)arguments;
  double nearest = third();
  fesetround(FE_UPWARD);
  TRY(sleep_for(0));
  result->integer = fegetround() == FE_UPWARD && third() > nearest;
  fesetround(FE_TONEAREST);
  return STATUS_OK;
}

static Status rounding_stays_inside(void *arguments, Value *result) {
  (void)arguments;
  Task *task = task_spawn(CALL0(rounds_up), NULL);
  double nearest = third();
  TRY(sleep_for(0));
  bool untouched = fegetround() == FE_TONEAREST && third() <= nearest;
  TRY(future_join(task, result));
  result->integer += untouched;
  return STATUS_OK;
}

static void rounding_belongs_to_the_task(void) {
  Value result = {0};
  assert_int_equal(runtime_run(CALL0(rounding_stays_inside), &result, NULL), STATUS_OK);
  assert_int_equal(result.integer, 2);
}
TEST_CASE("the rounding mode belongs to the task", rounding_belongs_to_the_task)

static int deep(int depth) {
  volatile char frame[512];
  frame[0] = (char)depth;
  return depth ? deep(depth - 1) + frame[0] : 0;
}

static Status overflows(void *arguments, Value *result) {
  (void)arguments;
  result->integer = deep(1 << 20);
  return STATUS_OK;
}

static Status spawns_overflow(void *arguments, Value *result) {
  (void)arguments;
  return future_join(task_spawn(CALL0(overflows), "the deep one"), result);
}

// In a child, whose complaint is read from a pipe.
static void overflow_names_the_task(void) {
  int ends[2];
  assert_int_equal(pipe(ends), 0);
  pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], STDERR_FILENO);
    RunOptions options = {.stack_bytes = 64 * 1024};
    Status status = runtime_run(CALL0(spawns_overflow), NULL, &options);
    _exit(status == STATUS_OK);
  }
  close(ends[1]);
  char text[4096] = {0};
  size_t size = 0;
  for (ssize_t got = 1; got > 0 && size < sizeof text - 1; size += (size_t)got) {
    got = read(ends[0], text + size, sizeof text - 1 - size);
    if (got < 0) break;
  }
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) != 0);
  assert_non_null(strstr(text, "stack overflow in task 'the deep one'"));
}
TEST_CASE("a stack overflow names the task", overflow_names_the_task)

static void a_stack_without_guard_has_a_canary(void) {
  _Alignas(16) char bytes[256] = {0};
  Stack stack = {.low = bytes, .size_bytes = sizeof bytes, .guard = STACK_GUARD_CANARY};
  assert_true(stack_is_intact(&stack));
  bytes[100] = 1; // deep, but not at the end
  assert_true(stack_is_intact(&stack));
  bytes[5] = 1;
  assert_false(stack_is_intact(&stack));
  stack.guard = STACK_GUARD_PROTECT;
  assert_true(stack_is_intact(&stack));
}
TEST_CASE("a stack without a guard tells when its end was written",
          a_stack_without_guard_has_a_canary)

TEST_MAIN(&a_fresh_stack_is_aligned_table, &errno_belongs_to_the_task_table,
          &rounding_belongs_to_the_task_table, &overflow_names_the_task_table,
          &a_stack_without_guard_has_a_canary_table)
