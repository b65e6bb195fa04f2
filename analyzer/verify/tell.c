// One sentence for each kind of observation that the probes know.
#include "verify/tell.h"

#include <string.h>

typedef struct Sentence {
  const char *kind;
  const char *text; // %s is the coroutine
} Sentence;

static const Sentence plain[] = {
    {"coroutine-never-awaited", "the coroutine `%s` was never awaited"},
    {"task-destroyed-pending", "the task of `%s` was collected while it waited"},
    {"task-abandoned", "the task of `%s` was left behind unfinished"},
    {"future-abandoned", "the work of a thread was left behind unfinished"},
    {"lock-held-across-await", "a lock of threads was held across an await"},
    {"timeout-overrun", "the time was up long before the block was left, and nothing happened"},
    {"timeout-early", "the time was up before its block had half of it"},
    {"timeout-outside", "the timeout struck while the generator waited here, and hit who iterates"},
    {"self-deadlock", "the loop's thread waits for what only this thread could do: a deadlock"},
    {"quiescent-deadlock", "the tasks wait for each other, and nothing can wake them: a deadlock"},
    {"await-cycle", "the tasks await each other: a deadlock"},
    {"cancellation-ignored", "the task of `%s` was told to end and did not"},
    {"concurrency-peak", "a hundred tasks were alive at once, and nothing bounded them"},
    {"polled", "it slept and looked again, twenty times and more"},
    {"overdue", "it still waited here when the time was over in which all could be done"},
    {"resource-leak", "the lock was not given back"},
    {"unclosed-generator", "the generator was left at its yield and not closed"},
    {"livelock", "the loop turns without end while its time stands still"},
    {"endless-wait", "the wait went on for a week"},
    {"wrong-thread", "the loop was called from another thread, which does not wake it"},
    {"wrong-loop", "something that belongs to another loop was awaited"},
    {"nested-run", "a loop was started on a thread that already runs one"},
    {"wait-outside-task", "what suspends was called where no coroutine runs, and refused"},
    {"unsafe-in-handler", "a signal handler called what it may have interrupted half done"},
    {"syntax-error", "the file does not compile"},
    {"start-failed", "what was to start here failed, and nothing was done about it"},
    {"error-ignored", "the callback was told of an error and went on all the same"},
    {"never-answered", "the task that was made here was never answered"},
    {"result-not-taken", "the callback was called and never took the result"},
    {"never-joined", "the coroutine that was started here has ended, and nobody can know"},
    {"loop-error", "the loop reported an error of a callback"},
};

static Str fill(Arena *arena, const char *text, Str name) {
  Str rest = str_from_c(text);
  size_t at = str_find(rest, STR("%s"));
  if (at == SIZE_MAX) return rest;
  return str_print(arena, "%.*s%.*s%.*s", (int)at, text, STR_ARG(name),
                   STR_ARG(str_slice(rest, at + 2, rest.size)));
}

static Str tell_where(Arena *arena, const Observation *observation) {
  if (observation->stack.count < 2) return (Str){0};
  const EvidencePlace *inner = &observation->stack.at[0];
  bool is_named = inner->function.size > 0 && inner->function.at[0] != '<';
  if (!is_named || inner->line == tell_line(observation)) return (Str){0};
  return str_print(arena, ", in `%.*s` at line %u,", STR_ARG(inner->function), inner->line);
}

static Str tell_stall(Arena *arena, const Observation *observation, bool has_numbers) {
  Str primitive = observation_fact(observation, "primitive");
  bool is_named = primitive.size > 0 && !str_equal_c(primitive, "null");
  Str subject = is_named ? str_print(arena, "`%.*s`", STR_ARG(primitive)) : STR("this line");
  Str where = tell_where(arena, observation);
  if (str_equal_c(observation_fact(observation, "cause"), "many-calls")) {
    if (!has_numbers) return STR("hundreds of calls to the file system in one turn of the loop");
    return str_print(arena, "%llu calls to the file system in one turn of the loop",
                     (unsigned long long)observation->calls);
  }
  if (!has_numbers)
    return str_print(arena, "%.*s%.*s held the loop, and no heartbeat ran", STR_ARG(subject),
                     STR_ARG(where));
  return str_print(arena, "%.*s%.*s held the loop for %.0f ms; %llu of %llu heartbeats ran",
                   STR_ARG(subject), STR_ARG(where), observation->ms,
                   (unsigned long long)observation->beats,
                   (unsigned long long)observation->beats_due);
}

static Str tell_memory(Arena *arena, const Observation *observation) {
  return str_print(arena, "the loop still had what stood here when %.*s",
                   STR_ARG(observation_fact(observation, "what")));
}

static Str tell_cancellation(Arena *arena, const Observation *observation) {
  Str then = observation_fact(observation, "then");
  if (observation->stack.count < 2)
    return str_print(arena, "the task was cancelled here, and %.*s", STR_ARG(then));
  uint32_t at = observation->stack.at[1].line;
  return str_print(arena, "the task was cancelled here; line %u took it, and the task %.*s", at,
                   STR_ARG(then));
}

Str tell_observation(Arena *arena, const Observation *observation, bool has_numbers) {
  Str kind = observation->kind;
  Str error = observation_fact(observation, "error");
  if (str_equal_c(kind, "loop-stall")) return tell_stall(arena, observation, has_numbers);
  if (str_equal_c(kind, "memory-error")) return tell_memory(arena, observation);
  if (str_equal_c(kind, "cancellation-swallowed")) return tell_cancellation(arena, observation);
  if (str_equal_c(kind, "error-raised"))
    return str_print(arena, "`%.*s` was raised", STR_ARG(error));
  if (str_equal_c(kind, "exception-never-retrieved"))
    return str_print(arena, "`%.*s` was raised in a task, and nobody saw it", STR_ARG(error));
  for (size_t i = 0; i < COUNT_OF(plain); i++) {
    if (str_equal_c(kind, plain[i].kind))
      return fill(arena, plain[i].text, observation_fact(observation, "coroutine"));
  }
  return kind;
}

Str tell_good(Arena *arena, const Evidence *evidence) {
  uint64_t beats = evidence->heartbeats;
  if (beats == 0)
    return str_print(arena, "none of it in %llu turns of the loop",
                     (unsigned long long)evidence->turn_count);
  return str_print(arena, "none of it; %llu heartbeat%s ran, no turn took longer than %.0f ms",
                   (unsigned long long)beats, beats == 1 ? "" : "s", evidence->longest_turn_ms);
}

Str tell_promise(uint64_t heartbeats_due) {
  return heartbeats_due > 0 ? STR("none of it; the heartbeats went on") : STR("none of it");
}

// A stack leads from the innermost place to the one in the coroutine, where the finding stands; the
// places of a cancellation are its way, from the await on. Of what is about a call, it is the call.
uint32_t tell_line(const Observation *observation) {
  static const char *const inner[] = {"cancellation-swallowed", "memory-error",   "start-failed",
                                      "error-ignored",          "never-answered", "never-joined"};
  if (observation->stack.count == 0) return 0;
  size_t at = observation->stack.count - 1;
  for (size_t i = 0; i < COUNT_OF(inner); i++)
    if (str_equal_c(observation->kind, inner[i])) at = 0;
  return observation->stack.at[at].line;
}

static bool is_same(const Observation *a, const Observation *b) {
  if (!str_equal(a->kind, b->kind) || tell_line(a) != tell_line(b)) return false;
  if (a->facts.count != b->facts.count) return false;
  for (size_t i = 0; i < a->facts.count; i++) {
    if (!str_equal(a->facts.at[i].value, b->facts.at[i].value)) return false;
  }
  return true;
}

bool tell_is_repeated(const Evidence *evidence, size_t index) {
  for (size_t i = 0; i < index; i++) {
    if (is_same(&evidence->observations.at[i], &evidence->observations.at[index])) return true;
  }
  return false;
}
