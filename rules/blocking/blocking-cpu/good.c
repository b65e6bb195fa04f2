// A thread hashes it.
#include "runtime/runtime.h"

#include <crypt.h>

typedef struct Login {
  const char *hashed;
} Login;

static void hash(void *arguments) {
  static struct crypt_data data;
  Login *login = arguments;
  login->hashed = crypt_r("secret", "$6$rounds=500000$nostall", &data);
}

static Status log_in(void *arguments, Value *result) {
  (void)arguments;
  Login login = {NULL};
  TRY(thread_run(hash, &login, sizeof login));
  result->text = login.hashed;
  return STATUS_OK;
}

int main(void) {
  const RunOptions options = {.clock = REAL_TIME, .threads = THREADS_POOL};
  return runtime_run(CALL0(log_in), NULL, &options);
}
