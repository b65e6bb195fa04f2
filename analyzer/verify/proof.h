// proof.json of a rule: what is run, what must be seen. docs/proof.schema.json describes it.
// Private to this layer.
#pragma once

#include "base/array.h"
#include "verify/verify.h"

typedef Array(Str) Strs;

// A fact that an observation must have: one of some values.
typedef struct ProofFact {
  Str key;
  Strs values; // "null" stands for none
} ProofFact;

// An observation that the bad example must give.
typedef struct ProofDemand {
  Str line_text; // part of one line of the example
  Str kind;
  Array(ProofFact) facts;
} ProofDemand;

typedef struct ProofSide {
  Str file;
  Str source;
  Strs runs;
  Strs outcomes;            // one a run
  Array(ProofDemand) shows; // the bad one's
  uint64_t heartbeats;      // the good one's: so many at least
} ProofSide;

typedef struct Proof {
  Str rule;
  Str language;
  Str clock;
  Str first;
  Strs packages;
  bool cancels;
  bool has_slow_disk;    // C
  unsigned major, minor; // the oldest interpreter that it is for
  ProofSide bad, good;
} Proof;

typedef Array(Proof) Proofs;

// One for each language. Slices of the result point into `arena`. Fails: FAIL_FORMAT, with the name
// of the rule.
bool proof_parse(Arena *arena, const VerifyRule *rule, Proofs *out, Error *err);
// Whether the rule has a proof at all.
bool proof_exists(const VerifyRule *rule);
// The number of the line that contains `text`, 0 when none or several do.
uint32_t proof_line(Str source, Str text);
