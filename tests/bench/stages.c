// nostall with a clock at the doors between its stages. The linker leads the calls listed here
// through this file (--wrap); nostall itself knows nothing of it. Each stage is charged the CPU
// time of its thread without that of the stages inside it: the link asks for files to be read.
//
// Looking at the clock takes as long as reading a small file, so that is measured first and taken
// off: a stage is charged one look for each time that it gave way to another.
//
// At the end, stderr gets a line for each: `stage NAME SECONDS`, and one for all looks at the
// clock, `stage clock SECONDS`.
#define _POSIX_C_SOURCE 200809L
#include "engine/engine.h"
#include "python/ast.h"
#include "python/python.h"
#include "session/discover.h"
#include "session/prefilter.h"
#include "session/read.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <tree_sitter/api.h>

// NAME, result, function, parameters, arguments
#define STAGES(X)                                                                                  \
  X("listing", bool, discover,                                                                     \
    (Notes * a, const SessionOptions *b, Lists *c, Discovery *d, Error *e), (a, b, c, d, e))       \
  X("reading", bool, read_file,                                                                    \
    (ReadBuffer * a, int b, const char *c, size_t d, FileBytes *e, Error *f), (a, b, c, d, e, f))  \
  X("search", bool, prefilter_matches, (const Prefilter *a, Str b), (a, b))                        \
  X("tree-sitter", TSTree *, ts_parser_parse_with_options,                                         \
    (TSParser * a, const TSTree *b, TSInput c, TSParseOptions d), (a, b, c, d))                    \
  X("ast", AstModule, ast_parse, (AstParser * a, Arena * b, Str c), (a, b, c))                     \
  X("facts", Str, python_summarize_padded, (PythonReader * a, Arena * b, Str c, Str d),            \
    (a, b, c, d))                                                                                  \
  X("link", const Program *, program_link, (Arena * a, const ProgramInput *b), (a, b))             \
  X("rules", Findings, engine_run, (Arena * a, const Program *b, const EngineOptions *c), (a, b, c))

#define STAGE_NAME(name, result, function, parameters, arguments) STAGE_##function,
typedef enum Stage { STAGES(STAGE_NAME) STAGE_COUNT, STAGE_NONE = STAGE_COUNT } Stage;

static atomic_ullong spent_ns[STAGE_COUNT + 1];
static atomic_ullong looks[STAGE_COUNT + 1]; // at the clock, charged to the stage

// What runs on this thread now, and since when.
static _Thread_local Stage running = STAGE_NONE;
static _Thread_local unsigned long long since_ns;

static unsigned long long now_ns(void) {
  struct timespec now = {0};
  (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (unsigned long long)now.tv_sec * 1000000000 + (unsigned long long)now.tv_nsec;
}

#define CALIBRATION_RUNS  20
#define CALIBRATION_LOOKS 250 // in each run

// What one look takes: by the fastest run, in which nothing came between.
static double look_ns(void) {
  double least = 0;
  for (int run = 0; run < CALIBRATION_RUNS; run++) {
    unsigned long long began = now_ns();
    for (int i = 0; i < CALIBRATION_LOOKS; i++)
      (void)now_ns();
    double took = (double)(now_ns() - began) / (CALIBRATION_LOOKS + 1);
    if (run == 0 || took < least) least = took;
  }
  return least;
}

// Charges what ran until now, and starts `stage`. Returns what ran.
static Stage change(Stage stage) {
  Stage before = running;
  unsigned long long now = now_ns();
  atomic_fetch_add(&spent_ns[before], now - since_ns);
  atomic_fetch_add(&looks[before], 1);
  since_ns = now;
  running = stage;
  return before;
}

#define WRAP(name, result, function, parameters, arguments)                                        \
  result __real_##function parameters;                                                             \
  result __wrap_##function parameters;                                                             \
  result __wrap_##function parameters {                                                            \
    Stage outer = change(STAGE_##function);                                                        \
    result value = __real_##function arguments;                                                    \
    (void)change(outer);                                                                           \
    return value;                                                                                  \
  }
STAGES(WRAP)

// A tree is part of what its parser costs, and of the floor.
void __real_ts_tree_delete(TSTree *tree);
void __wrap_ts_tree_delete(TSTree *tree);
void __wrap_ts_tree_delete(TSTree *tree) {
  Stage outer = change(STAGE_ts_parser_parse_with_options);
  __real_ts_tree_delete(tree);
  (void)change(outer);
}

static void print_stage(const char *name, Stage stage, double one_look_ns) {
  double spent = (double)atomic_load(&spent_ns[stage]);
  double looked = (double)atomic_load(&looks[stage]) * one_look_ns;
  fprintf(stderr, "stage %s %.6f\n", name, (spent - looked) / 1e9);
}

#define PRINT(name, result, function, parameters, arguments)                                       \
  print_stage(name, STAGE_##function, one_look_ns);
#define COUNT_LOOKS(name, result, function, parameters, arguments)                                 \
  +atomic_load(&looks[STAGE_##function])

static void print_stages(void) {
  double one_look_ns = look_ns();
  unsigned long long all = CALIBRATION_RUNS * (CALIBRATION_LOOKS + 2);
  all += atomic_load(&looks[STAGE_NONE]) STAGES(COUNT_LOOKS);
  STAGES(PRINT)
  fprintf(stderr, "stage clock %.6f\n", (double)all * one_look_ns / 1e9);
}

int __real_main(int count, char **words);
int __wrap_main(int count, char **words);
int __wrap_main(int count, char **words) {
  if (atexit(print_stages) != 0) return 2;
  return __real_main(count, words);
}
