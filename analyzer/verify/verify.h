// Executing the examples of rules: what the bad one does to an event loop, and the good one does
// not. A rule's proof.json says what is run and what must be seen. The example runs in a program of
// its own, under a probe, in a sandbox; what the probe saw is the evidence, held against the proof
// here.
#pragma once

#include "base/error.h"
#include "base/str.h"

#include <stdio.h>

typedef enum Verdict {
  VERDICT_PROVEN,
  VERDICT_REFUTED,      // the bad example did not show it, or the good one did
  VERDICT_INCONCLUSIVE, // it failed in another way each time, on a busy machine, or did not end
  VERDICT_UNAVAILABLE,  // nothing to run it with
} Verdict;

typedef struct VerifyFile {
  Str name; // in the rule's folder
  Str text;
} VerifyFile;

typedef struct VerifyRule {
  Str id;
  const VerifyFile *files; // proof.json and the examples that it names, beside it
  size_t file_count;
} VerifyRule;

typedef struct VerifyOptions {
  const VerifyRule *rules;
  size_t rule_count;
  Str python;        // the interpreter, a path or a name to look up; "" is python3
  Str cc;            // the C compiler, with arguments; "" is CC, cc, gcc or clang
  Str language;      // only proofs of this language; "" is all
  unsigned jobs;     // at once; 0: two for each processor
  unsigned limit_ms; // for one example; 0: a generous one
  bool is_swapped; // hold each example against what the other one must show: nothing may be proven
  void (*on_progress)(void *context, const char *phase, size_t done, size_t total); // may be NULL
  void *progress_context;
} VerifyOptions;

// One example, as it ran.
typedef struct VerifySide {
  Str file;
  Str evidence;            // JSON of the probe; "" when it could not say anything
  Str failure;             // why its part of the proof does not hold, "" when it does
  uint64_t heartbeats_due; // the good one's: its proof wants so many at least
  unsigned attempts;
} VerifySide;

typedef struct Verification {
  Str id;
  Str language;
  Str clock; // virtual or real
  Verdict verdict;
  Str reason; // one sentence, "" when proven
  VerifySide bad, good;
} Verification;

// What ran the examples of a language.
typedef struct VerifyTool {
  Str language;
  Str name; // "CPython 3.13.0", or why there is none
  Str path; // "" when there is none
} VerifyTool;

typedef struct VerifyResult {
  Verification *at;
  size_t count;
  VerifyTool *tools; // of the languages that were asked for
  size_t tool_count;
  bool is_loopback_only;  // how far the examples were shut in: no network,
  bool is_read_only;      // no writing outside of their folder,
  bool has_own_processes; // no process that outlives them
  unsigned elapsed_ms;
} VerifyResult;

// Runs what is asked for; results stand in the order of `options->rules`, one for each language
// that a rule has a proof in, without those in other languages. Everything lives in `arena`.
// Nothing is left running or written when it returns. SIGINT, SIGTERM and SIGHUP are held back
// meanwhile: one that comes stops the work, FAIL_IO, and is delivered at the end. Fails:
// FAIL_FORMAT for a proof.json that cannot be read, FAIL_IO.
bool verify_run(Arena *arena, const VerifyOptions *options, VerifyResult *out, Error *err);

// Whether there was something to run examples with.
bool verify_has_tool(const VerifyResult *result);

// Reads the rule in `path`, a folder with a proof.json, or all rules in folders below it.
typedef struct VerifyRules {
  VerifyRule *at;
  size_t count;
} VerifyRules;
bool verify_read_rules(Arena *arena, const char *path, VerifyRules *out, Error *err);

const char *verdict_name(Verdict verdict);

// What was found, for people; as docs/evidence.schema.json describes it; as a picture; and as the
// trace format that browsers and Perfetto show.
void verify_write_text(const VerifyResult *result, bool use_color, FILE *out);
void verify_write_json(const VerifyResult *result, FILE *out);
void verify_write_picture(const VerifyResult *result, FILE *out);
void verify_write_trace(const VerifyResult *result, FILE *out);
