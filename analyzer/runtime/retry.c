// Trying again with growing pauses, and not trying at all while it is hopeless.
#include "runtime/core.h"

// A number from 0 to 1 out of the seed and the number of the attempt: the same in every run.
static double share(uint64_t seed, unsigned attempt) {
  uint64_t x = seed + attempt * 0x9E3779B97F4A7C15U;
  x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9U;
  x = (x ^ x >> 27) * 0x94D049BB133111EBU;
  return (double)((x ^ x >> 31) >> 11) / 9007199254740992.0;
}

Status retry_run(const Retry *retry, Status (*attempt)(void *context), void *context) {
  double pause = retry->pause_s;
  for (unsigned count = 1;; count++) {
    Status status = attempt(context);
    if (!status_is_exception(status) || count >= retry->attempts) return status;
    TRY(sleep_for(pause * (1 + retry->jitter * share(retry->seed, count))));
    pause *= 2;
    if (retry->pause_max_s > 0 && pause > retry->pause_max_s) pause = retry->pause_max_s;
  }
}

Status circuit_run(CircuitBreaker *breaker, Status (*attempt)(void *), void *context) {
  if (breaker->is_open) {
    bool rested = time_now() >= breaker->opened + breaker->rest_s;
    if (!rested || breaker->is_trying) return FAIL(STATUS_OPEN, "the circuit is open");
    breaker->is_trying = true;
  }
  Status status = attempt(context);
  breaker->is_trying = false;
  if (!status) {
    breaker->failures = 0;
    breaker->is_open = false;
  } else if (status_is_exception(status) &&
             (++breaker->failures >= breaker->failures_max || breaker->is_open)) {
    breaker->is_open = true;
    breaker->opened = time_now();
  }
  return status;
}
