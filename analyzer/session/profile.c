// The time between two calls belongs to the phase that began with the first of them. Of what
// workers do in it, they count themselves what was reading, searching, parsing and collecting
// facts.
#define _DEFAULT_SOURCE // getrusage
#include "session/state.h"

#include <sys/resource.h>
#include <time.h>

static uint64_t clock_ns(clockid_t clock) {
  struct timespec now = {0};
  (void)clock_gettime(clock, &now);
  return (uint64_t)now.tv_sec * UINT64_C(1000000000) + (uint64_t)now.tv_nsec;
}

// ---- Workers ------------------------------------------------------------------------------------

void profile_begin(const Session *session, Worker *worker) {
  if (session->options.is_profiled) worker->clock_ns = clock_ns(CLOCK_THREAD_CPUTIME_ID);
}

void profile_spend(const Session *session, Worker *worker, SessionPhase phase) {
  if (!session->options.is_profiled) return;
  uint64_t now_ns = clock_ns(CLOCK_THREAD_CPUTIME_ID);
  worker->spent_ns[phase] += now_ns - worker->clock_ns;
  worker->clock_ns = now_ns;
}

static void on_parsed(void *context) {
  Worker *worker = context;
  uint64_t now_ns = clock_ns(CLOCK_THREAD_CPUTIME_ID);
  worker->spent_ns[PHASE_PARSE] += now_ns - worker->clock_ns;
  worker->clock_ns = now_ns;
}

void profile_watch(const Session *session, Worker *worker) {
  if (session->options.is_profiled) python_reader_watch(worker->python, on_parsed, worker);
}

static uint64_t spent_by_all(const Session *session, SessionPhase phase) {
  uint64_t spent_ns = 0;
  for (unsigned i = 0; i < session->workers.count; i++)
    spent_ns += session->workers.at[i].spent_ns[phase];
  return spent_ns;
}

static uint64_t shared_ns(const Session *session) {
  uint64_t spent_ns = 0;
  for (SessionPhase phase = 0; phase < PHASE_COUNT; phase++)
    spent_ns += spent_by_all(session, phase);
  return spent_ns;
}

// ---- Phases -------------------------------------------------------------------------------------

void session_enter(Session *session, SessionPhase phase) {
  if (!session->options.is_profiled) return;
  Timing *timing = &session->timing;
  Timing begun = {.phase = phase,
                  .cpu_ns = clock_ns(CLOCK_PROCESS_CPUTIME_ID),
                  .wall_ns = clock_ns(CLOCK_MONOTONIC),
                  .shared_ns = shared_ns(session),
                  .profile = timing->profile};
  bool is_first = timing->wall_ns == 0; // what was before has no beginning that is known
  uint64_t cpu_ns = begun.cpu_ns - timing->cpu_ns;
  uint64_t by_workers_ns = begun.shared_ns - timing->shared_ns;
  begun.profile.cpu_ns[timing->phase] += cpu_ns > by_workers_ns ? cpu_ns - by_workers_ns : 0;
  begun.profile.wall_ns[timing->phase] += is_first ? cpu_ns : begun.wall_ns - timing->wall_ns;
  *timing = begun;
}

static void count_files(const Session *session, SessionProfile *out) {
  for (size_t i = 0; i < session->discovery.count; i++) {
    out->found_count += session->discovery.files[i].is_reported;
    out->found_bytes += session->discovery.files[i].is_reported ? session->states[i].bytes : 0;
  }
  for (unsigned i = 0; i < session->workers.count; i++) {
    out->loaded_count += session->workers.at[i].loaded_count;
    out->parsed_count += session->workers.at[i].parsed_count;
    out->parsed_bytes += session->workers.at[i].parsed_bytes;
  }
}

SessionProfile session_profile(Session *session) {
  session_enter(session, session->timing.phase);
  SessionProfile profile = session->timing.profile;
  for (SessionPhase phase = 0; phase < PHASE_COUNT; phase++)
    profile.cpu_ns[phase] += spent_by_all(session, phase);
  struct rusage own = {0}, children = {0};
  (void)getrusage(RUSAGE_SELF, &own);
  (void)getrusage(RUSAGE_CHILDREN, &children);
  profile.peak_bytes = (uint64_t)own.ru_maxrss * 1024;
  profile.children_ns =
      (uint64_t)(children.ru_utime.tv_sec + children.ru_stime.tv_sec) * UINT64_C(1000000000) +
      (uint64_t)(children.ru_utime.tv_usec + children.ru_stime.tv_usec) * 1000;
  profile.is_recalled = session->is_recalled;
  count_files(session, &profile);
  return profile;
}
