// The bad example must show every observation that the proof asks for, at its line; the good one
// must show none at all, and its heart must have gone on beating. Both must end as the proof says.
#include "verify/judge.h"

#define STALL_MS 100 // as in both probes

static bool has_value(const ProofFact *fact, Str value) {
  for (size_t i = 0; i < fact->values.count; i++) {
    if (str_equal(fact->values.at[i], value)) return true;
  }
  return false;
}

static bool has_line(const Observation *observation, uint32_t line) {
  for (size_t i = 0; i < observation->stack.count; i++) {
    if (observation->stack.at[i].line == line) return true;
  }
  return false;
}

static bool meets(const ProofDemand *demand, const Observation *observation, uint32_t line) {
  if (!str_equal(demand->kind, observation->kind) || !has_line(observation, line)) return false;
  for (size_t i = 0; i < demand->facts.count; i++) {
    const ProofFact *fact = &demand->facts.at[i];
    Str key = fact->key;
    bool is_met = false;
    for (size_t j = 0; j < observation->facts.count && !is_met; j++)
      is_met = str_equal(observation->facts.at[j].key, key) &&
               has_value(fact, observation->facts.at[j].value);
    if (!is_met) return false;
  }
  return true;
}

static bool is_shown(const ProofDemand *demand, const Evidence *evidence, uint32_t line) {
  for (size_t i = 0; i < evidence->observations.count; i++) {
    if (meets(demand, &evidence->observations.at[i], line)) return true;
  }
  return false;
}

// A stall that stays one when all is taken off that a busy machine may have added. What is counted
// in calls does not depend on time.
static bool is_sure(const Observation *seen) {
  return str_equal(seen->kind, STR("loop-stall")) && (seen->sure_ms >= STALL_MS || seen->calls > 0);
}

static void fail(Arena *arena, Failures *out, Str what) {
  Failure failure = {.what = what};
  array_push(arena, out, failure);
}

static void judge_outcomes(Arena *arena, const ProofSide *side, const Evidence *evidence,
                           Failures *out) {
  for (size_t i = 0; i < side->outcomes.count; i++) {
    Str want = side->outcomes.at[i];
    bool has_run = i < evidence->outcomes.count;
    Str got = has_run ? evidence->outcomes.at[i] : STR("missing");
    if (str_equal(want, got)) continue;
    fail(arena, out,
         str_print(arena, "run %zu ended as `%.*s`, not as `%.*s`", i + 1, STR_ARG(got),
                   STR_ARG(want)));
  }
  if (evidence->outcomes.count > side->outcomes.count)
    fail(arena, out, STR("there were more runs than asked for"));
}

void judge_bad(Arena *arena, const Proof *proof, const Evidence *evidence, Str source,
               Failures *out) {
  judge_outcomes(arena, &proof->bad, evidence, out);
  for (size_t i = 0; i < proof->bad.shows.count; i++) {
    const ProofDemand *demand = &proof->bad.shows.at[i];
    uint32_t line = proof_line(source, demand->line_text);
    if (line > 0 && is_shown(demand, evidence, line)) continue;
    fail(arena, out,
         str_print(arena, "no %.*s was seen at `%.*s`", STR_ARG(demand->kind),
                   STR_ARG(str_trim(demand->line_text))));
  }
}

void judge_good(Arena *arena, const Proof *proof, const Evidence *evidence, Failures *out) {
  judge_outcomes(arena, &proof->good, evidence, out);
  for (size_t i = 0; i < evidence->observations.count; i++) {
    const Observation *seen = &evidence->observations.at[i];
    uint32_t line = seen->stack.count > 0 ? seen->stack.at[0].line : 0;
    Failure failure = {.what =
                           str_print(arena, "%.*s was seen, at line %u", STR_ARG(seen->kind), line),
                       .is_sure = is_sure(seen)};
    array_push(arena, out, failure);
  }
  if (evidence->heartbeats < proof->good.heartbeats)
    fail(arena, out,
         str_print(arena, "fewer than %llu heartbeats ran",
                   (unsigned long long)proof->good.heartbeats));
}
