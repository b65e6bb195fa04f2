// From proofs to verdicts. Every example is a run of its own; as many as wanted run at once. One
// whose evidence does not hold is run again, more often while the machine is busy: what fails in
// the same way again is refuted, what fails in another way says nothing.
#define _POSIX_C_SOURCE 200809L
#include "verify/verify.h"

#include "verify/judge.h"
#include "verify/language.h"

#include <signal.h>
#include <time.h>
#include <unistd.h>

#define ATTEMPTS_MAX     3u
#define DEFAULT_LIMIT_MS 30000u
#define JOBS_MAX         256u
#define WAIT_MS          100
#define REASON_BYTES_MAX 200

typedef struct Case {
  Proof proof;
  Verification *result;
  unsigned open;      // sides that are not decided
  bool is_open_ended; // one of them failed in several ways, or did not end
} Case;

typedef struct Slot {
  Case *of; // NULL: free
  bool is_bad;
  Run run;
} Slot;

typedef struct Wanted {
  Case *of;
  bool is_bad;
} Wanted;

typedef struct Work {
  Arena *arena;
  const VerifyOptions *options;
  const Language *language;
  Tool tool;
  SandboxWalls walls;
  Case *cases;
  size_t case_count;
  Array(Wanted) queue; // taken from the end
  Slot *slots;
  size_t slot_count;
  size_t done;
} Work;

static const Language *const languages[] = {&language_python};

const char *verdict_name(Verdict verdict) {
  switch (verdict) {
  case VERDICT_PROVEN:
    return "proven";
  case VERDICT_REFUTED:
    return "refuted";
  case VERDICT_INCONCLUSIVE:
    return "inconclusive";
  case VERDICT_UNAVAILABLE:
    return "unavailable";
  }
  return "";
}

// ---- Judging one run ----------------------------------------------------------------------------

// The last line of a traceback says most.
static Str last_line(Str text) {
  Str last = {0};
  for (Str rest = str_trim(text); rest.at;)
    last = str_cut(&rest, '\n');
  if (last.size > REASON_BYTES_MAX) last.size = REASON_BYTES_MAX;
  return str_is_utf8(last) ? str_trim(last) : STR("(no text)");
}

static Str why_no_evidence(Work *work, const Run *run) {
  Str last = last_line((Str){run->errors.at, run->errors.count});
  switch (run->status.end) {
  case SANDBOX_LATE:
    return STR("it did not end and was stopped");
  case SANDBOX_FAILED:
    return STR("it could not be started");
  case SANDBOX_EXITED:
    break;
  }
  if (run->status.code > 128)
    return str_print(work->arena, "it was ended by signal %d", run->status.code - 128);
  return str_print(work->arena, "it ended with exit code %d and no evidence%s%.*s",
                   run->status.code, last.size > 0 ? ": " : "", STR_ARG(last));
}

static const ProofSide *side_of(const Slot *slot) {
  return slot->is_bad ? &slot->of->proof.bad : &slot->of->proof.good;
}

// What is missing, and whether the machine may be to blame.
static Str judge(Work *work, const Slot *slot, Str text, bool *is_disturbed) {
  Evidence evidence = {0};
  Error error = {0};
  *is_disturbed = slot->run.status.end != SANDBOX_EXITED;
  if (*is_disturbed || !evidence_parse(work->arena, text, &evidence, &error))
    return why_no_evidence(work, &slot->run);
  *is_disturbed = evidence.is_disturbed;
  bool as_bad = slot->is_bad != work->options->is_swapped;
  return as_bad ? judge_bad(work->arena, &slot->of->proof, &evidence, side_of(slot)->source)
                : judge_good(work->arena, &slot->of->proof, &evidence);
}

static void decide(Work *work, Case *of) {
  Verification *result = of->result;
  VerifySide *failed = result->bad.failure.size > 0 ? &result->bad : &result->good;
  work->done++;
  result->verdict = VERDICT_PROVEN;
  if (failed->failure.size == 0) return;
  result->verdict = of->is_open_ended ? VERDICT_INCONCLUSIVE : VERDICT_REFUTED;
  result->reason =
      str_print(work->arena, "%.*s: %.*s", STR_ARG(failed->file), STR_ARG(failed->failure));
}

static void finish(Work *work, Slot *slot) {
  Case *of = slot->of;
  VerifySide *side = slot->is_bad ? &of->result->bad : &of->result->good;
  Str text = str_copy(work->arena, (Str){slot->run.evidence.at, slot->run.evidence.count});
  bool is_disturbed = false;
  Str before = side->failure;
  side->failure = judge(work, slot, text, &is_disturbed);
  side->evidence = text;
  slot->of = NULL;
  bool is_same = side->attempts > 1 && str_equal(side->failure, before);
  bool is_decided = side->failure.size == 0 || slot->run.status.end == SANDBOX_LATE ||
                    (is_same && !is_disturbed) || side->attempts == ATTEMPTS_MAX;
  if (!is_decided) {
    Wanted again = {of, slot->is_bad};
    array_push(work->arena, &work->queue, again);
    return;
  }
  of->is_open_ended |= side->failure.size > 0 && !is_same;
  if (--of->open == 0) decide(work, of);
}

// ---- Running all --------------------------------------------------------------------------------

static bool start(Work *work, Slot *slot, Error *err) {
  Wanted wanted = work->queue.at[--work->queue.count];
  *slot = (Slot){.of = wanted.of, .is_bad = wanted.is_bad};
  VerifySide *side = slot->is_bad ? &slot->of->result->bad : &slot->of->result->good;
  side->attempts++;
  SandboxJob job =
      work->language->prepare(work->arena, &work->tool, &slot->of->proof, side_of(slot));
  job.walls = work->walls;
  job.limit_ms = work->options->limit_ms > 0 ? work->options->limit_ms : DEFAULT_LIMIT_MS;
  if (run_start(&job, &slot->run, err)) return true;
  slot->of = NULL;
  return false;
}

static size_t list_running(Work *work, Run **runs) {
  size_t count = 0;
  for (size_t i = 0; i < work->slot_count; i++) {
    if (work->slots[i].of) runs[count++] = &work->slots[i].run;
  }
  return count;
}

static bool fill_slots(Work *work, Error *err) {
  for (size_t i = 0; i < work->slot_count && work->queue.count > 0; i++) {
    if (!work->slots[i].of && !start(work, &work->slots[i], err)) return false;
  }
  return true;
}

static bool is_interrupted(void) {
  sigset_t waiting;
  sigpending(&waiting);
  return sigismember(&waiting, SIGINT) || sigismember(&waiting, SIGTERM) ||
         sigismember(&waiting, SIGHUP);
}

static bool run_all(Work *work, Error *err) {
  Run **runs = arena_push(work->arena, Run *, work->slot_count);
  bool ok = true;
  for (;;) {
    ok = ok && fill_slots(work, err);
    if (ok && is_interrupted()) ok = error_set(err, FAIL_IO, "interrupted");
    size_t count = list_running(work, runs);
    if (!ok) runs_stop(work->arena, runs, count);
    if (!ok || count == 0) return ok;
    runs_wait(work->arena, runs, count, WAIT_MS);
    for (size_t i = 0; i < work->slot_count; i++) {
      if (work->slots[i].of && work->slots[i].run.is_over) finish(work, &work->slots[i]);
    }
    const VerifyOptions *options = work->options;
    if (options->on_progress)
      options->on_progress(options->progress_context, "verifying", work->done, work->case_count);
  }
}

// ---- Preparing ----------------------------------------------------------------------------------

static bool is_wanted(const VerifyOptions *options, const Proof *proof) {
  return options->language.size == 0 || str_equal(options->language, proof->language);
}

static bool read_cases(Work *work, VerifyResult *out, Error *err) {
  const VerifyOptions *options = work->options;
  work->cases = arena_push(work->arena, Case, options->rule_count);
  out->at = arena_push(work->arena, Verification, options->rule_count);
  for (size_t i = 0; i < options->rule_count; i++) {
    Proof proof = {0};
    if (!proof_exists(&options->rules[i])) continue;
    if (!proof_parse(work->arena, &options->rules[i], &proof, err)) return false;
    if (!is_wanted(options, &proof)) continue;
    Verification *result = &out->at[out->count++];
    *result = (Verification){.id = proof.rule, .language = proof.language, .clock = proof.clock};
    result->bad.file = proof.bad.file;
    result->good.file = proof.good.file;
    work->cases[work->case_count++] = (Case){.proof = proof, .result = result, .open = 2};
  }
  return true;
}

static void refuse(Work *work, Case *of, Str reason) {
  of->result->verdict = VERDICT_UNAVAILABLE;
  of->result->reason = reason;
  work->done++;
}

// The queue is taken from its end: those that take real time go first, so that nobody waits for
// them.
static void queue_cases(Work *work, bool is_real) {
  for (size_t i = work->case_count; i-- > 0;) {
    Case *of = &work->cases[i];
    if (str_equal_c(of->proof.clock, "real") != is_real) continue;
    if (of->result->verdict == VERDICT_UNAVAILABLE) continue;
    Wanted good = {of, false}, bad = {of, true};
    array_push(work->arena, &work->queue, good);
    array_push(work->arena, &work->queue, bad);
  }
}

static bool prepare(Work *work, VerifyResult *out, Error *err) {
  if (!work->language->find(work->arena, work->options, &work->tool, err)) return false;
  const Tool *tool = &work->tool;
  out->tool = tool->path ? tool->name : tool->problem;
  out->tool_path = str_from_c(tool->path);
  for (size_t i = 0; i < work->case_count; i++) {
    Case *of = &work->cases[i];
    bool is_known = str_equal_c(of->proof.language, work->language->name);
    Str reason = !is_known    ? STR("no runner for this language")
                 : tool->path ? work->language->refuse(work->arena, tool, &of->proof)
                              : tool->problem;
    if (reason.size > 0) refuse(work, of, reason);
  }
  work->walls = sandbox_walls();
  out->is_loopback_only = work->walls.network;
  out->is_read_only = work->walls.mount;
  out->has_own_processes = work->walls.process;
  queue_cases(work, false);
  queue_cases(work, true);
  return true;
}

static void make_slots(Work *work) {
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  size_t count = work->options->jobs;
  if (count == 0) count = processors > 0 ? (size_t)processors : 1;
  if (count > JOBS_MAX) count = JOBS_MAX;
  work->slot_count = count;
  work->slots = arena_push(work->arena, Slot, count);
}

static unsigned now_ms(void) {
  struct timespec now = {0};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (unsigned)((uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000);
}

static bool verify_held(Arena *arena, const VerifyOptions *options, VerifyResult *out, Error *err) {
  Work work = {.arena = arena, .options = options, .language = languages[0]};
  if (!read_cases(&work, out, err)) return false;
  if (!prepare(&work, out, err)) return false;
  make_slots(&work);
  return run_all(&work, err);
}

bool verify_run(Arena *arena, const VerifyOptions *options, VerifyResult *out, Error *err) {
  sigset_t held, before;
  sigemptyset(&held);
  sigaddset(&held, SIGINT);
  sigaddset(&held, SIGTERM);
  sigaddset(&held, SIGHUP);
  unsigned start_ms = now_ms();
  *out = (VerifyResult){0};
  sigprocmask(SIG_BLOCK, &held, &before);
  bool ok = verify_held(arena, options, out, err);
  sigprocmask(SIG_SETMASK, &before, NULL);
  out->elapsed_ms = now_ms() - start_ms;
  return ok;
}
