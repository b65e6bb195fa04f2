// What a program's own facts say before any single line is looked at: where its functions run,
// which ways lead from the loop into code that waits, what computes there, and where async buys
// nothing.
#pragma once

#include "base/array.h"
#include "engine/engine.h"

#include <stdio.h>

typedef struct AdvicePlace {
  Str path;
  uint32_t line; // 1-based
  Str name;      // of the function there, "Service.fetch"; "" in the body of a module
} AdvicePlace;

typedef Array(AdvicePlace) AdvicePlaces;

// Where the functions of a project run, those in tests left out. Each counts once.
typedef struct AdviceCensus {
  uint32_t coroutines;
  uint32_t on_loop; // sync, and called by coroutines or by the loop
  uint32_t in_threads;
  uint32_t both; // sync, on the loop and in threads
  uint32_t elsewhere;
} AdviceCensus;

// One call that holds the loop, with all that comes to it: mended there, it is mended for all.
typedef struct AdviceCause {
  const Rule *rule;
  Confidence confidence; // of the surest way
  AdvicePlace place;     // the call, and the function that it stands in
  Str what;              // "`requests.get` waits for an HTTP exchange"
  Str help;              // or ""
  AdvicePlaces from;     // functions on the loop that come to it, in order of path and line
  uint32_t hops;         // calls of the longest of the shortest ways, the last included
} AdviceCause;

typedef enum AdviceCrossingKind {
  CROSSING_TO_THREAD, // the loop, or sync code, gives something to a thread
  CROSSING_TO_LOOP,   // a thread gives something to a loop
  CROSSING_START,     // sync code runs a loop until something is done
  CROSSING_COUNT
} AdviceCrossingKind;

typedef struct AdviceCrossing {
  AdviceCrossingKind kind;
  AdvicePlace place; // of the call
  Str callee;        // "asyncio.to_thread"
} AdviceCrossing;

// Something that is async and need not be.
typedef struct AdviceNeedless {
  AdvicePlace place;
  Str why; // a sentence without its end
} AdviceNeedless;

typedef struct Advice {
  AdviceCensus census;
  AdvicePlaces shared; // functions that run on the loop and in threads, and change what others see
  Array(AdviceCause) waits;
  Array(AdviceCause) computing;
  Array(AdviceCrossing) crossings;
  Array(AdviceNeedless) needless;
  uint32_t waiting_coroutines; // coroutine functions from which some way leads to one of `waits`
} Advice;

// The rules of which `advise` needs the findings: the selector for each, ended by an empty one.
extern const Str advise_selectors[];

// Everything lives in `arena`. `findings` are those of advise_selectors in this program.
Advice advise(Arena *arena, const Program *program, Findings findings);

// Prints it; paths as `display` makes them. Errors show in `out`.
typedef struct AdviceOutput {
  FILE *out;
  Str (*display)(void *context, Str path);
  void *context;
  bool is_full; // lists are not cut after the first lines
} AdviceOutput;

void advise_print(const Advice *advice, const AdviceOutput *output);
// As one JSON object. Fails: FAIL_IO.
bool advise_print_json(const Advice *advice, const AdviceOutput *output, Error *err);

const char *advise_crossing_name(AdviceCrossingKind kind); // "to-thread"
