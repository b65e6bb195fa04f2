// Closes it.
#include "runtime/runtime.h"

static Status rows(Generator *self, void *arguments) {
  (void)arguments;
  for (int64_t i = 0; i < 10; i++)
    TRY(generator_yield(self, (Value){.integer = i}));
  return STATUS_OK;
}

static Status first_row(void *arguments, Value *result) {
  (void)arguments;
  Generator *generator = GENERATE0(rows);
  TRY(generator_next(generator, result));
  TRY(generator_close(generator));
  generator_release(generator);
  return sleep_for(0.1);
}
