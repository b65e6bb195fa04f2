// Generators, iterators and scoped resources: when the end runs, and what becomes of errors.
#include "runtime/core.h"

#include "support/test.h"

#include <string.h>

static void append(void *log, const char *word) {
  char *text = log;
  size_t size = strlen(text);
  snprintf(text + size, 100 - size, "%s ", word);
}

struct cleans_up_args {
  char *log;
};
static Status cleans_up(Generator *self, void *arguments) {
  const struct cleans_up_args *args = arguments;
  append(args->log, "begin");
  Status status = generator_yield(self, (Value){.integer = 1});
  if (!status) status = generator_yield(self, (Value){.integer = 2});
  TRY(sleep_for(1));
  append(args->log, status == STATUS_CLOSED ? "closed" : status ? "error" : "end");
  return status;
}

static Status breaks_off(void *arguments, Value *result) {
  char *log = *(char **)arguments;
  Generator *generator = GENERATE(cleans_up, .log = log);
  TRY(generator_next(generator, result));
  TRY(generator_close(generator));
  append(log, "behind");
  Status last = generator_next(generator, result);
  generator_release(generator);
  return last == STATUS_STOP ? STATUS_OK : STATUS_INVALID;
}
struct breaks_off_args {
  char *log;
};

static void closing_runs_the_end_at_once(void) {
  char log[100] = "";
  assert_int_equal(runtime_run(CALL(breaks_off, .log = log), NULL, NULL), STATUS_OK);
  assert_string_equal(log, "begin closed behind ");
}
TEST_CASE("closing a generator runs its end before what follows", closing_runs_the_end_at_once)

static Status fails_inside(Value resource, void *context) {
  (void)context;
  return resource.integer == 1 ? FAIL(9, "inside") : STATUS_INVALID;
}

static Status uses_generator(void *arguments, Value *result) {
  (void)result;
  char *log = *(char **)arguments;
  Generator *generator = GENERATE(cleans_up, .log = log);
  return resource_with(&resource_of_generator, generator, fails_inside, NULL);
}
struct uses_generator_args {
  char *log;
};

static void an_error_is_thrown_at_the_yield(void) {
  char log[100] = "";
  assert_int_equal(runtime_run(CALL(uses_generator, .log = log), NULL, NULL), 9);
  assert_string_equal(log, "begin error ");
}
TEST_CASE("an error of the body arrives at the yield of a resource",
          an_error_is_thrown_at_the_yield)

static Status fails_early(Generator *self, void *arguments) {
  (void)self, (void)arguments;
  TRY(sleep_for(0.1));
  return FAIL(7, "no beginning");
}
static Status never_yields(Generator *self, void *arguments) {
  (void)self, (void)arguments;
  return STATUS_OK;
}
static Status begins_late(Generator *self, void *arguments) {
  (void)arguments;
  TRY(sleep_for(10));
  return generator_yield(self, (Value){0});
}

static Status does_nothing(Value resource, void *context) {
  (void)resource, (void)context;
  return STATUS_OK;
}

// It runs already, so it cannot be entered; it stays with the one who runs it.
static Status enters_itself(Generator *self, void *arguments) {
  (void)arguments;
  Status status = resource_with(&resource_of_generator, self, does_nothing, NULL);
  return status == STATUS_INVALID ? generator_yield(self, (Value){0}) : 8;
}

struct enters_resource_args {
  GeneratorFunction generator;
};
static Status enters_resource(void *arguments, Value *result) {
  const struct enters_resource_args *args = arguments;
  Generator *generator = generator_new(args->generator, "resource", NULL, 0, HERE);
  Timeout timeout;
  TIMEOUT(timeout, 1) {
    timeout.status = resource_with(&resource_of_generator, generator, does_nothing, NULL);
  }
  result->integer = timeout.status;
  return loop_current()->generators ? STATUS_INVALID : STATUS_OK;
}

typedef struct ResourceRow {
  const char *name;
  GeneratorFunction generator;
  Status want;
} ResourceRow;
static const ResourceRow resource_rows[] = {
    {"fails before its yield", fails_early, 7},
    {"ends without a yield", never_yields, STATUS_INVALID},
    {"is cancelled before its yield", begins_late, STATUS_TIMEOUT},
    {"is entered twice", enters_itself, STATUS_OK},
};

static void a_generator_is_released(const ResourceRow *row) {
  Value result = {0};
  Coroutine *main = CALL(enters_resource, .generator = row->generator);
  assert_int_equal(runtime_run(main, &result, NULL), STATUS_OK);
  assert_int_equal(result.integer, row->want);
}
TEST_TABLE("the generator of a resource is released", resource_rows, a_generator_is_released)

// What is thrown in is what the yield returns; what the generator makes of it is told.
static Status throws_inside(void *arguments, Value *result) {
  char *log = *(char **)arguments;
  Generator *generator = GENERATE(cleans_up, .log = log);
  TRY(generator_next(generator, result));
  Status thrown = generator_throw(generator, 9, result);
  Status last = generator_next(generator, result);
  generator_release(generator);
  return thrown == 9 && last == STATUS_STOP ? STATUS_OK : STATUS_INVALID;
}
struct throws_inside_args {
  char *log;
};

static void an_error_is_thrown_in(void) {
  char log[100] = "";
  assert_int_equal(runtime_run(CALL(throws_inside, .log = log), NULL, NULL), STATUS_OK);
  assert_string_equal(log, "begin error ");
}
TEST_CASE("an error is thrown into a generator", an_error_is_thrown_in)

static Status iterates(void *arguments, Value *result) {
  char *log = *(char **)arguments;
  Generator *generator = GENERATE(cleans_up, .log = log);
  Iterator each = generator_iterator(generator);
  Value item = {0};
  Status status = iterator_next(&each, &item);
  for (; !status; status = iterator_next(&each, &item))
    result->integer += item.integer;
  generator_release(generator);
  return status == STATUS_STOP ? STATUS_OK : status;
}
struct iterates_args {
  char *log;
};

static void a_generator_is_an_iterator(void) {
  char log[100] = "";
  Value result = {0};
  assert_int_equal(runtime_run(CALL(iterates, .log = log), &result, NULL), STATUS_OK);
  assert_string_equal(log, "begin end ");
  assert_int_equal(result.integer, 3);
}
TEST_CASE("a generator is an iterator", a_generator_is_an_iterator)

struct says_name_args {
  char *log;
  const char *name;
};
static Status says_name(Generator *self, void *arguments) {
  const struct says_name_args *args = arguments;
  Status status = generator_yield(self, (Value){.text = args->name});
  append(args->log, args->name);
  return status;
}

static Status leaves_two_open(void *arguments, Value *result) {
  char *log = *(char **)arguments;
  Generator *a = GENERATE(says_name, .log = log, .name = "a");
  Generator *b = GENERATE(says_name, .log = log, .name = "b");
  TRY(generator_next(b, result));
  return generator_next(a, result);
}
struct leaves_two_open_args {
  char *log;
};

static void the_first_begun_is_closed_first(void) {
  char log[100] = "";
  assert_int_equal(runtime_run(CALL(leaves_two_open, .log = log), NULL, NULL), STATUS_OK);
  assert_string_equal(log, "b a ");
}
TEST_CASE("the end of a run closes generators in the order in which they were begun",
          the_first_begun_is_closed_first)

static Status never_cleans_up(Generator *self, void *arguments) {
  (void)arguments;
  Event never = {0};
  Status status = generator_yield(self, (Value){0});
  Status waited = event_wait(&never);
  return waited ? waited : status;
}

static Status leaves_stuck(void *arguments, Value *result) {
  (void)arguments;
  return generator_next(GENERATE0(never_cleans_up), result);
}

static void count_deadlocks(const RunMark *mark, void *context) {
  *(int *)context += mark->kind == RUN_DEADLOCK;
}

// The run ends nevertheless, and says so.
static void a_clean_up_may_wait_for_ever(void) {
  int deadlocks = 0;
  RunOptions options = {.mark = count_deadlocks, .mark_context = &deadlocks};
  assert_int_equal(runtime_run(CALL0(leaves_stuck), NULL, &options), STATUS_OK);
  assert_int_equal(deadlocks, 1);
}
TEST_CASE("the clean-up of a generator that waits for ever is a deadlock",
          a_clean_up_may_wait_for_ever)

static Status enters(void *self, Value *out) {
  (void)out;
  append(self, "in");
  return STATUS_OK;
}
static Status leaves(void *self, Status body) {
  append(self, body ? "out!" : "out");
  return body == 9 ? STATUS_OK : body;
}
static Status last_words(void *self, Status body) {
  append(self, body ? "last!" : "last");
  return body;
}

static Status stacks(void *arguments, Value *result) {
  (void)result;
  static const Resource resource = {enters, leaves};
  char *log = *(char **)arguments;
  ExitStack exits = {0};
  Status status = exits_push(&exits, last_words, log);
  if (!status) status = exits_enter(&exits, &resource, log, NULL);
  if (!status) status = 9;
  return exits_leave(&exits, status);
}
struct stacks_args {
  char *log;
};

static void the_last_resource_leaves_first(void) {
  char log[100] = "";
  assert_int_equal(runtime_run(CALL(stacks, .log = log), NULL, NULL), STATUS_OK);
  assert_string_equal(log, "in out! last ");
}
TEST_CASE("a stack of resources is left from the top", the_last_resource_leaves_first)

TEST_MAIN(&closing_runs_the_end_at_once_table, &an_error_is_thrown_at_the_yield_table,
          &a_generator_is_released_table, &an_error_is_thrown_in_table,
          &a_generator_is_an_iterator_table, &the_first_begun_is_closed_first_table,
          &a_clean_up_may_wait_for_ever_table, &the_last_resource_leaves_first_table)
