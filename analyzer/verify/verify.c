// From proofs to verdicts. Every example is a run of its own; as many as wanted run at once. One
// whose evidence does not hold is run again, more often while the machine is busy. What fails twice
// in one way that they have in common, and not only on a busy machine, is refuted; what fails in
// another way each time, or only there, says nothing. One half that is refuted refutes the pair.
#define _POSIX_C_SOURCE 200809L
#include "verify/verify.h"

#include "base/clock.h"

#include "verify/language.h"
#include "verify/tries.h"

#include <signal.h>
#include <unistd.h>

#define DEFAULT_LIMIT_MS   30000u
#define JOBS_MAX           256u
#define WAIT_MS            100
#define RUNS_PER_PROCESSOR 2 // they wait more than they compute
#define REASON_BYTES_MAX   200

static const Language *const languages[] = {&language_python, &language_c};

// A language with what runs its examples.
typedef struct Runner {
  const Language *language;
  Tool tool;
} Runner;

typedef struct Case {
  Proof proof;
  Runner *runner; // NULL: none of that language
  Verification *result;
  Tries bad, good;
  unsigned open; // sides that are not decided
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
  Runner runners[COUNT_OF(languages)];
  SandboxWalls walls;
  Case *cases;
  size_t case_count;
  Array(Wanted) queue; // taken from the end
  Slot *slots;
  size_t slot_count;
  size_t done;
} Work;

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

static Str why_not_compiled(Work *work, const Slot *slot) {
  const Language *language = slot->of->runner->language;
  Str why = language->explain ? language->explain(work->arena, &slot->run) : (Str){0};
  if (why.size > REASON_BYTES_MAX) why.size = 0;
  return str_print(work->arena, "it does not compile%s%.*s", why.size > 0 ? ": " : "",
                   STR_ARG(why));
}

static Str why_no_evidence(Work *work, const Slot *slot) {
  const Run *run = &slot->run;
  switch (run->status.end) {
  case SANDBOX_LATE:
    return STR("it did not end and was stopped");
  case SANDBOX_UNPREPARED:
    return why_not_compiled(work, slot);
  case SANDBOX_FAILED:
    return STR("it could not be started");
  case SANDBOX_EXITED:
    break;
  }
  if (run->status.code > 128)
    return str_print(work->arena, "it was ended by signal %d", run->status.code - 128);
  return str_print(work->arena, "it ended with exit code %d and no evidence", run->status.code);
}

static void fail_without_evidence(Work *work, const Slot *slot, Failures *out) {
  const Run *run = &slot->run;
  bool has_exited = run->status.end == SANDBOX_EXITED && run->status.code <= 128;
  Failure failure = {.what = why_no_evidence(work, slot)};
  if (has_exited) failure.more = last_line((Str){run->errors.at, run->errors.count});
  array_push(work->arena, out, failure);
}

static const ProofSide *side_of(const Slot *slot) {
  return slot->is_bad ? &slot->of->proof.bad : &slot->of->proof.good;
}

// What does not hold, and whether the machine may be to blame.
static Failures judge(Work *work, const Slot *slot, Str text, bool *is_disturbed) {
  Failures failures = {0};
  Evidence evidence = {0};
  Error error = {0};
  bool has_ended = slot->run.status.end == SANDBOX_EXITED;
  *is_disturbed = !has_ended && slot->run.status.end != SANDBOX_UNPREPARED;
  if (!has_ended || !evidence_parse(work->arena, text, &evidence, &error)) {
    fail_without_evidence(work, slot, &failures);
    return failures;
  }
  *is_disturbed = evidence.is_disturbed;
  if (slot->is_bad != work->options->is_swapped)
    judge_bad(work->arena, &slot->of->proof, &evidence, side_of(slot)->source, &failures);
  else
    judge_good(work->arena, &slot->of->proof, &evidence, &failures);
  return failures;
}

static Str tell_failure(Arena *arena, const Failure *failure) {
  if (failure->more.size == 0) return failure->what;
  return str_print(arena, "%.*s: %.*s", STR_ARG(failure->what), STR_ARG(failure->more));
}

static void decide(Work *work, Case *of) {
  Verification *result = of->result;
  bool is_refuted = of->bad.is_refuted || of->good.is_refuted;
  bool is_of_bad = is_refuted ? of->bad.is_refuted : result->bad.failure.size > 0;
  const VerifySide *failed = is_of_bad ? &result->bad : &result->good;
  work->done++;
  result->verdict = VERDICT_PROVEN;
  if (failed->failure.size == 0) return;
  result->verdict = is_refuted ? VERDICT_REFUTED : VERDICT_INCONCLUSIVE;
  result->reason =
      str_print(work->arena, "%.*s: %.*s", STR_ARG(failed->file), STR_ARG(failed->failure));
}

static void finish(Work *work, Slot *slot) {
  Case *of = slot->of;
  VerifySide *side = slot->is_bad ? &of->result->bad : &of->result->good;
  Tries *tries = slot->is_bad ? &of->bad : &of->good;
  bool is_busy = false;
  side->evidence = str_copy(work->arena, (Str){slot->run.evidence.at, slot->run.evidence.count});
  Failures failures = judge(work, slot, side->evidence, &is_busy);
  bool is_decided = tries_add(work->arena, tries, &failures, is_busy);
  side->attempts = tries->count;
  side->failure = tell_failure(work->arena, &tries->failure);
  slot->of = NULL;
  if (is_decided || slot->run.status.end == SANDBOX_LATE) {
    if (--of->open == 0) decide(work, of);
    return;
  }
  Wanted again = {of, slot->is_bad};
  array_push(work->arena, &work->queue, again);
}

// ---- Running all --------------------------------------------------------------------------------

static bool start(Work *work, Slot *slot, Error *err) {
  Wanted wanted = work->queue.at[--work->queue.count];
  *slot = (Slot){.of = wanted.of, .is_bad = wanted.is_bad};
  const Runner *runner = slot->of->runner;
  SandboxJob job =
      runner->language->prepare(work->arena, &runner->tool, &slot->of->proof, side_of(slot));
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

static Runner *find_runner(Work *work, Str language) {
  for (size_t i = 0; i < COUNT_OF(languages); i++)
    if (str_equal_c(language, languages[i]->name)) return &work->runners[i];
  return NULL;
}

static bool read_proofs(Work *work, Proofs *out, Error *err) {
  const VerifyOptions *options = work->options;
  for (size_t i = 0; i < options->rule_count; i++) {
    Proofs found = {0};
    if (!proof_exists(&options->rules[i])) continue;
    if (!proof_parse(work->arena, &options->rules[i], &found, err)) return false;
    for (size_t j = 0; j < found.count; j++)
      if (is_wanted(options, &found.at[j])) array_push(work->arena, out, found.at[j]);
  }
  return true;
}

static bool read_cases(Work *work, VerifyResult *out, Error *err) {
  Proofs proofs = {0};
  if (!read_proofs(work, &proofs, err)) return false;
  work->cases = arena_push(work->arena, Case, proofs.count + 1);
  out->at = arena_push(work->arena, Verification, proofs.count + 1);
  out->count = work->case_count = proofs.count;
  for (size_t i = 0; i < proofs.count; i++) {
    const Proof *proof = &proofs.at[i];
    Verification *result = &out->at[i];
    *result = (Verification){.id = proof->rule, .language = proof->language, .clock = proof->clock};
    result->bad.file = proof->bad.file;
    result->good.file = proof->good.file;
    result->good.heartbeats_due = proof->good.heartbeats;
    work->cases[i] = (Case){
        .proof = *proof, .runner = find_runner(work, proof->language), .result = result, .open = 2};
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

// Only the languages that are asked for are looked for.
static bool find_tools(Work *work, VerifyResult *out, Error *err) {
  out->tools = arena_push(work->arena, VerifyTool, COUNT_OF(languages));
  for (size_t i = 0; i < COUNT_OF(languages); i++) {
    Runner *runner = &work->runners[i];
    bool is_needed = false;
    for (size_t j = 0; j < work->case_count; j++)
      is_needed |= work->cases[j].runner == runner;
    runner->language = languages[i];
    if (!is_needed) continue;
    if (!languages[i]->find(work->arena, work->options, &runner->tool, err)) return false;
    const Tool *tool = &runner->tool;
    out->tools[out->tool_count++] = (VerifyTool){.language = str_from_c(languages[i]->name),
                                                 .name = tool->path ? tool->name : tool->problem,
                                                 .path = str_from_c(tool->path)};
  }
  return true;
}

static bool refuse_cases(Work *work, Error *err) {
  for (size_t i = 0; i < work->case_count; i++) {
    Case *of = &work->cases[i];
    Runner *runner = of->runner;
    Str reason = runner ? runner->tool.problem : STR("no runner for this language");
    bool has_tool = runner && runner->tool.path;
    if (has_tool && !runner->language->refuse(work->arena, &runner->tool, &of->proof, &reason, err))
      return false;
    if (reason.size > 0) refuse(work, of, reason);
  }
  return true;
}

static bool prepare(Work *work, VerifyResult *out, Error *err) {
  if (!find_tools(work, out, err) || !refuse_cases(work, err)) return false;
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
  if (count == 0) count = RUNS_PER_PROCESSOR * (processors > 0 ? (size_t)processors : 1);
  if (count > JOBS_MAX) count = JOBS_MAX;
  work->slot_count = count;
  work->slots = arena_push(work->arena, Slot, count);
}

static bool verify_held(Arena *arena, const VerifyOptions *options, VerifyResult *out, Error *err) {
  Work work = {.arena = arena, .options = options};
  if (!read_cases(&work, out, err)) return false;
  if (!prepare(&work, out, err)) return false;
  make_slots(&work);
  return run_all(&work, err);
}

bool verify_has_tool(const VerifyResult *result) {
  for (size_t i = 0; i < result->tool_count; i++)
    if (result->tools[i].path.size > 0) return true;
  return false;
}

bool verify_run(Arena *arena, const VerifyOptions *options, VerifyResult *out, Error *err) {
  sigset_t held, before;
  sigemptyset(&held);
  sigaddset(&held, SIGINT);
  sigaddset(&held, SIGTERM);
  sigaddset(&held, SIGHUP);
  uint64_t start_ms = clock_ms();
  *out = (VerifyResult){0};
  sigprocmask(SIG_BLOCK, &held, &before);
  bool ok = verify_held(arena, options, out, err);
  sigprocmask(SIG_SETMASK, &before, NULL);
  out->elapsed_ms = (unsigned)(clock_ms() - start_ms);
  return ok;
}
