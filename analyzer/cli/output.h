// Where reports go: `-o FORMAT[:FILE]`, as often as one likes, out of one analysis.
#pragma once

#include "cli/options.h"
#include "report/report.h"

typedef struct Output {
  const ReportFormat *format;
  Str path; // terminated; "" for standard output
} Output;

typedef struct Outputs {
  Array(Output) list;
  bool shows_suppressed; // one of the formats does
  bool prints_aside; // standard output is for something else: what would go there goes to stderr
} Outputs;

// As the options say; without them as NOSTALL_OUTPUT_FORMAT says; else for people, or for a coding
// agent where its variable is set. Fails: FAIL_USAGE.
bool outputs_choose(Arena *arena, const Options *options, Outputs *out, Error *err);
// Whether something goes to standard output.
bool outputs_print(const Outputs *outputs);
// Writes all reports; files are replaced as a whole. Of `input` the findings hold the suppressed
// ones, too, when a format shows them, and whether to use colour is decided here.
bool outputs_write(const Outputs *outputs, const Options *options, const ReportInput *input,
                   Error *err);

// Writes a file by way of a function: replaced as a whole, or, when it is a pipe or a device,
// written to. Fails: FAIL_IO, FAIL_USAGE; what the function fails with.
typedef bool OutputWrite(const void *context, FILE *out, Error *err);
bool output_write(const char *path, OutputWrite *write, const void *context, Error *err);

// Of the environment; "" when it is not set.
Str environment_variable(const char *name);
