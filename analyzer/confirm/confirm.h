// Running a person's own program, or its tests, under observation, and holding what was seen
// against what was found by reading. The program runs as it is: a probe comes into each Python
// process by its environment, and, if wanted, a witness into every process. Each writes what it
// sees into a folder of ours; here it is read and merged with the findings.
#pragma once

#include "base/array.h"
#include "base/error.h"
#include "base/str.h"

#include <stdio.h>

typedef enum ConfirmKind {
  CONFIRM_STALL,
  CONFIRM_NEVER_AWAITED,
  CONFIRM_TASK_DESTROYED,
  CONFIRM_ERROR_LOST,
} ConfirmKind;
#define CONFIRM_KIND_COUNT 4

// The name of a kind in proofs and evidence; false when it is none that can be seen here.
bool confirm_kind_find(Str name, ConfirmKind *out);
const char *confirm_kind_name(ConfirmKind kind);

// ---- What was found by reading ------------------------------------------------------------------

typedef struct ConfirmPlace {
  Str path; // absolute, links resolved
  uint32_t line, end_line;
  uint32_t column, end_column; // 1-based, as `line`
} ConfirmPlace;

typedef struct ConfirmFinding {
  Str rule;
  Str message;
  Str confidence;
  Str fingerprint;
  Str shown;          // the path for people
  Str text;           // the source at `place`
  ConfirmPlace place; //
  ConfirmPlace sink;  // the end of its way, the call that blocks; the place itself when it has none
  unsigned kinds;     // what shows it when it runs: a set of 1u << ConfirmKind, 0 for nothing
  bool is_suppressed; // by a comment
  bool is_listed;     // else it only tells what was seen, and is no problem by itself
} ConfirmFinding;

// ---- What was seen ------------------------------------------------------------------------------

typedef struct ConfirmFrame {
  Str path; // of a file or, from the witness, of a shared object where no file is known
  Str function;
  uint32_t line; // 0 when unknown
} ConfirmFrame;

typedef struct ConfirmTally {
  uint64_t count;
  double total_ms, longest_ms; // 0 but for stalls
  Array(Str) tests;            // in which, as pytest names them; in order, without doubles
} ConfirmTally;

typedef struct ConfirmSeen {
  ConfirmKind kind;
  Array(ConfirmFrame) stack; // innermost first
  Str cause;                 // of a stall: "cpu", "blocked"; "" when it is not known
  Str call;                  // the witness's name for what blocked; ""
  Str coroutine;             // its name, or ""
  Str error;                 // its class, or ""
  ConfirmTally tally;
  bool is_predicted; // by a finding
} ConfirmSeen;

typedef enum ConfirmStatus {
  CONFIRM_OBSERVED,
  CONFIRM_OTHER_WAY,   // its place or its end was seen, but not the one through the other
  CONFIRM_FAST,        // both were run by a loop, and nothing was seen of it
  CONFIRM_NOT_REACHED, // they were not run
  CONFIRM_UNKNOWN,     // nothing was seen, and nobody could tell whether they ran
} ConfirmStatus;
#define CONFIRM_STATUS_COUNT 5

const char *confirm_status_name(ConfirmStatus status); // "observed"

typedef struct ConfirmVerdict { // beside the findings
  ConfirmStatus status;
  ConfirmTally tally;
  const ConfirmSeen *longest; // of what was seen of it; NULL when nothing was
} ConfirmVerdict;

typedef struct ConfirmMiss { // what no finding predicted, by place
  const ConfirmSeen *longest;
  ConfirmTally tally;
} ConfirmMiss;

typedef struct ConfirmProcess {
  uint32_t pid;
  Str runtime; // "cpython 3.13.0"; "native" where only the witness was
  bool has_loop;
  bool has_reach; // it could tell which lines ran
} ConfirmProcess;

typedef struct ConfirmOptions {
  const ConfirmFinding *findings;
  size_t finding_count;
  char *const *command; // NULL at the end
  unsigned stall_ms;    // what takes a loop's turn this long is a stall
  bool has_witness;
} ConfirmOptions;

typedef struct ConfirmResult {
  const ConfirmOptions *options;
  int exit_code; // of the command; 128 + signal when one ended it
  int signal;    // or 0
  unsigned elapsed_ms;
  Array(ConfirmProcess) processes;
  Array(ConfirmSeen *) seen;
  const ConfirmVerdict *verdicts; // options->finding_count of them
  Array(ConfirmMiss) misses;      // the longest first
  uint64_t disturbed_count;       // turns that were long because the machine was busy
  bool has_unseen_loop;           // uvloop ran, and the witness was not there
  bool is_cut;                    // a process saw more than is kept
  Str trouble;                    // why the probe gave up in one, ""
} ConfirmResult;

// Runs the command, with our standard streams, and waits for it; signals that are sent to us go on
// to it. Everything lives in `arena`; the folder is gone when this returns, and also when we are
// killed. Fails: FAIL_USAGE when the command cannot be run or nothing could be seen of it, with the
// reason; FAIL_IO.
bool confirm_run(Arena *arena, const ConfirmOptions *options, ConfirmResult *out, Error *err);

// For people, and as docs/confirm.schema.json describes it.
void confirm_write_text(const ConfirmResult *result, bool use_color, FILE *out);
void confirm_write_json(const ConfirmResult *result, FILE *out);
