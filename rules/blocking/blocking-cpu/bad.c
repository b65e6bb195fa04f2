// A coroutine that hashes a password.
#include "runtime/runtime.h"

#include <crypt.h>

static const char *hash(const char *password) {
  static struct crypt_data data;
  return crypt_r(password, "$6$rounds=500000$nostall", &data);
}

static Status log_in(void *arguments, Value *result) {
  (void)arguments;
  result->text = hash("secret"); // expect: blocking-cpu "hash"
  return sleep_for(0.05);
}

int main(void) {
  const RunOptions options = {.clock = REAL_TIME, .threads = THREADS_POOL};
  return runtime_run(CALL0(log_in), NULL, &options);
}
